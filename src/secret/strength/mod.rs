//! Whether a text may serve as a signing secret at all.
//!
//! It guesses no passwords: it knows the length that a hash needs, the placeholders that guides print, and the forms of
//! keys that are no secret.
//!
//! Sources: RFC 7518 section 3.2 (a key of the hash's size or larger); RFC 8725 section 3.5; CVE-2015-9235 and its kin
//! (a public key taken for an HMAC secret).

#[cfg(test)]
mod tests;

use std::fmt;

use pkcs1::RsaPublicKeyRef;
use pkcs8::SubjectPublicKeyInfoRef;
use pkcs8::der::Decode;
use pkcs8::der::asn1::AnyRef;

use zeroize::Zeroizing;

use super::Secret;
use super::placeholder::PIECES;
use super::shape::holds_a_jwt;

/// Why a secret must not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// It has no bytes.
    #[error("is empty")]
    Empty,
    /// It is a key, most likely a public one that everybody has.
    #[error("is {form}, not a secret")]
    Key {
        /// In what form.
        form: KeyForm,
    },
    /// A placeholder or sample that was published.
    #[error("looks like a placeholder or published sample, which anybody can guess")]
    Published,
    /// A JSON Web Token, or a text with one in it. One may serve as an API key.
    #[error("is a token (JWT), not a secret")]
    Token,
    /// Shorter than the hash of its algorithm.
    #[error("is {len} bytes, at least {min} are needed")]
    TooShort {
        /// Its length in bytes.
        len: usize,
        /// The length that is needed.
        min: usize,
    },
}

impl Weakness {
    /// Whether somebody may decide to use the secret all the same: a short or published one, or a token, never a key
    /// or nothing.
    pub fn may_be_allowed(&self) -> bool {
        matches!(self, Self::Published | Self::Token | Self::TooShort { .. })
    }
}

/// The forms in which key files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// A `.env` file: no key, but as often given in the place of a secret.
    Dotenv,
    /// DER (`SubjectPublicKeyInfo`, PKCS#1), plain or in base64.
    Der,
    /// A JSON Web Key or a set of them.
    Jwk,
    /// PEM, `-----BEGIN ...`.
    Pem,
    /// An OpenSSH public key line.
    Ssh,
}

impl fmt::Display for KeyForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dotenv => "a .env file (NAME=VALUE)",
            Self::Der => "a public key (DER)",
            Self::Jwk => "a JSON Web Key",
            Self::Pem => "a key or certificate (PEM)",
            Self::Ssh => "a public key (SSH)",
        })
    }
}

/// Judges a secret; `min_len` is what its algorithm needs, in bytes.
pub fn check(secret: &Secret, min_len: usize) -> Result<(), Weakness> {
    let bytes = secret.expose();
    if bytes.is_empty() {
        return Err(Weakness::Empty);
    }
    if let Some(form) = key_form(secret) {
        return Err(Weakness::Key { form });
    }
    if std::str::from_utf8(bytes).is_ok_and(holds_a_jwt) {
        return Err(Weakness::Token);
    }
    if is_published(bytes) {
        return Err(Weakness::Published);
    }
    if bytes.len() < min_len {
        return Err(Weakness::TooShort { len: bytes.len(), min: min_len });
    }
    Ok(())
}

/// The form of a key: as it stands, or after one decoding.
fn key_form(secret: &Secret) -> Option<KeyForm> {
    // Large enough from the start: a buffer that grows leaves its old bytes in freed memory.
    let mut joined = Zeroizing::new(Vec::with_capacity(secret.len()));
    joined.extend(secret.expose().iter().filter(|byte| !byte.is_ascii_whitespace()));
    let joined = Secret::new(joined);
    plain_key_form(secret.expose())
        .or_else(|| joined.decoded().find_map(|decoded| plain_key_form(decoded.expose())))
}

