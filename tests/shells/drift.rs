//! What is committed under `completions/` and `man/` is what the program prints.

use std::path::{Path, PathBuf};

use crate::sandbox::{Sandbox, names};

#[test]
fn completions_are_what_the_program_prints() {
    let files = [
        ("_mcp-token", "zsh"),
        ("_mcp-token.ps1", "powershell"),
        ("mcp-token.bash", "bash"),
        ("mcp-token.elv", "elvish"),
        ("mcp-token.fish", "fish"),
        ("mcp-token.nu", "nushell"),
    ];
    let printed = files.map(|(file, shell)| (file.to_owned(), print(&["completions", shell])));
    assert_committed("completions", &printed);
}

#[test]
fn manual_pages_are_what_the_program_prints() {
    let mut printed = vec![("mcp-token.1".to_owned(), print(&["man"]))];
    for command in Sandbox::new().answer(&["man", "--list"]).lines() {
        let words: Vec<_> = ["man"].into_iter().chain(command.split(' ')).collect();
        printed.push((format!("mcp-token-{}.1", command.replace(' ', "-")), print(&words)));
    }
    assert!(printed.len() > 10, "`man --list` names few commands: {}", printed.len());
    assert_committed("man", &printed);
}

/// A terminal, a home or a language must not show in a committed file: the sandbox has none of them.
fn print(args: &[&str]) -> Vec<u8> {
    let output = Sandbox::new().mcp_token(args).output().unwrap();
    assert!(output.status.success(), "mcp-token {}: {}", args.join(" "), output.status);
    output.stdout
}

fn assert_committed(folder: &str, printed: &[(String, Vec<u8>)]) {
    let path = checkout().join(folder);
    let mut wrong: Vec<_> = names(&path)
        .into_iter()
        .filter(|name| !printed.iter().any(|(file, _)| file == name))
        .map(|name| format!("{folder}/{name} belongs to no command"))
        .collect();
    for (file, text) in printed {
        match std::fs::read(path.join(file)) {
            Ok(committed) if committed == *text => {}
            Ok(_) => wrong.push(format!("{folder}/{file} is not what the program prints")),
            Err(error) => wrong.push(format!("{folder}/{file}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "run tests/generate.sh and commit what it writes:\n{}", wrong.join("\n"));
}

pub(crate) fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}
