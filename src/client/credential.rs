//! What an entry shows a server, or hands to one that it starts, and how it comes by that.

use std::fmt;

use super::Client;
use super::literal::{self, said, said_by};
use super::reference::{Reference, Syntax};
use super::surroundings::Outside;
use super::table::{Remote, Stdio};
use super::value::Value;
use super::words::is_this_program;
use crate::clock::Time;

/// One credential of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Where it stands, as in "header `Authorization`".
    pub place: String,
    /// How it is kept.
    pub kept: Kept,
    /// Whether it is shown as `Basic` (RFC 7617).
    pub is_basic: bool,
}

impl Credential {
    /// When the token expires, be it in the file or where that refers to, if it says so. Not checked.
    pub fn expires_at(&self, outside: &dyn Outside) -> Option<Time> {
        let held = match &self.kept {
            Kept::Literal { text } => return said(text).expires_at,
            Kept::Variable { name } => outside.in_variable(name),
            Kept::Reference { reference: Reference { syntax, name, .. }, understood: true } => match syntax {
                Syntax::File | Syntax::CurlyFile => outside.in_file(name),
                _ => outside.in_variable(name).filter(|_| syntax.names_a_variable()),
            },
            _ => None,
        };
        said_by(&held?)?.expires_at
    }

    /// Whether it is a literal that says of itself that it has expired.
    pub fn is_dead_at(&self, now: Time) -> bool {
        matches!(&self.kept, Kept::Literal { text } if said(text).expires_at.is_some_and(|at| at <= now))
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
    found.extend(passed.filter(|one| matches!(one.kept, Kept::Literal { .. })));
    found
}

/// Those of an entry in which no name stands twice.
fn taken(client: &Client, entry: &Value) -> Vec<Credential> {
    let mut found: Vec<_> = client.remote.iter().flat_map(|remote| shown(remote, entry)).collect();
    found.extend(client.stdio.iter().flat_map(|stdio| handed(stdio, entry)));
    let known = known_keys(client);
    for (key, value) in entry.members().iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        elsewhere(key, value, &mut found);
    }
    found
}

/// What else an entry refers to: in headers and variables that are not named as credentials.
pub(super) fn references(client: &Client, entry: &Value) -> Vec<Credential> {
    let headers = client.remote.iter().flat_map(|remote| {
        fields(entry.at(&remote.headers)).map(|(name, text)| (name, text, HEADER, &remote.references))
    });
    let variables = client.stdio.iter().flat_map(|stdio| {
        fields(entry.get(&stdio.env)).map(|(name, text)| (name, text, "variable", &stdio.references))
    });
    let others = headers.chain(variables).filter(|(name, text, ..)| !literal::is_credential(name, text));
    let kept = others.filter_map(|(name, text, what, understood)| {
        Some(at(&of_name(what, name), to(literal::reference(text, understood)?, understood)))
    });
    kept.collect()
}

/// The headers that should show a token and show none.
pub(super) fn empty_headers(client: &Client, entry: &Value) -> Vec<String> {
    let headers = client.remote.iter().flat_map(|remote| fields(entry.at(&remote.headers)));
    let empty = headers.filter(|(name, text)| literal::names_a_credential(name) && literal::is_empty(text));
    empty.map(|(name, _)| of_name(HEADER, name)).collect()
}

/// What a server behind a URL is shown.
fn shown(remote: &Remote, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    let helper = remote.helper.as_ref().and_then(|key| entry.get(key)?.as_text());
    found.extend(helper.map(|line| at("helper", Kept::Helper { line: line.to_owned() })));
    let literals = helper.map(literal::in_command).unwrap_or_default();
    found.extend(literals.into_iter().map(|text| at("helper", Kept::Literal { text })));
    let named = remote.bearer_variable.as_ref().and_then(|key| entry.get(key)?.as_text());
    found.extend(named.map(|name| at("bearer token", variable(name))));
    for (header, name) in remote.header_variables.iter().flat_map(|key| fields(entry.get(key))) {
        found.push(at(&of_name(HEADER, header), variable(name)));
    }
    for (header, text) in fields(entry.at(&remote.headers)) {
        let kept = kept(header, text, &remote.references);
        let place = of_name(HEADER, header);
        let is_basic = literal::is_basic(text);
        found.extend(kept.map(|kept| Credential { is_basic, ..at(&place, kept) }));
    }
    found
}

