//! After `client install`, each client sends exactly the profile's token, and the new one after it was replaced.

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
fn claude_code() {
    within(&Session::Loopback, "clients::follow::claude_code", || {
        let mut scene = Scene::with_profile();
        scene.with_claude();
        for mode in [&["claude-code"][..], &["claude-code", "--mode", "env"]] {
            scene.install(&["claude-code"]);
            follows(&mut scene, &CLAUDE, &By::Helper);
            scene.install(&["claude-code"]);
            scene.install(mode);
            if mode.len() > 1 {
                follows(&mut scene, &CLAUDE, &By::Variable);
            }
            scene.remove(&["claude-code"]);
            let seen = scene.run(&CLAUDE, &[]);
            assert!(seen.requests.is_empty() && seen.said.contains("No MCP servers configured"), "{seen}");
        }
        // What somebody had there is there again.
        scene.paste(
            "claude mcp add-json -s user exai '{\"type\":\"http\",\"url\":\"http://127.0.0.1:1/theirs\"}'",
        );
        scene.install(&["claude-code"]);
        follows(&mut scene, &CLAUDE, &By::Helper);
        scene.remove(&["claude-code"]);
        let seen = scene.start(&CLAUDE, &["mcp", "get", "exai"], &[]);
        assert!(seen.said.contains("http://127.0.0.1:1/theirs"), "{seen}");
    });
}

#[test]
fn claude_code_by_the_command_that_is_shown() {
    within(&Session::Loopback, "clients::follow::claude_code_by_the_command_that_is_shown", || {
        let mut scene = Scene::with_profile();
        let (code, said) = scene.try_install(&["claude-code"]);
        let command = said.lines().find_map(|line| line.strip_prefix("hint: ")).expect("a command");
        assert_eq!(code, 1, "{said}");
        assert!(command.starts_with("claude mcp add-json "), "{said}");
        scene.paste(command);
        follows(&mut scene, &CLAUDE, &By::Helper);
    });
}

#[test]
fn claude_code_in_a_project() {
    within(&Session::Loopback, "clients::follow::claude_code_in_a_project", || {
        let mut scene = Scene::with_profile();
        scene.write(".claude.json", CLAUDE_TRUST);
        scene.install(&["claude-code", "--scope", "project", "--project", "project"]);
        follows(&mut scene, &CLAUDE, &By::Helper);
        scene.install(&["claude-code", "--scope", "project", "--project", "project", "--mode", "env"]);
        follows(&mut scene, &CLAUDE, &By::Variable);
    });
}

#[test]
fn codex() {
    within(&Session::Loopback, "clients::follow::codex", || {
        let mut scene = Scene::with_profile();
        scene.write(".codex/config.toml", "# mine\n\n[history]\npersistence = \"none\" # not here\n");
        scene.install(&["codex"]);
        follows(&mut scene, &CODEX, &By::Helper);
        scene.install(&["codex", "--mode", "env"]);
        follows(&mut scene, &CODEX, &By::Variable);
    });
}

#[test]
fn codex_in_a_project() {
    within(&Session::Loopback, "clients::follow::codex_in_a_project", || {
        let mut scene = Scene::with_profile();
        scene.write(".codex/config.toml", CODEX_TRUST);
        scene.install(&["codex", "--scope", "project", "--project", "project"]);
        follows(&mut scene, &CODEX, &By::Helper);
    });
}

#[test]
fn gemini_cli() {
    within(&Session::Loopback, "clients::follow::gemini_cli", || {
        let mut scene = Scene::with_profile();
        scene
            .write(".gemini/settings.json", "// mine\n{\n  /* dark */ \"ui\": {\"theme\": \"Default\"}\n}\n");
        scene.install(&["gemini"]);
        follows(&mut scene, &GEMINI, &By::Variable);
    });
}

#[test]
fn gemini_cli_in_a_project() {
    within(&Session::Loopback, "clients::follow::gemini_cli_in_a_project", || {
        let mut scene = Scene::with_profile();
        scene.install(&["gemini", "--scope", "project", "--project", "project"]);
        follows(&mut scene, &GEMINI, &By::Variable);
    });
}

#[test]
fn qwen_code() {
    within(&Session::Loopback, "clients::follow::qwen_code", || {
        let mut scene = Scene::with_profile();
        scene.write(".qwen/settings.json", "// mine\n{\n\t\"mcpServers\": {}\n}\n");
        scene.install(&["qwen"]);
        follows(&mut scene, &QWEN, &By::Variable);
    });
}

