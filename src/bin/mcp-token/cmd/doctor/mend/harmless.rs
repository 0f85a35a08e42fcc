//! What a printed line may show of a file: who sees the line need not be who sees that. What is no secret by its form can be one all
//! the same; where in doubt there is no line.

use mcp_token::client::{shown_url, variable_in};

/// Whether anybody may see a value: nothing in its name speaks of somebody or of a right, and it is a URL, a path, or made of words
/// and numbers.
pub(super) fn is_harmless(name: &str, value: &str) -> bool {
    let scheme = value.split_once("://").map(|(scheme, _)| scheme);
    let is_url = scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && !value.contains(char::is_whitespace);
    let first = value.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    let has_scheme = value.contains(' ') && SCHEMES.contains(&first.as_str());
    let is_shown = (is_url || is_made_of_words(value)) && !has_scheme && shown_url(value) == value;
    value.is_empty() || is_shown && !is_personal(name)
}

/// Whether a text is made of words and numbers. Letters and digits are together in one word of a few, as in `v1`, or in a path.
fn is_made_of_words(text: &str) -> bool {
    let is_between = |letter: char| " ,;/._-*+()".contains(letter);
    let is_of_a_path = text.starts_with(['/', '~', '.']) && text.matches('/').count() > 1;
    let is_mixed = |word: &&str| {
        let is_all = |is_one: fn(&u8) -> bool| word.bytes().all(|byte| is_one(&byte));
        !is_all(u8::is_ascii_alphabetic) && !is_all(u8::is_ascii_digit)
    };
    let mixed: Vec<_> = text.split(is_between).filter(is_mixed).collect();
    let are_plain = mixed.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    are_plain && (is_of_a_path || mixed.len() < 2 && mixed.iter().all(|word| word.len() <= SHORT))
}

/// Whether anybody may see the arguments of a program: no flag among them has a value that they may not see.
pub(super) fn are_harmless(arguments: &[String]) -> bool {
    let befores = std::iter::once("").chain(arguments.iter().map(String::as_str));
    arguments.iter().zip(befores).all(|(word, before)| {
        // A flag of one letter can have its value in the same word.
        let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        let letter = short.and_then(|rest| rest.chars().next());
        let is_shown = match word.split_once('=').filter(|_| !word.contains("://")) {
            _ if letter.is_some_and(|letter| is_personal(&letter.to_string())) => false,
            Some((name, value)) => is_harmless(name.trim_start_matches('-'), value),
            None => !word.starts_with('-') || !is_personal(word.trim_start_matches('-')),
        };
        let header = short.and_then(|rest| rest.strip_prefix('H')).filter(|rest| !rest.is_empty());
        let header = header.or(Some(word.as_str()).filter(|_| ["-H", "--header"].contains(&before)));
        let header = header.and_then(|header| header.split_once(':'));
        let is_header_shown = header.is_none_or(|(name, value)| {
            is_harmless(name, value.trim()) || variable_in(value.trim()).is_some()
        });
        // What names a package stands behind a flag without a value.
        let is_value = before.starts_with("--") && !word.starts_with('-') && !word.contains('@');
        is_shown && is_header_shown && (!is_value || header.is_some() || is_harmless("", word))
    })
}

/// Whether a name speaks of somebody, or of what they may do.
fn is_personal(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_one = |part: &str| WORDS.contains(&part);
    LONG.iter().any(|word| lower.contains(word))
        || lower.split(|letter: char| !letter.is_alphanumeric()).any(is_one)
}

/// What a personal name has in it, wherever.
const LONG: [&str; 13] = [
    "account", "auth", "baggage", "cred", "login", "mnemonic", "pass", "secret", "session", "sign", "ticket",
    "token", "user",
];
/// A word of it alone.
const WORDS: [&str; 15] = [
    "code", "cookie", "key", "mfa", "otp", "p", "pat", "pin", "psk", "psw", "pw", "pwd", "salt", "seed", "u",
];
/// What stands before a credential in a header.
const SCHEMES: [&str; 5] = ["apikey", "basic", "bearer", "key", "token"];
/// Letters and digits together are no key that are as few, as in `v1`.
const SHORT: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_that_is_made_of_words_and_numbers() {
        for (name, value) in [
            ("Accept", "application/json, text/event-stream;q"),
            ("X-Team", "a b"),
            ("MCP-Protocol-Version", "2025-06-18"),
            ("X-Api-Version", "v12"),
            ("API_URL", "https://a.example/v1?x=y"),
            ("DATA_DIR", "/srv/data2024"),
            ("REGION", "us-east-1"),
            ("API_KEY", ""),
        ] {
            assert!(is_harmless(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("X-Auth", "word"),
            ("XAuth", "word"),
            ("X-Session", "word"),
            ("X_Pw", "word"),
            ("X-Pin", "1234"),
            ("X-Signature", "word"),
            ("GH_PAT", "word"),
            ("PGPASS", "word"),
            ("X-Team", "PRIVATE99"),
            ("X-Team", "Token word"),
            ("X-Team", "k=word"),
            ("X-Team", "bob:word"),
            ("X-Team", "bob@a.example"),
            ("X-Team", "k9!Tr#x2&Zq"),
            ("X-Team", "ab1-cd2"),
            ("DATA_DIR", "/k3J9dkfPq8"),
            ("X-Team", "a word://x"),
            ("db.key", "word"),
            ("USERNAME", "word"),
            ("API_URL", "https://me:word@a.example/"),
        ] {
            assert!(!is_harmless(name, value), "{name}: {value}");
        }
    }

    #[test]
    fn arguments_are_shown_without_a_flag_for_somebody() {
        let are = |line: &str| are_harmless(&line.split('|').map(str::to_owned).collect::<Vec<_>>());
        for line in [
            "",
            "-y|@scope/server@1.2.3",
            "-y|mcp-remote@0.15.1|https://a.example/mcp?x=y",
            "--port|3000|--level=debug",
            "--header|X-Team: a b",
            "--header|X-Api-Key:${KEY}",
            "/srv/data2024/x",
        ] {
            assert!(are(line), "{line}");
        }
        for line in [
            "--pat|word",
            "--auth=word",
            "-p|word",
            "-pword",
            "-pword=1",
            "-pwört",
            "-HX-Team:PRIVATE99",
            "--level|PRIVATE99",
            "-u|bob:word",
            "-e|GH_PAT=word",
            "-e|A=PRIVATE99",
            "--header|X-Auth: word",
            "--header|X-Auth: ${A}b",
            "-H|X-Team:PRIVATE99",
        ] {
            assert!(!are(line), "{line}");
        }
    }
}
