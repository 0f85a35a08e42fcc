//! What is kept before another entry takes the place of one: the token that stands there, or the one that belongs there.

use mcp_token::client::{Credential, Finding, Place, Scope, Surroundings};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::paste::from_paste;
use mcp_token::name::Name;
use mcp_token::profile::{HeaderForm, Profile};

use super::entry::Entry;
use super::made::{for_server, header, held, is_authorization, is_in_url, made, variable};
use super::steps::{Words, installation, request, words};

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
/// has another, or shows its own in another way, where more than one would have to be kept, or it is for another server.
pub(super) fn kept_first(entry: &Entry<'_>, profile: &Profile) -> Option<Steps> {
    let known = entry.known;
    let nothing = || Steps { lines: Vec::new(), first: None };
    let all = &entry.server.credentials;
    if all.iter().all(|one| one.literal().is_none()) {
        return Some(nothing());
    }
    let may_go = |one: &Credential| one.literal().is_none_or(|token| known.may_go(one, token, profile));
    let goes_without =
        |one: &Credential, token: &str| one.is_dead_at(known.env.now) || known.has_made(profile, token);
    // Another header would go with it.
    let is_alike = |one: &Credential| match (one.literal(), &one.place) {
        (Some(token), _) => goes_without(one, token) || header(entry, one).as_ref() == Some(&profile.header),
        (None, Place::Header(name)) => {
            is_authorization(name)
                || profile.header.field().is_some_and(|(own, _)| own.eq_ignore_ascii_case(name))
        }
        (None, _) => true,
    };
    if !all.iter().all(is_alike) {
        return None;
    }
    if known.gives_a_token(&profile.name) {
        return all.iter().all(may_go).then(nothing);
    }
    let only = only(entry).filter(|_| !entry.has_one_for_another() && entry.may_keep_in(profile))?;
    Some(Steps { lines: vec![typed(entry, profile, only.literal())?], first: wanted(entry) })
}

/// Keeps the only token that stands there in a profile that is for no server, where that of its server is another and is shown in
/// the same way.
pub(super) fn set_aside(entry: &Entry<'_>, profile: &Profile) -> Option<Steps> {
    let credential = only(entry)?;
    let is_alike = header(entry, credential)? == profile.header;
    let name = entry.name_of_its_own(None).filter(|_| is_alike)?;
    Some(Steps { lines: aside(entry, credential, name)?, first: None })
}

fn aside(entry: &Entry<'_>, credential: &Credential, name: Name) -> Option<Vec<Words>> {
    let profile = Profile::new(name);
    Some(vec![made(&profile, false), typed(entry, &profile, Some(credential.literal()?))?])
}

/// Makes a profile for the server of an entry, which is the user's or leads to the server of a profile of theirs, keeps its token, and
/// refers to it in the place of the only one that stands there or is referred to.
pub(super) fn keep(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let only = match entry.server.credentials.as_slice() {
        [] => None,
        _ => Some(only(entry)?),
    };
    let is_known = || entry.profile().is_some_and(|own| entry.is_at_server_of(own));
    let is_ours = entry.file.scope == Scope::User || is_known();
    let is_meant = is_ours && is_first_reader(entry) && is_mended_by_a_profile(entry, finding);
    let mut profile = for_server(entry, finding, only).filter(|_| is_meant)?;
    let installed = installation(entry, &request(entry, &profile)?)?;
    if entry.has_one_for_another() {
        let other = format!("{}-other", profile.name).parse().ok();
        let mut lines = aside(entry, only?, other.filter(|name| entry.is_free_beside(name, None))?)?;
        lines.extend([made(&profile, false), installed]);
        return Some(Steps { lines, first: None });
    }
    let (stored, first) = match only {
        Some(only) => token_of(entry, &profile, only)?,
        None => (stored(&profile, None)?, wanted(entry)),
    };
    let variable = only.and_then(|only| variable(entry, &profile, only));
    let is_passed_over = matches!(finding, Finding::Skipped { .. });
    if is_passed_over && !only.is_some_and(|only| is_at_hand(entry, only, variable.as_deref())) {
        return None;
    }
    let variable = variable.filter(|_| !matches!(finding, Finding::Blanked { .. }));
    let is_said = variable.is_some();
    profile.variable = variable.unwrap_or(profile.variable);
    Some(Steps { lines: vec![made(&profile, is_said), stored, installed], first })
}

