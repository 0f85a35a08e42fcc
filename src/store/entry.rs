//! Under which words an item rests, in the form that every keychain has: a service and a user.

use std::fmt;

use crate::name::Name;
use crate::secret::sha256_hex;

/// A service and a user of that service. Ours are `mcp-token` with `token/<profile>`, `secret/<name>`, `secret/<name>/<kid>` and
/// `overflow/<digest>`; a profile may name others, so that other programs find the same item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    service: String,
    user: String,
}

impl Entry {
    /// An entry of another program.
    pub fn new(service: &str, user: &str) -> Result<Self, EntryError> {
        let good = |text: &str| !text.is_empty() && text.len() <= LONGEST && !text.contains(char::is_control);
        if good(service) && good(user) {
            Ok(Self { service: service.to_owned(), user: user.to_owned() })
        } else {
            Err(EntryError)
        }
    }

    /// The token of a profile.
    pub fn token(profile: &Name) -> Self {
        Self::ours(format!("token/{profile}"))
    }

    /// The secret of a name that is signed with now, for other programs to read.
    pub fn active_secret(name: &Name) -> Self {
        Self::ours(format!("secret/{name}"))
    }

    /// One secret of the ring of a name.
    pub fn secret(name: &Name, kid: &str) -> Self {
        Self::ours(format!("secret/{name}/{kid}"))
    }

    /// The key of a value of `entry` that is too long for a keychain. It is ours whoever the entry belongs to.
    pub(super) fn overflow_key(entry: &Self) -> Self {
        Self::ours(format!("overflow/{}", entry.digest()))
    }

    /// What a keychain is tried with.
    pub fn probe() -> Self {
        Self::ours("probe".to_owned())
    }

    /// A name of its own for the entry, of 32 hex digits: the first half of the SHA-256 of service, NUL, user. Neither of
    /// them holds a NUL.
    pub(crate) fn digest(&self) -> String {
        let text = format!("{}\0{}", self.service, self.user);
        sha256_hex(text.as_bytes(), 32)
    }

    fn ours(user: String) -> Self {
        Self { service: SERVICE.to_owned(), user }
    }

    /// Whether it is one of ours, which no other program writes.
    pub fn is_ours(&self) -> bool {
        self.service == SERVICE
    }

    /// The service.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The user.
    pub fn user(&self) -> &str {
        &self.user
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.service, self.user)
    }
}

/// A service or user that not every keychain takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a keychain's service and user are 1 to {LONGEST} bytes without control characters")]
pub struct EntryError;

const SERVICE: &str = "mcp-token";
const LONGEST: usize = 255;
