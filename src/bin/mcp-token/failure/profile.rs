//! Errors about profiles and the rings of kept secrets.

use mcp_token::profile::ProfileError;
use mcp_token::secret::ring::RingError;

use super::{Code, Exit, Failure};

impl From<ProfileError> for Failure {
    /// A file that cannot be used as it was found.
    fn from(error: ProfileError) -> Self {
        Self { line: error.line(), ..Self::new(Exit::Error, Code::PROFILE, error) }
    }
}

impl Failure {
    /// Why a profile is not written as somebody said it.
    pub(crate) fn of_said_profile(error: ProfileError) -> Self {
        match error {
            ProfileError::Key { .. } | ProfileError::EntryTaken { .. } => {
                Self::new(Exit::Usage, Code::PROFILE, error)
            }
            error => error.into(),
        }
    }

    /// Whether it is a profile, or the file of profiles, that cannot be read.
    pub(crate) fn is_of_a_profile(&self) -> bool {
        self.code == Code::PROFILE
    }
}

impl From<RingError> for Failure {
    fn from(error: RingError) -> Self {
        match error {
            RingError::NoSuchKid { .. } => Self::new(Exit::NotFound, Code::NO_SECRET, error),
            RingError::KidTaken { .. } | RingError::NothingToActivate => {
                Self::new(Exit::Usage, Code::SECRET, error)
            }
            // A file of ours that cannot be used as it was found.
            error => Self::new(Exit::Error, Code::SECRET, error),
        }
    }
}
