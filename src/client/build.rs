//! The members of an entry, as the row of its client has them.

use super::bridge;
use super::connection::{EnvValue, TokenOf};
use super::mode::VariablePlace;
use super::reference::Syntax;
use super::shown::named;
use super::table::{Remote, Stdio};
use super::value::Value;
use super::{Client, ClientError, Connection, Mode, Target, input};
use crate::name::Name;
use crate::profile::url::is_websocket;
use crate::secret::Secret;

pub(super) type Members = Vec<(String, Value)>;

/// A connection that an entry is made of.
pub(super) struct Build<'b> {
    pub(super) client: &'b Client,
    pub(super) connection: &'b Connection,
    pub(super) mode: Option<Mode>,
    pub(super) token: Option<&'b Secret>,
}

impl Build<'_> {
    /// The members for a server behind a URL, and what the client asks the user.
    pub(super) fn remote(
        &self,
        url: &str,
        more: &[(String, String)],
    ) -> Result<(Members, Option<(String, Value)>), ClientError> {
        let remote = self.client.remote.as_ref().ok_or(ClientError::NoToken)?;
        let mut members = self.named(remote.named);
        let kind = if is_websocket(url) { &remote.websocket } else { &remote.kind };
        members.extend(kind.as_ref().map(|kind| ("type".to_owned(), Value::text(kind))));
        members.push((remote.url.clone(), Value::text(url)));
        let mut headers: Members = Vec::new();
        let mut input = None;
        let token = self.token_of()?;
        let (name, before) = token.field()?;
        let value = |text: String| (name.to_owned(), Value::text(format!("{before}{text}")));
        match self.mode {
            Some(Mode::Helper) => match &remote.helper {
                Some(key) => {
                    let arguments = ["get", token.profile.as_str(), "-o", "headers-json"];
                    members.push((key.clone(), Value::text(self.command_line(&arguments)?)));
                }
                None => headers.push(value(
                    Syntax::Command.write(&self.command_line(&["get", token.profile.as_str()])?),
                )),
            },
            Some(Mode::Input) => {
                let (id, asked) = self.input(token);
                headers.push(value(Syntax::Input.write(&id)));
                input = Some((id, asked));
            }
            Some(Mode::Env) => self.variable(remote, token, &mut members, &mut headers)?,
            _ => headers.push(value(self.literal()?.to_owned())),
        }
        headers.extend(more.iter().map(|(name, value)| (name.clone(), Value::text(value))));
        if !headers.is_empty() {
            put(&mut members, &remote.headers, Value::Map(headers));
        }
        members.extend(remote.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
        Ok((members, input))
    }

    fn variable(
        &self,
        remote: &Remote,
        token: &TokenOf,
        members: &mut Members,
        headers: &mut Members,
    ) -> Result<(), ClientError> {
        let (name, before) = token.field()?;
        let variable = || Value::text(&token.variable);
        match self.client.variable_place(Some(&token.header)) {
            Some(VariablePlace::Field(syntax)) => {
                let value = format!("{before}{}", syntax.write(&token.variable));
                headers.push((name.to_owned(), Value::text(value)));
            }
            Some(VariablePlace::Bearer(key)) => members.push((key.to_owned(), variable())),
            Some(VariablePlace::Fields(key)) => {
                members.push((key.to_owned(), Value::Map(vec![(name.to_owned(), variable())])));
            }
            None => return Err(self.no_reference(&token.variable)),
        }
        members.extend(remote.env_names.iter().map(|key| (key.clone(), Value::List(vec![variable()]))));
        Ok(())
    }

    /// A remote server for a client that knows only servers that it starts: this program starts a bridge.
    pub(super) fn bridge(&self, url: &str, more: &[(String, String)]) -> Result<Members, ClientError> {
        let token = self.token_of()?;
        let (name, _) = token.field()?;
        let mut names = std::iter::once(name).chain(more.iter().map(|(name, _)| name.as_str()));
        if let Some(odd) = names.find(|name| !bridge::is_bridged(name)) {
            return Err(ClientError::NotBridged { name: odd.to_owned() });
        }
        let mut command = bridge::arguments(token.profile.as_str(), bridge::PINNED, url, name);
        command.extend(bridge::beside(url, more));
        self.started(self.connection.program.path.clone(), command, Vec::new(), Vec::new())
    }

    /// The members for a server that is started, and what the client asks the user.
    pub(super) fn stdio(&self) -> Result<(Members, Option<(String, Value)>), ClientError> {
        let Target::Stdio { command, args, env, secrets } = &self.connection.target else {
            return Err(ClientError::NothingToConnect);
        };
        let stdio = self.stdio_row()?;
        let (mut variables, mut names, mut input) = (Members::new(), Vec::new(), None);
        for (name, value) in env {
            self.environment(stdio, name, value, &mut variables, &mut names)?;
        }
        let token = self.connection.token.as_ref();
        match (self.mode, token) {
            (Some(Mode::Exec), _) => {
                let arguments = wrapped(token, secrets, command, args);
                let program = self.connection.program.path.clone();
                return Ok((self.started(program, arguments, variables, names)?, None));
            }
            (Some(Mode::Env), Some(token)) => {
                let value = EnvValue::Variable(token.variable.clone());
                self.environment(stdio, &token.variable, &value, &mut variables, &mut names)?;
            }
            (Some(Mode::Input), Some(token)) => {
                let (id, asked) = self.input(token);
                variables.push((token.variable.clone(), Value::text(Syntax::Input.write(&id))));
                input = Some((id, asked));
            }
            (Some(Mode::Inline), Some(token)) => {
                variables.push((token.variable.clone(), Value::text(self.literal()?)));
            }
            _ => {}
        }
        Ok((self.started(command.clone(), args.clone(), variables, names)?, input))
    }

    fn environment(
        &self,
        stdio: &Stdio,
        name: &str,
        value: &EnvValue,
        variables: &mut Members,
        names: &mut Vec<String>,
    ) -> Result<(), ClientError> {
        let syntax = stdio.references.iter().copied().find(|form| form.names_a_variable());
        match (value, syntax, &stdio.env_names) {
            (EnvValue::Text(text), ..) => variables.push((name.to_owned(), Value::text(text))),
            (EnvValue::Variable(other), Some(syntax), _) => {
                variables.push((name.to_owned(), Value::text(syntax.write(other))));
            }
            (EnvValue::Variable(other), None, Some(_)) if other == name => names.push(other.clone()),
            (EnvValue::Variable(other), ..) => return Err(self.no_reference(other)),
        }
        Ok(())
    }

    /// The members of a server that is started.
    fn started(
        &self,
        command: String,
        args: Vec<String>,
        env: Members,
        names: Vec<String>,
    ) -> Result<Members, ClientError> {
        let stdio = self.stdio_row()?;
        let mut members = self.named(stdio.named);
        members.extend(stdio.kind.as_ref().map(|kind| ("type".to_owned(), Value::text(kind))));
        if stdio.command_list {
            let whole = std::iter::once(command).chain(args);
            members.push((stdio.command.clone(), Value::texts(whole)));
        } else {
            members.push((stdio.command.clone(), Value::text(command)));
            if !args.is_empty() || stdio.required.contains(&stdio.args) {
                members.push((stdio.args.clone(), Value::texts(args)));
            }
        }
        if !env.is_empty() {
            members.push((stdio.env.clone(), Value::Map(env)));
        }
        if let (Some(key), false) = (&stdio.env_names, names.is_empty()) {
            members.push((key.clone(), Value::texts(names)));
        }
        members.extend(stdio.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
        Ok(members)
    }

    fn no_reference(&self, variable: &str) -> ClientError {
        ClientError::NoReference { client: self.client.title.clone(), variable: named(variable) }
    }

    fn named(&self, named: bool) -> Members {
        if named {
            vec![("name".to_owned(), Value::text(self.connection.server.as_str()))]
        } else {
            Members::new()
        }
    }

    fn stdio_row(&self) -> Result<&Stdio, ClientError> {
        self.client.stdio.as_ref().ok_or_else(|| ClientError::NoStdio { client: self.client.title.clone() })
    }

    fn token_of(&self) -> Result<&TokenOf, ClientError> {
        self.connection.token.as_ref().ok_or(ClientError::NoToken)
    }

    fn input(&self, token: &TokenOf) -> (String, Value) {
        let id = input::id_of(&token.profile);
        let asked = input::asked(&id, self.connection.server.as_str());
        (id, asked)
    }

    fn command_line(&self, arguments: &[&str]) -> Result<String, ClientError> {
        self.connection.program.command_line(self.client, arguments)
    }

    fn literal(&self) -> Result<&str, ClientError> {
        let token = self.token.ok_or(ClientError::NoToken)?;
        std::str::from_utf8(token.expose()).map_err(|_| ClientError::NoToken)
    }
}

/// The arguments with which this program starts a server.
fn wrapped(
    token: Option<&TokenOf>,
    secrets: &[(String, Name)],
    command: &str,
    args: &[String],
) -> Vec<String> {
    let whose = token.map_or("--no-token", |token| token.profile.as_str());
    let mut arguments = vec!["exec".to_owned(), whose.to_owned()];
    for (variable, name) in secrets {
        arguments.extend(["--secret-var".to_owned(), format!("{variable}={name}")]);
    }
    arguments.extend(["--".to_owned(), command.to_owned()]);
    arguments.extend_from_slice(args);
    arguments
}

/// Puts a value behind keys that a dot leads inwards.
fn put(members: &mut Members, keys: &str, value: Value) {
    let (first, inner) = keys.split_once('.').map_or((keys, None), |(first, inner)| (first, Some(inner)));
    let value = inner
        .into_iter()
        .flat_map(|inner| inner.rsplit('.'))
        .fold(value, |value, key| Value::Map(vec![(key.to_owned(), value)]));
    members.push((first.to_owned(), value));
}
