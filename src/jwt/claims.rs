//! Claims that are being put together: ordered members, values kept as JSON text.
//!
//! It adds nothing by itself and judges nothing; two different values for one claim are an error.
//!
//! Source: RFC 7519 section 4.

use std::borrow::Cow;

use super::demands::one_or_list;
use super::json::{JsonError, Kind, Object, Value, quote};
use crate::clock::{Time, TimeError};

/// A claims set in the making. Who adds a value adds compact JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    members: Vec<(String, String)>,
}

impl Claims {
    /// Reads a claims set; the values keep their text, white space between them goes.
    pub fn parse(json: &str) -> Result<Self, JsonError> {
        Object::parse(json).map(|object| Self::from(&object))
    }

    /// The JSON text of a claim.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, json)| json.as_str())
    }

    /// The names and the JSON texts, in their order.
    pub fn members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members.iter().map(|(name, json)| (name.as_str(), json.as_str()))
    }

    /// Adds a claim, or makes sure that it is already there with the very same value.
    pub fn add(&mut self, name: &str, json: String) -> Result<(), ClaimConflict> {
        match self.get(name) {
            None => self.members.push((name.to_owned(), json)),
            Some(known) if known == json => {}
            Some(_) => return Err(ClaimConflict { name: name.to_owned() }),
        }
        Ok(())
    }

    /// Sets a claim, in its place if it is there.
    pub fn set(&mut self, name: &str, json: String) {
        match self.members.iter_mut().find(|(known, _)| known == name) {
            Some((_, value)) => *value = json,
            None => self.members.push((name.to_owned(), json)),
        }
    }

    /// Takes a claim out; whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.members.len();
        self.members.retain(|(known, _)| known != name);
        self.members.len() < before
    }

    /// The texts of a claim that is one, or a list of them; none of any other.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let value = self.get(name).and_then(|json| Value::parse(json).ok());
        value.and_then(one_or_list).unwrap_or_default().into_iter().map(Cow::into_owned).collect()
    }

    /// A claim that is a string.
    pub fn text(&self, name: &str) -> Option<String> {
        Value::parse(self.get(name)?).ok()?.as_str().map(Cow::into_owned)
    }

    /// The claims set as compact JSON.
    pub fn to_json(&self) -> String {
        let members: Vec<_> =
            self.members.iter().map(|(name, json)| format!("{}:{json}", quote(name))).collect();
        format!("{{{}}}", members.join(","))
    }
}

impl From<&Object<'_>> for Claims {
    fn from(object: &Object<'_>) -> Self {
        let members = object.members().map(|(name, value)| (name.to_owned(), value.compact().into_owned()));
        Self { members: members.collect() }
    }
}

/// A claim was given twice, with different values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the claim `{name}` is given twice with different values")]
pub struct ClaimConflict {
    /// The claim.
    pub name: String,
}

/// Reads `name=text` or `name:=json`, cut at the first of them: the name and the value as JSON text.
///
/// `name=text` gives a string, save for claims that are never one: `quota` is an integer, `exp`, `nbf` and `iat` are
/// instants in any of the forms of [`Time::parse`].
pub fn parse_assignment(text: &str, now: Time) -> Result<(String, String), AssignmentError> {
    let (name, value) = text.split_once('=').ok_or(AssignmentError::NoValue)?;
    let (name, typed) = name.strip_suffix(':').map_or((name, false), |name| (name, true));
    if name.is_empty() {
        return Err(AssignmentError::NoName);
    }
    let json = if typed {
        let value = Value::parse(value)
            .map_err(|problem| AssignmentError::Json { name: name.to_owned(), problem })?;
        let (fits, expected) = match name {
            "quota" => (value.as_integer().is_some(), "an integer"),
            "exp" | "nbf" | "iat" => (value.kind() == Kind::Number, "a number of seconds"),
            "sub" => (value.kind() == Kind::String, "a string"),
            _ => (true, ""),
        };
        if !fits {
            return Err(AssignmentError::Type { name: name.to_owned(), expected, found: value.kind() });
        }
        value.compact().into_owned()
    } else {
        match name {
            "quota" => integer(value).ok_or_else(|| AssignmentError::Integer { name: name.to_owned() })?,
            "exp" | "nbf" | "iat" => Time::parse(value, now)
                .map_err(|problem| AssignmentError::Time { name: name.to_owned(), problem })?
                .unix()
                .to_string(),
            _ => quote(value),
        }
    };
    Ok((name.to_owned(), json))
}

