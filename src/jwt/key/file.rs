//! Key files: what one holds, told by its content, and what it says of the use of each key.

use super::{
    Alg, KeyError, KeyKind, PrivateKey, PublicKey, SigningKey, SigningMaterial, VerifyingKey,
    VerifyingMaterial, jwk, pem, pin,
};
use crate::secret::Secret;

/// What a key file holds, told by its content: a PEM, a JWK, or a JWK set.
#[derive(Debug)]
pub enum KeyFile {
    /// One key.
    One(KeyEntry),
    /// A JWK set; an entry that cannot be read does not spoil the others.
    Set(Vec<Result<KeyEntry, KeyError>>),
}

impl KeyFile {
    /// Reads the content of a key file.
    pub fn parse(content: &[u8]) -> Result<Self, KeyError> {
        let text = std::str::from_utf8(content).map_err(|_| KeyError::Unrecognized)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('{') {
            jwk::parse(text)
        } else if text.contains("-----BEGIN ") {
            pem::parse(text).map(Self::One)
        } else {
            Err(KeyError::Unrecognized)
        }
    }
}

/// One key as a file gives it: the key, and what the file says of its use.
#[derive(Debug)]
pub struct KeyEntry {
    /// The key.
    pub key: AnyKey,
    /// The name it is given (`kid`).
    pub kid: Option<String>,
    /// The algorithm it is meant for (`alg`).
    pub alg: Option<Alg>,
    /// Whether it may sign and verify (`use`, `key_ops`).
    pub for_signatures: bool,
}

/// The key inside a [`KeyEntry`].
#[derive(Debug)]
pub enum AnyKey {
    /// A private key, which holds its public half.
    Private(Box<PrivateKey>),
    /// A public key.
    Public(PublicKey),
    /// A shared secret (`"kty":"oct"`).
    Secret(Secret),
}

impl KeyEntry {
    /// The public half, for those who are to verify.
    pub fn public(&self) -> Result<&PublicKey, KeyError> {
        match &self.key {
            AnyKey::Private(key) => Ok(key.public()),
            AnyKey::Public(key) => Ok(key),
            AnyKey::Secret(_) => Err(KeyError::NoPublicHalf),
        }
    }

    pub(super) fn into_signing_key(self, alg: Option<Alg>) -> Result<SigningKey, KeyError> {
        let algs = self.pin(alg.as_slice())?;
        let material = match self.key {
            AnyKey::Private(key) => SigningMaterial::Private(key),
            AnyKey::Public(_) => return Err(KeyError::PublicCannotSign),
            AnyKey::Secret(secret) => SigningMaterial::Secret(secret),
        };
        Ok(SigningKey { alg: algs[0], material, kid: self.kid })
    }

    pub(super) fn into_verifying_key(self, algs: &[Alg]) -> Result<VerifyingKey, KeyError> {
        let algs = self.pin(algs)?;
        let material = match self.key {
            AnyKey::Private(key) => VerifyingMaterial::Public(key.public().clone()),
            AnyKey::Public(key) => VerifyingMaterial::Public(key),
            AnyKey::Secret(secret) => VerifyingMaterial::Secret(secret),
        };
        Ok(VerifyingKey { algs, material, kid: self.kid, until: None })
    }

    /// The algorithms for this key: of those asked for, the ones that fit it, else its own.
    fn pin(&self, asked: &[Alg]) -> Result<Vec<Alg>, KeyError> {
        if !self.for_signatures {
            return Err(KeyError::NotForSignatures);
        }
        let kind = match &self.key {
            AnyKey::Private(key) => Some(key.public().kind()),
            AnyKey::Public(key) => Some(key.kind()),
            AnyKey::Secret(_) => None,
        };
        let own = self.alg.unwrap_or_else(|| kind.map_or(Alg::HS256, KeyKind::default_alg));
        let what = kind.map_or_else(|| "a secret".to_owned(), |kind| format!("a key of kind {kind}"));
        if let (Some(alg), [_, ..]) = (self.alg, asked)
            && !asked.contains(&alg)
        {
            return Err(KeyError::AlgOfFile { asked: asked.to_vec(), file: alg });
        }
        let asked = if self.alg.is_some() { &[] } else { asked };
        pin(asked, own, kind, &what)
    }
}
