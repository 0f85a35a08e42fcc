//! Lines that have this program hand to what a client starts what stands in its variables and is for nobody to see: a token from a
//! profile, anything else as a secret.

use mcp_token::client::{
    Credential, Finding, Kept, Mode, Place, Request, Scope, Started, is_literal_secret, refuse_reference,
    shown,
};
use mcp_token::jwt::Alg;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::{self, Secret};

use super::entry::Entry;
use super::harmless::is_harmless_variable;
use super::keep::{Steps, is_first_reader, is_of_a_literal, only, token_of};
use super::made::made;
use super::started::{may_be_said, moves_our_files, request_again};
use super::steps::{Words, installation, words};
use crate::output::form::variable_name;

/// A credential, and the variable that it stands in, or should be referred to in.
type InVariable<'n> = (&'n str, &'n Credential);

/// Keeps what stands in the variables of what a client starts, or the token that the only one should refer to, and has this program
/// hand it on: what is surely no secret stays.
pub(super) fn handed_on(entry: &Entry<'_>, finding: &Finding) -> Option<Steps> {
    let started = started(entry)?;
    let token = token(entry, started);
    if !is_known(entry, finding, started, token) {
        return None;
    }
    let rest = started.env.iter().filter(|(name, _)| token.is_none_or(|(own, _)| own != name)).cloned();
    let (env, hidden): (Vec<_>, Vec<_>) =
        rest.partition(|(name, value)| is_harmless_variable(name, value) && !is_literal_secret(name, value));
    // Many are asked for by nobody.
    if hidden.len() > MANY || hidden.iter().any(|(_, value)| refuse_reference(value).is_err()) {
        return None;
    }
    let secrets = hidden.iter().map(|(name, value)| kept(entry, name, value)).collect::<Option<Vec<_>>>()?;
    let (own, mut steps) = match token {
        Some(token) => keeping(entry, token).map(|(profile, steps)| (Some(profile), steps))?,
        None => (None, Steps { lines: Vec::new(), first: None }),
    };
    let (request, handed) = request_again(entry, started)?;
    let profile = own.as_ref().or(handed);
    let mode = own.as_ref().map(|_| Mode::Exec).or(request.mode);
    let mut request = Request { profile: profile.map(|profile| profile.name.clone()), mode, env, ..request };
    steps.first = steps.first.or((!secrets.is_empty()).then_some(AS_IT_STANDS));
    for (variable, name, line) in secrets {
        // Two would be kept as one.
        if request.secrets.iter().any(|(_, own)| *own == name) {
            return None;
        }
        request.secrets.push((variable, name));
        steps.lines.push(line);
    }
    let installed = installation(entry, &request).filter(|_| may_be_said(entry, &request, profile))?;
    Some(steps.and(installed))
}

/// What a client of the user's starts, where what is kept is handed on without a question. One of ours is known whole, or starts no
/// other of ours.
fn started<'n>(entry: &Entry<'n>) -> Option<&'n Started> {
    let is_meant = entry.file.scope == Scope::User
        && is_first_reader(entry)
        && !entry.has_one_for_another()
        && entry.known.looks.answers_unasked();
    let started = entry.server.started.as_ref().filter(|_| is_meant)?;
    (started.handed.is_some() || !entry.server.told.is_run).then_some(started)
}

/// The token that a profile is to keep: the only credential, or else the only JWT, or what alone is too weak for a secret, with nothing
/// beside it in its variable. None for what this program starts already.
fn token<'n>(entry: &Entry<'n>, started: &Started) -> Option<InVariable<'n>> {
    let only_one = |is_it: fn(&str) -> bool| {
        let mut those = entry.server.credentials.iter().filter(|one| one.literal().is_some_and(is_it));
        those.next().filter(|_| those.next().is_none())
    };
    let credential = only(entry)
        .or_else(|| only_one(|text| Inspection::of(text).is_ok()))
        .or_else(|| only_one(is_weak))
        .filter(|_| started.handed.is_none())?;
    let Place::Variable(variable) = &credential.place else { return None };
    let mut values = started.env.iter().filter(|(name, _)| name == variable);
    let is_alone = match credential.literal() {
        Some(token) => values.all(|(_, value)| value == token),
        None => credential.is_alone && credential.scheme.is_none(),
    };
    is_alone.then_some((variable, credential))
}

