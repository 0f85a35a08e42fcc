//! Limits that the system sets: what does not fit is an error in a sentence, and nothing unfinished stays.

use crate::client_install::{CURSOR, put, read};
use crate::client_print::exai;
use crate::sandbox::stderr;

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
    // A program that takes the place of this one has the signal that it would have had.
    let assert = keeper.shell("mcp-token exec exai -- grep SigBlk /proc/self/status").code(0);
    assert_eq!(crate::sandbox::stdout(&assert), "SigBlk:\t0000000000000000\n");
    // Without the limit nothing is in the way.
    keeper.run(&["client", "install", "cursor"]).code(0);
}
