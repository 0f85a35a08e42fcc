//! JSON, as it is read by a client.

use std::ops::Range;

use jsonc_parser::common::Ranged;
use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstObjectProp, CstRootNode};
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};

use serde::de::IgnoredAny;

use super::pieces::{Piece, pieces};
use super::{Scalar, Unreadable, cut};
use crate::client::Client;
use crate::client::value::Value;

/// The syntax tree of a file.
pub(super) struct Json {
    root: CstRootNode,
}

/// Where a member stands in a text.
struct Place {
    /// All of it.
    member: Range<usize>,
    /// What is behind its name.
    value: Range<usize>,
}

impl Json {
    /// Reads what the client's parser reads; where that is not known, comments and commas as well.
    pub(super) fn parse(client: &Client, text: &str) -> Result<Self, Unreadable> {
        let options = |comments, commas| ParseOptions {
            allow_comments: comments,
            allow_trailing_commas: commas,
            allow_loose_object_property_names: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let (comments, commas) = (client.comments.unwrap_or(true), client.trailing_commas.unwrap_or(true));
        // Whoever collects comments is told of none: the tree alone would let them pass.
        let judge = |options| parse_to_ast(text, &CollectOptions::default(), &options);
        judge(options(comments, commas)).map_err(|error| {
            let line = error.line_display();
            let what = match judge(options(true, true)) {
                Err(_) => "is not JSON",
                Ok(_) if comments => "holds a comma before a bracket",
                Ok(_) => "holds a comment or a comma before a bracket",
            };
            Unreadable::at(line, &format!(" {what}"))
        })?;
        let not_json = |line| Unreadable::at(line, " is not JSON");
        if !comments && !commas && !text.trim().is_empty() {
            serde_json::from_str::<IgnoredAny>(text).map_err(|error| not_json(error.line()))?;
        }
        let lenient = |piece: Piece<'_>| Some(piece.begin + piece.lenient()?);
        if let Some(begin) = pieces(text).into_iter().find_map(lenient) {
            return Err(not_json(1 + text[..begin].matches('\n').count()));
        }
        let root = CstRootNode::parse(text, &options(comments, commas))
            .map_err(|error| not_json(error.line_display()))?;
        if root.value().is_some() && root.object_value().is_none() {
            return Err(Unreadable::new("it is no object"));
        }
        Ok(Self { root })
    }

    pub(super) fn value(&self) -> Value {
        self.root.value().map_or(Value::Map(Vec::new()), |node| value(&node))
    }

    pub(super) fn to_text(&self) -> String {
        self.root.to_string()
    }

    /// Puts a member there, with the objects around it.
    pub(super) fn set(&mut self, keys: &[String], name: &str, new: &Value) -> Result<(), Unreadable> {
        let mut object = self.root.object_value_or_set();
        for key in keys {
            object = match one(&object, key)? {
                Some(found) => found.object_value().ok_or_else(|| no_object(key))?,
                None => append(&object, key, CstInputValue::Object(Vec::new()))
                    .object_value()
                    .ok_or_else(|| no_object(key))?,
            };
        }
        match one(&object, name)? {
            Some(found) => found.set_value(input(new)),
            None => {
                append(&object, name, input(new));
            }
        }
        Ok(())
    }

    /// The text without that member, if it has one. The objects around it stay, be they empty: some clients read no file
    /// without them.
    pub(super) fn without(
        &self,
        text: &str,
        keys: &[String],
        name: &str,
    ) -> Result<Option<String>, Unreadable> {
        let place = self.place(text, keys, name)?;
        Ok(place.map(|place| cut::out(text, place.member.start, place.member.end)))
    }

    /// What stands behind the name of that member, if there is one.
    pub(super) fn text_of(&self, text: &str, keys: &[String], name: &str) -> Option<String> {
        let place = self.place(text, keys, name).ok()??;
        Some(text[place.value].to_owned())
    }

    /// The text with another value behind that name, if there is one.
    pub(super) fn with(
        &self,
        text: &str,
        keys: &[String],
        name: &str,
        value: &str,
    ) -> Result<Option<String>, Unreadable> {
        let place = self.place(text, keys, name)?.map(|place| place.value);
        Ok(place.map(|place| [&text[..place.start], value, &text[place.end..]].concat()))
    }

    /// Where in the text that member stands, if it has one.
    fn place(&self, text: &str, keys: &[String], name: &str) -> Result<Option<Place>, Unreadable> {
        if self.find(keys, name)?.is_none() {
            return Ok(None);
        }
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
        let Ok(Some(ast::Value::Object(object))) = parsed.map(|parsed| parsed.value) else { return Ok(None) };
        let mut object = &object;
        for key in keys {
            let Some(ast::Value::Object(inner)) = object.get(key).map(|member| &member.value) else {
                return Ok(None);
            };
            object = inner;
        }
        let place = |member: &ast::ObjectProp<'_>| Place {
            member: member.start()..member.end(),
            value: member.value.start()..member.value.end(),
        };
        Ok(object.get(name).map(place))
    }

    /// The text without the object of that `id` in a list of the top, if it has one.
    pub(super) fn without_in_list(text: &str, key: &str, id: &str) -> Option<String> {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?;
        let ast::Value::Object(object) = parsed.value? else { return None };
        let ast::Value::Array(list) = &object.get(key)?.value else { return None };
        let has_id = |element: &&ast::Value| match element {
            ast::Value::Object(object) => object.get_string("id").is_some_and(|found| found.value == id),
            _ => false,
        };
        let range = list.elements.iter().find(has_id)?.range();
        Some(cut::out(text, range.start, range.end))
    }

