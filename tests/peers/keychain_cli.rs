//! What `mcp-token` keeps in gnome-keyring, seen by `secret-tool` and Python's `keyring`, and the other way round.
//!
//! Every test runs inside a session of its own; its home is that of the session.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use mcp_token::store::Entry;
use serde_json::json;

use crate::others::{Others, count, lookup, tool};
use crate::peer::{Peer, python};
use crate::session::{PromptWatch, Session, within};

/// 64 hexadecimal digits.
pub(crate) const SECRET: &str = "5d0c2f9be17a4683c1f07d5528ae9b64f3027c18d6459eab70c4f2316b8d9e05";

#[test]
fn others_find_the_token_and_the_secret_that_we_keep() {
    within(&Session::Open, "keychain_cli::others_find_the_token_and_the_secret_that_we_keep", || {
        make_exai();
        let token = answer(&["get", "exai"]);
        let mut others = Others::start();
        assert_eq!(lookup(&token_entry()), token);
        assert_eq!(others.get(&token_entry()), json!(token));
        let secret = answer(&["secret", "show", "exai", "--reveal"]);
        let entry = Entry::new("mcp-token", "secret/exai").unwrap();
        assert_eq!(lookup(&entry), secret);
        assert_eq!(others.get(&entry), json!(secret));
        assert_eq!((count(&token_entry()), count(&entry)), (1, 1));

        assert_eq!(answer(&["get", "exai"]), token, "what is kept is handed out");
        let new = answer(&["get", "exai", "--force-new"]);
        assert_ne!(new, token);
        assert_eq!(others.get(&token_entry()), json!(new));
        others.put(&token_entry(), &token);
        assert_eq!((count(&token_entry()), lookup(&token_entry())), (1, token));
    });
}

