//! `mcp-token doctor`: what an entry refers to, wherever it does, and what stands where an entry belongs.

use std::fs;

use crate::ward::{URL, Ward, finding, told_apart};

const CURSOR: &str = "~/.cursor/mcp.json";

fn servers(entry: &str) -> String {
    format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#)
}

#[test]
fn a_variable_is_looked_for_wherever_a_client_reads_one() {
    let ward = Ward::new();
    let unknown =
        |name: &str| format!("refers to `{name}`, which is not set: what the server is sent is not known");
    let remote = |url: &str, key: &str| servers(&format!(r#"{{"url":"{url}","headers":{{"X-A":"{key}"}}}}"#));
    let started = |command: &str, argument: &str, more: &str| {
        servers(&format!(r#"{{"command":"{command}","args":["--header","{argument}"]{more}}}"#))
    };
    let good = started("${env:HOME}/x", "a${env:HOME}", "");
    for bad in [
        remote("https://o.example/${env:NONE}", "x"),
        remote(URL, "a${env:HOME}b${env:NONE}"),
        started("${env:NONE}/x", "a", ""),
        started("x", "--k=${env:NONE}", ""),
        started("x", "${env:HOME}/${env:NONE}", ""),
        started("x", "Authorization: Bearer ${env:NONE}", ""),
        started("x", "a", r#","env":{"A":"${env:HOME}/${env:NONE}"}"#),
    ] {
        told_apart(&ward, CURSOR, &good, &bad, &[("unset_variable", "warning", &unknown("NONE"))]);
    }
    // What the client does not read, the server may; so it may what the client leaves as it stands.
    for good in [started("x", "${NONE} $NONE {env:NONE}", ""), started("x", "$(none)", "")] {
        ward.file(CURSOR, good);
        assert_eq!(ward.found(&[]), []);
    }
    ward.file(CURSOR, "{}");
    let own = r#"{"type":"stdio","command":"npx","args":["--header","Authorization:${KEY}"],"env":{"KEY":"${HOME}"}}"#;
    let text = "refers to `NONE`, which is not set: the server is sent the text of the reference";
    let bad = own.replace(":${KEY}", ":${NONE}");
    told_apart(
        &ward,
        "~/.claude.json",
        &servers(own),
        &servers(&bad),
        &[("unset_variable", "warning", text)],
    );
    let codex = |name: &str| format!("[mcp_servers.a]\ncommand = \"x\"\nenv_vars = [\"HOME\", \"{name}\"]\n");
    let absent = "refers to `NONE`, which is not set: the server is started without it";
    let wrong = [("unset_variable", "warning", absent)];
    told_apart(&ward, "~/.codex/config.toml", &codex("PATH"), &codex("NONE"), &wrong);
}

/// Zed's, in which all that says what is started stands under `command`.
#[test]
fn what_is_started_in_the_old_form_refers_to_variables_as_in_the_new_one() {
    let ward = Ward::new();
    let started = |root: &str, env: &str| {
        let command = format!(r#"{{"path":"x","args":["${{env:OWN}}"],"env":{{"OWN":"1","PORT":"{env}"}}}}"#);
        format!(r#"{{"{root}":{{"a":{{"command":{command}}}}}}}"#)
    };
    let unset = "refers to `NONE`, which is not set: what the server is sent is not known";
    let cursor = |env: &str| started("mcpServers", env);
    let wrong = [("unset_variable", "warning", unset)];
    told_apart(&ward, CURSOR, &cursor("${env:HOME}"), &cursor("${env:NONE}"), &wrong);
    ward.file(CURSOR, "{}");
    let zed = |env: &str| started("context_servers", env);
    let unread =
        "refers to `${NONE}`, which is not read there: the server is sent the text as it stands, or nothing";
    let wrong = [("wrong_reference", "warning", unread)];
    told_apart(&ward, "~/.config/zed/settings.json", &zed("1"), &zed("${NONE}"), &wrong);
}

#[test]
fn an_argument_that_refers_to_a_token_shows_one() {
    let ward = Ward::new();
    for (argument, how) in [
        ("Authorization: Bearer ${env:HOME}", "has its token from `${env:HOME}`"),
        ("--token=${env:HOME}", "has its token from `${env:HOME}`"),
        ("--root=${env:HOME}", "is shown no token"),
    ] {
        ward.file(CURSOR, servers(&format!(r#"{{"command":"x","args":["{argument}"]}}"#)));
        let text = crate::sandbox::stdout(&ward.doctor(&[]));
        assert!(text.contains(&format!("`a` {how}")), "{argument}: {text}");
    }
}

#[test]
fn what_an_editor_fills_in_itself_is_read_there() {
    let ward = Ward::new();
    let root = |name: &str| format!(r#"{{"command":"x","env":{{"ROOT":"${{{name}}}/x"}}}}"#);
    let wrong = [(
        "wrong_reference",
        "warning",
        "refers to `${...}`, which is not read there: the server is sent the text as it stands, or nothing",
    )];
    told_apart(&ward, CURSOR, &servers(&root("workspaceFolder")), &servers(&root("workspace")), &wrong);
    let vscode = |name: &str| {
        format!(r#"{{"servers":{{"a":{}}}}}"#, root(name).replacen('{', r#"{"type":"stdio","#, 1))
    };
    let file = "~/.config/Code/User/mcp.json";
    told_apart(&ward, file, &vscode("userHome"), &vscode("home"), &wrong);
}

#[test]
fn a_token_in_a_form_that_is_not_read_stands_there_all_the_same() {
    let ward = Ward::new();
    let good = servers(
        r#"{"command":"x","env":{"PUBLIC_KEY":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGx0","MAX":839201774}}"#,
    );
    for (bad, place) in [
        (r#""headers":[{"name":"Authorization","value":"Bearer PRIVATE-opaque"}]"#, "`value`"),
        (r#""headers":{"Authorization":["Bearer PRIVATE-opaque"]}"#, "`Authorization`"),
        (r#""env":{"PIN_PASSWORD":839201774}"#, "`PIN_PASSWORD`"),
        // More than a number holds.
        (r#""env":{"API_KEY":12345678901234567890}"#, "variable `API_KEY`"),
    ] {
        let bad = servers(&format!(r#"{{"command":"x",{bad}}}"#));
        let message = format!("holds a literal token in its {place}");
        told_apart(&ward, CURSOR, &good, &bad, &[("literal_token", "high", &message)]);
    }
    let user = |user: &str| servers(&format!(r#"{{"url":"https://{user}@o.example/mcp"}}"#));
    let wrong = [("token_in_url", "high", "sends its token in the user of its URL, where logs keep it")];
    told_apart(&ward, CURSOR, &user("u"), &user("u:PRIVATE"), &wrong);
}

#[test]
fn what_leads_to_no_server_is_not_used() {
    let ward = Ward::new();
    let nowhere = "is not used: it says neither where a server is nor how one is started";
    for (bad, why) in [
        ("[1]", "is not used: it is no object"),
        ("null", "is not used: it is no object"),
        (r#""s""#, "is not used: it is no object"),
        (r#"{"url":5}"#, nowhere),
        ("{}", nowhere),
        (r#"{"enabled":true}"#, nowhere),
        (r#"{"disabled":false}"#, nowhere),
        (r#"{"command":["x"]}"#, nowhere),
        (r#"{"headers":{}}"#, nowhere),
        (r#"{"url":""}"#, nowhere),
        (r#"{"url":" ","headers":{}}"#, nowhere),
        (r#"{"command":"","args":["x"]}"#, nowhere),
        (r#"{"command":"x","args":"y"}"#, "is not used: its `args` is no list"),
        (r#"{"command":"x","args":{"0":"y"}}"#, "is not used: its `args` is no list"),
        (r#"{"command":"x","args":[],"env":["A=b"]}"#, "is not used: its `env` is no object"),
        (
            r#"{"url":"https://o.example/mcp","headers":"X-Tenant: t"}"#,
            "is not used: its `headers` is no object",
        ),
    ] {
        let wrong = [("skipped", "warning", why)];
        told_apart(&ward, CURSOR, &servers(r#"{"command":"x"}"#), &servers(bad), &wrong);
    }
    let opencode = |entry: &str| format!(r#"{{"mcp":{{"a":{entry}}}}}"#);
    let file = "~/.config/opencode/opencode.json";
    let good = r#"{"type":"local","command":["x"]}"#;
    for bad in [r#"{"type":"local","command":[]}"#, r#"{"type":"local","command":["","x"]}"#] {
        told_apart(&ward, file, &opencode(good), &opencode(bad), &[("skipped", "warning", nowhere)]);
    }
    let (good, bad) = (
        r#"{"type":"local","command":["x"],"args":"","environment":{}}"#,
        r#"{"type":"local","command":["x"],"environment":"A=b"}"#,
    );
    let form = (
        "skipped",
        "high",
        "is not used, nor is any other of the file: its `environment` is no object of strings",
    );
    told_apart(&ward, file, &opencode(good), &opencode(bad), &[form]);
    // What of them is null, or belongs to a server of the other kind.
    let file = CURSOR;
    for good in [
        r#"{"command":"x","args":null,"env":null}"#,
        r#"{"command":"x","headers":""}"#,
        r#"{"url":"https://o.example/mcp","headers":null,"args":""}"#,
    ] {
        ward.file(file, servers(good));
        assert_eq!(ward.found(&[]), [], "{good}");
    }
    fs::remove_file(ward.path(file)).unwrap();
    // What an extension of Zed brings has settings, and is from elsewhere.
    let zed = "~/.config/zed/settings.json";
    let provided = |more: &str| format!(r#"{{"context_servers":{{"a":{{"source":"custom"{more}}}}}}}"#);
    let (good, bad) = (provided(r#","settings":{}"#), provided(r#","httpUrl":"https://o.example/mcp""#));
    told_apart(&ward, zed, &good, &bad, &[("skipped", "warning", nowhere)]);
    let file = "~/.config/opencode/opencode.json";
    // One that only switches something on is no server of this file.
    ward.file(file, opencode(r#"{"enabled":true}"#));
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path(file)).unwrap();
    ward.file(CURSOR, servers("null"));
    let by_hand = finding("skipped", "warning", "~/.cursor/mcp.json: `a` is not used: it is no object", "");
    assert_eq!(ward.found(&[]), [by_hand]);
    let list = ward.shell("mcp-token client list --json").code(0);
    assert!(
        crate::sandbox::stdout(&list)
            .contains(r#""client":"cursor","title":"Cursor","found":true,"servers":[]"#)
    );
}

/// Qwen Code has none, Gemini CLI has.
#[test]
fn a_default_is_a_reference_where_there_are_defaults() {
    let ward = Ward::new();
    let entry = |text: &str| {
        servers(&format!(r#"{{"httpUrl":"{URL}","headers":{{"Authorization":"Bearer {text}"}}}}"#))
    };
    let wrong = "refers to `${HOME:-...}`, which is not read there: the server is sent the text as it stands, or nothing";
    let wrong = [("wrong_reference", "warning", wrong)];
    told_apart(&ward, "~/.qwen/settings.json", &entry("${HOME}"), &entry("${HOME:-x}"), &wrong);
    ward.file("~/.gemini/settings.json", entry("${NONE:-x}"));
    assert_eq!(ward.found(&[]), []);
}

/// Of what is no token it may be meant.
#[test]
fn an_empty_default_is_none_of_a_token() {
    let ward = Ward::new();
    let entry = |url: &str, headers: &str| {
        servers(&format!(r#"{{"type":"http","url":"{URL}{url}","headers":{{{headers}}}}}"#))
    };
    let of = |text: &str| entry("", &format!(r#""Authorization":"Bearer {text}""#));
    let unset = "refers to `NONE`, which is not set: the server is sent an empty token";
    let wrong = [("unset_variable", "warning", unset)];
    told_apart(&ward, "~/.claude.json", &of("${NONE:-x}"), &of("${NONE:-}"), &wrong);
    for good in [of("${HOME:-}"), entry("${NONE:-}", ""), entry("", r#""X-Tenant":"${NONE:-}""#)] {
        ward.file("~/.claude.json", &good);
        assert_eq!(ward.found(&[]), [], "{good}");
    }
}

/// In any other form it is an error that keeps Codex from starting.
#[test]
fn a_helper_is_a_text() {
    let ward = Ward::exai();
    let entry = |helper: &str| format!("[mcp_servers.a]\nurl = \"{URL}\"\nhttp_headers_helper = {helper}\n");
    let line = "mcp-token get exai -o headers-json";
    ward.program("x", "");
    for bad in [r#"["mcp-token", "get", "exai"]"#, "5", "{ a = 1 }"] {
        ward.file("~/.codex/config.toml", entry(&format!("\"{line}\"")));
        assert_eq!(ward.found(&[]), []);
        ward.file("~/.codex/config.toml", entry(bad));
        let found = ward.findings(&[]);
        let message = "~/.codex/config.toml: `a` is not used, nor is any other of the file: its `http_headers_helper` is no string with something in it";
        assert_eq!((&found[0]["code"], &found[0]["message"]), (&"skipped".into(), &message.into()), "{bad}");
        assert_eq!(found.len(), 1, "{found:?}");
    }
}

/// Where a project's are run is known.
#[test]
fn a_helper_of_a_project_that_is_not_there_is_told() {
    let ward = Ward::new();
    let entry = format!(r#"{{"type":"http","url":"{URL}","headersHelper":"./bin/headers x"}}"#);
    ward.file("p/.mcp.json", servers(&entry));
    let told = || ward.found(&["--project", "p"]);
    let missing = "./p/.mcp.json: `a` runs `./bin/headers`, which is not there";
    assert!(told().iter().any(|one| one.2 == missing), "{:?}", told());
    ward.file("p/bin/headers", "");
    ward.set_mode("p/bin/headers", 0o755);
    assert_eq!(told(), []);
    let local = format!(r#"{{"projects":{{"{}":{}}}}}"#, ward.path("p").display(), servers(&entry));
    ward.file("~/.claude.json", local);
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path("p/bin/headers")).unwrap();
    assert_eq!(ward.found(&[]).len(), 1);
    // Where that of all projects is run is not.
    ward.file("~/.claude.json", servers(&entry));
    assert_eq!(ward.found(&[]), []);
}

/// The clients that were run with such entries send all the same.
#[test]
fn an_entry_is_switched_off_by_the_keys_that_its_client_knows() {
    let literal = r#""headers":{"Authorization":"Bearer PRIVATE"}"#;
    for (file, url, disabled, enabled) in [
        (CURSOR, "url", true, true),
        ("~/.claude.json", "url", false, false),
        ("~/.gemini/settings.json", "httpUrl", false, false),
        ("~/.qwen/settings.json", "httpUrl", false, false),
    ] {
        for (switch, is_off) in [(r#""disabled":true"#, disabled), (r#""enabled":false"#, enabled)] {
            let ward = Ward::new();
            let entry = format!(r#"{{"type":"http","{url}":"https://a.example/mcp",{literal},{switch}}}"#);
            ward.file(file, servers(&entry));
            let text = crate::sandbox::stdout(&ward.doctor(&[]));
            assert!(text.contains("holds a literal token"), "{file} {switch}: {text}");
            ward.file(
                file,
                servers(&entry.replace("Bearer PRIVATE", "").replace("\"Authorization\"", "\"X-A\"")),
            );
            let text = crate::sandbox::stdout(&ward.doctor(&[]));
            assert_eq!(text.contains("`a` is switched off"), is_off, "{file} {switch}: {text}");
        }
    }
    let ward = Ward::new();
    for (switch, is_off) in [("enabled = false", true), ("disabled = true", false)] {
        ward.file(
            "~/.codex/config.toml",
            format!("[mcp_servers.a]\nurl = \"https://a.example/mcp\"\n{switch}\n"),
        );
        let text = crate::sandbox::stdout(&ward.doctor(&[]));
        assert_eq!(text.contains("`a` is switched off"), is_off, "{switch}: {text}");
    }
}
