//! What is wrong with the URL of a server.

use super::Judge;
use crate::client::credential::{Credential, Kept};
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::literal::names_a_credential;
use crate::client::reference;
use crate::profile::url::{self, UrlError};
use crate::secret::Secret;
use crate::secret::shape::is_surely_secret;

impl Judge<'_> {
    /// What is wrong with how the server is reached.
    ///
    /// - `referred`: what the entry refers to.
    pub(super) fn transport(&self, referred: &[Credential], has_token: bool) -> Vec<Finding> {
        let Some(url) = self.url else { return Vec::new() };
        let found = token_in(url).or_else(|| referred.iter().find_map(|one| self.put_into(url, one)));
        let mut findings: Vec<_> = found.into_iter().collect();
        if url::is_unencrypted(self.leads_to.as_deref().unwrap_or(url)) {
            findings.push(Finding::Unencrypted { url: url.to_owned(), has_token });
        }
        findings
    }

    /// That what a URL refers to behind its host is a token: by its name, or by what it holds.
    fn put_into(&self, url: &str, one: &Credential) -> Option<Finding> {
        let Kept::Reference { reference, .. } = &one.kept else { return None };
        let host = url.find("://")? + 3;
        let begin = host + url[host..].find(['/', '?', '#'])?;
        let mut places = reference::placed(url).filter(|(place, _)| place.start > begin);
        let (place, _) = places.find(|(_, found)| found == reference)?;
        let part = match &url[..place.start] {
            before if before.contains('#') => "fragment",
            before if before.contains('?') => "query",
            _ => "path",
        };
        let is_token = |held: Secret| is_surely_secret(&String::from_utf8_lossy(held.expose()));
        let is_one =
            names_a_credential(&reference.name) || one.held(self).is_some_and(|(_, held)| is_token(held));
        (one.place == Place::Url && is_one).then_some(Finding::TokenInUrl { part })
    }

    /// Whether a literal is told of as one in the URL, be that among the arguments of a bridge.
    pub(super) fn is_told_of_in_the_url(&self, place: &Place, text: &str) -> bool {
        let is_there = matches!(place, Place::Arguments | Place::Url);
        let url = self.url.filter(|url| is_there && token_in(url).is_some());
        url.is_some_and(|url| url.contains(text))
    }
}

/// A token, a password or a key in a URL.
pub(super) fn token_in(url: &str) -> Option<Finding> {
    let part = match url::check(url) {
        Err(UrlError::Token { part }) => part,
        // A name alone is no secret.
        Err(UrlError::User) if !url::secrets(url).is_empty() => "user",
        _ => part_of(url, is_surely_secret)?,
    };
    Some(Finding::TokenInUrl { part })
}

/// The first part of a URL of which something is true.
fn part_of(url: &str, is: impl Fn(&str) -> bool) -> Option<&'static str> {
    let (rest, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parts = [(path, "path"), (query, "query"), (fragment, "fragment")];
    parts.into_iter().find_map(|(text, part)| is(text).then_some(part))
}
