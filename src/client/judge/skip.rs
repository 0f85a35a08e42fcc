//! Why a client does not use an entry, or not as it is meant.

use std::collections::BTreeMap;

use crate::client::finding::{Finding, Skip};
use crate::client::server::is_off;
use crate::client::table::{Form, Remote, Stdio};
use crate::client::value::Value;
use crate::client::{Client, Format};

/// Every reason.
///
/// - `all_or_none`: whether the client refuses the whole file for one entry that it does not take.
pub(in crate::client) fn findings(client: &Client, entry: &Value, all_or_none: bool) -> Vec<Finding> {
    let keys = client.stdio.iter().map(|stdio| stdio.command.as_str()).chain(url_keys(client));
    let is_led = keys.into_iter().any(|key| entry.get(key).is_some());
    let is_whole = |why: &Skip| match why {
        Skip::Refused { .. } => true,
        Skip::NoObject if client.breaks_on_null && matches!(entry, Value::Other) => true,
        Skip::Form { key, .. } if client.breaks_on.contains(key) => true,
        Skip::WebSocket => false,
        // A text that is empty is a text.
        Skip::LeadsNowhere if is_led => false,
        _ => all_or_none && !is_spared(client, entry),
    };
    let skips = reasons(client, entry, forms(client, all_or_none)).into_iter();
    skips.map(|why| Finding::Skipped { is_whole: is_whole(&why), why }).collect()
}

/// The member of an entry that has not the form in which it is read.
pub(in crate::client) fn odd_member<'v>(
    client: &Client,
    entry: &'v Value,
    all_or_none: bool,
) -> Option<&'v Value> {
    let stdio = started(client, entry);
    of_another_form(client, stdio, entry, forms(client, all_or_none)).map(|(_, odd)| odd)
}

/// The forms of members, which are others behind `newer_root`, where one entry alone is refused.
fn forms(client: &Client, all_or_none: bool) -> &BTreeMap<String, Form> {
    if all_or_none == client.all_or_none { &client.forms } else { &client.newer_forms }
}

fn reasons(client: &Client, entry: &Value, forms: &BTreeMap<String, Form>) -> Vec<Skip> {
    if !matches!(entry, Value::Map(_)) {
        return vec![Skip::NoObject];
    }
    let stdio = started(client, entry);
    let transport = match (&client.remote, client.own_url(entry)) {
        _ if stdio.is_some_and(|stdio| is_of_no_type(&stdio.types, entry)) => {
            Some(Skip::UnknownType { word: stdio.and_then(|stdio| stdio.kind.clone()) })
        }
        // A bridge is started whatever it leads to.
        (_, None) => None,
        _ if stdio.is_some() => None,
        (None, Some(_)) => Some(Skip::NoUrls),
        (Some(remote), Some(url)) => of_transport(client, remote, entry, url),
    };
    let form = of_another_form(client, stdio, entry, forms).map(|(why, _)| why);
    let missing = missing(client, stdio, entry);
    let nowhere = (form.is_none() && leads_nowhere(client, entry)).then(|| nowhere(client, stdio, entry));
    let nowhere = nowhere.filter(|why| !missing.contains(why));
    let refused = refused(client, stdio, entry).map(|key| Skip::Refused { key: key.to_owned() });
    let others = [transport, nowhere, form, refused].into_iter().flatten();
    missing.into_iter().chain(others).collect()
}

/// The keys that a URL stands behind, for whatever client.
fn url_keys(client: &Client) -> impl Iterator<Item = &str> {
    client.remote.iter().flat_map(Remote::url_keys).chain(["url"])
}

/// The fields of a server that is started, for an entry of one: it says so, or has no URL, and a program or no `type` of one with
/// a URL.
pub(in crate::client) fn started<'c>(client: &'c Client, entry: &Value) -> Option<&'c Stdio> {
    let is_remote = || client.remote.as_ref().is_some_and(|remote| is_of_type(&remote.types, entry));
    let may_be = |stdio: &Stdio| entry.get(&stdio.command).is_some() || !is_remote();
    let is_one = |stdio: &&Stdio| is_of_type(&stdio.types, entry) || !has_url(client, entry) && may_be(stdio);
    client.stdio.as_ref().filter(is_one)
}

fn has_url(client: &Client, entry: &Value) -> bool {
    url_keys(client).any(|key| entry.get(key).is_some())
}

/// Whether its `type` is one of those.
fn is_of_type(types: &[String], entry: &Value) -> bool {
    types.iter().any(|known| entry.get("type").and_then(Value::as_text) == Some(known))
}

