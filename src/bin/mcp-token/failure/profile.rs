//! Errors about profiles and the rings of kept secrets.

use mcp_token::profile::ProfileError;
use mcp_token::secret::ring::RingError;

use super::{Exit, Failure};

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        Self::new(Exit::Usage, "profile", error)
    }
}

impl From<RingError> for Failure {
    fn from(error: RingError) -> Self {
        match error {
            RingError::NoSuchKid { .. } => Self::new(Exit::NotFound, "no_secret", error),
            error => Self::new(Exit::Usage, "secret", error),
        }
    }
}
