//! The ring of a kept secret: which of its versions signs, which still verify, which never will again.
//!
//! A [`Ring`] holds no secret, only what is known of each version. Every transition is pure and may be repeated after a run that
//! was cut off: `now` and random names are arguments. Whoever keeps the secrets writes the ring and deletes what
//! [`Ring::spent`] names; this module opens no store and reads no token.

mod error;
mod place;
#[cfg(test)]
mod tests;
mod text;
mod version;

pub use error::RingError;
pub use place::{DotenvPlace, Shelf};
pub use version::{Kid, KidError, NewVersion, Origin, State, Version};

use crate::clock::{Span, Time};

/// The versions of one secret: at most one is next, at most one is active. Oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    /// Where all of them are kept.
    pub shelf: Shelf,
    /// The `.env` file that the secret lives in as well.
    pub dotenv: Option<DotenvPlace>,
    versions: Vec<Version>,
}

/// What becomes of the active version when another takes its place at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replaced {
    /// It is revoked.
    Revoked,
    /// It verifies for that long.
    KeptFor(Span),
}

/// What is to be revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// This version.
    Kid(Kid),
    /// Whatever was active before.
    Previous,
}

/// What [`Ring::activate`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// The next version signs from now on.
    Done,
    /// Nothing was prepared: the active version stays. An activation that is repeated ends here.
    Already,
}

impl Ring {
    /// A ring without any version yet.
    pub fn new(shelf: Shelf, dotenv: Option<DotenvPlace>) -> Self {
        Self { shelf, dotenv, versions: Vec::new() }
    }

    /// Every version, revoked ones too, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version of that name.
    pub fn version(&self, kid: &Kid) -> Option<&Version> {
        self.versions.iter().find(|version| version.kid == *kid)
    }

    /// The version that signs.
    pub fn signing(&self) -> Option<&Version> {
        self.in_state(State::Active)
    }

    /// The version that was prepared to sign after the active one.
    pub fn next(&self) -> Option<&Version> {
        self.in_state(State::Next)
    }

    /// The versions that verify: the active one, then those before it while `now < verify_until`, the newest first.
    pub fn verifying(&self, now: Time) -> Vec<&Version> {
        let previous = self.versions.iter().rev().filter(|version| version.verifies_as_previous(now));
        self.signing().into_iter().chain(previous).collect()
    }

    /// The names of the versions whose secrets need not be kept: those revoked, and those whose grace has ended.
    pub fn spent(&self, now: Time) -> Vec<&Kid> {
        let spent = self.versions.iter().filter(|version| version.is_spent(now));
        spent.map(|version| &version.kid).collect()
    }

    /// How long ago the active version was made.
    pub fn age(&self, now: Time) -> Option<Span> {
        self.signing().map(|version| now.since(version.created_at))
    }

    /// Makes a version the active one at once. One that was prepared stays prepared.
    ///
    /// Setting the active version again changes nothing. A name that another version has is [`RingError::KidTaken`].
    pub fn set(&mut self, new: NewVersion, old: Replaced, now: Time) -> Result<(), RingError> {
        match self.version(&new.kid).map(|version| version.state) {
            Some(State::Active) => return Ok(()),
            Some(State::Next | State::Previous | State::Revoked) => {
                return Err(RingError::KidTaken { kid: new.kid });
            }
            None => {}
        }
        match old {
            Replaced::Revoked => self.revoke_all(State::Active, now),
            Replaced::KeptFor(grace) => self.step_down(grace, now),
        }
        let version = Version { activated_at: Some(now), ..new.prepared(now) };
        self.versions.push(Version { state: State::Active, ..version });
        Ok(())
    }

    /// Makes a version the next one, or returns the one that is next already.
    pub fn prepare(&mut self, new: NewVersion, now: Time) -> Result<&Version, RingError> {
        let index = match self.versions.iter().position(|version| version.state == State::Next) {
            Some(index) => index,
            None if self.version(&new.kid).is_some() => return Err(RingError::KidTaken { kid: new.kid }),
            None => {
                self.versions.push(new.prepared(now));
                self.versions.len() - 1
            }
        };
        Ok(&self.versions[index])
    }

    /// Makes the next version the active one; the active one verifies for `grace` longer, one before it as long as it was to. A
    /// grace of nothing revokes it.
    ///
    /// Repeated it changes nothing, whatever the grace. [`RingError::NothingToActivate`] when nothing is next or active.
    pub fn activate(&mut self, grace: Span, now: Time) -> Result<Activation, RingError> {
        if self.next().is_none() {
            return self.signing().map(|_| Activation::Already).ok_or(RingError::NothingToActivate);
        }
        self.step_down(grace, now);
        for version in self.versions.iter_mut().filter(|version| version.state == State::Next) {
            version.state = State::Active;
            version.activated_at = Some(now);
        }
        Ok(Activation::Done)
    }

    /// Ends a version at once and for good, the active one too when it is named. The names of those that were ended, also
    /// when the one that is named was revoked before.
    pub fn revoke(&mut self, target: &Target, now: Time) -> Result<Vec<Kid>, RingError> {
        let is_meant = |version: &Version| match target {
            Target::Kid(kid) => version.kid == *kid,
            Target::Previous => version.state == State::Previous,
        };
        let kids: Vec<Kid> = self
            .versions
            .iter()
            .filter(|version| is_meant(version))
            .map(|version| version.kid.clone())
            .collect();
        if let (Target::Kid(kid), true) = (target, kids.is_empty()) {
            return Err(RingError::NoSuchKid { kid: kid.clone() });
        }
        for version in self.versions.iter_mut().filter(|version| kids.contains(&version.kid)) {
            version.revoke(now);
        }
        Ok(kids)
    }

    fn in_state(&self, state: State) -> Option<&Version> {
        self.versions.iter().find(|version| version.state == state)
    }

    fn revoke_all(&mut self, state: State, now: Time) {
        self.versions
            .iter_mut()
            .filter(|version| version.state == state)
            .for_each(|version| version.revoke(now));
    }

    /// The active version becomes a previous one. Those before it keep the grace that was promised.
    fn step_down(&mut self, grace: Span, now: Time) {
        if grace == Span::ZERO {
            return self.revoke_all(State::Active, now);
        }
        for version in self.versions.iter_mut().filter(|version| version.state == State::Active) {
            version.state = State::Previous;
            version.verify_until = Some(now.plus(grace));
        }
    }
}
