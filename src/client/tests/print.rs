//! What is printed for each client, in each mode, on each platform, as it was looked at: `print/NAME.txt`.
//!
//! `cargo test --lib -- --ignored what_is_printed_is_written_anew` writes the files.

use std::fs;
use std::path::PathBuf;

use super::{PLATFORMS, client, directories, program, remote, stdio};
use crate::client::{Client, Connection, Entry, Mode, Platform, Program, Scope, Target, print};
use crate::secret::Secret;

/// Every way to connect a client, and where its files are.
fn all_of(client: &Client) -> String {
    let mut text = format!("{}\n", client.title);
    for platform in PLATFORMS {
        text.push_str(&format!("{:<8}", label(platform)));
        let of = |scope| client.files(scope, &directories(platform));
        let files = [Scope::User, Scope::Project].into_iter().flat_map(of);
        let files: Vec<_> = files.map(|path| path.display().to_string()).collect();
        let files =
            if files.is_empty() { client.paste.clone().unwrap_or_default() } else { files.join(", ") };
        text.push_str(&format!("{files}\n"));
    }
    for (what, of) in [("a URL", remote as fn(Platform) -> Connection), ("a program", stdio)] {
        for mode in Mode::ALL {
            text.push_str(&in_mode(client, what, of, mode));
        }
        let chosen = print(client, &of(Platform::Linux), None, None).map(|printed| printed.mode);
        text.push_str(&match chosen {
            Ok(mode) => format!("\n=== {what}, nothing said: {}\n", mode.map_or("none", Mode::name)),
            Err(error) => format!("\n=== {what}, nothing said: {error}\n"),
        });
    }
    text
}

/// One mode: the same text for several platforms stands there once.
fn in_mode(client: &Client, what: &str, of: fn(Platform) -> Connection, mode: Mode) -> String {
    let token = Secret::new(b"LITERAL".to_vec());
    let mut texts: Vec<(String, String)> = Vec::new();
    for platform in PLATFORMS {
        let connection = of(platform);
        if !connection.modes(client).contains(&mode) {
            let refused = print(client, &connection, Some(mode), Some(&token));
            assert!(refused.is_err(), "{}: {mode} is not possible and printed", client.name);
            continue;
        }
        let printed = print(client, &connection, Some(mode), Some(&token))
            .unwrap_or_else(|error| panic!("{}: {mode}: {error}", client.name));
        assert_eq!(printed.mode, Some(mode));
        assert_eq!(printed.text.contains("LITERAL"), mode == Mode::Inline, "{}: {mode}", client.name);
        assert!(printed.text.ends_with('\n') && !printed.text.ends_with("\n\n"), "{}: {mode}", client.name);
        let own = printed.entry.as_ref().and_then(|entry| client.add_command(entry, true));
        let own = own.map(|words| format!("$ {}\n", shell_words::join(words))).unwrap_or_default();
        assert!(!own.contains("LITERAL"), "{}: {mode}", client.name);
        let whole = printed.text + &own;
        match texts.last_mut() {
            Some((labels, text)) if *text == whole => labels.push_str(&format!(" {}", label(platform))),
            _ => texts.push((label(platform).to_owned(), whole)),
        }
    }
    texts.iter().map(|(labels, text)| format!("\n=== {what}, {mode}, {labels}\n{text}")).collect()
}

fn label(platform: Platform) -> &'static str {
    match platform {
        Platform::Linux => "linux",
        Platform::Macos => "macos",
        Platform::Windows => "windows",
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/client/tests/print")
}

#[test]
fn what_is_printed_is_what_was_looked_at() {
    let mut committed: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    committed.sort();
    let mut expected: Vec<_> = Client::all().iter().map(|client| format!("{}.txt", client.name)).collect();
    expected.sort();
    assert_eq!(committed, expected);
    for client in Client::all() {
        let looked_at = fs::read_to_string(folder().join(format!("{}.txt", client.name))).unwrap();
        assert_eq!(all_of(client), looked_at, "{}", client.name);
    }
}

#[test]
#[ignore = "writes the files that the test above reads"]
#[allow(clippy::disallowed_methods, reason = "the files are looked at before they are committed")]
fn what_is_printed_is_written_anew() {
    for client in Client::all() {
        fs::write(folder().join(format!("{}.txt", client.name)), all_of(client)).unwrap();
    }
}

#[test]
fn a_path_without_blanks_stands_there_bare() {
    for (platform, path) in
        [(Platform::Linux, "/usr/bin/mcp-token"), (Platform::Windows, r"C:\bin\mcp-token.exe")]
    {
        let mut connection = remote(platform);
        connection.program.path = path.to_owned();
        let printed = print(client("claude-code"), &connection, None, None).unwrap();
        let line = format!("{path} get acme -o headers-json").replace('\\', r"\\");
        assert!(printed.text.contains(&format!("\"{line}\"")), "{}", printed.text);
    }
    assert_eq!(program(Platform::Linux).path, "/home/ann lee/bin/mcp-token");
}

#[test]
fn a_list_of_no_arguments_stands_there_where_an_entry_is_passed_over_without_one() {
    let mut connection = stdio(Platform::Linux);
    let Target::Stdio { args, .. } = &mut connection.target else { unreachable!() };
    args.clear();
    let printed = |name: &str| print(client(name), &connection, Some(Mode::Env), None).unwrap().text;
    assert!(printed("goose").contains("\n    args: []\n"), "{}", printed("goose"));
    assert!(!printed("continue").contains("args"), "{}", printed("continue"));
}

/// cmd.exe puts the value of a variable between quotes as well.
#[test]
fn a_command_line_that_cmd_would_read_otherwise_is_not_written() {
    let written = |client: &str, path: &str, platform| {
        let program = Program { path: path.to_owned(), platform };
        Entry::new(
            super::client(client),
            &Connection { program, ..remote(platform) },
            Some(Mode::Helper),
            None,
        )
        .map(drop)
        .map_err(|error| error.to_string())
    };
    for path in [r"C:\%USERNAME%\mcp-token.exe", r"C:\100%\mcp-token.exe", "C:\\a\"b\\mcp-token.exe"] {
        let refused = format!("`{path}` holds a `%` or a quote, which cmd.exe takes in no quotes");
        assert_eq!(written("codex", path, Platform::Windows), Err(refused));
    }
    assert_eq!(written("codex", r"C:\a b\mcp-token.exe", Platform::Windows), Ok(()));
    assert_eq!(written("codex", "/100%/mcp-token", Platform::Linux), Ok(()));
}
