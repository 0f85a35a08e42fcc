//! JSON, as it is read by a client.

mod inputs;

use std::ops::Range;

use jsonc_parser::common::Ranged;
use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstObjectProp, CstRootNode};
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};

use serde::de::IgnoredAny;

use super::pieces::{Piece, pieces};
use super::{Scalar, Unreadable, cut, gap, graft, with_plain_ends};
use crate::client::Client;
use crate::client::table::Form;
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
            return Err(Unreadable::of_form(None, Form::Map));
        }
        Ok(Self { root })
    }

    /// Whether there is a value.
    pub(super) fn has_value(&self) -> bool {
        self.root.value().is_some()
    }

    pub(super) fn value(&self) -> Value {
        self.root.value().map_or(Value::Map(Vec::new()), |node| value(&node))
    }

    /// The text with that member, and with the objects around it.
    pub(super) fn set(
        &mut self,
        client: &Client,
        text: &str,
        keys: &[String],
        name: &str,
        new: &Value,
    ) -> Result<String, Unreadable> {
        self.put(client, text, keys, name, |json| json.insert(keys, name, new))
    }

    /// The text with what an edit puts into a member, be that a new one.
    fn put(
        &mut self,
        client: &Client,
        text: &str,
        keys: &[String],
        name: &str,
        edit: impl FnOnce(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<String, Unreadable> {
        let is_new = self.find(keys, name)?.is_none();
        let Some(gap) = gap::of(text, keys).filter(|_| is_new) else {
            edit(self)?;
            return Ok(graft::json(text, &self.root.to_string()));
        };
        let short = [&text[..gap.start], &text[gap.end..]].concat();
        let mut json = Self::parse(client, &with_plain_ends(&short))?;
        edit(&mut json)?;
        let mut edited = graft::json(&short, &json.root.to_string());
        edited.insert_str(gap.start, &text[gap]);
        Ok(edited)
    }

    fn insert(&mut self, keys: &[String], name: &str, new: &Value) -> Result<(), Unreadable> {
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
    pub(super) fn text_of(
        &self,
        text: &str,
        keys: &[String],
        name: &str,
    ) -> Result<Option<String>, Unreadable> {
        Ok(self.place(text, keys, name)?.map(|place| text[place.value].to_owned()))
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
        let Some(ast::Value::Object(object)) = ast(text) else { return Ok(None) };
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

    fn find(&self, keys: &[String], name: &str) -> Result<Option<CstObjectProp>, Unreadable> {
        let Some(mut object) = self.root.object_value() else { return Ok(None) };
        for key in keys {
            let Some(found) = one(&object, key)? else { return Ok(None) };
            object = found.object_value().ok_or_else(|| no_object(key))?;
        }
        one(&object, name)
    }
}

/// What stands in a text, with where.
pub(super) fn ast(text: &str) -> Option<ast::Value<'_>> {
    parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value
}

/// The members behind these keys, with where each stands.
pub(super) fn members(text: &str, keys: &[String]) -> Vec<(String, Range<usize>)> {
    let Some(ast::Value::Object(mut object)) = ast(text) else { return Vec::new() };
    for key in keys {
        let Some(ast::Value::Object(inner)) = object.take(key).map(|member| member.value) else {
            return Vec::new();
        };
        object = inner;
    }
    let member = |one: ast::ObjectProp<'_>| (one.name.as_str().to_owned(), one.range.start..one.range.end);
    object.properties.into_iter().map(member).collect()
}

/// See [`Document::scalars`](super::Document::scalars).
pub(super) fn scalars<N: Copy>(text: &str, around: N, into: &impl Fn(&str, N) -> N) -> Vec<Scalar<N>> {
    let mut found = Vec::new();
    if let Some(value) = ast(text) {
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
    let number = node.as_number_lit().map(|number| number.to_string());
    number.map_or(Value::Other, |text| text.parse().map_or(Value::Fraction(text), Value::Number))
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Bool(value) => CstInputValue::Bool(*value),
        Value::Number(value) => CstInputValue::Number(value.to_string()),
        Value::Fraction(text) => CstInputValue::Number(text.clone()),
        Value::Text(text) => CstInputValue::String(text.clone()),
        Value::List(values) => CstInputValue::Array(values.iter().map(input).collect()),
        Value::Map(members) => {
            CstInputValue::Object(members.iter().map(|(name, value)| (name.clone(), input(value))).collect())
        }
        Value::Other => CstInputValue::Null,
    }
}
