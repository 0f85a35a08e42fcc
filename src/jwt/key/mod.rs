//! Keys: the kinds there are, the ones that sign, the ones that verify, and the sets they come in.
//!
//! An algorithm is pinned to a key here, when the key is read; a token's header never chooses one
//! (RFC 8725 section 3.1). Reading the file formats is the work of the submodules.

mod error;
mod file;
mod jwk;
mod pem;
mod private;
mod public;

pub use error::KeyError;
pub use file::{AnyKey, KeyEntry, KeyFile};
pub use private::PrivateKey;
pub(in crate::jwt) use private::ec_algorithm;
pub use public::PublicKey;
pub(in crate::jwt) use public::PublicParts;

pub use super::alg::KeyKind;

use super::alg::Alg;
use crate::clock::Time;
use crate::secret::Secret;

/// What signs: a secret or a private key, with the algorithm it is pinned to and its name.
#[derive(Debug, Clone)]
pub struct SigningKey {
    /// The one algorithm that it signs with.
    pub alg: Alg,
    /// The key itself.
    pub material: SigningMaterial,
    /// Its name, for the header parameter `kid`.
    pub kid: Option<String>,
}

/// The key inside a [`SigningKey`].
#[derive(Debug, Clone)]
pub enum SigningMaterial {
    /// The private half of a key pair.
    Private(Box<PrivateKey>),
    /// A shared secret.
    Secret(Secret),
}

impl SigningKey {
    /// Pins a secret to an HMAC algorithm, HS256 when none is said.
    pub fn from_secret(secret: Secret, alg: Option<Alg>) -> Result<Self, KeyError> {
        let alg = pin_secret(&secret, alg.as_slice())?[0];
        Ok(Self { alg, material: SigningMaterial::Secret(secret), kid: None })
    }

    /// The half of it that verifies, pinned to the same algorithm.
    pub fn verifying(&self) -> VerifyingKey {
        let material = match &self.material {
            SigningMaterial::Private(key) => VerifyingMaterial::Public(key.public().clone()),
            SigningMaterial::Secret(secret) => VerifyingMaterial::Secret(secret.clone()),
        };
        VerifyingKey { algs: vec![self.alg], material, kid: self.kid.clone(), until: None }
    }

    /// Pins a private key from a file to an algorithm: the one asked for, else the file's own, else its kind's default.
    pub fn from_file(file: KeyFile, alg: Option<Alg>) -> Result<Self, KeyError> {
        match file {
            KeyFile::One(entry) => entry.into_signing_key(alg),
            KeyFile::Set(_) => Err(KeyError::SetCannotSign),
        }
    }
}

/// What verifies: a secret or a public key, with the algorithms it is pinned to and its name.
#[derive(Debug, Clone)]
pub struct VerifyingKey {
    /// The algorithms that a token may name with this key; never empty.
    pub algs: Vec<Alg>,
    /// The key itself.
    pub material: VerifyingMaterial,
    /// Its name, when it has one: a token that names another was signed by another key.
    pub kid: Option<String>,
    /// When it ends, if it does: from then on it is as if it were not there.
    pub until: Option<Time>,
}

impl VerifyingKey {
    /// Pins a secret to HMAC algorithms: those asked for, else HS256.
    pub fn from_secret(secret: Secret, algs: &[Alg]) -> Result<Self, KeyError> {
        let algs = pin_secret(&secret, algs)?;
        Ok(Self { algs, material: VerifyingMaterial::Secret(secret), kid: None, until: None })
    }
}

/// The key inside a [`VerifyingKey`].
#[derive(Debug, Clone)]
pub enum VerifyingMaterial {
    /// The public half of a key pair.
    Public(PublicKey),
    /// A shared secret.
    Secret(Secret),
}

/// The keys that a verifier may use.
#[derive(Debug, Clone)]
pub enum KeySet {
    /// One key. It is used for every token, unless both have a `kid` and these differ.
    One(VerifyingKey),
    /// A JWK set (RFC 7517 section 5). A token's `kid` chooses from it.
    Set(Vec<VerifyingKey>),
}

impl KeySet {
    /// One secret; see [`VerifyingKey::from_secret`].
    pub fn from_secret(secret: Secret, algs: &[Alg]) -> Result<Self, KeyError> {
        VerifyingKey::from_secret(secret, algs).map(Self::One)
    }

    /// The keys of a file, pinned to the algorithms asked for, else to their own. In a set, keys that are of no use
    /// (malformed, for encryption, for other algorithms) are left out; a set with none left is an error.
    pub fn from_file(file: KeyFile, algs: &[Alg]) -> Result<Self, KeyError> {
        match file {
            KeyFile::One(entry) => entry.into_verifying_key(algs).map(Self::One),
            KeyFile::Set(entries) => {
                let found = entries.len();
                let keys: Vec<_> = entries
                    .into_iter()
                    .filter_map(|entry| entry.ok()?.into_verifying_key(algs).ok())
                    .collect();
                if keys.is_empty() { Err(KeyError::NoneUsable { found }) } else { Ok(Self::Set(keys)) }
            }
        }
    }

    /// The keys.
    pub fn keys(&self) -> &[VerifyingKey] {
        match self {
            Self::One(key) => std::slice::from_ref(key),
            Self::Set(keys) => keys,
        }
    }
}

/// Pins a secret: every algorithm asked for must take one.
fn pin_secret(secret: &Secret, asked: &[Alg]) -> Result<Vec<Alg>, KeyError> {
    let what = "a secret";
    // Everybody has the empty one. Whether another is strong enough is asked of `secret::check`.
    if secret.is_empty() {
        return Err(KeyError::EmptySecret);
    }
    match asked.iter().find(|alg| !alg.is_hmac()) {
        Some(&alg) => Err(KeyError::AlgDoesNotFit { alg, key: what.to_owned() }),
        None => pin(asked, Alg::HS256, None, what),
    }
}

/// Of the algorithms asked for the ones that fit the key, else its own; an error when none does.
fn pin(asked: &[Alg], own: Alg, kind: Option<KeyKind>, what: &str) -> Result<Vec<Alg>, KeyError> {
    let wanted = if asked.is_empty() { &[own] } else { asked };
    let fitting: Vec<_> = wanted.iter().copied().filter(|alg| alg.key_kind() == kind).collect();
    if fitting.is_empty() {
        return Err(KeyError::AlgDoesNotFit { alg: wanted[0], key: what.to_owned() });
    }
    Ok(fitting)
}
