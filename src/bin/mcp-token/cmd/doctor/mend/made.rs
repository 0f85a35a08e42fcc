//! The profile that is made for the server of an entry, which is sent what it was sent.

use mcp_token::client::{
    Credential, Finding, Kept, Outside, Place, is_for_another, is_literal_secret, is_our_command,
    may_be_shown, shown,
};
use mcp_token::fresh::expires_at;
use mcp_token::profile::url::check;
use mcp_token::profile::{HeaderForm, Profile, default_variable};
use mcp_token::secret::Secret;

use super::entry::Entry;
use super::steps::{Words, may_be_written, words};
use crate::args::header_name;
use crate::output::form::variable_name;

/// A profile for the server of an entry.
///
/// - `only`: what it is shown; none where that is nothing.
pub(super) fn for_server(entry: &Entry<'_>, finding: &Finding, only: Option<&Credential>) -> Option<Profile> {
    let Entry { file, server, .. } = *entry;
    let url = url_without(server.url.as_deref()?, only)?;
    let header = match (only, finding) {
        (Some(only), _) => header(entry, only)?,
        (None, Finding::NoToken { place: Place::Header(name) }) if is_authorization(name) => {
            HeaderForm::Bearer
        }
        (None, Finding::NoToken { place: Place::Header(name) }) => named(name)?,
        (None, _) => return None,
    };
    let is_good = check(&url).is_ok() && file.client.speaks(&url) && may_be_written(&url);
    let name = entry.name_of_its_own(Some(&url)).filter(|_| is_good)?;
    Some(Profile { url: Some(url), header, ..Profile::new(name) })
}

/// Makes a profile without a key.
///
/// - `is_said`: whether it is to have that variable, whoever has it too.
pub(super) fn made(profile: &Profile, is_said: bool) -> Words {
    let Profile { name, url, header, variable, .. } = profile;
    let header = (*header != HeaderForm::Bearer).then(|| header.word());
    let variable = Some(variable.as_str()).filter(|own| is_said || *own != default_variable(name));
    let flags = [("--url", url.as_deref()), ("--header", header), ("--var", variable)];
    let mut line = words(["profile", "set", name.as_str(), "--secret-from", "none"]);
    line.extend(flags.into_iter().filter_map(|(flag, value)| Some(words([flag, value?]))).flatten());
    line
}

/// The form in which the server of an entry is sent what it was sent; none where no profile has that, or nobody knows what was sent.
pub(super) fn header(entry: &Entry<'_>, credential: &Credential) -> Option<HeaderForm> {
    let is_literal = credential.literal().is_some();
    let is_of_a_text = !matches!(credential.kept, Kept::Helper { .. } | Kept::Variable { .. });
    let by_bridge = || Some(Place::Header(entry.server.bridge.as_ref()?.header.clone()?));
    let place = match &credential.place {
        _ if is_in_url(entry, credential) => return Some(HeaderForm::Bearer),
        Place::Arguments | Place::Variable(_) => by_bridge()?,
        place => place.clone(),
    };
    match (&place, &credential.kept, credential.scheme) {
        (Place::Helper, Kept::Helper { line }, _) => (!is_our_command(line)).then_some(HeaderForm::Bearer),
        // What stands beside it would be lost.
        _ if is_of_a_text && !credential.is_alone => None,
        (Place::BearerToken | Place::Member(_), _, Some(_)) => Some(HeaderForm::Bearer),
        (Place::Header(name), _, Some("Bearer")) if is_authorization(name) => Some(HeaderForm::Bearer),
        (Place::Header(name), _, Some("Basic")) if is_authorization(name) => Some(HeaderForm::Basic),
        // What is referred to may have a scheme of its own.
        (Place::Header(name), _, None) if is_literal || !is_authorization(name) => named(name),
        _ => None,
    }
}

/// A header of that name, where a flag can say it.
fn named(name: &str) -> Option<HeaderForm> {
    let is_said =
        shown(name) == name && !name.starts_with('-') && header_name(name).is_ok_and(|own| own == name);
    is_said.then(|| HeaderForm::Named(name.to_owned()))
}

/// Where a profile shows its token without being told how; the names of headers know no case.
pub(super) fn is_authorization(header: &str) -> bool {
    header.eq_ignore_ascii_case("Authorization")
}

/// The variable that an entry refers to, for the profile that is made: unless it is that of another, or of something else, or another
/// entry reads it.
pub(super) fn variable(entry: &Entry<'_>, profile: &Profile, credential: &Credential) -> Option<String> {
    let known = entry.known;
    let name = match &credential.kept {
        Kept::Reference { reference, .. } if reference.syntax.names_a_variable() => &reference.name,
        Kept::Variable { name } => name,
        _ => return None,
    };
    let is_free = may_be_shown(name)
        && !entry.server.set_by_client.contains(name)
        && entry.may_have(name, &profile.name)
        && known.in_variable(name).is_none_or(|held| is_of_a_token(name, &held));
    variable_name(name).ok().filter(|_| is_free)
}

/// The token in a variable, where that is one, lives, and is for no other server.
pub(super) fn held(entry: &Entry<'_>, variable: &str) -> Option<String> {
    let held = entry.known.in_variable(variable).filter(|held| is_of_a_token(variable, held))?;
    let is_another = entry.server.known_url().is_some_and(|url| is_for_another(&held, url));
    let lives = !is_another && expires_at(&held).is_none_or(|at| at > entry.known.env.now);
    let text = String::from_utf8(held.expose().to_vec()).ok()?;
    (lives && !text.is_empty() && !text.contains(char::is_whitespace)).then_some(text)
}

fn is_of_a_token(variable: &str, held: &Secret) -> bool {
    is_literal_secret(variable, &String::from_utf8_lossy(held.expose()))
}

/// Whether a token stands in the URL, be it that of a bridge.
pub(super) fn is_in_url(entry: &Entry<'_>, credential: &Credential) -> bool {
    let may_be = matches!(credential.place, Place::Url | Place::Arguments);
    let url = entry.server.url.as_deref().filter(|_| may_be).zip(credential.literal());
    url.is_some_and(|(url, token)| url.contains(token))
}

/// A URL without the literal that an entry shows, be it that it stands elsewhere; none where it may be cut in another way.
pub(super) fn url_without(url: &str, only: Option<&Credential>) -> Option<String> {
    match only.and_then(Credential::literal) {
        Some(token) if url.contains(token) => without_token(url, token),
        _ => Some(url.to_owned()),
    }
}

/// A URL without the parameter that shows that token; none where it may be cut in another way.
fn without_token(url: &str, token: &str) -> Option<String> {
    // No server is sent a fragment.
    let url = url.split('#').next().unwrap_or_default();
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (shows, others): (Vec<_>, Vec<_>) = query.split('&').partition(|parameter| parameter.contains(token));
    let is_one = shows.len() < 2 && !path.contains(token) && !query.contains(';');
    let rest = others.join("&");
    is_one.then(|| if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") })
}
