//! A file keeps every byte that is not ours.

use super::client;
use super::corpus::{self, File};
use super::place::{Place, entry, in_it, put, taken};
use crate::client::edit::Document;
use crate::client::{Client, Entry, Format, Outcome, Platform, Value};

/// Each client that reads files in its own way, and what it takes.
fn all() -> impl Iterator<Item = (&'static Client, Vec<File>)> {
    let names = ["claude-code", "cursor", "gemini", "qwen", "vscode", "opencode", "codex"];
    names.into_iter().map(|name| (client(name), corpus::of(client(name))))
}

#[test]
fn a_mark_is_refused_where_the_client_reads_nothing_behind_one() {
    let read =
        |name: &str| Document::parse(client(name), "\u{feff}{}".as_bytes()).err().map(|error| error.what);
    assert_eq!(read("gemini").as_deref(), Some("line 1 begins with a byte order mark"));
    assert_eq!(read("qwen"), None);
}

#[test]
fn the_entry_reads_back_and_all_before_and_behind_stays() {
    for (client, files) in all() {
        for (name, bytes) in files {
            let entry = entry(client, None);
            let after = put(client, &entry, &bytes);
            let about = format!("{}, {name}:\n{}", client.name, String::from_utf8_lossy(&after));
            assert_eq!(in_it(client, &after), Some(entry.value.clone()), "{about}");
            assert_eq!(put(client, &entry, &after), after, "{about}");
            // What is new is new text: the old one is all there, in its order.
            let mut rest = after.iter();
            let blank = |byte: &&u8| !byte.is_ascii_whitespace();
            assert!(bytes.iter().filter(blank).all(|old| rest.any(|new| new == old)), "{about}");
            let ends = |bytes: &[u8]| bytes.ends_with(b"\n");
            assert!(
                ends(&after) == ends(&bytes) || corpus::empty().iter().any(|(empty, _)| *empty == name),
                "{about}"
            );
            let plain_ends = memchr::memmem::find_iter(&after, "\n").count()
                > memchr::memmem::find_iter(&after, "\r\n").count();
            assert!(!name.contains("CRLF") || !plain_ends, "{about}");
        }
    }
}

/// Without a record only the entry goes. What was made around it stays, empty.
#[test]
fn taken_out_again_all_is_as_it_was() {
    for (client, files) in all() {
        for (name, bytes) in files {
            let entry = entry(client, None);
            let after = taken(client, &entry, &put(client, &entry, &bytes));
            let about = format!("{}, {name}:\n{}", client.name, String::from_utf8_lossy(&after));
            assert_eq!(in_it(client, &after), None, "{about}");
            let before = Document::parse(client, &bytes).unwrap().value();
            let had = |key: &str| before.get(key).is_some_and(|found| !found.members().is_empty());
            if (client.format == Format::Toml || had(&client.root[0])) && client.inputs.is_none() {
                assert_eq!(String::from_utf8_lossy(&after), String::from_utf8_lossy(&bytes), "{about}");
            }
            assert_eq!(without_empty(client, &after), without_empty(client, &bytes), "{about}");
        }
    }
}

/// Without white space, and without the places of servers and inputs where nothing is in them.
fn without_empty(client: &Client, bytes: &[u8]) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap().replace('\u{feff}', "");
    let mut text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let root = format!("\"{}\":{{}}", client.root[0]);
    for empty in [&*root, "\"inputs\":[]"] {
        for with_comma in [format!(",{empty}"), format!("{empty},"), empty.to_owned()] {
            text = text.replace(&with_comma, "");
        }
    }
    if text == "{}" { String::new() } else { text }
}

