//! The table at both sides of each boundary. That it is right is shown by `tests/peers/doctor_token.rs`; these tests keep it.

use super::*;
use crate::jwt::base64url;
use crate::secret::Secret;

const NOW: Time = Time::from_unix(1_800_000_000);
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// A token with a signature that nobody made.
fn token(header: &str, claims: &str) -> String {
    let segment = |text: &str| base64url::encode(text.as_bytes());
    format!("{}.{}.AAAA", segment(header), segment(claims))
}

/// Who refuses a token, each with the code of its first reason: `PyJWT expired, jose expired`.
fn refused_by(token: &str, expectation: &Expectation) -> String {
    let predictions = predict(token, None, expectation, NOW).unwrap();
    let refusing = predictions.iter().filter_map(|Prediction { server, objections }| {
        objections.first().map(|first| format!("{} {}", server.name, first.code()))
    });
    refusing.collect::<Vec<_>>().join(", ")
}

/// Nothing is expected; `exp` is there, as the TypeScript SDK wants it.
#[track_caller]
fn assert_refused(members: &str, by: &str) {
    let claims = format!(r#"{{"exp":1800000060{members}}}"#);
    assert_eq!(refused_by(&token(HEADER, &claims), &Expectation::default()), by, "{claims}");
}

#[track_caller]
fn assert_header_refused(header: &str, by: &str) {
    assert_eq!(refused_by(&token(header, r#"{"exp":1800000060}"#), &Expectation::default()), by, "{header}");
}

fn expecting(audiences: &[&str], issuers: &[&str], scopes: &[&str]) -> Expectation {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Expectation {
        issuers: owned(issuers),
        audiences: owned(audiences),
        scopes: owned(scopes),
        ..Expectation::default()
    }
}

#[test]
fn only_the_typescript_sdk_wants_an_exp() {
    let none = Expectation::default();
    assert_eq!(refused_by(&token(HEADER, "{}"), &none), "TypeScript SDK claim_missing");
    assert_refused("", "");
}

#[test]
fn exp_is_over_at_its_second_but_for_fastmcp() {
    let but_fastmcp =
        "PyJWT expired, jsonwebtoken expired, jose expired, TypeScript SDK expired, Python SDK expired";
    assert_refused(r#","exp":1800000001"#, "");
    assert_refused(r#","exp":1800000000"#, but_fastmcp);
    assert_refused(
        r#","exp":1799999999"#,
        "PyJWT expired, fastmcp expired, jsonwebtoken expired, jose expired, TypeScript SDK expired, Python SDK expired",
    );
}

#[test]
fn only_python_cuts_a_fraction_off_and_only_its_sdk_refuses_one() {
    assert_refused(r#","exp":1800000001.5"#, "Python SDK claim_type");
    assert_refused(r#","exp":1800000001.0"#, "");
    assert_refused(r#","exp":1800000000.5"#, "PyJWT expired, Python SDK expired");
    assert_refused(
        r#","nbf":1800000000.5"#,
        "jsonwebtoken not_yet_valid, jose not_yet_valid, TypeScript SDK not_yet_valid",
    );
}

#[test]
fn pyjwt_reads_times_from_text() {
    let but_python =
        "fastmcp claim_type, jsonwebtoken claim_type, jose claim_type, TypeScript SDK claim_type";
    for text in ["1800000001", " +1_800_000_001 "] {
        assert_refused(&format!(r#","exp":"{text}""#), but_python);
    }
    for text in ["1800000001.5", "1__8", "_1", "1_", "+-1", "", "soon"] {
        let all = format!("PyJWT claim_type, {but_python}, Python SDK claim_type");
        assert_refused(&format!(r#","exp":"{text}""#), &all);
    }
}

#[test]
fn null_is_an_absence_for_fastmcp_only() {
    assert_refused(
        r#","exp":null"#,
        "PyJWT claim_type, jsonwebtoken claim_type, jose claim_type, TypeScript SDK claim_type, Python SDK claim_type",
    );
    assert_refused(r#","sub":null"#, "PyJWT claim_type, Python SDK claim_type");
    assert_refused(r#","sub":5"#, "PyJWT claim_type, fastmcp claim_type, Python SDK claim_type");
    assert_refused(r#","jti":5"#, "PyJWT claim_type, Python SDK claim_type");
}

#[test]
fn fastmcp_looks_at_neither_nbf_nor_iat_and_javascript_not_at_iat() {
    assert_refused(r#","nbf":1800000000,"iat":1800000000"#, "");
    assert_refused(
        r#","nbf":1800000001"#,
        "PyJWT not_yet_valid, jsonwebtoken not_yet_valid, jose not_yet_valid, TypeScript SDK not_yet_valid, \
         Python SDK not_yet_valid",
    );
    assert_refused(r#","iat":1800000001"#, "PyJWT issued_ahead, Python SDK issued_ahead");
    assert_refused(
        r#","iat":"x""#,
        "PyJWT claim_type, jose claim_type, TypeScript SDK claim_type, Python SDK claim_type",
    );
}

#[test]
fn only_pyjwt_refuses_an_audience_that_is_not_expected() {
    assert_refused(r#","aud":"a""#, "PyJWT aud_not_asked, Python SDK aud_not_asked");
    for falsy in [r#""""#, "[]", "{}", "0", "-0.0", "false", "null"] {
        assert_refused(&format!(r#","aud":{falsy}"#), "");
    }
}

#[test]
fn an_expected_audience_may_stand_in_a_list_of_text() {
    let expected = expecting(&["a"], &[], &[]);
    let by =
        |aud: &str| refused_by(&token(HEADER, &format!(r#"{{"exp":1800000060,"aud":{aud}}}"#)), &expected);
    for good in [r#""a""#, r#"["a"]"#, r#"["b","a"]"#, r#""\u0061""#] {
        assert_eq!(by(good), "", "{good}");
    }
    assert_eq!(by(r#"["a",5]"#), "PyJWT claim_type, Python SDK claim_type");
    let all = |code: &str| {
        ["PyJWT", "fastmcp", "jsonwebtoken", "jose", "TypeScript SDK", "Python SDK"]
            .map(|name| format!("{name} {code}"))
            .join(", ")
    };
    assert_eq!(by(r#""a/""#), all("aud_mismatch"));
    assert_eq!(by("5"), all("claim_type"));
    assert_eq!(refused_by(&token(HEADER, r#"{"exp":1800000060}"#), &expected), all("claim_missing"));
}

#[test]
fn scopes_are_looked_at_by_fastmcp_and_the_sdks() {
    let expected = expecting(&[], &[], &["read"]);
    let by =
        |claims: &str| refused_by(&token(HEADER, &format!(r#"{{"exp":1800000060,{claims}}}"#)), &expected);
    let sdks = "TypeScript SDK scope_missing, Python SDK scope_missing";
    let all = format!("fastmcp scope_missing, {sdks}");
    assert_eq!(by(r#""scope":"write read""#), "");
    assert_eq!(by(r#""scope":"readwrite""#), all);
    assert_eq!(by(r#""scope":"write\tread""#), "TypeScript SDK scope_missing");
    assert_eq!(by(r#""scope":["read"]"#), sdks);
    assert_eq!(by(r#""scp":["read"]"#), sdks);
    assert_eq!(by(r#""scopes":["read"]"#), all);
    assert_eq!(by(r#""scope":"","scp":["read"]"#), all, "an empty `scope` masks `scp`");
    assert_eq!(by(r#""scope":5,"scp":["read"]"#), sdks);
    assert_eq!(by(r#""scope":["read",5]"#), format!("fastmcp claim_type, {sdks}"));
}

#[test]
fn jsonwebtoken_knows_no_crit_and_fastmcp_any_registered_name() {
    assert_header_refused(
        r#"{"alg":"HS256","crit":["x"],"x":1}"#,
        "PyJWT crit_unknown, fastmcp crit_unknown, jose crit_unknown, TypeScript SDK crit_unknown, Python SDK crit_unknown",
    );
    let but_fastmcp =
        "PyJWT crit_unknown, jose crit_unknown, TypeScript SDK crit_unknown, Python SDK crit_unknown";
    assert_header_refused(r#"{"alg":"HS256","crit":["alg"]}"#, but_fastmcp);
    assert_header_refused(r#"{"alg":"HS256","crit":[]}"#, but_fastmcp);
    assert_header_refused(r#"{"alg":"HS256","crit":["b64"],"b64":true}"#, "");
    assert_header_refused(
        r#"{"alg":"HS256","b64":false}"#,
        "PyJWT crit_unknown, fastmcp crit_unknown, Python SDK crit_unknown",
    );
}

#[test]
fn a_header_may_be_longer_than_fastmcp_reads() {
    let header = |len: usize| format!(r#"{{"alg":"HS256","x":"{}"}}"#, "x".repeat(len));
    let longest = header(384 - header(0).len());
    assert_eq!(base64url::encode(longest.as_bytes()).len(), 512);
    assert_header_refused(&longest, "");
    assert_header_refused(&header(385 - header(0).len()), "fastmcp too_large");
}

#[test]
fn an_algorithm_is_the_keys_and_one_that_is_known() {
    assert_header_refused(r#"{"alg":"EdDSA"}"#, "jsonwebtoken alg_mismatch");
    assert_header_refused(
        r#"{"alg":"ES256K"}"#,
        "fastmcp alg_mismatch, jsonwebtoken alg_mismatch, jose alg_mismatch, TypeScript SDK alg_mismatch",
    );
    for alg in ["none", "None", "hs256", ""] {
        let by = refused_by(&token(&format!(r#"{{"alg":"{alg}"}}"#), "{}"), &Expectation::default());
        assert_eq!(by.matches("alg_mismatch").count(), 6, "{alg}: {by}");
    }
    let keys = KeySet::from_secret(Secret::new(b"x".repeat(64)), &[Alg::HS512]).unwrap();
    for prediction in predict(&token(HEADER, "{}"), Some(&keys), &Expectation::default(), NOW).unwrap() {
        assert_eq!(prediction.objections[0].code(), "alg_mismatch");
    }
}

#[test]
fn without_a_key_an_algorithm_is_one_of_those_that_the_servers_are_set_to() {
    let set_to = |algs: &[Alg]| {
        let expected = Expectation { algs: algs.to_owned(), ..Expectation::default() };
        refused_by(&token(HEADER, r#"{"exp":1800000060}"#), &expected)
    };
    let by = set_to(&[Alg::RS256, Alg::HS512]);
    assert_eq!(by.matches("alg_mismatch").count(), 6, "{by}");
    assert_eq!(set_to(&[Alg::RS256, Alg::HS256]), "");
}

#[test]
fn a_signature_is_taken_to_be_good_only_without_a_key() {
    let token = token(HEADER, r#"{"exp":1800000060}"#);
    let keys = KeySet::from_secret(Secret::new(b"x".repeat(32)), &[]).unwrap();
    for prediction in predict(&token, Some(&keys), &Expectation::default(), NOW).unwrap() {
        assert_eq!(prediction.objections[0].code(), "signature_mismatch");
    }
    let unsigned = token.trim_end_matches('A');
    let by = refused_by(unsigned, &Expectation::default());
    assert_eq!(by.matches("signature_mismatch").count(), 6, "{by}");
}

#[test]
fn bytes_are_read_as_each_reads_them() {
    let none = Expectation::default();
    let made = |payload: &[u8]| {
        format!("{}.{}.AAAA", base64url::encode(HEADER.as_bytes()), base64url::encode(payload))
    };
    let claims = r#"{"exp":1800000060}"#;
    let utf16: Vec<u8> = claims.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        refused_by(&made(&utf16), &none),
        "jsonwebtoken malformed, jose malformed, TypeScript SDK malformed"
    );
    let marked = [b"\xef\xbb\xbf", claims.as_bytes()].concat();
    assert_eq!(refused_by(&made(&marked), &none), "jsonwebtoken malformed");
    let not_utf8 = b"{\"exp\":1800000060,\"x\":\"\xff\"}";
    let but_jsonwebtoken =
        "PyJWT not_utf8, fastmcp not_utf8, jose not_utf8, TypeScript SDK not_utf8, Python SDK not_utf8";
    assert_eq!(refused_by(&made(not_utf8), &none), but_jsonwebtoken);
    let surrogate = b"{\"exp\":1800000060,\"x\":\"\xed\xa0\x80\"}";
    assert_eq!(refused_by(&made(surrogate), &none), "jose not_utf8, TypeScript SDK not_utf8");
    assert_refused(r#","x":NaN"#, "jsonwebtoken malformed, jose malformed, TypeScript SDK malformed");
    assert_refused(r#","x":"\ud800","\udc00":1,"y":"\ud83d\ude00""#, "");
}

#[test]
fn padding_and_trailing_bits_are_read_as_each_reads_them() {
    let none = Expectation::default();
    let token = token(HEADER, r#"{"exp":1800000060}"#);
    assert_eq!(
        refused_by(&token.replace("AAAA", "AA=="), &none),
        "fastmcp malformed, jsonwebtoken malformed"
    );
    assert_eq!(
        refused_by(&token.replace("AAAA", "AB"), &none),
        "PyJWT malformed, fastmcp malformed, Python SDK malformed"
    );
    let all = refused_by(&token.replace("AAAA", "AA="), &none);
    assert_eq!(all.matches("malformed").count(), 6, "{all}");
}

#[test]
fn what_is_nested_deeply_is_too_deep_for_pythons_stack() {
    let nested = |depth: usize| format!(r#","x":{}{}"#, "[".repeat(depth), "]".repeat(depth));
    assert_refused(&nested(PYTHON_DEPTH - 2), "");
    assert_refused(&nested(PYTHON_DEPTH - 1), "PyJWT too_deep, fastmcp too_deep, Python SDK too_deep");
    assert_refused(r#","x":"[[[[""#, "");
}

#[test]
fn an_integer_may_be_longer_than_python_reads() {
    assert_refused(&format!(r#","x":{}"#, "9".repeat(PYTHON_DIGITS)), "");
    assert_refused(
        &format!(r#","x":-{}"#, "9".repeat(PYTHON_DIGITS + 1)),
        "PyJWT malformed, fastmcp malformed, Python SDK malformed",
    );
    assert_refused(&format!(r#","x":{}.5"#, "9".repeat(PYTHON_DIGITS + 1)), "");
}

#[test]
fn the_last_of_two_members_counts() {
    assert_refused(r#","exp":1,"exp":1800000060"#, "");
    let by = refused_by(&token(HEADER, r#"{"exp":1800000060,"exp":1}"#), &Expectation::default());
    assert_eq!(by.matches("expired").count(), 6, "{by}");
}

#[test]
fn every_reason_about_claims_is_told_in_the_servers_order() {
    let expected = expecting(&["a"], &["i"], &["s"]);
    let token = token(HEADER, r#"{"exp":1,"iss":"x","aud":"y"}"#);
    let predictions = predict(&token, None, &expected, NOW).unwrap();
    let codes = |prediction: &Prediction| prediction.objections.iter().map(Objection::code).collect();
    let codes: Vec<Vec<_>> = predictions.iter().map(codes).collect();
    assert_eq!(codes[0], ["expired", "iss_mismatch", "aud_mismatch"]);
    assert_eq!(codes[1], ["expired", "iss_mismatch", "aud_mismatch", "scope_missing"]);
    assert_eq!(codes[2], ["expired", "aud_mismatch", "iss_mismatch"]);
    assert_eq!(codes[3], ["iss_mismatch", "aud_mismatch", "expired"]);
    assert_eq!(codes[4], ["iss_mismatch", "aud_mismatch", "expired", "scope_missing"]);
    assert_eq!(codes[5], ["expired", "iss_mismatch", "aud_mismatch", "scope_missing"]);
}

#[test]
fn what_has_not_three_segments_is_no_token() {
    for text in ["", "a", "a.b", "a.b.c.d", "a.b.c.d.e"] {
        assert!(predict(text, None, &Expectation::default(), NOW).is_err(), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_a_forecast(header in ".{0,40}", payload in proptest::prelude::any::<Vec<u8>>()) {
        let token = format!("{}.{}.", base64url::encode(header.as_bytes()), base64url::encode(&payload));
        assert_eq!(predict(&token, None, &Expectation::default(), NOW).unwrap().len(), SERVERS.len());
        let raw = format!("{}.{}.", header.replace('.', ""), "\\u\"é");
        assert!(predict(&raw, None, &Expectation::default(), NOW).is_ok());
    }

    #[test]
    fn json_of_any_characters_is_made_plain_without_a_panic(text in r#"[\\"u0-9a-fA-FdDNInfity\-\[\]{}:,é🦀 ]{0,60}"#) {
        for reader in [Json::Python, Json::Strict, Json::Loose] {
            assert!(reader.payload(text.as_bytes()).is_some());
        }
    }
}
