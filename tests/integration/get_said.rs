//! What `get` says of what it decided, to the letter: with `-v` each decision, always what is not as it should be.

use std::fs;

use assert_cmd::assert::Assert;

use crate::keeper::{Keeper, now};
use crate::sandbox::{HOUR, SECRET, line};

const KEPT: &str = "kept token, expires <instant>\n";
const NEW: &str = "new token, expires <instant>, kept in an encrypted file\n";

/// 2 d 2 h, and long enough that no test is too slow for it.
const LEFT: i64 = 50 * HOUR + 1800;

/// `get -v` and what it says; it has to give a token.
#[track_caller]
fn said(keeper: &Keeper, args: &[&str]) -> String {
    behind_the_profile(keeper, &keeper.run(&[&["get", "-v"], args].concat()).code(0))
}

/// What is said behind the name of the profile that was taken.
#[track_caller]
fn behind_the_profile(keeper: &Keeper, assert: &Assert) -> String {
    let said = keeper.said(assert);
    said.split_once(", the only one\n").unwrap_or_else(|| panic!("{said}")).1.to_owned()
}

#[test]
fn verbose_says_why_a_token_is_made_or_not() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--ttl", "10d", "--min-ttl", "3d"]);
    let made = |args: &[&str], why: &str| {
        assert_eq!(said(&keeper, args), format!("{why}: making a new one\n{NEW}"));
    };
    made(&[], "no token is kept");
    assert_eq!(said(&keeper, &[]), KEPT);
    made(&["--force-new"], "a new token is asked for");

    keeper.relearn("exai", "expires-at", now() + LEFT);
    assert_eq!(said(&keeper, &["--min-ttl", "2d"]), KEPT);
    let short = format!("{KEPT}note: the token of `exai` expires in 2 d 2 h\n");
    assert_eq!(said(&keeper, &["--no-refresh"]), short);
    made(&[], "token expires in 2 d 2 h, 3 d wanted");
    keeper.relearn("exai", "expires-at", now() + LEFT);
    made(&["--min-ttl", "4d"], "token expires in 2 d 2 h, 4 d wanted");
    keeper.relearn("exai", "expires-at", now() - LEFT);
    made(&[], "token expired 2 d 2 h ago");
    keeper.relearn("exai", "issued-at", now() + HOUR);
    made(&[], "the kept token was made by a clock that was ahead");
    keeper.set(&["exai", "--role", "admin"]);
    made(&[], "the profile has changed since the kept token was made");
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    made(&[], "the kept token was signed with another key");
    keeper.relearn("exai", "token", "of another");
    made(&[], "the kept token was not made here");

    keeper.set(&["exai", "--store", "none"]);
    assert_eq!(
        said(&keeper, &[]),
        "tokens of this profile are kept nowhere: making a new one\nnew token, expires <instant>, not kept\n"
    );
}

#[test]
fn verbose_says_what_is_known_of_a_token_that_was_issued_elsewhere() {
    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file", "--min-ttl", "3d"]);
    let store = ["store", "partner", "PRIVATE", "--opaque"];
    keeper.run(&store).code(0);
    assert_eq!(said(&keeper, &[]), "kept token, life unknown\n");
    keeper.run(&[&store[..], &["--exp", "+4d"]].concat()).code(0);
    assert_eq!(said(&keeper, &[]), KEPT);
    keeper.relearn("partner", "expires-at", now() + LEFT);
    assert_eq!(said(&keeper, &[]), format!("{KEPT}note: the token of `partner` expires in 2 d 2 h\n"));
}