/// What a client or somebody put beside ours, and how they wrote it.
#[test]
fn an_entry_that_is_there_keeps_what_is_not_ours() {
    let kiro = client("kiro");
    let before = "{\"mcpServers\": {\"acme\": {\n  \"autoApprove\": [\"add\"], // mine\n  \"url\": \"https://old.example\",\n  \"headers\": {\"Authorization\": \"Bearer old-literal\"},\n  \"disabled\": true }}}";
    let after = String::from_utf8(put(kiro, &entry(kiro, None), before.as_bytes())).unwrap();
    assert!(after.contains("\"autoApprove\": [\"add\"], // mine\n"), "{after}");
    assert!(after.contains("\"url\": \"https://mcp.example.com/mcp\",\n"), "{after}");
    assert!(after.contains("\"disabled\": true }}}"), "{after}");
    assert!(!after.contains("old"), "{after}");

    // A server behind a URL becomes one that is started: nothing of the first is left.
    let gemini = client("gemini");
    let before =
        br#"{"mcpServers": {"acme": {"url": "https://old.example", "type": "http", "trust": true}}}"#;
    let started = Entry::new(gemini, &super::stdio(Platform::Linux), None, None).unwrap();
    let started = Entry { server: "acme".to_owned(), ..started };
    let found = in_it(gemini, &put(gemini, &started, before)).unwrap();
    let keys: Vec<_> = found.members().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["trust", "command", "args", "env"]);

    // What was pasted from another client, and a token under a key that this one does not know.
    let desktop = client("claude-desktop");
    let before = br#"{"mcpServers": {"acme": {"url": "https://old.example", "bearer_token": "old-literal", "oauth": {"client_secret": "kept-it"}}}}"#;
    let found = in_it(desktop, &put(desktop, &entry(desktop, None), before)).unwrap();
    let keys: Vec<_> = found.members().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["oauth", "command", "args"]);

    let codex = client("codex");
    let before = "[mcp_servers.acme] # mine\nbearer_token_env_var = \"OLD\"\nurl = 'https://mcp.example.com/mcp/' # where\nenabled = false\n\n[mcp_servers.acme.http_headers]\nA = \"b\"\n";
    let after = |before: &str| String::from_utf8(put(codex, &entry(codex, None), before.as_bytes())).unwrap();
    let without = "[mcp_servers.acme] # mine\nurl = \"https://mcp.example.com/mcp\" # where\nenabled = false\n\
         http_headers_helper = \"'/home/ann lee/bin/mcp-token' get acme -o headers-json\"\n";
    assert_eq!(after(before), format!("{without}\n[mcp_servers.acme.http_headers]\nA = \"b\"\n"));
    // A header for another server is none for this one.
    assert_eq!(after(&before.replace("mcp.example.com/mcp/", "old.example")), without);
}

/// Somebody has made lines comments, and takes the marks away again.
#[test]
fn a_table_is_put_behind_the_comments_at_the_end_and_leaves_them_there() {
    let codex = client("codex");
    let with = |before: &str| String::from_utf8(put(codex, &entry(codex, None), before.as_bytes())).unwrap();
    let without =
        |after: &str| String::from_utf8(taken(codex, &entry(codex, None), after.as_bytes())).unwrap();
    let own = with("");
    for (before, gap) in [
        ("# model = \"o\"\n", "\n"),
        ("# model = \"o\"", "\n\n"),
        ("model = \"o\"\n# approval = 1\n", "\n"),
        ("[mcp_servers.z]\nurl = \"x\"\n# enabled = false\n", "\n"),
    ] {
        let after = with(before);
        assert_eq!(
            after,
            format!("{before}{gap}{}", if before.ends_with('\n') { &own } else { own.trim_end() })
        );
        // What has come since does not take them away.
        for more in ["\n[z]\na = 1\n", "\n[[z]]\n\n[y]\n"] {
            let gap = gap.strip_suffix('\n').unwrap_or_default();
            assert_eq!(without(&format!("{}\n{more}", after.trim_end())), format!("{before}{gap}{more}"));
        }
    }
    // Where others stand between, they stay what they were behind.
    let between = "[mcp_servers.z]\nurl = \"x\"\n\n[y]\n# a = 1\n";
    assert!(with(between).ends_with("\n\n[y]\n# a = 1\n"));
}

/// The order of members is nobody's.
#[test]
fn an_entry_in_another_order_is_the_same() {
    let cursor = client("cursor");
    let before = br#"{"mcpServers":{"acme":{"headers":{"Authorization":"Bearer ${env:ACME_MCP_TOKEN}"},"url":"https://mcp.example.com/mcp"}}}"#;
    assert_eq!(put(cursor, &entry(cursor, None), before), before);
    let place = Place::with(cursor, before);
    let change = place.change(&entry(cursor, None)).unwrap();
    assert!(change.is_nothing() && change.outcome() == Outcome::Unchanged);
}

#[test]
fn a_number_that_is_no_whole_one_is_read_and_written_as_it_stands() {
    for (name, number) in [
        ("claude-code", "1.50e+3"),
        ("claude-code", "12345678901234567890"),
        ("codex", "1_0.50"),
        ("codex", "-inf"),
    ] {
        let value = Value::Map(vec![("x".to_owned(), Value::Fraction(number.to_owned()))]);
        let entry = Entry { value, ..entry(client(name), None) };
        let bytes = put(client(name), &entry, b"");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(number) && !text.contains(&format!("\"{number}")), "{text}");
        assert_eq!(in_it(client(name), &bytes), Some(entry.value));
    }
    // TOML has none of so many digits.
    let value = Value::Map(vec![("x".to_owned(), Value::Fraction("12345678901234567890".to_owned()))]);
    let entry = Entry { value, ..entry(client("codex"), None) };
    let bytes = put(client("codex"), &entry, b"");
    assert!(String::from_utf8_lossy(&bytes).contains("x = \"12345678901234567890\""));
}

