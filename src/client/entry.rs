//! The entry of one server in one client's configuration.

use super::build::Build;
use super::connection::EnvValue;
use super::credential::holds_a_literal;
use super::literal::is_credential;
use super::reference::{self, Syntax};
use super::server::Server;
use super::table::{Remote, Stdio};
use super::value::Value;
use super::{Client, ClientError, Connection, Mode, Request, Target, Written, holds_a_secret};
use crate::clock::Time;
use crate::profile::url::same_port;
use crate::secret::Secret;

/// What stands in a configuration for one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of the server.
    pub server: String,
    /// Its members.
    pub value: Value,
    /// What the client is to ask the user for, by its identifier.
    pub input: Option<(String, Value)>,
    /// How it comes by the token; none for a server that wants none.
    pub mode: Option<Mode>,
    /// The header field that the client shows the token in; none for a server that is started.
    pub(super) header: Option<String>,
}

impl Entry {
    /// The entry for a connection, in the way that was asked for or else the safest.
    ///
    /// - `token`: for [`Mode::Inline`] alone, which is refused without it.
    pub fn new(
        client: &Client,
        connection: &Connection,
        asked: Option<Mode>,
        token: Option<&Secret>,
    ) -> Result<Self, ClientError> {
        connection.check()?;
        if !client.takes_name(connection.server.as_str()) {
            return Err(ClientError::Name {
                client: client.title.clone(),
                server: connection.server.clone(),
                possible: client.possible_names(),
            });
        }
        let mode = match (&connection.target, &connection.token) {
            (Target::Stdio { secrets, .. }, None) if secrets.is_empty() => match asked {
                Some(_) => return Err(ClientError::NoToken),
                None => None,
            },
            _ => Some(connection.mode(client, asked)?),
        };
        refuse_filled_in(client, connection, mode)?;
        let build = Build { client, connection, mode, token };
        let (members, input) = match (&connection.target, mode) {
            (Target::Remote { url, headers }, Some(Mode::Exec)) => (build.bridge(url, headers)?, None),
            (Target::Remote { url, headers }, _) => build.remote(url, headers)?,
            (Target::Stdio { .. }, _) => build.stdio()?,
        };
        let is_shown = matches!(connection.target, Target::Remote { .. }) && mode != Some(Mode::Exec);
        let header = connection.token.as_ref().filter(|_| is_shown).and_then(|token| token.header.field());
        let header = header.map(|(name, _)| name.to_owned());
        Ok(Self { server: connection.server.to_string(), value: Value::Map(members), input, mode, header })
    }

    /// Whether a secret stands in it that was asked for, be it by the profile's URL. Of one with the token itself only what was asked
    /// for is judged.
    pub fn holds_a_literal(&self, client: &Client, request: &Request) -> bool {
        request.holds_a_secret() || self.mode != Some(Mode::Inline) && holds_a_secret(client, &self.value)
    }

    /// Whether it holds such a secret, or the token itself.
    pub fn holds_a_secret(&self, client: &Client, request: &Request) -> bool {
        self.mode == Some(Mode::Inline) || self.holds_a_literal(client, request)
    }

    /// What must change in an entry of that name for it to be this one: members that are put there, and those that go.
    ///
    /// What a client or somebody added beside ours stays, and so does an extra of ours that was set otherwise; of an entry of
    /// somebody else a token does not.
    ///
    /// - `written`: what was written into that entry here, and goes where it is not written again; none when it is somebody else's.
    pub(super) fn difference(
        &self,
        client: &Client,
        old: &Value,
        written: Option<&Written>,
    ) -> Vec<(String, Option<Value>)> {
        let new = self.beside(client, old, written);
        let may_differ = |key: &str| client.extra_keys().any(|extra| extra == key);
        let put = new.members().iter().filter(|(key, value)| {
            old.get(key).is_none_or(|found| !may_differ(key) && !found.says_the_same(value))
        });
        let own = client.own_keys();
        let is_token =
            |(key, value): &(String, Value)| value.as_written().is_some() && holds_a_literal(key, value);
        let arguments = self.started(client).map(|stdio| &stdio.args);
        let goes = |member: &&(String, Value)| match written {
            // Those of somebody stay with the command of ours.
            Some(written) if Some(&member.0) == arguments => written.names(&member.0),
            Some(_) => own.contains(&*member.0),
            None => own.contains(&*member.0) || is_token(member),
        };
        let gone = old.members().iter().filter(|member| new.get(&member.0).is_none()).filter(goes);
        let put = put.map(|(key, value)| (key.clone(), Some(value.clone())));
        put.chain(gone.map(|(key, _)| (key.clone(), None))).collect()
    }

