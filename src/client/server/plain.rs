//! What an installation takes away with an entry in whose place it puts another.

use super::texts;
use crate::client::Client;
use crate::client::credential::{Credential, HEADERS, holds_a_literal};
use crate::client::holder::Place;
use crate::client::judge::skip;
use crate::client::literal::is_empty;
use crate::client::table::{Remote, Stdio};
use crate::client::value::Value;

/// Whether an installation takes away nothing of it but what shows a credential, and all of that.
///
/// - `more`: the members that it leaves.
/// - `is_bridge`: whether nothing but a bridge is started.
pub(super) fn is_plain(client: &Client, entry: &Value, more: &[&(String, Value)], is_bridge: bool) -> bool {
    let is_started = |stdio: &Stdio| {
        [&stdio.command, &stdio.args, &stdio.env].into_iter().any(|key| entry.get(key).is_some())
    };
    // An installation says another transport, by a `type` or by the key of the URL.
    let tells = |remote: &Remote| {
        entry.get("type").is_some() || remote.kind.is_some() || entry.get(&remote.url).is_none()
    };
    let becomes_another = client.remote.iter().any(tells) && skip::is_of_events(client, entry);
    !becomes_another
        && entry.at(headers_of(client)).is_none_or(are_texts)
        && client.stdio.iter().all(|stdio| !is_started(stdio) || is_bridge)
        && !more.iter().any(|(key, value)| holds_a_literal(key, value))
        && !entry.members().iter().any(|(key, value)| client.is_others(key) && !holds_a_literal(key, value))
        && entry.doubles().is_empty()
}

/// Whether headers are texts by their names, or nothing.
fn are_texts(headers: &Value) -> bool {
    match headers {
        Value::Map(members) => members.iter().all(|(_, value)| value.as_text().is_some()),
        other => texts(other).is_empty(),
    }
}

/// The key of the header fields, for a client that reads no URL that of others.
fn headers_of(client: &Client) -> &str {
    client.remote.as_ref().map_or(HEADERS, |remote| remote.headers.as_str())
}

/// The header fields of an entry, with their values as far as they are texts.
pub(super) fn headers<'v>(client: &Client, entry: &'v Value) -> Vec<(&'v str, &'v str)> {
    let headers = entry.at(headers_of(client)).map(Value::members).unwrap_or_default();
    headers.iter().map(|(name, text)| (name.as_str(), text.as_text().unwrap_or_default())).collect()
}

/// Whether headers that are named as credentials hold one, or nothing: of anything else nobody would know that it goes.
pub(super) fn are_known(headers: &[(&str, &str)], credentials: &[Credential]) -> bool {
    let is_one = |name: &str| credentials.iter().any(|one| one.place == Place::Header(name.to_owned()));
    headers.iter().all(|(name, text)| is_empty(text) || is_one(name))
}
