//! A line that has this program hand to what a client starts the token that stands in a variable of that.

use mcp_token::client::{Finding, Mode, Place, Request, Scope, shown};
use mcp_token::profile::Profile;

use super::entry::Entry;
use super::keep::{Steps, is_first_reader, is_of_a_literal, only, token_of};
use super::made::made;
use super::started::{may_be_said, request_of};
use super::steps::installation;
use crate::output::form::variable_name;

/// Keeps the only token of what a client starts that stands in a variable of that, or that the variable should refer to, and has
/// this program hand it on.
pub(super) fn handed_on(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let is_one = is_of_a_literal(finding)
        || matches!(
            finding,
            Finding::WrongReference { .. } | Finding::NoInput { .. } | Finding::NoFile { .. }
        );
    let is_meant =
        is_one && entry.file.scope == Scope::User && is_first_reader(entry) && entry.may_be_written();
    // One of ours starts no other of ours.
    let started = entry.server.started.as_ref().filter(|_| is_meant && !entry.server.told.is_run)?;
    let credential = only(entry).filter(|_| !entry.has_one_for_another())?;
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
