//! What several programs keep under one entry, and what stays there while the keychain cannot be reached.
//!
//! Every test runs inside a session of its own; its home is that of the session.

use std::process::{Command, Stdio};

use mcp_token::store::Entry;

use crate::keychain_cli::{SECRET, SHARED, answer, feed, make_exai, mcp_token, succeed, token_entry, told};
use crate::others::{Others, count, lookup};
use crate::session::{Session, within};

#[test]
fn a_token_of_another_program_is_not_replaced_without_a_word() {
    within(
        &Session::Open,
        "keychain_shared::a_token_of_another_program_is_not_replaced_without_a_word",
        || {
            let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
            let mut others = Others::start();
            let make = ["encode", "--secret-env", "S", "--jti", "theirs-1", "--exp", "2100-01-01"];
            let theirs = succeed(mcp_token(&make).env("S", SECRET).stderr(Stdio::null()).output().unwrap());
            others.put(&entry, &theirs);
            let what = "jti `theirs-1`, expires 2100-01-01 00:00:00 UTC (in ";
            let set =
                ["profile", "set", "exai", "--sub", "a", "--store", "keychain", "--service", "exai-mcp"];
            let set = [&set[..], &["--user", "jwt_token"]].concat();
            let with_key = [&set[..], &["--secret-from", "new"]].concat();
            let preset = ["profile", "set", "exai", "--preset", "exai", "--secret-from", "new"];
            let setup = ["setup", "--yes", "--profile", "exai", "--preset", "exai"];
            let dotenv = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(dotenv.path(), format!("JWT_SECRET={SECRET}\n")).unwrap();
            let from = ["--env-file", dotenv.path().to_str().unwrap(), "--secret-var", "JWT_SECRET"];
            let import = [&["profile", "import"], &set[2..], &from].concat();
            let refused = "error: the keychain (exai-mcp / jwt_token) holds a token that was not made here, and one of \
                           `exai` would replace it: ";
            let hint = "\nhint: add --service mcp-token --user token/exai\n";
            for args in [&[&with_key[..], &["--dry-run"]].concat(), &with_key, &preset[..], &setup, &import] {
                let output = mcp_token(args).output().unwrap();
                assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
                let is_told =
                    told(&output).contains(&format!("{refused}{what}")) && told(&output).ends_with(hint);
                assert!(is_told, "{args:?}: {}", told(&output));
                assert_eq!(lookup(&entry), theirs);
                assert_eq!(
                    answer(&["secret", "list"]) + &answer(&["list"]),
                    "",
                    "{args:?}: nothing is written"
                );
            }
            answer(&[&preset[..], &["--service", "mcp-token", "--user", "token/exai"]].concat());
            answer(&["get", "exai"]);
            for forget in [&["profile", "remove", "exai"][..], &["secret", "remove", "exai"]] {
                answer(forget);
            }
            assert_eq!(lookup(&entry), theirs);

            // Who imports it has named it, and may make its tokens then.
            answer(&["profile", "import", "exai", "--keychain", "exai-mcp/jwt_token"]);
            let said = "warning: the keychain (exai-mcp / jwt_token) holds a token that was not made here, \
                    the next `get` replaces it: ";
            let with_key = ["profile", "set", "exai", "--secret-from", "new"];
            for args in [&[&with_key[..], &["--dry-run"]].concat(), &with_key[..]] {
                assert!(warned(args).contains(&format!("{said}{what}")), "{args:?}");
                assert_eq!(lookup(&entry), theirs);
            }
            assert!(
                !warned(&["profile", "set", "exai", "--quota", "5"]).contains("warning"),
                "it was said before"
            );

            let replaced = "warning: the keychain (exai-mcp / jwt_token) held a token that was not made here, it was replaced: ";
            assert!(warned(&["get", "exai"]).starts_with(&format!("{replaced}{what}")));
            assert_eq!(warned(&["get", "exai"]), "");
            assert_eq!(warned(&["get", "exai", "--force-new"]), "", "that one was ours");
            others.put(&entry, "opaque");
            let by_exec = warned(&["exec", "exai", "--", "true"]);
            assert_eq!(by_exec, format!("{replaced}it is no JWT\n"));

            // It is not taken away with the profile's own either.
            let stays = "warning: the keychain (exai-mcp / jwt_token) holds a token that was not made here, it stays: ";
            for (args, code) in [
                (&["remove", "exai"][..], 6),
                (&["profile", "set", "exai", "--store", "file"], 0),
                (&["profile", "set", "exai", "--store", "none"], 0),
                (&["profile", "remove", "exai"], 0),
            ] {
                clear(&entry);
                answer(&["profile", "set", "exai", "--store", "keychain"]);
                others.put(&entry, &theirs);
                let output = mcp_token(args).output().unwrap();
                assert_eq!(output.status.code(), Some(code), "{args:?}: {}", told(&output));
                assert!(told(&output).contains(&format!("{stays}{what}")), "{args:?}: {}", told(&output));
                assert!(!told(&output).contains("copy from"), "{args:?}: {}", told(&output));
                assert_eq!(lookup(&entry), theirs, "{args:?}");
            }

            // One that was issued elsewhere takes a place as well.
            let keyless = [&set[..], &["--secret-from", "none"]].concat();
            others.put(&entry, &theirs);
            assert!(!warned(&keyless).contains("warning"), "nothing takes its place yet");
            let store = ["store", "exai", "--opaque", "ours"];
            assert!(warned(&store).starts_with(&format!("{replaced}{what}")));
            assert!(!warned(&store).contains("warning"), "the same once more");
        },
    );
}

