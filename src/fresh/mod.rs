//! A live token for a profile, under the lock. The only decision about freshness.
//!
//! A kept token is a cache: it is handed out while it has the wanted life left and is what the profile would make now.
//! Otherwise a new one is made and kept, by one process at a time; the others take what that one made. A token that was
//! issued elsewhere is handed out while it lives.
//!
//! It never prompts, and knows no other way to a token than a key: renewing one at an authorization server is for a later
//! module, which takes the same lock and the order of steps of [`flight`].

mod cached;
mod decision;
mod error;
pub mod flight;
mod foreign;
mod kept;
mod learnt;
mod lock;
mod make;
mod stored;
#[cfg(test)]
mod tests;

pub use decision::{Unfit, Wanted, Why};
pub use error::FreshError;
pub use foreign::Foreign;
pub use kept::Forgotten;
pub use learnt::{Learnt, expires_at};
pub use lock::lock;
pub use make::MakeError;
pub use stored::{Fault, NoToken, judge_token, token_in};

use std::error::Error;

use self::cached::Cached;
use self::decision::Candidate;
use self::flight::fly;
use crate::clock::Time;
use crate::file::Folder;
use crate::jwt::key::SigningKey;
use crate::profile::Profile;
use crate::secret::Secret;
use crate::store::Store;

/// The key of a profile, fetched when it is needed and not before.
pub trait Keys {
    /// Why it could not be fetched.
    type Error: Error;

    /// What is known of the key of now.
    fn known(&self) -> Result<Known<Self::Error>, Self::Error>;

    /// The key.
    fn signing_key(&self) -> Result<SigningKey, Self::Error>;
}

/// What is known of a key without a program being run or a person asked.
#[derive(Debug)]
pub enum Known<E> {
    /// The name that its tokens have in their header: a new key gets a new one.
    Kid(String),
    /// All of it.
    Key(Box<SigningKey>),
    /// That it cannot be used as it is.
    Unusable(E),
    /// Nothing: it is asked for when a token is made.
    Nothing,
}

/// All that one profile's token depends on.
pub struct Fresh<'a, K> {
    /// The profile.
    pub profile: &'a Profile,
    /// Where its token is kept; none when it is kept nowhere.
    pub store: Option<&'a dyn Store>,
    /// What was learnt about kept tokens.
    pub learnt: &'a Folder,
    /// The locks, in one place for all of a user's runs.
    pub locks: &'a Folder,
    /// Its key; none when tokens are issued elsewhere.
    pub keys: Option<&'a K>,
}

/// A token, and how it came about.
#[derive(Debug)]
pub struct Given<E> {
    /// The token, as text.
    pub token: Secret,
    /// When it expires, as far as that is known.
    pub expires_at: Option<Time>,
    /// Why it was made anew; none for a kept one.
    pub made: Option<Why>,
    /// Whether it is kept for the next run.
    pub kept: bool,
    /// What is not as it should be.
    pub notes: Vec<Note<E>>,
}

/// What is not as it should be about a token that is given all the same.
#[derive(Debug)]
pub enum Note<E> {
    /// It has less life left than the profile wants.
    Short(Wanted),
    /// A new one should have been made, and its key could not be fetched.
    NoKey(E),
    /// It is the last one, as long as its key is what it is.
    Last(E),
    /// Another run holds the lock and does not come to an end.
    Busy,
    /// The new one took the place of one that was not made here.
    Replaced(Foreign),
}

impl<K: Keys> Fresh<'_, K> {
    /// A token with life left: of many runs at once, one makes it and the others hand that one out.
    pub fn token(&self, wanted: Wanted, now: Time) -> Result<Given<K::Error>, FreshError<K::Error>> {
        match self.store {
            Some(store) => fly(&Cached { fresh: self, store, wanted, now }),
            None => self.make_and_forget(wanted, now),
        }
    }

    /// A new token, and the `kid` of the key that made it.
    fn make(&self, now: Time) -> Result<(Secret, Option<String>), FreshError<K::Error>> {
        let keys = self.keys.ok_or(FreshError::NoKey)?;
        let key = keys.signing_key().map_err(FreshError::Key)?;
        let token = make::token(self.profile, &key, now).map_err(FreshError::Make)?;
        Ok((token, key.kid))
    }

    fn make_and_forget(&self, wanted: Wanted, now: Time) -> Result<Given<K::Error>, FreshError<K::Error>> {
        if wanted.no_refresh {
            return Err(Unfit::NothingKept.into());
        }
        decision::can_be_made(self.profile, wanted)?;
        self.make(now).map(|(token, _)| Given::made(token, Why::KeptNowhere, false))
    }
}

impl<E> Given<E> {
    fn kept(kept: Candidate, note: Option<Note<E>>) -> Self {
        let Candidate { token, expires_at, .. } = kept;
        Self { token, expires_at, made: None, kept: true, notes: note.into_iter().collect() }
    }

    fn made(token: Secret, why: Why, kept: bool) -> Self {
        Self { expires_at: expires_at(&token), token, made: Some(why), kept, notes: Vec::new() }
    }
}
