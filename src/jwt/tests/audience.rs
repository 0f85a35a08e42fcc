//! `aud`: who is asked, what the token says, and that silence on our side refuses (RFC 7519 section 4.1.3).

use super::*;
use crate::jwt::json::Kind;
use crate::jwt::refusal::Check;

fn one_of(audiences: &[&str]) -> Policy {
    Policy { audience: Audience::OneOf(texts(audiences)), ..lenient() }
}

fn unsaid() -> Policy {
    Policy { audience: Audience::Unsaid, ..lenient() }
}

fn refusals(aud: &str, policy: &Policy) -> Vec<Refusal> {
    reasons(&token(&format!(r#"{{"aud":{aud}}}"#)), policy)
}

#[test]
fn accepts_a_string_or_a_list_that_names_one_of_ours() {
    for aud in [r#""me""#, r#"["me"]"#, r#"["you","me"]"#, r#""also me""#, r#"["me","me"]"#] {
        assert_eq!(refusals(aud, &one_of(&["me", "also me"])), [], "{aud}");
    }
}

#[test]
fn refuses_other_audiences_compared_whole() {
    for (aud, found) in [
        (r#""you""#, &["you"][..]),
        (r#""Me""#, &["Me"]),
        (r#""me/""#, &["me/"]),
        (r#""m""#, &["m"]),
        (r#""me you""#, &["me you"]),
        (r#"["you","them"]"#, &["you", "them"]),
        ("[]", &[]),
        (r#""""#, &[""]),
    ] {
        let mismatch = Refusal::AudMismatch { expected: texts(&["me"]), found: texts(found) };
        assert_eq!(refusals(aud, &one_of(&["me"])), [mismatch], "{aud}");
    }
}

#[test]
fn refuses_an_aud_of_the_wrong_type_whatever_is_asked() {
    for (aud, found) in [
        ("1", Kind::Number),
        ("null", Kind::Null),
        ("true", Kind::Boolean),
        (r#"{"me":1}"#, Kind::Object),
        (r#"["me",1]"#, Kind::Array),
        (r#"["me",null]"#, Kind::Array),
        (r#"[["me"]]"#, Kind::Array),
    ] {
        let expected = "a string or a list of strings";
        let wrong = Refusal::ClaimType { claim: "aud".to_owned(), expected, found };
        for policy in [one_of(&["me"]), unsaid(), lenient()] {
            assert_eq!(refusals(aud, &policy), std::slice::from_ref(&wrong), "{aud}");
        }
    }
}

#[test]
fn refuses_a_token_without_aud_only_when_one_is_asked() {
    let missing = Refusal::ClaimMissing { claim: "aud".to_owned(), check: Check::Audience };
    assert_eq!(reasons(&token("{}"), &one_of(&["me"])), [missing]);
    assert_eq!(reasons(&token("{}"), &unsaid()), []);
    assert_eq!(reasons(&token("{}"), &lenient()), []);
}

#[test]
fn refuses_any_aud_when_nobody_said_which_one_we_are() {
    for (aud, found) in [(r#""me""#, &["me"][..]), (r#"["a","b"]"#, &["a", "b"]), ("[]", &[])] {
        assert_eq!(refusals(aud, &unsaid()), [Refusal::AudNotAsked { found: texts(found) }], "{aud}");
        assert_eq!(refusals(aud, &lenient()), [], "{aud}");
    }
}

#[test]
fn accepts_nobody_when_the_list_of_ours_is_empty() {
    let mismatch = Refusal::AudMismatch { expected: Vec::new(), found: texts(&["me"]) };
    assert_eq!(refusals(r#""me""#, &one_of(&[])), [mismatch]);
}
