//! Other programs that use a keychain: Python's `keyring` and `secret-tool`; and gnome-keyring's own.

use std::process::{Command, Output};

use mcp_token::store::Entry;
use serde_json::{Value, json};

use crate::peer::{Peer, python};

/// Python's `keyring` and SecretStorage.
pub(crate) struct Others(Peer);

impl Others {
    pub(crate) fn start() -> Self {
        Self(Peer::spawn(&mut python("keychain_peer.py")))
    }

    pub(crate) fn get(&mut self, entry: &Entry) -> Value {
        self.0.ask(&json!({"op": "get", "service": entry.service(), "user": entry.user()}))["value"].clone()
    }

    pub(crate) fn put(&mut self, entry: &Entry, value: &str) {
        self.0.ask(&json!({"op": "put", "service": entry.service(), "user": entry.user(), "value": value}));
    }

    /// An item under the entry with more attributes, beside those that are there.
    pub(crate) fn make(&mut self, entry: &Entry, mut attributes: Value, value: &str) {
        attributes["service"] = json!(entry.service());
        attributes["username"] = json!(entry.user());
        self.0.ask(&json!({"op": "make", "attributes": attributes, "value": value}));
    }

    pub(crate) fn attributes(&mut self, entry: &Entry) -> Value {
        let asked = json!({"op": "attributes", "service": entry.service(), "user": entry.user()});
        self.0.ask(&asked)["items"].clone()
    }

    pub(crate) fn lock(&mut self) {
        self.0.ask(&json!({"op": "lock"}));
    }
}

/// Puts another gnome-keyring in the place of the one that runs.
pub(crate) fn start_again() {
    let script =
        "printf %s pass | gnome-keyring-daemon --replace --unlock --components=secrets >/dev/null 2>&1";
    Command::new("sh").args(["-c", script]).status().unwrap();
}

pub(crate) fn lookup(entry: &Entry) -> String {
    let output = tool(&["lookup", "service", entry.service(), "username", entry.user()]);
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn store_by_tool(entry: &Entry, value: &str) {
    let script = r#"printf %s "$3" | secret-tool store --label=tool service "$1" username "$2""#;
    let arguments = ["-c", script, "sh", entry.service(), entry.user(), value];
    assert!(Command::new("sh").args(arguments).status().unwrap().success());
}

/// How many items there are under the entry.
pub(crate) fn count(entry: &Entry) -> usize {
    items_in(&tool(&["search", "--all", "service", entry.service(), "username", entry.user()]))
}

pub(crate) fn items_in(found: &Output) -> usize {
    let paths = |line: &&str| line.starts_with("[/");
    String::from_utf8_lossy(&found.stdout).lines().filter(paths).count()
}

pub(crate) fn tool(arguments: &[&str]) -> Output {
    Command::new("secret-tool").args(arguments).output().expect("tests/run.sh installs secret-tool")
}
