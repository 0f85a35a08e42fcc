//! Which texts of a configuration are tokens and secrets, and what a token says of itself.
//!
//! A JWT and what looks like a key are known by their form, anything else by the name that it goes by. What is missed is not
//! reported, and what is taken for a secret is shown nowhere.

mod arguments;
mod pairs;

use std::collections::HashSet;

pub(super) use arguments::{in_arguments, in_command, in_program, names_a_kept_secret};
use pairs::in_pairs;

use super::reference::{self, Reference, Syntax};
use super::shown::{is_in_capitals, may_be_shown};
use crate::clock::Time;
use crate::jwt::inspect::Inspection;
use crate::jwt::instants::{expires_at, not_before};
use crate::jwt::one_or_list;
use crate::profile::url;
use crate::secret::Secret;
pub(super) use crate::secret::credential_names::{names_a_credential, speaks_of_a_credential};
use crate::secret::placeholder::is_placeholder;
use crate::secret::shape::{could_be_secret, holds_a_jwt, is_surely_secret, jwts, keys};

/// What a literal says of itself, when it is a JWT. Not checked.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) expires_at: Option<Time>,
    pub(super) not_before: Option<Time>,
    pub(super) audiences: Vec<String>,
}

/// What a literal says of itself.
pub(super) fn said(token: &str) -> Said {
    let Ok(inspection) = Inspection::of(token) else { return Said::default() };
    let claims = inspection.claims();
    let audiences = claims.get("aud").and_then(one_or_list).unwrap_or_default();
    Said {
        expires_at: expires_at(&claims),
        not_before: not_before(&claims),
        audiences: audiences.into_iter().map(std::borrow::Cow::into_owned).collect(),
    }
}

/// What the token says of itself that stands somewhere else, be it behind a scheme; none where there is no JWT.
pub(super) fn said_by(held: &Secret) -> Option<Said> {
    let text = std::str::from_utf8(held.expose()).ok()?;
    jwts(text).next().map(said)
}

/// Whether a token says that it is for other servers than that at a URL.
pub fn is_for_another(held: &Secret, server: &str) -> bool {
    let audiences = said_by(held).map(|said| said.audiences).unwrap_or_default();
    audiences.iter().any(|audience| audience.contains("://"))
        && !audiences.iter().any(|audience| url::is_resource_of(audience, server))
}

/// Whether a value is a credential: by the name of its header or variable, by its scheme, or by its form.
pub(super) fn is_credential(name: &str, text: &str) -> bool {
    names_a_credential(name) || has_scheme(text) || holds_a_jwt(text)
}

/// Whether the value of a variable is a secret or holds one, by its name and by its form.
pub fn is_literal_secret(name: &str, text: &str) -> bool {
    in_value(name, text, &[]).is_some()
}

/// Whether a secret stands among the words of a command.
pub fn shows_a_secret(words: &[String]) -> bool {
    !in_program(words).is_empty()
}

/// The literal of a header or a variable that is a credential, or the password of a URL and the key in any other. A reference is
/// none; its default is one, what stands beside it can be one, and so is what a command only repeats, as in `$(echo Bearer abc)`.
/// A text of names and values is judged by those.
pub(super) fn in_value(name: &str, text: &str, understood: &[Syntax]) -> Option<String> {
    let is_one = is_credential(name, text);
    let pair = || in_pairs(text, understood).into_iter().next();
    let found = match reference(text, understood) {
        Some(found) if found.syntax == Syntax::Command => return in_command(&found.name).into_iter().next(),
        Some(_) => {
            let is_secret = if is_one { could_be_secret } else { is_surely_secret };
            let default = default(text).filter(|found| is_one || is_surely_secret(found));
            let beside = || beside(without_scheme(text)).into_iter().find(|text| is_secret(text));
            default.or_else(beside).or_else(|| in_urls(text).next())
        }
        None if is_setting(text) => return None,
        None => {
            let literal = literal(text).filter(|_| is_one);
            literal.or_else(|| in_urls(text).next()).or_else(|| keys(text).into_iter().next())
        }
    };
    found.map(str::to_owned).or_else(pair)
}

