//! Lines that have a client start again what it starts, with the token from this program, or from where that is now.

use std::path::Path;

use mcp_token::client::{
    Entry as Written, Finding, Handed, Mode, Outside, Place, Request, Scope, Skip, Started, Surroundings,
    bridge_to, may_be_shown, refuse_reference, shown_url, variable_in,
};
use mcp_token::profile::Profile;
use mcp_token::profile::url::check;
use mcp_token::secret::Secret;

use super::arguments::are_harmless;
use super::entry::Entry;
use super::harmless::{is_harmless_variable, is_personal};
use super::headers;
use super::keep::is_first_reader;
use super::steps::{Words, connection, installation, may_be_written, pasteable};
use crate::failure::Hint;
use crate::output::form::variable_name;

/// Has an entry of this program start it where it is now.
pub(super) fn restarted(entry: &Entry<'_>, finding: &Finding) -> Option<Words> {
    let Finding::NoProgram { program: Some(program) } = finding else { return None };
    let is_ours = Path::new(program).file_stem().is_some_and(|name| name == "mcp-token");
    let started = entry.server.started.as_ref().filter(|started| is_ours && started.handed.is_some())?;
    started_again(entry, started)
}

/// Has a client start from where it looks now what stands where it no longer does.
pub(super) fn moved(entry: &Entry<'_>, finding: &Finding) -> Option<Words> {
    let is_all = *finding == Finding::Dead && !entry.server.has_more && !entry.is_there_too();
    started_again(entry, entry.server.started.as_ref().filter(|_| is_all)?)
}

/// Has a client of the user's that reads no URL start a bridge to one, where the server is shown no more than headers of no secret.
pub(super) fn bridged(entry: &Entry<'_>, finding: &Finding) -> Option<Words> {
    let Entry { file, server, .. } = *entry;
    let is_all = matches!(finding, Finding::Skipped { why: Skip::NoUrls, .. })
        && file.scope == Scope::User
        && entry.is_replaceable()
        && server.credentials.is_empty();
    let url = server.url.as_ref().filter(|url| is_all && check(url).is_ok() && may_be_written(url))?;
    let args = bridge_to(url, &headers::said(entry)?);
    let started = Started { command: "npx".to_owned(), args, env: Vec::new(), handed: None };
    file.client.speaks(url).then(|| started_again(entry, &started)).flatten()
}

/// Has a client of the user's start the same, where a variable of that refers in another form to something that is no secret.
pub(super) fn rewritten(entry: &Entry<'_>, finding: &Finding) -> Option<Words> {
    let Entry { file, server, known, .. } = *entry;
    let Finding::WrongReference { place: place @ Place::Variable(own), text, right: Some(right) } = finding
    else {
        return None;
    };
    let is_meant = file.scope == Scope::User
        && is_first_reader(entry)
        && server.credentials.is_empty()
        && !server.told.is_run
        && !known.is_at_odds(file);
    let started = server.started.as_ref().filter(|_| is_meant)?;
    let (own, env): (Vec<_>, Vec<_>) = started.env.iter().cloned().partition(|(name, _)| name == own);
    let [(name, value)] = own.as_slice() else { return None };
    let variable = &variable_in(value)?;
    let is_it = value == text && file.client.reference_at(place)?.write(variable) == *right;
    let is_shown = |held: Secret| is_harmless_variable(variable, &String::from_utf8_lossy(held.expose()));
    let is_free = variable_name(variable).is_ok()
        && may_be_shown(variable)
        && known.profiles_of_variable(variable).is_empty()
        && !server.set_by_client.contains(variable)
        && !is_personal(variable)
        && known.in_variable(variable).is_none_or(is_shown);
    if !is_it || !is_free {
        return None;
    }
    let rest = Request { env, ..request_of(entry, started)? };
    let env = started.env.iter().map(|(own, value)| {
        (own.clone(), if own == name { format!("${{{variable}}}") } else { value.clone() })
    });
    let whole = Request { env: env.collect(), ..rest.clone() };
    let is_said = may_be_said(entry, &rest, None) && takes_names(&whole) && is_written(entry, &whole, None);
    installation(entry, &whole).filter(|_| is_said)
}

