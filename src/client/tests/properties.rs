//! Files that nobody has written.

use proptest::collection::vec;
use proptest::prelude::*;

use super::client;
use super::place::{Place, entry, in_it, put, taken};
use crate::client::Value;
use crate::client::edit::Document;

const BLANKS: [&str; 8] = ["", " ", "\n", "\r\n", "\t", "\n\n    ", "  ", "\r\n\t"];
/// White space to Unicode, and to no client.
const STRANGE: [char; 6] = ['\u{a0}', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{3000}'];
const COMMENTS: [&str; 6] =
    ["// a \"comment\" }\n", "/* one */", "/* two\r\nlines, */", "//\r\n", "/**/", "// {\n"];

/// White space, and comments when those are read.
fn space(comments: bool) -> impl Strategy<Value = String> {
    let blank = || prop::sample::select(&BLANKS[..]).prop_map(str::to_owned);
    let strange = || prop::sample::select(&STRANGE[..]).prop_map(String::from);
    let blanks = || prop_oneof![99 => blank(), 1 => strange()];
    let comment = prop_oneof![4 => Just(""), 1 => prop::sample::select(&COMMENTS[..])];
    (blanks(), comment, blanks())
        .prop_map(move |(before, comment, after)| before + if comments { comment } else { "" } + &after)
}

fn text() -> impl Strategy<Value = String> {
    prop::sample::select(
        &[
            "a",
            "",
            "\\\"",
            "\\\\",
            "b\\n",
            "\\u00e9",
            "\u{e9}",
            "\u{1f980}",
            "{",
            "//",
            "/*",
            "],",
            "mcpServers",
        ][..],
    )
    .prop_map(|text| format!("\"{text}\""))
}

fn scalar() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&["true", "false", "null", "0", "-1.50e+3", "12345678901234567890"][..]);
    prop_oneof![text(), word.prop_map(str::to_owned)]
}

/// Values between brackets, with or without a comma behind the last.
fn list(
    inside: impl Strategy<Value = String>,
    brackets: (&'static str, &'static str),
    lenient: bool,
) -> impl Strategy<Value = String> {
    let item = (space(lenient), inside, space(lenient));
    (vec(item, 0..4), any::<bool>(), space(lenient)).prop_map(move |(items, comma, end)| {
        let items: Vec<_> = items.into_iter().map(|(before, item, after)| before + &item + &after).collect();
        let last = if comma && lenient && !items.is_empty() { "," } else { "" };
        [brackets.0, &items.join(","), last, &end, brackets.1].concat()
    })
}

fn value(lenient: bool) -> impl Strategy<Value = String> {
    scalar().prop_recursive(3, 16, 4, move |inner| {
        let member = (text(), space(lenient), space(lenient), inner.clone())
            .prop_map(|(name, before, after, value)| [&name, &*before, ":", &after, &value].concat());
        prop_oneof![list(inner, ("[", "]"), lenient), list(member, ("{", "}"), lenient)]
    })
}

/// A member of an entry, which may be called as one of ours.
fn member() -> impl Strategy<Value = String> {
    let name = prop::sample::select(&["url", "headers", "command", "args", "env", "a", "b", "c"][..]);
    (name, space(true), value(true)).prop_map(|(name, space, value)| format!("\"{name}\":{space}{value}"))
}

/// A file with members of others, and perhaps servers among them.
fn file(lenient: bool) -> impl Strategy<Value = String> {
    let other = |prefix: &'static str| {
        (0..9_u8, space(lenient), value(lenient))
            .prop_map(move |(name, space, value)| format!("\"{prefix}{name}\":{space}{value}"))
    };
    let servers = (space(lenient), list(other("s"), ("{", "}"), lenient))
        .prop_map(|(space, servers)| format!("\"mcpServers\":{space}{servers}"));
    let members = (vec(other("x"), 0..3), prop::option::of(servers), vec(other("y"), 0..3));
    let around = (
        prop::sample::select(&["", "\u{feff}"][..]),
        space(lenient),
        space(lenient),
        space(lenient),
        any::<bool>(),
    );
    (members, around).prop_map(move |((before, servers, after), (mark, start, inside, end, comma))| {
        let members: Vec<_> = before.into_iter().chain(servers).chain(after).collect();
        let last = if comma && lenient && !members.is_empty() { "," } else { "" };
        let text = members.join(&format!(",{inside}"));
        format!("{mark}{start}{{{inside}{text}{last}{inside}}}{end}")
    })
}

