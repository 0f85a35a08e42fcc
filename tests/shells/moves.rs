//! kill -9 at the system calls of commands that keep something in a keychain, and of those that move it from there or to there.
//!
//! Of what is kept there is the old or the new state, whole. What a run that was cut off has left in a place that is nothing's,
//! the next one takes away: whichever that is. The keychain is gnome-keyring, on a bus of its own.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::kept::{PROFILE, config, expire, leftovers, state};
use crate::kills::CALLS;
use crate::sandbox::{SECRET, Sandbox, output_of, stderr, stdout, told};
use crate::session::{Session, within};
use crate::trace::with_fault;

/// A command, and what is kept before it.
struct Job {
    prepare: fn(&Sandbox),
    args: &'static [&'static str],
    /// What somebody sees of the state: one thing before, another after.
    look: fn(&Sandbox) -> String,
}

const AWAY: Job = Job {
    prepare: |sandbox| make(sandbox, "keychain"),
    args: &["profile", "set", PROFILE, "--store", "file"],
    look: place,
};
const BACK: Job = Job {
    prepare: |sandbox| make(sandbox, "file"),
    args: &["profile", "set", PROFILE, "--store", "keychain"],
    look: place,
};
const NOWHERE: Job = Job {
    prepare: |sandbox| make(sandbox, "keychain"),
    args: &["profile", "set", PROFILE, "--store", "none"],
    look: place,
};
const GET: Job = Job {
    prepare: |sandbox| {
        make(sandbox, "keychain");
        expire(sandbox);
    },
    args: &["get", PROFILE],
    look: |sandbox| {
        let output = sandbox.mcp_token(["get", PROFILE, "--no-refresh"]).output().unwrap();
        output.status.success().to_string()
    },
};
const SECRET_SET: Job = Job {
    prepare: |sandbox| {
        make(sandbox, "keychain");
        sandbox.file("secret", OTHER);
    },
    args: &["secret", "set", "other", "--store", "keychain", "--secret-file", "secret"],
    look: |sandbox| {
        let output = sandbox.mcp_token(["secret", "show", "other", "--reveal"]).output().unwrap();
        assert!([OTHER, ""].contains(&stdout(&output).trim_end()), "{}", told(&output));
        stdout(&output)
    },
};
const PROFILE_SET: Job = Job {
    prepare: |sandbox| make(sandbox, "keychain"),
    args: &["profile", "set", "new", "--sub", "b", "--secret-from", "new", "--store", "keychain"],
    // Its secret is nobody's before there is a profile: the next run takes it away.
    look: |sandbox| {
        sandbox.mcp_token(["profile", "show", "new"]).output().unwrap().status.success().to_string()
    },
};
const ROTATE: Job = Job {
    prepare: |sandbox| make(sandbox, "keychain"),
    args: &["secret", "rotate", PROFILE],
    look: |sandbox| sandbox.answer(&["secret", "show", PROFILE, "--json"]),
};

/// A profile with its secret and a token, all kept there.
fn make(sandbox: &Sandbox, store: &str) {
    sandbox.file("secret", SECRET);
    sandbox.answer(&["secret", "set", PROFILE, "--store", store, "--secret-file", "secret"]);
    fs::remove_file(sandbox.work().join("secret")).unwrap();
    sandbox.answer(&[
        "profile",
        "set",
        PROFILE,
        "--store",
        store,
        "--secret-from",
        "name:exai",
        "--sub",
        "a",
    ]);
    sandbox.answer(&["get", PROFILE]);
}

fn place(sandbox: &Sandbox) -> String {
    let shown: Value =
        serde_json::from_str(&sandbox.answer(&["profile", "show", PROFILE, "--json"])).unwrap();
    shown["store"].as_str().unwrap().to_owned()
}

/// The users of the entries of ours that the keychain has, and the names of the encrypted files.
fn found(sandbox: &Sandbox) -> BTreeSet<String> {
    let search = output_of(sandbox.command("secret-tool").args(["search", "--all", "service", "mcp-token"]));
    let text = stdout(&search) + &stderr(&search);
    let users = text.lines().filter_map(|line| line.strip_prefix("attribute.username = "));
    // What a keychain is tried with is no copy of anything.
    let users = users.filter(|user| *user != PROBE);
    let mut found: BTreeSet<String> = users.map(str::to_owned).collect();
    if let Ok(files) = fs::read_dir(state(sandbox).join("store")) {
        let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        found.extend(files.filter(|name| !name.starts_with('.')));
    }
    found
}

/// The same, as the rings and profiles name it.
fn named(sandbox: &Sandbox) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut name = |store: &Value, user: String| {
        let digest = hex::encode(&Sha256::digest(format!("mcp-token\0{user}"))[..16]);
        match store.as_str() {
            Some("keychain") => named.insert(user),
            Some("file") => named.insert(format!("{digest}.age")),
            _ => false,
        }
    };
    for ring in fs::read_dir(config(sandbox).join("secrets")).unwrap() {
        let ring = ring.unwrap().path();
        if ring.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let secret = ring.file_stem().unwrap().to_str().unwrap().to_owned();
        let ring: Value = serde_json::from_slice(&fs::read(&ring).unwrap()).unwrap();
        name(&ring["store"], format!("secret/{secret}"));
        for version in ring["versions"].as_array().unwrap() {
            name(&ring["store"], format!("secret/{secret}/{}", version["kid"].as_str().unwrap()));
        }
    }
    let list: Value = serde_json::from_str(&sandbox.answer(&["list", "--json"])).unwrap();
    for profile in list["profiles"].as_array().unwrap() {
        if profile["state"] != "absent" {
            name(&profile["store"], format!("token/{}", profile["profile"].as_str().unwrap()));
        }
    }
    named
}

