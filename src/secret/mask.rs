//! Texts as they may be shown, with a mark in place of what is secret.

use std::borrow::Cow;
use std::ops::Range;

use super::shape::jwts;

/// A text for people without what is surely secret: JWTs, and 64 hex digits or more. Somebody may have put one where a name
/// belongs.
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    let runs = text.split(|letter: char| !letter.is_ascii_hexdigit()).filter(|run| run.len() >= SURELY);
    let mut places: Vec<_> = jwts(text).chain(runs).map(|part| place(part, text)).collect();
    places.sort_by_key(|place| place.start);
    masked(text, places, "...")
}

/// Where in a text a part of it stands.
pub(crate) fn place(part: &str, text: &str) -> Range<usize> {
    let start = part.as_ptr().addr() - text.as_ptr().addr();
    start..start + part.len()
}

/// A text with a mark in place of some of its parts, which are sorted by where they start; one for those that overlap.
pub(crate) fn masked<'t>(
    text: &'t str,
    parts: impl IntoIterator<Item = Range<usize>>,
    mark: &str,
) -> Cow<'t, str> {
    let (mut shown, mut end) = (String::new(), 0);
    for part in parts {
        if part.start >= end {
            shown.push_str(&text[end..part.start]);
            shown.push_str(mark);
        }
        end = end.max(part.end);
    }
    if end == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[end..]);
    Cow::Owned(shown)
}

/// As many hex digits as 256 bits are.
const SURELY: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    #[test]
    fn a_text_for_people_shows_no_key_and_no_token() {
        const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
        assert_eq!(without_secrets(&format!("`{JWT}`: `--{HEX}` {HEX}00")), "`...`: `--...` ...");
        let thumbprint = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
        for text in ["a b", thumbprint, &HEX[..63], "eyJhbGciOiJIUzI1NiJ9"] {
            assert_eq!(without_secrets(text), text);
        }
    }

    /// One after the other they would take minutes.
    #[test]
    fn one_look_takes_the_many_secrets_out_of_a_text() {
        let keys: String = (0..50_000).map(|index| format!("{HEX}{index:05},")).collect();
        assert_eq!(without_secrets(&keys), "...,".repeat(50_000));
        // One within another, and two side by side.
        assert_eq!(without_secrets(&format!("a eyJ{HEX}.eyJ.{HEX} {HEX}")), "a ... ...");
    }
}
