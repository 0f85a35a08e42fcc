//! A client's file, read to be looked at and not to be edited.

use std::path::Path;

use super::edit::Document;
use super::lines::{Lines, Mark};
use super::table::Form;
use super::unreadable::{Unreadable, text};
use super::value::Value;
use super::yaml::{self, Read};
use super::{Client, Format};

/// What stands in a file.
pub(super) struct Reading {
    /// All of it; the servers are a map.
    pub(super) value: Value,
    /// The comments, as they stand.
    pub(super) comments: Vec<String>,
    /// The lines of what is in it, for [`Lines`](super::lines::Lines), where they are wanted.
    pub(super) lines: Vec<Mark>,
    /// The keys that lead to the servers.
    pub(super) roots: Vec<&'static [String]>,
}

impl Reading {
    /// Reads what the client would read of the file at `path`, and nothing else.
    ///
    /// - `has_lines`: whether anybody wants them: JSON and TOML are parsed once more for them.
    pub(super) fn of(
        client: &'static Client,
        path: &Path,
        bytes: &[u8],
        has_lines: bool,
    ) -> Result<Self, Unreadable> {
        if client.format == Format::Yaml {
            let Read { mut value, comments, lines } = yaml::read(text(bytes)?)?;
            let is_root = |key: &String| client.root == [key.as_str()];
            let servers = value.members().iter().find(|(key, _)| is_root(key));
            if let Some((key, other)) = servers.filter(|(_, servers)| !may_be_servers(servers, client)) {
                let line = Lines::of(&value, lines).at(other);
                return Err(Unreadable { line, ..Unreadable::of_form(Some(key), Form::List) });
            }
            if let Value::Map(members) = &mut value
                && let Some((_, servers)) = members.iter_mut().find(|(key, _)| is_root(key))
            {
                *servers = as_map(std::mem::replace(servers, Value::Other), client);
            }
            return Ok(Self { value, comments, lines, roots: vec![&client.root] });
        }
        let document = Document::parse(client, bytes)?;
        if client.empty_file == Some(false) && !document.has_value() {
            return Err(Unreadable::of_form(None, Form::Map));
        }
        let comments = document.comments().into_iter().map(str::to_owned).collect();
        let lines = if has_lines { document.lines() } else { Vec::new() };
        let lines = lines.into_iter().map(Mark::from).collect();
        let value = document.value();
        let (value, lines) = if client.or_entry && is_entry(client, &value) {
            in_its_place(path, &client.root, value, lines)
        } else {
            (value, lines)
        };
        let roots = client.roots_of(&value);
        Ok(Self { value, comments, lines, roots })
    }
}

/// Whether a file is one entry and nothing else.
fn is_entry(client: &Client, value: &Value) -> bool {
    let program = client.stdio.as_ref().and_then(|stdio| value.get(&stdio.command));
    let is_one = client.own_url(value).is_some() || program.is_some();
    is_one && client.root.iter().all(|key| value.get(key).is_none())
}

/// A file that is one entry, as one that holds it under its name, from the first line on.
fn in_its_place(path: &Path, root: &[String], value: Value, lines: Vec<Mark>) -> (Value, Vec<Mark>) {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let entry = Value::Map(vec![(name, value)]);
    let value = root.iter().rev().fold(entry, |inner, key| Value::Map(vec![(key.clone(), inner)]));
    (value, [vec![Mark::from(1); root.len() + 1], lines].concat())
}

/// Whether a client that has its servers in a list would read one there, if any.
fn may_be_servers(servers: &Value, client: &Client) -> bool {
    !client.is_list || matches!(servers, Value::List(_) | Value::Other)
}

/// The servers of a file in YAML: those of a list each under its name, one that has none under its number. Where all of them are
/// commented out there is a null.
fn as_map(servers: Value, client: &Client) -> Value {
    match servers {
        Value::Other => Value::Map(Vec::new()),
        Value::List(entries) if client.is_list => {
            let named = entries.into_iter().enumerate().map(|(index, entry)| {
                let name = entry.get("name").and_then(Value::as_text).map(str::to_owned);
                (name.unwrap_or_else(|| index.to_string()), entry)
            });
            Value::Map(named.collect())
        }
        other => other,
    }
}
