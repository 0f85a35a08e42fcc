//! A client's file, read to be looked at and not to be edited.

use super::edit::{Document, Unreadable, text};
use super::value::Value;
use super::yaml::{self, Read};
use super::{Client, Format};

/// What stands in a file.
pub(super) struct Reading {
    /// All of it; the servers are a map.
    pub(super) value: Value,
    /// The comments, as they stand.
    pub(super) comments: Vec<String>,
    /// The lines of what is in it, for [`Lines`](super::lines::Lines).
    pub(super) lines: Vec<usize>,
    /// The keys that lead to the servers.
    pub(super) root: &'static [String],
}

impl Reading {
    /// Reads what the client would read, and nothing else.
    pub(super) fn of(client: &'static Client, bytes: &[u8]) -> Result<Self, Unreadable> {
        if client.format == Format::Yaml {
            let Read { mut value, comments, lines } = yaml::read(text(bytes)?)?;
            if let Value::Map(members) = &mut value
                && let Some((_, servers)) = members.iter_mut().find(|(key, _)| client.root == [key.as_str()])
            {
                *servers = as_map(std::mem::replace(servers, Value::Other), client)?;
            }
            return Ok(Self { value, comments, lines, root: &client.root });
        }
        let document = Document::parse(client, bytes)?;
        let comments = document.comments().into_iter().map(str::to_owned).collect();
        Ok(Self { value: document.value(), comments, lines: document.lines(), root: document.root() })
    }
}

/// The servers of a file in YAML: those of a list each under its name, one that has none under its number. Where all of them are
/// commented out there is a null.
fn as_map(servers: Value, client: &Client) -> Result<Value, Unreadable> {
    match servers {
        Value::Other => Ok(Value::Map(Vec::new())),
        Value::List(entries) if client.is_list => {
            let named = entries.into_iter().enumerate().map(|(index, entry)| {
                let name = entry.get("name").and_then(Value::as_text).map(str::to_owned);
                (name.unwrap_or_else(|| index.to_string()), entry)
            });
            Ok(Value::Map(named.collect()))
        }
        _ if client.is_list => Err(Unreadable::new(format!("`{}` is no list", client.root.join(".")))),
        other => Ok(other),
    }
}
