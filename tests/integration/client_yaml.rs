//! Clients whose file is YAML: what `doctor` and `client list` say of such a file as a whole.

use std::fs;

use serde_json::{Value, json};

use crate::sandbox::{hint, line, stderr, stdout};
use crate::ward::{URL, Ward, filled, finding};

const CONTINUE: &str = "~/.continue/config.yaml";
const GOOSE: &str = "~/.config/goose/config.yaml";

/// As Goose writes it, with what is no server among the servers.
const OF_GOOSE: &str = r#"GOOSE_PROVIDER: openai # mine
extensions:
  developer: &bundled
    enabled: true
    type: builtin
    name: developer
    display_name: Developer
    timeout: 300
    bundled: true
  todo: {enabled: true, type: platform, name: todo, description: "", bundled: true}
  shown: {enabled: true, type: frontend, name: shown, tools: []}
  code:
    enabled: true
    type: inline_python
    name: code
    code: |
      # no comment
      print("a")
  acme:
    <<: *bundled
    enabled: true
    type: streamable_http
    name: acme
    uri: https://acme.example/mcp
    headers:
      Authorization: Bearer ${ACME_TOKEN}
    env_keys:
    - ACME_TOKEN
    timeout: 300
  off:
    enabled: false
    type: streamable_http
    uri: http://off.example/mcp
    headers: {Authorization: Bearer $GONE}
  started:
    enabled: true
    type: stdio
    cmd: mcp-token
    args: [exec, exai, --, /bin/true]
"#;

const OF_CONTINUE: &str = r"name: mine
version: 1.0.0
schema: v1
models:
  - uses: ollama/llama
mcpServers:
  - name: acme
    type: streamable-http
    url: https://acme.example/mcp
    requestOptions:
      headers:
        Authorization: Bearer ${{ secrets.ACME_TOKEN }}
  # - name: old
  - name: dead
    url: https://dead.example/mcp
    apiKey: @DEAD@
  - uses: owner/block
    with:
      KEY: ${{ secrets.KEY }}
";

#[test]
fn servers_are_told_as_those_of_other_clients() {
    let ward = Ward::exai();
    ward.file(GOOSE, OF_GOOSE);
    ward.file(CONTINUE, filled(OF_CONTINUE));
    let text = stdout(&ward.doctor(&[]).code(4));
    let (_, clients) = text.split_once("clients\n").unwrap();
    let (clients, _) = clients.split_once("secrets\n").unwrap();
    assert_eq!(
        ward.keeper.plain(clients),
        "  ok    continue  ~/.continue/config.yaml: `acme` has its token from `${{ secrets.ACME_TOKEN }}`
  HIGH  continue  ~/.continue/config.yaml: `dead` holds a literal token in its `apiKey`, expired 3 d ago
                  by hand: `${{ secrets.NAME }}` in its place, and a new token in that variable
                  nano +14 ~/.continue/config.yaml
  ok    goose     ~/.config/goose/config.yaml: `acme` has its token from `${ACME_TOKEN}`
  ok    goose     ~/.config/goose/config.yaml: `off` is switched off
  ok    goose     ~/.config/goose/config.yaml: `started` has its token from mcp-token
"
    );
    let list = ward.keeper.run(&["client", "list"]).code(0);
    assert_eq!(
        stdout(&list),
        "CLIENT    SERVER   TOKEN                     FILE
continue  acme     variable ACME_TOKEN       ~/.continue/config.yaml
continue  dead     literal, expired 3 d ago  ~/.continue/config.yaml
goose     acme     variable ACME_TOKEN       ~/.config/goose/config.yaml
goose     off      variable GONE             ~/.config/goose/config.yaml
goose     started  exec                      ~/.config/goose/config.yaml
"
    );
    assert_eq!(stderr(&list), "not found: 32 other clients (-v names them)\n");
    let report: Value = serde_json::from_str(&line(&ward.keeper.run(&["client", "list", "--json"]))).unwrap();
    let goose = report["clients"].as_array().unwrap().iter().find(|row| row["client"] == "goose").unwrap();
    let path = ward.path(GOOSE).display().to_string();
    let row = |server: &str, url: Option<&str>, token: &str, from: Option<&str>| {
        json!({"server": server, "scope": "user", "path": path, "url": url,
               "token": token, "from": from, "expires_at": null})
    };
    assert_eq!(
        goose,
        &json!({"client": "goose", "title": "Goose", "found": true, "servers": [
            row("acme", Some("https://acme.example/mcp"), "variable", Some("ACME_TOKEN")),
            row("off", None, "variable", Some("GONE")),
            row("started", None, "exec", None),
        ]})
    );
}

