//! One table with keys that are known: each is read as what it must be, or is a [`Fault`] that names it.

use toml_edit::{Item, TableLike, Value};

use crate::clock::Span;
use crate::profile::error::{Place, Problem, ProfileError};

/// A key and what is wrong with it, before it is known where it stands.
pub(in crate::profile) struct Fault {
    key: String,
    problem: Problem,
}

impl Fault {
    pub(in crate::profile) fn new(key: impl Into<String>, problem: Problem) -> Self {
        Self { key: key.into(), problem }
    }

    /// With those above it: `demands.min-quota`.
    pub(in crate::profile) fn key(&self) -> &str {
        &self.key
    }

    pub(in crate::profile) fn at(self, place: Place) -> ProfileError {
        ProfileError::Key { place, key: self.key, problem: self.problem }
    }
}

/// A table without unknown keys.
pub(super) struct Fields<'t> {
    table: &'t dyn TableLike,
    path: String,
}

impl<'t> Fields<'t> {
    /// - `path`: the keys above it, empty or with a final dot.
    pub(super) fn new(table: &'t dyn TableLike, path: &str, known: &[&str]) -> Result<Self, Fault> {
        match table.iter().find(|(key, _)| !known.contains(key)) {
            Some((key, _)) => Err(Fault::new(format!("{path}{key}"), Problem::Unknown)),
            None => Ok(Self { table, path: path.to_owned() }),
        }
    }

    pub(super) fn fault(&self, key: &str, problem: Problem) -> Fault {
        Fault::new(format!("{}{key}", self.path), problem)
    }

    pub(super) fn missing(&self, key: &str, expected: &'static str) -> Fault {
        self.fault(key, Problem::Missing { expected })
    }

    pub(super) fn other(&self, key: &str, expected: &'static str) -> Fault {
        let found = self.get(key).map_or_else(|| "nothing".to_owned(), found);
        self.fault(key, Problem::Other { found, expected })
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Item> {
        self.table.get(key)
    }

    /// A text that is not empty and that `parse` takes.
    pub(super) fn parsed<T>(
        &self,
        key: &str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        let value = item.as_str().filter(|text| !text.is_empty()).and_then(parse);
        value.map(Some).ok_or_else(|| self.other(key, expected))
    }

    pub(super) fn text(&self, key: &str, expected: &'static str) -> Result<Option<String>, Fault> {
        self.parsed(key, expected, |text| Some(text.to_owned()))
    }

    pub(super) fn flag(&self, key: &str) -> Result<bool, Fault> {
        let Some(item) = self.get(key) else { return Ok(false) };
        item.as_bool().ok_or_else(|| self.other(key, "true or false"))
    }

    pub(super) fn integer(&self, key: &str) -> Result<Option<i64>, Fault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        item.as_integer().map(Some).ok_or_else(|| self.other(key, "an integer"))
    }

    pub(super) fn span(&self, key: &str) -> Result<Option<Span>, Fault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        let text = item.as_str().ok_or_else(|| self.other(key, A_SPAN))?;
        Span::parse(text).map(Some).map_err(|error| {
            if can_be_shown(text) { self.fault(key, Problem::Time(error)) } else { self.other(key, A_SPAN) }
        })
    }

    /// One text or a list of texts, none of them empty; nothing when the key is not there.
    pub(super) fn texts(&self, key: &str) -> Result<Vec<String>, Fault> {
        let expected = "a text or a list of texts";
        let Some(item) = self.get(key) else { return Ok(Vec::new()) };
        let texts: Option<Vec<String>> = match (item.as_str(), item.as_array()) {
            (Some(one), _) => Some(vec![one.to_owned()]),
            (None, Some(list)) => list.iter().map(|value| value.as_str().map(str::to_owned)).collect(),
            (None, None) => return Err(self.other(key, expected)),
        };
        match texts {
            Some(texts) if !texts.is_empty() && !texts.iter().any(String::is_empty) => Ok(texts),
            Some(texts) if texts.is_empty() => Err(self.said(key, "an empty list", expected)),
            Some(_) => Err(self.said(key, "an empty text", expected)),
            None => Err(self.said(key, "a list of something else", expected)),
        }
    }

    /// A table below this one.
    pub(super) fn table(
        &self,
        key: &str,
        expected: &'static str,
        known: &[&str],
    ) -> Result<Option<Self>, Fault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        let table = item.as_table_like().ok_or_else(|| self.other(key, expected))?;
        Self::new(table, &format!("{}{key}.", self.path), known).map(Some)
    }

    pub(super) fn said(&self, key: &str, found: &str, expected: &'static str) -> Fault {
        self.fault(key, Problem::Other { found: found.to_owned(), expected })
    }
}

/// What stands there, in words; a text itself only when it is too short for a token or a secret.
pub(in crate::profile) fn found(item: &Item) -> String {
    match item {
        Item::Value(Value::String(text)) if text.value().is_empty() => "an empty text".to_owned(),
        Item::Value(Value::String(text)) if can_be_shown(text.value()) => format!("`{}`", text.value()),
        other => kind(other).to_owned(),
    }
}

/// The kind of a TOML value, in words.
pub(in crate::profile) fn kind(item: &Item) -> &'static str {
    match item {
        Item::None => "nothing",
        Item::Table(_) | Item::Value(Value::InlineTable(_)) => "a table",
        Item::ArrayOfTables(_) => "a list of tables",
        Item::Value(Value::String(_)) => "another text",
        Item::Value(Value::Integer(_)) => "an integer",
        Item::Value(Value::Float(_)) => "a number",
        Item::Value(Value::Boolean(_)) => "a boolean",
        Item::Value(Value::Datetime(_)) => "a date",
        Item::Value(Value::Array(_)) => "a list",
    }
}

fn can_be_shown(text: &str) -> bool {
    text.len() <= SHOWN
}

const A_SPAN: &str = "a duration such as \"24h\"";
/// A secret has 32 bytes or more.
const SHOWN: usize = 20;
