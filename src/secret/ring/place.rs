//! Where a kept secret rests, and where else it lives.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The kind of store that all versions of a secret are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shelf {
    /// The keychain of the system.
    Keychain,
    /// Encrypted files.
    File,
}

impl Shelf {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Keychain, Self::File];
}

/// A variable of a `.env` file that a server reads the secret from: it follows a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DotenvPlace {
    /// The file, by its absolute path, which is UTF-8: a ring is JSON.
    pub path: PathBuf,
    /// The variable; `<variable>_PREVIOUS` takes the old secret.
    pub variable: String,
}
