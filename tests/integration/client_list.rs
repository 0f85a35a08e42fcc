//! `mcp-token client list`

use serde_json::{Value, json};

use crate::client_install::{CURSOR, put};
use crate::client_print::{URL, exai};
use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, HOUR, line, mint_expiring_at, stderr, stdout};

#[test]
fn tells_how_each_comes_by_its_token() {
    let keeper = exai();
    let (dead, live) = (mint_expiring_at(now() - 2 * DAY - 600), mint_expiring_at(now() + 2 * HOUR + 600));
    let text = format!(
        r#"{{"mcpServers":{{
            "dead":{{"url":"{URL}","headers":{{"Authorization":"Bearer {dead}"}}}},
            "live":{{"url":"{URL}","headers":{{"X-Api-Key":"${{env:A}}","Authorization":"Bearer {live}"}}}},
            "open":{{"command":"x"}},
            "in-url":{{"url":"{URL}?token=PRIVATE"}},
            "env":{{"url":"{URL}","headers":{{"Authorization":"Bearer ${{env:A_TOKEN}}"}}}}}}}}"#
    );
    put(&keeper, CURSOR, &text, 0o600);
    for client in ["codex", "vscode", "zed"] {
        keeper.run(&["client", "install", client]).code(0);
    }
    put(&keeper, ".gemini/settings.json", "{}", 0o600);
    let assert = keeper.run(&["client", "list"]).code(0);
    let text = stdout(&assert);
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(rows[0], ["CLIENT", "SERVER", "TOKEN", "FILE"]);
    let cursor = "~/.cursor/mcp.json";
    assert_eq!(rows[1], ["cursor", "dead", "literal, expired 2 d ago", cursor]);
    assert_eq!(rows[2][..2], ["cursor", "live"]);
    assert!(rows[2][2].starts_with("literal, expires in 2 h"), "{text}");
    assert_eq!(rows[3], ["cursor", "open", "none", cursor]);
    assert_eq!(rows[4], ["cursor", "in-url", "literal", cursor]);
    assert_eq!(rows[5], ["cursor", "env", "variable A_TOKEN", cursor]);
    assert_eq!(rows[6], ["vscode", "exai", "asked exai-token", "~/.config/Code/User/mcp.json"]);
    assert_eq!(rows[7], ["zed", "exai", "exec", "~/.config/zed/settings.json"]);
    assert_eq!(rows[8], ["gemini", "-", "-"]);
    assert_eq!(rows[9], ["codex", "exai", "helper", "~/.codex/config.toml"]);
    assert_eq!(stderr(&assert), "not found: 29 other clients (-v names them)\n");
    let named = stderr(&keeper.run(&["client", "list", "-v"]).code(0));
    assert!(named.contains("(-v names them)\nclaude-code claude-desktop "), "{named}");
    assert!(named.ends_with("\nwithout a file, for `client print`: curl python javascript\n"), "{named}");
    assert!(!text.contains("eyJ") && !text.contains("PRIVATE"));
}

