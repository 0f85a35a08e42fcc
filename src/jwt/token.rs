//! The shape of a token: its three segments, and why a text has none.
//!
//! It looks at characters only. Nothing here is decoded, trusted or checked.
//!
//! Sources: RFC 7515 section 7.1 (compact serialization), RFC 7516 section 7.1 (a JWE has five segments).

/// No token may be longer than this, in bytes.
pub const MAX_LEN: usize = 1 << 20;

/// The three segments of a token, none of them decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments<'a> {
    /// Everything before the last period: what was signed.
    pub signed: &'a str,
    /// The first segment, base64url.
    pub header: &'a str,
    /// The second segment, base64url.
    pub payload: &'a str,
    /// The third segment, base64url.
    pub signature: &'a str,
}

impl<'a> Segments<'a> {
    /// Cuts a token at its periods.
    pub fn parse(token: &'a str) -> Result<Self, TokenError> {
        if token.len() > MAX_LEN {
            return Err(TokenError::TooLarge { len: token.len() });
        }
        if let Some((signed, signature)) = token.rsplit_once('.')
            && let Some((header, payload)) = signed.split_once('.')
            && !payload.contains('.')
        {
            return Ok(Self { signed, header, payload, signature });
        }
        match token.matches('.').count() {
            0 if token.is_empty() => Err(TokenError::Empty),
            4 if !token.contains(char::is_whitespace) => Err(TokenError::Encrypted),
            periods => Err(TokenError::Segments { found: periods + 1 }),
        }
    }

    /// The same for one token that somebody gave: a character that no segment is made of is told with its place, which decoding
    /// does not say.
    pub fn parse_pasted(token: &'a str) -> Result<Self, TokenError> {
        let segments = Self::parse(token)?;
        let is_strange = |letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter));
        let Some((at, found)) = token.char_indices().find(|(_, letter)| is_strange(*letter)) else {
            return Ok(segments);
        };
        let before = &token[..at];
        let part = match before.matches('.').count() {
            0 => Part::Header,
            1 => Part::Payload,
            _ => Part::Signature,
        };
        // All of them are ASCII.
        Err(TokenError::Letter { part, found, after: before.len() })
    }
}

/// The part of a token that a fault lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first segment.
    Header,
    /// The second segment.
    Payload,
    /// The third segment.
    Signature,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        })
    }
}

/// Why a text is not a token that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// A segment is not strict base64url.
    #[error("not a JWT: its {part} is not base64url without padding")]
    Base64 {
        /// Which segment.
        part: Part,
    },
    /// A blank inside.
    #[error("not a JWT: a blank stands after character {after}")]
    Blank {
        /// How many characters stand before it.
        after: usize,
    },
    /// Nothing at all.
    #[error("not a JWT: it is empty")]
    Empty,
    /// Five segments (RFC 7516).
    #[error("this is an encrypted JWE (5 segments), not a signed JWT")]
    Encrypted,
    /// A JSON text that holds no token.
    #[error("not a JWT: a JSON text without `access_token`, `token`, `jwt`, `id_token` or `Authorization`")]
    Envelope,
    /// A line break inside.
    #[error("not a JWT: folded after character {after} when it was copied")]
    Folded {
        /// How many characters stand before it.
        after: usize,
    },
    /// A header parameter is missing or of the wrong JSON type (RFC 7515 section 4.1).
    #[error("not a JWT: its header's `{name}` {problem}")]
    Header {
        /// The parameter.
        name: &'static str,
        /// What is wrong.
        problem: &'static str,
    },
    /// A character that base64url does not have.
    #[error("not a JWT: its {part} is not base64url without padding: {} stands after character {after}", name(*found))]
    Letter {
        /// The segment that it stands in.
        part: Part,
        /// The character.
        found: char,
        /// How many characters of the token stand before it.
        after: usize,
    },
    /// A segment is no JSON object.
    #[error("not a JWT: its {part} {problem}")]
    Json {
        /// Which segment.
        part: Part,
        /// What is wrong.
        problem: super::json::JsonError,
    },
    /// A segment is not UTF-8 text.
    #[error("not a JWT: its {part} is not UTF-8")]
    NotUtf8 {
        /// Which segment.
        part: Part,
    },
    /// The wrong number of segments.
    #[error("not a JWT: {found} {}, expected 3 (header.payload.signature)", if *found == 1 { "segment" } else { "segments" })]
    Segments {
        /// How many there are.
        found: usize,
    },
    /// Longer than [`MAX_LEN`].
    #[error("not a JWT: {len} bytes, at most {MAX_LEN} are read")]
    TooLarge {
        /// Its length in bytes.
        len: usize,
    },
}

/// A character in an error text: by its number where it is not plain to see.
fn name(letter: char) -> String {
    if letter.is_ascii_graphic() { format!("`{letter}`") } else { format!("U+{:04X}", u32::from(letter)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_which_letter_is_none_and_where() {
        for (text, part, found, after) in [
            ("NAME=a.b.c", Part::Header, '=', 4),
            ("“a.b.c", Part::Header, '“', 0),
            ("a.b\u{200b}.c", Part::Payload, '\u{200b}', 3),
            ("a.b.c;", Part::Signature, ';', 5),
            ("a.b.c+é", Part::Signature, '+', 5),
        ] {
            assert_eq!(
                Segments::parse_pasted(text),
                Err(TokenError::Letter { part, found, after }),
                "{text}"
            );
        }
        assert_eq!(Segments::parse_pasted("a="), Err(TokenError::Segments { found: 1 }));
        assert!(Segments::parse_pasted("aZ0-_.b.c").is_ok());
        let error = Segments::parse_pasted("a.b.c\u{200b}").unwrap_err().to_string();
        assert!(
            error
                .ends_with("its signature is not base64url without padding: U+200B stands after character 5")
        );
    }

    #[test]
    fn counts_segments() {
        assert!(Segments::parse("..").is_ok());
        assert_eq!(Segments::parse(""), Err(TokenError::Empty));
        for (text, found) in [("a", 1), ("a.b", 2), ("a.b.c.d", 4), ("a.b.c.d.e.f", 6)] {
            assert_eq!(Segments::parse(text), Err(TokenError::Segments { found }), "{text}");
        }
        assert_eq!(Segments::parse("a.b.c.d.e"), Err(TokenError::Encrypted));
        assert_eq!(Segments::parse("a.b.c c.d.e"), Err(TokenError::Segments { found: 5 }));
        assert_eq!(Segments::parse(&".".repeat(MAX_LEN + 1)), Err(TokenError::TooLarge { len: MAX_LEN + 1 }));
        assert_eq!(Segments::parse(&".".repeat(MAX_LEN)), Err(TokenError::Segments { found: MAX_LEN + 1 }));
    }
}
