//! What makes a finding in a client's file go away: a command, else what is to be changed by hand. Never a command that loses
//! what nothing else holds, or that shows a token to a server that only a file of others names. What a project's program takes out of
//! its environment without a word of that in the entry, nobody knows.

mod arguments;
mod asked;
mod back;
mod by_hand;
mod entry;
mod free;
mod handed;
mod harmless;
mod headers;
mod keep;
mod made;
mod named;
mod started;
mod steps;
mod variable;

use std::path::Path;

use mcp_token::client::{Examined, Finding, Form, Holder, Lack, Place, Scope, Skip, Surroundings};
use mcp_token::file::Original;
use mcp_token::name::Name;

use self::asked::{asked_for, on_the_path};
use self::back::{is_mended_by_leading_back, led_back};
pub(super) use self::entry::Entry;
use self::handed::handed_on;
use self::keep::{Steps, keep, kept_first, only, set_aside};
use self::made::is_authorization;
use self::named::{given_a_url, made_by_name};
use self::started::{bridged, moved, restarted, rewritten};
use self::steps::called;
pub(super) use self::steps::{install, pasteable, words};
use self::variable::{into_variable, leads_anywhere, variable_of};
use super::known::Known;
use super::report::Mend;
use super::shell::with_path;
use crate::cmd::connect::kept_key;
use crate::failure::file::{made_ours, made_private, taken_back};
use crate::failure::{Failure, Hint};

/// For a finding about a file as a whole.
pub(super) fn of_file(file: &Examined, finding: &Finding, known: &Known<'_>) -> Mend {
    let command = match finding {
        Finding::ReadableByOthers { .. } => with_path(&file.path, made_private),
        Finding::WritableByOthers { directory, .. } => {
            with_path(directory.as_ref().unwrap_or(&file.path), |path| Some(taken_back(path)))
        }
        Finding::ForeignOwner { directory, .. } => {
            with_path(directory.as_ref().unwrap_or(&file.path), made_ours)
        }
        Finding::NotSeen { leads_out: false, .. } => with_path(&file.path, made_readable),
        Finding::Unreadable { lack: Some(Lack::Form { key: None, wanted: Form::Map }), .. }
            if is_empty(file) =>
        {
            with_path(&file.path, |path| Some(Hint::shell("echo '{}' >", path)))
        }
        _ => None,
    };
    command.map_or_else(|| by_hand::of(file, None, finding, known), Mend::Command)
}

/// Whether nothing is in a file that an object is missing in.
fn is_empty(file: &Examined) -> bool {
    Original::look(&file.path)
        .is_ok_and(|found| found.is_some_and(|file| file.bytes().trim_ascii().is_empty()))
}

/// What gives us the right to read a file back.
fn made_readable(path: &Path) -> Option<Hint> {
    Failure::from(Original::look(path).err()?).hint
}

/// For a finding about a server.
pub(super) fn of_server(entry: &Entry<'_>, finding: &Finding) -> Mend {
    let Entry { file, server, known, .. } = *entry;
    match command(entry, finding) {
        // An installation writes another file, and leaves the token where it stands.
        Some(mend) if *finding != Finding::Dead && file.is_dead => {
            let out = format!("take `{}` out of that file", server.name);
            let what = match mend {
                Mend::Command(command) => format!("{out}, after `{command}`"),
                Mend::Needing { what, command } => format!("{what}, then `{command}`, then {out}"),
                by_hand @ Mend::ByHand { .. } => return by_hand,
            };
            Mend::by_hand(what).in_file(&file.path, server.line)
        }
        Some(mend) => mend,
        None => of_name(entry, finding)
            .map(Mend::Command)
            .or_else(|| asked_for(entry, finding))
            .or_else(|| on_the_path(entry, finding))
            .unwrap_or_else(|| by_hand::of(file, Some(entry), finding, known)),
    }
}