    pub(super) fn find(&self, keys: &[String], name: &str) -> Result<Option<CstObjectProp>, Unreadable> {
        let Some(mut object) = self.root.object_value() else { return Ok(None) };
        for key in keys {
            let Some(found) = one(&object, key)? else { return Ok(None) };
            object = found.object_value().ok_or_else(|| no_object(key))?;
        }
        one(&object, name)
    }

    /// Puts an object into a list of the top, unless one with that `id` is there already.
    ///
    /// One that is another is none to rely on: it may run a command, or show what is typed.
    pub(super) fn set_in_list(&mut self, key: &str, id: &str, new: &Value) -> Result<(), Unreadable> {
        let object = self.root.object_value_or_set();
        let list = match one(&object, key)? {
            Some(found) => {
                found.array_value().ok_or_else(|| Unreadable::new(format!("`{key}` is no list")))?
            }
            None => append(&object, key, CstInputValue::Array(Vec::new()))
                .array_value()
                .ok_or_else(|| Unreadable::new(format!("`{key}` is no list")))?,
        };
        let found: Vec<_> = list.elements().iter().map(value).filter(|old| has_id(old, id)).collect();
        if found.iter().any(|old| !asks_the_same(old, new)) {
            return Err(Unreadable::new(format!("`{key}` has another `{id}`")));
        }
        if found.is_empty() {
            let has_comma = list.elements().last().is_some_and(|last| last.trailing_comma().is_some());
            let added = list.append(input(new));
            if let (false, Some(comma)) = (has_comma, added.trailing_comma()) {
                comma.remove();
            }
        }
        Ok(())
    }
}

/// See [`Document::scalars`](super::Document::scalars).
pub(super) fn scalars<N: Copy>(text: &str, around: N, into: &impl Fn(&str, N) -> N) -> Vec<Scalar<N>> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let mut found = Vec::new();
    if let Ok(Some(value)) = parsed.map(|parsed| parsed.value) {
        add_scalars(&value, around, into, &mut found);
    }
    found
}

fn add_scalars<N: Copy>(
    value: &ast::Value<'_>,
    around: N,
    into: &impl Fn(&str, N) -> N,
    found: &mut Vec<Scalar<N>>,
) {
    let mut add = |place, text| found.push(Scalar { place, text, around });
    match value {
        ast::Value::Object(object) => {
            for member in &object.properties {
                add_scalars(&member.value, into(member.name.as_str(), around), into, found);
            }
        }
        ast::Value::Array(list) => {
            list.elements.iter().for_each(|value| add_scalars(value, around, into, found));
        }
        ast::Value::StringLit(text) => add(text.start()..text.end(), Some(text.value.to_string())),
        ast::Value::NumberLit(number) => add(number.start()..number.end(), None),
        ast::Value::BooleanLit(_) | ast::Value::NullKeyword(_) => {}
    }
}

/// Puts a member behind the others; a comma stands behind it only where one stood behind the last.
fn append(object: &CstObject, name: &str, value: CstInputValue) -> CstObjectProp {
    let has_comma = object.properties().last().is_some_and(|last| last.trailing_comma().is_some());
    let added = object.append(name, value);
    if let (false, Some(comma)) = (has_comma, added.trailing_comma()) {
        comma.remove();
    }
    added
}

/// The member of that name; a client reads the first or the last of two.
fn one(object: &CstObject, name: &str) -> Result<Option<CstObjectProp>, Unreadable> {
    let mut found =
        object.properties().into_iter().filter(|member| member.decoded_name().as_deref() == Some(name));
    let first = found.next();
    if found.next().is_some() {
        Err(Unreadable::new(format!("`{name}` stands there twice")))
    } else {
        Ok(first)
    }
}

fn no_object(key: &str) -> Unreadable {
    Unreadable::new(format!("`{key}` is no object"))
}

fn has_id(element: &Value, id: &str) -> bool {
    element.get("id").and_then(Value::as_text) == Some(id)
}

/// Whether two objects are the same, in any order and under any description.
fn asks_the_same(old: &Value, new: &Value) -> bool {
    let members = |one: &Value| {
        let all = one.members().iter().filter(|(name, _)| name != "description");
        all.cloned().collect::<Vec<_>>()
    };
    let (old, new) = (members(old), members(new));
    old.len() == new.len() && new.iter().all(|member| old.contains(member))
}

fn value(node: &CstNode) -> Value {
    if let Some(object) = node.as_object() {
        let members = object
            .properties()
            .into_iter()
            .filter_map(|member| Some((member.decoded_name()?, value(&member.value()?))));
        return Value::Map(members.collect());
    }
    if let Some(list) = node.as_array() {
        return Value::List(list.elements().iter().map(value).collect());
    }
    if let Some(text) = node.as_string_lit() {
        return text.decoded_value().map_or(Value::Other, Value::Text);
    }
    if let Some(truth) = node.as_boolean_lit() {
        return Value::Bool(truth.value());
    }
    // What is no whole number here may be a key.
    let number = node.as_number_lit().map(|number| number.to_string());
    number.map_or(Value::Other, |text| text.parse().map_or(Value::Text(text), Value::Number))
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Bool(value) => CstInputValue::Bool(*value),
        Value::Number(value) => CstInputValue::Number(value.to_string()),
        Value::Text(text) => CstInputValue::String(text.clone()),
        Value::List(values) => CstInputValue::Array(values.iter().map(input).collect()),
        Value::Map(members) => {
            CstInputValue::Object(members.iter().map(|(name, value)| (name.clone(), input(value))).collect())
        }
        Value::Other => CstInputValue::Null,
    }
}
