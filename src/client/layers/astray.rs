//! Credentials that go elsewhere than the file leads in which they stand.

use crate::client::Client;
use crate::client::credential::credentials;
use crate::client::holder::Place;
use crate::client::judge::skip;
use crate::client::server::Server;
use crate::client::value::Value;
use crate::client::words::starts_a_server;
use crate::profile::url::same_server;

/// Where a credential stands that is taken from a lower entry, when that leads elsewhere.
///
/// - `seen`: all of them as one, as the client sees it.
/// - `upper`: one that is laid over it.
/// - `lower`: what stands in its file, and the same laid over what is below it.
pub(super) fn astray(
    client: &Client,
    seen: &Value,
    upper: &Value,
    (lower, whole): (&Value, &Value),
) -> Option<Place> {
    if !leads_elsewhere(client, seen, whole) {
        return None;
    }
    // What is handed to a program is shown to no server, and the other way round.
    let is_started = skip::started(client, seen).is_some();
    let is_used =
        |place: &Place| is_started == matches!(place, Place::Variable(_) | Place::Arguments | Place::Command);
    let (own, others) = (credentials(client, upper), credentials(client, lower));
    let shown = credentials(client, seen).into_iter().filter(|one| is_used(&one.place));
    shown.filter(|one| others.contains(one) && !own.contains(one)).map(|one| one.place).next()
}

/// Whether two entries lead to two servers, each to one: to a URL, be it by a bridge, or to what it starts.
fn leads_elsewhere(client: &Client, one: &Value, other: &Value) -> bool {
    let url = |entry: &Value| Server::of(client, "", entry).url;
    let words =
        |entry: &Value| client.stdio.as_ref().map(|stdio| program(stdio.words(entry))).unwrap_or_default();
    match (url(one), url(other)) {
        (Some(one), Some(other)) => one != other && !same_server(&one, &other),
        (None, None) => {
            let (one, other) = (words(one), words(other));
            !one.starts_with(&other) && !other.starts_with(&one)
        }
        (Some(_), None) => !words(other).is_empty(),
        (None, Some(_)) => !words(one).is_empty(),
    }
}

/// The words of a program, without those of ours that start it.
fn program(words: Vec<String>) -> Vec<String> {
    let start = words.iter().position(|word| word == "--").filter(|_| starts_a_server(&words));
    words.into_iter().skip(start.map_or(0, |at| at + 1)).collect()
}
