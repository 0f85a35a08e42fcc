//! Why a signature may have failed: the same secret, read another way, would have matched.
//!
//! It is for one token and its report. Nothing is accepted because of it, and a batch never asks.

use pkcs8::der::Decode;
use pkcs8::der::asn1::UintRef;

use super::alg::Alg;
use super::base64url;
use super::key::VerifyingMaterial;
use super::signature::Checker;
use super::token::Segments;
use crate::secret::{Encoding, Secret};

/// How else a secret's text can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As the text itself.
    AsText,
    /// With the decoding said.
    Decoded(Encoding),
    /// Without the white space around it.
    Trimmed,
    /// Without the quotes around it, as a shell or a `.env` file has them.
    Unquoted,
    /// With a newline at its end, as `echo` writes it.
    WithNewline,
}

/// Finds the reading of `text` under which the token's signature would hold.
pub fn other_reading(token: &str, alg: Alg, text: &Secret) -> Option<Reading> {
    let segments = Segments::parse(token).ok()?;
    let signature = base64url::decode(segments.signature)?;
    readings(text).into_iter().find_map(|(reading, secret)| {
        let checker = Checker::new(alg, &VerifyingMaterial::Secret(secret))?;
        checker.matches(segments.signed.as_bytes(), &signature).then_some(reading)
    })
}

/// A signature that no key can have made, for its length alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherLength {
    /// In bytes.
    pub found: usize,
    /// What the algorithm makes, in bytes.
    pub expected: usize,
    /// Whether it is ECDSA's in DER, as OpenSSL writes it, and not `r` and `s` one after the other (RFC 7518 section 3.4).
    pub is_der: bool,
}

/// Compares the length of a token's signature with what its algorithm makes; nothing where the key says the length.
pub fn other_length(token: &str, alg: Alg) -> Option<OtherLength> {
    let signature = base64url::decode(Segments::parse(token).ok()?.signature)?;
    let (found, expected) = (signature.len(), alg.signature_len()?);
    let is_ecdsa = matches!(alg, Alg::ES256 | Alg::ES384 | Alg::ES512);
    let is_der = is_ecdsa && Vec::<UintRef<'_>>::from_der(&signature).is_ok_and(|numbers| numbers.len() == 2);
    (found != expected).then_some(OtherLength { found, expected, is_der })
}

fn readings(text: &Secret) -> Vec<(Reading, Secret)> {
    let mut readings = vec![(Reading::AsText, text.clone())];
    for encoding in Encoding::ALL {
        if let Ok(decoded) = encoding.decode(text) {
            readings.push((Reading::Decoded(encoding), decoded));
        }
    }
    let trimmed = text.expose().trim_ascii();
    if trimmed.len() < text.len() {
        readings.push((Reading::Trimmed, Secret::new(trimmed.to_vec())));
    }
    let inner = |quote: &[u8]| text.expose().strip_prefix(quote)?.strip_suffix(quote);
    if let Some(unquoted) = inner(b"\"").or_else(|| inner(b"'")) {
        readings.push((Reading::Unquoted, Secret::new(unquoted.to_vec())));
    }
    let mut longer = zeroize::Zeroizing::new(Vec::with_capacity(text.len() + 1));
    longer.extend_from_slice(text.expose());
    longer.push(b'\n');
    readings.push((Reading::WithNewline, Secret::new(longer)));
    readings
}
