//! What `client print` prints is read by the strictest reader of its format, and what it prints as a program runs.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use mcp_token::client::Client;
use serde_json::{Value, json};

use crate::fastmcp::Server;
use crate::ours::{SECRET, Sandbox};
use crate::peer::{Peer, installed, python};

const CLIENTS: [&str; 34] = [
    "claude-code",
    "claude-desktop",
    "cursor",
    "vscode",
    "visual-studio",
    "windsurf",
    "windsurf-jetbrains",
    "antigravity",
    "kiro",
    "kiro-cli",
    "amazon-q",
    "cline",
    "cline-cli",
    "roo",
    "zed",
    "gemini",
    "qwen",
    "codex",
    "grok",
    "kimi",
    "opencode",
    "kilo",
    "fx",
    "copilot-cli",
    "junie",
    "lm-studio",
    "warp",
    "crush",
    "jetbrains",
    "trae",
    "trae-cli",
    "continue",
    "continue-json",
    "goose",
];
const MODES: [&str; 5] = ["helper", "env", "input", "exec", "inline"];
const URL: &str = "https://mcp.example.com/mcp?a='b'&c=%22d";
/// What quoting has to bear.
const VALUE: &str = "a: \"b\" 'c'\\d #e\t\u{e9}\u{1f980}\u{7f}\u{85}\u{2028}";
/// The same, of what a header may hold.
const HEADER: &str = "X-No: a \"b\" 'c' \\d: #e {f} $(g) %h";

fn format(client: &str) -> &'static str {
    match client {
        "codex" | "grok" => "toml",
        "trae-cli" | "continue" | "goose" => "yaml",
        _ => "json",
    }
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("secret", SECRET);
    sandbox.answer(
        &["profile", "set", "on", "--secret-from", "file:secret", "--store", "none", "--sub", "a"],
        "",
    );
    sandbox
}

/// What the reader of the client's format makes of what is printed; none when it is not possible.
fn read(sandbox: &Sandbox, peer: &mut Peer, client: &str, more: &[&str]) -> Option<(String, Value)> {
    let output = sandbox.run(&[&["client", "print", client], more].concat(), "");
    match output.status.code() {
        Some(0) => {}
        code => {
            assert_eq!(code, Some(2), "{client} {more:?}: {}", String::from_utf8_lossy(&output.stderr));
            return None;
        }
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let answer = peer.ask(&json!({"format": format(client), "text": text}));
    assert_eq!(answer.get("error"), None, "{client} {more:?}:\n{text}");
    Some((text, answer["value"].clone()))
}

/// The entry of that name, wherever this client has it.
fn entry<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(name).filter(|found| found.is_object()).or_else(|| {
            members.iter().filter(|(key, _)| *key != "inputs").find_map(|(_, inner)| entry(inner, name))
        }),
        Value::Array(list) => list.iter().find(|element| element["name"] == name),
        _ => None,
    }
}

#[test]
fn every_entry_is_read_by_the_strictest_reader() {
    let all = Client::all().iter().filter(|client| client.script.is_none());
    assert!(all.map(|client| client.name.as_str()).eq(CLIENTS), "every client of the table is read");
    let sandbox = sandbox();
    let mut peer = Peer::spawn(&mut python("formats.py"));
    let mut node = Peer::spawn(Command::new("node").args([
        "-e",
        "require('readline').createInterface({input: process.stdin}).on('line', line => \
         console.log(JSON.stringify({value: JSON.parse(JSON.parse(line).text)})))",
    ]));
    let mut read_entries = 0;
    for client in CLIENTS {
        let mut possible = 0;
        for mode in MODES {
            // A name that YAML 1.1 takes for a truth value.
            for name in ["on", "1"] {
                // Crush would run the command; it is refused there.
                let header = if client == "crush" { HEADER.replace("$(g) ", "") } else { HEADER.to_owned() };
                let args = ["--mode", mode, "--url", URL, "--header", &header, "--name", name];
                let Some((text, value)) = read(&sandbox, &mut peer, client, &args) else { continue };
                possible += 1;
                let found = entry(&value, name).unwrap_or_else(|| panic!("{client} {mode}: {value}"));
                let all = found.to_string();
                assert!(all.contains(&json!(URL).to_string()), "{client} {mode}: {all}");
                let header = header.split_once(": ").unwrap().1;
                let has_header = all.contains(&json!(header).to_string())
                    || all.contains(&json!(format!("X-No:{header}")).to_string());
                assert!(has_header, "{client} {mode}: {all}");
                if format(client) == "json" {
                    assert_eq!(node.ask(&json!({"text": text}))["value"], value, "{client} {mode}");
                    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{client} {mode}");
                }
                read_entries += 1;
            }
        }
        assert!(possible > 0, "{client}");
    }
    assert!(read_entries > 120, "{read_entries}");
}