impl Job {
    fn sandbox(&self) -> Sandbox {
        let sandbox = Sandbox::on_this_bus();
        let cleared = output_of(sandbox.command("secret-tool").args(["clear", "service", "mcp-token"]));
        assert_eq!(stderr(&cleared), "");
        (self.prepare)(&sandbox);
        assert_eq!(found(&sandbox), named(&sandbox), "before");
        sandbox
    }

    /// Kills at every index of these calls, until a run is not reached any more.
    fn kill_at(&self, names: &str) {
        let (mut old, mut new, mut left) = (0, 0, 0);
        for name in names.split(',') {
            for nth in 1.. {
                let about = format!("{:?}, killed at {name} {nth}", self.args);
                let sandbox = self.sandbox();
                let before = (self.look)(&sandbox);
                let output = with_fault(&sandbox, &format!("{name}:signal=KILL:when={nth}"), self.args);
                if output.status.success() {
                    assert_ne!((self.look)(&sandbox), before, "{:?} changes nothing", self.args);
                    break;
                }
                left += usize::from(found(&sandbox) != named(&sandbox));
                let is_old = self.judge(&sandbox, &before, &about);
                *(if is_old { &mut old } else { &mut new }) += 1;
            }
        }
        // A token has its place before it is there.
        let has_left = left > 0 || self.args[0] == "get";
        assert!(
            old > 3 && new > 0 && has_left,
            "{:?}: {old} before, {new} after, {left} in between",
            self.args
        );
    }

    /// Another command sweeps what the kill left; then this one does what it did not.
    fn judge(&self, sandbox: &Sandbox, before: &str, about: &str) -> bool {
        assert_eq!(sandbox.answer(&["secret", "show", PROFILE, "--reveal"]), SECRET, "{about}");
        let is_old = (self.look)(sandbox) == before;
        let swept = sandbox.mcp_token(["remove", "nobody"]).output().unwrap();
        assert_eq!(swept.status.code(), Some(6), "{about}: {}", told(&swept));
        assert_eq!(found(sandbox), named(sandbox), "{about}");
        assert!(!state(sandbox).join("left/list.json").exists(), "{about}");
        assert_eq!((self.look)(sandbox) == before, is_old, "{about}: the sweeping decides nothing");

        let output = sandbox.mcp_token(self.args).output().unwrap();
        let is_there = output.status.code() == Some(2) && stderr(&output).contains(" is kept already\n");
        assert!(output.status.success() || is_there, "{about}, then again: {}", told(&output));
        assert_ne!((self.look)(sandbox), before, "{about}, then again: {}", told(&output));
        assert_eq!(found(sandbox), named(sandbox), "{about}, then again");
        // What was unfinished goes when each folder is written to once more.
        sandbox.answer(&["get", PROFILE, "--force-new"]);
        sandbox.answer(&["profile", "set", PROFILE, "--quota", "8"]);
        sandbox.file("last", OTHER);
        sandbox.answer(&["secret", "set", "last", "--store", "file", "--secret-file", "last"]);
        assert_eq!(leftovers(sandbox).len(), 0, "{about}");
        is_old
    }
}

/// What changes files or the keychain.
const SOME: &str = "rename,unlink,sendmsg";

#[test]
fn a_kill_of_a_move_from_the_keychain() {
    within(&Session::Open, "moves::a_kill_of_a_move_from_the_keychain", || AWAY.kill_at(SOME));
}

#[test]
fn a_kill_of_a_move_to_the_keychain() {
    within(&Session::Open, "moves::a_kill_of_a_move_to_the_keychain", || BACK.kill_at(SOME));
}

/// What a keychain was tried with, wherever that was cut off, goes with the next try.
#[test]
fn a_kill_of_a_look_at_the_keychain() {
    within(&Session::Open, "moves::a_kill_of_a_look_at_the_keychain", || {
        let sandbox = Sandbox::on_this_bus();
        let is_left = || {
            let args = ["search", "--all", "service", "mcp-token", "username", PROBE];
            !stdout(&output_of(sandbox.command("secret-tool").args(args))).is_empty()
        };
        let mut left = 0;
        for nth in 1.. {
            let output = with_fault(&sandbox, &format!("sendmsg:signal=KILL:when={nth}"), &["doctor"]);
            if output.status.success() {
                break;
            }
            left += usize::from(is_left());
            sandbox.answer(&["doctor"]);
            assert!(!is_left(), "killed at sendmsg {nth}");
        }
        assert!(left > 0);
    });
}

/// The whole matrix of a job.
macro_rules! whole_matrix {
    ($($name:ident: $job:ident,)+) => {$(
        #[test]
        #[ignore = "the whole matrix: tests/run.sh --thorough"]
        fn $name() {
            let test = concat!("moves::", stringify!($name));
            within(&Session::Open, test, || $job.kill_at(&format!("{CALLS},sendmsg")));
        }
    )+};
}

whole_matrix! {
    a_kill_at_any_call_of_a_move_from_the_keychain: AWAY,
    a_kill_at_any_call_of_a_move_to_the_keychain: BACK,
    a_kill_at_any_call_of_a_move_to_nowhere: NOWHERE,
    a_kill_at_any_call_of_get: GET,
    a_kill_at_any_call_of_secret_set: SECRET_SET,
    a_kill_at_any_call_of_profile_set: PROFILE_SET,
    a_kill_at_any_call_of_secret_rotate: ROTATE,
}

/// The user of the entry that a keychain is tried with.
const PROBE: &str = "probe";
const OTHER: &str = "9a4e1f0c77d25b8836e0c1945fa2d37be8806419f2c5da3071b64e9d8c52f7a0";
