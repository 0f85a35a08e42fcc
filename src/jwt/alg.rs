//! The signature algorithms of JOSE that this crate knows, the kinds of key pair, and what each asks of the other.
//!
//! `none` is not among them: there is no way to spell it.
//!
//! Sources: RFC 7518 section 3.1; RFC 8037 section 3.1 (`EdDSA`).

use std::fmt;
use std::str::FromStr;

/// A signature algorithm, named as in the header parameter `alg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alg {
    /// HMAC with SHA-256.
    HS256,
    /// HMAC with SHA-384.
    HS384,
    /// HMAC with SHA-512.
    HS512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RS256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RS384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RS512,
    /// RSASSA-PSS with SHA-256.
    PS256,
    /// RSASSA-PSS with SHA-384.
    PS384,
    /// RSASSA-PSS with SHA-512.
    PS512,
    /// ECDSA on P-256 with SHA-256.
    ES256,
    /// ECDSA on P-384 with SHA-384.
    ES384,
    /// ECDSA on P-521 with SHA-512.
    ES512,
    /// Ed25519.
    EdDSA,
}

impl Alg {
    /// Every algorithm, in the order of RFC 7518.
    pub const ALL: [Self; 13] = [
        Self::HS256,
        Self::HS384,
        Self::HS512,
        Self::RS256,
        Self::RS384,
        Self::RS512,
        Self::PS256,
        Self::PS384,
        Self::PS512,
        Self::ES256,
        Self::ES384,
        Self::ES512,
        Self::EdDSA,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HS256 => "HS256",
            Self::HS384 => "HS384",
            Self::HS512 => "HS512",
            Self::RS256 => "RS256",
            Self::RS384 => "RS384",
            Self::RS512 => "RS512",
            Self::PS256 => "PS256",
            Self::PS384 => "PS384",
            Self::PS512 => "PS512",
            Self::ES256 => "ES256",
            Self::ES384 => "ES384",
            Self::ES512 => "ES512",
            Self::EdDSA => "EdDSA",
        }
    }

    /// The kind of key pair that it works with; `None` for the HMAC algorithms, which take a secret.
    pub const fn key_kind(self) -> Option<KeyKind> {
        match self {
            Self::HS256 | Self::HS384 | Self::HS512 => None,
            Self::RS256 | Self::RS384 | Self::RS512 | Self::PS256 | Self::PS384 | Self::PS512 => {
                Some(KeyKind::Rsa)
            }
            Self::ES256 => Some(KeyKind::P256),
            Self::ES384 => Some(KeyKind::P384),
            Self::ES512 => Some(KeyKind::P521),
            Self::EdDSA => Some(KeyKind::Ed25519),
        }
    }

    /// Whether its key is a secret.
    pub const fn is_hmac(self) -> bool {
        self.key_kind().is_none()
    }

    /// The smallest secret it may be used with, in bytes: the size of its hash (RFC 7518 section 3.2).
    pub const fn min_secret_len(self) -> usize {
        match self {
            Self::HS384 => 48,
            Self::HS512 => 64,
            _ => 32,
        }
    }

    /// The size of its signatures in bytes (RFC 7518 sections 3.2 and 3.4, RFC 8032 section 5.1.6); of RSA the key says it.
    pub const fn signature_len(self) -> Option<usize> {
        match self {
            Self::HS256 => Some(32),
            Self::HS384 => Some(48),
            Self::HS512 | Self::ES256 | Self::EdDSA => Some(64),
            Self::ES384 => Some(96),
            Self::ES512 => Some(132),
            _ => None,
        }
    }
}

impl fmt::Display for Alg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Alg {
    type Err = UnknownAlg;

    fn from_str(text: &str) -> Result<Self, UnknownAlg> {
        Self::ALL.into_iter().find(|alg| alg.name() == text).ok_or(UnknownAlg)
    }
}

/// The text names no algorithm of [`Alg::ALL`]; letter case counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such algorithm")]
pub struct UnknownAlg;

/// The kinds of key pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Ed25519 (RFC 8037).
    Ed25519,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// NIST P-521.
    P521,
    /// RSA, 2048 to 8192 bits.
    Rsa,
}

impl KeyKind {
    /// The algorithm that a key of this kind is used with when nothing else is said.
    pub const fn default_alg(self) -> Alg {
        match self {
            Self::Ed25519 => Alg::EdDSA,
            Self::P256 => Alg::ES256,
            Self::P384 => Alg::ES384,
            Self::P521 => Alg::ES512,
            Self::Rsa => Alg::RS256,
        }
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Rsa => "RSA",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_none_is_not_one() {
        for alg in Alg::ALL {
            assert_eq!(alg.name().parse(), Ok(alg));
        }
        for name in ["none", "None", "NONE", "hs256", "HS256 ", "", "ES256K"] {
            assert_eq!(name.parse::<Alg>(), Err(UnknownAlg), "{name}");
        }
    }
}
