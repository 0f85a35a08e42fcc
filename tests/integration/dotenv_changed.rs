//! A `.env` file that a kept secret lives in and that does not hold the one that signs: told by whoever signs or verifies with
//! it, and by `doctor`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::keeper::{Keeper, now};
use crate::sandbox::{SECRET, line};
use crate::ward::{Ward, finding};

/// The secret `exai`, which lives as `KEY` in `app.env`.
fn imported() -> Ward {
    let ward = Ward::new();
    ward.file("app.env", format!("KEY={SECRET}\n"));
    let import = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "KEY"];
    ward.keeper.run(&[&import[..], &["--store", "file"]].concat()).code(0);
    ward
}

/// What `get`, `exec` and `verify` say.
fn warned(keeper: &Keeper) -> String {
    let token = keeper.run(&["get"]).code(0);
    let said = keeper.said(&token);
    let token = line(&token);
    for args in [&["exec", "exai", "--", "true"][..], &["verify", "--profile", "exai", &token]] {
        assert_eq!(keeper.said(&keeper.run(args).code(0)), said, "{args:?}");
    }
    said
}

fn told(what: &str, hint: &str) -> String {
    let hint = if hint.is_empty() { String::new() } else { format!("hint: {hint}\n") };
    format!("warning: {what}, and tokens are signed with the one that is kept\n{hint}")
}

/// The file is written first.
#[test]
fn a_rotation_that_was_cut_off_behind_its_first_write_is_told() {
    let ward = imported();
    let keeper = &ward.keeper;
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert_eq!(warned(keeper), "");
    let next = keeper.kid("exai", "next");
    let secret = line(&keeper.run(&["secret", "show", "exai", "--reveal", "--kid", &next]).code(0));
    ward.file("app.env", format!("KEY={secret}\nKEY_PREVIOUS={SECRET}\n"));
    let what = format!("`KEY` in ./app.env is kid {next}, the next one already");
    let activate = "mcp-token secret rotate exai --activate";
    assert_eq!(warned(keeper), told(&what, activate));
    assert_eq!(ward.found(&[]), [finding("changed_meanwhile", "warning", &what, activate)]);
    ward.mended(&[], "changed_meanwhile", activate);
    assert_eq!((ward.found(&[]), warned(keeper)), (vec![], String::new()));
    assert_eq!(keeper.kid("exai", "active"), next);
}

#[test]
fn a_value_that_is_gone_is_told_and_written_anew() {
    for content in ["", "A=1\n", "KEY=\n", "KEY=''\n"] {
        let ward = imported();
        ward.file("app.env", content);
        let (what, rotate) = ("`KEY` has no value in ./app.env", "mcp-token secret rotate exai --now");
        assert_eq!(warned(&ward.keeper), told(what, rotate), "{content:?}");
        assert_eq!(ward.found(&[]), [finding("changed_meanwhile", "warning", what, rotate)]);
        ward.mended(&[], "changed_meanwhile", rotate);
        assert_eq!((ward.found(&[]), warned(&ward.keeper)), (vec![], String::new()));
    }
}

#[test]
fn a_value_that_cannot_be_told_is_told() {
    for (content, what) in [
        ("KEY=PRIVATE-1\nKEY=PRIVATE-2\n", "`KEY` is assigned 2 times, on lines 1, 2"),
        ("A=1\nKEY='PRIVATE\n", "the quote on line 2 is not closed"),
        ("KEY=$PRIVATE\n", "the value of `KEY` on line 1 refers to other variables"),
    ] {
        let ward = imported();
        ward.file("app.env", content);
        let what = format!("./app.env: {what}");
        assert_eq!(warned(&ward.keeper), told(&what, ""));
        assert_eq!(ward.found(&[]), [finding("dotenv", "warning", &what, "")]);
        let mend = "one value for that variable in the file, in a form that every program reads alike";
        let edit = format!("nano +{} ./app.env", if content.starts_with("KEY=$") { 1 } else { 2 });
        ward.by_editor(&[], "dotenv", mend, &edit, &format!("KEY={SECRET}\n"));
        assert_eq!(ward.found(&[]), []);
    }
}

