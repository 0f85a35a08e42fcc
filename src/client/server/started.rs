//! What a client starts for an entry.

use crate::client::credential::Credential;
use crate::client::reference::{self, Syntax};
use crate::client::value::Value;
use crate::client::words::starts_a_server;
use crate::client::{Client, bridge};

/// What a client starts a server with, as it stands there. No `Debug`: a token can be among them.
#[derive(Clone)]
pub struct Started {
    /// The program.
    pub command: String,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its variables, with their values.
    pub env: Vec<(String, String)>,
}

/// A bridge that is all that a client starts. No `Debug`: a token can be in the value.
#[derive(Clone)]
pub struct Bridge {
    /// The header field in which it shows a credential, if it shows one.
    pub header: Option<String>,
    /// What it shows there, as far as that is known.
    pub(super) value: String,
}

impl Bridge {
    /// Whether what it shows is told of as a credential.
    ///
    /// - `credentials`: those of its entry.
    pub(super) fn is_known(&self, credentials: &[Credential]) -> bool {
        let is_in_it = |one: &Credential| one.literal().is_some_and(|token| self.value.contains(token));
        self.header.is_none() || reference::find(&self.value).is_some() || credentials.iter().any(is_in_it)
    }
}

/// The bridge that a client starts, where that is all that it starts.
pub(super) fn bridge(client: &Client, entry: &Value) -> Option<Bridge> {
    let stdio = client.stdio.as_ref()?;
    let words = stdio.words(entry);
    let plain = bridge::plain(&words)?;
    let (inner, _) = stdio.parts(entry);
    let has = |key: &String| inner.get(key).is_some();
    // What stands beside one of ours is for more than the header, and would be lost.
    if stdio.env_names.iter().any(has) || plain.is_ours && has(&stdio.env) {
        return None;
    }
    let (header, value) = plain.header.unzip();
    let mut value = value.unwrap_or_default().to_owned();
    for (variable, text) in inner.get(&stdio.env).map(Value::members).unwrap_or_default() {
        let reference = Syntax::Braces.write(variable);
        if !value.contains(&reference) {
            return None;
        }
        value = value.replace(&reference, text.as_text()?);
    }
    Some(Bridge { header: header.map(str::to_owned), value })
}

/// What a client starts an entry with, where that is all that an installation takes away.
///
/// - `more`: the members that it leaves.
pub(super) fn started(client: &Client, entry: &Value, more: &[&(String, Value)]) -> Option<Started> {
    let stdio = client.stdio.as_ref()?;
    let own: Vec<_> = [&stdio.command, &stdio.args].into_iter().filter_map(|key| entry.get(key)).collect();
    let env = entry.get(&stdio.env);
    let kind = entry.get("type");
    let is_usual = |kind: &Value| kind.as_text() == Some(stdio.kind.as_deref().unwrap_or("stdio"));
    let extra = client.extra_keys().filter(|key| entry.get(key).is_some());
    let known =
        own.len() + more.len() + extra.count() + usize::from(env.is_some()) + usize::from(kind.is_some());
    let is_all = known == entry.members().len() && kind.is_none_or(is_usual) && entry.doubles().is_empty();
    let is_texts = |value: &&Value| match value {
        Value::List(values) => values.iter().all(|value| value.as_text().is_some()),
        other => other.as_text().is_some(),
    };
    let words = stdio.words(entry);
    let (command, args) = words.split_first().filter(|_| is_all && own.iter().all(is_texts))?;
    let members = env.map(Value::members).unwrap_or_default();
    let texts = members.iter().map(|(name, value)| Some((name.clone(), value.as_written()?.to_owned())));
    let env = texts.collect::<Option<Vec<_>>>()?;
    (!starts_a_server(&words)).then(|| Started { command: command.clone(), args: args.to_vec(), env })
}
