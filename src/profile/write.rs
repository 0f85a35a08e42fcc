//! What a profile says as keys and values of TOML, and a table changed only where it says something else.

use std::path::Path;

use toml_edit::{Array, InlineTable, Item, TableLike, Value};

use super::error::Problem;
use super::read::Fault;
use super::{HeaderForm, Keeping, Opening, Profile};
use crate::clock::Span;
use crate::jwt::policy::{Audience, Expiry, Policy};
use crate::secret::Source;
use crate::store::Entry;

/// Keys in the order in which they are written; a key without a value is not written.
pub(super) type Said = Vec<(String, Option<Value>)>;

/// What a profile says.
pub(super) fn profile(profile: &Profile) -> Result<Said, Fault> {
    let fresh = Profile::new(profile.name.clone());
    let (store, entry) = keeping(profile);
    let key = match &profile.key {
        None => None,
        Some(key) => {
            let mut table = source("key", &key.source)?;
            if let Some(encoding) = key.encoding {
                table.insert("encoding", encoding.name().into());
            }
            Some(table.into())
        }
    };
    let claims = profile.claims.to_json();
    let said = [
        ("url", profile.url.as_ref().map(Value::from)),
        ("key", key),
        ("alg", profile.alg.map(|alg| alg.name().into())),
        ("ttl", Some(profile.ttl.to_text().into())),
        ("min-ttl", span(profile.min_ttl)),
        ("backdate", span_unless_zero(profile.backdate)),
        ("omit", texts(&profile.omit)),
        ("store", Some(store.into())),
        ("entry", entry),
        ("variable", Some(&profile.variable).filter(|name| **name != fresh.variable).map(Value::from)),
        ("header", header(&profile.header)),
        ("claims", Some(claims).filter(|json| json != "{}").map(Value::from)),
        ("demands", demands(&profile.demands)),
    ];
    Ok(said.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// How encrypted files are opened.
pub(super) fn opening(opening: &Opening) -> Result<Said, Fault> {
    let passphrase = match opening {
        Opening::KeyFile => None,
        Opening::Passphrase(place) => Some(source("passphrase", place)?.into()),
    };
    Ok(vec![("passphrase".to_owned(), passphrase)])
}

/// Brings a table from what it says to what it is to say. What does not change keeps its bytes.
pub(super) fn update(table: &mut dyn TableLike, old: &Said, new: &Said) {
    for (key, value) in new {
        let before = old.iter().find(|(known, _)| known == key).and_then(|(_, value)| value.as_ref());
        match value {
            _ if text(before) == text(value.as_ref()) => {}
            None => {
                table.remove(key);
            }
            Some(value) => change(table, key, before, value),
        }
    }
}

/// The table as lines, under a header of its own.
pub(super) fn lines(header: &str, said: &Said) -> String {
    let keys: String =
        said.iter().filter_map(|(key, value)| Some(format!("{key} = {}\n", text(value.as_ref())?))).collect();
    format!("[{header}]\n{keys}")
}

/// What is said, for comparing.
pub(super) fn same(one: &Said, other: &Said) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.0 == other.0 && text(one.1.as_ref()) == text(other.1.as_ref()))
}

fn change(table: &mut dyn TableLike, key: &str, before: Option<&Value>, value: &Value) {
    let (Some(Value::InlineTable(before)), Value::InlineTable(after)) = (before, value) else {
        return put(table, key, value);
    };
    let Some(item) = table.get_mut(key) else { return put(table, key, value) };
    let Some(inner) = item.as_table_like_mut() else { return put(table, key, value) };
    let said = |table: &InlineTable, key: &str| (key.to_owned(), table.get(key).cloned());
    let gone = before.iter().filter(|(key, _)| !after.contains_key(key));
    let new: Said = gone
        .map(|(key, _)| (key.to_owned(), None))
        .chain(after.iter().map(|(key, _)| said(after, key)))
        .collect();
    let old: Said = before.iter().map(|(key, _)| said(before, key)).collect();
    update(inner, &old, &new);
    let same_keys = before.len() == after.len() && before.iter().all(|(key, _)| after.contains_key(key));
    if let Item::Value(Value::InlineTable(inline)) = item
        && !same_keys
    {
        inline.fmt();
    }
}

