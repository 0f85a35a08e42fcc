//! What looks like a secret, by its form and whatever name it goes by: what is random is told from what somebody wrote.
//!
//! There are two answers. [`is_surely_secret`] is for what is refused or told of: UUIDs, versions, paths, digests that are named
//! as such (`sha256:`) and hashes of git (40 hex digits) are none, and what is missed is not reported. [`could_be_secret`] is for
//! what is shown: it errs on the other side.

/// Whether a JWT or a key is in a text.
pub fn is_surely_secret(text: &str) -> bool {
    holds_a_jwt(text) || !keys(text).is_empty()
}

/// Whether a JWT or a key could be in a text: one long run of letters and digits is enough.
pub fn could_be_secret(text: &str) -> bool {
    let is_run = |run: &str| run.len() >= LONGEST_WORD && holds_both(run);
    is_surely_secret(text) || text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(is_run)
}

/// Three or more parts of base64url between dots, the first of them a JSON object: `eyJ` is `{"`.
pub(crate) fn holds_a_jwt(text: &str) -> bool {
    jwts(text).next().is_some()
}

/// Every such word of a text.
pub(crate) fn jwts(text: &str) -> impl Iterator<Item = &str> {
    let of_a_jwt = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    text.split(move |letter| !of_a_jwt(letter))
        .filter_map(|word| word.find("eyJ").map(|start| &word[start..]))
        .filter(|word| word.matches('.').count() >= 2)
}

/// Every key of a text; of one with a JWT in it none, which is known by a form of its own.
pub(crate) fn keys(text: &str) -> Vec<&str> {
    let (mut found, mut before) = (Vec::new(), "");
    if holds_a_jwt(text) {
        return found;
    }
    for word in text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_+/-".contains(letter))) {
        let is_digest = DIGESTS.iter().any(|name| before.ends_with(name) || word.starts_with(name));
        before = word;
        if is_digest {
            continue;
        }
        // Directories are named by digests too.
        if is_path(text, word) {
            found.extend(word.split('/').filter(|part| is_of_an_issuer(part)));
            continue;
        }
        // Base64 has the `/` of paths.
        if !word.starts_with('/') && is_random(word) {
            found.push(word);
        } else {
            found.extend(word.split('/').filter(|part| is_key(part)));
        }
    }
    found
}

/// Whether a word of a text is a path from the root or from the home, and not one behind a host.
fn is_path(text: &str, word: &str) -> bool {
    let Some((first, _)) = word.strip_prefix('/').and_then(|rest| rest.split_once('/')) else { return false };
    let before = &text[..word.as_ptr().addr() - text.as_ptr().addr()];
    let is_name = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    !first.is_empty()
        && first.len() <= LONGEST_WORD
        && first.chars().all(is_name)
        && (before.is_empty() || before.ends_with([' ', '=', '"', '\'', '~', '\t', '\n']))
}

fn is_key(word: &str) -> bool {
    is_hex(word) || is_lower_and_digits(word) || is_random(word) || is_of_an_issuer(word)
}

/// 128 bits or more.
fn is_hex(word: &str) -> bool {
    let is_hex = word.chars().all(|letter| letter.is_ascii_hexdigit());
    is_hex && holds_both(word) && word.len() >= 32 && word.len() != GIT_HASH
}

/// As base32 and base36 are: one long run in which letters and digits take turns.
fn is_lower_and_digits(word: &str) -> bool {
    let is_one = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let all = word.chars().all(is_one) && word.len() >= 32 && word.len() != GIT_HASH;
    all && digit_groups(word) >= 3
}

/// As base64 and base62 are: capitals, small letters and digits, and more turns among them than names have.
fn is_random(word: &str) -> bool {
    let bytes = word.as_bytes();
    let lonely = bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| {
            byte.is_ascii_uppercase() && !bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
        })
        .count();
    let mixes = |part: &str| {
        part.len() >= 10
            && part.contains(|letter: char| letter.is_ascii_uppercase())
            && part.contains(|letter: char| letter.is_ascii_lowercase())
    };
    word.len() >= 22
        && holds_both(word)
        && (lonely + digit_groups(word)) * 6 >= word.len()
        && word.split(|letter: char| !letter.is_ascii_alphanumeric()).any(mixes)
}

/// By what issuers of keys put before them. Some of that names begin with too.
fn is_of_an_issuer(word: &str) -> bool {
    let behind = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
    let is_run = |run: &str| run.len() >= 16 && holds_both(run);
    let is_one = |letter: char| letter.is_ascii_alphanumeric();
    let is_upper = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    behind(&ISSUERS).is_some_and(is_run)
        || behind(&ISSUERS_OF_RUNS).is_some_and(|rest| rest.split(|letter| !is_one(letter)).any(is_run))
        || behind(&ISSUERS_OF_WORDS).is_some_and(|rest| is_run(rest) && rest.chars().all(is_one))
        || behind(&ISSUERS_OF_16)
            .is_some_and(|rest| rest.len() == 16 && is_run(rest) && rest.chars().all(is_upper))
}

/// Letters and digits.
fn holds_both(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
        && word.contains(|letter: char| letter.is_ascii_alphabetic())
}

fn digit_groups(word: &str) -> usize {
    word.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).count()
}

