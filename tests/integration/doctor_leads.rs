//! `mcp-token doctor`: where what an entry refers to leads, and who else gets what stands in its file.

use std::fs;

use crate::keeper::now;
use crate::sandbox::{DAY, mint_claims, stdout};
use crate::ward::{Found, URL, Ward, filled, finding, told_apart};

const CLAUDE: &str = "~/.claude.json";
const CURSOR: &str = "~/.cursor/mcp.json";
/// Another server.
const SECOND: &str = "https://second.example/mcp";

fn servers(entries: &[(&str, &str, &str)]) -> String {
    let entry = |(name, url, value): &(&str, &str, &str)| {
        format!(r#""{name}":{{"type":"http","url":"{url}","headers":{{"Authorization":"Bearer {value}"}}}}"#)
    };
    let entries: Vec<_> = entries.iter().map(entry).collect();
    filled(&format!(r#"{{"mcpServers":{{{}}}}}"#, entries.join(",")))
}

/// Each is set, so that nothing else is wrong with it.
#[test]
fn what_claude_code_sends_to_no_server_is_told() {
    let ward = Ward::new();
    let told = |name: &str, bad: &str| -> Vec<Found> {
        ward.file(CLAUDE, servers(&[("a", URL, &format!("${{{name}}}"))]));
        let assert = ward.keeper.run_with(&["doctor", "--json"], |command| command.env(name, "PRIVATE"));
        let found = ward.found_by(&assert);
        assert_eq!(found.is_empty(), bad.is_empty(), "{name}: {found:?}");
        found
    };
    let blanked = |name: &str| {
        let message = format!(
            "{CLAUDE}: `a` refers to `{name}`, which the client sends to no server: it is sent an empty token"
        );
        let made = format!("mcp-token profile set a --secret-from none --url {URL}");
        let kept = match name {
            "ANTHROPIC_X" | "OTEL_A" => "mcp-token store a".to_owned(),
            _ => format!("mcp-token store a --opaque --token-env {name}"),
        };
        let line = format!("{made} && {kept} && mcp-token client install claude-code --profile a");
        finding("blanked_variable", "warning", &message, &line)
    };
    for name in ["MCP_CLIENT_SECRET", "NPM_TOKEN", "ANTHROPIC_X", "CLAUDE_CODE_A_TOKEN", "OTEL_A"] {
        assert_eq!(told(name, name), [blanked(name)]);
    }
    for name in ["GITHUB_TOKEN", "A_NPM_TOKEN", "NPM_TOKENS", "CLAUDE_CODE_X", "AWS_KEY"] {
        told(name, "");
    }
    // What it starts is handed it.
    let run = r#"{"mcpServers":{"a":{"command":"x","env":{"NPM_TOKEN":"${NPM_TOKEN}"}}}}"#;
    ward.file(CLAUDE, run);
    let assert = ward.keeper.run_with(&["doctor", "--json"], |command| command.env("NPM_TOKEN", "PRIVATE"));
    assert_eq!(ward.found_by(&assert), []);
}

#[test]
fn a_variable_that_holds_an_expired_token_is_told() {
    let ward = Ward::exai();
    ward.file(CURSOR, servers(&[("exai", URL, "${env:EXAI_JWT_TOKEN}")]));
    let doctor = |value: &str| {
        let value = filled(value);
        let assert =
            ward.keeper.run_with(&["doctor", "--json"], |command| command.env("EXAI_JWT_TOKEN", value));
        ward.found_by(&assert)
    };
    for value in ["@LIVE@", "PRIVATE"] {
        assert_eq!(doctor(value), [], "{value}");
    }
    let message =
        "~/.cursor/mcp.json: `exai` refers to `EXAI_JWT_TOKEN`, which holds a token that expired 3 d ago";
    let export = "export EXAI_JWT_TOKEN=$(mcp-token get exai)";
    assert_eq!(doctor("@DEAD@"), [finding("expired_token", "high", message, export)]);
    let dead = filled("@DEAD@");
    let assert = ward.shell(&format!("export EXAI_JWT_TOKEN={dead}; {export}\nmcp-token doctor --json"));
    assert_eq!(ward.found_by(&assert), []);
}

#[test]
fn a_variable_that_holds_the_token_of_another_server_is_told() {
    let ward = Ward::exai();
    let doctor = |value: &str| {
        let value = filled(value);
        let assert =
            ward.keeper.run_with(&["doctor", "--json"], |command| command.env("EXAI_JWT_TOKEN", value));
        ward.found_by(&assert)
    };
    let refers = "~/.cursor/mcp.json: `exai` refers to `EXAI_JWT_TOKEN`, which holds a token";
    let export = "export EXAI_JWT_TOKEN=$(mcp-token get exai)";
    let expired = || finding("expired_token", "high", &format!("{refers} that expired 3 d ago"), export);
    let other = |whose: &str, command: &str| {
        finding("other_audience", "high", &format!("{refers} for {whose}, another server"), command)
    };
    ward.file(CURSOR, servers(&[("exai", URL, "${env:EXAI_JWT_TOKEN}")]));
    assert_eq!(doctor("@OURS@"), []);
    assert_eq!(doctor("@NAMED@"), [other("other-client", export)]);
    let named = filled("@NAMED@");
    let assert = ward.shell(&format!("export EXAI_JWT_TOKEN={named}; {export}\nmcp-token doctor --json"));
    assert_eq!(ward.found_by(&assert), []);
    // The variable can hold all of the header.
    ward.file(CURSOR, servers(&[("exai", URL, "${env:EXAI_JWT_TOKEN}")]).replace("Bearer ", ""));
    assert_eq!((doctor("Bearer @OURS@"), doctor("Bearer @DEAD@")), (vec![], vec![expired()]));
    // What makes tokens for another server has none for this one, and what is kept may be this one.
    for profile in [&["--unset", "aud"][..], &["--secret-from", "none"]] {
        let ward = Ward::exai();
        ward.file(CURSOR, servers(&[("a", SECOND, "${env:EXAI_JWT_TOKEN}")]));
        ward.keeper.set(&[&["exai"], profile].concat());
        let assert = ward
            .keeper
            .run_with(&["doctor", "--json"], |command| command.env("EXAI_JWT_TOKEN", filled("@OTHER@")));
        let found = ward.found_by(&assert);
        let found = found.iter().find(|one| one.0 == "other_audience").unwrap();
        assert_eq!(found.3, "", "{found:?}");
    }
}

/// By what the variables in it hold, which is not shown.
#[test]
fn a_server_is_judged_by_where_its_url_leads() {
    let ward = Ward::exai();
    let token = |aud: &str| mint_claims(&format!(r#"{{"exp":{},"aud":"{aud}"}}"#, now() + 10 * DAY));
    let doctor = |host: &str, token: &str| {
        let url = format!("http://{host}/mcp");
        let assert = ward
            .keeper
            .run_with(&["doctor", "--json"], |command| command.env("H", host).env("U", url).env("QT", token));
        ward.found_by(&assert)
    };
    let (own, other) = (token("https://q.example.com/mcp"), token("https://other.example.com"));
    let codes = |found: &[Found]| found.iter().map(|one| one.0.clone()).collect::<Vec<_>>();
    ward.file(CURSOR, servers(&[("q", "https://${env:H}/mcp", "${env:QT}")]));
    assert_eq!(doctor("q.example.com", &own), []);
    assert_eq!(codes(&doctor("q.example.com", &other)), ["other_audience"]);
    assert_eq!(codes(&doctor("", &other)), ["unset_variable"], "nobody knows whether it is another");
    // Nothing but the URL of a profile tells that it is for a server of another name.
    assert_eq!(codes(&doctor("mcp.example.com", &own)), ["other_audience"]);

    ward.file(CURSOR, servers(&[("q", "${env:U}", "${env:QT}")]));
    let found = doctor("q.example.com", &own);
    let clear = format!("{CURSOR}: `q` sends its token to ${{env:U}}, not encrypted");
    assert_eq!(found.iter().map(|one| (&*one.0, &*one.2)).collect::<Vec<_>>()[0], ("unencrypted", &*clear));
    assert!(!codes(&doctor("localhost", &own)).contains(&"unencrypted".to_owned()));

    ward.file(CURSOR, r#"{"mcpServers":{"q":{"url":"https://${env:H}/mcp"}}}"#);
    let message = format!("{CURSOR}: `q` is the server of `exai`, and is shown no token");
    assert_eq!(doctor("mcp.example.com", &own)[0].2, message);
    assert_eq!(
        (doctor("q.example.com", &own), codes(&doctor("", &own))),
        (vec![], vec!["unset_variable".into()])
    );
}

/// What is opaque may be good, whatever it is, and so may be what is encrypted.
#[test]
fn a_variable_that_holds_what_no_server_takes_is_told() {
    let ward = Ward::exai();
    let export = "export EXAI_JWT_TOKEN=$(mcp-token get exai)";
    let told = |file: &str, content: &str, value: &str, why: &str| {
        ward.file(file, content);
        let assert = ward
            .keeper
            .run_with(&["doctor", "--json"], |command| command.env("EXAI_JWT_TOKEN", filled(value)));
        let message = format!("{file}: `exai` refers to `EXAI_JWT_TOKEN`, which {why}");
        let expected = (!why.is_empty()).then(|| finding("unfit_token", "warning", &message, export));
        assert_eq!(ward.found_by(&assert), Vec::from_iter(expected), "{file} {value}");
        fs::remove_file(ward.path(file)).unwrap();
    };
    let with_scheme = servers(&[("exai", URL, "${env:EXAI_JWT_TOKEN}")]);
    let without = with_scheme.replace("Bearer ", "");
    let codex = format!("[mcp_servers.exai]\nurl = \"{URL}\"\nbearer_token_env_var = \"EXAI_JWT_TOKEN\"\n");
    let started =
        filled(r#"{"mcpServers":{"exai":{"command":"x","env":{"DATA_KEY":"${env:EXAI_JWT_TOKEN}"}}}}"#);
    let twice = "holds `Bearer` as well, which is then sent twice";
    let broken = "holds no whole JWT";
    let early = format!(r#"{{"exp":{},"nbf":{}}}"#, now() + 10 * DAY, now() + 3 * DAY + 600);
    let early = mint_claims(&early);
    let in_force = mint_claims(&format!(r#"{{"exp":{},"nbf":{}}}"#, now() + DAY, now() - 5));
    for (value, behind_a_scheme, alone) in [
        ("Bearer @OURS@", twice, ""),
        ("bearer PRIVATE", twice, ""),
        ("Basic PRIVATE", "holds `Basic` as well, which is then sent twice", ""),
        ("PRIVATE", "", ""),
        ("eyJhbGciOiJIUzI1NiJ9.e30", broken, ""),
        ("eyJhbGciOiJIUzI1NiJ9.e30.c2l n", broken, ""),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..QUJD.QUJD.QUJD", "", ""),
        (" ", "is empty", "is empty"),
        (
            &early,
            "holds a token that is not valid for another 3 d",
            "holds a token that is not valid for another 3 d",
        ),
        (&in_force, "", ""),
    ] {
        told(CURSOR, &with_scheme, value, behind_a_scheme);
        told("~/.codex/config.toml", &codex, value, behind_a_scheme);
        told(CURSOR, &without, value, alone);
    }
    told(CURSOR, &without, "Bearer eyJhbGciOiJIUzI1NiJ9", broken);
    let bridged = started.replace("${env", "Bearer ${env");
    told(CURSOR, &bridged, "Bearer PRIVATE", twice);
    told(CURSOR, &bridged, "PRIVATE", "");
    // What a started server is handed need be no token, whatever it begins with.
    told(CURSOR, &started, "eyJ0eXBlIjoic2VydmljZSJ9", "");
    // A default stands in for what is set to nothing.
    let default = with_scheme.replace("${env:EXAI_JWT_TOKEN}", "${EXAI_JWT_TOKEN:-none}");
    told(CLAUDE, &default, "", "");
}

/// Its signature may be good, and nobody who knows the secret takes it.
#[test]
fn a_variable_that_holds_a_token_of_a_key_that_was_revoked_is_told() {
    let ward = Ward::exai();
    ward.file(CURSOR, servers(&[("exai", URL, "${env:EXAI_JWT_TOKEN}")]));
    let token = ward.keeper.get(&[]);
    let found = |token: &str| {
        let doctor = ["doctor", "--json"];
        ward.found_by(&ward.keeper.run_with(&doctor, |command| command.env("EXAI_JWT_TOKEN", token)))
    };
    assert_eq!(found(&token), []);
    ward.keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    assert_eq!(found(&token), [], "in its grace");
    ward.keeper.run(&["secret", "revoke", "exai"]).code(0);
    let message = "~/.cursor/mcp.json: `exai` refers to `EXAI_JWT_TOKEN`, which holds a token of a key that its profile has no more";
    let export = "export EXAI_JWT_TOKEN=$(mcp-token get exai)";
    assert_eq!(found(&token), [finding("unfit_token", "warning", message, export)]);
    assert_eq!(found(&ward.keeper.get(&[])), []);
}

/// As OpenCode refers to one: there has to be something in it, and no reader that waits for a writer.
#[test]
fn a_file_that_holds_nothing_or_is_none_is_told() {
    let ward = Ward::exai();
    let (open_code, path) = ("~/.config/opencode/opencode.json", "~/token");
    let header = format!(r#"{{"Authorization":"Bearer {{file:{path}}}"}}"#);
    ward.file(
        open_code,
        format!(r#"{{"mcp":{{"exai":{{"type":"remote","url":"{URL}","headers":{header}}}}}}}"#),
    );
    let refers = format!("{open_code}: `exai` refers to the file `{path}`, which");
    let told = |code: &str, rank: &str, what: &str| {
        let install = "mcp-token client install opencode --profile exai";
        let found = ward.found(&[]);
        let found: Vec<_> = found.iter().map(|one| (&*one.0, &*one.1, &*one.2, &*one.3)).collect();
        let message = format!("{refers} {what}");
        assert_eq!(found, [(code, rank, &*message, install)]);
    };
    for content in ["", "\n", "Bearer \n"] {
        ward.file(path, content);
        told("unfit_token", "warning", "is empty");
    }
    fs::remove_file(ward.path(path)).unwrap();
    let none = "is not there, or is no regular file: no entry of its file is used";
    told("no_file", "high", none);
    fs::create_dir(ward.path(path)).unwrap();
    told("no_file", "high", none);
    fs::remove_dir(ward.path(path)).unwrap();
    let fifo = std::process::Command::new("mkfifo").arg(ward.path(path)).status().unwrap();
    assert!(fifo.success());
    told("no_file", "high", none);
}

/// Where OpenCode looks for it; of Windsurf nobody knows.
#[test]
fn a_relative_file_lies_beside_the_one_that_refers_to_it() {
    let ward = Ward::new();
    let entry = |path: &str| {
        let header = format!(r#"{{"Authorization":"Bearer {{file:{path}}}"}}"#);
        format!(r#"{{"mcp":{{"a":{{"type":"remote","url":"{URL}","headers":{header}}}}}}}"#)
    };
    let told = |args: &[&str]| {
        let found = ward.found(args).into_iter();
        found.map(|(code, _, message, command)| (code, message, command)).collect::<Vec<_>>()
    };
    for (path, token) in [("./tok", "~/.config/opencode/tok"), ("../tok", "~/.config/tok")] {
        ward.file("~/.config/opencode/opencode.json", entry(path));
        let file = format!(
            "the file `{}`",
            token.replace("/tok", if path == "../tok" { "/opencode/../tok" } else { "/tok" })
        );
        let says =
            |what: &str| format!("~/.config/opencode/opencode.json: `a` refers to {file}, which {what}");
        let none = says("is not there, or is no regular file: no entry of its file is used");
        let made = format!("mcp-token profile set a --secret-from none --url {URL} && mcp-token store a");
        let made = format!("{made} && mcp-token client install opencode --profile a");
        assert_eq!(told(&[]), [("no_file".to_owned(), none, made.clone())]);
        ward.file(token, filled("@DEAD@"));
        let dead = says("holds a token that expired 3 d ago");
        assert_eq!(told(&[]), [("expired_token".to_owned(), dead, made)]);
        ward.file(token, filled("@LIVE@"));
        assert_eq!(told(&[]), []);
        ward.set_mode(token, 0o644);
        let found = told(&[]);
        assert_eq!((found.len(), found[0].0.as_str()), (1, "readable_by_others"), "{found:?}");
        ward.shell(&found[0].2).code(0);
        assert_eq!(told(&[]), []);
    }
    fs::remove_file(ward.path("~/.config/opencode/opencode.json")).unwrap();
    ward.file("p/.opencode/opencode.json", entry("tok"));
    assert_eq!(told(&["--project", "p"])[0].0, "no_file");
    ward.file("p/.opencode/tok", "PRIVATE");
    assert_eq!(told(&["--project", "p"]), []);
    let of_windsurf =
        format!(r#"{{"serverUrl":"{URL}","headers":{{"Authorization":"Bearer ${{file:./none}}"}}}}"#);
    ward.file("~/.codeium/windsurf/mcp_config.json", format!(r#"{{"mcpServers":{{"a":{of_windsurf}}}}}"#));
    assert_eq!(told(&[]), []);
}

/// As OpenCode refers to one.
#[test]
fn a_token_in_a_file_is_judged_as_one_in_the_entry() {
    let ward = Ward::exai();
    let (open_code, path) = ("~/.config/opencode/opencode.json", "~/token");
    let entry = |url: &str| {
        let header = format!(r#"{{"Authorization":"Bearer {{file:{path}}}"}}"#);
        format!(r#"{{"mcp":{{"exai":{{"type":"remote","url":"{url}","headers":{header}}}}}}}"#)
    };
    let refers = format!("{open_code}: `exai` refers to the file `{path}`, which");
    let dead = format!("{refers} holds a token that expired 3 d ago");
    let other = |whose: &str| format!("{refers} holds a token for {whose}, another server");
    let install = "mcp-token client install opencode --profile exai";
    for (content, told) in [
        ("@OURS@\n", None),
        ("@LIVE@", None),
        ("PRIVATE", None),
        ("@DEAD@\n", Some(("expired_token", &dead))),
        ("@NAMED@", Some(("other_audience", &other("other-client")))),
    ] {
        ward.file(open_code, entry(URL));
        ward.file(path, filled(content));
        let told = told.map(|(code, message)| finding(code, "high", message, install));
        assert_eq!(ward.found(&[]), Vec::from_iter(told.clone()), "{content}");
        if let Some((code, ..)) = told {
            ward.mended(&[], &code, install);
        }
    }
    // Where no profile is for it, the file is what is changed.
    ward.file(open_code, entry(SECOND));
    for (content, message, mend) in [
        ("@DEAD@", dead, "get a token for this server from its issuer"),
        ("@OTHER@", other("https://other.example.com"), "get a token for this server from its issuer"),
    ] {
        ward.file(path, filled(content));
        let found = &ward.findings(&[])[0];
        assert_eq!((&found["message"], &found["mend"]), (&message.into(), &mend.into()));
    }
    // Nobody else reads it there; anything else others may read.
    ward.file(open_code, entry(URL));
    let key = "PRIVATE0123456789abcdef";
    for (mode, content, is_told) in [
        (0o600, "@OURS@", false),
        (0o644, "PRIVATE", false),
        (0o644, "root:x:0:0:root:/root:/bin/sh\n", false),
        (0o640, key, true),
        (0o644, "@OURS@", true),
    ] {
        ward.file(path, filled(content));
        ward.set_mode(path, mode);
        let message = format!("{refers} can be read by others (mode {mode:04o})");
        let told = is_told.then(|| finding("readable_by_others", "high", &message, "chmod 600 ~/token"));
        assert_eq!(ward.found(&[]), Vec::from_iter(told), "{content}");
    }
    ward.mended(&[], "readable_by_others", "chmod 600 ~/token");
    assert_eq!(ward.found(&[]), []);
}

/// One server would be sent the token of the other.
#[test]
fn a_variable_is_for_the_servers_of_one_profile() {
    let ward = Ward::exai();
    ward.keeper.set(&[
        "second",
        "--secret-from",
        "name:exai",
        "--url",
        SECOND,
        "--store",
        "none",
        "--var",
        "EXAI_JWT_TOKEN",
    ]);
    let shared = "${env:EXAI_JWT_TOKEN}";
    let told = |entries: &[(&str, &str, &str)]| {
        ward.file(CURSOR, servers(entries));
        let found = ward.findings(&[]);
        found.into_iter().filter(|one| one["code"] != "unset_variable").collect::<Vec<_>>()
    };
    let found = told(&[("exai", URL, shared), ("second", SECOND, shared)]);
    assert_eq!(
        (found.len(), &found[0]["code"], &found[0]["rank"]),
        (1, &"shared_variable".into(), &"warning".into())
    );
    let message = "`EXAI_JWT_TOKEN` is to hold the tokens of `exai` and `second`: their servers are shown whichever is in it";
    assert_eq!(found[0]["message"], message);
    let apart = "mcp-token profile set second --var SECOND_JWT_TOKEN && mcp-token client install cursor --profile second";
    assert_eq!(found[0]["command"], apart);
    // One of them alone, the same one twice, and what is switched off.
    for good in [
        &[("exai", URL, shared)][..],
        &[("exai", URL, shared), ("more", URL, shared)],
        &[("exai", URL, shared), ("second", SECOND, "${env:HOME}")],
    ] {
        assert_eq!(told(good), [""; 0], "{good:?}");
    }
    told(&[("exai", URL, shared), ("second", SECOND, shared)]);
    ward.mended(&[], "shared_variable", apart);
    assert!(ward.findings(&[]).iter().all(|one| one["code"] == "unset_variable"));
    // One variable for both, and an entry of another name.
    let again = ["EXAI", "--secret-from", "name:exai", "--url", SECOND, "--store", "none"];
    ward.keeper.set(&[&again[..], &["--var", "EXAI_JWT_TOKEN"]].concat());
    ward.keeper.set(&["second", "--url", "https://third.example/mcp"]);
    let found = told(&[("exai", URL, shared), ("x", SECOND, shared)]);
    assert_eq!(found.len(), 1, "{found:?}");
    let mend = "`ANOTHER` for `EXAI_JWT_TOKEN` in `x` of `~/.cursor/mcp.json`, after `mcp-token profile set EXAI --var ANOTHER`";
    assert_eq!((&found[0]["mend"], &found[0]["edit"]), (&mend.into(), &format!("nano +1 {CURSOR}").into()));
    ward.by_hand(&[], "shared_variable", mend, || {
        ward.keeper.set(&["EXAI", "--var", "ANOTHER"]);
        ward.file(CURSOR, servers(&[("exai", URL, shared), ("x", SECOND, "${env:ANOTHER}")]));
    });
}

#[test]
fn a_token_in_a_file_that_git_tracks_is_published() {
    let ward = Ward::new();
    ward.shell("mkdir -p p/.cursor && git init -q p").code(0);
    let file = "p/.cursor/mcp.json";
    let codes = || -> Vec<_> {
        let found = ward.findings(&["--project", "p"]);
        found.into_iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    ward.file(file, servers(&[("a", URL, "PRIVATE")]));
    assert_eq!(codes(), ["literal_token"]);
    ward.shell("git -C p add .").code(0);
    assert_eq!(codes(), ["token_tracked", "literal_token"]);
    let found = &ward.findings(&["--project", "p"])[0];
    assert_eq!(found["message"], "./p/.cursor/mcp.json: is tracked by git: the token in it is published");
    assert_eq!(found["rank"], "high");
    let mend = "have its issuer revoke the token, since git keeps every version of the file; then take it out of there";
    // What is dead is nobody's to use, and a reference is nothing to hide.
    for value in ["@DEAD@", "${env:HOME}"] {
        ward.file(file, servers(&[("a", URL, "PRIVATE")]));
        let good = servers(&[("a", URL, value)]);
        ward.by_editor(&["--project", "p"], "token_tracked", mend, &format!("nano +1 ./{file}"), &good);
    }
    ward.file(file, filled("{\n\"mcpServers\": {},\n\"x\": \"@LIVE@\"}"));
    assert_eq!(ward.findings(&["--project", "p"])[0]["edit"], format!("nano +3 ./{file}"));
}

/// The scheme stands in the variable, and not in the file.
#[test]
fn a_url_in_a_variable_is_told_as_unencrypted_too() {
    let ward = Ward::new();
    let refers = r#"{"mcpServers":{"a":{"url":"${env:FAR_URL}"}}}"#;
    ward.file(CURSOR, refers);
    let told = |url: &str| {
        let assert = ward.doctor_with(&["--json"], |command| command.env("FAR_URL", url));
        let found = ward.findings_by(&assert).into_iter();
        found
            .map(|one| {
                ["code", "message", "mend"].map(|key| one[key].as_str().unwrap_or_default().to_owned())
            })
            .collect::<Vec<_>>()
    };
    let message = format!("{CURSOR}: `a` is at ${{env:FAR_URL}}, not encrypted");
    let expected = ["unencrypted", &message, "`https` or `wss` in what its URL refers to"].map(str::to_owned);
    for url in ["http://far.example/mcp", "ws://far.example/mcp"] {
        assert_eq!(told(url), std::slice::from_ref(&expected), "{url}");
    }
    assert!(told("https://far.example/mcp").is_empty());
}

/// A server that reads its token from its environment is shown none in a header, and of several profiles the entry's counts.
#[test]
fn a_server_is_shown_the_token_of_the_profile_that_shows_one() {
    let ward = Ward::new();
    let plain = |name: &str| format!(r#"{{"mcpServers":{{"{name}":{{"url":"{URL}"}}}}}}"#);
    let set = |name: &str, header: &str| {
        ward.keeper.set(&[name, "--secret-from", "new", "--store", "file", "--url", URL, "--header", header]);
    };
    set("a-none", "none");
    ward.file(CURSOR, plain("x"));
    assert_eq!(ward.found(&[]), []);
    set("b", "bearer");
    set("c", "bearer");
    for (name, profile) in [("x", "b"), ("a-none", "b"), ("b", "b"), ("c", "c")] {
        ward.file(CURSOR, plain(name));
        let message = format!("{CURSOR}: `{name}` is the server of `{profile}`, and is shown no token");
        assert_eq!(ward.found(&[])[0].2, message);
    }
    fs::remove_file(ward.path(CURSOR)).unwrap();
    assert!(!stdout(&ward.doctor(&[])).contains("is shown no token"));
}

/// Flags of this program are no profiles.
#[test]
fn a_command_is_read_as_this_program_reads_it() {
    let ward = Ward::exai();
    let helper = |line: &str| {
        format!(r#"{{"mcpServers":{{"a":{{"type":"http","url":"{URL}","headersHelper":"{line}"}}}}}}"#)
    };
    let gone = ("no_profile", "warning", "takes its token from the profile `gone`, which is not there");
    for flags in ["-o headers-json", "--output headers-json -q", "--color never -oheaders-json"] {
        let (good, bad) = (format!("mcp-token {flags} get exai"), format!("mcp-token {flags} get gone"));
        told_apart(&ward, CLAUDE, &helper(&good), &helper(&bad), &[gone]);
    }
}

/// Claude Code by its settings and Codex by its `.env`, whatever is set outside; Qwen Code by its own where nothing is.
#[test]
fn a_variable_that_the_client_sets_itself_is_judged_there() {
    let json = |text: &str| format!(r#"{{"env":{{"A_TOKEN":"{text}"}}}}"#);
    let dotenv = |text: &str| format!("A_TOKEN={text}\n");
    let claude =
        |header: &str| format!(r#"{{"mcpServers":{{"a":{{"type":"http","url":"{SECOND}",{header}}}}}}}"#);
    let codex = format!("[mcp_servers.a]\nurl = \"{SECOND}\"\nbearer_token_env_var = \"A_TOKEN\"\n");
    let qwen = claude(r#""headers":{"Authorization":"Bearer $A_TOKEN"}"#).replace("\"url\"", "\"httpUrl\"");
    let claude = claude(r#""headers":{"Authorization":"Bearer ${A_TOKEN}"}"#);
    for (file, entry, by, content, wins) in [
        ("~/.claude.json", claude, "~/.claude/settings.json", &json as &dyn Fn(&str) -> String, true),
        ("~/.codex/config.toml", codex, "~/.codex/.env", &dotenv, true),
        ("~/.qwen/settings.json", qwen.clone(), "~/.qwen/.env", &dotenv, false),
        ("~/.qwen/settings.json", qwen, "~/.env", &dotenv, false),
    ] {
        let ward = Ward::new();
        let told = |outside: &str| {
            let found =
                ward.found_by(&ward.doctor_with(&["--json"], |command| command.env("A_TOKEN", outside)));
            found.into_iter().map(|(code, _, message, _)| (code, message)).collect::<Vec<_>>()
        };
        ward.file(file, &entry);
        assert_eq!(told("")[0].0, "unset_variable", "{file}");
        ward.file(by, content(&filled("@LIVE@")));
        assert_eq!(told(""), [], "{file} {by}");
        let dead = format!(
            "{file}: `a` refers to `A_TOKEN`, set by the file `{by}`, which holds a token that expired 3 d ago"
        );
        let dead = ("expired_token".to_owned(), dead);
        ward.file(by, content(&filled("@DEAD@")));
        assert_eq!(told(""), std::slice::from_ref(&dead), "{file} {by}");
        let outside = filled("@LIVE@");
        assert_eq!(told(&outside), Vec::from_iter(wins.then_some(dead)), "{file} {by}");
        for (outside, is_dead) in [("", true), (outside.as_str(), wins)] {
            let list = ward.keeper.run_with(&["client", "list"], |command| command.env("A_TOKEN", outside));
            let list = stdout(&list.code(0));
            assert_eq!(list.contains("A_TOKEN, expired 3 d ago"), is_dead, "{list}");
        }
        ward.file(by, content(""));
        let empty = format!("{file}: `a` refers to `A_TOKEN`, set by the file `{by}`, which is empty");
        assert_eq!(told(&outside), Vec::from_iter(wins.then_some(("unfit_token".to_owned(), empty))), "{by}");
        ward.file(by, content(&filled("@DEAD@")));
        ward.by_hand(&[], "expired_token", "a token that lives into that file", || {
            ward.file(by, content(&filled("@LIVE@")));
            ward.set_mode(by, 0o644);
        });
        ward.mended(&[], "readable_by_others", &format!("chmod 600 {by}"));
    }
}

/// As the real ones have sent it: Claude Code any value as JavaScript writes it, and of a moved home what stands there; Codex and Qwen
/// Code the last of several, and Codex nothing of its own names.
#[test]
fn what_a_client_sets_itself_is_read_as_it_reads_it() {
    let claude = |variable: &str| {
        format!(
            r#"{{"mcpServers":{{"a":{{"type":"http","url":"{SECOND}","headers":{{"Authorization":"Bearer ${{{variable}}}"}}}}}}}}"#
        )
    };
    let codex = |variable: &str| {
        format!("[mcp_servers.a]\nurl = \"{SECOND}\"\nbearer_token_env_var = \"{variable}\"\n")
    };
    let qwen = format!(
        r#"{{"mcpServers":{{"a":{{"httpUrl":"{SECOND}","headers":{{"Authorization":"Bearer $A_TOKEN"}}}}}}}}"#
    );
    let told = |set: &[(&str, &str)], outside: &[(&str, &str)]| {
        let ward = Ward::new();
        for (file, content) in set {
            ward.file(file, filled(content));
        }
        let outside: Vec<_> = outside.iter().map(|(name, value)| (name, filled(value))).collect();
        let report = ward.doctor_with(&["--json"], |command| command.envs(outside));
        ward.found_by(&report).into_iter().map(|one| one.0).collect::<Vec<_>>()
    };
    let twice = |first: &str, last: &str| format!("A_TOKEN={first}\nA_TOKEN={last}\n");
    for (file, entry, by) in [
        ("~/.codex/config.toml", codex("A_TOKEN"), "~/.codex/.env"),
        ("~/.qwen/settings.json", qwen, "~/.qwen/.env"),
    ] {
        assert_eq!(told(&[(file, &entry), (by, &twice("@LIVE@", "@DEAD@"))], &[]), ["expired_token"], "{by}");
        assert_eq!(told(&[(file, &entry), (by, &twice("@DEAD@", "@LIVE@"))], &[]), [""; 0], "{by}");
        assert_eq!(told(&[(file, &entry), (by, &twice("@LIVE@", ""))], &[]), ["unfit_token"], "{by}");
    }
    for (name, codes) in [("CODEX_A", &[] as &[&str]), ("codex_a", &[]), ("CODEXA", &["expired_token"])] {
        let (entry, dotenv) = (codex(name), format!("{name}=@DEAD@\n"));
        let files = [("~/.codex/config.toml", entry.as_str()), ("~/.codex/.env", &dotenv)];
        assert_eq!(told(&files, &[(name, "@LIVE@")]), codes, "{name}");
    }
    let settings = |value: &str| format!(r#"{{"env":{{"A_TOKEN":{value}}}}}"#);
    let (dead, entry) = (settings(r#""@DEAD@""#), claude("A_TOKEN"));
    for (text, codes) in [
        (format!("\u{feff}{dead}"), &["expired_token"][..]),
        (settings("\"\""), &["unfit_token"]),
        (dead.replacen('{', r#"{"x":1e999,"#, 1), &["expired_token"]),
        (settings(r#"["@DEAD@"]"#), &["expired_token"]),
        (settings(r#"{"a":"@DEAD@"}"#), &[]),
        (settings("12345"), &[]),
    ] {
        let files = [("~/.claude.json", entry.as_str()), ("~/.claude/settings.json", &text)];
        let outside = if codes.is_empty() { "@DEAD@" } else { "@LIVE@" };
        assert_eq!(told(&files, &[("A_TOKEN", outside)]), codes, "{text}");
    }
    let moved = |by: &str| {
        let ward = Ward::new();
        ward.file("~/m/.claude.json", &entry);
        ward.file(by, filled(&dead));
        let home = ward.path("~/m");
        let report = ward.doctor_with(&["--json"], |command| {
            command.env("CLAUDE_CONFIG_DIR", home).env("A_TOKEN", filled("@LIVE@"))
        });
        ward.found_by(&report).len()
    };
    let by = ["~/m/settings.json", "~/m/.claude/settings.json", "~/.claude/settings.json"];
    assert_eq!(by.map(moved), [1, 0, 0]);
}
