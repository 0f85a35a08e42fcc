//! Why a key cannot be read or used.

use super::KeyKind;
use crate::jwt::alg::Alg;
use crate::jwt::json::JsonError;

/// Why a key cannot be read or used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The algorithm is for another kind of key.
    #[error("{alg} does not work with {key}")]
    AlgDoesNotFit {
        /// What was asked for.
        alg: Alg,
        /// What the key is.
        key: String,
    },
    /// The key's file pins it to another algorithm than was asked for.
    #[error("the key is for {file} (`alg`), not for {}", list(asked))]
    AlgOfFile {
        /// What was asked for.
        asked: Vec<Alg>,
        /// What the file says.
        file: Alg,
    },
    /// A certificate instead of a key.
    #[error("a certificate, not a key")]
    Certificate,
    /// A secret without any bytes.
    #[error("the secret is empty")]
    EmptySecret,
    /// The private key is encrypted.
    #[error("the private key is encrypted")]
    Encrypted,
    /// No key of this kind could be made.
    #[error("no {kind} key could be made")]
    Generate {
        /// The kind.
        kind: KeyKind,
    },
    /// A member of a JWK is missing or not what it must be.
    #[error("the JWK's `{member}` {problem}")]
    Jwk {
        /// The member's name.
        member: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Not JSON, or no object.
    #[error("the JWK {0}")]
    Json(JsonError),
    /// The bytes are no valid key of their kind.
    #[error("the {kind} key is malformed")]
    Malformed {
        /// What it claims to be.
        kind: String,
    },
    /// None of a set's keys is of use.
    #[error("none of the {found} keys in the set can verify with the algorithms asked for")]
    NoneUsable {
        /// How many there are.
        found: usize,
    },
    /// A shared secret has no public half.
    #[error("a shared secret has no public half")]
    NoPublicHalf,
    /// `use` or `key_ops` say that it does not sign.
    #[error("the key is not for signatures (`use`, `key_ops`)")]
    NotForSignatures,
    /// A public key was to sign.
    #[error("a public key cannot sign")]
    PublicCannotSign,
    /// A JWK set was to sign.
    #[error("a JWK set cannot sign: give one key")]
    SetCannotSign,
    /// RSA with fewer than 2048 or more than 8192 bits (RFC 7518 section 3.3).
    #[error("an RSA key of {bits} bits, 2048 to 8192 are accepted")]
    RsaSize {
        /// The size of its modulus.
        bits: usize,
    },
    /// Neither PEM nor JWK.
    #[error("neither a PEM nor a JWK")]
    Unrecognized,
    /// A shared secret that must not be used ([`crate::secret::check`]).
    #[error("the secret is too weak")]
    WeakSecret,
    /// A kind of key that no algorithm here uses.
    #[error("unsupported kind of key: {what}")]
    Unsupported {
        /// What it is.
        what: String,
    },
}

fn list(algs: &[Alg]) -> String {
    algs.iter().map(|alg| alg.name()).collect::<Vec<_>>().join(" or ")
}