/// What an entry shows, where that is one thing, be it in two spellings of a header, or in its URL too.
pub(super) fn only<'n>(entry: &Entry<'n>) -> Option<&'n Credential> {
    let (first, others) = entry.server.credentials.split_first()?;
    let is_it = |one: &Credential| {
        let is_like_it = first.kept == one.kept && first.scheme == one.scheme;
        is_like_it && is_one_place(&first.place, &one.place)
            || is_in_url(entry, one) && first.literal() == one.literal()
    };
    others.iter().all(is_it).then_some(first)
}

/// Whether two places are one, be it a header in two spellings.
fn is_one_place(one: &Place, other: &Place) -> bool {
    match (one, other) {
        (Place::Header(one), Place::Header(other)) => one.eq_ignore_ascii_case(other),
        _ => one == other,
    }
}

/// What keeps the token of an entry, and what is needed before.
pub(super) fn token_of(
    entry: &Entry<'_>,
    profile: &Profile,
    only: &Credential,
) -> Option<(Words, Option<&'static str>)> {
    let held = variable(entry, profile, only).and_then(|name| Some((held(entry, &name)?, name)));
    Some(match held {
        Some((token, name)) => (from_variable(profile, &name, &token)?, None),
        None => (typed(entry, profile, only.literal())?, wanted(entry)),
    })
}

/// Whether its client is the one that a profile is made by, of all that read the file.
pub(super) fn is_first_reader(entry: &Entry<'_>) -> bool {
    let Entry { file, files, .. } = *entry;
    let reader = files.iter().find(|one| one.path == file.path).map(|one| &one.client.name);
    reader == Some(&file.client.name)
}

/// Whether a profile for the server of an entry is what mends it: not where it only has to be moved, and where there is no token
/// to be kept, not where another profile or a variable is meant, or what it refers to may be good.
fn is_mended_by_a_profile(entry: &Entry<'_>, finding: &Finding) -> bool {
    let is_literal = entry.server.credentials.iter().any(|one| one.literal().is_some());
    let is_for_no_other = || !entry.goes_elsewhere() && entry.profile().is_none();
    match finding {
        Finding::Dead | Finding::NoProfile { .. } | Finding::UnsetVariable { .. } => false,
        _ => is_literal || is_for_no_other(),
    }
}

/// Whether a token is there for an entry that is passed over, or none could be: its client reads nothing where it is referred to.
///
/// - `variable`: the one that a reference leads to, where the profile may have that.
fn is_at_hand(entry: &Entry<'_>, only: &Credential, variable: Option<&str>) -> bool {
    only.literal().is_some()
        || entry.file.client.passes_over(&only.place)
        || variable.is_some_and(|name| held(entry, name).is_some())
}

pub(super) fn is_of_a_literal(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::LiteralToken { .. }
            | Finding::ExpiredToken { .. }
            | Finding::OtherAudience { holder: None, .. }
    )
}

/// Keeps a token that is asked for; none where something else would be kept than what stands there, or nothing. What is shown in a
/// header of its own is no JWT by custom.
fn stored(profile: &Profile, token: Option<&str>) -> Option<Words> {
    let is_opaque = match token {
        Some(token) => Inspection::of(token).is_err(),
        None => matches!(profile.header, HeaderForm::Named(_)),
    };
    // What a file writes with escapes, or a client fills in, is another thing.
    let is_plain =
        |token: &str| token.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\$`".contains(&byte));
    let is_kept =
        |token: &str| is_plain(token) && from_paste(token).is_ok_and(|pasted| pasted.token == token);
    let mut store = words(["store", profile.name.as_str()]);
    store.extend(is_opaque.then(|| "--opaque".to_owned()));
    token.is_none_or(is_kept).then_some(store)
}

/// Keeps a token that somebody copies out of the file of an entry.
fn typed(entry: &Entry<'_>, profile: &Profile, token: Option<&str>) -> Option<Words> {
    token.is_none_or(|token| entry.stands_there(token)).then(|| stored(profile, token)).flatten()
}

/// Keeps the token that is in a variable.
fn from_variable(profile: &Profile, variable: &str, token: &str) -> Option<Words> {
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
