//! What is put into a file is taken out again, and nothing of anybody else goes with it.

use proptest::prelude::*;
use proptest::sample::select;

use super::client;
use super::corpus;
use super::place::{Place, called, entry, in_it, put};
use crate::client::edit::Document;
use crate::client::{Change, ClientError, Entry, Mode};

#[test]
fn installed_then_removed_is_what_it_was_byte_for_byte() {
    let files = [corpus::strict(), corpus::with_comments(), corpus::with_commas()].concat();
    let some =
        ["CRLF, not ended", "one line", "empty object", "blank lines", "200 kB", "commas and comments"];
    let files = files.into_iter().filter(|(name, _)| some.contains(name));
    for (name, bytes) in files.chain(corpus::empty().into_iter().take(1)) {
        let place = Place::with(client("vscode"), &bytes);
        let entry = entry(client("vscode"), None);
        place.install(&entry);
        assert!(place.change(&entry).unwrap().is_nothing(), "{name}");
        place.install(&entry);
        place.remove().unwrap();
        assert_eq!(place.bytes(), bytes, "{name}");
        assert!(matches!(place.remove(), Err(ClientError::NoEntry { .. })), "{name}");
    }
}

#[test]
fn a_file_that_was_not_there_is_gone_again() {
    for name in ["cursor", "codex"] {
        let place = Place::new(client(name));
        place.install(&entry(client(name), None));
        assert!(in_it(client(name), &place.bytes()).is_some());
        place.remove().unwrap();
        assert!(!place.path().exists(), "{name}");
        // What somebody added meanwhile stays.
        place.install(&entry(client(name), None));
        let more = put(
            client(name),
            &Entry { server: "more".to_owned(), ..entry(client(name), None) },
            &place.bytes(),
        );
        place.overwrite(&more);
        place.remove().unwrap();
        let left = Document::parse(client(name), &place.bytes()).unwrap().entry(client(name), "more");
        assert!(left.is_some() && in_it(client(name), &place.bytes()).is_none(), "{name}");
    }
}

#[test]
fn what_the_client_would_not_read_is_not_touched() {
    let lenient = corpus::refused().into_iter().map(|row| ("cursor", row));
    let strict: [(&str, &[u8], &str); 11] = [
        ("claude-code", b"{\n  \"a\": 01\n}\n", "line 2 is not JSON"),
        ("claude-code", b"{\n  \"a\": \"\t\"\n}\n", "line 2 is not JSON"),
        ("claude-code", "{\n  \"a\":\u{a0}1\n}\n".as_bytes(), "line 2 is not JSON"),
        ("cursor", "// \u{a0}\n{\u{2003}}\n".as_bytes(), "line 2 is not JSON"),
        ("claude-code", b"{}\n/* */", "line 2 holds a comment or a comma before a bracket"),
        ("claude-code", b"{\n  // mine\n}\n", "line 2 holds a comment or a comma before a bracket"),
        ("claude-code", b"{\n  \"a\": [1,]\n}\n", "line 2 holds a comment or a comma before a bracket"),
        ("gemini", b"{\n  // mine\n  \"a\": 1,\n}\n", "line 3 holds a comma before a bracket"),
        ("codex", b"a = 1\n[mcp_servers\n", "line 2 is not TOML"),
        ("codex", b"mcp_servers = 1\n", "`mcp_servers` is no table"),
        ("codex", b"a = 1\r\na = 2\r\n", "line 2 is not TOML"),
    ];
    let strict = strict.into_iter().map(|(to, bytes, what)| (to, ("strict", bytes.to_vec(), what)));
    for (to, (name, bytes, what)) in lenient.chain(strict) {
        let place = Place::with(client(to), &bytes);
        let error = place.change(&entry(client(to), None)).unwrap_err();
        let expected = format!("`{}` is not read by {}: {what}", place.path().display(), client(to).title);
        assert_eq!(error.to_string(), expected, "{name}");
        assert_eq!(place.bytes(), bytes, "{name}");
    }
}

