//! Any header, correctly signed, before claims that meet every demand.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mcp_token::clock::Time;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::key::{KeySet, VerifyingKey, VerifyingMaterial};
use mcp_token::jwt::lint::lint;
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::{Alg, Scratch, Verdict, Verifier};
use mcp_token::secret::Secret;
use mcp_token_fuzz::strict_json::{self, Opinion};
use mcp_token_fuzz::{SECRET, key_set, sign};
use serde_json::{Map, Value};

fuzz_target!(|data: &[u8]| {
    let token = sign(data, br#"{"sub":"a"}"#);
    let header = match strict_json::judge(data) {
        Opinion::Good(header, _) => Some(header),
        Opinion::Bad => None,
        Opinion::Unknown => return,
    };
    let good = header.as_ref().is_some_and(is_good);
    let text = |name: &str| header.as_ref().and_then(|header| header.get(name)?.as_str());
    let typ = text("typ").is_some_and(|typ| {
        let typ = typ.to_ascii_lowercase();
        typ.strip_prefix("application/").unwrap_or(&typ) == "at+jwt"
    });
    let kid = text("kid");

    let any = Policy { expiry: Expiry::Optional, ..Policy::default() };
    let at_jwt = Policy { typ: Some("at+jwt".to_owned()), ..any.clone() };
    let named = || KeySet::One(key(SECRET, &[Alg::HS256], Some("k")));
    let ring = || {
        KeySet::Set(vec![key(&[7; 32], &[Alg::HS256], Some("old")), key(SECRET, &[Alg::HS256], Some("k"))])
    };
    let wide = || KeySet::One(key(SECRET, &[Alg::HS512, Alg::HS256], None));
    for (name, keys, policy, expected) in [
        ("one secret", key_set(), &any, good),
        ("typ is demanded", key_set(), &at_jwt, good && typ),
        ("the key has a name", named(), &any, good && kid.is_none_or(|kid| kid == "k")),
        ("several keys", ring(), &any, good && kid.is_none_or(|kid| kid == "k")),
        ("several algorithms", wide(), &any, good),
    ] {
        let verifier = Verifier::new(&keys, policy.clone());
        let mut scratch = Scratch::default();
        for _ in 0..2 {
            let verdict = verifier.verify(&token, &mut scratch, Time::from_unix(0));
            let accepted = matches!(verdict, Verdict::Accepted(_));
            assert_eq!(accepted, expected, "{name}: {:?}", verdict.reasons());
        }
    }
    match Inspection::of(&token) {
        Ok(inspection) => drop(lint(&inspection)),
        Err(_) => assert!(!good),
    }
});

/// RFC 7515 section 4.1: the parameters that count are what they must be, and no extension is demanded.
fn is_good(header: &Map<String, Value>) -> bool {
    header.get("alg").and_then(Value::as_str) == Some("HS256")
        && ["kid", "typ"].into_iter().all(|name| header.get(name).is_none_or(Value::is_string))
        && !header.contains_key("crit")
        && header.get("b64").is_none_or(|value| *value == Value::Bool(true))
}

fn key(secret: &[u8], algs: &[Alg], kid: Option<&str>) -> VerifyingKey {
    VerifyingKey {
        algs: algs.to_vec(),
        material: VerifyingMaterial::Secret(Secret::new(secret.to_vec())),
        kid: kid.map(str::to_owned),
        until: None,
    }
}
