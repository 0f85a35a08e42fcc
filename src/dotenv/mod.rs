//! Reads one variable of a `.env` file, and sets one or takes one out without touching any other byte.
//!
//! There is no standard for these files. What python-dotenv, npm dotenv and docker compose read alike is read here;
//! what they read differently is refused by line number, because a secret that two programs understand differently
//! shows up much later, as a signature that does not match. Nothing is expanded, and nothing here does I/O.
//! Not covered: `docker run --env-file`, which takes quotes literally.
//!
//! Sources: python-dotenv 1.2 `parser.py`; npm dotenv 17 `lib/main.js` (the `LINE` pattern); docker compose
//! "Env file syntax".

use std::fmt;
use std::ops::Range;

use zeroize::Zeroizing;

mod change;
mod lines;
mod value;

#[cfg(test)]
mod tests;

pub use change::{Change, Masked};

use lines::{Assignment, Layout, Style};

/// The bytes of a `.env` file, and where its assignments stand.
///
/// [`as_bytes`](Self::as_bytes) gives back exactly what was parsed until [`set`](Self::set) changes one value. It
/// does not read or write the file. `Debug` shows no content.
pub struct Dotenv {
    text: Zeroizing<String>,
    layout: Layout,
}

/// Why a `.env` file was not read or changed. States facts; holds no value, nor part of one.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DotenvError {
    /// The file is not UTF-8 from this line on.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// Counted from 1.
        line: usize,
    },
    /// A quoted value has no closing quote, or a line that is no assignment has an odd number of quotes.
    #[error("the quote on line {line} is not closed")]
    UnterminatedQuote {
        /// Where the quote opens, counted from 1.
        line: usize,
    },
    /// Readers of `.env` files disagree about what stands there.
    #[error("line {line} is read differently by different programs")]
    Unclear {
        /// Counted from 1.
        line: usize,
    },
    /// The value refers to other variables; nothing is expanded here.
    #[error("the value of `{name}` on line {line} refers to other variables")]
    Interpolated {
        /// The variable that was asked for.
        name: String,
        /// Counted from 1.
        line: usize,
    },
    /// The variable is assigned more than once: programs take the first or the last.
    #[error("`{name}` is assigned {} times, on lines {}", lines.len(), list(lines))]
    Duplicate {
        /// The variable that was asked for.
        name: String,
        /// Every line that assigns it, counted from 1, in order.
        lines: Vec<usize>,
    },
    /// Not a name that every shell and reader accepts (POSIX.1-2017 XBD section 3.235).
    #[error("`{name}` is not a variable name: expected letters, digits and `_`, not starting with a digit")]
    Name {
        /// What was given.
        name: String,
    },
    /// A variable is never set to nothing.
    #[error("the new value of `{name}` is empty")]
    EmptyValue {
        /// The variable that was to be set.
        name: String,
    },
    /// The new value holds a character that some reader or shell would interpret where it would stand.
    #[error("character {position} of the new value of `{name}` cannot be written without being interpreted")]
    UnwritableValue {
        /// The variable that was to be set.
        name: String,
        /// Counted from 1. The character itself is not told.
        position: usize,
    },
}

impl DotenvError {
    /// The line of the file, where it is about one; of several the last.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { line }
            | Self::UnterminatedQuote { line }
            | Self::Unclear { line }
            | Self::Interpolated { line, .. } => Some(*line),
            Self::Duplicate { lines, .. } => lines.last().copied(),
            Self::Name { .. } | Self::EmptyValue { .. } | Self::UnwritableValue { .. } => None,
        }
    }
}

impl Dotenv {
    /// Takes the bytes of a file and finds its assignments.
    ///
    /// UTF-8 with or without a byte order mark; lines end in LF or CRLF, also mixed. A lone CR, NUL, U+2028 and U+2029
    /// are refused: some readers see a line end there and some do not.
    pub fn parse(bytes: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, DotenvError> {
        let mut bytes: Zeroizing<Vec<u8>> = bytes.into();
        match String::from_utf8(std::mem::take(&mut *bytes)) {
            Ok(text) => Self::from_text(Zeroizing::new(text)),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let bytes = Zeroizing::new(error.into_bytes());
                let line = 1 + bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
                Err(DotenvError::NotUtf8 { line })
            }
        }
    }

    /// The value that a program sees in `name`, `None` when the file does not assign it.
    ///
    /// Without quotes: trimmed, and ` #` starts a comment. In `'..'`: as it stands. In `".."`: `\n \r \t \" \\ \$`
    /// are read; any other escape is unclear. A quoted value may go over several lines, which are joined by LF.
    pub fn value(&self, name: &str) -> Result<Option<Zeroizing<String>>, DotenvError> {
        match self.find(name)? {
            Some(assignment) => self.decode(name, assignment).map(Some),
            None => Ok(None),
        }
    }

    /// The same for a program that takes the last of several assignments.
    pub fn last_value(&self, name: &str) -> Result<Option<Zeroizing<String>>, DotenvError> {
        match self.all(name)?.last() {
            Some(last) if last.clear => self.decode(name, last).map(Some),
            Some(last) => Err(DotenvError::Unclear { line: last.line }),
            None => Ok(None),
        }
    }

