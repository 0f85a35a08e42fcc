//! What somebody reads when a command has no answer: a message, causes, one hint, an exit code; and how each error of the
//! library becomes that.
//!
//! A hint is a command or flag that can be pasted as it stands. None weakens a check, destroys a value or holds a token.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use mcp_token::clock::TimeError;
use mcp_token::dotenv::DotenvError;
use mcp_token::file::FileError;
use mcp_token::jwt::EncodeError;
use mcp_token::jwt::claims::{AssignmentError, ClaimConflict};
use mcp_token::jwt::json::JsonError;
use mcp_token::jwt::key::KeyError;
use mcp_token::jwt::refusal::{Rank, Refusal};
use mcp_token::jwt::token::TokenError;
use mcp_token::secret::GenerateError;
use serde::Serialize;

use crate::output::escape;

/// How the process ends; the numbers never change. Of several the least counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Ok = 0,
    Error = 1,
    Usage = 2,
    Malformed = 3,
    Refused = 4,
    OutOfTime = 5,
    Unsafe = 7,
    NoAnswer = 8,
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl From<Rank> for Exit {
    fn from(rank: Rank) -> Self {
        match rank {
            Rank::Malformed => Self::Malformed,
            Rank::Refused => Self::Refused,
            Rank::OutOfTime => Self::OutOfTime,
        }
    }
}

/// Why a command has no answer.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    /// A stable name for programs.
    pub(crate) code: &'static str,
    /// One sentence, escaped.
    pub(crate) message: String,
    pub(crate) hint: Option<Hint>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) causes: Vec<String>,
    #[serde(skip)]
    pub(crate) exit: Exit,
}

impl Failure {
    pub(crate) fn new(exit: Exit, code: &'static str, message: impl fmt::Display) -> Self {
        let message = escape::text(&message.to_string()).into_owned();
        Self { code, message, causes: Vec::new(), hint: None, exit }
    }

    /// Arguments or input that cannot be used.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// A read or write that failed.
    pub(crate) fn io(message: impl fmt::Display, error: impl Error + Send + Sync + 'static) -> Self {
        Self::other("io", &anyhow::Error::new(error).context(message.to_string()))
    }

    /// What cannot happen, said all the same.
    pub(crate) fn internal(error: impl Error + Send + Sync + 'static) -> Self {
        Self::other("internal", &anyhow::Error::new(error).context("this should not happen"))
    }

    /// What has no exit code of its own: the context as the message, what lies under it as causes.
    fn other(code: &'static str, error: &anyhow::Error) -> Self {
        let causes = error.chain().skip(1).map(ToString::to_string).collect();
        Self { causes, ..Self::new(Exit::Error, code, error) }
    }

    /// Nothing failed: the answer (help, a version) is written already.
    pub(crate) fn answered() -> Self {
        Self::new(Exit::Ok, "answered", "")
    }

    /// Adds the one hint.
    pub(crate) fn with_hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Says what the message is about: `name: message`.
    pub(crate) fn about(mut self, subject: impl fmt::Display) -> Self {
        self.message = format!("{}: {}", escape::text(&subject.to_string()), self.message);
        self
    }
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Hint(String);

impl Hint {
    /// A command of this program.
    pub(crate) fn run(arguments: &str) -> Self {
        Self(format!("mcp-token {arguments}"))
    }

    /// A flag to add to the command that was given.
    pub(crate) fn add(flag: &str) -> Self {
        Self(format!("add {flag}"))
    }

    /// A flag to give instead of one that was given.
    pub(crate) fn instead(flag: &str) -> Self {
        Self(format!("use {flag}"))
    }

    /// A line for the shell; `path` is quoted.
    pub(crate) fn shell(command: &str, path: &std::path::Path) -> Self {
        // A name that looks like a flag is made none.
        let path = if path.to_string_lossy().starts_with('-') {
            std::path::Path::new(".").join(path)
        } else {
            path.into()
        };
        let path = path.to_string_lossy();
        let plain =
            path.chars().all(|character| character.is_alphanumeric() || "/._-+@,".contains(character));
        let path = if plain && !path.starts_with('-') {
            path.into_owned()
        } else {
            format!("'{}'", path.replace('\'', r"'\''"))
        };
        Self(format!("{command} {}", escape::text(&path)))
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self::new(Exit::Malformed, Refusal::Token(error.clone()).code(), error)
    }
}

impl From<TimeError> for Failure {
    fn from(error: TimeError) -> Self {
        Self::usage(error)
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

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Self {
        Self::new(Exit::Error, "random", error)
    }
}

impl From<EncodeError> for Failure {
    fn from(error: EncodeError) -> Self {
        Self::new(Exit::Usage, "key", error)
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::new(Exit::Usage, "key", error)
    }
}

impl From<DotenvError> for Failure {
    fn from(error: DotenvError) -> Self {
        Self::new(Exit::Usage, "dotenv", error)
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (exit, code) = match &error {
            FileError::Io { .. } => (Exit::Error, "io"),
            FileError::GitMissing { .. } | FileError::GitFailed { .. } => (Exit::Error, "git"),
            FileError::ChangedMeanwhile { .. } => (Exit::Error, "changed_meanwhile"),
            FileError::Directory { .. }
            | FileError::NotRegular { .. }
            | FileError::TooLarge { .. }
            | FileError::AlreadyExists { .. } => (Exit::Usage, "file"),
            _ => (Exit::Unsafe, "unsafe_file"),
        };
        let hint = match &error {
            FileError::ReadableByOthers { path, .. } => Some(Hint::shell("chmod 600", path)),
            FileError::OpenToOthers { path, .. } => Some(Hint::shell("chmod 700", path)),
            FileError::PlaceOfOthers { path, .. } => Some(Hint::shell("chmod go-w", path)),
            _ => None,
        };
        let causes = match &error {
            FileError::Io { source, .. } => vec![source.to_string()],
            _ => Vec::new(),
        };
        Self { hint, causes, ..Self::new(exit, code, error) }
    }
}