fn plain_key_form(bytes: &[u8]) -> Option<KeyForm> {
    if is_public_der(bytes) || is_public_der(bytes.trim_ascii_end()) {
        return Some(KeyForm::Der);
    }
    if SSH_BLOBS.iter().any(|start| bytes.starts_with(start)) {
        return Some(KeyForm::Ssh);
    }
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim();
    if text.contains("-----BEGIN ") || text.contains("---- BEGIN SSH2") {
        return Some(KeyForm::Pem);
    }
    if SSH_WORDS.iter().any(|word| text.starts_with(word) || text.contains(&format!(" {word}"))) {
        return Some(KeyForm::Ssh);
    }
    if is_jwk(text) {
        return Some(KeyForm::Jwk);
    }
    is_assignment(text).then_some(KeyForm::Dotenv)
}

/// A JWK or a set of them, however its names are spelt, alone or in a list or a string.
fn is_jwk(text: &str) -> bool {
    fn holds_key(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Object(members) => members.contains_key("kty") || members.contains_key("keys"),
            serde_json::Value::Array(elements) => elements.iter().any(holds_key),
            serde_json::Value::String(inner) => {
                serde_json::from_str(inner).is_ok_and(|inner| holds_key(&inner))
            }
            _ => false,
        }
    }
    text.starts_with(['{', '[', '"']) && serde_json::from_str(text).is_ok_and(|value| holds_key(&value))
}

/// `NAME=VALUE` behind comments, as it stands in a `.env` file. The padding of base64 is no value.
fn is_assignment(text: &str) -> bool {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let line = line.unwrap_or_default();
    line.strip_prefix("export ").unwrap_or(line).split_once('=').is_some_and(|(name, value)| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_')
            && value.contains(|character: char| character.is_ascii_alphanumeric())
    })
}

fn is_public_der(bytes: &[u8]) -> bool {
    bytes.first() == Some(&SEQUENCE)
        && (SubjectPublicKeyInfoRef::from_der(bytes).is_ok()
            || RsaPublicKeyRef::from_der(bytes).is_ok()
            || (bytes.len() > LONGEST_RANDOM && AnyRef::from_der(bytes).is_ok()))
}

/// Placeholders, samples, and texts that repeat themselves.
fn is_published(bytes: &[u8]) -> bool {
    if repeats_itself(bytes) {
        return true;
    }
    let mut letters = Zeroizing::new(String::with_capacity(bytes.len()));
    letters.extend(
        bytes
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric())
            .map(|byte| char::from(byte.to_ascii_lowercase())),
    );
    SAMPLES.contains(&letters.as_str()) || PIECES.iter().chain(&PHRASES).any(|piece| letters.contains(piece))
}

/// Whether the whole is one short piece, again and again.
fn repeats_itself(bytes: &[u8]) -> bool {
    (1..=LONGEST_PIECE.min(bytes.len() / 2)).any(|piece| bytes[piece..] == bytes[..bytes.len() - piece])
}

/// Whole texts, letters and digits in lower case.
const SAMPLES: [&str; 9] = [
    "secret",
    "password",
    "jwtsecret",
    "test",
    "testsecret",
    "devsecret",
    "default",
    "qwertyuiopasdfghjklzxcvbnm123456",
    "abcdefghijklmnopqrstuvwxyz123456",
];

/// Further pieces that no random text has, of what guides say about secrets.
const PHRASES: [&str; 17] = [
    "256bitsecret",
    "384bitsecret",
    "512bitsecret",
    "atleast256bit",
    "atleast32char",
    "changeinproduction",
    "dontuseinproduction",
    "examplesecret",
    "hexsecret",
    "insertsecret",
    "mysecret",
    "pasteyour",
    "secretkey",
    "securerandomstring",
    "supersecret",
    "verylongsecret",
    "yoursecret",
];

const LONGEST_PIECE: usize = 16;
/// How an ASN.1 sequence begins (X.690 section 8.9).
const SEQUENCE: u8 = 0x30;
/// A random binary secret can look like an ASN.1 sequence by chance; one longer than this is a certificate or key.
const LONGEST_RANDOM: usize = 128;

/// How a public key of OpenSSH begins, as bytes and as a line (RFC 4253 section 6.6).
const SSH_BLOBS: [&[u8]; 3] = [b"\0\0\0\x07ssh-rsa", b"\0\0\0\x0bssh-ed25519", b"\0\0\0\x13ecdsa-sha2-nistp"];
const SSH_WORDS: [&str; 5] = ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-nistp", "sk-ssh-", "sk-ecdsa-"];
