//! `mcp-token doctor`: the age of secrets, and the files that they come from.

use std::fs;

use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, SECRET, stdout};
use crate::ward::{Ward, finding};

#[test]
fn a_secret_is_old_after_ninety_days() {
    let ward = Ward { keeper: Keeper::exai() };
    let aged = |days: i64, state: &str, more: i64| {
        ward.keeper.age_ring("exai", state, "created_at", now() - days * DAY - more);
    };
    // An hour is enough for any run, and none is wanted: the clock only adds to an age.
    aged(90, "active", -3600);
    assert_eq!(ward.found(&[]), []);
    aged(90, "active", 60);
    assert_eq!(
        ward.found(&[]),
        [finding("old_secret", "warning", "90 d old", "mcp-token secret rotate exai")]
    );
    // The command is the first of two steps, and the report tells of the second.
    ward.mended(&[], "old_secret", "mcp-token secret rotate exai");
    let waits = finding(
        "old_secret",
        "warning",
        "90 d old, and the next one waits",
        "mcp-token secret rotate exai --activate",
    );
    assert_eq!(ward.found(&[]), [waits]);
    ward.mended(&[], "old_secret", "mcp-token secret rotate exai --activate");
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_ring_that_cannot_be_read_is_told() {
    let ward = Ward { keeper: Keeper::exai() };
    fs::write(ward.path("~/.config/mcp-token/secrets/exai.json"), "{}").unwrap();
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "secret", "high"), "{found:?}");
    let copy = "a copy of it back in its place, or a new secret under another name";
    assert_eq!(ward.findings(&[])[0]["mend"], copy);
}

fn dotenv(name: &str) -> Ward {
    let ward = Ward::new();
    ward.file(name, format!("JWT_SECRET={SECRET}\n"));
    let from = format!("dotenv:{name}:JWT_SECRET");
    ward.keeper.set(&["p", "--secret-from", &from, "--store", "none"]);
    ward
}

#[test]
fn a_dotenv_that_git_tracks_is_published() {
    let ward = dotenv("app/.env");
    assert_eq!(ward.found(&[]), []);
    let app = ward.path("app").display().to_string();
    let git = |args: &[&str]| {
        let args: Vec<_> = ["-C", &app].iter().chain(args).map(|one| (*one).to_owned()).collect();
        let output = ward.keeper.sandbox.std_command("git", args).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    let not_ignored = finding(
        "env_not_ignored",
        "warning",
        "not ignored by git, which would take it",
        "printf '\\n/.env\\n' >> ./app/.gitignore",
    );
    assert_eq!(ward.found(&[]), std::slice::from_ref(&not_ignored));
    git(&["add", ".env"]);
    let text = stdout(&ward.doctor(&[]).code(4));
    assert!(
        text.contains(&format!("  HIGH  {app}/.env  tracked by git: the secret in it is published\n")),
        "{text}"
    );
    ward.mended(&[], "env_tracked", "git -C ./app rm --cached -- .env");
    // The last line of the file is not ended: what is added stands on its own.
    ward.file("app/.gitignore", "target");
    ward.mended(&[], "env_not_ignored", &not_ignored.3);
    assert_eq!(ward.keeper.sandbox.read("app/.gitignore"), "target\n/.env\n");
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_file_with_a_secret_is_read_by_nobody_else() {
    let ward = dotenv("env");
    ward.set_mode("env", 0o644);
    ward.mended(&[], "unsafe_file", "chmod 600 ./env");
    assert_eq!(ward.found(&[]), []);
    fs::remove_file(ward.path("env")).unwrap();
    let found = ward.found(&[]);
    assert_eq!((found.len(), found[0].0.as_str(), found[0].1.as_str()), (1, "io", "warning"), "{found:?}");
    assert_eq!(found[0].2, "cannot open `./env`: No such file or directory (os error 2)");
    let other = "a regular file that you can read in its place, or another `--secret-from` for its profile";
    assert_eq!(ward.findings(&[])[0]["mend"], other);
    // A pipe is not read, and does not keep anybody.
    ward.shell("mkfifo -m 600 env").code(0);
    assert_eq!(ward.found(&[]), []);
}
