//! Making a token from claims and a key (RFC 7515 section 5.1, RFC 7519 section 7.1).

use super::alg::Alg;
use super::base64url;
use super::claims::{ClaimConflict, Claims};
use super::json::quote;
use super::key::SigningKey;
use super::signature::{SignError, Signer};
use super::token::MAX_LEN;

/// What the header says besides `alg` and `kid`, which are the key's.
#[derive(Debug, Clone, Default)]
pub struct HeaderOptions {
    /// The media type; none leaves `typ` out.
    pub typ: Option<String>,
    /// Further parameters with their JSON text, in this order.
    pub more: Vec<(String, String)>,
}

/// A prepared signer: key and header are made once, for any number of claims sets.
pub struct Encoder {
    signer: Signer,
    alg: Alg,
    header: String,
}

impl Encoder {
    /// Prepares a key and a header. A parameter that contradicts the key's `alg` or `kid`, or `typ`, is an error.
    pub fn new(key: &SigningKey, options: &HeaderOptions) -> Result<Self, EncodeError> {
        let mut header = Claims::default();
        header.set("alg", quote(key.alg.name()));
        if let Some(typ) = &options.typ {
            header.set("typ", quote(typ));
        }
        if let Some(kid) = &key.kid {
            header.set("kid", quote(kid));
        }
        for (name, json) in &options.more {
            header.add(name, json.clone()).map_err(EncodeError::Header)?;
        }
        let header = base64url::encode(header.to_json().as_bytes());
        Ok(Self { signer: Signer::new(key)?, alg: key.alg, header })
    }

    /// Signs a claims set, given as JSON text. What no verifier here would read is an error.
    pub fn encode(&self, claims: &str) -> Result<String, EncodeError> {
        let mut token = String::with_capacity(self.header.len() + claims.len() * 4 / 3 + 100);
        token.push_str(&self.header);
        token.push('.');
        base64url::encode_onto(claims.as_bytes(), &mut token);
        let signature = self.signer.sign(token.as_bytes(), self.alg)?;
        token.push('.');
        base64url::encode_onto(&signature, &mut token);
        if token.len() > MAX_LEN {
            return Err(EncodeError::TooLarge { len: token.len() });
        }
        Ok(token)
    }
}

/// Why no token could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// A header parameter contradicts the key or another one.
    #[error("the header parameter `{}` is given twice with different values", .0.name)]
    Header(ClaimConflict),
    /// The key does not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// Longer than [`MAX_LEN`].
    #[error("the token would be {len} bytes long, at most {MAX_LEN} are read")]
    TooLarge {
        /// Its length in bytes.
        len: usize,
    },
}