#[test]
fn a_server_that_is_started_is_read_as_it_was_said() {
    let sandbox = sandbox();
    let mut peer = Peer::spawn(&mut python("formats.py"));
    for client in CLIENTS {
        let args = [
            "--name",
            "no",
            "--command",
            "/opt/a b/run",
            "--arg=-y",
            "--arg",
            VALUE,
            "--arg",
            "",
            "--env",
            &format!("NO={VALUE}"),
        ];
        let (_, value) = read(&sandbox, &mut peer, client, &args).unwrap_or_else(|| panic!("{client}"));
        let found = entry(&value, "no").unwrap_or_else(|| panic!("{client}: {value}"));
        let command = match client {
            "opencode" | "kilo" | "fx" => json!(["/opt/a b/run", "-y", VALUE, ""]),
            _ => json!("/opt/a b/run"),
        };
        assert_eq!(found[if client == "goose" { "cmd" } else { "command" }], command, "{client}");
        if !["opencode", "kilo", "fx"].contains(&client) {
            assert_eq!(found["args"], json!(["-y", VALUE, ""]), "{client}");
        }
        let env = match client {
            "opencode" | "kilo" | "fx" => "environment",
            "goose" => "envs",
            _ => "env",
        };
        assert_eq!(found[env], json!({"NO": VALUE}), "{client}");
    }
}

#[test]
fn what_is_printed_in_any_mode_and_for_a_project_is_read() {
    let sandbox = sandbox();
    sandbox.answer(&["secret", "set", "kept", "--store", "file", "--secret-file", "secret"], "");
    let mut peer = Peer::spawn(&mut python("formats.py"));
    let program = ["--command", "/opt/a b/run", "--arg", VALUE];
    let servers = [&["--url", URL][..], &program, &[&program[..], &["--secret-var", "KEY=kept"]].concat()];
    let mut read_entries = 0;
    for client in CLIENTS {
        for mode in MODES {
            for (number, server) in servers.iter().enumerate() {
                // Of a URL for all projects every mode is read above.
                for scope in [&["--scope", "project"][..], &[]].into_iter().take(1 + usize::from(number > 0))
                {
                    let args =
                        [&["--mode", mode, "--name", "no", "--profile", "on"], *server, scope].concat();
                    let Some((_, value)) = read(&sandbox, &mut peer, client, &args) else { continue };
                    assert!(entry(&value, "no").is_some(), "{client} {args:?}: {value}");
                    read_entries += 1;
                }
            }
        }
    }
    assert!(read_entries > 300, "{read_entries}");
}

/// Two lists for Codex, a nested header for Continue, a key of its own for Goose.
#[test]
fn what_is_not_json_has_the_structure_that_is_wanted() {
    let sandbox = sandbox();
    let mut peer = Peer::spawn(&mut python("formats.py"));
    let url = "https://mcp.example.com/mcp";
    let mut of = |client: &str, mode: &str| {
        read(&sandbox, &mut peer, client, &["--mode", mode, "--url", url]).unwrap().1
    };
    let program = fs::canonicalize(env!("CARGO_BIN_EXE_mcp-token")).unwrap().display().to_string();
    assert_eq!(
        of("codex", "helper"),
        json!({"mcp_servers": {"on": {"url": url, "http_headers_helper": format!("{program} get on -o headers-json")}}})
    );
    assert_eq!(
        of("codex", "env"),
        json!({"mcp_servers": {"on": {"url": url, "bearer_token_env_var": "ON_JWT_TOKEN"}}})
    );
    assert_eq!(
        of("continue", "env"),
        json!({"mcpServers": [{"name": "on", "type": "streamable-http", "url": url,
               "requestOptions": {"headers": {"Authorization": "Bearer ${{ secrets.ON_JWT_TOKEN }}"}}}]})
    );
    assert_eq!(
        of("goose", "env"),
        json!({"extensions": {"on": {"name": "on", "description": "MCP server", "type": "streamable_http", "uri": url,
               "headers": {"Authorization": "Bearer ${ON_JWT_TOKEN}"}, "env_keys": ["ON_JWT_TOKEN"],
               "enabled": true, "timeout": 300}}})
    );
}

