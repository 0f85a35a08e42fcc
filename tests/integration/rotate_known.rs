//! `mcp-token secret rotate`, `revoke` and `list`: secrets that a ring had before, and what is left of them in a `.env` file

use std::os::unix::fs::PermissionsExt;

use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, OTHER_SECRET, SECRET, Sandbox, hint, line, stderr, stdout};
use crate::ward::Ward;

/// The secret `exai`, given; with others beside it, in files of their names.
fn given(weak: &str) -> Keeper {
    let keeper = Keeper::new();
    for (name, text) in [("first", SECRET), ("second", OTHER_SECRET), ("weak", weak)] {
        keeper.sandbox.file(name, text);
    }
    keeper.run(&["secret", "set", "exai", "--store", "file", "--secret-file", "first"]).code(0);
    keeper
}

fn refuses(keeper: &Keeper, file: &str, kid: &str, what: &str) {
    let kept = || {
        let mut files = keeper.files();
        files.retain(|path, _| !path.contains("/locks/"));
        files
    };
    let before = kept();
    for flags in [&[][..], &["--now"]] {
        let assert = keeper
            .run(&[&["secret", "rotate", "exai", "--secret-file", file], flags].concat())
            .code(2)
            .stdout("");
        let said = format!(
            "error: that is no new secret: it is kid {kid} of `exai`, {what}\nhint: mcp-token secret rotate exai\n"
        );
        assert_eq!(stderr(&assert), said);
    }
    assert_eq!(kept(), before);
}

#[test]
fn a_secret_that_the_ring_had_before_is_no_new_one() {
    let keeper = given("");
    let first = keeper.kid("exai", "active");
    refuses(&keeper, "first", &first, "which signs now");
    keeper.run(&["secret", "rotate", "exai", "--now", "--secret-file", "second"]).code(0);
    refuses(&keeper, "first", &first, "which signed before");
    keeper.run(&["secret", "revoke", "exai"]).code(0);
    refuses(&keeper, "first", &first, "which is revoked");
    refuses(&keeper, "second", &keeper.kid("exai", "active"), "which signs now");
    let assert = keeper.run(&["secret", "rotate", "exai", "--secret-file", "first"]).code(2);
    keeper.shell(&hint(&assert)).code(0);
    assert_eq!(keeper.kid("exai", "next").len(), 8);
}

#[test]
fn one_without_a_fingerprint_is_known_as_long_as_it_is_kept() {
    let keeper = given("TEST-PRIVATE: not hex, and 35 bytes");
    keeper.run(&["secret", "rotate", "exai", "--now", "--secret-file", "weak"]).code(0);
    refuses(&keeper, "weak", &keeper.kid("exai", "active"), "which signs now");
    keeper.run(&["secret", "rotate", "exai", "--now", "--secret-file", "second"]).code(0);
    refuses(
        &keeper,
        "weak",
        keeper.ring("exai")["versions"][1]["kid"].as_str().unwrap(),
        "which signed before",
    );
}

#[test]
fn the_bits_of_a_ring_are_those_that_its_text_stands_for() {
    let keeper = given("TEST-PRIVATE: not hex, and 35 bytes");
    keeper.run(&["secret", "rotate", "exai", "--now", "--secret-file", "weak"]).code(0);
    let bits: Vec<_> = keeper.ring("exai")["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["bits"].clone())
        .collect();
    assert_eq!(bits, [256, 280]);
}

/// A secret that lives in `app.env`, was replaced once, and verifies for another hour.
fn rotated() -> Keeper {
    let keeper = Keeper::new();
    keeper.sandbox.file("app.env", format!("A=1\r\nKEY='{SECRET}' # ours\r\nB=2\r\n"));
    let import =
        ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY", "--store", "file"];
    keeper.run(&import).code(0);
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "1h"]).code(0);
    assert!(keeper.sandbox.read("app.env").ends_with(&format!("B=2\r\nKEY_PREVIOUS={SECRET}\r\n")));
    keeper
}

