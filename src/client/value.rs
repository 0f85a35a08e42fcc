//! A value of a configuration, whatever it is written in. Members keep their order.

mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;

pub(super) use self::text::quoted;
use crate::secret::shape::could_be_secret;

/// One value. `Debug` shows no text: one may be a token.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// Any other number, as it is written.
    #[serde(skip)]
    Fraction(String),
    /// Text.
    Text(String),
    /// Values in their order.
    List(Vec<Value>),
    /// Members in their order.
    #[serde(skip)]
    Map(Vec<(String, Value)>),
    /// What no client needs to be told: null.
    #[serde(skip)]
    Other,
}

impl Value {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of texts.
    pub(super) fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// The member of that name; of several the last, which JSON's parsers take (RFC 8259 section 4 leaves it open).
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rfind(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value behind keys that a dot leads inwards.
    pub(super) fn at(&self, keys: &str) -> Option<&Self> {
        keys.split('.').try_fold(self, Self::get)
    }

    /// The values behind keys that a dot leads inwards, of which `*` is any member or item; each with the path to it. In that it
    /// stays for a name that could be a token.
    pub(super) fn each_at(&self, keys: &str) -> Vec<(String, &Self)> {
        keys.split('.').fold(vec![(String::new(), self)], |values, key| {
            values.iter().flat_map(|(path, value)| value.behind_one(key, path)).collect()
        })
    }

    fn behind_one(&self, key: &str, path: &str) -> Vec<(String, &Self)> {
        let dot = if path.is_empty() { "" } else { "." };
        let named = |name: &str| format!("{path}{dot}{}", if could_be_secret(name) { "*" } else { name });
        match self {
            Self::List(values) if key == "*" => {
                values.iter().enumerate().map(|(at, value)| (format!("{path}[{at}]"), value)).collect()
            }
            _ if key == "*" => self.members().iter().map(|(name, value)| (named(name), value)).collect(),
            _ => self.get(key).map(|value| (named(key), value)).into_iter().collect(),
        }
    }

    /// The value behind these keys.
    pub(super) fn behind(&self, keys: &[String]) -> Option<&Self> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The members; none of anything else.
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Map(members) => members,
            _ => &[],
        }
    }

    /// The members that are written like a text.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members().iter().filter_map(|(name, value)| Some((name.as_str(), value.as_written()?)))
    }

    /// A text, or those of a list and of the lists in it.
    pub(super) fn words(&self) -> Vec<&str> {
        match self {
            Self::List(values) => values.iter().flat_map(Self::words).collect(),
            other => other.as_written().into_iter().collect(),
        }
    }

    /// The names that more than one member of a map in it has.
    pub(super) fn doubles(&self) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let members = self.members().iter();
        let own = members.filter(|(name, _)| !seen.insert(name.as_str())).map(|(name, _)| name.as_str());
        let mut found: BTreeSet<_> = own.collect();
        found.extend(self.inner().flat_map(Self::doubles));
        found
    }

    /// What is in it: items, or what stands behind the names of members.
    pub(super) fn inner(&self) -> impl Iterator<Item = &Self> {
        let items = if let Self::List(values) = self { values.as_slice() } else { &[] };
        items.iter().chain(self.members().iter().map(|(_, value)| value))
    }

    /// What is taken of it where members have one name, and what is passed over, each under the keys that lead there.
    pub(super) fn parted(&self) -> (Self, Option<Self>) {
        match self {
            Self::Map(members) => {
                let names = members.iter().enumerate().map(|(at, (name, _))| (name.as_str(), at));
                let last: BTreeMap<_, _> = names.collect();
                let (mut taken, mut passed) = (Vec::new(), Vec::new());
                for (at, (name, value)) in members.iter().enumerate() {
                    if last.get(name.as_str()) == Some(&at) {
                        let (own, over) = value.parted();
                        taken.push((name.clone(), own));
                        passed.extend(over.map(|over| (name.clone(), over)));
                    } else {
                        passed.push((name.clone(), value.clone()));
                    }
                }
                (Self::Map(taken), (!passed.is_empty()).then_some(Self::Map(passed)))
            }
            Self::List(values) => {
                let (taken, passed): (_, Vec<_>) = values.iter().map(Self::parted).unzip();
                let passed: Vec<_> = passed.into_iter().flatten().collect();
                (Self::List(taken), (!passed.is_empty()).then_some(Self::List(passed)))
            }
            scalar => (scalar.clone(), None),
        }
    }

    /// Whether it is a list or a map with nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::List(values) => values.is_empty(),
            Self::Map(members) => members.is_empty(),
            Self::Bool(_) | Self::Number(_) | Self::Fraction(_) | Self::Text(_) | Self::Other => false,
        }
    }

    /// The text, of a text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text, or a number that is known as it is written: a key can be one.
    pub(super) fn as_written(&self) -> Option<&str> {
        match self {
            Self::Fraction(text) => Some(text),
            other => other.as_text(),
        }
    }

    /// Whether it says the same, in whatever order its members stand.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Map(one), Self::Map(two)) => {
                one.len() == two.len()
                    && one
                        .iter()
                        .all(|(name, value)| other.get(name).is_some_and(|found| value.says_the_same(found)))
            }
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says_the_same(two))
            }
            _ => self == other,
        }
    }

    /// Whether a text in it, however deep, is one of these.
    pub(super) fn has_text(&self, wanted: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::Text(text) => wanted(text),
            other => other.inner().any(|value| value.has_text(wanted)),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Fraction(_) | Self::Text(_) => f.write_str("\"..\""),
            Self::List(values) => f.debug_list().entries(values).finish(),
            Self::Map(members) => {
                f.debug_map().entries(members.iter().map(|(name, value)| (name, value))).finish()
            }
            Self::Other => f.write_str("null"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_members_of_one_name_the_last_is_taken_and_the_others_are_kept_apart() {
        let map = |members: &[(&str, Value)]| {
            Value::Map(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
        };
        let text = Value::text;
        let twice = map(&[("a", text("1")), ("b", text("2")), ("a", text("3")), ("a", text("4"))]);
        let whole = map(&[("c", twice.clone()), ("d", Value::List(vec![twice, text("5")]))]);
        let taken = map(&[("b", text("2")), ("a", text("4"))]);
        let passed = map(&[("a", text("1")), ("a", text("3"))]);
        let of = |one: Value, more: &[Value]| {
            map(&[("c", one.clone()), ("d", Value::List([&[one], more].concat()))])
        };
        assert_eq!(whole.parted(), (of(taken, &[text("5")]), Some(of(passed, &[]))));
        assert_eq!(Vec::from_iter(whole.doubles()), ["a"]);
        assert_eq!(whole.get("c").and_then(|inner| inner.get("a")), Some(&text("4")));
        let once = map(&[("a", map(&[("a", text("1"))])), ("b", Value::Other)]);
        assert_eq!(once.parted(), (once.clone(), None));
        assert!(once.doubles().is_empty());
    }
}
