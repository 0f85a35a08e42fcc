//! The kept token of a profile as a cache: it is handed out while it will do, and made anew by one run at a time.

use super::decision::{self, Candidate, Stale};
use super::flight::{Flight, Look};
use super::{Fresh, FreshError, Given, Keys, Learnt, Note, Wanted, lock, token_in};
use crate::clock::Time;
use crate::file::Lock;
use crate::store::{Store, StoreError};

/// What one run wants of a kept token.
pub(super) struct Cached<'f, K> {
    pub(super) fresh: &'f Fresh<'f, K>,
    pub(super) store: &'f dyn Store,
    pub(super) wanted: Wanted,
    pub(super) now: Time,
}

impl<K: Keys> Flight for Cached<'_, K> {
    type Good = Given<K::Error>;
    type Stale = Stale;
    type Error = FreshError<K::Error>;

    fn look(&self, before: Option<&Stale>) -> Result<Look<Self::Good, Stale>, Self::Error> {
        let Fresh { profile, keys, .. } = self.fresh;
        let candidate = self.candidate()?;
        let generation = |candidate: Option<&Candidate>| Some(candidate?.learnt.as_ref()?.generation);
        // One that came about while this run waited is as new as the one that it would make.
        let made_meanwhile =
            before.is_some_and(|before| generation(before.old.as_ref()) != generation(candidate.as_ref()));
        let wanted = Wanted { force_new: self.wanted.force_new && !made_meanwhile, ..self.wanted };
        Ok(match keys {
            Some(keys) => {
                let key = keys.known().map_err(FreshError::Key)?;
                decision::made_here(candidate, profile, key, wanted, self.now)?
            }
            None => decision::issued_elsewhere(candidate, profile, wanted, self.now)?,
        })
    }

    fn lock(&self) -> Result<Option<Lock>, Self::Error> {
        Ok(lock(self.fresh.profile, self.fresh.locks)?)
    }

    /// A token first rests in the store, then it is written down as learnt: a kill between the two leaves a token that is
    /// made once more, never one that is taken for another.
    fn make(&self, stale: Stale) -> Result<Self::Good, Self::Error> {
        let Fresh { profile, learnt, .. } = self.fresh;
        let (token, key) = match self.fresh.make(self.now) {
            Ok(made) => made,
            Err(FreshError::Key(error)) => {
                return match stale.living(self.wanted, self.now) {
                    Some(old) => Ok(Given::kept(old, Some(Note::NoKey(error)))),
                    None => Err(FreshError::Key(error)),
                };
            }
            Err(error) => return Err(error),
        };
        let generation = Learnt::read(learnt, &profile.name)?.map_or(0, |learnt| learnt.generation);
        self.store.write(&profile.token_entry(), &token)?;
        let known = Learnt {
            digest: Some(profile.claims_digest()),
            key,
            ..Learnt::of(&token, None, generation.saturating_add(1))
        };
        known.write(learnt, &profile.name)?;
        let mut given = Given::made(token, stale.why, true);
        given.notes.extend(stale.old.and_then(|old| old.foreign(profile)).map(Note::Replaced));
        Ok(given)
    }

    /// What is made here is not kept.
    fn in_vain(&self, stale: Stale) -> Result<Self::Good, Self::Error> {
        let why = stale.why;
        let mut given = match stale.living(self.wanted, self.now) {
            Some(old) => Given::kept(old, None),
            None => Given::made(self.fresh.make(self.now)?.0, why, false),
        };
        given.notes.push(Note::Busy);
        Ok(given)
    }
}

impl<K: Keys> Cached<'_, K> {
    fn candidate(&self) -> Result<Option<Candidate>, FreshError<K::Error>> {
        let Fresh { profile, keys, learnt, .. } = self.fresh;
        let entry = profile.token_entry();
        let token = match self.store.read(&entry) {
            // What can be made again is no loss.
            Err(StoreError::Damaged { .. }) if keys.is_some() => None,
            read => read?,
        };
        let Some(token) = token else { return Ok(None) };
        let known = Learnt::read(learnt, &profile.name)?;
        let token = match token_in(&token, &entry, known.as_ref()) {
            Err(error) if keys.is_none() => return Err(error.into()),
            // One that is made anew takes the place of what is none.
            found => found.unwrap_or(token),
        };
        Ok(Some(Candidate::new(token, known)))
    }
}
