//! What somebody asked a client to be connected to, as it is remembered: without what the profile says, which may change.

use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::connection::{EnvValue, TokenOf};
use super::literal::{in_program, in_value};
use super::reference::{self, Syntax};
use super::{Client, ClientError, Connection, Directories, Mode, Program, Scope, Target};
use crate::name::Name;
use crate::profile::Profile;
use crate::secret::shape::is_surely_secret;

/// One request for one client. `Debug` shows no value.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The directory of the project that it is for, if it is for one.
    pub fn project(&self, directories: &Directories) -> Option<PathBuf> {
        let path = self.path.as_ref().filter(|_| self.scope == Scope::Project)?;
        Client::named(&self.client)?.project_of(path, directories)
    }

    /// Whether the server is one that the client starts.
    pub fn is_stdio(&self) -> bool {
        self.command.is_some()
    }

    /// Whether a value or an argument of it is a secret, or its URL holds one: a file that others see is no place for one.
    pub fn holds_a_secret(&self) -> bool {
        let in_url = self.url.as_deref().is_some_and(is_surely_secret);
        let is_secret = |(name, text): &(String, String)| in_value(name, text, &[]).is_some();
        let words: Vec<_> = self.command.iter().chain(&self.args).cloned().collect();
        self.env.iter().chain(&self.headers).any(is_secret) || !in_program(&words).is_empty() || in_url
    }

    /// The request without what can hold a secret: no more than a name of what is kept elsewhere.
    pub(super) fn without_values(&self) -> Self {
        Self {
            url: None,
            headers: Vec::new(),
            command: None,
            args: Vec::new(),
            env: Vec::new(),
            ..self.clone()
        }
    }

    /// What is to be connected: the request with what its profile says now.
    pub fn connection(&self, profile: Option<&Profile>, program: Program) -> Result<Connection, ClientError> {
        let token = profile.map(|profile| TokenOf {
            profile: profile.name.clone(),
            variable: profile.variable.clone(),
            header: profile.header.clone(),
            url: profile.url.clone(),
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
            let variable = reference::whole(text).filter(|found| found.syntax == Syntax::Braces);
            variable.map_or_else(|| EnvValue::Text(text.to_owned()), |found| EnvValue::Variable(found.name))
        };
        Target::Stdio {
            command: command.to_owned(),
            args: self.args.clone(),
            env: self.env.iter().map(|(name, text)| (name.clone(), value(text))).collect(),
            secrets: self.secrets.clone(),
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { client, scope, server, profile, mode, .. } = self;
        write!(f, "Request({client}, {scope:?}, {server}, {profile:?}, {mode:?})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    const UUID: &str = "123e4567-e89b-12d3-a456-426614174000";

    #[test]
    fn a_secret_is_one_in_whatever_place() {
        let client = Client::named("cursor").unwrap();
        let server: Name = "a".parse().unwrap();
        let empty = || Request::of_entry(client, Scope::Project, None, server.clone());
        let pair = |name: &str, text: &str| vec![(name.to_owned(), text.to_owned())];
        let env = |name, text| Request { env: pair(name, text), ..empty() }.holds_a_secret();
        let header = |name, text| Request { headers: pair(name, text), ..empty() }.holds_a_secret();
        let args = |words: [&str; 2]| {
            Request { args: words.map(str::to_owned).to_vec(), ..empty() }.holds_a_secret()
        };
        for name in
            ["API_KEY", "SSH_PASSPHRASE", "smtp_passwd", "DB_PASS", "MYSQL_PWD", "PRIVATE_KEY", "ACCESS_KEY"]
        {
            assert!(env(name, "PRIVATE"), "{name}");
            assert!(!env(name, "${OTHER}") && !env(name, "17") && !env(name, ""), "{name}");
        }
        assert!(env("API_KEY", "s3cr$tvalue") && env("API_KEY", "${A:-PRIVATE}"));
        assert!(
            header("Cookie", "a=b") && header("X-Other", "Bearer abc") && !header("Accept", "text/plain")
        );
        assert!(
            args(["--api-key", "abc"]) && args(["-H", "Cookie: a=b"]) && args(["x", "https://a/?secret=b"])
        );
        assert!(!args(["--level", "info"]) && !args(["--api-key", "${KEY}"]));
        let url = |url: String| Request { url: Some(url), ..empty() }.holds_a_secret();
        let (digest, default) = (format!("sha256:{KEY}"), format!("${{OTHER:-{KEY}}}"));
        for name in ["CALCULATOR_AUTH", "A", "SIGNING", "PAT", "HMAC", "SESSION", "X-Tenant"] {
            assert!(env(name, KEY) && header(name, KEY) && env(name, &default), "{name}");
            for none in ["${KEY}", UUID, &digest, "${OTHER:-none}"] {
                assert!(!env(name, none) && !header(name, none), "{name} {none}");
            }
        }
        assert!(args(["x", KEY]) && args(["x", &format!("--seed={KEY}")]) && !args(["x", UUID]));
        assert!(url(format!("https://a/{KEY}/mcp")) && url(format!("https://a/mcp?k={KEY}")));
        assert!(!url(format!("https://a/{UUID}/mcp?format=json")));
    }
}
