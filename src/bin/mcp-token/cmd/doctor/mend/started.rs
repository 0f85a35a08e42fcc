//! Lines that have a client start again what it starts, with the token from this program, or from where that is now.

use std::path::Path;

use mcp_token::client::{
    Entry as Written, Finding, Handed, Mode, Request, Scope, Skip, Started, bridge_to, refuse_reference,
    shown_url,
};
use mcp_token::profile::Profile;
use mcp_token::profile::url::check;

use super::entry::Entry;
use super::harmless::{are_harmless, is_harmless};
use super::headers;
use super::steps::{Words, connection, installation, may_be_written};
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

/// Has a client start the same, with what this program has handed to it: for the user, who has said so.
fn started_again(entry: &Entry<'_>, started: &Started) -> Option<Words> {
    let mut request = request_of(entry, started)?;
    let mut profile = None;
    if let Some(Handed { profile: name, secrets }) = &started.handed {
        profile = entry.known.profiles.iter().find(|one| Some(one.name.as_str()) == name.as_deref());
        if entry.file.scope != Scope::User || name.is_some() != profile.is_some() {
            return None;
        }
        let secrets = secrets.iter().map(|(variable, name)| Some((variable.clone(), name.parse().ok()?)));
        request.profile = profile.map(|profile| profile.name.clone());
        request.mode = Some(Mode::Exec);
        request.secrets = secrets.collect::<Option<_>>()?;
    }
    installation(entry, &request).filter(|_| may_be_said(entry, &request, profile))
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
    let written = connection(request, profile)
        .is_some_and(|own| Written::new(entry.file.client, &own, request.mode, None).is_ok());
    let mut texts = request.command.iter().chain(&request.args);
    let may_be_seen =
        request.env.iter().all(|(name, value)| is_harmless(name, value)) && are_harmless(&request.args);
    let takes_names =
        request.env.iter().all(|(name, _)| variable_name(name).is_ok() && !moves_our_files(name));
    let is_filled_in = request.env.iter().any(|(_, value)| refuse_reference(value).is_err());
    written
        && takes_names
        && !is_filled_in
        && may_be_seen
        && !request.holds_a_secret()
        && texts.all(|text| shown_url(text) == *text)
}

/// Whether this program looks for its own files by a variable: what is started with another finds no token.
fn moves_our_files(variable: &str) -> bool {
    ["XDG_", "MCP_TOKEN_"].iter().any(|start| variable.starts_with(start))
        || ["HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "DBUS_SESSION_BUS_ADDRESS"].contains(&variable)
}
