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
    #[error("is a placeholder or published sample that anybody can guess")]
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
    /// Lines of a `.env` file: no key, but as often given in the place of a secret.
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
            Self::Dotenv => "a line of a .env file (NAME=VALUE)",
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

fn key_form(secret: &Secret) -> Option<KeyForm> {
    let bytes = secret.expose();
    if is_public_der(bytes) {
        return Some(KeyForm::Der);
    }
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.contains("-----BEGIN ") || text.contains("---- BEGIN SSH2") {
        return Some(KeyForm::Pem);
    }
    if ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].iter().any(|prefix| text.starts_with(prefix)) {
        return Some(KeyForm::Ssh);
    }
    if text.starts_with('{') && (text.contains("\"kty\"") || text.contains("\"keys\"")) {
        return Some(KeyForm::Jwk);
    }
    if is_assignment(text) {
        return Some(KeyForm::Dotenv);
    }
    let joined: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let decoded = Encoding::Base64.decode(&Secret::new(joined)).ok()?;
    is_public_der(decoded.expose()).then_some(KeyForm::Der)
}

/// `NAME=VALUE`, as it stands in a `.env` file. The padding of base64 is no value.
fn is_assignment(text: &str) -> bool {
    let line = text.strip_prefix("export ").unwrap_or(text).lines().next().unwrap_or_default();
    line.split_once('=').is_some_and(|(name, value)| {
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
const PHRASES: [&str; 22] = [
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
    "placeholder",
    "replaceme",
    "replacethis",
    "replacewith",
    "secrethere",
    "supersecretjwt",
    "yoursecret",
    "yoursupersecret",
];

const LONGEST_PIECE: usize = 16;
/// A random binary secret can look like an ASN.1 sequence by chance; one longer than this is a certificate or key.
const LONGEST_RANDOM: usize = 128;

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
