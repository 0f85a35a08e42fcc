//! A token's header, and how its segments are read for a verifier (RFC 7515 section 4.1).

use std::borrow::Cow;

use super::json::{JsonError, Object};
use super::refusal::Refusal;
use super::token::{Part, TokenError};

/// The parameters that count. Keys that a token brings along are not among them.
pub(super) struct Header<'a> {
    pub(super) alg: Cow<'a, str>,
    pub(super) kid: Option<Cow<'a, str>>,
    pub(super) typ: Option<Cow<'a, str>>,
    /// Extensions that it demands: the names in `crit`, or `b64` when that is not true (RFC 7797).
    pub(super) critical: Vec<String>,
}

impl<'a> Header<'a> {
    /// Reads the decoded first segment.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let object = read_object(bytes, Part::Header)?;
        let parameter = |name| match object.get(name) {
            None => Ok(None),
            Some(value) => match value.as_str() {
                None => Err(Refusal::Token(TokenError::Header { name, problem: "is not a string" })),
                text => Ok(text),
            },
        };
        let missing = || Refusal::Token(TokenError::Header { name: "alg", problem: "is missing" });
        Ok(Self {
            alg: parameter("alg")?.ok_or_else(missing)?,
            kid: parameter("kid")?,
            typ: parameter("typ")?,
            critical: critical(&object),
        })
    }
}

/// Reads a decoded segment that holds a JSON object. What is none is [`Refusal::Token`]: nothing more can be said of the token.
pub(super) fn read_object(bytes: &[u8], part: Part) -> Result<Object<'_>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotUtf8 { part })?;
    Object::parse(text).map_err(|error| match error {
        JsonError::DuplicateName { name } => Refusal::DuplicateName { part, name },
        JsonError::TooDeep => Refusal::TooDeep { part },
        problem => Refusal::Token(TokenError::Json { part, problem }),
    })
}

fn critical(object: &Object<'_>) -> Vec<String> {
    let mut names = match object.get("crit") {
        None => Vec::new(),
        Some(value) => match value.as_strings() {
            Some(names) if !names.is_empty() => names.into_iter().map(Cow::into_owned).collect(),
            _ => vec!["crit".to_owned()],
        },
    };
    if object.get("b64").is_some_and(|value| value.text() != "true")
        && !names.iter().any(|name| name == "b64")
    {
        names.push("b64".to_owned());
    }
    names
}
