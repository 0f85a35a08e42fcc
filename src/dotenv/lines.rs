//! Where the lines of a `.env` file and their parts stand. Reads no value.
//!
//! Sources: as [`dotenv`](super).

use std::ops::Range;

use super::DotenvError;

/// How a value is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Bare,
    Single,
    Double,
}

/// One `NAME=value`, as byte ranges of the text.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    pub(super) line: usize,
    pub(super) export: bool,
    pub(super) name: Range<usize>,
    /// Between the quotes, or trimmed.
    pub(super) value: Range<usize>,
    pub(super) style: Style,
    /// All readers agree where the value ends.
    pub(super) clear: bool,
}

/// The lines of a file.
pub(super) struct Layout {
    pub(super) assignments: Vec<Assignment>,
    pub(super) lines: usize,
    /// Of the last line that has one.
    pub(super) ending: &'static str,
    /// A new line may be appended as it is.
    pub(super) is_ended: bool,
    /// Lines that are neither blank, comment nor assignment.
    strays: Vec<(usize, Range<usize>)>,
}

impl Layout {
    /// A line that is no assignment here but might be one of `name` elsewhere: `NAME`, `NAME: x`, `'NAME'=x`.
    pub(super) fn stray_mention(&self, text: &str, name: &str) -> Option<usize> {
        let mentions = |range: &Range<usize>| {
            let start = text[range.clone()].trim_start_matches(is_odd_or_blank);
            let bare = start.strip_prefix("export").filter(|rest| rest.starts_with(is_odd_or_blank));
            let bare = bare.map_or(start, |rest| rest.trim_start_matches(is_odd_or_blank));
            [start, bare].iter().any(|head| {
                head.trim_start_matches(['\'', '"'])
                    .strip_prefix(name)
                    .is_some_and(|rest| !rest.starts_with(is_key_char))
            })
        };
        self.strays.iter().find(|(_, range)| mentions(range)).map(|(line, _)| *line)
    }
}

/// POSIX.1-2017 XBD section 3.235.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

