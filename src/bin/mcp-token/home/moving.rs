//! The kept token of a profile on its way from one place to another: copied, read back, and only then taken from the old place.
//!
//! Under the lock of the token. What another program put there is not one of a profile that makes its own: it stays.

use mcp_token::file::Folder;
use mcp_token::fresh::{Foreign, Learnt};
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::Secret;

use super::Home;
use super::foreign::{warn_of_replaced, warn_that_it_stays};
use super::rings::put;
use crate::env::Env;
use crate::failure::Failure;
use crate::output::Output;

impl Home<'_> {
    /// What another program put there is not one of a profile that makes its own.
    pub(super) fn own_token_at(&self, from: &Keeping, profile: &Profile) -> Result<Option<Secret>, Failure> {
        let old = with_token(profile, from);
        if profile.key.is_some() && self.foreign(&old, None)?.is_some() {
            return Ok(None);
        }
        match self.token_store(&old)? {
            Some(store) => Ok(store.read(&old.token_entry())?),
            None => Ok(None),
        }
    }

    /// Whether it is kept there now.
    pub(super) fn put_token(
        &self,
        to: &Keeping,
        profile: &Profile,
        token: &Secret,
        env: &Env,
        output: &Output,
    ) -> Result<bool, Failure> {
        let new = with_token(profile, to);
        if let Some(foreign) = self.foreign(&new, Some(token))? {
            warn_of_replaced(&foreign, &new, env.now, output);
        }
        match self.token_store(&new)? {
            Some(store) => put(&*store, &new.token_entry(), token).map(|()| true),
            None => Ok(false),
        }
    }

    /// Whether there was one; or what another program put there, which is not touched.
    fn remove_own(&self, old: &Profile) -> Result<Result<bool, Foreign>, Failure> {
        if let Some(foreign) = self.foreign(old, None)?.filter(|_| old.key.is_some()) {
            return Ok(Err(foreign));
        }
        match self.token_store(old)? {
            Some(store) => Ok(Ok(store.remove(&old.token_entry())?)),
            None => Ok(Ok(false)),
        }
    }

    /// Whether there was one.
    pub(super) fn forget_token(
        &self,
        from: &Keeping,
        profile: &Profile,
        env: &Env,
        output: &Output,
    ) -> Result<bool, Failure> {
        let old = with_token(profile, from);
        let removed = match self.remove_own(&old) {
            Ok(Ok(removed)) => removed,
            Ok(Err(foreign)) => {
                warn_that_it_stays(&foreign, &old, env.now, output);
                false
            }
            Err(error) => {
                self.leave(from, profile, error, output)?;
                false
            }
        };
        if profile.token == Keeping::Nowhere
            && let Some(folder) = Folder::open(&self.learnt_path())?
        {
            Learnt::forget(&folder, &profile.name)?;
        }
        Ok(removed)
    }

    /// A keychain that cannot be reached is no reason to stay with it, for a profile whose token can be made again.
    pub(super) fn leave(
        &self,
        from: &Keeping,
        profile: &Profile,
        failure: Failure,
        output: &Output,
    ) -> Result<(), Failure> {
        if profile.key.is_none() {
            return Err(failure);
        }
        let later = if self.remember_token(profile, from)? { LATER } else { "" };
        output.warn(&format!("the kept token was left where it is{later}: {}", failure.message));
        Ok(())
    }
}

/// The profile as it is with its token in that place.
pub(super) fn with_token(profile: &Profile, keeping: &Keeping) -> Profile {
    Profile { token: keeping.clone(), ..profile.clone() }
}

/// What becomes of a token that is left behind: see `left`.
const LATER: &str = ", and a later `profile set`, `store` or `remove` takes it away";
