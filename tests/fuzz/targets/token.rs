//! Any text where a token is expected.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mcp_token::clock::Time;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::lint::lint;
use mcp_token::jwt::paste::from_paste;
use mcp_token::jwt::policy::{Expiry, Policy};
use mcp_token::jwt::token::Segments;
use mcp_token::jwt::{Alg, Scratch, Verdict, Verifier, diagnose};
use mcp_token::secret::Secret;
use mcp_token_fuzz::{SECRET, is_signed, key_set};

fuzz_target!(|text: &str| {
    judge(text);
    let Ok(pasted) = from_paste(text) else { return };
    assert!(!pasted.token.contains(char::is_whitespace), "white space in a token");
    if pasted.token != text {
        judge(&pasted.token);
    }
    if Segments::parse(&pasted.token).is_ok() && pasted.token.bytes().all(is_of_a_token) {
        let again = from_paste(&pasted.token).expect("what was found is found again");
        assert_eq!(again.token, pasted.token);
        let wrapped = format!(" \"Authorization: Bearer {}\"\r\n", pasted.token);
        assert_eq!(from_paste(&wrapped).expect("it is the same token").token, pasted.token);
    }
});

fn judge(token: &str) {
    let policy = Policy { expiry: Expiry::Optional, ..Policy::default() };
    let verifier = Verifier::new(&key_set(), policy);
    let mut scratch = Scratch::default();
    let verdict = verifier.verify(token, &mut scratch, Time::from_unix(1_700_000_000));
    let accepted = matches!(verdict, Verdict::Accepted(_));
    assert!(!accepted || is_signed(token), "accepted without a signature");
    assert!(verdict.signed_claims().is_none() || is_signed(token), "claims said to be signed");
    assert!(verdict.reasons().iter().all(|reason| !reason.to_string().is_empty()));

    if let Ok(segments) = Segments::parse(token) {
        assert_eq!(format!("{}.{}.{}", segments.header, segments.payload, segments.signature), token);
        assert_eq!(format!("{}.{}", segments.header, segments.payload), segments.signed);
    }
    match Inspection::of(token) {
        Ok(inspection) => {
            for finding in lint(&inspection) {
                assert!(!finding.code.is_empty() && !finding.message.is_empty());
            }
        }
        Err(_) => assert!(!accepted),
    }
    let other = diagnose::other_reading(token, Alg::HS256, &Secret::new(SECRET.to_vec()));
    assert!(other.is_none() || is_signed(token), "another reading of the secret matches");
}

fn is_of_a_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}
