//! JSON Web Tokens: reading, judging, making and renewing them.
//!
//! Data goes one way. A [`Verifier`], made from a [`key::KeySet`] and a [`policy::Policy`], turns the text of a token into a
//! [`Verdict`]; an [`Encoder`], made from a [`key::SigningKey`], turns the text of [`claims::Claims`] into a token. A
//! [`Verified`] token can only come from the verifier.
//!
//! It keeps no token, reads no clock and knows no profile. JWE and unsecured JWTs are recognised and refused.

pub mod alg;
mod base64url;
pub mod claims;
mod demands;
pub mod diagnose;
mod header;
pub mod inspect;
pub mod instants;
pub mod json;
pub mod key;
pub mod lint;
pub mod paste;
pub mod policy;
pub mod refresh;
pub mod refusal;
pub mod report;
pub mod servers;
mod sign;
mod signature;
#[cfg(test)]
mod tests;
pub mod token;
mod verify;

pub use alg::Alg;
pub(crate) use demands::one_or_list;
pub use sign::{EncodeError, Encoder, HeaderOptions};
pub use signature::SignError;
pub(crate) use signature::has_signed;
pub use verify::{Key, Refused, Scratch, Verdict, Verified, Verifier};
