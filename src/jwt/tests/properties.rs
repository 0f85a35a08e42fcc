//! What holds for every token: signing then verifying, one bit changed, more demands, later instants, kept claims.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{
    Alg, Audience, KeySet, NOON, Policy, codes_at, key_fixtures as fixtures, keys_for, lenient, secret,
    secret_signer, secs, signer, texts,
};
use crate::jwt::base64url;
use crate::jwt::claims::Claims;
use crate::jwt::json::{Object, quote};
use crate::jwt::{Encoder, HeaderOptions, Scratch, Verifier};

/// Each algorithm with the keys that verify and a signer.
static WORKSHOPS: LazyLock<Vec<Workshop>> = LazyLock::new(|| Alg::ALL.into_iter().map(workshop).collect());

struct Workshop {
    alg: Alg,
    keys: KeySet,
    key: crate::jwt::key::SigningKey,
}

fn workshop(alg: Alg) -> Workshop {
    let pem = match alg {
        Alg::HS256 | Alg::HS384 | Alg::HS512 => {
            let keys = KeySet::from_secret(secret(), &[alg]).unwrap();
            return Workshop { alg, keys, key: secret_signer(alg) };
        }
        Alg::ES256 => fixtures::P256_PKCS8,
        Alg::ES384 => fixtures::P384_PKCS8,
        Alg::ES512 => fixtures::P521_PKCS8,
        Alg::EdDSA => fixtures::ED25519_PKCS8,
        _ => fixtures::RSA_PKCS8,
    };
    Workshop { alg, keys: keys_for(pem, &[alg]), key: signer(pem, alg) }
}

impl Workshop {
    fn sign(&self, claims: &str) -> String {
        Encoder::new(&self.key, &HeaderOptions::default()).unwrap().encode(claims).unwrap()
    }

    fn accepts(&self, token: &str) -> bool {
        let verifier = Verifier::new(&self.keys, lenient());
        verifier.verify(token, &mut Scratch::default(), NOON).reasons().is_empty()
    }
}

/// The text of a JSON value, as a person might write it: numbers of any length and spelling.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|truth| truth.to_string()),
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        any::<String>().prop_map(|text| quote(&text)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|list| format!("[{}]", list.join(","))),
            members(inner).prop_map(|members| object(&members)),
        ]
    })
}

/// Members with different names, none of them a registered one.
fn members(value: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<(String, String)>> {
    proptest::collection::vec(("[^\\x00-\\x1f]{0,6}", value), 0..6).prop_map(|mut members| {
        for (index, (name, _)) in members.iter_mut().enumerate() {
            *name = format!("{index}{name}");
        }
        members
    })
}

fn object(members: &[(String, String)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, json)| format!("{}:{json}", quote(name))).collect();
    format!("{{{}}}", members.join(","))
}

/// Claims around the noon of the tests, each of them there or not, right or wrong.
fn claims() -> impl Strategy<Value = String> {
    let unix = NOON.unix();
    let instant = move || {
        prop_oneof![
            4 => (-4_i64..=4).prop_map(move |off| (unix + off).to_string()),
            1 => (-4_i64..=4).prop_map(move |off| format!("{}.5", unix + off)),
            1 => select(vec!["1e300", "-1", "null", "\"x\""]).prop_map(str::to_owned),
        ]
    };
    let text = || {
        select(vec!["\"a\"", "\"b\"", "[\"a\"]", "[\"b\",\"a\"]", "[]", "7", "null"]).prop_map(str::to_owned)
    };
    let quota = select(vec!["1", "2", "3", "\"2\"", "2.0"]).prop_map(str::to_owned);
    let named = |name: &'static str, json: BoxedStrategy<String>| {
        proptest::option::of(json.prop_map(move |json| (name.to_owned(), json)))
    };
    (
        named("exp", instant().boxed()),
        named("nbf", instant().boxed()),
        named("iat", instant().boxed()),
        named("iss", text().boxed()),
        named("aud", text().boxed()),
        named("sub", text().boxed()),
        named("scope", select(vec!["\"a\"", "\"a b\"", "\"\"", "[\"a\"]"]).prop_map(str::to_owned).boxed()),
        named("role", text().boxed()),
        named("quota", quota.boxed()),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i)| {
            object(&[a, b, c, d, e, f, g, h, i].into_iter().flatten().collect::<Vec<_>>())
        })
}

