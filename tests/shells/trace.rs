//! strace: what a run asks of the system, and faults put in its way.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use crate::sandbox::{PROGRAM, Sandbox, output_of};

/// One system call of a run, as strace wrote it.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// From the opening parenthesis on.
    pub(crate) rest: String,
}

impl Call {
    /// The first text in quotes: the path of a call that takes one.
    pub(crate) fn path(&self) -> Option<&str> {
        self.rest.split('"').nth(1)
    }
}

/// Runs `mcp-token` under strace and returns what it did of these system calls; children are followed.
pub(crate) fn calls(
    sandbox: &Sandbox,
    which: &str,
    command: impl FnOnce(&mut Command),
) -> (Output, Vec<Call>) {
    let log = sandbox.note("trace");
    let mut strace = sandbox.command("strace");
    strace.args(["-f", "-qq", "-s", "4096", "-e", "signal=none", "-o"]).arg(&log);
    strace.args(["-e", &format!("trace={which}"), "--", PROGRAM]);
    command(&mut strace);
    let output = output_of(&mut strace);
    let text = fs::read_to_string(&log).unwrap_or_else(|error| {
        panic!("strace wrote nothing: {error}: {}", String::from_utf8_lossy(&output.stderr))
    });
    (output, text.lines().filter_map(call).collect())
}

/// `1234  openat(AT_FDCWD, ...) = 3`
fn call(line: &str) -> Option<Call> {
    let line = line.trim_start_matches(|character: char| character.is_ascii_digit()).trim_start();
    let (name, rest) = line.split_once('(')?;
    let is_name = name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
    is_name.then(|| Call { name: name.to_owned(), rest: rest.to_owned() })
}

/// Runs `mcp-token` with a fault (`write:error=ENOSPC:when=1`) put in its way.
pub(crate) fn with_fault(sandbox: &Sandbox, fault: &str, args: &[&str]) -> Output {
    let mut strace = sandbox.command("strace");
    let name = fault.split(':').next().unwrap();
    strace.args(["-f", "-qq", "-e", "signal=none", "-o"]).arg(sandbox.note("fault"));
    strace.args(["-e", &format!("trace={name}"), "-e", &format!("inject={fault}"), "--", PROGRAM]).args(args);
    output_of(&mut strace)
}

/// How often each of these system calls is made.
pub(crate) fn counts(calls: &[Call]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for call in calls {
        *counts.entry(call.name.as_str()).or_default() += 1;
    }
    counts
}
