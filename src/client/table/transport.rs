//! The fields of an entry: of a server behind a URL, and of one that is started. What they say in one entry is read here.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Client, Form};
use crate::client::reference::Syntax;
use crate::client::value::Value;

/// The fields of a server behind a URL.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remote {
    /// The word for streamable HTTP in `type`, when that is written.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// All words that are taken in `type`.
    #[serde(default)]
    pub types: Vec<String>,
    /// The word for a WebSocket in `type`, where it speaks that.
    pub websocket: Option<String>,
    /// The key of the URL.
    pub url: String,
    /// Other keys that it reads a URL from.
    #[serde(default)]
    pub urls: Vec<String>,
    /// A key of a URL that is read as server-sent events, whatever `type` says.
    pub sse_url: Option<String>,
    /// The key of the header fields; a dot leads inwards.
    pub headers: String,
    /// The key of a command that prints header fields as JSON.
    pub helper: Option<String>,
    /// What of the environment does not reach that command.
    pub helper_lacks: Option<Lacks>,
    /// Whether that command is told the URL that they are for: ours gives no token for another than the profile's.
    #[serde(default)]
    pub helper_is_told: bool,
    /// The first version that reads it.
    pub helper_since: Option<String>,
    /// The keys without which an entry is passed over, or read as another transport.
    #[serde(default)]
    pub required: Vec<String>,
    /// The forms of members without which an entry with a URL is passed over.
    #[serde(default)]
    pub forms: BTreeMap<String, Form>,
    /// The key of a bearer token, or of a reference to one.
    pub bearer: Option<String>,
    /// The key that somebody puts a bearer token behind, and that it refuses.
    pub refused_bearer: Option<String>,
    /// The key of the variable that holds the secret of an OAuth client.
    pub client_secret: Option<String>,
    /// The key of the variable that holds a bearer token.
    pub bearer_variable: Option<String>,
    /// The key of header fields whose values are names of variables.
    pub header_variables: Option<String>,
    /// Keys beside a URL that make it refuse the whole file.
    #[serde(default)]
    pub refuses: Vec<String>,
    /// Whether it refuses the whole file for an `Authorization` that stands among the header fields.
    #[serde(default)]
    pub refuses_authorization: bool,
    /// The key of a list of the variables that are referred to.
    pub env_names: Option<String>,
    /// Whether the entry repeats its name.
    #[serde(default)]
    pub named: bool,
    /// How a header's value refers to something outside, the form that is written first.
    #[serde(default)]
    pub references: Vec<Syntax>,
    /// The variables that it sends nothing of to any server; `*` stands for any text.
    #[serde(default)]
    pub blanked: Vec<String>,
    /// What else stands in an entry.
    #[serde(default)]
    pub extra: BTreeMap<String, Value>,
}

/// What of the environment does not reach a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacks {
    /// Whatever the user has set.
    Variables,
    /// What is called like a credential.
    Credentials,
    /// What is called like a credential, when the entry is in a file of a project.
    CredentialsInProjects,
}

/// The fields of a server that is started.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stdio {
    /// The word for it in `type`, when that is written.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// All words that are taken in `type`.
    #[serde(default)]
    pub types: Vec<String>,
    /// The key of the program.
    #[serde(default = "command")]
    pub command: String,
    /// Whether program and arguments are one list.
    #[serde(default)]
    pub command_list: bool,
    /// Whether it also reads them apart.
    #[serde(default)]
    pub command_text: bool,
    /// The key of the arguments.
    #[serde(default = "args")]
    pub args: String,
    /// The key of the variables that are set for it.
    #[serde(default = "env")]
    pub env: String,
    /// The key of a list of variables that are handed on to it.
    pub env_names: Option<String>,
    /// The keys without which an entry is passed over; with that of the program in it, one that says nothing of a server too.
    #[serde(default)]
    pub required: Vec<String>,
    /// The forms of members without which an entry with a program is passed over.
    #[serde(default)]
    pub forms: BTreeMap<String, Form>,
    /// Keys beside a program that make it refuse the whole file.
    #[serde(default)]
    pub refuses: Vec<String>,
    /// What of the environment does not reach it.
    pub lacks: Option<Lacks>,
    /// Whether the entry repeats its name.
    #[serde(default)]
    pub named: bool,
    /// How a variable's value refers to something outside, the form that is written first.
    #[serde(default)]
    pub references: Vec<Syntax>,
    /// What else stands in an entry.
    #[serde(default)]
    pub extra: BTreeMap<String, Value>,
}

