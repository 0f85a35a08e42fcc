//! `mcp-token doctor`: what stands in the variables of what a client starts is kept, and handed on by this program.

use std::fs;

use serde_json::{Value, json};

use crate::far::{CLAUDE, CURSOR, DESKTOP, FAR, GET, VSCODE, by_hand, clears, made, server, told};
use crate::keeper::now;
use crate::sandbox::{DAY, stdout};
use crate::ward::{Ward, filled};

const ANSWER: &str = "answer each question with what stands there now: what may be a secret is kept as one";
const LONG: &str = "PRIVATE-0123456789abcdef0123456789abcdef";

/// What the client of the entry `far` in that file starts, run with a program `server` of these lines: what that says.
fn run(ward: &Ward, file: &str, server: &str) -> String {
    ward.program("server", server);
    let now: Value = serde_json::from_slice(&fs::read(ward.path(file)).unwrap()).unwrap();
    let entry = &now["mcpServers"]["far"];
    let words = [vec![entry["command"].clone()], entry["args"].as_array().unwrap().clone()].concat();
    let words: Vec<_> = words.iter().map(|word| format!("'{}'", word.as_str().unwrap())).collect();
    stdout(&ward.shell(&words.join(" ")).code(0))
}

/// A line in which each secret is read from a file in the place of a prompt.
fn answered(ward: &Ward, line: &str, secrets: &[(&str, &str)]) -> String {
    secrets.iter().fold(line.to_owned(), |line, (name, value)| {
        ward.file(&format!("~/{name}"), value);
        let set = format!("secret set {name} --store file");
        assert!(line.contains(&set), "{line}");
        line.replace(&set, &format!("{set} --secret-file ~/{name}"))
    })
}

