//! Secrets: the type that holds one, how one is made, judged, named and read.
//!
//! A [`Secret`] has no `Display`, its `Debug` says nothing, its memory is wiped, and [`Secret::expose`] is the only way in.
//! It opens no store and reads no token.

pub(crate) mod credential_names;
mod encoding;
mod generate;
pub mod mask;
pub(crate) mod placeholder;
pub mod ring;
pub mod shape;
mod source;
mod strength;

pub use encoding::{Encoding, EncodingError};
pub use generate::{GenerateError, Size, generate, random_id};
pub use source::{Command, Source};
pub use strength::{KeyForm, Weakness, check};

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use zeroize::Zeroizing;

/// Bytes that must not be seen: a signing secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes the bytes as they stand.
    pub fn new(bytes: impl Into<Zeroizing<Vec<u8>>>) -> Self {
        Self(bytes.into())
    }

    /// Takes the content of a file: its text as it stands, less one final newline (`\n` or `\r\n`).
    pub fn from_file_content(mut bytes: Zeroizing<Vec<u8>>) -> Self {
        if bytes.ends_with(b"\n") {
            bytes.pop();
            if bytes.ends_with(b"\r") {
                bytes.pop();
            }
        }
        Self(bytes)
    }

    /// The bytes themselves. Where this is called, the secret leaves its type.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many bits it holds at most: those that its hex or base64 text stands for, else those of its bytes.
    pub fn bits(&self) -> usize {
        self.decoded().next().map_or(self.len(), |decoded| decoded.len()) * 8
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A short name that is safe to show: the first 8 hex digits of its SHA-256. Only for a secret that cannot be
    /// guessed back from it: hex or base64 text of 16 bytes or more. `None` for any other.
    pub fn fingerprint(&self) -> Option<String> {
        let random = self.decoded().any(|bytes| bytes.len() >= FINGERPRINT_MIN) && check(self, 0).is_ok();
        random.then(|| self.digest())
    }

    /// Whether it is the secret of that fingerprint.
    pub fn has_fingerprint(&self, fingerprint: &str) -> bool {
        self.digest() == fingerprint
    }

    fn digest(&self) -> String {
        sha256_hex(&self.0, 8)
    }

    /// What it stands for in each encoding that it is in.
    fn decoded(&self) -> impl Iterator<Item = Self> {
        Encoding::ALL.into_iter().filter_map(|encoding| encoding.decode(self).ok())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The first digits of the SHA-256 of some bytes, as hex: a name for them.
///
/// Not by the crate that makes HMACs: it asks the processor what it can do, and in a virtual machine that takes 40 us, which a run
/// that only hands out a kept token has not paid yet.
pub(crate) fn sha256_hex(bytes: &[u8], digits: usize) -> String {
    let mut hex = hex::encode(digest(&SHA256, bytes));
    hex.truncate(digits);
    hex
}

const FINGERPRINT_MIN: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text.as_bytes().to_vec())
    }

    #[test]
    fn says_nothing_of_itself_in_debug_output() {
        assert_eq!(format!("{:?}", secret("hunter2")), "Secret(..)");
    }

    #[test]
    fn drops_one_final_newline_of_a_file_and_no_more() {
        for (content, expected) in
            [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a "), ("a\r", "a\r")]
        {
            let read = Secret::from_file_content(Zeroizing::new(content.as_bytes().to_vec()));
            assert_eq!(read, secret(expected), "{content:?}");
        }
    }

    #[test]
    fn counts_the_bits_that_a_text_stands_for() {
        for (text, bits) in [
            ("8f14e45fceea167a5a36dedd4bea2543", 128),
            (&"Zm9v".repeat(11), 264),
            ("correct horse battery staple, and more", 304),
            ("", 0),
        ] {
            assert_eq!(secret(text).bits(), bits, "{text}");
        }
    }

    #[test]
    fn shows_a_fingerprint_only_of_what_cannot_be_guessed() {
        let hex = "8f14e45fceea167a5a36dedd4bea2543";
        assert_eq!(secret(hex).fingerprint().map(|text| text.len()), Some(8));
        assert_eq!(secret(&hex[2..]).fingerprint(), None);
        assert_eq!(secret(&"0f".repeat(16)).fingerprint(), None);
        assert_eq!(secret("correct horse battery staple, and more").fingerprint(), None);
        assert_eq!(secret("").fingerprint(), None);
    }
}
