//! Why a token was refused: one variant for each reason, with what was expected and what was found.
//!
//! It states facts; advice belongs to the command line. `Display` is what a report writes beside the name of the check.

use super::alg::Alg;
use super::demands::{ROLES, SCOPES};
use super::json::{Kind, MAX_DEPTH};
use super::token::{Part, TokenError};
use crate::clock::{Span, Time};

/// Why a token was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what the message says")]
pub enum Refusal {
    /// It cannot be parsed.
    #[error("{0}")]
    Token(TokenError),
    /// Its `alg` is not one that the key is pinned to (RFC 8725 section 3.1).
    #[error("expected {}, found {found}", words(expected))]
    AlgMismatch { expected: Vec<Alg>, found: String },
    /// No key has its `kid`, or it has none and the set leaves a choice.
    #[error("{}", key_not_found(kid.as_deref()))]
    KeyNotFound { kid: Option<String> },
    /// It demands an extension that is not understood here (RFC 7515 section 4.1.11; RFC 7797 section 7).
    #[error("the header demands {}, which is not understood here", list(names))]
    CritUnknown { names: Vec<String> },
    /// No key made its signature.
    #[error("the signature does not match")]
    SignatureMismatch,
    /// A segment is not UTF-8.
    #[error("the {part} is not UTF-8")]
    NotUtf8 { part: Part },
    /// An object has two members of one name.
    #[error("the name `{name}` stands twice in one object of the {part}")]
    DuplicateName { part: Part, name: String },
    /// Objects and arrays stand too deep inside each other.
    #[error("the {part} is nested deeper than {MAX_DEPTH} levels")]
    TooDeep { part: Part },
    /// A claim is of the wrong JSON type.
    #[error("`{claim}` must be {expected}, found {found}")]
    ClaimType { claim: String, expected: &'static str, found: Kind },
    /// A claim is missing.
    #[error("no `{claim}`")]
    ClaimMissing { claim: String, check: Check },
    /// Another issuer.
    #[error("expected {}, found {found}", list(expected))]
    IssMismatch { expected: Vec<String>, found: String },
    /// For another audience.
    #[error("expected {}, found {}: this token was issued for another server", list(expected), list(found))]
    AudMismatch { expected: Vec<String>, found: Vec<String> },
    /// It is for an audience, and nobody said which one we are.
    #[error("the token is for {}; which audience you are was not said", list(found))]
    AudNotAsked { found: Vec<String> },
    /// Another subject.
    #[error("expected {expected}, found {found}")]
    SubMismatch { expected: String, found: String },
    /// Another `typ`, or none.
    #[error("expected {expected}, found {}", found.as_deref().unwrap_or("no `typ`"))]
    TypMismatch { expected: String, found: Option<String> },
    /// It lacks scopes that were asked for.
    #[error("lacks {}, has {}", list(missing), list(found))]
    ScopeMissing { missing: Vec<String>, found: Vec<String> },
    /// It lacks roles that were asked for.
    #[error("lacks {}, has {}", list(missing), list(found))]
    RoleMissing { missing: Vec<String>, found: Vec<String> },
    /// Its quota is too small.
    #[error("{found}, at least {min} asked")]
    QuotaLow { min: i64, found: i64 },
    /// `now` is at or past `exp` plus the leeway (RFC 7519 section 4.1.4).
    #[error("{}", at.describe(*now))]
    Expired { at: Time, now: Time },
    /// `nbf` lies ahead (RFC 7519 section 4.1.5).
    #[error("{}", at.describe(*now))]
    NotYetValid { at: Time, now: Time },
    /// `iat` lies ahead (RFC 7519 section 4.1.6).
    #[error("{}", at.describe(*now))]
    IssuedAhead { at: Time, now: Time },
    /// Issued longer ago than was asked for.
    #[error("issued {age} ago, at most {max} asked")]
    TooOld { max: Span, age: Span },
    /// Less life is left than was asked for.
    #[error("{left} left, at least {min} asked")]
    TtlShort { min: Span, left: Span },
}

impl Refusal {
    /// Its stable name in reports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Token(TokenError::TooLarge { .. }) => "too_large",
            Self::Token(TokenError::Encrypted) => "encrypted",
            Self::Token(_) => "malformed",
            Self::AlgMismatch { .. } => "alg_mismatch",
            Self::KeyNotFound { .. } => "key_not_found",
            Self::CritUnknown { .. } => "crit_unknown",
            Self::SignatureMismatch => "signature_mismatch",
            Self::NotUtf8 { .. } => "not_utf8",
            Self::DuplicateName { .. } => "duplicate_name",
            Self::TooDeep { .. } => "too_deep",
            Self::ClaimType { .. } => "claim_type",
            Self::ClaimMissing { .. } => "claim_missing",
            Self::IssMismatch { .. } => "iss_mismatch",
            Self::AudMismatch { .. } => "aud_mismatch",
            Self::AudNotAsked { .. } => "aud_not_asked",
            Self::SubMismatch { .. } => "sub_mismatch",
            Self::TypMismatch { .. } => "typ_mismatch",
            Self::ScopeMissing { .. } => "scope_missing",
            Self::RoleMissing { .. } => "role_missing",
            Self::QuotaLow { .. } => "quota_low",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::IssuedAhead { .. } => "issued_ahead",
            Self::TooOld { .. } => "too_old",
            Self::TtlShort { .. } => "ttl_short",
        }
    }

    /// The check that failed.
    pub fn check(&self) -> Check {
        match self {
            Self::Token(_) => Check::Shape,
            Self::AlgMismatch { .. } => Check::Algorithm,
            Self::CritUnknown { .. } => Check::Header,
            Self::KeyNotFound { .. } => Check::Key,
            Self::SignatureMismatch => Check::Signature,
            Self::NotUtf8 { part } | Self::DuplicateName { part, .. } | Self::TooDeep { part } => {
                match part {
                    Part::Header => Check::Header,
                    Part::Payload | Part::Signature => Check::Payload,
                }
            }
            Self::ClaimType { claim, .. } => Check::of_claim(claim),
            Self::ClaimMissing { check, .. } => *check,
            Self::IssMismatch { .. } => Check::Issuer,
            Self::AudMismatch { .. } | Self::AudNotAsked { .. } => Check::Audience,
            Self::SubMismatch { .. } => Check::Subject,
            Self::TypMismatch { .. } => Check::Typ,
            Self::ScopeMissing { .. } => Check::Scope,
            Self::RoleMissing { .. } => Check::Role,
            Self::QuotaLow { .. } => Check::Quota,
            Self::Expired { .. } => Check::Expires,
            Self::NotYetValid { .. } => Check::NotBefore,
            Self::IssuedAhead { .. } => Check::IssuedAt,
            Self::TooOld { .. } => Check::MaxAge,
            Self::TtlShort { .. } => Check::MinTtl,
        }
    }

    /// How it weighs against others: what cannot be parsed, what is refused, what is out of its time.
    pub fn rank(&self) -> Rank {
        match self {
            Self::Token(_) => Rank::Malformed,
            Self::Expired { .. }
            | Self::NotYetValid { .. }
            | Self::IssuedAhead { .. }
            | Self::TooOld { .. }
            | Self::TtlShort { .. } => Rank::OutOfTime,
            _ => Rank::Refused,
        }
    }
}

