//! Why a client does not use an entry, or not as it is meant.

use crate::client::Client;
use crate::client::finding::Skip;
use crate::client::table::{Form, Remote};
use crate::client::value::Value;

/// Every reason.
pub(super) fn reasons(client: &Client, entry: &Value) -> Vec<Skip> {
    let transport = match (&client.remote, client.own_url(entry)) {
        // A bridge is started whatever it leads to.
        (_, None) => None,
        (None, Some(_)) => Some(Skip::NoUrls),
        (Some(remote), Some(url)) => of_transport(client, remote, entry, url),
    };
    let nowhere = leads_nowhere(client, entry).then_some(Skip::LeadsNowhere);
    let refused = refused(client, entry).then_some(Skip::Refused);
    let form = of_another_form(client, entry);
    let others = [transport, nowhere, form, refused].into_iter().flatten();
    missing(client, entry).into_iter().chain(others).collect()
}

/// The members that have to stand there and do not.
fn missing(client: &Client, entry: &Value) -> Vec<Skip> {
    let remote = client.remote.as_ref().filter(|_| client.own_url(entry).is_some());
    let stdio = client.stdio.as_ref().filter(|stdio| entry.get(&stdio.command).is_some());
    let (required, kind) = match (remote, stdio) {
        (Some(remote), _) => (&remote.required, &remote.kind),
        (None, Some(stdio)) => (&stdio.required, &stdio.kind),
        (None, None) => return Vec::new(),
    };
    let missing = required.iter().filter(|key| entry.get(key).is_none());
    let word = |key: &str| kind.clone().filter(|_| key == "type");
    missing.map(|key| Skip::Missing { key: key.clone(), word: word(key) }).collect()
}

/// What of its transport keeps an entry with a URL from being used as it is meant.
fn of_transport(client: &Client, remote: &Remote, entry: &Value, url: &str) -> Option<Skip> {
    let is_known = |kind: &Value| remote.types.iter().any(|known| kind.as_text() == Some(known));
    let has = |key: &String| entry.get(key).is_some();
    if !remote.types.is_empty() && entry.get("type").is_some_and(|kind| !is_known(kind)) {
        Some(Skip::UnknownType)
    } else if remote.sse_url.as_ref().is_some_and(has) && !has(&remote.url) {
        Some(Skip::EventStream)
    } else if !client.speaks(url) {
        Some(Skip::WebSocket)
    } else {
        None
    }
}

/// Whether an entry says what a server is shown or handed, and neither where it is nor how it is started.
fn leads_nowhere(client: &Client, entry: &Value) -> bool {
    let Some(stdio) = &client.stdio else { return false };
    let has_program = match entry.get(&stdio.command) {
        Some(Value::Text(program)) => {
            (!stdio.command_list || stdio.command_text) && !program.trim().is_empty()
        }
        Some(Value::List(words)) => {
            let program = words.first().and_then(Value::as_text).unwrap_or_default();
            stdio.command_list && !program.trim().is_empty()
        }
        // Zed's old form.
        Some(Value::Map(_)) => true,
        _ => false,
    };
    let keys: Vec<_> = client.remote.iter().flat_map(Remote::keys).chain(stdio.keys()).collect();
    let is_meant = entry.members().iter().any(|(key, _)| keys.contains(&key.as_str()));
    is_meant && !has_program && client.own_url(entry).is_none_or(|url| url.trim().is_empty())
}

/// The first member of an entry that has not the form in which it is read.
fn of_another_form(client: &Client, entry: &Value) -> Option<Skip> {
    let remote = client.remote.iter().filter(|_| client.own_url(entry).is_some());
    let shown = remote.flat_map(|remote| {
        let helper = remote.helper.iter().map(|key| (entry, key, Form::Text));
        helper.chain([(entry, &remote.headers, Form::Map)])
    });
    let stdio = client.stdio.iter().filter(|stdio| entry.get(&stdio.command).is_some());
    let of_started = stdio.flat_map(|stdio| {
        let (inner, _) = stdio.parts(entry);
        let args = (!stdio.command_list).then_some((inner, &stdio.args, Form::List));
        args.into_iter().chain([(inner, &stdio.env, Form::Map)])
    });
    let own = client.forms.iter().map(|(key, form)| (entry, key, *form));
    let (_, key, wanted) = shown
        .chain(of_started)
        .chain(own)
        .find(|(inner, key, wanted)| inner.at(key).is_some_and(|value| !is(value, *wanted, client)))?;
    Some(Skip::Form { key: key.clone(), wanted })
}

/// Whether a value has a form. What most clients make of a null is not known.
fn is(value: &Value, form: Form, client: &Client) -> bool {
    let takes_null = !client.all_or_none;
    let is_text =
        |value: &Value| matches!(value, Value::Text(_)) || takes_null && matches!(value, Value::Other);
    match value {
        Value::Bool(_) => form == Form::Bool,
        Value::Number(_) => form == Form::Number,
        Value::Text(_) => form == Form::Text,
        Value::List(values) => form == Form::List || form == Form::Texts && values.iter().all(is_text),
        Value::Map(members) => {
            form == Form::Map || form == Form::TextMap && members.iter().all(|(_, value)| is_text(value))
        }
        Value::Other => takes_null,
    }
}

/// Whether a client refuses the whole file for what stands in an entry.
fn refused(client: &Client, entry: &Value) -> bool {
    client.remote.as_ref().is_some_and(|remote| {
        let names = |value: &Value| {
            value.members().iter().any(|(name, _)| name.eq_ignore_ascii_case("Authorization"))
        };
        remote.refuses.iter().any(|key| entry.get(key).is_some())
            || remote.refuses_authorization && entry.at(&remote.headers).is_some_and(names)
    })
}
