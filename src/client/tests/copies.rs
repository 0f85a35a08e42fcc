//! What is copied before it goes, and what no copy is kept of.

use super::client;
use super::place::{Place, entry, put};
use crate::client::{Change, ClientError};

/// Of the file as it was before the last change; not of what holds a token, nor where nothing changes.
#[test]
fn one_copy_of_what_was_there() {
    let cursor = client("cursor");
    let place = Place::with(cursor, b"{}");
    for _ in 0..2 {
        place.install(&entry(cursor, None));
        assert_eq!(place.copies(), [b"{}"]);
    }
    let installed = place.bytes();
    place.remove().unwrap();
    assert_eq!(place.copies(), [installed]);

    let held = [
        (
            "eyJ",
            r#""acme":{"url":"https://mcp.example.com/mcp","headers":{"Authorization":"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"}}"#,
        ),
        ("opaque", r#""other":{"url":"https://o.example","headers":{"Authorization":"Bearer opaque"}}"#),
        ("opaque", r#""other":{"command":"x","args":["--api-key","opaque"]}"#),
        ("short", r#""other":{"command":"x","env":{"A_TOKEN":"short"}}"#),
        ("opaque", r#""other":{"command":"x"} // "A_TOKEN": "opaque""#),
        ("opaque", "// password:\n// opaque"),
        ("opaque", "// the password of the next one:\n\"acme\":{ // opaque\n\"command\":\"x\"}"),
        ("opaque", "\"other\":{\"command\":\"x\"} // password:\n}, \"more\": { // opaque"),
    ];
    let in_servers = |held: &str| format!("{{\n  \"mcpServers\": {{\n    {held}\n  }}\n}}\n");
    let held = held.map(|(secret, held)| (secret, in_servers(held)));
    let empty = "{ // password:\n  \"mcpServers\": { // opaque\n  }\n}\n";
    for (secret, text) in held.into_iter().chain([("opaque", empty.to_owned())]) {
        let place = Place::with(cursor, text.as_bytes());
        let is_anywhere = || {
            let mut files = place.files().into_values();
            files.any(|bytes| String::from_utf8_lossy(&bytes).contains(secret))
        };
        place.install(&entry(cursor, None));
        assert!(!is_anywhere(), "{text}");
        place.remove().unwrap();
        assert!(text.contains("acme") || place.bytes() == text.as_bytes(), "{text}");
        assert!(!is_anywhere(), "{text}");
    }
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
        change.begin(&place.records()).unwrap();
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

/// Where its copy lies is told; of ours alone nothing is.
#[test]
fn an_entry_of_somebody_else_is_copied_before_it_goes() {
    let cursor = client("cursor");
    let theirs = br#"{"mcpServers":{"acme":{"command":"mine"}}}"#;
    let place = Place::with(cursor, theirs);
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    let copy = change.copy(&place.records()).unwrap().unwrap();
    assert!(change.takes_more() && !copy.exists());
    change.carry_out(&place.records()).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), theirs);
    assert_eq!(place.bytes(), br#"{"mcpServers":{}}"#);
    assert!(place.records().all().unwrap().is_empty());

    let secret = br#"{"mcpServers":{"acme":{"command":"mine","env":{"API_KEY":"PRIVATE"}}}}"#;
    let place = Place::with(cursor, secret);
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    assert!(change.takes_more() && change.copy(&place.records()).unwrap().is_none());
    change.carry_out(&place.records()).unwrap();
    assert!(place.copies().is_empty());

    let place = Place::with(cursor, theirs);
    place.install(&entry(cursor, None));
    let change = Change::remove(cursor, &place.request("acme"), &place.records()).unwrap();
    assert!(!change.takes_more() && change.copy(&place.records()).unwrap().is_none());
}