impl Remote {
    /// The keys that it reads a URL from.
    pub(in crate::client) fn url_keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.url).chain(&self.urls).chain(&self.sse_url).map(String::as_str)
    }

    /// Whether what a variable holds is sent to no server.
    pub(in crate::client) fn blanks(&self, variable: &str) -> bool {
        self.blanked.iter().any(|pattern| match pattern.split_once('*') {
            Some((start, end)) => variable.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
            None => pattern == variable,
        })
    }

    /// The keys of the header fields of its servers.
    pub(in crate::client) fn header_keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.headers).chain(&self.header_variables).map(String::as_str)
    }

    /// The header fields of an entry.
    pub(in crate::client) fn header_fields<'v>(
        &self,
        entry: &'v Value,
    ) -> impl Iterator<Item = (&'v str, &'v str)> {
        entry.at(&self.headers).into_iter().flat_map(Value::fields)
    }

    /// The first keys of all that says where the server is, and what it is shown.
    pub(in crate::client) fn keys(&self) -> impl Iterator<Item = &str> {
        let headers = self.headers.split('.').next().unwrap_or_default();
        let others = [&self.helper, &self.bearer_variable, &self.header_variables, &self.env_names];
        self.url_keys().chain([headers]).chain(others.into_iter().flatten().map(String::as_str))
    }
}

impl Stdio {
    /// The keys of all that says what is started, and what it is handed.
    pub(in crate::client) fn keys(&self) -> impl Iterator<Item = &str> {
        [&self.command, &self.args, &self.env].into_iter().chain(&self.env_names).map(String::as_str)
    }

    /// What of an entry says how the server is started, and the key of the program in that: in Zed's old form all of it stands
    /// under the key of the program.
    pub(in crate::client) fn parts<'v>(&self, entry: &'v Value) -> (&'v Value, &str) {
        match entry.get(&self.command) {
            Some(inner @ Value::Map(_)) => (inner, "path"),
            _ => (entry, &self.command),
        }
    }

    /// The program and the arguments, whether they are one list or two members.
    pub(in crate::client) fn words(&self, entry: &Value) -> Vec<String> {
        let (inner, program) = self.parts(entry);
        let parts = [program, &self.args].into_iter().filter_map(|key| inner.get(key));
        parts.flat_map(Value::words).map(str::to_owned).collect()
    }

    /// The variables that are set for the server, with their values.
    pub(in crate::client) fn variables<'v>(
        &self,
        entry: &'v Value,
    ) -> impl Iterator<Item = (&'v str, &'v str)> {
        self.parts(entry).0.get(&self.env).into_iter().flat_map(Value::fields)
    }

    /// The names of the variables of its client that are handed on to the server.
    pub(in crate::client) fn handed_on<'v>(&self, entry: &'v Value) -> Vec<&'v str> {
        let names = self.env_names.as_ref().and_then(|key| self.parts(entry).0.get(key));
        names.map(Value::words).unwrap_or_default()
    }

    /// Whether a variable of that name reaches the server.
    pub(in crate::client) fn hands_on(&self, entry: &Value, variable: &str) -> bool {
        self.variables(entry).any(|(name, _)| name == variable) || self.handed_on(entry).contains(&variable)
    }
}

impl Client {
    /// The URL of an entry that stands behind a key of its own.
    pub(in crate::client) fn own_url<'v>(&self, entry: &'v Value) -> Option<&'v str> {
        let known = self.remote.iter().flat_map(Remote::url_keys);
        known.chain(["url"]).find_map(|key| entry.get(key)?.as_text())
    }
}

fn command() -> String {
    "command".to_owned()
}

fn args() -> String {
    "args".to_owned()
}

fn env() -> String {
    "env".to_owned()
}
