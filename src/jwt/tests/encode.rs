//! Making tokens: the header's order, what may be added to it, and what contradicts the key.

use super::*;
use crate::jwt::claims::ClaimConflict;
use crate::jwt::token::MAX_LEN;
use crate::jwt::{EncodeError, Encoder, HeaderOptions};

fn encoded(key: &SigningKey, options: &HeaderOptions) -> Result<String, EncodeError> {
    Encoder::new(key, options)?.encode("{}")
}

fn header_of(token: &str) -> String {
    String::from_utf8(base64url::decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

fn more(parameters: &[(&str, &str)]) -> HeaderOptions {
    let more = parameters.iter().map(|(name, json)| ((*name).to_owned(), (*json).to_owned()));
    HeaderOptions { typ: Some("JWT".to_owned()), more: more.collect() }
}

#[test]
fn writes_alg_typ_kid_and_then_the_rest() {
    let mut key = secret_signer(Alg::HS256);
    assert_eq!(header_of(&encoded(&key, &HeaderOptions::default()).unwrap()), r#"{"alg":"HS256"}"#);
    key.kid = Some("a \"b\"".to_owned());
    let options = more(&[("x", "[1]"), ("cty", "\"y\"")]);
    let token = encoded(&key, &options).unwrap();
    assert_eq!(header_of(&token), r#"{"alg":"HS256","typ":"JWT","kid":"a \"b\"","x":[1],"cty":"y"}"#);
    assert_eq!(reasons(&token, &lenient()), []);
}

#[test]
fn makes_the_longest_token_that_is_read_and_no_longer_one() {
    let encoder = Encoder::new(&secret_signer(Alg::HS256), &HeaderOptions::default()).unwrap();
    let encode = |more: usize| encoder.encode(&format!("{{\"a\":\"{}\"}}", "x".repeat(786_375 + more)));
    let token = encode(0).unwrap();
    assert_eq!((token.len(), reasons(&token, &lenient())), (MAX_LEN, vec![]));
    assert_eq!(encode(1).err(), Some(EncodeError::TooLarge { len: MAX_LEN + 1 }));
}

#[test]
fn refuses_a_parameter_that_contradicts_the_key_or_another() {
    let mut key = secret_signer(Alg::HS256);
    key.kid = Some("k".to_owned());
    for (parameters, name) in [
        (&[("alg", "\"none\"")][..], "alg"),
        (&[("alg", "\"HS512\"")], "alg"),
        (&[("kid", "\"other\"")], "kid"),
        (&[("typ", "\"at+jwt\"")], "typ"),
        (&[("x", "1"), ("x", "2")], "x"),
    ] {
        let refused = encoded(&key, &more(parameters)).unwrap_err();
        assert_eq!(refused, EncodeError::Header(ClaimConflict { name: name.to_owned() }));
    }
    let agreeing = more(&[("alg", "\"HS256\""), ("kid", "\"k\""), ("typ", "\"JWT\"")]);
    assert_eq!(header_of(&encoded(&key, &agreeing).unwrap()), r#"{"alg":"HS256","typ":"JWT","kid":"k"}"#);
}

#[test]
fn signs_the_claims_as_they_stand() {
    let claims = "{ \"n\" : 1.00 , \"\u{e9}\":\"\\u00e9\" }";
    let token =
        Encoder::new(&secret_signer(Alg::HS256), &HeaderOptions::default()).unwrap().encode(claims).unwrap();
    let payload = base64url::decode(Segments::parse(&token).unwrap().payload).unwrap();
    assert_eq!(payload, claims.as_bytes());
    assert_eq!(reasons(&token, &lenient()), []);
}
