//! The commands of this program that make a finding go away, one after the other.

use mcp_token::client::{
    Credential, Examined, Finding, Mode, Place, Request, Scope, Surroundings, refuse_reference, shown_url,
};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::profile::url::{check, same_server};
use mcp_token::profile::{HeaderForm, Profile};

use super::entry::Entry;
use crate::cmd::doctor::known::Known;
use crate::failure::Hint;

/// The arguments of this program.
pub(in crate::cmd::doctor) type Words = Vec<String>;

pub(in crate::cmd::doctor) fn words<const N: usize>(words: [&str; N]) -> Words {
    words.map(str::to_owned).to_vec()
}

/// What keeps the token that stands there before an entry refers to its profile, where that has no other; none where the profile
/// has another, or more than one would have to be kept.
pub(super) fn kept_first(entry: &Entry<'_>, profile: &Profile) -> Option<Vec<Words>> {
    let Entry { server, known, .. } = *entry;
    let may_go = |one: &Credential| one.literal().is_none_or(|token| known.may_go(one, token, profile));
    let literals: Vec<_> = server.credentials.iter().filter_map(Credential::literal).collect();
    match literals.as_slice() {
        [] => Some(Vec::new()),
        _ if known.gives_a_token(&profile.name) => server.credentials.iter().all(may_go).then(Vec::new),
        [only] => Some(vec![stored(profile.name.as_str(), only)]),
        _ => None,
    }
}

/// Keeps a token that is asked for.
fn stored(profile: &str, token: &str) -> Words {
    let mut store = words([STORE, profile]);
    store.extend(Inspection::of(token).is_err().then(|| "--opaque".to_owned()));
    store
}

/// Puts the entry of a profile into the place of one at the same server; none where that would change nothing, or not be done.
pub(in crate::cmd::doctor) fn install(entry: &Entry<'_>, profile: &Profile) -> Option<Words> {
    let Entry { file, server, known, .. } = *entry;
    let good = server.url.as_deref().filter(|url| check(url).is_ok());
    let own = profile.url.as_deref().filter(|url| check(url).is_ok());
    // The profile's own, unless it has none, or the entry says more of it: then that of the entry, which is the user's.
    let (url, is_own) = match (own, good) {
        (Some(own), Some(good)) if !same_server(own, good) => return None,
        (Some(own), Some(good)) if ![None, parameters(own)].contains(&parameters(good)) => (good, false),
        (Some(own), _) => (own, true),
        (None, good) => (good?, false),
    };
    let is_shown = profile.header != HeaderForm::Nothing;
    if !is_shown || !file.client.speaks(url) || !is_own && !may_be_written(url) {
        return None;
    }
    let mut line = installation(entry, profile.name.as_str());
    if !is_own {
        line.extend(words(["--url", url]));
    }
    if let Some(folder) = &file.project {
        line.extend(words(["--project", folder.to_str()?]));
    }
    known.would_change(asked(entry, profile, &line)?).then_some(line)
}

/// What such a line asks for.
fn asked(entry: &Entry<'_>, profile: &Profile, line: &[String]) -> Option<Request> {
    let Entry { file, server, .. } = *entry;
    let behind = |flag: &str| line.iter().skip_while(|word| *word != flag).nth(1).cloned();
    let mode = behind("--mode").and_then(|name| Mode::ALL.into_iter().find(|mode| mode.name() == name));
    let named =
        Request::of_entry(file.client, file.scope, Some(file.path.clone()), server.name.parse().ok()?);
    Some(Request { profile: Some(profile.name.clone()), mode, url: behind("--url"), ..named })
}

/// Puts the entry of a profile into the place of one: what this program starts, it goes on starting.
pub(super) fn installation(entry: &Entry<'_>, profile: &str) -> Words {
    let Entry { file, server, known, .. } = *entry;
    let mut line = words(["client", "install", &file.client.name, "--profile", profile]);
    if server.name != profile {
        line.extend(words(["--name", &server.name]));
    }
    let is_started = file.client.remote.is_some() && entry.started_for().is_some();
    line.extend(mode_for_all(file, is_started, known).into_iter().flatten().map(str::to_owned));
    line
}

/// The flag for what every client reads alike that starts servers, where that is wanted and this one can.
///
/// - `is_started`: whether this program starts the server already.
pub(super) fn mode_for_all(
    file: &Examined,
    is_started: bool,
    known: &Known<'_>,
) -> Option<[&'static str; 2]> {
    let is_wanted = is_started || known.is_at_odds(file);
    (is_wanted && file.client.hands_braces_on()).then_some(["--mode", "exec"])
}

/// Makes a profile that keeps the token of a server of the user's, and refers to it in the place of the only one that stands
/// there.
pub(super) fn keep(entry: &Entry<'_>, finding: &Finding) -> Option<Vec<Words>> {
    let Entry { file, server, .. } = *entry;
    let is_of_a_literal = matches!(
        finding,
        Finding::LiteralToken { .. } | Finding::ExpiredToken { .. } | Finding::OtherAudience { .. }
    );
    // Of several clients that read it one keeps it for all.
    let reader = entry.files.iter().find(|one| one.path == file.path).map(|one| &one.client.name);
    if reader != Some(&file.client.name) {
        return None;
    }
    let name = entry.name_of_its_own()?;
    let is_good = |url: &&str| check(url).is_ok() && file.client.speaks(url) && may_be_written(url);
    let url = server.url.as_deref().filter(is_good)?;
    let [credential] = server.credentials.as_slice() else { return None };
    // What stands beside it would be lost, as the scheme of others.
    let is_all = is_authorization(&credential.place) && credential.is_alone;
    let token = credential.literal().filter(|_| is_all)?;
    if file.scope != Scope::User || !is_of_a_literal {
        return None;
    }
    let mut made = words(["profile", "set", &name, "--secret-from", "none", "--url", url]);
    // The server is sent what it was sent.
    match credential.scheme {
        Some("Basic") => made.extend(words(["--header", "basic"])),
        None => made.extend(words(["--header", "Authorization"])),
        Some(_) => {}
    }
    Some(vec![made, stored(&name, token), installation(entry, &name)])
}

/// Where a profile shows its token without being told how; the names of headers know no case.
fn is_authorization(place: &Place) -> bool {
    matches!(place, Place::Header(name) if name.eq_ignore_ascii_case("Authorization"))
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
    let program = shell_words::quote(program);
    let lines = commands.iter().map(|words| format!("{program} {}", shell_words::join(words)));
    let line = lines.collect::<Vec<_>>().join(" && ");
    Some(Hint::command(&line)).filter(Hint::is_pasteable)
}

/// What a URL says beside its server.
fn parameters(url: &str) -> Option<&str> {
    url.split_once(['?', '#']).map(|(_, parameters)| parameters)
}

/// Whether a URL may be written out: what could be a key is shown to nobody, and no profile has one that refers to something.
pub(super) fn may_be_written(url: &str) -> bool {
    shown_url(url) == url && refuse_reference(url).is_ok()
}

/// The subcommand that keeps a token that is asked for.
pub(super) const STORE: &str = "store";
