//! A second opinion: jsonwebtoken's `decode` on the same tokens with the same demands.
//!
//! It accepts more than we do, for the reasons listed in [`may_be_stricter`]; it refuses what we accept only for
//! the one in [`may_be_laxer`]. It reads the clock itself, so `exp` is always decades away from now.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Audience, NOON, Policy, SECRET, reasons_by, secret_keys, texts, token};
use crate::jwt::refusal::Refusal;

fn ours(token: &str) -> Vec<Refusal> {
    let policy =
        Policy { audience: Audience::OneOf(texts(&["me"])), issuers: texts(&["i"]), ..Policy::default() };
    reasons_by(&secret_keys(), token, &policy, NOON)
}

fn theirs(token: &str) -> bool {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.leeway = 0;
    validation.validate_nbf = true;
    validation.set_audience(&["me"]);
    validation.set_issuer(&["i"]);
    validation.set_required_spec_claims(&["exp", "aud", "iss"]);
    decode::<serde_json::Value>(token, &DecodingKey::from_secret(SECRET), &validation).is_ok()
}

/// Why we may refuse what they accept:
///
/// - they do not look at `iat`, `sub` and `jti` unless told to, nor at the type that these have;
/// - they take a list for `iss` (RFC 7519 section 4.1.1 wants one string);
/// - they keep the last of two members with one name, we refuse such a payload.
fn may_be_stricter(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::IssuedAhead { .. } | Refusal::DuplicateName { .. } => true,
        Refusal::ClaimType { claim, .. } => matches!(claim.as_str(), "iat" | "sub" | "jti" | "iss"),
        _ => false,
    }
}

/// Why we may accept what they refuse: numbers beyond their types. Ours are cut to the range of an instant.
fn may_be_laxer(claims: &str) -> bool {
    ["1e300", "1e400", "18446744073709551616", "\"nbf\":-5"].iter().any(|number| claims.contains(number))
}

fn claim(name: &'static str, pool: &[&'static str]) -> impl Strategy<Value = Option<String>> + use<> {
    proptest::option::weighted(0.9, select(pool.to_vec()).prop_map(move |json| format!(r#""{name}":{json}"#)))
}

const EXP: [&str; 14] = [
    "4102444800",
    "4102444800",
    "4102444800",
    "4102444800.5",
    "4.1e9",
    "0",
    "1000000000",
    "-5",
    "1e300",
    "\"4102444800\"",
    "null",
    "true",
    "[4102444800]",
    "18446744073709551616",
];
const NBF: [&str; 7] = ["1000000000", "1000000000.5", "4102444800", "-5", "\"1000000000\"", "null", "{}"];
const IAT: [&str; 5] = ["1000000000", "4102444800", "\"1000000000\"", "null", "1e400"];
const ISS: [&str; 8] = ["\"i\"", "\"i\"", "\"i\"", "\"j\"", "[\"i\"]", "[\"j\"]", "null", "1"];
const AUD: [&str; 11] = [
    "\"me\"",
    "\"me\"",
    "[\"me\"]",
    "[\"you\",\"me\"]",
    "\"you\"",
    "[]",
    "[\"me\",1]",
    "null",
    "1",
    "\"m\\u0065\"",
    "{\"me\":1}",
];
const SUB: [&str; 4] = ["\"s\"", "7", "null", "[]"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn agrees_with_jsonwebtoken_but_for_reasons_that_are_listed(
        exp in claim("exp", &EXP),
        nbf in proptest::option::weighted(0.3, claim("nbf", &NBF)),
        iat in proptest::option::weighted(0.3, claim("iat", &IAT)),
        iss in claim("iss", &ISS),
        aud in claim("aud", &AUD),
        sub in proptest::option::weighted(0.3, claim("sub", &SUB)),
        twice in proptest::bool::weighted(0.05),
    ) {
        let mut members: Vec<String> =
            [exp, nbf.flatten(), iat.flatten(), iss, aud, sub.flatten()].into_iter().flatten().collect();
        if twice {
            members.extend(members.first().cloned());
        }
        let claims = format!("{{{}}}", members.join(","));
        let token = token(&claims);
        let (reasons, accepted) = (ours(&token), theirs(&token));
        if reasons.is_empty() {
            prop_assert!(accepted || may_be_laxer(&claims), "only we accept {claims}");
        } else if accepted {
            prop_assert!(reasons.iter().all(may_be_stricter), "only they accept {claims}: {reasons:?}");
        }
    }

    #[test]
    fn agrees_with_jsonwebtoken_on_a_changed_character(at in any::<Index>(), other in "[A-Za-z0-9_=.+/ -]") {
        let good = token(r#"{"exp":4102444800,"iss":"i","aud":"me"}"#);
        let at = at.index(good.len());
        let changed = format!("{}{other}{}", &good[..at], &good[at + 1..]);
        prop_assert_eq!(ours(&changed).is_empty(), theirs(&changed), "{}", changed);
    }
}

#[test]
fn agrees_with_jsonwebtoken_on_a_good_token() {
    let good = token(r#"{"exp":4102444800,"iss":"i","aud":"me"}"#);
    assert_eq!(ours(&good), []);
    assert!(theirs(&good));
}
