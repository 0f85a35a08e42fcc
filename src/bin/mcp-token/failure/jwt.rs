//! Errors about tokens, claims and keys.

use mcp_token::jwt::EncodeError;
use mcp_token::jwt::claims::{AssignmentError, ClaimConflict};
use mcp_token::jwt::json::JsonError;
use mcp_token::jwt::key::KeyError;
use mcp_token::jwt::refusal::{Rank, Refusal};
use mcp_token::jwt::token::TokenError;

use super::{Code, Exit, Failure};

impl From<Rank> for Exit {
    fn from(rank: Rank) -> Self {
        match rank {
            Rank::Malformed => Self::Malformed,
            Rank::Refused => Self::Refused,
            Rank::OutOfTime => Self::OutOfTime,
        }
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self::new(Exit::Malformed, Code::from(&Refusal::Token(error.clone())), error)
    }
}

impl From<ClaimConflict> for Failure {
    fn from(error: ClaimConflict) -> Self {
        Self::usage(error)
    }
}

impl From<AssignmentError> for Failure {
    fn from(error: AssignmentError) -> Self {
        Self::usage(error)
    }
}

impl From<JsonError> for Failure {
    fn from(error: JsonError) -> Self {
        Self::usage(format!("the claims set {error}"))
    }
}

impl From<EncodeError> for Failure {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::TooLarge { .. } => Self::new(Exit::Malformed, Code::TOO_LARGE, error),
            EncodeError::Header(_) | EncodeError::Sign(_) => Self::new(Exit::Usage, Code::KEY, error),
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::new(Exit::Usage, Code::KEY, error)
    }
}
