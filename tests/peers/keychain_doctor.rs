//! `mcp-token doctor` and a real keychain: one that works, one that is locked, one that nothing is kept in.

use std::io::Write;
use std::process::{Command, Stdio};

use mcp_token::store::Entry;
use serde_json::Value;

use crate::others::{Others, count, tool};
use crate::session::{PromptWatch, Session, within};

/// The exit code, the first line of the stores, and the findings by code, rank and command.
fn doctor() -> (Option<i32>, String, Vec<(String, String, String)>) {
    let run = |args: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_mcp-token")).args(args).stdin(Stdio::null()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, text) = run(&["doctor"]);
    let (_, json) = run(&["doctor", "--json"]);
    let report: Value = serde_json::from_str(&json).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    let found = findings.map(|one| (word(&one["code"]), word(&one["rank"]), word(&one["command"]))).collect();
    (code, text.lines().nth(1).unwrap_or_default().to_owned(), found)
}

fn succeed(args: &[&str]) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_mcp-token")).args(args).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

const WORKS: &str = "  ok    keychain  Secret Service, written, read back and deleted";
const UNLOCK: &str = "gnome-keyring-daemon --replace --unlock";

#[test]
fn a_keychain_is_told_by_what_it_does() {
    within(&Session::Open, "keychain_doctor::a_keychain_is_told_by_what_it_does", || {
        assert_eq!(doctor(), (Some(0), WORKS.to_owned(), vec![]));
        let left = tool(&["search", "--all", "service", "mcp-token"]);
        assert_eq!(String::from_utf8_lossy(&left.stdout), "", "what was written to try it is gone");

        // Locked, and nothing is kept in it.
        Others::start().lock();
        let unused = "  -     keychain  not used, and cannot be: the keychain is locked";
        assert_eq!(doctor(), (Some(0), unused.to_owned(), vec![]));

        // Locked, and used.
        unlock();
        succeed(&["profile", "set", "exai", "--sub", "a", "--store", "keychain", "--secret-from", "new"]);
        assert_eq!(doctor(), (Some(0), WORKS.to_owned(), vec![]));
        Others::start().lock();
        let watch = PromptWatch::start();
        let locked = vec![("locked".to_owned(), "high".to_owned(), UNLOCK.to_owned())];
        assert_eq!(doctor(), (Some(4), "  HIGH  keychain  the keychain is locked".to_owned(), locked));
        assert_eq!(watch.finish(), "", "somebody was asked");
        unlock();
        assert_eq!(doctor(), (Some(0), WORKS.to_owned(), vec![]));

        // There, and without what is to be in it.
        tool(&["clear", "service", "mcp-token"]);
        let rotate = "mcp-token secret rotate exai --now --grace 0s";
        let lost = vec![("no_secret".to_owned(), "high".to_owned(), String::new())];
        assert_eq!(doctor(), (Some(4), WORKS.to_owned(), lost));
        succeed(&rotate.split(' ').skip(1).collect::<Vec<_>>());
        assert_eq!(doctor(), (Some(0), WORKS.to_owned(), vec![]));
    });
}

#[test]
fn many_looks_at_once_do_not_disturb_each_other() {
    within(&Session::Open, "keychain_doctor::many_looks_at_once_do_not_disturb_each_other", || {
        let look = |_| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_mcp-token"));
            command.arg("doctor").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap()
        };
        let looks: Vec<_> = (0..40).map(look).collect();
        for look in looks {
            let output = look.wait_with_output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            assert_eq!(text.lines().nth(1), Some(WORKS));
        }
        assert_eq!(count(&Entry::probe()), 0);
    });
}

/// The command, as somebody follows it who knows the password.
fn unlock() {
    let mut child = Command::new("sh")
        .args(["-c", UNLOCK])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"pass").unwrap();
    assert!(child.wait().unwrap().success());
}
