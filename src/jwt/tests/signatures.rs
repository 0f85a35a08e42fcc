//! Signatures that must not hold: of other keys and algorithms, of no length or the wrong one, of zeros; and key confusion.

use super::{
    Alg, KeySet, NOON, SECRET, Secret, base64url, key_fixtures as fixtures, keys, keys_for, lenient, minted,
    minted_by, reasons, reasons_by, secret_signer, signer, token,
};
use crate::jwt::key::{KeyError, KeyFile, SigningKey, VerifyingMaterial};
use crate::jwt::refusal::Refusal;
use crate::jwt::signature::{Checker, Signer};

/// Each algorithm with its public key and the private one.
fn pairs() -> Vec<(Alg, KeySet, SigningKey)> {
    let mut pairs = Vec::new();
    for alg in Alg::ALL {
        let (private, public) = match alg {
            Alg::HS256 | Alg::HS384 | Alg::HS512 => {
                pairs.push((alg, KeySet::from_secret(super::secret(), &[alg]).unwrap(), secret_signer(alg)));
                continue;
            }
            Alg::ES256 => (fixtures::P256_PKCS8, fixtures::P256_PUBLIC),
            Alg::ES384 => (fixtures::P384_PKCS8, fixtures::P384_PUBLIC),
            Alg::ES512 => (fixtures::P521_PKCS8, fixtures::P521_PUBLIC),
            Alg::EdDSA => (fixtures::ED25519_PKCS8, fixtures::ED25519_PUBLIC),
            _ => (fixtures::RSA_PKCS8, fixtures::RSA_PUBLIC),
        };
        pairs.push((alg, keys_for(public, &[alg]), signer(private, alg)));
    }
    pairs
}

