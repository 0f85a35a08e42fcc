//! Why a client is not connected.

use std::path::Path;

use mcp_token::client::ClientError;

use super::{Code, Exit, Failure, Hint};
use crate::quoted::quoted;

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::File(error) => error.into(),
            ClientError::NoEntry { .. } => {
                Self::new(Exit::NotFound, Code::NO_ENTRY, error).with_hint(Hint::run("client list"))
            }
            ClientError::NotRead { .. } => Self::new(Exit::Error, Code::NOT_READ, error),
            ClientError::NotChanged { .. } => Self::new(Exit::Error, Code::NOT_CHANGED, error),
            ClientError::ReadableByOthers { ref path, .. } => {
                let hint = Hint::shell("chmod 600", path);
                Self::new(Exit::Unsafe, Code::UNSAFE_FILE, error).with_hint(hint)
            }
            ClientError::Shared { .. } => Self::new(Exit::Unsafe, Code::UNSAFE_FILE, error),
            ClientError::NothingToConnect => Self::usage(
                "it is not said where the server is: `--url`, a URL in the profile, or `--command`",
            ),
            ClientError::NoReference { .. } => {
                Self::usage(format!("{error}: a kept secret goes into it with `--secret-var`"))
            }
            ClientError::NoToken => Self::usage("it is not said whose token is used: `--profile`"),
            ClientError::HelperRefused { ref profile, is_for_another: false, ref url, .. } => {
                let set = Hint::run(&format!("profile set {profile} --url {}", quoted(url)));
                Self::usage(error).with_hint(Some(set).filter(Hint::is_pasteable))
            }
            ClientError::Record { ref path, ref copy } => {
                // The next change would write another copy in its place.
                let aside =
                    |path: &Path, end: &str| Hint::shell_two("mv -n", path, &path.with_extension(end));
                let record = aside(path, "unread");
                let hint = match copy {
                    Some(copy) => Hint::command(&format!("{record} && {}", aside(copy, "before.unread"))),
                    None => record,
                };
                Self::new(Exit::Error, Code::RECORD, error).with_hint(hint)
            }
            ClientError::NoRecords => Self::new(Exit::Error, Code::RECORD, error),
            error => Self::usage(error),
        }
    }
}
