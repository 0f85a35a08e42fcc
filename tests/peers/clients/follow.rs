//! Each client sends exactly the profile's token, and the new one after it was replaced.

use std::collections::BTreeSet;

use super::program::{CLAUDE, CODEX, Client, GEMINI, OPENCODE, QWEN};
use super::scene::{Scene, Seen, VARIABLE};
use crate::session::{Session, within};

#[test]
fn the_clients_are_the_pinned_ones() {
    within(&Session::Loopback, "clients::follow::the_clients_are_the_pinned_ones", || {
        let mut scene = Scene::new();
        for client in [CLAUDE, CODEX, GEMINI, OPENCODE, QWEN] {
            let seen = scene.start(&client, &["--version"], &[]);
            let version = seen.said.lines().last().unwrap_or_default();
            assert!(seen.status.success() && version == client.version, "{}: {seen}", client.name);
        }
    });
}

#[test]
fn claude_code_by_helper() {
    within(&Session::Loopback, "clients::follow::claude_code_by_helper", || {
        let entry = r#"{"type":"http","url":"@URL@","headersHelper":"@HELPER@"}"#;
        follows(&CLAUDE, &By::Helper, &[(".claude.json", &servers(entry))]);
    });
}

#[test]
fn claude_code_by_helper_in_a_project() {
    within(&Session::Loopback, "clients::follow::claude_code_by_helper_in_a_project", || {
        let entry = r#"{"type":"http","url":"@URL@","headersHelper":"@HELPER@"}"#;
        let files = [("project/.mcp.json", servers(entry)), (".claude.json", CLAUDE_TRUST.to_owned())];
        follows(&CLAUDE, &By::Helper, &files.each_ref().map(|(path, text)| (*path, text.as_str())));
    });
}

#[test]
fn claude_code_by_variable_in_a_project() {
    within(&Session::Loopback, "clients::follow::claude_code_by_variable_in_a_project", || {
        let entry = r#"{"type":"http","url":"@URL@","headers":{"Authorization":"Bearer ${EXAI_MCP_TOKEN}"}}"#;
        let files = [("project/.mcp.json", servers(entry)), (".claude.json", CLAUDE_TRUST.to_owned())];
        follows(&CLAUDE, &By::Variable, &files.each_ref().map(|(path, text)| (*path, text.as_str())));
    });
}

#[test]
fn codex_by_helper() {
    within(&Session::Loopback, "clients::follow::codex_by_helper", || {
        let config = "[mcp_servers.exai]\nurl = \"@URL@\"\nhttp_headers_helper = \"@HELPER@\"\n";
        follows(&CODEX, &By::Helper, &[(".codex/config.toml", config)]);
    });
}

#[test]
fn codex_by_variable() {
    within(&Session::Loopback, "clients::follow::codex_by_variable", || {
        let config = "[mcp_servers.exai]\nurl = \"@URL@\"\nbearer_token_env_var = \"EXAI_MCP_TOKEN\"\n";
        follows(&CODEX, &By::Variable, &[(".codex/config.toml", config)]);
    });
}

#[test]
fn codex_by_helper_in_a_project() {
    within(&Session::Loopback, "clients::follow::codex_by_helper_in_a_project", || {
        let config = "[mcp_servers.exai]\nurl = \"@URL@\"\nhttp_headers_helper = \"@HELPER@\"\n";
        let trust = "[projects.\"@HOME@/project\"]\ntrust_level = \"trusted\"\n";
        let files = [("project/.codex/config.toml", config), (".codex/config.toml", trust)];
        follows(&CODEX, &By::Helper, &files);
    });
}

#[test]
fn gemini_cli_by_variable() {
    within(&Session::Loopback, "clients::follow::gemini_cli_by_variable", || {
        let entry = r#"{"httpUrl":"@URL@","headers":{"Authorization":"Bearer $EXAI_MCP_TOKEN"}}"#;
        follows(&GEMINI, &By::Variable, &[(".gemini/settings.json", &servers(entry))]);
    });
}

