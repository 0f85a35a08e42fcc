use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use tempfile::TempDir;

use super::lock::lock_name;
use super::*;
use crate::clock::Span;
use crate::file::Lock;
use crate::jwt::claims::Claims;
use crate::jwt::key::SigningKey;
use crate::profile::{Keeping, Key};
use crate::secret::Source;
use crate::store::{Entry, StoreError};

mod decision;
mod elsewhere;
mod flight;
mod flow;

const NOON: i64 = 1_795_176_000;
const HOUR: i64 = 3600;

fn at(seconds_from_noon: i64) -> Time {
    Time::from_unix(NOON + seconds_from_noon)
}

fn noon() -> Time {
    at(0)
}

/// A profile of tokens that live for 24 h and should have 1 h left, its folders and its store.
struct Place {
    profile: Profile,
    store: Shelf,
    learnt: Folder,
    locks: Folder,
    keys: Signer,
    _root: TempDir,
}

impl Place {
    /// A profile that signs.
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folder = |name: &str| Folder::create(&root.path().canonicalize().unwrap().join(name)).unwrap();
        let mut profile = Profile::new("exai".parse().unwrap());
        profile.token = Keeping::File;
        profile.key = Some(Key { source: Source::Variable("SECRET".to_owned()), encoding: None });
        profile.claims = Claims::parse(r#"{"sub":"agent_001","role":"admin"}"#).unwrap();
        let (learnt, locks) = (folder("tokens"), folder("locks"));
        Self { profile, store: Shelf::default(), learnt, locks, keys: Signer::default(), _root: root }
    }

    /// A profile whose tokens are issued elsewhere.
    fn without_key() -> Self {
        let mut place = Self::new();
        place.profile.key = None;
        place
    }

    fn fresh(&self) -> Fresh<'_, Signer> {
        let keys = self.profile.key.is_some().then_some(&self.keys);
        Fresh {
            profile: &self.profile,
            store: Some(&self.store),
            learnt: &self.learnt,
            locks: &self.locks,
            keys,
        }
    }

    fn token(&self, wanted: Wanted, now: Time) -> Result<Given<NoKey>, FreshError<NoKey>> {
        self.fresh().token(wanted, now)
    }

    /// A token with nothing said about it.
    fn get(&self, now: Time) -> Given<NoKey> {
        self.token(Wanted::default(), now).unwrap()
    }

    fn learnt(&self) -> Option<Learnt> {
        Learnt::read(&self.learnt, &self.profile.name).unwrap()
    }

    fn kept(&self) -> Option<Secret> {
        self.store.items.borrow().get(&self.profile.token_entry()).cloned()
    }

    /// What another program writes into the store.
    fn put(&self, token: &Secret) {
        self.store.items.borrow_mut().insert(self.profile.token_entry(), token.clone());
    }

    /// The lock as another run holds it.
    fn held(&self) -> Lock {
        lock(&self.profile, &self.locks).unwrap().unwrap()
    }
}

/// A key that can be away, and that counts how often it signs. Without a `kid` all of it is known.
struct Signer {
    kid: RefCell<Option<String>>,
    byte: Cell<u8>,
    is_away: Cell<bool>,
    signed: Cell<usize>,
}

impl Default for Signer {
    fn default() -> Self {
        Self {
            kid: RefCell::new(Some("aaaaaaaa".to_owned())),
            byte: Cell::new(7),
            is_away: Cell::new(false),
            signed: Cell::new(0),
        }
    }
}

impl Signer {
    fn turn_to(&self, kid: &str) {
        *self.kid.borrow_mut() = Some(kid.to_owned());
    }

    fn key(&self) -> SigningKey {
        let key = SigningKey::from_secret(Secret::new(vec![self.byte.get(); 32]), None).unwrap();
        SigningKey { kid: self.kid.borrow().clone(), ..key }
    }
}

impl Keys for Signer {
    type Error = NoKey;

    fn known(&self) -> Result<Known<NoKey>, NoKey> {
        Ok(match self.kid.borrow().clone() {
            Some(kid) => Known::Kid(kid),
            None if self.is_away.get() => Known::Unusable(NoKey),
            None => Known::Key(Box::new(self.key())),
        })
    }

    fn signing_key(&self) -> Result<SigningKey, NoKey> {
        if self.is_away.get() {
            return Err(NoKey);
        }
        self.signed.set(self.signed.get() + 1);
        Ok(self.key())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key is away")]
struct NoKey;

/// What another run does to the store.
type Meanwhile = Box<dyn FnOnce(&Shelf)>;

/// A store in memory that can refuse to write, and in which another run can do something between two reads.
#[derive(Default)]
struct Shelf {
    items: RefCell<HashMap<Entry, Secret>>,
    refuses: Cell<bool>,
    hangs: Cell<bool>,
    /// A directory that is gone once it has refused.
    takes_away: RefCell<Option<PathBuf>>,
    /// Happens before the second read.
    meanwhile: RefCell<Option<Meanwhile>>,
    reads: Cell<usize>,
}

impl Store for Shelf {
    fn read(&self, entry: &Entry) -> Result<Option<Secret>, StoreError> {
        self.reads.set(self.reads.get() + 1);
        if self.reads.get() == 2
            && let Some(work) = self.meanwhile.take()
        {
            work(self);
        }
        Ok(self.items.borrow().get(entry).cloned())
    }

    fn write(&self, entry: &Entry, value: &Secret) -> Result<(), StoreError> {
        if self.refuses.get() {
            if let Some(folder) = self.takes_away.take() {
                std::fs::remove_dir_all(folder).unwrap();
            }
            return Err(StoreError::Locked);
        }
        if self.hangs.get() {
            return Err(StoreError::NoAnswer { seconds: 3 });
        }
        self.items.borrow_mut().insert(entry.clone(), value.clone());
        Ok(())
    }

    fn remove(&self, entry: &Entry) -> Result<bool, StoreError> {
        Ok(self.items.borrow_mut().remove(entry).is_some())
    }

    fn max_len(&self) -> Option<usize> {
        None
    }
}

fn force_new() -> Wanted {
    Wanted { force_new: true, ..Wanted::default() }
}

fn no_refresh() -> Wanted {
    Wanted { no_refresh: true, ..Wanted::default() }
}

fn with_life(seconds: u64) -> Wanted {
    Wanted { life: Some(Span::from_secs(seconds)), ..Wanted::default() }
}

fn header(token: &Secret) -> String {
    part(token, 0)
}

fn claims(token: &Secret) -> Claims {
    Claims::parse(&part(token, 1)).unwrap()
}

fn part(token: &Secret, index: usize) -> String {
    let text = std::str::from_utf8(token.expose()).unwrap().split('.').nth(index).unwrap();
    String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn unfit<T>(result: Result<T, FreshError<NoKey>>) -> Unfit {
    match result {
        Err(FreshError::Unfit(unfit)) => unfit,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("a token was given"),
    }
}