#[test]
fn a_file_that_its_client_does_not_read_is_told_and_searched() {
    let ward = Ward::new();
    let unread = |file: &str, content: &str, what: &str| {
        ward.file(file, content);
        let message = format!("{file}: none of its servers is read: {what}");
        assert_eq!(ward.found(&[]), [finding("unreadable", "high", &message, "")], "{content}");
        fs::remove_file(ward.path(file)).unwrap();
    };
    unread(GOOSE, "a: 1\nb: [\n", "line 2, column 4 is not YAML");
    unread(GOOSE, "a: 1\na: 2\n", "line 2, column 1 has a key that stands there already");
    unread(GOOSE, "a: 1\n---\nb: 2\n", "line 2, column 1 begins another document");
    unread(GOOSE, "a: *b\n", "line 1, column 4 is not YAML");
    unread(GOOSE, "- a\n", "it is no object");
    unread(GOOSE, "extensions: []\n", "`extensions` is no object");
    unread(CONTINUE, "mcpServers: {}\n", "`mcpServers` is no list");
    for (file, nothing) in [
        (GOOSE, ""),
        (GOOSE, "# all of it\n"),
        (GOOSE, "extensions:\n  # none\n"),
        (GOOSE, "extensions: {}\n"),
        (CONTINUE, "mcpServers: []\n"),
        (CONTINUE, "mcpServers:\n"),
        (CONTINUE, "name: mine\n"),
    ] {
        ward.file(file, nothing);
        let text = stdout(&ward.doctor(&[]).code(0));
        assert!(text.contains("  -     none  no client's file has a server\n"), "{nothing}: {text}");
        fs::remove_file(ward.path(file)).unwrap();
    }

    ward.file(GOOSE, filled("extensions:\n  a: {headers: {Authorization: \"Bearer @LIVE@\"}\n"));
    ward.set_mode(GOOSE, 0o640);
    let why = "none of its servers is read: line 2, column 6 is not YAML";
    let found = ward.found(&[]);
    let readable = format!("{GOOSE}: holds a literal token and can be read by others (mode 0640)");
    assert_eq!(
        found,
        [
            finding("unreadable", "high", &format!("{GOOSE}: {why}"), ""),
            finding("literal_token", "high", &format!("{GOOSE}: holds a literal token in its text"), ""),
            finding("readable_by_others", "high", &readable, "chmod 600 ~/.config/goose/config.yaml"),
        ]
    );
    let list = ward.keeper.run(&["client", "list"]).code(0);
    assert_eq!(stdout(&list), "CLIENT  SERVER  TOKEN  FILE\ngoose   -       -\n");
    let said = stderr(&list);
    assert!(said.starts_with(&format!("warning: goose: {GOOSE}: {why}\nnot found: ")), "{said}");
    ward.set_mode(GOOSE, 0o600);
    let text = stdout(&ward.doctor(&[]).code(4));
    assert!(text.contains("  by hand: correct it there: Goose reads YAML\n"), "{text}");
}

#[test]
fn a_token_that_stands_in_no_server_is_found() {
    let ward = Ward::new();
    let told = |file: &str, content: &str, place: &str| {
        ward.file(file, filled(content));
        let message = format!("{file}: holds a literal token in its {place}");
        assert_eq!(ward.found(&[]), [finding("literal_token", "high", &message, "")], "{content}");
        fs::remove_file(ward.path(file)).unwrap();
    };
    told(GOOSE, "a: b # @LIVE@\n", "comments");
    told(GOOSE, "extensions:\n  # a:\n  #   headers: {Authorization: Bearer PRIVATE}\n", "comments");
    told(GOOSE, "# API_KEY: PRIVATE\n", "comments");
    told(GOOSE, "proxy:\n  token: '@LIVE@'\n", "`proxy.token`");
    told(GOOSE, "extensions:\n  a: {type: inline_python, code: \"x = '@LIVE@'\"}\n", "`extensions.a.code`");
    told(CONTINUE, "mcpServers:\n  - uses: a/b\n    with: {KEY: '@LIVE@'}\n", "`mcpServers.0.with.KEY`");
    told(CONTINUE, "models:\n  - {name: a, apiKey: '@LIVE@'}\n", "`models.apiKey`");
    // Where an entry belongs it is known by its name, too.
    let builtin = |key: &str| format!("extensions:\n  a: {{type: builtin, envs: {{API_KEY: '{key}'}}}}\n");
    let uses = |key: &str| format!("mcpServers:\n  - uses: a/b\n    with: {{A_TOKEN: '{key}'}}\n");
    told(GOOSE, &builtin("PRIVATE"), "`extensions.a.envs.API_KEY`");
    told(CONTINUE, &uses("PRIVATE"), "`mcpServers.0.with.A_TOKEN`");
    let key = "sk-abcdefghijklmnopqrstuvwxyz0123456789";
    let python = format!("extensions:\n  a: {{type: inline_python, code: \"x = '{key}'\"}}\n");
    told(GOOSE, &python, "`extensions.a.code`");
    for (file, content) in [
        (GOOSE, builtin("")),
        (GOOSE, builtin("${API_KEY}")),
        (GOOSE, python.replace(key, "sk-a")),
        (CONTINUE, uses("${{ secrets.A_TOKEN }}")),
    ] {
        ward.file(file, &content);
        assert_eq!(ward.found(&[]), [], "{content}");
        fs::remove_file(ward.path(file)).unwrap();
    }
    // Where it stands, and why it is nothing there.
    for (file, content, mend, line) in [
        (GOOSE, builtin("PRIVATE"), "take it out of there", " +2"),
        (CONTINUE, uses("PRIVATE"), "take it out of there", " +3"),
        (
            CONTINUE,
            format!("{}a:\n- b\n- @LIVE@\n", uses("")),
            "take it out of there: Continue reads no server at that place",
            " +6",
        ),
        (
            GOOSE,
            "a: b\n# @LIVE@\n".to_owned(),
            "take it out of there: Goose reads no server at that place",
            "",
        ),
    ] {
        ward.file(file, filled(&content));
        ward.by_editor(&[], "literal_token", mend, &format!("nano{line} {file}"), "");
        fs::remove_file(ward.path(file)).unwrap();
    }
    // A text that only looks like a comment, and what is no token.
    ward.file(GOOSE, "a: 'b # API_KEY: x'\n# API_KEY: ${KEY}\nOPENAI_HOST: https://api.example\n");
    assert_eq!(ward.found(&[]), []);
    ward.file(GOOSE, "mcpServers:\n  a: {url: \"https://a.example\"}\n");
    let message = format!("{GOOSE}: `mcpServers` is not read: Goose reads `extensions`");
    assert_eq!(ward.found(&[]), [finding("skipped", "warning", &message, "")]);
}

