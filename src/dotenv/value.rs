//! What the text of a value means. Knows neither names nor lines.

use zeroize::Zeroizing;

use super::lines::Style;

/// Why the readers of `.env` files do not agree on one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Unclear,
    Interpolated,
}

/// `raw` stands between its quotes, or is already trimmed.
pub(super) fn decode(raw: &str, style: Style) -> Result<Zeroizing<String>, Trouble> {
    match style {
        Style::Bare if raw.contains('$') => Err(Trouble::Interpolated),
        Style::Bare => Ok(Zeroizing::new(raw.to_owned())),
        Style::Single => single(raw),
        Style::Double => double(raw),
    }
}

/// python-dotenv reads `\\` as one backslash and expands `${..}` even between single quotes; the others do not.
fn single(raw: &str) -> Result<Zeroizing<String>, Trouble> {
    if raw.contains("${") {
        return Err(Trouble::Interpolated);
    }
    if raw.contains("\\\\") {
        return Err(Trouble::Unclear);
    }
    let mut value = Zeroizing::new(String::with_capacity(raw.len()));
    for c in raw.chars().filter(|c| *c != '\r') {
        value.push(c);
    }
    Ok(value)
}

fn double(raw: &str) -> Result<Zeroizing<String>, Trouble> {
    let mut value = Zeroizing::new(String::with_capacity(raw.len()));
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '$' => return Err(Trouble::Interpolated),
            // A lone CR was refused before, so this one belongs to a line's end: readers turn CRLF into LF.
            '\r' => {}
            '\\' => value.push(match chars.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(c @ ('"' | '\\' | '$')) => c,
                _ => return Err(Trouble::Unclear),
            }),
            c => value.push(c),
        }
    }
    Ok(value)
}
