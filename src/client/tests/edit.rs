//! A file keeps every byte that is not ours.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::corpus::{self, File};
use super::{client, name, remote};
use crate::client::edit::Document;
use crate::client::{
    Change, Client, ClientError, Entry, Format, Mode, Platform, Records, Request, Scope, Value,
};
use crate::file::Folder;

/// A client's file and our records.
pub(super) struct Place {
    directory: TempDir,
    client: &'static Client,
}

impl Place {
    pub(super) fn new(client: &'static Client) -> Self {
        Self { directory: TempDir::new().unwrap(), client }
    }

    #[allow(clippy::disallowed_methods, reason = "the file is somebody else's")]
    pub(super) fn with(client: &'static Client, bytes: &[u8]) -> Self {
        let place = Self::new(client);
        fs::write(place.path(), bytes).unwrap();
        place
    }

    fn path(&self) -> PathBuf {
        self.directory.path().canonicalize().unwrap().join("file")
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    fn records(&self) -> Records {
        Records::new(Folder::create(&self.directory.path().join("records")).unwrap())
    }

    #[allow(clippy::disallowed_methods, reason = "the file is somebody else's")]
    fn overwrite(&self, bytes: &[u8]) {
        fs::write(self.path(), bytes).unwrap();
    }

    fn request(&self) -> Request {
        Request::of_entry(self.client, Scope::User, Some(self.path()), name("acme"))
    }

    pub(super) fn change(&self, entry: &Entry) -> Result<Change, ClientError> {
        Change::install(self.client, &self.request(), entry, &self.records(), None)
    }

    pub(super) fn install(&self, entry: &Entry) {
        self.change(entry).unwrap().carry_out(&self.records()).unwrap();
    }

    pub(super) fn remove(&self) -> Result<(), ClientError> {
        Change::remove(self.client, &self.request(), &self.records())?.carry_out(&self.records())
    }
}

pub(super) fn entry(client: &Client, mode: Option<Mode>) -> Entry {
    Entry::new(client, &remote(Platform::Linux), mode, None).unwrap()
}

/// The same files with the servers where this client has them.
fn moved(files: Vec<File>, root: &str) -> Vec<File> {
    let moved = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap().replace("\"mcpServers\"", &format!("\"{root}\"")).into_bytes()
    };
    files.into_iter().map(|(name, bytes)| (name, moved(bytes))).collect()
}

/// Those without a byte order mark.
fn unmarked(files: Vec<File>) -> Vec<File> {
    files.into_iter().filter(|(_, bytes)| !bytes.starts_with(b"\xef\xbb\xbf")).collect()
}

/// Each client that reads JSON in its own way, and what it takes.
fn all() -> Vec<(&'static Client, Vec<File>)> {
    let lenient =
        || [corpus::empty(), corpus::strict(), corpus::with_comments(), corpus::with_commas()].concat();
    vec![
        (client("claude-code"), [corpus::empty(), corpus::strict()].concat()),
        (client("cursor"), lenient()),
        (client("gemini"), unmarked([corpus::empty(), corpus::strict(), corpus::with_comments()].concat())),
        (client("qwen"), [corpus::empty(), corpus::strict(), corpus::with_comments()].concat()),
        (client("vscode"), moved(lenient(), "servers")),
        (client("opencode"), moved(lenient(), "mcp")),
        (client("codex"), [corpus::empty(), corpus::toml()].concat()),
    ]
}

/// A file with the entry in it.
pub(super) fn put(client: &Client, entry: &Entry, bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::parse(client, bytes).unwrap();
    document.set(client, entry).unwrap();
    document.to_bytes()
}

/// A file without it.
pub(super) fn taken(client: &Client, entry: &Entry, bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::parse(client, bytes).unwrap();
    let input = entry.input.as_ref().map(|(id, _)| id.as_str());
    assert!(document.remove(client, &entry.server, input).unwrap());
    document.to_bytes()
}

#[test]
fn a_mark_is_refused_where_the_client_reads_nothing_behind_one() {
    let read = |name: &str| Document::parse(client(name), "\u{feff}{}".as_bytes()).err().map(|error| error.0);
    assert_eq!(read("gemini").as_deref(), Some("line 1 begins with a byte order mark"));
    assert_eq!(read("qwen"), None);
}

pub(super) fn in_it(client: &Client, bytes: &[u8]) -> Option<Value> {
    Document::parse(client, bytes).unwrap().entry(client, "acme")
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
    let before = b"[mcp_servers.acme] # mine\nbearer_token_env_var = \"OLD\"\nurl = 'https://old.example' # where\nenabled = false\n\n[mcp_servers.acme.http_headers]\nA = \"b\"\n";
    let after = String::from_utf8(put(codex, &entry(codex, None), before)).unwrap();
    assert_eq!(
        after,
        "[mcp_servers.acme] # mine\nurl = \"https://mcp.example.com/mcp\" # where\nenabled = false\n\
         http_headers_helper = \"'/home/ann lee/bin/mcp-token' get acme -o headers-json\"\n"
    );
}

/// The order of members is nobody's.
#[test]
fn an_entry_in_another_order_is_the_same() {
    let cursor = client("cursor");
    let before = br#"{"mcpServers":{"acme":{"headers":{"Authorization":"Bearer ${env:ACME_MCP_TOKEN}"},"url":"https://mcp.example.com/mcp"}}}"#;
    assert_eq!(put(cursor, &entry(cursor, None), before), before);
    let place = Place::with(cursor, before);
    let change = place.change(&entry(cursor, None)).unwrap();
    assert!(change.is_nothing() && !change.replaces());
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

/// OpenCode keeps its servers in one of two places: where they are already.
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
    assert_eq!(
        keys(r#"{"mcp": {"servers": {"type": "remote", "url": "https://a.example"}}}"#),
        (true, false)
    );
}

/// The copy is ours alone; it is not made of what held a token, and goes with the entry.
#[test]
fn one_copy_of_what_was_there() {
    let cursor = client("cursor");
    let copies = |place: &Place| {
        let names = fs::read_dir(place.directory.path().join("records")).unwrap();
        names.filter(|name| name.as_ref().unwrap().file_name().to_string_lossy().ends_with(".before")).count()
    };
    let place = Place::with(cursor, b"{}");
    place.install(&entry(cursor, None));
    assert_eq!(copies(&place), 1);
    place.remove().unwrap();
    assert_eq!(copies(&place), 0);

    let held = br#"{"mcpServers":{"acme":{"url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"}}}}"#;
    let place = Place::with(cursor, held);
    place.install(&entry(cursor, None));
    assert_eq!(copies(&place), 0);
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
        assert_eq!(copies(&place), 0, "{held}");
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
    let change = Change::remove(cursor, &place.request(), &place.records()).unwrap();
    place.overwrite(b"{ \"mine\": 1 }");
    assert!(change.carry_out(&place.records()).is_err());
    assert_eq!(place.bytes(), b"{ \"mine\": 1 }");
}
