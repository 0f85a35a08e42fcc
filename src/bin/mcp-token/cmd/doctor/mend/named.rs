//! What an entry of the user's says of the profile that it names: which server that is for.

use mcp_token::client::{Finding, Scope};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::check;

use super::entry::Entry;
use super::steps::{called, install, may_be_written, pasteable, words};
use crate::failure::Hint;
use crate::quoted::quoted;

/// Has a profile that names no server name that of an entry whose helper takes its token: where no other entry takes that elsewhere.
pub(super) fn given_a_url(entry: &Entry<'_>, finding: &Finding) -> Option<Hint> {
    let Entry { server, known, .. } = *entry;
    let [credential] = server.credentials.as_slice() else { return None };
    let name = credential.kept.helped_by()?;
    let profile = known.profiles.iter().find(|one| one.name.as_str() == name && one.url.is_none())?;
    let takes_it_elsewhere = |other: Entry<'_>| {
        let is_of_it = other.server.credentials.iter().any(|one| one.kept.is_of(profile));
        (is_of_it || other.started_for() == Some(name)) && !entry.leads_where(other.server)
    };
    let url = url_of_the_users(entry)
        .filter(|_| entry.is_replaceable() && !entry.others().any(takes_it_elsewhere))?;
    let set = words(["profile", "set", name, "--url", url]);
    let installed = || install(entry, &Profile { url: Some(url.to_owned()), ..profile.clone() });
    match finding {
        Finding::HelperRefused { .. } => pasteable(&[set]),
        Finding::NoHeaders | Finding::Skipped { .. } => pasteable(&[set, installed()?]),
        Finding::NoProgram { .. } => called(known, &[set, installed()?]),
        _ => None,
    }
}

/// Makes the profile that an entry of the user's names, for the server that it leads to; a file of a project may name anything.
pub(super) fn made_by_name(entry: &Entry<'_>, name: &Name) -> Option<Hint> {
    let url = url_of_the_users(entry).filter(|_| !entry.is_told_beside(name));
    let url = url.map(|url| format!(" --url {}", quoted(url))).unwrap_or_default();
    (entry.file.scope == Scope::User).then(|| Hint::run(&format!("setup --profile {name}{url}")))
}

/// The URL of an entry of the user's that a profile may have.
fn url_of_the_users<'n>(entry: &Entry<'n>) -> Option<&'n str> {
    let url = entry.server.url.as_deref().filter(|_| entry.file.scope == Scope::User)?;
    (check(url).is_ok() && may_be_written(url)).then_some(url)
}
