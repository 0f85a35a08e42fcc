//! The lines that the parts of a configuration stand on.

use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use toml_edit::{Item, Key, TableLike, Value};

use super::{Document, Tree, json};

impl Document<'_> {
    /// The line of every member's name and of every item of a list, each before those in it.
    pub(in crate::client) fn lines(&self) -> Vec<usize> {
        let text = self.text();
        let mut places = Vec::new();
        match &self.tree {
            Tree::Json(_) => {
                if let Some(value) = json::ast(text) {
                    in_json(&value, &mut places);
                }
            }
            Tree::Toml(_) => {
                if let Ok(document) = toml_edit::Document::parse(text) {
                    in_table(document.as_table(), &mut places);
                }
            }
        }
        let ends: Vec<_> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        places.into_iter().map(|place| 1 + ends.partition_point(|end| *end < place)).collect()
    }
}

fn in_json(value: &ast::Value<'_>, places: &mut Vec<usize>) {
    let mut add = |place, inner| {
        places.push(place);
        in_json(inner, places);
    };
    match value {
        ast::Value::Object(object) => {
            object.properties.iter().for_each(|member| add(member.start(), &member.value));
        }
        ast::Value::Array(list) => list.elements.iter().for_each(|item| add(item.start(), item)),
        _ => {}
    }
}

fn in_table(table: &dyn TableLike, places: &mut Vec<usize>) {
    for (name, item) in table.iter() {
        places.push(begin(table.key(name).and_then(Key::span)));
        match item {
            Item::Table(inner) => in_table(inner, places),
            Item::ArrayOfTables(tables) => tables.iter().for_each(|inner| {
                places.push(begin(inner.span()));
                in_table(inner, places);
            }),
            Item::Value(value) => in_value(value, places),
            Item::None => {}
        }
    }
}

fn in_value(value: &Value, places: &mut Vec<usize>) {
    match value {
        Value::Array(values) => values.iter().for_each(|item| {
            places.push(begin(item.span()));
            in_value(item, places);
        }),
        Value::InlineTable(inner) => in_table(inner, places),
        _ => {}
    }
}

/// What was read has a place.
fn begin(span: Option<Range<usize>>) -> usize {
    span.map_or(0, |span| span.start)
}
