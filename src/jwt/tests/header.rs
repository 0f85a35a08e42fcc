//! The header: extensions it demands, its `typ`, its `alg`, and the keys that it brings along in vain.

use super::{
    Alg, NOON, Policy, codes, key_fixtures, keys, lenient, minted, minted_by, reasons, reasons_by, signer,
    texts, token,
};
use crate::jwt::key::VerifyingMaterial;
use crate::jwt::refusal::Refusal;
use crate::jwt::token::{Part, TokenError};

fn of_header(header: &str, policy: &Policy) -> Vec<Refusal> {
    reasons(&minted(header, "{}"), policy)
}

fn crit(names: &[&str]) -> Vec<Refusal> {
    vec![Refusal::CritUnknown { names: texts(names) }]
}

#[test]
fn refuses_every_critical_extension_and_what_is_no_list_of_them() {
    for (header, names) in [
        (r#"{"alg":"HS256","crit":["exp"],"exp":1}"#, &["exp"][..]),
        (r#"{"alg":"HS256","crit":["x","y"]}"#, &["x", "y"]),
        (r#"{"alg":"HS256","crit":["alg"]}"#, &["alg"]),
        (r#"{"alg":"HS256","crit":[]}"#, &["crit"]),
        (r#"{"alg":"HS256","crit":"exp"}"#, &["crit"]),
        (r#"{"alg":"HS256","crit":null}"#, &["crit"]),
        (r#"{"alg":"HS256","crit":{}}"#, &["crit"]),
        (r#"{"alg":"HS256","crit":[1]}"#, &["crit"]),
        (r#"{"alg":"HS256","crit":["exp",1]}"#, &["crit"]),
    ] {
        assert_eq!(of_header(header, &lenient()), crit(names), "{header}");
    }
    assert_eq!(of_header(r#"{"alg":"HS256","exp":1,"x":[],"Crit":["exp"]}"#, &lenient()), []);
}

#[test]
fn refuses_an_unencoded_payload_with_or_without_crit() {
    for (header, names) in [
        (r#"{"alg":"HS256","b64":false,"crit":["b64"]}"#, &["b64"][..]),
        (r#"{"alg":"HS256","b64":true,"crit":["b64"]}"#, &["b64"]),
        (r#"{"alg":"HS256","b64":false}"#, &["b64"]),
        (r#"{"alg":"HS256","b64":null}"#, &["b64"]),
        (r#"{"alg":"HS256","b64":"true"}"#, &["b64"]),
        (r#"{"alg":"HS256","b64":false,"crit":["x"]}"#, &["x", "b64"]),
    ] {
        assert_eq!(of_header(header, &lenient()), crit(names), "{header}");
    }
    assert_eq!(of_header(r#"{"alg":"HS256","b64":true}"#, &lenient()), []);
}

#[test]
fn compares_typ_without_letter_case_and_application() {
    let judged = |typ: &str, expected: &str| {
        let policy = Policy { typ: Some(expected.to_owned()), ..lenient() };
        of_header(&format!(r#"{{"alg":"HS256","typ":"{typ}"}}"#), &policy)
    };
    for (typ, expected) in [
        ("JWT", "JWT"),
        ("jwt", "JWT"),
        ("application/jwt", "JWT"),
        ("APPLICATION/JWT", "jwt"),
        ("at+jwt", "application/at+jwt"),
        ("text/plain", "TEXT/plain"),
    ] {
        assert_eq!(judged(typ, expected), [], "{typ} {expected}");
    }
    for (typ, expected) in [
        ("JWT", "at+jwt"),
        ("at+jwt", "JWT"),
        ("JWT ", "JWT"),
        ("", "JWT"),
        ("application/", "JWT"),
        ("text/jwt", "JWT"),
        ("application/application/jwt", "jwt"),
    ] {
        let mismatch = Refusal::TypMismatch { expected: expected.to_owned(), found: Some(typ.to_owned()) };
        assert_eq!(judged(typ, expected), [mismatch], "{typ} {expected}");
    }
}

#[test]
fn refuses_a_missing_typ_only_where_one_is_demanded() {
    let policy = Policy { typ: Some("JWT".to_owned()), ..lenient() };
    let mismatch = Refusal::TypMismatch { expected: "JWT".to_owned(), found: None };
    assert_eq!(reasons(&token("{}"), &policy), [mismatch]);
    assert_eq!(reasons(&token("{}"), &lenient()), []);
}

#[test]
fn refuses_every_alg_but_the_pinned_one_none_in_any_letter_case_included() {
    for alg in
        ["none", "None", "NONE", "nOnE", "HS384", "HS512", "RS256", "ES256", "EdDSA", "hs256", "", "HS256 "]
    {
        let mismatch = Refusal::AlgMismatch { expected: vec![Alg::HS256], found: alg.to_owned() };
        assert_eq!(of_header(&format!(r#"{{"alg":"{alg}"}}"#), &lenient()), [mismatch], "{alg}");
    }
    assert_eq!(of_header(r#"{"alg":"\u0048S256"}"#, &lenient()), []);
}

#[test]
fn refuses_none_without_a_signature_for_every_kind_of_key() {
    let unsecured = |alg: &str| {
        let token = minted(format!(r#"{{"alg":"{alg}"}}"#), "{}");
        format!("{}.", token.rsplit_once('.').unwrap().0)
    };
    for file in [key_fixtures::P256_PUBLIC, key_fixtures::ED25519_PUBLIC, key_fixtures::RSA_PUBLIC] {
        for alg in ["none", "NONE"] {
            let refused = reasons_by(&keys(file), &unsecured(alg), &lenient(), NOON);
            assert!(matches!(&refused[..], [Refusal::AlgMismatch { .. }]), "{refused:?}");
        }
    }
    assert_eq!(reasons(&unsecured("HS256"), &lenient()), [Refusal::SignatureMismatch]);
}

#[test]
fn never_takes_a_key_that_the_token_brings_along() {
    let stranger = signer(key_fixtures::P256_PKCS8, Alg::ES256);
    let own = keys(key_fixtures::OTHER_P256_PUBLIC_JWK);
    let VerifyingMaterial::Public(public) = stranger.verifying().material else { panic!("a key pair") };
    let jwk = public.to_jwk(Alg::ES256, "k");
    for header in [
        format!(r#"{{"alg":"ES256","jwk":{jwk}}}"#),
        r#"{"alg":"ES256","jku":"https://attacker.example/keys"}"#.to_owned(),
        r#"{"alg":"ES256","x5u":"https://attacker.example/cert"}"#.to_owned(),
        r#"{"alg":"ES256","x5c":["MIIB"]}"#.to_owned(),
    ] {
        let forged = minted_by(&stranger, &header, "{}");
        assert_eq!(reasons_by(&own, &forged, &lenient(), NOON), [Refusal::SignatureMismatch], "{header}");
        // They do no harm either: the pinned key's own token may carry them.
        assert_eq!(reasons(&minted(header.replace("ES256", "HS256"), "{}"), &lenient()), [], "{header}");
    }
}

#[test]
fn refuses_a_header_whose_parameters_are_of_the_wrong_type() {
    for (header, name, problem) in [
        ("{}", "alg", "is missing"),
        (r#"{"typ":"JWT"}"#, "alg", "is missing"),
        (r#"{"alg":null}"#, "alg", "is not a string"),
        (r#"{"alg":["HS256"]}"#, "alg", "is not a string"),
        (r#"{"alg":256}"#, "alg", "is not a string"),
        (r#"{"alg":"HS256","kid":1}"#, "kid", "is not a string"),
        (r#"{"alg":"HS256","kid":null}"#, "kid", "is not a string"),
        (r#"{"alg":"HS256","typ":true}"#, "typ", "is not a string"),
    ] {
        let refused = Refusal::Token(TokenError::Header { name, problem });
        assert_eq!(of_header(header, &lenient()), [refused], "{header}");
    }
}

#[test]
fn refuses_a_header_that_is_no_json_object() {
    for (header, what) in
        [("[]", "list"), ("\"HS256\"", "text"), ("", "nothing"), ("{", "half"), ("{}{}", "two")]
    {
        let refused = of_header(header, &lenient());
        assert!(
            matches!(&refused[..], [Refusal::Token(TokenError::Json { part: Part::Header, .. })]),
            "{what}: {refused:?}"
        );
    }
    let refused = reasons(&minted(b"{\"alg\":\"HS256\",\"x\":\"\xff\"}", "{}"), &lenient());
    assert_eq!(refused, [Refusal::NotUtf8 { part: Part::Header }]);
}

#[test]
fn refuses_duplicate_names_in_the_header_at_any_depth() {
    let duplicate = |name: &str| [Refusal::DuplicateName { part: Part::Header, name: name.to_owned() }];
    assert_eq!(of_header(r#"{"alg":"HS256","alg":"HS256"}"#, &lenient()), duplicate("alg"));
    assert_eq!(of_header(r#"{"alg":"none","alg":"HS256"}"#, &lenient()), duplicate("alg"));
    assert_eq!(of_header(r#"{"alg":"HS256","\u0061lg":"none"}"#, &lenient()), duplicate("alg"));
    assert_eq!(of_header(r#"{"alg":"HS256","jwk":{"k":1,"k":2}}"#, &lenient()), duplicate("k"));
    assert_eq!(of_header(r#"{"alg":"HS256","jwk":{"alg":1}}"#, &lenient()), []);
}

#[test]
fn refuses_a_header_nested_one_level_too_deep() {
    let nested =
        |levels: usize| format!("{{\"alg\":\"HS256\",\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(of_header(&nested(63), &lenient()), []);
    assert_eq!(of_header(&nested(64), &lenient()), [Refusal::TooDeep { part: Part::Header }]);
}

#[test]
fn tells_the_claims_failures_beside_those_of_the_header() {
    let policy = Policy { required: texts(&["sub"]), typ: Some("at+jwt".to_owned()), ..lenient() };
    let refused = reasons(&minted(r#"{"alg":"none","crit":["x"]}"#, "{}"), &policy);
    let codes_of = |refused: &[Refusal]| refused.iter().map(Refusal::code).collect::<Vec<_>>();
    assert_eq!(codes_of(&refused), ["crit_unknown", "typ_mismatch", "alg_mismatch", "claim_missing"]);
    assert_eq!(codes("{}", &Policy { typ: None, ..policy }), ["claim_missing"]);
}

#[test]
fn strips_application_from_names_without_a_slash_only() {
    let policy = Policy { typ: Some("text/plain".to_owned()), ..lenient() };
    assert_eq!(of_header(r#"{"alg":"HS256","typ":"application/text/plain"}"#, &policy).len(), 1);
}
