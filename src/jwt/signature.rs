//! Signing and checking signatures: the one place that chooses the cryptography for an algorithm.
//!
//! Keys are prepared once, then used for many tokens. jsonwebtoken's provider makes the signers and verifiers; aws-lc-rs
//! does directly what that provider lacks (ES512) or would prepare anew for each token (RSA verification); an HMAC is a
//! keyed state that each message starts from, so that the secret is hashed once.
//!
//! Sources: RFC 7515 section 5; RFC 7518 section 3; RFC 2104 section 4 (keyed states).

use std::cell::RefCell;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{self as sig, EcdsaKeyPair, ParsedPublicKey, RsaParameters};
use hmac::digest::{FixedOutputReset, Reset};
use hmac::{HmacReset, KeyInit, Mac};
use jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER;
use jsonwebtoken::crypto::{JwtSigner, JwtVerifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use sha2::{Sha256, Sha384, Sha512};

use super::alg::Alg;
use super::base64url;
use super::key::{PublicKey, SigningKey, SigningMaterial, VerifyingMaterial};
use super::key::{PublicParts, ec_algorithm};
use super::token::Segments;
use crate::secret::Secret;

/// A prepared signer for one algorithm.
pub(super) enum Signer {
    Es512(EcdsaKeyPair),
    Hmac(Box<dyn Keyed>),
    Provider(Box<dyn JwtSigner>),
}

impl Signer {
    pub(super) fn new(key: &SigningKey) -> Result<Self, SignError> {
        let encoding_key = match &key.material {
            SigningMaterial::Secret(secret) => {
                return keyed(key.alg, secret).map(Self::Hmac).ok_or(SignError { alg: key.alg });
            }
            SigningMaterial::Private(private) => match key.alg {
                Alg::ES512 => {
                    let kind = private.public().kind();
                    return EcdsaKeyPair::from_pkcs8(ec_algorithm(kind), private.pkcs8())
                        .map(Self::Es512)
                        .map_err(|_| SignError { alg: key.alg });
                }
                Alg::ES256 | Alg::ES384 => EncodingKey::from_ec_der(private.pkcs8()),
                Alg::EdDSA => EncodingKey::from_ed_der(private.pkcs8()),
                _ => EncodingKey::from_rsa_der(private.inner()),
            },
        };
        provider_alg(key.alg)
            .and_then(|alg| (DEFAULT_PROVIDER.signer_factory)(&alg, &encoding_key).ok())
            .map(Self::Provider)
            .ok_or(SignError { alg: key.alg })
    }

    pub(super) fn sign(&self, message: &[u8], alg: Alg) -> Result<Vec<u8>, SignError> {
        match self {
            Self::Es512(pair) => {
                pair.sign(&SystemRandom::new(), message).map(|signature| signature.as_ref().to_vec()).ok()
            }
            Self::Hmac(keyed) => Some(keyed.tag(message)),
            Self::Provider(signer) => signer.try_sign(message).ok(),
        }
        .ok_or(SignError { alg })
    }
}

/// The key could not be prepared, or could not sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("signing with {alg} failed")]
pub struct SignError {
    /// The algorithm.
    pub alg: Alg,
}

/// A prepared verifier for one key and one algorithm.
pub(super) enum Checker {
    Hmac(Box<dyn Keyed>),
    Parsed(ParsedPublicKey),
    Provider(Box<dyn JwtVerifier>),
}

impl Checker {
    /// `None` when the algorithm is for another kind of key; [`VerifyingKey`](super::key::VerifyingKey) rules that out.
    pub(super) fn new(alg: Alg, material: &VerifyingMaterial) -> Option<Self> {
        match material {
            VerifyingMaterial::Secret(secret) => keyed(alg, secret).map(Self::Hmac),
            VerifyingMaterial::Public(key) if alg.key_kind() == Some(key.kind()) => Self::public(alg, key),
            VerifyingMaterial::Public(_) => None,
        }
    }

    fn public(alg: Alg, key: &PublicKey) -> Option<Self> {
        match (key.parts(), alg) {
            (PublicParts::Rsa(components), _) => {
                components.to_parsed_public_key(rsa_parameters(alg)?).ok().map(Self::Parsed)
            }
            (PublicParts::Point(point), Alg::ES512) => {
                ParsedPublicKey::new(&sig::ECDSA_P521_SHA512_FIXED, point).ok().map(Self::Parsed)
            }
            (PublicParts::Point(point), Alg::EdDSA) => Self::provider(alg, &DecodingKey::from_ed_der(point)),
            (PublicParts::Point(point), _) => Self::provider(alg, &DecodingKey::from_ec_der(point)),
        }
    }

    fn provider(alg: Alg, key: &DecodingKey) -> Option<Self> {
        (DEFAULT_PROVIDER.verifier_factory)(&provider_alg(alg)?, key).ok().map(Self::Provider)
    }

    /// Whether `signature` was made over `message` by this key. HMACs are compared in constant time.
    pub(super) fn matches(&self, message: &[u8], signature: &Vec<u8>) -> bool {
        match self {
            Self::Hmac(keyed) => keyed.made(message, signature),
            Self::Parsed(key) => key.verify_sig(message, signature).is_ok(),
            Self::Provider(verifier) => verifier.verify(message, signature).is_ok(),
        }
    }
}

/// Whether the signature of a token is the key's. Nothing else of the token is judged.
pub(crate) fn has_signed(key: &SigningKey, token: &str) -> bool {
    let Ok(segments) = Segments::parse(token) else { return false };
    let mut signature = Vec::new();
    base64url::decode_into(segments.signature, &mut signature)
        && Checker::new(key.alg, &key.verifying().material)
            .is_some_and(|checker| checker.matches(segments.signed.as_bytes(), &signature))
}

/// An HMAC that has taken in its secret (RFC 7518 section 3.2).
pub(super) trait Keyed {
    fn tag(&self, message: &[u8]) -> Vec<u8>;

    /// Whether `tag` is this message's, all of it. Compared in constant time.
    fn made(&self, message: &[u8], tag: &[u8]) -> bool;
}

impl<M: Mac + Reset + FixedOutputReset> Keyed for RefCell<M> {
    fn tag(&self, message: &[u8]) -> Vec<u8> {
        after(&mut *self.borrow_mut(), message).finalize_reset().into_bytes().to_vec()
    }

    fn made(&self, message: &[u8], tag: &[u8]) -> bool {
        after(&mut *self.borrow_mut(), message).verify_slice_reset(tag).is_ok()
    }
}

/// The state after one message and no other: `verify_slice_reset` leaves a message in when the tag's length is wrong.
fn after<'m, M: Mac + Reset>(state: &'m mut M, message: &[u8]) -> &'m mut M {
    Mac::reset(state);
    Mac::update(state, message);
    state
}

