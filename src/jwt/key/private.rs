//! Private keys: made here or read from a file, held as PKCS#8, wiped when dropped.
//!
//! Sources: RFC 5958 (PKCS#8), RFC 8017 appendix A.1.2 (PKCS#1), RFC 5915 (SEC 1), RFC 8410 (Ed25519).

use std::fmt;

use aws_lc_rs::encoding::{AsBigEndian, AsDer, Curve25519SeedBin, EcPrivateKeyBin, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{self, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair};
use pkcs1::RsaPrivateKey;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::der::asn1::UintRef;
use pkcs8::der::{Decode, pem::LineEnding};
use zeroize::Zeroizing;

use super::public::{Parts, PublicKey, kind_of};
use super::{KeyError, KeyKind};

/// A private key with its public half.
#[derive(Clone)]
pub struct PrivateKey {
    pkcs8: Zeroizing<Vec<u8>>,
    public: PublicKey,
}

impl PrivateKey {
    /// Makes a key pair. `rsa_bits` counts for RSA only: 2048, 3072 or 4096.
    pub fn generate(kind: KeyKind, rsa_bits: usize) -> Result<Self, KeyError> {
        let failed = KeyError::Generate { kind };
        let pkcs8 = match kind {
            KeyKind::Rsa => {
                let size = match rsa_bits {
                    2048 => KeySize::Rsa2048,
                    3072 => KeySize::Rsa3072,
                    4096 => KeySize::Rsa4096,
                    bits => return Err(KeyError::RsaSize { bits }),
                };
                rsa_pkcs8(&RsaKeyPair::generate(size).map_err(|_| failed.clone())?)
            }
            KeyKind::Ed25519 => Ed25519KeyPair::generate()
                .and_then(|pair| pair.to_pkcs8v1())
                .ok()
                .map(|der| wiped(der.as_ref())),
            curve => EcdsaKeyPair::generate(ec_algorithm(curve))
                .and_then(|pair| pair.to_pkcs8v1())
                .ok()
                .map(|der| wiped(der.as_ref())),
        };
        Self::from_pkcs8(&pkcs8.ok_or(failed)?)
    }

    /// Reads a `PrivateKeyInfo` in DER.
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        let info = PrivateKeyInfoRef::from_der(der).map_err(|_| malformed("private"))?;
        let kind = kind_of(&info.algorithm)?;
        let rejected = |_| malformed(kind);
        let public = match kind {
            KeyKind::Rsa => {
                let key = pkcs1_key(info.private_key.as_bytes())?;
                let public = rsa_public(&key)?;
                RsaKeyPair::from_pkcs8(der).map_err(rejected)?;
                public
            }
            KeyKind::Ed25519 => {
                let pair = Ed25519KeyPair::from_pkcs8(der).map_err(rejected)?;
                PublicKey::new(Parts::Ed25519 { x: pair.public_key().as_ref().to_vec() })?
            }
            curve => {
                let pair = EcdsaKeyPair::from_pkcs8(ec_algorithm(curve), der).map_err(rejected)?;
                PublicKey::new(Parts::Ec { curve, point: pair.public_key().as_ref().to_vec() })?
            }
        };
        Ok(Self { pkcs8: wiped(der), public })
    }

    /// Reads an `RSAPrivateKey` of PKCS#1 in DER.
    pub(super) fn from_pkcs1(der: &[u8]) -> Result<Self, KeyError> {
        rsa_public(&pkcs1_key(der)?)?;
        let pair = RsaKeyPair::from_der(der).map_err(|_| malformed(KeyKind::Rsa))?;
        Self::from_pkcs8(&rsa_pkcs8(&pair).ok_or_else(|| malformed(KeyKind::Rsa))?)
    }

    /// Reads an `ECPrivateKey` of RFC 5915 in DER.
    pub(super) fn from_sec1(der: &[u8]) -> Result<Self, KeyError> {
        [KeyKind::P256, KeyKind::P384, KeyKind::P521]
            .into_iter()
            .find_map(|curve| EcdsaKeyPair::from_private_key_der(ec_algorithm(curve), der).ok())
            .and_then(|pair| pair.to_pkcs8v1().ok())
            .ok_or_else(|| malformed("EC"))
            .and_then(|der| Self::from_pkcs8(der.as_ref()))
    }

    /// Takes the private number of a curve's key beside its public half; they must belong together.
    pub(super) fn from_ec_parts(curve: KeyKind, d: &[u8], point: &[u8]) -> Result<Self, KeyError> {
        EcdsaKeyPair::from_private_key_and_public_key(ec_algorithm(curve), d, point)
            .ok()
            .and_then(|pair| pair.to_pkcs8v1().ok())
            .ok_or_else(|| malformed(curve))
            .and_then(|der| Self::from_pkcs8(der.as_ref()))
    }

    /// Takes the seed of an Ed25519 key beside its public half; they must belong together.
    pub(super) fn from_ed25519_parts(seed: &[u8], x: &[u8]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_and_public_key(seed, x)
            .ok()
            .and_then(|pair| pair.to_pkcs8v1().ok())
            .ok_or_else(|| malformed(KeyKind::Ed25519))
            .and_then(|der| Self::from_pkcs8(der.as_ref()))
    }

    /// Takes the eight numbers of an RSA key, big-endian; they must belong together.
    pub(super) fn from_rsa_parts(
        components: &aws_lc_rs::rsa::KeyPairComponents<Vec<u8>, Zeroizing<Vec<u8>>>,
    ) -> Result<Self, KeyError> {
        PublicKey::new(Parts::Rsa {
            n: components.public_key.n.clone(),
            e: components.public_key.e.clone(),
        })?;
        RsaKeyPair::from_components(components)
            .ok()
            .and_then(|pair| rsa_pkcs8(&pair))
            .ok_or_else(|| malformed(KeyKind::Rsa))
            .and_then(|der| Self::from_pkcs8(&der))
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The key as PKCS#8 in PEM, label `PRIVATE KEY` (RFC 7468 section 10).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "`pkcs8` was parsed when the key was made"
    )]
    pub fn to_pem(&self) -> Zeroizing<String> {
        let document = pkcs8::SecretDocument::try_from(self.pkcs8.as_slice());
        document
            .and_then(|document| document.to_pem("PRIVATE KEY", LineEnding::LF))
            .expect("what was parsed encodes")
    }

    pub(in crate::jwt) fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// The inner key of the PKCS#8 wrapping: for RSA the `RSAPrivateKey` of PKCS#1.
    #[expect(clippy::expect_used, reason = "`pkcs8` was parsed when the key was made")]
    pub(in crate::jwt) fn inner(&self) -> &[u8] {
        PrivateKeyInfoRef::from_der(&self.pkcs8).expect("what was parsed parses").private_key.as_bytes()
    }

    /// The private members of its JWK (RFC 7518 section 6.2.2, 6.3.2; RFC 8037 section 2), big-endian.
    pub(super) fn jwk_members(&self) -> Option<Vec<PrivateMember>> {
        match self.public.kind() {
            KeyKind::Rsa => {
                let key = pkcs1_key(self.inner()).ok()?;
                let numbers = [
                    ("d", key.private_exponent),
                    ("p", key.prime1),
                    ("q", key.prime2),
                    ("dp", key.exponent1),
                    ("dq", key.exponent2),
                    ("qi", key.coefficient),
                ];
                Some(numbers.map(|(name, number)| (name, wiped(number.as_bytes()))).into())
            }
            KeyKind::Ed25519 => {
                let seed = Ed25519KeyPair::from_pkcs8(&self.pkcs8).ok()?.seed().ok()?;
                let bytes: Curve25519SeedBin<'static> = seed.as_be_bytes().ok()?;
                Some(vec![("d", wiped(bytes.as_ref()))])
            }
            curve => {
                let pair = EcdsaKeyPair::from_pkcs8(ec_algorithm(curve), &self.pkcs8).ok()?;
                let bytes: EcPrivateKeyBin<'static> = pair.private_key().as_be_bytes().ok()?;
                Some(vec![("d", wiped(bytes.as_ref()))])
            }
        }
    }
}