/// What is wrong with the file as a whole is one finding, and not two.
#[test]
fn a_file_that_is_gone_or_open_to_others_is_told() {
    let ward = imported();
    let path = ward.path("app.env");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let said = warned(&ward.keeper);
    assert!(said.starts_with("warning: ") && said.ends_with("\nhint: chmod 600 ./app.env\n"), "{said}");
    assert_eq!(ward.found(&[]).len(), 1);
    ward.mended(&[], "unsafe_file", "chmod 600 ./app.env");
    assert_eq!(warned(&ward.keeper), "");
    fs::remove_file(path).unwrap();
    let what = "cannot open `./app.env`: No such file or directory (os error 2)";
    assert_eq!(warned(&ward.keeper), told(what, ""));
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].2.as_str()), (1, "io", what), "{found:?}");
}

#[test]
fn a_secret_whose_grace_has_ended_is_told_and_taken_out() {
    let ward = imported();
    let old = ward.keeper.kid("exai", "active");
    ward.keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "1h"]).code(0);
    assert_eq!(ward.found(&[]), []);
    ward.keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    let what =
        format!("the grace of kid {old} of `exai` has ended, `KEY_PREVIOUS` in ./app.env may still hold it");
    let revoke = format!("mcp-token secret revoke exai --kid {old}");
    assert_eq!(ward.found(&[]), [finding("grace_ended", "warning", &what, &revoke)]);
    ward.mended(&[], "grace_ended", &revoke);
    assert_eq!(ward.found(&[]), []);
    assert!(!ward.keeper.sandbox.read("app.env").contains(SECRET));
}

/// A server must not go on accepting what has leaked.
#[test]
fn a_grace_of_nothing_leaves_no_old_secret_in_the_file() {
    let ward = imported();
    let keeper = &ward.keeper;
    let reveal = || line(&keeper.run(&["secret", "show", "exai", "--reveal"]).code(0));
    let rotate = |grace: &str, more: &[&str]| {
        keeper.run(&[&["secret", "rotate", "exai", "--now", "--grace", grace], more].concat()).code(0)
    };
    let old = keeper.kid("exai", "active");
    let assert = rotate("0s", &[]);
    let new = keeper.kid("exai", "active");
    assert_eq!(
        keeper.said(&assert),
        format!(
            "secret `exai`: kid {new} signs now, {old} is revoked
  profiles  exai: the next `get` makes new tokens
  server    must be started again at once: it must know the new secret now, and the old one no more
  wrote     `KEY`, no `KEY_PREVIOUS` to ./app.env
"
        )
    );
    assert_eq!(keeper.sandbox.read("app.env"), format!("KEY={}\n", reveal()));
    keeper.run(&["secret", "list"]).code(0).stderr("");
    assert_eq!(ward.found(&[]), []);
    // A second of grace is one.
    let second = reveal();
    rotate("1s", &[]);
    assert_eq!(keeper.sandbox.read("app.env"), format!("KEY={}\nKEY_PREVIOUS={second}\n", reveal()));
    // What a rotation before has written goes too; a placeholder is nobody's.
    let report: serde_json::Value = serde_json::from_str(&line(&rotate("0s", &["--json"]))).unwrap();
    assert_eq!(
        (&report["dotenv"]["variables"], &report["server"]["verify_until"]),
        (&["KEY"][..].into(), &().into())
    );
    assert_eq!(keeper.sandbox.read("app.env"), format!("KEY={}\n", reveal()));
    let placeholder = "KEY_PREVIOUS=your_64_character_hex_secret_here\n";
    ward.file("app.env", format!("KEY={}\n{placeholder}", reveal()));
    rotate("0s", &[]);
    assert_eq!(keeper.sandbox.read("app.env"), format!("KEY={}\n{placeholder}", reveal()));
}