fn toml_file() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "# a comment\n",
            "\n",
            "  \n",
            "[other]\nx = 1 # one\n",
            "[[list]]\ny = '''\n[mcp_servers.acme]\n'''\n",
            "[mcp_servers.a]\ncommand = \"x\"\nargs = [\n  'y', # why\n]\n",
            "[mcp_servers.b]\nurl = \"https://b.example\"\n[mcp_servers.b.http_headers]\nA = 'b'\n",
            "[mcp_servers.\"c.d\"]\n",
            "[z.y]\nk = { a = 1, b = [ ] }\n",
        ][..],
    );
    let head = prop::sample::select(&["", "a = 1\n", "# first\n\nb.c = 2\n"][..]);
    let ends =
        prop_oneof![Just(("\n", true)), Just(("\r\n", true)), Just(("\n", false)), Just(("\r\n", false))];
    (head, vec(piece, 0..5), ends, any::<bool>()).prop_filter_map(
        "a table twice",
        |(head, pieces, (end, ended), mark)| {
            let mut text = head.to_owned() + &pieces.concat();
            if !ended {
                text.truncate(text.trim_end_matches('\n').len());
            }
            let mark = if mark { "\u{feff}" } else { "" };
            let text = format!("{mark}{}", text.replace('\n', end));
            Document::parse(client("codex"), text.as_bytes()).is_ok().then_some(text)
        },
    )
}

/// What is not white space, of the old text, is in the new one, in its order, with nothing in between but what is new.
fn is_kept(old: &str, new: &str) -> bool {
    let mut rest = new.chars();
    old.chars().filter(|letter| !letter.is_whitespace()).all(|wanted| rest.any(|found| found == wanted))
}

fn closed_up(text: &str) -> String {
    text.split_whitespace().collect()
}

fn check(to: &str, text: &str) -> Result<(), TestCaseError> {
    let client = client(to);
    let entry = entry(client, None);
    if text.contains(STRANGE) {
        prop_assert!(Document::parse(client, text.as_bytes()).is_err());
        return Ok(());
    }
    let before =
        Document::parse(client, text.as_bytes()).map_err(|error| TestCaseError::fail(error.what))?.value();
    let after = put(client, &entry, text.as_bytes());
    let shown = String::from_utf8(after.clone()).unwrap();
    prop_assert_eq!(in_it(client, &after), Some(entry.value.clone()), "{}", shown);
    prop_assert_eq!(put(client, &entry, &after), after.clone(), "twice: {}", shown);
    prop_assert!(is_kept(text, &shown), "{}", shown);
    let again = taken(client, &entry, &after);
    let left = Document::parse(client, &again).unwrap().value();
    let root = &client.root[0];
    let others =
        |value: &Value| value.members().iter().filter(|(name, _)| name != root).cloned().collect::<Vec<_>>();
    prop_assert_eq!(others(&left), others(&before), "{}", shown);
    let servers =
        |value: &Value| value.get(root).map(|servers| servers.members().to_vec()).unwrap_or_default();
    prop_assert_eq!(servers(&left), servers(&before), "{}", shown);
    if before.get(root).is_some_and(|servers| !servers.members().is_empty()) {
        prop_assert_eq!(String::from_utf8(again).unwrap(), text);
    }
    comes_back(to, text)
}

/// It is all as it was, whatever was there; where something else has touched it since, all but white space.
fn comes_back(to: &str, text: &str) -> Result<(), TestCaseError> {
    let client = client(to);
    let entry = entry(client, None);
    let place = Place::with(client, text.as_bytes());
    for since in ["", "\n"] {
        place.install(&entry);
        place.overwrite(&[&place.bytes()[..], since.as_bytes()].concat());
        place.remove().unwrap();
        let left = String::from_utf8(place.bytes()).unwrap();
        prop_assert!(left == text || !since.is_empty() && closed_up(&left) == closed_up(text), "{}", left);
    }
    Ok(())
}

