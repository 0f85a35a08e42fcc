//! JSON, as it is read by a client.

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstNode, CstObject, CstRootNode};

use super::Unreadable;
use crate::client::Client;
use crate::client::value::Value;

/// The syntax tree of a file.
pub(super) struct Json {
    root: CstRootNode,
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
        let root = CstRootNode::parse(text, &options(comments, commas)).map_err(|error| {
            let line = error.line_display();
            let what = match CstRootNode::parse(text, &options(true, true)) {
                Err(_) => "is not JSON",
                Ok(_) if comments => "holds a comma before a bracket",
                Ok(_) => "holds a comment or a comma before a bracket",
            };
            Unreadable(format!("line {line} {what}"))
        })?;
        match root.value() {
            None | Some(CstNode::Container(_)) if root.object_value().is_some() || root.value().is_none() => {
                Ok(Self { root })
            }
            _ => Err(Unreadable("it is no object".to_owned())),
        }
    }

    pub(super) fn value(&self) -> Value {
        self.root.value().map_or(Value::Map(Vec::new()), |node| value(&node))
    }

    pub(super) fn to_text(&self) -> String {
        self.root.to_string()
    }

    pub(super) fn set(&mut self, keys: &[String], name: &str, new: &Value) -> Result<(), Unreadable> {
        let mut object = self.root.object_value_or_set();
        for key in keys {
            object = match one(&object, key)? {
                Some(found) => found.object_value().ok_or_else(|| no_object(key))?,
                None => object.object_value_or_set(key),
            };
        }
        match one(&object, name)? {
            Some(found) => found.set_value(input(new)),
            None => {
                object.append(name, input(new));
            }
        }
        Ok(())
    }

    /// Takes the member out, and the objects around it that hold nothing else.
    pub(super) fn remove(&mut self, keys: &[String], name: &str) -> Result<bool, Unreadable> {
        let Some(mut object) = self.root.object_value() else { return Ok(false) };
        let mut around = Vec::new();
        for key in keys {
            let Some(found) = one(&object, key)? else { return Ok(false) };
            object = found.object_value().ok_or_else(|| no_object(key))?;
            around.push(found);
        }
        let Some(found) = one(&object, name)? else { return Ok(false) };
        found.remove();
        while object.children_exclude_trivia_and_tokens().is_empty() && !has_comment(&object) {
            let Some(outer) = around.pop() else { break };
            let Some(parent) = outer.parent().and_then(|parent| parent.as_object()) else { break };
            outer.remove();
            object = parent;
        }
        Ok(true)
    }

    /// Puts an object into a list of the top, unless one with that `id` is there.
    pub(super) fn set_in_list(&mut self, key: &str, id: &str, new: &Value) -> Result<(), Unreadable> {
        let object = self.root.object_value_or_set();
        let list = match one(&object, key)? {
            Some(found) => found.array_value().ok_or_else(|| Unreadable(format!("`{key}` is no list")))?,
            None => object.array_value_or_set(key),
        };
        if !list.elements().iter().any(|element| has_id(element, id)) {
            list.append(input(new));
        }
        Ok(())
    }

    pub(super) fn remove_from_list(&mut self, key: &str, id: &str) {
        let Some(member) = self.root.object_value().and_then(|object| object.get(key)) else { return };
        let Some(list) = member.array_value() else { return };
        if let Some(found) = list.elements().into_iter().find(|element| has_id(element, id)) {
            found.remove();
        }
        if list.elements().is_empty() {
            member.remove();
        }
    }
}

/// The member of that name; a client reads the first or the last of two.
fn one(object: &CstObject, name: &str) -> Result<Option<jsonc_parser::cst::CstObjectProp>, Unreadable> {
    let mut found =
        object.properties().into_iter().filter(|member| member.decoded_name().as_deref() == Some(name));
    let first = found.next();
    if found.next().is_some() { Err(Unreadable(format!("`{name}` stands there twice"))) } else { Ok(first) }
}

fn no_object(key: &str) -> Unreadable {
    Unreadable(format!("`{key}` is no object"))
}

fn has_comment(object: &CstObject) -> bool {
    object.children().iter().any(CstNode::is_comment)
}

fn has_id(element: &CstNode, id: &str) -> bool {
    value(element).get("id").and_then(Value::as_text) == Some(id)
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
    let number = node.as_number_lit().and_then(|number| number.to_string().parse().ok());
    number.map_or(Value::Other, Value::Number)
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