fn started(env: &str) -> String {
    server(&format!(r#"{{"command":"server","args":["-a"],"env":{{{env}}}}}"#))
}

/// Of several the only JWT is the token; what may be a secret is kept as one, as it stands.
#[test]
fn what_stands_in_several_variables_is_kept_and_handed_on() {
    let live = &filled("@LIVE@");
    let kept = |set: &str| format!("mcp-token secret set {set} --store file && ");
    let install = |own: &str, more: &str| {
        format!("mcp-token client install cursor {own} --command server --arg -a{more}")
    };
    let (own, other, blank) =
        ("--name far", &LONG.replace("PRIVATE", "ANOTHER"), &format!("Bearer {LONG} 'y'"));
    let profile = "mcp-token profile set far --secret-from none --var A_TOKEN && mcp-token store far";
    for (env, line, secrets) in [
        (
            format!(r#""A_TOKEN":"{live}","B_SECRET":"{LONG}","C":"us-east-1""#),
            format!("{profile} && ")
                + &kept("far-b-secret")
                + &install(
                    "--profile far --mode exec",
                    " --env 'C=us-east-1' --secret-var 'B_SECRET=far-b-secret'",
                ),
            vec![("far-b-secret", LONG)],
        ),
        (
            format!(r#""A_TOKEN":"PRIVATE-0123456789","B_DSN":"{LONG}","C":"","B_ID":"T0123"#) + "\"",
            format!("{profile} --opaque && ")
                + &kept("far-b-dsn")
                + &install(
                    "--profile far --mode exec",
                    " --env 'C=' --env 'B_ID=T0123' --secret-var 'B_DSN=far-b-dsn'",
                ),
            vec![("far-b-dsn", LONG)],
        ),
        (
            format!(r#""A_TOKEN":"{LONG}","B_TOKEN":"{other}","C":"3000""#),
            kept("far-a-token")
                + &kept("far-b-token")
                + &install(
                    own,
                    " --env 'C=3000' --secret-var 'A_TOKEN=far-a-token' --secret-var 'B_TOKEN=far-b-token'",
                ),
            vec![("far-a-token", LONG), ("far-b-token", other)],
        ),
        (
            format!(r#""A_TOKEN":"{blank}","C":"on""#),
            kept("far-a-token") + &install(own, " --env 'C=on' --secret-var 'A_TOKEN=far-a-token'"),
            vec![("far-a-token", blank)],
        ),
        (
            r#""A":"postgres://me:PRIVATE@a.example/x","C":"debug""#.to_owned(),
            kept("far-a") + &install(own, " --env 'C=debug' --secret-var 'A=far-a'"),
            vec![("far-a", "postgres://me:PRIVATE@a.example/x")],
        ),
    ] {
        let ward = Ward::new();
        ward.program("server", "exit 0");
        ward.file(CURSOR, started(&env));
        let before: Value = serde_json::from_str(&format!("{{{env}}}")).unwrap();
        assert_eq!(told(&ward)[0], (ANSWER.to_owned(), line.clone()), "{env}");
        assert!(told(&ward).len() == 1, "{:?}", told(&ward));
        ward.shell_with(&answered(&ward, &line, &secrets), before["A_TOKEN"].as_str().unwrap_or("")).code(0);
        assert_eq!(ward.in_clients(), [] as [Value; 0], "{env}");
        let names: Vec<_> =
            before.as_object().unwrap().keys().filter(|name| *name != "C" && *name != "B_ID").collect();
        let values: String =
            names.iter().map(|name| before[name.as_str()].as_str().unwrap().to_owned() + "\n").collect();
        let printed: Vec<_> = names.iter().map(|name| format!("printenv {name}")).collect();
        assert_eq!(run(&ward, CURSOR, &printed.join("; ")), values);
        assert!(!fs::read_to_string(ward.path(CURSOR)).unwrap().contains("PRIVATE"));
    }
}

/// One that this program starts is handed a secret more.
#[test]
fn an_entry_of_ours_is_handed_one_more() {
    for (own, handed) in [("exai", "--profile exai --name far"), ("--no-token", "--name far")] {
        let ward = Ward::exai();
        ward.program("server", "exit 0");
        let args = format!(r#"["exec","{own}","--","server"]"#);
        let env = format!(r#"{{"B_KEY":"{LONG}"}}"#);
        ward.file(CURSOR, server(&format!(r#"{{"command":"mcp-token","args":{args},"env":{env}}}"#)));
        let line = format!(
            "mcp-token secret set far-b-key --store file && mcp-token client install cursor {handed} --mode exec \
             --command server --secret-var 'B_KEY=far-b-key'"
        );
        assert_eq!(told(&ward), [(ANSWER.to_owned(), line.clone())]);
        ward.shell(&answered(&ward, &line, &[("far-b-key", LONG)])).code(0);
        assert_eq!(ward.in_clients(), [] as [Value; 0]);
        assert_eq!(run(&ward, CURSOR, "printenv B_KEY"), format!("{LONG}\n"));
    }
}

/// The name of a secret is nobody's yet: not kept, not asked for, and not what another line would keep.
#[test]
fn a_secret_gets_a_name_that_nobody_asks_for() {
    let entry = format!(r#"{{"command":"server","env":{{"A_TOKEN":"Bearer {LONG}"}}}}"#);
    let named = |ward: &Ward| {
        let lines = told(ward).into_iter().map(|(_, line)| line);
        lines
            .filter_map(|line| {
                line.split_once("secret set ").map(|(_, rest)| rest.split(' ').next().unwrap().to_owned())
            })
            .collect::<Vec<_>>()
    };
    let ward = Ward::new();
    ward.program("server", "exit 0");
    ward.file(CURSOR, server(&entry));
    assert_eq!(named(&ward), ["far-a-token"]);
    // Another client has the same, or what makes the same name of other parts.
    ward.file(DESKTOP, server(&entry));
    assert_eq!(named(&ward), ["far-claude-desktop-a-token", "far-cursor-a-token"]);
    fs::remove_file(ward.path(DESKTOP)).unwrap();
    let parts = entry.replace("A_TOKEN", "B_A_TOKEN");
    ward.file(CURSOR, filled(&format!(r#"{{"mcpServers":{{"far":{parts},"far-b":{entry}}}}}"#)));
    assert_eq!(named(&ward), ["far-cursor-b-a-token", "far-b-cursor-a-token"]);
    // Two variables of one entry.
    ward.file(CURSOR, server(&entry.replace("\"}", &format!("\",\"a_token\":\"Bearer {LONG}\"}}"))));
    assert_eq!(named(&ward), [""; 0]);
    // A project can name what is not there yet.
    ward.file(CURSOR, server(&entry));
    let words = r#"["exec","--no-token","--secret-var","T=far-a-token","--","sh"]"#;
    ward.file(
        "p/.cursor/mcp.json",
        server(&format!(r#"{{"command":"mcp-token","args":{words}}}"#)).replace("far\":", "evil\":"),
    );
    let found = ward.findings(&["--project", "p"]);
    let line =
        found.iter().find_map(|one| one["command"].as_str().filter(|line| line.contains("secret set")));
    assert!(line.unwrap().contains("secret set far-cursor-a-token "), "{found:?}");
    // What was broken off is there already.
    fs::remove_file(ward.path("p/.cursor/mcp.json")).unwrap();
    ward.file("~/s", LONG);
    ward.shell("mcp-token secret set far-a-token --store file --secret-file ~/s").code(0);
    assert_eq!(named(&ward), ["far-cursor-a-token"]);
    ward.shell("mcp-token secret set far-cursor-a-token --store file --secret-file ~/s").code(0);
    assert_eq!(named(&ward), [""; 0]);
}

/// Nothing is handed on that would ask somebody, is of no use, or is not typed as it stands.
#[test]
fn what_cannot_be_handed_on_stays() {
    let dead = filled("@DEAD@");
    let other = LONG.replace("PRIVATE", "ANOTHER");
    let second = |env: &str| started(&format!(r#""A_TOKEN":"{other}","B_KEY":"{env}""#));
    let ward = Ward::new();
    ward.program("server", "exit 0");
    for kept in [
        format!(" {LONG}"),
        format!("{LONG}Ä"),
        format!("{LONG}\\n1"),
        format!("{LONG}\\/1"),
        format!("-----BEGIN PRIVATE KEY----- {LONG}"),
        format!("${{env:HOME}}{LONG}"),
        format!("${{config:x.y}}{LONG}"),
        format!("{LONG}\\\"b"),
        format!("C:\\\\{LONG}"),
        format!("`id`{LONG}"),
    ] {
        ward.file(CURSOR, second(&kept));
        assert!(by_hand(&ward), "{kept}: {:?}", told(&ward));
    }
    let live = filled("@LIVE@");
    ward.file(CURSOR, started(&format!(r#""A_TOKEN":"{live}","B_TOKEN":"{dead}""#)));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    // No line takes what is weak: one is the token.
    ward.file(CURSOR, second("PRIVATE-0123456789"));
    assert!(told(&ward)[0].1.starts_with("mcp-token profile set far --secret-from none --var B_KEY "));
    ward.file(CURSOR, second("PRIVATE-0123456789").replace(&other, "ANOTHER-0123456789"));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    // This program would not find what it starts.
    ward.file(CURSOR, second(&format!("{LONG}:x")).replace("B_KEY", "PATH"));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    ward.file(CURSOR, second("/opt/a1:/usr/bin:/bin").replace("B_KEY", "PATH"));
    assert!(told(&ward)[0].1.contains(" --env 'PATH=/opt/a1:/usr/bin:/bin'"), "{:?}", told(&ward));
    ward.file(CURSOR, second(LONG));
    assert!(!by_hand(&ward));
    ward.keeper.set(&["zz", "--secret-from", "none", "--store", "file", "--passphrase-from", "prompt"]);
    assert!(by_hand(&ward), "{:?}", told(&ward));
    // A file of a project is shared.
    let ward = Ward::new();
    ward.file("p/.cursor/mcp.json", second(LONG));
    assert!(ward.findings(&["--project", "p"]).iter().all(|one| one["command"] == Value::Null));
}

/// A line that was broken off is begun again with what it has kept.
#[test]
fn a_token_that_is_kept_already_is_not_kept_twice() {
    let ward = Ward::new();
    ward.program("server", "exit 0");
    ward.file(CURSOR, started(&format!(r#""A_TOKEN":"PRIVATE-0123456789","B_ID":"{LONG}""#)));
    let line = told(&ward)[0].1.clone();
    let (first, rest) = line.split_once(" && mcp-token secret set").unwrap();
    ward.shell_with(first, "PRIVATE-0123456789").code(0);
    let rest = format!("mcp-token secret set{rest}");
    assert_eq!(told(&ward), [(ANSWER.to_owned(), rest.clone())]);
    ward.shell(&answered(&ward, &rest, &[("far-b-id", LONG)])).code(0);
    assert_eq!(ward.in_clients(), [] as [Value; 0]);
    assert_eq!(run(&ward, CURSOR, "printenv A_TOKEN B_ID"), format!("PRIVATE-0123456789\n{LONG}\n"));
}

/// A key that somebody else has issued is not replaced by one of ours: 90 days later the next comes from there.
#[test]
fn a_secret_that_is_handed_on_is_renewed_by_its_issuer() {
    let ward = Ward::exai();
    ward.file("~/s", LONG);
    ward.shell("mcp-token secret set far-b-key --store file --secret-file ~/s").code(0);
    ward.keeper.age_ring("far-b-key", "active", "created_at", now() - 100 * DAY);
    let found = ward.findings(&[]);
    let old = found.iter().find(|one| one["code"] == "old_secret").unwrap();
    assert_eq!(old["mend"], "enter a new one from its issuer, then Enter and Ctrl-D");
    let (line, other) = (old["command"].as_str().unwrap(), LONG.replace("PRIVATE", "ANOTHER"));
    let rotate = "mcp-token secret rotate far-b-key --now --secret-file -";
    assert_eq!(line, format!("(trap 'stty echo' INT; stty -echo; cat; stty echo) | {rotate}"));
    ward.shell_with(&line.replace("stty -echo", ":").replace("stty echo)", ":)"), &format!("{other}\n"))
        .code(0);
    ward.is_gone(&[], old);
    let exec = "mcp-token exec --no-token --secret-var B=far-b-key -- printenv B";
    assert_eq!(stdout(&ward.shell(exec).code(0)), format!("{other}\n"));
    // One that a profile signs with is made here.
    ward.keeper.run(&["profile", "set", "own", "--secret-from", "name:far-b-key"]).code(0);
    ward.keeper.age_ring("far-b-key", "active", "created_at", now() - 100 * DAY);
    let found = ward.findings(&[]);
    let old = found.iter().find(|one| one["code"] == "old_secret").unwrap();
    assert_eq!((&old["mend"], &old["command"]), (&Value::Null, &"mcp-token secret rotate far-b-key".into()));
}

/// In an entry of ours a hand is told of the flag: what it writes into the file would be written anew.
#[test]
fn a_version_of_what_we_start_is_said_to_us() {
    let ward = Ward::exai();
    ward.program("npx", "exit 0");
    ward.shell("mcp-token client install cursor --profile exai --name far --mode exec --command npx --arg -y --arg a-server").code(0);
    let install = "mcp-token client install cursor --profile exai --name far --mode exec --command npx --arg -y --arg a-server@VERSION";
    let said = format!("`{install}`, with a VERSION that was looked at");
    ward.by_hand(&[], "unpinned", &said, || drop(ward.shell(&install.replace("VERSION", "1.2.3")).code(0)));
    ward.shell("mcp-token client install").code(0);
    assert_eq!(ward.in_clients(), [] as [Value; 0]);
    // Packages of others than npm are shown too.
    for (package, said) in [
        ("a-server==1.2.3", "'a-server==1.2.3'"),
        ("git+https://github.com/a/b", "git+https://github.com/a/b"),
    ] {
        let env = r#""env":{"A_TOKEN":"PRIVATE-0123456789"}"#;
        ward.file(CURSOR, server(&format!(r#"{{"command":"uvx","args":["--from","{package}"],{env}}}"#)));
        assert!(
            told(&ward)[0].1.contains(&format!(" --command uvx --arg --from --arg {said}")),
            "{package}: {:?}",
            told(&ward)
        );
    }
}

/// What is no secret is written in the form that the client reads, and nothing beside it becomes a reference that was none.
#[test]
fn a_reference_in_another_form_is_written_anew() {
    let ward = Ward::new();
    ward.program("server", "exit 0");
    for (client, file, wrong, right) in
        [("cursor", CURSOR, "${TERM}", "${env:TERM}"), ("claude-code", CLAUDE, "${env:TERM}", "${TERM}")]
    {
        ward.file(file, started(&format!(r#""LEVEL":"{wrong}","Z":"1""#)));
        let line = format!(
            "mcp-token client install {client} --name far --command server --arg -a --env 'LEVEL=${{TERM}}' --env 'Z=1'"
        );
        ward.mended(&[], "wrong_reference", &line);
        assert_eq!(ward.found(&[]), []);
        let now: Value = serde_json::from_slice(&fs::read(ward.path(file)).unwrap()).unwrap();
        assert_eq!(now["mcpServers"]["far"]["env"], json!({"LEVEL": right, "Z": "1"}));
        fs::remove_file(ward.path(file)).unwrap();
    }
    let ward = Ward::exai();
    ward.program("server", "exit 0");
    for env in [
        // That of a profile would go where it did not go.
        r#""LEVEL":"${EXAI_JWT_TOKEN}""#,
        r#""LEVEL":"${HOME}","K":"${EXAI_JWT_TOKEN}""#,
        r#""LEVEL":"${HOME}","B":"${HOME}/x""#,
        r#""LEVEL":"${HOME}","GH_PAT":"word""#,
        r#""LEVEL":"${HOME}","A_KEY":"PRIVATE-0123456789""#,
        r#""LEVEL":"${HOME:-x}""#,
        r#""LEVEL":"${HOME}x""#,
        r#""LEVEL":"${HOME}","XDG_STATE_HOME":"/srv""#,
    ] {
        ward.file(CURSOR, started(env));
        assert!(by_hand(&ward), "{env}: {:?}", told(&ward));
    }
    // What is in it now is a secret, or is called one; and templates are none of ours.
    for env in [r#""LEVEL":"${GH_PAT}""#, r#""LEVEL":"{{MESSAGE}}""#, r#""LEVEL":"%MESSAGE%""#] {
        ward.file(CURSOR, started(env));
        assert!(told(&ward).iter().all(|(_, line)| line.is_empty()), "{env}: {:?}", told(&ward));
    }
    ward.file("~/.claude/settings.json", format!(r#"{{"env":{{"FOO":"{LONG}"}}}}"#));
    ward.file(CURSOR, "{}");
    ward.file(CLAUDE, started(r#""LEVEL":"${env:FOO}""#));
    assert!(by_hand(&ward), "{:?}", told(&ward));
    ward.file(CLAUDE, "{}");
    ward.file(CURSOR, started(r#""LEVEL":"${FOO_LEVEL}""#));
    let lines = |key: &str| {
        let doctor = ward.doctor_with(&["--json"], |command| command.env("FOO_LEVEL", key));
        ward.found_by(&doctor).into_iter().map(|one| one.3).collect::<Vec<_>>()
    };
    assert_eq!(lines(LONG), [""]);
    assert!(lines("1")[0].contains(" --env 'LEVEL=${FOO_LEVEL}'"));
}

/// What a client starts goes on being started as it was, and is handed its token.
#[test]
fn a_token_in_a_variable_of_what_is_started_is_handed_on() {
    for (token, opaque) in [("@LIVE@", ""), ("PRIVATE-0123456789", " --opaque")] {
        let ward = Ward::new();
        ward.program("server", "exit 0");
        let token = filled(token);
        let env = format!(r#""env":{{"Z":"1","API_TOKEN":"{token}"}}"#);
        ward.file(
            CURSOR,
            server(&format!(r#"{{"command":"server","args":["-a","b c"],{env},"cwd":"/tmp"}}"#)),
        );
        let line = made("cursor", " --var API_TOKEN", opaque);
        let line = format!("{line} --mode exec --command server --arg -a --arg 'b c' --env 'Z=1'");
        assert_eq!(told(&ward), [(String::new(), line.clone())]);
        clears(&ward, &line, &token);
        let now: Value = serde_json::from_str(&fs::read_to_string(ward.path(CURSOR)).unwrap()).unwrap();
        let now = &now["mcpServers"]["far"];
        assert_eq!((&now["env"], &now["cwd"]), (&json!({"Z": "1"}), &"/tmp".into()));
        assert_eq!(now["args"], json!(["exec", "far", "--", "server", "-a", "b c"]));
    }
    // What no flag says, what is filled in, and what would be shown.
    let token = r#""env":{"API_TOKEN":"PRIVATE-0123456789""#;
    for entry in [
        format!(r#"{{"command":"server",{token},"B":"${{env:HOME}}"}}}}"#),
        format!(r#"{{"command":"server",{token},"B":"${{HOME}}"}}}}"#),
        format!(r#"{{"command":"server","args":["${{env:HOME}}"],{token}}}}}"#),
        format!(r#"{{"command":"server","args":["--key","PRIVATE-9876543210abcdef"],{token}}}}}"#),
        format!(r#"{{"command":"server",{token},"B":{{}}}}}}"#),
        format!(r#"{{"command":"server","url":"{FAR}",{token}}}}}"#),
        format!(r#"{{"command":"server","disabled":true,{token}}}}}"#),
        r#"{"command":"server","env":{"API_TOKEN":" PRIVATE-0123456789"}}"#.to_owned(),
        r#"{"command":"sh","args":["-c","x $(mcp-token get)"],"env":{"API_TOKEN":"PRIVATE-0123456789"}}"#
            .to_owned(),
    ] {
        let ward = Ward::new();
        ward.program("server", "exit 0");
        ward.file(CURSOR, server(&entry));
        let told = told(&ward);
        assert!(!told.is_empty() && told.iter().all(|(_, line)| line.is_empty()), "{entry}: {told:?}");
    }
}

/// A reference in a variable of what is started, and what would hide our own files from it.
#[test]
fn what_a_started_server_refers_to_is_handed_on() {
    let run = |key: &str, env: &str| format!(r#"{{"command":"server","{key}":{{{env}}}}}"#);
    let vscode = run("env", r#""API_TOKEN":"${input:x}""#);
    let open_code = r#"{"type":"local","command":["server"],"environment":{"API_TOKEN":"{file:~/none}"}}"#;
    for (client, file, root, entry) in [
        ("cursor", CURSOR, "mcpServers", run("env", r#""API_TOKEN":"${FOO}""#)),
        ("vscode", VSCODE, "servers", vscode),
        ("opencode", "~/.config/opencode/opencode.json", "mcp", open_code.to_owned()),
    ] {
        let ward = Ward::new();
        ward.program("server", "exit 0");
        ward.file(file, format!(r#"{{"{root}":{{"far":{entry}}}}}"#));
        let line = made(client, " --var API_TOKEN", "") + " --mode exec --command server";
        assert_eq!(told(&ward), [(GET.to_owned(), line.clone())], "{client}");
        clears(&ward, &line, &filled("@LIVE@"));
    }
    for moves in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "MCP_TOKEN_HOME"] {
        let ward = Ward::new();
        ward.program("server", "exit 0");
        let env = format!(r#""API_TOKEN":"PRIVATE-0123456789","{moves}":"/srv""#);
        ward.file(CURSOR, server(&run("env", &env)));
        assert!(by_hand(&ward), "{moves}");
    }
}
