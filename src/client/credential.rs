//! What an entry shows a server, or hands to one that it starts, and how it comes by that.

mod references;

use std::fmt;

pub(super) use self::references::references;
use self::references::{in_arguments, told};
use super::Client;
use super::holder::{Holder, Place};
use super::literal::{self, said, said_by};
use super::reference::{self, Reference, Syntax};
use super::shown::{is_like_a_key, shown};
use super::surroundings::Outside;
use super::table::{Form, Remote, Stdio};
use super::value::Value;
use super::words::is_this_program;
use crate::clock::Time;
use crate::secret::Secret;
use crate::secret::shape::jwts;

/// One credential of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Where it stands.
    pub place: Place,
    /// How it is kept.
    pub kept: Kept,
    /// The scheme that stands before it, as in a header.
    pub scheme: Option<&'static str>,
}

impl Credential {
    /// The token or secret, of one that stands there itself.
    pub fn literal(&self) -> Option<&str> {
        match &self.kept {
            Kept::Literal { text } => Some(text),
            _ => None,
        }
    }

    /// When the token expires, be it in the file or where that refers to, if it says so. Not checked.
    pub fn expires_at(&self, outside: &dyn Outside) -> Option<Time> {
        match self.literal() {
            Some(text) => said(text).expires_at,
            None => said_by(&self.held(outside)?.1)?.expires_at,
        }
    }

    /// What a reference of it leads to, and where that is.
    pub(super) fn held(&self, outside: &dyn Outside) -> Option<(Holder, Secret)> {
        let holder = match &self.kept {
            Kept::Variable { name } => Holder::Variable(name.clone()),
            Kept::Reference { reference: Reference { syntax, name, .. }, understood: true } => match syntax {
                Syntax::File | Syntax::CurlyFile => Holder::File(name.clone()),
                _ if syntax.names_a_variable() => Holder::Variable(name.clone()),
                _ => return None,
            },
            _ => return None,
        };
        let held = match &holder {
            Holder::Variable(name) => outside.in_variable(name).filter(|held| !held.expose().is_empty()),
            Holder::File(path) => outside.in_file(path),
        };
        Some((holder, held?))
    }

    /// Whether it is a literal that says of itself that it has expired.
    pub fn is_dead_at(&self, now: Time) -> bool {
        self.literal().and_then(|text| said(text).expires_at).is_some_and(|at| at <= now)
    }
}

/// How a credential is kept. `Debug` shows no literal.
#[derive(Clone, PartialEq, Eq)]
pub enum Kept {
    /// It stands there itself.
    Literal {
        /// The token or secret.
        text: String,
    },
    /// The value refers to something outside.
    Reference {
        /// To what.
        reference: Reference,
        /// Whether the client reads that form there.
        understood: bool,
    },
    /// A key of its own names a variable.
    Variable {
        /// The variable.
        name: String,
    },
    /// The client runs a command.
    Helper {
        /// Its command line.
        line: String,
    },
    /// This program starts the server and hands it the token.
    Exec {
        /// The program and its arguments.
        words: Vec<String>,
    },
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal { .. } => f.write_str("Literal"),
            Self::Reference { reference, understood } => write!(f, "Reference({reference:?}, {understood})"),
            Self::Variable { name } => write!(f, "Variable({name})"),
            Self::Helper { .. } => f.write_str("Helper"),
            Self::Exec { .. } => f.write_str("Exec"),
        }
    }
}

/// Every credential of an entry, the ones for a server behind a URL first.
pub(super) fn credentials(client: &Client, entry: &Value) -> Vec<Credential> {
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
    let known = known_keys(client, entry);
    let known: Vec<_> = known.iter().map(|(keys, form)| (keys.as_str(), *form)).collect();
    unread(entry, &known, &mut found);
    found
}

/// The headers that should show a token and show none.
pub(super) fn empty_headers(client: &Client, entry: &Value) -> Vec<Place> {
    let headers = client.remote.iter().flat_map(|remote| remote.header_fields(entry));
    let empty = headers.filter(|(name, text)| literal::names_a_credential(name) && literal::is_empty(text));
    empty.map(|(name, _)| Place::Header(name.to_owned())).collect()
}