/// What is longer and holds digits is no word, and what is shorter is no secret that somebody made.
pub const LONGEST_WORD: usize = 16;
/// As many hex digits as a SHA-1 has.
const GIT_HASH: usize = 40;
/// What a digest is named as, before a `:`, `=` or `-`.
const DIGESTS: [&str; 5] = ["md5", "sha1", "sha256", "sha384", "sha512"];
const ISSUERS: [&str; 16] = [
    "sk_live_", "sk_test_", "rk_live_", "whsec_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glpat-", "xoxb-",
    "xoxp-", "xoxa-", "xoxs-", "xapp-", "dop_v1_",
];
/// Behind these stands a long run of letters and digits, among other things.
const ISSUERS_OF_RUNS: [&str; 3] = ["sk-", "pypi-", "github_pat_"];
/// Behind these nothing but letters and digits.
const ISSUERS_OF_WORDS: [&str; 3] = ["AIza", "npm_", "hf_"];
/// Behind these 16 capitals and digits.
const ISSUERS_OF_16: [&str; 2] = ["AKIA", "ASIA"];

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    #[test]
    fn a_key_is_known_by_its_form() {
        for key in [
            HEX,
            &HEX[..32],
            "9F86D081884C7D659A2FEAA0C55AD015",
            "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA",
            "q83vEjRWeJ/rze8SNFZ4kKvN7xI0V/iQq83vEjRWe+A",
            "kJ8s-dF3_aQ9zX7wE2rT5yU1",
            "4nq7zkx2m9w3c5v8b1t6r0p4l2k8j5hg",
            "sk-proj-0123456789abcdef",
            "ghp_0123456789abcdefghij",
            "AKIAIOSFODNN7EXAMPL2",
            "ASIAIOSFODNN7EXAMPL2",
            "glpat-aaaa1bbbb2cccc3dddd4",
            "npm_0123456789abcdef",
            "hf_abcdefghijklmnop1",
            "AIzaabcdefghijklmno1",
            "pypi-AgEIcHlwaS5vcmc0",
            "github_pat_0123456789abcdef_x",
        ] {
            assert_eq!(keys(key), [key]);
            let around = format!("tenant=\"{key}\"; a");
            assert_eq!(keys(&around), [key], "{around}");
        }
        assert_eq!(keys(&format!("https://a.example/{HEX}/mcp?k={}", &HEX[..32])), [HEX, &HEX[..32]]);
        for around in ["https://localhost/mcp/", "${BASE}/v1/mcp/", "http://[::1]/v1/mcp/", "/"] {
            assert_eq!(keys(&format!("{around}{HEX}")), [HEX], "{around}");
        }
        assert_eq!(keys("/srv/a/ghp_0123456789abcdefghij"), ["ghp_0123456789abcdefghij"]);
    }

    #[test]
    fn what_is_surely_a_secret_could_be_one() {
        for text in ["kJ8s-dF3_aQ9zX7wE2rT5yU1", "xoxb-1234567-890abcdefghi", "eyJh.eyJz.c2ln"] {
            assert!(is_surely_secret(text) && could_be_secret(text), "{text}");
        }
        for text in ["abc123def456ghi789", "a.0123456789abcdef"] {
            assert!(!is_surely_secret(text) && could_be_secret(text), "{text}");
        }
        for text in
            ["", "abcdefghijklmnopqrstuvwxyz", "0123456789012345", "abc123def456ghi", "server-2024-11-20"]
        {
            assert!(!could_be_secret(text), "{text}");
        }
    }

    #[test]
    fn what_somebody_wrote_or_counted_is_no_key() {
        for text in [
            "",
            "true",
            "info,mcp_token=debug",
            "123e4567-e89b-12d3-a456-426614174000",
            "{123E4567-E89B-12D3-A456-426614174000}",
            &HEX[..31],
            &format!("/home/me/{}", &HEX[..32]),
            &format!("--root=/home/me/{HEX}/x"),
            &format!("~/cache/a/{HEX}"),
            &HEX[..40],
            &format!("sha256:{HEX}"),
            &format!("image@sha256:{HEX}"),
            "sha512-q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA==",
            "git+https://github.com/some/thing.git#9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
            "/home/Somebody/Projects/MyServer2/node_modules/.bin/mcp-server-v1.2.3",
            "C:\\Users\\Somebody\\AppData\\Local\\Programs\\Python312\\python.exe",
            "@modelcontextprotocol/server-filesystem@2025.11.25",
            "com.example.MyVeryLongClassName2Impl",
            "Http2ServerTransportV3Implementation",
            "https://mcp.example.com/v1/workspaces/0123456789/mcp?format=json&page=12",
            "JWT_SECRET_FOR_PRODUCTION_2024_AND_LATER",
            "my-server-with-a-long-name-and-version-2024-11-25",
            "01234567890123456789012345678901234567890123456789",
            "text/event-stream, application/json;q=0.9",
            "sk-learn-with-words-only-here",
            "sk-learn-model-server-v2",
            "https://h.example/pypi-simple-mirror-2024/x",
            "ASIA_PACIFIC_1_JWT_TOKEN",
            "ASIA_PACIFIC_REGION_1",
            "ASIAIOSFODNN7EXAMPLE2",
            "ASIAPACIFICREGIONSET",
            "npm_config_cache_dir_v10",
            "hf_datasets_cache_dir_2",
            "github_pat_rotation_script_v2",
            "arn:aws:iam::123456789012:role/MyRoleForLambda2",
            "postgres://localhost:5432/a_database_name",
        ] {
            assert!(keys(text).is_empty(), "{text}: {:?}", keys(text));
        }
    }
}
