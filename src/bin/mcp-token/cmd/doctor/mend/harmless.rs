//! What a printed line may show of a file: who sees the line need not be who sees that. What is no secret by its form can be one all
//! the same; where in doubt there is no line.

use mcp_token::client::shown_url;

/// Whether anybody may see the value of a header: nothing in its name speaks of somebody or of a right, and it is a plain URL, a path,
/// or made of words and numbers.
pub(super) fn is_harmless(name: &str, value: &str) -> bool {
    let is_shown = is_plain_url(value) || is_made_of_words(value) && !has_scheme(value);
    is_setting(name, value) || is_shown && shown_url(value) == value && !is_personal(name)
}

/// The same of a variable, where several words can be a passphrase, and something is only called by its name.
pub(super) fn is_harmless_variable(name: &str, value: &str) -> bool {
    let are_paths = || value.split(':').all(|part| part.starts_with(['/', '~']) && is_made_of_words(part));
    let is_phrase = value.split(is_between).filter(|word| !word.is_empty()).count() > FEW_WORDS;
    let is_path = value.starts_with(['/', '~', '.']) || value.contains("://");
    let is_shown = is_harmless(name, value) && (!is_phrase || is_path) && !value.contains(' ');
    is_shown || !is_personal(name) && are_paths() || is_identifier(name, value)
}

/// Whether a value is a switch, or nothing at all, or a small number by the name of a measure: no secret whatever it is called.
fn is_setting(name: &str, value: &str) -> bool {
    let is_number = value.len() <= FEW_DIGITS && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_measure = || words_of(name).any(|word| MEASURES.contains(&word.as_str()));
    SWITCHES.contains(&value.to_ascii_lowercase().as_str())
        || is_number && (is_measure() || !is_personal(name))
}

/// Whether a value only tells one thing from another, as `TEAM_ID` does.
fn is_identifier(name: &str, value: &str) -> bool {
    let is_one = words_of(name).count() > 1 && words_of(name).last().is_some_and(|word| word == "id");
    let is_plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_one && is_plain && value.len() <= LONGEST_ID && !is_personal(name) && shown_url(value) == value
}

/// Whether a URL has nothing behind its path, and no part of that is a key.
pub(super) fn is_plain_url(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'+');
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    is_scheme
        && !rest.contains(['?', '#', '@', ' '])
        && !rest.to_ascii_lowercase().contains("hook")
        && path.split('/').all(is_made_of_words)
}

fn has_scheme(value: &str) -> bool {
    let first = value.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    value.contains(' ') && SCHEMES.contains(&first.as_str())
}

fn is_between(letter: char) -> bool {
    " ,;/._-*+()'\\~".contains(letter)
}

/// Whether a text is made of words and numbers, none longer than one is. Letters and digits are together in one word of a few, as in
/// `v1`, or in those of a path.
fn is_made_of_words(text: &str) -> bool {
    let is_all = |word: &str, is_one: fn(&u8) -> bool| word.bytes().all(|byte| is_one(&byte));
    let (mut mixed, path) = (0, is_a_path(text));
    let is_plain = |word: &str| {
        if is_all(word, u8::is_ascii_alphabetic) {
            return word.len() <= LONGEST;
        }
        if is_all(word, u8::is_ascii_digit) {
            return word.len() <= FEW_DIGITS;
        }
        mixed += 1;
        let longest = if path { LONGEST_IN_PATH } else { SHORT };
        is_all(word, u8::is_ascii_alphanumeric) && word.len() <= longest && (path || mixed < 2)
    };
    without_drive(text).split(is_between).all(is_plain)
}

/// Whether it is a path of more than one part, or one of Windows.
pub(super) fn is_a_path(text: &str) -> bool {
    let parts = text.matches(['/', '\\']).count();
    without_drive(text).len() < text.len() || text.starts_with(['/', '~', '.']) && parts > 1
}

/// A path without the drive that it begins with.
fn without_drive(text: &str) -> &str {
    let is_one = text.starts_with(|first: char| first.is_ascii_alphabetic());
    let rest = text.get(1..).and_then(|rest| rest.strip_prefix(':')).filter(|_| is_one);
    rest.filter(|rest| rest.starts_with(['/', '\\'])).unwrap_or(text)
}

/// Whether a name speaks of somebody, or of what they may do.
pub(super) fn is_personal(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_one = |part: &str| WORDS.contains(&part) || ENDS.iter().any(|end| part.ends_with(end));
    LONG.iter().any(|word| lower.contains(word)) || words_of(name).any(|part| is_one(&part))
}

fn words_of(name: &str) -> impl Iterator<Item = String> {
    name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_ascii_lowercase)
}

