//! What somebody reads when a command has no answer: a message, causes, one hint, an exit code; and how each error of the
//! library becomes that.
//!
//! A hint is a command or flag that can be pasted as it stands. None weakens a check, destroys a value or holds a token.

mod client;
mod code;
pub(crate) mod file;
mod fresh;
mod jwt;
mod profile;
mod store;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use mcp_token::clock::TimeError;
use mcp_token::dotenv::DotenvError;
use mcp_token::secret::GenerateError;
use mcp_token::secret::mask::without_secrets;
use serde::{Serialize, Serializer};

pub(crate) use self::code::Code;
use crate::output::escape;
use crate::quoted::quoted;

/// How the process ends; the numbers never change. Of several the least counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    Ok = 0,
    Error = 1,
    Usage = 2,
    Malformed = 3,
    Refused = 4,
    OutOfTime = 5,
    NotFound = 6,
    Unsafe = 7,
    NoAnswer = 8,
    /// Of `exec`: the program is there and cannot be run.
    NotExecutable = 126,
    /// Of `exec`: there is no such program.
    ProgramNotFound = 127,
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command has no answer.
#[derive(Debug, Serialize, thiserror::Error)]
#[error("{}", shown(message))]
pub(crate) struct Failure {
    /// A stable name for programs.
    pub(crate) code: Code,
    /// One sentence, as it is: `Display` escapes it for people, JSON in its own way, and both mask what looks like a secret.
    #[serde(serialize_with = "masked")]
    pub(crate) message: String,
    pub(crate) hint: Option<Hint>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "all_masked")]
    pub(crate) causes: Vec<String>,
    #[serde(skip)]
    pub(crate) exit: Exit,
    /// The line of a file that it is about.
    #[serde(skip)]
    pub(crate) line: Option<usize>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, code: Code, message: impl fmt::Display) -> Self {
        Self { code, message: message.to_string(), causes: Vec::new(), hint: None, exit, line: None }
    }

    /// Arguments or input that cannot be used.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, Code::USAGE, message)
    }

    /// A read or write that failed.
    pub(crate) fn io(message: impl fmt::Display, error: impl Error + Send + Sync + 'static) -> Self {
        Self::other(Code::IO, &anyhow::Error::new(error).context(message.to_string()))
    }

    /// What cannot happen, said all the same.
    pub(crate) fn internal(error: impl Error + Send + Sync + 'static) -> Self {
        Self::other(Code::INTERNAL, &anyhow::Error::new(error).context("this should not happen"))
    }

    /// What has no exit code of its own: the context as the message, what lies under it as causes.
    fn other(code: Code, error: &anyhow::Error) -> Self {
        let causes = error.chain().skip(1).map(ToString::to_string).collect();
        Self { causes, ..Self::new(Exit::Error, code, error) }
    }

    /// With this as its one hint, or with none.
    pub(crate) fn with_hint(mut self, hint: impl Into<Option<Hint>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The message with its causes behind it, as they are.
    pub(crate) fn whole(&self) -> String {
        std::iter::once(&self.message).chain(&self.causes).map(String::as_str).collect::<Vec<_>>().join(": ")
    }

    /// Says what the message is about: `name: message`.
    pub(crate) fn about(mut self, subject: impl fmt::Display) -> Self {
        self.message = format!("{subject}: {}", self.message);
        self
    }
}

/// A message or a cause for people.
pub(crate) fn shown(text: &str) -> String {
    escape::text(&without_secrets(text)).into_owned()
}

fn masked<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&without_secrets(text))
}

fn all_masked<S: Serializer>(texts: &[String], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(texts.iter().map(|text| without_secrets(text)))
}

impl From<TimeError> for Failure {
    fn from(error: TimeError) -> Self {
        Self::usage(error)
    }
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Self {
        Self::new(Exit::Error, Code::RANDOM, error)
    }
}

impl From<DotenvError> for Failure {
    fn from(error: DotenvError) -> Self {
        Self { line: error.line(), ..Self::new(Exit::Usage, Code::DOTENV, error) }
    }
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hint(String);

impl Serialize for Hint {
    /// Null where it cannot be shown as it stands.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.is_whole() { to.serialize_str(&self.0) } else { to.serialize_none() }
    }
}

impl Hint {
    /// A command of this program.
    pub(crate) fn run(arguments: &str) -> Self {
        Self(format!("mcp-token {arguments}"))
    }

    /// A command of another program.
    pub(crate) fn command(line: &str) -> Self {
        Self(line.to_owned())
    }

    /// A flag to add to the command that was given.
    pub(crate) fn add(flag: &str) -> Self {
        Self(format!("add {flag}"))
    }

    /// A flag to give instead of one that was given.
    pub(crate) fn instead(flag: &str) -> Self {
        Self(format!("use {flag}"))
    }

    /// Whether it can be pasted as it is shown: nothing in it has to be escaped, and it names no path that is no text.
    pub(crate) fn is_pasteable(&self) -> bool {
        matches!(escape::text(&self.0), Cow::Borrowed(_)) && !self.0.contains(char::REPLACEMENT_CHARACTER)
    }

    /// Whether it can be shown as it stands: a part of it is no command.
    pub(crate) fn is_whole(&self) -> bool {
        without_secrets(&self.0) == self.0
    }

    /// A line for the shell with two paths, which are quoted.
    pub(crate) fn shell_two(command: &str, first: &std::path::Path, second: &std::path::Path) -> Self {
        Self::shell(&Self::shell(command, first).0, second)
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
        Self(format!("{command} {}", quoted(&path)))
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&escape::text(&self.0))
    }
}
