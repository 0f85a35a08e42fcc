//! Tests of the whole way from text to verdict, and the few helpers that they share.
//!
//! A test that wants one odd token mints it here with any header and any payload bytes, signed as they stand; what
//! an [`Encoder`](super::Encoder) would refuse to make can be made too.

use super::base64url;
use super::key::{KeyFile, KeySet, SigningKey};
use super::policy::{Audience, Expiry, Policy};
use super::refusal::Refusal;
use super::signature::{Checker, Signer};
use super::token::Segments;
use super::{Alg, Scratch, Verifier};

use crate::clock::{Span, Time};
use crate::secret::Secret;

mod audience;
mod authority;
mod diagnose;
mod encode;
mod header;
mod inspect;
mod key_choice;
mod key_fixtures;
mod keys_jwk;
mod keys_pem;
mod lint;
mod names;
mod oracle;
mod properties;
mod refresh;
mod refusal;
mod report;
mod scratch;
mod shape;
mod signatures;
mod times;
mod vectors_jwt_io;
mod vectors_rfc7515;
mod vectors_rfc7520;
mod vectors_rfc7638;
mod vectors_rfc8037;

/// 2026-11-20 12:00:00 UTC.
const NOON: Time = Time::from_unix(1_795_176_000);

/// TEST KEY
const SECRET: &[u8] = b"b7K2mQ9xT4vR8nW1cY6pL3sD5fG0hJzA";

fn secret() -> Secret {
    Secret::new(SECRET.to_vec())
}

fn secret_keys() -> KeySet {
    KeySet::from_secret(secret(), &[]).unwrap()
}

fn secret_signer(alg: Alg) -> SigningKey {
    SigningKey::from_secret(secret(), Some(alg)).unwrap()
}

/// The keys of a JWK, a JWK set or a PEM, pinned to what they say themselves.
fn keys(file: &str) -> KeySet {
    KeySet::from_file(KeyFile::parse(file.as_bytes()).unwrap(), &[]).unwrap()
}

fn keys_for(file: &str, algs: &[Alg]) -> KeySet {
    KeySet::from_file(KeyFile::parse(file.as_bytes()).unwrap(), algs).unwrap()
}

fn signer(file: &str, alg: Alg) -> SigningKey {
    SigningKey::from_file(KeyFile::parse(file.as_bytes()).unwrap(), Some(alg)).unwrap()
}

/// A token of any header and payload, signed as they stand with the algorithm of the key.
fn minted_by(key: &SigningKey, header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    let signed = format!("{}.{}", base64url::encode(header.as_ref()), base64url::encode(payload.as_ref()));
    let signature = Signer::new(key).unwrap().sign(signed.as_bytes(), key.alg).unwrap();
    format!("{signed}.{}", base64url::encode(&signature))
}

fn minted(header: impl AsRef<[u8]>, payload: impl AsRef<[u8]>) -> String {
    minted_by(&secret_signer(Alg::HS256), header, payload)
}

/// An HS256 token with nothing odd about its header.
fn token(claims: &str) -> String {
    minted(r#"{"alg":"HS256"}"#, claims)
}

/// Demands nothing but a signature and what no token may get wrong.
fn lenient() -> Policy {
    Policy { audience: Audience::Any, expiry: Expiry::Optional, ..Policy::default() }
}

fn reasons_by(keys: &KeySet, token: &str, policy: &Policy, now: Time) -> Vec<Refusal> {
    Verifier::new(keys, policy.clone()).verify(token, &mut Scratch::default(), now).reasons().to_vec()
}

/// Why the test secret's verifier refuses a token at noon.
fn reasons(token: &str, policy: &Policy) -> Vec<Refusal> {
    reasons_by(&secret_keys(), token, policy, NOON)
}

/// Why claims are refused at noon, by the codes.
fn codes(claims: &str, policy: &Policy) -> Vec<&'static str> {
    codes_at(claims, policy, NOON)
}

fn codes_at(claims: &str, policy: &Policy, now: Time) -> Vec<&'static str> {
    reasons_by(&secret_keys(), &token(claims), policy, now).iter().map(Refusal::code).collect()
}

/// Whether the signature alone holds, whatever the payload is.
fn signature_holds(keys: &KeySet, alg: Alg, token: &str) -> bool {
    let segments = Segments::parse(token).unwrap();
    let signature = base64url::decode(segments.signature).unwrap();
    Checker::new(alg, &keys.keys()[0].material).unwrap().matches(segments.signed.as_bytes(), &signature)
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

const fn secs(seconds: u64) -> Span {
    Span::from_secs(seconds)
}
