//! Why a signature may have failed: the same secret, read another way, would have matched.
//!
//! It is for one token and its report. Nothing is accepted because of it, and a batch never asks.

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

fn readings(text: &Secret) -> Vec<(Reading, Secret)> {
    let mut readings = vec![(Reading::AsText, text.clone())];
    for encoding in [Encoding::Hex, Encoding::Base64, Encoding::Base64url] {
        if let Ok(decoded) = encoding.decode(text) {
            readings.push((Reading::Decoded(encoding), decoded));
        }
    }
    let trimmed = text.expose().trim_ascii();
    if trimmed.len() < text.len() {
        readings.push((Reading::Trimmed, Secret::new(trimmed.to_vec())));
    }
    let mut longer = zeroize::Zeroizing::new(Vec::with_capacity(text.len() + 1));
    longer.extend_from_slice(text.expose());
    longer.push(b'\n');
    readings.push((Reading::WithNewline, Secret::new(longer)));
    readings
}