/// The three kinds of reason, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Not a JWT: cannot be parsed.
    Malformed,
    /// Refused for what it is or says.
    Refused,
    /// Expired, not yet valid, too old, or with too little life left.
    OutOfTime,
}

/// The checks that a verdict consists of, in the order in which they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Check {
    Shape,
    Header,
    Typ,
    Algorithm,
    Key,
    Signature,
    Payload,
    Issuer,
    Audience,
    Subject,
    NotBefore,
    IssuedAt,
    Expires,
    MinTtl,
    MaxAge,
    Required,
    Scope,
    Role,
    Quota,
    Claims,
}

impl Check {
    /// Its stable name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Header => "header",
            Self::Typ => "typ",
            Self::Algorithm => "algorithm",
            Self::Key => "key",
            Self::Signature => "signature",
            Self::Payload => "payload",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::Subject => "subject",
            Self::NotBefore => "not_before",
            Self::IssuedAt => "issued_at",
            Self::Expires => "expires",
            Self::MinTtl => "min_ttl",
            Self::MaxAge => "max_age",
            Self::Required => "required",
            Self::Scope => "scope",
            Self::Role => "role",
            Self::Quota => "quota",
            Self::Claims => "claims",
        }
    }

    /// The check that looks at a claim.
    pub fn of_claim(claim: &str) -> Self {
        match claim {
            "iss" => Self::Issuer,
            "aud" => Self::Audience,
            "sub" => Self::Subject,
            "nbf" => Self::NotBefore,
            "iat" => Self::IssuedAt,
            "exp" => Self::Expires,
            scope if SCOPES.contains(&scope) => Self::Scope,
            role if ROLES.contains(&role) => Self::Role,
            "quota" => Self::Quota,
            _ => Self::Claims,
        }
    }
}

fn key_not_found(kid: Option<&str>) -> String {
    match kid {
        Some(kid) => format!("no key is named {kid} (`kid`)"),
        None => "the token names no key (`kid`), and the set leaves a choice".to_owned(),
    }
}

fn words(algs: &[Alg]) -> String {
    algs.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(" or ")
}

fn list(texts: &[String]) -> String {
    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
}
