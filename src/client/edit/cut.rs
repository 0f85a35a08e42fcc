//! Takes a member or an element out of a text of JSON, with one comma and the white space before it. Comments stay.

use super::pieces::{Piece, pieces};

/// The text without what stands between these two places.
pub(super) fn out(text: &str, begin: usize, end: usize) -> String {
    let words = pieces(text);
    let (before, rest): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.end() <= begin);
    let behind: Vec<_> = rest.into_iter().filter(|word| word.begin >= end).collect();
    let is_comma = |word: &&&Piece| word.text == ",";
    let next = behind.iter().find(|word| !word.is_comment()).filter(is_comma);
    let last = before.iter().rfind(|word| !word.is_comment()).filter(is_comma);
    let start = before.last().map_or(0, |word| word.end());
    match (next, last) {
        // What stands between it and its comma is a comment of somebody.
        (Some(comma), _) => {
            let rest = format!("{}{}", &text[end..comma.begin], &text[comma.end()..]);
            joined(&text[..start], &text[start..begin], &rest, &before)
        }
        (None, Some(comma)) => {
            let kept = format!("{}{}", &text[..comma.begin], &text[comma.end()..start]);
            joined(&kept, &text[start..begin], &text[end..], &before)
        }
        (None, None) => joined(&text[..start], &text[start..begin], &text[end..], &before),
    }
}

/// A comment that the end of the line ends needs one behind it.
fn joined(before: &str, between: &str, rest: &str, words: &[&Piece]) -> String {
    let is_open = words.last().is_some_and(|word| word.text.starts_with("//"));
    let goes_on = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    let between = if is_open && !goes_on { between } else { "" };
    format!("{before}{between}{rest}")
}
