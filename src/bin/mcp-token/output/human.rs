//! Text for people: aligned rows, claims with instants in words, the bar of a token's life.

use std::path::Path;

use console::measure_text_width;
use mcp_token::clock::Time;
use mcp_token::jwt::instants::{expires_at, lifetime};
use mcp_token::jwt::json::{Object, Value};

use super::escape;
use super::style::Style;

/// Rows of a label and a value, two blanks in front, the values in one column.
pub(crate) fn rows<'r>(rows: impl IntoIterator<Item = (&'r str, String)>) -> String {
    let rows: Vec<_> = rows.into_iter().map(|(label, value)| (escape::text(label), value)).collect();
    let width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    rows.iter().map(|(label, value)| format!("  {label:width$}  {}\n", escape::text(value))).collect()
}

/// Lines, each escaped.
pub(crate) fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{}\n", escape::text(line))).collect()
}

/// The members of a header or claims set, `iat`, `nbf`, `exp` in words.
pub(crate) fn members(object: &Object<'_>, now: Time) -> String {
    rows(object.members().map(|(name, value)| (name, claim(name, value, now))))
}

/// One value as a person reads it, escaped.
pub(crate) fn claim(name: &str, value: Value<'_>, now: Time) -> String {
    if matches!(name, "iat" | "nbf" | "exp" | "auth_time" | "updated_at")
        && let Some(seconds) = value.as_integer()
    {
        return Time::from_unix(seconds).describe(now);
    }
    bare(value)
}

/// A string without its quotes, anything else as JSON; escaped.
pub(crate) fn bare(value: Value<'_>) -> String {
    match value.as_str() {
        Some(text) => escape::text(&text).into_owned(),
        None => escape::json(&value.compact()).into_owned(),
    }
}

/// How much of its life a token has used: `9 % of 24 h used`, with a bar on a terminal.
pub(crate) fn life(claims: &Object<'_>, style: Style, now: Time) -> Option<String> {
    let (life, end) = (lifetime(claims)?, expires_at(claims)?);
    let left = end.since(now);
    let used = life.secs().saturating_sub(left.secs());
    let percent = u128::from(used) * 100 / u128::from(life.secs());
    let words =
        if left.secs() == 0 { format!("over, it was {life}") } else { format!("{percent} % of {life} used") };
    Some(if style.is_terminal {
        format!("{} {words}", bar(used, life.secs(), BAR_CELLS, style))
    } else {
        words
    })
}

/// A bar of that many cells, of which a part is full; in half cells.
pub(crate) fn bar(part: u64, whole: u64, cells: usize, style: Style) -> String {
    let halves = u128::from(part.min(whole)) * 2 * cells as u128 / u128::from(whole.max(1));
    let halves = usize::try_from(halves).unwrap_or(0);
    let (full, half) = (halves / 2, halves % 2);
    let rest = cells.saturating_sub(full + half);
    format!("{}{}{}", "━".repeat(full), if half == 1 { "╸" } else { "" }, style.dim(&"─".repeat(rest)))
}

/// A path as people write it.
pub(crate) fn place(path: &Path, home: &Path) -> String {
    let text = match path.strip_prefix(home) {
        Ok(inside) => Path::new("~").join(inside),
        Err(_) => path.to_owned(),
    };
    text.to_string_lossy().into_owned()
}

/// A number and what it counts.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Rows under a head, each column as wide as its widest cell; the last column is not filled up. The cells are escaped already.
pub(crate) fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let lines: Vec<_> = std::iter::once(head.map(str::to_owned)).chain(rows).collect();
    let width = |column: usize| lines.iter().map(|line| measure_text_width(&line[column])).max().unwrap_or(0);
    let widths: Vec<_> = (0..N).map(width).collect();
    let line = |line: &[String; N]| {
        let cells = line.iter().zip(&widths).map(|(cell, width)| {
            format!("{cell}{}", " ".repeat(width.saturating_sub(measure_text_width(cell))))
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    lines.iter().map(line).collect()
}

pub(super) const BAR_CELLS: usize = 30;
