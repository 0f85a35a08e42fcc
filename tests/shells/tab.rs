//! TAB, pressed in real shells that have read the committed completions.
//!
//! After TAB the line is made the arguments of `printf '<%s>'`: its output is what the shell holds, word for word,
//! however it draws the line. The `mcp-token` on the `PATH` leaves a mark when it runs.

use std::fs;
use std::path::PathBuf;

use crate::drift::checkout;
use crate::pty::Session;
use crate::sandbox::{Sandbox, output_of, told, write};

#[test]
fn bash_completes_commands() {
    let sandbox = Sandbox::new();
    let shell = bash();
    let shell = complete(shell, &sandbox, &[("ver", &["verify"]), ("--col", &["--color"])]);
    runs_nothing(shell, &sandbox);
}

#[test]
fn bash_completes() {
    completes(bash());
}

fn bash() -> Session {
    Session::new(&["bash", "--noprofile", "--norc", "-i"])
        .env("INPUTRC", "/dev/null")
        .env("PS1", "BEGIN> ")
        .see("BEGIN> ")
        .press("bind 'set show-all-if-ambiguous on'; bind 'set bell-style none'; PS1='READY''> '\r")
        .see("READY> ")
        .press(&format!("source {}\r", script("mcp-token.bash")))
        .see("READY> ")
}

#[test]
fn zsh_completes_by_a_sourced_script() {
    let shell = zsh("autoload -Uz compinit && compinit -u -D")
        .press(&format!("source {}\r", script("_mcp-token")))
        .see("READY> ");
    completes(shell);
}

#[test]
fn zsh_completes_by_a_script_on_its_fpath() {
    let folder = checkout().join("completions");
    let shell = zsh(&format!("fpath=({} $fpath); autoload -Uz compinit && compinit -u -D", folder.display()));
    completes(shell);
}

#[test]
fn fish_completes() {
    let shell = Session::new(&[
        "fish",
        "--no-config",
        "--interactive",
        "--init-command",
        "function fish_prompt; echo -n 'READY> '; end; function fish_greeting; end",
    ])
    .see("READY> ")
    .press(&format!("source {}\r", script("mcp-token.fish")))
    .see("READY> ");
    completes(shell);
}

fn zsh(init: &str) -> Session {
    Session::new(&["zsh", "-f", "-i"])
        .env("PS1", "BEGIN> ")
        .see("BEGIN> ")
        .press(&format!("bindkey -e; unsetopt beep; {init}; PS1='READY''> '\r"))
        .see("READY> ")
}

#[test]
fn bash_and_zsh_read_their_scripts_without_a_word() {
    let source = format!("source {}", script("mcp-token.bash"));
    assert_silent(&["bash", "--noprofile", "--norc", "-c", &source]);
    let source = format!("autoload -Uz compinit; compinit -u -D; source {}", script("_mcp-token"));
    assert_silent(&["zsh", "-f", "-c", &source]);
}

#[test]
fn fish_reads_its_script_without_a_word() {
    assert_silent(&["fish", "--no-config", "-c", &format!("source {}", script("mcp-token.fish"))]);
}

fn assert_silent(command: &[&str]) {
    let sandbox = Sandbox::new();
    let output = output_of(sandbox.command(command[0]).args(&command[1..]));
    assert!(
        output.status.success() && output.stderr.is_empty() && output.stdout.is_empty(),
        "{}",
        told(&output)
    );
}

/// Presses TAB where there is one way on, then where there are several.
fn completes(shell: Session) {
    let sandbox = Sandbox::new();
    let shell = complete(
        shell,
        &sandbox,
        &[
            ("ver", &["verify"]),
            ("secret n", &["secret", "new"]),
            ("verify --token-e", &["verify", "--token-env"]),
            ("encode --shell pos", &["encode", "--shell", "posix"]),
            ("encode --scope-claim permi", &["encode", "--scope-claim", "permissions"]),
            ("verify --color al", &["verify", "--color", "always"]),
            ("encode --alg ES2", &["encode", "--alg", "ES256"]),
            ("profile set x --preset calc", &["profile", "set", "x", "--preset", "calculator"]),
            ("client install curs", &["client", "install", "cursor"]),
            ("help exit", &["help", "exit-codes"]),
            ("help client rem", &["help", "client", "remove"]),
            ("man doc", &["man", "doctor"]),
            // What has no file is printed for, and put into none.
            ("client print javas", &["client", "print", "javascript"]),
            ("client install javas", &["client", "install", "javas"]),
            ("setup --client javas", &["setup", "--client", "javas"]),
            ("setup --client cod", &["setup", "--client", "codex"]),
            // No name is known, and no file is one.
            ("client remove cursor kiro-c", &["client", "remove", "cursor", "kiro-c"]),
            ("get ", &["get"]),
            ("get --var ", &["get", "--var"]),
        ],
    );
    let shell = shell
        .press("mcp-token encode --shell \t")
        .see_all(&["posix", "fish", "powershell", "cmd", "nushell", "dotenv"])
        .press(AS_WORDS)
        .see("<mcp-token><encode><--shell>")
        .see("READY> ");
    runs_nothing(shell, &sandbox);
}

/// Goes to the beginning of the line and makes it the arguments of `printf`. An interrupt would not do to leave the line: the
/// terminal drops what was typed after it too early.
const AS_WORDS: &str = "\u{1}printf '<%s>' \r";

/// What is typed before TAB, and the words that the shell then holds after `mcp-token`.
type Line<'l> = (&'l str, &'l [&'l str]);

fn complete(shell: Session, sandbox: &Sandbox, lines: &[Line<'_>]) -> Session {
    replace_program(sandbox, &mark(sandbox).display().to_string());
    lines.iter().fold(shell, |shell, (typed, words)| {
        shell
            .press(&format!("mcp-token {typed}\t{AS_WORDS}"))
            .see(&format!("<mcp-token><{}>", words.join("><")))
            .see("READY> ")
    })
}

/// Ends the session: nothing has run so far, and what runs leaves a mark.
fn runs_nothing(shell: Session, sandbox: &Sandbox) {
    let mark = mark(sandbox);
    let ran = shell
        .press(&format!("test -e {} || echo 'TAB RAN'' NOTHING'\r", mark.display()))
        .see("TAB RAN NOTHING")
        .see("READY> ")
        .press("mcp-token\r")
        .see("READY> ")
        .press("exit\r")
        .run(sandbox);
    assert!(mark.exists(), "the mark does not work:\n{}", ran.screen);
}

fn mark(sandbox: &Sandbox) -> PathBuf {
    sandbox.note("ran")
}

fn replace_program(sandbox: &Sandbox, mark: &str) {
    let program = sandbox.bin().join("mcp-token");
    fs::remove_file(&program).unwrap();
    write(&program, format!("#!/bin/sh\n: >>{mark}\n"), 0o755);
}

fn script(name: &str) -> String {
    let path = checkout().join("completions").join(name);
    assert!(path.exists(), "completions/{name} is missing: run tests/generate.sh");
    format!("'{}'", path.display())
}
