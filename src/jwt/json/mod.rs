//! JSON as a verifier has to read it: duplicate names refused at any depth, nesting bounded, numbers kept as text.
//!
//! serde_json alone keeps the last of duplicate names and rounds numbers; here every value stays the text that it was.
//!
//! Sources: RFC 8259; RFC 7519 section 4 (claim names must be unique); RFC 8725 section 3.

mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde_json::value::RawValue;

use read::Members;

/// How many arrays and objects may stand inside each other, the outermost counted.
pub const MAX_DEPTH: usize = 64;

/// A JSON object: its members in their order, values as the text that they were.
#[derive(Debug, Clone, Default)]
pub struct Object<'a> {
    members: Vec<(Cow<'a, str>, Value<'a>)>,
}

impl<'a> Object<'a> {
    /// Reads one JSON object and nothing after it.
    pub fn parse(text: &'a str) -> Result<Self, JsonError> {
        must_be_an_object(text)?;
        let object = shallow_object(text)?;
        object.check(1, has_escapes(text))?;
        Ok(object)
    }

    /// Reads one JSON object and judges its own names, but nothing inside its values.
    pub(super) fn parse_shallow(text: &'a str) -> Result<Self, JsonError> {
        must_be_an_object(text)?;
        shallow_object(text)
    }

    /// Reads one JSON object whatever names it repeats and however deep it is: for showing, never for judging.
    pub fn parse_lenient(text: &'a str) -> Result<Self, JsonError> {
        must_be_an_object(text)?;
        let Members(members) = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
        Ok(Self { members })
    }

    /// Checks what lies inside the values of an object that is itself at `depth`.
    fn check(&self, depth: usize, escapes: bool) -> Result<(), JsonError> {
        self.members.iter().try_for_each(|(_, value)| value.check(depth + 1, escapes))
    }

    /// The value of that name; the first of several.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The characters of the string of that name.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.as_str().map(Cow::into_owned)
    }

    /// The members in their order.
    pub fn members(&self) -> impl Iterator<Item = (&str, Value<'a>)> {
        self.members.iter().map(|(name, value)| (name.as_ref(), *value))
    }
}

/// A JSON value as the text that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value<'a>(&'a str);

impl<'a> Value<'a> {
    /// Reads one JSON value and nothing after it.
    pub fn parse(text: &'a str) -> Result<Self, JsonError> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
        let value = Self(raw.get());
        value.check(1, has_escapes(text))?;
        Ok(value)
    }

    /// Takes one JSON value whatever is inside it: for showing, never for judging.
    pub fn parse_lenient(text: &'a str) -> Result<Self, JsonError> {
        serde_json::from_str::<&RawValue>(text)
            .map(|raw| Self(raw.get()))
            .map_err(|error| JsonError::not_json(&error))
    }

    /// The value's text, as it was.
    pub fn text(self) -> &'a str {
        self.0
    }

    /// What kind of value it is.
    pub fn kind(self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            _ => Kind::Number,
        }
    }

    /// The characters of a string.
    pub fn as_str(self) -> Option<Cow<'a, str>> {
        let inner = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if has_escapes(inner) {
            serde_json::from_str::<String>(self.0).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }

    /// The elements of an array.
    pub fn as_array(self) -> Option<Vec<Value<'a>>> {
        (self.kind() == Kind::Array).then(|| shallow_array(self.0).ok()).flatten()
    }

    /// The members of an object.
    pub fn as_object(self) -> Option<Object<'a>> {
        (self.kind() == Kind::Object).then(|| shallow_object(self.0).ok()).flatten()
    }

    /// The strings of an array that holds nothing else.
    pub fn as_strings(self) -> Option<Vec<Cow<'a, str>>> {
        self.as_array()?.into_iter().map(Value::as_str).collect()
    }

    /// An integer, written as one (`100`, not `100.0`), cut to the range of the type.
    pub fn as_integer(self) -> Option<i64> {
        match self.0.parse() {
            Ok(integer) => Some(integer),
            Err(_) if self.kind() != Kind::Number || self.0.contains(['.', 'e', 'E']) => None,
            Err(_) => Some(if self.0.starts_with('-') { i64::MIN } else { i64::MAX }),
        }
    }

    /// The value without the white space between its tokens.
    pub fn compact(self) -> Cow<'a, str> {
        if matches!(self.kind(), Kind::Object | Kind::Array) {
            Cow::Owned(compact(self.0))
        } else {
            Cow::Borrowed(self.0)
        }
    }

    /// Checks what lies inside: names, nesting, and, where there are `escapes`, that they stand for characters.
    fn check(self, depth: usize, escapes: bool) -> Result<(), JsonError> {
        match self.kind() {
            Kind::Array | Kind::Object if depth > MAX_DEPTH => Err(JsonError::TooDeep),
            Kind::Object => shallow_object(self.0)?.check(depth, escapes),
            Kind::Array => {
                shallow_array(self.0)?.iter().try_for_each(|value| value.check(depth + 1, escapes))
            }
            Kind::String if escapes && has_escapes(self.0) => {
                serde_json::from_str::<String>(self.0).map(drop).map_err(|error| JsonError::not_json(&error))
            }
            _ => Ok(()),
        }
    }
}

