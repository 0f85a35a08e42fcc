//! The stable names of what went wrong, for programs: renaming one is a breaking change.

use mcp_token::jwt::refusal::Refusal;
use serde::Serialize;

/// The name of a failure in JSON, and what is asked by whoever tells one failure from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Code(&'static str);

impl Code {
    pub(crate) const BUSY: Self = Self("busy");
    pub(crate) const CHANGED_MEANWHILE: Self = Self("changed_meanwhile");
    pub(crate) const CLAIM_MISSING: Self = Self("claim_missing");
    pub(crate) const CLIENT: Self = Self("client");
    pub(crate) const CLOSED: Self = Self("closed");
    pub(crate) const COMMAND: Self = Self("command");
    /// What is kept and can be opened, or could, and is not what was written.
    pub(crate) const DAMAGED: Self = Self("damaged");
    pub(crate) const DOTENV: Self = Self("dotenv");
    pub(crate) const EXPIRED: Self = Self("expired");
    pub(crate) const FILE: Self = Self("file");
    pub(crate) const GIT: Self = Self("git");
    /// A `.env` file may hold a secret that verifies nothing any more.
    pub(crate) const GRACE_ENDED: Self = Self("grace_ended");
    pub(crate) const INTERNAL: Self = Self("internal");
    pub(crate) const INTERRUPTED: Self = Self("interrupted");
    pub(crate) const IO: Self = Self("io");
    pub(crate) const KEY: Self = Self("key");
    /// What a move has left behind is not known.
    pub(crate) const LEFT: Self = Self("left");
    pub(crate) const LOCKED: Self = Self("locked");
    pub(crate) const MALFORMED: Self = Self("malformed");
    /// A client would make one of two entries that are not for one server.
    pub(crate) const MIXED: Self = Self("mixed_entries");
    pub(crate) const NO_ANSWER: Self = Self("no_answer");
    pub(crate) const NO_CLIENT: Self = Self("no_client");
    pub(crate) const NO_ENTRY: Self = Self("no_entry");
    /// There is no keychain to ask, now or ever.
    pub(crate) const NO_KEYCHAIN: Self = Self("no_keychain");
    pub(crate) const NO_PROFILE: Self = Self("no_profile");
    /// A client writes its own file, and cannot be asked to.
    pub(crate) const NO_PROGRAM: Self = Self("no_program");
    pub(crate) const NO_PROJECT: Self = Self("no_project");
    pub(crate) const NO_SECRET: Self = Self("no_secret");
    pub(crate) const NO_TOKEN: Self = Self("no_token");
    pub(crate) const NOT_CHANGED: Self = Self("not_changed");
    pub(crate) const NOT_EXECUTABLE: Self = Self("not_executable");
    pub(crate) const NOT_READ: Self = Self("not_read");
    pub(crate) const NOT_YET_VALID: Self = Self("not_yet_valid");
    pub(crate) const OTHER_SERVER: Self = Self("other_server");
    /// A profile, or the file of profiles, cannot be read; or what depends on that is not known.
    pub(crate) const PROFILE: Self = Self("profile");
    pub(crate) const PROGRAM_NOT_FOUND: Self = Self("program_not_found");
    pub(crate) const RANDOM: Self = Self("random");
    pub(crate) const RECORD: Self = Self("record");
    /// A revoked secret stands in a `.env` file again.
    pub(crate) const REVOKED_IN_USE: Self = Self("revoked_in_use");
    /// A secret or its ring cannot be used as it is.
    pub(crate) const SECRET: Self = Self("secret");
    /// A store gave no answer, or holds what cannot be used.
    pub(crate) const STORE: Self = Self("store");
    /// The name is that of an entry that leads elsewhere, and would be lost.
    pub(crate) const TAKEN: Self = Self("name_taken");
    pub(crate) const TOO_LARGE: Self = Self("too_large");
    pub(crate) const TRACKED_BY_GIT: Self = Self("tracked_by_git");
    pub(crate) const TTL_SHORT: Self = Self("ttl_short");
    pub(crate) const UNSAFE_FILE: Self = Self("unsafe_file");
    pub(crate) const USAGE: Self = Self("usage");
    pub(crate) const WEAK_SECRET: Self = Self("weak_secret");

    pub(crate) fn name(self) -> &'static str {
        self.0
    }
}

impl From<&Refusal> for Code {
    fn from(refusal: &Refusal) -> Self {
        Self(refusal.code())
    }
}
