//! What is learnt about a kept token when it is made or stored: one small file for each profile, without the token.
//!
//! It lets `list` tell of tokens without opening a keychain. It decides nothing about a token that it is not about: the
//! digest of the token itself says whether it is.

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::file::{FileError, Folder};
use crate::jwt::inspect::Inspection;
use crate::jwt::instants;
use crate::name::Name;
use crate::secret::{Secret, sha256_hex};

/// What is known of a kept token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Learnt {
    /// Counts the tokens that were kept for the profile.
    pub generation: u64,
    /// The SHA-256 of the token, as hex.
    pub token: String,
    /// The digest of the profile's claims that it was made from; none for a token that was issued elsewhere.
    pub digest: Option<String>,
    /// The `kid` of the key that it was made with.
    pub key: Option<String>,
    /// Its `sub`. Untrusted text.
    pub sub: Option<String>,
    /// Its `role`, when that is one string. Untrusted text.
    pub role: Option<String>,
    /// When it was issued.
    pub issued_at: Option<Time>,
    /// When it expires, as far as that is known.
    pub expires_at: Option<Time>,
    /// Whether another program had put it where it is: it was found there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub found: bool,
    /// Whether it is no JWT.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opaque: bool,
    /// What was known before, as long as nobody can tell which of the two tokens is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) before: Option<Box<Self>>,
}

impl Learnt {
    /// Reads what a token says of itself; nothing when it is opaque. What somebody said of its expiry fills in.
    pub fn of(token: &Secret, said_to_expire_at: Option<Time>, generation: u64) -> Self {
        let known = Self { generation, token: digest(token), ..Self::default() };
        let Some(inspection) = Inspection::of_bytes(token.expose()) else {
            return Self { expires_at: said_to_expire_at, opaque: true, ..known };
        };
        let claims = inspection.claims();
        Self {
            sub: claims.text("sub"),
            role: claims.text("role"),
            issued_at: instants::issued_at(&claims),
            expires_at: instants::expires_at(&claims).or(said_to_expire_at),
            ..known
        }
    }

    /// Whether it is about this very token.
    pub fn is_about(&self, token: &Secret) -> bool {
        self.about(token).is_some()
    }

    /// Whether it is about this very token, and the token came into its place from here.
    pub fn is_ours(&self, token: &Secret) -> bool {
        self.about(token).is_some_and(|known| !known.found)
    }

    fn about(&self, token: &Secret) -> Option<&Self> {
        if self.token == digest(token) { Some(self) } else { self.before.as_ref()?.about(token) }
    }

    /// Whether a token that is no JWT may be what is kept: the one that it is about is none either, or nobody can tell which.
    pub(super) fn may_be(&self, opaque: &Secret) -> bool {
        self.opaque || self.is_unsettled() || self.is_about(opaque)
    }

    /// Whether a run that was to keep this token was cut off: it is kept, or the one before it.
    pub fn is_unsettled(&self) -> bool {
        self.before.is_some()
    }

    /// The same until the token is kept. What was said of this very token before is no other one that may be kept, and of many
    /// that got no answer the newest count, and the one before them all.
    pub(super) fn after(&self, before: Option<&Self>) -> Self {
        let nothing = Self::default();
        let before = std::iter::successors(before.or(Some(&nothing)), |known| known.before.as_deref());
        let mut others: Vec<_> = before.filter(|known| known.token != self.token).collect();
        if let Some(oldest) = others.pop() {
            others.truncate(NEWEST);
            others.push(oldest);
        }
        let chain = |before, known: &Self| Some(Box::new(Self { before, ..known.clone() }));
        Self { before: others.into_iter().rev().fold(None, chain), ..self.clone() }
    }

    /// What is known when this token is found to be the kept one.
    pub(super) fn settled_by(mut self, token: &Secret) -> Self {
        match self.before.take() {
            Some(before) if before.is_about(token) => before.settled_by(token),
            _ => self,
        }
    }

    /// What was learnt for a profile; a file that cannot be understood is as good as none.
    pub fn read(folder: &Folder, profile: &Name) -> Result<Option<Self>, FileError> {
        Ok(folder.read(&file(profile))?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// Learns of a token that was neither made nor stored here. Under the lock of the place that it is in.
    ///
    /// - `found`: whether that is where another program put it.
    pub fn learn(folder: &Folder, profile: &Name, token: &Secret, found: bool) -> Result<(), FileError> {
        let generation = Self::read(folder, profile)?.map_or(0, |learnt| learnt.generation);
        Self { found, ..Self::of(token, None, generation.saturating_add(1)) }.write(folder, profile)
    }

    pub(super) fn write(&self, folder: &Folder, profile: &Name) -> Result<(), FileError> {
        #[expect(clippy::expect_used, reason = "nothing in it can fail to be written")]
        let json = serde_json::to_vec(self).expect("strings and numbers under fixed names");
        folder.write(&file(profile), &json)
    }

    /// Forgets what was learnt for a profile; whether there was anything.
    pub fn forget(folder: &Folder, profile: &Name) -> Result<bool, FileError> {
        folder.remove(&file(profile))
    }
}

/// How many tokens that got no answer are remembered beside the one before them.
const NEWEST: usize = 4;

fn file(profile: &Name) -> String {
    format!("{profile}.json")
}

/// When a token expires by what it says of itself.
pub fn expires_at(token: &Secret) -> Option<Time> {
    instants::expires_at(&Inspection::of_bytes(token.expose())?.claims())
}

/// By what a token is known.
pub(super) fn digest(token: &Secret) -> String {
    sha256_hex(token.expose(), 64)
}
