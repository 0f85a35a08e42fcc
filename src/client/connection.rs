//! What a client is to be connected to, and the ways in which its entry can come by the token.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::literal::speaks_of_a_credential;
use super::place::{Platform, Scope};
use super::reference::{self, Syntax};
use super::table::{Lacks, Remote, Stdio, is_websocket};
use super::{Client, ClientError};
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
}

impl TokenOf {
    /// The name of the header field that shows the token, and what stands before the token in it.
    pub(super) fn field(&self) -> Result<(&str, &'static str), ClientError> {
        match &self.header {
            HeaderForm::Bearer => Ok(("Authorization", "Bearer ")),
            HeaderForm::Basic => Ok(("Authorization", "Basic ")),
            HeaderForm::Named(name) => Ok((name, "")),
            HeaderForm::Nothing => Err(ClientError::NoHeader { profile: self.profile.clone() }),
        }
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
        let is_cmd = client.runs_cmd_on(self.platform);
        let quote = |word| if is_cmd { quote_cmd(word) } else { Ok(quote_posix(word)) };
        let words = std::iter::once(self.path.as_str()).chain(arguments.iter().copied());
        Ok(words.map(quote).collect::<Result<Vec<_>, _>>()?.join(" "))
    }
}

/// How the entry comes by the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The client runs a command at each connect.
    Helper,
    /// The client asks the user.
    Input,
    /// The client reads a variable.
    Env,
    /// The client starts this program, which starts the server with the token in its environment.
    Exec,
    /// The token itself stands in the entry.
    Inline,
}

impl Mode {
    /// Every mode, the safest first.
    pub const ALL: [Self; 5] = [Self::Helper, Self::Input, Self::Env, Self::Exec, Self::Inline];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Helper => "helper",
            Self::Input => "input",
            Self::Env => "env",
            Self::Exec => "exec",
            Self::Inline => "inline",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Client {
    /// Whether a variable of ours does not reach the command that a token is fetched by.
    pub fn hides(&self, variable: &str, mode: Mode, scope: Scope) -> bool {
        let lacks = match mode {
            Mode::Helper => self.remote.as_ref().and_then(|remote| remote.helper_lacks),
            Mode::Exec => self.stdio.as_ref().and_then(|stdio| stdio.lacks),
            Mode::Env | Mode::Input | Mode::Inline => None,
        };
        match lacks {
            Some(Lacks::Variables) => true,
            Some(Lacks::Credentials) => speaks_of_a_credential(variable),
            Some(Lacks::CredentialsInProjects) => scope == Scope::Project && speaks_of_a_credential(variable),
            None => false,
        }
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

    /// The ways that a client can read, the safest first.
    pub fn modes(&self, client: &Client) -> Vec<Mode> {
        Mode::ALL.into_iter().filter(|mode| self.is_possible(client, *mode)).collect()
    }

    /// The way that is taken: the one that was asked for, or the safest. A literal is only taken when it was asked for.
    pub(super) fn mode(&self, client: &Client, asked: Option<Mode>) -> Result<Mode, ClientError> {
        if matches!(&self.target, Target::Remote { url, .. } if !client.speaks(url)) {
            return Err(ClientError::WebSocket { client: client.title.clone() });
        }
        let possible = self.modes(client);
        if possible.is_empty() && matches!(self.target, Target::Stdio { .. }) {
            return Err(ClientError::NoStdio { client: client.title.clone() });
        }
        let chosen = match asked {
            Some(asked) => possible.contains(&asked).then_some(asked),
            None => possible.iter().copied().find(|mode| *mode != Mode::Inline),
        };
        chosen.ok_or_else(|| ClientError::Mode { client: client.title.clone(), asked, possible })
    }

    fn is_websocket(&self) -> bool {
        matches!(&self.target, Target::Remote { url, .. } if is_websocket(url))
    }

    fn is_possible(&self, client: &Client, mode: Mode) -> bool {
        if client.script.is_some() {
            return matches!(mode, Mode::Helper | Mode::Env) && matches!(self.target, Target::Remote { .. });
        }
        match (&self.target, &client.remote, &client.stdio) {
            (Target::Remote { .. }, Some(remote), stdio) => match mode {
                Mode::Helper => remote.helper.is_some() || remote.references.contains(&Syntax::Command),
                Mode::Input => client.inputs.is_some() && remote.references.contains(&Syntax::Input),
                Mode::Env => client.header_reference().is_some() || self.has_variable_key(remote),
                // The bridge reads a reference of its own, which the client must hand on as it stands: one that it does not
                // read, or that nobody approved.
                Mode::Exec => {
                    let is_read = |stdio: &Stdio| stdio.references.contains(&Syntax::Braces);
                    stdio.as_ref().is_some_and(|stdio| !is_read(stdio) || client.approve.is_some())
                        && !self.is_websocket()
                }
                Mode::Inline => !(remote.refuses_authorization && self.is_authorized()),
            },
            (Target::Remote { .. }, None, stdio) => mode == Mode::Exec && stdio.is_some(),
            (Target::Stdio { secrets, .. }, _, Some(stdio)) => match mode {
                Mode::Exec => true,
                _ if !secrets.is_empty() || self.token.is_none() => false,
                Mode::Helper => false,
                Mode::Input => client.inputs.is_some() && stdio.references.contains(&Syntax::Input),
                Mode::Env => {
                    stdio.env_names.is_some() || stdio.references.iter().any(|form| form.names_a_variable())
                }
                Mode::Inline => true,
            },
            (Target::Stdio { .. }, _, None) => false,
        }
    }

    /// Whether the token is shown in the header field of that name (RFC 6750 section 2.1, RFC 7617).
    fn is_authorized(&self) -> bool {
        let header = self.token.as_ref().map(|token| &token.header);
        matches!(header, Some(HeaderForm::Bearer | HeaderForm::Basic))
    }

    fn has_variable_key(&self, remote: &Remote) -> bool {
        match self.token.as_ref().map(|token| &token.header) {
            Some(HeaderForm::Bearer) => remote.bearer_variable.is_some(),
            Some(HeaderForm::Named(_)) => remote.header_variables.is_some(),
            _ => false,
        }
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

/// A word for a POSIX shell (POSIX.1-2017 XCU section 2.2.2).
pub(super) fn quote_posix(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+@,:=".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A word for cmd.exe, which reads `%NAME%` between quotes as well, and knows no way to write a quote in all places.
fn quote_cmd(word: &str) -> Result<String, ClientError> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/\\._-+@:=".contains(letter);
    if word.contains(['%', '"']) {
        return Err(ClientError::NotQuoted { word: word.to_owned() });
    }
    Ok(if word.chars().all(plain) { word.to_owned() } else { format!("\"{word}\"") })
}
