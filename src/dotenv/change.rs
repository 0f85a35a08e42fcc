//! What [`Dotenv::set`](super::Dotenv::set) did, in a form that can be shown: it never holds a value.

use std::fmt;

use super::lines::Style;

/// What setting a variable changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The file did not assign the variable; a line was added at its end.
    Added {
        /// Counted from 1.
        line: usize,
        /// The new line.
        after: Masked,
    },
    /// The value was replaced where it stood.
    Replaced {
        /// Where the assignment begins, counted from 1.
        line: usize,
        /// The assignment as it was.
        before: Masked,
        /// The assignment as it is now.
        after: Masked,
    },
    /// The variable had that value already; no byte was changed.
    Unchanged {
        /// Where the assignment begins, counted from 1.
        line: usize,
    },
}

impl Change {
    /// The changed lines in the manner of a diff, `-` before `+`; empty when nothing changes.
    ///
    /// The value is replaced by its length, a comment behind it is left out: it may quote an older value.
    pub fn diff(&self) -> Vec<String> {
        match self {
            Self::Added { after, .. } => vec![format!("+{after}")],
            Self::Replaced { before, after, .. } => vec![format!("-{before}"), format!("+{after}")],
            Self::Unchanged { .. } => Vec::new(),
        }
    }
}

/// An assignment without its value: `export NAME="<64 characters>"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    name: String,
    is_exported: bool,
    quote: &'static str,
    characters: usize,
}

impl Masked {
    pub(super) fn new(name: &str, is_exported: bool, style: Style, value: &str) -> Self {
        let quote = match style {
            Style::Bare => "",
            Style::Single => "'",
            Style::Double => "\"",
        };
        Self { name: name.to_owned(), is_exported, quote, characters: value.chars().count() }
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, quote, characters, .. } = self;
        let export = if self.is_exported { "export " } else { "" };
        match characters {
            0 => write!(f, "{export}{name}={quote}{quote}"),
            1 => write!(f, "{export}{name}={quote}<1 character>{quote}"),
            _ => write!(f, "{export}{name}={quote}<{characters} characters>{quote}"),
        }
    }
}
