//! What somebody asked a client to be connected to, as it is remembered: without what the profile says, which may change.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::connection::{EnvValue, TokenOf};
use super::literal::names_a_credential;
use super::{Client, ClientError, Connection, Mode, Program, Scope, Target, reference};
use crate::name::Name;
use crate::profile::Profile;

/// One request for one client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The client's name.
    pub client: String,
    /// For whom.
    pub scope: Scope,
    /// The file, absolute; none for a client that has none.
    pub path: Option<PathBuf>,
    /// The name of the entry.
    pub server: Name,
    /// The profile whose token is used.
    pub profile: Option<Name>,
    /// The way to the token, when one was asked for.
    pub mode: Option<Mode>,
    /// The URL, when it is not the profile's.
    pub url: Option<String>,
    /// Header fields that are sent as they stand.
    pub headers: Vec<(String, String)>,
    /// The program that is started.
    pub command: Option<String>,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its variables: name, and what it is set to, of which `${NAME}` is another variable.
    pub env: Vec<(String, String)>,
    /// Kept secrets that it is handed: variable, and name of the secret.
    pub secrets: Vec<(String, Name)>,
}

impl Request {
    /// One that says no more than which entry is meant.
    pub fn of_entry(client: &Client, scope: Scope, path: Option<PathBuf>, server: Name) -> Self {
        Self {
            client: client.name.clone(),
            scope,
            path,
            server,
            profile: None,
            mode: None,
            url: None,
            headers: Vec::new(),
            command: None,
            args: Vec::new(),
            env: Vec::new(),
            secrets: Vec::new(),
        }
    }

    /// Whether the server is one that the client starts.
    pub fn is_stdio(&self) -> bool {
        self.command.is_some()
    }

    /// Whether a value of it is a secret by its name: a file that others see is no place for one.
    pub fn holds_a_secret(&self) -> bool {
        let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
        let is_secret = |(name, text): &(String, String)| {
            names_a_credential(name) && !is_number(text) && reference::find(text).is_none()
        };
        self.env.iter().chain(&self.headers).any(is_secret)
    }

    /// What is to be connected: the request with what its profile says now.
    pub fn connection(&self, profile: Option<&Profile>, program: Program) -> Result<Connection, ClientError> {
        let token = profile.map(|profile| TokenOf {
            profile: profile.name.clone(),
            variable: profile.variable.clone(),
            header: profile.header.clone(),
        });
        let target =
            match (&self.command, self.url.as_ref().or(profile.and_then(|profile| profile.url.as_ref()))) {
                (Some(command), _) => self.stdio(command),
                (None, Some(url)) => Target::Remote { url: url.clone(), headers: self.headers.clone() },
                (None, None) => return Err(ClientError::NothingToConnect),
            };
        Ok(Connection { server: self.server.clone(), token, target, program })
    }

    fn stdio(&self, command: &str) -> Target {
        let value = |text: &str| {
            let name = text.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
            name.filter(|name| is_variable(name))
                .map_or_else(|| EnvValue::Text(text.to_owned()), |name| EnvValue::Variable(name.to_owned()))
        };
        Target::Stdio {
            command: command.to_owned(),
            args: self.args.clone(),
            env: self.env.iter().map(|(name, text)| (name.clone(), value(text))).collect(),
            secrets: self.secrets.clone(),
        }
    }
}

fn is_variable(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(|first: char| first.is_ascii_digit())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}