/// Puts a value there, between the white space and the comment that the old one stood in.
fn put(table: &mut dyn TableLike, key: &str, value: &Value) {
    if let Some(Item::Value(old)) = table.get_mut(key) {
        let decor = old.decor().clone();
        *old = value.clone();
        *old.decor_mut() = decor;
    } else {
        table.insert(key, Item::Value(value.clone()));
    }
}

/// A value as it is written, without what stands around it.
pub(super) fn text(value: Option<&Value>) -> Option<String> {
    value.map(|value| value.to_string().trim().to_owned())
}

fn keeping(profile: &Profile) -> (&'static str, Option<Value>) {
    match &profile.token {
        Keeping::Keychain(entry) if *entry == Entry::token(&profile.name) => ("keychain", None),
        Keeping::Keychain(entry) => ("keychain", Some(written(entry))),
        Keeping::File => ("file", profile.shared.as_ref().map(written)),
        Keeping::Nowhere => ("none", profile.shared.as_ref().map(written)),
    }
}

fn written(entry: &Entry) -> Value {
    InlineTable::from_iter([("service", entry.service()), ("user", entry.user())]).into()
}

fn header(form: &HeaderForm) -> Option<Value> {
    match form {
        HeaderForm::Bearer => None,
        HeaderForm::Basic => Some("basic".into()),
        HeaderForm::Nothing => Some("none".into()),
        HeaderForm::Named(name) => Some(InlineTable::from_iter([("name", name)]).into()),
    }
}

fn source(key: &str, source: &Source) -> Result<InlineTable, Fault> {
    Ok(match source {
        Source::Kept(name) => InlineTable::from_iter([("name", name.as_str())]),
        Source::Variable(variable) => InlineTable::from_iter([("env", variable)]),
        Source::Dotenv { path: file, variable } => {
            InlineTable::from_iter([("dotenv", path(key, file)?), ("var", variable)])
        }
        Source::File(file) => InlineTable::from_iter([("file", path(key, file)?)]),
        Source::Command(command) => {
            let program = path(key, &command.program)?;
            let words = std::iter::once(program).chain(command.arguments.iter().map(String::as_str));
            InlineTable::from_iter([("command", words.collect::<Array>())])
        }
        Source::Prompt => InlineTable::from_iter([("prompt", true)]),
    })
}

fn path<'p>(key: &str, path: &'p Path) -> Result<&'p str, Fault> {
    let not_text =
        || Problem::Other { found: "a path that is not UTF-8".to_owned(), expected: "an absolute path" };
    path.to_str().ok_or_else(|| Fault::new(key, not_text()))
}

fn demands(demands: &Policy) -> Option<Value> {
    let flag = |said: bool| said.then(|| Value::from(true));
    let said = [
        ("iss", texts(&demands.issuers)),
        ("aud", texts(demands.audience.named())),
        ("any-aud", flag(demands.audience == Audience::Any)),
        ("sub", demands.subject.as_ref().map(Value::from)),
        ("typ", demands.typ.as_ref().map(Value::from)),
        ("require", texts(&demands.required)),
        ("scope", texts(&demands.scopes)),
        ("role", texts(&demands.roles)),
        ("min-quota", demands.min_quota.map(Value::from)),
        ("min-ttl", span(demands.min_ttl)),
        ("max-age", span(demands.max_age)),
        ("leeway", span_unless_zero(demands.leeway)),
        ("allow-no-exp", flag(demands.expiry == Expiry::Optional)),
    ];
    let table: InlineTable = said.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    (!table.is_empty()).then(|| table.into())
}

/// One text as itself, several as a list.
fn texts(texts: &[String]) -> Option<Value> {
    match texts {
        [] => None,
        [one] => Some(one.into()),
        several => Some(several.iter().collect::<Array>().into()),
    }
}

fn span_unless_zero(length: Span) -> Option<Value> {
    span(Some(length).filter(|length| *length > Span::ZERO))
}

fn span(span: Option<Span>) -> Option<Value> {
    span.map(|span| span.to_text().into())
}
