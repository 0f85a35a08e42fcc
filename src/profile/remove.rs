//! A table taken out of a TOML text, with the comment that stands directly above its header and the blank line before that.
//! Every other byte stays.

use std::ops::Range;

use toml_edit::{Document, Item, Table};

/// The text without the tables under `path`, or `None` when nothing there has a header of its own.
pub(super) fn table(text: &str, path: &[&str]) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let mut layout = Layout { text, path, headers: Vec::new(), values: Vec::new() };
    layout.walk(document.as_table(), &mut Vec::new());
    let Layout { mut headers, values, .. } = layout;
    headers.sort_unstable();
    if !headers.iter().any(|(_, ours)| *ours) {
        return None;
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // A line of a text that has several may begin like a comment.
    let is_of_a_value = |line: usize| {
        let start = lines[..line].iter().map(|line| line.len()).sum();
        values.iter().any(|value| value.start < start && start < value.end)
    };
    let is_comment = |line: usize| lines[line].trim_start().starts_with('#') && !is_of_a_value(line);
    let is_blank = |line: usize| lines[line].trim().is_empty();
    let headers: Vec<(usize, bool)> =
        headers.into_iter().map(|(at, ours)| (text[..at].matches('\n').count(), ours)).collect();
    // The first line that belongs to a header: the comment directly above it.
    let first = |header: usize| (0..header).rev().find(|line| !is_comment(*line)).map_or(0, |line| line + 1);
    let mut keep = vec![true; lines.len()];
    for (index, &(header, _)) in headers.iter().enumerate().filter(|(_, (_, ours))| *ours) {
        let start = first(header);
        let limit = headers.get(index + 1).map_or(lines.len(), |(next, _)| first(*next));
        // The last value, then the comments directly below it.
        let last =
            (header..limit).rev().find(|line| !is_comment(*line) && !is_blank(*line)).unwrap_or(header);
        let end = (last + 1..limit).find(|line| !is_comment(*line)).unwrap_or(limit);
        keep[start..end].fill(false);
        match start.checked_sub(1) {
            Some(before) if is_blank(before) => keep[before] = false,
            None if end < lines.len() && is_blank(end) => keep[end] = false,
            Some(_) | None => {}
        }
    }
    Some(lines.iter().zip(keep).filter_map(|(line, keep)| keep.then_some(*line)).collect())
}

/// Where the headers and the values of a text stand.
struct Layout<'p> {
    text: &'p str,
    /// To the table that goes.
    path: &'p [&'p str],
    /// Where each header starts, and whether it is of that table.
    headers: Vec<(usize, bool)>,
    values: Vec<Range<usize>>,
}

impl Layout<'_> {
    fn walk<'t>(&mut self, table: &'t Table, here: &mut Vec<&'t str>) {
        if let Some(span) = table.span()
            && !here.is_empty()
            && self.text.as_bytes().get(span.start) == Some(&b'[')
        {
            self.headers.push((span.start, here.starts_with(self.path)));
        }
        for (key, item) in table {
            here.push(key);
            match item {
                Item::Table(inner) => self.walk(inner, here),
                Item::ArrayOfTables(several) => several.iter().for_each(|inner| self.walk(inner, here)),
                Item::Value(value) => self.values.extend(value.span()),
                Item::None => {}
            }
            here.pop();
        }
    }
}
