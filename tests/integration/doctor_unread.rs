//! `mcp-token doctor`: what stands in a client's file where that client does not look.

use std::fs;

use crate::sandbox::stdout;
use crate::ward::{Ward, filled, finding};

/// An identifier, as clients give their users.
const HEX: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const CODEX: &str = "~/.codex/config.toml";
const CURSOR: &str = "~/.cursor/mcp.json";
const KEY: &str = "sk-abcdefghijklmnopqrstuvwxyz0123456789";
const VSCODE: &str = "~/.config/Code/User/mcp.json";

/// Nothing is wrong with one content of a file, and these things with the other: code, rank, what is said behind `FILE: `, and what
/// is to be done by hand.
#[track_caller]
fn told_apart(file: &str, good: &str, bad: &str, wrong: &[(&str, &str, &str, &str)]) {
    let ward = Ward::new();
    ward.file(file, filled(&good.replace("@HEX@", HEX).replace("@HEX32@", &HEX[..32])));
    assert_eq!(ward.found(&[]), [], "{good}");
    ward.file(file, filled(bad));
    let found = ward.findings(&[]);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let found: Vec<_> =
        found.iter().map(|one| ["code", "rank", "message", "mend"].map(|key| text(&one[key]))).collect();
    let expected: Vec<_> = wrong
        .iter()
        .map(|(code, rank, said, mend)| [*code, *rank, &format!("{file}: {said}"), *mend].map(str::to_owned))
        .collect();
    assert_eq!(found, expected, "{bad}");
}

const OUT: &str = "take it out of there: Cursor reads no server at that place";

