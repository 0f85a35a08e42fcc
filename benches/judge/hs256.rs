//! HS256: the whole judge and the signer, ours and jsonwebtoken's, with the same demands and the same claims.

use std::hint::black_box;

use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation};
use mcp_token::clock::Time;
use mcp_token::jwt::key::{KeySet, SigningKey};
use mcp_token::jwt::policy::{Audience, Policy};
use mcp_token::jwt::{Alg, Encoder, HeaderOptions, Scratch, Verifier};
use mcp_token::secret::Secret;

use crate::Contender;
use crate::tokens::{AUDIENCE, Claims, ISSUER, POOL, Tokens};

pub(crate) fn contenders(tokens: &Tokens) -> Vec<Contender> {
    let secret = || Secret::new(tokens.secret.clone());
    let keys = KeySet::from_secret(secret(), &[]).expect("a good secret");
    let key = SigningKey::from_secret(secret(), None).expect("a good secret");
    let theirs = DecodingKey::from_secret(&tokens.secret);
    vec![
        our_verify("verify/HS256/mcp-token", &keys, tokens.good.clone()),
        their_verify("verify/HS256/jsonwebtoken", Alg::HS256, theirs, tokens.good.clone()),
        our_encode(&key, tokens.claims()),
        their_encode(EncodingKey::from_secret(&tokens.secret), tokens.claims()),
    ]
}

/// The prepared verifier of the batch, which reads the clock once a chunk.
pub(crate) fn our_verify(name: &str, keys: &KeySet, pool: Vec<String>) -> Contender {
    let policy = Policy {
        audience: Audience::OneOf(vec![AUDIENCE.to_owned()]),
        issuers: vec![ISSUER.to_owned()],
        ..Policy::default()
    };
    let verifier = Verifier::new(keys, policy);
    let mut scratch = Scratch::default();
    Contender::new(name, move |index| {
        let verdict = verifier.verify(&pool[index % POOL], &mut scratch, NOW);
        assert!(verdict.reasons().is_empty(), "refused: {:?}", verdict.reasons());
        black_box(&verdict);
    })
}

/// jsonwebtoken as a careful program would call it: typed claims, no leeway, and the three claims demanded.
pub(crate) fn their_verify(name: &str, alg: Alg, key: DecodingKey, pool: Vec<String>) -> Contender {
    let mut validation = Validation::new(alg.name().parse().expect("an algorithm that it has"));
    validation.leeway = 0;
    validation.validate_nbf = true;
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    Contender::new(name, move |index| {
        let decoded = jsonwebtoken::decode::<Claims>(&pool[index % POOL], &key, &validation);
        black_box(&decoded.expect("a good token"));
    })
}

/// From typed claims to a token: ours takes JSON text, so writing that is part of the work.
fn our_encode(key: &SigningKey, pool: Vec<Claims>) -> Contender {
    let header = HeaderOptions { typ: Some("JWT".to_owned()), ..HeaderOptions::default() };
    let encoder = Encoder::new(key, &header).expect("a good key");
    Contender::new("encode/HS256/mcp-token", move |index| {
        let claims = serde_json::to_string(&pool[index % POOL]).expect("plain claims");
        black_box(encoder.encode(&claims).expect("a key that signs"));
    })
}

fn their_encode(key: EncodingKey, pool: Vec<Claims>) -> Contender {
    let header = Header::default();
    Contender::new("encode/HS256/jsonwebtoken", move |index| {
        black_box(jsonwebtoken::encode(&header, &pool[index % POOL], &key).expect("a key that signs"));
    })
}

/// After every `iat`, before every `exp` of the pool.
const NOW: Time = Time::from_unix(1_800_000_000);