/// What a started server is handed.
fn handed(stdio: &Stdio, entry: &Value) -> Vec<Credential> {
    let mut found = Vec::new();
    for (name, text) in fields(started(entry, &stdio.command).0.get(&stdio.env)) {
        found.extend(kept(name, text, &stdio.references).map(|kept| at(&of_name("variable", name), kept)));
    }
    let words = command(entry, &stdio.command, &stdio.args);
    let is_ours = words.get(1).is_some_and(|verb| verb == "exec") && is_this_program(&words[0]);
    // What stands before it are names, of variables and of kept secrets.
    let ours = words.iter().position(|word| word == "--").filter(|_| is_ours).unwrap_or_default();
    for text in literal::in_program(&words[ours..]) {
        found.push(at(ARGUMENTS, Kept::Literal { text }));
    }
    if is_ours {
        found.push(at("command", Kept::Exec { words }));
    }
    found
}

/// Literals in members that are looked at nowhere else; a client may refuse them, and they stand there all the same.
fn elsewhere(key: &str, value: &Value, found: &mut Vec<Credential>) {
    match value {
        Value::Text(text) if literal::is_credential(key, text) => {
            if let Some(kept @ Kept::Literal { .. }) = kept(key, text, &[]) {
                found.push(at(&format!("`{}`", super::shown::shown(key)), kept));
            }
        }
        Value::Map(members) => members.iter().for_each(|(key, value)| elsewhere(key, value, found)),
        Value::List(values) => values.iter().for_each(|value| elsewhere(key, value, found)),
        _ => {}
    }
}

/// Whether a literal stands in a member that is looked at nowhere else.
pub(super) fn holds_a_literal(key: &str, value: &Value) -> bool {
    let mut found = Vec::new();
    elsewhere(key, value, &mut found);
    !found.is_empty()
}

/// The members whose values are looked at one by one, or are no credential whatever they are called.
fn known_keys(client: &Client) -> Vec<&str> {
    let mut known = vec!["type", "name", "url"];
    known.extend(client.remote.iter().flat_map(Remote::keys));
    known.extend(client.stdio.iter().flat_map(Stdio::keys));
    known
}

/// The place of that kind and name.
fn of_name(kind: &str, name: &str) -> String {
    format!("{kind} `{}`", super::shown::shown(name))
}

/// One at that place.
pub(super) fn at(place: &str, kept: Kept) -> Credential {
    Credential { place: place.to_owned(), kept, is_basic: false }
}

/// The members that are texts.
fn fields(value: Option<&Value>) -> impl Iterator<Item = (&str, &str)> {
    let members = value.map(Value::members).unwrap_or_default();
    members.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_text()?)))
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
    let is_one = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if is_one && !literal::is_like_a_key(name) {
        Kept::Variable { name: name.to_owned() }
    } else {
        Kept::Literal { text: name.to_owned() }
    }
}

/// The program and the arguments, whether they are one list or two members.
pub(super) fn command(entry: &Value, program: &str, args: &str) -> Vec<String> {
    let texts = |value: &Value| match value {
        Value::Text(text) => vec![text.clone()],
        Value::List(values) => values.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let (entry, program) = started(entry, program);
    [program, args].iter().filter_map(|key| entry.get(key)).flat_map(texts).collect()
}

/// What says how a server is started, and the key of its program: in Zed's old form all of it stands under `command`.
fn started<'v, 'k>(entry: &'v Value, program: &'k str) -> (&'v Value, &'k str) {
    match entry.get(program) {
        Some(inner @ Value::Map(_)) => (inner, "path"),
        _ => (entry, program),
    }
}

/// Where the arguments of a started server stand, as places of credentials go.
pub(super) const ARGUMENTS: &str = "arguments";
/// Where the URL of a server stands.
pub(super) const URL: &str = "URL";
/// What the place of a header begins with.
pub(super) const HEADER: &str = "header";
