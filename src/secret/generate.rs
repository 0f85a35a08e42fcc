//! New secrets, from the operating system's generator.
//!
//! One call to the system for each secret: no generator state rests in memory, none is duplicated by a fork.

use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

use super::Secret;

/// How large a secret is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 32 bytes, what HS256 needs.
    Bits256,
    /// 48 bytes, what HS384 needs.
    Bits384,
    /// 64 bytes, what HS512 needs.
    Bits512,
}

impl Size {
    /// Every size.
    pub const ALL: [Self; 3] = [Self::Bits256, Self::Bits384, Self::Bits512];

    /// The size in bits.
    pub const fn bits(self) -> usize {
        self.bytes() * 8
    }

    const fn bytes(self) -> usize {
        match self {
            Self::Bits256 => 32,
            Self::Bits384 => 48,
            Self::Bits512 => 64,
        }
    }
}

/// Makes a secret.
pub fn generate(size: Size) -> Result<Secret, GenerateError> {
    let mut bytes = Zeroizing::new(vec![0; size.bytes()]);
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| GenerateError)?;
    Ok(Secret::new(bytes))
}

/// A random identifier, such as a `jti`: 128 bits as hex.
pub fn random_id() -> Result<String, GenerateError> {
    Ok(hex::encode(&generate(Size::Bits256)?.expose()[..16]))
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct GenerateError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_each_size_and_never_the_same_twice() {
        for (size, len) in [(Size::Bits256, 32), (Size::Bits384, 48), (Size::Bits512, 64)] {
            let (one, other) = (generate(size).unwrap(), generate(size).unwrap());
            assert_eq!((one.len(), size.bits()), (len, len * 8));
            assert_ne!(one, other);
        }
    }
}
