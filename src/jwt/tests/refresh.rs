//! Renewing: what is kept, what is renewed, how long the new token lives; and what a policy leaves unjudged for it.

use super::*;
use crate::jwt::Verdict;
use crate::jwt::instants::{expires_at, lifetime};
use crate::jwt::json::Object;
use crate::jwt::refresh::{NoLifetime, Renewal, renew};

fn renewal() -> Renewal {
    Renewal { ttl: None, set: Vec::new(), jti: "new".to_owned(), backdate: Span::ZERO }
}

fn renewed(claims: &str, renewal: &Renewal) -> Result<String, NoLifetime> {
    let policy = Policy { expiry: Expiry::Forgiven(Span::from_days(7)), ..lenient() };
    let verifier = Verifier::new(&secret_keys(), policy);
    let (token, mut scratch) = (token(claims), Scratch::default());
    let verdict = verifier.verify(&token, &mut scratch, NOON);
    let Verdict::Accepted(old) = &verdict else { panic!("{:?}", verdict.reasons()) };
    renew(old, renewal, NOON).map(|claims| claims.to_json())
}

#[test]
fn keeps_every_claim_in_its_place_and_renews_iat_exp_and_jti() {
    let old = r#"{"z":1.50,"exp":1795175900,"sub":"ann","iat":1795172300,"big":123456789012345678901234567890,"jti":"old","nbf":7}"#;
    assert_eq!(
        renewed(old, &renewal()).unwrap(),
        r#"{"z":1.50,"exp":1795179600,"sub":"ann","iat":1795176000,"big":123456789012345678901234567890,"jti":"new","nbf":7}"#
    );
}

#[test]
fn gives_no_jti_to_a_token_that_had_none() {
    assert_eq!(
        renewed(r#"{"iat":1795175990,"exp":1795176050}"#, &renewal()).unwrap(),
        r#"{"iat":1795176000,"exp":1795176060}"#
    );
}

#[test]
fn lives_as_long_as_it_is_told_or_as_the_old_one_did() {
    let hour = Renewal { ttl: Some(Span::from_hours(1)), ..renewal() };
    assert_eq!(renewed("{}", &hour).unwrap(), r#"{"iat":1795176000,"exp":1795179600}"#);
    assert_eq!(
        renewed(r#"{"iat":1795175990,"exp":1795176050}"#, &hour).unwrap(),
        r#"{"iat":1795176000,"exp":1795179600}"#
    );
    assert_eq!(
        renewed(r#"{"nbf":1795175990,"exp":1795176050}"#, &renewal()).unwrap(),
        r#"{"nbf":1795175990,"exp":1795176060,"iat":1795176000}"#
    );
    for lifeless in
        ["{}", r#"{"exp":1795176050}"#, r#"{"iat":1795175990}"#, r#"{"iat":1795175990,"exp":1795175990}"#]
    {
        assert_eq!(renewed(lifeless, &renewal()), Err(NoLifetime), "{lifeless}");
    }
}

#[test]
fn sets_iat_back_without_a_longer_life_and_sets_claims_last() {
    let backdated = Renewal { backdate: secs(5), ..renewal() };
    let old = r#"{"iat":1795175990,"exp":1795176050,"quota":1}"#;
    assert_eq!(renewed(old, &backdated).unwrap(), r#"{"iat":1795175995,"exp":1795176055,"quota":1}"#);
    let set = vec![("quota".into(), "2".into()), ("exp".into(), "9".into()), ("new".into(), "[]".into())];
    assert_eq!(
        renewed(old, &Renewal { set, ..renewal() }).unwrap(),
        r#"{"iat":1795176000,"exp":9,"quota":2,"new":[]}"#
    );
}

#[test]
fn tells_the_lifetime_from_iat_else_from_nbf() {
    for (claims, expected) in [
        (r#"{"iat":10,"exp":70}"#, Some(60)),
        (r#"{"iat":10,"nbf":50,"exp":70}"#, Some(60)),
        (r#"{"nbf":50,"exp":70}"#, Some(20)),
        (r#"{"iat":10.9,"exp":70.9}"#, Some(60)),
        (r#"{"iat":70,"exp":70}"#, None),
        (r#"{"iat":71,"exp":70}"#, None),
        (r#"{"iat":69,"exp":70}"#, Some(1)),
        (r#"{"iat":"10","exp":70}"#, None),
        (r#"{"iat":10,"exp":"70"}"#, None),
        (r#"{"exp":70}"#, None),
    ] {
        let claims_object = Object::parse(claims).unwrap();
        assert_eq!(lifetime(&claims_object), expected.map(secs), "{claims}");
    }
    let huge = Object::parse(r#"{"iat":-1e300,"exp":1e300}"#).unwrap();
    assert_eq!(lifetime(&huge), Some(secs(u64::MAX)));
    assert_eq!(expires_at(&Object::parse(r#"{"exp":70.9}"#).unwrap()), Some(Time::from_unix(70)));
}

#[test]
fn leaves_a_claim_unjudged_that_is_about_to_be_replaced() {
    let strict = Policy {
        issuers: texts(&["a"]),
        audience: Audience::OneOf(texts(&["a"])),
        subject: Some("a".to_owned()),
        min_quota: Some(9),
        max_age: Some(secs(1)),
        required: texts(&["name"]),
        ..lenient()
    };
    let without = |name: &str| Policy { unjudged: texts(&[name]), ..strict.clone() };
    let good = r#"{"iss":"a","aud":"a","sub":"a","quota":9,"iat":1795176000,"name":"n"}"#;
    assert_eq!(codes(good, &strict), [""; 0]);
    for (name, json) in [
        ("iss", "\"b\""),
        ("iss", "7"),
        ("aud", "\"b\""),
        ("aud", "7"),
        ("sub", "\"b\""),
        ("quota", "8"),
        ("quota", "\"9\""),
        ("iat", "1"),
        ("iat", "null"),
        ("jti", "7"),
        ("nbf", "9999999999"),
        ("exp", "1"),
        ("name", "null"),
    ] {
        let mut claims = crate::jwt::claims::Claims::parse(good).unwrap();
        claims.set(name, json.to_owned());
        let claims = claims.to_json();
        assert_eq!(codes(&claims, &strict).len(), 1, "{claims}");
        assert_eq!(codes(&claims, &without(name)), [""; 0], "{claims}");
        assert_eq!(codes(&claims, &without("something else")).len(), 1, "{claims}");
    }
}

#[test]
fn leaves_scopes_roles_and_exp_unjudged_too() {
    let without = |name: &str| Policy { unjudged: texts(&[name]), ..lenient() };
    let scopes = Policy { scopes: texts(&["new"]), ..without("scope") };
    assert_eq!(codes(r#"{"scope":"old"}"#, &scopes), [""; 0]);
    let roles = Policy { roles: texts(&["new"]), ..without("role") };
    assert_eq!(codes(r#"{"role":"old"}"#, &roles), [""; 0]);
    let required = Policy { expiry: Expiry::Required, ..without("exp") };
    assert_eq!(codes(r#"{"exp":1}"#, &required), [""; 0]);
}
