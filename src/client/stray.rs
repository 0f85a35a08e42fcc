//! What stands in a client's file where the client does not look: tokens, and servers under a key that others read.

use std::collections::{BTreeSet, HashSet};

use super::Client;
use super::credential::{Credential, Kept, at};
use super::holder::Place;
use super::lines::Lines;
use super::literal;
use super::shown::shown;
use super::value::Value;

/// The keys that lead to servers here, and that some client reads or once read, but not who reads this file.
///
/// - `read`: the keys that are read. What leads there, or goes on behind them, is another matter.
pub(super) fn unread_roots(client: &Client, value: &Value, read: &[&[String]]) -> Vec<&'static [String]> {
    let known: BTreeSet<_> = Client::all().iter().flat_map(Client::roots).collect();
    let is_read = |keys: &[String]| read.iter().any(|own| own.starts_with(keys) || keys.starts_with(own));
    let own = client.own_keys();
    let is_server =
        |entry: &Value| entry.members().iter().any(|(key, _)| key != "type" && own.contains(key.as_str()));
    let holds_servers = |servers: &Value| servers.members().iter().any(|(_, entry)| is_server(entry));
    known
        .into_iter()
        .filter(|keys| !is_read(keys) && behind(value, keys).is_some_and(holds_servers))
        .collect()
}

/// The literal tokens of a file, each with the path of keys that leads to it.
///
/// Under `unread` and in `others` they are known as in an entry; elsewhere it is the file of other settings, and only a JWT, a key
/// and what stands behind `Bearer` is one.
///
/// - `others`: what stands among the servers and is none.
/// - `entries`: what is looked at already.
pub(super) fn strays(
    value: &Value,
    unread: &[&[String]],
    others: &[&Value],
    entries: &[&Value],
    lines: &Lines,
) -> Vec<Credential> {
    let unread = unread.iter().filter_map(|keys| behind(value, keys));
    let servers = unread.chain(others.iter().copied()).map(std::ptr::from_ref).collect();
    let entries = entries.iter().copied().map(std::ptr::from_ref).collect();
    let mut walk = Walk { servers, entries, lines, path: Vec::new(), found: Vec::new() };
    walk.visit(value, false);
    walk.found
}

/// Values are told apart by where they are.
struct Walk<'v> {
    servers: HashSet<*const Value>,
    entries: HashSet<*const Value>,
    lines: &'v Lines,
    path: Vec<&'v str>,
    found: Vec<Credential>,
}

impl<'v> Walk<'v> {
    fn visit(&mut self, value: &'v Value, is_of_servers: bool) {
        if self.entries.contains(&std::ptr::from_ref(value)) {
            return;
        }
        let is_of_servers = is_of_servers || self.servers.contains(&std::ptr::from_ref(value));
        match value {
            Value::Map(members) => {
                for (key, inner) in members {
                    self.path.push(key);
                    self.visit(inner, is_of_servers);
                    self.path.pop();
                }
            }
            Value::List(values) if is_of_servers => {
                let words: Vec<_> = values.iter().filter_map(Value::as_text).map(str::to_owned).collect();
                for text in literal::in_arguments(&words) {
                    self.tell(value, text);
                }
                let nested = values.iter().filter(|value| value.as_text().is_none());
                nested.for_each(|value| self.visit(value, is_of_servers));
            }
            Value::List(values) => values.iter().for_each(|value| self.visit(value, is_of_servers)),
            Value::Text(text) => {
                let key = self.path.last().copied().unwrap_or_default();
                let found = if is_of_servers { literal::in_value(key, text, &[]) } else { token(text) };
                if let Some(text) = found {
                    self.tell(value, text);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::Other => {}
        }
    }

    fn tell(&mut self, value: &Value, text: String) {
        let path: Vec<_> = self.path.iter().map(|key| shown(key)).collect();
        let place = Place::Stray { path: path.join("."), line: self.lines.at(value) };
        self.found.push(at(place, Kept::Literal { text }));
    }
}

/// A JWT, or what stands behind `Bearer` and is one word: more of them are a sentence. What looks like a key is an identifier
/// there as often as not.
fn token(text: &str) -> Option<String> {
    let is_one = literal::is_credential("", text) && literal::scheme(text) != Some("Basic");
    let found = literal::in_value("", text, &[]).filter(|_| is_one)?;
    (!found.contains(char::is_whitespace)).then_some(found)
}

fn behind<'v>(value: &'v Value, keys: &[String]) -> Option<&'v Value> {
    keys.iter().try_fold(value, |value, key| value.get(key))
}
