//! What cannot be read: segments, base64url, UTF-8, JSON, duplicate names and nesting of the payload.

use super::*;
use crate::jwt::json::{JsonError, Kind};
use crate::jwt::token::{MAX_LEN, Part, TokenError};

fn of_payload(payload: impl AsRef<[u8]>) -> Vec<Refusal> {
    reasons(&minted(r#"{"alg":"HS256"}"#, payload), &lenient())
}

fn not_a_token(error: TokenError) -> [Refusal; 1] {
    [Refusal::Token(error)]
}

#[test]
fn refuses_what_has_not_three_segments() {
    let good = token("{}");
    let (signed, _) = good.rsplit_once('.').unwrap();
    assert_eq!(reasons("", &lenient()), not_a_token(TokenError::Empty));
    assert_eq!(reasons(signed, &lenient()), not_a_token(TokenError::Segments { found: 2 }));
    assert_eq!(reasons(&format!("{good}."), &lenient()), not_a_token(TokenError::Segments { found: 4 }));
    assert_eq!(reasons(&format!("{good}.."), &lenient()), not_a_token(TokenError::Encrypted));
    assert_eq!(reasons(&good, &lenient()), []);
}

#[test]
fn refuses_a_token_of_more_than_a_mebibyte() {
    let good = token("{}");
    let exact = format!("{good}{}", "A".repeat(MAX_LEN - good.len()));
    assert_ne!(reasons(&exact, &lenient()), not_a_token(TokenError::TooLarge { len: MAX_LEN }));
    assert_eq!(
        reasons(&format!("{exact}A"), &lenient()),
        not_a_token(TokenError::TooLarge { len: MAX_LEN + 1 })
    );
}

#[test]
fn refuses_padding_other_alphabets_white_space_and_trailing_bits_in_each_segment() {
    let good = token(r#"{"a":1}"#);
    let parts: Vec<&str> = good.split('.').collect();
    for (place, part) in [(0, Part::Header), (1, Part::Payload), (2, Part::Signature)] {
        let segment = parts[place];
        for bad in [
            format!("{segment}="),
            format!("{segment}=="),
            format!("{segment} "),
            format!("{segment}\n"),
            format!(" {segment}"),
            segment.replacen(&segment[..1], "+", 1),
            segment.replacen(&segment[..1], "/", 1),
            segment.replacen(&segment[..1], "\u{ff21}", 1),
            format!("{segment}\0"),
        ] {
            let mut changed = parts.clone();
            changed[place] = &bad;
            assert_eq!(
                reasons(&changed.join("."), &lenient()),
                not_a_token(TokenError::Base64 { part }),
                "{part} {bad:?}"
            );
        }
    }
}

#[test]
fn refuses_trailing_bits_that_decode_to_the_same_bytes() {
    // 32 bytes of signature leave two bits over in the last of 43 characters; 2 bytes of payload leave two as well.
    for (good, part) in [(token("{}"), Part::Signature), (token("{}"), Part::Payload)] {
        let end = if part == Part::Signature { good.len() } else { good.rfind('.').unwrap() };
        let last = good.as_bytes()[end - 1];
        let next = ALPHABET[ALPHABET.iter().position(|&byte| byte == last).unwrap() + 1];
        let changed = format!("{}{}{}", &good[..end - 1], next as char, &good[end..]);
        assert_eq!(reasons(&changed, &lenient()), not_a_token(TokenError::Base64 { part }), "{part}");
    }
}

#[test]
fn refuses_a_payload_that_is_no_json_object() {
    for (payload, found) in
        [("[]", Kind::Array), ("\"x\"", Kind::String), ("1", Kind::Number), ("null", Kind::Null)]
    {
        let problem = JsonError::NotAnObject { found };
        assert_eq!(of_payload(payload), not_a_token(TokenError::Json { part: Part::Payload, problem }));
    }
    for payload in ["", "{", "{}{}", "{}x", "{\"a\":1,}", "\u{feff}{}", "{\"a\":\"\n\"}", "{\"a\":NaN}"] {
        let refused = of_payload(payload);
        let is_not_json = matches!(
            &refused[..],
            [Refusal::Token(TokenError::Json { part: Part::Payload, problem: JsonError::NotJson { .. } })]
        );
        assert!(is_not_json, "{payload:?} {refused:?}");
    }
    assert_eq!(of_payload(" \r\n{ } \t"), []);
}

#[test]
fn refuses_invalid_utf_8_anywhere_in_the_payload() {
    for payload in [
        &b"{\"x\":\"\xff\"}"[..],
        b"{\"\xc3\":1}",
        b"{\"x\":{\"y\":\"\xed\xa0\x80\"}}",
        b"{\"x\":\"\xc0\x80\"}",
        b"{}\xff",
    ] {
        assert_eq!(of_payload(payload), [Refusal::NotUtf8 { part: Part::Payload }], "{payload:?}");
    }
    assert_eq!(of_payload("{\"x\":\"é\u{10ffff}\"}"), []);
}

#[test]
fn refuses_duplicate_names_in_the_payload_at_any_depth() {
    let duplicate = |name: &str| [Refusal::DuplicateName { part: Part::Payload, name: name.to_owned() }];
    for (payload, name) in [
        (r#"{"exp":1,"exp":9999999999}"#, "exp"),
        (r#"{"a":1,"\u0061":1}"#, "a"),
        (r#"{"x":{"y":{"a":1,"b":2,"a":1}}}"#, "a"),
        (r#"{"x":[1,[{"a":1,"a":1}]]}"#, "a"),
        (r#"{"":1,"":1}"#, ""),
    ] {
        assert_eq!(of_payload(payload), duplicate(name), "{payload}");
    }
    assert_eq!(of_payload(r#"{"a":{"a":{"a":1}},"A":[{"a":1},{"a":1}]}"#), []);
}

#[test]
fn refuses_a_payload_nested_one_level_too_deep() {
    let lists = |levels: usize| format!("{{\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    let objects = |levels: usize| format!("{}1{}", "{\"x\":".repeat(levels), "}".repeat(levels));
    let too_deep = [Refusal::TooDeep { part: Part::Payload }];
    assert_eq!(of_payload(lists(63)), []);
    assert_eq!(of_payload(objects(64)), []);
    for levels in [64, 65, 126, 127, 128, 1000, 100_000] {
        assert_eq!(of_payload(lists(levels)), too_deep, "{levels}");
        assert_eq!(of_payload(objects(levels + 1)), too_deep, "{levels}");
    }
}

#[test]
fn tells_a_bad_signature_beside_a_payload_that_is_not_safe_to_judge() {
    for (payload, code) in [(&br#"{"a":1,"a":1}"#[..], "duplicate_name"), (b"{\"x\":\"\xff\"}", "not_utf8")] {
        let good = minted(r#"{"alg":"HS256"}"#, payload);
        let other = token("{}");
        let mixed = format!("{}.{}", good.rsplit_once('.').unwrap().0, other.rsplit_once('.').unwrap().1);
        let refused: Vec<_> = reasons(&mixed, &lenient()).iter().map(Refusal::code).collect();
        assert_eq!(refused, ["signature_mismatch", code]);
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
