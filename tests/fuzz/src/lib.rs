//! What the fuzz targets share: a test secret, tokens signed with it, and second opinions that do not use the library.
//!
//! The second opinions are written from the standards and the design, not from the library's code: [`strict_json`] on
//! what may be judged at all, [`Case`] on demands and what meets them. Where they and the library differ, one is wrong.

pub mod case;
pub mod keys;
pub mod strict_json;

pub use case::Case;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mcp_token::jwt::key::KeySet;
use mcp_token::secret::Secret;

/// Signs everything here. It protects nothing.
pub const SECRET: &[u8] = b"fuzz-fuzz-fuzz-fuzz-fuzz-fuzz-fuzz-fuzz";

/// The secret, pinned to HS256.
pub fn key_set() -> KeySet {
    KeySet::from_secret(Secret::new(SECRET.to_vec()), &[]).expect("HS256 takes a secret")
}

/// A token of these very bytes, its HMAC-SHA256 correct.
pub fn sign(header: &[u8], payload: &[u8]) -> String {
    let mut token = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
    let signature = mac(token.as_bytes());
    token.push('.');
    token.push_str(&signature);
    token
}

/// Whether the last segment is the HMAC-SHA256 of what stands before it.
pub fn is_signed(token: &str) -> bool {
    token.rsplit_once('.').is_some_and(|(signed, signature)| signature == mac(signed.as_bytes()))
}

fn mac(signed: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET);
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, signed))
}
