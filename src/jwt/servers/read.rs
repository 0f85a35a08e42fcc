//! How other programs read the segments of a token: base64, text and JSON, each as loosely as they do.
//!
//! Nothing here is for judging a token ourselves: [`Verifier`](crate::jwt::Verifier) reads strictly.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

use crate::jwt::base64url;

/// A reader of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base64 {
    /// No padding, no other alphabet, zero trailing bits (RFC 7515 section 2).
    Strict,
    /// Strict, but for a padding that is whole.
    Padded,
    /// JavaScript's `atob`: padding may be there, trailing bits are not looked at.
    Forgiving,
    /// Node's `Buffer` behind a test of the alphabet: trailing bits and an odd last character are not looked at.
    Buffer,
}

impl Base64 {
    /// Decodes a segment, or says no.
    pub(super) fn decode(self, text: &str) -> Option<Vec<u8>> {
        let bare = text.trim_end_matches('=');
        let padding = text.len() - bare.len();
        let whole = padding == 0 || (padding <= 2 && text.len().is_multiple_of(4));
        match self {
            Self::Strict => base64url::decode(text),
            Self::Padded => whole.then(|| base64url::decode(bare)).flatten(),
            Self::Forgiving => whole.then(|| loose(bare)).flatten(),
            Self::Buffer if bare.len() % 4 == 1 && bare.is_ascii() => {
                (padding == 0).then(|| loose(&bare[..bare.len() - 1])).flatten()
            }
            Self::Buffer => (padding == 0).then(|| loose(bare)).flatten(),
        }
    }
}

fn loose(text: &str) -> Option<Vec<u8>> {
    GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true)).decode(text).ok()
}

/// A reader of text and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Json {
    /// Python's `json.loads` of bytes.
    Python,
    /// `JSON.parse` of what a strict `TextDecoder` gives.
    Strict,
    /// `JSON.parse` of what a `Buffer` gives: no text is wrong.
    Loose,
}

impl Json {
    /// The text of a header.
    pub(super) fn header(self, bytes: &[u8]) -> Option<Text> {
        match self {
            // jws reads it as Latin-1.
            Self::Loose => {
                Some(Text::plain(&bytes.iter().map(|&byte| char::from(byte)).collect::<String>(), self))
            }
            _ => self.payload(bytes),
        }
    }

    /// The text of a payload.
    pub(super) fn payload(self, bytes: &[u8]) -> Option<Text> {
        let text = match self {
            Self::Python => python_text(bytes)?,
            Self::Strict => {
                std::str::from_utf8(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)).ok()?.to_owned()
            }
            Self::Loose => String::from_utf8_lossy(bytes).into_owned(),
        };
        Some(Text::plain(&text, self))
    }
}

/// A text made such that our own JSON reader takes what the other program takes, and nothing else.
#[derive(Debug)]
pub(super) struct Text {
    /// The text.
    pub(super) json: String,
    /// How many arrays and objects stand inside each other.
    pub(super) depth: usize,
    /// How many digits its longest integer has.
    pub(super) longest_integer: usize,
}

impl Text {
    /// Writes escapes of lone surrogates as U+FFFD, and for Python `NaN` and `Infinity` as numbers that are out of range.
    fn plain(text: &str, reader: Json) -> Self {
        let python = reader == Json::Python;
        let mut plain = Self { json: String::with_capacity(text.len()), depth: 0, longest_integer: 0 };
        let (mut rest, mut open) = (text, 0_usize);
        while let Some(first) = rest.chars().next() {
            if let Some((name, number)) = constant(rest).filter(|_| python) {
                plain.json.push_str(number);
                rest = &rest[name.len()..];
                continue;
            }
            let taken = match first {
                '"' => {
                    let end = string_end(rest);
                    plain.json.push_str(&without_lone_surrogates(&rest[..end]));
                    end
                }
                '0'..='9' => {
                    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
                    if !rest[end..].starts_with(['.', 'e', 'E']) {
                        plain.longest_integer = plain.longest_integer.max(end);
                    }
                    plain.json.push_str(&rest[..end]);
                    end
                }
                other => {
                    match other {
                        '[' | '{' => open += 1,
                        ']' | '}' => open = open.saturating_sub(1),
                        _ => {}
                    }
                    plain.depth = plain.depth.max(open);
                    plain.json.push(other);
                    other.len_utf8()
                }
            };
            rest = &rest[taken..];
        }
        plain
    }
}

/// Python's names for what is no number, and numbers in their place; blanks keep what stands beside them apart.
fn constant(text: &str) -> Option<(&'static str, &'static str)> {
    [("NaN", " 1e999 "), ("Infinity", " 1e999 "), ("-Infinity", " -1e999 ")]
        .into_iter()
        .find(|(name, _)| text.starts_with(name))
}

/// Where the string ends that the text starts with, its closing quote included.
fn string_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            // What is escaped is one character, which may be longer than a byte.
            b'\\' => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A string's text with an escape of U+FFFD in the place of each escaped surrogate that stands alone.
fn without_lone_surrogates(text: &str) -> Cow<'_, str> {
    if !text.contains("\\u") {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        whole.push_str(before);
        let taken = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                whole.push_str("\\ufffd");
                rest = &escape[6..];
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        whole.push_str(&escape[..taken]);
        rest = &escape[taken..];
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// The code unit of the escape `\uXXXX` that the text starts with.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits
        .bytes()
        .all(|digit| digit.is_ascii_hexdigit())
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

/// What `json.loads` takes bytes for: it guesses UTF-8, UTF-16 and UTF-32, and lets surrogates pass.
fn python_text(bytes: &[u8]) -> Option<String> {
    let two = |order: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (units, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(units.iter().map(|unit| order(*unit)));
        rest.is_empty().then(|| text.map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
    };
    let four = |order: fn([u8; 4]) -> u32, bytes: &[u8]| {
        let (units, rest) = bytes.as_chunks::<4>();
        let text = units.iter().map(|unit| match order(*unit) {
            0xd800..=0xdfff => Some(char::REPLACEMENT_CHARACTER),
            point => char::from_u32(point),
        });
        rest.is_empty().then(|| text.collect()).flatten()
    };
    match bytes {
        [0, 0, 0xfe, 0xff, rest @ ..] => four(u32::from_be_bytes, rest),
        [0xff, 0xfe, 0, 0, rest @ ..] => four(u32::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => two(u16::from_be_bytes, rest),
        [0xff, 0xfe, rest @ ..] => two(u16::from_le_bytes, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0, 0, _, _, ..] => four(u32::from_be_bytes, bytes),
        [0, _, _, _, ..] | [0, _] => two(u16::from_be_bytes, bytes),
        [_, 0, 0, 0, ..] => four(u32::from_le_bytes, bytes),
        [_, 0, _, _, ..] | [_, 0] => two(u16::from_le_bytes, bytes),
        _ => utf8(bytes),
    }
}

/// UTF-8 in which a surrogate may stand.
fn utf8(mut bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    loop {
        match std::str::from_utf8(bytes) {
            Ok(rest) => return Some(text + rest),
            Err(error) => {
                let (good, bad) = bytes.split_at(error.valid_up_to());
                let [0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..] = bad else { return None };
                text.push_str(std::str::from_utf8(good).ok()?);
                text.push(char::REPLACEMENT_CHARACTER);
                bytes = rest;
            }
        }
    }
}

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