fn header(alg: Alg) -> String {
    format!(r#"{{"alg":"{alg}"}}"#)
}

fn with_signature(token: &str, signature: &[u8]) -> String {
    format!("{}.{}", token.rsplit_once('.').unwrap().0, base64url::encode(signature))
}

fn signature(token: &str) -> Vec<u8> {
    base64url::decode(token.rsplit_once('.').unwrap().1).unwrap()
}

#[test]
fn accepts_each_algorithm_and_refuses_the_header_of_every_other() {
    for (alg, keys, signing) in pairs() {
        assert_eq!(reasons_by(&keys, &minted_by(&signing, header(alg), "{}"), &lenient(), NOON), [], "{alg}");
        for other in Alg::ALL.into_iter().filter(|&other| other != alg) {
            let refused = reasons_by(&keys, &minted_by(&signing, header(other), "{}"), &lenient(), NOON);
            let mismatch = Refusal::AlgMismatch { expected: vec![alg], found: other.to_string() };
            assert_eq!(refused, [mismatch], "{alg} {other}");
        }
    }
}

#[test]
fn refuses_a_signature_that_is_cut_longer_empty_or_zero() {
    for (alg, keys, signing) in pairs() {
        let good = minted_by(&signing, header(alg), "{}");
        let bytes = signature(&good);
        let mut longer = bytes.clone();
        longer.push(0);
        let mut led = vec![0];
        led.extend_from_slice(&bytes);
        for (what, bad) in [
            ("empty", Vec::new()),
            ("one byte short", bytes[..bytes.len() - 1].to_vec()),
            ("without its first byte", bytes[1..].to_vec()),
            ("half", bytes[..bytes.len() / 2].to_vec()),
            ("one byte long", longer),
            ("led by a zero", led),
            ("twice", [bytes.clone(), bytes.clone()].concat()),
            ("zeros", vec![0; bytes.len()]),
            ("ones", vec![0xff; bytes.len()]),
        ] {
            assert_eq!(
                reasons_by(&keys, &with_signature(&good, &bad), &lenient(), NOON),
                [Refusal::SignatureMismatch],
                "{alg} {what}"
            );
        }
    }
}

#[test]
fn begins_each_hmac_anew_whatever_was_checked_before() {
    for alg in [Alg::HS256, Alg::HS384, Alg::HS512] {
        let signer = Signer::new(&secret_signer(alg)).unwrap();
        let checker = Checker::new(alg, &VerifyingMaterial::Secret(super::secret())).unwrap();
        let (both, second) = (signer.sign(b"one two", alg).unwrap(), signer.sign(b" two", alg).unwrap());
        for bad in [&[][..], &both[1..], &both] {
            assert!(!checker.matches(b"one", &bad.to_vec()), "{alg}");
            assert!(!checker.matches(b" two", &both), "{alg}");
            assert!(!checker.matches(b"one", &bad.to_vec()), "{alg}");
            assert!(checker.matches(b" two", &second), "{alg}");
        }
    }
}

#[test]
fn refuses_ecdsa_signatures_of_zero_and_of_the_order_of_the_curve() {
    let order = hex::decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551").unwrap();
    let zero = vec![0; 32];
    let mut one = zero.clone();
    one[31] = 1;
    let keys = keys(fixtures::P256_PUBLIC);
    let good = minted_by(&signer(fixtures::P256_PKCS8, Alg::ES256), header(Alg::ES256), "{}");
    for r in [&zero, &one, &order] {
        for s in [&zero, &one, &order] {
            let forged = with_signature(&good, &[r.clone(), s.clone()].concat());
            assert_eq!(reasons_by(&keys, &forged, &lenient(), NOON), [Refusal::SignatureMismatch]);
        }
    }
}

#[test]
fn refuses_an_ecdsa_signature_in_der() {
    let keys = keys(fixtures::P256_PUBLIC);
    let good = minted_by(&signer(fixtures::P256_PKCS8, Alg::ES256), header(Alg::ES256), "{}");
    let integer = |bytes: &[u8]| {
        let start = bytes.iter().position(|&byte| byte != 0).unwrap();
        let sign = if bytes[start] > 127 { &[0][..] } else { &[] };
        let number = [sign, &bytes[start..]].concat();
        [&[2, u8::try_from(number.len()).unwrap()][..], &number].concat()
    };
    let bytes = signature(&good);
    let body = [integer(&bytes[..32]), integer(&bytes[32..])].concat();
    let der = [&[0x30, u8::try_from(body.len()).unwrap()][..], &body].concat();
    let refused = reasons_by(&keys, &with_signature(&good, &der), &lenient(), NOON);
    assert_eq!(refused, [Refusal::SignatureMismatch]);
}

#[test]
fn refuses_a_token_signed_with_the_public_key_as_a_secret() {
    for (file, alg) in [
        (fixtures::RSA_PUBLIC, Alg::RS256),
        (fixtures::P256_PUBLIC, Alg::ES256),
        (fixtures::ED25519_PUBLIC, Alg::EdDSA),
        (fixtures::OTHER_P256_PUBLIC_JWK, Alg::ES256),
    ] {
        for text in
            [file.to_owned(), file.trim().to_owned(), format!("\n {file}"), file.replace('\n', "\r\n")]
        {
            for hmac in [Alg::HS256, Alg::HS384, Alg::HS512] {
                let secret = Secret::new(text.clone().into_bytes());
                let forger = SigningKey::from_secret(secret, Some(hmac)).unwrap();
                let told = Refusal::AlgMismatch { expected: vec![alg], found: hmac.to_string() };
                let confused = minted_by(&forger, header(hmac), "{}");
                assert_eq!(reasons_by(&keys(file), &confused, &lenient(), NOON), [told]);
                let confused = minted_by(&forger, header(alg), "{}");
                assert_eq!(
                    reasons_by(&keys(file), &confused, &lenient(), NOON),
                    [Refusal::SignatureMismatch]
                );
            }
        }
    }
}

#[test]
fn pins_no_algorithm_of_another_family_to_a_key() {
    for (file, alg) in [
        (fixtures::RSA_PUBLIC, Alg::HS256),
        (fixtures::RSA_PUBLIC, Alg::ES256),
        (fixtures::P256_PUBLIC, Alg::ES384),
        (fixtures::P256_PUBLIC, Alg::EdDSA),
        (fixtures::ED25519_PUBLIC, Alg::RS256),
    ] {
        let refused = KeySet::from_file(KeyFile::parse(file.as_bytes()).unwrap(), &[alg]).unwrap_err();
        assert!(matches!(refused, KeyError::AlgDoesNotFit { alg: told, .. } if told == alg), "{refused:?}");
    }
    for alg in [Alg::RS256, Alg::ES256, Alg::EdDSA] {
        let refused = KeySet::from_secret(super::secret(), &[Alg::HS256, alg]).unwrap_err();
        assert!(matches!(refused, KeyError::AlgDoesNotFit { alg: told, .. } if told == alg), "{refused:?}");
    }
}

#[test]
fn accepts_any_algorithm_of_a_secret_that_was_asked_for_and_no_other() {
    let keys = KeySet::from_secret(super::secret(), &[Alg::HS512, Alg::HS256]).unwrap();
    for alg in [Alg::HS256, Alg::HS512] {
        let good = minted_by(&secret_signer(alg), header(alg), "{}");
        assert_eq!(reasons_by(&keys, &good, &lenient(), NOON), []);
    }
    let other = minted_by(&secret_signer(Alg::HS384), header(Alg::HS384), "{}");
    let told = Refusal::AlgMismatch { expected: vec![Alg::HS512, Alg::HS256], found: "HS384".to_owned() };
    assert_eq!(reasons_by(&keys, &other, &lenient(), NOON), [told]);
    let swapped = minted_by(&secret_signer(Alg::HS512), header(Alg::HS256), "{}");
    assert_eq!(reasons_by(&keys, &swapped, &lenient(), NOON), [Refusal::SignatureMismatch]);
}

#[test]
fn takes_the_secret_to_its_last_byte() {
    for other in [&SECRET[1..], &SECRET[..31], &[SECRET, b"\n"].concat(), &[SECRET, b"\x01"].concat()] {
        let keys = KeySet::from_secret(Secret::new(other.to_vec()), &[]).unwrap();
        assert_eq!(reasons_by(&keys, &token("{}"), &lenient(), NOON), [Refusal::SignatureMismatch]);
    }
}

#[test]
fn refuses_the_signature_of_another_token() {
    let (one, other) = (token(r#"{"a":1}"#), token(r#"{"a":2}"#));
    assert_eq!(reasons(&with_signature(&one, &signature(&other)), &lenient()), [Refusal::SignatureMismatch]);
    let header = minted(r#"{"alg":"HS256","typ":"JWT"}"#, r#"{"a":1}"#);
    assert_eq!(reasons(&with_signature(&header, &signature(&one)), &lenient()), [Refusal::SignatureMismatch]);
}

#[test]
fn refuses_the_empty_secret_that_everybody_has() {
    let empty = || Secret::new(Vec::new());
    assert_eq!(KeySet::from_secret(empty(), &[]).unwrap_err(), KeyError::EmptySecret);
    assert_eq!(SigningKey::from_secret(empty(), Some(Alg::HS256)).unwrap_err(), KeyError::EmptySecret);
    let one_byte = Secret::new(vec![0]);
    assert!(
        KeySet::from_secret(one_byte.clone(), &[]).is_ok() && SigningKey::from_secret(one_byte, None).is_ok()
    );
}
