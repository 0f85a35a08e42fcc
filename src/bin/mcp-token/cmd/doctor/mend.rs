//! What makes a finding in a client's file go away: a command, else what is to be changed by hand. Never a command that loses
//! what nothing else holds, or that shows a token to a server that only a file of others names.

mod by_hand;
mod steps;

use std::path::Path;

use mcp_token::client::{Examined, Finding, Holder, Kept, Scope, Server, Surroundings, shown};
use mcp_token::file::Original;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::check;

use self::steps::{STORE, installation, keep, kept_first};
pub(super) use self::steps::{install, pasteable, words};
use super::known::Known;
use super::report::{Mend, with_path};
use crate::failure::file::{made_ours, made_private, taken_back};
use crate::failure::{Failure, Hint};

/// For a finding about a file as a whole.
pub(super) fn of_file(file: &Examined, finding: &Finding, known: &Known<'_, '_>) -> Mend {
    let command = match finding {
        Finding::ReadableByOthers { .. } => with_path(&file.path, made_private),
        Finding::WritableByOthers { directory, .. } => {
            with_path(directory.as_ref().unwrap_or(&file.path), |path| Some(taken_back(path)))
        }
        Finding::ForeignOwner { directory, .. } => {
            with_path(directory.as_ref().unwrap_or(&file.path), made_ours)
        }
        Finding::NotSeen { .. } => with_path(&file.path, made_readable),
        _ => None,
    };
    Mend::or(command, by_hand::of(file, None, finding, known))
}

/// What gives us the right to read a file back.
fn made_readable(path: &Path) -> Option<Hint> {
    Failure::from(Original::look(path).err()?).hint
}

/// For a finding about a server.
pub(super) fn of_server(
    file: &Examined,
    server: &Server,
    finding: &Finding,
    folder: Option<&Path>,
    known: &Known<'_, '_>,
) -> Mend {
    match command(file, server, finding, folder, known) {
        // An installation writes another file, and leaves the token where it stands.
        Some(Mend::Command(command)) if *finding != Finding::Dead && file.is_dead => {
            Mend::ByHand(format!("take `{}` out of that file, after `{command}`", server.name))
        }
        Some(mend) => mend,
        None => Mend::or(of_name(file, finding, known), by_hand::of(file, Some(server), finding, known)),
    }
}

/// Makes what an entry of the user's names: a file of a project may name anything.
fn of_name(file: &Examined, finding: &Finding, known: &Known<'_, '_>) -> Option<Hint> {
    let made = match finding {
        Finding::NoSecret { name: Some(name) } => {
            format!("secret set {name} --store {}", known.looks.best_store())
        }
        Finding::NoProfile { name: Some(name) } => format!("setup --profile {name}"),
        _ => return None,
    };
    (file.scope == Scope::User).then(|| Hint::run(&made))
}

fn command(
    file: &Examined,
    server: &Server,
    finding: &Finding,
    folder: Option<&Path>,
    known: &Known<'_, '_>,
) -> Option<Mend> {
    let is_elsewhere = goes_elsewhere(server);
    if is_elsewhere && file.scope != Scope::User {
        return None;
    }
    if let Finding::OtherServer { profile } = finding {
        return led_back(file, server, profile, known).map(Mend::Command);
    }
    if let Finding::NothingKept { profile } = finding {
        return Some(Mend::Command(Hint::run(&format!("{STORE} {profile}"))));
    }
    // Only where the variable is set: nobody knows whether that is here.
    if let Finding::KeyNotHandedOn { .. } = finding {
        return None;
    }
    if let Finding::ReadableElsewhere { holder: Holder::File(path), .. } = finding {
        return with_path(&known.referred().path(path)?, made_private).map(Mend::Command);
    }
    if let Some(name) = variable_of(finding)
        && !is_elsewhere
        && let Some(profile) = profile_of_variable(name, file, server, known)
    {
        // What is kept may be the very token that is there.
        let is_right = !matches!(finding, Finding::OtherAudience { .. })
            || profile.key.is_some() && of_entry(file, server, known) == Some(profile);
        return is_right.then(|| into_variable(name, profile, known)).flatten();
    }
    replaced(file, server, finding, folder, known)
}

/// Puts an entry for a profile into the place of the one that is there; what stands in it and nothing else holds is kept first.
fn replaced(
    file: &Examined,
    server: &Server,
    finding: &Finding,
    folder: Option<&Path>,
    known: &Known<'_, '_>,
) -> Option<Mend> {
    let has_another = || of_entry(file, server, known).is_some_and(|own| known.gives_a_token(&own.name));
    if !is_replaceable(file, server, folder, known) || lies_elsewhere(finding) && !has_another() {
        return None;
    }
    let steps = match of_entry(file, server, known) {
        Some(profile) => match kept_first(server, profile, known) {
            Some(mut steps) => {
                steps.push(install(file, server, profile, folder, known)?);
                steps
            }
            // It makes the right one, and a profile beside it would keep the wrong one.
            None if profile.key.is_some() && is_for_another(server) => return None,
            None => keep(file, server, finding, known)?,
        },
        None => keep(file, server, finding, known)?,
    };
    let line = pasteable(&steps)?;
    let keeps_one = steps.iter().any(|step| step[0] == STORE);
    Some(match another(server, known).filter(|_| keeps_one) {
        Some(another) => Mend::ByHand(format!("get {another} from its issuer, then: {line}")),
        None => Mend::Command(line),
    })
}