/// `None` when the algorithm is no HMAC.
fn keyed(alg: Alg, secret: &Secret) -> Option<Box<dyn Keyed>> {
    fn state<M: Mac + KeyInit + Reset + FixedOutputReset + 'static>(
        secret: &Secret,
    ) -> Option<Box<dyn Keyed>> {
        Some(Box::new(RefCell::new(<M as KeyInit>::new_from_slice(secret.expose()).ok()?)))
    }
    match alg {
        Alg::HS256 => state::<HmacReset<Sha256>>(secret),
        Alg::HS384 => state::<HmacReset<Sha384>>(secret),
        Alg::HS512 => state::<HmacReset<Sha512>>(secret),
        _ => None,
    }
}

fn rsa_parameters(alg: Alg) -> Option<&'static RsaParameters> {
    match alg {
        Alg::RS256 => Some(&sig::RSA_PKCS1_2048_8192_SHA256),
        Alg::RS384 => Some(&sig::RSA_PKCS1_2048_8192_SHA384),
        Alg::RS512 => Some(&sig::RSA_PKCS1_2048_8192_SHA512),
        Alg::PS256 => Some(&sig::RSA_PSS_2048_8192_SHA256),
        Alg::PS384 => Some(&sig::RSA_PSS_2048_8192_SHA384),
        Alg::PS512 => Some(&sig::RSA_PSS_2048_8192_SHA512),
        _ => None,
    }
}

/// The provider's name for an algorithm; it has no ES512.
fn provider_alg(alg: Alg) -> Option<Algorithm> {
    alg.name().parse().ok()
}