/// All that is to be hidden of a text: what other functions here find in one, and more of it where it stands under a name that
/// speaks of a credential.
pub(super) fn to_hide(text: &str, is_named: bool) -> Vec<String> {
    if is_setting(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let plain = without_scheme(text);
    if is_named || has_scheme(text) || holds_a_jwt(text) {
        match reference(text, &[]) {
            None if !is_nothing(plain) => found.push(plain),
            None => {}
            Some(_) => {
                let beside = beside(plain).into_iter().filter(|text| text.len() >= SHORTEST);
                found.extend(beside.chain(default(text)));
            }
        }
    }
    found.extend(in_urls(text).chain(keys(text)));
    let mut found: Vec<_> = found.into_iter().map(str::to_owned).collect();
    found.extend(in_pairs(text, &[]));
    let command = reference::find(text).filter(|found| found.syntax == Syntax::Command);
    found.extend(in_command(command.as_ref().map_or(text, |found| &found.name)));
    found
}

/// The literal of a value that is a credential; none when it is empty, a scheme and nothing else, a switch, a URL, a setting or a
/// placeholder.
pub(super) fn literal(text: &str) -> Option<&str> {
    if let Some(jwt) = jwts(text).next() {
        return Some(jwt);
    }
    let token = without_scheme(text);
    let is_none = is_nothing(token) || is_setting(text) || is_placeholder(token);
    (!is_none && !token.contains("://")).then_some(token)
}

/// Whether a value is no secret, whatever it is called: a path, a number of few digits, a public key, or where another program
/// keeps one.
fn is_setting(text: &str) -> bool {
    let is_number = text.len() <= FEW_DIGITS && text.chars().all(|letter| letter.is_ascii_digit());
    let is_absolute = text.strip_prefix('/').is_some_and(|rest| rest.contains('/'));
    let of_windows = text.get(1..3) == Some(":\\");
    let is_path = is_absolute || of_windows || text.starts_with("~/");
    let is_public = text.starts_with("-----BEGIN ") && !text.contains("PRIVATE KEY")
        || OF_PUBLIC_KEYS.iter().any(|start| text.starts_with(start));
    let is_elsewhere = ["vault:", "op://"].iter().any(|scheme| text.starts_with(scheme));
    // What is called a secret and is no path after all.
    let inside = text.trim_start_matches(['/', '~']);
    is_number || is_public || (is_path || is_elsewhere) && !is_surely_secret(inside)
}

/// What stands before, between and behind the references of a text.
fn beside(text: &str) -> Vec<&str> {
    let mut end = 0;
    let mut found = Vec::new();
    for (place, _) in reference::placed(text) {
        found.push(&text[end..place.start]);
        end = place.end;
    }
    found.push(&text[end..]);
    found
}

/// The default of a reference, which stands there itself.
fn default(text: &str) -> Option<&str> {
    reference::find(text).filter(Reference::has_default)?;
    let (_, rest) = text.split_once(":-")?;
    let default = without_scheme(rest.split('}').next().unwrap_or_default());
    (default.len() >= SHORTEST && !default.contains('$')).then_some(default)
}

/// Whether a value that should be a credential holds none: it is empty, or a scheme and nothing else.
pub(super) fn is_empty(text: &str) -> bool {
    text.trim().is_empty() || is_scheme(text.trim())
}

/// The reference in a value. A `$` stands in many a password: `$NAME` has to be all of it and in capitals where the client does not
/// read that form. None where a token stands beside it or is its default.
pub(super) fn reference(text: &str, understood: &[Syntax]) -> Option<Reference> {
    let foreign = || reference::foreign(without_scheme(text)).or_else(|| behind_another_scheme(text));
    let Some(found) = reference::find(text) else { return foreign() };
    if holds_a_jwt(text) {
        return None;
    }
    let last = text.trim().rsplit(char::is_whitespace).next();
    let is_all = last == Some(&found.syntax.write(&found.name));
    let is_known = understood.contains(&found.syntax);
    // Behind a letter it is a part of a password even so.
    let is_apart = || !text.split('$').next().unwrap_or_default().ends_with(char::is_alphanumeric);
    let is_likely = is_known && (is_all || is_apart()) || is_all && is_in_capitals(&found.name);
    if found.syntax == Syntax::Dollar { foreign().or(Some(found).filter(|_| is_likely)) } else { Some(found) }
}

/// A variable of a form that no client reads, behind the scheme of somebody's own: one that is named as a credential.
fn behind_another_scheme(text: &str) -> Option<Reference> {
    let (scheme, rest) = text.trim().split_once(char::is_whitespace)?;
    let is_one = scheme.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '-');
    let is_named = |found: &Reference| may_be_shown(&found.name) && names_a_credential(&found.name);
    reference::foreign(rest.trim()).filter(is_named).filter(|_| is_one)
}