/// Whether its `type` is none of those, where they are known.
fn is_of_no_type(types: &[String], entry: &Value) -> bool {
    !types.is_empty() && entry.get("type").is_some() && !is_of_type(types, entry)
}

/// Whether it can be a part of what another file says of a server.
fn is_spared(client: &Client, entry: &Value) -> bool {
    let spared = client.spared_by.as_ref().and_then(|key| entry.get(key));
    matches!(spared, Some(Value::Bool(_)))
}

/// The members that have to stand there and do not.
fn missing(client: &Client, stdio: Option<&Stdio>, entry: &Value) -> Vec<Skip> {
    let (required, kind) = match (stdio, &client.remote) {
        (Some(stdio), _) if entry.get(&stdio.command).is_some() => (&stdio.required, &stdio.kind),
        (None, Some(remote)) => (&remote.required, &remote.kind),
        _ => return Vec::new(),
    };
    let missing = required.iter().filter(|key| entry.get(key).is_none());
    let events = client.remote.iter().flat_map(|remote| &remote.types).find(|kind| *kind == "sse");
    let kind = events.filter(|_| is_of_events(client, entry)).or(kind.as_ref());
    let word = |key: &str| kind.filter(|_| key == "type").cloned();
    missing.map(|key| Skip::Missing { key: key.clone(), word: word(key) }).collect()
}

/// What of its transport keeps an entry with a URL from being used as it is meant.
fn of_transport(client: &Client, remote: &Remote, entry: &Value, url: &str) -> Option<Skip> {
    let has = |key: &String| entry.get(key).is_some();
    if is_of_no_type(&remote.types, entry) {
        Some(Skip::UnknownType { word: remote.kind.clone() })
    } else if remote.sse_url.as_ref().is_some_and(has) && !has(&remote.url) && !is_of_events(client, entry) {
        Some(Skip::EventStream)
    } else if !client.speaks(url) {
        Some(Skip::WebSocket)
    } else {
        None
    }
}

/// Whether an entry is for a server with server-sent events (the transport of MCP before 2025-03-26): it says so, or its URL does.
pub(in crate::client) fn is_of_events(client: &Client, entry: &Value) -> bool {
    let kind = entry.get("type").and_then(Value::as_text);
    kind == Some("sse") || kind.is_none() && client.own_url(entry).is_some_and(is_url_of_events)
}

/// Whether a URL is one of a server with server-sent events, by custom.
pub fn is_url_of_events(url: &str) -> bool {
    let path =
        url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let words = path.split('/').skip(1).flat_map(|part| part.split(|letter: char| !letter.is_alphanumeric()));
    words.into_iter().any(|word| word.eq_ignore_ascii_case("sse"))
}

/// Whether an entry says neither where a server is nor how it is started, and is neither a switch for one of another file nor for
/// what its client has from elsewhere.
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
    let is_switch = |key: &String| client.switches.contains(key) || client.spared_by.as_ref() == Some(key);
    let is_provided = |key: &String| client.provided.contains(key);
    let is_demanded = stdio.required.contains(&stdio.command) && !is_spared(client, entry);
    let mut keys = entry.members().iter().map(|(key, _)| key);
    let may_be_part = client.lays_over || client.spared_by.is_some() || is_off(client, entry);
    let is_part = !is_demanded && (may_be_part && keys.clone().all(is_switch) || keys.any(is_provided));
    !is_part && !has_program && client.own_url(entry).is_none_or(|url| url.trim().is_empty())
}

/// What keeps one that leads nowhere from being used: of a server with a URL, that there is none.
fn nowhere(client: &Client, started: Option<&Stdio>, entry: &Value) -> Skip {
    let remote = client.remote.as_ref().filter(|_| started.is_none() && !has_url(client, entry));
    remote.map_or(Skip::LeadsNowhere, |remote| Skip::Missing { key: remote.url.clone(), word: None })
}

