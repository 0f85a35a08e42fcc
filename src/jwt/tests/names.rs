//! `iss`, `sub`, `jti` and the claims that must be there: compared whole, of the right type, missing or null.

use super::{Policy, codes, lenient, reasons, texts, token};
use crate::jwt::json::Kind;
use crate::jwt::refusal::{Check, Refusal};

fn wrong_type(claim: &str, expected: &'static str, found: Kind) -> Refusal {
    Refusal::ClaimType { claim: claim.to_owned(), expected, found }
}

#[test]
fn accepts_one_of_the_issuers_compared_whole() {
    let policy = Policy { issuers: texts(&["https://a.example", "b"]), ..lenient() };
    for issuer in ["https://a.example", "b", "\\u0062"] {
        assert_eq!(reasons(&token(&format!(r#"{{"iss":"{issuer}"}}"#)), &policy), [], "{issuer}");
    }
    for issuer in
        ["https://a.example/", "https://a.exampl", "HTTPS://a.example", "", "B", "ab", "https://a.example,b"]
    {
        let found = issuer.to_owned();
        assert_eq!(
            reasons(&token(&format!(r#"{{"iss":"{issuer}"}}"#)), &policy),
            [Refusal::IssMismatch { expected: policy.issuers.clone(), found }],
            "{issuer}"
        );
    }
}

#[test]
fn refuses_an_issuer_that_is_no_string_even_when_none_is_demanded() {
    let demanding = Policy { issuers: texts(&["b"]), ..lenient() };
    for (json, found) in [
        (r#"["b"]"#, Kind::Array),
        ("null", Kind::Null),
        ("1", Kind::Number),
        ("true", Kind::Boolean),
        ("{}", Kind::Object),
    ] {
        for policy in [&lenient(), &demanding] {
            let refused = reasons(&token(&format!(r#"{{"iss":{json}}}"#)), policy);
            assert_eq!(refused, [wrong_type("iss", "a string", found)], "{json}");
        }
    }
}

#[test]
fn tells_a_missing_issuer_only_when_one_is_demanded() {
    let policy = Policy { issuers: texts(&["b"]), ..lenient() };
    assert_eq!(
        reasons(&token("{}"), &policy),
        [Refusal::ClaimMissing { claim: "iss".to_owned(), check: Check::Issuer }]
    );
    assert_eq!(codes("{}", &lenient()), [""; 0]);
    assert_eq!(codes(r#"{"iss":"whoever"}"#, &lenient()), [""; 0]);
}

#[test]
fn compares_the_subject_whole() {
    let policy = Policy { subject: Some("ann".to_owned()), ..lenient() };
    assert_eq!(codes(r#"{"sub":"ann"}"#, &policy), [""; 0]);
    for subject in ["Ann", "ann ", "an", ""] {
        let mismatch = Refusal::SubMismatch { expected: "ann".to_owned(), found: subject.to_owned() };
        assert_eq!(reasons(&token(&format!(r#"{{"sub":"{subject}"}}"#)), &policy), [mismatch], "{subject}");
    }
    assert_eq!(
        reasons(&token("{}"), &policy),
        [Refusal::ClaimMissing { claim: "sub".to_owned(), check: Check::Subject }]
    );
}

#[test]
fn refuses_a_subject_or_jti_that_is_no_string_even_when_none_is_demanded() {
    for claim in ["sub", "jti"] {
        for (json, found) in [("7", Kind::Number), ("null", Kind::Null), (r#"["x"]"#, Kind::Array)] {
            let refused = reasons(&token(&format!(r#"{{"{claim}":{json}}}"#)), &lenient());
            assert_eq!(refused, [wrong_type(claim, "a string", found)], "{claim} {json}");
        }
        assert_eq!(codes(&format!(r#"{{"{claim}":""}}"#), &lenient()), [""; 0]);
    }
}

#[test]
fn takes_null_for_missing_in_a_claim_that_is_required() {
    let policy = Policy { required: texts(&["tenant", "name"]), ..lenient() };
    let missing = |claim: &str| Refusal::ClaimMissing { claim: claim.to_owned(), check: Check::Required };
    assert_eq!(reasons(&token(r#"{"tenant":null}"#), &policy), [missing("tenant"), missing("name")]);
    assert_eq!(reasons(&token(r#"{"tenant":null,"name":0}"#), &policy), [missing("tenant")]);
    for present in ["false", "0", "\"\"", "[]", "{}"] {
        assert_eq!(
            codes(&format!(r#"{{"tenant":{present},"name":{present}}}"#), &policy),
            [""; 0],
            "{present}"
        );
    }
    assert_eq!(reasons(&token(r#"{"Tenant":1,"name":1}"#), &policy), [missing("tenant")]);
}

#[test]
fn tells_what_is_missing_once() {
    let policy = Policy {
        required: texts(&["iss", "sub", "quota"]),
        issuers: texts(&["b"]),
        min_quota: Some(1),
        ..lenient()
    };
    let missing = |claim: &str, check| Refusal::ClaimMissing { claim: claim.to_owned(), check };
    assert_eq!(
        reasons(&token("{}"), &policy),
        [
            missing("iss", Check::Issuer),
            missing("sub", Check::Required),
            missing("quota", Check::Required),
            missing("quota", Check::Quota),
        ]
    );
    assert_eq!(
        reasons(&token(r#"{"iss":null,"sub":null,"quota":1}"#), &policy),
        [wrong_type("iss", "a string", Kind::Null), wrong_type("sub", "a string", Kind::Null)]
    );
}
