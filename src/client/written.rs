//! What was written into an entry: by that, what somebody has put in its place since is told from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::fingerprint;
use super::value::Value;
use super::{Client, Entry, holds_a_secret};

/// The members that were written. What holds a secret is left out: the hash of a weak one would give it away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written(BTreeMap<String, Part>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Part {
    /// The SHA-256 of a value, in hex.
    Hash(String),
    Members(BTreeMap<String, Part>),
}

impl Written {
    /// What an entry says, but for what somebody may want otherwise.
    pub(super) fn of(client: &Client, entry: &Entry) -> Self {
        let may_differ = |key: &str| client.extra_keys().any(|extra| extra == key);
        let is_plain = |(key, value): &&(String, Value)| {
            !may_differ(key) && !holds_a_secret(client, &Value::Map(vec![(key.clone(), value.clone())]))
        };
        let members = entry.value.members().iter().filter(is_plain);
        Self(members.map(|(key, value)| (key.clone(), Part::of(value))).collect())
    }

    /// Whether all of it is in an entry.
    pub(super) fn is_in(&self, entry: &Value) -> bool {
        are_in(&self.0, entry)
    }

    /// Whether a member of a member is as it was written.
    pub(super) fn has(&self, key: &str, name: &str, value: &Value) -> bool {
        match self.0.get(key) {
            Some(Part::Members(members)) => members.get(name).is_some_and(|part| part.is(value)),
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

    fn is(&self, value: &Value) -> bool {
        match self {
            Self::Hash(hash) => *hash == fingerprint(value.to_json_line().as_bytes()),
            Self::Members(members) => are_in(members, value),
        }
    }
}

/// What somebody has added stands beside them.
fn are_in(members: &BTreeMap<String, Part>, value: &Value) -> bool {
    members.iter().all(|(name, part)| value.get(name).is_some_and(|value| part.is(value)))
}
