//! What stands where in a text of TOML.

use toml_edit::{Item, TableLike};

use crate::client::edit::Scalar;

/// See [`Document::scalars`](crate::client::edit::Document::scalars).
pub(in crate::client::edit) fn scalars<N: Copy>(
    text: &str,
    around: N,
    into: &impl Fn(&str, N) -> N,
) -> Vec<Scalar<N>> {
    let mut found = Vec::new();
    if let Ok(document) = toml_edit::Document::parse(text) {
        scalars_of_table(document.as_table(), around, into, &mut found);
    }
    found
}

fn scalars_of_table<N: Copy>(
    table: &dyn TableLike,
    around: N,
    into: &impl Fn(&str, N) -> N,
    found: &mut Vec<Scalar<N>>,
) {
    for (name, item) in table.iter() {
        let around = into(name, around);
        match item {
            Item::Table(inner) => scalars_of_table(inner, around, into, found),
            Item::ArrayOfTables(tables) => {
                tables.iter().for_each(|inner| scalars_of_table(inner, around, into, found));
            }
            Item::Value(value) => scalars_of_value(value, around, into, found),
            Item::None => {}
        }
    }
}

fn scalars_of_value<N: Copy>(
    value: &toml_edit::Value,
    around: N,
    into: &impl Fn(&str, N) -> N,
    found: &mut Vec<Scalar<N>>,
) {
    match value {
        toml_edit::Value::Array(values) => {
            values.iter().for_each(|value| scalars_of_value(value, around, into, found));
        }
        toml_edit::Value::InlineTable(inner) => scalars_of_table(inner, around, into, found),
        toml_edit::Value::Boolean(_) => {}
        scalar => {
            let text = scalar.as_str().map(str::to_owned);
            found.extend(scalar.span().map(|place| Scalar { place, text, around }));
        }
    }
}

/// What stands behind a `#` outside of texts (TOML 1.0, "Comment" and "String").
pub(in crate::client::edit) fn comments(text: &str) -> Vec<&str> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['#', '"', '\'']) {
        rest = &rest[at..];
        let quote = QUOTES.iter().find(|quote| rest.starts_with(**quote));
        let length = quote.map_or_else(
            || rest.find('\n').map_or(rest.len(), |end| rest[..end].trim_end_matches('\r').len()),
            |quote| quote.len() + length_in(&rest[quote.len()..], quote),
        );
        found.extend(quote.is_none().then_some(&rest[..length]));
        rest = &rest[length..];
    }
    found
}

/// The length of a text behind its first quote, the last included. A backslash is special in one of `"` alone.
fn length_in(text: &str, quote: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if !is_escaped && text[at..].starts_with(quote) {
            return at + quote.len();
        }
        is_escaped = letter == '\\' && !is_escaped && quote.starts_with('"');
    }
    text.len()
}

/// The longer ones first.
const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

#[cfg(test)]
mod tests {
    use super::comments;

    #[test]
    fn a_comment_begins_outside_of_texts() {
        let text = concat!(
            "a = \"#\\\"#\" # one\n#two\nb = '#\\' # three\n",
            "c = \"\"\"#\n\"#\\\"\"\"\"# four\nd = '''#'# ''' # five\ne = \"\" # six"
        );
        assert_eq!(comments(text), ["# one", "#two", "# three", "# four", "# five", "# six"]);
        for text in ["", "a = 1", "a = \"# open", "a = '''#\n#"] {
            assert!(comments(text).is_empty(), "{text}");
        }
        assert_eq!(comments("a = 1 # one\r\n# two\r\n\r\n"), ["# one", "# two"]);
    }
}
