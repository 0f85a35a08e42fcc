//! A verdict as rows: one for each check that was made, in their order, and nothing of what an unsigned token says.

use super::*;
use crate::jwt::report::{Outcome, checks};

fn rows(token: &str, policy: &Policy) -> Vec<(&'static str, String)> {
    let verifier = Verifier::new(&secret_keys(), policy.clone());
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(token, &mut scratch, NOON);
    checks(&verdict, policy, NOON)
        .into_iter()
        .map(|row| {
            let outcome = match row.outcome {
                Outcome::Ok(found) => format!("ok {found}"),
                Outcome::None(why) => format!("none {why}"),
                Outcome::Fail(refusal) => format!("FAIL {}", refusal.code()),
            };
            (row.check.name(), outcome)
        })
        .collect()
}

fn expected(rows: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    rows.iter().map(|(check, outcome)| (*check, (*outcome).to_owned())).collect()
}

#[test]
fn shows_every_check_that_was_asked_for_in_order() {
    let policy = Policy {
        audience: Audience::OneOf(texts(&["me"])),
        issuers: texts(&["i"]),
        subject: Some("s".into()),
        typ: Some("JWT".into()),
        required: texts(&["iss", "sub"]),
        scopes: texts(&["a", "b"]),
        roles: texts(&["r"]),
        min_quota: Some(1),
        min_ttl: Some(secs(60)),
        max_age: Some(secs(60)),
        ..Policy::default()
    };
    let claims = r#"{"iss":"i","aud":["me","you"],"sub":"s","scope":"b a","role":"r","quota":7,"iat":1795176000,"nbf":1795176000,"exp":1795179600}"#;
    assert_eq!(
        rows(&minted(r#"{"alg":"HS256","typ":"jwt"}"#, claims), &policy),
        expected(&[
            ("typ", "ok JWT"),
            ("signature", "ok HS256"),
            ("issuer", "ok i"),
            ("audience", "ok me, you"),
            ("subject", "ok s"),
            ("not_before", "ok 2026-11-20 12:00:00 UTC (now)"),
            ("expires", "ok 2026-11-20 13:00:00 UTC (in 1 h)"),
            ("min_ttl", "ok at least 1 min asked"),
            ("max_age", "ok at most 1 min asked"),
            ("required", "ok iss sub"),
            ("scope", "ok a b"),
            ("role", "ok r"),
            ("quota", "ok 7, at least 1 asked"),
        ])
    );
}

#[test]
fn says_what_there_was_nothing_to_check_in() {
    assert_eq!(
        rows(&token("{}"), &lenient()),
        expected(&[
            ("signature", "ok HS256"),
            ("audience", "none no `aud`"),
            ("not_before", "none no `nbf`"),
            ("expires", "none no `exp`: it never expires"),
        ])
    );
    let any = rows(&token(r#"{"aud":"x"}"#), &lenient());
    assert!(any.contains(&("audience", "none any will do, by demand".to_owned())), "{any:?}");
}

#[test]
fn puts_failures_among_the_checks_that_held() {
    let policy = Policy { issuers: texts(&["i"]), ..Policy::default() };
    assert_eq!(
        rows(&token(r#"{"iss":"j","aud":"x","exp":1}"#), &policy),
        expected(&[
            ("signature", "ok HS256"),
            ("issuer", "FAIL iss_mismatch"),
            ("audience", "FAIL aud_not_asked"),
            ("not_before", "none no `nbf`"),
            ("expires", "FAIL expired"),
        ])
    );
}

#[test]
fn tells_only_the_failures_of_a_token_whose_signature_does_not_hold() {
    let good = token(r#"{"iss":"i","exp":1}"#);
    let unsigned = format!("{}.AAAA", good.rsplit_once('.').unwrap().0);
    let policy = Policy { issuers: texts(&["i"]), ..lenient() };
    assert_eq!(
        rows(&unsigned, &policy),
        expected(&[("signature", "FAIL signature_mismatch"), ("expires", "FAIL expired")])
    );
    assert_eq!(rows("x", &policy), expected(&[("shape", "FAIL malformed")]));
}

#[test]
fn says_ok_only_of_what_held() {
    let says_ok = |claims: &str, policy: Policy, check: &str| {
        rows(&token(claims), &policy)
            .iter()
            .any(|(name, outcome)| *name == check && outcome.starts_with("ok"))
    };
    assert!(!says_ok(r#"{"exp":1}"#, Policy { min_ttl: Some(secs(60)), ..lenient() }, "min_ttl"));
    assert!(!says_ok(r#"{"iat":"x"}"#, Policy { max_age: Some(secs(60)), ..lenient() }, "max_age"));
    let both = Policy { required: texts(&["iss"]), issuers: texts(&["a"]), ..lenient() };
    assert!(!says_ok("{}", both, "required"));
    let unjudged = Policy { issuers: texts(&["a"]), unjudged: texts(&["iss"]), ..lenient() };
    assert!(!says_ok(r#"{"iss":"z"}"#, unjudged, "issuer"));
}
