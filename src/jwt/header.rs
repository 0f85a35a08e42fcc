//! A token's header, read for a verifier (RFC 7515 section 4.1).

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

pub(super) enum HeaderError {
    Refusal(Refusal),
    Token(TokenError),
}

impl<'a> Header<'a> {
    /// Reads the decoded first segment.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, HeaderError> {
        let part = Part::Header;
        let text = std::str::from_utf8(bytes).map_err(|_| HeaderError::Refusal(Refusal::NotUtf8 { part }))?;
        let object = Object::parse(text).map_err(|error| match error {
            JsonError::DuplicateName { name } => HeaderError::Refusal(Refusal::DuplicateName { part, name }),
            JsonError::TooDeep => HeaderError::Refusal(Refusal::TooDeep { part }),
            problem => HeaderError::Token(TokenError::Json { part, problem }),
        })?;
        let alg = parameter(&object, "alg")?
            .ok_or(HeaderError::Token(TokenError::Header { name: "alg", problem: "is missing" }))?;
        Ok(Self {
            alg,
            kid: parameter(&object, "kid")?,
            typ: parameter(&object, "typ")?,
            critical: critical(&object),
        })
    }
}

fn parameter<'a>(object: &Object<'a>, name: &'static str) -> Result<Option<Cow<'a, str>>, HeaderError> {
    match object.get(name) {
        None => Ok(None),
        Some(value) => value
            .as_str()
            .map(Some)
            .ok_or(HeaderError::Token(TokenError::Header { name, problem: "is not a string" })),
    }
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
