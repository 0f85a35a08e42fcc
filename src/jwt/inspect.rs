//! What a token says, without asking whether it is true.
//!
//! Nothing here looks at the signature. A token that a verifier would refuse for its JSON (duplicate names) is shown all
//! the same; [`lint`](super::lint) says what is odd about it.

use super::base64url;
use super::json::Object;
use super::token::{Part, Segments, TokenError};

/// The decoded text of a token's first two segments.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The header, a JSON object.
    pub header: String,
    /// The claims, a JSON object.
    pub claims: String,
}

impl Inspection {
    /// Decodes a token.
    pub fn of(token: &str) -> Result<Self, TokenError> {
        let segments = Segments::parse(token)?;
        if base64url::decode(segments.signature).is_none() {
            return Err(TokenError::Base64 { part: Part::Signature });
        }
        Ok(Self {
            header: object(segments.header, Part::Header)?,
            claims: object(segments.payload, Part::Payload)?,
        })
    }

    /// Decodes what may be a token.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        Self::of(std::str::from_utf8(bytes).ok()?).ok()
    }

    /// The header's parameters, duplicates included.
    pub fn header(&self) -> Object<'_> {
        Object::parse_lenient(&self.header).unwrap_or_default()
    }

    /// The claims, duplicates included.
    pub fn claims(&self) -> Object<'_> {
        Object::parse_lenient(&self.claims).unwrap_or_default()
    }
}

fn object(segment: &str, part: Part) -> Result<String, TokenError> {
    let bytes = base64url::decode(segment).ok_or(TokenError::Base64 { part })?;
    let text = String::from_utf8(bytes).map_err(|_| TokenError::NotUtf8 { part })?;
    Object::parse_lenient(&text).map_err(|problem| TokenError::Json { part, problem })?;
    Ok(text)
}
