//! Programs that a client starts to reach something else: a bridge to a server behind a URL, a runner that fetches a package.
//!
//! What is not known here is not judged. Sources: the README of mcp-remote 0.15.1, supergateway and mcp-proxy; the manuals of
//! npm-exec, pnpm-dlx, bunx and uvx.

use super::literal::{is_credential, names_a_credential, without_scheme};
use super::reference::{self, Syntax};
use super::words::{base_name, is_this_program, words};
use crate::profile::url::same_host;

/// The URL that a bridge among these words leads to, be it that only a reference stands for it; what a shell is handed as one word
/// is cut.
pub(super) fn url_of(command: &[String]) -> Option<String> {
    let cut = |word: &String| {
        if word.contains(char::is_whitespace) { words(word, cfg!(windows)) } else { vec![word.clone()] }
    };
    let behind = command.iter().flat_map(cut).skip_while(|word| !is_bridge(word)).skip(1);
    let value = |word: String| match word.split_once('=') {
        Some((flag, value)) if flag.starts_with('-') => value.to_owned(),
        _ => word,
    };
    let values: Vec<_> = behind.map(value).collect();
    let is_url = |word: &&String| SCHEMES.iter().any(|scheme| starts_with(word, scheme));
    let is_reference =
        |word: &&String| reference::placed(word).next().is_some_and(|(place, _)| place.start == 0);
    values.iter().find(is_url).or_else(|| values.iter().find(is_reference)).cloned()
}

/// The arguments with which this program starts a bridge to a server behind a URL, that shows the token in a header.
pub(super) fn arguments(profile: &str, package: &str, url: &str, header: &str) -> Vec<String> {
    let header = format!("{header}:{}", Syntax::Braces.write(VARIABLE));
    ["exec", profile, "--header-var", VARIABLE, "--", "npx", "-y", package, url, "--header", &header]
        .map(str::to_owned)
        .to_vec()
}

/// The arguments with which `npx` starts a bridge to a server behind a URL.
pub fn to(url: &str, headers: &[(String, String)]) -> Vec<String> {
    let start = ["-y", PINNED, url].map(str::to_owned).into_iter();
    start.chain(beside(url, headers)).collect()
}

/// What a bridge is told beside the header of the token: the others, and to go to this machine in the clear, which it does by two of
/// its names alone.
pub(super) fn beside(url: &str, headers: &[(String, String)]) -> Vec<String> {
    let headers = headers.iter().map(|(name, value)| ["--header".to_owned(), format!("{name}:{value}")]);
    headers.flatten().chain(is_clear(url).then(|| IN_THE_CLEAR.to_owned())).collect()
}

/// Whether a bridge goes to a URL only when it is told that it may in the clear.
fn is_clear(url: &str) -> bool {
    let is_here = |name| same_host(url, &format!("http://{name}"));
    starts_with(url, "http://") && !["localhost", "127.0.0.1"].into_iter().any(is_here)
}

/// Whether a bridge reads a header of that name.
pub fn is_bridged(header: &str) -> bool {
    header.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

/// A bridge to a server behind a URL that shows it at most one credential, as somebody or this program has it started: another one
/// in its place loses nothing else.
pub(super) struct Plain<'w> {
    /// The header field that shows it, and its value.
    pub(super) header: Option<(&'w str, &'w str)>,
    /// The header fields beside that, which are no credentials.
    pub(super) more: Vec<(&'w str, &'w str)>,
    /// Whether this program starts it.
    pub(super) is_ours: bool,
}

