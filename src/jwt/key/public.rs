//! Public keys, and the forms in which they are handed out.
//!
//! Sources: RFC 5280 section 4.1.2.7 (`SubjectPublicKeyInfo`), RFC 7517, RFC 7518 section 6, RFC 7638, RFC 8037 section 2.

use aws_lc_rs::digest;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{self, ParsedPublicKey, RsaPublicKeyComponents};
use pkcs1::RsaPublicKeyRef;
use pkcs8::der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, UintRef};
use pkcs8::der::pem::LineEnding;
use pkcs8::der::{Decode, Encode};
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{Document, SubjectPublicKeyInfoRef};

use super::{KeyError, KeyKind};
use crate::jwt::base64url;

/// The public half of a key pair. It is valid for its kind: on its curve, of an accepted size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey(Parts);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Parts {
    /// The point, uncompressed: 0x04, x, y.
    Ec { curve: KeyKind, point: Vec<u8> },
    /// The 32 bytes of RFC 8032.
    Ed25519 { x: Vec<u8> },
    /// Modulus and exponent, big-endian, without leading zeros.
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

impl PublicKey {
    /// Takes the numbers of a key and makes sure that they are one.
    pub(super) fn new(parts: Parts) -> Result<Self, KeyError> {
        let malformed = |kind: KeyKind| KeyError::Malformed { kind: kind.to_string() };
        match &parts {
            Parts::Ec { curve, point } => {
                if point.first() != Some(&4) {
                    return Err(malformed(*curve));
                }
                let alg: &'static signature::EcdsaVerificationAlgorithm = match curve {
                    KeyKind::P256 => &signature::ECDSA_P256_SHA256_FIXED,
                    KeyKind::P384 => &signature::ECDSA_P384_SHA384_FIXED,
                    _ => &signature::ECDSA_P521_SHA512_FIXED,
                };
                ParsedPublicKey::new(alg, point).map_err(|_| malformed(*curve))?;
            }
            Parts::Ed25519 { x } => {
                if is_of_small_order(x) {
                    return Err(malformed(KeyKind::Ed25519));
                }
                ParsedPublicKey::new(&signature::ED25519, x).map_err(|_| malformed(KeyKind::Ed25519))?;
            }
            Parts::Rsa { n, e } => {
                let bits = n.len() * 8 - n.first().map_or(0, |byte| byte.leading_zeros() as usize);
                if !(2048..=8192).contains(&bits) {
                    return Err(KeyError::RsaSize { bits });
                }
                rsa_components(n, e)
                    .to_parsed_public_key(&signature::RSA_PKCS1_2048_8192_SHA256)
                    .map_err(|_| malformed(KeyKind::Rsa))?;
            }
        }
        Ok(Self(parts))
    }

    /// The kind of key.
    pub fn kind(&self) -> KeyKind {
        match &self.0 {
            Parts::Ec { curve, .. } => *curve,
            Parts::Ed25519 { .. } => KeyKind::Ed25519,
            Parts::Rsa { .. } => KeyKind::Rsa,
        }
    }

    pub(in crate::jwt) fn parts(&self) -> PublicParts<'_> {
        match &self.0 {
            Parts::Ec { point, .. } => PublicParts::Point(point),
            Parts::Ed25519 { x } => PublicParts::Point(x),
            Parts::Rsa { n, e } => PublicParts::Rsa(rsa_components(n, e)),
        }
    }

    /// Reads a `SubjectPublicKeyInfo` in DER.
    pub(super) fn from_spki(der: &[u8]) -> Result<Self, KeyError> {
        let malformed = || KeyError::Malformed { kind: "public".to_owned() };
        let info = SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed())?;
        let bytes = info.subject_public_key.as_bytes().ok_or_else(malformed)?;
        match kind_of(&info.algorithm)? {
            KeyKind::Rsa => Self::from_pkcs1(bytes),
            KeyKind::Ed25519 => Self::new(Parts::Ed25519 { x: bytes.to_vec() }),
            curve => Self::new(Parts::Ec { curve, point: bytes.to_vec() }),
        }
    }

    /// Reads an `RSAPublicKey` of PKCS#1 in DER.
    pub(super) fn from_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        let key =
            RsaPublicKeyRef::from_der(der).map_err(|_| KeyError::Malformed { kind: "RSA".to_owned() })?;
        Self::new(Parts::Rsa {
            n: key.modulus.as_bytes().to_vec(),
            e: key.public_exponent.as_bytes().to_vec(),
        })
    }

    /// The key as PEM, label `PUBLIC KEY` (RFC 7468 section 13).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the numbers were judged when the key was made"
    )]
    pub fn to_pem(&self) -> String {
        self.to_spki()
            .and_then(|document| Ok(document.to_pem("PUBLIC KEY", LineEnding::LF)?))
            .expect("the numbers of a valid key encode")
    }

    fn to_spki(&self) -> Result<Document, pkcs8::spki::Error> {
        let (algorithm, bytes) = match &self.0 {
            Parts::Ec { curve, point } => (
                AlgorithmIdentifierRef {
                    oid: EC_PUBLIC_KEY,
                    parameters: CURVES
                        .iter()
                        .find(|(kind, _)| kind == curve)
                        .map(|(_, oid)| AnyRef::from(oid)),
                },
                point.clone(),
            ),
            Parts::Ed25519 { x } => (AlgorithmIdentifierRef { oid: ED25519, parameters: None }, x.clone()),
            Parts::Rsa { n, e } => {
                let key = RsaPublicKeyRef { modulus: UintRef::new(n)?, public_exponent: UintRef::new(e)? };
                (pkcs1::ALGORITHM_ID, key.to_der()?)
            }
        };
        let info =
            SubjectPublicKeyInfoRef { algorithm, subject_public_key: BitStringRef::from_bytes(&bytes)? };
        Document::encode_msg(&info).map_err(pkcs8::spki::Error::from)
    }

    /// The required members of its JWK, in the order of RFC 7638 section 3.2: names sorted, values base64url or names.
    pub(super) fn jwk_members(&self) -> Vec<(&'static str, String)> {
        match &self.0 {
            Parts::Ec { curve, point } => {
                let (x, y) = point[1..].split_at(point.len() / 2);
                vec![
                    ("crv", curve.to_string()),
                    ("kty", "EC".to_owned()),
                    ("x", base64url::encode(x)),
                    ("y", base64url::encode(y)),
                ]
            }
            Parts::Ed25519 { x } => {
                vec![("crv", "Ed25519".to_owned()), ("kty", "OKP".to_owned()), ("x", base64url::encode(x))]
            }
            Parts::Rsa { n, e } => {
                vec![("e", base64url::encode(e)), ("kty", "RSA".to_owned()), ("n", base64url::encode(n))]
            }
        }
    }

    /// The SHA-256 thumbprint of its JWK in base64url (RFC 7638), its name where none is given.
    pub fn thumbprint(&self) -> String {
        let members: Vec<_> =
            self.jwk_members().iter().map(|(name, value)| format!("\"{name}\":\"{value}\"")).collect();
        let json = format!("{{{}}}", members.join(","));
        base64url::encode(digest::digest(&digest::SHA256, json.as_bytes()).as_ref())
    }
}

