//! What is kept before another entry takes the place of one: the token that stands there, or the one that belongs there.

use mcp_token::client::{
    Credential, Entry as Written, Finding, Kept, Mode, Outside, Place, Platform, Program, Request, Scope,
    Surroundings, is_literal_secret, is_our_command, may_be_shown, shown, shown_url,
};
use mcp_token::fresh::expires_at;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::profile::url::check;
use mcp_token::profile::{HeaderForm, Profile, default_variable};
use mcp_token::secret::Secret;

use super::entry::Entry;
use super::steps::{Words, installation, may_be_written, request, words};
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
/// has another, or more than one would have to be kept.
pub(super) fn kept_first(entry: &Entry<'_>, profile: &Profile) -> Option<Steps> {
    let Entry { server, known, .. } = *entry;
    let may_go = |one: &Credential| one.literal().is_none_or(|token| known.may_go(one, token, profile));
    let literals: Vec<_> = credentials(entry).into_iter().filter_map(Credential::literal).collect();
    let nothing = || Steps { lines: Vec::new(), first: None };
    match literals.as_slice() {
        [] => Some(nothing()),
        _ if known.gives_a_token(&profile.name) => server.credentials.iter().all(may_go).then(nothing),
        [only] => {
            Some(Steps { lines: vec![stored(profile.name.as_str(), Some(only))], first: wanted(entry) })
        }
        _ => None,
    }
}

/// Keeps the only token that stands there in a profile that is for no server, where the one of its server has another.
pub(super) fn set_aside(entry: &Entry<'_>) -> Option<Steps> {
    let [credential] = credentials(entry)[..] else { return None };
    let token = credential.literal().filter(|_| credential.is_alone)?;
    let profile = Profile::new(entry.name_of_its_own()?.parse().ok()?);
    Some(Steps { lines: vec![made(&profile), stored(profile.name.as_str(), Some(token))], first: None })
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
    let mut profile = of_server(entry, finding, only).filter(|_| is_meant)?;
    let installed = installation(entry, &request(entry, &profile.name)?)?;
    let mut stored = stored(profile.name.as_str(), only.and_then(Credential::literal));
    let mut first = wanted(entry);
    if let Some(variable) = only.and_then(|only| variable(entry, only)) {
        if let Some(token) = held(entry, &variable) {
            stored = self::stored(profile.name.as_str(), Some(&token));
            stored.extend(words(["--token-env", &variable]));
            first = None;
        }
        if !matches!(finding, Finding::Blanked { .. }) {
            profile.variable = variable;
        }
    }
    Some(Steps { lines: vec![made(&profile), stored, installed], first })
}

/// A profile for the server of an entry, which is sent what it was sent.
///
/// - `only`: what it is shown; none where that is nothing.
fn of_server(entry: &Entry<'_>, finding: &Finding, only: Option<&Credential>) -> Option<Profile> {
    let Entry { file, server, .. } = *entry;
    let url = match only {
        Some(only) if is_in_url(entry, only) => without_token(server.url.as_deref()?, only.literal()?)?,
        _ => server.url.clone()?,
    };
    let header = match (only, finding) {
        (Some(only), _) => header(entry, only)?,
        (None, Finding::NoToken { place: Place::Header(name) }) if is_authorization(name) => {
            HeaderForm::Bearer
        }
        (None, _) => return None,
    };
    let is_good = check(&url).is_ok() && file.client.speaks(&url) && may_be_written(&url);
    let name = entry.name_of_its_own().filter(|_| is_good)?.parse().ok()?;
    Some(Profile { url: Some(url), header, ..Profile::new(name) })
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
    let variable = variable_name(name).ok().filter(|_| is_all)?;
    let profile = Profile { variable, ..Profile::new(entry.name_of_its_own()?.parse().ok()?) };
    let (command, args) = (Some(started.command.clone()), started.args.clone());
    let request = Request { mode: Some(Mode::Exec), command, args, env, ..request(entry, &profile.name)? };
    if !may_be_said(entry, &request, &profile) {
        return None;
    }
    let stored = stored(profile.name.as_str(), Some(token));
    Some(Steps { lines: vec![made(&profile), stored, installation(entry, &request)?], first: wanted(entry) })
}

/// Whether a request to start a server is carried out, and holds nothing that is not to be shown.
fn may_be_said(entry: &Entry<'_>, request: &Request, profile: &Profile) -> bool {
    let program = Program { path: "mcp-token".to_owned(), platform: Platform::HERE };
    let written = request.connection(Some(profile), program);
    let written = written.and_then(|own| Written::new(entry.file.client, &own, request.mode, None));
    let values = request.env.iter().map(|(_, value)| value);
    let mut texts = request.command.iter().chain(&request.args).chain(values);
    written.is_ok() && !request.holds_a_secret() && texts.all(|text| shown_url(text) == *text)
}