    /// How the client starts it, when it is a server that is started.
    fn started<'c>(&self, client: &'c Client) -> Option<&'c Stdio> {
        client.stdio.as_ref().filter(|stdio| self.value.get(&stdio.command).is_some())
    }

    /// Its members, with the header fields that somebody added to an entry of that name, and the variables that were added to ours:
    /// not what was written here, nor from an entry of somebody else what shows a credential, which is for another server perhaps, or
    /// any header of one on another host; from one of ours that was led to another host no header with a credential.
    fn beside(&self, client: &Client, old: &Value, written: Option<&Written>) -> Value {
        let mut members = self.value.members().to_vec();
        let urls = client.own_url(old).zip(client.own_url(&self.value));
        let is_elsewhere = urls
            .is_some_and(|(old, own)| reference::find(old).is_none() && same_port(old, own) != Some(true));
        let remote = client.remote.as_ref().filter(|remote| self.value.get(&remote.url).is_some());
        let env = self.started(client).filter(|_| written.is_some()).map(|stdio| stdio.env.as_str());
        let keys: Vec<_> = remote.into_iter().flat_map(Remote::header_keys).chain(env).collect();
        let own: Vec<_> =
            keys.iter().filter_map(|key| self.value.get(key)).flat_map(Value::members).collect();
        for key in keys {
            let is_own = |name: &str| own.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
            let shows = |name: &str| self.header.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(name));
            let stays = |(name, value): &&(String, Value)| {
                let is_credential = || {
                    is_credential(name, value.as_written().unwrap_or_default())
                        || holds_a_literal(name, value)
                };
                let is_added = match written {
                    // A credential that was put into the place of ours is none of theirs for this server.
                    Some(written) => {
                        let is_in_place = written.names_in(key, name);
                        !(written.has(key, name, value) || (is_elsewhere || is_in_place) && is_credential())
                    }
                    None => !is_elsewhere && !is_credential(),
                };
                !is_own(name) && !shows(name) && is_added
            };
            let others: Vec<_> =
                old.get(key).map(Value::members).unwrap_or_default().iter().filter(stays).cloned().collect();
            match members.iter_mut().find(|(known, _)| known == key) {
                Some((_, Value::Map(own))) => own.extend(others),
                None if !others.is_empty() => members.push((key.to_owned(), Value::Map(others))),
                _ => {}
            }
        }
        Value::Map(members)
    }

    /// Whether an entry of that name surely leads elsewhere: to what is started, or to another host or port, be it by a bridge, with
    /// what may be a token that lives.
    pub fn displaces(&self, client: &Client, old: &Value, now: Time) -> bool {
        let [old, own] = [old, &self.value].map(|entry| Server::of(client, &self.server, entry));
        let mut literals = old.credentials.iter().filter(|one| one.literal().is_some()).peekable();
        let may_live = literals.peek().is_none() || literals.any(|one| !one.is_dead_at(now));
        match (&old.url, &own.url) {
            (Some(old), Some(own)) => {
                may_live && reference::find(old).is_none() && same_port(old, own) == Some(false)
            }
            (old, own) => old.is_some() != own.is_some(),
        }
    }

    /// Whether an entry of that name is this one, with what somebody added to it.
    pub fn is_in(&self, client: &Client, old: &Value) -> bool {
        self.difference(client, old, None).is_empty()
    }

    /// An entry of that name made into this one; what somebody added to it stays.
    pub fn over(&self, client: &Client, old: &Value) -> Value {
        let mut members = old.members().to_vec();
        for (key, value) in self.difference(client, old, None) {
            match (members.iter_mut().find(|(known, _)| *known == key), value) {
                (Some((_, known)), Some(value)) => *known = value,
                (None, Some(value)) => members.push((key, value)),
                (_, None) => members.retain(|(known, _)| *known != key),
            }
        }
        Value::Map(members)
    }

    /// The whole of a file that holds nothing else.
    pub fn document(&self, client: &Client) -> Value {
        let own = self.value.members();
        let servers = if client.is_list {
            let name = ("name".to_owned(), Value::text(&self.server));
            Value::List(vec![Value::Map([&[name], own].concat())])
        } else {
            Value::Map(vec![(self.server.clone(), self.value.clone())])
        };
        let inside = |inner, key: &String| Value::Map(vec![(key.clone(), inner)]);
        let inputs = client.inputs.iter().zip(&self.input);
        let inputs = inputs.map(|(key, (_, input))| (key.clone(), Value::List(vec![input.clone()])));
        let servers = client.root.iter().rev().fold(servers, inside);
        Value::Map(servers.members().iter().cloned().chain(inputs).collect())
    }
}

/// Refuses a value that is to be taken as it stands where the client would put something else in its place.
fn refuse_filled_in(client: &Client, connection: &Connection, mode: Option<Mode>) -> Result<(), ClientError> {
    let of_remote = client.remote.as_ref().map(|remote| remote.references.as_slice()).unwrap_or_default();
    let of_stdio = client.stdio.as_ref().map(|stdio| stdio.references.as_slice()).unwrap_or_default();
    let check = |place: String, text: &str, forms: &[Syntax]| {
        let found = reference::all(text).find(|found| forms.contains(&found.syntax));
        let client = client.title.clone();
        found.map_or(Ok(()), |found| Err(ClientError::FilledIn { client, place, form: found.syntax.form() }))
    };
    match &connection.target {
        Target::Remote { headers, .. } => {
            // The bridge reads one as well.
            let of_bridge = [of_stdio, &[Syntax::Braces]].concat();
            let forms = if mode == Some(Mode::Exec) { &of_bridge } else { of_remote };
            headers.iter().try_for_each(|(name, value)| check(format!("header `{name}`"), value, forms))
        }
        Target::Stdio { command, args, env, .. } => {
            check("command".to_owned(), command, of_stdio)?;
            for (index, argument) in args.iter().enumerate() {
                check(format!("argument {}", index + 1), argument, of_stdio)?;
            }
            env.iter().try_for_each(|(name, value)| match value {
                EnvValue::Text(text) => check(format!("variable `{name}`"), text, of_stdio),
                EnvValue::Variable(_) => Ok(()),
            })
        }
    }
}