/// The tokens of the URL of a server: JWTs, what is one by its place, and what looks like a key.
pub(super) fn in_own_url(url: &str) -> impl Iterator<Item = &str> {
    let by_place: Vec<_> = in_url(url).filter(|secret| !holds_a_jwt(secret)).collect();
    let is_known = |key: &&str| by_place.iter().any(|secret| secret.contains(key));
    let by_form: Vec<_> = keys(url).into_iter().filter(|key| !is_known(key)).collect();
    jwts(url).chain(by_place).chain(by_form)
}

fn in_url(text: &str) -> impl Iterator<Item = &str> {
    let is_one = |secret: &&str| reference::find(secret).is_none() && !is_placeholder(secret);
    url::secrets(text).into_iter().filter(is_one)
}

pub(super) fn in_urls(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(in_url)
}

/// The tokens in a text whose form is not known: JWTs, what stands behind `Bearer`, and what looks like a key.
pub(super) fn in_any_text(text: &str) -> Vec<&str> {
    let found = in_text(text);
    let known: HashSet<_> = found.iter().copied().collect();
    let is_other =
        |line: &&str| line.split_once([':', '=']).is_some_and(|(name, _)| names_an_identifier(name));
    let parts = text.lines().filter(|line| !is_other(line)).flat_map(|line| line.split('"'));
    let more: Vec<_> = parts.flat_map(keys).filter(|key| !known.contains(key)).collect();
    [found, more].concat()
}

/// The same in a comment, and what stands there under the name of a credential.
pub(super) fn in_comment(text: &str) -> Vec<&str> {
    let found = in_any_text(text);
    let named: Vec<_> = pairs::in_comment(text).into_iter().filter(|one| !found.contains(one)).collect();
    [found, named].concat()
}

/// Whether what stands under a name only tells one thing from another, however random it looks: clients give their users such.
pub(super) fn names_an_identifier(name: &str) -> bool {
    name.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric()).to_ascii_lowercase().ends_with("id")
}

/// JWTs, and what stands behind `Bearer`.
pub(super) fn in_text(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = jwts(text).collect();
    for line in text.lines().filter(|line| !holds_a_jwt(line)) {
        let Some((_, after)) = line.split_once("Bearer ") else { continue };
        let value = after.split(['"', '\'', ',', '}', '#', ')']).next().unwrap_or_default();
        let value = value.split_whitespace().next().unwrap_or_default();
        if reference(after, &[]).is_none() && !after.trim_start().starts_with(['$', '{', '<']) {
            found.extend(literal(value));
        }
    }
    found
}

/// What stands behind the scheme of a header's value (RFC 9110 section 11.4), all of it: a password may hold blanks.
pub(super) fn without_scheme(text: &str) -> &str {
    let text = text.trim();
    let behind = text.split_once(char::is_whitespace).filter(|(first, _)| is_scheme(first));
    behind.map_or(text, |(_, rest)| rest.trim())
}

fn has_scheme(text: &str) -> bool {
    without_scheme(text).len() < text.trim().len()
}

/// The scheme that the value of a header begins with.
pub(super) fn scheme(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?;
    SCHEMES.into_iter().find(|scheme| first.eq_ignore_ascii_case(scheme))
}

fn is_nothing(token: &str) -> bool {
    token.is_empty() || is_scheme(token) || SWITCHES.contains(&token)
}

fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}

/// Nobody's token is shorter; to hide a word would hide it everywhere.
pub(super) const SHORTEST: usize = 6;
/// Nobody's password is such a number.
const FEW_DIGITS: usize = 5;
/// How the public keys of SSH begin (RFC 4253 section 6.6, RFC 5656 section 6.2, RFC 8709 section 4).
const OF_PUBLIC_KEYS: [&str; 3] = ["ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp"];
/// As they are written (RFC 6750 section 2.1, RFC 7617 section 2).
const SCHEMES: [&str; 2] = ["Bearer", "Basic"];
const SWITCHES: [&str; 4] = ["true", "false", "0", "1"];
