//! A token as a store gave it: another program may have put it there, in a form of its own.
//!
//! Sources: RFC 9110 section 5.5 (what a header's value is made of).

use super::Learnt;
use crate::jwt::inspect::Inspection;
use crate::jwt::paste::from_paste;
use crate::jwt::token::TokenError;
use crate::secret::Secret;
use crate::store::Entry;

/// The token in what is kept under an entry, less what programs and people put around one.
///
/// - `known`: what was learnt about the token that is to be there. In the place of a JWT nothing but a JWT is one.
pub fn token_in(kept: &Secret, entry: &Entry, known: Option<&Learnt>) -> Result<Secret, NoToken> {
    let text = std::str::from_utf8(kept.expose()).map_err(|_| Fault::Letters);
    let token = text.and_then(|text| Ok(from_paste(text)?.token));
    let judged = token.and_then(|token| {
        judge_token(&token)?;
        let token = Secret::new(token.into_bytes());
        let is_fit =
            Inspection::of_bytes(token.expose()).is_some() || known.is_none_or(|known| known.may_be(&token));
        if is_fit { Ok(token) } else { Err(Fault::NoJwt) }
    });
    judged.map_err(|why| NoToken { entry: entry.clone(), why })
}

/// Refuses what no header can carry.
pub fn judge_token(token: &str) -> Result<(), Fault> {
    match token {
        "" => Err(Fault::Empty),
        token if token.bytes().all(|letter| letter.is_ascii_graphic()) => Ok(()),
        _ => Err(Fault::Letters),
    }
}

/// What is kept in the place of a token is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("what is kept as `{entry}` cannot be handed out: {why}")]
pub struct NoToken {
    /// Where it is kept.
    pub entry: Entry,
    /// What is wrong with it.
    pub why: Fault,
}

/// Why a text is no token, of whatever kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing at all.
    #[error("the token is empty")]
    Empty,
    /// Line breaks, blanks, controls, letters beyond ASCII.
    #[error("a token is visible ASCII without blanks, as a header can carry it (RFC 9110)")]
    Letters,
    /// Somebody put another text in the place of a JWT.
    #[error("it is no JWT, and the token that was kept is one")]
    NoJwt,
    /// It is not found in what is around it.
    #[error(transparent)]
    Paste(TokenError),
}

impl From<TokenError> for Fault {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Blank { .. } | TokenError::Folded { .. } => Self::Letters,
            error => Self::Paste(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_token_out_of_what_other_programs_keep_and_nothing_else() {
        let entry = Entry::new("ex", "jw").unwrap();
        let read = |text: &str| token_in(&Secret::new(text.as_bytes().to_vec()), &entry, None);
        for text in ["a.b", "a.b\n", "\"a.b\"", "Bearer a.b", r#"{"access_token":"a.b","scope":"x"}"#] {
            assert_eq!(read(text).unwrap().expose(), b"a.b", "{text:?}");
        }
        for (text, why) in [
            ("", Fault::Empty),
            (" \r\n", Fault::Empty),
            ("a.b\r\nX-Admin: 1", Fault::Letters),
            ("a b", Fault::Letters),
            ("a\u{1b}[2J", Fault::Letters),
            ("é", Fault::Letters),
            (r#"{"expires_in":1}"#, Fault::Paste(TokenError::Envelope)),
        ] {
            assert_eq!(read(text), Err(NoToken { entry: entry.clone(), why }), "{text:?}");
        }
        assert_eq!(token_in(&Secret::new(vec![0xff]), &entry, None).unwrap_err().why, Fault::Letters);
    }
}
