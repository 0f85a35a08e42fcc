//! Variables that hold one token at a time, and are to show several servers each its own.

use std::collections::{BTreeMap, BTreeSet};

use mcp_token::client::{Examined, Rank, Scope, Server, may_be_shown};
use mcp_token::profile::{Profile, default_variable};

use super::clients::named;
use super::known::Known;
use super::mend::{Entry, install, pasteable, words};
use super::report::{Line, Mend};
use crate::output::human;

/// A server of a client's file that is shown what a variable holds.
struct Reader<'f> {
    file: &'f Examined,
    server: &'f Server,
    profile: &'f Profile,
}

/// The variables that entries refer to for servers of several profiles: one of these servers is shown another's token.
pub(super) fn shared(files: &[Examined], known: &Known<'_>) -> Vec<Line> {
    let mut readers: BTreeMap<&str, Vec<Reader<'_>>> = BTreeMap::new();
    for (file, server) in files.iter().flat_map(|file| file.servers.iter().map(move |server| (file, server)))
    {
        let profile = known.profile_of(&server.name, server.known_url(), file.scope);
        let Some(profile) = profile.filter(|_| !server.is_disabled) else { continue };
        if server.variables.contains(&profile.variable) {
            readers.entry(&profile.variable).or_default().push(Reader { file, server, profile });
        }
    }
    readers.iter().filter_map(|(variable, readers)| line(variable, readers, files, known)).collect()
}

fn line(variable: &str, readers: &[Reader<'_>], files: &[Examined], known: &Known<'_>) -> Option<Line> {
    let profiles: BTreeSet<_> = readers.iter().map(|reader| reader.profile.name.as_str()).collect();
    if profiles.len() < 2 || !may_be_shown(variable) {
        return None;
    }
    let listed: Vec<_> = profiles.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "`{variable}` is to hold the tokens of {}: their servers are shown whichever is in it",
        listed.join(" and ")
    );
    // One of them may have it by its name.
    let has_another = |reader: &&Reader<'_>| default_variable(&reader.profile.name) != variable;
    let other = readers.iter().find(has_another).or(readers.last())?;
    Some(Line::wrong(
        Rank::Warning,
        "shared_variable",
        "variables",
        message,
        apart(other, readers, files, known),
    ))
}

/// What gives the profile of an entry a variable of its own: by hand where its name, or the project, is the user's to say.
fn apart(reader: &Reader<'_>, readers: &[Reader<'_>], files: &[Examined], known: &Known<'_>) -> Mend {
    let Reader { file, server, profile } = reader;
    let entry = Entry { file, server, files, known };
    let name = &profile.name;
    let own = Some(default_variable(name));
    let own = own.filter(|own| *own != profile.variable && entry.may_have(own, name));
    // In a project only at the server of the profile.
    let is_meant = file.scope == Scope::User || entry.is_at_server_of(profile);
    // Others of the profile would go on with what is another's then.
    let own_readers = readers.iter().filter(|one| one.profile.name == *name);
    let place = |one: &Reader<'_>| {
        format!("{} of `{}`", named(one.server), human::place(&one.file.path, &known.directories.home))
    };
    let places: BTreeSet<_> = own_readers.map(place).collect();
    let is_replaced = is_meant && places.len() == 1 && entry.is_replaceable() && !entry.is_laid_apart();
    if let Some(own) = own.as_deref().filter(|_| is_replaced)
        && let Some(install) = install(&entry, profile)
        && let Some(line) = pasteable(&[words(["profile", "set", name.as_str(), "--var", own]), install])
    {
        return Mend::Command(line);
    }
    let own = own.as_deref().unwrap_or("ANOTHER");
    let of = places.into_iter().collect::<Vec<_>>().join(" and ");
    let what = format!(
        "`{own}` for `{}` in {of}, after `mcp-token profile set {name} --var {own}`",
        profile.variable
    );
    Mend::by_hand(what).in_file(&file.path, server.line)
}