fn integer(text: &str) -> Option<String> {
    text.trim().parse::<i64>().ok().map(|number| number.to_string())
}

/// Why a `name=value` cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentError {
    /// The claim is an integer.
    #[error("`{name}` must be an integer")]
    Integer {
        /// The claim.
        name: String,
    },
    /// The claim is of another JSON type.
    #[error("`{name}` must be {expected}, found {found}")]
    Type {
        /// The claim.
        name: String,
        /// What it must be.
        expected: &'static str,
        /// What was given.
        found: Kind,
    },
    /// What follows `:=` is not JSON.
    #[error("the value of `{name}` {problem}")]
    Json {
        /// The claim.
        name: String,
        /// What is wrong.
        problem: JsonError,
    },
    /// Nothing before the `=`.
    #[error("no name before `=`")]
    NoName,
    /// No `=`.
    #[error("expected name=text or name:=json")]
    NoValue,
    /// The claim is an instant.
    #[error("`{name}`: {problem}")]
    Time {
        /// The claim.
        name: String,
        /// What is wrong.
        problem: TimeError,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assignment(text: &str) -> Result<(String, String), AssignmentError> {
        parse_assignment(text, Time::from_unix(1_795_176_000))
    }

    #[test]
    fn keeps_order_and_number_text() {
        let text = r#"{"z":1.0,"a":123456789012345678901234567890,"m":{"b":1,"a":2}}"#;
        assert_eq!(Claims::parse(text).unwrap().to_json(), text);
        assert_eq!(Claims::parse("{ \"a\" : [ 1 ] }").unwrap().to_json(), r#"{"a":[1]}"#);
    }

    #[test]
    fn refuses_two_values_for_one_claim() {
        let mut claims = Claims::parse(r#"{"sub":"a"}"#).unwrap();
        assert_eq!(claims.add("sub", "\"a\"".into()), Ok(()));
        assert_eq!(claims.add("sub", "\"b\"".into()), Err(ClaimConflict { name: "sub".into() }));
        claims.set("sub", "\"b\"".into());
        claims.set("x", "1".into());
        assert_eq!(claims.to_json(), r#"{"sub":"b","x":1}"#);
    }

    #[test]
    fn reads_assignments() {
        for (text, name, json) in [
            ("k=v", "k", r#""v""#),
            ("k=a=b", "k", r#""a=b""#),
            ("k=", "k", r#""""#),
            ("k=100", "k", r#""100""#),
            ("k:=100", "k", "100"),
            ("k:=[1, 2]", "k", "[1,2]"),
            ("k:=\"a=b\"", "k", r#""a=b""#),
            ("quota=1000", "quota", "1000"),
            ("exp=+1h", "exp", "1795179600"),
            ("k=\"", "k", r#""\"""#),
        ] {
            assert_eq!(assignment(text), Ok((name.into(), json.into())), "{text}");
        }
        assert_eq!(assignment("k"), Err(AssignmentError::NoValue));
        assert_eq!(assignment("=v"), Err(AssignmentError::NoName));
        assert_eq!(assignment(":=v"), Err(AssignmentError::NoName));
        assert!(matches!(assignment("quota=many"), Err(AssignmentError::Integer { .. })));
        assert!(matches!(assignment("k:=yes"), Err(AssignmentError::Json { .. })));
        assert!(matches!(assignment("exp=24h"), Err(AssignmentError::Time { .. })));
    }
}
