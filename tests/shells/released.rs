//! The program as it is released: linked by `.cargo/cc`, with the C library in it.

use std::fs;

use crate::places::{as_root, set_mode};
use crate::sandbox::{PROGRAM, Sandbox, assert_one_sentence, output_of, stdout, told};

#[test]
#[ignore = "the release program: tests/run.sh --thorough"]
fn it_needs_no_library_and_has_at_most_8_megabytes() {
    let sandbox = Sandbox::new();
    let needed = output_of(sandbox.command("readelf").args(["--dynamic", "--wide", PROGRAM]));
    assert!(needed.status.success() && stdout(&needed).contains("(FLAGS_1)"), "{}", told(&needed));
    assert!(stdout(&needed).contains("PIE") && !stdout(&needed).contains("(NEEDED)"), "{}", stdout(&needed));
    let segments = output_of(sandbox.command("readelf").args(["--segments", "--wide", PROGRAM]));
    let stack = stdout(&segments).lines().any(|line| line.contains("GNU_STACK") && line.contains(" RW "));
    assert!(stack && stdout(&segments).contains("GNU_RELRO"), "{}", stdout(&segments));
    assert!(fs::metadata(PROGRAM).unwrap().len() <= 8_000_000);
}

/// The libraries that the system would ask for a user have a C library of their own.
#[test]
fn a_user_whom_the_system_does_not_list_needs_a_home() {
    let sandbox = Sandbox::new();
    let names = sandbox.file("nsswitch.conf", "passwd: files systemd compat\ngroup: files systemd compat\n");
    // Where cargo puts it, only its owner may be able to reach it.
    let program = sandbox.home().join("mcp-token");
    fs::copy(PROGRAM, &program).unwrap();
    set_mode(sandbox.home().parent().unwrap(), 0o755);
    let script = format!(
        "mount --bind {} /etc/nsswitch.conf && exec setpriv --reuid 12345 --regid 12345 --clear-groups \"$@\"",
        names.display()
    );
    let run = |home: &[&str], args: &[&str]| {
        let mut command = as_root(&sandbox, "unshare");
        command.args(["--mount", "sh", "-c", &script, "sh", "env", "-i", "PATH=/usr/bin:/bin"]);
        output_of(command.args(home).arg(&program).args(args))
    };
    let said = assert_one_sentence(&run(&[], &["list"]), 2);
    assert_eq!(said, "error: there is no home directory: `HOME` is not set\n");
    let set_up = run(&["HOME=/nonexistent"], &["setup", "--yes", "--dry-run", "--store", "none"]);
    assert_eq!(set_up.status.code(), Some(0), "{}", told(&set_up));
}
