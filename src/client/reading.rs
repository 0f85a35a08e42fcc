//! A client's file, read to be looked at and not to be edited.

use std::path::Path;

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
    /// Reads what the client would read of the file at `path`, and nothing else.
    pub(super) fn of(client: &'static Client, path: &Path, bytes: &[u8]) -> Result<Self, Unreadable> {
        if client.format == Format::Yaml {
            let (mut value, comments) = yaml::read(text(bytes)?)?;
            if let Value::Map(members) = &mut value
                && let Some((_, servers)) = members.iter_mut().find(|(key, _)| client.root == [key.as_str()])
            {
                *servers = as_map(std::mem::replace(servers, Value::Other), client)?;
            }
            return Ok(Self { value, comments, root: &client.root });
        }
        let document = Document::parse(client, bytes)?;
        let comments = document.comments().into_iter().map(str::to_owned).collect();
        let (value, root) = (document.value(), document.root());
        let value = if client.or_entry { in_its_place(client, path, root, value) } else { value };
        Ok(Self { value, comments, root })
    }
}

/// A file that is one entry, as one that holds it under its name.
fn in_its_place(client: &Client, path: &Path, root: &[String], value: Value) -> Value {
    let program = client.stdio.as_ref().and_then(|stdio| value.get(&stdio.command));
    let is_one = client.own_url(&value).is_some() || program.is_some();
    if !is_one || root.iter().any(|key| value.get(key).is_some()) {
        return value;
    }
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    root.iter()
        .rev()
        .fold(Value::Map(vec![(name, value)]), |inner, key| Value::Map(vec![(key.clone(), inner)]))
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
        _ if client.is_list => Err(Unreadable(format!("`{}` is no list", client.root.join(".")))),
        other => Ok(other),
    }
}