/// The copy is ours alone; it is not made of what held a token, and goes with the entry.
#[test]
fn one_copy_of_what_was_there() {
    let cursor = client("cursor");
    let place = Place::with(cursor, b"{}");
    place.install(&entry(cursor, None));
    assert_eq!(place.copies(), 1);
    place.remove().unwrap();
    assert_eq!(place.copies(), 0);

    let held = br#"{"mcpServers":{"acme":{"url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"}}}}"#;
    let place = Place::with(cursor, held);
    place.install(&entry(cursor, None));
    assert_eq!(place.copies(), 0);
    assert!(!String::from_utf8(place.bytes()).unwrap().contains("eyJ"));

    // Nor of the tokens of other servers; the entry is cut out instead.
    for held in [
        r#""other":{"url":"https://o.example","headers":{"Authorization":"Bearer opaque"}}"#,
        r#""other":{"command":"x","args":["--api-key","opaque"]}"#,
        r#""other":{"command":"x","env":{"A_TOKEN":"short"}}"#,
    ] {
        let held = format!("{{\n  \"mcpServers\": {{\n    {held}\n  }}\n}}\n");
        let place = Place::with(cursor, held.as_bytes());
        place.install(&entry(cursor, None));
        assert_eq!(place.copies(), 0, "{held}");
        place.remove().unwrap();
        assert_eq!(String::from_utf8(place.bytes()).unwrap(), held);
    }
}

/// Somebody's own entry of that name is not lost.
#[test]
fn an_entry_of_somebody_else_is_put_back() {
    let cursor = client("cursor");
    let theirs = br#"{"mcpServers":{"acme":{"command":"mine","args":["--careful"]}}}"#;
    let place = Place::with(cursor, theirs);
    place.install(&entry(cursor, None));
    assert!(!String::from_utf8(place.bytes()).unwrap().contains("mine"));
    // Again, in another way, after a change from elsewhere: it is ours now.
    place.install(&entry(cursor, Some(Mode::Exec)));
    place.remove().unwrap();
    assert_eq!(place.bytes(), theirs);

    let place = Place::with(cursor, b"{}");
    place.install(&entry(cursor, None));
    place.overwrite(&[&place.bytes()[..], b"\n"].concat());
    place.install(&entry(cursor, Some(Mode::Exec)));
    place.remove().unwrap();
    assert_eq!(in_it(cursor, &place.bytes()), None);
}

/// Whenever the run is ended: before the file is written, or right after.
#[test]
fn an_entry_of_somebody_else_is_kept_before_it_is_replaced() {
    let cursor = client("cursor");
    let theirs = br#"{"apiKey":"PRIVATE","mcpServers":{"acme":{"command":"mine"}}}"#;
    let ours = put(cursor, &entry(cursor, None), theirs);
    for is_written in [false, true] {
        let place = Place::with(cursor, theirs);
        let change = place.change(&entry(cursor, None)).unwrap();
        change.memory.keep(theirs, &place.records()).unwrap();
        if is_written {
            place.overwrite(&ours);
        }
        place.remove().unwrap();
        assert_eq!(place.bytes(), theirs, "{is_written}");
        assert!(place.records().all().unwrap().is_empty());
    }
    // Of what was not done nothing is remembered.
    let place = Place::with(cursor, theirs);
    let change = place.change(&entry(cursor, None)).unwrap();
    place.overwrite(b"{}");
    assert!(matches!(change.carry_out(&place.records()), Err(ClientError::File(_))));
    assert!(place.records().all().unwrap().is_empty());
}

