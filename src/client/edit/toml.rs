//! TOML, for Codex and Grok Build.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike};

use super::{Scalar, Unreadable};
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

    pub(super) fn to_text(&self) -> String {
        let text = self.document.to_string();
        match text.strip_suffix('\n') {
            Some(unended) if !self.is_ended => unended.to_owned(),
            _ => text,
        }
    }

    /// Puts a table there, in the place of whatever has that name.
    pub(super) fn set(&mut self, keys: &[String], name: &str, new: &Value) -> Result<(), Unreadable> {
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
        Ok(())
    }

    /// Changes a member of a table that is there: with a value it is put there, without one it goes.
    pub(super) fn change(
        &mut self,
        keys: &[String],
        name: &str,
        value: Option<&Value>,
    ) -> Result<(), Unreadable> {
        let Some(table) = self.find(keys)? else { return Ok(()) };
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
                table.remove(name);
            }
        }
        Ok(())
    }

    /// The entry of that name in a file of its own.
    pub(super) fn text_of(&self, keys: &[String], name: &str) -> Option<String> {
        let mut tables: &dyn TableLike = self.document.as_table();
        for key in keys {
            tables = tables.get(key)?.as_table_like()?;
        }
        Some(alone(keys, name, tables.get(name)?.clone()))
    }

    /// Puts an entry from a file of its own in the place of the one of that name.
    pub(super) fn put_back(&mut self, keys: &[String], name: &str, text: &str) -> Result<(), Unreadable> {
        let mut alone = Self::parse(text)?;
        let Some(mut item) = alone.find(keys)?.and_then(|tables| tables.remove(name)) else { return Ok(()) };
        let Some(old) = self.find(keys)?.and_then(|tables| tables.get_mut(name)) else { return Ok(()) };
        let position = old.as_table().and_then(Table::position);
        if let (Some(table), Some(position)) = (item.as_table_mut(), position) {
            put_at(table, position);
        }
        *old = item;
        Ok(())
    }

    /// A table of the top that stands behind its name, without what stands around it.
    pub(super) fn inline_text(&self, key: &str) -> Option<String> {
        let mut table = self.document.get(key)?.as_inline_table()?.clone();
        table.decor_mut().clear();
        Some(table.to_string())
    }

    /// Puts one there as it stood, in the place of another.
    pub(super) fn set_inline(&mut self, key: &str, text: &str) {
        let old = self.document.get_mut(key).and_then(Item::as_value_mut);
        if let (Some(old), Ok(new)) = (old, text.parse()) {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
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

/// Tables stand in the order of their positions, those of one position as they are met.
fn put_at(table: &mut Table, position: isize) {
    table.set_position(Some(position));
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => put_at(inner, position),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|inner| put_at(inner, position)),
            Item::Value(_) | Item::None => {}
        }
    }
}

/// See [`Document::scalars`](super::Document::scalars).
pub(super) fn scalars<N: Copy>(text: &str, around: N, into: &impl Fn(&str, N) -> N) -> Vec<Scalar<N>> {
    let mut found = Vec::new();
    if let Ok(document) = toml_edit::Document::parse(text) {
        scalars_of_table(document.as_table(), around, into, &mut found);
    }
    found
}

fn scalars_of_table<N: Copy>(
    table: &dyn TableLike,
    around: N,
    into: &impl Fn(&str, N) -> N,
    found: &mut Vec<Scalar<N>>,
) {
    for (name, item) in table.iter() {
        let around = into(name, around);
        match item {
            Item::Table(inner) => scalars_of_table(inner, around, into, found),
            Item::ArrayOfTables(tables) => {
                tables.iter().for_each(|inner| scalars_of_table(inner, around, into, found));
            }
            Item::Value(value) => scalars_of_value(value, around, into, found),
            Item::None => {}
        }
    }
}

fn scalars_of_value<N: Copy>(
    value: &toml_edit::Value,
    around: N,
    into: &impl Fn(&str, N) -> N,
    found: &mut Vec<Scalar<N>>,
) {
    match value {
        toml_edit::Value::Array(values) => {
            values.iter().for_each(|value| scalars_of_value(value, around, into, found));
        }
        toml_edit::Value::InlineTable(inner) => scalars_of_table(inner, around, into, found),
        toml_edit::Value::Boolean(_) => {}
        scalar => {
            let text = scalar.as_str().map(str::to_owned);
            found.extend(scalar.span().map(|place| Scalar { place, text, around }));
        }
    }
}

/// What stands behind a `#` outside of texts (TOML 1.0, "Comment" and "String").
pub(super) fn comments(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['#', '"', '\'']) {
        rest = &rest[at..];
        let quote = QUOTES.iter().find(|quote| rest.starts_with(**quote));
        let length = quote.map_or_else(
            || rest.find('\n').unwrap_or(rest.len()),
            |quote| quote.len() + length_in(&rest[quote.len()..], quote),
        );
        found.extend(quote.is_none().then_some(&rest[..length]));
        rest = &rest[length..];
    }
    found
}

/// The length of a text behind its first quote, the last included. A backslash is special in one of `"` alone.
fn length_in(text: &str, quote: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if !is_escaped && text[at..].starts_with(quote) {
            return at + quote.len();
        }
        is_escaped = letter == '\\' && !is_escaped && quote.starts_with('"');
    }
    text.len()
}

/// The longer ones first.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

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

#[cfg(test)]
mod tests {
    use super::comments;

    #[test]
    fn a_comment_begins_outside_of_texts() {
        let text = concat!(
            "a = \"#\\\"#\" # one\n#two\nb = '#\\' # three\n",
            "c = \"\"\"#\n\"#\\\"\"\"\"# four\nd = '''#'# ''' # five\ne = \"\" # six"
        );
        assert_eq!(comments(text), ["# one", "#two", "# three", "# four", "# five", "# six"]);
        for text in ["", "a = 1", "a = \"# open", "a = '''#\n#"] {
            assert!(comments(text).is_empty(), "{text}");
        }
    }
}