/// Two servers of one profile: the client asks once.
#[test]
fn what_the_user_is_asked_stays_while_another_entry_needs_it() {
    let vscode = client("vscode");
    let one = entry(vscode, None);
    let two = Entry { server: "second".to_owned(), ..entry(vscode, None) };
    let both = put(vscode, &two, &put(vscode, &one, b"{}"));
    let asked = |bytes: &[u8]| String::from_utf8_lossy(bytes).matches("promptString").count();
    assert_eq!(asked(&both), 1);
    let left = taken(vscode, &one, &both);
    assert_eq!(asked(&left), 1);
    assert_eq!(asked(&taken(vscode, &two, &left)), 0);
}

/// OpenCode reads its servers in two places: a new one goes where newer files have them, and another stays where it is.
#[test]
fn the_newer_place_is_used_where_it_is() {
    let opencode = client("opencode");
    let keys = |before: &str| {
        let after: serde_json::Value =
            serde_json::from_slice(&put(opencode, &entry(opencode, None), before.as_bytes())).unwrap();
        (after["mcp"].get("acme").is_some(), after["mcp"]["servers"].get("acme").is_some())
    };
    assert_eq!(keys(r#"{"mcp": {"other": {"type": "local"}}}"#), (true, false));
    assert_eq!(keys(r#"{"mcp": {"servers": {}}}"#), (false, true));
    assert_eq!(keys(r#"{"mcp": {"other": {"type": "local"}, "servers": {}}}"#), (false, true));
    assert_eq!(keys(r#"{"mcp": {"acme": {"type": "remote"}, "servers": {}}}"#), (true, false));
    assert_eq!(keys(r#"{"mcp": {"servers": {"acme": {"type": "remote"}}}}"#), (false, true));
    assert_eq!(
        keys(r#"{"mcp": {"servers": {"type": "remote", "url": "https://a.example"}}}"#),
        (true, false)
    );
}

/// The library looks at white space for it.
#[test]
fn a_comma_behind_the_last_stays() {
    let cursor = client("cursor");
    for text in [
        "{\"x\":1,\n\"z\":3,}",
        "{\"mcpServers\":{\"b\":{},\n\"c\":{}, /* c */}}",
        "{\"mcpServers\":{\"b\":{},\r\n\"c\":{}, // c\r\n}}",
        "{\"mcpServers\":{\"b\":{},\n\"c\":{}}}",
    ] {
        let place = Place::with(cursor, text.as_bytes());
        place.install(&entry(cursor, None));
        place.overwrite(&[&place.bytes()[..], b"\n"].concat());
        place.remove().unwrap();
        assert_eq!(String::from_utf8(place.bytes()).unwrap(), format!("{text}\n"));
    }
}

/// In one line the library would break the line at each of them.
#[test]
fn a_line_of_many_members_is_changed_in_time() {
    let cursor = client("cursor");
    let many: String = (0..200_000).map(|index| format!("\"s{index}\":{index},")).collect();
    for (text, at) in [
        (format!("{{\"mcpServers\":{{{many}\"z\":{{}}}},\"last\":1}}"), "\"z\":{}"),
        (format!("{{{many}\"z\":{{}}}}\r\n"), "\"z\":{}"),
    ] {
        let after = String::from_utf8(put(cursor, &entry(cursor, None), text.as_bytes())).unwrap();
        let (before, behind) = text.split_once(at).unwrap();
        assert!(after.starts_with(&format!("{before}{at},")) && after.ends_with(behind));
        assert_eq!(in_it(cursor, after.as_bytes()), Some(entry(cursor, None).value));
        let again = taken(cursor, &entry(cursor, None), after.as_bytes());
        assert!(again.starts_with(before.as_bytes()) && again.ends_with(behind.as_bytes()));
    }
}

/// What a line looks like does not hang on how many members are in it.
#[test]
fn a_line_of_some_members_is_changed_as_one_of_few() {
    let vscode = client("vscode");
    let with = |middle: &str| {
        let text = format!(
            "{{ \"inputs\": [{{\"id\": \"x\"}}], {middle}\"servers\": {{\"a\": 1, {middle}\"z\": 2}}, \"y\": 3 }}"
        );
        (String::from_utf8(put(vscode, &entry(vscode, None), text.as_bytes())).unwrap(), text)
    };
    let (few, _) = with("");
    let (some, before) = with("\"m\": /* 1 */ 1, \"n\": [\n], ");
    assert_eq!(some.replace("\"m\": /* 1 */ 1, \"n\": [\n], ", ""), few);
    assert_eq!(taken(vscode, &entry(vscode, None), some.as_bytes()), before.as_bytes());
    // What stands there already is found wherever it is.
    for twice in ["\"servers\": {}, ", "\"inputs\": {}, "] {
        let text = format!("{{\"a\": 1, {twice}\"b\": 2, \"servers\": {{}}, \"z\": 3}}");
        let mut document = Document::parse(vscode, text.as_bytes()).unwrap();
        assert!(document.set(&entry(vscode, None), None).is_err(), "{text}");
    }
}
