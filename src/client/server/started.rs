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
    /// What this program hands it, where it is started by that.
    pub handed: Option<Handed>,
}

/// What this program hands to what it starts, by its names.
#[derive(Clone)]
pub struct Handed {
    /// The profile whose token that is, if there is one.
    pub profile: Option<String>,
    /// Kept secrets, each behind its variable.
    pub secrets: Vec<(String, String)>,
}

/// A bridge that is all that a client starts. No `Debug`: a token can be in the value.
#[derive(Clone)]
pub struct Bridge {
    /// The header field in which it shows a credential, if it shows one.
    pub header: Option<String>,
    /// What it shows there, as far as that is known.
    pub(super) value: String,
    /// The header fields beside that, which are no credentials.
    pub(super) more: Vec<(String, String)>,
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
    let more = plain.more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let (header, value) = plain.header.unzip();
    let mut value = value.unwrap_or_default().to_owned();
    for (variable, text) in inner.get(&stdio.env).map(Value::members).unwrap_or_default() {
        let reference = Syntax::Braces.write(variable);
        if !value.contains(&reference) {
            return None;
        }
        value = value.replace(&reference, text.as_text()?);
    }
    Some(Bridge { header: header.map(str::to_owned), value, more })
}

/// What a client starts an entry with, where that is all that an installation takes away.
///
/// - `more`: the members that it leaves.
pub(super) fn started(client: &Client, entry: &Value, more: &[&(String, Value)]) -> Option<Started> {
    let stdio = client.stdio.as_ref()?;
    let own: Vec<_> = [&stdio.command, &stdio.args].into_iter().filter_map(|key| entry.get(key)).collect();
    let env = entry.get(&stdio.env);
    let is_known = |(key, value): &(String, Value)| match key.as_str() {
        "type" => value.as_text() == Some(stdio.kind.as_deref().unwrap_or("stdio")),
        key => {
            [&stdio.command, &stdio.args, &stdio.env].into_iter().any(|own| own == key)
                || client.extra_keys().any(|extra| extra == key)
                || more.iter().any(|(left, _)| left == key)
        }
    };
    let is_all = entry.members().iter().all(is_known) && entry.doubles().is_empty();
    let is_texts = |value: &&Value| match value {
        Value::List(values) => values.iter().all(|value| value.as_text().is_some()),
        other => other.as_text().is_some(),
    };
    let words = stdio.words(entry);
    let is_said = is_all && own.iter().all(is_texts);
    let (handed, started) = if starts_a_server(&words) { unwrapped(&words)? } else { (None, &*words) };
    let (command, args) = started.split_first().filter(|_| is_said)?;
    let members = env.map(Value::members).unwrap_or_default();
    let texts = members.iter().map(|(name, value)| Some((name.clone(), value.as_written()?.to_owned())));
    let env = texts.collect::<Option<Vec<_>>>()?;
    Some(Started { command: command.clone(), args: args.to_vec(), env, handed })
}

/// What this program is told, and what it starts; none where it is told more than is said again.
fn unwrapped(words: &[String]) -> Option<(Option<Handed>, &[String])> {
    let [_, verb, whose, rest @ ..] = words else { return None };
    let profile = Some(whose.clone()).filter(|whose| whose != "--no-token");
    let (mut rest, mut secrets) = (rest, Vec::new());
    while let [flag, pair, behind @ ..] = rest
        && flag == "--secret-var"
    {
        let (variable, name) = pair.split_once('=')?;
        secrets.push((variable.to_owned(), name.to_owned()));
        rest = behind;
    }
    let started = rest.strip_prefix(&["--".to_owned()])?;
    let is_flag = profile.as_ref().is_some_and(|profile| profile.starts_with('-'));
    (!is_flag && verb == "exec").then_some((Some(Handed { profile, secrets }), started))
}
