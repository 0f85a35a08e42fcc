//! Changes one entry of a configuration and leaves every other byte as it is.
//!
//! A library with a concrete syntax tree makes one change after the other; what it changed is then cut out of its text and put
//! into the old bytes. So a byte order mark, line ends of two kinds and whatever the library would write in another way stay.
//!
//! JSON as RFC 8259, with comments and commas where the client takes them; TOML 1.0. YAML is not edited.

mod back;
mod comments;
mod cut;
mod gap;
mod graft;
mod json;
mod lines;
mod pieces;
pub(super) mod toml;

use std::collections::BTreeSet;
use std::ops::Range;

pub(super) use self::comments::{comments, comments_gone, without_comments};
use super::input::is_as_written;
use super::reference::Syntax;
use super::table::Format;
use super::unreadable::{Unreadable, text};
use super::value::Value;
use super::{Client, Entry, Written};
use crate::secret::mask::place;

/// A configuration that was read, as its client reads it.
pub(super) struct Document<'c> {
    client: &'c Client,
    /// The text after a byte order mark, as it stands.
    original: String,
    has_mark: bool,
    tree: Tree,
}

/// A value that holds no other.
pub(super) struct Scalar<N> {
    /// Where it stands in the text, its quotes included.
    pub(super) place: Range<usize>,
    /// What it says, when it is a text.
    pub(super) text: Option<String>,
    /// What is known of it by the names around it.
    pub(super) around: N,
}

enum Tree {
    Json(json::Json),
    Toml(toml::Toml),
}

impl<'c> Document<'c> {
    /// Reads what the client would read, and nothing else.
    pub(super) fn parse(client: &'c Client, bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = text(bytes)?;
        let original = text.strip_prefix(MARK).unwrap_or(text);
        let has_mark = original.len() < text.len();
        if has_mark && client.byte_order_mark == Some(false) {
            return Err(Unreadable::at(1, " begins with a byte order mark"));
        }
        let tree = Tree::parse(client, original)?;
        Ok(Self { client, original: original.to_owned(), has_mark, tree })
    }

    /// Goes on with another text, if there is one.
    fn turn_into(&mut self, text: Option<String>) -> Result<(), Unreadable> {
        if let Some(text) = text {
            self.tree = Tree::parse(self.client, &text)?;
            self.original = text;
        }
        Ok(())
    }

    /// All of it as a value.
    pub(super) fn value(&self) -> Value {
        match &self.tree {
            Tree::Json(json) => json.value(),
            Tree::Toml(toml) => toml.value(),
        }
    }

    /// Whether there is anything but blanks and comments.
    pub(super) fn has_value(&self) -> bool {
        match &self.tree {
            Tree::Json(json) => json.has_value(),
            Tree::Toml(_) => true,
        }
    }

    /// The comments, as they stand.
    pub(super) fn comments(&self) -> Vec<&str> {
        comments(self.client, &self.original)
    }

    /// The names of the members behind these keys with a comment of some kind in them. One look at all of them.
    ///
    /// - `is_one`: whether a comment is of that kind.
    pub(super) fn commented(&self, keys: &[String], is_one: impl Fn(&str) -> bool) -> BTreeSet<String> {
        match &self.tree {
            Tree::Json(_) => {
                let those = self.comments().into_iter().filter(|comment| is_one(comment));
                let starts: Vec<_> = those.map(|comment| place(comment, &self.original).start).collect();
                let has_one = |place: &Range<usize>| {
                    let first = starts.partition_point(|start| *start < place.start);
                    starts.get(first).is_some_and(|start| *start < place.end)
                };
                let members = json::members(&self.original, keys).into_iter();
                members.filter(|(_, place)| has_one(place)).map(|(name, _)| name).collect()
            }
            Tree::Toml(toml) => {
                let names = self.value().behind(keys).map(Value::members).unwrap_or_default().to_vec();
                let text = |name: &String| toml.text_of(keys, name).unwrap_or_default();
                let has_one = |name: &String| comments(self.client, &text(name)).into_iter().any(&is_one);
                names.into_iter().map(|(name, _)| name).filter(has_one).collect()
            }
        }
    }

