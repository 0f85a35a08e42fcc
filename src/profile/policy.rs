//! What a profile demands of its tokens, and what it makes them of.
//!
//! Issuer and audience follow from the claims that the profile puts into its tokens, because a server checks them; subject,
//! scopes and roles are demanded only when the profile says so.

use std::borrow::Cow;

use aws_lc_rs::digest::{Context, SHA256};

use super::{Key, Profile};
use crate::clock::Span;
use crate::jwt::claims::Claims;
use crate::jwt::json::Value;
use crate::jwt::policy::{Audience, Expiry, Policy};
use crate::secret::Source;

impl Profile {
    /// What `verify --profile` demands of a token. No least life: a token about to expire is still good.
    pub fn policy(&self) -> Policy {
        let demands = &self.demands;
        let or_claim = |said: &Vec<String>, claim| {
            if said.is_empty() { one_or_list(&self.claims, claim) } else { said.clone() }
        };
        let audiences = or_claim(&demands.audiences, "aud");
        Policy {
            audience: match (demands.any_audience, audiences.is_empty()) {
                (true, _) => Audience::Any,
                (false, true) => Audience::Unsaid,
                (false, false) => Audience::OneOf(audiences),
            },
            issuers: or_claim(&demands.issuers, "iss"),
            subject: demands.subject.clone(),
            typ: demands.typ.clone(),
            required: demands.required.clone(),
            scopes: demands.scopes.clone(),
            roles: demands.roles.clone(),
            min_quota: demands.min_quota,
            min_ttl: None,
            max_age: demands.max_age,
            expiry: if demands.allow_no_exp { Expiry::Optional } else { Expiry::Required },
            leeway: demands.leeway.unwrap_or(Span::ZERO),
            unjudged: Vec::new(),
        }
    }

    /// The audiences that its tokens may be for; none when it does not say, or takes any.
    pub fn audiences(&self) -> Vec<String> {
        match self.policy().audience {
            Audience::OneOf(audiences) => audiences,
            Audience::Any | Audience::Unsaid => Vec::new(),
        }
    }

    /// 16 hex digits that change with everything that decides what a new token looks like, save the time and the `kid`: the
    /// first of the SHA-256 over claims, algorithm, lifetime, what is left out, how far `iat` is set back, media type, and
    /// where the key comes from.
    pub fn claims_digest(&self) -> String {
        let json = self.claims.to_json();
        let json = Claims::parse(&json).map_or(json, |claims| claims.to_json());
        let mut omitted = self.omit.clone();
        omitted.sort();
        omitted.dedup();
        let mut context = Context::new(&SHA256);
        let mut field = |text: &str| {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        };
        field("mcp-token claims digest 1");
        field(&json);
        field(self.alg.map_or("", |alg| alg.name()));
        field(&self.ttl.secs().to_string());
        field(&omitted.join(","));
        field(&self.backdate.secs().to_string());
        field(self.demands.typ.as_deref().unwrap_or(""));
        for word in self.key.as_ref().map(key_in_words).unwrap_or_default() {
            field(&word);
        }
        hex::encode(&context.finish().as_ref()[..8])
    }
}

/// Where a key comes from and how it is read. A key that has a `kid` is told from the next one by that.
fn key_in_words(key: &Key) -> Vec<Cow<'_, str>> {
    let mut words: Vec<Cow<'_, str>> = match &key.source {
        Source::Kept(name) => vec!["name".into(), name.as_str().into()],
        Source::Variable(variable) => vec!["env".into(), variable.into()],
        Source::Dotenv { path, variable } => vec!["dotenv".into(), path.to_string_lossy(), variable.into()],
        Source::File(path) => vec!["file".into(), path.to_string_lossy()],
        Source::Command(command) => {
            let arguments = command.arguments.iter().map(Cow::from);
            ["command".into(), command.program.to_string_lossy()].into_iter().chain(arguments).collect()
        }
        Source::Prompt => vec!["prompt".into()],
    };
    words.extend(key.encoding.map(|encoding| encoding.to_string().into()));
    words
}

/// The texts of a claim that is one or a list of them.
pub(super) fn one_or_list(claims: &Claims, name: &str) -> Vec<String> {
    let Some(Ok(value)) = claims.get(name).map(Value::parse) else { return Vec::new() };
    match value.as_str() {
        Some(one) => vec![one.into_owned()],
        None => value.as_strings().unwrap_or_default().into_iter().map(Into::into).collect(),
    }
}