#[test]
fn setup_takes_the_keychain_where_it_works() {
    within(&Session::Open, "keychain_cli::setup_takes_the_keychain_where_it_works", || {
        let output =
            mcp_token(&["setup", "--yes", "--preset", "exai", "--sub", "agent_001"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let token = succeed(output);
        assert!(said.contains("  kept in  the keychain\n") && said.contains(" --store keychain\n"), "{said}");
        assert_eq!(lookup(&Entry::new("exai-mcp", "jwt_token").unwrap()), token);
        let secret = Entry::new("mcp-token", "secret/default").unwrap();
        assert_eq!(lookup(&secret), answer(&["secret", "show", "default", "--reveal"]));
        assert_eq!(answer(&["setup", "--yes"]), token);
    });
}

#[test]
fn setup_says_why_it_takes_encrypted_files() {
    within(&Session::Bare, "keychain_cli::setup_says_why_it_takes_encrypted_files", || {
        let output = mcp_token(&["setup", "--yes"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let token = succeed(output);
        assert!(said.starts_with("encrypted files are used: no keychain: no program "), "{said}");
        assert_eq!(answer(&["get"]), token);
    });
}

#[test]
fn a_rotation_is_seen_by_others_when_it_is_activated() {
    within(&Session::Open, "keychain_cli::a_rotation_is_seen_by_others_when_it_is_activated", || {
        make_exai();
        let entry = Entry::new("mcp-token", "secret/exai").unwrap();
        let old = answer(&["get", "exai"]);
        let first = lookup(&entry);
        answer(&["secret", "rotate", "exai"]);
        assert_eq!(lookup(&entry), first);
        answer(&["secret", "rotate", "exai", "--activate"]);
        let second = lookup(&entry);
        assert_ne!(second, first);
        assert_eq!(answer(&["secret", "show", "exai", "--reveal"]), second);
        let new = answer(&["get", "exai"]);
        assert_ne!(new, old);
        for token in [&old, &new] {
            assert!(answer(&["verify", "--profile", "exai", token]).starts_with("VALID"));
        }
        answer(&["secret", "revoke", "exai"]);
        let output = mcp_token(&["verify", "--profile", "exai", &old]).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{}", told(&output));
        assert!(answer(&["verify", "--profile", "exai", &new]).starts_with("VALID"));
        answer(&["remove", "exai"]);
        answer(&["profile", "remove", "exai"]);
        answer(&["secret", "remove", "exai"]);
        let found = tool(&["search", "--all", "service", "mcp-token"]);
        assert_eq!(String::from_utf8_lossy(&found.stdout), "", "nothing of it is left");
    });
}

#[test]
fn a_profile_and_a_secret_of_one_name_do_not_meet() {
    within(&Session::Open, "keychain_cli::a_profile_and_a_secret_of_one_name_do_not_meet", || {
        let mut set = mcp_token(&["secret", "set", "both", "--store", "keychain", "--secret-file", "-"]);
        succeed(feed(&mut set, SECRET));
        answer(&["profile", "set", "both", "--store", "keychain", "--secret-from", "none"]);
        succeed(feed(&mut mcp_token(&["store", "both", "--opaque", "--exp", "+1d"]), "opaque-token"));
        assert_eq!(answer(&["get", "both"]), "opaque-token");
        assert_eq!(answer(&["secret", "show", "both", "--reveal"]), SECRET);
        answer(&["remove", "both"]);
        assert_eq!(answer(&["secret", "show", "both", "--reveal"]), SECRET);
        assert_eq!(lookup(&Entry::new("mcp-token", "token/both").unwrap()), "");
    });
}

#[test]
fn an_entry_of_another_program_is_shared() {
    within(&Session::Open, "keychain_cli::an_entry_of_another_program_is_shared", || {
        let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
        let mut others = Others::start();
        answer(&SHARED);
        let token = answer(&["get", "exai"]);
        assert_eq!(others.get(&entry), json!(token));
        assert_eq!((count(&entry), lookup(&entry)), (1, token.clone()));
        assert_eq!(lookup(&token_entry()), "", "it is kept in one place");

        // What the other program put there since is not a token of this profile: it makes its own.
        others.put(&entry, "written after us");
        let new = answer(&["get", "exai"]);
        assert_ne!(new, "written after us");
        assert_eq!((count(&entry), others.get(&entry)), (1, json!(new)));
    });
}

#[test]
fn an_entry_is_one_profile_s() {
    within(&Session::Open, "keychain_cli::an_entry_is_one_profile_s", || {
        answer(&SHARED);
        let token = answer(&["get", "exai"]);
        let second = ["profile", "set", "second", "--store", "keychain", "--secret-from", "new"];
        let shared = ["--service", "exai-mcp", "--user", "jwt_token"];
        let output = mcp_token(&[&second[..], &shared[..]].concat()).output().unwrap();
        assert_eq!(
            told(&output),
            "exit status: 2\nerror: the keychain entry `exai-mcp / jwt_token` is claimed by the profile `exai`\nhint: add --service mcp-token --user token/second\n"
        );
        let own = ["--service", "mcp-token", "--user", "token/exai"];
        let output = mcp_token(&[&second[..], &own[..]].concat()).output().unwrap();
        assert_eq!(
            told(&output),
            "exit status: 2\nerror: profile `second`: `entry` is `mcp-token / token/exai`, which mcp-token keeps for \
             something else\n"
        );
        assert!(!answer(&["list"]).contains("second"));
        assert_eq!(lookup(&Entry::new("exai-mcp", "jwt_token").unwrap()), token);
    });
}

#[test]
fn what_python_wrote_is_taken_over() {
    within(&Session::Open, "keychain_cli::what_python_wrote_is_taken_over", || {
        let token = succeed(
            mcp_token(&["encode", "--secret-env", "S", "--sub", "agent", "--ttl", "2h"])
                .env("S", SECRET)
                .output()
                .unwrap(),
        );
        let entry = Entry::new("exai-mcp", "jwt_token").unwrap();
        let mut others = Others::start();
        others.put(&entry, &token);
        answer(&["profile", "import", "exai", "--keychain", "exai-mcp/jwt_token"]);
        assert_eq!(answer(&["get", "exai"]), token);
        assert_eq!((count(&entry), others.get(&entry)), (1, json!(token)));
        assert_eq!(lookup(&token_entry()), "");

        let output =
            mcp_token(&["profile", "import", "again", "--keychain", "exai-mcp/jwt_token"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert_eq!(answer(&["get", "exai"]), token);

        // No token: a secret.
        let entry = Entry::new("exai-mcp", "jwt_secret").unwrap();
        others.put(&entry, SECRET);
        answer(&["profile", "import", "made", "--keychain", "exai-mcp/jwt_secret", "--sub", "a"]);
        assert_eq!(answer(&["secret", "show", "made", "--reveal"]), SECRET);
        assert_eq!(answer(&["get", "made"]).matches('.').count(), 2);

        // A service can be an address.
        let entry = Entry::new("https://a.example/mcp", "u").unwrap();
        others.put(&entry, SECRET);
        let import = |name| {
            let args = ["profile", "import", name, "--keychain", "https://a.example/mcp/u", "--sub", "a"];
            mcp_token(&args).output().unwrap()
        };
        succeed(import("address"));
        assert_eq!(answer(&["secret", "show", "address", "--reveal"]), SECRET);
        others.put(&Entry::new("https:", "/a.example/mcp/u").unwrap(), SECRET);
        let two = "that is more than one entry: https: / /a.example/mcp/u, https://a.example/mcp / u";
        assert_eq!(told(&import("either")), format!("exit status: 2\nerror: {two}\n"));

        let output =
            mcp_token(&["profile", "import", "x", "--keychain", "exai-mcp/nobody"]).output().unwrap();
        assert_eq!(
            told(&output),
            "exit status: 6\nerror: the keychain has nothing under exai-mcp / nobody\n"
        );
    });
}

#[test]
fn what_is_kept_moves_between_keychain_and_file() {
    within(&Session::Open, "keychain_cli::what_is_kept_moves_between_keychain_and_file", || {
        make_exai();
        let (token, secret) = (answer(&["get", "exai"]), answer(&["secret", "show", "exai", "--reveal"]));
        let items = || tool(&["search", "--all", "service", "mcp-token"]).stdout;
        assert!(!items().is_empty());
        for (store, in_keychain) in [("file", false), ("keychain", true)] {
            answer(&["profile", "set", "exai", "--store", store]);
            assert_eq!(answer(&["get", "exai"]), token, "{store}");
            assert_eq!(answer(&["secret", "show", "exai", "--reveal"]), secret, "{store}");
            assert_eq!(!items().is_empty(), in_keychain, "{store}");
            assert_eq!(encrypted_files(), if in_keychain { 0 } else { 3 }, "{store}");
        }
        assert_eq!(lookup(&token_entry()), token);
    });
}

#[test]
fn a_secret_that_two_profiles_share_moves_with_the_last_that_leaves() {
    let name = "keychain_cli::a_secret_that_two_profiles_share_moves_with_the_last_that_leaves";
    within(&Session::Open, name, || {
        make_exai();
        answer(&[
            "profile",
            "set",
            "also",
            "--secret-from",
            "name:exai",
            "--sub",
            "b",
            "--store",
            "keychain",
        ]);
        answer(&["profile", "set", "third", "--secret-from", "name:exai", "--sub", "c", "--store", "none"]);
        let place =
            || answer(&["secret", "list"]).lines().nth(1).unwrap().rsplit("  ").next().unwrap().to_owned();
        let set = |profile: &str, store: &str| {
            let output = mcp_token(&["profile", "set", profile, "--store", store]).output().unwrap();
            assert!(output.status.success());
            String::from_utf8(output.stderr).unwrap()
        };
        let said = set("exai", "file");
        let stays = "secret `exai`: stays in the keychain, where `also` may sign with it too\n";
        assert!(said.starts_with(stays), "{said}");
        assert_eq!(place(), "keychain");
        let said = set("also", "file");
        let moves = "secret `exai`: move from the keychain to an encrypted file\n";
        assert!(said.starts_with(moves), "{said}");
        assert_eq!(place(), "encrypted file");
        // Nobody has left a place that is nobody's.
        assert!(!set("third", "file").contains("secret"));
        for profile in ["exai", "also", "third"] {
            answer(&["get", profile]);
        }
    });
}

#[test]
fn a_secret_stays_where_it_is_while_the_token_does() {
    within(&Session::Open, "keychain_cli::a_secret_stays_where_it_is_while_the_token_does", || {
        let keep = ["secret", "set", "sec", "--store", "keychain", "--secret-file", "-"];
        succeed(feed(&mut mcp_token(&keep), SECRET));
        answer(&["profile", "set", "p", "--secret-from", "name:sec", "--sub", "a", "--store", "file"]);
        for change in [["--ttl", "2h"], ["--store", "file"]] {
            let said = told(&mcp_token(&[&["profile", "set", "p"], &change[..]].concat()).output().unwrap());
            assert!(said.starts_with("exit status: 0\nprofile `p`: ") && !said.contains("secret"), "{said}");
            assert!(answer(&["secret", "list"]).ends_with("  keychain"));
        }
    });
}

#[test]
fn a_locked_keychain_ends_get_without_a_dialog() {
    within(&Session::Open, "keychain_cli::a_locked_keychain_ends_get_without_a_dialog", || {
        make_exai();
        let token = answer(&["get", "exai"]);
        Others::start().lock();
        let watch = PromptWatch::start();
        let outputs = [
            mcp_token(&["get", "exai"]).output().unwrap(),
            mcp_token(&["exec", "exai", "--", "true"]).output().unwrap(),
        ];
        assert_eq!(watch.finish(), "", "somebody was asked");
        for output in outputs {
            assert_eq!(
                told(&output),
                "exit status: 7\nerror: the keychain is locked\nhint: gnome-keyring-daemon --replace --unlock\n"
            );
        }
        // The hint, as somebody follows it who knows the password.
        succeed(feed(Command::new("gnome-keyring-daemon").args(["--replace", "--unlock"]), "pass"));
        assert_eq!(answer(&["get", "exai"]), token);
    });
}

#[test]
fn without_a_program_that_keeps_secrets_get_says_so() {
    within(&Session::Bare, "keychain_cli::without_a_program_that_keeps_secrets_get_says_so", || {
        write_profiles();
        let said = "no keychain: no program on the session bus keeps secrets (`org.freedesktop.secrets`)";
        refused_and_moved(&format!("error: {said}\n"), UNLOCK);
        unlocked();
    });
}

#[test]
fn without_a_bus_get_says_so() {
    let nowhere = Session::None(Some("unix:path=/nonexistent/bus"));
    within(&nowhere, "keychain_cli::without_a_bus_get_says_so", || {
        write_profiles();
        refused_and_moved(
            "error: no keychain: there is no session bus\n\
             caused by: Failed to connect to address `unix:path=/nonexistent/bus`: No such file or directory (os error 2)\n",
            SESSION,
        );
    });
}

#[test]
fn without_a_collection_get_says_so() {
    within(&Session::Fresh, "keychain_cli::without_a_collection_get_says_so", || {
        write_profiles();
        let watch = PromptWatch::start();
        refused_and_moved("error: the keychain has no default collection\n", UNLOCK);
        assert_eq!(watch.finish(), "", "somebody was asked");
        unlocked();
    });
}

#[test]
fn a_keychain_that_never_answers_ends_get() {
    within(&Session::Bare, "keychain_cli::a_keychain_that_never_answers_ends_get", || {
        write_profiles();
        let mut silent = Peer::spawn(python("keychain_peer.py").arg("silent"));
        assert_eq!(silent.read()["ready"], true);
        // That it ends at all is for `within` to see. The hint is followed meanwhile; it waits longer.
        let doctor = mcp_token(&["doctor"]).stdout(Stdio::piped()).spawn().unwrap();
        let said = "error: the keychain gave no answer within 3 s\n";
        refused(said, "hint: mcp-token doctor\n");
        for args in [
            &["remove", "kept"][..],
            &["exec", "kept", "--", "true"],
            &["profile", "import", "new", "--keychain", "exai-mcp/jwt_token"],
        ] {
            let output = mcp_token(args).output().unwrap();
            assert_eq!(told(&output), format!("exit status: 7\n{said}hint: mcp-token doctor\n"), "{args:?}");
        }
        let new = ["profile", "set", "new", "--store", "keychain", "--secret-from", "new"];
        let output = mcp_token(&new).output().unwrap();
        assert_eq!(told(&output), format!("exit status: 7\n{said}hint: use --store file\n"));
        let found = told(&doctor.wait_with_output().unwrap());
        let line = "  HIGH  keychain  the keychain gave no answer within 30 s\n                  \
                    by hand: start Secret Service, or unlock it\n";
        assert!(found.starts_with("exit status: 4\n") && found.contains(line), "{found}");
        silent.kill();
    });
}

/// `get` is refused with these lines; with the hint to move for a profile that needs no keychain for its key.
fn refused(said: &str, hint: &str) {
    for args in [&["get", "kept"][..], &["get", "kept", "-o", "headers-json"]] {
        let output = mcp_token(args).output().unwrap();
        assert_eq!(told(&output), format!("exit status: 7\n{said}{hint}"), "{args:?}");
    }
    assert_eq!(told(&get_variable()), format!("exit status: 7\n{said}hint: {MOVE}\n"));
}

/// And the hint is followed.
fn refused_and_moved(said: &str, hint: &str) {
    refused(said, hint);
    let args: Vec<_> = MOVE.split(' ').skip(1).collect();
    succeed(mcp_token(&args).env("S", SECRET).output().unwrap());
    assert_eq!(succeed(get_variable()).matches('.').count(), 2);
}

/// The hint, as somebody follows it who chooses a password: what goes on needs the keychain.
fn unlocked() {
    let from_keychain = ["store", "partner", "--opaque", "opaque-TEST"];
    answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "keychain"]);
    let output = mcp_token(&from_keychain).output().unwrap();
    assert!(told(&output).ends_with(UNLOCK), "{}", told(&output));
    succeed(feed(Command::new("gnome-keyring-daemon").args(["--replace", "--unlock"]), "pass"));
    answer(&from_keychain);
    assert_eq!(answer(&["get", "partner"]), "opaque-TEST");
}

const UNLOCK: &str = "hint: gnome-keyring-daemon --replace --unlock\n";

const SESSION: &str =
    "hint: dbus-run-session -- sh -c 'gnome-keyring-daemon --unlock >&2 && exec \"${SHELL:-sh}\"'\n";

const MOVE: &str = "mcp-token profile set variable --store file";

fn get_variable() -> Output {
    mcp_token(&["get", "variable"]).env("S", SECRET).output().unwrap()
}

/// Profiles from a time when there was a keychain: one whose secret is in it, one whose secret is in a variable.
fn write_profiles() {
    let store = ["--store", "file", "--sub", "a", "--secret-from"];
    answer(&[&["profile", "set", "kept"], &store[..], &["new"]].concat());
    succeed(
        mcp_token(&[&["profile", "set", "variable"], &store[..], &["env:S"]].concat())
            .env("S", SECRET)
            .output()
            .unwrap(),
    );
    let home = std::env::var_os("HOME").unwrap();
    for file in ["config.toml", "secrets/kept.json"] {
        let path = std::path::Path::new(&home).join(".config/mcp-token").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let changed = text
            .replace("store = \"file\"", "store = \"keychain\"")
            .replace("\"store\": \"file\"", "\"store\": \"keychain\"");
        assert_ne!(changed, text, "{file}");
        std::fs::write(path, changed).unwrap();
    }
    answer(&["profile", "show", "kept"]);
}

fn encrypted_files() -> usize {
    let home = std::env::var_os("HOME").unwrap();
    let store = std::path::Path::new(&home).join(".local/state/mcp-token/store");
    std::fs::read_dir(store).map_or(0, Iterator::count)
}

pub(crate) const SHARED: [&str; 13] = [
    "profile",
    "set",
    "exai",
    "--preset",
    "exai",
    "--store",
    "keychain",
    "--secret-from",
    "new",
    "--service",
    "exai-mcp",
    "--user",
    "jwt_token",
];

pub(crate) fn make_exai() {
    answer(&["profile", "set", "exai", "--sub", "a", "--store", "keychain", "--secret-from", "new"]);
}

pub(crate) fn token_entry() -> Entry {
    Entry::token(&"exai".parse().unwrap())
}

pub(crate) fn mcp_token(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcp-token"));
    command.args(args).stdin(Stdio::null());
    command
}

/// Stdout of a run that has to succeed, without its last newline.
#[track_caller]
pub(crate) fn answer(args: &[&str]) -> String {
    succeed(mcp_token(args).output().unwrap())
}

#[track_caller]
pub(crate) fn succeed(output: Output) -> String {
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stdout).unwrap().trim_end_matches('\n').to_owned()
}

pub(crate) fn feed(command: &mut Command, text: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Status, stdout and stderr.
pub(crate) fn told(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{out}{err}", output.status)
}
