//! A copy in a store that is nothing's place any more, or not yet: what is written down of it, which is nothing that it holds.

use mcp_token::fresh::Learnt;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::ring::Shelf;
use mcp_token::store::Entry;
use serde::{Deserialize, Serialize};

/// One copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Leftover {
    pub(super) store: Shelf,
    pub(super) service: String,
    pub(super) user: String,
    pub(super) of: Of,
}

/// What it is a copy of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Of {
    Secret(Name),
    /// Of a secret for a profile that is not written yet.
    NewSecret(Name),
    /// Of a profile; with what was learnt about it.
    Token(Name, Option<Learnt>),
}

impl Leftover {
    /// Of a version of a secret.
    pub(super) fn of_secret(name: &Name, store: Shelf, entry: &Entry) -> Self {
        Self::new(store, entry, Of::Secret(name.clone()))
    }

    /// Of one thing under several entries.
    pub(super) fn of_each(store: Shelf, entries: &[Entry], of: &Of) -> Vec<Self> {
        entries.iter().map(|entry| Self::new(store, entry, of.clone())).collect()
    }

    /// Of the token of a profile in the place that the profile names. None where nobody could tell it from another program's.
    pub(super) fn of_token(profile: &Profile, learnt: Option<Learnt>) -> Option<Self> {
        let entry = profile.token_entry();
        let can_be_told = entry.is_ours() || learnt.as_ref().is_some_and(|learnt| !learnt.found);
        let store = profile.token.shelf().filter(|_| can_be_told)?;
        Some(Self::new(store, &entry, Of::Token(profile.name.clone(), learnt)))
    }

    pub(super) fn new(store: Shelf, entry: &Entry, of: Of) -> Self {
        Self { store, service: entry.service().to_owned(), user: entry.user().to_owned(), of }
    }

    pub(super) fn is_of_the_entry_of(&self, other: &Self) -> bool {
        (self.store, &self.service, &self.user) == (other.store, &other.service, &other.user)
    }
}