/// The demands that can be added, each by itself.
fn add_demand(policy: &mut Policy, number: usize) {
    match number {
        0 => policy.audience = Audience::OneOf(texts(&["a"])),
        1 => policy.issuers = texts(&["a"]),
        2 => policy.subject = Some("a".to_owned()),
        3 => policy.required = texts(&["iat"]),
        4 => policy.scopes = texts(&["a"]),
        5 => policy.roles = texts(&["a"]),
        6 => policy.min_quota = Some(2),
        7 => policy.min_ttl = Some(secs(2)),
        8 => policy.max_age = Some(secs(2)),
        9 => policy.expiry = super::Expiry::Required,
        10 => policy.typ = Some("JWT".to_owned()),
        _ => policy.audience = Audience::Unsaid,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn accepts_what_was_signed_with_any_algorithm(members in members(value()), place in 0..Alg::ALL.len()) {
        let workshop = &WORKSHOPS[place];
        let json = object(&members);
        let token = workshop.sign(&json);
        let verifier = Verifier::new(&workshop.keys, lenient());
        let mut scratch = Scratch::default();
        let verdict = verifier.verify(&token, &mut scratch, NOON);
        prop_assert_eq!(verdict.reasons(), &[], "{}", workshop.alg);
        let kept = Claims::from(verdict.signed_claims().unwrap()).to_json();
        prop_assert_eq!(kept, json);
    }

    #[test]
    fn refuses_a_token_with_any_one_bit_changed(
        place in 0..Alg::ALL.len(),
        segment in 0..3_usize,
        at in any::<Index>(),
        bit in 0..8_u8,
    ) {
        let workshop = &WORKSHOPS[place];
        let token = workshop.sign(r#"{"sub":"ann","quota":1000}"#);
        prop_assert!(workshop.accepts(&token));
        let decoded = token.split('.').map(|text| base64url::decode(text).unwrap());
        let mut segments: Vec<Vec<u8>> = decoded.collect();
        let byte = at.index(segments[segment].len());
        segments[segment][byte] ^= 1 << bit;
        let texts: Vec<String> = segments.iter().map(|bytes| base64url::encode(bytes)).collect();
        prop_assert!(!workshop.accepts(&texts.join(".")), "{} {segment} {byte} {bit}", workshop.alg);
    }

    #[test]
    fn refuses_a_token_with_any_one_character_changed(
        place in 0..Alg::ALL.len(),
        at in any::<Index>(),
        other in any::<char>(),
    ) {
        let workshop = &WORKSHOPS[place];
        let token = workshop.sign(r#"{"sub":"ann"}"#);
        let at = at.index(token.len());
        prop_assume!(!token[at..].starts_with(other));
        let changed = format!("{}{other}{}", &token[..at], &token[at + 1..]);
        prop_assert!(!workshop.accepts(&changed), "{changed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn accepts_nothing_more_when_more_is_demanded(
        claims in claims(),
        demands in proptest::collection::vec(0..12_usize, 0..5),
        one_more in 0..12_usize,
    ) {
        let mut policy = lenient();
        for demand in demands {
            add_demand(&mut policy, demand);
        }
        let before = codes_at(&claims, &policy, NOON);
        // Of the demands on `aud` the last one counts: a change among them is no addition.
        prop_assume!(!(matches!(one_more, 0 | 11) && policy.audience != Audience::Any));
        add_demand(&mut policy, one_more);
        let after = codes_at(&claims, &policy, NOON);
        prop_assert!(before.is_empty() || !after.is_empty(), "{claims} {before:?}");
        prop_assert!(before.iter().all(|code| after.contains(code)), "{claims} {before:?} {after:?}");
    }

    #[test]
    fn never_lives_again_once_expired(
        claims in claims(),
        steps in proptest::collection::vec(0..4_u64, 1..6),
        leeway in 0..3_u64,
    ) {
        let min_ttl = Some(secs(1));
        let policy = Policy { leeway: secs(leeway), min_ttl, max_age: Some(secs(3)), ..lenient() };
        let mut now = NOON.minus(secs(6));
        let mut gone: Vec<&str> = Vec::new();
        for step in steps {
            now = now.plus(secs(step));
            let codes = codes_at(&claims, &policy, now);
            for code in &gone {
                prop_assert!(codes.contains(code), "{claims} {code} {now}");
            }
            gone = codes.into_iter().filter(|code| ["expired", "too_old"].contains(code)).collect();
        }
    }

    #[test]
    fn keeps_members_order_and_the_text_of_values(members in members(value())) {
        let json = object(&members);
        let parsed = Claims::parse(&json).unwrap();
        prop_assert_eq!(&parsed.to_json(), &json);
        let object = Object::parse(&json).unwrap();
        let names: Vec<_> = object.members().map(|(name, _)| name.to_owned()).collect();
        prop_assert_eq!(names, members.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
    }

    #[test]
    fn accepts_no_text_that_nobody_signed(
        text in "\\PC{0,60}|[A-Za-z0-9_.-]{0,60}|(eyJ[A-Za-z0-9_-]{0,20}\\.){2}[A-Za-z0-9_-]{0,20}",
    ) {
        let workshop = &WORKSHOPS[0];
        prop_assert!(!workshop.accepts(&text));
    }
}