/// Whether a finding is about what may be handed on, and all credentials are: each stands in one variable, or this program hands it
/// on already. What is dead and no token is wanted anew from nobody knows whom.
fn is_known(entry: &Entry<'_>, finding: &Finding, started: &Started, token: Option<InVariable<'_>>) -> bool {
    let Entry { server, known, .. } = *entry;
    let is_one = |variable: &str| started.env.iter().filter(|(name, _)| name == variable).count() == 1;
    let is_handed_on = |one: &Credential| match (&one.kept, &one.place) {
        (Kept::Literal { .. }, Place::Variable(variable)) => {
            is_one(variable) && (!one.is_dead_at(known.env.now) || token.is_some_and(|(_, own)| own == one))
        }
        (Kept::Exec { .. }, _) => started.handed.is_some(),
        _ => false,
    };
    match finding {
        Finding::WrongReference { .. } | Finding::NoInput { .. } | Finding::NoFile { .. } => {
            token.is_some_and(|(variable, _)| is_one(variable)) && only(entry).is_some()
        }
        finding => is_of_a_literal(finding) && server.credentials.iter().all(is_handed_on),
    }
}

/// The profile in which a line of ours that was broken off has kept the token of a variable.
fn left_over<'n>(entry: &Entry<'n>, (variable, credential): InVariable<'_>) -> Option<&'n Profile> {
    let token = credential.literal()?;
    let is_it = |one: &&Profile| {
        let beside = format!("{}-{}", entry.server.name, entry.file.client.name);
        [&entry.server.name, &beside].contains(&&one.name.to_string())
            && (&one.key, &one.url, one.variable.as_str()) == (&None, &None, variable)
            && entry.known.is_of(one, token)
    };
    let left = entry.known.profiles.iter().find(is_it)?;
    (!entry.is_told_beside(&left.name) && !entry.is_read_beside(variable)).then_some(left)
}

/// The profile for a token, and what keeps it there: nothing where a line that was broken off has.
fn keeping(entry: &Entry<'_>, token: InVariable<'_>) -> Option<(Profile, Steps)> {
    if let Some(left) = left_over(entry, token) {
        return Some((left.clone(), Steps { lines: Vec::new(), first: None }));
    }
    let (variable, credential) = token;
    let own = profile_of(entry, variable)?;
    let (stored, first) = token_of(entry, &own, credential)?;
    let lines = vec![made(&own, true), stored];
    Some((own, Steps { lines, first }))
}

/// A profile whose token is handed on in a variable: to what is started alone, be it that of another profile too.
fn profile_of(entry: &Entry<'_>, variable: &str) -> Option<Profile> {
    let is_free = shown(variable) == variable && !entry.is_read_beside(variable);
    let variable = variable_name(variable).ok().filter(|_| is_free)?;
    Some(Profile { variable, ..Profile::new(entry.name_of_its_own(None)?) })
}

/// What stands in a variable as a kept secret, and what keeps it: where it is typed as it stands.
fn kept(entry: &Entry<'_>, variable: &str, value: &str) -> Option<(String, Name, Words)> {
    // What a file writes with escapes, and what a client fills in, is another thing than stands there.
    let is_plain = |byte: u8| (byte.is_ascii_graphic() || byte == b' ') && !b"\"\\$`".contains(&byte);
    let is_typed = value.bytes().all(is_plain) && value.trim() == value && entry.stands_there(value);
    // This program looks for what it starts by its own.
    let is_of_the_start = moves_our_files(variable) || ["PATH", "PATHEXT"].contains(&variable);
    let is_named = shown(variable) == variable && !is_of_the_start;
    // No line takes a weak one: that is for somebody to say.
    let is_kept = is_typed && is_named && !is_weak(value);
    let variable = variable_name(variable).ok().filter(|_| is_kept)?;
    let name = entry.name_of_a_secret(&variable)?;
    let line = words(["secret", "set", name.as_str(), "--store", entry.known.looks.best_store()]);
    Some((variable, name, line))
}

fn is_weak(text: &str) -> bool {
    secret::check(&Secret::new(text.as_bytes().to_vec()), Alg::HS256.min_secret_len()).is_err()
}

/// The most secrets that a line asks for.
const MANY: usize = 8;
const AS_IT_STANDS: &str =
    "answer each question with what stands there now: what may be a secret is kept as one";
