//! JSON as a verifier has to read it: duplicate names refused at any depth, nesting bounded, numbers kept as text.
//!
//! serde_json alone keeps the last of duplicate names and rounds numbers; here every value stays the text that it was.
//!
//! Sources: RFC 8259; RFC 7519 section 4 (claim names must be unique); RFC 8725 section 3.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

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
        match text.trim_start().bytes().next() {
            Some(b'{') => {}
            _ => {
                return match serde_json::from_str::<&RawValue>(text) {
                    Ok(raw) => Err(JsonError::NotAnObject { found: Value(raw.get()).kind() }),
                    Err(error) => Err(JsonError::not_json(&error)),
                };
            }
        }
        let object = shallow_object(text)?;
        for (_, value) in &object.members {
            value.check(2)?;
        }
        Ok(object)
    }

    /// Reads one JSON object whatever names it repeats and however deep it is: for showing, never for judging.
    pub fn parse_lenient(text: &'a str) -> Result<Self, JsonError> {
        let Members(members) = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
        Ok(Self { members })
    }

    /// The value of that name; the first of several.
    pub fn get(&self, name: &str) -> Option<Value<'a>> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
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
        value.check(1)?;
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
        if inner.contains('\\') {
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
        if self.kind() != Kind::Number || self.0.contains(['.', 'e', 'E']) {
            return None;
        }
        Some(self.0.parse().unwrap_or(if self.0.starts_with('-') { i64::MIN } else { i64::MAX }))
    }

    /// The value without the white space between its tokens.
    pub fn compact(self) -> Cow<'a, str> {
        if matches!(self.kind(), Kind::Object | Kind::Array) {
            Cow::Owned(compact(self.0))
        } else {
            Cow::Borrowed(self.0)
        }
    }

    /// Checks what lies inside: names, nesting, and that escapes stand for characters.
    fn check(self, depth: usize) -> Result<(), JsonError> {
        match self.kind() {
            Kind::Array | Kind::Object if depth > MAX_DEPTH => Err(JsonError::TooDeep),
            Kind::Object => {
                shallow_object(self.0)?.members.iter().try_for_each(|(_, value)| value.check(depth + 1))
            }
            Kind::Array => shallow_array(self.0)?.iter().try_for_each(|value| value.check(depth + 1)),
            Kind::String if self.0.contains('\\') => {
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
    #[error("the name `{name}` stands twice in one object")]
    DuplicateName {
        /// The name.
        name: String,
    },
    /// JSON, but no object.
    #[error("expected a JSON object, found {found}")]
    NotAnObject {
        /// What stands there.
        found: Kind,
    },
    /// Not JSON (RFC 8259).
    #[error("not JSON: {what} at line {line} column {column}")]
    NotJson {
        /// What is wrong.
        what: String,
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// More than [`MAX_DEPTH`] arrays and objects inside each other.
    #[error("nested deeper than {MAX_DEPTH} levels")]
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

fn shallow_object(text: &str) -> Result<Object<'_>, JsonError> {
    let Members(members) = serde_json::from_str(text).map_err(|error| JsonError::not_json(&error))?;
    match first_duplicate(&members) {
        Some(name) => Err(JsonError::DuplicateName { name: name.to_owned() }),
        None => Ok(Object { members }),
    }
}

fn shallow_array(text: &str) -> Result<Vec<Value<'_>>, JsonError> {
    serde_json::from_str(text).map(|Elements(elements)| elements).map_err(|error| JsonError::not_json(&error))
}

fn first_duplicate<'m>(members: &'m [(Cow<'_, str>, Value<'_>)]) -> Option<&'m str> {
    if members.len() <= FEW {
        return members.iter().enumerate().find_map(|(index, (name, _))| {
            members[..index].iter().any(|(earlier, _)| earlier == name).then_some(name.as_ref())
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

struct Members<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::with_capacity(FEW);
        while let Some((Name(name), raw)) = map.next_entry::<Name<'de>, &'de RawValue>()? {
            members.push((name, Value(raw.get())));
        }
        Ok(Members(members))
    }
}

struct Elements<'a>(Vec<Value<'a>>);

impl<'de> Deserialize<'de> for Elements<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ElementsVisitor)
    }
}

struct ElementsVisitor;