/// What a command starts, where that is a bridge in whatever version and nothing else.
pub(super) fn plain<'w>(command: &'w [String]) -> Option<Plain<'w>> {
    let words: Vec<_> = command.iter().map(String::as_str).collect();
    let is_ours = words.first().is_some_and(|program| is_this_program(program));
    let (variable, started) = match words.as_slice() {
        [_, "exec", profile, "--header-var", variable, "--", started @ ..]
            if is_ours && !is_flag(profile) =>
        {
            (Some(*variable), started)
        }
        [_, "exec", profile, "--", started @ ..] if is_ours && !is_flag(profile) => (None, started),
        _ if is_ours => return None,
        started => (None, started),
    };
    let (program, rest) = started.split_first()?;
    let rest = rest.strip_prefix(&["-y"]).or(rest.strip_prefix(&["--yes"])).unwrap_or(rest);
    let [package, url, flags @ ..] = rest else { return None };
    let header = |pair: &[&'w str]| match pair {
        ["--header", header] => header.split_once(':').map(|(name, value)| (name, value.trim())),
        _ => None,
    };
    let flags = flags.strip_suffix(&[IN_THE_CLEAR]).filter(|_| is_clear(url)).unwrap_or(flags);
    let headers: Vec<_> = flags.chunks(2).map(header).collect::<Option<_>>().filter(|_| !is_flag(url))?;
    let is_of_token = |(name, value): &(&str, &str)| {
        is_credential(name, value) || variable.is_some_and(|own| value.contains(own))
    };
    let (shown, more): (Vec<_>, Vec<_>) = headers.into_iter().partition(is_of_token);
    let header = match shown.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => return None,
    };
    // What stands in the header of one of ours is a value of somebody's, which would be lost.
    let is_known = |(name, value): (&str, &str)| match variable {
        Some(variable) => value == Syntax::Braces.write(variable),
        None => names_a_credential(name) && (!is_ours || reference::whole(without_scheme(value)).is_some()),
    };
    // Another than the first on the PATH may be the only one.
    let is_one = *program == "npx" && split_version(package).0 == split_version(PINNED).0;
    (is_one && header.is_none_or(is_known)).then_some(Plain { header, more, is_ours })
}

fn is_flag(word: &str) -> bool {
    word.starts_with('-')
}

fn is_bridge(word: &str) -> bool {
    let word = word.split_once("://").map_or(word, |_| "");
    BRIDGES.contains(&base_name(split_version(word).0))
}

fn starts_with(word: &str, scheme: &str) -> bool {
    word.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The package that this program has a runner fetch and hands a token, when it is not said in which version.
pub(super) fn unpinned(command: &[String]) -> Option<&str> {
    let started = command.iter().position(|word| word == "--").filter(|_| is_this_program(&command[0]))?;
    fetched(&command[started + 1..])
}

/// The package of a bridge that a runner fetches, when it is not said in which version.
pub(super) fn unpinned_bridge(command: &[String]) -> Option<&str> {
    fetched(command).filter(|package| is_bridge(package))
}

/// The package that a runner fetches, when it is not said in which version.
fn fetched(command: &[String]) -> Option<&str> {
    let (program, mut rest) = command.split_first()?;
    let program = base_name(program);
    let (_, verbs, flags) = RUNNERS.iter().find(|(name, ..)| *name == program)?;
    if !verbs.is_empty() {
        let (verb, behind) = rest.split_first()?;
        rest = verbs.contains(&verb.as_str()).then_some(behind)?;
    }
    // What npm reads as a range is one version to uvx.
    let is_whole = program == "uvx";
    package(rest, flags).filter(|package| is_judged(package) && !is_pinned(package, is_whole))
}

/// The package among the arguments of a runner; none where a flag stands before it that may have a value.
fn package<'w>(arguments: &'w [String], flags: &[&str]) -> Option<&'w str> {
    let mut arguments = arguments.iter().map(String::as_str);
    while let Some(word) = arguments.next() {
        let (flag, value) = word.split_once('=').map_or((word, None), |(flag, value)| (flag, Some(value)));
        if flags.contains(&flag) {
            return value.or_else(|| arguments.next());
        } else if !word.starts_with('-') {
            return Some(word);
        } else if !BARE_FLAGS.contains(&word) {
            return None;
        }
    }
    None
}

/// Whether it is the name of a package, and not a path or a URL.
fn is_judged(package: &str) -> bool {
    !package.starts_with(['.', '/', '~']) && !package.contains([':', '\\', '$'])
}

/// Whether it is one version of a package, and no range or tag.
///
/// - `is_whole`: whether `1.2` is a version.
fn is_pinned(package: &str, is_whole: bool) -> bool {
    match split_version(package).1 {
        None => false,
        Some(version) => {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '+');
            version.starts_with(|first: char| first.is_ascii_digit())
                && version.chars().all(is_plain)
                && (is_whole || version.matches('.').count() >= 2)
        }
    }
}

