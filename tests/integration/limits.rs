//! Limits that the system sets: what does not fit is an error in a sentence, and nothing unfinished stays.

use crate::client_install::{CURSOR, put, read};
use crate::client_print::exai;
use crate::sandbox::{SECRET, stderr};

/// The signal of such a limit would end the run with a token in an unfinished file.
#[test]
fn a_file_that_may_not_grow_is_an_error_and_leaves_nothing() {
    let keeper = exai();
    let large = format!("{{\n  \"apiKey\": \"PRIVATE-key\",\n  \"a\": \"{}\"\n}}\n", "x".repeat(40_000));
    put(&keeper, CURSOR, &large, 0o600);
    let token = keeper.get(&[]);
    for line in ["client install cursor --mode inline", "client install cursor"] {
        let assert = keeper.shell(&format!("ulimit -f 20; mcp-token {line}")).code(1).stdout("");
        let said = keeper.said(&assert);
        assert_eq!(
            said,
            "error: cannot write `~/.cursor/mcp.json`\ncaused by: File too large (os error 27)\n"
        );
        assert_eq!(read(&keeper, CURSOR), large);
        let holds = |(path, bytes): (String, Vec<u8>)| {
            String::from_utf8_lossy(&bytes).contains(&token).then_some(path)
        };
        assert_eq!(keeper.files().into_iter().find_map(holds), None);
        assert!(!keeper.files().keys().any(|path| path.contains(".mcp-token-")), "{line}");
    }
    // What is printed is a file as well.
    let assert = keeper.shell("ulimit -f 0; mcp-token get exai >printed");
    assert!(stderr(&assert.code(1)).contains("File too large"));
    // Without the limit nothing is in the way.
    keeper.run(&["client", "install", "cursor"]).code(0);
}

/// Held back here, the signal of a limit is as it was for every program that is run.
#[test]
fn other_programs_hold_back_what_this_one_was_given_to_hold_back() {
    let keeper = exai();
    // Other shells begin with nothing held back.
    let look =
        format!("#!/bin/bash\ngrep SigBlk /proc/self/status >>{}\n", keeper.sandbox.path("held").display());
    put(&keeper, "bin/claude", &look, 0o755);
    let key = format!("{look}echo {SECRET}\n");
    put(&keeper, "bin/key", &key, 0o755);
    put(&keeper, "bin/git", &format!("{look}exit 0\n"), 0o755);
    std::fs::create_dir(keeper.sandbox.path(".git")).unwrap();
    keeper
        .shell("mcp-token profile set other --store none --sub a --secret-from command:$HOME/bin/key")
        .code(0);
    for (before, held) in
        [("", "SigBlk:\t0000000000000000\n"), ("env --block-signal=XFSZ", "SigBlk:\t0000000001000000\n")]
    {
        let assert =
            keeper.shell(&format!("{before} mcp-token exec exai -- grep SigBlk /proc/self/status")).code(0);
        assert_eq!(crate::sandbox::stdout(&assert), held);
        for (line, code) in [
            ("get other", 0),
            ("client install claude-code --profile exai", 1),
            ("secret new --env-file .env", 7),
        ] {
            let _ = std::fs::remove_file(keeper.sandbox.path("held"));
            keeper.shell(&format!("PATH=$HOME/bin:$PATH {before} mcp-token {line}")).code(code);
            assert_eq!(keeper.sandbox.read("held"), held, "{line}");
        }
    }
}
