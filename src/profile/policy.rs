//! What a profile demands of its tokens, and what it makes them of.
//!
//! Issuer and audience follow from the claims that the profile puts into its tokens, because a server checks them; subject,
//! scopes and roles are demanded only when the profile says so.

use toml_edit::Value;

use super::{Profile, write};
use crate::jwt::policy::{Audience, Policy};
use crate::secret::sha256_hex;

impl Profile {
    /// What `verify --profile` demands of a token. The life that one is handed out with is no demand: about to expire, it is
    /// still good.
    pub fn policy(&self) -> Policy {
        let mut policy = self.demands.clone();
        if policy.issuers.is_empty() {
            policy.issuers = self.claims.texts("iss");
        }
        let audiences = self.claims.texts("aud");
        if policy.audience == Audience::Unsaid && !audiences.is_empty() {
            policy.audience = Audience::OneOf(audiences);
        }
        policy
    }

    /// The audiences that its tokens may be for; none when it does not say, or takes any.
    pub fn audiences(&self) -> Vec<String> {
        self.policy().audience.named().to_vec()
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