/// Makes what an entry of the user's names: a file of a project may name anything.
fn of_name(entry: &Entry<'_>, finding: &Finding) -> Option<Hint> {
    match finding {
        Finding::NoSecret { name: Some(name) } => {
            let store = entry.known.looks.best_store();
            let is_users = entry.file.scope == Scope::User;
            is_users.then(|| Hint::run(&format!("secret set {name} --store {store}")))
        }
        Finding::NoProfile { name: Some(name) } => made_by_name(entry, name),
        _ => None,
    }
}

fn command(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let Entry { file, known, .. } = *entry;
    if !is_of_use(entry, finding) {
        return None;
    }
    if let Some(profile) = entry.sends_the_token_of()
        && is_mended_by_leading_back(finding)
        && let Some(line) = led_back(entry, profile)
    {
        return Some(Mend::Command(line));
    }
    if matches!(finding, Finding::OtherServer { .. } | Finding::ForNoServer { .. })
        || entry.goes_elsewhere() && file.scope != Scope::User
    {
        return None;
    }
    if let Finding::NothingKept { profile } = finding {
        return stored(entry, profile);
    }
    if let Some(line) = given_a_url(entry, finding) {
        return Some(Mend::Command(line));
    }
    if let Some(mend) = beside_it(entry, finding) {
        return Some(mend);
    }
    if let Some(name) = variable_of(finding)
        && let Some(profile) = entry.profile_of_variable(name)
    {
        // What is kept may be the very token that is there.
        let is_right = !matches!(finding, Finding::OtherAudience { .. })
            || profile.key.is_some() && entry.profile() == Some(profile);
        return is_right.then(|| into_variable(entry, name, profile)).flatten();
    }
    if let Some(line) = rewritten(entry, finding).filter(|_| !entry.is_laid_apart()) {
        return pasteable(&[line]).map(Mend::Command);
    }
    if entry.is_of_what_stays(finding) || entry.is_laid_apart() {
        return None;
    }
    let handed = || done(entry, finding, handed_on(entry, finding)?);
    let started = || called(known, &[restarted(entry, finding).or_else(|| moved(entry, finding))?]);
    replaced(entry, finding)
        .or_else(handed)
        .or_else(|| written_again(entry, finding))
        .or_else(|| started().map(Mend::Command))
        .or_else(|| pasteable(&[bridged(entry, finding)?]).map(Mend::Command))
}

/// Has the user keep a token in the profile that an entry names: where it goes then, the user's own file says, or the profile.
fn stored(entry: &Entry<'_>, profile: &Name) -> Option<Mend> {
    let profile = entry.known.profiles.iter().find(|one| one.name == *profile)?;
    if entry.file.scope == Scope::User && !entry.is_laid_apart() || entry.is_at_server_of(profile) {
        return Some(Mend::Command(Hint::run(&format!("store {}", profile.name))));
    }
    (!entry.goes_elsewhere()).then(|| leads_anywhere(entry))
}

/// Mends what lies in no client's file.
fn beside_it(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let known = entry.known;
    match finding {
        Finding::KeyNotHandedOn { profile, variable, .. } => {
            let command = Hint::command(&kept_key(profile, variable));
            Some(if known.env.is_set(variable) {
                Mend::Command(command)
            } else {
                Mend::Needing { what: format!("go where `{variable}` is set"), command }
            })
        }
        Finding::ReadableElsewhere { holder: Holder::File { path, .. }, .. } => {
            with_path(&known.referred().path(path)?, made_private).map(Mend::Command)
        }
        _ => None,
    }
}

/// Has an entry of ours start this program again where that has moved: nothing but `client install` knows all of it.
fn written_again(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let Entry { file, server, known, .. } = *entry;
    let Finding::NoProgram { program: Some(program) } = finding else { return None };
    let is_ours = Path::new(program).file_stem().is_some_and(|name| name == "mcp-token");
    let is_meant = is_ours && file.scope == Scope::User && known.is_applied_again(&file.path, &server.name);
    if !is_meant {
        return None;
    }
    called(known, &[words(["client", "install"])]).map(Mend::Command)
}