#[test]
fn opencode_by_variable() {
    within(&Session::Loopback, "clients::follow::opencode_by_variable", || {
        let mut scene = Scene::with_profile();
        scene.write(
            ".config/opencode/opencode.jsonc",
            "{\n  \"$schema\": \"https://opencode.ai/config.json\", // mine\n}\n",
        );
        scene.install(&["opencode"]);
        follows(&mut scene, &OPENCODE, &By::Variable);
    });
}

/// It lays the later of its files over the one before: the entry goes where it counts.
#[test]
fn opencode_with_several_files() {
    within(&Session::Loopback, "clients::follow::opencode_with_several_files", || {
        let other = r#"{"mcp":{"exai":{"type":"remote","url":"http://127.0.0.1:1/old"}}}"#;
        for (weaker, stronger) in [
            (".config/opencode/config.json", ".config/opencode/opencode.json"),
            (".config/opencode/opencode.json", ".config/opencode/opencode.jsonc"),
            (".config/opencode/opencode.jsonc", ".opencode/opencode.json"),
        ] {
            let mut scene = Scene::with_profile();
            scene.write(weaker, other);
            scene.write(stronger, other);
            scene.install(&["opencode"]);
            follows(&mut scene, &OPENCODE, &By::Variable);
        }
    });
}

#[test]
fn opencode_in_a_project() {
    within(&Session::Loopback, "clients::follow::opencode_in_a_project", || {
        let mut scene = Scene::with_profile();
        scene.install(&["opencode", "--scope", "project", "--project", "project"]);
        follows(&mut scene, &OPENCODE, &By::Variable);
    });
}

/// Written by hand: we make no such file.
#[test]
fn opencode_by_file() {
    within(&Session::Loopback, "clients::follow::opencode_by_file", || {
        let mut scene = Scene::with_profile();
        scene.write(".config/opencode/opencode.json", &opencode("Bearer {file:@HOME@/token}"));
        follows(&mut scene, &OPENCODE, &By::File);
    });
}

/// What `client print` says of a client's own command: it adds the entry that we would, or one that is read alike.
#[test]
fn the_clients_own_commands_add_what_we_would() {
    within(&Session::Loopback, "clients::follow::the_clients_own_commands_add_what_we_would", || {
        let by_variable = ["--mode", "env"];
        let headers =
            ["--header", "X-Tenant: a:b=c", "--header", "Accept: application/json, text/event-stream"];
        let program =
            ["--mode", "exec", "--command", "srv", "--arg", "--scope", "--arg", "it's a=b", "--arg", "--"];
        let with_headers = [&by_variable[..], &headers].concat();
        let typed = "-\"url\": -\"type\": \"http\" +\"httpUrl\":";
        for (name, client, args, differs) in [
            ("codex", &CODEX, &by_variable[..], ""),
            ("codex", &CODEX, &program, ""),
            ("gemini", &GEMINI, &with_headers, typed),
            ("gemini", &GEMINI, &program, ""),
            ("qwen", &QWEN, &with_headers, ""),
            ("qwen", &QWEN, &program, ""),
            ("opencode", &OPENCODE, &program, "+\"enabled\": true"),
        ] {
            let mut scene = Scene::with_profile();
            let args = [&[name], args].concat();
            let line = scene.own_command(&args);
            assert!(line.starts_with(&format!("{name} mcp add ")), "{line}");
            scene.paste(&line);
            assert_eq!(scene.differences(&args), differs, "{line}");
            if !args.contains(&"--command") {
                follows(&mut scene, client, &By::Variable);
            }
        }
    });
}

#[test]
fn a_token_that_was_replaced_is_refused() {
    within(&Session::Loopback, "clients::follow::a_token_that_was_replaced_is_refused", || {
        let mut scene = Scene::with_profile();
        scene.install(&["qwen"]);
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
fn follows(scene: &mut Scene, client: &Client, by: &By) {
    let first = scene.token();
    let seen = connect(scene, client, by, &first);
    assert_let_in(&seen, client, &first);
    let second = scene.replaced_token();
    let seen = connect(scene, client, by, &second);
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

/// What Codex keeps of a person who trusted the folder.
pub(super) const CODEX_TRUST: &str = "[projects.\"@HOME@/project\"]\ntrust_level = \"trusted\"\n";
