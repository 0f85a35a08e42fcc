//! TOML, for Codex.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike};

use super::Unreadable;
use crate::client::value::Value;

/// The syntax tree of a file.
pub(super) struct Toml {
    document: DocumentMut,
}

impl Toml {
    pub(super) fn parse(text: &str) -> Result<Self, Unreadable> {
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let at = error.span().map_or(0, |span| span.start);
            let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count();
            Unreadable(format!("line {line} is not TOML"))
        })?;
        Ok(Self { document })
    }

    pub(super) fn value(&self) -> Value {
        table(self.document.as_table())
    }

    pub(super) fn to_text(&self) -> String {
        self.document.to_string()
    }

    pub(super) fn set(&mut self, keys: &[String], name: &str, new: &Value) -> Result<(), Unreadable> {
        let is_first = self.document.is_empty();
        let mut tables: &mut dyn TableLike = self.document.as_table_mut();
        for key in keys {
            let found = tables.entry(key).or_insert_with(|| {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            });
            tables = found.as_table_like_mut().ok_or_else(|| Unreadable(format!("`{key}` is no table")))?;
        }
        let mut table = table_of(new);
        match tables.get_mut(name) {
            Some(Item::Table(old)) => {
                *table.decor_mut() = old.decor().clone();
                table.set_position(old.position());
                *old = table;
            }
            Some(Item::Value(old)) => *old = toml_edit::Value::InlineTable(table.into_inline_table()),
            _ => {
                if !is_first {
                    table.decor_mut().set_prefix("\n");
                }
                tables.insert(name, Item::Table(table));
            }
        }
        Ok(())
    }

    pub(super) fn remove(&mut self, keys: &[String], name: &str) -> Result<bool, Unreadable> {
        let mut tables: &mut dyn TableLike = self.document.as_table_mut();
        for key in keys {
            let Some(found) = tables.get_mut(key) else { return Ok(false) };
            tables = found.as_table_like_mut().ok_or_else(|| Unreadable(format!("`{key}` is no table")))?;
        }
        Ok(tables.remove(name).is_some())
    }
}

/// A file that holds nothing but one entry.
pub(in crate::client) fn write(keys: &[String], name: &str, value: &Value) -> String {
    let outer = keys.iter().rev().map(String::as_str);
    let (mut key, mut inner) = (name, table_of(value));
    for next in outer {
        let mut table = Table::new();
        table.set_implicit(true);
        table.insert(key, Item::Table(inner));
        (key, inner) = (next, table);
    }
    let mut document = DocumentMut::new();
    document.insert(key, Item::Table(inner));
    document.to_string()
}

fn table_of(value: &Value) -> Table {
    let mut table = Table::new();
    for (key, value) in value.members() {
        table.insert(key, Item::Value(toml(value)));
    }
    table
}

fn table(tables: &dyn TableLike) -> Value {
    Value::Map(tables.iter().map(|(key, item)| (key.to_owned(), item_value(item))).collect())
}

fn item_value(item: &Item) -> Value {
    match item {
        Item::Table(inner) => table(inner),
        Item::ArrayOfTables(tables) => Value::List(tables.iter().map(|inner| table(inner)).collect()),
        Item::Value(value) => plain(value),
        Item::None => Value::Other,
    }
}

fn plain(value: &toml_edit::Value) -> Value {
    match value {
        toml_edit::Value::String(text) => Value::text(text.value()),
        toml_edit::Value::Integer(number) => Value::Number(*number.value()),
        toml_edit::Value::Boolean(truth) => Value::Bool(*truth.value()),
        toml_edit::Value::Array(values) => Value::List(values.iter().map(plain).collect()),
        toml_edit::Value::InlineTable(inner) => table(inner),
        toml_edit::Value::Float(_) | toml_edit::Value::Datetime(_) => Value::Other,
    }
}

fn toml(value: &Value) -> toml_edit::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Number(value) => (*value).into(),
        Value::Text(text) => text.into(),
        Value::List(values) => values.iter().map(toml).collect::<Array>().into(),
        Value::Map(members) => {
            members.iter().map(|(name, value)| (name.as_str(), toml(value))).collect::<InlineTable>().into()
        }
        // TOML has no null; nothing of ours is one.
        Value::Other => "".into(),
    }
}