/// A package, and what is said of its version: `name@version`, `@scope/name@version`, `name==version`.
fn split_version(package: &str) -> (&str, Option<&str>) {
    let start = usize::from(package.starts_with('@'));
    match package.find("==").map(|at| (at, 2)).or_else(|| Some((start + package[start..].find('@')?, 1))) {
        Some((at, length)) => (&package[..at], Some(&package[at + length..])),
        None => (package, None),
    }
}

/// What speaks to a remote server for a client that only starts servers. Pinned: it is handed the token.
pub const PINNED: &str = "mcp-remote@0.15.1";
/// The flag by which it goes to a URL in the clear.
const IN_THE_CLEAR: &str = "--allow-http";
/// The variable that it reads the header field's value from.
const VARIABLE: &str = "AUTH_HEADER";
/// What speaks MCP on stdio for a server behind the first URL of its arguments.
const BRIDGES: [&str; 3] = ["mcp-remote", "supergateway", "mcp-proxy"];
const SCHEMES: [&str; 4] = ["http://", "https://", "ws://", "wss://"];

/// A program, the verbs with which it runs a package, the flags that name the package.
type Runner = (&'static str, &'static [&'static str], &'static [&'static str]);

const RUNNERS: [Runner; 7] = [
    ("npx", &[], &["-p", "--package"]),
    ("bunx", &[], &["-p", "--package"]),
    ("pnpx", &[], &["--package"]),
    ("npm", &["exec", "x"], &["--package"]),
    ("pnpm", &["dlx"], &["--package"]),
    ("yarn", &["dlx"], &["-p", "--package"]),
    ("uvx", &[], &["--from"]),
];
/// Flags of runners without a value.
const BARE_FLAGS: [&str; 9] =
    ["-y", "--yes", "-q", "--quiet", "--silent", "--prefer-offline", "--prefer-online", "--bun", "--"];

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_bridge_leads_to_the_first_url_behind_it() {
        for line in [
            "npx|mcp-remote|https://a.example/mcp",
            "npx|-y|mcp-remote@0.15.1|https://a.example/mcp|--header|Authorization:${A}",
            "/x/mcp-token|exec|exai|--|npx|-y|mcp-remote@latest|https://a.example/mcp|https://b.example",
            "sh|-c|npx mcp-remote 'https://a.example/mcp'",
            "supergateway|--streamableHttp|https://a.example/mcp",
            "/bin/mcp-proxy|https://a.example/mcp",
        ] {
            assert_eq!(url_of(&cut(line)).as_deref(), Some("https://a.example/mcp"), "{line}");
        }
        for line in ["npx|server|https://a.example", "npx|https://a.example|mcp-remote", "mcp-remote|a", ""] {
            assert_eq!(url_of(&cut(line)), None, "{line}");
        }
        assert_eq!(url_of(&cut("mcp-remote|HTTP://a")).as_deref(), Some("HTTP://a"));
        for (line, url) in [
            ("mcp-remote|${env:U}|--header|Authorization: Bearer ${env:T}", "${env:U}"),
            ("mcp-remote|--header|${H}|${U:-https://a.example}", "${H}"),
            ("mcp-remote|--header|${H}|https://a.example", "https://a.example"),
            ("mcp-proxy|--url=https://a.example/mcp|--header|a: b", "https://a.example/mcp"),
            ("mcp-remote|--server-url=${U}", "${U}"),
        ] {
            assert_eq!(url_of(&cut(line)).as_deref(), Some(url), "{line}");
        }
    }

    #[test]
    fn a_bridge_is_plain_when_every_word_of_it_is_known() {
        let ours = "/x/mcp-token|exec|exai|--header-var|AUTH_HEADER|--|npx|-y|mcp-remote@1|https://a.example|--header|X-Key:${AUTH_HEADER}";
        let is = |line: &str| plain(&cut(line)).map(|one| one.is_ours);
        assert_eq!(is(ours), Some(true));
        for (from, to) in [
            ("X-Key:${AUTH_HEADER}", "X-Tenant:${AUTH_HEADER}"),
            ("npx|-y", "npx"),
            ("-y", "--yes"),
            ("|--header-var|AUTH_HEADER", ""),
            ("|--header|X-Key:${AUTH_HEADER}", ""),
        ] {
            assert_eq!(is(&ours.replacen(from, to, 1)), Some(true), "{from} {to}");
        }
        for (from, to) in [
            ("X-Key:${AUTH_HEADER}", "X-Key:${B}"),
            ("X-Key:${AUTH_HEADER}", "X-Key:${AUTH_HEADER}|--header|X-Tenant:${AUTH_HEADER}"),
            ("X-Key:${AUTH_HEADER}", "X-Key:${AUTH_HEADER}|--header"),
            ("X-Key:${AUTH_HEADER}", "X-Key:${AUTH_HEADER}|--transport|sse"),
            ("exec|", "exec|--no-token|"),
            ("exai", "--no-token"),
            ("mcp-remote", "mcp-proxy"),
            ("--|npx", "npx"),
            ("npx", "bunx"),
            ("https://a.example", "--debug"),
        ] {
            assert_eq!(is(&ours.replacen(from, to, 1)), None, "{from} {to}");
        }
        let more = cut(&format!("{ours}|--header|X-Tenant: t|--header|X-A:b"));
        assert_eq!(plain(&more).unwrap().more, [("X-Tenant", "t"), ("X-A", "b")]);
        assert_eq!(is("mcp-token|exec|exai|--|npx|mcp-remote|https://a|--header|X-Key: PRIVATE"), None);
        let theirs = "npx|mcp-remote|https://a.example|--header|Authorization: Bearer PRIVATE";
        let found = cut(theirs);
        let found = plain(&found).unwrap();
        assert_eq!((found.header, found.is_ours), (Some(("Authorization", "Bearer PRIVATE")), false));
        for (from, to) in [("Authorization", "X-Tenant"), ("npx", "other"), ("PRIVATE", "PRIVATE|--debug")] {
            assert_eq!(is(&theirs.replacen(from, to, 1)), None, "{from} {to}");
        }
        let clear = |url: &str| is(&format!("{ours}|--allow-http").replace("https://a.example", url));
        assert_eq!(clear("http://[::1]:3000/mcp"), Some(true));
        assert_eq!((clear("https://a.example"), clear("http://localhost:3000/mcp")), (None, None));
        assert_eq!(is(""), None);
    }

    #[test]
    fn a_package_that_is_handed_a_token_is_pinned_to_one_version() {
        let of = |line: &str| unpinned(&cut(&format!("mcp-token|exec|a|--|{line}"))).map(str::to_owned);
        for (line, package) in [
            ("npx|mcp-remote|https://a", "mcp-remote"),
            ("npx|-y|@scope/server", "@scope/server"),
            ("/usr/bin/npx|mcp-remote@latest", "mcp-remote@latest"),
            ("npx|mcp-remote@^0.15.1", "mcp-remote@^0.15.1"),
            ("npx|mcp-remote@0.15", "mcp-remote@0.15"),
            ("npx|--package=server|run", "server"),
            ("npm|exec|--|server", "server"),
            ("pnpm|dlx|server", "server"),
            ("uvx|--from|server|run", "server"),
            ("uvx|server==1.*", "server==1.*"),
            ("uvx|server@latest", "server@latest"),
            ("uvx|--from|server>=1.2|run", "server>=1.2"),
        ] {
            assert_eq!(of(line).as_deref(), Some(package), "{line}");
        }
        for line in [
            "npx|mcp-remote@0.15.1|https://a",
            "npx|-y|@scope/server@1.2.3-rc.1",
            "uvx|server==1.2",
            "uvx|server@1.2",
            "uvx|--from|server==1.2|run",
            "uvx|--from|server@2|run",
            "npx|-p|server@1.2.3|run",
            "npx|./server",
            "npx|github:a/b",
            "npx|--unknown|server",
            "npm|run|server",
            "server|x",
            "npx",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
        assert_eq!(unpinned(&cut("npx|server")), None, "nothing is handed to it by us");
    }
}
