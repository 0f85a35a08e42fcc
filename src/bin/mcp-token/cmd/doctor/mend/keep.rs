//! What is kept before another entry takes the place of one: the token that stands there, or the one that belongs there.

use mcp_token::client::{
    Credential, Entry as Written, Finding, Mode, Place, Platform, Program, Request, Scope, Surroundings,
    shown, shown_url,
};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::paste::from_paste;
use mcp_token::name::Name;
use mcp_token::profile::Profile;

use super::entry::Entry;
use super::made::{for_server, held, is_in_url, made, variable};
use super::steps::{Words, installation, request, words};
use crate::output::form::variable_name;

/// Commands of this program.
pub(super) struct Steps {
    pub(super) lines: Vec<Words>,
    /// What somebody does before, or sees to.
    pub(super) first: Option<&'static str>,
}

impl Steps {
    pub(super) fn and(mut self, line: Words) -> Self {
        self.lines.push(line);
        self
    }
}

/// What keeps the token that stands there before an entry refers to its profile, where that has no other; none where the profile
/// has another, more than one would have to be kept, or it is for another server.
pub(super) fn kept_first(entry: &Entry<'_>, profile: &Profile) -> Option<Steps> {
    let Entry { server, known, .. } = *entry;
    let may_go = |one: &Credential| one.literal().is_none_or(|token| known.may_go(one, token, profile));
    let literals: Vec<_> = credentials(entry).into_iter().filter_map(Credential::literal).collect();
    let nothing = || Steps { lines: Vec::new(), first: None };
    match literals.as_slice() {
        [] => Some(nothing()),
        _ if known.gives_a_token(&profile.name) => server.credentials.iter().all(may_go).then(nothing),
        [only] if !entry.has_one_for_another() => {
            Some(Steps { lines: vec![stored(&profile.name, Some(only))?], first: wanted(entry) })
        }
        _ => None,
    }
}

/// Keeps the only token that stands there in a profile that is for no server, where that of its server is another.
pub(super) fn set_aside(entry: &Entry<'_>) -> Option<Steps> {
    let name = entry.name_of_its_own(None)?;
    Some(Steps { lines: aside(entry, name)?, first: None })
}

fn aside(entry: &Entry<'_>, name: Name) -> Option<Vec<Words>> {
    let [credential] = credentials(entry)[..] else { return None };
    let token = credential.literal().filter(|_| credential.is_alone)?;
    let profile = Profile::new(name);
    Some(vec![made(&profile), stored(&profile.name, Some(token))?])
}

/// Makes a profile for the server of an entry of the user's, keeps its token, and refers to it in the place of the only one that
/// stands there or is referred to.
pub(super) fn keep(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let only = credentials(entry);
    let only = match only.as_slice() {
        [] => None,
        [only] => Some(*only),
        _ => return None,
    };
    let is_meant = is_kept_for_all(entry) && is_mended_by_a_profile(entry, finding);
    let mut profile = for_server(entry, finding, only).filter(|_| is_meant)?;
    let installed = installation(entry, &request(entry, &profile.name)?)?;
    if entry.has_one_for_another() {
        let other = format!("{}-other", profile.name).parse().ok();
        let mut lines = aside(entry, other.filter(|name| !entry.is_taken(name, None))?)?;
        lines.extend([made(&profile), installed]);
        return Some(Steps { lines, first: None });
    }
    let variable = only.and_then(|only| variable(entry, only));
    let held = variable.as_ref().and_then(|name| Some((name, held(entry, name)?)));
    let (stored, first) = match held {
        Some((name, token)) => (from_variable(&profile.name, name, &token)?, None),
        None => (stored(&profile.name, only.and_then(Credential::literal))?, wanted(entry)),
    };
    if let Some(variable) = variable.filter(|_| !matches!(finding, Finding::Blanked { .. })) {
        profile.variable = variable;
    }
    Some(Steps { lines: vec![made(&profile), stored, installed], first })
}

/// What an entry shows, each once.
fn credentials<'n>(entry: &Entry<'n>) -> Vec<&'n Credential> {
    let mut all: Vec<_> = entry.server.credentials.iter().collect();
    all.dedup();
    all
}

