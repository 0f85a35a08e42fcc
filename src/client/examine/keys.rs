//! The keys of a client's file: those that lead to the servers, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use crate::client::Client;
use crate::client::finding::{Finding, Lack};
use crate::client::input::is_as_written;
use crate::client::lines::Lines;
use crate::client::server::is_unnamed;
use crate::client::table::Form;
use crate::client::value::Value;

/// What is wrong with the keys that lead to the servers.
pub(super) fn of_root(value: &Value, keys: &[String], lines: &Lines) -> Vec<Finding> {
    let Some((first, rest)) = keys.split_first() else { return Vec::new() };
    let found: Vec<_> = value.members().iter().filter(|(name, _)| name == first).collect();
    match found.as_slice() {
        [] => Vec::new(),
        [(_, inner @ Value::Map(_))] => of_root(inner, rest, lines),
        [(_, other)] => vec![Finding::Unreadable {
            what: format!("`{first}` is no object"),
            lack: Some(Lack::Form { key: Some(first.clone()), wanted: Form::Map }),
            line: lines.at(other),
        }],
        [.., (_, last)] => vec![Finding::Twice { key: first.clone(), line: lines.at(last) }],
    }
}

/// Of servers behind those keys: names that stand twice, and an entry of a list that has none.
pub(super) fn of_names(client: &Client, keys: &[String], servers: &Value, lines: &Lines) -> Vec<Finding> {
    let mut names = BTreeSet::new();
    let twice = servers.members().iter().filter(|(name, _)| !names.insert(name));
    let twice = twice.map(|(name, entry)| Finding::Twice { key: name.clone(), line: lines.at(entry) });
    let mut entries = servers.members().iter().map(|(_, entry)| entry).enumerate();
    let unnamed = entries.find(|(_, entry)| is_unnamed(client, entry));
    let unnamed = unnamed.map(|(at, entry)| Finding::Unreadable {
        what: format!("entry {} of `{}` has no string as its `name`", at + 1, keys.join(".")),
        lack: Some(Lack::Name),
        line: lines.at(entry),
    });
    twice.chain(unnamed).collect()
}

/// A text that is missing at the top.
pub(super) fn of_headings(client: &Client, value: &Value) -> Option<Finding> {
    let has = |key: &&String| value.get(key).is_some_and(|text| text.as_text().is_some());
    let missing = client.headings.iter().find(|key| !has(key))?;
    Some(Finding::Unreadable {
        what: format!("it has no string as its `{missing}`"),
        lack: Some(Lack::Heading(missing.clone())),
        line: None,
    })
}

/// Servers behind keys that others read.
///
pub(super) fn of_unread_root(client: &Client, keys: &[String], value: &Value, lines: &Lines) -> Finding {
    Finding::UnreadRoot {
        key: keys.join("."),
        client: client.title.clone(),
        right: client.root.join("."),
        line: value.behind(keys).and_then(|inner| lines.at(inner)),
    }
}

/// The names of what the client asks the user for, as its file has them.
pub(super) fn inputs<'v>(client: &Client, value: &'v Value) -> Vec<&'v str> {
    let text = |input: &'v Value, key| input.get(key).and_then(Value::as_text);
    asked(client, value)
        .filter_map(|input| text(input, "id").filter(|_| text(input, "type").is_some()))
        .collect()
}

/// What it asks for, by its name: whether as it is written here.
pub(super) fn asked_for(client: &Client, value: &Value) -> BTreeMap<String, bool> {
    let named = |input: &Value| Some((input.get("id")?.as_text()?.to_owned(), is_as_written(input)));
    asked(client, value).filter_map(named).collect()
}

fn asked<'v>(client: &Client, value: &'v Value) -> impl Iterator<Item = &'v Value> {
    let inputs = client.inputs.as_ref().and_then(|key| value.get(key));
    inputs.into_iter().flat_map(|inputs| if let Value::List(inputs) = inputs { &inputs[..] } else { &[] })
}

/// The values behind keys of which `*` is any, with the key that it stood for.
pub(super) fn behind<'v>(
    value: &'v Value,
    keys: &[String],
    under: Option<&'v str>,
) -> Vec<(Option<&'v str>, &'v Value)> {
    let Some((first, rest)) = keys.split_first() else { return vec![(under, value)] };
    let inner = value.members().iter().filter(|(name, _)| first == "*" || name == first);
    inner
        .flat_map(|(name, inner)| behind(inner, rest, if first == "*" { Some(name) } else { under }))
        .collect()
}
