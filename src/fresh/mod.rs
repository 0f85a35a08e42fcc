//! A live token for a profile, under the lock. The only decision about freshness.
//!
//! A kept token is a cache: it is handed out while it has the wanted life left and is what the profile would make now.
//! Otherwise a new one is made and kept, by one process at a time; the others take what that one made. A token that was
//! issued elsewhere is handed out while it lives.
//!
//! It never prompts, and knows no other way to a token than a key: renewing one at an authorization server is for a later
//! module, which takes the same lock and the same order of steps.

mod decision;
mod error;
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

use self::decision::{Candidate, Decision};
use crate::clock::Time;
use crate::file::Folder;
use crate::jwt::key::SigningKey;
use crate::profile::Profile;
use crate::secret::Secret;
use crate::store::{Store, StoreError};

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
    /// A token with life left.
    ///
    /// Decides without the lock first. After it everything is read again, be the lock had or not: of many runs at once, one makes
    /// a token and the others hand that one out.
    pub fn token(&self, wanted: Wanted, now: Time) -> Result<Given<K::Error>, FreshError<K::Error>> {
        let Some(store) = self.store else { return self.make_and_forget(wanted, now) };
        let before = self.candidate(store)?;
        let generation = generation(before.as_ref());
        if let Decision::Give(kept, note) = self.decide(before, wanted, now)? {
            return Ok(give(kept, note));
        }
        let lock = lock(self.profile, self.locks)?;
        let after = self.candidate(store)?;
        // One that came about while this run waited is as new as the one that it would make.
        let made_meanwhile = self::generation(after.as_ref()) != generation;
        let wanted = Wanted { force_new: wanted.force_new && !made_meanwhile, ..wanted };
        match self.decide(after, wanted, now)? {
            Decision::Give(kept, note) => Ok(give(kept, note)),
            Decision::Make(why, old) if lock.is_some() => self.make_and_keep(store, old, why, wanted, now),
            Decision::Make(why, old) => self.without_the_lock(old, why, wanted, now),
        }
    }

    fn candidate(&self, store: &dyn Store) -> Result<Option<Candidate>, FreshError<K::Error>> {
        let token = match store.read(&self.profile.token_entry()) {
            // What can be made again is no loss.
            Err(StoreError::Damaged { .. }) if self.keys.is_some() => None,
            read => read?,
        };
        let Some(token) = token else { return Ok(None) };
        let token = match token_in(&token, &self.profile.token_entry()) {
            Err(error) if self.keys.is_none() => return Err(error.into()),
            // One that is made anew takes the place of what is none.
            found => found.unwrap_or(token),
        };
        Ok(Some(Candidate::new(token, Learnt::read(self.learnt, &self.profile.name)?)))
    }

    fn decide(
        &self,
        candidate: Option<Candidate>,
        wanted: Wanted,
        now: Time,
    ) -> Result<Decision<K::Error>, FreshError<K::Error>> {
        Ok(match self.keys {
            Some(keys) => {
                let key = keys.known().map_err(FreshError::Key)?;
                decision::made_here(candidate, self.profile, key, wanted, now)?
            }
            None => decision::issued_elsewhere(candidate, self.profile, wanted, now)?,
        })
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
        self.make(now).map(|(token, _)| given(token, Why::KeptNowhere, false))
    }

    /// A token first rests in the store, then it is written down as learnt: a kill between the two leaves a token that is
    /// made once more, never one that is taken for another.
    fn make_and_keep(
        &self,
        store: &dyn Store,
        old: Option<Candidate>,
        why: Why,
        wanted: Wanted,
        now: Time,
    ) -> Result<Given<K::Error>, FreshError<K::Error>> {
        let replaced = old.as_ref().and_then(|old| old.foreign(self.profile));
        let (token, key) = match self.make(now) {
            Ok(made) => made,
            Err(FreshError::Key(error)) if why.leaves_the_old_one_good(wanted) => {
                return match old.filter(|old| old.is_live_at(now)) {
                    Some(old) => Ok(give(old, Some(Note::NoKey(error)))),
                    None => Err(FreshError::Key(error)),
                };
            }
            Err(error) => return Err(error),
        };
        let generation = Learnt::read(self.learnt, &self.profile.name)?.map_or(0, |learnt| learnt.generation);
        store.write(&self.profile.token_entry(), &token)?;
        let learnt = Learnt {
            digest: Some(self.profile.claims_digest()),
            key,
            ..Learnt::of(&token, None, generation.saturating_add(1))
        };
        learnt.write(self.learnt, &self.profile.name)?;
        let mut given = given(token, why, true);
        given.notes.extend(replaced.map(Note::Replaced));
        Ok(given)
    }

    /// A run that holds the lock and does not go on must not stop the others. What they make is not kept.
    fn without_the_lock(
        &self,
        old: Option<Candidate>,
        why: Why,
        wanted: Wanted,
        now: Time,
    ) -> Result<Given<K::Error>, FreshError<K::Error>> {
        let good = |old: &Candidate| why.leaves_the_old_one_good(wanted) && old.is_live_at(now);
        if let Some(old) = old.filter(good) {
            return Ok(give(old, Some(Note::Busy)));
        }
        let mut new = given(self.make(now)?.0, why, false);
        new.notes.push(Note::Busy);
        Ok(new)
    }
}

fn generation(candidate: Option<&Candidate>) -> Option<u64> {
    candidate?.learnt.as_ref().map(|learnt| learnt.generation)
}

fn give<E>(kept: Candidate, note: Option<Note<E>>) -> Given<E> {
    let Candidate { token, expires_at, .. } = kept;
    Given { token, expires_at, made: None, kept: true, notes: note.into_iter().collect() }
}

fn given<E>(token: Secret, why: Why, kept: bool) -> Given<E> {
    Given { expires_at: expires_at(&token), token, made: Some(why), kept, notes: Vec::new() }
}
