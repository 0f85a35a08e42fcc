//! Headers beside the token of an entry, which a bridge is told of by flags: where they show no more than anybody may see.

use mcp_token::client::{Request, is_bridged, refuse_reference};
use mcp_token::profile::Profile;

use super::entry::Entry;
use super::steps::connection;
use crate::args::client::header;

/// The headers that stand beside the token, where an installation takes them.
pub(super) fn beside_the_token(
    entry: &Entry<'_>,
    request: &Request,
    profile: &Profile,
) -> Option<Vec<(String, String)>> {
    let headers = said(entry)?;
    let request = Request { url: entry.server.url.clone(), headers, ..request.clone() };
    let is_good = !request.holds_a_secret()
        && connection(&request, Some(profile)).is_some_and(|own| own.check().is_ok());
    is_good.then_some(request.headers)
}

/// The headers of an entry that are no credentials, where a flag can say each of them, and the bridge reads it.
pub(super) fn said(entry: &Entry<'_>) -> Option<Vec<(String, String)>> {
    let is_said = |own: &(String, String)| {
        let (name, value) = own;
        header(&format!("{name}: {value}")).is_ok_and(|read| read == *own)
            && !name.starts_with('-')
            && is_bridged(name)
            && refuse_reference(value).is_ok()
            && is_harmless(name, value)
    };
    let headers = &entry.server.more_headers;
    headers.iter().all(is_said).then(|| headers.clone())
}

/// Whether anybody may see a header: nothing in its name speaks of somebody or of a right, and its value is made of words and numbers,
/// and says nothing of either that would be named in it.
fn is_harmless(name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = value.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_plain = |word: &str| {
        let is_all = |is_one: fn(&u8) -> bool| word.bytes().all(|byte| is_one(&byte));
        word.len() <= SHORT || is_all(u8::is_ascii_alphabetic) || is_all(u8::is_ascii_digit)
    };
    let is_named = PERSONAL.iter().any(|word| lower.split(['-', '_']).any(|part| part.starts_with(word)));
    !is_named && !value.contains([':', '=', '@']) && words.all(is_plain)
}

/// Of a header's name what speaks of somebody, or of what they may do: the beginnings of words.
const PERSONAL: [&str; 14] = [
    "account", "auth", "baggage", "code", "login", "otp", "pass", "pin", "pw", "session", "sid", "sig",
    "user", "x509",
];
/// Letters and digits together are no key that are as few, as in `v1`.
const SHORT: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_shown_that_is_made_of_words_and_numbers() {
        for (name, value) in [
            ("Accept", "application/json, text/event-stream;q"),
            ("User-Agent", "Mozilla/5.0 (X11; Linux)"),
            ("X-Team", "a b"),
            ("MCP-Protocol-Version", "2025-06-18"),
            ("X-Api-Version", "v12"),
            ("X-Design", "on"),
        ] {
            assert!(is_harmless(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("X-Auth", "word"),
            ("X-Session", "word"),
            ("X_Pw", "word"),
            ("X-Pin", "1234"),
            ("X-Signature", "word"),
            ("X-Sig", "word"),
            ("X-User", "word"),
            ("X-Team", "PRIVATE99"),
            ("X-Team", "Token PRIVATE1"),
            ("X-Team", "k=word"),
            ("X-Team", "bob:word"),
            ("X-Team", "bob@a.example"),
        ] {
            assert!(!is_harmless(name, value), "{name}: {value}");
        }
    }
}
