//! Which arguments of a program a printed line may show: who sees the line need not be who sees the file.

use mcp_token::client::{shown_url, variable_in};

use super::harmless::{LONGEST, is_a_path, is_harmless, is_personal, is_plain_url};

/// Whether anybody may see the arguments of a program: each is a flag that speaks of nobody, a word, a path, a URL or a package.
pub(super) fn are_harmless(arguments: &[String]) -> bool {
    let befores = std::iter::once("").chain(arguments.iter().map(String::as_str));
    arguments.iter().zip(befores).all(|(word, before)| is_argument_harmless(word, before))
}

fn is_argument_harmless(word: &str, before: &str) -> bool {
    // A flag of one letter can have its value in the same word.
    let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
    let header = short.and_then(|rest| rest.strip_prefix('H')).filter(|rest| !rest.is_empty());
    let header = header.or(Some(word).filter(|_| ["-H", "--header"].contains(&before)));
    if let Some((name, value)) = header.and_then(|header| header.split_once(':')) {
        return is_harmless(name, value.trim()) || variable_in(value.trim()).is_some();
    }
    if let Some(flag) = word.strip_prefix('-') {
        let (name, value) = flag.trim_start_matches('-').split_once('=').unwrap_or((flag, ""));
        let letter = short.and_then(|rest| rest.get(..1)).unwrap_or_default();
        return is_harmless(name, value) && !is_personal(name) && !is_personal(letter);
    }
    let name = before.strip_prefix('-').unwrap_or_default().trim_start_matches('-');
    let pair = word.split_once('=').filter(|_| !word.contains("://") && !is_package(word));
    let (name, value) = pair.unwrap_or((name, word));
    // A URL is looked at as such, and what names a package or a file stands anywhere.
    let is_named = is_package(word) || is_a_file(word) || word.contains("://") && shown_url(word) == word;
    is_named && !is_personal(name) || is_harmless(name, value)
}

/// Whether a word names a file by its ending.
fn is_a_file(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    ENDINGS.contains(&ending) && (is_a_path(word) || stem.len() <= LONGEST) && !word.contains([':', '@'])
}

/// Whether a word names a package, its version with it: `@scope/name@1.2`, `name==1.2`, `git+https://a.example/b`, `a.example/b:1.2`.
fn is_package(word: &str) -> bool {
    let is_scoped = word.starts_with('@');
    let rest = word.strip_prefix('@').unwrap_or(word);
    let (name, version) =
        ["==", "@", ":"].iter().find_map(|sign| rest.split_once(sign)).unwrap_or((rest, ""));
    let may_have_parts = is_scoped || !word.contains('@');
    let is_of_a_name = |byte: u8| {
        byte.is_ascii_lowercase()
            || byte.is_ascii_digit()
            || b"._-[],".contains(&byte)
            || may_have_parts && byte == b'/'
    };
    let is_fetched = word.starts_with("git+https://") && is_plain_url(word);
    let has_one = is_scoped || !version.is_empty();
    is_fetched || has_one && name.bytes().all(is_of_a_name) && (version.is_empty() || is_version(version))
}

/// Whether a text is a version: numbers, with what comes before one or after it.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| {
        let is_one = part.starts_with(|first: char| first.is_ascii_digit()) && part.len() <= VERSION_PART;
        is_one && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_part = |part: &str| {
        let behind = |name: &&str| part.strip_prefix(*name);
        let is_called = VERSIONS.iter().filter_map(behind).any(|rest| rest.is_empty() || is_number(rest));
        is_number(part) || is_called
    };
    text.split(['.', '-', '+']).all(is_part)
}

/// What a version can be called.
const VERSIONS: [&str; 8] = ["alpha", "beta", "canary", "dev", "latest", "next", "post", "rc"];
/// The most letters of a part of one.
const VERSION_PART: usize = 4;
/// Endings of what is started.
const ENDINGS: [&str; 8] = ["cjs", "js", "json", "mjs", "py", "sh", "toml", "ts"];

#[cfg(test)]
mod tests {
    use super::*;

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
            "some-server==1.2.3|a@1.0.0-rc1|b@latest",
            "--from|git+https://github.com/a/b|@a/b|a-b@next",
            "C:/tools/server.js|C:\\tools\\x86\\server.js",
            "run|-i|--rm|ghcr.io/a/b-server:1.2",
            "-m|server|server12.py|dist/index2.js",
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
            "-k|hunter2",
            "-kword",
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
            "--connect|scott/word@10.0.0.5",
            "a==9kTr7PqZx",
            "run|hunter2PRIVATE",
            "5f2c1e7a-1b2c-4d5e-8f90-abcdefabcdef",
            "https://me:word@a.example/",
        ] {
            assert!(!are(line), "{line}");
        }
    }
}