/// Makes a profile without a key.
fn made(profile: &Profile) -> Words {
    let Profile { name, url, header, variable, .. } = profile;
    let header = match header {
        HeaderForm::Bearer => None,
        HeaderForm::Basic => Some("basic"),
        HeaderForm::Nothing => Some("none"),
        HeaderForm::Named(name) => Some(name.as_str()),
    };
    let variable = Some(variable.as_str()).filter(|variable| *variable != default_variable(name));
    let flags = [("--url", url.as_deref()), ("--header", header), ("--var", variable)];
    let mut line = words(["profile", "set", name.as_str(), "--secret-from", "none"]);
    line.extend(flags.into_iter().filter_map(|(flag, value)| Some(words([flag, value?]))).flatten());
    line
}

/// Whether an entry is the user's, and its client the one that keeps its token for all that read the file.
fn is_kept_for_all(entry: &Entry<'_>) -> bool {
    let Entry { file, files, .. } = *entry;
    let reader = files.iter().find(|one| one.path == file.path).map(|one| &one.client.name);
    file.scope == Scope::User && reader == Some(&file.client.name)
}

/// Whether a profile for the server of an entry is what mends it: not where it only has to be moved, and where there is no token
/// to be kept, not where another profile or a variable is meant.
fn is_mended_by_a_profile(entry: &Entry<'_>, finding: &Finding) -> bool {
    let is_literal = entry.server.credentials.iter().any(|one| one.literal().is_some());
    match finding {
        Finding::Dead | Finding::NoProfile { .. } | Finding::UnsetVariable { .. } => false,
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

/// The form in which the server of an entry is sent what it was sent; none where no profile has that, or nobody knows what was sent.
fn header(entry: &Entry<'_>, credential: &Credential) -> Option<HeaderForm> {
    let is_literal = credential.literal().is_some();
    let by_bridge = || Some(Place::Header(entry.server.bridge_header.clone()?));
    let place = match &credential.place {
        _ if is_in_url(entry, credential) => return Some(HeaderForm::Bearer),
        Place::Arguments | Place::Variable(_) => by_bridge()?,
        place => place.clone(),
    };
    match (&place, &credential.kept, credential.scheme) {
        (Place::Helper, Kept::Helper { line }, _) => (!is_our_command(line)).then_some(HeaderForm::Bearer),
        // What stands beside it would be lost.
        _ if is_literal && !credential.is_alone => None,
        (Place::BearerToken | Place::Member(_), _, Some(_)) => Some(HeaderForm::Bearer),
        (Place::Header(name), _, Some("Bearer")) if is_authorization(name) => Some(HeaderForm::Bearer),
        (Place::Header(name), _, Some("Basic")) if is_authorization(name) => Some(HeaderForm::Basic),
        // What is referred to may have a scheme of its own.
        (Place::Header(name), _, None) if is_literal || !is_authorization(name) => {
            (shown(name) == name).then(|| HeaderForm::Named(name.clone()))
        }
        _ => None,
    }
}

/// Where a profile shows its token without being told how; the names of headers know no case.
fn is_authorization(header: &str) -> bool {
    header.eq_ignore_ascii_case("Authorization")
}

/// The variable that an entry refers to, for the profile that is made: unless it is that of another, or of something else.
fn variable(entry: &Entry<'_>, credential: &Credential) -> Option<String> {
    let known = entry.known;
    let name = match &credential.kept {
        Kept::Reference { reference, .. } if reference.syntax.names_a_variable() => &reference.name,
        Kept::Variable { name } => name,
        _ => return None,
    };
    let is_of_a_token = |held: Secret| is_literal_secret(name, &String::from_utf8_lossy(held.expose()));
    let is_free = may_be_shown(name)
        && known.profiles_of_variable(name).is_empty()
        && known.in_variable(name).is_none_or(is_of_a_token);
    variable_name(name).ok().filter(|_| is_free)
}

/// The token in a variable, where that is one and lives.
fn held(entry: &Entry<'_>, variable: &str) -> Option<String> {
    let held = entry.known.in_variable(variable)?;
    let lives = expires_at(&held).is_none_or(|at| at > entry.known.env.now);
    let text = String::from_utf8(held.expose().to_vec()).ok()?;
    (lives && !text.is_empty() && !text.contains(char::is_whitespace)).then_some(text)
}

/// Whether a token stands in the URL, be it that of a bridge.
fn is_in_url(entry: &Entry<'_>, credential: &Credential) -> bool {
    let may_be = matches!(credential.place, Place::Url | Place::Arguments);
    let url = entry.server.url.as_deref().filter(|_| may_be).zip(credential.literal());
    url.is_some_and(|(url, token)| url.contains(token))
}

/// A URL without the parameter that shows that token.
fn without_token(url: &str, token: &str) -> Option<String> {
    // No server is sent a fragment.
    let url = url.split('#').next().unwrap_or_default();
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (shows, others): (Vec<_>, Vec<_>) = query.split('&').partition(|parameter| parameter.contains(token));
    let is_one = shows.len() < 2 && !path.contains(token);
    let rest = others.join("&");
    is_one.then(|| if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") })
}

/// Keeps a token that is asked for.
fn stored(profile: &str, token: Option<&str>) -> Words {
    let mut store = words(["store", profile]);
    store.extend(token.is_some_and(|token| Inspection::of(token).is_err()).then(|| "--opaque".to_owned()));
    store
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
