//! One version of a kept secret, as far as it may be told.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::clock::{Span, Time};

/// What is known of one version. None of the secret itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its name, which goes into the header of its tokens (RFC 7515 section 4.1.4).
    pub kid: Kid,
    /// Where it stands.
    pub state: State,
    /// When it was made here.
    pub created_at: Time,
    /// When it began to sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activated_at: Option<Time>,
    /// The first instant at which it no longer verifies, for a previous version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verify_until: Option<Time>,
    /// When it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Time>,
    /// The bits that it holds at most.
    pub bits: u32,
    /// Its fingerprint, where that may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Whether somebody has kept it although it is weak.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub weak: bool,
    /// Where it came from.
    pub origin: Origin,
}

/// A version that is to join a ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    /// Its name, random.
    pub kid: Kid,
    /// Its size.
    pub bits: u32,
    /// Its fingerprint, where that may be shown.
    pub fingerprint: Option<String>,
    /// Whether somebody keeps it although it is weak.
    pub weak: bool,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Prepared: it neither signs nor verifies.
    Next,
    /// It signs and verifies.
    Active,
    /// It verifies until its grace ends.
    Previous,
    /// It does nothing any more.
    Revoked,
}

/// Where a version came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Made here, from the system's generator.
    Generated,
    /// Given by somebody.
    Given,
}

impl Version {
    pub(super) fn verifies_as_previous(&self, now: Time) -> bool {
        self.state == State::Previous && self.verify_until.is_some_and(|until| now < until)
    }

    pub(super) fn is_spent(&self, now: Time) -> bool {
        match self.state {
            State::Revoked => true,
            State::Previous => !self.verifies_as_previous(now),
            State::Next | State::Active => false,
        }
    }

    /// Keeps the date of the first revocation.
    pub(super) fn revoke(&mut self, now: Time) {
        if self.state != State::Revoked {
            self.state = State::Revoked;
            self.verify_until = None;
            self.revoked_at = Some(now);
        }
    }

    /// How much longer it verifies as a previous version; nothing when it does not.
    pub fn grace_left(&self, now: Time) -> Option<Span> {
        self.verify_until.filter(|_| self.verifies_as_previous(now)).map(|until| until.since(now))
    }
}

impl NewVersion {
    pub(super) fn prepared(self, now: Time) -> Version {
        Version {
            kid: self.kid,
            state: State::Next,
            created_at: now,
            activated_at: None,
            verify_until: None,
            revoked_at: None,
            bits: self.bits,
            fingerprint: self.fingerprint,
            weak: self.weak,
            origin: self.origin,
        }
    }
}

/// The name of a version: 8 hex digits in lower case. Random, so that it says nothing of the secret.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Kid(String);

impl Kid {
    /// The name that these random bytes give.
    pub fn from_random(bytes: [u8; 4]) -> Self {
        Self(hex::encode(bytes))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Kid {
    type Err = KidError;

    fn from_str(text: &str) -> Result<Self, KidError> {
        let good = text.len() == 8 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if good { Ok(Self(text.to_owned())) } else { Err(KidError) }
    }
}

impl TryFrom<String> for Kid {
    type Error = KidError;

    fn try_from(text: String) -> Result<Self, KidError> {
        text.parse()
    }
}

impl From<Kid> for String {
    fn from(kid: Kid) -> Self {
        kid.0
    }
}

impl fmt::Display for Kid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is no name of a version. It is not repeated: it may be a secret in the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a `kid` is 8 hex digits in lower case")]
pub struct KidError;
