//! What a printed line may show of a file: who sees the line need not be who sees that. What is no secret by its form can be one all
//! the same; where in doubt there is no line.

use mcp_token::client::{shown_url, variable_in};

/// Whether anybody may see the value of a header: nothing in its name speaks of somebody or of a right, and it is a plain URL, a path,
/// or made of words and numbers.
pub(super) fn is_harmless(name: &str, value: &str) -> bool {
    let is_shown = is_plain_url(value) || is_made_of_words(value) && !has_scheme(value);
    is_setting(name, value) || is_shown && shown_url(value) == value && !is_personal(name)
}

/// The same of a variable. Words one after the other can be a passphrase there.
pub(super) fn is_harmless_variable(name: &str, value: &str) -> bool {
    let are_paths = value.split(':').all(|part| part.starts_with(['/', '~']) && is_made_of_words(part));
    let is_shown = !value.contains(' ') && is_harmless(name, value) || are_paths;
    is_shown && (!is_personal(name) || is_setting(name, value))
}

/// Whether a value is a switch or a small number, or nothing at all: no secret whatever it is called, but for a number that somebody
/// types.
fn is_setting(name: &str, value: &str) -> bool {
    let is_number = value.len() <= FEW_DIGITS && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_typed = || words_of(name).any(|word| TYPED.iter().any(|typed| word.starts_with(typed)));
    SWITCHES.contains(&value.to_ascii_lowercase().as_str()) || is_number && !is_typed()
}

/// Whether a URL has nothing behind its path, and no part of that is a key.
fn is_plain_url(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'+');
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    is_scheme
        && !rest.contains(['?', '#', '@', ' '])
        && !rest.to_ascii_lowercase().contains("hook")
        && path.split('/').all(is_made_of_words)
        && path.split(is_between).all(|word| word.len() <= LONGEST)
}

fn has_scheme(value: &str) -> bool {
    let first = value.split(' ').next().unwrap_or_default().to_ascii_lowercase();
    value.contains(' ') && SCHEMES.contains(&first.as_str())
}

fn is_a_path(text: &str) -> bool {
    text.starts_with(['/', '~', '.']) && text.matches('/').count() > 1
}

fn is_between(letter: char) -> bool {
    " ,;/._-*+()'".contains(letter)
}

/// Whether a text is made of words and numbers. Letters and digits are together in one word of a few, as in `v1`, or in a path.
fn is_made_of_words(text: &str) -> bool {
    let is_mixed = |word: &&str| {
        let is_all = |is_one: fn(&u8) -> bool| word.bytes().all(|byte| is_one(&byte));
        !is_all(u8::is_ascii_alphabetic) && !is_all(u8::is_ascii_digit)
    };
    let mixed: Vec<_> = text.split(is_between).filter(is_mixed).collect();
    let are_plain = mixed.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    are_plain && (is_a_path(text) || mixed.len() < 2 && mixed.iter().all(|word| word.len() <= SHORT))
}

