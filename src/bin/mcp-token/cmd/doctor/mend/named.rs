//! What an entry of the user's says of the profile that it names: which server that is for.

use mcp_token::client::{Credential, Finding, Scope, input_of, is_for_another};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::{check, is_resource_of};

use super::entry::Entry;
use super::steps::{called, install, may_be_written, pasteable, words};
use crate::cmd::doctor::looks::Seen;
use crate::failure::Hint;
use crate::quoted::quoted;

/// Has a profile that names no server name that of an entry whose helper takes its token, as far as anybody knows of another.
pub(super) fn given_a_url(entry: &Entry<'_>, finding: &Finding) -> Option<Hint> {
    let Entry { server, known, .. } = *entry;
    let [credential] = server.credentials.as_slice() else { return None };
    let name = credential.kept.helped_by()?;
    let profile = known.profiles.iter().find(|one| one.name.as_str() == name && one.url.is_none())?;
    let url = url_of_the_users(entry).filter(|url| !is_for_another_server(entry, profile, url))?;
    let set = words(["profile", "set", name, "--url", url]);
    let installed = || {
        let own = Profile { url: Some(url.to_owned()), ..profile.clone() };
        install(entry, &own).filter(|_| entry.is_replaceable())
    };
    match finding {
        Finding::HelperRefused { .. } => pasteable(&[set]),
        Finding::NoHeaders | Finding::Skipped { .. } => pasteable(&[set, installed()?]),
        Finding::NoProgram { .. } => called(known, &[set, installed()?]),
        _ => None,
    }
}

/// Whether anything says that the token of a profile is for another server than that at a URL: its audience, or where another entry
/// shows it, or takes it to, or leads under the name of the profile.
fn is_for_another_server(entry: &Entry<'_>, profile: &Profile, url: &str) -> bool {
    let known = entry.known;
    let is_elsewhere = |other: Entry<'_>| {
        let credentials = &other.server.credentials;
        let is_shown = |one: &Credential| one.literal().is_some_and(|token| known.is_of(profile, token));
        let is_taken = credentials.iter().any(|one| one.kept.is_of(profile) || is_shown(one))
            || other.started_for() == Some(profile.name.as_str())
            || other.reads(&profile.variable)
            || other.reads(&input_of(&profile.name));
        is_taken && !entry.leads_where(other.server)
    };
    let is_of_another = |audience: &String| audience.contains("://") && !is_resource_of(audience, url);
    let is_issued_for_another = match known.looks.token(profile) {
        Ok(Seen::Value(token)) => is_for_another(&token, url),
        Ok(Seen::Nothing) => false,
        Ok(Seen::Unseen(_)) | Err(_) => profile.key.is_none(),
    };
    profile.audiences().iter().any(is_of_another)
        || is_issued_for_another
        || entry.has_a_namesake_elsewhere(&profile.name)
        || entry.others().any(is_elsewhere)
}

/// Makes the profile that an entry of the user's names, for the server that it leads to; where a project names it too, or others lead
/// elsewhere by it, or a command takes whichever there is, that is for somebody to say.
pub(super) fn made_by_name(entry: &Entry<'_>, name: &Name) -> Option<Hint> {
    let is_told = |other: &Entry<'_>| other.server.told.names.contains(name.as_str());
    let is_at_odds =
        |other: Entry<'_>| other.file.scope == Scope::Project || !entry.leads_where(other.server);
    let is_free = entry.file.scope == Scope::User
        && !entry.is_said_beside(name)
        && !entry.is_unsaid_beside(name)
        && !entry.others().filter(is_told).any(is_at_odds);
    let url = url_of_the_users(entry).map(|url| format!(" --url {}", quoted(url))).unwrap_or_default();
    is_free.then(|| Hint::run(&format!("setup --profile {name}{url}")))
}

/// The URL of an entry of the user's that a profile may have.
fn url_of_the_users<'n>(entry: &Entry<'n>) -> Option<&'n str> {
    let url = entry.server.url.as_deref().filter(|_| entry.file.scope == Scope::User)?;
    (check(url).is_ok() && may_be_written(url)).then_some(url)
}