#[test]
fn verbose_says_no_more_where_no_token_is_given() {
    let refused = |keeper: &Keeper, args: &[&str], code: i32, said: &str| {
        let assert = keeper.run(&[&["get", "-v"], args].concat()).code(code).stdout("");
        assert_eq!(behind_the_profile(keeper, &assert), format!("error: profile {said}\n"), "{args:?}");
    };
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--ttl", "10d"]);
    let again = "hint: mcp-token get exai";
    refused(&keeper, &["--no-refresh"], 6, &format!("`exai`: no token is kept\n{again}"));
    let longer = "hint: mcp-token profile set exai --ttl 11d";
    let short = "11 d of life are asked for, a token has 10 d";
    refused(&keeper, &["--min-ttl", "11d"], 5, &format!("`exai`: {short}\n{longer}"));
    keeper.get(&[]);
    keeper.relearn("exai", "expires-at", now() + LEFT);
    let short = format!("`exai`: 3 d of life are asked for, a token has 2 d 2 h\n{again} --min-ttl 3d");
    refused(&keeper, &["--no-refresh", "--min-ttl", "3d"], 5, &short);
    keeper.relearn("exai", "expires-at", now() - LEFT);
    let expired = format!("`exai`: the kept token expired 2 d 2 h ago, at <instant>\n{again}");
    refused(&keeper, &["--no-refresh"], 5, &expired);

    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
    let store = "hint: mcp-token store --help";
    refused(&keeper, &[], 6, &format!("`partner`: no token is kept\n{store}"));
    let elsewhere = "its tokens are issued elsewhere: there is no key to make a new one";
    refused(&keeper, &["--force-new"], 2, &format!("`partner`: {elsewhere}\n{store}"));
    keeper.run(&["store", "partner", "PRIVATE", "--opaque"]).code(0);
    let unknown = "1 h of life are asked for, and how long the token lives is not known";
    refused(&keeper, &["--min-ttl", "1h"], 5, &format!("`partner`: {unknown}\n{store}"));
}

#[test]
fn says_that_no_token_comes_after_the_kept_one() {
    let keeper = Keeper::new();
    keeper.sandbox.file_with_mode("key.txt", "PRIVATE one pass phrase of more than 32 bytes", 0o600);
    keeper.set(&["f", "--secret-from", "file:key.txt", "--store", "file"]);
    let token = keeper.get(&["f"]);
    let said = || {
        let assert = keeper.run(&["get", "f"]).code(0).stdout(format!("{token}\n"));
        keeper.said(&assert)
    };
    let last = "warning: no other token can be made when this one expires: ";
    fs::write(keeper.sandbox.path("key.txt"), "PRIVATE").unwrap();
    assert_eq!(said(), format!("{last}the secret in `./key.txt` is 7 bytes, HS256 needs 32\n"));
    keeper.run(&["get", "f", "--no-refresh"]).code(0).stderr("");
    fs::remove_file(keeper.sandbox.path("key.txt")).unwrap();
    assert!(said().starts_with(last));

    // A variable need not be set everywhere.
    keeper.run_with(&["profile", "set", "v", "--secret-from", "env:S", "--store", "file"], |command| {
        command.env("S", SECRET)
    });
    let token = line(&keeper.run_with(&["get", "v"], |command| command.env("S", SECRET)).code(0));
    assert_eq!(keeper.get(&["v"]), token);
    assert_eq!(
        keeper.said(&keeper.run(&["get", "v", "-v"]).code(0)),
        "kept token, expires <instant>\nno other token can be made when this one expires: the variable `S` is not set, and the \
         profile takes its key from it\n"
    );
    keeper
        .run_with(&["get", "v"], |command| command.env("S", "PRIVATE"))
        .code(0)
        .stderr(format!("{last}the secret in `S` is 7 bytes, HS256 needs 32\n"));
}

#[test]
fn a_living_token_is_given_with_a_warning_when_the_key_is_away() {
    let keeper = Keeper::new();
    let with_key = |args: &[&str]| keeper.run_with(args, |command| command.env("KEY", SECRET));
    with_key(&["profile", "set", "ci", "--secret-from", "env:KEY", "--sub", "ci", "--store", "file"]).code(0);
    let token = line(&with_key(&["get"]).code(0).stderr(""));
    assert_eq!(keeper.get(&[]), token);
    keeper.relearn("ci", "expires-at", now() + 600);
    let gone = "the variable `KEY` is not set, and the profile takes its key from it\n";
    keeper
        .run(&["get"])
        .code(0)
        .stdout(format!("{token}\n"))
        .stderr(format!("warning: no new token could be made, the kept one still lives: {gone}"));
    let assert = keeper.run(&["get", "-v"]).code(0);
    assert_eq!(
        behind_the_profile(&keeper, &assert),
        format!("{KEPT}warning: no new token could be made, the kept one still lives: {gone}")
    );
    keeper.run(&["get", "--min-ttl", "1h"]).code(2).stdout("").stderr(format!("error: {gone}"));
    keeper.run(&["get", "--force-new"]).code(2).stdout("").stderr(format!("error: {gone}"));
    assert_ne!(line(&with_key(&["get"]).code(0).stderr("")), token);
}
