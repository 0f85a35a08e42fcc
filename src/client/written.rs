//! What was written into an entry: by that, what somebody has put in its place since is told from it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::record::fingerprint;
use super::value::Value;
use super::{Client, holds_a_secret};

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
    /// What an entry says; of what somebody may want otherwise the names alone.
    pub(super) fn of(client: &Client, entry: &Value) -> Self {
        let may_differ = |key: &str| client.extra_keys().any(|extra| extra == key);
        let part = |(key, value): &(String, Value)| {
            let is_secret = holds_a_secret(client, &Value::Map(vec![(key.clone(), value.clone())]));
            let part = match value {
                _ if may_differ(key) => Part::Hidden,
                value if is_secret => Part::names_of(value),
                value => Part::of(value),
            };
            (key.clone(), part)
        };
        Self(entry.members().iter().map(part).collect())
    }

    /// Whether all of it is in an entry.
    pub(super) fn is_in(&self, entry: &Value) -> bool {
        are_in(&self.0, Some(entry))
    }

    /// Whether some of it is in an entry: somebody has changed ours, and not put another in its place. A `type` is that of many.
    pub(super) fn is_partly_in(&self, entry: &Value) -> bool {
        self.0.iter().any(|(key, part)| key != "type" && part.is_partly(entry.get(key)))
    }

    /// Whether a member, if it was written, is as it was, with what somebody added.
    pub(super) fn allows(&self, key: &str, value: &Value) -> bool {
        self.0.get(key).is_none_or(|part| part.is(Some(value)))
    }

    /// Whether each of its members is in one of two others.
    pub(super) fn is_in_one_of(&self, one: &Self, other: Option<&Self>) -> bool {
        are_in_one_of(&self.0, [Some(&one.0), other.map(|other| &other.0)])
    }

    /// Whether a member of that name was written.
    pub(super) fn names(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether a member of a member was written under that name.
    pub(super) fn names_in(&self, key: &str, name: &str) -> bool {
        self.0.get(key).and_then(Part::members).is_some_and(|members| members.contains_key(name))
    }

    /// Whether a member of a member is as it was written.
    pub(super) fn has(&self, key: &str, name: &str, value: &Value) -> bool {
        let members = self.0.get(key).and_then(Part::members);
        members.and_then(|members| members.get(name)).is_some_and(|part| part.is(Some(value)))
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

    fn members(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Members(members) => Some(members),
            Self::Hash(_) | Self::Hidden => None,
        }
    }

    fn is_partly(&self, value: Option<&Value>) -> bool {
        match self {
            Self::Members(members) => {
                members.iter().any(|(name, part)| part.is_partly(value.and_then(|value| value.get(name))))
            }
            Self::Hash(_) => self.is(value),
            Self::Hidden => false,
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

fn are_in_one_of(members: &BTreeMap<String, Part>, two: [Option<&BTreeMap<String, Part>>; 2]) -> bool {
    members.iter().all(|(name, part)| {
        let found = two.map(|members| members.and_then(|members| members.get(name)));
        match part {
            Part::Members(members) => {
                are_in_one_of(members, found.map(|found| found.and_then(Part::members)))
            }
            part => found.into_iter().flatten().any(|found| [part, &Part::Hidden].contains(&found)),
        }
    })
}
