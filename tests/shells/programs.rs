//! Programs that `mcp-token` runs, at a real terminal: it is theirs as well.

use std::fs;
use std::path::Path;

use crate::kept::PROFILE;
use crate::pty::{Ended, Session};
use crate::sandbox::{PROGRAM, SECRET, Sandbox, await_some, overwrite, write};

/// A profile whose key a program prints, which is this script from then on.
fn with_key_program(script: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let program = sandbox.work().join("key.sh");
    write(&program, format!("#!/bin/sh\necho {SECRET}\n"), 0o700);
    let from = format!("command:{}", program.display());
    sandbox.answer(&[
        "profile",
        "set",
        PROFILE,
        "--preset",
        "exai",
        "--sub",
        "a",
        "--store",
        "none",
        "--secret-from",
        &from,
    ]);
    overwrite(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    sandbox
}

#[test]
fn a_key_program_may_ask_at_the_terminal() {
    let sandbox = with_key_program(&format!(
        "printf 'Pin: ' >/dev/tty; read -r pin </dev/tty; [ \"$pin\" = 1234 ] && echo {SECRET}"
    ));
    for (pin, expected, shown) in [("1234", 0, "eyJ"), ("1235", 1, "key.sh` failed: exit status: 1")] {
        let Ended { code, screen } = Session::new(&[PROGRAM, "get", PROFILE])
            .columns(300)
            .see("Pin: ")
            .press(&format!("{pin}\r"))
            .run(&sandbox);
        assert_eq!(code, expected, "{screen}");
        assert!(screen.contains(shown), "{screen}");
    }
}

/// Says its process id and that it runs, and would go on for as long as nobody writes to the pipe.
fn waiting(sandbox: &Sandbox) -> String {
    let (gate, process) = (sandbox.fifo("gate"), sandbox.note("process"));
    format!("echo $$ >{}; echo under way >/dev/tty; read -r go <{}", process.display(), gate.display())
}

/// Runs a line until the program that it runs is under way, then presses Ctrl-C, which ends both.
#[track_caller]
fn interrupt(line: &str, sandbox: &Sandbox) {
    let line = format!("trap : INT; {line}; echo $? >../notes/code");
    let Ended { screen, .. } =
        Session::new(&["sh", "-c", &line]).see("under way").press("\u{3}").run(sandbox);
    assert_eq!(fs::read_to_string(sandbox.note("code")).unwrap(), "130\n", "{screen}");
    let process = fs::read_to_string(sandbox.note("process")).unwrap();
    let status = Path::new("/proc").join(process.trim()).join("status");
    // Ended and not yet buried, it does nothing any more.
    await_some("the program to end", || {
        fs::read_to_string(&status).map_or(true, |status| status.contains("\nState:\tZ")).then_some(())
    });
}

#[test]
fn control_c_ends_a_key_program() {
    let sandbox = with_key_program("");
    overwrite(sandbox.work().join("key.sh"), format!("#!/bin/sh\n{}\n", waiting(&sandbox))).unwrap();
    interrupt("mcp-token get", &sandbox);
}

#[test]
fn control_c_ends_a_client_that_is_asked_to_change_its_file() {
    let sandbox = with_key_program(&format!("echo {SECRET}"));
    let script = format!("#!/bin/sh\n{}\necho '{{}}' >$HOME/.claude.json\n", waiting(&sandbox));
    write(&sandbox.bin().join("claude"), script, 0o755);
    interrupt("mcp-token client install claude-code --url https://mcp.example.com/mcp", &sandbox);
    assert!(!sandbox.home().join(".claude.json").exists());
}
