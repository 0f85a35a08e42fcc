//! Tokens and secrets of an entry that stand where nobody reads them.

use super::{Credential, HEADERS, Kept, at, kept};
use crate::client::Client;
use crate::client::holder::Place;
use crate::client::literal;
use crate::client::shown::shown;
use crate::client::table::{Form, Remote};
use crate::client::value::Value;
use crate::secret::shape::jwts;

/// Literals in all of an entry that is not read: members that are not known, and what has not the form that is read there.
pub(super) fn unread(client: &Client, entry: &Value) -> Vec<Credential> {
    let known = known_keys(client, entry);
    let known: Vec<_> = known.iter().map(|(keys, form)| (keys.as_str(), form)).collect();
    let mut found = Vec::new();
    beside(&known, entry, &mut found);
    found
}

/// Those beside what is read.
///
/// - `known`: the keys that lead to that, with its form; a dot leads inwards.
fn beside(known: &[(&str, &Form)], value: &Value, found: &mut Vec<Credential>) {
    for (key, value) in value.members() {
        let parts = known.iter().map(|(keys, form)| (keys.split_once('.').unwrap_or((keys, "")), *form));
        let here: Vec<_> =
            parts.filter(|((first, _), _)| first == key).map(|((_, rest), form)| (rest, form)).collect();
        match (here.first(), value) {
            (Some(("", Form::Text)), Value::Text(text)) if NAMES.contains(&key.as_str()) => {
                in_name(text, &Place::Member(key.clone()), found);
            }
            (Some(("", Form::Text)), Value::Text(_)) => {}
            (Some(("", Form::Texts)), value) => beside_texts(key, value, found),
            (Some(("", Form::TextMap)), Value::Map(members)) => {
                for (name, value) in members {
                    in_name(name, &Place::Names, found);
                    if value.as_written().is_none() {
                        in_member(name, value, found);
                    }
                }
            }
            (Some((inner, _)), Value::Map(_)) if !inner.is_empty() => beside(&here, value, found),
            _ => elsewhere(key, value, found),
        }
    }
}

/// Literals in what stands among texts and is none.
fn beside_texts(key: &str, value: &Value, found: &mut Vec<Credential>) {
    match value {
        Value::Text(_) | Value::Fraction(_) => {}
        Value::List(values) => values.iter().for_each(|value| beside_texts(key, value, found)),
        other => in_member(key, other, found),
    }
}

/// Literals in members that are looked at nowhere else, and in their names; a client may refuse them, and they stand there all the
/// same.
fn elsewhere(key: &str, value: &Value, found: &mut Vec<Credential>) {
    in_name(key, &Place::Names, found);
    in_member(key, value, found);
}

/// Tokens in the place of a name, be it one with blanks.
fn in_name(name: &str, place: &Place, found: &mut Vec<Credential>) {
    found.extend(jwts(name).map(|jwt| at(place.clone(), Kept::Literal { text: jwt.to_owned() })));
}

fn in_member(key: &str, value: &Value, found: &mut Vec<Credential>) {
    match value {
        Value::Text(text) if literal::is_credential(key, text) => {
            if let Some(kept @ Kept::Literal { .. }) = kept(key, text, &[]) {
                found.push(at(Place::Member(shown(key).to_owned()), kept));
            }
        }
        Value::Number(_) | Value::Fraction(_) => in_member(key, &Value::text(value.to_json()), found),
        Value::Map(members) => members.iter().for_each(|(key, value)| elsewhere(key, value, found)),
        Value::List(values) => values.iter().for_each(|value| in_member(key, value, found)),
        _ => {}
    }
}

/// Whether a literal stands in a member that is looked at nowhere else, or in its name.
pub(in crate::client) fn holds_a_literal(key: &str, value: &Value) -> bool {
    let mut found = Vec::new();
    elsewhere(key, value, &mut found);
    !found.is_empty()
}

/// The keys that lead to what is read in an entry, with its form.
fn known_keys(client: &Client, entry: &Value) -> Vec<(String, Form)> {
    let url = client.own_url(entry);
    let urls = client.remote.iter().flat_map(Remote::url_keys).chain(["url"]);
    let urls = urls.filter(|key| entry.get(key).and_then(Value::as_text) == url);
    let mut known: Vec<_> = urls.chain(NAMES).map(|key| (key.to_owned(), Form::Text)).collect();
    if let Some(remote) = &client.remote {
        let texts = [
            &remote.helper,
            &remote.bearer,
            &remote.refused_bearer,
            &remote.bearer_variable,
            &remote.client_secret,
        ];
        known.extend(texts.into_iter().flatten().map(|key| (key.clone(), Form::Text)));
        known.extend(remote.header_keys().map(|key| (key.to_owned(), Form::TextMap)));
        known.extend(remote.env_names.iter().map(|key| (key.clone(), Form::Texts)));
    } else {
        known.push((HEADERS.to_owned(), Form::TextMap));
    }
    if let Some(stdio) = &client.stdio {
        let (_, program) = stdio.parts(entry);
        let within = if program == stdio.command { String::new() } else { format!("{}.", stdio.command) };
        let words = [program, &stdio.args].into_iter().chain(stdio.env_names.as_deref());
        known.extend(words.map(|key| (format!("{within}{key}"), Form::Texts)));
        known.push((format!("{within}{}", stdio.env), Form::TextMap));
    }
    known
}

/// The members of an entry that hold words of somebody, not what is read as a credential.
const NAMES: [&str; 2] = ["type", "name"];
