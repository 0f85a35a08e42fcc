//! Why a ring stays as it was, or cannot be read.

use super::Kid;

/// Facts about a ring. None of them holds a secret.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    /// Another version has that name.
    #[error("another version of the secret has the `kid` `{kid}`")]
    KidTaken {
        /// The name.
        kid: Kid,
    },
    /// No version has that name.
    #[error("no version of the secret has the `kid` `{kid}`")]
    NoSuchKid {
        /// The name.
        kid: Kid,
    },
    /// Neither a next nor an active version.
    #[error("the secret has no next version and no active one")]
    NothingToActivate,
    /// The file is no ring.
    #[error("not a ring: {what} at line {line} column {column}")]
    Unreadable {
        /// What is wrong.
        what: &'static str,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The file was written by another release.
    #[error("the ring has schema {found}, expected {expected}")]
    Schema {
        /// What stands there.
        found: u64,
        /// The one that is known.
        expected: u64,
    },
    /// The versions contradict each other or themselves.
    #[error("not a ring: {what}")]
    Inconsistent {
        /// What is wrong.
        what: &'static str,
    },
}
