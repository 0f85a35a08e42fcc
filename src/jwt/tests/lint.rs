//! Each finding with a token that has it and a neighbour that has not.

use super::{base64url, minted};
use crate::jwt::inspect::Inspection;
use crate::jwt::lint::lint;

fn findings(header: &str, claims: &str) -> Vec<&'static str> {
    let token = minted(header, claims);
    lint(&Inspection::of(&token).unwrap()).into_iter().map(|finding| finding.code).collect()
}

/// The findings of claims that are given beside a sound lifetime.
fn of_claims(claims: &str) -> Vec<&'static str> {
    let beside = if claims.is_empty() { String::new() } else { format!(",{claims}") };
    findings(r#"{"alg":"HS256"}"#, &format!(r#"{{"iat":1795176000,"exp":1795179600{beside}}}"#))
}

/// The findings of claims that stand alone.
fn of_life(claims: &str) -> Vec<&'static str> {
    findings(r#"{"alg":"HS256"}"#, claims)
}

fn of_header(header: &str) -> Vec<&'static str> {
    findings(header, r#"{"iat":1795176000,"exp":1795179600}"#)
}

const NOTHING: [&str; 0] = [];

#[test]
fn finds_nothing_odd_about_an_ordinary_token() {
    assert_eq!(of_claims(""), NOTHING);
    assert_eq!(
        of_claims(
            r#""iss":"i","sub":"s","aud":["a","b"],"scope":"read","jti":"j","nbf":1795176000,"role":"admin""#
        ),
        NOTHING
    );
    assert_eq!(of_header(r#"{"alg":"RS256","typ":"JWT","kid":"k"}"#), NOTHING);
}

#[test]
fn finds_names_that_stand_twice() {
    assert_eq!(of_header(r#"{"alg":"HS256","alg":"HS256"}"#), ["duplicate_name"]);
    assert_eq!(of_claims(r#""a":1,"a":1"#), ["duplicate_name"]);
    assert_eq!(of_claims(r#""x":[{"a":1,"a":1}]"#), ["duplicate_name"]);
    assert_eq!(of_claims(r#""a":1,"A":1,"x":{"a":1}"#), NOTHING);
    assert_eq!(
        findings(r#"{"alg":"HS256","x":1,"x":1}"#, r#"{"iat":1,"exp":2,"a":1,"a":1}"#),
        ["duplicate_name", "duplicate_name"]
    );
}

#[test]
fn finds_a_token_without_a_signature() {
    for alg in ["none", "None", "NONE"] {
        assert_eq!(of_header(&format!(r#"{{"alg":"{alg}"}}"#)), ["alg_none"]);
    }
    assert_eq!(of_header(r#"{"alg":"nones"}"#), NOTHING);
    assert_eq!(of_header("{}"), NOTHING);
    assert_eq!(of_header(r#"{"alg":1}"#), NOTHING);
}

#[test]
fn finds_a_key_pair_that_goes_unnamed() {
    for alg in ["RS256", "PS512", "ES384", "EdDSA"] {
        assert_eq!(of_header(&format!(r#"{{"alg":"{alg}"}}"#)), ["no_kid"]);
        assert_eq!(of_header(&format!(r#"{{"alg":"{alg}","kid":"k"}}"#)), NOTHING);
    }
    assert_eq!(of_header(r#"{"alg":"HS512"}"#), NOTHING);
}

#[test]
fn finds_keys_in_the_header() {
    for name in ["jku", "jwk", "x5u"] {
        assert_eq!(of_header(&format!(r#"{{"alg":"HS256","{name}":null}}"#)), ["key_in_header"]);
    }
    assert_eq!(of_header(r#"{"alg":"HS256","x5t":"x","kid":"jwk"}"#), NOTHING);
}

#[test]
fn finds_a_token_that_never_expires_or_never_lived() {
    assert_eq!(of_life("{}"), ["no_exp"]);
    assert_eq!(of_life(r#"{"exp":1795179600}"#), NOTHING);
    assert_eq!(of_life(r#"{"iat":10,"exp":9}"#), ["exp_before_iat"]);
    assert_eq!(of_life(r#"{"iat":10,"exp":10}"#), ["exp_before_iat"]);
    assert_eq!(of_life(r#"{"iat":10,"exp":11}"#), NOTHING);
}

#[test]
fn finds_a_long_life_on_both_sides_of_each_bound() {
    let lives = |seconds: u64| of_life(&format!(r#"{{"iat":1795176000,"exp":{}}}"#, 1_795_176_000 + seconds));
    let day = 86_400;
    assert_eq!(lives(30 * day), NOTHING);
    assert_eq!(lives(30 * day + 1), ["life_over_30d"]);
    assert_eq!(lives(365 * day), ["life_over_30d"]);
    assert_eq!(lives(365 * day + 1), ["life_over_365d"]);
}

#[test]
fn finds_instants_in_milliseconds_with_fractions_or_as_text() {
    for claim in ["iat", "nbf", "exp"] {
        let of = |json: &str| {
            let mut claims = vec![("iat", "1"), ("exp", "2")];
            claims.retain(|(name, _)| *name != claim);
            claims.push((claim, json));
            let members: Vec<_> = claims.iter().map(|(name, json)| format!(r#""{name}":{json}"#)).collect();
            let mut found = of_life(&format!("{{{}}}", members.join(",")));
            found.retain(|code| code.starts_with("time_"));
            found
        };
        assert_eq!(of("99999999999"), NOTHING, "{claim}");
        assert_eq!(of("100000000000"), ["time_milliseconds"], "{claim}");
        assert_eq!(of("1795176000000"), ["time_milliseconds"], "{claim}");
        assert_eq!(of("1795176000.5"), ["time_fraction"], "{claim}");
        assert_eq!(of("1e9"), ["time_fraction"], "{claim}");
        assert_eq!(of("1795176000"), NOTHING, "{claim}");
        for text in ["\"1795176000\"", "null", "true", "[]"] {
            assert_eq!(of(text), ["time_text"], "{claim} {text}");
        }
    }
    assert_eq!(of_life(r#"{"iat":1795176000,"exp":1795179600000}"#), ["time_milliseconds"]);
}

#[test]
fn finds_an_audience_that_ends_with_a_slash() {
    assert_eq!(of_claims(r#""aud":"https://a.example/""#), ["aud_trailing_slash"]);
    assert_eq!(of_claims(r#""aud":["a","b/"]"#), ["aud_trailing_slash"]);
    assert_eq!(of_claims(r#""aud":["a","/b"]"#), NOTHING);
}

#[test]
fn finds_an_audience_that_is_no_text_and_no_list_of_texts() {
    for json in ["7", "null", "{}", "[\"a\",7]"] {
        assert_eq!(of_claims(&format!(r#""aud":{json}"#)), ["aud_not_text"]);
    }
    assert_eq!(of_claims(r#""aud":[]"#), NOTHING);
}

#[test]
fn finds_an_issuer_a_subject_and_an_id_that_are_no_text() {
    for name in ["iss", "sub", "jti"] {
        for json in ["7", "null", "[\"s\"]"] {
            assert_eq!(of_claims(&format!(r#""{name}":{json}"#)), [format!("{name}_not_text")]);
        }
        assert_eq!(of_claims(&format!(r#""{name}":"7""#)), NOTHING);
    }
}

#[test]
fn finds_scopes_that_fastmcp_would_not_read() {
    assert_eq!(of_claims(r#""scopes":["a"]"#), ["scopes_without_scope"]);
    assert_eq!(of_claims(r#""scopes":["a"],"scope":"a""#), NOTHING);
    assert_eq!(of_claims(r#""scope":" ","scp":["a"]"#), ["empty_scope"]);
    assert_eq!(of_claims(r#""scope":"","scp":["a"]"#), ["empty_scope"]);
    assert_eq!(of_claims(r#""scope":"a","scp":["a"]"#), NOTHING);
    assert_eq!(of_claims(r#""scope":"""#), NOTHING);
}

#[test]
fn finds_claims_that_look_like_secrets() {
    for name in [
        "password",
        "db_password",
        "PassWd",
        "client-secret",
        "api_key",
        "x-api-key",
        "private.key",
        "access_token",
    ] {
        assert_eq!(of_claims(&format!(r#""{name}":"x""#)), ["looks_secret"], "{name}");
        assert_eq!(of_claims(&format!(r#""{name}":true"#)), NOTHING, "{name}");
    }
    assert_eq!(of_claims(r#""key":"x","pass":"x","name":"password""#), NOTHING);
}

#[test]
fn tells_findings_in_their_order_header_first() {
    let claims = r#"{"password":"p","sub":1,"aud":"a/","nbf":"x","iat":1.5}"#;
    assert_eq!(
        findings(r#"{"jwk":{},"alg":"RS256"}"#, claims),
        [
            "no_kid",
            "key_in_header",
            "no_exp",
            "time_fraction",
            "time_text",
            "aud_trailing_slash",
            "sub_not_text",
            "looks_secret"
        ]
    );
    assert!(
        Inspection::of(&format!("{}.e30.", base64url::encode(b"{}")))
            .is_ok_and(|token| lint(&token).len() == 1)
    );
}
