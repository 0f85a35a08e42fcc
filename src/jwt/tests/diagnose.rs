//! The other readings of a secret's text, under one of which a signature would have held.

use super::*;
use crate::jwt::diagnose::{OtherLength, Reading, other_length, other_reading};
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
        (b"the secret", b"\"the secret\"", Some(Reading::Unquoted)),
        (b"the secret", b"'the secret'", Some(Reading::Unquoted)),
        (b"the secret", b"'the secret\"", None),
        (b"the secret", b"\"", None),
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

#[test]
fn tells_a_signature_in_der_from_one_of_another_length() {
    let signed = |signature: &[u8]| format!("e30.e30.{}", base64url::encode(signature));
    // Two numbers of 32 bytes and a sign byte each, as `openssl dgst -sign` writes them (RFC 3279 section 2.2.3).
    let number = [&[2, 33, 0][..], &[0xff; 32]].concat();
    let der = [&[0x30, 70][..], &number, &number].concat();
    let other = |found, is_der| Some(OtherLength { found, expected: 64, is_der });
    assert_eq!(other_length(&signed(&der), Alg::ES256), other(72, true));
    assert_eq!(other_length(&signed(&der), Alg::EdDSA), other(72, false));
    assert_eq!(other_length(&signed(&der[..71]), Alg::ES256), other(71, false));
    assert_eq!(other_length(&signed(&[&[0x30, 35][..], &number].concat()), Alg::ES256), other(37, false));
    assert_eq!(other_length(&signed(&[0x30; 65]), Alg::ES256), other(65, false));
    assert_eq!(other_length(&signed(&[0x30; 64]), Alg::ES256), None);
    assert_eq!(other_length(&signed(&[0x30; 63]), Alg::RS256), None);
}
