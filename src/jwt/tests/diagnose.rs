//! The other readings of a secret's text, under one of which a signature would have held.

use super::*;
use crate::jwt::diagnose::{Reading, other_reading};
use crate::secret::Encoding;

/// What the diagnosis says when the token was signed with `signed_with` and the text at hand is `text`.
fn reading(signed_with: &[u8], text: &[u8]) -> Option<Reading> {
    let key = SigningKey::from_secret(Secret::new(signed_with.to_vec()), None).unwrap();
    let token = minted_by(&key, r#"{"alg":"HS256"}"#, "{}");
    other_reading(&token, Alg::HS256, &Secret::new(text.to_vec()))
}

#[test]
fn finds_the_encoding_that_the_signer_decoded() {
    let bytes: Vec<u8> = (0..32).map(|byte| (byte * 7) ^ 0xfb).collect();
    for encoding in [Encoding::Hex, Encoding::Base64, Encoding::Base64url] {
        let text = encoding.encode(&bytes);
        assert_eq!(reading(&bytes, text.as_bytes()), Some(Reading::Decoded(encoding)), "{encoding}");
        assert_eq!(reading(text.as_bytes(), text.as_bytes()), Some(Reading::AsText), "{encoding}");
        assert_eq!(reading(b"something else", text.as_bytes()), None, "{encoding}");
    }
}

#[test]
fn finds_white_space_that_is_too_much_or_missing() {
    for (signed_with, text, expected) in [
        (&b"the secret"[..], &b" the secret"[..], Some(Reading::Trimmed)),
        (b"the secret", b"the secret\n", Some(Reading::Trimmed)),
        (b"the secret", b"\tthe secret\r\n", Some(Reading::Trimmed)),
        (b"the secret\n", b"the secret", Some(Reading::WithNewline)),
        (b"the secret", b"the secret", Some(Reading::AsText)),
        (b"the secret\r\n", b"the secret", None),
        (b"the secret", b"thesecret", None),
        (b"The secret", b"the secret", None),
    ] {
        assert_eq!(reading(signed_with, text), expected, "{text:?}");
    }
}

#[test]
fn says_nothing_of_what_it_cannot_read() {
    let token = token("{}");
    assert_eq!(other_reading("x", Alg::HS256, &secret()), None);
    assert_eq!(other_reading(&format!("{token}="), Alg::HS256, &secret()), None);
    assert_eq!(other_reading(&token, Alg::RS256, &secret()), None);
    assert_eq!(other_reading(&token, Alg::HS384, &secret()), None);
    assert_eq!(other_reading(&token, Alg::HS256, &secret()), Some(Reading::AsText));
}
