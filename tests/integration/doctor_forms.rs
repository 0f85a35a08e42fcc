//! `mcp-token doctor`: a member of an entry that has not the form in which its client reads it. What the real ones do is seen in
//! `tests/peers/clients/entries.rs`.

use crate::ward::{Ward, mended_apart};

const CODEX: &str = "~/.codex/config.toml";

/// Each good entry, what makes another of it, and what is said of that.
#[track_caller]
fn told(file: &str, is_whole: bool, cases: &[(&str, &str, &str, &str)], entry: impl Fn(&str) -> String) {
    let ward = Ward::exai();
    let (rank, rest) = if is_whole { ("high", ", nor is any other of the file") } else { ("warning", "") };
    for (good, bad, why, mend) in cases {
        let message = format!("is not used{rest}: {why}");
        mended_apart(&ward, file, &entry(good), &entry(bad), ("skipped", rank, &message, mend));
    }
}

#[test]
fn of_codex_a_number_is_no_text_and_a_date_is_one() {
    let timeout = ("its `startup_timeout_sec` is no number", "a number as its `startup_timeout_sec`");
    let args = ("its `args` is no list of strings", "a list of strings as its `args`");
    told(
        CODEX,
        true,
        &[
            ("startup_timeout_sec = 1.5", "startup_timeout_sec = '1.5'", timeout.0, timeout.1),
            ("args = ['1.5', 2020-01-01]", "args = [1.5]", args.0, args.1),
        ],
        |line| format!("[mcp_servers.a]\ncommand = 'x'\n{line}\n"),
    );
}
