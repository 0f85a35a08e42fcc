//! The strict base64url of JOSE: no padding, no other alphabet, zero trailing bits (RFC 7515 section 2).
//!
//! The crate's vector engine is not used: it asks the processor what it can do, and in a virtual machine that takes 50 us,
//! more than a run has to spare and than a thousand tokens give back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Encodes bytes without padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Appends the encoding of `bytes` to `text`.
pub(crate) fn encode_onto(bytes: &[u8], text: &mut String) {
    URL_SAFE_NO_PAD.encode_string(bytes, text);
}

/// Decodes a segment, or says no.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Decodes a segment into `buffer`, whose former content is lost. False when the segment is not strict base64url.
pub(crate) fn decode_into(text: &str, buffer: &mut Vec<u8>) -> bool {
    buffer.clear();
    URL_SAFE_NO_PAD.decode_vec(text, buffer).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_strict() {
        assert_eq!(decode("").as_deref(), Some(&b""[..]));
        assert_eq!(decode("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
        for bad in ["-_8=", "+/8", "-_9", "A", "-_ 8", "-_8\n", "-_é"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
