//! Why a server would refuse a token: what it would stumble over, in its own order.

use super::PYTHON_DIGITS;
use crate::clock::Time;
use crate::jwt::alg::Alg;
use crate::jwt::json::{JsonError, Kind};
use crate::jwt::token::Part;

/// Why a server would refuse a token. `Display` holds text of the token: it is not to be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what the message says")]
pub enum Objection {
    /// A segment is longer than it reads.
    #[error("the {part} has {len} characters, at most {max} are read")]
    TooLarge { part: Part, len: usize, max: usize },
    /// A segment is not base64url as it reads that.
    #[error("the {part} is not base64url")]
    Base64 { part: Part },
    /// A segment is no text.
    #[error("the {part} is not UTF-8")]
    NotUtf8 { part: Part },
    /// A segment is not the JSON object that it wants.
    #[error("the {part} {problem}")]
    Json { part: Part, problem: JsonError },
    /// Arrays and objects stand deeper inside each other than its parser goes.
    #[error("the {part} is nested deeper than its parser goes")]
    TooDeep { part: Part },
    /// An integer is longer than its parser reads.
    #[error("the {part} holds an integer of {len} digits, at most {PYTHON_DIGITS} are read")]
    LongInteger { part: Part, len: usize },
    /// A header parameter is of the wrong type.
    #[error("the header's `{name}` must be {expected}, found {found}")]
    HeaderType { name: &'static str, expected: &'static str, found: Kind },
    /// `crit` is not what RFC 7515 section 4.1.11 says.
    #[error("the header's `crit` must be a list of names that are in the header")]
    CritType,
    /// `crit` demands what it does not understand.
    #[error("the header demands {name}, which it does not understand")]
    CritUnknown { name: String },
    /// The payload is said not to be encoded (RFC 7797).
    #[error("the header's `b64` is not true")]
    Unencoded,
    /// `alg` is missing, or not text.
    #[error("the header has no `alg`")]
    AlgMissing,
    /// `alg` is none that it knows.
    #[error("`alg` is {found}, which it does not know")]
    AlgUnknown { found: String },
    /// `alg` is not that of the key, or none that it is set to.
    #[error("`alg` is {found}, expected {}", words(expected))]
    AlgMismatch { expected: Vec<Alg>, found: String },
    /// No key made the signature, or there is none.
    #[error("the signature does not match")]
    SignatureMismatch,
    /// A claim is of the wrong type.
    #[error("`{claim}` must be {expected}, found {found}")]
    ClaimType { claim: &'static str, expected: &'static str, found: Kind },
    /// A claim is missing.
    #[error("no `{claim}`")]
    ClaimMissing { claim: &'static str },
    /// Another issuer.
    #[error("`iss` is {found}, expected {}", expected.join(" or "))]
    IssMismatch { expected: Vec<String>, found: String },
    /// For another audience.
    #[error("`aud` is {found}, expected {}", expected.join(" or "))]
    AudMismatch { expected: Vec<String>, found: String },
    /// It is for an audience, and the server expects none.
    #[error("`aud` is there and no audience is expected")]
    AudNotAsked,
    /// `exp` is over.
    #[error("expired: {}", at.describe(*now))]
    Expired { at: Time, now: Time },
    /// `nbf` lies ahead.
    #[error("not yet valid: {}", at.describe(*now))]
    NotYetValid { at: Time, now: Time },
    /// `iat` lies ahead.
    #[error("issued ahead of its time: {}", at.describe(*now))]
    IssuedAhead { at: Time, now: Time },
    /// It lacks a scope.
    #[error("no scope {missing} in {place}")]
    ScopeMissing { missing: String, place: &'static str },
    /// The library that judges it first refuses it.
    #[error("{library}: {objection}")]
    Under { library: &'static str, objection: Box<Objection> },
}

impl Objection {
    /// Its stable name in reports; where `verify` has a name for the same, that one.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Base64 { .. } | Self::Json { .. } | Self::LongInteger { .. } | Self::AlgMissing => {
                "malformed"
            }
            Self::NotUtf8 { .. } => "not_utf8",
            Self::TooDeep { .. } => "too_deep",
            Self::HeaderType { .. } => "header_type",
            Self::CritType | Self::CritUnknown { .. } | Self::Unencoded => "crit_unknown",
            Self::AlgUnknown { .. } | Self::AlgMismatch { .. } => "alg_mismatch",
            Self::SignatureMismatch => "signature_mismatch",
            Self::ClaimType { .. } => "claim_type",
            Self::ClaimMissing { .. } => "claim_missing",
            Self::IssMismatch { .. } => "iss_mismatch",
            Self::AudMismatch { .. } => "aud_mismatch",
            Self::AudNotAsked => "aud_not_asked",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::IssuedAhead { .. } => "issued_ahead",
            Self::ScopeMissing { .. } => "scope_missing",
            Self::Under { objection, .. } => objection.code(),
        }
    }
}

fn words(algs: &[Alg]) -> String {
    algs.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(" or ")
}
