//! A new token from an old one: every claim kept, `iat`, `exp` and `jti` renewed.
//!
//! It judges nothing: the claims come from a token that [`Verifier`](super::Verifier) accepted. It keeps nothing anywhere.

use super::claims::Claims;
use super::instants::lifetime;
use super::json::quote;
use super::verify::Verified;
use crate::clock::{Span, Time};

/// What the new token is to be like.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// How long it lives; none keeps the old token's lifetime.
    pub ttl: Option<Span>,
    /// Claims that are set to new values, as JSON text.
    pub set: Vec<(String, String)>,
    /// The identifier for a token that has one.
    pub jti: String,
    /// How far `iat` is set back for a server whose clock is behind.
    pub backdate: Span,
}

/// The claims of the new token.
pub fn renew(old: &Verified<'_>, renewal: &Renewal, now: Time) -> Result<Claims, NoLifetime> {
    let old = old.claims();
    let sets_exp = renewal.set.iter().any(|(name, _)| name == "exp");
    let issued_at = now.minus(renewal.backdate);
    let expires_at = match (renewal.ttl, lifetime(old)) {
        (Some(ttl), _) => now.plus(ttl),
        // From `iat` on, as it was: else each refresh with a backdate would live longer than the one before.
        (None, Some(lifetime)) => issued_at.plus(lifetime),
        (None, None) if sets_exp => now,
        (None, None) => return Err(NoLifetime),
    };
    let mut claims = Claims::from(old);
    claims.set("iat", issued_at.unix().to_string());
    claims.set("exp", expires_at.unix().to_string());
    if old.get("jti").is_some() {
        claims.set("jti", quote(&renewal.jti));
    }
    for (name, json) in &renewal.set {
        claims.set(name, json.clone());
    }
    Ok(claims)
}

/// The old token does not tell how long the new one is to live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token has no lifetime to repeat (`iat` and `exp`)")]
pub struct NoLifetime;
