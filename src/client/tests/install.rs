//! What is put into a file is taken out again, and nothing of anybody else goes with it.

use super::client;
use super::corpus;
use super::place::{Place, called, entry, in_it, put};
use crate::client::edit::Document;
use crate::client::{Change, Client, ClientError, Entry, Mode, Record};

/// For every client whose file is edited, every file that it takes; the large one once, for the time that it takes.
#[test]
fn installed_then_removed_is_what_it_was_byte_for_byte() {
    for client in Client::all().iter().filter(|client| client.is_edited()) {
        let entry = entry(client, None);
        let place = Place::new(client);
        let is_taken = |name| name != "200 kB" || client.name == "vscode";
        for (name, bytes) in corpus::of(client).into_iter().filter(|(name, _)| is_taken(*name)) {
            let about = format!("{}, {name}", client.name);
            place.overwrite(&bytes);
            place.install(&entry);
            assert!(in_it(client, &place.bytes()).is_some(), "{about}");
            assert!(place.change(&entry).unwrap().is_nothing(), "{about}");
            place.remove().unwrap();
            assert_eq!(place.bytes(), bytes, "{about}");
            assert!(matches!(place.remove(), Err(ClientError::NoEntry { .. })), "{about}");
        }
    }
}

/// Also what only another mode had put something into.
#[test]
fn what_held_nothing_holds_nothing_again_after_another_mode() {
    let vscode = client("vscode");
    let place = Place::with(vscode, b"{\n  \"servers\": {}\n}\n");
    place.install(&entry(vscode, None));
    assert!(String::from_utf8(place.bytes()).unwrap().contains("\"inputs\""));
    let run = entry(vscode, Some(Mode::Exec));
    place.install(&run);
    place.overwrite(&put(vscode, &Entry { server: "more".to_owned(), ..run }, &place.bytes()));
    place.remove().unwrap();
    let text = String::from_utf8(place.bytes()).unwrap();
    assert!(text.contains("\"more\"") && !text.contains("\"acme\": {") && !text.contains("inputs"), "{text}");
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
        let left = Document::parse(client(name), &place.bytes()).unwrap().entry("more");
        assert!(left.is_some() && in_it(client(name), &place.bytes()).is_none(), "{name}");
    }
}

/// Of a change that was not made nothing is kept.
#[test]
fn what_is_remembered_is_as_it_was_after_a_write_that_failed() {
    let cursor = client("cursor");
    let theirs = put(cursor, &called("theirs", cursor), b"{}");
    let place = Place::with(cursor, &theirs);
    place.install(&entry(cursor, None));
    let fails = |change: Change| {
        let (before, records) = (place.bytes(), place.records().all().unwrap());
        place.overwrite(b"{}");
        assert!(change.carry_out(&place.records()).is_err());
        place.overwrite(&before);
        assert_eq!(format!("{:?}", place.records().all().unwrap()), format!("{records:?}"));
    };
    fails(place.change(&called("more", cursor)).unwrap());
    fails(place.change(&entry(cursor, Some(Mode::Exec))).unwrap());
    fails(Change::remove(cursor, &place.request("theirs"), &place.records()).unwrap());
    fails(Change::remove(cursor, &place.request("acme"), &place.records()).unwrap());
    // Nor does what was remembered go where somebody has put another in its place.
    place.overwrite(br#"{"mcpServers":{"acme":{"command":"mine"}}}"#);
    fails(place.change(&entry(cursor, None)).unwrap());
    assert_eq!(place.records().all().unwrap().len(), 1);
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
        // What names a key was read.
        let is_read = what.starts_with('`');
        let does = if is_read { "changed".to_owned() } else { format!("read by {}", client(to).title) };
        let expected = format!("`{}` is not {does}: {what}", place.path().display());
        assert_eq!(error.to_string(), expected, "{name}");
        assert_eq!(place.bytes(), bytes, "{name}");
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
            place.change(&entry(client, None)).unwrap().begin(&place.records()).unwrap();
            if is_written {
                place.overwrite(&ours);
            }
            if again {
                place.install(&entry(client, None));
                assert_eq!(place.bytes(), ours);
            }
            place.remove().unwrap();
            assert_eq!(place.bytes(), theirs, "{is_written} {again}");
            assert!(place.records().all().unwrap().is_empty());
        }
    }
}

/// Nor is what such a run has put in the place of ours taken for somebody's.
#[test]
fn what_an_ended_run_has_changed_is_ours() {
    let cursor = client("cursor");
    let theirs = br#"{"apiKey":"PRIVATE","mcpServers":{"acme":{"command":"mine"}}}"#;
    for is_written in [false, true] {
        let place = Place::with(cursor, theirs);
        place.install(&entry(cursor, None));
        let again = entry(cursor, Some(Mode::Exec));
        place.change(&again).unwrap().begin(&place.records()).unwrap();
        if is_written {
            place.overwrite(&put(cursor, &again, &place.bytes()));
        }
        place.remove().unwrap();
        assert_eq!(place.bytes(), theirs, "{is_written}");
    }
}

/// Tables of one entry that lie apart: where nothing else came since, they lie there again.
#[test]
fn what_lies_apart_is_where_it_was() {
    let codex = client("codex");
    for theirs in [
        "[mcp_servers.acme]\ncommand = 'x'\n\n[z]\ny = 1\n\n[mcp_servers.acme.tools]\na = 1\n",
        "mcp_servers.acme.command = 'x'\nz = 1\nmcp_servers.acme.args = ['y']\n",
        "[z]\ny=1\n[mcp_servers.acme.env]\nA='b'\n[q]\n[mcp_servers.acme]\ncommand='x'\n",
    ] {
        let place = Place::with(codex, theirs.as_bytes());
        place.install(&entry(codex, None));
        place.remove().unwrap();
        assert_eq!(String::from_utf8(place.bytes()).unwrap(), theirs);
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
    document.remove("acme").unwrap();
    let without = document.to_bytes();
    assert!(String::from_utf8_lossy(&without).contains("promptString"));
    place.overwrite(&without);
    place.remove().unwrap();
    assert!(!String::from_utf8_lossy(&place.bytes()).contains("promptString"));
    assert!(place.records().all().unwrap().is_empty());
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

/// One that was written before it was noted whether an entry was kept without its comments.
#[test]
fn a_record_of_an_older_version_is_read() {
    let cursor = client("cursor");
    let place = Place::with(cursor, br#"{"mcpServers":{"acme":{"command":"mine"}}}"#);
    place.install(&entry(cursor, None));
    let record = place.records().find(&place.request("acme")).unwrap().unwrap();
    let mut json = serde_json::to_value(&record).unwrap();
    assert!(json.as_object_mut().unwrap().remove("replaced_in_part").is_some());
    assert_eq!(serde_json::from_value::<Record>(json).unwrap(), record);
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
