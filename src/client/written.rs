//! What was written into an entry: by that, what somebody has put in its place since is told from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::fingerprint;
use super::value::Value;
use super::{Client, Entry, holds_a_secret};

/// The members that were written. Of what holds a secret the names alone: the hash of a weak one would give it away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written(BTreeMap<String, Part>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Part {
    /// The SHA-256 of a value, in hex.
    Hash(String),
    Members(BTreeMap<String, Part>),
    /// What it was is not remembered.
    Hidden,
}

impl Written {
    /// What an entry says, but for what somebody may want otherwise.
    pub(super) fn of(client: &Client, entry: &Entry) -> Self {
        let may_differ = |key: &str| client.extra_keys().any(|extra| extra == key);
        let part = |(key, value): &(String, Value)| {
            let is_secret = holds_a_secret(client, &Value::Map(vec![(key.clone(), value.clone())]));
            (key.clone(), if is_secret { Part::names_of(value) } else { Part::of(value) })
        };
        let members = entry.value.members().iter().filter(|(key, _)| !may_differ(key));
        Self(members.map(part).collect())
    }

    /// Whether all of it is in an entry.
    pub(super) fn is_in(&self, entry: &Value) -> bool {
        are_in(&self.0, Some(entry))
    }

    /// Whether nothing else is in an entry, but for what somebody may want otherwise and what is in the one that comes back.
    pub(super) fn is_all_of(&self, client: &Client, entry: &Value, back: Option<&Value>) -> bool {
        let may_differ = |key: &str| client.extra_keys().any(|extra| extra == key);
        entry.members().iter().all(|(key, value)| {
            let back = back.and_then(|back| back.get(key));
            let comes_back = |name: &str, value| back.and_then(|back| back.get(name)) == Some(value);
            back == Some(value)
                || match self.0.get(key) {
                    Some(Part::Members(members)) => {
                        let mut all = value.members().iter();
                        all.all(|(name, value)| members.contains_key(name) || comes_back(name, value))
                    }
                    part => part.is_some() || may_differ(key),
                }
        })
    }

    /// Whether a member of that name was written.
    pub(super) fn names(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether a member of a member is as it was written.
    pub(super) fn has(&self, key: &str, name: &str, value: &Value) -> bool {
        match self.0.get(key) {
            Some(Part::Members(members)) => members.get(name).is_some_and(|part| part.is(Some(value))),
            _ => false,
        }
    }
}

impl Part {
    fn of(value: &Value) -> Self {
        match value {
            Value::Map(members) => {
                Self::Members(members.iter().map(|(name, value)| (name.clone(), Self::of(value))).collect())
            }
            other => Self::Hash(fingerprint(other.to_json_line().as_bytes())),
        }
    }

    fn names_of(value: &Value) -> Self {
        match value {
            Value::Map(members) => {
                Self::Members(members.iter().map(|(name, _)| (name.clone(), Self::Hidden)).collect())
            }
            _ => Self::Hidden,
        }
    }

    fn is(&self, value: Option<&Value>) -> bool {
        match self {
            Self::Hash(hash) => {
                value.is_some_and(|value| *hash == fingerprint(value.to_json_line().as_bytes()))
            }
            Self::Members(members) => are_in(members, value),
            Self::Hidden => true,
        }
    }
}

/// What somebody has added stands beside them.
fn are_in(members: &BTreeMap<String, Part>, value: Option<&Value>) -> bool {
    members.iter().all(|(name, part)| part.is(value.and_then(|value| value.get(name))))
}
