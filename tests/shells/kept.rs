//! A home in which something is kept, in encrypted files or the keychain, and what lies in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{SECRET, Sandbox, overwrite, stdout, told};

/// The profile, and the secret that it signs with.
pub(crate) const PROFILE: &str = "exai";

/// A sandbox with a profile, its secret and a token, all kept in encrypted files.
pub(crate) fn kept() -> Sandbox {
    keep(Sandbox::new(), "file")
}

/// The same in the keychain of this session.
pub(crate) fn kept_in_the_keychain() -> Sandbox {
    keep(Sandbox::on_this_bus(), "keychain")
}

fn keep(sandbox: Sandbox, store: &str) -> Sandbox {
    sandbox.file("secret", SECRET);
    sandbox.answer(&["secret", "set", PROFILE, "--store", store, "--secret-file", "secret"]);
    fs::remove_file(sandbox.work().join("secret")).unwrap();
    sandbox.answer(&profile_set(store, "name:exai"));
    sandbox.answer(&["get", PROFILE]);
    sandbox
}

/// The words that make the profile, with its key from there.
pub(crate) fn profile_set<'w>(store: &'w str, from: &'w str) -> [&'w str; 11] {
    ["profile", "set", PROFILE, "--preset", "exai", "--sub", "a", "--store", store, "--secret-from", from]
}

pub(crate) fn config(sandbox: &Sandbox) -> PathBuf {
    sandbox.home().join(".config/mcp-token")
}

pub(crate) fn state(sandbox: &Sandbox) -> PathBuf {
    sandbox.home().join(".local/state/mcp-token")
}

fn learnt_path(sandbox: &Sandbox) -> PathBuf {
    state(sandbox).join(format!("tokens/{PROFILE}.json"))
}

/// What is known of the kept token.
pub(crate) fn learnt(sandbox: &Sandbox) -> Value {
    serde_json::from_slice(&fs::read(learnt_path(sandbox)).unwrap()).unwrap()
}

/// Has the kept token be one that expired long ago.
pub(crate) fn expire(sandbox: &Sandbox) {
    set_life(sandbox, -1_000_000);
}

/// Has the kept token be one that lives for so many seconds from its issue on.
pub(crate) fn set_life(sandbox: &Sandbox, seconds: i64) {
    let mut known = learnt(sandbox);
    known["expires-at"] = (known["issued-at"].as_i64().unwrap() + seconds).into();
    overwrite(learnt_path(sandbox), known.to_string()).unwrap();
}

/// All files and directories of ours, those before what is in them.
pub(crate) fn everything(sandbox: &Sandbox) -> Vec<PathBuf> {
    let mut found = vec![config(sandbox), state(sandbox)];
    let mut next = 0;
    while let Some(path) = found.get(next).cloned() {
        if path.is_dir() {
            let mut inside: Vec<_> =
                fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()).collect();
            inside.sort();
            found.extend(inside);
        }
        next += 1;
    }
    found.retain(|path| path.exists());
    found
}

/// The content of all files of ours. Their number is no secret, what is in the locks is nothing.
pub(crate) fn contents(sandbox: &Sandbox) -> Vec<(PathBuf, Vec<u8>)> {
    let files = everything(sandbox).into_iter().filter(|path| path.is_file());
    files.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

/// Unfinished files that a kill has left.
pub(crate) fn leftovers(sandbox: &Sandbox) -> Vec<PathBuf> {
    let is_left = |path: &PathBuf| name(path).starts_with('.');
    everything(sandbox).into_iter().filter(is_left).collect()
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Puts a copy of a home in the place of another sandbox's.
pub(crate) fn copy_home(from: &Sandbox, to: &Sandbox) {
    for (from, to) in [(from.home(), to.home()), (from.work(), to.work())] {
        fs::remove_dir_all(&to).unwrap();
        assert!(Command::new("cp").arg("-a").args([&from, &to]).status().unwrap().success());
    }
}

/// What `verify` says of a token by the secret that is kept now: that it is good.
pub(crate) fn assert_good(sandbox: &Sandbox, token: &str, about: &str) {
    let output = sandbox
        .mcp_token(["verify", "--profile", PROFILE, "--token-env", "TOKEN"])
        .env("TOKEN", token)
        .output()
        .unwrap();
    assert!(output.status.success(), "{about}: {}", told(&output));
    assert!(stdout(&output).starts_with("VALID"), "{about}: {}", told(&output));
}
