//! TOML, for Codex and Grok Build.

mod text;

use toml_edit::{Array, DocumentMut, InlineTable, Item, RawString, Table, TableLike};

pub(super) use self::text::{comments, scalars};
use super::{Unreadable, graft};
use crate::client::value::Value;

/// The syntax tree of a file.
pub(super) struct Toml {
    document: DocumentMut,
    /// Whether the last line has an end. The library gives it one.
    is_ended: bool,
}

impl Toml {
    pub(super) fn parse(text: &str) -> Result<Self, Unreadable> {
        let document = text.parse().map_err(|error: toml_edit::TomlError| {
            let at = error.span().map_or(0, |span| span.start);
            let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count();
            Unreadable::at(line, " is not TOML")
        })?;
        Ok(Self { document, is_ended: text.is_empty() || text.ends_with('\n') })
    }

    pub(super) fn value(&self) -> Value {
        table(self.document.as_table())
    }

    /// The text with what was changed.
    fn edited(&self, original: &str) -> String {
        let text = self.document.to_string();
        graft::toml(original, text.strip_suffix('\n').filter(|_| !self.is_ended).unwrap_or(&text))
    }

    /// The text with that table, in the place of whatever has that name.
    pub(super) fn set(
        &mut self,
        original: &str,
        keys: &[String],
        name: &str,
        new: &Value,
    ) -> Result<String, Unreadable> {
        let is_first = self.document.is_empty();
        let mut tables: &mut dyn TableLike = self.document.as_table_mut();
        for key in keys {
            let found = tables.entry(key).or_insert_with(|| {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            });
            tables = found.as_table_like_mut().ok_or_else(|| no_table(key))?;
        }
        let mut table = table_of(new);
        if !is_first {
            table.decor_mut().set_prefix("\n");
        }
        tables.insert(name, Item::Table(table));
        let comments = self.document.trailing().as_str().unwrap_or_default().to_owned();
        if comments.contains('#') {
            self.put_behind(&comments, keys, name)?;
        }
        Ok(self.edited(original))
    }

    /// Puts a table behind the comments at the end of the file, unless others stand between: lines of what is above may have been
    /// made comments for a while.
    fn put_behind(&mut self, comments: &str, keys: &[String], name: &str) -> Result<(), Unreadable> {
        self.document.set_trailing("");
        let is_last = self.text_of(keys, name).is_some_and(|text| self.document.to_string().ends_with(&text));
        let table = self.find(keys)?.and_then(|tables| tables.get_mut(name)?.as_table_mut());
        if let Some(table) = table.filter(|_| is_last) {
            let end = if comments.ends_with('\n') { "\n" } else { "\n\n" };
            table.decor_mut().set_prefix(format!("{comments}{end}"));
        } else {
            self.document.set_trailing(comments);
        }
        Ok(())
    }

    /// The text with another member of a table, if that is there: with a value it is put there, without one it goes.
    pub(super) fn change(
        &mut self,
        original: &str,
        keys: &[String],
        name: &str,
        value: Option<&Value>,
    ) -> Result<Option<String>, Unreadable> {
        let Some(table) = self.find(keys)? else { return Ok(None) };
        match (table.get_mut(name), value) {
            (Some(Item::Value(old)), Some(value)) => {
                let decor = old.decor().clone();
                *old = toml(value);
                *old.decor_mut() = decor;
            }
            (_, Some(value)) => {
                table.remove(name);
                table.insert(name, Item::Value(toml(value)));
            }
            (_, None) => {
                if let Some(Item::Table(gone)) = table.remove(name) {
                    self.keep_comments(&gone);
                }
            }
        }
        Ok(Some(self.edited(original)))
    }

    /// Puts the comments that stood in front of a table that is gone in front of what stood behind it.
    fn keep_comments(&mut self, gone: &Table) {
        let before = gone.decor().prefix().and_then(RawString::as_str).unwrap_or_default();
        let Some(position) = gone.position().filter(|_| before.contains('#')) else { return };
        // The blank line in front of a table is its own.
        let comments = if before.ends_with("\n\n") { &before[..before.len() - 1] } else { before };
        let mut next = None;
        each(self.document.as_table_mut(), &mut |table| {
            next = [next, table.position().filter(|at| *at > position)].into_iter().flatten().min();
        });
        let with = |old: Option<&RawString>| {
            format!("{comments}{}", old.and_then(RawString::as_str).unwrap_or_default())
        };
        if next.is_none() {
            self.document.set_trailing(with(Some(self.document.trailing())));
            return;
        }
        each(self.document.as_table_mut(), &mut |table| {
            if table.position() == next {
                let prefix = with(table.decor().prefix());
                table.decor_mut().set_prefix(prefix);
            }
        });
    }

