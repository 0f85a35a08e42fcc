//! A token in what people paste: quoted, behind the name of its header, or in a server's answer.
//!
//! Sources: RFC 6750 section 2.1 (`Bearer`), RFC 6749 section 5.1 (`access_token`).

use super::json::Object;
use super::token::{MAX_LEN, TokenError};

/// A token as somebody gave it, less what surrounds it.
#[derive(Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The token alone.
    pub token: String,
    /// When it came inside a JSON object: the names of the members that were passed over.
    pub passed_over: Vec<String>,
}

/// Finds the token in what people really paste: white space around it, one pair of quotes, `Authorization:`, `Bearer `, or a
/// JSON object that holds it as `access_token`, `token`, `jwt`, `id_token` or `Authorization`.
pub fn from_paste(text: &str) -> Result<Pasted, TokenError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        return from_json(text);
    }
    bare(text).map(|token| Pasted { token: token.to_owned(), passed_over: Vec::new() })
}

fn from_json(text: &str) -> Result<Pasted, TokenError> {
    let object = Object::parse(text).map_err(|_| TokenError::Envelope)?;
    let (name, token) = ENVELOPES
        .iter()
        .find_map(|name| Some((*name, object.get(name)?.as_str()?)))
        .ok_or(TokenError::Envelope)?;
    let passed_over =
        object.members().map(|(name, _)| name.to_owned()).filter(|other| other != name).collect();
    Ok(Pasted { token: bare(token.trim())?.to_owned(), passed_over })
}

fn bare(text: &str) -> Result<&str, TokenError> {
    let mut text = unquoted(text);
    for prefix in ["Authorization:", "Bearer"] {
        if let Some((start, rest)) = text.split_at_checked(prefix.len())
            && start.eq_ignore_ascii_case(prefix)
            && (prefix.ends_with(':') || rest.starts_with(char::is_whitespace))
        {
            text = unquoted(rest.trim());
        }
    }
    if text.len() > MAX_LEN {
        return Err(TokenError::TooLarge { len: text.len() });
    }
    match text.find(char::is_whitespace) {
        Some(at) => {
            let after = text[..at].chars().count();
            let line_break = text[at..].starts_with(['\r', '\n']);
            Err(if line_break { TokenError::Folded { after } } else { TokenError::Blank { after } })
        }
        None => Ok(text),
    }
}

fn unquoted(text: &str) -> &str {
    QUOTES
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .map_or(text, str::trim)
}

const ENVELOPES: [&str; 5] = ["access_token", "token", "jwt", "id_token", "Authorization"];
/// Those of keyboards, and those that a word processor makes of them.
const QUOTES: [(char, char); 7] =
    [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')];

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Result<String, TokenError> {
        from_paste(text).map(|pasted| pasted.token)
    }

    #[test]
    fn finds_the_token_in_what_people_paste() {
        for text in [
            "a.b.c",
            " a.b.c\r\n",
            "\n\na.b.c",
            "\"a.b.c\"",
            "'a.b.c'",
            "Bearer a.b.c",
            "bearer  a.b.c",
            "Authorization: Bearer a.b.c",
            "\"Authorization: Bearer a.b.c\"",
            "authorization:a.b.c",
            "{\"access_token\":\"a.b.c\"}",
            "{\"jwt\": \"Bearer a.b.c\"}",
            "\u{feff}a.b.c",
            "Bearer\ta.b.c",
            "“a.b.c”",
            "„Bearer a.b.c“",
            "Authorization: ‘a.b.c’",
            "{\"Authorization\":\"Bearer a.b.c\"}",
        ] {
            assert_eq!(token(text).as_deref(), Ok("a.b.c"), "{text:?}");
        }
    }

    #[test]
    fn names_the_members_that_it_passes_over() {
        let pasted = from_paste(r#"{"token_type":"Bearer","access_token":"a.b.c","id_token":"x"}"#).unwrap();
        assert_eq!(pasted.passed_over, ["token_type", "id_token"]);
        assert_eq!(from_paste(r#"{"refresh_token":"x"}"#), Err(TokenError::Envelope));
    }

    #[test]
    fn says_where_a_token_was_folded() {
        assert_eq!(token("abc\n.b.c"), Err(TokenError::Folded { after: 3 }));
        assert_eq!(token("abc\r\n.b.c"), Err(TokenError::Folded { after: 3 }));
        assert_eq!(token("é .b.c"), Err(TokenError::Blank { after: 1 }));
    }

    #[test]
    fn quotes_that_are_no_pair_are_left() {
        for text in ["“a.b.c", "“a.b.c\"", "”a.b.c“", "Bearera.b.c", "Bearer"] {
            assert_eq!(token(text).as_deref(), Ok(text));
        }
    }
}