/// The first member of an entry that has not the form in which it is read, of those that are not refused in whatever form.
///
/// - `forms`: of entries of both transports.
fn of_another_form<'v>(
    client: &Client,
    started: Option<&Stdio>,
    entry: &'v Value,
    forms: &BTreeMap<String, Form>,
) -> Option<(Skip, &'v Value)> {
    let own = started.map(|stdio| &stdio.forms).or(client.remote.as_ref().map(|remote| &remote.forms));
    let forms = own.into_iter().chain([forms]).flatten();
    let forms = forms.map(|(key, form)| (entry, key, form));
    let remote = client.remote.iter().filter(|_| started.is_none());
    let shown = remote.flat_map(|remote| {
        let helper = remote.helper.iter().map(|key| (entry, key, &Form::Text));
        let headers = Some(&remote.headers).filter(|key| !remote.forms.contains_key(*key));
        helper.chain(headers.map(|key| (entry, key, &Form::Map)))
    });
    let stdio = started.filter(|stdio| entry.get(&stdio.command).is_some());
    let of_started = stdio.into_iter().flat_map(|stdio| {
        let (inner, _) = stdio.parts(entry);
        let args = (!stdio.command_list).then_some((inner, &stdio.args, &Form::List));
        args.into_iter().chain([(inner, &stdio.env, &Form::Map)])
    });
    let refused = refuses(client, started);
    let is_taken = |key: &str| !refused.iter().any(|own| key.split('.').next() == Some(own));
    let mut all = forms.chain(shown).chain(of_started).filter(|(_, key, _)| is_taken(key));
    all.find_map(|(inner, key, wanted)| {
        let mut values = inner.each_at(key).into_iter();
        let (key, odd) = values.find(|(_, value)| !is(value, wanted, client))?;
        Some((Skip::Form { key, wanted: wanted.clone() }, odd))
    })
}

/// Whether a value has a form.
fn is(value: &Value, form: &Form, client: &Client) -> bool {
    let is_null = |value: &Value| client.takes_null && matches!(value, Value::Other);
    let is_text = |value: &Value| matches!(value, Value::Text(_)) || is_null(value);
    let is_name = |value: &Value| {
        let is_known =
            |(key, value): &(String, Value)| ["name", "source"].contains(&&**key) && is_text(value);
        value.get("name").is_some() && value.members().iter().all(is_known)
    };
    match value {
        _ if *form == Form::Any => true,
        Value::Bool(truth) => *form == Form::Bool || *form == Form::MapOrNo && !truth,
        Value::Number(_) | Value::Fraction(_) => is_number(value, form, client),
        Value::Text(text) => match form {
            Form::Filled => !text.trim().is_empty(),
            Form::Words(words) => words.contains(text),
            form => *form == Form::Text,
        },
        Value::List(values) => match form {
            Form::Texts | Form::MapOrTexts => values.iter().all(is_text),
            Form::Names => values.iter().all(|value| is_text(value) || is_name(value)),
            form => *form == Form::List,
        },
        Value::Map(members) => match form {
            Form::TextMap => members.iter().all(|(_, value)| is_text(value)),
            form => matches!(form, Form::Map | Form::MapOrNo | Form::MapOrTexts | Form::WholeOrMap),
        },
        Value::Other => client.takes_null,
    }
}

/// Whether a number has a form: of TOML one with a point is not whole, of JSON a whole one is one that JavaScript has.
fn is_number(value: &Value, form: &Form, client: &Client) -> bool {
    // TOML has lines between digits.
    let number: f64 = value.to_json().replace('_', "").parse().unwrap_or(f64::NAN);
    match form {
        Form::WholeOrMap => is_number(value, &Form::Whole { from: 1, to: None }, client),
        Form::Number => number.is_finite() && number >= 0.0,
        Form::Whole { from, to } => {
            let is_whole = match client.format {
                Format::Toml => matches!(value, Value::Number(_)),
                _ => number.fract() == 0.0 && number <= MOST_WHOLE,
            };
            is_whole && f64::from(*from) <= number && to.is_none_or(|to| number <= f64::from(to))
        }
        _ => false,
    }
}

/// The keys for which a client refuses the whole file.
fn refuses<'c>(client: &'c Client, stdio: Option<&'c Stdio>) -> &'c [String] {
    let of_remote = || client.remote.as_ref().map(|remote| &remote.refuses);
    stdio.map(|stdio| &stdio.refuses).or_else(of_remote).map_or(&[], Vec::as_slice)
}

/// The one of them that an entry has.
fn refused<'c>(client: &'c Client, stdio: Option<&'c Stdio>, entry: &Value) -> Option<&'c str> {
    let (keys, remote) = (refuses(client, stdio), client.remote.as_ref());
    let is_shown = |remote: &&Remote| {
        let mut names = entry.at(&remote.headers).into_iter().flat_map(Value::members);
        remote.refuses_authorization && names.any(|(name, _)| name.eq_ignore_ascii_case("Authorization"))
    };
    let own = keys.iter().map(String::as_str).find(|key| entry.get(key).is_some());
    own.or_else(|| remote.filter(is_shown).map(|_| "Authorization"))
}

/// The greatest number up to which JavaScript has each whole one.
const MOST_WHOLE: f64 = 9_007_199_254_740_991.0;
