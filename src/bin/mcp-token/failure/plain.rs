//! Errors about instants, random bytes and `.env` files.

use mcp_token::clock::TimeError;
use mcp_token::dotenv::DotenvError;
use mcp_token::secret::GenerateError;

use super::{Exit, Failure};

impl From<TimeError> for Failure {
    fn from(error: TimeError) -> Self {
        Self::usage(error)
    }
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Self {
        Self::new(Exit::Error, "random", error)
    }
}

impl From<DotenvError> for Failure {
    fn from(error: DotenvError) -> Self {
        Self::new(Exit::Usage, "dotenv", error)
    }
}