impl<'de> Visitor<'de> for ElementsVisitor {
    type Value = Elements<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(raw) = seq.next_element::<&'de RawValue>()? {
            elements.push(Value(raw.get()));
        }
        Ok(Elements(elements))
    }
}

/// A member's name, borrowed when it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(text.to_owned())))
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Err(E::custom("a name is not text"))
    }
}

/// Up to this many members, comparing each with each is quicker than hashing.
const FEW: usize = 16;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_order_and_the_text_of_numbers() {
        let object = Object::parse(r#" {"b": 100000000000000000000, "a": 1.0, "c":1e400} "#).unwrap();
        let members: Vec<_> = object.members().map(|(name, value)| (name, value.text())).collect();
        assert_eq!(members, [("b", "100000000000000000000"), ("a", "1.0"), ("c", "1e400")]);
    }

    #[test]
    fn refuses_duplicate_names_at_any_depth_and_in_any_spelling() {
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"x":{"a":1,"a":1}}"#,
            r#"{"x":[[{"a":1,"a":1}]]}"#,
        ] {
            assert_eq!(
                Object::parse(text).unwrap_err(),
                JsonError::DuplicateName { name: "a".into() },
                "{text}"
            );
        }
        let mut many: String = (0..1000).map(|index| format!("\"n{index}\":0,")).collect();
        many.push_str("\"n7\":1");
        assert_eq!(
            Object::parse(&format!("{{{many}}}")).unwrap_err(),
            JsonError::DuplicateName { name: "n7".into() }
        );
    }

    #[test]
    fn bounds_nesting_on_both_sides() {
        let nested = |levels: usize| format!("{{\"a\":{}1{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(Object::parse(&nested(MAX_DEPTH - 1)).is_ok());
        assert_eq!(Object::parse(&nested(MAX_DEPTH)).unwrap_err(), JsonError::TooDeep);
        assert!(Object::parse(&nested(100_000)).is_err());
    }

    #[test]
    fn refuses_what_is_not_an_object() {
        assert_eq!(Object::parse("[]").unwrap_err(), JsonError::NotAnObject { found: Kind::Array });
        assert_eq!(Object::parse("\"x\"").unwrap_err(), JsonError::NotAnObject { found: Kind::String });
        for text in
            ["", "{", "{}{}", "{'a':1}", "{\"a\":01}", r#"{"a":"\ud800"}"#, r#"{"a":["\ud800"]}"#, "nul"]
        {
            assert!(matches!(Object::parse(text), Err(JsonError::NotJson { .. })), "{text}");
        }
    }

    #[test]
    fn reads_values_by_their_kind() {
        let value = |text| Value::parse(text).unwrap();
        assert_eq!(value(r#""a\"b""#).as_str().as_deref(), Some("a\"b"));
        assert_eq!(value("1").as_str(), None);
        assert_eq!(value("[\"a\", \"b\"]").as_strings().unwrap(), ["a", "b"]);
        assert_eq!(value("[\"a\", 1]").as_strings(), None);
        assert_eq!(value("100").as_integer(), Some(100));
        assert_eq!(value("-99999999999999999999").as_integer(), Some(i64::MIN));
        for not_integer in ["1.0", "1e2", "\"1\"", "true", "null"] {
            assert_eq!(value(not_integer).as_integer(), None, "{not_integer}");
        }
    }

    #[test]
    fn compacts_outside_strings_only() {
        let value = Value::parse("{ \"a b\" : [ 1 , \"x \\\" y\" ] }").unwrap();
        assert_eq!(value.compact(), r#"{"a b":[1,"x \" y"]}"#);
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json_on_what_is_json(text in "[\\[\\]{}\":,a0-9.e \\\\-]{0,24}") {
            let ours = Value::parse(&text);
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            if theirs.is_ok() {
                let refused = matches!(ours, Err(JsonError::NotJson { .. }));
                prop_assert!(!refused);
            } else if !theirs.unwrap_err().to_string().contains("out of range") {
                prop_assert!(ours.is_err());
            }
        }

        #[test]
        fn quoting_is_reversible(text in ".*") {
            let quoted = quote(&text);
            prop_assert_eq!(Value::parse(&quoted).unwrap().as_str().unwrap(), text);
        }
    }
}
