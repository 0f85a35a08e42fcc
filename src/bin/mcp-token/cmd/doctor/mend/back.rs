//! Leads an entry to the server whose token it takes.

use mcp_token::client::{Finding, Surroundings};
use mcp_token::name::Name;
use mcp_token::profile::HeaderForm;
use mcp_token::profile::url::check;

use super::entry::Entry;
use super::steps::{install, installation, pasteable, request};
use crate::failure::Hint;

/// Whether it goes away with an entry that is led to the server of its token; what a variable holds is another matter.
pub(super) fn is_mended_by_leading_back(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::OtherServer { .. }
            | Finding::Skipped { .. }
            | Finding::Unencrypted { .. }
            | Finding::NoHeaders
            | Finding::NoProgram { .. }
            | Finding::Unpinned { .. }
            | Finding::TokenInUrl { .. }
    )
}

/// Gives an entry of the user's that takes the token of another server's profile the profile of its own; where none is, leads it to
/// the server of that token, unless more is in the entry: that is for the server that it has led to. Of a variable of several
/// profiles nobody knows whose token is meant.
pub(super) fn led_back(entry: &Entry<'_>, profile: &Name) -> Option<Hint> {
    let Entry { file, server, known, .. } = *entry;
    let has_literal = server.credentials.iter().any(|one| one.literal().is_some());
    if !entry.is_replaceable() || has_literal {
        return None;
    }
    let line = match entry.profile().filter(|own| own.url.is_some()) {
        // What stays would still send it.
        Some(own) if entry.would_share(own) || entry.leaves_that_of(profile) => return None,
        Some(own) => install(entry, own)?,
        None if server.has_more || !server.more_headers.is_empty() || server.credentials.len() > 1 => {
            return None;
        }
        None => {
            let profile = known.profiles.iter().find(|one| one.name == *profile)?;
            let is_good = |url: &&str| check(url).is_ok() && file.client.speaks(url);
            profile.url.as_deref().filter(is_good).filter(|_| profile.header != HeaderForm::Nothing)?;
            let is_meant = entry.started_for() == Some(profile.name.as_str())
                || known.profiles_of_variable(&profile.variable).len() == 1;
            if !is_meant {
                return None;
            }
            installation(entry, &request(entry, profile)?)?
        }
    };
    pasteable(&[line])
}
