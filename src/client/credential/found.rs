//! What an entry shows a server, or hands to one that it starts, and how it comes by that.

use super::references::{in_arguments, told};
use super::unread::unread;
use super::{Credential, HEADERS, Kept, at, kept, variable};
use crate::client::Client;
use crate::client::holder::Place;
use crate::client::literal;
use crate::client::reference::Syntax;
use crate::client::table::{Remote, Stdio};
use crate::client::value::Value;
use crate::client::words::starts_a_server;
use crate::secret::Secret;

/// Every credential of an entry, the ones for a server behind a URL first.
pub(in crate::client) fn credentials(client: &Client, entry: &Value) -> Vec<Credential> {
    if entry.doubles().is_empty() {
        return taken(client, entry);
    }
    // What nobody reads lies there all the same.
    let (own, passed) = entry.parted();
    let mut found = taken(client, &own);
    let passed = passed.iter().flat_map(|passed| credentials(client, passed));
    found.extend(passed.filter(|one| one.literal().is_some()));
    found
}

/// The tokens and secrets that stand in an entry itself.
pub fn literals(client: &Client, entry: &Value) -> Vec<Secret> {
    let found = credentials(client, entry);
    found.iter().filter_map(|one| Some(Secret::new(one.literal()?.as_bytes().to_vec()))).collect()
}

/// Those of an entry in which no name stands twice.
fn taken(client: &Client, entry: &Value) -> Vec<Credential> {
    let mut found: Vec<_> = client.remote.iter().flat_map(|remote| shown_to(remote, entry)).collect();
    found.extend(client.stdio.iter().flat_map(|stdio| handed(stdio, entry)));
    if client.remote.is_none() {
        let fields = entry.get(HEADERS).into_iter().flat_map(Value::fields);
        found.extend(in_headers(fields, &[]));
    }
    found.extend(unread(client, entry));
    found
}

/// The headers that should show a token and show none.
pub(in crate::client) fn empty_headers(client: &Client, entry: &Value) -> Vec<Place> {
    let headers = client.remote.iter().flat_map(|remote| remote.header_fields(entry));
    let empty = headers.filter(|(name, text)| literal::names_a_credential(name) && literal::is_empty(text));
    empty.map(|(name, _)| Place::Header(name.to_owned())).collect()
}

/// Two spellings of one header of an entry that shows a credential: names of header fields are the same in any case (RFC 9110
/// section 5.1).
///
/// - `printed`: a header that its helper prints.
pub(in crate::client) fn header_twice(
    client: &Client,
    entry: &Value,
    printed: Option<String>,
) -> Option<(String, String)> {
    let names = header_names(client, entry).into_iter().map(str::to_owned).chain(printed);
    let names: Vec<_> = names.filter(|name| literal::names_a_credential(name)).collect();
    let pair = |(at, name): (usize, &String)| {
        let is_it = |other: &&String| other.eq_ignore_ascii_case(name) && *other != name;
        Some((name.clone(), names[at..].iter().find(is_it)?.clone()))
    };
    names.iter().enumerate().find_map(pair)
}

/// Whether an entry has a header field, in that spelling.
pub(in crate::client) fn has_header(client: &Client, entry: &Value, name: &str) -> bool {
    header_names(client, entry).contains(&name)
}

/// The names of the header fields of an entry.
fn header_names<'v>(client: &Client, entry: &'v Value) -> Vec<&'v str> {
    let keys = client.remote.iter().flat_map(Remote::header_keys);
    keys.filter_map(|key| entry.at(key)).flat_map(Value::fields).map(|(name, _)| name).collect()
}

/// What a server behind a URL is shown, the token before what other headers show.
fn shown_to(remote: &Remote, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    let named = remote.bearer_variable.as_ref().and_then(|key| entry.get(key)?.as_text());
    let whole = |one: Credential| Credential { scheme: Some("Bearer"), is_alone: true, ..one };
    let bearer = |name| whole(at(Place::BearerToken, variable(name)));
    found.extend(named.map(bearer));
    for key in remote.bearer.iter().chain(&remote.refused_bearer) {
        let text = entry.get(key).and_then(Value::as_text).unwrap_or_default();
        let place = Place::Member(key.clone());
        let Some(kept) = kept(key, text, &remote.references) else { continue };
        let mut one = at(place, kept);
        one.is_shown_in(text);
        let is_alone = one.is_alone && one.scheme.is_none();
        found.push(Credential { scheme: Some("Bearer"), is_alone, ..one });
    }
    if let Some(key) = &remote.client_secret {
        let name = entry.get(key).and_then(Value::as_text);
        found.extend(name.map(|name| at(Place::Member(key.clone()), variable(name))));
    }
    for (header, name) in
        remote.header_variables.iter().filter_map(|key| entry.get(key)).flat_map(Value::fields)
    {
        let one = at(Place::Header(header.to_owned()), variable(name));
        found.push(Credential { is_alone: true, ..one });
    }
    // Codex sends what those name in its place.
    let helper = remote.helper.as_ref().and_then(|key| entry.get(key)?.as_text());
    found.extend(helper.map(|line| at(Place::Helper, Kept::Helper { line: line.to_owned() })));
    let literals = helper.map(literal::in_command).unwrap_or_default();
    found.extend(literals.into_iter().map(|text| at(Place::Helper, Kept::Literal { text })));
    found.extend(in_headers(remote.header_fields(entry), &remote.references));
    found.sort_by_key(|one| one.place.is_other_header());
    found
}

/// What headers show.
fn in_headers<'v>(
    fields: impl Iterator<Item = (&'v str, &'v str)>,
    understood: &[Syntax],
) -> Vec<Credential> {
    let one = |(name, text): (&str, &str)| {
        let mut one = at(Place::Header(name.to_owned()), kept(name, text, understood)?);
        one.is_shown_in(text);
        Some(one)
    };
    fields.filter_map(one).collect()
}

/// What a started server is handed.
fn handed(stdio: &Stdio, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    let understood = &stdio.references;
    for (name, text) in stdio.variables(entry) {
        let kept = kept(name, text, understood);
        found.extend(kept.map(|kept| {
            let mut one = at(Place::Variable(name.to_owned()), kept);
            one.is_shown_in(text);
            one
        }));
    }
    let is_one = |one: &Credential| match &one.kept {
        Kept::Variable { name } => literal::names_a_credential(name),
        _ => true,
    };
    let handed_on = stdio.handed_on(entry).into_iter();
    found.extend(handed_on.map(|name| at(Place::Variable(name.to_owned()), variable(name))).filter(is_one));
    let words = stdio.words(entry);
    let is_ours = starts_a_server(&words);
    // What stands before it are names, of variables and of kept secrets.
    let ours = words.iter().position(|word| word == "--").filter(|_| is_ours).unwrap_or_default();
    for text in literal::in_program(&words[ours..]) {
        found.push(at(Place::Arguments, Kept::Literal { text }));
    }
    found.extend(told(&Place::Arguments, in_arguments(stdio, entry, true), understood));
    if is_ours {
        found.push(at(Place::Command, Kept::Exec { words }));
    }
    found
}
