//! What a profile demands of its tokens, and what it makes them of.
//!
//! Issuer and audience follow from the claims that the profile puts into its tokens, because a server checks them; subject,
//! scopes and roles are demanded only when the profile says so.

use toml_edit::Value;

use super::{Profile, write};
use crate::clock::Span;
use crate::jwt::policy::{Audience, Expiry, Policy};
use crate::secret::sha256_hex;

impl Profile {
    /// What `verify --profile` demands of a token. The life that one is handed out with is no demand: about to expire, it is
    /// still good.
    pub fn policy(&self) -> Policy {
        let demands = &self.demands;
        let or_claim = |said: &Vec<String>, claim| {
            if said.is_empty() { self.claims.texts(claim) } else { said.clone() }
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
            min_ttl: demands.min_ttl,
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
    /// first of the SHA-256 over what the file of profiles says of it.
    pub fn claims_digest(&self) -> String {
        // What cannot be written is no profile that a token is kept for.
        let mut said = write::profile(self).unwrap_or_default();
        said.retain(|(key, _)| DECISIVE.contains(&key.as_str()));
        said.push(("typ".to_owned(), self.demands.typ.as_ref().map(Value::from)));
        sha256_hex(write::lines("claims digest 2", &said).as_bytes(), 16)
    }
}

/// The keys that decide what a token looks like. A key that has a `kid` is told from the next one by that.
const DECISIVE: [&str; 6] = ["key", "alg", "ttl", "backdate", "omit", "claims"];
