//! Hints about profiles, tokens and secrets that are kept, each executed as it stands.
//!
//! Followed elsewhere: `chmod 600` (profile_keys, profile_import), `get NAME --force-new` (secret_kept), `secret show NAME
//! --reveal` with and without `--kid`, `git rm --cached` (rotate), `profile set NAME --secret-from dotenv:..` (profile_import);
//! with a keychain, in the peers: `doctor`, `--store file`.

use assert_cmd::assert::Assert;

use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, SECRET, Sandbox, added, hint, line, mint_claims, stderr, stdout};

/// Runs the hint that ends stderr; it has to work.
fn follow(keeper: &Keeper, assert: &Assert, expected: &str) -> Assert {
    assert_eq!(hint(assert), expected);
    keeper.shell(expected).code(0)
}

#[test]
fn without_a_profile_the_hint_makes_one() {
    let keeper = Keeper::new();
    for args in [&["get"][..], &["get", "exai"], &["remove", "exai"], &["profile", "show"]] {
        assert_eq!(hint(&keeper.run(args).code(6).stdout("")), "mcp-token setup", "{args:?}");
    }
    // It asks, where somebody is there to answer.
    let assert = keeper.shell("mcp-token setup").code(8).stdout("");
    assert_eq!(hint(&assert), "add --yes");
    line(&keeper.shell("mcp-token setup --yes").code(0));
    keeper.get(&[]);
}

#[test]
fn a_profile_or_secret_that_is_not_there_is_looked_for_in_the_list() {
    let keeper = Keeper::exai();
    for args in [&["get", "x"][..], &["exec", "x", "--", "true"], &["remove", "x"], &["profile", "show", "x"]]
    {
        let list = follow(&keeper, &keeper.run(args).code(6), "mcp-token list");
        assert!(stdout(&list).contains("\nexai "), "{args:?}");
    }
    keeper.set(&["two", "--secret-from", "name:exai", "--store", "none"]);
    let list = follow(&keeper, &keeper.run(&["get"]).code(2), "mcp-token list");
    assert!(stdout(&list).contains("\nexai ") && stdout(&list).contains("\ntwo "));
    for args in [&["secret", "show", "x"][..], &["exec", "exai", "--secret-var", "A=x", "--", "true"]] {
        let list = follow(&keeper, &keeper.run(args).code(6), "mcp-token secret list");
        assert!(stdout(&list).contains("\nexai "), "{args:?}");
    }
    let assert = keeper.run(&["secret", "show", "exai", "--reveal", "--kid", "00000000"]).code(6);
    let shown = follow(&keeper, &assert, "mcp-token secret show exai");
    assert!(stdout(&shown).contains(&keeper.kid("exai", "active")));
}

#[test]
fn no_kept_token_or_an_expired_one_is_made_by_get() {
    let keeper = Keeper::exai();
    let expired = |keeper: &Keeper| keeper.relearn("exai", "expires-at", now() - DAY);
    let get = "mcp-token get exai";
    let none = keeper.run(&["get", "--no-refresh"]).code(6);
    let token = line(&follow(&keeper, &none, get));
    assert_eq!(keeper.get(&["--no-refresh"]), token);
    expired(&keeper);
    let old = keeper.run(&["get", "--no-refresh"]).code(5);
    assert_ne!(line(&follow(&keeper, &old, get)), token);
    expired(&keeper);
    let list = keeper.run(&["list"]).code(0);
    follow(&keeper, &list, get);
    keeper.run(&["list"]).code(0).stderr("");
    let short = keeper.run(&["get", "--min-ttl", "25h"]).code(5);
    follow(&keeper, &short, "mcp-token profile set exai --ttl 25h");
    keeper.get(&["--min-ttl", "25h"]);
    let own = keeper.run(&["store", "exai", &mint_claims("{}")]).code(2);
    line(&follow(&keeper, &own, get));
}

