//! Every algorithm with every library, both ways: minted by us and taken there, minted there and taken by us.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::ours::{AUDIENCE, ISSUER, NOW, SECRET, Sandbox, tampered};
use crate::peer::Peer;

const ALGS: [&str; 13] = [
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
    "ES512", "EdDSA",
];

/// What a library cannot do: its name, "sign" or "verify", the algorithms, and why.
const LACKING: [(&str, &str, &[&str], &str); 3] = [
    (
        "fastmcp",
        "sign",
        &[
            "HS256", "HS384", "HS512", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
            "ES512", "EdDSA",
        ],
        "fastmcp is a server: it mints with RSAKeyPair.create_token for tests, RS256 only",
    ),
    ("jsonwebtoken", "sign", &["EdDSA"], "its jwa package knows no Ed25519 (RFC 8037)"),
    ("jsonwebtoken", "verify", &["EdDSA"], "its jwa package knows no Ed25519 (RFC 8037)"),
];

#[test]
fn pyjwt_and_we_take_each_others_tokens() {
    exchange("pyjwt", Peer::python());
}

#[test]
fn joserfc_and_we_take_each_others_tokens() {
    exchange("joserfc", Peer::python());
}

#[test]
fn fastmcp_and_we_take_each_others_tokens() {
    exchange("fastmcp", Peer::python());
}

#[test]
fn jsonwebtoken_and_we_take_each_others_tokens() {
    exchange("jsonwebtoken", Peer::node());
}

#[test]
fn jose_and_we_take_each_others_tokens() {
    exchange("jose", Peer::node());
}

fn exchange(tool: &str, mut peer: Peer) {
    let known = peer.ask(&json!({"op": "algs", "tool": tool}));
    for alg in ALGS {
        for direction in ["sign", "verify"] {
            let has = known[direction].as_array().unwrap().iter().any(|name| name == alg);
            assert_eq!(
                has,
                lacks(tool, direction, alg).is_none(),
                "{tool} {direction} {alg}: LACKING is wrong"
            );
        }
        let keys = Keys::of(alg);
        taken_there(tool, &mut peer, alg, &keys);
        taken_here(tool, &mut peer, alg, &keys);
    }
}

fn taken_there(tool: &str, peer: &mut Peer, alg: &str, keys: &Keys) {
    let token = keys.sandbox.token(
        &[&["encode", "-", "--alg", alg, "--now", &NOW.to_string()], keys.to_sign.as_slice()].concat(),
        &claims().to_string(),
    );
    let mut verify = |token: &str, now: i64| {
        peer.ask(&json!({
            "op": "verify", "tool": tool, "alg": alg, "key": keys.public, "token": token,
            "audience": AUDIENCE, "issuer": ISSUER, "now": now,
        }))
    };

    let answer = verify(&token, NOW);
    if let Some(reason) = lacks(tool, "verify", alg) {
        assert_eq!(answer["ok"], false, "{tool} takes {alg} by now, LACKING says: {reason}");
        return;
    }
    assert_eq!(answer, json!({"ok": true, "claims": claims()}), "{tool} {alg}");
    assert_eq!(verify(&token, NOW + 3601)["ok"], false, "{tool} {alg}: expired");
    assert_eq!(verify(&tampered(&token), NOW)["ok"], false, "{tool} {alg}: tampered with");
}

fn taken_here(tool: &str, peer: &mut Peer, alg: &str, keys: &Keys) {
    let answer = peer.ask(&json!({
        "op": "sign", "tool": tool, "alg": alg, "key": keys.private, "claims": claims(),
    }));
    let Some(token) = answer["token"].as_str() else {
        assert!(lacks(tool, "sign", alg).is_some(), "{tool} {alg}: {answer}");
        return;
    };
    assert_eq!(lacks(tool, "sign", alg), None, "{tool} signs {alg} by now");

    let judge = |token: &str, now: i64| {
        let now = now.to_string();
        let demands = ["--alg", alg, "--iss", ISSUER, "--aud", AUDIENCE, "--now", &now];
        keys.sandbox.judge(token, &[&demands, keys.to_verify.as_slice()].concat())
    };
    let verdict = judge(token, NOW);
    assert!(verdict.accepted(), "{tool} {alg}: {verdict:?}");
    let verdict = judge(token, NOW + 3600);
    assert_eq!((verdict.status, verdict.reasons), (5, vec!["expired".to_owned()]), "{tool} {alg}");
    let verdict = judge(&tampered(token), NOW);
    assert_eq!((verdict.status, verdict.reasons), (4, vec!["signature_mismatch".to_owned()]), "{tool} {alg}");
}

/// Why the library cannot do it, if it cannot.
fn lacks(tool: &str, direction: &str, alg: &str) -> Option<&'static str> {
    LACKING
        .iter()
        .find(|(name, what, algs, _)| (*name, *what) == (tool, direction) && algs.contains(&alg))
        .map(|(.., reason)| *reason)
}

fn claims() -> Value {
    json!({
        "sub": "agent_001", "name": "AI Client", "iat": NOW, "nbf": NOW, "exp": NOW + 3600,
        "iss": ISSUER, "aud": AUDIENCE, "quota": 100, "role": "user",
        "note": "Grüße \u{1F511} \"quoted\" \\ \u{7f}", "nested": {"list": [1, "two", null, true, {}]},
    })
}

/// One algorithm's keys, as the peer takes them and as our flags.
struct Keys {
    sandbox: Sandbox,
    private: &'static str,
    public: &'static str,
    to_sign: Vec<&'static str>,
    to_verify: Vec<&'static str>,
}

impl Keys {
    fn of(alg: &str) -> Self {
        static PAIRS: LazyLock<BTreeMap<&str, (String, String)>> = LazyLock::new(|| {
            ["RS256", "ES256", "ES384", "ES512", "EdDSA"]
                .map(|alg| (alg, Sandbox::key_pair(alg)))
                .into_iter()
                .collect()
        });
        let sandbox = Sandbox::new();
        if alg.starts_with("HS") {
            let flags = vec!["--secret-env", "SECRET"];
            return Self {
                sandbox,
                private: SECRET,
                public: SECRET,
                to_sign: flags.clone(),
                to_verify: flags,
            };
        }
        // One RSA key serves all six algorithms.
        let kind = if alg.starts_with("RS") || alg.starts_with("PS") { "RS256" } else { alg };
        let (private, public) = &PAIRS[kind];
        sandbox.file("private.pem", private);
        sandbox.file("public.pem", public);
        Self {
            sandbox,
            private,
            public,
            to_sign: vec!["--key", "private.pem"],
            to_verify: vec!["--key", "public.pem"],
        }
    }
}