/// Whether an installation may mend it.
fn is_of_use(entry: &Entry<'_>, finding: &Finding) -> bool {
    match finding {
        // It is refused.
        Finding::Astray { .. } => false,
        Finding::Skipped { why, .. } => is_written(entry, why),
        // In a file that others share it names this program by its name.
        Finding::NoProgram { .. } => {
            entry.file.scope == Scope::User || entry.known.env.program("mcp-token").is_some()
        }
        // It leaves what another file says, and takes away every header with a credential that is none of ours.
        Finding::HeaderTwice { name, file, .. } => {
            let header = entry.profile().and_then(|own| own.header.field());
            let is_ours = |name: &str| header.is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
            let mut places = entry.server.credentials.iter().map(|one| &one.place);
            let is_other = |place: &Place| matches!(place, Place::Header(name) if !is_ours(name));
            let shows_one = entry.profile().is_none() && only(entry).is_some();
            file.is_none() && (shows_one || is_ours(name) && !places.any(is_other))
        }
        _ => true,
    }
}

/// Whether an installation writes what an entry is passed over for.
fn is_written(entry: &Entry<'_>, why: &Skip) -> bool {
    match why {
        // A header that shows the token.
        Skip::Refused { key } if is_authorization(key) => true,
        Skip::Form { key, .. } | Skip::Refused { key } => !entry.file.client.leaves(key),
        Skip::NameTaken => false,
        _ => true,
    }
}

/// Puts an entry for a profile into the place of the one that is there; what stands in it and nothing else holds is kept first.
fn replaced(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let Entry { file, known, .. } = *entry;
    let has_another = || entry.profile().is_some_and(|own| known.gives_a_token(&own.name));
    let is_changed_there = lies_elsewhere(finding) && !has_another();
    let may_be_left = is_in_a_file(finding) && entry.profile().is_none();
    if !entry.is_replaceable() || is_changed_there && !may_be_left {
        return None;
    }
    let is_only_for_it = file.scope == Scope::Project || entry.is_unencrypted();
    let steps = match entry.profile() {
        // Its name alone is no reason to show a server a token that is shown none.
        Some(own) if own.url.is_none() && entry.is_shown_nothing(finding) => return None,
        // It makes its token itself: none is to be kept elsewhere.
        Some(own) if own.key.is_some() && entry.would_share(own) => return None,
        Some(own) if entry.would_share(own) => keep(entry, finding)?,
        Some(profile) => match kept_first(entry, profile) {
            Some(steps) => steps.and(install(entry, profile)?),
            // The profile's is the right one, and one beside it would show the wrong one, or in the clear.
            None if entry.has_one_for_another() || has_another() && is_only_for_it => {
                match set_aside(entry, profile) {
                    Some(steps) => steps.and(install(entry, profile)?),
                    None if entry.has_one_for_another() => return None,
                    None => keep(entry, finding)?,
                }
            }
            None => keep(entry, finding)?,
        },
        None => keep(entry, finding)?,
    };
    done(entry, finding, steps)
}

/// What has such commands executed.
fn done(entry: &Entry<'_>, finding: &Finding, Steps { lines, first }: Steps) -> Option<Mend> {
    let command = match finding {
        // A line that begins with what is not there mends nothing.
        Finding::NoProgram { .. } => called(entry.known, &lines)?,
        _ => pasteable(&lines)?,
    };
    Some(match first {
        Some(what) => Mend::Needing { what: what.to_owned(), command },
        None => Mend::Command(command),
    })
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

/// Whether it is about a token in a file that the entry refers to.
fn is_in_a_file(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::ExpiredElsewhere { holder: Holder::File { variable: None, .. }, .. }
            | Finding::Unfit { holder: Holder::File { variable: None, .. }, .. }
            | Finding::OtherAudience { holder: Some(Holder::File { variable: None, .. }), .. }
    )
}