pub(super) fn layout(text: &str) -> Result<Layout, DotenvError> {
    refuse_doubtful_line_ends(text)?;
    let body = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let ending = match text.rfind('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let is_ended = text.len() == body || text.ends_with('\n');
    let mut layout = Layout { assignments: Vec::new(), lines: 0, ending, is_ended, strays: Vec::new() };
    let mut at = body;
    while at < text.len() {
        let line = layout.lines + 1;
        let mut end = line_end(text, at);
        match head(&text[at..end]) {
            Head::Nothing => {}
            Head::Stray => {
                refuse_reach(&text[at..end], line)?;
                layout.strays.push((line, at..end));
            }
            Head::Name { export, name, rest } => {
                let name = at + name.start..at + name.end;
                let found = value(text, at + rest, end, line)?;
                end = line_end(text, found.end);
                let Found { value, style, clear, .. } = found;
                layout.assignments.push(Assignment { line, export, name, value, style, clear });
            }
        }
        layout.lines += text[at..end].matches('\n').count() + 1;
        at = end + 1;
    }
    Ok(layout)
}

enum Head {
    Nothing,
    Stray,
    /// Offsets in the line; `rest` is behind the `=` and its blanks.
    Name {
        export: bool,
        name: Range<usize>,
        rest: usize,
    },
}

fn head(line: &str) -> Head {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let mut rest = line.trim_start_matches(BLANK);
    if rest.is_empty() || rest.starts_with('#') {
        return Head::Nothing;
    }
    let export = rest.strip_prefix("export").filter(|rest| rest.starts_with(BLANK));
    rest = export.map_or(rest, |rest| rest.trim_start_matches(BLANK));
    let start = line.len() - rest.len();
    rest = rest.trim_start_matches(is_key_char);
    let name = start..line.len() - rest.len();
    match rest.trim_start_matches(BLANK).strip_prefix('=') {
        Some(rest) if !name.is_empty() => {
            let rest = line.len() - rest.trim_start_matches(BLANK).len();
            Head::Name { export: export.is_some(), name, rest }
        }
        _ => Head::Stray,
    }
}

struct Found {
    value: Range<usize>,
    style: Style,
    clear: bool,
    /// Somewhere on the last line of the value.
    end: usize,
}

fn value(text: &str, start: usize, line_end: usize, line: usize) -> Result<Found, DotenvError> {
    let (style, close) = match text.as_bytes().get(start) {
        Some(b'\'') => (Style::Single, single_close(text, start + 1, line)?),
        Some(b'"') => (Style::Double, double_close(text, start + 1, line)?),
        _ => return bare(text, start, line_end, line),
    };
    let clear = is_blank_or_comment(&text[close + 1..self::line_end(text, close)]);
    if !clear && close > line_end {
        // What follows is the inside of a value for one reader and new lines for another.
        return Err(DotenvError::Unclear { line });
    }
    Ok(Found { value: start + 1..close, style, clear, end: close })
}

/// npm dotenv ends a value at any `#` and takes `` ` `` for a quote; python-dotenv needs a blank before the `#`.
fn bare(text: &str, start: usize, end: usize, line: usize) -> Result<Found, DotenvError> {
    let content = &text[start..end];
    let content = content.strip_suffix('\r').unwrap_or(content);
    if content.starts_with('`') && !content[1..].contains('`') {
        return Err(DotenvError::UnterminatedQuote { line });
    }
    let comment = content.match_indices('#').find(|(at, _)| content[..*at].ends_with(BLANK));
    let value = comment.map_or(content, |(at, _)| &content[..at]).trim_end_matches(BLANK);
    let odd = value.contains(|c| c == '#' || (is_odd_or_blank(c) && !BLANK.contains(&c)));
    // After nothing at all, npm dotenv takes a quoted text on a later line for the value.
    let reaches = content.is_empty() && text[end..].trim_start_matches(is_odd_or_blank).starts_with(QUOTES);
    let clear = !odd && !reaches && !value.starts_with('`');
    Ok(Found { value: start..start + value.len(), style: Style::Bare, clear, end })
}

/// python-dotenv and npm dotenv read over `\'`, shells end there.
fn single_close(text: &str, from: usize, line: usize) -> Result<usize, DotenvError> {
    match text[from..].find('\'') {
        None => Err(DotenvError::UnterminatedQuote { line }),
        Some(length) if text[from..from + length].ends_with('\\') => Err(DotenvError::Unclear { line }),
        Some(length) => Ok(from + length),
    }
}

/// After an odd number of backslashes a quote is escaped for everyone; after an even one, not for everyone.
fn double_close(text: &str, from: usize, line: usize) -> Result<usize, DotenvError> {
    let mut backslashes = 0;
    for (length, byte) in text[from..].bytes().enumerate() {
        match byte {
            b'"' if backslashes == 0 => return Ok(from + length),
            b'"' if backslashes % 2 == 0 => return Err(DotenvError::Unclear { line }),
            b'\\' => backslashes += 1,
            _ => backslashes = 0,
        }
    }
    Err(DotenvError::UnterminatedQuote { line })
}

/// A comment behind a closing quote needs a blank before it: a shell reads `"a"#b` as `a#b`.
fn is_blank_or_comment(rest: &str) -> bool {
    let rest = rest.strip_suffix('\r').unwrap_or(rest);
    let trimmed = rest.trim_start_matches(BLANK);
    trimmed.is_empty() || (trimmed.starts_with('#') && trimmed.len() < rest.len())
}

fn refuse_doubtful_line_ends(text: &str) -> Result<(), DotenvError> {
    let doubtful = |(at, c): &(usize, char)| match c {
        '\0' | '\u{2028}' | '\u{2029}' => true,
        '\r' => !text[at + 1..].starts_with('\n'),
        _ => false,
    };
    match text.char_indices().find(doubtful) {
        None => Ok(()),
        Some((at, _)) => Err(DotenvError::Unclear { line: 1 + text[..at].matches('\n').count() }),
    }
}

/// A quote that a stray line leaves open might reach over the lines below it; npm dotenv reads on after `NAME:`.
fn refuse_reach(content: &str, line: usize) -> Result<(), DotenvError> {
    if QUOTES.iter().any(|quote| content.matches(*quote).count() % 2 == 1) {
        return Err(DotenvError::UnterminatedQuote { line });
    }
    if content.trim_end_matches(is_odd_or_blank).ends_with(':') {
        return Err(DotenvError::Unclear { line });
    }
    Ok(())
}

/// Where the line that holds `at` ends, without its LF.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length)
}

fn is_key_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

/// White space for some reader: Python and JavaScript trim more than blank and tab.
fn is_odd_or_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == BYTE_ORDER_MARK
}

const BLANK: [char; 2] = [' ', '\t'];

const QUOTES: [char; 3] = ['\'', '"', '`'];

pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';
