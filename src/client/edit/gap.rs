//! The part of an object that a change leaves out of account: the members between its first and its last.
//!
//! To put a member behind others that stand in one line the library breaks that line at each of them, which takes a time that
//! grows with the square of their number. What is new stands behind the last and looks the same without those before it.

use std::ops::Range;

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;

use super::json;

/// Where that part is, in the innermost object that the keys lead to.
pub(super) fn of(text: &str, keys: &[String]) -> Option<Range<usize>> {
    let ast::Value::Object(outermost) = json::ast(text)? else { return None };
    let mut object = &outermost;
    for key in keys {
        let Some(ast::Value::Object(inner)) = object.get(key).map(|member| &member.value) else { break };
        object = inner;
    }
    let [first, .., before_last, _] = object.properties.as_slice() else { return None };
    Some(first.end()..before_last.end())
}
