//! A header as a server looks at it.

use std::borrow::Cow;

use super::checks::{Server, Type, Unencoded};
use super::{Objection, last};
use crate::jwt::alg::Alg;
use crate::jwt::json::{Kind, Object, Value};

/// These parameters, where they are there, are of these types.
pub(super) fn types(header: &Object<'_>, types: &[(&'static str, Type)]) -> Result<(), Objection> {
    types.iter().try_for_each(|&(name, wanted)| {
        let Some(value) = last(header, name) else { return Ok(()) };
        let (fits, expected) = match wanted {
            Type::Object => (value.kind() == Kind::Object, "an object"),
            Type::Text => (value.kind() == Kind::String, "a string"),
            Type::Texts => (value.as_strings().is_some(), "a list of strings"),
            Type::Url => (value.as_str().is_some_and(|text| is_url(&text)), "an `http` or `https` URL"),
        };
        if fits { Ok(()) } else { Err(Objection::HeaderType { name, expected, found: value.kind() }) }
    })
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// `crit`, where it is there, is a list of names that are known and in the header (RFC 7515 section 4.1.11).
pub(super) fn crit(header: &Object<'_>, known: &[&str], may_be_empty: bool) -> Result<(), Objection> {
    let Some(value) = last(header, "crit") else { return Ok(()) };
    let names = value.as_strings().filter(|names| may_be_empty || !names.is_empty());
    names.ok_or(Objection::CritType)?.into_iter().try_for_each(|name| {
        if !known.contains(&name.as_ref()) {
            return Err(Objection::CritUnknown { name: name.into_owned() });
        }
        last(header, &name).map(drop).ok_or(Objection::CritType)
    })
}

/// `b64` (RFC 7797).
pub(super) fn unencoded(header: &Object<'_>, refused: Unencoded) -> Result<(), Objection> {
    let Some(value) = last(header, "b64") else { return Ok(()) };
    let critical = || {
        let names = last(header, "crit").and_then(Value::as_strings);
        names.is_some_and(|names| names.iter().any(|name| name == "b64"))
    };
    let is_refused = match refused {
        Unencoded::Critical => value.text() != "true" && critical(),
        Unencoded::False => value.text() == "false",
        Unencoded::NotTrue => value.text() != "true",
    };
    if is_refused { Err(Objection::Unencoded) } else { Ok(()) }
}

/// `alg` is one that the server knows, and one that is expected, where some are.
pub(super) fn alg(header: &Object<'_>, server: &Server, expected: &[Alg]) -> Result<(), Objection> {
    let found = alg_of(header).ok_or(Objection::AlgMissing)?.into_owned();
    if !expected.is_empty() && !expected.iter().any(|alg| alg.name() == found) {
        return Err(Objection::AlgMismatch { expected: expected.to_owned(), found });
    }
    if server.algs.contains(&found.as_str()) { Ok(()) } else { Err(Objection::AlgUnknown { found }) }
}

/// `alg`, when it is text.
pub(super) fn alg_of<'a>(header: &Object<'a>) -> Option<Cow<'a, str>> {
    last(header, "alg").and_then(Value::as_str)
}
