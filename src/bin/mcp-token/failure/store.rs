//! Errors about the keychain and encrypted files: exit code 7, never a fallback.

use mcp_token::store::StoreError;

use super::{Code, Exit, Failure, Hint};

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let error = match error {
            StoreError::File(error) => return error.into(),
            error => error,
        };
        let code = match &error {
            StoreError::Locked => Code::LOCKED,
            StoreError::NoBus { .. }
            | StoreError::NoProvider
            | StoreError::NoCollection
            | StoreError::NoAnswer { .. } => Code::NO_KEYCHAIN,
            _ => Code::STORE,
        };
        let causes = match &error {
            StoreError::NoBus { cause } | StoreError::Refused { cause } => {
                vec![cause.clone()]
            }
            _ => Vec::new(),
        };
        let hint = match &error {
            StoreError::Locked | StoreError::NoProvider | StoreError::NoCollection
                if cfg!(target_os = "linux") =>
            {
                // It starts where nobody is, and makes the collection that is not there. Without --replace a daemon that runs
                // already stays locked, and the exit code is 0 all the same.
                Some(Hint::command("gnome-keyring-daemon --replace --unlock"))
            }
            // A login without a desktop: a session of its own opens the same keychain.
            StoreError::NoBus { .. } if cfg!(target_os = "linux") => Some(Hint::command(SESSION)),
            // It may wait for somebody who is asked something; that waits longer, and says what is wrong.
            StoreError::NoAnswer { .. } => Some(Hint::run("doctor")),
            _ => None,
        };
        Self { hint, causes, ..Self::new(Exit::Unsafe, code, error) }
    }
}

impl Failure {
    /// What lies in a store is not what was kept there, or cannot be used.
    pub(crate) fn of_store(message: impl std::fmt::Display) -> Self {
        Self::new(Exit::Unsafe, Code::STORE, message)
    }

    /// Whether there is no keychain to ask, now or ever.
    pub(crate) fn is_without_keychain(&self) -> bool {
        self.code == Code::NO_KEYCHAIN
    }

    /// What is new can be kept elsewhere; the file lasts longer than a session that is made for it.
    pub(crate) fn or_keep_in_a_file(self) -> Self {
        if self.is_without_keychain() { self.with_hint(Hint::instead("--store file")) } else { self }
    }

    /// Whether it is a store that gave no answer, for whatever reason, or one that cannot be used: not a file of ours.
    pub(crate) fn is_of_a_store(&self) -> bool {
        [Code::LOCKED, Code::NO_KEYCHAIN, Code::STORE].contains(&self.code)
    }
}

/// A shell in a session with a keychain; the keychain asks for its password.
const SESSION: &str =
    "dbus-run-session -- sh -c 'gnome-keyring-daemon --unlock >&2 && exec \"${SHELL:-sh}\"'";
