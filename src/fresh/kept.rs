//! A token that was issued elsewhere is kept, found or forgotten, under the lock.

use super::{Foreign, Fresh, FreshError, Keys, Learnt, lock};
use crate::clock::Time;
use crate::file::FileError;
use crate::secret::Secret;
use crate::store::StoreError;

/// What became of a kept token that is of no use any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// Whether there was one.
    pub was_there: bool,
    /// What another program put there, which was left.
    pub stays: Option<Foreign>,
}

impl<K: Keys> Fresh<'_, K> {
    /// Keeps a token that was issued elsewhere. What it took the place of, where another program may have put that there.
    ///
    /// It cannot be made once more: both are known until it is kept, and each life stays with its token.
    ///
    /// - `expires_at`: what somebody said of a token that does not say it itself.
    pub fn keep(
        &self,
        token: &Secret,
        expires_at: Option<Time>,
    ) -> Result<Option<Foreign>, FreshError<K::Error>> {
        let store = self.store.ok_or(FreshError::KeptNowhere)?;
        let lock = lock(self.profile, self.locks)?;
        let _lock = lock.ok_or(FreshError::Busy)?;
        let known = Learnt::read(self.learnt, &self.profile.name)?;
        let replaced = Foreign::under(self.profile, store, known.as_ref(), Some(token))?;
        let generation = known.as_ref().map_or(0, |learnt| learnt.generation);
        let new = Learnt::of(token, expires_at, generation.saturating_add(1));
        new.after(known.as_ref()).write(self.learnt, &self.profile.name)?;
        if let Err(error) = store.write(&self.profile.token_entry(), token) {
            // Where that fails it is not known which one is kept, which is true of the record as it stands.
            let _ = self.learn_again(known.as_ref(), &error);
            return Err(error.into());
        }
        new.write(self.learnt, &self.profile.name)?;
        Ok(replaced)
    }

    /// Learns of a token that another program keeps in the place of the profile's. It is that program's, and stays as it is.
    pub fn find(&self, token: &Secret) -> Result<(), FreshError<K::Error>> {
        let lock = lock(self.profile, self.locks)?;
        let _lock = lock.ok_or(FreshError::Busy)?;
        Ok(Learnt::learn(self.learnt, &self.profile.name, token, true)?)
    }

    /// After a write that failed. What got no answer may still happen, and a file may have its name already.
    fn learn_again(&self, known: Option<&Learnt>, error: &StoreError) -> Result<(), FileError> {
        match known {
            _ if matches!(error, StoreError::NoAnswer { .. } | StoreError::File(_)) => Ok(()),
            Some(known) => known.write(self.learnt, &self.profile.name),
            None => Learnt::forget(self.learnt, &self.profile.name).map(drop),
        }
    }

    /// Forgets the kept token. What another program put in its place, or had put there before, stays.
    pub fn forget(&self) -> Result<Forgotten, FreshError<K::Error>> {
        let lock = lock(self.profile, self.locks)?;
        let _lock = lock.ok_or(FreshError::Busy)?;
        // The token first: what is told of it is true as long as it is there.
        // In an entry of ours, what is not known was made here and forgotten.
        let stays = match self.store.filter(|_| !self.profile.token_entry().is_ours()) {
            Some(store) => {
                let known = Learnt::read(self.learnt, &self.profile.name)?;
                Foreign::under(self.profile, store, known.as_ref(), None)?
            }
            None => None,
        };
        let kept = match self.store.filter(|_| stays.is_none()) {
            Some(store) => store.remove(&self.profile.token_entry())?,
            None => false,
        };
        // One that is handed out all the same stays known.
        let is_given = stays.is_some() && self.keys.is_none();
        let learnt = !is_given && Learnt::forget(self.learnt, &self.profile.name)?;
        Ok(Forgotten { was_there: kept || learnt && stays.is_none(), stays })
    }
}
