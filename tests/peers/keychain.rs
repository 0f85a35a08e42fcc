//! The keychain against gnome-keyring, `secret-tool` and Python's `keyring`, and against everything that can be missing.

use std::time::Duration;

use mcp_token::secret::Secret;
use mcp_token::store::{Entry, Keychain, Store, StoreError};
use serde_json::json;

use crate::others::{Others, count, items_in, lookup, start_again, store_by_tool, tool};
use crate::peer::{Peer, python};
use crate::session::{PromptWatch, Session, within};

#[path = "../../src/store/tests/conformance.rs"]
mod conformance;

/// Long enough for anything that answers at all.
const PATIENCE: Duration = Duration::from_secs(30);

const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

#[test]
fn does_what_every_store_does() {
    within(&Session::Open, "keychain::does_what_every_store_does", || {
        conformance::run(&keychain());
    });
}

#[test]
fn others_read_the_token_itself() {
    within(&Session::Open, "keychain::others_read_the_token_itself", || {
        keychain().write(&entry(), &secret(TOKEN)).unwrap();
        assert_eq!(lookup(&entry()), TOKEN);
        assert_eq!(Others::start().get(&entry()), json!(TOKEN));
    });
}

#[test]
fn reads_what_others_wrote() {
    within(&Session::Open, "keychain::reads_what_others_wrote", || {
        let foreign = Entry::new("exai-mcp", "jwt_token").unwrap();
        Others::start().put(&foreign, TOKEN);
        assert_eq!(read(&foreign).unwrap(), Some(secret(TOKEN)));

        let by_tool = Entry::new("exai-mcp", "by secret-tool").unwrap();
        store_by_tool(&by_tool, "from secret-tool");
        assert_eq!(read(&by_tool).unwrap(), Some(secret("from secret-tool")));
    });
}

#[test]
fn three_writers_in_turn_keep_one_item() {
    within(&Session::Open, "keychain::three_writers_in_turn_keep_one_item", || {
        let mut others = Others::start();
        let keychain = keychain();
        for number in 0..3 {
            for (writer, value) in
                ["ours", "python", "tool"].map(|writer| (writer, format!("{writer} {number}")))
            {
                match writer {
                    "ours" => keychain.write(&entry(), &secret(&value)).unwrap(),
                    "python" => others.put(&entry(), &value),
                    _ => store_by_tool(&entry(), &value),
                }
                assert_eq!(keychain.read(&entry()).unwrap(), Some(secret(&value)));
                assert_eq!(others.get(&entry()), json!(value));
                assert_eq!(lookup(&entry()), value);
                assert_eq!(count(&entry()), 1, "after {value}");
            }
        }
    });
}

#[test]
fn marks_its_items_for_python_and_says_what_is_text() {
    within(&Session::Open, "keychain::marks_its_items_for_python_and_says_what_is_text", || {
        keychain().write(&entry(), &secret(TOKEN)).unwrap();
        let items = Others::start().attributes(&entry());
        assert_eq!(items[0][0]["application"], "Python keyring library", "{items}");
        assert_eq!(items[0][1], "text/plain", "{items}");
    });
}

#[test]
fn of_two_items_it_takes_the_one_that_is_marked() {
    within(&Session::Open, "keychain::of_two_items_it_takes_the_one_that_is_marked", || {
        let mut others = Others::start();
        others.make(&entry(), json!({}), "plain");
        assert_eq!(read(&entry()).unwrap(), Some(secret("plain")));
        others.make(&entry(), json!({"application": "Python keyring library"}), "marked");
        assert_eq!(count(&entry()), 2);
        assert_eq!(read(&entry()).unwrap(), Some(secret("marked")));
        keychain().write(&entry(), &secret("ours")).unwrap();
        assert_eq!(read(&entry()).unwrap(), Some(secret("ours")));
        assert_eq!(count(&entry()), 2);

        assert!(keychain().remove(&entry()).unwrap());
        assert_eq!(count(&entry()), 0, "what was removed does not come back as another item");
    });
}

#[test]
fn of_two_items_that_nothing_tells_apart_it_takes_none() {
    within(&Session::Open, "keychain::of_two_items_that_nothing_tells_apart_it_takes_none", || {
        let mut others = Others::start();
        for (mark, value) in [("one", "1"), ("two", "2")] {
            others.make(&entry(), json!({ "mark": mark }), value);
        }
        for result in [read(&entry()).map(|_| ()), keychain().write(&entry(), &secret("3"))] {
            assert!(
                matches!(&result, Err(StoreError::Ambiguous { count: 2, entry: of }) if *of == entry()),
                "{result:?}"
            );
        }
        assert_eq!(count(&entry()), 2);
    });
}

