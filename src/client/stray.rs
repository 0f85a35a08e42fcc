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
    known.into_iter().filter(|keys| !is_read(keys) && value.behind(keys).is_some_and(holds_servers)).collect()
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
    let unread = unread.iter().filter_map(|keys| value.behind(keys));
    let set = |values: &mut dyn Iterator<Item = &Value>| values.map(std::ptr::from_ref).collect();
    let (unread, others) = (set(&mut unread.into_iter()), set(&mut others.iter().copied()));
    let entries = set(&mut entries.iter().copied());
    let mut walk = Walk { unread, others, entries, lines, path: Vec::new(), found: Vec::new() };
    walk.visit(value, Around::Settings);
    walk.found
}

/// What a value stands in.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// Other settings.
    Settings,
    /// Servers under a key that the client does not read.
    Unread,
    /// The servers of the client.
    Servers,
}

/// Values are told apart by where they are.
struct Walk<'v> {
    unread: HashSet<*const Value>,
    others: HashSet<*const Value>,
    entries: HashSet<*const Value>,
    lines: &'v Lines,
    path: Vec<&'v str>,
    found: Vec<Credential>,
}

impl<'v> Walk<'v> {
    fn visit(&mut self, value: &'v Value, around: Around) {
        let around = match &std::ptr::from_ref(value) {
            own if self.entries.contains(own) => return,
            own if self.others.contains(own) => Around::Servers,
            own if self.unread.contains(own) => Around::Unread,
            _ => around,
        };
        match value {
            Value::Map(members) => {
                for (key, inner) in members {
                    self.path.push(key);
                    self.visit(inner, around);
                    self.path.pop();
                }
            }
            Value::List(values) if around != Around::Settings => {
                let words: Vec<_> = values.iter().filter_map(Value::as_written).map(str::to_owned).collect();
                for text in literal::in_arguments(&words) {
                    self.tell(value, text, around);
                }
                let nested = values.iter().filter(|value| value.as_written().is_none());
                nested.for_each(|value| self.visit(value, around));
            }
            Value::List(values) => values.iter().for_each(|value| self.visit(value, around)),
            Value::Text(text) | Value::Fraction(text) => {
                let key = self.path.last().copied().unwrap_or_default();
                let found = match around {
                    Around::Settings => token(text),
                    Around::Unread | Around::Servers => literal::in_value(key, text, &[]),
                };
                if let Some(text) = found {
                    self.tell(value, text, around);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::Other => {}
        }
    }

    fn tell(&mut self, value: &Value, text: String, around: Around) {
        let path: Vec<_> = self.path.iter().map(|key| shown(key)).collect();
        let (line, is_among_servers) = (self.lines.at(value), around == Around::Servers);
        let place = Place::Stray { path: path.join("."), line, is_among_servers };
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
