//! The comments of a configuration, or of a part of one.

use std::collections::HashMap;
use std::ops::Range;

use super::pieces::{Piece, pieces};
use super::toml;
use crate::client::Client;
use crate::client::table::Format;
use crate::secret::mask::{masked, place};

/// The comments of a part of a configuration.
pub(in crate::client) fn comments<'t>(client: &Client, text: &'t str) -> Vec<&'t str> {
    if client.format == Format::Toml { toml::comments(text) } else { json_comments(text) }
}

/// The comments that are in one text, and not in another as often.
pub(in crate::client) fn comments_gone<'t>(client: &Client, before: &'t str, after: &str) -> Vec<&'t str> {
    let mut left = HashMap::new();
    for comment in comments(client, after) {
        *left.entry(comment).or_insert(0_usize) += 1;
    }
    let mut gone = comments(client, before);
    gone.retain(|comment| match left.get_mut(comment) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    gone
}

/// A part of a configuration without its comments, the blanks before them, and the lines that they have for themselves.
pub(in crate::client) fn without_comments(client: &Client, text: &str) -> String {
    let places = comments(client, text).into_iter().map(|comment| {
        let Range { start, end } = place(comment, text);
        let start = text[..start].trim_end_matches([' ', '\t']).len();
        let is_first = text[..start].is_empty() || text[..start].ends_with('\n');
        let line_end = ["\r\n", "\n"].into_iter().find(|line_end| text[end..].starts_with(*line_end));
        start..end + line_end.filter(|_| is_first).map_or(0, str::len)
    });
    masked(text, places, "").into_owned()
}

fn json_comments(text: &str) -> Vec<&str> {
    pieces(text).into_iter().filter(Piece::is_comment).map(|piece| piece.text).collect()
}
