//! What a client asks its user for in the place of a token, as it is written here.

use super::value::Value;
use crate::name::Name;

/// How it is called, by the profile whose token it is.
pub fn id_of(profile: &Name) -> String {
    format!("{profile}{TOKEN}")
}

/// The profile whose token is asked for under that name.
pub(super) fn profile_of(id: &str) -> Option<Name> {
    id.strip_suffix(TOKEN)?.parse().ok()
}

/// What is asked for, hidden as it is typed.
pub(super) fn asked(id: &str, server: &str) -> Value {
    Value::Map(vec![
        ("type".to_owned(), Value::text("promptString")),
        ("id".to_owned(), Value::text(id)),
        ("description".to_owned(), Value::text(format!("{server}{OF_SERVER}"))),
        ("password".to_owned(), Value::Bool(true)),
    ])
}

/// Whether it is asked for as it was written here, for whatever server: nobody has changed it since.
pub(super) fn is_as_written(input: &Value) -> bool {
    let text = |key| input.get(key).and_then(Value::as_text).unwrap_or_default();
    let server = text("description").strip_suffix(OF_SERVER);
    server.is_some_and(|server| input.says_the_same(&asked(text("id"), server)))
}

/// Behind the name of a profile.
const TOKEN: &str = "-token";
/// Behind the name of a server.
const OF_SERVER: &str = " MCP token";
