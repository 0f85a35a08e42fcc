//! The Ed25519 examples of RFC 8037 appendix A: a key, its thumbprint, and a signature over a sentence.
//!
//! Sources: RFC 8037 appendix A.1 (private key), A.2 (public key), A.3 (thumbprint), A.4 (header, payload, token). Each
//! was compared with the text of the RFC character by character, the line breaks of its keys and token taken out. A.5
//! prints the payload with a capital `Signing`; the token holds `signing`, as A.4 prints it. The changed payload is
//! ours.

use super::*;
use crate::jwt::json::JsonError;
use crate::jwt::refusal::Refusal;
use crate::jwt::token::{Part, TokenError};

#[test]
fn reads_the_public_half_of_a_1_as_a_2() {
    let KeyFile::One(private) = KeyFile::parse(A_1_JWK.as_bytes()).unwrap() else { panic!("one key") };
    let KeyFile::One(public) = KeyFile::parse(A_2_JWK.as_bytes()).unwrap() else { panic!("one key") };
    assert_eq!(private.public().unwrap(), public.public().unwrap());
}

#[test]
fn makes_the_thumbprint_of_a_3() {
    let KeyFile::One(key) = KeyFile::parse(A_2_JWK.as_bytes()).unwrap() else { panic!("one key") };
    assert_eq!(key.public().unwrap().thumbprint(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[test]
fn signs_a_4_to_the_very_same_text() {
    let made = minted_by(&signer(A_1_JWK, Alg::EdDSA), r#"{"alg":"EdDSA"}"#, "Example of Ed25519 signing");
    assert_eq!(made, A_4_JWS);
}

#[test]
fn holds_the_signature_of_a_4_and_says_that_its_payload_is_no_json() {
    let keys = keys(A_2_JWK);
    assert!(signature_holds(&keys, Alg::EdDSA, A_4_JWS));
    assert!(!signature_holds(&keys, Alg::EdDSA, &A_4_JWS.replace(".RXhh", ".RXhi")));
    let refused = reasons_by(&keys, A_4_JWS, &lenient(), NOON);
    assert!(
        matches!(
            &refused[..],
            [Refusal::Token(TokenError::Json { part: Part::Payload, problem: JsonError::NotJson { .. } })]
        ),
        "{refused:?}"
    );
}

/// RFC 8037 appendix A.1. TEST KEY
const A_1_JWK: &str = "\
    {\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\"x\"\
    :\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

/// RFC 8037 appendix A.2.
const A_2_JWK: &str =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

/// RFC 8037 appendix A.4.
const A_4_JWS: &str = "\
    eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AI\
    bQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
