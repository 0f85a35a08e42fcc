//! Puts what a library has changed in a text into the text as it was, so that every other byte stays.
//!
//! The library is handed LF line ends only, and writes white space as it likes it.

use super::pieces::{Piece, pieces};

/// JSON: what both texts begin and end with, word for word, is the old one's with its white space.
pub(super) fn json(original: &str, edited: &str) -> String {
    let (old, new) = (pieces(original), pieces(edited));
    if old.is_empty() {
        return edited.replace('\n', ending(original));
    }
    let same = |(old, new): &(&Piece, &Piece)| old.text.replace("\r\n", "\n") == new.text;
    let start = old.iter().zip(&new).take_while(same).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    if (start, start) == (old_end, new_end) {
        return original.to_owned();
    }
    // White space stands before a word. Between the brackets of what was empty stood none that could be somebody's form.
    let was_empty = start == old_end && start > 0 && matches!(old[start - 1].text, "{" | "[");
    let behind = |words: &[Piece], count: usize| match words.get(count) {
        Some(next) if was_empty || count == 0 => next.begin,
        _ => words[count - 1].end(),
    };
    let before = if start == 0 { 0 } else { old[start - 1].end() };
    let from = if start == 0 { 0 } else { new[start - 1].end() };
    let added = edited[from..behind(&new, new_end)].replace('\n', ending(original));
    let comma =
        if is_behind_a_last_comma(&old, start, old_end) && new[new_end - 1].text != "," { "," } else { "" };
    format!("{}{added}{comma}{}", &original[..before], &original[behind(&old, old_end)..])
}

/// Whether what is put between these words would be the last in its brackets, where the last has a comma behind it.
fn is_behind_a_last_comma(old: &[Piece], start: usize, end: usize) -> bool {
    let is = |word: Option<&Piece>, texts: &[&str]| word.is_some_and(|word| texts.contains(&word.text));
    let last = old[..start].iter().rfind(|word| !word.is_comment());
    let next = old[end..].iter().find(|word| !word.is_comment());
    start == end && is(last, &[","]) && is(next, &["}", "]"])
}

/// TOML: what both texts begin and end with is the old one's.
pub(super) fn toml(original: &str, edited: &str) -> String {
    let plain = original.replace("\r\n", "\n");
    let same = |one: &mut dyn Iterator<Item = u8>, other: &mut dyn Iterator<Item = u8>| {
        one.zip(other).take_while(|(one, other)| one == other).count()
    };
    let mut start = same(&mut plain.bytes(), &mut edited.bytes());
    while !(plain.is_char_boundary(start) && edited.is_char_boundary(start)) {
        start -= 1;
    }
    let (old, new) = (&plain[start..], &edited[start..]);
    let mut end = same(&mut old.bytes().rev(), &mut new.bytes().rev());
    while !(old.is_char_boundary(old.len() - end) && new.is_char_boundary(new.len() - end)) {
        end -= 1;
    }
    let before = &original[..position(original, start)];
    let after = &original[position(original, plain.len() - end)..];
    format!("{before}{}{after}", new[..new.len() - end].replace('\n', ending(original)))
}

fn ending(original: &str) -> &'static str {
    if original.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Where the byte that stands at `plain` when every CRLF is LF stands in `original`. Before a line's end, that is before its CR.
fn position(original: &str, plain: usize) -> usize {
    let mut left = plain;
    for (at, byte) in original.bytes().enumerate() {
        let is_half = byte == b'\r' && original.as_bytes().get(at + 1) == Some(&b'\n');
        if left == 0 && !(byte == b'\n' && at > 0 && original.as_bytes()[at - 1] == b'\r') {
            return at;
        }
        left -= usize::from(!is_half);
    }
    original.len()
}