    /// The text, without a byte order mark.
    pub(super) fn text(&self) -> &str {
        &self.original
    }

    /// Every text, number and date.
    ///
    /// - `into`: what is known of a value, by the name that it stands under and what is known around it.
    pub(super) fn scalars<N: Copy>(&self, around: N, into: &impl Fn(&str, N) -> N) -> Vec<Scalar<N>> {
        match &self.tree {
            Tree::Json(_) => json::scalars(&self.original, around, into),
            Tree::Toml(_) => toml::scalars(&self.original, around, into),
        }
    }

    /// The keys that lead to the servers among which the one of that name is, or belongs.
    fn root_of(&self, server: &str) -> &'c [String] {
        let (client, value) = (self.client, self.value());
        let roots = client.roots_of(&value);
        let is_in = |keys: &&&[String]| {
            let found = value.behind(keys).and_then(|servers| servers.get(server));
            found.is_some_and(|entry| !client.is_foreign(server, entry))
        };
        roots.iter().find(is_in).or(roots.last()).copied().unwrap_or_default()
    }

    /// What the keys lead to.
    fn at(&self, keys: &[String]) -> Option<Value> {
        self.value().behind(keys).cloned()
    }

    /// The entry of that name.
    pub(super) fn entry(&self, server: &str) -> Option<Value> {
        self.at(self.root_of(server)).and_then(|servers| servers.get(server).cloned())
    }

    /// Puts an entry there; of one of that name every member stays that is not another.
    ///
    /// - `written`: what was written into that here.
    pub(super) fn set(&mut self, entry: &Entry, written: Option<&Written>) -> Result<(), Unreadable> {
        let (mut keys, server) = (self.root_of(&entry.server).to_vec(), &entry.server);
        match (self.entry(server), &mut self.tree) {
            (Some(old @ Value::Map(_)), _) => {
                keys.push(server.clone());
                for (name, value) in entry.difference(self.client, &old, written) {
                    self.change(&keys, &name, old.get(&name), value.as_ref())?;
                }
            }
            (_, Tree::Json(_)) => self.change(&keys, server, None, Some(&entry.value))?,
            (_, Tree::Toml(toml)) => {
                let text = toml.set(&self.original, &keys, server, &entry.value)?;
                self.turn_into(Some(text))?;
            }
        }
        let text = match (&self.client.inputs, &entry.input, &mut self.tree) {
            (Some(key), Some((id, input)), Tree::Json(json)) => {
                Some(json.set_in_list(self.client, &self.original, key, id, input)?)
            }
            _ => None,
        };
        self.turn_into(text)
    }

    /// Takes the entry of that name out.
    pub(super) fn remove(&mut self, server: &str) -> Result<(), Unreadable> {
        self.change(self.root_of(server), server, None, None)
    }

    /// The entry of that name as it stands, for [`put_back`](Self::put_back).
    pub(super) fn entry_text(&self, server: &str) -> Option<String> {
        self.text_of(self.root_of(server), server).ok().flatten()
    }

    fn text_of(&self, keys: &[String], name: &str) -> Result<Option<String>, Unreadable> {
        match &self.tree {
            Tree::Json(json) => json.text_of(&self.original, keys, name),
            Tree::Toml(toml) => Ok(toml.text_of(keys, name)),
        }
    }

    /// A member of the top that holds nothing, as it stands; under no key, all of a file that has no members.
    pub(super) fn empty_text(&self, key: &str) -> Option<String> {
        let all = self.value();
        let is_empty = if key.is_empty() { all.is_empty() } else { all.get(key)?.is_empty() };
        match &self.tree {
            _ if !is_empty => None,
            _ if key.is_empty() => Some(self.original.clone()),
            Tree::Json(json) => json.text_of(&self.original, &[], key).ok()?,
            Tree::Toml(toml) => toml.inline_text(key),
        }
    }

    /// Gives what holds nothing again the white space that it had, or takes a member out where there was none. A comment that came
    /// since stays.
    pub(super) fn empty_again(&mut self, key: &str, before: Option<&str>) -> Result<(), Unreadable> {
        let Some(now) = self.empty_text(key) else { return Ok(()) };
        if comments(self.client, &now) != comments(self.client, before.unwrap_or_default()) {
            return Ok(());
        }
        let text = match (&mut self.tree, before) {
            (_, before) if key.is_empty() => before.map(str::to_owned),
            (Tree::Json(json), Some(before)) => json.with(&self.original, &[], key, before)?,
            (Tree::Json(json), None) => json.without(&self.original, &[], key)?,
            (Tree::Toml(toml), Some(before)) => Some(toml.set_inline(&self.original, key, before)),
            (Tree::Toml(_), None) => None,
        };
        self.turn_into(text)
    }

    /// Whether nothing is in it, and no comment.
    pub(super) fn is_blank(&self) -> bool {
        self.value().is_empty() && self.comments().is_empty()
    }

    /// Takes out what the client asks for, unless an entry refers to it or somebody has changed it.
    pub(super) fn ask_no_more(&mut self, id: &str) -> Result<(), Unreadable> {
        let Some(key) = &self.client.inputs else { return Ok(()) };
        let (all, reference) = (self.value(), Syntax::Input.write(id));
        let Some(Value::List(inputs)) = all.get(key) else { return Ok(()) };
        let is_it = |one: &Value| one.get("id").and_then(Value::as_text) == Some(id) && is_as_written(one);
        let place = inputs.iter().position(is_it);
        let place = place.filter(|_| !all.has_text(&|text| text.contains(&reference)));
        let text = place.and_then(|place| json::Json::without_in_list(&self.original, key, place));
        self.turn_into(text)
    }

    /// Changes a member of what the keys lead to: with a value it is put there, without one it goes. Of a map that stays one only
    /// the members change that differ: a value of somebody may be one that is not known here.
    fn change(
        &mut self,
        keys: &[String],
        name: &str,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Result<(), Unreadable> {
        if let (Some(old @ Value::Map(_)), Some(new @ Value::Map(_))) = (old, new) {
            let keys = [keys, &[name.to_owned()]].concat();
            let gone = old.members().iter().filter(|(name, _)| new.get(name).is_none());
            for (name, _) in new.members().iter().chain(gone) {
                if old.get(name) != new.get(name) {
                    self.change(&keys, name, old.get(name), new.get(name))?;
                }
            }
            return Ok(());
        }
        let text = match (&mut self.tree, new) {
            (Tree::Json(json), Some(value)) => {
                Some(json.set(self.client, &self.original, keys, name, value)?)
            }
            (Tree::Json(json), None) => json.without(&self.original, keys, name)?,
            (Tree::Toml(toml), value) => toml.change(&self.original, keys, name, value)?,
        };
        self.turn_into(text)
    }

    /// The bytes as they are now.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mark = if self.has_mark { MARK } else { "" };
        format!("{mark}{}", self.original).into_bytes()
    }
}

impl Tree {
    /// Line ends of one kind, as the libraries want them.
    fn parse(client: &Client, text: &str) -> Result<Self, Unreadable> {
        let plain = with_plain_ends(text);
        match client.format {
            Format::Json => Ok(Self::Json(json::Json::parse(client, &plain)?)),
            Format::Toml => Ok(Self::Toml(toml::Toml::parse(&plain)?)),
            Format::Yaml | Format::Script => Err(Unreadable::new("it is not edited here")),
        }
    }
}

fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

const MARK: &str = "\u{feff}";
