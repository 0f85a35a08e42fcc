//! What a printed line may show of a file: who sees the line need not be who sees that. What is no secret by its form can be one all
//! the same; where in doubt there is no line.

use mcp_token::client::shown_url;

/// Whether anybody may see a value: nothing in its name speaks of somebody or of a right, and it is a URL, a path, or made of words
/// and numbers.
pub(super) fn is_harmless(name: &str, value: &str) -> bool {
    let is_of_a_path = value.starts_with(['/', '~', '.']);
    let is_plain = |word: &str| {
        let is_all = |is_one: fn(&u8) -> bool| word.bytes().all(|byte| is_one(&byte));
        is_of_a_path || word.len() <= SHORT || is_all(u8::is_ascii_alphabetic) || is_all(u8::is_ascii_digit)
    };
    let mut words = value.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_shown = value.contains("://") || !value.contains([':', '=', '@']) && words.all(is_plain);
    let shows = value.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    let has_scheme = value.contains(' ') && SCHEMES.contains(&shows.as_str());
    is_shown && !has_scheme && shown_url(value) == value && !is_personal(name)
}

/// Whether anybody may see the arguments of a program: no flag among them has a value that they may not see.
pub(super) fn are_harmless(arguments: &[String]) -> bool {
    let of_header = |before: &str, word: &str| {
        let header = word.split_once(':').filter(|_| ["-H", "--header"].contains(&before));
        header.is_none_or(|(name, value)| is_harmless(name, value.trim()))
    };
    let of_pair = |word: &str| {
        let pair = word.split_once('=').filter(|_| !word.contains("://"));
        pair.is_none_or(|(name, value)| is_harmless(name.trim_start_matches('-'), value))
    };
    // A flag of one letter can have its value in the same word.
    let of_flag = |flag: &str| {
        let is_short = flag.starts_with('-') && !flag.starts_with("--") && flag.is_ascii();
        let name = if is_short && flag.len() > 1 { &flag[1..2] } else { flag.trim_start_matches('-') };
        flag.starts_with('-') && is_personal(name)
    };
    let befores = std::iter::once("").chain(arguments.iter().map(String::as_str));
    arguments.iter().zip(befores).all(|(word, before)| {
        of_header(before, word) && of_pair(word) && (!of_flag(word) || word.contains('='))
    })
}

/// Whether a name speaks of somebody, or of what they may do.
fn is_personal(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_one = |part: &str| WORDS.contains(&part);
    LONG.iter().any(|word| lower.contains(word)) || lower.split(['-', '_']).any(is_one)
}

/// What a personal name has in it, wherever.
const LONG: [&str; 12] = [
    "account", "auth", "baggage", "cred", "login", "mnemonic", "pass", "secret", "session", "sign", "ticket",
    "token",
];
/// A word of it alone.
const WORDS: [&str; 16] = [
    "code", "cookie", "key", "mfa", "otp", "p", "pat", "pin", "psk", "psw", "pw", "pwd", "salt", "seed", "u",
    "user",
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
            "/srv/data2024/x",
        ] {
            assert!(are(line), "{line}");
        }
        for line in [
            "--pat|word",
            "--auth=word",
            "-p|word",
            "-pword",
            "-u|bob:word",
            "-e|GH_PAT=word",
            "-e|A=PRIVATE99",
            "--header|X-Auth: word",
            "-H|X-Team:PRIVATE99",
        ] {
            assert!(!are(line), "{line}");
        }
    }
}
