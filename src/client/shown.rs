//! What a file of others says, as it may be shown: a token can stand wherever a name or a URL belongs.

use crate::profile::url;
use crate::secret::credential_names::names_a_credential;
use crate::secret::shape::{could_be_secret, is_surely_secret};

/// A name; dots in its place where it could be a token.
pub fn shown(name: &str) -> &str {
    if could_be_secret(name) { "..." } else { name }
}

/// A URL, or what stands in the place of one: its scheme and host alone where the rest could hold a token.
pub fn shown_url(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return shown(text).to_owned() };
    let end = rest.find(['/', '?', '#', ';', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let is_plain = host == authority && !tail.contains(';') && url::secrets(text).is_empty();
    let tail = if is_plain && !could_be_secret(tail) { tail } else { "" };
    format!("{}://{}{tail}", shown(scheme), shown(host))
}

/// Whether the name of a variable may be shown: what stands in its place may be the token itself, pasted there.
pub fn may_be_shown(name: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    is_in_capitals(name) && !name.starts_with(is_digit) && !is_like_a_key(name)
}

/// A variable; not shown when a token could have been put in its place.
pub(super) fn named(variable: &str) -> String {
    if may_be_shown(variable) { format!("`{variable}`") } else { "a variable".to_owned() }
}

/// Whether a name is one that a variable has by custom: what somebody put in its place may be a secret.
pub(super) fn is_in_capitals(name: &str) -> bool {
    !name.contains(|letter: char| !(letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_'))
}

/// Whether a word looks like a key, and is no name that says what it is for.
pub(super) fn is_like_a_key(word: &str) -> bool {
    is_surely_secret(word) || !names_a_credential(word) && could_be_secret(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "sk-abcdefghijklmnopqrstuvwxyz0123456789";

    #[test]
    fn a_name_is_shown_unless_it_could_be_a_token() {
        for name in ["exai", "Authorization", "X-Api-Key", "EXAI_JWT_TOKEN", "server-2024-11-20"] {
            assert_eq!(shown(name), name);
        }
        for name in [KEY, &format!("X-{KEY}-Token"), &KEY.to_uppercase(), "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"] {
            assert_eq!(shown(name), "...", "{name}");
        }
    }

    #[test]
    fn of_a_url_its_host_is_shown_where_the_rest_could_hold_a_token() {
        for url in ["http://a.example", "http://a.example:80/mcp?i=1", "exai-mcp-client", "urn:a:b"] {
            assert_eq!(shown_url(url), url);
        }
        for rest in [
            format!("a/{KEY}/b"),
            format!("?k={KEY}"),
            "m;jsessionid=abc".to_owned(),
            "m?token=abc".to_owned(),
            format!("#{KEY}"),
        ] {
            assert_eq!(shown_url(&format!("http://a.example/{rest}")), "http://a.example", "{rest}");
        }
        assert_eq!(shown_url("https://u:abc@a.example/m"), "https://a.example");
        assert_eq!(shown_url(&format!("https://{KEY}.a.example/m")), "https://.../m");
        assert_eq!(shown_url(KEY), "...");
    }
}
