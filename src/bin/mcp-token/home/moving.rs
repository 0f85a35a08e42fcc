//! The kept token of a profile on its way from one place to another: copied, read back, and only then taken from the old place.
//!
//! Under the locks of both places. What another program put there stays, and nothing takes its place.

use mcp_token::file::Lock;
use mcp_token::fresh::{self, Foreign, Learnt, token_in};
use mcp_token::profile::plan::{Plan, Step};
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::Secret;
use mcp_token::store::Store;

use super::Home;
use super::foreign::{refused, warn_of_replaced, warn_that_it_stays};
use super::left::warn_that_it_is_left;
use super::leftover::Leftover;
use super::rings::put;
use crate::failure::Failure;
use crate::output::Output;

/// A token that moves, while nobody else makes, moves or takes away the token of either place.
pub(super) struct Moving<'h> {
    home: &'h Home<'h>,
    /// The profile as it was.
    old: Profile,
    /// The profile as it will be.
    new: &'h Profile,
    /// The copy of the old place, as it is listed. None where nobody could tell it from another program's.
    from: Option<Leftover>,
    /// The copy of the new place.
    to: Option<Leftover>,
    copied: Option<Secret>,
    is_left: bool,
    _locks: Vec<Lock>,
}

impl<'h> Moving<'h> {
    /// Lists the copies of both places; none when the plan moves no token.
    pub(super) fn begin(plan: &'h Plan, home: &'h Home<'h>) -> Result<Option<Self>, Failure> {
        let old_place = plan.steps.iter().find_map(|step| match step {
            Step::ForgetToken { from } => Some(from),
            _ => None,
        });
        let Some(from) = old_place else { return Ok(None) };
        let new = &plan.profile;
        let old = Profile { token: from.clone(), ..new.clone() };
        let locks = lock_both(&old, new, home)?;
        let learnt = home.learnt_of(&new.name)?;
        // A keychain that gives no answer keeps nothing that could be left.
        let answers = !matches!(&new.token, Keeping::Keychain(entry) if home.keychain().read(entry).is_err());
        let (from, to) = (Leftover::of_token(&old, learnt.clone()), Leftover::of_token(new, learnt));
        let to = to.filter(|_| answers);
        let listed: Vec<_> = from.iter().chain(&to).cloned().collect();
        home.list_copies(&listed)?;
        Ok(Some(Self { home, old, new, from, to, copied: None, is_left: false, _locks: locks }))
    }

    /// Whether it is in the new place now.
    pub(super) fn copy(&mut self, output: &Output) -> Result<bool, Failure> {
        match self.own_token() {
            Ok(Some(token)) => self.copied = self.put(&token, output)?.then_some(token),
            Ok(None) => {}
            Err(failure) => self.leave(failure, output)?,
        }
        Ok(self.copied.is_some())
    }

    /// Whether there was one in the old place.
    pub(super) fn forget(&mut self, output: &Output) -> Result<bool, Failure> {
        let removed = !self.is_left && self.remove_own(output)?;
        let name = &self.new.name;
        match &self.copied {
            // Another program's, that came there since the last look.
            Some(token) if !self.home.learnt_of(name)?.is_some_and(|known| known.is_about(token)) => {
                Learnt::learn(&self.home.learnt()?, name, token, false)?;
            }
            Some(_) => {}
            // What is known is of no token of the new place.
            None => self.home.forget_learnt(name)?,
        }
        Ok(removed)
    }

    /// Nothing is left behind but what could not be reached.
    pub(super) fn end(self) -> Result<(), Failure> {
        let done: Vec<_> = self.to.into_iter().chain(self.from.filter(|_| !self.is_left)).collect();
        self.home.strike_copies(&done)
    }

    /// What another program put there is not one of a profile that makes its own.
    fn own_token(&self) -> Result<Option<Secret>, Failure> {
        if self.old.key.is_some() && self.foreign()?.is_some() {
            return Ok(None);
        }
        match self.home.token_store(&self.old)? {
            Some(store) => match (store.read(&self.old.token_entry())?, &self.old.key) {
                (Some(kept), None) => {
                    let known = self.home.learnt_of(&self.old.name)?;
                    Ok(Some(token_in(&kept, &self.old.token_entry(), known.as_ref())?))
                }
                (made, _) => Ok(made),
            },
            None => Ok(None),
        }
    }

    /// What another program put into the old place. In an entry of ours, what is not known was made here and forgotten.
    fn foreign(&self) -> Result<Option<Foreign>, Failure> {
        if self.old.token_entry().is_ours() { Ok(None) } else { self.home.foreign(&self.old, None) }
    }

    fn put(&self, token: &Secret, output: &Output) -> Result<bool, Failure> {
        if let Some(foreign) = self.home.foreign(self.new, Some(token))? {
            if !self.new.token_entry().is_ours() {
                return Err(refused(&foreign, self.new, self.home.env.now));
            }
            warn_of_replaced(&foreign, self.new, self.home.env.now, output);
        }
        match self.home.token_store(self.new)? {
            Some(store) => put(&*store, &self.new.token_entry(), token).map(|()| true),
            None => Ok(false),
        }
    }

    /// Whether there was one. What another program put there is not touched.
    fn remove_own(&mut self, output: &Output) -> Result<bool, Failure> {
        match self.foreign() {
            Ok(Some(foreign)) => {
                warn_that_it_stays(&foreign, &self.old, self.home.env.now, output);
                Ok(false)
            }
            Ok(None) => self.remove().or_else(|failure| self.leave(failure, output).map(|()| false)),
            Err(failure) => self.leave(failure, output).map(|()| false),
        }
    }

    fn remove(&self) -> Result<bool, Failure> {
        match self.old.token.shelf() {
            Some(shelf) => Ok(self.home.shelf_to_take_from(shelf)?.remove(&self.old.token_entry())?),
            None => Ok(false),
        }
    }

    /// A keychain that cannot be reached is no reason to stay with it, for a profile whose token can be made again.
    fn leave(&mut self, failure: Failure, output: &Output) -> Result<(), Failure> {
        if self.new.key.is_none() {
            return Err(failure);
        }
        self.is_left = true;
        warn_that_it_is_left("token", self.from.is_some(), &failure, output);
        Ok(())
    }
}

/// In one order whichever way a token goes: of two runs that move it, one waits.
fn lock_both(old: &Profile, new: &Profile, home: &Home<'_>) -> Result<Vec<Lock>, Failure> {
    let entry = |profile: &&Profile| match &profile.token {
        Keeping::Keychain(entry) => Some(entry.to_string()),
        Keeping::File | Keeping::Nowhere => None,
    };
    let mut places = vec![old, new];
    places.retain(|place| place.token != Keeping::Nowhere);
    places.sort_by_key(entry);
    let lock = |place| fresh::lock(place, &home.locks()?)?.ok_or_else(super::busy);
    places.into_iter().map(lock).collect()
}
