//! `mcp-token client` and a client that changes its own file.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::client_install::{put, read};
use crate::client_print::{URL, exai, program};
use crate::keeper::Keeper;
use crate::sandbox::stderr;

/// Does what the real one does with these words.
const CLAUDE: &str = r#"#!/bin/sh
echo "$@" >> "$HOME/asked"
file="${CLAUDE_CONFIG_DIR:-$HOME}/.claude.json"
[ "$2" = remove ] && exec rm "$file"
printf '{"mcpServers":{"%s":%s}}' "$5" "$6" > "$file"
"#;

fn with_claude(keeper: &Keeper, script: &str) {
    put(keeper, "bin/claude", script, 0o755);
}

/// Runs the program where it finds `claude`.
fn run(keeper: &Keeper, args: &[&str]) -> Assert {
    let path = format!("{}:{}", keeper.sandbox.home("bin").display(), std::env::var("PATH").unwrap());
    keeper.run_with(args, |command| command.env("PATH", path))
}

/// What it was asked last.
fn asked(keeper: &Keeper) -> String {
    read(keeper, "asked").lines().last().unwrap().to_owned()
}

/// Claude Code rewrites its own file while it runs: it is asked.
#[test]
fn claude_code_is_asked_for_its_own_file() {
    let keeper = exai();
    let entry = format!(
        r#"{{"type":"http","url":"{URL}","headersHelper":"{} get exai -o headers-json"}}"#,
        program()
    );
    keeper.run(&["client", "install", "claude-code"]).code(6).stdout("").stderr(format!(
        "error: Claude Code writes its own file, and there is no `claude` on the PATH to ask\n\
         hint: claude mcp add-json -s user exai '{entry}'\n"
    ));
    with_claude(&keeper, CLAUDE);
    let run = |args: &[&str]| run(&keeper, args);
    let assert = run(&["client", "install", "claude-code"]).code(0).stdout("");
    assert!(
        stderr(&assert)
            .starts_with("Claude Code: added `exai` to ~/.claude.json, through `claude mcp add-json`\n"),
        "{}",
        stderr(&assert)
    );
    assert_eq!(asked(&keeper), format!("mcp add-json -s user exai {entry}"));
    run(&["client", "install", "claude-code"])
        .code(0)
        .stdout("")
        .stderr("Claude Code: `exai` is in ~/.claude.json already\n");
    // The token itself never goes through its arguments.
    run(&["client", "install", "claude-code", "--mode", "inline"]).code(7).stdout("");
    fs::set_permissions(keeper.sandbox.home(".claude.json"), fs::Permissions::from_mode(0o600)).unwrap();
    run(&["client", "install", "claude-code", "--mode", "inline"]).code(0);
    assert!(!read(&keeper, "asked").contains("eyJ") && read(&keeper, ".claude.json").contains("eyJ"));
    run(&["client", "remove", "claude-code", "exai"]).code(0);
    assert_eq!(asked(&keeper), "mcp remove -s user exai");
    run(&["client", "remove", "claude-code", "exai"]).code(6).stdout("");
    // What it says is looked at.
    put(&keeper, "bin/claude", "#!/bin/sh\nexit 0\n", 0o755);
    run(&["client", "install", "claude-code"])
        .code(1)
        .stdout("")
        .stderr("error: Claude Code said that it is done, and its file says otherwise\n");
}

