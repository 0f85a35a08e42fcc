//! What other programs keep in the keychain, in forms of their own, and what becomes of it here.
//!
//! Every test runs inside a session of its own; its home is that of the session.

use std::process::{Command, Stdio};

use mcp_token::store::Entry;
use serde_json::Value;

use crate::keychain_cli::{SECRET, answer, feed, make_exai, mcp_token, succeed, told};
use crate::others::{Others, lookup, store_by_tool};
use crate::session::{Session, within};

#[test]
fn a_shared_token_is_handed_out_in_its_own_form_or_not_at_all() {
    within(
        &Session::Open,
        "keychain_given::a_shared_token_is_handed_out_in_its_own_form_or_not_at_all",
        || {
            let (entry, token) = (entry(), token("theirs-1"));
            store_by_tool(&entry, &format!("Bearer {token}\n"));
            answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
            let json = format!(r#"{{"access_token":"{token}","scope":"x"}}"#);
            for text in [&format!("Bearer {token}\n"), &format!("\"{token}\""), &json, &token] {
                store_by_tool(&entry, text);
                assert_eq!(answer(&["get", "sh", "-o", "header"]), format!("Authorization: Bearer {token}"));
            }
            let letters = "a token is visible ASCII without blanks, as a header can carry it (RFC 9110)";
            for (text, why) in [
                ("", "the token is empty"),
                (" \n", "the token is empty"),
                ("tok\r\nX-Admin: 1\r\n", letters),
                ("\u{1b}[2J", letters),
                ("a b", letters),
            ] {
                store_by_tool(&entry, text);
                refused(why);
            }
            let raw = r"printf '\377\376' | secret-tool store --label=raw service ex username jw";
            assert!(Command::new("sh").args(["-c", raw]).status().unwrap().success());
            refused(letters);
        },
    );
}

/// By all that would hand it on.
#[track_caller]
fn refused(why: &str) {
    let what = format!("what is kept as `ex / jw` cannot be handed out: {why}\n");
    for args in [&["get", "sh", "-o", "headers-json"][..], &["exec", "sh", "--", "true"]] {
        let said = format!("exit status: 7\nerror: profile `sh`: {what}hint: mcp-token store --help\n");
        assert_eq!(told(&mcp_token(args).output().unwrap()), said);
    }
    let moved = mcp_token(&["profile", "set", "sh", "--store", "file"]).output().unwrap();
    assert_eq!(told(&moved), format!("exit status: 7\nerror: {what}"));
    let looked = told(&mcp_token(&["doctor"]).output().unwrap());
    assert!(looked.contains(&format!("HIGH  sh  {what}")), "{looked}");
}

#[test]
fn a_profile_that_makes_its_own_replaces_what_is_no_token() {
    within(&Session::Open, "keychain_given::a_profile_that_makes_its_own_replaces_what_is_no_token", || {
        let entry = entry();
        store_by_tool(&entry, &token("theirs-1"));
        answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
        answer(&["profile", "set", "sh", "--secret-from", "new"]);
        for text in ["", "tok\r\nX-Admin: 1"] {
            store_by_tool(&entry, text);
            let own = answer(&["get", "sh"]);
            assert_eq!((own.matches('.').count(), lookup(&entry)), (2, own));
        }
    });
}

#[test]
fn what_is_around_a_token_makes_it_no_other_one() {
    within(&Session::Open, "keychain_given::what_is_around_a_token_makes_it_no_other_one", || {
        let kept = format!("Bearer {}\n", token("theirs-1"));
        let foreign = |what: &str| {
            format!("the keychain (ex / jw) {what}: jti `theirs-1`, expires 2100-01-01 00:00:00 UTC (in ")
        };
        let said = |args: &[&str]| told(&mcp_token(args).output().unwrap());
        store_by_tool(&entry(), &kept);
        answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
        let with_key = said(&["profile", "set", "sh", "--secret-from", "new"]);
        let next = "holds a token that was not made here, the next `get` replaces it";
        assert!(with_key.contains(&foreign(next)), "{with_key}");
        let get = said(&["get", "sh"]);
        assert!(get.contains(&foreign("held a token that was not made here, it was replaced")), "{get}");
        // Ours is ours, whatever somebody put around it.
        let own = lookup(&entry());
        store_by_tool(&entry(), &format!("Bearer {own}\n"));
        assert_eq!(said(&["remove", "sh"]), "exit status: 0\nforgot the token of `sh`\n");
        assert_eq!(lookup(&entry()), "");
    });
}

#[test]
fn a_token_that_was_found_is_ours_where_it_was_moved_to() {
    within(&Session::Open, "keychain_given::a_token_that_was_found_is_ours_where_it_was_moved_to", || {
        store_by_tool(&entry(), &token("theirs-1"));
        answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
        let own = ["profile", "set", "sh", "--service", "mcp-token", "--user", "token/sh"];
        let moved = told(&mcp_token(&own).output().unwrap());
        assert!(moved.contains("holds a token that was not made here, it stays"), "{moved}");
        let stored = told(&mcp_token(&["store", "sh", "--opaque", "newer"]).output().unwrap());
        assert!(stored.starts_with("exit status: 0\n") && !stored.contains("not made here"), "{stored}");
    });
}

#[test]
fn a_token_that_came_meanwhile_is_told_of_where_it_was_moved_to() {
    within(
        &Session::Open,
        "keychain_given::a_token_that_came_meanwhile_is_told_of_where_it_was_moved_to",
        || {
            store_by_tool(&entry(), &token("theirs-1"));
            answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
            let newer = succeed(make("newer", "bob").output().unwrap());
            store_by_tool(&entry(), &newer);
            answer(&["profile", "set", "sh", "--store", "file"]);
            assert_eq!((answer(&["get", "sh"]), lookup(&entry())), (newer.clone(), newer));
            let list = answer(&["list", "--json"]);
            assert!(list.contains(r#""sub":"bob""#), "{list}");
        },
    );
}

/// Nothing is recorded of a passphrase by which another would be known.
#[test]
fn what_took_the_place_of_a_passphrase_is_judged_before_it_signs() {
    within(
        &Session::Open,
        "keychain_given::what_took_the_place_of_a_passphrase_is_judged_before_it_signs",
        || {
            let mut others = Others::start();
            let keep = ["secret", "set", "pass", "--store", "keychain", "--secret-file", "-", "--json"];
            let kept = feed(&mut mcp_token(&keep), "correct horse battery staple, and more");
            let kept: Value = serde_json::from_str(&succeed(kept)).unwrap();
            assert_eq!(kept["fingerprint"], Value::Null);
            let kid = kept["kid"].as_str().unwrap();
            let entry = Entry::new("mcp-token", &format!("secret/pass/{kid}")).unwrap();
            let make = ["--secret-from", "name:pass", "--store", "keychain", "--sub", "a"];
            answer(&[&["profile", "set", "pass"], &make[..]].concat());
            let get = ["get", "pass", "--force-new"];
            answer(&get);
            for (text, why) in [
                ("hunter2", "is 7 bytes, HS256 needs 32"),
                (
                    "your_64_character_hex_secret_here",
                    "looks like a placeholder or published sample, which anybody can guess",
                ),
                (&token("theirs-1"), "is a token (JWT), not a secret"),
            ] {
                others.put(&entry, text);
                let what = format!("the secret `pass` ({kid}) in the keychain {why}");
                assert_eq!(
                    told(&mcp_token(&get).output().unwrap()),
                    format!("exit status: 2\nerror: {what}\nhint: mcp-token secret rotate pass --now\n")
                );
            }
            // Another good one is as good as the first: nobody can tell.
            others.put(&entry, "staple battery horse correct, and more");
            answer(&get);
        },
    );
}

#[test]
fn a_token_does_not_become_a_secret() {
    within(&Session::Open, "keychain_given::a_token_does_not_become_a_secret", || {
        let (entry, token) = (entry(), token("theirs-1"));
        let import = ["profile", "import", "sh", "--keychain", "ex/jw"];
        let took_over = |args: &[&str], what: &str| {
            let place = "its token is kept in the keychain";
            let output = mcp_token(&[&import[..], args].concat()).output().unwrap();
            assert_eq!(told(&output), format!("exit status: 0\nprofile `sh`: took over a {what}; {place}\n"));
        };
        // A JWT in the place of a token is one, whatever is around it; in a text of another kind it is no secret.
        store_by_tool(&entry, &format!("token={token}"));
        let said = "exit status: 2\nerror: the secret under ex / jw is a token (JWT), not a secret\nhint: add --opaque\n";
        assert_eq!(told(&mcp_token(&import).output().unwrap()), said);
        store_by_tool(&entry, "TEST-short");
        let said = "exit status: 2\nerror: the secret under ex / jw is 10 bytes, HS256 needs 32\nhint: add --opaque\n";
        assert_eq!(told(&mcp_token(&import).output().unwrap()), said);
        // A placeholder is neither.
        store_by_tool(&entry, "your_64_character_hex_secret_here");
        let said = "exit status: 2\nerror: the secret under ex / jw looks like a placeholder or published sample, which anybody \
                    can guess\n";
        assert_eq!(told(&mcp_token(&import).output().unwrap()), said);
        store_by_tool(&entry, "ghp_TESTTESTTEST0123456789abcdefghijklmn\n");
        took_over(&["--opaque"], "token");
        assert_eq!(answer(&["get", "sh"]), "ghp_TESTTESTTEST0123456789abcdefghijklmn");
        answer(&["profile", "remove", "sh"]);
        store_by_tool(&entry, "two\nlines");
        let said =
            "exit status: 7\nerror: what is kept as `ex / jw` cannot be handed out: a token is visible ASCII";
        let opaque = mcp_token(&[&import[..], &["--opaque"]].concat()).output().unwrap();
        assert!(told(&opaque).starts_with(said), "{}", told(&opaque));
        // What is no token is a secret, less one final newline as in a file.
        store_by_tool(&entry, &format!("{SECRET}\n"));
        took_over(&[], "secret");
        assert_eq!(answer(&["secret", "show", "sh", "--reveal", "--json"]).matches(SECRET).count(), 1);
        assert!(!answer(&["secret", "show", "sh", "--reveal", "--json"]).contains("\\n"));
    });
}

#[test]
fn a_token_is_shared_where_it_lies_and_nowhere_else() {
    within(&Session::Open, "keychain_given::a_token_is_shared_where_it_lies_and_nowhere_else", || {
        store_by_tool(&entry(), &token("theirs-1"));
        let import = ["profile", "import", "sh", "--keychain", "ex/jw"];
        for place in [
            &["--store", "file"][..],
            &["--store", "none"],
            &["--service", "mcp-token", "--user", "token/sh"],
        ] {
            let output = mcp_token(&[&import[..], place].concat()).output().unwrap();
            let why = "`--store`, `--service` and `--user` do not go with it";
            let said = format!("error: a token is shared where it lies, in the keychain: {why}\n");
            assert_eq!(told(&output), format!("exit status: 2\n{said}"));
        }
        answer(&import);
    });
}

#[test]
fn a_secret_that_another_program_replaced_is_not_used() {
    within(&Session::Open, "keychain_given::a_secret_that_another_program_replaced_is_not_used", || {
        make_exai();
        let versions = answer(&["secret", "show", "exai", "--json"]);
        let kid = versions.split("\"kid\":\"").nth(1).unwrap()[..8].to_owned();
        let own = Entry::secret(&"exai".parse().unwrap(), &kid);
        store_by_tool(&Entry::active_secret(&"exai".parse().unwrap()), SECRET);
        for (text, what) in [("", "is empty"), (SECRET, "is not the one that was kept")] {
            store_by_tool(&own, text);
            let said = format!("the secret `exai` ({kid}) in the keychain {what}\n");
            for args in [&["get", "exai"][..], &["secret", "show", "exai", "--reveal"]] {
                assert_eq!(
                    told(&mcp_token(args).output().unwrap()),
                    format!("exit status: 7\nerror: {said}")
                );
            }
            let looked = told(&mcp_token(&["doctor"]).output().unwrap());
            assert!(looked.contains(&format!("HIGH  exai  {said}")), "{looked}");
        }
    });
}

/// The one that signs lies there twice.
#[test]
fn the_good_copy_of_a_secret_is_used_and_what_others_put_in_its_place_is_told() {
    within(
        &Session::Open,
        "keychain_given::the_good_copy_of_a_secret_is_used_and_what_others_put_in_its_place_is_told",
        || {
            make_exai();
            let (name, token) = ("exai".parse().unwrap(), answer(&["get", "exai"]));
            let versions = answer(&["secret", "show", "exai", "--json"]);
            let kid = versions.split("\"kid\":\"").nth(1).unwrap()[..8].to_owned();
            let (own, active) = (Entry::secret(&name, &kid), Entry::active_secret(&name));
            let warning = |entry: &Entry, what: &str| {
                format!("warning: the keychain ({entry}) holds a secret that was not kept here, {what}\n")
            };
            let verify = ["verify", "--profile", "exai", &token];
            let secret = lookup(&active);
            store_by_tool(&own, SECRET);
            answer(&["get", "exai", "--force-new"]);
            answer(&verify);
            assert!(!told(&mcp_token(&["doctor"]).output().unwrap()).contains("HIGH"));
            // Nor is it destroyed by the next one.
            let rotate = ["secret", "rotate", "exai", "--now"];
            let said = told(&mcp_token(&rotate).output().unwrap());
            assert!(said.contains(&warning(&own, "it is replaced")), "{said}");
            assert_eq!((said.matches("warning: ").count(), lookup(&own)), (1, secret));
            answer(&verify);
            // What lies in the place that other programs read is theirs.
            store_by_tool(&active, SECRET);
            let said = told(&mcp_token(&rotate).output().unwrap());
            assert!(said.contains(&warning(&active, "it is replaced")), "{said}");
            assert!(!told(&mcp_token(&rotate).output().unwrap()).contains("warning: "));
            store_by_tool(&active, SECRET);
            let said = told(&mcp_token(&["profile", "set", "exai", "--store", "file"]).output().unwrap());
            assert!(said.contains(&warning(&active, "it goes along")), "{said}");
            answer(&verify);
        },
    );
}

/// A text that is no JWT is refused in the place of one; a newer one is what the entry is shared for.
#[test]
fn what_is_no_jwt_does_not_take_the_place_of_a_shared_one() {
    within(&Session::Open, "keychain_given::what_is_no_jwt_does_not_take_the_place_of_a_shared_one", || {
        store_by_tool(&entry(), &token("theirs-1"));
        answer(&["profile", "import", "sh", "--keychain", "ex/jw"]);
        let newer = token("theirs-2");
        store_by_tool(&entry(), &newer);
        assert_eq!(answer(&["get", "sh"]), newer);
        store_by_tool(&entry(), "changeme");
        let why = "it is no JWT, and the token that was kept is one";
        let error = format!("profile `sh`: what is kept as `ex / jw` cannot be handed out: {why}");
        for args in [&["get", "sh"][..], &["exec", "sh", "--", "true"]] {
            assert_eq!(
                told(&mcp_token(args).output().unwrap()),
                format!("exit status: 7\nerror: {error}\nhint: mcp-token store --help\n")
            );
        }
        let moved = mcp_token(&["profile", "set", "sh", "--store", "file"]).output().unwrap();
        assert!(told(&moved).contains(why), "{}", told(&moved));
    });
}

fn entry() -> Entry {
    Entry::new("ex", "jw").unwrap()
}

fn token(jti: &str) -> String {
    succeed(make(jti, "alice").output().unwrap())
}

fn make(jti: &str, sub: &str) -> Command {
    let mut command =
        mcp_token(&["encode", "--secret-env", "S", "--jti", jti, "--sub", sub, "--exp", "2100-01-01"]);
    command.env("S", SECRET).stderr(Stdio::null());
    command
}