/// An entry with comments beside one that speaks of a token: it says what it said, and what was left of them is there.
fn comes_back_in_part(to: &str, text: &str) -> Result<(), TestCaseError> {
    let client = client(to);
    let before = Document::parse(client, text.as_bytes()).ok().and_then(|before| before.entry("acme"));
    let Some(before) = before.filter(|before| before.doubles().is_empty()) else { return Ok(()) };
    let read = |bytes: &[u8]| Document::parse(client, bytes).unwrap();
    let place = Place::with(client, text.as_bytes());
    place.install(&entry(client, None));
    let left = place.bytes();
    let left = read(&left);
    place.remove().unwrap();
    let (shown, after) = (String::from_utf8(place.bytes()).unwrap(), place.bytes());
    let after = read(&after);
    prop_assert!(after.entry("acme").unwrap().says_the_same(&before), "{}", shown);
    prop_assert!(left.comments().iter().all(|comment| after.comments().contains(comment)), "{}", shown);
    Ok(())
}

/// The lines of one entry, be they read or not.
fn toml_entry() -> impl Strategy<Value = String> {
    let line = prop::sample::select(
        &[
            "# a comment\n",
            "\n",
            "command = 'x' # one\n",
            "url = 'https://o.example'\n",
            "n = 1.50 # two\n",
            "day = 2020-01-02\n",
            "args = [\n  'y', # three\n]\n",
            "http_headers = { A = 'b', c = 1e3 }\n",
            "env.B = 1.0\n",
        ][..],
    );
    let table = prop::sample::select(
        &[
            "# above\n[mcp_servers.acme.env] # four\nA = 0.5\n",
            "\n[mcp_servers.acme.http_headers]\nA = 'b'\n# five\n",
            "[[mcp_servers.acme.list]]\ny = 1.5 # six\n",
            "[other]\nx = 1 # seven\n",
        ][..],
    );
    let end = prop::sample::select(&["\n", "\r\n"][..]);
    (vec(line, 0..6), vec(table, 0..4), end).prop_map(|(lines, tables, end)| {
        let text = format!("# what token?\n[mcp_servers.acme]\n{}{}", lines.concat(), tables.concat());
        text.replace('\n', end)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn json_with_comments_and_commas(text in file(true)) {
        check("cursor", &text)?;
    }

    #[test]
    fn strict_json(text in file(false)) {
        check("claude-code", &text)?;
    }

    #[test]
    fn toml(text in toml_file()) {
        let codex = client("codex");
        let entry = entry(codex, None);
        let after = put(codex, &entry, text.as_bytes());
        prop_assert_eq!(in_it(codex, &after), Some(entry.value.clone()));
        prop_assert_eq!(put(codex, &entry, &after), after.clone());
        prop_assert_eq!(String::from_utf8(taken(codex, &entry, &after)).unwrap(), &*text);
        comes_back("codex", &text)?;
    }

    #[test]
    fn an_entry_without_its_comments(inside in list(member(), ("{", "}"), true)) {
        comes_back_in_part("cursor", &format!("// what token?\n{{\"mcpServers\":{{\"acme\":{inside}}}}}"))?;
    }

    #[test]
    fn a_table_without_its_comments(text in toml_entry()) {
        comes_back_in_part("codex", &text)?;
    }

    #[test]
    fn whatever_the_bytes_are_nothing_panics(bytes in vec(any::<u8>(), 0..48), text in file(true), cut in 0..200_usize) {
        let mut end = cut.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for bytes in [&bytes[..], &text.as_bytes()[..end]] {
            for name in ["cursor", "claude-code", "codex"] {
                if let Ok(mut document) = Document::parse(client(name), bytes) {
                    drop(document.set(&entry(client(name), None), None));
                    drop(document.remove("acme"));
                }
            }
        }
    }
}