/// What a personal name has in it, wherever.
const LONG: [&str; 23] = [
    "account", "auth", "baggage", "card", "cred", "hook", "invite", "key", "licen", "login", "mnemonic",
    "pass", "paswd", "pepper", "phrase", "pswd", "recovery", "secret", "session", "sign", "ticket", "token",
    "user",
];
/// A word of it alone.
const WORDS: [&str; 16] = [
    "app", "code", "cookie", "cvc", "cvv", "hmac", "k", "p", "pat", "s", "salt", "seed", "sid", "t", "tan",
    "u",
];
/// What a word of it ends with.
const ENDS: [&str; 8] = ["mfa", "otp", "pin", "psk", "psw", "pw", "pwd", "tkn"];
/// What a small number by such a name is.
const MEASURES: [&str; 12] = [
    "count", "days", "hours", "length", "limit", "max", "min", "minutes", "seconds", "size", "tokens", "ttl",
];
const SWITCHES: [&str; 9] = ["", "false", "no", "none", "null", "off", "on", "true", "yes"];
/// The most digits of a number that is a setting.
const FEW_DIGITS: usize = 6;
/// The most words that are surely no phrase.
const FEW_WORDS: usize = 3;
/// What stands before a credential in a header.
const SCHEMES: [&str; 5] = ["apikey", "basic", "bearer", "key", "token"];
/// Letters and digits together are no key that are as few, as in `v1`.
const SHORT: usize = 3;
/// The same in a part of a path.
const LONGEST_IN_PATH: usize = 8;
/// The longest word that is surely one.
pub(super) const LONGEST: usize = 20;
/// The longest identifier, a UUID.
const LONGEST_ID: usize = 36;

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
            ("API_URL", "https://a.example/v1"),
            ("DATA_DIR", "/srv/data2024"),
            ("REGION", "us-east-1"),
            ("NOTE", "it's a b"),
            ("API_KEY", ""),
            ("REQUIRE_AUTH", "true"),
            ("MAX_TOKENS", "25000"),
        ] {
            assert!(is_harmless(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("X-Auth", "word"),
            ("XAuth", "word"),
            ("X-Session", "word"),
            ("X_Pw", "word"),
            ("DBPW", "word"),
            ("X-Pin", "1234"),
            ("MYSECRET", "1234"),
            ("TOTP", "482913"),
            ("X-Signature", "word"),
            ("GH_PAT", "word"),
            ("PGPASS", "word"),
            ("MASTERKEY", "word"),
            ("PSWD", "word"),
            ("PHRASE", "word"),
            ("X-Team", "PRIVATE99"),
            ("X-Team", "Token word"),
            ("X-Team", "k=word"),
            ("X-Team", "bob:word"),
            ("X-Team", "bob@a.example"),
            ("X-Team", "k9!Tr#x2&Zq"),
            ("X-Team", "ab1-cd2"),
            ("X-Team", "abcdefghijklmnopqrstu"),
            ("X-Team", "1234567"),
            ("DATA_DIR", "/k3J9dkfPq8"),
            ("DATA_DIR", "/k3J9dkfPq8/a/b"),
            ("X-Team", "a word://x"),
            ("db.key", "word"),
            ("USERNAME", "word"),
            ("API_URL", "https://me:word@a.example/"),
            ("API_URL", "https://a.example/v1?x=y"),
            ("API_URL", "https://a.example/5f2c1e7a-1b2c"),
            ("API_URL", "https://a.example/abcdefghijklmnopqrstu"),
            ("A_URL", "https://hooks.a.example/word"),
            ("MAX_TOKENS", "2500000"),
        ] {
            assert!(!is_harmless(name, value), "{name}: {value}");
        }
    }

    #[test]
    fn a_variable_is_shown_that_is_no_phrase() {
        for (name, value) in [
            ("PATH", "/opt/node20/bin:/usr/bin:/bin"),
            ("PATH", "~/bin:/usr/bin"),
            ("LEVEL", "debug"),
            ("DATA", "/srv/a/b/c/d/e"),
            ("KEY_COUNT", "3"),
            ("TLS_AUTH", "off"),
            ("TEAM_ID", "T01234567"),
            ("TENANT_ID", "5f2c1e7a-1b2c-4d5e-8f90-abcdefabcdef"),
        ] {
            assert!(is_harmless_variable(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("GMAIL", "abcd efgh ijkl mnop"),
            ("WORDS", "correct-horse-battery-staple"),
            ("PATHS", "/usr/bin/x:word"),
            ("PRIVATE_KEY", "/srv/keys/word"),
            ("SESSION_ID", "T01234567"),
            ("ACCESS_KEY_ID", "AKIA01234567"),
            ("ID", "T01234567"),
        ] {
            assert!(!is_harmless_variable(name, value), "{name}: {value}");
        }
    }
}
