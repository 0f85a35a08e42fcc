//! The commands of this program that make a finding go away, one after the other.

use mcp_token::client::{
    Connection, Examined, Mode, Outside, Platform, Program, Request, input_of, is_url_of_events,
    refuse_reference, shown_url,
};
use mcp_token::profile::url::{check, same_server};
use mcp_token::profile::{HeaderForm, Profile};

use super::entry::Entry;
use super::headers::beside_the_token;
use super::keep::only;
use super::made::url_without;
use crate::args::client::words_of;
use crate::cmd::doctor::known::Known;
use crate::failure::Hint;
use crate::quoted::{line, quoted};

/// The arguments of this program.
pub(in crate::cmd::doctor) type Words = Vec<String>;

pub(in crate::cmd::doctor) fn words<const N: usize>(words: [&str; N]) -> Words {
    words.map(str::to_owned).to_vec()
}

/// Puts the entry of a profile into the place of one at the same server; none where one of ours would be left as it is.
pub(in crate::cmd::doctor) fn install(entry: &Entry<'_>, profile: &Profile) -> Option<Words> {
    let Entry { file, server, known, .. } = *entry;
    let written = server.url.as_deref();
    let cut = written.and_then(|url| url_without(url, only(entry)));
    if cut.is_none() && written.is_some_and(|url| parameters(url).is_some()) {
        return None;
    }
    let good = cut.as_deref().filter(|url| check(url).is_ok() && file.client.speaks(url));
    let own = profile.url.as_deref().filter(|url| check(url).is_ok());
    // The profile's own, unless it has none, or the entry says more of it: then that of the entry, which is the user's.
    let (url, is_own) = match (own, good) {
        (Some(own), Some(good)) if !same_server(own, good) => return None,
        (Some(own), Some(good)) if ![None, parameters(own)].contains(&parameters(good)) => (good, false),
        (Some(own), _) => (own, true),
        (None, _) if entry.has_a_namesake_elsewhere(&profile.name) => return None,
        (None, good) => (good?, false),
    };
    let is_shown = profile.header != HeaderForm::Nothing;
    if !is_shown || !file.client.speaks(url) || !is_own && !may_be_written(url) {
        return None;
    }
    if holds_another(entry, profile) {
        return None;
    }
    let url = (!is_own).then(|| url.to_owned());
    let request = Request { url, ..request(entry, profile)? };
    let line = installation(entry, &request)?;
    known.would_change(request).then_some(line)
}

/// Whether the variable that an entry for a profile would begin to read holds something else than its token already.
fn holds_another(entry: &Entry<'_>, profile: &Profile) -> bool {
    let is_new = mode(entry, profile) == Some(Mode::Env) && !entry.surely_reads(&profile.variable);
    let held = entry.known.in_variable(&profile.variable).filter(|held| is_new && !held.is_empty());
    held.is_some_and(|held| !entry.known.is_of(profile, &String::from_utf8_lossy(held.expose())))
}

/// An entry for a profile in the place of one: where a bridge is started, one goes on being started, if the client can; else only at a
/// server that surely speaks no more than others do, and with nothing that the client would read otherwise then. Headers beside the
/// token are said again where they would be lost. None where what the client asks for under the name of its token is something else.
pub(super) fn request(entry: &Entry<'_>, profile: &Profile) -> Option<Request> {
    let Entry { file, server, .. } = *entry;
    let (mut request, mode) = wanted(entry, profile)?;
    let is_started = mode == Some(Mode::Exec);
    let is_of_events = || server.url.as_deref().is_some_and(is_url_of_events);
    let becomes_another = is_bridge(entry) && !is_started && (is_of_events() || server.has_more);
    let is_asked_otherwise =
        mode == Some(Mode::Input) && file.inputs.get(&input_of(&profile.name)) == Some(&false);
    if (is_started || server.bridge.is_some()) && !server.more_headers.is_empty() {
        request.headers = beside_the_token(entry, &request, profile)?;
    }
    (!becomes_another && !is_asked_otherwise).then_some(request)
}

/// The way in which an entry for a profile would take its token.
pub(super) fn mode(entry: &Entry<'_>, profile: &Profile) -> Option<Mode> {
    wanted(entry, profile)?.1
}

/// What is asked for, and the way that it is done in.
fn wanted(entry: &Entry<'_>, profile: &Profile) -> Option<(Request, Option<Mode>)> {
    let Entry { file, server, known, .. } = *entry;
    let named =
        Request::of_entry(file.client, file.scope, Some(file.path.clone()), server.name.parse().ok()?);
    let mode = mode_for_all(file, is_bridge(entry), known);
    let request = Request { profile: Some(profile.name.clone()), mode, ..named };
    let mode = mode.or_else(|| usual_mode(entry, &request, profile));
    Some((request, mode))
}

fn is_bridge(entry: &Entry<'_>) -> bool {
    entry.file.client.remote.is_some() && entry.server.bridge.is_some()
}

/// The way that is taken where none is asked for.
fn usual_mode(entry: &Entry<'_>, request: &Request, profile: &Profile) -> Option<Mode> {
    let request = Request { url: entry.server.url.clone(), ..request.clone() };
    connection(&request, Some(profile))?.modes(entry.file.client).into_iter().next()
}

/// What a request connects, wherever this program is.
pub(super) fn connection(request: &Request, profile: Option<&Profile>) -> Option<Connection> {
    let program = Program { path: "mcp-token".to_owned(), platform: Platform::HERE };
    request.connection(profile, program).ok()
}

/// What carries such a request out.
pub(super) fn installation(entry: &Entry<'_>, request: &Request) -> Option<Words> {
    let project = entry.file.project.as_deref();
    project.is_none_or(|project| project.to_str().is_some()).then(|| words_of("install", request, project))
}

/// The way that every client reads alike that starts servers, where that is wanted and this one can.
///
/// - `is_started`: whether a bridge is started already.
pub(super) fn mode_for_all(file: &Examined, is_started: bool, known: &Known<'_>) -> Option<Mode> {
    let is_wanted = is_started || known.is_at_odds(file);
    (is_wanted && file.client.hands_braces_on()).then_some(Mode::Exec)
}

/// Commands of this program, one after the other as long as each is good.
pub(in crate::cmd::doctor) fn pasteable(commands: &[Words]) -> Option<Hint> {
    run_by("mcp-token", commands)
}

/// The same, by the path of this program where it would not be found.
pub(super) fn called(known: &Known<'_>, commands: &[Words]) -> Option<Hint> {
    match known.env.program("mcp-token") {
        Some(_) => pasteable(commands),
        None => run_by(&known.env.this_program().ok()?, commands),
    }
}

fn run_by(program: &str, commands: &[Words]) -> Option<Hint> {
    let program = quoted(program);
    let lines = commands.iter().map(|words| format!("{program} {}", line(words)));
    let lines = lines.collect::<Vec<_>>().join(" && ");
    Some(Hint::command(&lines)).filter(Hint::is_pasteable)
}

/// What a URL says beside its server.
fn parameters(url: &str) -> Option<&str> {
    url.split_once(['?', '#']).map(|(_, parameters)| parameters)
}

/// Whether a URL may be written out: what could be a key is shown to nobody, and no profile has one that refers to something.
pub(super) fn may_be_written(url: &str) -> bool {
    shown_url(url) == url && refuse_reference(url).is_ok()
}