#[test]
fn a_locked_keychain_is_an_error_and_no_dialog() {
    within(&Session::Open, "keychain::a_locked_keychain_is_an_error_and_no_dialog", || {
        let keychain = keychain();
        keychain.write(&entry(), &secret(TOKEN)).unwrap();
        Others::start().lock();
        let other = Entry::new("mcp-token", "never written").unwrap();
        let watch = PromptWatch::start();
        let results = [
            keychain.read(&entry()).map(|_| ()),
            keychain.read(&other).map(|_| ()),
            keychain.write(&entry(), &secret("x")),
            keychain.write(&other, &secret("x")),
            keychain.remove(&entry()).map(|_| ()),
            keychain.remove(&other).map(|_| ()),
            keychain.probe(),
        ];
        assert_eq!(watch.finish(), "", "somebody was asked");
        for result in results {
            assert!(matches!(result, Err(StoreError::Locked)), "{result:?}");
        }
    });
}

#[test]
fn a_keychain_that_was_started_again_is_found_again() {
    within(&Session::Open, "keychain::a_keychain_that_was_started_again_is_found_again", || {
        let keychain = keychain();
        keychain.write(&entry(), &secret(TOKEN)).unwrap();
        start_again();
        assert_eq!(keychain.read(&entry()).unwrap(), Some(secret(TOKEN)));
        start_again();
        keychain.write(&entry(), &secret("new")).unwrap();
        assert_eq!(lookup(&entry()), "new");
    });
}

#[test]
fn a_probe_leaves_nothing_behind() {
    within(&Session::Open, "keychain::a_probe_leaves_nothing_behind", || {
        keychain().probe().unwrap();
        let found = tool(&["search", "--all", "service", "mcp-token"]);
        assert_eq!(items_in(&found), 0, "{found:?}");
    });
}

#[test]
fn a_keychain_that_was_never_set_up_is_told_from_an_empty_one() {
    within(&Session::Fresh, "keychain::a_keychain_that_was_never_set_up_is_told_from_an_empty_one", || {
        let keychain = keychain();
        for result in [
            keychain.write(&entry(), &secret(TOKEN)),
            keychain.read(&entry()).map(|_| ()),
            keychain.remove(&entry()).map(|_| ()),
            keychain.probe(),
        ] {
            assert!(matches!(result, Err(StoreError::NoCollection)), "{result:?}");
        }
    });
}

#[test]
fn a_bus_without_a_keychain_is_told_from_no_bus() {
    within(&Session::Bare, "keychain::a_bus_without_a_keychain_is_told_from_no_bus", || {
        for result in [read(&entry()).map(|_| ()), keychain().probe()] {
            assert!(matches!(result, Err(StoreError::NoProvider)), "{result:?}");
        }
    });
}

#[test]
fn no_address_of_a_bus_is_no_bus() {
    within(&Session::None(None), "keychain::no_address_of_a_bus_is_no_bus", no_bus);
}

#[test]
fn an_address_that_leads_nowhere_is_no_bus() {
    let nowhere = Session::None(Some("unix:path=/nonexistent/bus"));
    within(&nowhere, "keychain::an_address_that_leads_nowhere_is_no_bus", no_bus);
}

#[test]
fn a_bus_that_is_disabled_is_no_bus() {
    within(&Session::None(Some("disabled:")), "keychain::a_bus_that_is_disabled_is_no_bus", no_bus);
}

#[test]
fn a_keychain_that_never_answers_holds_up_nothing() {
    within(&Session::Bare, "keychain::a_keychain_that_never_answers_holds_up_nothing", || {
        let mut silent = Peer::spawn(python("keychain_peer.py").arg("silent"));
        assert_eq!(silent.read()["ready"], true);
        let keychain = Keychain::new(Duration::from_millis(1500));
        // The second call does not stand behind the first one. That this process ends is for `within` to see.
        for _ in 0..2 {
            let result = keychain.read(&entry());
            assert!(matches!(result, Err(StoreError::NoAnswer { seconds: 2 })), "{result:?}");
        }
        silent.kill();
    });
}

fn no_bus() {
    for result in [read(&entry()).map(|_| ()), keychain().write(&entry(), &secret("x"))] {
        assert!(matches!(&result, Err(StoreError::NoBus { cause }) if !cause.is_empty()), "{result:?}");
    }
}

fn keychain() -> Keychain {
    Keychain::new(PATIENCE)
}

/// By a connection of its own.
fn read(entry: &Entry) -> Result<Option<Secret>, StoreError> {
    keychain().read(entry)
}

fn entry() -> Entry {
    Entry::token(&"exai".parse().unwrap())
}

fn secret(text: &str) -> Secret {
    Secret::new(text.as_bytes().to_vec())
}