/// It is in the file all the same, which others read and git tracks.
#[test]
fn a_token_in_an_entry_without_a_name_is_found() {
    let ward = Ward::new();
    ward.shell("mkdir -p p/.continue/mcpServers && git init -q p").code(0);
    let file = "p/.continue/mcpServers/a.yaml";
    let codes = |key: &str| -> Vec<_> {
        let entry = format!("  - command: npx\n    env: {{API_KEY: '{key}'}}\n");
        ward.file(file, "name: b\nversion: 0.0.1\nschema: v1\nmcpServers:\n".to_owned() + &entry);
        ward.set_mode(file, 0o644);
        ward.shell("git -C p add .").code(0);
        ward.found(&["--project", "p"]).into_iter().map(|one| one.0).collect()
    };
    assert_eq!(codes("${{ secrets.API_KEY }}"), ["unreadable"]);
    assert_eq!(codes("PRIVATE"), ["unreadable", "literal_token", "readable_by_others", "token_tracked"]);
}

/// In each way that can be asked for, behind a URL and started.
#[test]
fn what_is_printed_for_them_is_read_as_it_is_meant() {
    let ward = Ward::exai();
    let remote = ["--url", URL];
    let started = ["--name", "calc", "--command", "true"];
    for (client, file) in [("continue", CONTINUE), ("goose", GOOSE)] {
        for mode in ["env", "exec", "inline"] {
            for (server, of) in [("exai", &remote[..]), ("calc", &started)] {
                let print = ["client", "print", client, "--profile", "exai", "--mode", mode];
                let printed = ward.keeper.run(&[&print[..], of].concat()).code(0);
                ward.file(file, format!("name: mine\nversion: 1.0.0\n{}", stdout(&printed)));
                let place = match (mode, server) {
                    ("inline", "exai") => Some("header `Authorization`"),
                    ("inline", _) => Some("variable `EXAI_JWT_TOKEN`"),
                    _ => None,
                };
                let message = |place| format!("{file}: `{server}` holds a literal token in its {place}");
                let literal = place.map(|place| finding("literal_token", "high", &message(place), ""));
                assert_eq!(ward.found(&[]), Vec::from_iter(literal), "{client} {mode} {server}");
                let report = line(&ward.keeper.run(&["client", "list", "--json"]));
                let report: Value = serde_json::from_str(&report).unwrap();
                let rows = report["clients"].as_array().unwrap();
                let row = &rows.iter().find(|row| row["client"] == client).unwrap()["servers"][0];
                let kept = match mode {
                    "exec" => "exec",
                    "inline" => "literal",
                    _ => "variable",
                };
                assert_eq!(
                    (&row["server"], &row["token"]),
                    (&json!(server), &json!(kept)),
                    "{client} {mode}"
                );
            }
        }
        fs::remove_file(ward.path(file)).unwrap();
    }
}

/// What is to be pasted is printed by the same words.
#[test]
fn an_installation_that_is_refused_names_the_line_that_prints_it() {
    let keeper = crate::client_print::exai();
    keeper.set(&["second", "--preset", "exai", "--sub", "b"]);
    let install = ["client", "install", "goose", "--profile", "second", "--url", "https://b.example/mcp"];
    let assert = keeper.run(&install).code(2).stdout("");
    let print = "mcp-token client print goose --profile second --url https://b.example/mcp";
    let said = stderr(&assert);
    assert_eq!(said, format!("error: Goose has no file that is edited here\nhint: {print}\n"));
    assert!(stdout(&keeper.shell(&hint(&assert)).code(0)).contains("uri: \"https://b.example/mcp\""));
}