/// The numbers of a key, as the signature algorithms take them.
pub(in crate::jwt) enum PublicParts<'a> {
    /// The encoded point of an elliptic curve.
    Point(&'a [u8]),
    /// Modulus and exponent.
    Rsa(RsaPublicKeyComponents<&'a [u8]>),
}

/// Whether an Ed25519 point is one of the eight of small order, under which anybody's signature holds. The sign bit does
/// not matter. Source: the canonical and non-canonical encodings of RFC 7748 section 7's small-order points on this curve.
fn is_of_small_order(x: &[u8]) -> bool {
    let mut positive = hex::encode(x);
    if let (Some(last), true) = (x.last(), positive.len() == 64) {
        positive.replace_range(62.., &hex::encode([last & 0x7f]));
    }
    let ends =
        |first: &str, middle: &str, last: &str| positive == format!("{first}{}{last}", middle.repeat(30));
    ends("00", "00", "00")
        || ends("01", "00", "00")
        || ["ec", "ed", "ee"].iter().any(|first| ends(first, "ff", "7f"))
        || SMALL_ORDER.contains(&positive.as_str())
}

fn rsa_components<'a>(n: &'a [u8], e: &'a [u8]) -> rsa::PublicKeyComponents<&'a [u8]> {
    RsaPublicKeyComponents { n, e }
}

/// The kind of key that an algorithm identifier names.
pub(super) fn kind_of(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<KeyKind, KeyError> {
    if algorithm.oid == pkcs1::ALGORITHM_OID {
        return Ok(KeyKind::Rsa);
    }
    if algorithm.oid == ED25519 {
        return Ok(KeyKind::Ed25519);
    }
    let curve = algorithm.parameters_oid().ok().filter(|_| algorithm.oid == EC_PUBLIC_KEY);
    CURVES.iter().find(|(_, oid)| Some(*oid) == curve).map(|(kind, _)| *kind).ok_or_else(|| {
        KeyError::Unsupported { what: format!("object identifier {}", curve.unwrap_or(algorithm.oid)) }
    })
}

/// The two points of order 8, in hex.
const SMALL_ORDER: [&str; 2] = [
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const CURVES: [(KeyKind, ObjectIdentifier); 3] = [
    (KeyKind::P256, ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7")),
    (KeyKind::P384, ObjectIdentifier::new_unwrap("1.3.132.0.34")),
    (KeyKind::P521, ObjectIdentifier::new_unwrap("1.3.132.0.35")),
];