/// Whether anybody may see the arguments of a program: no flag among them has a value that they may not see.
pub(super) fn are_harmless(arguments: &[String]) -> bool {
    let befores = std::iter::once("").chain(arguments.iter().map(String::as_str));
    arguments.iter().zip(befores).all(|(word, before)| {
        // A flag of one letter can have its value in the same word.
        let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        let letter = short.and_then(|rest| rest.chars().next());
        let pair = word.split_once('=').filter(|_| !word.contains("://") && !is_package(word));
        let is_shown = match pair {
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
        let is_value = before.starts_with("--") && !word.starts_with('-');
        let may_be_one = header.is_some() || is_package(word) || is_harmless("", word);
        let is_login = word.contains(['@', ':']) && !word.contains("://") && header.is_none();
        is_shown && is_header_shown && (!is_value || may_be_one) && (!is_login || is_package(word))
    })
}

/// Whether a word names a package, its version with it: `@scope/name@1.2`, `name==1.2`, `git+https://a.example/b`.
fn is_package(word: &str) -> bool {
    let (name, version) = word.split_once("==").or_else(|| word.rsplit_once('@')).unwrap_or((word, ""));
    let (name, version) = if name.is_empty() { (word, "") } else { (name, version) };
    let is_of_a_name =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"@/._-[],".contains(&byte);
    let is_version = version.is_empty()
        || VERSIONS.contains(&version)
        || version.starts_with(|first: char| first.is_ascii_digit()) && version.len() <= LONGEST;
    let is_fetched = word.starts_with("git+https://") && is_plain_url(word);
    is_fetched
        || name.bytes().all(is_of_a_name) && is_version && name.len() < word.len()
        || word.starts_with('@') && word.bytes().all(is_of_a_name)
}

/// Whether a name speaks of somebody, or of what they may do.
pub(super) fn is_personal(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    LONG.iter().any(|word| lower.contains(word)) || words_of(name).any(|part| WORDS.contains(&part.as_str()))
}

fn words_of(name: &str) -> impl Iterator<Item = String> {
    name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_ascii_lowercase)
}

/// What a personal name has in it, wherever.
const LONG: [&str; 19] = [
    "account", "auth", "baggage", "cred", "hook", "key", "licen", "login", "mnemonic", "pass", "phrase",
    "pswd", "secret", "session", "sign", "ticket", "token", "user", "webhook",
];
/// A word of it alone.
const WORDS: [&str; 14] =
    ["code", "cookie", "mfa", "otp", "p", "pat", "pin", "psk", "psw", "pw", "pwd", "salt", "seed", "u"];
/// What begins a word of a name by which a number is typed.
const TYPED: [&str; 8] = ["code", "mfa", "otp", "pass", "pin", "ps", "pw", "secret"];
const SWITCHES: [&str; 9] = ["", "false", "no", "none", "null", "off", "on", "true", "yes"];
/// The most digits of a number that is a setting.
const FEW_DIGITS: usize = 6;
/// What stands before a credential in a header.
const SCHEMES: [&str; 5] = ["apikey", "basic", "bearer", "key", "token"];
/// What a version can be called.
const VERSIONS: [&str; 4] = ["beta", "canary", "latest", "next"];
/// Letters and digits together are no key that are as few, as in `v1`.
const SHORT: usize = 3;
/// The longest word that is surely one.
const LONGEST: usize = 20;

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
            ("API_URL", "https://a.example/v1?x=y"),
            ("API_URL", "https://a.example/5f2c1e7a-1b2c"),
            ("API_URL", "https://a.example/abcdefghijklmnopqrstu"),
            ("A_URL", "https://hooks.a.example/word"),
            ("MAX_TOKENS", "2500000"),
            ("PASSWORD", "8"),
            ("MASTERKEY", "word"),
            ("PSWD", "word"),
            ("PHRASE", "word"),
        ] {
            assert!(!is_harmless(name, value), "{name}: {value}");
        }
    }

    #[test]
    fn a_variable_is_shown_that_is_no_passphrase() {
        for (name, value) in [
            ("PATH", "/opt/node20/bin:/usr/bin:/bin"),
            ("LEVEL", "debug"),
            ("KEY_FILE_COUNT", "3"),
            ("TLS_AUTH", "off"),
        ] {
            assert!(is_harmless_variable(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("GMAIL_APP", "abcd efgh ijkl mnop"),
            ("PATHS", "/usr/bin/x:word"),
            ("PRIVATE_KEY", "/srv/keys/word"),
        ] {
            assert!(!is_harmless_variable(name, value), "{name}: {value}");
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
            "some-server==1.2.3",
            "--from|git+https://github.com/a/b|@a/b@latest|a-b@next",
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
            "--db|bob:word@a:5432/x",
            "bob:word@a:5432/x",
            "--connect|scott/word@db",
            "scott/word@db",
            "a==k9Tr",
        ] {
            assert!(!are(line), "{line}");
        }
    }
}
