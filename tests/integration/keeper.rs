//! A home with profiles, secrets and tokens in it. No run of it may say anything secret on stderr.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::sandbox::{Sandbox, line, stderr};

/// What every opaque token, passphrase and odd secret of these tests has in it, and every private key as PEM.
pub(crate) const MARK: &str = "PRIVATE";

/// A sandbox without a keychain, whose runs are looked after.
pub(crate) struct Keeper {
    pub(crate) sandbox: Sandbox,
}

impl Keeper {
    pub(crate) fn new() -> Self {
        Self { sandbox: Sandbox::new() }
    }

    /// With the profile `exai`: a new secret, its token in an encrypted file.
    pub(crate) fn exai() -> Self {
        Self::with(&[
            "exai",
            "--preset",
            "exai",
            "--secret-from",
            "new",
            "--sub",
            "agent_001",
            "--store",
            "file",
        ])
    }

    /// With what `profile set` makes of these arguments.
    pub(crate) fn with(args: &[&str]) -> Self {
        let keeper = Self::new();
        keeper.set(args);
        keeper
    }

    /// `profile set`, which has to work.
    pub(crate) fn set(&self, args: &[&str]) -> Assert {
        self.run(&[&["profile", "set"], args].concat()).code(0).stdout("")
    }

    pub(crate) fn run(&self, args: &[&str]) -> Assert {
        self.run_with(args, |command| command)
    }

    /// Runs it with more in its environment or on stdin.
    pub(crate) fn run_with(&self, args: &[&str], more: impl FnOnce(&mut Command) -> &mut Command) -> Assert {
        let mut command = self.sandbox.mcp_token(args);
        more(&mut command);
        looked_after(command.assert())
    }

    /// A line as a shell reads it, with the program in `PATH`.
    pub(crate) fn shell(&self, script: &str) -> Assert {
        looked_after(self.sandbox.shell(script).assert())
    }

    /// The token that `get` prints without a word.
    pub(crate) fn get(&self, args: &[&str]) -> String {
        line(&self.run(&[&["get"], args].concat()).code(0).stderr(""))
    }

    /// stderr, with instants as `<instant>` and paths of the sandbox as `~/..` and `./..`.
    pub(crate) fn said(&self, assert: &Assert) -> String {
        self.plain(&stderr(assert))
    }

    pub(crate) fn plain(&self, text: &str) -> String {
        let path = |name: &str| self.sandbox.path(name).display().to_string();
        let home = self.sandbox.home("").display().to_string();
        timeless(&text.replace(&home, "~/").replace(&path(""), "./"))
    }

    /// The file of profiles.
    pub(crate) fn config(&self) -> String {
        fs::read_to_string(self.sandbox.home(".config/mcp-token/config.toml")).unwrap_or_default()
    }

    /// A profile without a key whose token is kept nowhere, as only an editor can make one.
    pub(crate) fn keyless_and_kept_nowhere() -> Self {
        let keeper = Self::with(&["partner", "--secret-from", "none", "--store", "file"]);
        let path = keeper.sandbox.home(".config/mcp-token/config.toml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("store = \"file\"", "store = \"none\"")).unwrap();
        keeper
    }

    /// Changes what was learnt about the token of a profile.
    pub(crate) fn relearn(&self, profile: &str, key: &str, value: impl Into<Value>) {
        let path = self.sandbox.home(&format!(".local/state/mcp-token/tokens/{profile}.json"));
        let mut learnt: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert!(learnt.get(key).is_some(), "{learnt}");
        learnt[key] = value.into();
        fs::write(path, learnt.to_string()).unwrap();
    }

    /// Every file of the home, with its content.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        fn walk(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else {
                    found.insert(path.display().to_string(), fs::read(&path).unwrap());
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.sandbox.home(""), &mut found);
        found
    }

    /// The ring of a kept secret.
    pub(crate) fn ring(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.ring_path(name)).unwrap()).unwrap()
    }

    /// Sets an instant of the first version in a state.
    pub(crate) fn age_ring(&self, name: &str, state: &str, key: &str, unix: i64) {
        self.change_ring(name, state, |version| version[key] = unix.into());
    }

    /// Changes the first version in a state, as an editor would.
    pub(crate) fn change_ring(&self, name: &str, state: &str, change: impl FnOnce(&mut Value)) {
        let mut ring = self.ring(name);
        let versions = ring["versions"].as_array_mut().unwrap();
        change(versions.iter_mut().find(|version| version["state"] == state).unwrap());
        fs::write(self.ring_path(name), ring.to_string()).unwrap();
    }

    /// Replaces a text in the ring of a kept secret.
    pub(crate) fn replace_in_ring(&self, name: &str, text: &str, with: &str) {
        let ring = fs::read_to_string(self.ring_path(name)).unwrap();
        assert!(ring.contains(text), "{ring}");
        fs::write(self.ring_path(name), ring.replace(text, with)).unwrap();
    }

    /// The `kid` of the version in a state; empty when there is none.
    pub(crate) fn kid(&self, name: &str, state: &str) -> String {
        let ring = self.ring(name);
        let mut versions = ring["versions"].as_array().unwrap().iter();
        let found = versions.find(|version| version["state"] == state);
        found.map(|version| version["kid"].as_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// How many encrypted files there are.
    pub(crate) fn encrypted_files(&self) -> usize {
        fs::read_dir(self.sandbox.home(".local/state/mcp-token/store")).map_or(0, Iterator::count)
    }

    fn ring_path(&self, name: &str) -> PathBuf {
        self.sandbox.home(&format!(".config/mcp-token/secrets/{name}.json"))
    }
}

/// Nothing that looks like a token, a key or a secret is on stderr.
pub(crate) fn looked_after(assert: Assert) -> Assert {
    let said = stderr(&assert);
    assert!(!holds_a_secret(&said), "a secret: {said}");
    assert!(!said.contains("eyJ"), "a token: {said}");
    assert!(!said.contains(MARK), "something private: {said}");
    assert!(!said.contains("panicked"), "{said}");
    assert
}

/// Whether as many hexadecimal digits stand behind each other as only a secret has.
pub(crate) fn holds_a_secret(text: &str) -> bool {
    let is_digit = |letter: char| matches!(letter, '0'..='9' | 'a'..='f');
    text.split(|letter| !is_digit(letter)).any(|word| word.len() >= 16)
}

/// Seconds since 1970, now.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// `2026-11-21 09:40:06 UTC (in 24 h)` becomes `<instant>`.
pub(crate) fn timeless(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some(end) = rest.find(" UTC") {
        plain.push_str(&rest[..end - "2026-11-21 09:40:06".len()]);
        plain.push_str("<instant>");
        rest = &rest[end + " UTC".len()..];
        if rest.starts_with(" (") {
            rest = &rest[rest.find(')').unwrap() + 1..];
        }
    }
    plain + rest
}