/// Keeps the only token that stands in a variable of what the client starts, and has this program hand it on.
pub(super) fn handed_on(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let is_meant = is_kept_for_all(entry) && is_of_a_literal(finding) && entry.may_be_written();
    let started = entry.server.started.as_ref().filter(|_| is_meant)?;
    let [credential] = credentials(entry)[..] else { return None };
    let Place::Variable(name) = &credential.place else { return None };
    let token = credential.literal()?;
    let (own, env): (Vec<_>, Vec<_>) = started.env.iter().cloned().partition(|(own, _)| own == name);
    let is_all = matches!(own.as_slice(), [(_, text)] if text == token) && shown(name) == name;
    let variable = variable_name(name).ok().filter(|name| is_all && !entry.is_read_beside(name))?;
    let profile = Profile { variable, ..Profile::new(entry.name_of_its_own(None)?) };
    let (command, args) = (Some(started.command.clone()), started.args.clone());
    let request = Request { mode: Some(Mode::Exec), command, args, env, ..request(entry, &profile.name)? };
    if !may_be_said(entry, &request, &profile) {
        return None;
    }
    let lines = vec![made(&profile), stored(&profile.name, Some(token))?, installation(entry, &request)?];
    Some(Steps { lines, first: wanted(entry) })
}

/// Whether a request to start a server is carried out, and holds nothing that is not to be shown.
fn may_be_said(entry: &Entry<'_>, request: &Request, profile: &Profile) -> bool {
    let program = Program { path: "mcp-token".to_owned(), platform: Platform::HERE };
    let written = request.connection(Some(profile), program);
    let written = written.and_then(|own| Written::new(entry.file.client, &own, request.mode, None));
    let values = request.env.iter().map(|(_, value)| value);
    let mut texts = request.command.iter().chain(&request.args).chain(values);
    let takes_names = request.env.iter().all(|(name, _)| variable_name(name).is_ok());
    written.is_ok() && takes_names && !request.holds_a_secret() && texts.all(|text| shown_url(text) == *text)
}

/// Whether an entry is the user's, and its client the one that a profile is made by, of all that read the file.
fn is_kept_for_all(entry: &Entry<'_>) -> bool {
    let Entry { file, files, .. } = *entry;
    let reader = files.iter().find(|one| one.path == file.path).map(|one| &one.client.name);
    file.scope == Scope::User && reader == Some(&file.client.name)
}

/// Whether a profile for the server of an entry is what mends it: not where it only has to be moved, and where there is no token
/// to be kept, not where another profile or a variable is meant, or what it refers to may be good.
fn is_mended_by_a_profile(entry: &Entry<'_>, finding: &Finding) -> bool {
    let is_literal = entry.server.credentials.iter().any(|one| one.literal().is_some());
    match finding {
        Finding::Dead | Finding::NoProfile { .. } | Finding::UnsetVariable { .. } => false,
        Finding::Skipped { .. } => is_literal,
        _ => is_literal || !entry.goes_elsewhere() && entry.profile().is_none(),
    }
}

fn is_of_a_literal(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::LiteralToken { .. }
            | Finding::ExpiredToken { .. }
            | Finding::OtherAudience { holder: None, .. }
    )
}

/// Keeps a token that is asked for; none where something else would be kept than what stands there.
fn stored(profile: &Name, token: Option<&str>) -> Option<Words> {
    let is_whole = |token: &str| from_paste(token).is_ok_and(|pasted| pasted.token == token);
    let mut store = words(["store", profile.as_str()]);
    store.extend(token.is_some_and(|token| Inspection::of(token).is_err()).then(|| "--opaque".to_owned()));
    token.is_none_or(is_whole).then_some(store)
}

/// Keeps the token that is in a variable.
fn from_variable(profile: &Name, variable: &str, token: &str) -> Option<Words> {
    let mut store = stored(profile, Some(token))?;
    store.extend(words(["--token-env", variable]));
    Some(store)
}

/// What somebody does before the token of an entry is kept: the one that stands there may be of no use, or none stands there.
fn wanted(entry: &Entry<'_>) -> Option<&'static str> {
    let credentials = &entry.server.credentials;
    let mut literals = credentials.iter().filter(|one| one.literal().is_some()).peekable();
    if literals.peek().is_none() || entry.is_for_another() {
        Some("get a token for this server from its issuer")
    } else if credentials.iter().any(|one| one.is_dead_at(entry.known.env.now)) {
        Some("get a new token from its issuer")
    } else if literals.all(|one| is_in_url(entry, one)) {
        Some("see that the server takes its token in a header")
    } else {
        None
    }
}