    /// The entry of that name in a file of its own.
    pub(super) fn text_of(&self, keys: &[String], name: &str) -> Option<String> {
        let mut tables: &dyn TableLike = self.document.as_table();
        for key in keys {
            tables = tables.get(key)?.as_table_like()?;
        }
        Some(alone(keys, name, tables.get(name)?.clone()))
    }

    /// The text with an item from a file of its own in the place of whatever has its name.
    pub(super) fn put_back(
        &mut self,
        original: &str,
        keys: &[String],
        name: &str,
        text: &str,
    ) -> Result<Option<String>, Unreadable> {
        let mut alone = Self::parse(text)?;
        let item = alone.find(keys)?.and_then(|tables| tables.remove(name));
        let (Some(mut item), Some(tables)) = (item, self.find(keys)?) else { return Ok(None) };
        // Tables stand in the order of their positions, those without one behind the one that is met before.
        each_of(&mut item, &mut |inner| inner.set_position(None));
        match (tables.get_mut(name), &mut item) {
            (Some(Item::Table(old)), Item::Table(new)) => {
                new.set_position(old.position());
                *old = std::mem::take(new);
            }
            (Some(Item::Value(old)), Item::Value(new)) => {
                if !comes_with_a_comment(new) {
                    *new.decor_mut() = old.decor().clone();
                }
                *old = new.clone();
            }
            // The name of a value is written in another way than that of a table.
            _ => {
                tables.remove(name);
                tables.insert(name, item);
            }
        }
        Ok(Some(self.edited(original)))
    }

    /// A table of the top that stands behind its name, without what stands around it.
    pub(super) fn inline_text(&self, key: &str) -> Option<String> {
        let mut table = self.document.get(key)?.as_inline_table()?.clone();
        table.decor_mut().clear();
        Some(table.to_string())
    }

    /// The text with one as it stood, in the place of another.
    pub(super) fn set_inline(&mut self, original: &str, key: &str, text: &str) -> String {
        let old = self.document.get_mut(key).and_then(Item::as_value_mut);
        if let (Some(old), Ok(new)) = (old, text.parse()) {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        self.edited(original)
    }

    /// The table that the keys lead to.
    fn find(&mut self, keys: &[String]) -> Result<Option<&mut dyn TableLike>, Unreadable> {
        let mut tables: &mut dyn TableLike = self.document.as_table_mut();
        for key in keys {
            let Some(found) = tables.get_mut(key) else { return Ok(None) };
            tables = found.as_table_like_mut().ok_or_else(|| no_table(key))?;
        }
        Ok(Some(tables))
    }
}

/// A file that holds nothing but one entry.
pub(in crate::client) fn write(keys: &[String], name: &str, value: &Value) -> String {
    alone(keys, name, Item::Table(table_of(value)))
}

fn alone(keys: &[String], name: &str, mut item: Item) -> String {
    let mut key = name;
    for outer in keys.iter().rev() {
        let mut table = Table::new();
        table.set_implicit(true);
        table.insert(key, item);
        (key, item) = (outer, Item::Table(table));
    }
    let mut document = DocumentMut::new();
    document.insert(key, item);
    document.to_string()
}

/// Visits a table and all in it that have a line of their own.
fn each(table: &mut Table, visit: &mut dyn FnMut(&mut Table)) {
    visit(table);
    table.iter_mut().for_each(|(_, item)| each_of(item, visit));
}

fn each_of(item: &mut Item, visit: &mut dyn FnMut(&mut Table)) {
    match item {
        Item::Table(inner) => each(inner, visit),
        Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|inner| each(inner, visit)),
        Item::Value(_) | Item::None => {}
    }
}

/// Whether one stands behind it.
fn comes_with_a_comment(value: &toml_edit::Value) -> bool {
    value.decor().suffix().and_then(RawString::as_str).is_some_and(|behind| behind.contains('#'))
}

fn no_table(key: &str) -> Unreadable {
    Unreadable::new(format!("`{key}` is no table"))
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
        toml_edit::Value::Float(number) => Value::Fraction(number.display_repr().into_owned()),
        // Codex takes one for a text.
        toml_edit::Value::Datetime(date) => Value::text(date.display_repr()),
    }
}

fn toml(value: &Value) -> toml_edit::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Number(value) => (*value).into(),
        // One of JSON can be none here.
        Value::Fraction(text) => text.parse().unwrap_or_else(|_| text.into()),
        Value::Text(text) => text.into(),
        Value::List(values) => values.iter().map(toml).collect::<Array>().into(),
        Value::Map(members) => {
            members.iter().map(|(name, value)| (name.as_str(), toml(value))).collect::<InlineTable>().into()
        }
        // TOML has no null; nothing of ours is one.
        Value::Other => "".into(),
    }
}