/// The six kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[...]`
    Array,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
    /// `1`, `1.5`, `1e3`
    Number,
    /// `{...}`
    Object,
    /// `"..."`
    String,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Array => "a list",
            Self::Boolean => "a boolean",
            Self::Null => "null",
            Self::Number => "a number",
            Self::Object => "an object",
            Self::String => "a string",
        })
    }
}

/// Why a text cannot be read as JSON that is safe to judge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// One object has two members of one name (RFC 7519 section 4).
    #[error("has the name `{name}` twice in one object")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// JSON, but no object.
    #[error("is {found}, expected a JSON object")]
    NotAnObject {
        /// What stands there.
        found: Kind,
    },
    /// Not JSON (RFC 8259).
    #[error("is not JSON: {what} at line {line} column {column}")]
    NotJson {
        /// What is wrong.
        what: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// More than [`MAX_DEPTH`] arrays and objects inside each other.
    #[error("is nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
}

impl JsonError {
    fn not_json(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default().to_owned();
        Self::NotJson { what, line: error.line(), column: error.column() }
    }
}

/// Text as a JSON string, quoted and escaped.
pub fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Tells JSON that is something else from what is no JSON at all.
fn must_be_an_object(text: &str) -> Result<(), JsonError> {
    if text.trim_start().starts_with('{') {
        return Ok(());
    }
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Err(JsonError::NotAnObject { found: Value(raw.get()).kind() }),
        Err(error) => Err(JsonError::not_json(&error)),
    }
}

fn has_escapes(text: &str) -> bool {
    text.as_bytes().contains(&b'\\')
}

fn shallow_object(text: &str) -> Result<Object<'_>, JsonError> {
    let Members(members) = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
    match first_duplicate(&members) {
        Some(name) => Err(JsonError::DuplicateName { name: name.to_owned() }),
        None => Ok(Object { members }),
    }
}

fn shallow_array(text: &str) -> Result<Vec<Value<'_>>, JsonError> {
    let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
    Ok(elements.into_iter().map(|raw| Value(raw.get())).collect())
}

fn first_duplicate<'m>(members: &'m [(Cow<'_, str>, Value<'_>)]) -> Option<&'m str> {
    if members.len() <= FEW {
        // A name is compared with the earlier ones only when one of them ends like it.
        let mut ends = 0_u64;
        return members.iter().enumerate().find_map(|(index, (name, _))| {
            let end = 1 << (name.as_bytes().last().unwrap_or(&0) % 64);
            let alike = ends & end != 0;
            ends |= end;
            (alike && members[..index].iter().any(|(earlier, _)| earlier == name)).then_some(name.as_ref())
        });
    }
    let mut seen = HashSet::with_capacity(members.len());
    members.iter().map(|(name, _)| name.as_ref()).find(|name| !seen.insert(*name))
}

/// Drops white space outside strings. `json` is JSON already.
fn compact(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    json.chars()
        .filter(|&character| {
            if in_string {
                in_string = escaped || character != '"';
                escaped = !escaped && character == '\\';
                return true;
            }
            in_string = character == '"';
            !matches!(character, ' ' | '\t' | '\n' | '\r')
        })
        .collect()
}

/// Up to this many members, comparing each with each is quicker than hashing.
const FEW: usize = 16;
