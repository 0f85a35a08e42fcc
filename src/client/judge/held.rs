//! What a credential is that an entry refers to.

use super::Judge;
use crate::client::credential::Credential;
use crate::client::finding::{Finding, Unfit};
use crate::client::holder::Holder;
use crate::client::literal::{Said, in_any_text, is_empty, said_by, scheme, without_scheme};
use crate::jwt::inspect::Inspection;
use crate::jwt::token::TokenError;
use crate::profile::url::is_resource_of;

impl Judge<'_> {
    /// What is wrong with what a reference leads to. Who reads a file is told of only where a token surely stands in it: any file
    /// of a system can be named.
    pub(super) fn elsewhere(&self, credential: &Credential) -> Vec<Finding> {
        let by_client =
            credential.variable().and_then(|name| self.settings.held(name, self.around.is_set(name)));
        let Some((holder, held)) = by_client.or_else(|| credential.held(self.around)) else {
            return Vec::new();
        };
        let said = said_by(&held).unwrap_or_default();
        let expired = said.expires_at.filter(|at| *at <= self.now);
        let expired =
            expired.map(|at| Finding::ExpiredElsewhere { holder: holder.clone(), ago: self.now.since(at) });
        let text = String::from_utf8_lossy(held.expose());
        let why = self.unfit(credential, &holder, &text, &said);
        let why = why.filter(|why| expired.is_none() || *why != Unfit::Ended);
        let unfit = why.map(|why| Finding::Unfit { holder: holder.clone(), why });
        let mode = match &holder {
            Holder::File { path, .. } if !in_any_text(&text).is_empty() => self.around.mode_for_others(path),
            _ => None,
        };
        let other = self.other_audience(&said.audiences, Some(&holder));
        let readable = mode.map(|mode| Finding::ReadableElsewhere { holder, mode });
        expired.into_iter().chain(unfit).chain(other).chain(readable).collect()
    }

    /// Why no server takes what a reference leads to, as far as that can be told of a token that only its issuer knows.
    fn unfit(&self, credential: &Credential, holder: &Holder, held: &str, said: &Said) -> Option<Unfit> {
        let own = scheme(held);
        let is_bearer = credential.scheme.or(own) == Some("Bearer");
        let token = without_scheme(held);
        let is_whole = || matches!(Inspection::of(token), Ok(_) | Err(TokenError::Encrypted));
        let may_be = || match holder {
            Holder::Variable(name) => self.around.may_be_in(name, token),
            Holder::File { .. } => true,
        };
        match (credential.scheme, own) {
            _ if is_empty(held) => Some(Unfit::Empty),
            (Some(_), Some(own)) => Some(Unfit::Doubled(own)),
            _ if is_bearer && token.starts_with("eyJ") && !is_whole() => Some(Unfit::Malformed),
            _ if is_bearer && !may_be() => Some(Unfit::Ended),
            _ => said.not_before.filter(|at| *at > self.now).map(|at| Unfit::Early(at.since(self.now))),
        }
    }

    /// That a token is for none of what the server is known as: to a profile, or by its URL.
    pub(super) fn other_audience(&self, audiences: &[String], holder: Option<&Holder>) -> Option<Finding> {
        let leads_to = self.leads_to.as_deref();
        let url = leads_to.or(self.url);
        let known = self.around.audiences(self.name, url);
        let is_this = |audience: &String| {
            known.contains(audience) || url.is_some_and(|url| is_resource_of(audience, url))
        };
        // Without a profile only a URL tells of which server it speaks.
        let tells = |audience: &&String| !known.is_empty() || leads_to.is_some() && audience.contains("://");
        let other = audiences.iter().find(tells)?;
        let (found, holder) = (other.clone(), holder.cloned());
        (!audiences.iter().any(is_this)).then_some(Finding::OtherAudience { holder, found })
    }
}
