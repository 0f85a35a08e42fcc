//! Where a credential stands in an entry, and where one lies that an entry refers to.

use std::fmt;

use super::shown::{named, shown};
use crate::secret::shape::could_be_secret;

/// Where a credential stands, or what refers to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The header field of that name. Untrusted text.
    Header(String),
    /// The key for the name of a variable with a bearer token.
    BearerToken,
    /// The key for a command that prints header fields.
    Helper,
    /// The URL of the server.
    Url,
    /// The variable of that name, which a started server is handed. Untrusted text.
    Variable(String),
    /// The program that is started, and its arguments.
    Arguments,
    /// The command in which this program starts the server.
    Command,
    /// Another member: its name or the keys that lead to it, as they may be shown.
    Member(String),
    /// A value in no entry.
    Stray {
        /// The keys that lead to it, as they may be shown.
        path: String,
        /// The line that it begins on, where that is known.
        line: Option<usize>,
        /// Whether it stands where the client looks for servers.
        is_among_servers: bool,
    },
    /// The names of members.
    Names,
    /// The comments of a file.
    Comments,
    /// A file that nobody could take apart.
    Text,
}

impl Place {
    /// Whether it is a header that something else is shown in than a token by custom.
    pub(super) fn is_other_header(&self) -> bool {
        matches!(self, Self::Header(name) if !name.eq_ignore_ascii_case("Authorization"))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(f, "header `{}`", shown(name)),
            Self::BearerToken => f.write_str("bearer token"),
            Self::Helper => f.write_str("helper"),
            Self::Url => f.write_str("URL"),
            Self::Variable(name) => write!(f, "variable `{}`", shown(name)),
            Self::Arguments => f.write_str("arguments"),
            Self::Command => f.write_str("command"),
            Self::Member(path) | Self::Stray { path, .. } => write!(f, "`{path}`"),
            Self::Names => f.write_str("member names"),
            Self::Comments => f.write_str("comments"),
            Self::Text => f.write_str("text"),
        }
    }
}

/// Where the token lies that an entry refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A variable of that name.
    Variable(String),
    /// A file.
    File {
        /// As the reference names it.
        path: String,
        /// The variable that the client sets by it, where the reference is to that.
        variable: Option<String>,
    },
}

impl fmt::Display for Holder {
    /// Not by its name when that could be a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => f.write_str(&named(name)),
            Self::File { path, variable } => {
                variable.iter().try_for_each(|name| write!(f, "{}, set by ", named(name)))?;
                if could_be_secret(path) { f.write_str("a file") } else { write!(f, "the file `{path}`") }
            }
        }
    }
}
