//! Words of a line for the shell.

use std::borrow::Cow;

/// A word as every shell of the POSIX family reads it, bash and zsh at a terminal too, which take `{a,b}` and `!a` for themselves.
pub(crate) fn quoted(word: &str) -> Cow<'_, str> {
    match shell_words::quote(word) {
        Cow::Borrowed(plain) if plain.contains(['{', '}', '!', '^']) => format!("'{plain}'").into(),
        quoted => quoted,
    }
}

/// A program and its arguments, or some of them.
pub(crate) fn line<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> String {
    words.into_iter().map(|word| quoted(word.as_ref()).into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_for_more() {
        for plain in ["a", "-v", "/a/b.c", "https://a.example/mcp", "a@b", "a,b", "\u{e9}"] {
            assert_eq!(quoted(plain), plain);
        }
        for (word, shown) in [
            ("", "''"),
            ("{a,b}", "'{a,b}'"),
            ("!a", "'!a'"),
            ("^a^b", "'^a^b'"),
            ("~/a", "'~/a'"),
            ("a b", "'a b'"),
            ("it's {a,b}", r"'it'\''s {a,b}'"),
        ] {
            assert_eq!(quoted(word), shown);
        }
        assert_eq!(line(["a", "b c", "{1..3}"]), "a 'b c' '{1..3}'");
    }
}
