//! Why a client is not connected.

use mcp_token::client::ClientError;

use super::{Code, Exit, Failure, Hint};

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::File(error) => error.into(),
            ClientError::NoEntry { .. } => {
                Self::new(Exit::NotFound, Code::NO_ENTRY, error).with_hint(Hint::run("client list"))
            }
            ClientError::NotRead { .. } => Self::new(Exit::Error, Code::NOT_READ, error),
            ClientError::ReadableByOthers { ref path, .. } => {
                let hint = Hint::shell("chmod 600", path);
                Self::new(Exit::Unsafe, Code::UNSAFE_FILE, error).with_hint(hint)
            }
            ClientError::Shared { .. } => Self::new(Exit::Unsafe, Code::UNSAFE_FILE, error),
            ClientError::NothingToConnect => Self::usage(
                "it is not said where the server is: `--url`, a URL in the profile, or `--command`",
            ),
            ClientError::NoToken => Self::usage("it is not said whose token is used: `--profile`"),
            ClientError::Record { ref path } => {
                let aside = Hint::shell_two("mv -n", path, &path.with_extension("unread"));
                Self::new(Exit::Error, Code::RECORD, error).with_hint(aside)
            }
            ClientError::NoRecords => Self::new(Exit::Error, Code::RECORD, error),
            error => Self::usage(error),
        }
    }
}
