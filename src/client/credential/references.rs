//! What an entry refers to outside of its file, wherever its client reads a reference.

use super::{Credential, at, to, variable};
use crate::client::Client;
use crate::client::holder::Place;
use crate::client::literal;
use crate::client::reference::{self, Reference, Syntax};
use crate::client::table::Stdio;
use crate::client::value::Value;
use crate::client::words::starts_a_server;

/// What else an entry refers to: in headers and variables that are not named as credentials, beside the first reference of one
/// that is, in its URL, its program and its arguments, and by the names of variables that are handed on.
pub(in crate::client) fn references(client: &Client, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    if let Some(remote) = &client.remote {
        let understood = &remote.references;
        for (name, text) in remote.header_fields(entry) {
            found.extend(told(&Place::Header(name.to_owned()), further(name, text, understood), understood));
        }
        let url = client.own_url(entry).unwrap_or_default();
        found.extend(told(&Place::Url, read(url, understood), understood));
    }
    if let Some(stdio) = &client.stdio {
        let understood = &stdio.references;
        for (name, text) in stdio.variables(entry) {
            found.extend(told(
                &Place::Variable(name.to_owned()),
                further(name, text, understood),
                understood,
            ));
        }
        found.extend(told(&Place::Arguments, in_arguments(stdio, entry, false), understood));
        let handed = stdio.handed_on(entry).into_iter();
        found.extend(handed.map(|name| at(Place::Variable(name.to_owned()), variable(name))));
    }
    found
}

pub(super) fn told(
    place: &Place,
    references: Vec<Reference>,
    understood: &[Syntax],
) -> impl Iterator<Item = Credential> {
    references.into_iter().map(move |reference| at(place.clone(), to(reference, understood)))
}

/// The references of a value, without the one that it is told of for as a credential.
fn further(name: &str, text: &str, understood: &[Syntax]) -> Vec<Reference> {
    let first = literal::reference(text, understood);
    // What is a part of a password for people is none for a client that reads it anywhere.
    let others = reference::all(text).skip(usize::from(first.is_some()));
    let others = others.filter(|other| is_read(other, understood));
    first.filter(|_| !literal::is_credential(name, text)).into_iter().chain(others).collect()
}

/// The references of a text that the client reads.
fn read(text: &str, understood: &[Syntax]) -> Vec<Reference> {
    reference::all(text).filter(|reference| is_read(reference, understood)).collect()
}

fn is_read(reference: &Reference, understood: &[Syntax]) -> bool {
    understood.contains(&reference.syntax)
}

/// What the program and the arguments of a server refer to that this program does not start: what is shown as a credential, or
/// all else.
pub(super) fn in_arguments(stdio: &Stdio, entry: &Value, as_credential: bool) -> Vec<Reference> {
    let words = stdio.words(entry);
    // The server itself may read what the client leaves there.
    let own: Vec<_> = stdio.variables(entry).map(|(name, _)| name).collect();
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|_| !starts_a_server(&words)) {
        let others =
            read(word, &stdio.references).into_iter().filter(|one| !own.contains(&one.name.as_str()));
        found.extend(others.filter(|one| shows(&words[..index], word, one) == as_credential));
    }
    found
}

/// Whether what an argument refers to is a credential, by the flag or the name before it, or by its own name.
fn shows(before: &[String], word: &str, reference: &Reference) -> bool {
    let flag = before.last().filter(|flag| flag.starts_with('-')).map_or("", String::as_str);
    let (name, text) = word.split_once([':', '=']).unwrap_or(("", word));
    let is_one = |name: &str| literal::is_credential(name.trim_start_matches('-'), text.trim());
    is_one(name) || is_one(flag) || literal::names_a_credential(&reference.name)
}
