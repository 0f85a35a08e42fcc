//! A credential of an entry: where it stands, and how it is kept there.

mod found;
mod references;
mod unread;

use std::fmt;

pub use self::found::literals;
pub(super) use self::found::{credentials, empty_headers, has_header, header_twice};
pub(super) use self::references::references;
pub(super) use self::unread::holds_a_literal;
use super::holder::{Holder, Place};
use super::literal::{self, said, said_by};
use super::reference::{self, Reference, Syntax};
use super::server::commands;
use super::shown::{is_like_a_key, may_be_shown};
use super::surroundings::Outside;
use super::words::Taken;
use crate::clock::Time;
use crate::profile::Profile;
use crate::secret::Secret;

/// Where others have the headers of a client that reads no entry with a URL.
pub(super) const HEADERS: &str = "headers";

/// One credential of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Where it stands.
    pub place: Place,
    /// How it is kept.
    pub kept: Kept,
    /// The scheme that stands before it, as in a header.
    pub scheme: Option<&'static str>,
    /// Whether it is one word with nothing beside it but that scheme; not looked at everywhere.
    pub is_alone: bool,
}

impl Credential {
    /// The token or secret, of one that stands there itself.
    pub fn literal(&self) -> Option<&str> {
        match &self.kept {
            Kept::Literal { text } => Some(text),
            _ => None,
        }
    }

    /// Says how a header or a variable shows it.
    ///
    /// - `value`: all that stands in that.
    pub(super) fn is_shown_in(&mut self, value: &str) {
        let word = literal::without_scheme(value);
        self.scheme = literal::scheme(value);
        self.is_alone = match &self.kept {
            Kept::Literal { text } => text == word && !word.contains(char::is_whitespace),
            _ => reference::whole(word).or_else(|| reference::foreign(word)).is_some(),
        };
    }

    /// The variable that it is taken from.
    pub fn variable(&self) -> Option<&str> {
        match &self.kept {
            Kept::Variable { name } => Some(name),
            Kept::Reference { reference, understood: true } if reference.syntax.names_a_variable() => {
                Some(&reference.name)
            }
            _ => None,
        }
    }

    /// The file that it is taken from, as it is named.
    pub(super) fn file(&self) -> Option<&str> {
        match &self.kept {
            Kept::Reference { reference, understood: true }
                if matches!(reference.syntax, Syntax::File | Syntax::CurlyFile) =>
            {
                Some(&reference.name)
            }
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
        let holder = match self.variable() {
            Some(name) => Holder::Variable(name.to_owned()),
            None => Holder::File { path: self.file()?.to_owned(), variable: None },
        };
        let held = match &holder {
            Holder::Variable(name) => outside.in_variable(name).filter(|held| !held.expose().is_empty()),
            Holder::File { path, .. } => outside.in_file(path),
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

impl Kept {
    /// The profile whose token this program hands to what it starts, by its name there.
    pub fn started_for(&self) -> Option<&str> {
        let Self::Exec { words } = self else { return None };
        Taken::of(words).name()
    }

    /// The profile whose token a command takes, by its name there.
    pub fn helped_by(&self) -> Option<&str> {
        let Self::Helper { line } = self else { return None };
        taken(line).next()
    }

    /// Whether it is surely the token of a profile that is named.
    pub fn is_of(&self, profile: &Profile) -> bool {
        match self {
            Self::Helper { line } => taken(line).any(|name| name == profile.name.as_str()),
            Self::Reference { reference, .. } => reference.name == profile.variable,
            Self::Variable { name } => *name == profile.variable,
            Self::Literal { .. } | Self::Exec { .. } => false,
        }
    }
}

/// The profiles whose tokens a command line takes, by their names there.
fn taken(line: &str) -> impl Iterator<Item = &str> {
    commands(line).into_iter().filter_map(|words| Taken::by(words.into_iter()).name())
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

/// One at that place.
pub(super) fn at(place: Place, kept: Kept) -> Credential {
    Credential { place, kept, scheme: None, is_alone: false }
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

/// What stands where the name of a variable belongs: where it cannot be one, somebody has put a reference or the token itself there.
pub(super) fn variable(name: &str) -> Kept {
    let is_one = name.is_empty() || reference::is_name(name);
    if is_one && !is_like_a_key(name) {
        return Kept::Variable { name: name.to_owned() };
    }
    let is_named = |found: &Reference| found.syntax.names_a_variable() && may_be_shown(&found.name);
    let found = reference::whole(name).filter(is_named).or_else(|| reference::foreign(name));
    found.map_or_else(|| Kept::Literal { text: name.to_owned() }, |reference| to(reference, &[]))
}
