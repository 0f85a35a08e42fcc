//! What a token says, trusted or not: decoded strictly, shown whole.

use super::*;
use crate::jwt::inspect::Inspection;
use crate::jwt::token::{Part, TokenError};

#[test]
fn shows_header_and_claims_of_a_token_that_no_verifier_would_take() {
    let token = minted(r#"{"alg":"none","alg":"HS256"}"#, "{ \"exp\":1,\"exp\":2 }");
    let inspection = Inspection::of(&token).unwrap();
    assert_eq!(inspection.claims, "{ \"exp\":1,\"exp\":2 }");
    let members: Vec<_> = inspection.claims().members().map(|(_, value)| value.text().to_owned()).collect();
    assert_eq!(members, ["1", "2"]);
    assert_eq!(inspection.header().get("alg").unwrap().text(), "\"none\"");
    assert!(Inspection::of(&format!("{}.", token.rsplit_once('.').unwrap().0)).is_ok());
}

#[test]
fn refuses_what_cannot_be_decoded_and_says_which_part() {
    let (header, payload) = (base64url::encode(b"{}"), base64url::encode(b"{}"));
    for (token, expected) in [
        (format!("{header}=.{payload}."), TokenError::Base64 { part: Part::Header }),
        (format!("{header}.{payload}=."), TokenError::Base64 { part: Part::Payload }),
        (format!("{header}.{payload}.="), TokenError::Base64 { part: Part::Signature }),
        (format!("{}.{payload}.", base64url::encode(b"\xff")), TokenError::NotUtf8 { part: Part::Header }),
        (
            format!("{header}.{}.", base64url::encode(b"{\"\xff\":1}")),
            TokenError::NotUtf8 { part: Part::Payload },
        ),
        (format!("{header}.{payload}"), TokenError::Segments { found: 2 }),
    ] {
        assert_eq!(Inspection::of(&token).unwrap_err(), expected, "{token}");
    }
    let lists = format!("{header}.{}.", base64url::encode(b"[]"));
    assert!(matches!(Inspection::of(&lists), Err(TokenError::Json { part: Part::Payload, .. })));
    assert!(Inspection::of(&format!("{header}.{payload}.")).is_ok());
}
