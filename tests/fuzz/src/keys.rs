//! What must hold of every key that could be read: it is the same key in every form in which it is handed out.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use mcp_token::clock::Time;
use mcp_token::jwt::key::{AnyKey, KeyEntry, KeyFile, KeySet, PrivateKey, PublicKey, SigningKey};
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::{Encoder, HeaderOptions, Scratch, Verdict, Verifier};
use serde_json::{Map, Value};

/// Reads a key file and checks everything in it.
pub fn check_file(content: &[u8]) {
    let Ok(file) = KeyFile::parse(content) else { return };
    match &file {
        KeyFile::One(entry) => check(entry),
        KeyFile::Set(entries) => entries.iter().filter_map(|entry| entry.as_ref().ok()).for_each(check),
    }
    let usable = match &file {
        KeyFile::One(entry) => usize::from(entry.for_signatures),
        KeyFile::Set(entries) => entries.iter().flatten().filter(|entry| entry.for_signatures).count(),
    };
    if let Ok(keys) = KeySet::from_file(file, &[]) {
        assert!(!keys.keys().is_empty() && keys.keys().len() <= usable);
        for key in keys.keys() {
            assert!(!key.algs.is_empty());
        }
        Verifier::new(&keys, Policy::default());
    }
    if let Ok(KeyFile::One(entry)) = KeyFile::parse(content)
        && !matches!(entry.key, AnyKey::Public(_))
    {
        check_signing(KeyFile::One(entry));
    }
}

fn check(entry: &KeyEntry) {
    match &entry.key {
        AnyKey::Public(key) => check_public(key),
        AnyKey::Private(key) => check_private(key),
        AnyKey::Secret(_) => assert!(entry.public().is_err()),
    }
}

fn check_public(key: &PublicKey) {
    let alg = key.kind().default_alg();
    let jwk = key.to_jwk(alg, "n\"a\u{7f}me");
    assert_eq!(key.thumbprint(), thumbprint(&jwk), "RFC 7638");
    let again = one(jwk.as_bytes());
    assert_eq!(again.kid.as_deref(), Some("n\"a\u{7f}me"));
    assert_eq!(again.alg, Some(alg));
    assert!(again.for_signatures);
    assert_same(key, &again);

    let again = one(key.to_pem().as_bytes());
    assert_same(key, &again);
}

fn check_private(key: &PrivateKey) {
    check_public(key.public());
    let pem = one(key.to_pem().as_bytes());
    let jwk = key.to_jwk(key.public().kind().default_alg(), "k").expect("a private key has a JWK");
    let jwk = one(jwk.as_bytes());
    for again in [pem, jwk] {
        assert!(matches!(again.key, AnyKey::Private(_)), "the private half was lost");
        assert_eq!(again.public().expect("it has a public half"), key.public());
    }
}

/// What a key signs, its public half accepts.
fn check_signing(file: KeyFile) {
    let Ok(key) = SigningKey::from_file(file, None) else { return };
    let encoder = Encoder::new(&key, &HeaderOptions::default()).expect("a key that was read signs");
    let token = encoder.encode("{}").expect("a key that was read signs");
    let policy = Policy { expiry: Expiry::Optional, ..Policy::default() };
    let verifier = Verifier::new(&KeySet::One(key.verifying()), policy);
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(&token, &mut scratch, Time::from_unix(0));
    assert!(matches!(verdict, Verdict::Accepted(_)), "{:?}", verdict.reasons());
}

fn one(content: &[u8]) -> KeyEntry {
    match KeyFile::parse(content) {
        Ok(KeyFile::One(entry)) => entry,
        other => panic!("not one key: {other:?}"),
    }
}

fn assert_same(key: &PublicKey, again: &KeyEntry) {
    match &again.key {
        AnyKey::Public(again) => {
            assert_eq!(again, key);
            assert_eq!(again.thumbprint(), key.thumbprint());
            assert_eq!(again.to_pem(), key.to_pem());
        }
        _ => panic!("not a public key"),
    }
}

/// RFC 7638 section 3: the hash of the required members alone, their names sorted.
fn thumbprint(jwk: &str) -> String {
    let members: Map<String, Value> = serde_json::from_str(jwk).expect("a JWK is JSON");
    let required: &[&str] = match members["kty"].as_str() {
        Some("EC") => &["crv", "kty", "x", "y"],
        Some("OKP") => &["crv", "kty", "x"],
        _ => &["e", "kty", "n"],
    };
    let canonical: std::collections::BTreeMap<_, _> =
        required.iter().map(|&name| (name, &members[name])).collect();
    let json = serde_json::to_string(&canonical).expect("strings are JSON");
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, json.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}