/// Has a client start the same, with what this program has handed to it: for the user, who has said so.
fn started_again(entry: &Entry<'_>, started: &Started) -> Option<Words> {
    let (request, profile) = request_again(entry, started)?;
    installation(entry, &request).filter(|_| may_be_said(entry, &request, profile))
}

/// Has an entry of ours start another package in the place of one.
pub(super) fn started_with(entry: &Entry<'_>, package: &str, other: &str) -> Option<Hint> {
    let started = entry.server.started.as_ref().filter(|started| started.handed.is_some())?;
    let (request, profile) = request_again(entry, started)?;
    let is_said = request.args.iter().any(|arg| arg == package) && may_be_said(entry, &request, profile);
    let args =
        request.args.iter().map(|arg| if arg == package { other.to_owned() } else { arg.clone() }).collect();
    pasteable(&[installation(entry, &Request { args, ..request }).filter(|_| is_said)?])
}

/// What starts the same, with what this program has handed to it.
pub(super) fn request_again<'n>(
    entry: &Entry<'n>,
    started: &Started,
) -> Option<(Request, Option<&'n Profile>)> {
    let mut request = request_of(entry, started)?;
    let Some(Handed { profile: name, secrets }) = &started.handed else { return Some((request, None)) };
    let profile = entry.known.profiles.iter().find(|one| Some(one.name.as_str()) == name.as_deref());
    if entry.file.scope != Scope::User || name.is_some() != profile.is_some() {
        return None;
    }
    let secrets = secrets.iter().map(|(variable, name)| Some((variable.clone(), name.parse().ok()?)));
    request.profile = profile.map(|profile| profile.name.clone());
    request.mode = Some(Mode::Exec);
    request.secrets = secrets.collect::<Option<_>>()?;
    Some((request, profile))
}

/// What starts the same.
pub(super) fn request_of(entry: &Entry<'_>, started: &Started) -> Option<Request> {
    let Entry { file, server, .. } = *entry;
    let name = server.name.parse().ok().filter(|_| entry.may_be_written())?;
    Some(Request {
        command: Some(started.command.clone()),
        args: started.args.clone(),
        env: started.env.clone(),
        ..Request::of_entry(file.client, file.scope, Some(file.path.clone()), name)
    })
}

/// Whether a request to start a server is carried out, and holds nothing that is not to be shown.
pub(super) fn may_be_said(entry: &Entry<'_>, request: &Request, profile: Option<&Profile>) -> bool {
    let mut texts = request.command.iter().chain(&request.args);
    let may_be_seen = request.env.iter().all(|(name, value)| is_harmless_variable(name, value))
        && are_harmless(&request.args);
    let is_filled_in = request.env.iter().any(|(_, value)| refuse_reference(value).is_err());
    is_written(entry, request, profile)
        && takes_names(request)
        && !is_filled_in
        && may_be_seen
        && !request.holds_a_secret()
        && texts.all(|text| shown_url(text) == *text)
}

/// Whether an entry is made of a request.
fn is_written(entry: &Entry<'_>, request: &Request, profile: Option<&Profile>) -> bool {
    connection(request, profile)
        .is_some_and(|own| Written::new(entry.file.client, &own, request.mode, None).is_ok())
}

/// Whether a flag can say the names of its variables, and none has this program look elsewhere.
fn takes_names(request: &Request) -> bool {
    request.env.iter().all(|(name, _)| variable_name(name).is_ok() && !moves_our_files(name))
}

/// Whether this program looks for its own files by a variable: what is started with another finds no token.
pub(super) fn moves_our_files(variable: &str) -> bool {
    ["XDG_", "MCP_TOKEN_"].iter().any(|start| variable.starts_with(start))
        || ["HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "DBUS_SESSION_BUS_ADDRESS"].contains(&variable)
}