fn without_previous(keeper: &Keeper) -> String {
    let text = keeper.sandbox.read("app.env");
    text.lines().filter(|line| !line.starts_with("KEY_PREVIOUS=")).map(|line| format!("{line}\r\n")).collect()
}

/// What is said, less how much of the grace was left.
fn without_grace(said: &str) -> String {
    let is_other = |line: &&str| !line.ends_with(" before its grace ends");
    said.lines().filter(is_other).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_revoked_secret_goes_from_the_dotenv_file_too() {
    let keeper = rotated();
    let (old, expected) = (keeper.kid("exai", "previous"), without_previous(&keeper));
    let assert = keeper.run(&["secret", "revoke", "exai"]).code(0).stdout("");
    let said = format!("removed `KEY_PREVIOUS` from ./app.env\nsecret `exai`: kid {old} is revoked\n");
    assert_eq!(without_grace(&keeper.said(&assert)), said);
    assert_eq!(keeper.sandbox.read("app.env"), expected);
}

#[test]
fn a_second_rotation_tells_whose_tokens_the_dotenv_file_gives_up() {
    let keeper = rotated();
    let (old, replaced) = (keeper.kid("exai", "previous"), keeper.kid("exai", "active"));
    let said = keeper.said(&keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
    let start = format!(
        "warning: `KEY_PREVIOUS` no longer holds kid {old}: a server that reads the file refuses the tokens that it has signed, "
    );
    assert!(said.starts_with(&start), "{said}");
    assert_eq!(said.matches("warning: ").count(), 1, "{said}");
    // That one is in its grace still, and had left the file by now; what somebody took out by hand is not lost here either.
    let said = keeper.said(&keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
    assert!(said.starts_with(&start.replace(&old, &replaced)), "{said}");
    assert_eq!(said.matches("warning: ").count(), 1, "{said}");
    std::fs::write(keeper.sandbox.path("app.env"), without_previous(&keeper)).unwrap();
    let said = stderr(&keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
    assert!(!said.contains("warning: "), "{said}");
    // One whose grace has ended is no loss, nor is one of a secret that lives nowhere else.
    let keeper = rotated();
    keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    let said = stderr(&keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
    assert!(!said.contains("warning: "), "{said}");
    let keeper = Keeper::exai();
    for _ in 0..2 {
        let said = stderr(&keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
        assert!(!said.contains("warning: "), "{said}");
    }
}

#[test]
fn a_path_that_would_speak_to_the_terminal_is_escaped() {
    let keeper = Keeper::new();
    keeper.sandbox.file("\u{1b}[2J\u{202e}.env", format!("KEY={SECRET}\n"));
    let import = ["profile", "import", "exai", "--env-file", "\u{1b}[2J\u{202e}.env", "--secret-var", "KEY"];
    keeper.run(&import).code(0);
    for step in [&[][..], &["--activate"], &["--now"]] {
        let said = stderr(&keeper.run(&[&["secret", "rotate", "exai"], step].concat()).code(0));
        assert!(said.contains("/\\u{1b}[2J\\u{202e}.env"), "{step:?}: {said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{step:?}: {said:?}");
    }
}

#[test]
fn what_stays_in_the_dotenv_file_after_the_grace_is_told_and_taken_out() {
    let keeper = rotated();
    let (old, expected) = (keeper.kid("exai", "previous"), without_previous(&keeper));
    keeper.run(&["secret", "list"]).code(0).stderr("");
    keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    keeper.age_ring("exai", "active", "created_at", now() - 100 * DAY);
    let assert = keeper.run(&["secret", "list"]).code(0);
    assert_eq!(
        keeper.said(&assert),
        format!(
            "warning: the grace of kid {old} of `exai` has ended, `KEY_PREVIOUS` in ./app.env may still hold it\n\
             warning: the secret `exai` is older than 90 d\n\
             hint: mcp-token secret revoke exai --kid {old}\n"
        )
    );
    assert!(line(&keeper.run(&["doctor", "--json"]).code(0)).contains(r#""code":"grace_ended""#));
    keeper.shell(&hint(&assert)).code(0);
    assert_eq!(keeper.sandbox.read("app.env"), expected);
    keeper.age_ring("exai", "active", "created_at", now());
    keeper.run(&["secret", "list"]).code(0).stderr("");

    let keeper = rotated();
    let expected = without_previous(&keeper);
    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert!(!keeper.said(&assert).contains("removed"), "the grace lasts");
    keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert!(keeper.said(&assert).starts_with("removed `KEY_PREVIOUS` from ./app.env\n"));
    assert_eq!(keeper.sandbox.read("app.env"), expected);
}

#[test]
fn what_is_not_the_old_secret_stays_in_the_dotenv_file() {
    let keeper = rotated();
    let theirs = keeper.sandbox.read("app.env").replace(SECRET, OTHER_SECRET);
    std::fs::write(keeper.sandbox.path("app.env"), &theirs).unwrap();
    let assert = keeper.run(&["secret", "revoke", "exai"]).code(0);
    let note = "`KEY_PREVIOUS` in ./app.env is none of these secrets, and stays\n";
    assert!(keeper.said(&assert).starts_with(note), "{}", stderr(&assert));
    assert_eq!(keeper.sandbox.read("app.env"), theirs);
}

#[test]
fn a_dotenv_file_that_cannot_be_changed_does_not_keep_a_secret_alive() {
    let keeper = rotated();
    let old = keeper.kid("exai", "previous");
    std::fs::hard_link(keeper.sandbox.path("app.env"), keeper.sandbox.path("other")).unwrap();
    let assert = keeper.run(&["secret", "revoke", "exai"]).code(7).stdout("");
    let error = "`KEY_PREVIOUS` in ./app.env may still hold the old secret: `./app.env` has 2 hard links";
    assert_eq!(
        without_grace(&keeper.said(&assert)).lines().take(2).collect::<Vec<_>>(),
        [format!("secret `exai`: kid {old} is revoked"), format!("error: {error}")]
    );
    assert_eq!(keeper.kid("exai", "revoked"), old);

    let keeper = rotated();
    let old = keeper.kid("exai", "previous");
    std::fs::hard_link(keeper.sandbox.path("app.env"), keeper.sandbox.path("other")).unwrap();
    let assert = keeper.run(&["-q", "--json", "secret", "revoke", "exai"]).code(7);
    let report: serde_json::Value = serde_json::from_str(&line(&assert)).unwrap();
    assert_eq!((&report["ok"], &report["revoked"]), (&false.into(), &serde_json::json!([old])));
    assert!(report["error"]["message"].as_str().unwrap().starts_with("`KEY_PREVIOUS` in /"), "{report}");
}

#[test]
fn a_rotation_goes_on_beside_what_it_cannot_take_out() {
    let keeper = Keeper { sandbox: Sandbox::of_an_ordinary_user() };
    let script = format!("umask 077; printf 'KEY={SECRET}\n' >app.env");
    keeper.shell(&script).code(0);
    let import = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY"];
    keeper.run(&[&import[..], &["--store", "file"]].concat()).code(0);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    keeper.sandbox.set_mode("", 0o500);
    keeper.run(&["secret", "revoke", "exai"]).code(1);
    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0).stdout("");
    let said = keeper.said(&assert);
    let told: Vec<_> = said.lines().take(2).collect();
    let warning =
        "warning: `KEY_PREVIOUS` in ./app.env may still hold the old secret: cannot make a file in ";
    assert!(told[0].starts_with(warning), "{said}");
    let work = keeper.sandbox.path("");
    let work = work.to_str().unwrap().trim_end_matches('/');
    assert_eq!(told[1], format!("hint: chmod u+rwx {work} && mcp-token secret revoke exai"));
    keeper.shell(&told[1]["hint: ".len()..]).code(0);
    assert!(!keeper.sandbox.read("app.env").contains("KEY_PREVIOUS"));
}

/// What a run has left that ended right behind its first write.
#[test]
fn a_revocation_that_was_cut_off_can_be_repeated() {
    let keeper = rotated();
    let (old, expected) = (keeper.kid("exai", "previous"), without_previous(&keeper));
    let (before, dotenv) = (keeper.files(), keeper.sandbox.read("app.env"));
    keeper.run(&["secret", "revoke", "exai"]).code(0);
    let kept = keeper.files();
    std::fs::write(keeper.sandbox.path("app.env"), dotenv).unwrap();
    let is_gone = |path: &String| kept.iter().all(|(there, _)| there != path);
    let gone: Vec<_> = before.into_iter().filter(|(path, _)| is_gone(path)).collect();
    assert_eq!(gone.len(), 1, "the old secret");
    std::fs::write(&gone[0].0, &gone[0].1).unwrap();
    std::fs::set_permissions(&gone[0].0, std::fs::Permissions::from_mode(0o600)).unwrap();

    let assert = keeper.run(&["secret", "revoke", "exai"]).code(0).stdout("");
    let said = format!("removed `KEY_PREVIOUS` from ./app.env\nsecret `exai`: kid {old} is revoked\n");
    assert_eq!(keeper.said(&assert), said);
    assert_eq!(keeper.sandbox.read("app.env"), expected);
    assert_eq!(keeper.files(), kept);
    keeper.run(&["secret", "revoke", "exai"]).code(6);
}

/// A passphrase has no fingerprint: it is known by what is kept.
#[test]
fn a_passphrase_that_lingers_in_the_dotenv_file_is_taken_out_later() {
    let keeper = Keeper::new();
    keeper.sandbox.file("app.env", "KEY=TEST-Tr0ub4dor.3-Tr0ub4dor.4-Tr0ub4dor.5\n");
    let import =
        ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY", "--store", "file"];
    keeper.run(&import).code(0);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let other = keeper.sandbox.path("other");
    std::fs::hard_link(keeper.sandbox.path("app.env"), &other).unwrap();
    keeper.run(&["secret", "revoke", "exai"]).code(7);
    std::fs::remove_file(&other).unwrap();
    keeper.run(&["secret", "revoke", "exai"]).code(0);
    assert!(!keeper.sandbox.read("app.env").contains("Tr0ub4dor"));
    keeper.run(&["secret", "revoke", "exai"]).code(6);
}

#[test]
fn a_revoked_secret_that_is_in_use_again_is_an_error() {
    let keeper = Keeper::new();
    keeper.sandbox.file("app.env", format!("KEY={SECRET}\n"));
    let import =
        ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY", "--store", "file"];
    keeper.run(&import).code(0);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let old = keeper.kid("exai", "previous");
    std::fs::write(keeper.sandbox.path("app.env"), format!("KEY={SECRET}\n")).unwrap();
    let assert = keeper.run(&["secret", "revoke", "exai"]).code(1).stdout("");
    let said = keeper.said(&assert);
    let error = format!(
        "error: `KEY` in ./app.env is kid {old} again, which is revoked\nhint: mcp-token secret rotate exai --now\n"
    );
    assert!(said.ends_with(&error), "{said}");
    keeper.shell(&hint(&assert)).code(0);
    assert!(!keeper.sandbox.read("app.env").contains(SECRET));
}

#[test]
fn a_dotenv_file_that_is_elsewhere_is_named() {
    let keeper = rotated();
    std::fs::rename(keeper.sandbox.path("app.env"), keeper.sandbox.path("away.env")).unwrap();
    let said = keeper.said(&keeper.run(&["secret", "revoke", "exai"]).code(0).stdout(""));
    let warning = "warning: ./app.env is not there: wherever it is, `KEY_PREVIOUS` may hold the old secret\n";
    assert!(said.starts_with(warning), "{said}");
}

#[test]
fn no_secret_is_written_into_a_file_that_others_can_read() {
    let keeper = rotated();
    let before = (keeper.kid("exai", "active"), keeper.sandbox.read("app.env"));
    std::fs::set_permissions(keeper.sandbox.path("app.env"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let assert = keeper.run(&["secret", "rotate", "exai", "--now"]).code(7).stdout("");
    keeper.shell(&hint(&assert)).code(0);
    let after = (keeper.kid("exai", "active"), keeper.sandbox.read("app.env"));
    assert_eq!(after, before);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    assert_ne!(keeper.kid("exai", "active"), before.0);
}

#[test]
fn a_previous_secret_that_is_kept_nowhere_else_is_not_written_over() {
    let keeper = rotated();
    let theirs = without_previous(&keeper) + "KEY_PREVIOUS=TEST-somebody-elses-secret-of-40-characters\n";
    std::fs::write(keeper.sandbox.path("app.env"), &theirs).unwrap();
    let kid = keeper.kid("exai", "active");
    let assert = keeper.run(&["secret", "rotate", "exai", "--now"]).code(1).stdout("");
    let said =
        "error: `KEY_PREVIOUS` in ./app.env holds a secret that is kept nowhere else: take it out of there\n";
    assert_eq!(keeper.said(&assert), said);
    assert_eq!((keeper.kid("exai", "active"), keeper.sandbox.read("app.env")), (kid, theirs));
    assert!(!stdout(&keeper.run(&["secret", "show", "exai", "--json"]).code(0)).contains("\"next\""));
    // A placeholder is no secret.
    let placeholder = without_previous(&keeper) + "KEY_PREVIOUS=your_64_character_hex_secret_here\n";
    std::fs::write(keeper.sandbox.path("app.env"), placeholder).unwrap();
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
}

#[test]
fn a_dotenv_file_that_could_not_be_changed_is_cleared_when_it_can() {
    let revoke = ["secret", "revoke", "exai"];
    let keeper = rotated();
    let (old, expected) = (keeper.kid("exai", "previous"), without_previous(&keeper));
    let (dotenv, other) = (keeper.sandbox.path("app.env"), keeper.sandbox.path("other"));
    std::fs::hard_link(&dotenv, &other).unwrap();
    keeper.run(&revoke).code(7);
    assert_eq!(keeper.run(&revoke).code(7).get_output().stdout, b"");
    std::fs::remove_file(&other).unwrap();
    let assert = keeper.run(&revoke).code(0).stdout("");
    let said = format!("removed `KEY_PREVIOUS` from ./app.env\nsecret `exai`: kid {old} is revoked\n");
    assert_eq!(keeper.said(&assert), said);
    assert_eq!(keeper.sandbox.read("app.env"), expected);
    keeper.run(&revoke).code(6).stderr("error: the secret `exai` has no previous version\n");

    // Nor does it stop the next rotation.
    let keeper = rotated();
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    let dotenv = keeper.sandbox.path("app.env");
    std::fs::hard_link(&dotenv, keeper.sandbox.path("other")).unwrap();
    keeper.run(&revoke).code(7);
    std::fs::remove_file(keeper.sandbox.path("other")).unwrap();
    assert!(keeper.sandbox.read("app.env").contains(SECRET));
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0);
    assert!(!keeper.sandbox.read("app.env").contains(SECRET));
}

#[test]
fn revoke_ends_every_previous_one_unless_one_is_named() {
    let keeper = rotated();
    let first = keeper.kid("exai", "previous");
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "1h"]).code(0);
    let said = keeper.said(&keeper.run(&["secret", "revoke", "exai", "--kid", &first]).code(0).stdout(""));
    assert_eq!(without_grace(&said), format!("secret `exai`: kid {first} is revoked\n"));
    let second = keeper.kid("exai", "previous");
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "1h"]).code(0);
    let said = keeper.said(&keeper.run(&["secret", "revoke", "exai"]).code(0).stdout(""));
    assert!(
        said.contains(&format!("secret `exai`: kids {second}, ")) && said.ends_with(" are revoked\n"),
        "{said}"
    );
    assert_eq!(keeper.kid("exai", "previous"), "");
}

/// Revoked, and then in the file all the same: as a revocation leaves it that could not write there, or was killed.
#[test]
fn a_revoked_secret_that_the_dotenv_file_still_holds_is_told_until_it_is_taken_out() {
    let ward = Ward::of(rotated());
    let keeper = &ward.keeper;
    let old = keeper.kid("exai", "previous");
    keeper.sandbox.set_mode("app.env", 0o400);
    keeper.run(&["secret", "revoke", "exai"]).code(7);
    keeper.sandbox.set_mode("app.env", 0o600);
    let told = format!("`KEY_PREVIOUS` in ./app.env still holds kid {old} of `exai`, which is revoked");
    for args in [&["secret", "list"][..], &["doctor"]] {
        let assert = keeper.run(args).code(0);
        let said = format!("{}{}", keeper.plain(&stdout(&assert)), keeper.said(&assert));
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&told) && said.contains("mcp-token secret revoke exai"), "{said}");
    }
    let revoke = "mcp-token secret revoke exai";
    ward.mended(&[], "revoked_in_use", revoke);
    assert!(!keeper.sandbox.read("app.env").contains(SECRET));
    assert_eq!(ward.found(&[]), []);
    // The line of the refusal.
    let keeper = rotated();
    keeper.sandbox.set_mode("app.env", 0o400);
    let assert = keeper.run(&["secret", "revoke", "exai"]).code(7);
    let path = keeper.sandbox.path("app.env").display().to_string();
    assert_eq!(hint(&assert), format!("chmod u+w {path} && {revoke}"));
    keeper.shell(&hint(&assert)).code(0);
    assert!(!keeper.sandbox.read("app.env").contains(SECRET));
    assert!(!keeper.said(&keeper.run(&["secret", "list"]).code(0)).contains("KEY_PREVIOUS"));
}

#[test]
fn what_a_dotenv_file_keeps_of_a_secret_that_is_forgotten_is_told() {
    let keeper = rotated();
    let old = keeper.kid("exai", "previous");
    keeper.run(&["profile", "remove", "exai"]).code(0);
    let assert = keeper.run(&["secret", "remove", "exai"]).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        format!(
            "warning: `KEY_PREVIOUS` in ./app.env still holds kid {old} of it: a server that reads that accepts what it has \
             signed\nforgot the secret `exai`\n"
        )
    );
}

/// A profile that reads the variable signs with what is written there.
#[test]
fn a_profile_that_reads_the_secret_where_it_lives_is_touched_by_its_rotation() {
    let keeper = rotated();
    let source = format!("dotenv:{}:KEY", keeper.sandbox.path("app.env").display());
    let set = ["profile", "set", "raw", "--secret-from", &source, "--ttl", "7d", "--store", "none"];
    keeper.run(&set).code(0);
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    let said = keeper.said(&keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0));
    assert!(said.contains("exai, raw: the next"), "{said}");
    let ring = keeper.ring("exai");
    let versions = ring["versions"].as_array().unwrap();
    let before = versions.iter().rfind(|version| version["state"] == "previous").unwrap();
    let active = versions.iter().find(|version| version["state"] == "active").unwrap();
    let (until, since) = (&before["verify_until"], &active["activated_at"]);
    assert_eq!(until.as_i64().unwrap() - since.as_i64().unwrap(), 7 * DAY);
    keeper.run(&["profile", "remove", "exai"]).code(0);
    keeper.run(&["secret", "remove", "exai"]).code(0);
}
