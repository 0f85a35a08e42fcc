//! Looks at what is kept as a command would that needs it, but asks nobody, runs no program and makes nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use mcp_token::client::Rank;
use mcp_token::clock::Time;
use mcp_token::fresh::{self, token_in};
use mcp_token::name::Name;
use mcp_token::profile::{Opening, Profile};
use mcp_token::secret::ring::{Ring, Shelf, State, Version};
use mcp_token::secret::{Secret, Source};
use mcp_token::store::{Entry, StoreError};

use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Code, Failure, Hint};
use crate::home::{Home, the_one_that_was_kept};

pub(super) struct Looks<'l> {
    pub(super) home: &'l Home<'l>,
    /// Whether the keychain keeps things: nobody waits for it a second time.
    has_keychain: bool,
    /// Whether encrypted files are opened by their key, as far as that can be told.
    has_files: bool,
    pub(super) env: &'l Env,
    /// What was found, for each kind of store.
    seen: RefCell<BTreeMap<(&'static str, String), Seen>>,
}

/// What is found under an entry.
#[derive(Clone)]
pub(super) enum Seen {
    Value(Secret),
    Nothing,
    /// It was not looked at; why.
    Unseen(&'static str),
}

impl<'l> Looks<'l> {
    pub(super) fn new(home: &'l Home<'l>, has_keychain: bool, has_files: bool, env: &'l Env) -> Self {
        Self { home, has_keychain, has_files, env, seen: RefCell::default() }
    }

    /// The store that a profile is given when none is named.
    pub(super) fn best_store(&self) -> &'static str {
        if self.has_keychain { "keychain" } else { "file" }
    }

    /// Whether what is in that store is read without a question: nobody is there to answer where a client starts this program.
    pub(super) fn answers_unasked(&self) -> bool {
        let opening = || self.home.profiles().ok()?.opening().ok();
        self.has_keychain || opening().is_some_and(|one| one != Opening::Passphrase(Source::Prompt))
    }

    /// The token that is kept for a profile.
    pub(super) fn token(&self, profile: &Profile) -> Result<Seen, Failure> {
        let (Some(shelf), entry) = (profile.token.shelf(), profile.token_entry()) else {
            return Ok(Seen::Nothing);
        };
        match self.at(shelf, &entry)? {
            Seen::Value(kept) if profile.key.is_none() => {
                let known = self.home.learnt_of(&profile.name).ok().flatten();
                Ok(Seen::Value(token_in(&kept, &entry, known.as_ref())?))
            }
            seen => Ok(seen),
        }
    }

    /// When the kept token of a profile expires, if that is known.
    pub(super) fn expires_at(&self, profile: &Profile, token: &Secret) -> Option<Time> {
        let learnt = self.home.learnt_of(&profile.name).ok().flatten();
        let known = learnt.filter(|learnt| learnt.is_about(token) && !learnt.is_unsettled());
        known.map_or_else(|| fresh::expires_at(token), |known| known.expires_at)
    }

    /// Whether every version of a kept secret is there that signs or verifies; why they were not looked at, if so. What is wrong
    /// with one that signed before hinders nobody. The hint of one that is lost gives it up.
    pub(super) fn versions(&self, name: &Name, ring: &Ring) -> Result<Option<&'static str>, (Rank, Failure)> {
        for version in ring.verifying(self.env.now) {
            if let Some(why) = self.version(name, ring, version).map_err(|failure| match version.state {
                State::Previous => {
                    let revoke = Hint::run(&format!("secret revoke {name} --kid {}", version.kid));
                    (Rank::Warning, failure.with_hint(revoke))
                }
                // The `.env` file, where there is one, holds what was kept. With a grace the lost one would be missing among
                // those that verify.
                State::Active if is_lost(&failure) && ring.dotenv.is_none() => {
                    let rotate = Hint::run(&format!("secret rotate {name} --now --grace 0s"));
                    (Rank::High, failure.with_hint(rotate))
                }
                _ => (Rank::High, failure),
            })? {
                return Ok(Some(why));
            }
        }
        Ok(None)
    }

    fn version(&self, name: &Name, ring: &Ring, version: &Version) -> Result<Option<&'static str>, Failure> {
        let at = |entry: &Entry| self.at(ring.shelf, entry);
        if let Seen::Unseen(why) = at(&Entry::secret(name, version.kid.as_str()))? {
            return Ok(Some(why));
        }
        let read = |entry: &Entry| Ok(if let Seen::Value(secret) = at(entry)? { Some(secret) } else { None });
        the_one_that_was_kept(name, ring, version, read).map(|_| None)
    }

    fn at(&self, shelf: Shelf, entry: &Entry) -> Result<Seen, Failure> {
        match shelf {
            Shelf::Keychain if !self.has_keychain => return Ok(Seen::Unseen("the keychain gives no answer")),
            Shelf::File if !self.has_files => return Ok(Seen::Unseen("encrypted files are not opened")),
            Shelf::File if self.home.opening_asks()? => return Ok(Seen::Unseen(ASKED_FOR)),
            Shelf::Keychain | Shelf::File => {}
        }
        let key = (StoreArg::from(shelf).words(), entry.to_string());
        if let Some(seen) = self.seen.borrow().get(&key) {
            return Ok(seen.clone());
        }
        let store = self.home.shelf_if_any(shelf)?;
        let found = store.map(|store| store.read(entry)).transpose().map_err(|error| {
            let is_damaged = matches!(error, StoreError::Damaged { .. });
            let failure = Failure::from(error);
            Failure { code: if is_damaged { Code::DAMAGED } else { failure.code }, ..failure }
        })?;
        let seen = found.flatten().map_or(Seen::Nothing, Seen::Value);
        self.seen.borrow_mut().insert(key, seen.clone());
        Ok(seen)
    }
}

/// Whether a secret is not there, or cannot be read: it may come back.
pub(super) fn is_lost(failure: &Failure) -> bool {
    [Code::NO_SECRET, Code::DAMAGED].contains(&failure.code)
}

/// Whether the key of the encrypted files opened one of them; none where somebody is asked for it.
pub(super) fn try_opening(home: &Home<'_>) -> Result<Option<bool>, Failure> {
    if home.opening_asks()? { Ok(None) } else { home.try_opening().map(Some) }
}

/// Why encrypted files were not opened.
pub(super) const ASKED_FOR: &str = "their passphrase comes from a program or a prompt";
