//! What had to be left in a keychain that could not be reached: remembered, and taken away when it can be reached again.
//!
//! It is a list of entries in the state directory, without what they hold. An entry that is in use again is not touched, nor one
//! of other programs that holds something else by now.

use mcp_token::fresh::Learnt;
use mcp_token::profile::{Keeping, Profile, Profiles};
use mcp_token::secret::ring::Shelf;
use mcp_token::store::{Entry, Keychain, Overflow, Store, StoreError};
use serde::{Deserialize, Serialize};

use super::{Home, Patience};
use crate::failure::{Exit, Failure};
use crate::output::{Output, escape};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Left {
    service: String,
    user: String,
    /// What was learnt about the token that is there, when it is one.
    token: Option<Learnt>,
}

impl Home<'_> {
    /// Remembers that the token of a profile stays where it cannot be reached; whether it will be taken away one day.
    pub(super) fn remember_token(&self, profile: &Profile, from: &Keeping) -> Result<bool, Failure> {
        let Keeping::Keychain(entry) = from else { return Ok(false) };
        let token = self.learnt_of(&profile.name)?;
        if token.is_none() && !entry.is_ours() {
            return Ok(false);
        }
        self.remember_left(entry, token)?;
        Ok(true)
    }

    /// Remembers an entry of the keychain that is of no use any more and could not be removed.
    pub(super) fn remember_left(&self, entry: &Entry, token: Option<Learnt>) -> Result<(), Failure> {
        let left = Left { service: entry.service().to_owned(), user: entry.user().to_owned(), token };
        self.change_left(|list| {
            list.retain(|known| (&known.service, &known.user) != (&left.service, &left.user));
            list.push(left);
        })
    }

    /// Takes away what was left behind, where the keychain can be reached now. Costs nothing when there is nothing.
    pub(crate) fn take_away_left(&self, output: &Output) -> Result<(), Failure> {
        let list = match self.left() {
            Ok(list) => list,
            Err(failure) if failure.code == UNREADABLE => {
                output.warn(&failure.message);
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        if list.is_empty() {
            return Ok(());
        }
        // Nobody waits long for what nobody asked for.
        let keychain = Keychain::new(Patience::Short.deadline());
        let store = Overflow::new(&keychain, self.folder(&self.state.join("overflow"))?);
        let profiles = self.profiles()?;
        for left in &list {
            let Ok(entry) = Entry::new(&left.service, &left.user) else { continue };
            let removed = if self.is_in_use(&entry, &profiles)? {
                Ok(false)
            } else {
                remove(&store, &entry, left.token.as_ref())
            };
            match removed {
                Ok(removed) => {
                    self.change_left(|list| list.retain(|known| known != left))?;
                    if removed {
                        let shown = entry.to_string();
                        output.note(&format!(
                            "removed what was left in the keychain: {}",
                            escape::text(&shown)
                        ));
                    }
                }
                Err(error) => {
                    let why = error.to_string();
                    output
                        .explain(&format!("something is still left in the keychain: {}", escape::text(&why)));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn is_in_use(&self, entry: &Entry, profiles: &Profiles) -> Result<bool, Failure> {
        if !profiles.claimed_by(entry).is_empty() {
            return Ok(true);
        }
        for name in self.secret_names()? {
            let Some(ring) = self.ring_if_any(&name)?.filter(|ring| ring.shelf == Shelf::Keychain) else {
                continue;
            };
            let mut versions =
                ring.versions().iter().map(|version| Entry::secret(&name, version.kid.as_str()));
            if *entry == Entry::active_secret(&name) || versions.any(|version| version == *entry) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The entries. A list that cannot be understood stays as it is: it is all that is known of them.
    fn left(&self) -> Result<Vec<Left>, Failure> {
        let content = match self.folder_if_any(&self.left_path())? {
            Some(folder) => folder.read(LIST)?,
            None => None,
        };
        let Some(content) = content else { return Ok(Vec::new()) };
        serde_json::from_slice(&content).map_err(|_| {
            let path = self.left_path().join(LIST);
            let message =
                format!("`{}` cannot be read: what is left in the keychain is not known", path.display());
            Failure::new(Exit::Error, UNREADABLE, message)
        })
    }

    fn change_left(&self, change: impl FnOnce(&mut Vec<Left>)) -> Result<(), Failure> {
        let _lock = self.lock("left")?;
        let mut list = self.left()?;
        change(&mut list);
        let folder = self.folder(&self.left_path())?;
        if list.is_empty() {
            folder.remove(LIST)?;
            return Ok(());
        }
        Ok(folder.write(LIST, &serde_json::to_vec(&list).map_err(Failure::internal)?)?)
    }

    fn left_path(&self) -> std::path::PathBuf {
        self.state.join("left")
    }
}

/// An entry of other programs is theirs once it holds something else.
fn remove(store: &dyn Store, entry: &Entry, token: Option<&Learnt>) -> Result<bool, StoreError> {
    if !entry.is_ours() {
        let there = store.read(entry)?;
        if !there.is_some_and(|there| token.is_some_and(|token| token.is_about(&there))) {
            return Ok(false);
        }
    }
    store.remove(entry)
}

const LIST: &str = "keychain.json";
const UNREADABLE: &str = "left";