/// Runs a program under strace, and returns the words that every process was started with as well.
fn run(sandbox: &Sandbox, command: &[&str], env: &[(&str, &str)]) -> (Output, String) {
    let log = sandbox.path("execs");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-s", "65536", "-e", "trace=execve", "-e", "signal=none", "-o"]).arg(&log);
    strace
        .arg("--")
        .args(command)
        .env_clear()
        .env("HOME", sandbox.path(""))
        .env("PATH", std::env::var_os("PATH").unwrap());
    let output = strace.envs(env.iter().copied()).current_dir(sandbox.path("")).output().unwrap();
    (output, fs::read_to_string(log).unwrap())
}

#[test]
fn the_programs_open_a_session_with_a_real_server() {
    let server = Server::start();
    let sandbox = &server.sandbox;
    let url = format!("http://127.0.0.1:{}/mcp", server.port);
    let set =
        ["profile", "set", "acme", "--preset", "exai", "--sub", "agent_001", "--secret-from", "file:secret"];
    sandbox.answer(&[&set[..], &["--store", "none", "--url", &url]].concat(), "");
    let token = sandbox.token(&["get", "acme"], "");
    let venv = installed("venv/bin/python").display().to_string();
    for shell in ["sh", "bash", "zsh"] {
        for mode in ["helper", "env"] {
            let script = sandbox.answer(&["client", "print", "curl", "--mode", mode], "");
            opens(sandbox, &[shell, "-c", &script], &token, mode);
        }
    }
    let javascript = ["call.js", "call.mjs"].map(|name| ("javascript", "node", name));
    for (client, program, name) in [("python", &*venv, "call.py")].into_iter().chain(javascript) {
        for mode in ["helper", "env"] {
            let script = sandbox.answer(&["client", "print", client, "--mode", mode], "");
            let path = sandbox.path(&format!("{mode}-{name}"));
            fs::write(&path, &script).unwrap();
            opens(sandbox, &[program, path.to_str().unwrap()], &token, mode);
            // Pasted at its prompt, line by line; at a terminal an indented last line waits for one more.
            if client == "python" {
                assert!(!script.lines().last().unwrap().starts_with(' '), "{script}");
                let prompt = format!("{program} -i -q <{}", path.display());
                opens(sandbox, &["sh", "-c", &prompt], &token, mode);
            }
            // Nothing is sent without a token.
            if mode == "env" {
                let (output, _) = run(sandbox, &[program, path.to_str().unwrap()], &[]);
                assert!(!output.status.success() && output.stdout.is_empty(), "{client}");
            }
        }
    }
    // A token that this server did not sign opens nothing.
    let script = sandbox.answer(&["client", "print", "curl", "--mode", "env"], "");
    let (output, _) =
        run(sandbox, &["sh", "-c", &script], &[("EXAI_JWT_TOKEN", &crate::ours::tampered(&token))]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("HTTP/1.1 401"), "{output:?}");
}

fn opens(sandbox: &Sandbox, command: &[&str], token: &str, mode: &str) {
    let variable = [("EXAI_JWT_TOKEN", token), ("ACME_JWT_TOKEN", token)];
    let env = if mode == "env" { &variable[..] } else { &[] };
    let (output, execs) = run(sandbox, command, env);
    let said = String::from_utf8_lossy(&output.stdout);
    let about = format!("{command:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{about}");
    assert!(said.starts_with("200 ") || said.starts_with("HTTP/1.1 200"), "{about}");
    assert!(said.contains(r#""protocolVersion":"2025-06-18""#), "{about}");
    assert!(execs.contains("execve(") && !execs.contains("eyJ"), "{execs}");
    assert!(!said.contains(token), "{about}");
    assert!(Path::new(command[0]).exists() || !command[0].contains('/'));
}