#[test]
fn a_token_from_elsewhere_is_stored_once_more() {
    let keeper = Keeper::with(&["partner", "--secret-from", "none", "--store", "file"]);
    let token = mint_claims(&format!(r#"{{"exp":{}}}"#, now() + DAY));
    let store = |assert: &Assert| {
        let help = follow(&keeper, assert, "mcp-token store --help");
        assert!(stdout(&help).contains("$ mcp-token store partner --token-env JWT_TOKEN\n"));
        keeper.shell(&format!("echo {token} | mcp-token store partner")).code(0);
        assert_eq!(keeper.get(&[]), token);
    };
    let none = keeper.run(&["get"]).code(6);
    store(&none);
    store(&keeper.run(&["get", "--force-new"]).code(2));
    keeper.relearn("partner", "expires-at", now() - 1);
    store(&keeper.run(&["get"]).code(5));
}

#[test]
fn a_profile_that_keeps_nothing_keeps_its_token_in_a_file_from_then_on() {
    let keeper = Keeper::keyless_and_kept_nowhere();
    let token = mint_claims(&format!(r#"{{"exp":{}}}"#, now() + DAY));
    let assert = keeper.run(&["store", "partner", &token]).code(2);
    follow(&keeper, &assert, "mcp-token profile set partner --store file");
    keeper.run(&["store", "partner", &token]).code(0);
    assert_eq!(keeper.get(&[]), token);
}

#[test]
fn where_no_keychain_is_the_token_of_a_key_from_elsewhere_moves_to_a_file() {
    let keeper = Keeper::new();
    keeper.sandbox.file("secret", SECRET);
    keeper.set(&["ci", "--secret-from", "file:secret", "--store", "keychain"]);
    let assert = keeper.run(&["get"]).code(7).stdout("");
    assert!(
        stderr(&assert).starts_with("error: no keychain: there is no session bus\n"),
        "{}",
        stderr(&assert)
    );
    let moved = follow(&keeper, &assert, "mcp-token profile set ci --store file");
    assert_eq!(
        keeper.said(&moved),
        "warning: the kept token was left where it is, and a later `profile set`, `store` or `remove` takes it away: no keychain: there is no session bus\n\
         profile `ci`: change in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n"
    );
    assert_eq!(keeper.get(&[]), keeper.get(&[]));
}

#[test]
fn a_list_of_what_moves_left_that_cannot_be_read_is_set_aside() {
    let keeper = Keeper::exai();
    keeper.get(&[]);
    // A move makes the list, and strikes it off again.
    keeper.set(&["exai", "--store", "none"]);
    keeper.set(&["exai", "--store", "file"]);
    let list = keeper.sandbox.home(".local/state/mcp-token/left/list.json");
    assert!(list.parent().unwrap().exists() && !list.exists());
    keeper.shell(&format!("umask 077; echo '[{{' >{}", list.display())).code(0);
    let said =
        "`~/.local/state/mcp-token/left/list.json` cannot be read: what a move has left behind is not known";
    let other = keeper.run(&["profile", "set", "exai", "--quota", "5"]).code(0).stdout("");
    assert!(keeper.said(&other).starts_with(&format!("warning: {said}\nprofile `exai`: ")));
    let is_found = || stdout(&keeper.run(&["doctor", "--json"])).contains(r#""code":"left""#);
    assert!(is_found());
    let moved = ["profile", "set", "exai", "--store", "none"];
    let assert = keeper.run(&moved).code(1).stdout("");
    let (from, to) = (list.display().to_string(), list.with_extension("unread").display().to_string());
    assert!(
        keeper.said(&assert).contains(&format!("\nerror: {said}\nhint: mv -n ")),
        "{}",
        keeper.said(&assert)
    );
    follow(&keeper, &assert, &format!("mv -n {from} {to}"));
    keeper.run(&moved).code(0);
    assert!(std::path::Path::new(&to).exists() && !list.exists() && !is_found());
}

#[test]
fn a_secret_that_is_kept_already_is_named_or_rotated() {
    let keeper = Keeper::exai();
    let args = ["profile", "set", "exai", "--store", "file"];
    let assert = keeper.run(&[&args[..], &["--secret-from", "new"]].concat()).code(2);
    let instead = hint(&assert).strip_prefix("use ").unwrap().to_owned();
    let words: Vec<&str> = instead.split(' ').collect();
    keeper.run(&[&args[..], &words].concat()).code(0);

    let set = ["secret", "set", "exai", "--store", "file", "--secret-file", "-"];
    let assert = keeper.run_with(&set, |command| command.write_stdin(SECRET)).code(2);
    follow(&keeper, &assert, "mcp-token secret rotate exai");
    assert_eq!(keeper.kid("exai", "next").len(), 8);
}

#[test]
fn a_secret_that_is_missing_is_asked_for_by_the_hint() {
    let keeper = Keeper::new();
    let args = ["profile", "set", "p", "--secret-from", "name:mine", "--store", "file"];
    let assert = keeper.run(&args).code(6);
    assert_eq!(hint(&assert), "mcp-token secret set mine --store file");
    // At a terminal it asks; here it says where the secret may come from.
    keeper.shell(&hint(&assert)).code(8);
    keeper.shell(&format!("echo {SECRET} | {} --secret-file -", hint(&assert))).code(0);
    keeper.run(&args).code(0);
    let keychain = ["profile", "set", "p", "--secret-from", "name:other", "--store", "keychain"];
    assert_eq!(hint(&keeper.run(&keychain).code(6)), "mcp-token secret set other --store keychain");
}

#[test]
fn each_step_of_a_rotation_points_to_the_next() {
    let keeper = Keeper::exai();
    let none = keeper.run(&["secret", "rotate", "exai", "--activate"]).code(2);
    follow(&keeper, &none, "mcp-token secret rotate exai");
    let next = keeper.kid("exai", "next");
    keeper.sandbox.file("given", SECRET);
    let twice = keeper.run(&["secret", "rotate", "exai", "--secret-file", "given"]).code(2);
    follow(&keeper, &twice, "mcp-token secret rotate exai --activate");
    assert_eq!(keeper.kid("exai", "active"), next);
    let active = keeper.run(&["secret", "revoke", "exai", "--kid", &next]).code(2);
    follow(&keeper, &active, "mcp-token secret rotate exai --now");
    keeper.run(&["secret", "revoke", "exai", "--kid", &next]).code(0);

    keeper.age_ring("exai", "active", "created_at", now() - 100 * DAY);
    let old = keeper.run(&["secret", "list"]).code(0);
    follow(&keeper, &old, "mcp-token secret rotate exai");
}

#[test]
fn the_secret_that_a_profile_leaves_behind_can_be_looked_at() {
    let keeper = Keeper::exai();
    let assert = keeper.run(&["profile", "remove", "exai"]).code(0);
    let shown = follow(&keeper, &assert, "mcp-token secret show exai");
    assert!(stdout(&shown).starts_with("exai\n"));
}

#[test]
fn nesting_works_with_the_flag_of_the_hint() {
    let keeper = Keeper::exai();
    let nested = |flags: &[String]| {
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        keeper.run(
            &[&["exec", "--", env!("CARGO_BIN_EXE_mcp-token"), "exec"], &flags[..], &["--", "echo", "run"]]
                .concat(),
        )
    };
    let assert = nested(&[]).code(2).stdout("");
    nested(&added(&hint(&assert))).code(0).stdout("run\n").stderr("");
}

#[test]
fn help_is_where_the_hint_says() {
    let keeper = Keeper::exai();
    for args in [
        &["get", "--nonsense"][..],
        &["exec"],
        &["store"],
        &["list", "--nonsense"],
        &["remove"],
        &["profile", "set"],
        &["profile", "show", "--nonsense"],
        &["profile", "remove"],
        &["profile", "import"],
        &["secret", "set", "x"],
        &["secret", "show"],
        &["secret", "list", "--nonsense"],
        &["secret", "remove"],
        &["secret", "rotate"],
        &["secret", "revoke"],
    ] {
        let assert = keeper.run(args).code(2).stdout("");
        let text = stdout(&keeper.shell(&hint(&assert)).code(0).stderr(""));
        assert!(text.contains("Usage: mcp-token"), "{args:?}: {text}");
    }
}

#[test]
fn a_token_of_the_profile_is_mended_by_a_new_one() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "0s"]).code(0);
    let assert = keeper.run(&["verify", "--profile", "exai", &token]).code(4);
    let new = line(&follow(&keeper, &assert, "mcp-token get exai --force-new"));
    keeper.run(&["verify", "--profile", "exai", &new]).code(0).stderr("");
}

#[test]
fn what_another_user_has_in_our_place_is_made_ours() {
    let sandbox = Sandbox::of_an_ordinary_user();
    let set = ["profile", "set", "a", "--secret-from", "new", "--store", "file"];
    let run = || sandbox.mcp_token(set).assert();
    run().code(0);
    for (place, owner) in [
        (".config/mcp-token", 0),
        (".config/mcp-token/config.toml", 0),
        (".local/state/mcp-token/store", 0),
        (".config/mcp-token", 1),
        (".config/mcp-token/config.toml", 1),
    ] {
        let path = sandbox.home(place);
        as_root(&format!("sudo chown {owner}:{owner} {}", path.display()));
        let assert = sandbox.mcp_token(["get"]).assert().code(7).stdout("");
        let path = path.display();
        let mend = format!("sudo chown \"$(id -u)\" {path}");
        assert_eq!(
            stderr(&assert),
            format!("error: `{path}` belongs to another user (uid {owner})\nhint: {mend}\n")
        );
        as_root(&mend);
        sandbox.mcp_token(["get"]).assert().code(0);
    }
    let refused_without_a_hint = |args: &[&str]| {
        let assert = sandbox.mcp_token(args).assert().code(7).stdout("");
        let said = stderr(&assert);
        assert!(said.contains(" belongs to another user (uid ") && !said.contains("hint:"), "{said}");
    };
    // Where others can put something it may have been somebody else; and what is named may be meant for them.
    let config = sandbox.home(".config").display().to_string();
    as_root(&format!("chmod 1777 {config} && sudo chown 1:1 {config}/mcp-token"));
    refused_without_a_hint(&["get"]);
    sandbox.file_with_mode("named", "A=1\n", 0o644);
    let named = sandbox.path("named").display().to_string();
    as_root(&format!("sudo chown 1:1 {named}"));
    refused_without_a_hint(&["secret", "new", "--env-file", &named]);
    // What lies in a place of root's is root's, also behind a link.
    let (theirs, link) = (sandbox.path("../theirs"), sandbox.path("link"));
    as_root(&format!("sudo touch {0} && sudo chown 0:0 {0}", theirs.display()));
    std::os::unix::fs::symlink(&theirs, &link).unwrap();
    refused_without_a_hint(&["secret", "new", "--env-file", &link.display().to_string()]);
    as_root(&format!("sudo chmod 755 {config} && sudo chown 0:0 {config} {config}/mcp-token"));
    refused_without_a_hint(&["get"]);
}

#[test]
fn a_secret_of_root_s_that_others_can_change_is_closed_to_them() {
    let sandbox = Sandbox::of_an_ordinary_user();
    sandbox.file("secret", SECRET);
    let path = sandbox.path("secret").display().to_string();
    as_root(&format!("sudo chown 0:0 {path} && sudo chmod 666 {path}"));
    let encode = || sandbox.mcp_token(["encode", "--secret-file", &path, "--sub", "a"]).assert();
    let assert = encode().code(7).stdout("");
    assert_eq!(
        stderr(&assert),
        format!(
            "error: `{path}` belongs to root and can be written by others (mode 0666)\nhint: sudo chmod go-w {path}\n"
        )
    );
    as_root(&hint(&assert));
    encode().code(0);
}

/// A right that we have taken from ourselves, at each step of the way to a file of ours.
#[test]
fn what_is_ours_and_closed_to_us_is_opened_by_the_hint() {
    for (closed, mode, change) in [
        ("config/mcp-token/config.toml", 0o000, "chmod u+rw"),
        ("config/mcp-token", 0o600, "chmod u+rwx"),
        ("config", 0o000, "chmod u+rwx"),
    ] {
        let sandbox = Sandbox::of_an_ordinary_user();
        let home = sandbox.path("config");
        let show = || sandbox.mcp_token(["profile", "show", "p"]).env("XDG_CONFIG_HOME", &home).assert();
        sandbox
            .mcp_token(["profile", "set", "p", "--sub", "a", "--secret-from", "env:S", "--store", "none"])
            .env("XDG_CONFIG_HOME", &home)
            .assert()
            .code(0);
        let path = sandbox.path(closed);
        sandbox.set_mode(closed, mode);
        let assert = show().code(1).stdout("");
        let said = stderr(&assert);
        assert!(said.contains("caused by: Permission denied (os error 13)\n"), "{said}");
        assert_eq!(hint(&assert), format!("{change} {}", path.display()));
        sandbox.shell(&hint(&assert)).assert().code(0);
        show().code(0);
    }
}

/// A line for somebody who may become root. Root finds a `sudo` that does nothing more, and is told who the user is.
fn as_root(line: &str) {
    let we_are_root = rustix::process::geteuid().is_root();
    let before = if we_are_root { "sudo() { \"$@\"; }; id() { echo 65534; }; " } else { "" };
    let ended = std::process::Command::new("sh").args(["-c", &format!("{before}{line}")]).status().unwrap();
    assert!(ended.success(), "{line}");
}
