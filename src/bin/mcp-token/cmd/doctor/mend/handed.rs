//! Lines that have this program hand to what a client starts the secrets that stand in its variables.

use std::collections::BTreeSet;

use mcp_token::client::{
    Credential, Finding, Mode, Place, Request, Scope, Started, is_literal_secret, shown,
};
use mcp_token::jwt::Alg;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::{self, Secret};

use super::entry::Entry;
use super::keep::{Steps, is_first_reader, is_of_a_literal, only, token_of};
use super::made::made;
use super::started::{may_be_said, request_of};
use super::steps::{Words, installation, words};
use crate::output::form::variable_name;

/// Keeps the only token of what a client starts that stands in a variable of that, or that the variable should refer to, and has
/// this program hand it on.
pub(super) fn handed_on(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let is_one = is_of_a_literal(finding)
        || matches!(
            finding,
            Finding::WrongReference { .. } | Finding::NoInput { .. } | Finding::NoFile { .. }
        );
    let started = started(entry).filter(|_| is_one && !entry.has_one_for_another())?;
    let credential = only(entry)?;
    let Place::Variable(name) = &credential.place else { return None };
    let (own, env): (Vec<_>, Vec<_>) = started.env.iter().cloned().partition(|(own, _)| own == name);
    let is_all = match (own.as_slice(), credential.literal()) {
        ([(_, text)], Some(token)) => text == token,
        ([_], None) => credential.is_alone && credential.scheme.is_none(),
        _ => false,
    };
    // What it is started with is handed it alone, be the variable that of another profile.
    let is_free = |name: &String| is_all && shown(name) == *name && !entry.is_read_beside(name);
    let profile = Profile {
        variable: variable_name(name).ok().filter(is_free)?,
        ..Profile::new(entry.name_of_its_own(None)?)
    };
    let request = Request { mode: Some(Mode::Exec), env, ..request_of(entry, started)? };
    let request = Request { profile: Some(profile.name.clone()), ..request };
    if !may_be_said(entry, &request, Some(&profile)) {
        return None;
    }
    let (stored, first) = token_of(entry, &profile, credential)?;
    Some(Steps { lines: vec![made(&profile, true), stored, installation(entry, &request)?], first })
}

/// Keeps as a secret each that stands in a variable of what a client starts, whatever it is, and has this program hand it on there.
pub(super) fn each_handed_on(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let started = started(entry).filter(|_| is_of_a_literal(finding))?;
    let (kept, env): (Vec<_>, Vec<_>) =
        started.env.iter().cloned().partition(|(name, text)| is_literal_secret(name, text));
    let is_kept = |one: &Credential| {
        let is_its_own = |name: &String| kept.iter().any(|(own, _)| own == name);
        one.literal().is_none() || matches!(&one.place, Place::Variable(name) if is_its_own(name))
    };
    if !entry.server.credentials.iter().all(is_kept) {
        return None;
    }
    let secrets = kept.iter().map(|(name, text)| Some((name.clone(), secret_of(entry, name, text)?)));
    let secrets = secrets.collect::<Option<Vec<_>>>()?;
    let names: BTreeSet<_> = secrets.iter().map(|(_, name)| name).collect();
    let store = entry.known.looks.best_store();
    let keep = |(_, name): &(String, Name)| words(["secret", "set", name.as_str(), "--store", store]);
    let mut lines: Vec<Words> = secrets.iter().map(keep).collect();
    let request = Request { env, secrets: secrets.clone(), ..request_of(entry, started)? };
    let is_good = names.len() == secrets.len() && may_be_said(entry, &request, None);
    lines.push(installation(entry, &request).filter(|_| is_good)?);
    Some(Steps { lines, first: None })
}

/// What a client of the user's starts for an entry that can be written anew. One of ours starts no other of ours.
fn started<'n>(entry: &Entry<'n>) -> Option<&'n Started> {
    let is_meant = entry.file.scope == Scope::User && is_first_reader(entry) && entry.may_be_written();
    entry.server.started.as_ref().filter(|_| is_meant && !entry.server.told.is_run)
}

/// The name under which a secret is kept that stands in a variable; none where that is taken, or the secret is none that is kept as it
/// is without another word.
fn secret_of(entry: &Entry<'_>, variable: &str, text: &str) -> Option<Name> {
    let secret = Secret::new(text.as_bytes().to_vec());
    let is_typed = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && text.trim() == text;
    let is_kept = is_typed && secret::check(&secret, Alg::HS256.min_secret_len()).is_ok();
    let is_named = variable_name(variable).is_ok() && shown(variable) == variable;
    let name = format!("{}-{}", entry.server.name, variable.to_lowercase().replace('_', "-"));
    let name: Name = name.parse().ok().filter(|_| is_kept && is_named)?;
    matches!(entry.known.looks.home.ring_if_any(&name), Ok(None)).then_some(name)
}