/// Whenever the run is ended, and whether it is tried again: what is remembered is enough for the way back.
#[test]
fn what_an_ended_run_has_begun_goes_whole() {
    for (client, theirs) in [
        (client("cursor"), &b"{} \n"[..]),
        (client("vscode"), b"{ // mine\n}\n"),
        (client("cursor"), br#"{"mcpServers":{"acme":{"command":"mine"}}}"#),
    ] {
        let ours = put(client, &entry(client, None), theirs);
        for (is_written, again) in [(false, false), (false, true), (true, false), (true, true)] {
            let place = Place::with(client, theirs);
            place.change(&entry(client, None)).unwrap().memory.keep(theirs, &place.records()).unwrap();
            if is_written {
                place.overwrite(&ours);
            }
            if again {
                place.install(&entry(client, None));
                assert_eq!((place.bytes(), place.copies()), (ours.clone(), 1));
            }
            place.remove().unwrap();
            assert_eq!(place.bytes(), theirs, "{is_written} {again}");
            assert!(place.records().all().unwrap().is_empty() && place.copies() == 0);
        }
    }
}

/// By hand, or by a run of ours that was ended: what is remembered goes as well, with what the client asks for the entry.
#[test]
fn of_an_entry_that_is_gone_nothing_stays() {
    let vscode = client("vscode");
    let place = Place::with(vscode, b"{}");
    place.install(&entry(vscode, None));
    let bytes = place.bytes();
    let mut document = Document::parse(vscode, &bytes).unwrap();
    document.remove(vscode, "acme").unwrap();
    let without = document.to_bytes();
    assert!(String::from_utf8_lossy(&without).contains("promptString"));
    place.overwrite(&without);
    place.remove().unwrap();
    assert!(!String::from_utf8_lossy(&place.bytes()).contains("promptString"));
    assert!(place.records().all().unwrap().is_empty() && place.copies() == 0);
    assert!(matches!(place.remove(), Err(ClientError::NoEntry { .. })));
}

/// A table as it stood: its comments, its own tables, its place among the others.
#[test]
fn a_table_of_somebody_else_is_put_back_beside_what_came_since() {
    let codex = client("codex");
    for theirs in [
        "# mine\n[mcp_servers.acme] # why\ncommand = 'x' # what\nn = 1.5\n\n[mcp_servers.acme.tools]\na = 1\n\n[z]\ny = 1\n",
        "mcp_servers = { acme = { command = 'x' } }\nz = 1\n",
        "mcp_servers.acme.command = 'x'\n\n[z]\n",
    ] {
        let place = Place::with(codex, theirs.as_bytes());
        place.install(&entry(codex, None));
        let since = [&place.bytes()[..], b"# since\n"].concat();
        assert!(!String::from_utf8_lossy(&since).contains("'x'"));
        place.overwrite(&since);
        place.remove().unwrap();
        assert_eq!(String::from_utf8(place.bytes()).unwrap(), format!("{theirs}# since\n"));
    }
}

/// What was asked for in one mode is not asked for in another.
#[test]
fn what_the_user_is_asked_goes_when_the_mode_changes() {
    let vscode = client("vscode");
    let place = Place::with(vscode, b"{}");
    place.install(&entry(vscode, None));
    assert!(String::from_utf8(place.bytes()).unwrap().contains("promptString"));
    place.install(&entry(vscode, Some(Mode::Exec)));
    assert!(!String::from_utf8(place.bytes()).unwrap().contains("promptString"));
    place.remove().unwrap();
    assert_eq!(place.bytes(), b"{}");
}

#[test]
fn what_changed_meanwhile_is_not_overwritten() {
    let cursor = client("cursor");
    let place = Place::with(cursor, b"{}");
    let change = place.change(&entry(cursor, None)).unwrap();
    place.overwrite(b"{ \"mine\": 1 }");
    let error = change.carry_out(&place.records()).unwrap_err();
    assert!(error.to_string().ends_with("was changed while it was being edited"), "{error}");
    assert_eq!(place.bytes(), b"{ \"mine\": 1 }");

    // A file of ours alone that somebody has made theirs is not taken away.
    let place = Place::new(cursor);
    place.install(&entry(cursor, None));
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    place.overwrite(b"{ \"mine\": 1 }");
    assert!(change.carry_out(&place.records()).is_err());
    assert_eq!(place.bytes(), b"{ \"mine\": 1 }");
}

/// Every order of two and three: the file is what it was before the first.
#[test]
fn entries_go_in_any_order() {
    let files: [(&str, Option<&[u8]>); 8] = [
        ("cursor", None),
        ("cursor", Some(b"")),
        ("cursor", Some(b"{}")),
        ("cursor", Some(b"{ // mine\n}\n")),
        ("cursor", Some(b"{\"a\": 1}")),
        ("vscode", Some(b"{\r\n  \"servers\": {}\r\n}")),
        ("vscode", Some(b"{\"a\":1,\"b\":2,\"c\":3}")),
        ("codex", Some(b"model = \"o\"\n")),
    ];
    for (to, bytes) in files {
        for order in [
            &["a", "b"][..],
            &["b", "a"],
            &["a", "b", "c"],
            &["a", "c", "b"],
            &["b", "a", "c"],
            &["b", "c", "a"],
            &["c", "a", "b"],
            &["c", "b", "a"],
        ] {
            let place = bytes.map_or_else(|| Place::new(client(to)), |bytes| Place::with(client(to), bytes));
            for server in &["a", "b", "c"][..order.len()] {
                place.install(&called(server, client(to)));
            }
            for server in order {
                place.remove_of(server).unwrap();
            }
            let left = place.path().exists().then(|| place.bytes());
            assert_eq!(left.as_deref(), bytes, "{to}, {order:?}");
            assert_eq!(place.copies(), 0, "{to}, {order:?}");
        }
    }
}

/// One of several installations into one file: which client, under which name, in which way.
type Step = (&'static str, &'static str, Option<Mode>);

/// Each entry on its own in the first; then two clients read one of them.
const STEPS: [&[Step]; 4] = [
    &[("codex", "a", None), ("codex", "b", None), ("codex", "c", None)],
    &[("vscode", "a", None), ("vscode", "b", Some(Mode::Exec)), ("vscode", "c", None)],
    &[
        ("claude-code", "a", None),
        ("visual-studio", "a", None),
        ("copilot-cli", "a", Some(Mode::Env)),
        ("claude-code", "b", None),
    ],
    &[("kiro", "a", None), ("kiro-cli", "a", Some(Mode::Exec)), ("kiro", "b", None)],
];

/// What may be there before; a secret keeps us from a copy.
const FILES: [&[Option<&str>]; 2] = [
    &[
        None,
        Some("model = 'x'"),
        Some("k = \"PRIVATE-key\"\nmcp_servers = { }\n"),
        Some("[mcp_servers] # mine\r\n\r\n[z]\r\napi_key = \"PRIVATE-key\"\r\n\r\n"),
    ],
    &[
        None,
        Some(""),
        Some("\n"),
        Some("{ }"),
        Some("{\"a\":1}"),
        Some("{\"apiKey\":\"PRIVATE-key\",\"last\":1\n }"),
        Some("{\"apiKey\":\"PRIVATE-key\",\"servers\":{},\"inputs\":[ ] , \"mcpServers\" : {\t}}"),
        Some("{\r\n\"mcpServers\":{\"x\":{\"env\":{\"API_KEY\":\"PRIVATE\"}}}}"),
    ],
];

/// Installs in one order and removes in another; what is left of the file.
fn in_orders(before: Option<&str>, put: &[Step], taken: &[Step]) -> Option<String> {
    let mut place = Place::new(client(put[0].0));
    if let Some(text) = before {
        place.overwrite(text.as_bytes());
    }
    for (to, server, mode) in put {
        place = place.of(client(to));
        place.install(&Entry { server: (*server).to_owned(), ..entry(client(to), *mode) });
    }
    for (to, server, _) in taken {
        place = place.of(client(to));
        // It may have gone with that of another client.
        drop(place.remove_of(server));
    }
    assert!(place.records().all().unwrap().is_empty() && place.copies() == 0);
    place.path().exists().then(|| String::from_utf8(place.bytes()).unwrap())
}

fn orders() -> impl Strategy<Value = (Option<&'static str>, Vec<Step>, Vec<Step>)> {
    select(&STEPS[..]).prop_flat_map(|steps| {
        let files = FILES[usize::from(steps[0].0 != "codex")];
        (select(files), Just(steps.to_vec()).prop_shuffle(), Just(steps.to_vec()).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// In whatever order they come and go, by whatever clients they are read: the file is what it was before the first.
    #[test]
    fn whatever_was_installed_goes_in_any_order((before, put, taken) in orders()) {
        let left = in_orders(before, &put, &taken);
        prop_assert_eq!(left.as_deref(), before);
    }
}

/// The second reader of an entry goes last, first, and with another client's between.
#[test]
fn what_two_clients_read_leaves_nothing() {
    let [claude, studio, copilot, _] = *STEPS[2] else { unreachable!() };
    for before in [None, Some("{ }")] {
        for put in [[claude, studio, copilot], [copilot, claude, studio]] {
            for taken in [[claude, studio, copilot], [copilot, studio, claude], [studio, copilot, claude]] {
                assert_eq!(in_orders(before, &put, &taken).as_deref(), before, "{put:?}, {taken:?}");
            }
        }
    }
}

/// Where there is no copy to be put back, what was made for the entries goes with the last of them; what was there stays.
#[test]
fn what_was_made_for_an_entry_goes_with_the_last() {
    const KEY: &str = "{\n  \"apiKey\": \"PRIVATE-key\"\n}\n";
    const EMPTY: &str = "{\n  \"apiKey\": \"PRIVATE-key\",\n  \"servers\": {},\n  \"inputs\": []\n}\n";
    for text in [KEY, EMPTY] {
        for order in [["a", "b"], ["b", "a"]] {
            let place = Place::with(client("vscode"), text.as_bytes());
            for server in ["a", "b"] {
                place.install(&called(server, client("vscode")));
                place.install(&called(server, client("vscode")));
            }
            assert_eq!(place.copies(), 0);
            for server in order {
                place.remove_of(server).unwrap();
            }
            assert_eq!(std::str::from_utf8(&place.bytes()).unwrap(), text, "{order:?}");
        }
    }
    // A comment that came into what was empty stays.
    let place = Place::with(client("vscode"), EMPTY.as_bytes());
    place.install(&called("a", client("vscode")));
    let since =
        String::from_utf8(place.bytes()).unwrap().replace("\"servers\": {", "\"servers\": { // since");
    place.overwrite(since.as_bytes());
    place.remove_of("a").unwrap();
    assert!(String::from_utf8(place.bytes()).unwrap().contains("// since"));
    // Nor does a change from elsewhere keep it there.
    let place = Place::with(client("cursor"), b"{\"a\": 1}");
    place.install(&entry(client("cursor"), None));
    place.overwrite(&[&place.bytes()[..], b"\n"].concat());
    place.remove().unwrap();
    assert_eq!(place.bytes(), b"{\"a\": 1}\n");
}

/// A copy is kept of it as of what is replaced.
#[test]
fn an_entry_of_somebody_else_is_copied_before_it_goes() {
    let cursor = client("cursor");
    let theirs = br#"{"mcpServers":{"acme":{"command":"mine"}}}"#;
    let place = Place::with(cursor, theirs);
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    let copy = change.copy(&place.records()).unwrap().unwrap();
    assert!(!change.is_ours() && !copy.exists());
    change.carry_out(&place.records()).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), theirs);
    assert_eq!(place.bytes(), br#"{"mcpServers":{}}"#);
    assert!(place.records().all().unwrap().is_empty());

    let secret = br#"{"mcpServers":{"acme":{"command":"mine","env":{"API_KEY":"PRIVATE"}}}}"#;
    let place = Place::with(cursor, secret);
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    assert!(!change.is_ours() && change.copy(&place.records()).unwrap().is_none());
    change.carry_out(&place.records()).unwrap();
    assert_eq!(place.copies(), 0);

    // What is ours comes from a copy, and leaves none.
    let place = Place::with(cursor, theirs);
    place.install(&entry(cursor, None));
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    assert!(change.is_ours() && change.copy(&place.records()).unwrap().is_none());
}