/// As far as that can be told here: of the token that the client finds as well.
#[test]
fn tells_until_when_a_token_is_good_that_is_referred_to() {
    let keeper = exai();
    let (dead, live) = (mint_expiring_at(now() - 2 * DAY - 600), mint_expiring_at(now() + 2 * HOUR + 600));
    let entry = |reference: &str| {
        format!(r#"{{"url":"{URL}","type":"remote","headers":{{"Authorization":"Bearer {reference}"}}}}"#)
    };
    let (own, none, foreign) = (entry("${env:A_TOKEN}"), entry("${env:NO_TOKEN}"), entry("$A_TOKEN"));
    let cursor = format!(r#"{{"mcpServers":{{"own":{own},"none":{none},"foreign":{foreign}}}}}"#);
    put(&keeper, CURSOR, &cursor, 0o600);
    put(&keeper, "token", &format!("{live}\n"), 0o600);
    let open_code = format!(r#"{{"mcp":{{"file":{}}}}}"#, entry("{file:~/token}"));
    put(&keeper, ".config/opencode/opencode.json", &open_code, 0o600);
    let list = |more: &[&str]| {
        let args = [&["client", "list"], more].concat();
        stdout(&keeper.run_with(&args, |command| command.env("A_TOKEN", &dead)).code(0))
    };
    let text = list(&[]);
    let rows: Vec<&str> = text.lines().map(|line| line.split("  ~/").next().unwrap().trim()).collect();
    for (row, told) in [
        (1, "cursor    own      variable A_TOKEN, expired 2 d ago"),
        (2, "cursor    none     variable NO_TOKEN"),
        (3, "cursor    foreign  variable A_TOKEN"),
    ] {
        assert_eq!(rows[row], told, "{text}");
    }
    assert!(rows[4].starts_with("opencode  file     file ~/token, expires in 2 h"), "{text}");
    let list: Value = serde_json::from_str(&list(&["--json"])).unwrap();
    let servers =
        list["clients"].as_array().unwrap().iter().flat_map(|row| row["servers"].as_array().unwrap());
    let expires: Vec<_> = servers.map(|server| server["expires_at"].is_string()).collect();
    assert_eq!(expires, [true, false, false, true]);
    assert!(!text.contains("eyJ"));
}

/// Somebody put the token itself where the name of a variable belongs.
#[test]
fn a_key_in_the_place_of_a_name_is_not_repeated() {
    let keeper = exai();
    for key in [
        "PRIVATE0123456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "ghp_PRIVATE0123456789abcdef",
        "private_word",
    ] {
        let codex = format!("[mcp_servers.a]\nurl = '{URL}'\nbearer_token_env_var = '{key}'\n");
        put(&keeper, ".codex/config.toml", &codex, 0o600);
        let cursor = format!(
            r#"{{"mcpServers":{{"a":{{"url":"{URL}","headers":{{"Authorization":"Bearer ${{env:{key}}}"}}}}}}}}"#
        );
        put(&keeper, CURSOR, &cursor, 0o600);
        for args in
            [&["client", "list"][..], &["client", "list", "--json"], &["doctor"], &["doctor", "--json"]]
        {
            let assert = keeper.run(args);
            assert!(!(stdout(&assert) + &stderr(&assert)).contains(key), "{args:?} {key}");
        }
    }
}

#[test]
fn tells_programs() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor", "--mode", "inline"]).code(0);
    let text = line(&keeper.run(&["client", "list", "--json"]).code(0).stderr(""));
    let list: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&list["schema"], &list["ok"]), (&json!(1), &json!(true)));
    let mut row =
        list["clients"].as_array().unwrap().iter().find(|row| row["client"] == "cursor").unwrap().clone();
    let expires = row["servers"][0]["expires_at"].take();
    assert_eq!(expires.as_str().map(str::len), Some(20), "{row}");
    assert_eq!(
        row,
        json!({"client": "cursor", "title": "Cursor", "found": true, "servers": [{
            "server": "exai", "scope": "user", "path": keeper.sandbox.home(CURSOR).display().to_string(),
            "url": URL, "token": "literal", "from": null, "expires_at": null}]})
    );
    assert!(!text.contains("eyJ"));
    // Nothing is looked at before that is known.
    keeper
        .run(&["client", "list", "--project", "nowhere", "-o", "env"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `env`\n");
}

#[test]
fn a_project_is_looked_at_when_it_is_named() {
    let keeper = exai();
    let at = "cursor  exai    variable EXAI_JWT_TOKEN  ./.cursor/mcp.json\n";
    keeper.run(&["client", "install", "cursor", "--scope", "project"]).code(0);
    let listed =
        |args: &[&str]| keeper.plain(&stdout(&keeper.run(&[&["client", "list"], args].concat()).code(0)));
    for args in [&["--project", "."][..], &["--scope", "project"]] {
        assert!(listed(args).contains(at));
    }
    // Where something was installed, it need not be named.
    assert!(listed(&[]).contains(at) && listed(&[]).matches("mcp.json").count() == 1, "{}", listed(&[]));
    assert_eq!(listed(&["--scope", "user"]), "");
    keeper.run(&["client", "remove", "cursor", "exai", "--scope", "project"]).code(0);
    assert_eq!(listed(&[]), "");
}

#[test]
fn what_stands_in_a_file_is_escaped() {
    let keeper = Keeper::new();
    put(
        &keeper,
        CURSOR,
        "{\"mcpServers\":{\"a\\u001b[31m\\u202eb\":{\"url\":\"https://a.example/\\u001b\"}}}",
        0o600,
    );
    let text = stdout(&keeper.run(&["client", "list"]).code(0));
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    let json = stdout(&keeper.run(&["client", "list", "--json"]).code(0));
    assert!(!json.contains(['\u{1b}', '\u{202e}']), "{json:?}");
}

#[test]
fn says_when_there_is_nothing() {
    let assert = Keeper::new().run(&["client", "list"]).code(0).stdout("");
    assert_eq!(stderr(&assert), "no client was found here: -v names those that are known\n");
}

#[test]
fn a_file_that_is_not_read_is_told() {
    let keeper = exai();
    put(&keeper, CURSOR, "{", 0o600);
    let assert =
        keeper.run(&["client", "list"]).code(0).stdout("CLIENT  SERVER  TOKEN  FILE\ncursor  -       -\n");
    let why = "~/.cursor/mcp.json: none of its servers is read: line 1 is not JSON";
    assert!(
        stderr(&assert).starts_with(&format!("warning: cursor: {why}\nnot found: ")),
        "{}",
        stderr(&assert)
    );
    let report: Value = serde_json::from_str(&line(&keeper.run(&["client", "list", "--json"]))).unwrap();
    let cursor = report["clients"].as_array().unwrap().iter().find(|row| row["client"] == "cursor").unwrap();
    assert_eq!(cursor["unread"], json!([why]));
    // Nor is what cannot be opened.
    std::fs::remove_file(keeper.sandbox.home(".cursor/mcp.json")).unwrap();
    std::fs::create_dir(keeper.sandbox.home(".cursor/mcp.json")).unwrap();
    let assert = keeper.run(&["client", "list"]).code(0);
    let why =
        "warning: cursor: ~/.cursor/mcp.json: cannot be looked at: `~/.cursor/mcp.json` is a directory\n";
    assert!(keeper.said(&assert).starts_with(why), "{}", keeper.said(&assert));
}

/// Most programs of a user lie below the home: there the rule against those of the current directory means nothing.
#[test]
fn a_program_is_found_in_the_home_when_that_is_the_current_directory() {
    let keeper = Keeper::new();
    let bin = keeper.sandbox.home("work/bin");
    std::fs::create_dir_all(&bin).unwrap();
    let script = "#!/bin/sh\n";
    std::fs::write(bin.join("codex"), script).unwrap();
    std::fs::set_permissions(bin.join("codex"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let found = |folder: &str| {
        let line = format!("cd {folder}; PATH=$HOME/work/bin:$PATH; mcp-token client list");
        let assert = keeper.shell(&line).code(0);
        stdout(&assert).contains("codex")
    };
    assert!(found("~") && found("/"));
    // A directory below it is one like any other.
    assert!(!found("~/work") && !found("~/work/bin"));
}

/// With what mends it, and nothing that a terminal obeys.
#[test]
fn records_that_cannot_be_read_are_told() {
    let keeper = exai();
    let state = keeper.sandbox.home("st\u{1b}ate");
    let list =
        || keeper.run_with(&["client", "list"], |command| command.env("XDG_STATE_HOME", &state)).code(0);
    assert!(!stderr(&list()).contains("warning"));
    let ours = state.join("mcp-token");
    std::fs::create_dir_all(&ours).unwrap();
    std::fs::set_permissions(&ours, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let said = keeper.said(&list());
    let warning = "warning: the directory `~/st\\u{1b}ate/mcp-token` is open to others (mode 0755)\n";
    assert!(said.starts_with(warning), "{said}");
}

#[test]
fn what_opens_the_records_again_is_told() {
    let keeper = exai();
    let ours = keeper.sandbox.home(".local/state/mcp-token");
    std::fs::create_dir_all(&ours).unwrap();
    std::fs::set_permissions(&ours, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let said = keeper.said(&keeper.run(&["client", "list"]).code(0));
    let warning =
        "warning: the directory `~/.local/state/mcp-token` is open to others (mode 0755)\nhint: chmod 700 ";
    assert!(said.starts_with(warning), "{said}");
}
