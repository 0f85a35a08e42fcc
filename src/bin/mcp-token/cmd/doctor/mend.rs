//! The command that makes a finding in a client's file go away. Never one that loses what nothing else holds, or that shows a
//! token to a server that only a file of others names.

use std::path::Path;

use mcp_token::client::{Examined, Finding, Scope, Server};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::{check, same_server};

use super::clients::Known;
use super::report::is_pasteable;
use crate::failure::Hint;

pub(super) fn command(
    file: &Examined,
    server: &Server,
    finding: &Finding,
    folder: Option<&Path>,
    known: &Known<'_, '_>,
) -> Option<Hint> {
    let is_elsewhere = server.findings.iter().any(|one| matches!(one, Finding::OtherServer { .. }));
    if is_elsewhere && file.scope != Scope::User {
        return None;
    }
    if let Finding::UnsetVariable { name, .. } = finding
        && !is_elsewhere
        && let Some(profile) = profile_of_variable(name, file, server, known)
    {
        return Some(Hint::command(&format!("export {name}=$(mcp-token get {})", profile.name)));
    }
    let profile = known.profile_of(&server.name, server.url.as_deref(), file.scope)?;
    if !is_replaceable(file, server, folder, known) {
        return None;
    }
    install(file, server, profile, folder)
}

/// The profile whose token belongs into a variable: that of the entry, or the only one that there is.
fn profile_of_variable<'k>(
    variable: &str,
    file: &Examined,
    server: &Server,
    known: &'k Known<'_, '_>,
) -> Option<&'k Profile> {
    let own = known.profile_of(&server.name, server.url.as_deref(), file.scope);
    let mut those = known.profiles.iter().filter(|profile| profile.variable == variable);
    let only = those.next().filter(|_| those.next().is_none());
    own.filter(|profile| profile.variable == variable).or(only)
}

/// Whether an installation takes the entry's place, and nothing else is lost with it.
fn is_replaceable(file: &Examined, server: &Server, folder: Option<&Path>, known: &Known<'_, '_>) -> bool {
    let is_name = server.name.parse::<Name>().is_ok();
    let is_asked = file.client.own.is_some() && folder.is_none();
    let program = file.client.program.as_deref().and_then(|name| known.env.program(name));
    let is_whole = server.url.is_some() && server.under.is_none() && server.is_plain && !server.is_disabled;
    file.is_target && is_name && is_whole && (!is_asked || program.is_some())
}

fn install(file: &Examined, server: &Server, profile: &Profile, folder: Option<&Path>) -> Option<Hint> {
    let good = server.url.as_deref().filter(|url| check(url).is_ok());
    let own = profile.url.as_deref().filter(|url| check(url).is_ok());
    // The profile's own, unless it has none: then that of the entry, which is the user's.
    let url = match (own, good) {
        (Some(own), Some(good)) if !same_server(own, good) => return None,
        (Some(own), _) => own,
        (None, good) => good?,
    };
    let speaks_websocket = file.client.remote.as_ref().is_some_and(|remote| remote.websocket.is_some());
    if url.get(..2).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ws")) && !speaks_websocket {
        return None;
    }
    let mut words = vec!["client", "install", &file.client.name, "--profile", profile.name.as_str()];
    if server.name != profile.name.as_str() {
        words.extend(["--name", &server.name]);
    }
    if own.is_none() {
        words.extend(["--url", url]);
    }
    let folder = folder.map(Path::to_str);
    if let Some(folder) = folder {
        words.extend(["--project", folder?]);
    }
    let line = shell_words::join(words);
    is_pasteable(&line).then(|| Hint::run(&line))
}
