//! What an HS256 verification costs at least: the hash blocks, the base64, one JSON pass. It judges nothing.
//!
//! The whole is measured with two libraries for the hash, of which the quicker is the limit of the run, and in parts.

use std::hint::black_box;

use aws_lc_rs::hmac as aws;
use base64::Engine;
use base64::engine::Simd;
use base64::engine::general_purpose::NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

use crate::Contender;
use crate::tokens::{POOL, Tokens};

pub(crate) fn contenders(tokens: &Tokens) -> Vec<Contender> {
    let state = Hmac::<Sha256>::new_from_slice(&tokens.secret).expect("any length will do");
    let prepared = aws::Key::new(aws::HMAC_SHA256, &tokens.secret);
    let by_sha2 = move |signed: &str, tag: &[u8]| {
        let mut mac = state.clone();
        mac.update(signed.as_bytes());
        mac.verify_slice(tag).is_ok()
    };
    let by_aws = move |signed: &str, tag: &[u8]| aws::verify(&prepared, signed.as_bytes(), tag).is_ok();
    vec![
        whole("limit/sha2", by_sha2.clone(), tokens.good.clone()),
        whole("limit/aws-lc-rs", by_aws.clone(), tokens.good.clone()),
        mac("part/hmac-sha2", by_sha2, &tokens.good),
        mac("part/hmac-aws-lc-rs", by_aws, &tokens.good),
        base64(tokens.good.clone()),
        json(&tokens.good),
    ]
}

fn whole(name: &str, matches: impl Fn(&str, &[u8]) -> bool + 'static, pool: Vec<String>) -> Contender {
    let (mut payloads, mut signatures) = (Decoder::new(), Decoder::new());
    Contender::new(name, move |index| {
        let (signed, payload, signature) = cut(&pool[index % POOL]);
        assert!(matches(signed, signatures.decode(signature)), "a good token");
        black_box(read(payloads.decode(payload)));
    })
}

fn mac(name: &str, matches: impl Fn(&str, &[u8]) -> bool + 'static, pool: &[String]) -> Contender {
    let mut decoder = Decoder::new();
    let cuts = pool.iter().map(|token| cut(token));
    let pool: Vec<(String, Vec<u8>)> =
        cuts.map(|(signed, _, tag)| (signed.to_owned(), decoder.decode(tag).to_vec())).collect();
    Contender::new(name, move |index| {
        let (signed, tag) = &pool[index % POOL];
        assert!(matches(signed, tag), "a good token");
    })
}

fn base64(pool: Vec<String>) -> Contender {
    let (mut payloads, mut signatures) = (Decoder::new(), Decoder::new());
    Contender::new("part/base64", move |index| {
        let (_, payload, signature) = cut(&pool[index % POOL]);
        black_box(signatures.decode(signature));
        black_box(payloads.decode(payload));
    })
}

fn json(pool: &[String]) -> Contender {
    let mut decoder = Decoder::new();
    let pool: Vec<Vec<u8>> = pool.iter().map(|token| decoder.decode(cut(token).1).to_vec()).collect();
    Contender::new("part/json", move |index| {
        black_box(read(&pool[index % POOL]));
    })
}

/// The claims without a copy: what one pass of serde_json makes of them.
#[derive(Deserialize)]
#[allow(dead_code, reason = "it is the reading that counts")]
struct Claims<'a> {
    sub: &'a str,
    name: &'a str,
    iat: i64,
    exp: i64,
    iss: &'a str,
    aud: &'a str,
    quota: i64,
    role: &'a str,
}

fn read(payload: &[u8]) -> Claims<'_> {
    serde_json::from_slice(payload).expect("a good payload")
}

/// The quickest base64 of the crate that we use, into a buffer that is used again.
struct Decoder {
    engine: Simd,
    buffer: [u8; 512],
}

impl Decoder {
    fn new() -> Self {
        Self { engine: Simd::url_safe(NO_PAD), buffer: [0; 512] }
    }

    fn decode(&mut self, segment: &str) -> &[u8] {
        let count =
            self.engine.decode_slice(segment, &mut self.buffer).expect("a good token of usual length");
        &self.buffer[..count]
    }
}

/// The signed part, the payload and the signature.
fn cut(token: &str) -> (&str, &str, &str) {
    let (signed, signature) = token.rsplit_once('.').expect("three segments");
    let (_, payload) = signed.split_once('.').expect("three segments");
    (signed, payload, signature)
}
