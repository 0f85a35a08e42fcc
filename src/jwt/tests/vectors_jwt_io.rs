//! The sample token known from jwt.io: HS256 with `your-256-bit-secret`, without `exp`.
//!
//! Its source is no RFC. The signature can be derived: HMAC SHA-256 under that secret over the first two segments
//! (RFC 7515 section 5.1).

use super::*;
use crate::jwt::refusal::{Check, Refusal};

fn published() -> KeySet {
    KeySet::from_secret(Secret::new(b"your-256-bit-secret".to_vec()), &[]).unwrap()
}

#[test]
fn accepts_the_sample_only_where_exp_may_be_missing() {
    assert_eq!(reasons_by(&published(), SAMPLE, &lenient(), NOON), []);
    assert_eq!(
        reasons_by(&published(), SAMPLE, &Policy::default(), NOON),
        [Refusal::ClaimMissing { claim: "exp".to_owned(), check: Check::Expires }]
    );
}

#[test]
fn refuses_the_sample_with_any_other_secret() {
    for other in ["your-256-bit-secre", "your-256-bit-secret\n", "Your-256-bit-secret"] {
        let keys = KeySet::from_secret(Secret::new(other.as_bytes().to_vec()), &[]).unwrap();
        assert_eq!(reasons_by(&keys, SAMPLE, &lenient(), NOON), [Refusal::SignatureMismatch], "{other:?}");
    }
}

/// The sample known from the debugger on jwt.io.
const SAMPLE: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
    eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.\
    SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
