//! Whether a text may serve as a signing secret at all.
//!
//! It guesses no passwords: it knows the length that a hash needs, the placeholders that guides print, and the forms of
//! keys that are no secret.
//!
//! Sources: RFC 7518 section 3.2 (a key of the hash's size or larger); RFC 8725 section 3.5; CVE-2015-9235 and its kin
//! (a public key taken for an HMAC secret).

use std::fmt;

use pkcs1::RsaPublicKeyRef;
use pkcs8::SubjectPublicKeyInfoRef;
use pkcs8::der::asn1::AnyRef;
use pkcs8::der::{Decode, Tag, Tagged};

use zeroize::Zeroizing;

use super::{Encoding, Secret};

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
    /// Whether somebody may decide to use the secret all the same: a short or published one, never a key or nothing.
    pub fn may_be_allowed(&self) -> bool {
        matches!(self, Self::Published | Self::TooShort { .. })
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
    let joined: Zeroizing<Vec<u8>> =
        secret.expose().iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<_>>().into();
    let joined = Secret::new(joined);
    let decoded = [Encoding::Hex, Encoding::Base64, Encoding::Base64url].into_iter();
    plain_key_form(secret.expose()).or_else(|| {
        decoded
            .filter_map(|encoding| encoding.decode(&joined).ok())
            .find_map(|decoded| plain_key_form(decoded.expose()))
    })
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
    SubjectPublicKeyInfoRef::from_der(bytes).is_ok()
        || RsaPublicKeyRef::from_der(bytes).is_ok()
        || AnyRef::from_der(bytes).is_ok_and(|any| any.tag() == Tag::Sequence && bytes.len() > LONGEST_RANDOM)
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
    SAMPLES.contains(&letters.as_str()) || PHRASES.iter().any(|phrase| letters.contains(phrase))
}

/// Whether the whole is one short piece, again and again.
fn repeats_itself(bytes: &[u8]) -> bool {
    (1..=LONGEST_PIECE.min(bytes.len() / 2)).any(|piece| bytes[piece..] == bytes[..bytes.len() - piece])
}

/// Whole texts, letters and digits in lower case.
const SAMPLES: [&str; 12] = [
    "secret",
    "password",
    "jwtsecret",
    "mysecret",
    "mysecretkey",
    "supersecret",
    "test",
    "testsecret",
    "devsecret",
    "default",
    "qwertyuiopasdfghjklzxcvbnm123456",
    "abcdefghijklmnopqrstuvwxyz123456",
];

/// Pieces that no random text has: the words of guides, letters and digits in lower case.
const PHRASES: [&str; 28] = [
    "256bitsecret",
    "384bitsecret",
    "512bitsecret",
    "atleast256bit",
    "atleast32char",
    "changeme",
    "changethis",
    "changeinproduction",
    "dontuseinproduction",
    "examplesecret",
    "hexsecret",
    "insertsecret",
    "jwtsecretkey",
    "keyhere",
    "mysecret",
    "pasteyour",
    "placeholder",
    "replaceme",
    "replacethis",
    "replacewith",
    "secrethere",
    "secretkey",
    "securerandomstring",
    "supersecret",
    "supersecretjwt",
    "verylongsecret",
    "yoursecret",
    "yoursupersecret",
];

const LONGEST_PIECE: usize = 16;
/// A random binary secret can look like an ASN.1 sequence by chance; one longer than this is a certificate or key.
const LONGEST_RANDOM: usize = 128;

/// How a public key of OpenSSH begins, as bytes and as a line (RFC 4253 section 6.6).
const SSH_BLOBS: [&[u8]; 3] = [b"\0\0\0\x07ssh-rsa", b"\0\0\0\x0bssh-ed25519", b"\0\0\0\x13ecdsa-sha2-nistp"];
const SSH_WORDS: [&str; 5] = ["ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-nistp", "sk-ssh-", "sk-ecdsa-"];

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Result<(), Weakness> {
        check(&Secret::new(text.as_bytes().to_vec()), 32)
    }

    #[test]
    fn wants_the_length_of_the_hash() {
        let text = "b7K2mQ9xT4vR8nW1cY6pL3sD5fG0hJzA";
        assert_eq!(judge(text), Ok(()));
        assert_eq!(judge(&text[1..]), Err(Weakness::TooShort { len: 31, min: 32 }));
        assert_eq!(judge(""), Err(Weakness::Empty));
    }

    #[test]
    fn knows_placeholders_and_samples_whatever_their_length() {
        for text in [
            "your_64_character_hex_secret_here",
            "your-256-bit-secret",
            "a-string-secret-at-least-256-bits-long",
            "CHANGE_ME_CHANGE_ME_CHANGE_ME_12",
            "replace-with-a-long-random-string-please",
            "<your-super-secret-jwt-token-with-at-least-32-characters-long>",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "secret",
        ] {
            assert_eq!(judge(text), Err(Weakness::Published), "{text}");
        }
    }

    #[test]
    fn knows_a_key_in_any_form() {
        let pem_body = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9q9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==";
        let der = Encoding::Base64.decode(&Secret::new(pem_body.as_bytes().to_vec())).unwrap();
        assert_eq!(check(&der, 32), Err(Weakness::Key { form: KeyForm::Der }));
        for (text, form) in [
            (pem_body.to_owned(), KeyForm::Der),
            (format!(" \n-----BEGIN PUBLIC KEY-----\n{pem_body}\n-----END PUBLIC KEY-----\n"), KeyForm::Pem),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ8a1 me@example".to_owned(), KeyForm::Ssh),
            ("JWT_SECRET=8f14e45fceea167a5a36dedd4bea2543\n".to_owned(), KeyForm::Dotenv),
            ("export KEY='x'".to_owned(), KeyForm::Dotenv),
            ("# a comment\n\n  KEY=x\n".to_owned(), KeyForm::Dotenv),
            (r#" {"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(), KeyForm::Jwk),
        ] {
            assert_eq!(judge(&text), Err(Weakness::Key { form }), "{text}");
        }
    }

    #[test]
    fn takes_what_a_generator_makes() {
        for _ in 0..1000 {
            let bytes = super::super::generate(super::super::Size::Bits256).unwrap();
            for encoding in [Encoding::Hex, Encoding::Base64, Encoding::Base64url] {
                assert_eq!(judge(&encoding.encode(bytes.expose())), Ok(()));
            }
        }
    }
}
