//! A client's file as who only looks at it reads it, whatever it is written in.

use super::edit::{Document, Unreadable, text};
use super::value::Value;
use super::{Client, Format, yaml};

/// What stands in a file.
pub(super) struct Reading {
    /// All of it; the servers are a map.
    pub(super) value: Value,
    /// The comments, as they stand.
    pub(super) comments: Vec<String>,
    /// The keys that lead to the servers.
    pub(super) root: &'static [String],
}

impl Reading {
    /// Reads what the client would read, and nothing else.
    pub(super) fn of(client: &'static Client, bytes: &[u8]) -> Result<Self, Unreadable> {
        if client.format == Format::Yaml {
            let (value, comments) = yaml::read(text(bytes)?)?;
            let value = with_servers(value, client, &client.root)?;
            return Ok(Self { value, comments, root: &client.root });
        }
        let document = Document::parse(client, bytes)?;
        let comments = document.comments().into_iter().map(str::to_owned).collect();
        Ok(Self { value: document.value(), comments, root: document.root() })
    }
}

/// With the servers as a map: those of a list each under its name, one that has none under its number. Where all of them are
/// commented out there is a null.
fn with_servers(value: Value, client: &Client, keys: &[String]) -> Result<Value, Unreadable> {
    match (value, keys) {
        (Value::Other, []) => Ok(Value::Map(Vec::new())),
        (Value::List(entries), []) if client.is_list => {
            let named = entries.into_iter().enumerate().map(|(index, entry)| {
                let name = entry.get("name").and_then(Value::as_text).map(str::to_owned);
                (name.unwrap_or_else(|| index.to_string()), entry)
            });
            Ok(Value::Map(named.collect()))
        }
        (_, []) if client.is_list => Err(Unreadable(format!("`{}` is no list", client.root.join(".")))),
        (Value::Map(members), [first, rest @ ..]) => {
            let members = members.into_iter().map(|(key, inner)| {
                let inner = if key == *first { with_servers(inner, client, rest)? } else { inner };
                Ok((key, inner))
            });
            Ok(Value::Map(members.collect::<Result<_, _>>()?))
        }
        (other, _) => Ok(other),
    }
}