#[test]
fn qwen_code_by_variable() {
    within(&Session::Loopback, "clients::follow::qwen_code_by_variable", || {
        let entry = r#"{"httpUrl":"@URL@","headers":{"Authorization":"Bearer $EXAI_MCP_TOKEN"}}"#;
        follows(&QWEN, &By::Variable, &[(".qwen/settings.json", &servers(entry))]);
    });
}

#[test]
fn opencode_by_variable() {
    within(&Session::Loopback, "clients::follow::opencode_by_variable", || {
        let config = opencode("Bearer {env:EXAI_MCP_TOKEN}");
        follows(&OPENCODE, &By::Variable, &[(".config/opencode/opencode.json", &config)]);
    });
}

#[test]
fn opencode_by_file() {
    within(&Session::Loopback, "clients::follow::opencode_by_file", || {
        let config = opencode("Bearer {file:@HOME@/token}");
        follows(&OPENCODE, &By::File, &[(".config/opencode/opencode.json", &config)]);
    });
}

#[test]
fn a_token_that_was_replaced_is_refused() {
    within(&Session::Loopback, "clients::follow::a_token_that_was_replaced_is_refused", || {
        let mut scene = Scene::with_profile();
        let entry = r#"{"httpUrl":"@URL@","headers":{"Authorization":"Bearer $EXAI_MCP_TOKEN"}}"#;
        scene.write(".qwen/settings.json", &servers(entry));
        let old = scene.token();
        let new = scene.replaced_token();
        scene.accept(Some(&new));
        let seen = scene.run(&QWEN, &[(VARIABLE, &old)]);
        assert_eq!(seen.sent(), BTreeSet::from([bearer(&old).as_str()]), "{seen}");
        assert!(seen.requests.iter().all(|request| request.status == 401), "{seen}");
        assert!(seen.said.contains("Disconnected"), "{seen}");
    });
}

/// How the token gets from us to the client.
enum By {
    /// The client asks.
    Helper,
    /// It was exported before the client started.
    Variable,
    /// It was written into `@HOME@/token` before.
    File,
}

/// Has a client connect with the profile's token, then with the one that replaced it.
fn follows(client: &Client, by: &By, files: &[(&str, &str)]) {
    let mut scene = Scene::with_profile();
    for (path, text) in files {
        scene.write(path, text);
    }
    let first = scene.token();
    let seen = connect(&mut scene, client, by, &first);
    assert_let_in(&seen, client, &first);
    let second = scene.replaced_token();
    let seen = connect(&mut scene, client, by, &second);
    assert_let_in(&seen, client, &second);
}

/// The server takes that token and no other.
fn connect(scene: &mut Scene, client: &Client, by: &By, token: &str) -> Seen {
    scene.accept(Some(token));
    match by {
        By::Helper => scene.run(client, &[]),
        By::Variable => scene.run(client, &[(VARIABLE, token)]),
        By::File => {
            scene.write("token", &format!("{token}\n"));
            scene.run(client, &[])
        }
    }
}

fn assert_let_in(seen: &Seen, client: &Client, token: &str) {
    let name = client.name;
    assert_eq!(seen.sent(), BTreeSet::from([bearer(token).as_str()]), "{name}: {seen}");
    assert!(seen.is_initialized(), "{name} opened no session: {seen}");
    assert!(seen.requests.iter().all(|request| request.status != 401), "{name} was refused: {seen}");
    assert!(seen.status.success() && seen.said.contains(client.connected), "{name}: {seen}");
}

fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// A file with one server, in the form of most clients.
pub(super) fn servers(entry: &str) -> String {
    format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#)
}

/// OpenCode's form, with that header.
pub(super) fn opencode(authorization: &str) -> String {
    let headers = format!(r#"{{"Authorization":"{authorization}"}}"#);
    format!(
        r#"{{"mcp":{{"exai":{{"type":"remote","url":"@URL@","enabled":true,"oauth":false,"headers":{headers}}}}}}}"#
    )
}

/// What Claude Code keeps of a person who trusted the folder and approved its server.
pub(super) const CLAUDE_TRUST: &str =
    r#"{"projects":{"@HOME@/project":{"hasTrustDialogAccepted":true,"enabledMcpjsonServers":["exai"]}}}"#;
