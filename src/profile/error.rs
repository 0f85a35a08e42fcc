//! Why the file of profiles, or one thing in it, cannot be used. Facts, not advice.

use std::fmt;

use super::url::UrlError;
use crate::clock::TimeError;
use crate::jwt::json::{JsonError, Kind};
use crate::name::{Name, NameError};
use crate::store::{Entry, EntryError};

/// What is wrong with the file of profiles. No text here holds a claim's value, nor a URL.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not TOML (toml.io, version 1.1).
    #[error("not TOML: {what} at line {line} column {column}")]
    Syntax {
        /// What is wrong.
        what: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// Not UTF-8.
    #[error("not UTF-8 at line {line}")]
    NotUtf8 {
        /// Line, from 1.
        line: usize,
    },
    /// A top-level key of ours that is no table.
    #[error("`{key}` is {found}, expected a table")]
    NotATable {
        /// The key.
        key: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// A top-level key that is none of ours. It may be one with a typing error in its name, and what it says would count for
    /// nothing.
    #[error("`{key}` is an unknown key, expected `profiles` or `encrypted-files`")]
    Unknown {
        /// The key.
        key: String,
    },
    /// A table under `profiles` whose name is none. It is not repeated.
    #[error("a profile has a name that is none: {0}")]
    Name(#[from] NameError),
    /// A key of one profile, or of `encrypted-files`.
    #[error("{place}: `{key}` {problem}")]
    Key {
        /// Where it stands.
        place: Place,
        /// The key, with those above it: `demands.min-quota`.
        key: String,
        /// What is wrong.
        problem: Problem,
    },
    /// The keychain entry is another profile's.
    #[error("the keychain entry `{entry}` is claimed by the profile `{by}`")]
    EntryTaken {
        /// The entry.
        entry: Entry,
        /// Whose it is.
        by: Name,
    },
    /// The profiles are written in a form of TOML that cannot be changed piece by piece.
    #[error(
        "the file is laid out in a form that cannot be changed in place, expected a table `[profiles.{0}]`"
    )]
    Layout(Name),
}

impl ProfileError {
    /// The line of the file, where it says one: see [`Profiles::line_of`](super::Profiles::line_of).
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Syntax { line, .. } | Self::NotUtf8 { line } => Some(*line),
            _ => None,
        }
    }
}

/// A table of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// One profile.
    Profile(Name),
    /// How encrypted files are opened.
    EncryptedFiles,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Profile(name) => write!(f, "profile `{name}`"),
            Self::EncryptedFiles => f.write_str("table `encrypted-files`"),
        }
    }
}

/// What is wrong with the value of a key.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No such key.
    #[error("is an unknown key")]
    Unknown,
    /// It must be there.
    #[error("is missing, expected {expected}")]
    Missing {
        /// What it must be.
        expected: &'static str,
    },
    /// Of another type, or a text that is none of those that are known.
    #[error("is {found}, expected {expected}")]
    Other {
        /// What stands there.
        found: String,
        /// What it must be.
        expected: &'static str,
    },
    /// Not a duration.
    #[error("is not usable: {0}")]
    Time(TimeError),
    /// The claims cannot be read.
    #[error("{0}")]
    Json(JsonError),
    /// A claim of another JSON type.
    #[error("holds a claim `{claim}` that is {found}, expected {expected}")]
    ClaimType {
        /// The claim.
        claim: &'static str,
        /// What stands there.
        found: Kind,
        /// What it must be.
        expected: &'static str,
    },
    /// A claim that each token gets anew.
    #[error("holds the claim `{claim}`, which is made for each token")]
    MadeForEach {
        /// The claim.
        claim: &'static str,
    },
    /// Not a server that a token may be shown to.
    #[error("{0}")]
    Url(UrlError),
    /// Not a service and user.
    #[error("is not usable: {0}")]
    Entry(EntryError),
    /// An entry of ours that is not this profile's.
    #[error("is `{0}`, which mcp-token keeps for something else")]
    OursForOther(Entry),
    /// Not a name of a secret.
    #[error("is not usable: {0}")]
    Name(NameError),
    /// It says nothing beside another key, or contradicts it.
    #[error("does not go with `{other}`")]
    Conflict {
        /// The other key.
        other: &'static str,
    },
    /// More life is asked for than a new token has.
    #[error("is longer than `ttl`")]
    LongerThanTtl,
}