/// A private member of a JWK: its name and its bytes.
pub(super) type PrivateMember = (&'static str, Zeroizing<Vec<u8>>);

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({}, ..)", self.public.kind())
    }
}

pub(in crate::jwt) fn ec_algorithm(curve: KeyKind) -> &'static EcdsaSigningAlgorithm {
    match curve {
        KeyKind::P256 => &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
        KeyKind::P384 => &signature::ECDSA_P384_SHA384_FIXED_SIGNING,
        _ => &signature::ECDSA_P521_SHA512_FIXED_SIGNING,
    }
}

fn rsa_pkcs8(pair: &RsaKeyPair) -> Option<Zeroizing<Vec<u8>>> {
    let der: Pkcs8V1Der<'static> = pair.as_der().ok()?;
    Some(wiped(der.as_ref()))
}

fn pkcs1_key(der: &[u8]) -> Result<RsaPrivateKey<UintRef<'_>>, KeyError> {
    RsaPrivateKey::from_der(der).map_err(|_| malformed(KeyKind::Rsa))
}

fn rsa_public(key: &RsaPrivateKey<UintRef<'_>>) -> Result<PublicKey, KeyError> {
    PublicKey::new(Parts::Rsa {
        n: key.modulus.as_bytes().to_vec(),
        e: key.public_exponent.as_bytes().to_vec(),
    })
}

fn malformed(kind: impl fmt::Display) -> KeyError {
    KeyError::Malformed { kind: kind.to_string() }
}

fn wiped(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(bytes.to_vec())
}
