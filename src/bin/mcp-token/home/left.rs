//! What a move or a removal may leave behind: copies in a store that is nothing's place any more.
//!
//! Before a copy comes about or loses its place it is listed, without what it holds, and struck off when that is done. What a run
//! that was cut off has left, and what lay in a keychain that could not be reached, a later run takes away. A copy that is in
//! use is not touched, nor an entry of other programs that holds something else by now.
//!
//! Whoever lists a copy holds the lock of what it is of until it is done, and whoever takes it away holds that lock too.

use mcp_token::file::Lock;
use mcp_token::fresh::{self, Learnt};
use mcp_token::name::Name;
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::ring::Shelf;
use mcp_token::store::{Entry, Store, StoreError};

use super::Home;
use super::leftover::{Leftover, Of};
use super::rings::{entries, lock_name};
use crate::args::place::StoreArg;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::output::Output;

impl Home<'_> {
    /// Lists copies that are about to come about, or to lose their place.
    pub(super) fn list_copies(&self, copies: &[Leftover]) -> Result<(), Failure> {
        self.change_copies(|list| {
            list.retain(|known| !copies.iter().any(|copy| copy.is_of_the_entry_of(known)));
            list.extend_from_slice(copies);
        })
    }

    /// Strikes off copies that are in their place, or gone.
    pub(super) fn strike_copies(&self, copies: &[Leftover]) -> Result<(), Failure> {
        self.change_copies(|list| list.retain(|known| !copies.contains(known)))
    }

    /// Strikes off a secret that somebody reads or names: it is theirs from then on, whatever became of the profile that it was
    /// made for. Of a list that cannot be read nothing is taken away. Nobody may hold the lock of the secret here.
    pub(crate) fn claim_secret(&self, name: &Name) -> Result<(), Failure> {
        let is_it = |copy: &Leftover| matches!(&copy.of, Of::NewSecret(new) if new == name);
        if self.copies().is_ok_and(|list| list.iter().any(is_it)) {
            let _lock = self.lock(&lock_name(name))?;
            self.change_copies(|list| list.retain(|copy| !is_it(copy)))?;
        }
        Ok(())
    }

    /// Leaves the token of a profile that is to go in a keychain that is not there, and says so. It is listed while the lock is
    /// held; none where nobody could tell it from another program's.
    pub(crate) fn leave_token(
        &self,
        profile: &Profile,
        failure: &Failure,
        output: &Output,
    ) -> Result<Lock, Failure> {
        let lock = fresh::lock(profile, &self.locks()?)?.ok_or_else(super::busy)?;
        let copy = Leftover::of_token(profile, self.learnt_of(&profile.name)?);
        self.list_copies(copy.as_slice())?;
        warn_that_it_is_left("token", copy.is_some(), failure, output);
        Learnt::forget(&self.learnt()?, &profile.name)?;
        Ok(lock)
    }

    /// Why it is not known what a move has left behind, if that is so.
    pub(crate) fn judge_left(&self) -> Result<(), Failure> {
        self.copies().map(drop)
    }

    /// Takes away what was left behind, as far as its place can be reached now. Costs nothing when there is nothing.
    pub(crate) fn take_away_left(&self, output: &Output) -> Result<(), Failure> {
        let list = match self.copies() {
            Err(failure) if failure.code == Code::LEFT => {
                output.warn(&failure.to_string());
                return Ok(());
            }
            list => list?,
        };
        let mut unreachable = None;
        for copy in &list {
            if unreachable == Some(copy.store) {
                continue;
            }
            let Ok(entry) = Entry::new(&copy.service, &copy.user) else { continue };
            match self.take_away(copy, &entry) {
                Ok(true) => {
                    let place = StoreArg::from(copy.store).words();
                    output.note(&format!("removed what was left in {place}: {entry}"));
                }
                Ok(false) => {}
                Err(failure) => {
                    let place = StoreArg::from(copy.store).words();
                    output.explain(&format!("something is still left in {place}: {failure}"));
                    unreachable = Some(copy.store);
                }
            }
        }
        Ok(())
    }

    /// Takes away what was left where a profile keeps its token by now, before it is taken for the profile's. A keychain that
    /// gives no answer is reported when the token itself is read.
    pub(crate) fn take_away_left_in_place_of(&self, profile: &Profile) -> Result<(), Failure> {
        let Keeping::Keychain(entry) = &profile.token else { return Ok(()) };
        let place = Leftover::new(Shelf::Keychain, entry, Of::Token(profile.name.clone(), None));
        let is_it = |copy: &&Leftover| matches!(copy.of, Of::Token(..)) && copy.is_of_the_entry_of(&place);
        match self.copies().unwrap_or_default().iter().find(is_it).map(|copy| self.take_away(copy, entry)) {
            Some(Err(failure)) if !failure.is_of_a_store() => Err(failure),
            _ => Ok(()),
        }
    }

    /// Whether it was there, and of no use to anybody. It is struck off under the lock of what it is a copy of: another run may
    /// list an equal one right behind, or has claimed it since the list was read.
    fn take_away(&self, copy: &Leftover, entry: &Entry) -> Result<bool, Failure> {
        let (_lock, is_in_use) = match &copy.of {
            Of::Secret(name) | Of::NewSecret(name) => {
                let lock = self.lock(&lock_name(name))?;
                if !self.copies()?.contains(copy) {
                    return Ok(false);
                }
                let ring = self.ring_if_any(name)?.filter(|ring| ring.shelf == copy.store);
                let is_named = ring.is_some_and(|ring| entries(name, &ring).contains(entry));
                let is_for_nobody = matches!(copy.of, Of::NewSecret(_)) && !self.may_be_signed_with(name)?;
                if is_named && is_for_nobody {
                    self.remove_ring(name)?;
                }
                (lock, is_named && !is_for_nobody)
            }
            Of::Token(profile, learnt) => {
                let keeping = match copy.store {
                    Shelf::Keychain => Keeping::Keychain(entry.clone()),
                    Shelf::File => Keeping::File,
                };
                let place = Profile { token: keeping.clone(), ..Profile::new(profile.clone()) };
                let lock = fresh::lock(&place, &self.locks()?)?.ok_or_else(super::busy)?;
                let is_claimed = self.keeps_a_token(profile, &keeping)?;
                (lock, is_claimed && !self.is_still_there(copy.store, entry, learnt.as_ref())?)
            }
        };
        let was_there = !is_in_use && remove(&*self.shelf_to_take_from(copy.store)?, entry, &copy.of)?;
        self.strike_copies(std::slice::from_ref(copy))?;
        Ok(was_there)
    }

    fn may_be_signed_with(&self, secret: &Name) -> Result<bool, Failure> {
        let signers = self.signers()?;
        Ok(!signers.of(secret).is_empty() || !signers.in_doubt(secret).is_empty())
    }

    /// Whether a profile keeps its token there: in a file that one alone, in an entry of the keychain whichever claims it.
    fn keeps_a_token(&self, profile: &Name, keeping: &Keeping) -> Result<bool, Failure> {
        let profiles = self.profiles()?;
        Ok(match keeping {
            Keeping::Keychain(entry) => !profiles.claimed_by(entry).is_empty(),
            other => profiles.profile(profile)?.is_some_and(|profile| profile.token == *other),
        })
    }

    /// Whether the very token that was left in the keychain lies there, and is not of a profile that claims its entry by now: one
    /// that was made anew under the name of the one that is gone has no token before it is given one.
    fn is_still_there(&self, store: Shelf, entry: &Entry, left: Option<&Learnt>) -> Result<bool, Failure> {
        let (Shelf::Keychain, Some(left)) = (store, left) else { return Ok(false) };
        let there = self.shelf(store)?.read(entry)?;
        let Some(there) = there.filter(|there| left.is_ours(there)) else { return Ok(false) };
        for name in self.profiles()?.claimed_by(entry) {
            if self.learnt_of(&name)?.is_some_and(|known| known.is_about(&there)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The list. One that cannot be understood stays as it is: it is all that is known of them.
    fn copies(&self) -> Result<Vec<Leftover>, Failure> {
        let content = match self.folder_if_any(&self.list_path())? {
            Some(folder) => folder.read(LIST)?,
            None => None,
        };
        let Some(content) = content else { return Ok(Vec::new()) };
        serde_json::from_slice(&content).map_err(|_| {
            let path = self.list_path().join(LIST);
            let message =
                format!("`{}` cannot be read: what a move has left behind is not known", path.display());
            Failure::new(Exit::Error, Code::LEFT, message).with_hint(Hint::shell_two(
                "mv -n",
                &path,
                &path.with_extension("unread"),
            ))
        })
    }

    fn change_copies(&self, change: impl FnOnce(&mut Vec<Leftover>)) -> Result<(), Failure> {
        let _lock = self.lock("left")?;
        let mut list = self.copies()?;
        change(&mut list);
        let folder = self.folder(&self.list_path())?;
        if list.is_empty() {
            folder.remove(LIST)?;
            return Ok(());
        }
        Ok(folder.write(LIST, &serde_json::to_vec(&list).map_err(Failure::internal)?)?)
    }

    fn list_path(&self) -> std::path::PathBuf {
        self.state.join(super::LEFT)
    }
}

/// Says that something stays where it is kept; `is_listed` where it is taken away one day.
pub(super) fn warn_that_it_is_left(what: &str, is_listed: bool, failure: &Failure, output: &Output) {
    let later = if is_listed { ", and a later `profile set`, `store` or `remove` takes it away" } else { "" };
    output.warn(&format!("the kept {what} was left where it is{later}: {failure}"));
}

/// An entry of other programs is theirs once it holds something else.
fn remove(store: &dyn Store, entry: &Entry, of: &Of) -> Result<bool, StoreError> {
    if !entry.is_ours() {
        let there = store.read(entry)?;
        let is_the_token = |there| matches!(of, Of::Token(_, Some(learnt)) if learnt.is_ours(there));
        if !there.as_ref().is_some_and(is_the_token) {
            return Ok(false);
        }
    }
    store.remove(entry)
}

const LIST: &str = "list.json";
