//! JSON Web Keys: round trips, halves that do not belong together, points off the curve, wrong sizes.

use aws_lc_rs::digest;

use super::{
    Alg, NOON, base64url, key_fixtures as fixtures, keys, keys_for, lenient, minted_by, reasons_by, signer,
};
use crate::jwt::claims::Claims;
use crate::jwt::json::quote;
use crate::jwt::key::{AnyKey, KeyEntry, KeyError, KeyFile, PrivateKey};
use crate::jwt::refusal::Refusal;

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

const PRIVATE: [(Alg, &str); 5] = [
    (Alg::ES256, fixtures::P256_PKCS8),
    (Alg::ES384, fixtures::P384_PKCS8),
    (Alg::ES512, fixtures::P521_PKCS8),
    (Alg::EdDSA, fixtures::ED25519_PKCS8),
    (Alg::RS256, fixtures::RSA_PKCS8),
];

/// A private key as a JWK, with members set to other strings.
fn private_jwk(pem: &str, alg: Alg, changes: &[(&str, &str)]) -> String {
    let mut jwk = Claims::parse(&private(pem).to_jwk(alg, "k").unwrap()).unwrap();
    for (name, value) in changes {
        jwk.set(name, quote(value));
    }
    jwk.to_json()
}

fn member(pem: &str, alg: Alg, name: &str) -> String {
    let jwk = Claims::parse(&private(pem).to_jwk(alg, "k").unwrap()).unwrap();
    jwk.get(name).unwrap().trim_matches('"').to_owned()
}

