use super::*;
use crate::jwt::policy::{Audience, Expiry};
use crate::profile::default_variable;

fn with_claims(json: &str) -> Profile {
    Profile { claims: claims(json), ..Profile::new(name("x")) }
}

#[test]
fn issuer_and_audience_follow_from_the_claims_and_nothing_else_does() {
    let policy = with_claims(r#"{"sub":"a","iss":"i","aud":"b","role":"r","scope":"s","quota":5}"#).policy();
    assert_eq!(policy.issuers, ["i"]);
    assert_eq!(policy.audience, Audience::OneOf(texts(&["b"])));
    assert_eq!((policy.subject, policy.min_quota, policy.min_ttl), (None, None, None));
    assert!(policy.scopes.is_empty() && policy.roles.is_empty() && policy.required.is_empty());
    assert_eq!((policy.expiry, policy.leeway), (Expiry::Required, Span::ZERO));

    let list = with_claims(r#"{"aud":["b","c\u0021"]}"#).policy();
    assert_eq!((list.audience, list.issuers), (Audience::OneOf(texts(&["b", "c!"])), vec![]));
    assert_eq!(with_claims("{}").policy().audience, Audience::Unsaid);
}

#[test]
fn what_is_demanded_wins_over_the_claims() {
    let mut profile = with_claims(r#"{"iss":"i","aud":"b"}"#);
    profile.demands = Policy {
        issuers: texts(&["j", "k"]),
        audience: Audience::OneOf(texts(&["c"])),
        subject: Some("s".to_owned()),
        typ: Some("at+jwt".to_owned()),
        required: texts(&["sub"]),
        scopes: texts(&["x"]),
        roles: texts(&["r"]),
        min_quota: Some(1),
        min_ttl: Some(Span::from_secs(60)),
        max_age: Some(Span::from_hours(1)),
        leeway: Span::from_secs(5),
        expiry: Expiry::Optional,
        unjudged: Vec::new(),
    };
    let policy = profile.policy();
    assert_eq!((policy.issuers, policy.audience), (texts(&["j", "k"]), Audience::OneOf(texts(&["c"]))));
    assert_eq!((policy.subject.as_deref(), policy.typ.as_deref()), (Some("s"), Some("at+jwt")));
    assert_eq!(
        (policy.required, policy.scopes, policy.roles),
        (texts(&["sub"]), texts(&["x"]), texts(&["r"]))
    );
    assert_eq!((policy.min_quota, policy.min_ttl), (Some(1), Some(Span::from_secs(60))));
    assert_eq!(policy.max_age, Some(Span::from_hours(1)));
    assert_eq!((policy.leeway, policy.expiry), (Span::from_secs(5), Expiry::Optional));
    profile.demands.audience = Audience::Any;
    assert_eq!(profile.policy().audience, Audience::Any);
}

#[test]
fn the_digest_changes_with_what_a_token_looks_like_and_with_nothing_else() {
    let digest = exai().claims_digest();
    assert_eq!(digest, "93211840f58aa8d8");
    let changed = |change: fn(&mut Profile)| {
        let mut profile = exai();
        change(&mut profile);
        profile.claims_digest() != digest
    };
    assert!(changed(|profile| profile.claims.set("role", "\"admin\"".to_owned())));
    assert!(changed(|profile| profile.claims.set("quota", "100.0".to_owned())));
    assert!(changed(|profile| profile.alg = None));
    assert!(changed(|profile| profile.ttl = Span::from_hours(25)));
    assert!(changed(|profile| profile.omit = texts(&["jti"])));
    assert!(changed(|profile| profile.backdate = Span::from_secs(1)));
    assert!(changed(|profile| profile.demands.typ = Some("at+jwt".to_owned())));
    assert!(changed(|profile| profile.key = None));
    assert!(changed(|profile| {
        profile.key = Some(Key { source: Source::Kept(name("exai")), encoding: None });
    }));
    assert!(!changed(|profile| profile.name = name("other")));
    assert!(!changed(|profile| profile.min_ttl = None));
    assert!(!changed(|profile| {
        profile.demands = Policy { typ: profile.demands.typ.take(), ..Policy::default() };
    }));
    assert!(!changed(|profile| profile.token = Keeping::File));
    let mut file = profiles("");
    file.set(&exai()).unwrap();
    assert_eq!(file.profile(&name("exai")).unwrap().unwrap().claims_digest(), digest);
    let spaced = EXAI.replace("\":", "\" : ").replace("24h", "1 day");
    assert_eq!(profiles(&spaced).profile(&name("exai")).unwrap().unwrap().claims_digest(), digest);
}

#[test]
fn a_variable_is_named_after_its_profile() {
    for (profile, variable) in [
        ("default", "JWT_TOKEN"),
        ("exai", "EXAI_JWT_TOKEN"),
        ("my-Server_2", "MY_SERVER_2_JWT_TOKEN"),
        ("2nd", "_2ND_JWT_TOKEN"),
        ("_", "__JWT_TOKEN"),
    ] {
        assert_eq!(default_variable(&name(profile)), variable);
    }
}
