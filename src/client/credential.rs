//! What an entry shows a server, or hands to one that it starts, and how it comes by that.

use std::fmt;

use super::Client;
use super::reference::{self, Reference, Syntax};
use super::value::Value;
use crate::clock::Time;
use crate::jwt::inspect::Inspection;
use crate::jwt::json::Value as Json;
use crate::jwt::one_or_list;
use crate::profile::url::holds_a_jwt;

/// One credential of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Where it stands, as in "header `Authorization`".
    pub place: String,
    /// How it is kept.
    pub kept: Kept,
}

impl Credential {
    /// When a literal token expires, if it says so. Not checked.
    pub fn expires_at(&self) -> Option<Time> {
        match &self.kept {
            Kept::Literal { text } => said(text).expires_at,
            _ => None,
        }
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

/// What a literal says of itself, when it is a JWT. Not checked.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) expires_at: Option<Time>,
    pub(super) audiences: Vec<String>,
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
    let mut found = Vec::new();
    if let Some(remote) = &client.remote {
        let helper = remote.helper.as_ref().and_then(|key| entry.get(key)?.as_text());
        found.extend(helper.map(|line| at("helper", Kept::Helper { line: line.to_owned() })));
        let named = remote.bearer_variable.as_ref().and_then(|key| entry.get(key)?.as_text());
        found.extend(named.map(|name| at("bearer token", Kept::Variable { name: name.to_owned() })));
        for (header, value) in
            remote.header_variables.iter().filter_map(|key| entry.get(key)).flat_map(Value::members)
        {
            let name = value.as_text().unwrap_or_default().to_owned();
            found.push(at(&format!("header `{header}`"), Kept::Variable { name }));
        }
        for (header, value) in entry.at(&remote.headers).map(Value::members).unwrap_or_default() {
            let text = value.as_text().unwrap_or_default();
            if names_a_credential(header) || holds_a_jwt(text) {
                found.extend(
                    kept(text, &remote.references).map(|kept| at(&format!("header `{header}`"), kept)),
                );
            }
        }
    }
    if let Some(stdio) = &client.stdio {
        for (name, value) in entry.get(&stdio.env).map(Value::members).unwrap_or_default() {
            let text = value.as_text().unwrap_or_default();
            if names_a_credential(name) || holds_a_jwt(text) {
                found.extend(
                    kept(text, &stdio.references).map(|kept| at(&format!("variable `{name}`"), kept)),
                );
            }
        }
        let words = command(entry, &stdio.command, &stdio.args);
        for word in words.iter().filter(|word| holds_a_jwt(word)) {
            found.push(at("arguments", Kept::Literal { text: token_of(word).to_owned() }));
        }
        if words.get(1).is_some_and(|verb| verb == "exec") && is_this_program(&words[0]) {
            found.push(at("command", Kept::Exec { words }));
        }
    }
    found
}

fn at(place: &str, kept: Kept) -> Credential {
    Credential { place: place.to_owned(), kept }
}

/// How a value is kept; none when it is empty, or shows no credential in a form that names no secret.
fn kept(text: &str, understood: &[Syntax]) -> Option<Kept> {
    if let Some(reference) = reference::find(text) {
        let understood = understood.contains(&reference.syntax);
        return Some(Kept::Reference { reference, understood });
    }
    let token = token_of(text);
    let is_scheme = ["Bearer", "Basic"].iter().any(|scheme| token.eq_ignore_ascii_case(scheme));
    (!token.is_empty() && !is_scheme).then(|| Kept::Literal { text: token.to_owned() })
}

/// What stands behind the scheme of a header's value (RFC 9110 section 11.4), or behind the name of a header in an argument.
fn token_of(text: &str) -> &str {
    text.trim().rsplit([' ', ':', '=']).next().unwrap_or_default()
}

/// The program and the arguments, whether they are one list or two members.
fn command(entry: &Value, program: &str, args: &str) -> Vec<String> {
    let texts = |value: &Value| match value {
        Value::Text(text) => vec![text.clone()],
        Value::List(values) => values.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    [program, args].iter().filter_map(|key| entry.get(key)).flat_map(texts).collect()
}

pub(super) fn is_this_program(program: &str) -> bool {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    name.trim_end_matches(".exe") == "mcp-token"
}

/// The words of a command line, as a shell would cut them; of one that no shell would take, those between blanks.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            quote @ ('\'' | '"') => rest[1..].split_once(quote).unwrap_or((&rest[1..], "")),
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// What a literal says of itself.
pub(super) fn said(token: &str) -> Said {
    let Ok(inspection) = Inspection::of(token) else { return Said::default() };
    let claims = inspection.claims();
    let audiences = claims.get("aud").and_then(one_or_list).unwrap_or_default();
    Said {
        expires_at: claims.get("exp").and_then(Json::as_integer).map(Time::from_unix),
        audiences: audiences.into_iter().map(std::borrow::Cow::into_owned).collect(),
    }
}

/// Whether a header or variable is named as one that holds a credential.
pub(super) fn names_a_credential(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    CREDENTIALS.iter().any(|word| lower.contains(word))
}

const CREDENTIALS: [&str; 7] =
    ["authorization", "token", "secret", "password", "api-key", "api_key", "apikey"];