/// What a server behind a URL is shown.
fn shown_to(remote: &Remote, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    let helper = remote.helper.as_ref().and_then(|key| entry.get(key)?.as_text());
    found.extend(helper.map(|line| at(Place::Helper, Kept::Helper { line: line.to_owned() })));
    let literals = helper.map(literal::in_command).unwrap_or_default();
    found.extend(literals.into_iter().map(|text| at(Place::Helper, Kept::Literal { text })));
    let named = remote.bearer_variable.as_ref().and_then(|key| entry.get(key)?.as_text());
    let bearer = |name| Credential { scheme: Some("Bearer"), ..at(Place::BearerToken, variable(name)) };
    found.extend(named.map(bearer));
    if let Some(key) = &remote.bearer {
        let text = entry.get(key).and_then(Value::as_text).unwrap_or_default();
        let place = Place::Member(key.clone());
        let kept = kept(key, text, &remote.references);
        found.extend(kept.map(|kept| Credential { scheme: Some("Bearer"), ..at(place, kept) }));
    }
    if let Some(key) = &remote.client_secret {
        let name = entry.get(key).and_then(Value::as_text);
        found.extend(name.map(|name| at(Place::Member(key.clone()), variable(name))));
    }
    for (header, name) in
        remote.header_variables.iter().filter_map(|key| entry.get(key)).flat_map(Value::fields)
    {
        found.push(at(Place::Header(header.to_owned()), variable(name)));
    }
    for (header, text) in remote.header_fields(entry) {
        let kept = kept(header, text, &remote.references);
        let place = Place::Header(header.to_owned());
        let scheme = literal::scheme(text);
        found.extend(kept.map(|kept| Credential { scheme, ..at(place, kept) }));
    }
    found
}

/// What a started server is handed.
fn handed(stdio: &Stdio, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    let understood = &stdio.references;
    for (name, text) in stdio.variables(entry) {
        let kept = kept(name, text, understood);
        let scheme = literal::scheme(text);
        found.extend(kept.map(|kept| Credential { scheme, ..at(Place::Variable(name.to_owned()), kept) }));
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

/// Whether this program starts the server.
fn starts_a_server(words: &[String]) -> bool {
    words.get(1).is_some_and(|verb| verb == "exec") && is_this_program(&words[0])
}

/// Literals in all that is not read: members that are not known, and what has not the form that is read there.
///
/// - `known`: the keys that lead to what is read, with its form; a dot leads inwards.
fn unread(value: &Value, known: &[(&str, Form)], found: &mut Vec<Credential>) {
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
                members.iter().for_each(|(name, value)| match value {
                    Value::Text(_) => in_name(name, &Place::Names, found),
                    other => elsewhere(name, other, found),
                });
            }
            (Some((inner, _)), Value::Map(_)) if !inner.is_empty() => unread(value, &here, found),
            _ => elsewhere(key, value, found),
        }
    }
}

/// Literals in what stands among texts and is none.
fn beside_texts(key: &str, value: &Value, found: &mut Vec<Credential>) {
    match value {
        Value::Text(_) => {}
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
        Value::Number(number) => in_member(key, &Value::text(number.to_string()), found),
        Value::Map(members) => members.iter().for_each(|(key, value)| elsewhere(key, value, found)),
        Value::List(values) => values.iter().for_each(|value| in_member(key, value, found)),
        _ => {}
    }
}

/// Whether a literal stands in a member that is looked at nowhere else, or in its name.
pub(super) fn holds_a_literal(key: &str, value: &Value) -> bool {
    let mut found = Vec::new();
    elsewhere(key, value, &mut found);
    !found.is_empty()
}

/// The keys that lead to what is read in an entry, with its form.
fn known_keys(client: &Client, entry: &Value) -> Vec<(String, Form)> {
    let mut known: Vec<_> = NAMES.iter().chain(&["url"]).map(|key| ((*key).to_owned(), Form::Text)).collect();
    if let Some(remote) = &client.remote {
        let texts = [&remote.helper, &remote.bearer, &remote.bearer_variable, &remote.client_secret];
        let texts = remote.url_keys().chain(texts.into_iter().flatten().map(String::as_str));
        known.extend(texts.map(|key| (key.to_owned(), Form::Text)));
        known.extend(remote.header_keys().map(|key| (key.to_owned(), Form::TextMap)));
        known.extend(remote.env_names.iter().map(|key| (key.clone(), Form::Texts)));
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

/// One at that place.
pub(super) fn at(place: Place, kept: Kept) -> Credential {
    Credential { place, kept, scheme: None }
}

/// How a value is kept; none when it is no credential or an empty one.
fn kept(name: &str, text: &str, understood: &[Syntax]) -> Option<Kept> {
    if let Some(text) = literal::in_value(name, text, understood) {
        return Some(Kept::Literal { text });
    }
    let reference = literal::reference(text, understood).filter(|_| literal::is_credential(name, text));
    reference.map(|reference| to(reference, understood))
}

fn to(reference: Reference, understood: &[Syntax]) -> Kept {
    Kept::Reference { understood: understood.contains(&reference.syntax), reference }
}

/// What stands where the name of a variable belongs: where it cannot be one, somebody has put the token itself there.
pub(super) fn variable(name: &str) -> Kept {
    let is_one = name.is_empty() || reference::is_name(name);
    if is_one && !is_like_a_key(name) {
        Kept::Variable { name: name.to_owned() }
    } else {
        Kept::Literal { text: name.to_owned() }
    }
}

/// The members of an entry that hold words of somebody, not what is read as a credential.
const NAMES: [&str; 2] = ["type", "name"];