#[test]
fn a_second_home_takes_nothing_from_the_first_without_a_word() {
    within(
        &Session::Open,
        "keychain_shared::a_second_home_takes_nothing_from_the_first_without_a_word",
        || {
            let second = tempfile::TempDir::new().unwrap();
            let there = |args: &[&str]| {
                let mut command = mcp_token(args);
                command.env("S", SECRET).env("MCP_TOKEN_HOME", second.path().join("home"));
                command.output().unwrap()
            };
            let secret_entry = Entry::active_secret(&"exai".parse().unwrap());
            make_exai();
            let (token, secret) = (answer(&["get", "exai"]), lookup(&secret_entry));
            let taken = "error: the keychain has a secret as mcp-token / secret/exai, which nothing here knows of\n\
                     hint: use --store file\n";
            let new = ["profile", "set", "exai", "--sub", "b", "--secret-from", "new", "--store"];
            let keychain = [&new[..], &["keychain"]].concat();
            assert_eq!(told(&there(&keychain)), format!("exit status: 2\n{taken}"));
            succeed(there(&[&new[..], &["file"]].concat()));
            let moved = there(&["profile", "set", "exai", "--store", "keychain"]);
            assert_eq!(told(&moved), format!("exit status: 2\n{taken}"));
            assert_eq!((lookup(&secret_entry), lookup(&token_entry())), (secret, token.clone()));

            // A token can be made again, and one that is not made here is told.
            let what = "warning: the keychain (mcp-token / token/exai) holds a token that was not made here, the next `get` \
                    replaces it: jti `";
            let from_variable = ["profile", "set", "exai", "--secret-from", "env:S", "--store", "keychain"];
            let said = told(&there(&from_variable));
            assert!(said.contains(what), "{said}");
            assert_eq!(lookup(&token_entry()), token);
            succeed(there(&["profile", "remove", "exai"]));
            succeed(there(&["profile", "set", "exai", "--secret-from", "none", "--store", "keychain"]));
            answer(&["get", "exai", "--force-new"]);
            let said = told(&there(&["store", "exai", "--opaque", "theirs"]));
            let replaced =
                "(mcp-token / token/exai) held a token that was not made here, it was replaced: jti `";
            assert!(said.contains(replaced), "{said}");
            assert_eq!(lookup(&token_entry()), "theirs");
        },
    );
}

