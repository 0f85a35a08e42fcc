//! The keys of an entry: whose they are, and which an installation takes away.

use std::collections::BTreeSet;

use super::{Client, Remote, Stdio};
use crate::client::credential::HEADERS;
use crate::client::holder::Place;
use crate::client::reference::Syntax;

impl Client {
    /// The keys of an entry that are ours to write and to take away; whatever else stands there is somebody's own.
    ///
    /// Those of every client: what was pasted from another would send an entry elsewhere, or have it passed over.
    pub(in crate::client) fn own_keys(&self) -> BTreeSet<&str> {
        let mut keys = BTreeSet::from(["type"]);
        for client in Self::all() {
            keys.extend(client.remote.iter().flat_map(Remote::keys));
            keys.extend(client.stdio.iter().flat_map(Stdio::keys));
            keys.extend(client.refused_keys());
        }
        keys.extend(self.extra_keys());
        keys
    }

    /// Whether it reads nothing of what stands at that place.
    pub fn passes_over(&self, place: &Place) -> bool {
        match (place, &self.remote) {
            (Place::Header(_), remote) => remote.is_none(),
            (Place::Member(key), Some(remote)) => remote.refused_bearer.as_ref() == Some(key),
            _ => false,
        }
    }

    /// Whether it reads references of a form at some place: of a member that nobody here knows it may.
    pub(in crate::client) fn reads_anywhere(&self, form: Syntax) -> bool {
        let of_remote = self.remote.iter().flat_map(|remote| &remote.references);
        of_remote.chain(self.stdio.iter().flat_map(|stdio| &stdio.references)).any(|known| *known == form)
    }

    /// Whether a key is one of other clients, which an installation takes away: somebody may have meant something by it.
    pub(in crate::client) fn is_others(&self, key: &str) -> bool {
        let remote = self.remote.iter().flat_map(Remote::keys);
        let unread = ["url", HEADERS].into_iter().filter(|_| self.remote.is_none());
        let own = remote.chain(unread).chain(self.stdio.iter().flat_map(Stdio::keys)).chain(["type"]);
        !self.leaves(key) && !own.chain(self.refused_keys()).any(|known| known == key)
    }

    /// Whether an installation leaves a member of an entry as it is, by the keys that lead to it.
    pub fn leaves(&self, keys: &str) -> bool {
        let key = keys.split('.').next().unwrap_or_default();
        !self.own_keys().contains(key) || self.extra_keys().any(|extra| extra == key)
    }

    /// Those that it takes in no entry.
    fn refused_keys(&self) -> impl Iterator<Item = &str> {
        let refused = self.remote.iter().flat_map(|remote| &remote.refuses);
        let is_refused = |key: &&String| self.stdio.iter().any(|stdio| stdio.refuses.contains(key));
        refused.filter(is_refused).map(String::as_str)
    }

    /// Those of them that are written when nothing stands there: somebody may want them otherwise.
    pub(in crate::client) fn extra_keys(&self) -> impl Iterator<Item = &str> {
        let remote = self.remote.iter().flat_map(|remote| remote.extra.keys());
        remote.chain(self.stdio.iter().flat_map(|stdio| stdio.extra.keys())).map(String::as_str)
    }
}
