//! Texts that hold names and values themselves: JSON, and what databases are connected by.

use serde_json::Value as Json;

use super::{SHORTEST, in_value, literal, names_a_credential, reference};
use crate::client::reference::Syntax;

/// The literals of a text that is an object or a list in JSON, or a string of pairs.
pub(super) fn in_pairs(text: &str, understood: &[Syntax]) -> Vec<String> {
    match json(text) {
        Some(json) => of_json("", &json, understood),
        None => in_connection(text).into_iter().map(str::to_owned).collect(),
    }
}

fn json(text: &str) -> Option<Json> {
    text.trim_start().starts_with(['{', '[']).then(|| serde_json::from_str(text).ok())?
}

fn of_json(name: &str, value: &Json, understood: &[Syntax]) -> Vec<String> {
    match value {
        Json::String(text) => in_value(name, text, understood).into_iter().collect(),
        Json::Array(values) => values.iter().flat_map(|value| of_json(name, value, understood)).collect(),
        Json::Object(members) => {
            members.iter().flat_map(|(name, value)| of_json(name, value, understood)).collect()
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => Vec::new(),
    }
}

/// What stands under the name of a credential in a comment, as an entry that was taken out, or a line of one.
pub(super) fn in_comment(text: &str) -> Vec<&str> {
    let parts = text.split(['\n', ',', '{', '}', '[', ']']);
    let found = parts.filter_map(|part| {
        let (name, value) = part.split_once([':', '='])?;
        let name = bare(name).rsplit(char::is_whitespace).next()?;
        let is_credential = names_a_credential(&name.to_ascii_lowercase());
        let is_filled_in = value.contains(['$', '`', '%']) || reference(value, &[]).is_some();
        let is_one = |value: &&str| value.len() >= SHORTEST && !value.contains(char::is_whitespace);
        literal(bare(value)).filter(|value| is_credential && !is_filled_in && is_one(value))
    });
    found.collect()
}

/// Without what stands around a name or a value in a comment.
fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || "\"'`#/*;".contains(letter))
}

/// The passwords of `Server=a;Password=b`, or of `host=a password=b` where everything between blanks is a pair.
fn in_connection(text: &str) -> Vec<&str> {
    let is_cut = text.contains(';');
    let parts: Vec<_> = if is_cut { text.split(';').collect() } else { text.split_whitespace().collect() };
    if !is_cut && (parts.len() < 2 || parts.iter().any(|part| !part.contains('='))) {
        return Vec::new();
    }
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_ ".contains(letter);
    let passwords = parts.into_iter().filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let is_one = name.chars().all(is_of_a_name) && names_a_credential(&name.trim().to_ascii_lowercase());
        // What a shell puts there.
        let is_filled_in = value.contains(['$', '`', '%']) || reference(value, &[]).is_some();
        literal(value).filter(|_| is_one && !is_filled_in)
    });
    passwords.collect()
}
