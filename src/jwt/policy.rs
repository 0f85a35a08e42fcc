//! What a relying party demands of a token before it trusts one.
//!
//! A [`Policy`] is plain data: it reads no clock and touches no network. It is applied by [`Verifier`](super::Verifier),
//! the only judge in this crate. Each demand that is added can only refuse more.
//!
//! Sources: RFC 7519 section 4.1 (registered claims); RFC 8725 section 3 (best current practices).

use crate::clock::Span;

/// The demands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Which audience the relying party is (`aud`, RFC 7519 section 4.1.3).
    pub audience: Audience,
    /// Accepted issuers (`iss`), compared whole; none asks nothing.
    pub issuers: Vec<String>,
    /// The one accepted subject (`sub`).
    pub subject: Option<String>,
    /// The one accepted `typ`, compared as RFC 7515 section 4.1.9 says: without letter case and `application/`.
    pub typ: Option<String>,
    /// Claims that must be there and not null.
    pub required: Vec<String>,
    /// Scopes that the token must have, every one, compared whole.
    pub scopes: Vec<String>,
    /// Roles that the token must have, every one, compared whole.
    pub roles: Vec<String>,
    /// The smallest accepted `quota`.
    pub min_quota: Option<i64>,
    /// How much life must be left until `exp`.
    pub min_ttl: Option<Span>,
    /// How long ago `iat` may be.
    pub max_age: Option<Span>,
    /// Whether `exp` must be there.
    pub expiry: Expiry,
    /// How far the clocks of issuer and verifier may be apart.
    pub leeway: Span,
    /// Claims that are not judged because they are about to be replaced; empty but for a refresh.
    pub unjudged: Vec<String>,
}

/// What is asked of `aud`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Audience {
    /// Not looked at: somebody said aloud that any will do.
    Any,
    /// The token must be for one of these.
    OneOf(Vec<String>),
    /// Nobody said which audience we are: a token that has an `aud` is refused (RFC 7519 section 4.1.3).
    #[default]
    Unsaid,
}

impl Audience {
    /// The audiences that were named; none where any will do, or nobody said.
    pub fn named(&self) -> &[String] {
        match self {
            Self::OneOf(audiences) => audiences,
            Self::Any | Self::Unsaid => &[],
        }
    }
}

/// What is asked of `exp`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Expiry {
    /// It may be missing; where it is there, it counts.
    Optional,
    /// It may be missing, and a token is forgiven for having expired no longer ago than this: for a refresh only.
    Forgiven(Span),
    /// It must be there.
    #[default]
    Required,
}

impl Policy {
    /// Whether a claim is judged at all.
    pub(super) fn judges(&self, claim: &str) -> bool {
        !self.unjudged.iter().any(|name| name == claim)
    }
}
