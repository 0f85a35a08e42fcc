//! Key files in PEM: every form that OpenSSL writes, what else may stand around them, and what is no key.

use super::{Alg, NOON, key_fixtures as fixtures, keys, keys_for, lenient, minted_by, reasons_by, signer};
use crate::jwt::key::{AnyKey, KeyEntry, KeyError, KeyFile, KeyKind, PrivateKey, SigningKey};

fn parse(text: &str) -> Result<KeyEntry, KeyError> {
    match KeyFile::parse(text.as_bytes())? {
        KeyFile::One(entry) => Ok(entry),
        KeyFile::Set(_) => panic!("one key"),
    }
}

fn private(text: &str) -> PrivateKey {
    match parse(text).unwrap().key {
        AnyKey::Private(key) => *key,
        other => panic!("a private key, not {other:?}"),
    }
}

/// PKCS#8, the other private form if there is one, the public half, and the algorithm.
const KINDS: [(KeyKind, Alg, &str, Option<&str>, &str); 5] = [
    (KeyKind::P256, Alg::ES256, fixtures::P256_PKCS8, Some(fixtures::P256_SEC1), fixtures::P256_PUBLIC),
    (KeyKind::P384, Alg::ES384, fixtures::P384_PKCS8, Some(fixtures::P384_SEC1), fixtures::P384_PUBLIC),
    (KeyKind::P521, Alg::ES512, fixtures::P521_PKCS8, Some(fixtures::P521_SEC1), fixtures::P521_PUBLIC),
    (KeyKind::Ed25519, Alg::EdDSA, fixtures::ED25519_PKCS8, None, fixtures::ED25519_PUBLIC),
    (KeyKind::Rsa, Alg::RS256, fixtures::RSA_PKCS8, Some(fixtures::RSA_PKCS1), fixtures::RSA_PUBLIC),
];