/// Gives an entry of the user's that takes the token of another server's profile the profile of its own; where none is, leads it to
/// the server of that token, unless more is in the entry: that is for the server that it has led to. Of a variable of several
/// profiles nobody knows whose token is meant.
fn led_back(file: &Examined, server: &Server, profile: &Name, known: &Known<'_, '_>) -> Option<Hint> {
    if !is_replaceable(file, server, None, known) {
        return None;
    }
    let line = match of_entry(file, server, known).filter(|own| own.url.is_some()) {
        Some(own) => install(file, server, own, None, known)?,
        None if server.has_more || server.credentials.len() > 1 => return None,
        None => {
            let profile = known.profiles.iter().find(|one| one.name == *profile)?;
            profile.url.as_deref().filter(|url| check(url).is_ok() && file.client.speaks(url))?;
            let is_meant = started_for(server) == Some(profile.name.as_str())
                || known.profiles_of_variable(&profile.variable).len() == 1;
            if !is_meant {
                return None;
            }
            installation(file, server, profile.name.as_str(), known)
        }
    };
    pasteable(&[line])
}

/// What puts the token of a profile into a variable: where there is none, it is kept first.
fn into_variable(variable: &str, profile: &Profile, known: &Known<'_, '_>) -> Option<Mend> {
    let name = &profile.name;
    let export = format!("export {variable}=$(mcp-token get {name})");
    Some(Mend::Command(if known.gives_a_token(name) {
        Hint::command(&export)
    } else {
        profile.token.shelf()?;
        Hint::run(&format!("{STORE} {name} && {export}"))
    }))
}

/// The token that is to be kept in the place of one that is dead, or that is for another server.
fn another(server: &Server, known: &Known<'_, '_>) -> Option<&'static str> {
    if is_for_another(server) {
        return Some("a token for this server");
    }
    let is_dead = server.credentials.iter().any(|one| one.is_dead_at(known.env.now));
    is_dead.then_some("a new token")
}

/// Whether a finding is about a token that is not in the file: where nothing gives another, that is changed where it lies.
fn lies_elsewhere(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::ExpiredElsewhere { .. }
            | Finding::Unfit { .. }
            | Finding::OtherAudience { holder: Some(_), .. }
    )
}

/// Whether the token that stands in an entry is for another server.
fn is_for_another(server: &Server) -> bool {
    server.findings.iter().any(|one| matches!(one, Finding::OtherAudience { holder: None, .. }))
}

/// The variable that a finding is about, which another token could be put into.
fn variable_of(finding: &Finding) -> Option<&str> {
    match finding {
        Finding::UnsetVariable { name, .. }
        | Finding::ExpiredElsewhere { holder: Holder::Variable(name), .. }
        | Finding::Unfit { holder: Holder::Variable(name), .. }
        | Finding::OtherAudience { holder: Some(Holder::Variable(name)), .. } => Some(name),
        _ => None,
    }
}

/// The profile whose token this program hands to what it starts for an entry, by its name there.
fn started_for(server: &Server) -> Option<&str> {
    server.credentials.iter().find_map(|one| match &one.kept {
        Kept::Exec { words } => words.get(2).map(String::as_str),
        _ => None,
    })
}

/// The profile that is surely for an entry; of one that this program starts, that which it names, unless a project says where
/// the token goes.
fn of_entry<'k>(file: &Examined, server: &Server, known: &'k Known<'_, '_>) -> Option<&'k Profile> {
    match started_for(server).and_then(|name| known.profiles.iter().find(|one| one.name.as_str() == name)) {
        Some(named) => {
            let is_here = file.scope == Scope::User || named.url.is_some();
            (is_here && !goes_elsewhere(server)).then_some(named)
        }
        None => known.profile_of(&server.name, server.url.as_deref(), file.scope),
    }
}

/// Whether the token of a profile goes to a server that is not the profile's.
fn goes_elsewhere(server: &Server) -> bool {
    server.findings.iter().any(|one| matches!(one, Finding::OtherServer { .. }))
}

/// The profile whose token belongs into a variable: that of the entry, or the only one that there is.
fn profile_of_variable<'k>(
    variable: &str,
    file: &Examined,
    server: &Server,
    known: &'k Known<'_, '_>,
) -> Option<&'k Profile> {
    let own = of_entry(file, server, known);
    let mut those = known.profiles.iter().filter(|profile| profile.variable == variable);
    let only = those.next().filter(|_| those.next().is_none());
    own.filter(|profile| profile.variable == variable).or(only)
}

/// Whether an installation takes the entry's place, and nothing else is lost with it.
pub(super) fn is_replaceable(
    file: &Examined,
    server: &Server,
    folder: Option<&Path>,
    known: &Known<'_, '_>,
) -> bool {
    let is_name = server.name.parse::<Name>().is_ok() && shown(&server.name) == server.name;
    let is_asked = file.client.own.is_some() && folder.is_none();
    let program = file.client.program.as_deref().and_then(|name| known.env.program(name));
    let is_whole = server.url.is_some() && server.under.is_none() && server.is_plain && !server.is_disabled;
    file.is_target && is_name && is_whole && (!is_asked || program.is_some())
}