/// What somebody added to the entry stays; a secret that is said is no argument of a program.
#[test]
fn claude_code_keeps_what_was_added_and_is_told_no_secret() {
    let keeper = exai();
    with_claude(&keeper, CLAUDE);
    let run = |args: &[&str]| run(&keeper, args);
    put(
        &keeper,
        ".claude.json",
        r#"{"mcpServers":{"exai":{"timeout":5,"type":"http","url":"https://old/"}}}"#,
        0o600,
    );
    let lost = "not kept   what `exai` was before: `client remove` does not put it back\n";
    let assert = run(&["client", "install", "claude-code"]).code(0);
    assert!(stderr(&assert).ends_with(lost), "{}", stderr(&assert));
    let entry: Value = serde_json::from_str(&read(&keeper, ".claude.json")).unwrap();
    assert_eq!(entry["mcpServers"]["exai"]["timeout"], 5);
    assert_eq!(entry["mcpServers"]["exai"]["url"], URL);
    let asked = read(&keeper, "asked");
    run(&["client", "install", "claude-code"]).code(0);
    assert_eq!(read(&keeper, "asked"), asked, "done twice it changes nothing");
    fs::set_permissions(keeper.sandbox.home(".claude.json"), fs::Permissions::from_mode(0o600)).unwrap();
    run(&["client", "install", "claude-code", "--header", "X-Api-Key: hunter2hunter2"]).code(0);
    assert!(read(&keeper, ".claude.json").contains("hunter2") && !read(&keeper, "asked").contains("hunter2"));
}

#[test]
fn what_was_there_is_put_back_when_the_new_entry_is_not_taken() {
    const OLD: &str = r#"{"mcpServers":{"exai":{"type":"http","url":"https://old/"}}}"#;
    let keeper = exai();
    let install = || run(&keeper, &["client", "install", "claude-code"]).code(1).stdout("");
    let refusing = |what: &str| {
        CLAUDE.replace("printf", &format!("case $6 in *{what}*) echo no >&2; exit 3;; esac\nprintf"))
    };
    with_claude(&keeper, &refusing(URL));
    put(&keeper, ".claude.json", OLD, 0o600);
    install().stderr("error: Claude Code did not change its file\ncaused by: no\n");
    assert_eq!(read(&keeper, ".claude.json"), OLD);
    assert_eq!(asked(&keeper), r#"mcp add-json -s user exai {"type":"http","url":"https://old/"}"#);
    // Where that is not taken either, it is said.
    with_claude(&keeper, &refusing("http"));
    install()
        .stderr("error: Claude Code took the old entry out, and did not take the new one\ncaused by: no\n");
    assert!(!keeper.sandbox.home(".claude.json").exists());
    // What could not be taken out is still there.
    with_claude(&keeper, "#!/bin/sh\nexit 1\n");
    put(&keeper, ".claude.json", OLD, 0o600);
    install().stderr("error: Claude Code did not change its file\ncaused by: it wrote no reason\n");
    assert_eq!(read(&keeper, ".claude.json"), OLD);
}

#[test]
fn its_directory_is_where_its_variable_says() {
    let keeper = exai();
    with_claude(&keeper, CLAUDE);
    fs::create_dir(keeper.sandbox.home("moved")).unwrap();
    let moved = |args: &[&str]| {
        let path = format!("{}:{}", keeper.sandbox.home("bin").display(), std::env::var("PATH").unwrap());
        keeper.run_with(args, |command| {
            command.env("PATH", path).env("CLAUDE_CONFIG_DIR", keeper.sandbox.home("moved"))
        })
    };
    let assert = moved(&["client", "install", "claude-code"]).code(0).stdout("");
    let said = "Claude Code: added `exai` to ~/moved/.claude.json, through `claude mcp add-json`\n";
    assert!(stderr(&assert).starts_with(said), "{}", stderr(&assert));
    assert!(
        read(&keeper, "moved/.claude.json").contains(URL) && !keeper.sandbox.home(".claude.json").exists()
    );
    let list = |assert: Assert| crate::sandbox::stdout(&assert.code(0));
    assert!(list(moved(&["client", "list"])).contains("claude-code  exai    helper  ~/moved/.claude.json\n"));
    assert!(!list(run(&keeper, &["client", "list"])).contains("exai"));
    // A relative path would lead elsewhere in each directory.
    let said = keeper.run_with(&["client", "print", "claude-code"], |command| {
        command.env("CLAUDE_CONFIG_DIR", "relative")
    });
    assert!(stderr(&said.code(0)).starts_with("goes into  ~/.claude.json (user) "));
}