    /// Every name and what stands behind it, as it is written between its quotes: nothing in it is read.
    pub fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let part = |range: &Range<usize>| &self.text[range.clone()];
        self.layout.assignments.iter().map(move |one| (part(&one.name), part(&one.value)))
    }

    /// Sets `name`, in place or on a new last line.
    ///
    /// In place, only the bytes of the value change: `export`, blanks, quotes, a comment behind it and the line's end
    /// stay. A new line ends like the last line that has an end (LF when none has), and so does then the line before.
    ///
    /// `value` must be printable ASCII without blanks, quotes, `$`, `` ` ``, `\` and `#`; where no quotes stand around
    /// it also without what a shell acts on. It is meant for hexadecimal, base64 and tokens.
    pub fn set(&mut self, name: &str, value: &str) -> Result<Change, DotenvError> {
        let Some(assignment) = self.find(name)?.cloned() else {
            check_writable(name, value, Style::Bare)?;
            return self.append(name, value);
        };
        check_writable(name, value, assignment.style)?;
        let line = assignment.line;
        if self.decode(name, &assignment).is_ok_and(|old| *old == value) {
            return Ok(Change::Unchanged { line });
        }
        let masked = |value: &str| Masked::new(name, assignment.export, assignment.style, value);
        let before = masked(&self.text[assignment.value.clone()]);
        let after = masked(value);
        self.splice(assignment.value, value)?;
        Ok(Change::Replaced { line, before, after })
    }

    /// Refuses a value that [`set`](Self::set) would not write into every file, be there quotes or none.
    pub fn check_value(name: &str, value: &str) -> Result<(), DotenvError> {
        check_writable(name, value, Style::Bare)
    }

    /// Takes `name` out, with its line or lines; whether it was there.
    ///
    /// A comment behind the value goes with it, every other byte stays.
    pub fn remove(&mut self, name: &str) -> Result<bool, DotenvError> {
        let Some(assignment) = self.find(name)?.cloned() else { return Ok(false) };
        let mark =
            if self.text.starts_with(lines::BYTE_ORDER_MARK) { lines::BYTE_ORDER_MARK.len_utf8() } else { 0 };
        let start = self.text[..assignment.name.start].rfind('\n').map_or(mark, |before| before + 1);
        let end = lines::line_end(&self.text, assignment.value.end);
        self.splice(start..(end + 1).min(self.text.len()), "")?;
        Ok(true)
    }

    /// The whole file, for writing.
    pub fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    fn from_text(text: Zeroizing<String>) -> Result<Self, DotenvError> {
        let layout = lines::layout(&text)?;
        Ok(Self { text, layout })
    }

    /// Every assignment of a name, in order.
    fn all(&self, name: &str) -> Result<Vec<&Assignment>, DotenvError> {
        if !lines::is_name(name) {
            return Err(DotenvError::Name { name: name.to_owned() });
        }
        if let Some(line) = self.layout.stray_mention(&self.text, name) {
            return Err(DotenvError::Unclear { line });
        }
        let is_it = |one: &&Assignment| self.text[one.name.clone()] == *name;
        Ok(self.layout.assignments.iter().filter(is_it).collect())
    }

    fn find(&self, name: &str) -> Result<Option<&Assignment>, DotenvError> {
        let found = self.all(name)?;
        match found[..] {
            [] => Ok(None),
            [one] if one.clear => Ok(Some(one)),
            [one] => Err(DotenvError::Unclear { line: one.line }),
            _ => Err(DotenvError::Duplicate {
                name: name.to_owned(),
                lines: found.iter().map(|one| one.line).collect(),
            }),
        }
    }

    fn decode(&self, name: &str, assignment: &Assignment) -> Result<Zeroizing<String>, DotenvError> {
        let line = assignment.line;
        value::decode(&self.text[assignment.value.clone()], assignment.style).map_err(|trouble| match trouble
        {
            value::Trouble::Unclear => DotenvError::Unclear { line },
            value::Trouble::Interpolated => DotenvError::Interpolated { name: name.to_owned(), line },
        })
    }

    fn append(&mut self, name: &str, value: &str) -> Result<Change, DotenvError> {
        let end = self.text.len();
        let ending = self.layout.ending;
        let first = if self.layout.is_ended { "" } else { ending };
        let line = self.layout.lines + 1;
        let addition = Zeroizing::new([first, name, "=", value, ending].concat());
        self.splice(end..end, &addition)?;
        Ok(Change::Added { line, after: Masked::new(name, false, Style::Bare, value) })
    }

    /// Into a buffer of the right size: a `String` that grows leaves its old bytes in freed memory.
    fn splice(&mut self, range: Range<usize>, new: &str) -> Result<(), DotenvError> {
        let mut text = Zeroizing::new(String::with_capacity(self.text.len() - range.len() + new.len()));
        text.push_str(&self.text[..range.start]);
        text.push_str(new);
        text.push_str(&self.text[range.end..]);
        *self = Self::from_text(text)?;
        Ok(())
    }
}

impl fmt::Debug for Dotenv {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dotenv").field("lines", &self.layout.lines).finish_non_exhaustive()
    }
}

fn check_writable(name: &str, value: &str, style: Style) -> Result<(), DotenvError> {
    if value.is_empty() {
        return Err(DotenvError::EmptyValue { name: name.to_owned() });
    }
    let refused = |c: char| {
        !c.is_ascii_graphic()
            || INTERPRETED.contains(c)
            || (style == Style::Bare && INTERPRETED_BARE.contains(c))
    };
    match value.chars().position(refused) {
        None => Ok(()),
        Some(index) => Err(DotenvError::UnwritableValue { name: name.to_owned(), position: index + 1 }),
    }
}

fn list(lines: &[usize]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What some reader interprets even between quotes.
const INTERPRETED: &str = "'\"$`\\#";

/// What a shell that sources the file acts on outside quotes (POSIX.1-2017 XCU section 2.2).
const INTERPRETED_BARE: &str = ";&|<>()*?[]{}~!";
