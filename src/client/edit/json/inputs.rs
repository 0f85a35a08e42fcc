//! The list of what a client asks the user for.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::cst::CstInputValue;

use super::{Json, append, input, one, value};
use crate::client::Client;
use crate::client::edit::{Unreadable, cut};
use crate::client::value::Value;

impl Json {
    /// The text with an object in a list of the top, unless one with that `id` is there already.
    ///
    /// One that is another is none to rely on: it may run a command, or show what is typed.
    pub(in crate::client::edit) fn set_in_list(
        &mut self,
        client: &Client,
        text: &str,
        key: &str,
        id: &str,
        new: &Value,
    ) -> Result<String, Unreadable> {
        self.put(client, text, &[], key, |json| json.add_to_list(key, id, new))
    }

    fn add_to_list(&mut self, key: &str, id: &str, new: &Value) -> Result<(), Unreadable> {
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

    /// The text without what stands at a place of a list of the top, counted from 0, if anything does.
    pub(in crate::client::edit) fn without_in_list(text: &str, key: &str, place: usize) -> Option<String> {
        let ast::Value::Object(object) = super::ast(text)? else { return None };
        let ast::Value::Array(list) = &object.get(key)?.value else { return None };
        let range = list.elements.get(place)?.range();
        Some(cut::out(text, range.start, range.end))
    }
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
