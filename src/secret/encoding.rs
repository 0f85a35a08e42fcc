//! The texts in which a secret is written: hex, base64, base64url.

use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose};
use zeroize::Zeroizing;

use super::Secret;

/// How bytes are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal digits, lower case when written.
    Hex,
    /// The standard alphabet (RFC 4648 section 4), padded when written.
    Base64,
    /// The alphabet for URLs and file names (RFC 4648 section 5), without padding when written.
    Base64url,
}

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 3] = [Self::Hex, Self::Base64, Self::Base64url];

    /// Its name on the command line and in a profile.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Base64url => "base64url",
        }
    }

    /// Writes bytes as text.
    pub fn encode(self, bytes: &[u8]) -> Zeroizing<String> {
        Zeroizing::new(match self {
            Self::Hex => hex::encode(bytes),
            Self::Base64 => general_purpose::STANDARD.encode(bytes),
            Self::Base64url => general_purpose::URL_SAFE_NO_PAD.encode(bytes),
        })
    }

    /// Reads the bytes that a secret's text stands for. Padding may be there or not.
    pub fn decode(self, text: &Secret) -> Result<Secret, EncodingError> {
        let text = text.expose();
        match self {
            Self::Hex => hex::decode(text).ok(),
            Self::Base64 => STANDARD.decode(text).ok(),
            Self::Base64url => URL_SAFE.decode(text).ok(),
        }
        .map(Secret::new)
        .ok_or(EncodingError { encoding: self, len: text.len() })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The secret's text is not in the encoding that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("its {len} bytes are not {encoding}")]
pub struct EncodingError {
    /// What was named.
    pub encoding: Encoding,
    /// How long the text is, in bytes.
    pub len: usize,
}

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_and_reads_each_encoding() {
        let bytes = [0xfb, 0xff, 0x00, 0x10];
        for (encoding, text) in
            [(Encoding::Hex, "fbff0010"), (Encoding::Base64, "+/8AEA=="), (Encoding::Base64url, "-_8AEA")]
        {
            assert_eq!(*encoding.encode(&bytes), text);
            assert_eq!(encoding.decode(&Secret::new(text.as_bytes().to_vec())).unwrap().expose(), bytes);
        }
    }

    #[test]
    fn reads_no_other_alphabet() {
        for (encoding, text) in [
            (Encoding::Hex, "fbf"),
            (Encoding::Hex, "xx"),
            (Encoding::Base64, "-_8="),
            (Encoding::Base64url, "+/8"),
        ] {
            assert!(encoding.decode(&Secret::new(text.as_bytes().to_vec())).is_err(), "{text}");
        }
    }
}
