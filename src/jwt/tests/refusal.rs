//! Reasons as a whole: all of them together, in the order of the checks, each with its stable code, check and rank.

use super::*;
use crate::jwt::json::Kind;
use crate::jwt::refusal::{Check, Rank};
use crate::jwt::token::{Part, TokenError};

/// A policy that demands everything there is to demand.
fn everything() -> Policy {
    Policy {
        audience: Audience::OneOf(texts(&["me"])),
        issuers: texts(&["issuer"]),
        subject: Some("ann".to_owned()),
        typ: Some("at+jwt".to_owned()),
        required: texts(&["tenant"]),
        scopes: texts(&["read", "write"]),
        roles: texts(&["admin"]),
        min_quota: Some(100),
        min_ttl: Some(secs(60)),
        max_age: Some(secs(60)),
        expiry: Expiry::Required,
        leeway: Span::ZERO,
        unjudged: Vec::new(),
    }
}

#[test]
fn tells_every_failure_together_in_the_order_of_the_checks() {
    let unix = NOON.unix();
    let claims = format!(
        r#"{{"jti":7,"quota":99,"role":"user","scope":"read","iat":{},"exp":{unix},"nbf":{},"sub":"bob","aud":["you"],"iss":"other"}}"#,
        unix - 61,
        unix + 1
    );
    let good = minted(r#"{"alg":"HS256","typ":"JWT","crit":["x"],"kid":"k"}"#, claims);
    let token = format!("{}.AAAA", good.rsplit_once('.').unwrap().0);
    assert_eq!(
        reasons(&token, &everything()),
        [
            Refusal::CritUnknown { names: texts(&["x"]) },
            Refusal::TypMismatch { expected: "at+jwt".into(), found: Some("JWT".into()) },
            Refusal::SignatureMismatch,
            Refusal::IssMismatch { expected: texts(&["issuer"]), found: "other".into() },
            Refusal::AudMismatch { expected: texts(&["me"]), found: texts(&["you"]) },
            Refusal::SubMismatch { expected: "ann".into(), found: "bob".into() },
            Refusal::NotYetValid { at: NOON.plus(secs(1)), now: NOON },
            Refusal::Expired { at: NOON, now: NOON },
            Refusal::TooOld { max: secs(60), age: secs(61) },
            Refusal::ClaimMissing { claim: "tenant".into(), check: Check::Required },
            Refusal::ScopeMissing { missing: texts(&["write"]), found: texts(&["read"]) },
            Refusal::RoleMissing { missing: texts(&["admin"]), found: texts(&["user"]) },
            Refusal::QuotaLow { min: 100, found: 99 },
            Refusal::ClaimType { claim: "jti".into(), expected: "a string", found: Kind::Number },
        ]
    );
    let checks: Vec<_> = reasons(&token, &everything()).iter().map(Refusal::check).collect();
    assert!(checks.is_sorted(), "{checks:?}");
}

#[test]
fn accepts_a_token_that_meets_every_demand() {
    let unix = NOON.unix();
    let claims = format!(
        r#"{{"iss":"issuer","aud":"me","sub":"ann","tenant":1,"scope":"write read","role":"admin","quota":100,
            "iat":{},"nbf":{unix},"exp":{},"jti":"j"}}"#,
        unix - 60,
        unix + 60
    );
    assert_eq!(reasons(&minted(r#"{"alg":"HS256","typ":"at+jwt"}"#, claims), &everything()), []);
}

#[test]
fn ranks_the_gravest_kind_of_reason_first() {
    let rank = |token: &str| {
        Verifier::new(&secret_keys(), Policy { expiry: Expiry::Required, ..Policy::default() })
            .verify(token, &mut Scratch::default(), NOON)
            .rank()
    };
    assert_eq!(rank("x"), Some(Rank::Malformed));
    assert_eq!(rank(&token(r#"{"exp":1,"aud":"you"}"#)), Some(Rank::Refused));
    assert_eq!(rank(&token(r#"{"exp":1}"#)), Some(Rank::OutOfTime));
    assert_eq!(rank(&token(r#"{"exp":9999999999}"#)), None);
    assert!(Rank::Malformed < Rank::Refused && Rank::Refused < Rank::OutOfTime);
}

#[test]
fn names_each_reason_by_its_code_its_check_and_its_rank() {
    let (text, at) = (String::new, NOON);
    let type_of =
        |claim: &str| Refusal::ClaimType { claim: claim.into(), expected: "a string", found: Kind::Null };
    let cases = [
        (Refusal::Token(TokenError::Empty), "malformed", "shape"),
        (Refusal::Token(TokenError::Encrypted), "encrypted", "shape"),
        (Refusal::Token(TokenError::TooLarge { len: 1 }), "too_large", "shape"),
        (Refusal::AlgMismatch { expected: vec![], found: text() }, "alg_mismatch", "algorithm"),
        (Refusal::KeyNotFound { kid: None }, "key_not_found", "key"),
        (Refusal::CritUnknown { names: vec![] }, "crit_unknown", "header"),
        (Refusal::SignatureMismatch, "signature_mismatch", "signature"),
        (Refusal::NotUtf8 { part: Part::Header }, "not_utf8", "header"),
        (Refusal::NotUtf8 { part: Part::Payload }, "not_utf8", "payload"),
        (Refusal::DuplicateName { part: Part::Header, name: text() }, "duplicate_name", "header"),
        (Refusal::DuplicateName { part: Part::Payload, name: text() }, "duplicate_name", "payload"),
        (Refusal::TooDeep { part: Part::Payload }, "too_deep", "payload"),
        (type_of("iss"), "claim_type", "issuer"),
        (type_of("permissions"), "claim_type", "scope"),
        (type_of("roles"), "claim_type", "role"),
        (type_of("other"), "claim_type", "claims"),
        (Refusal::ClaimMissing { claim: text(), check: Check::MaxAge }, "claim_missing", "max_age"),
        (Refusal::IssMismatch { expected: vec![], found: text() }, "iss_mismatch", "issuer"),
        (Refusal::AudMismatch { expected: vec![], found: vec![] }, "aud_mismatch", "audience"),
        (Refusal::AudNotAsked { found: vec![] }, "aud_not_asked", "audience"),
        (Refusal::SubMismatch { expected: text(), found: text() }, "sub_mismatch", "subject"),
        (Refusal::TypMismatch { expected: text(), found: None }, "typ_mismatch", "typ"),
        (Refusal::ScopeMissing { missing: vec![], found: vec![] }, "scope_missing", "scope"),
        (Refusal::RoleMissing { missing: vec![], found: vec![] }, "role_missing", "role"),
        (Refusal::QuotaLow { min: 1, found: 0 }, "quota_low", "quota"),
    ];
    for (refusal, code, check) in &cases {
        assert_eq!((refusal.code(), refusal.check().name()), (*code, *check));
        let rank = if refusal.check() == Check::Shape { Rank::Malformed } else { Rank::Refused };
        assert_eq!(refusal.rank(), rank, "{code}");
    }
    for (refusal, code, check) in [
        (Refusal::Expired { at, now: at }, "expired", "expires"),
        (Refusal::NotYetValid { at, now: at }, "not_yet_valid", "not_before"),
        (Refusal::IssuedAhead { at, now: at }, "issued_ahead", "issued_at"),
        (Refusal::TooOld { max: secs(1), age: secs(2) }, "too_old", "max_age"),
        (Refusal::TtlShort { min: secs(2), left: secs(1) }, "ttl_short", "min_ttl"),
    ] {
        assert_eq!((refusal.code(), refusal.check().name(), refusal.rank()), (code, check, Rank::OutOfTime));
    }
}

#[test]
fn says_what_was_found_and_what_was_expected() {
    for (refusal, text) in [
        (
            Refusal::AlgMismatch { expected: vec![Alg::HS256, Alg::HS384], found: "none".into() },
            "expected HS256 or HS384, found none",
        ),
        (Refusal::KeyNotFound { kid: Some("k".into()) }, "no key is named k (`kid`)"),
        (Refusal::ScopeMissing { missing: texts(&["a", "b"]), found: vec![] }, "lacks a, b, has none"),
        (Refusal::Expired { at: NOON, now: NOON }, "2026-11-20 12:00:00 UTC (now)"),
        (Refusal::QuotaLow { min: 2, found: 1 }, "1, at least 2 asked"),
        (
            Refusal::ClaimType { claim: "aud".into(), expected: "a string", found: Kind::Null },
            "`aud` must be a string, found null",
        ),
        (Refusal::TypMismatch { expected: "JWT".into(), found: None }, "expected JWT, found no `typ`"),
        (Refusal::TooDeep { part: Part::Payload }, "the payload is nested deeper than 64 levels"),
        (
            Refusal::Token(TokenError::Segments { found: 1 }),
            "not a JWT: 1 segment, expected 3 (header.payload.signature)",
        ),
    ] {
        assert_eq!(refusal.to_string(), text);
    }
}

#[test]
fn keeps_the_order_of_the_checks_when_an_instant_is_no_number() {
    let refused = reasons(&token(r#"{"exp":"x","nbf":9999999999,"iat":9999999999}"#), &lenient());
    assert!(refused.iter().map(Refusal::check).is_sorted(), "{refused:?}");
}
