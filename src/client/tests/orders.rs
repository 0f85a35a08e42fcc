//! Several entries in one file: in whatever order they go, nothing of them stays.

use proptest::prelude::*;
use proptest::sample::select;

use super::client;
use super::place::{Place, called, entry};
use crate::client::{Entry, Mode};

/// Every order of two and three: the file is what it was before the first.
#[test]
fn entries_go_in_any_order() {
    let files: [(&str, Option<&[u8]>); 11] = [
        ("cursor", None),
        ("cursor", Some(b"")),
        ("cursor", Some(b"{}")),
        ("cursor", Some(b"{ // mine\n}\n")),
        ("cursor", Some(b"{\"a\": 1}")),
        ("vscode", Some(b"{\r\n  \"servers\": {}\r\n}")),
        ("vscode", Some(b"{\"a\":1,\"b\":2,\"c\":3}")),
        ("vscode", Some(b"{\"apiKey\":\"PRIVATE-key\",\"servers\":{ },\"inputs\":[\n]}")),
        ("codex", None),
        ("codex", Some(b"model = \"o\"\n")),
        ("codex", Some(b"api_key = \"PRIVATE-key\"\nmcp_servers = { } # mine\n")),
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

/// What may be there before; of a secret nothing may be remembered.
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
    assert!(place.records().all().unwrap().is_empty());
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

/// What was made for the entries goes with the last of them; what was there stays.
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
            assert!(place.copies().is_empty());
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
