//! RS256, ES256 and EdDSA: the whole judge, ours and jsonwebtoken's. Keys and tokens are made anew for each run.

use jsonwebtoken::DecodingKey;
use mcp_token::jwt::key::{KeyKind, KeySet, PrivateKey, SigningKey, SigningMaterial};
use mcp_token::jwt::{Alg, Encoder, HeaderOptions};
use pkcs8::der::Decode;
use pkcs8::der::pem::decode_vec;
use pkcs8::spki::SubjectPublicKeyInfoRef;

use crate::Contender;
use crate::hs256::{our_verify, their_verify};
use crate::tokens::{Claims, Tokens};

pub(crate) fn contenders(tokens: &Tokens) -> Vec<Contender> {
    let claims = tokens.claims();
    [KeyKind::Rsa, KeyKind::P256, KeyKind::Ed25519].iter().flat_map(|&kind| of_kind(kind, &claims)).collect()
}

fn of_kind(kind: KeyKind, claims: &[Claims]) -> [Contender; 2] {
    let alg = kind.default_alg();
    let private = PrivateKey::generate(kind, 2048).expect("a key can be made");
    let spki = private.public().to_pem();
    let key = SigningKey { alg, material: SigningMaterial::Private(Box::new(private)), kid: None };
    let encoder = Encoder::new(&key, &HeaderOptions::default()).expect("a good key");
    let token = |claims| encoder.encode(&serde_json::to_string(claims).expect("plain claims"));
    let pool: Vec<_> = claims.iter().map(|claims| token(claims).expect("a key that signs")).collect();
    let name = |who| format!("verify/{}/{who}", alg.name());
    [
        our_verify(&name("mcp-token"), &KeySet::One(key.verifying()), pool.clone()),
        their_verify(&name("jsonwebtoken"), alg, their_key(alg, &spki), pool),
    ]
}

/// The key as jsonwebtoken's `from_*_pem` would take it out of the PEM.
fn their_key(alg: Alg, pem: &str) -> DecodingKey {
    let (_, der) = decode_vec(pem.as_bytes()).expect("our own PEM");
    let info = SubjectPublicKeyInfoRef::from_der(&der).expect("our own key");
    let bytes = info.subject_public_key.as_bytes().expect("whole bytes");
    match alg {
        Alg::RS256 => DecodingKey::from_rsa_der(bytes),
        Alg::ES256 => DecodingKey::from_ec_der(bytes),
        _ => DecodingKey::from_ed_der(bytes),
    }
}