#[test]
fn a_shared_entry_comes_back_from_a_file() {
    within(&Session::Open, "keychain_shared::a_shared_entry_comes_back_from_a_file", || {
        let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
        answer(&SHARED);
        let token = answer(&["get", "exai"]);
        answer(&["profile", "set", "exai", "--store", "file"]);
        let moved = answer(&["list", "--json"]);
        assert!(moved.contains(r#""state":"live""#) && moved.contains(r#""store":"file""#), "{moved}");
        assert_eq!((lookup(&entry), answer(&["get", "exai"])), (String::new(), token.clone()));
        // Another program may use its own entry meanwhile.
        Others::start().put(&entry, "theirs");
        let back = ["profile", "set", "exai", "--store", "keychain"];
        let output = mcp_token(&back).output().unwrap();
        let said = "exit status: 2\nerror: the keychain (exai-mcp / jwt_token) holds a token that was not made here, \
                    and one of `exai` would replace it: it is no JWT\n";
        assert!(told(&output).starts_with(said), "{}", told(&output));
        assert_eq!((lookup(&entry), answer(&["get", "exai"])), ("theirs".to_owned(), token.clone()));
        clear(&entry);
        answer(&back);
        assert_eq!((count(&entry), lookup(&entry), answer(&["get", "exai"])), (1, token.clone(), token));
        assert_eq!(lookup(&token_entry()), "");
    });
}

#[test]
fn a_token_that_another_program_made_is_never_taken_away() {
    within(&Session::Open, "keychain_shared::a_token_that_another_program_made_is_never_taken_away", || {
        let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
        let make = ["encode", "--secret-env", "S", "--jti", "theirs-1", "--exp", "2100-01-01"];
        let theirs = succeed(mcp_token(&make).env("S", SECRET).stderr(Stdio::null()).output().unwrap());
        let mut others = Others::start();
        others.put(&entry, &theirs);
        let import = ["profile", "import", "tok", "--keychain", "exai-mcp/jwt_token"];
        let stays = "warning: the keychain (exai-mcp / jwt_token) holds a token that was not made here, it stays: \
                         jti `theirs-1`, expires 2100-01-01 00:00:00 UTC (in ";
        answer(&import);
        let output = mcp_token(&["remove", "tok"]).output().unwrap();
        assert!(told(&output).starts_with(&format!("exit status: 6\n{stays}")), "{}", told(&output));
        assert!(
            told(&output).ends_with("\nerror: no token of `tok` is kept but that one\n"),
            "{}",
            told(&output)
        );
        assert!(answer(&["list"]).contains("\ntok "), "{}", answer(&["list"]));
        assert_eq!((lookup(&entry), answer(&["get", "tok"])), (theirs.clone(), theirs.clone()));

        // A copy of it moves.
        assert!(warned(&["profile", "set", "tok", "--store", "file"]).contains(stays));
        assert_eq!((lookup(&entry), answer(&["get", "tok"])), (theirs.clone(), theirs.clone()));
        let back = ["profile", "set", "tok", "--store", "keychain"];
        others.put(&entry, "newer");
        let output = mcp_token(&back).output().unwrap();
        let said = "exit status: 2\nerror: the keychain (exai-mcp / jwt_token) holds a token that was not made here, \
                    and one of `tok` would replace it: it is no JWT\n";
        assert!(told(&output).starts_with(said), "{}", told(&output));
        assert_eq!((lookup(&entry), answer(&["get", "tok"])), ("newer".to_owned(), theirs.clone()));
        others.put(&entry, &theirs);
        answer(&back);
        assert_eq!((lookup(&entry), answer(&["get", "tok"])), (theirs.clone(), theirs.clone()));

        let said = warned(&["profile", "remove", "tok"]);
        assert!(said.starts_with(stays) && said.ends_with("\nforgot the profile `tok`\n"), "{said}");
        assert_eq!(lookup(&entry), theirs);
        assert_eq!(mcp_token(&["get", "tok"]).output().unwrap().status.code(), Some(6));

        // One that came from here goes.
        answer(&import);
        assert!(
            warned(&["store", "tok", "--opaque", "ours"]).contains("that was not made here, it was replaced")
        );
        assert_eq!(warned(&["remove", "tok"]), "forgot the token of `tok`\n");
        assert_eq!(lookup(&entry), "");
    });
}

#[test]
fn what_was_left_in_the_keychain_is_taken_away_when_it_is_there_again() {
    within(
        &Session::Open,
        "keychain_shared::what_was_left_in_the_keychain_is_taken_away_when_it_is_there_again",
        || {
            let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
            let with_key = |args: &[&str]| {
                let mut command = mcp_token(args);
                command.env("S", SECRET);
                command
            };
            let set = ["profile", "set", "exai", "--secret-from", "env:S", "--store", "keychain"];
            let set = [&set[..], &["--service", "exai-mcp", "--user", "jwt_token"]].concat();
            let leave = || {
                succeed(with_key(&set).output().unwrap());
                let token = succeed(with_key(&["get", "exai"]).output().unwrap());
                let mut moved = with_key(&["profile", "set", "exai", "--store", "file"]);
                let output = moved.env("DBUS_SESSION_BUS_ADDRESS", NOWHERE).output().unwrap();
                let said = "warning: the kept token was left where it is, and a later `profile set`, `store` or `remove` \
                        takes it away: no keychain: there is no session bus\n";
                assert!(told(&output).starts_with(&format!("exit status: 0\n{said}")), "{}", told(&output));
                assert_eq!(lookup(&entry), token);
                assert!(answer(&["list"]).contains("  none yet  "), "{}", answer(&["list"]));
            };
            leave();
            // As long as there is none nothing is said; afterwards it goes, once.
            let again = ["profile", "set", "exai", "--sub", "b"];
            let dead = with_key(&again).env("DBUS_SESSION_BUS_ADDRESS", NOWHERE).output().unwrap();
            assert!(!told(&dead).contains("left in the keychain"), "{}", told(&dead));
            let removed = "removed what was left in the keychain: exai-mcp / jwt_token\n";
            let told_by = |args: &[&str]| told(&with_key(args).output().unwrap());
            assert!(told_by(&["profile", "set", "exai", "--sub", "c"]).contains(removed));
            assert_eq!(
                (lookup(&entry), told_by(&["profile", "set", "exai", "--sub", "c"])),
                (String::new(), "exit status: 0\nprofile `exai`: stays as it is\n".to_owned())
            );

            // What another program wrote since is theirs.
            leave();
            Others::start().put(&entry, "theirs");
            assert!(!told_by(&["remove", "exai"]).contains("removed"));
            assert_eq!(lookup(&entry), "theirs");

            // And what is in use again stays, whatever is remembered of it.
            let own = ["profile", "set", "own", "--secret-from", "env:S", "--store"];
            let get = || succeed(with_key(&["get", "own"]).output().unwrap());
            succeed(with_key(&[&own[..], &["keychain"]].concat()).output().unwrap());
            get();
            for store in ["file", "keychain"] {
                let mut dead = with_key(&[&own[..], &[store]].concat());
                succeed(dead.env("DBUS_SESSION_BUS_ADDRESS", NOWHERE).output().unwrap());
            }
            let token = get();
            assert!(!told_by(&["profile", "set", "own", "--sub", "d"]).contains("removed"));
            assert_eq!(lookup(&Entry::new("mcp-token", "token/own").unwrap()), token);
        },
    );
}

#[test]
fn without_a_bus_the_hint_leads_to_a_session_that_opens_the_keychain() {
    within(
        &Session::Open,
        "keychain_shared::without_a_bus_the_hint_leads_to_a_session_that_opens_the_keychain",
        || {
            make_exai();
            let token = answer(&["get", "exai"]);
            // As in a job of cron: there is a home, and no session.
            let alone = |command: &mut Command| {
                command.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("XDG_RUNTIME_DIR").output().unwrap()
            };
            let output = alone(&mut mcp_token(&["get", "exai"]));
            let said = told(&output);
            assert!(
                said.starts_with("exit status: 7\nerror: no keychain: there is no session bus\n"),
                "{said}"
            );
            let hint = said.lines().last().unwrap().strip_prefix("hint: ").unwrap();
            let shell = std::path::Path::new(&std::env::var_os("HOME").unwrap()).join("shell");
            std::fs::write(&shell, format!("#!/bin/sh\nexec {} get exai\n", env!("CARGO_BIN_EXE_mcp-token")))
                .unwrap();
            std::fs::set_permissions(&shell, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
            let mut command = Command::new("sh");
            command.args(["-c", hint]).env("SHELL", &shell);
            command.env_remove("DBUS_SESSION_BUS_ADDRESS").env_remove("XDG_RUNTIME_DIR");
            // A provider that the bus starts by itself, when the other is not there yet, says where it is on the same stdout.
            assert_eq!(succeed(feed(&mut command, "pass")).lines().last(), Some(token.as_str()));
        },
    );
}

/// What a run that has to succeed says on stderr.
#[track_caller]
fn warned(args: &[&str]) -> String {
    let output = mcp_token(args).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stderr).unwrap()
}

/// Takes the entry away, as another program may.
fn clear(entry: &Entry) {
    let words = ["clear", "service", entry.service(), "username", entry.user()];
    succeed(Command::new("secret-tool").args(words).output().unwrap());
}

const NOWHERE: &str = "unix:path=/nonexistent/bus";
