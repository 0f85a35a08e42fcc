//! What is taken away while its keychain is not there, and what is not while it is only locked.

use std::process::{Command, Output};

use mcp_token::store::Entry;

use crate::keychain_cli::{answer, feed, make_exai, mcp_token, succeed, token_entry, told};
use crate::others::{Others, lookup};
use crate::session::{Session, within};

fn without_a_bus(args: &[&str]) -> Output {
    mcp_token(args).env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("XDG_RUNTIME_DIR").output().unwrap()
}

#[test]
fn what_went_without_its_keychain_is_taken_away_when_that_is_back() {
    within(
        &Session::Open,
        "keychain_gone::what_went_without_its_keychain_is_taken_away_when_that_is_back",
        || {
            make_exai();
            let token = answer(&["get", "exai"]);
            let secret = Entry::new("mcp-token", "secret/exai").unwrap();
            let kept = lookup(&secret);
            for (args, what) in
                [(["profile", "remove", "exai"], "token"), (["secret", "remove", "exai"], "secret")]
            {
                let said = told(&without_a_bus(&args));
                let left =
                    format!("exit status: 0\nwarning: the kept {what} was left where it is, and a later ");
                assert!(said.starts_with(&left), "{said}");
            }
            assert_eq!((lookup(&token_entry()), lookup(&secret)), (token, kept));
            assert_eq!(mcp_token(&["remove", "exai"]).output().unwrap().status.code(), Some(6));
            assert_eq!((lookup(&token_entry()), lookup(&secret)), (String::new(), String::new()));
        },
    );
}

/// What was left is no token of a profile that takes the name of the one that is gone.
#[test]
fn a_token_that_was_left_is_not_given_to_a_profile_of_the_same_name() {
    within(
        &Session::Open,
        "keychain_gone::a_token_that_was_left_is_not_given_to_a_profile_of_the_same_name",
        || {
            let made = ["profile", "set", "exai", "--secret-from", "none", "--store", "keychain"];
            let store = |token: &str| succeed(feed(&mut mcp_token(&["store", "exai", "--opaque"]), token));
            answer(&made);
            store("opaque-TEST-1");
            for other in [false, true] {
                assert!(without_a_bus(&["profile", "remove", "exai"]).status.success());
                assert!(without_a_bus(&made).status.success());
                if other {
                    store("opaque-TEST-2");
                    assert_eq!(answer(&["get", "exai"]).trim(), "opaque-TEST-2");
                } else {
                    assert_eq!(mcp_token(&["get", "exai"]).output().unwrap().status.code(), Some(6));
                    assert_eq!(lookup(&token_entry()), "");
                    store("opaque-TEST-1");
                }
            }
        },
    );
}

#[test]
fn nothing_goes_while_its_keychain_is_locked() {
    within(&Session::Open, "keychain_gone::nothing_goes_while_its_keychain_is_locked", || {
        make_exai();
        let secret = answer(&["secret", "show", "exai", "--reveal"]);
        Others::start().lock();
        let locked =
            "exit status: 7\nerror: the keychain is locked\nhint: gnome-keyring-daemon --replace --unlock\n";
        assert_eq!(told(&mcp_token(&["profile", "remove", "exai"]).output().unwrap()), locked);
        succeed(feed(Command::new("gnome-keyring-daemon").args(["--replace", "--unlock"]), "pass"));
        answer(&["profile", "remove", "exai"]);
        Others::start().lock();
        assert_eq!(told(&mcp_token(&["secret", "remove", "exai"]).output().unwrap()), locked);
        succeed(feed(Command::new("gnome-keyring-daemon").args(["--replace", "--unlock"]), "pass"));
        assert_eq!(answer(&["secret", "show", "exai", "--reveal"]), secret);
        answer(&["secret", "remove", "exai"]);
    });
}