#[test]
fn servers_under_a_key_of_other_clients_are_told() {
    let entry = r#"{"a":{"type":"http","url":"https://a.example/mcp"}}"#;
    let of = |key: &str| format!(r#"{{"{key}":{entry}}}"#);
    let unread = |said: &'static str, mend: &'static str| [("skipped", "warning", said, mend)];
    told_apart(
        VSCODE,
        &of("servers"),
        &of("mcpServers"),
        &unread("`mcpServers` is not read: VS Code reads `servers`", "put its servers under `servers`"),
    );
    for (key, said) in [
        ("servers", "`servers` is not read: Cursor reads `mcpServers`"),
        ("context_servers", "`context_servers` is not read: Cursor reads `mcpServers`"),
        ("mcp", "`mcp` is not read: Cursor reads `mcpServers`"),
        ("mcp_servers", "`mcp_servers` is not read: Cursor reads `mcpServers`"),
    ] {
        told_apart(CURSOR, &of("mcpServers"), &of(key), &unread(said, "put its servers under `mcpServers`"));
        // Something else is called so.
        told_apart(
            CURSOR,
            &format!(r#"{{"{key}":{{"a":{{"enabled":true}}}}}}"#),
            &of(key),
            &unread(said, "put its servers under `mcpServers`"),
        );
    }
    told_apart(
        CODEX,
        "[mcp_servers.a]\nurl = \"https://a.example\"\n",
        "[mcp.servers.a]\nurl = \"https://a.example\"\n",
        &unread(
            "`mcp.servers` is not read: Codex reads `mcp_servers`",
            "put its servers under `mcp_servers`",
        ),
    );
}

#[test]
fn a_file_or_its_servers_of_another_form_are_told_with_the_form() {
    const CONTINUE: &str = "~/.continue/config.yaml";
    let top = "name: mine\nversion: 1.0.0\n";
    told_apart(
        CONTINUE,
        &format!("{top}mcpServers: []\n"),
        &format!("{top}mcpServers:\n  a:\n    url: https://a.example\n"),
        &[(
            "unreadable",
            "high",
            "none of its servers is read: `mcpServers` is no list",
            "a list as its `mcpServers`",
        )],
    );
    let no_object = |mend| [("unreadable", "high", "none of its servers is read: it is no object", mend)];
    for file in [CURSOR, "~/.config/goose/config.yaml"] {
        told_apart(file, "{}", "[]", &no_object("an object as the whole of it"));
    }
}

#[test]
fn a_token_in_what_is_no_entry_is_told_where_the_client_looks_and_where_not() {
    let no_entry = |said, mend| [("literal_token", "high", said, mend)];
    let of_projects = |entry: &str| format!(r#"{{"projects":{{"/p":{{"mcpServers":{{"a":{entry}}}}}}}}}"#);
    told_apart(
        "~/.claude.json",
        &of_projects(r#"{"command":"/bin/true"}"#),
        &of_projects(r#""@LIVE@""#),
        &[
            (
                "literal_token",
                "high",
                "holds a literal token in its `projects./p.mcpServers.a`",
                "take it out of there",
            ),
            (
                "skipped",
                "warning",
                "`a` is not used: it is no object",
                "in its place what `mcp-token client print claude-code --profile NAME` prints",
            ),
        ],
    );
    told_apart(
        CURSOR,
        r#"{"mcpServers":{}}"#,
        r#"{"mcpServers":["@LIVE@"]}"#,
        &[
            (
                "unreadable",
                "high",
                "none of its servers is read: `mcpServers` is no object",
                "an object as its `mcpServers`",
            ),
            ("literal_token", "high", "holds a literal token in its `mcpServers`", "take it out of there"),
        ],
    );
    let looked = r#"{"mcpServers.a":"@LIVE@"}"#;
    told_apart(CURSOR, "{}", looked, &no_entry("holds a literal token in its `mcpServers.a`", OUT));
}

#[test]
fn a_key_that_another_reader_of_the_file_reads_is_read() {
    let ward = Ward::new();
    // Visual Studio and Claude Code have one file in a project.
    let entry = r#"{"a":{"type":"http","url":"https://a.example/mcp"}}"#;
    ward.file("p/.mcp.json", format!(r#"{{"servers":{entry}}}"#));
    assert_eq!(ward.found(&["--project", "p"]), []);
    ward.file("p/.mcp.json", format!(r#"{{"context_servers":{entry}}}"#));
    let found = ward.found(&["--project", "p"]);
    let said = "./p/.mcp.json: `context_servers` is not read: Claude Code reads `mcpServers`";
    assert_eq!(found, [finding("skipped", "warning", said, "")]);
    // Of its two forms one client reads the newer where it is there.
    for root in [r#"{"mcp":@}"#, r#"{"mcp":{"servers":@}}"#] {
        let entry = r#"{"a":{"type":"remote","url":"https://a.example"}}"#;
        ward.file("~/.config/opencode/opencode.json", root.replace('@', entry));
        assert_eq!(ward.found(&[]), [], "{root}");
    }
}

#[test]
fn a_token_is_found_wherever_it_stands_in_a_file() {
    let unread = (
        "skipped",
        "warning",
        "`servers` is not read: Cursor reads `mcpServers`",
        "put its servers under `mcpServers`",
    );
    let literal = |said| ("literal_token", "high", said, OUT);
    for (good, bad, wrong) in [
        (
            r#"{"other":[{"note":"${env:HOME}"}]}"#,
            r#"{"other":[{"note":"Bearer PRIVATE"}]}"#,
            &[literal("holds a literal token in its `other.note`")][..],
        ),
        (
            r#"{"history":["Bearer tokens are good","Basic things"]}"#,
            r#"{"history":["this one: @LIVE@"]}"#,
            &[literal("holds a literal token in its `history`")],
        ),
        (
            r#"{"mcpServers":{"a":{"command":"x"}}}"#,
            r#"{"mcpServers":{"a":"@LIVE@"}}"#,
            &[
                (
                    "literal_token",
                    "high",
                    "holds a literal token in its `mcpServers.a`",
                    "take it out of there",
                ),
                (
                    "skipped",
                    "warning",
                    "`a` is not used: it is no object",
                    "in its place what `mcp-token client print cursor --profile NAME` prints",
                ),
            ],
        ),
        (
            r#"{"a":{"b":"x"}}"#,
            r#"{"sk0123456789abcdef":{"b\u001b":"@LIVE@"}}"#,
            &[literal("holds a literal token in its `....b\u{1b}`")],
        ),
        (
            r#"{"userID":"@HEX@","machineId":"@HEX32@","seen":["@HEX@"]}"#,
            r#"{"other":{"api_key=ghp_0123456789abcdefghij":"Bearer PRIVATE-abc"}}"#,
            &[literal("holds a literal token in its `other....`")],
        ),
        (
            r#"{"x":{"a":{"command":"y","env":{"API_KEY":"of no server"}}}}"#,
            r#"{"servers":{"a":{"command":"y","args":["--token","PRIVATE"],"env":{"API_KEY":"PRIVATE"}}}}"#,
            &[
                unread,
                literal("holds a literal token in its `servers.a.args`"),
                literal("holds a literal token in its `servers.a.env.API_KEY`"),
            ],
        ),
        (
            r#"{"x":"y"}"#,
            r#"{"x":"@DEAD@"}"#,
            &[("expired_token", "high", "holds a literal token in its `x`, expired 3 d ago", OUT)],
        ),
    ] {
        told_apart(CURSOR, good, bad, wrong);
    }
    told_apart(
        CODEX,
        "[mcp_servers.my]\nurl = \"https://a.example\"\n",
        "[mcp.servers.my]\nbearer_token = \"PRIVATE\"\nurl = \"https://a.example\"\n",
        &[
            (
                "skipped",
                "warning",
                "`mcp.servers` is not read: Codex reads `mcp_servers`",
                "put its servers under `mcp_servers`",
            ),
            (
                "literal_token",
                "high",
                "holds a literal token in its `mcp.servers.my.bearer_token`",
                "take it out of there: Codex reads no server at that place",
            ),
        ],
    );
}

#[test]
fn a_file_with_a_token_that_no_client_looks_for_is_not_read_by_others() {
    let ward = Ward::new();
    let settings = "~/.config/Code/User/settings.json";
    for file in [VSCODE, settings] {
        ward.file(file, filled(r#"{"x":"@LIVE@"}"#));
        ward.set_mode(file, 0o644);
        let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
        assert_eq!(codes, ["literal_token", "readable_by_others"], "{file}");
        ward.mended(&[], "readable_by_others", &format!("chmod 600 {file}"));
        ward.file(file, r#"{"x":"y"}"#);
        ward.set_mode(file, 0o644);
        assert_eq!(ward.found(&[]), [], "{file}");
        fs::remove_file(ward.path(file)).unwrap();
    }
}

#[test]
fn a_token_in_a_broken_file_is_found_by_its_text() {
    let ward = Ward::new();
    let text = "holds a literal token in its text";
    let json = |value: &str| {
        format!("{{\"mcpServers\":{{\"a\":{{\"headers\":{{\"Authorization\":\"{value}\"}}}}}},\n}}}}")
    };
    let toml = |value: &str| format!("[mcp_servers.a\nbearer_token = \"{value}\"\n");
    for (file, broken, reference) in [
        (
            CURSOR,
            &json as &dyn Fn(&str) -> String,
            "`${env:NAME}` in its place, and the token in that variable",
        ),
        (CODEX, &toml, "`bearer_token_env_var` with the name of a variable in its place"),
    ] {
        let told = |value: &str| {
            ward.file(file, filled(&broken(value)));
            let found = ward.findings(&[]);
            assert!(stdout(&ward.doctor(&[])).contains("none of its servers is read"));
            assert!(found.iter().all(|one| !one.to_string().contains(KEY)));
            let of = |one: &serde_json::Value| {
                (one["code"].as_str().unwrap().to_owned(), one["message"].clone(), one["mend"].clone())
            };
            found.iter().skip(1).map(of).collect::<Vec<_>>()
        };
        for value in ["${env:TOKEN}", "Bearer ${TOKEN}", ""] {
            assert_eq!(told(value), [], "{file} {value}");
        }
        for value in ["@LIVE@", "Bearer PRIVATE", KEY] {
            let literal = ("literal_token".to_owned(), format!("{file}: {text}").into(), reference.into());
            assert_eq!(told(value), [literal], "{file} {value}");
        }
        assert_eq!(told("@DEAD@")[0].0, "expired_token", "{file}");
        // Once, however many there are; and nobody else reads it.
        told(&format!("{KEY} {KEY}0"));
        ward.set_mode(file, 0o644);
        let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
        assert_eq!(codes, ["unreadable", "literal_token", "readable_by_others"], "{file}");
        ward.mended(&[], "readable_by_others", &format!("chmod 600 {file}"));
        fs::remove_file(ward.path(file)).unwrap();
    }
}

/// Claude Code gives every user one that looks like a key, and the key of another service is the client's own.
#[test]
fn an_identifier_is_no_key() {
    let id = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let of = |key: &str| format!(r#"{{"{key}":"{id}"}}"#);
    for key in ["userID", "apiKey"] {
        told_apart(
            CURSOR,
            &of(key),
            &format!(r#"{{"{key}":"@LIVE@"}}"#),
            &[("literal_token", "high", &format!("holds a literal token in its `{key}`"), OUT)],
        );
    }
    // So it is in a file that is broken.
    let ward = Ward::new();
    ward.file(CURSOR, format!("{{\n  \"userID\": \"{id}\",\n  \"mcpServers\": {{}},\n}}}}"));
    let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["unreadable"]);
}

/// What two clients read out of a file is no literal; the others send it as it stands.
#[test]
fn a_reference_to_a_file_is_one_where_it_is_read() {
    let entry = |reference: &str| {
        format!(
            r#"{{"url":"https://mcp.example.com/mcp","headers":{{"Authorization":"Bearer {reference}"}}}}"#
        )
    };
    let servers = |reference| format!(r#"{{"mcpServers":{{"one":{}}}}}"#, entry(reference));
    let remote = entry("{file:/etc/passwd}").replacen('{', r#"{"type":"remote","#, 1);
    let gone = remote.replace("/etc/passwd", "~/none");
    for (path, text, code) in [
        ("~/.codeium/windsurf/mcp_config.json", servers("${file:/etc/passwd}"), None),
        ("~/.codeium/windsurf/mcp_config.json", servers("${file:/none/token}"), Some("no_file")),
        ("~/.config/opencode/opencode.json", format!(r#"{{"mcp":{{"one":{gone}}}}}"#), Some("no_file")),
        ("~/.config/opencode/opencode.json", format!(r#"{{"mcp":{{"one":{remote}}}}}"#), None),
        ("~/.cursor/mcp.json", servers("${file:/run/token}"), Some("wrong_reference")),
    ] {
        let ward = Ward::new();
        ward.file(path, text);
        let found = ward.found(&[]);
        assert_eq!(found.first().map(|finding| finding.0.as_str()), code, "{path}: {found:?}");
    }
}