#[test]
fn reads_every_private_form_as_the_same_key() {
    for (kind, alg, pkcs8, other, public) in KINDS {
        let public = parse(public).unwrap();
        for form in [Some(pkcs8), other].into_iter().flatten() {
            let key = private(form);
            assert_eq!((key.public().kind(), key.public()), (kind, public.public().unwrap()), "{kind}");
            let signed = minted_by(&signer(form, alg), format!(r#"{{"alg":"{alg}"}}"#), "{}");
            assert_eq!(reasons_by(&keys(fixtures_public(kind)), &signed, &lenient(), NOON), [], "{kind}");
        }
    }
}

fn fixtures_public(kind: KeyKind) -> &'static str {
    KINDS.iter().find(|(known, ..)| *known == kind).unwrap().4
}

#[test]
fn writes_public_keys_to_the_byte_as_openssl_does() {
    for (kind, _, _, _, public) in KINDS {
        assert_eq!(parse(public).unwrap().public().unwrap().to_pem(), public, "{kind}");
    }
    assert_eq!(parse(fixtures::RSA_PUBLIC_PKCS1).unwrap().public().unwrap().to_pem(), fixtures::RSA_PUBLIC);
}

#[test]
fn writes_a_private_key_that_is_read_back_as_itself() {
    for (kind, alg, pkcs8, other, public) in KINDS {
        for form in [Some(pkcs8), other].into_iter().flatten() {
            let written = private(form).to_pem();
            assert!(
                written.starts_with("-----BEGIN PRIVATE KEY-----\n")
                    && written.ends_with("-----END PRIVATE KEY-----\n")
            );
            assert_eq!(private(&written).public(), parse(public).unwrap().public().unwrap(), "{kind}");
            let signed = minted_by(&signer(&written, alg), format!(r#"{{"alg":"{alg}"}}"#), "{}");
            assert_eq!(reasons_by(&keys(public), &signed, &lenient(), NOON), [], "{kind}");
        }
    }
}

#[test]
fn reads_back_every_kind_of_key_that_is_made_here() {
    for kind in [KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519, KeyKind::Rsa] {
        let made = PrivateKey::generate(kind, 2048).unwrap();
        assert_eq!(made.public().kind(), kind);
        assert_eq!(private(&made.to_pem()).public(), made.public());
        assert_ne!(PrivateKey::generate(kind, 2048).unwrap().public(), made.public());
    }
    for bits in [0, 1024, 2047, 2049, 8192] {
        assert_eq!(PrivateKey::generate(KeyKind::Rsa, bits).unwrap_err(), KeyError::RsaSize { bits });
    }
}

#[test]
fn passes_over_what_stands_around_a_key() {
    let expected = parse(fixtures::P256_PUBLIC).unwrap();
    for text in [
        format!("\u{feff}{}", fixtures::P256_PKCS8),
        format!("Bag Attributes\n  friendlyName: x\n{}\nmore text\n", fixtures::P256_PKCS8),
        fixtures::P256_PKCS8.replace('\n', "\r\n"),
        fixtures::P256_PKCS8.trim_end().to_owned(),
        format!("{}{}", fixtures::P256_SEC1, fixtures::CERTIFICATE),
    ] {
        assert_eq!(private(&text).public(), expected.public().unwrap(), "{text}");
    }
    assert!(fixtures::P256_SEC1.starts_with("-----BEGIN EC PARAMETERS-----"));
}

#[test]
fn says_why_a_file_is_no_key() {
    let unsupported = |what: &str| KeyError::Unsupported { what: what.to_owned() };
    for (text, expected) in [
        (fixtures::CERTIFICATE, KeyError::Certificate),
        (fixtures::ENCRYPTED_PKCS8, KeyError::Encrypted),
        (fixtures::ENCRYPTED_SEC1, KeyError::Encrypted),
        (fixtures::SECP256K1_PUBLIC, unsupported("object identifier 1.3.132.0.10")),
        (fixtures::RSA_1024_PUBLIC, KeyError::RsaSize { bits: 1024 }),
        (fixtures::RSA_1024_PKCS8, KeyError::RsaSize { bits: 1024 }),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
            unsupported("PEM label `OPENSSH PRIVATE KEY`"),
        ),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n", KeyError::Malformed { kind: "PEM".to_owned() }),
        (
            "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n",
            KeyError::Malformed { kind: "PEM".to_owned() },
        ),
        (
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
            KeyError::Malformed { kind: "public".to_owned() },
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            KeyError::Malformed { kind: "private".to_owned() },
        ),
        ("ssh-ed25519 AAAA", KeyError::Unrecognized),
        ("", KeyError::Unrecognized),
        ("b7K2mQ9xT4vR8nW1cY6pL3sD5fG0hJzA", KeyError::Unrecognized),
    ] {
        assert_eq!(parse(text).unwrap_err(), expected, "{text}");
    }
    assert_eq!(KeyFile::parse(b"\xff\xfe").unwrap_err(), KeyError::Unrecognized);
}

#[test]
fn refuses_a_public_key_whose_point_left_its_curve() {
    // Before the last line's padding stands the end of `y`.
    let moved = fixtures::P256_PUBLIC.replacen("sOoQ==", "sOpQ==", 1);
    assert_ne!(moved, fixtures::P256_PUBLIC);
    assert_eq!(parse(&moved).unwrap_err(), KeyError::Malformed { kind: "P-256".to_owned() });
}

#[test]
fn signs_with_private_keys_only() {
    let file = |text: &str| KeyFile::parse(text.as_bytes()).unwrap();
    assert_eq!(
        SigningKey::from_file(file(fixtures::P256_PUBLIC), None).unwrap_err(),
        KeyError::PublicCannotSign
    );
    let set = r#"{"keys":[{"kty":"oct","k":"AAAA"}]}"#;
    assert_eq!(SigningKey::from_file(file(set), None).unwrap_err(), KeyError::SetCannotSign);
    assert_eq!(SigningKey::from_file(file(fixtures::P256_PKCS8), None).unwrap().alg, Alg::ES256);
    let refused = SigningKey::from_file(file(fixtures::P256_PKCS8), Some(Alg::HS256)).unwrap_err();
    assert!(matches!(refused, KeyError::AlgDoesNotFit { alg: Alg::HS256, .. }));
}

#[test]
fn takes_the_default_algorithm_of_a_kind_unless_another_is_asked_for() {
    for (kind, alg, pkcs8, _, public) in KINDS {
        assert_eq!(keys(public).keys()[0].algs, [alg], "{kind}");
        assert_eq!(keys(pkcs8).keys()[0].algs, [alg], "{kind}");
    }
    let asked = [Alg::PS512, Alg::RS384];
    assert_eq!(keys_for(fixtures::RSA_PUBLIC, &asked).keys()[0].algs, asked);
}

#[test]
fn shows_nothing_of_a_private_key_in_debug_output() {
    assert_eq!(format!("{:?}", private(fixtures::ED25519_PKCS8)), "PrivateKey(Ed25519, ..)");
}