#[test]
fn writes_a_private_jwk_that_is_read_back_and_signs_for_the_same_public_key() {
    for (alg, pem) in PRIVATE {
        let jwk = private(pem).to_jwk(alg, "a \"b\"").unwrap();
        let entry = parse(&jwk).unwrap();
        assert_eq!(
            (entry.alg, entry.kid.as_deref(), entry.for_signatures),
            (Some(alg), Some("a \"b\""), true)
        );
        assert_eq!(*private(&jwk).to_jwk(alg, "a \"b\"").unwrap(), *jwk, "{alg}");
        let signed = minted_by(&signer(&jwk, alg), format!(r#"{{"alg":"{alg}"}}"#), "{}");
        assert_eq!(reasons_by(&keys(pem), &signed, &lenient(), NOON), [], "{alg}");
        let deterministic = matches!(alg, Alg::EdDSA | Alg::RS256);
        if deterministic {
            assert_eq!(signed, minted_by(&signer(pem, alg), format!(r#"{{"alg":"{alg}"}}"#), "{}"));
        }
    }
}

#[test]
fn writes_a_public_jwk_without_any_private_member() {
    for (alg, pem) in PRIVATE {
        let jwk = private(pem).public().to_jwk(alg, "k");
        let entry = parse(&jwk).unwrap();
        assert!(matches!(&entry.key, AnyKey::Public(key) if key == private(pem).public()), "{alg}");
        assert_eq!(entry.public().unwrap().to_jwk(alg, "k"), jwk, "{alg}");
        let claims = Claims::parse(&jwk).unwrap();
        for name in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert_eq!(claims.get(name), None, "{alg} {name}");
        }
        let signed = minted_by(&signer(pem, alg), format!(r#"{{"alg":"{alg}"}}"#), "{}");
        assert_eq!(reasons_by(&keys(&jwk), &signed, &lenient(), NOON), [], "{alg}");
    }
}

#[test]
fn refuses_halves_that_do_not_belong_together() {
    let other_x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    let other_y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    let other_d = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";
    let stranger = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    let other_seed = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    let malformed = |kind: &str| KeyError::Malformed { kind: kind.to_owned() };
    for (pem, alg, changes, kind) in [
        (fixtures::P256_PKCS8, Alg::ES256, &[("x", other_x), ("y", other_y)][..], "P-256"),
        (fixtures::P256_PKCS8, Alg::ES256, &[("d", other_d)], "P-256"),
        (fixtures::ED25519_PKCS8, Alg::EdDSA, &[("x", stranger)], "Ed25519"),
        (fixtures::ED25519_PKCS8, Alg::EdDSA, &[("d", other_seed)], "Ed25519"),
    ] {
        assert_eq!(parse(&private_jwk(pem, alg, changes)).unwrap_err(), malformed(kind), "{changes:?}");
        assert!(parse(&private_jwk(pem, alg, &[])).is_ok());
    }
    let whole = [("x", other_x), ("y", other_y), ("d", other_d)];
    assert!(parse(&private_jwk(fixtures::P256_PKCS8, Alg::ES256, &whole)).is_ok());
}

#[test]
fn refuses_rsa_numbers_that_do_not_belong_together() {
    for name in ["d", "p", "q", "dp", "dq", "qi"] {
        let mut bytes = base64url::decode(&member(fixtures::RSA_PKCS8, Alg::RS256, name)).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 2;
        let changed = private_jwk(fixtures::RSA_PKCS8, Alg::RS256, &[(name, &base64url::encode(&bytes))]);
        assert_eq!(parse(&changed).unwrap_err(), KeyError::Malformed { kind: "RSA".to_owned() }, "{name}");
    }
    let n = member(fixtures::RSA_PKCS8, Alg::RS256, "n");
    let other = format!("{}{}", if n.starts_with('x') { 'y' } else { 'x' }, &n[1..]);
    assert!(parse(&private_jwk(fixtures::RSA_PKCS8, Alg::RS256, &[("n", &other)])).is_err());
    assert!(parse(&private_jwk(fixtures::RSA_PKCS8, Alg::RS256, &[])).is_ok());
}

#[test]
fn refuses_points_that_lie_on_no_curve() {
    let point = |x: &[u8], y: &[u8]| {
        let (x, y) = (base64url::encode(x), base64url::encode(y));
        parse(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#))
    };
    let malformed = KeyError::Malformed { kind: "P-256".to_owned() };
    assert_eq!(point(&[0; 32], &[0; 32]).unwrap_err(), malformed);
    assert_eq!(point(&[1; 32], &[1; 32]).unwrap_err(), malformed);
    assert_eq!(point(&[0xff; 32], &[0xff; 32]).unwrap_err(), malformed);
    let x = base64url::decode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU").unwrap();
    let mut y = base64url::decode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0").unwrap();
    assert!(point(&x, &y).is_ok());
    y[31] ^= 1;
    assert_eq!(point(&x, &y).unwrap_err(), malformed);
}

#[test]
fn wants_coordinates_and_private_numbers_of_their_full_length() {
    let zero_led = |bytes: usize| base64url::encode(&vec![0; bytes]);
    for (crv, kty, len) in
        [("P-256", "EC", 32), ("P-384", "EC", 48), ("P-521", "EC", 66), ("Ed25519", "OKP", 32)]
    {
        for wrong in [len - 1, len + 1, 0] {
            let x = zero_led(wrong);
            let jwk = format!(r#"{{"kty":"{kty}","crv":"{crv}","x":"{x}","y":"{}"}}"#, zero_led(len));
            let problem = format!("is {wrong} bytes, expected {len}");
            assert_eq!(parse(&jwk).unwrap_err(), KeyError::Jwk { member: "x".to_owned(), problem });
        }
    }
    let short = private_jwk(fixtures::P256_PKCS8, Alg::ES256, &[("d", &zero_led(31))]);
    assert!(matches!(parse(&short).unwrap_err(), KeyError::Jwk { member, .. } if member == "d"));
}

#[test]
fn refuses_rsa_moduli_of_the_wrong_size_however_they_are_padded() {
    let rsa =
        |n: &[u8], e: &str| parse(&format!(r#"{{"kty":"RSA","n":"{}","e":"{e}"}}"#, base64url::encode(n)));
    let odd = |bytes: usize, first: u8| {
        let mut n = vec![0x5b; bytes];
        (n[0], n[bytes - 1]) = (first, 0x61);
        n
    };
    assert!(rsa(&odd(256, 0x80), "AQAB").is_ok());
    assert_eq!(rsa(&odd(256, 0x7f), "AQAB").unwrap_err(), KeyError::RsaSize { bits: 2047 });
    assert!(rsa(&odd(1024, 0xff), "AQAB").is_ok());
    assert_eq!(rsa(&odd(1025, 0x01), "AQAB").unwrap_err(), KeyError::RsaSize { bits: 8193 });
    assert_eq!(rsa(&odd(128, 0x80), "AQAB").unwrap_err(), KeyError::RsaSize { bits: 1024 });
    for zeros in [1, 64, 128, 129, 256, 1000] {
        let padded = [vec![0; zeros], odd(128, 0x80)].concat();
        assert!(rsa(&padded, "AQAB").is_err(), "1024 bits behind {zeros} zeros");
    }
    assert_eq!(rsa(&[], "AQAB").unwrap_err(), KeyError::RsaSize { bits: 0 });
}

#[test]
fn refuses_rsa_exponents_of_zero_and_of_no_byte() {
    let n = member(fixtures::RSA_PKCS8, Alg::RS256, "n");
    let exponent = |e: &str| parse(&format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#));
    for e in ["", "AA"] {
        assert_eq!(exponent(e).unwrap_err(), KeyError::Malformed { kind: "RSA".to_owned() }, "{e}");
    }
    assert!(exponent("AQAB").is_ok() && exponent("Aw").is_ok());
    assert!(exponent("AAEAAQ").is_ok(), "some makers write a zero octet before the number");
}

#[test]
fn accepts_no_forgery_where_the_rsa_exponent_is_one() {
    let n = member(fixtures::RSA_PKCS8, Alg::RS256, "n");
    let signed = format!("{}.{}", base64url::encode(br#"{"alg":"RS256"}"#), base64url::encode(b"{}"));
    let digest = digest::digest(&digest::SHA256, signed.as_bytes());
    // RFC 8017 section 9.2: with an exponent of one the padded digest would be its own signature.
    let digest_info = hex::decode("3031300d060960864801650304020105000420").unwrap();
    let forged = [&[0, 1][..], &[0xff; 202], &[0], &digest_info, digest.as_ref()].concat();
    assert_eq!(forged.len(), 256);
    let token = format!("{signed}.{}", base64url::encode(&forged));
    let keys = keys(&format!(r#"{{"kty":"RSA","n":"{n}","e":"AQ"}}"#));
    assert_eq!(reasons_by(&keys, &token, &lenient(), NOON), [Refusal::SignatureMismatch]);
}

#[test]
fn says_which_member_is_wrong() {
    let jwk = |member: &str, problem: &str| KeyError::Jwk {
        member: member.to_owned(),
        problem: problem.to_owned(),
    };
    let unsupported = |what: &str| KeyError::Unsupported { what: what.to_owned() };
    for (text, expected) in [
        ("{}", jwk("kty", "is missing")),
        (r#"{"kty":1}"#, jwk("kty", "is not a string")),
        (r#"{"kty":"rsa"}"#, unsupported("`kty` rsa")),
        (r#"{"kty":"EC"}"#, jwk("crv", "is missing")),
        (r#"{"kty":"EC","crv":"secp256k1"}"#, unsupported("`crv` secp256k1")),
        (r#"{"kty":"OKP","crv":"Ed448"}"#, unsupported("`crv` Ed448")),
        (r#"{"kty":"EC","crv":"P-256"}"#, jwk("x", "is missing")),
        (r#"{"kty":"RSA","e":"AQAB"}"#, jwk("n", "is missing")),
        (r#"{"kty":"oct"}"#, jwk("k", "is missing")),
        (r#"{"kty":"oct","k":"AA=="}"#, jwk("k", "is not base64url")),
        (r#"{"kty":"oct","k":"AB"}"#, jwk("k", "is not base64url")),
        (r#"{"kty":"oct","k":1}"#, jwk("k", "is not a string")),
        (r#"{"kty":"oct","k":"AA","alg":"none"}"#, unsupported("`alg` none")),
        (r#"{"kty":"oct","k":"AA","use":1}"#, jwk("use", "is not a string")),
        (r#"{"kty":"oct","k":"AA","key_ops":[1]}"#, jwk("key_ops", "is not a list of strings")),
        (r#"{"kty":"oct","k":"AA","kid":1}"#, jwk("kid", "is not a string")),
    ] {
        assert_eq!(parse(text).unwrap_err(), expected, "{text}");
    }
    let keys = KeyFile::parse(br#"{"keys":{}}"#).unwrap_err();
    assert_eq!(keys, jwk("keys", "is not a list"));
    assert!(matches!(parse(r#"{"kty":"oct","kty":"oct","k":"AA"}"#).unwrap_err(), KeyError::Json(_)));
    let more_primes = private_jwk(fixtures::RSA_PKCS8, Alg::RS256, &[("oth", "x")]);
    assert!(matches!(parse(&more_primes).unwrap_err(), KeyError::Unsupported { .. }));
}

#[test]
fn takes_an_oct_key_by_its_decoded_bytes_and_gives_out_no_public_half() {
    let entry = parse(r#"{"kty":"oct","k":"AAEC_w"}"#).unwrap();
    assert!(matches!(&entry.key, AnyKey::Secret(secret) if secret.expose() == [0, 1, 2, 255]));
    assert_eq!(entry.public().unwrap_err(), KeyError::NoPublicHalf);
    assert_eq!(keys(r#"{"kty":"oct","k":"AAEC_w"}"#).keys()[0].algs, [Alg::HS256]);
    assert_eq!(keys_for(r#"{"kty":"oct","k":"AAEC_w"}"#, &[Alg::HS512]).keys()[0].algs, [Alg::HS512]);
}

#[test]
fn refuses_an_oct_key_without_any_bytes() {
    assert!(KeyFile::parse(br#"{"kty":"oct","k":""}"#).is_err());
    let set = KeyFile::parse(br#"{"keys":[{"kty":"oct","k":""}]}"#).unwrap();
    assert_eq!(crate::jwt::key::KeySet::from_file(set, &[]).unwrap_err(), KeyError::NoneUsable { found: 1 });
}

#[test]
fn refuses_an_ed25519_key_of_small_order() {
    let mut x = vec![0; 32];
    x[0] = 1;
    assert!(parse(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url::encode(&x))).is_err());
}
