//! What a client is to be connected to.

use std::collections::BTreeSet;
use std::fmt;

use super::place::Platform;
use super::words::line;
use super::{Client, ClientError, reference};
use crate::name::Name;
use crate::profile::HeaderForm;
use crate::profile::url::{self, UrlError};
use crate::secret::shape::holds_a_jwt;

/// A server, as a client is to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The name of the entry.
    pub server: Name,
    /// Whose token the server is shown; none for a server that is started and wants none.
    pub token: Option<TokenOf>,
    /// Where the server is.
    pub target: Target,
    /// How this program is run.
    pub program: Program,
}

/// A profile, as far as a client has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenOf {
    /// Its name.
    pub profile: Name,
    /// The variable that its token goes into.
    pub variable: String,
    /// How its server is shown the token.
    pub header: HeaderForm,
    /// The URL of its server, if it names one.
    pub url: Option<String>,
}

impl TokenOf {
    /// The name of the header field that shows the token, and what stands before the token in it.
    pub(super) fn field(&self) -> Result<(&str, &'static str), ClientError> {
        self.header.field().ok_or_else(|| ClientError::NoHeader { profile: self.profile.clone() })
    }
}

/// Where a server is. `Debug` shows no value.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// Behind a URL.
    Remote {
        /// The URL, as it is written into the entry.
        url: String,
        /// Header fields that are sent as they stand, beside the token's.
        headers: Vec<(String, String)>,
    },
    /// A program that the client starts.
    Stdio {
        /// The program.
        command: String,
        /// Its arguments.
        args: Vec<String>,
        /// The variables that are set for it.
        env: Vec<(String, EnvValue)>,
        /// Kept secrets that it is handed, by the variable that each goes into.
        secrets: Vec<(String, Name)>,
    },
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Remote { .. } => "Remote",
            Self::Stdio { .. } => "Stdio",
        })
    }
}

/// The value of a variable of a started server. `Debug` shows no text.
#[derive(Clone, PartialEq, Eq)]
pub enum EnvValue {
    /// As it stands.
    Text(String),
    /// That of another variable, which the client has.
    Variable(String),
}

impl fmt::Debug for EnvValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(_) => f.write_str("Text"),
            Self::Variable(name) => write!(f, "Variable({name})"),
        }
    }
}

/// How this program is named in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// An absolute path, or a bare name for a file that others share.
    pub path: String,
    /// Whose shell reads a command line.
    pub platform: Platform,
}

impl Program {
    /// A command line of this program for the client's shell.
    pub(super) fn command_line(&self, client: &Client, arguments: &[&str]) -> Result<String, ClientError> {
        let words = std::iter::once(self.path.as_str()).chain(arguments.iter().copied());
        line(words, client.runs_cmd_on(self.platform))
    }
}

impl Connection {
    /// Refuses what no client may be told: a URL that a token may not be sent to, a header field that would take the token's
    /// place, a token where a value stands.
    pub fn check(&self) -> Result<(), ClientError> {
        match &self.target {
            Target::Remote { url, headers } => self.check_remote(url, headers),
            Target::Stdio { args, env, secrets, .. } => {
                let of_token = self.token.iter().map(|token| &token.variable);
                let variables = env.iter().map(|(name, _)| name).chain(secrets.iter().map(|(name, _)| name));
                refuse_twice("variable", of_token.chain(variables).cloned())?;
                check_started(args, env)
            }
        }
    }

    fn check_remote(&self, url: &str, headers: &[(String, String)]) -> Result<(), ClientError> {
        url::check(url)?;
        refuse_reference(url)?;
        let token = self.token.as_ref().ok_or(ClientError::NoToken)?;
        let (own, _) = token.field()?;
        for (name, value) in headers {
            if name.eq_ignore_ascii_case(own) || name.eq_ignore_ascii_case("Authorization") {
                return Err(ClientError::HeaderTaken { name: name.clone() });
            }
            if holds_a_jwt(value) {
                return Err(ClientError::LiteralToken { place: format!("header `{name}`") });
            }
        }
        refuse_twice("header", headers.iter().map(|(name, _)| name.to_ascii_lowercase()))
    }
}

/// A token that is written down is asked for with [`Mode::Inline`], and in no other way.
fn check_started(args: &[String], env: &[(String, EnvValue)]) -> Result<(), ClientError> {
    if let Some(at) = args.iter().position(|argument| holds_a_jwt(argument)) {
        return Err(ClientError::LiteralToken { place: format!("argument {}", at + 1) });
    }
    for (name, value) in env {
        if matches!(value, EnvValue::Text(text) if holds_a_jwt(text)) {
            return Err(ClientError::LiteralToken { place: format!("variable `{name}`") });
        }
    }
    Ok(())
}

/// Refuses a URL that refers to something outside: clients would fill that in.
pub fn refuse_reference(url: &str) -> Result<(), ClientError> {
    match reference::find(url) {
        Some(found) => Err(ClientError::ReferenceInUrl { reference: found.shown() }),
        None => Ok(()),
    }
}

/// One value would be lost.
fn refuse_twice(what: &'static str, mut names: impl Iterator<Item = String>) -> Result<(), ClientError> {
    let mut seen = BTreeSet::new();
    match names.find(|name| !seen.insert(name.clone())) {
        Some(name) => Err(ClientError::Twice { what, name }),
        None => Ok(()),
    }
}

impl From<UrlError> for ClientError {
    fn from(error: UrlError) -> Self {
        Self::Url { error }
    }
}
