//! kill -9 and failing disks at any system call of the commands that change what is kept.
//!
//! A kill leaves the old or the new state, whole; the next run works and sweeps what was unfinished. Which calls there are is
//! read from a run that nothing disturbs. The suite kills at those that change something; `tests/run.sh --thorough` at all.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::kept::{PROFILE, assert_good, contents, copy_home, expire, kept, leftovers, profile_set};
use crate::sandbox::{SECRET, Sandbox, assert_one_sentence, overwrite, stderr, stdout, told};
use crate::trace::{Call, calls, counts, with_fault};

/// What changes files, and what may come before it.
pub(crate) const CALLS: &str =
    "openat,write,fsync,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,chmod,fchmod,flock";

/// A command that changes what is kept.
struct Job {
    args: &'static [&'static str],
    prepare: fn(&Sandbox),
    /// What somebody sees of the state: one thing before, another after.
    look: fn(&Sandbox) -> String,
    /// Whether the command does again what it has done already; if not it says so with exit code 2.
    repeats: bool,
}

const JOBS: [Job; 8] = [
    Job { args: &["get", PROFILE], prepare: expire, look: kept_token, repeats: true },
    Job {
        args: &["secret", "set", "other", "--store", "file", "--secret-file", "secret"],
        prepare: put_secret,
        look: other_secret,
        repeats: false,
    },
    Job {
        args: &["profile", "set", PROFILE, "--quota", "7"],
        prepare: |_| {},
        look: |sandbox| sandbox.answer(&["profile", "show", PROFILE]),
        repeats: true,
    },
    Job {
        args: &["profile", "set", "new", "--sub", "b", "--secret-from", "new", "--store", "file"],
        prepare: |_| {},
        look: |sandbox| told(&sandbox.mcp_token(["profile", "show", "new"]).output().unwrap()),
        repeats: false,
    },
    Job {
        args: &["secret", "rotate", "lives", "--activate"],
        prepare: put_living_secret,
        look: living_secret,
        repeats: false,
    },
    Job {
        args: &["secret", "new", "--env-file", ".env", "--force"],
        prepare: put_env,
        look: in_env,
        repeats: true,
    },
    Job {
        args: &["setup", "--yes", "--profile", "new", "--sub", "b", "--store", "file"],
        prepare: |_| {},
        look: |sandbox| told(&sandbox.mcp_token(["profile", "show", "new"]).output().unwrap()),
        repeats: true,
    },
    Job {
        args: &["store", "partner", "--opaque", "--exp", "2100-01-01", "@new"],
        prepare: put_partner,
        look: partner,
        repeats: true,
    },
];

/// A token that was issued elsewhere, and another.
fn put_partner(sandbox: &Sandbox) {
    sandbox.file("old", "TEST-old");
    sandbox.file("new", "TEST-new");
    sandbox.answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "file"]);
    sandbox.answer(&["store", "partner", "--opaque", "--exp", "2090-01-01", "@old"]);
}

/// The token with its own life; what is told of it is that, or nothing.
fn partner(sandbox: &Sandbox) -> String {
    let output = sandbox.mcp_token(["get", "partner", "-v"]).output().unwrap();
    let (token, year) = if stdout(&output) == "TEST-old\n" { ("old", "2090") } else { ("new", "2100") };
    assert_eq!(stdout(&output), format!("TEST-{token}\n"));
    assert!(stderr(&output).contains(&format!("{year}-01-01")), "{}", told(&output));
    let list = sandbox.answer(&["list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let mut rows = list["profiles"].as_array().unwrap().iter();
    let row = rows.find(|row| row["profile"] == "partner").unwrap();
    match row["state"].as_str() {
        Some("unsettled") => assert!(row["expires_at"].is_null(), "{row}"),
        _ => assert!(row["expires_at"].as_str().unwrap().starts_with(year), "{row}"),
    }
    token.to_owned()
}

fn kept_token(sandbox: &Sandbox) -> String {
    let output = sandbox.mcp_token(["get", PROFILE, "--no-refresh"]).output().unwrap();
    if output.status.success() { stdout(&output) } else { "an expired one, or none".to_owned() }
}

fn put_secret(sandbox: &Sandbox) {
    sandbox.file("secret", OTHER);
}

fn other_secret(sandbox: &Sandbox) -> String {
    let output = sandbox.mcp_token(["secret", "show", "other", "--reveal"]).output().unwrap();
    match output.status.code() {
        Some(0) => {
            assert_eq!(stdout(&output).trim_end(), OTHER);
            "there".to_owned()
        }
        _ => assert_one_sentence(&output, 6),
    }
}

/// A secret that lives in a `.env` file, with a next version.
fn put_living_secret(sandbox: &Sandbox) {
    put_env(sandbox);
    sandbox.answer(&[
        "profile",
        "import",
        "lives",
        "--env-file",
        ".env",
        "--secret-var",
        "JWT_SECRET",
        "--sub",
        "a",
        "--store",
        "file",
    ]);
    sandbox.file("secret", OTHER);
    sandbox.answer(&["secret", "rotate", "lives", "--secret-file", "secret"]);
}

/// The secret that is signed with; and in the file is that one or the next, and then both.
fn living_secret(sandbox: &Sandbox) -> String {
    let active = sandbox.answer(&["secret", "show", "lives", "--reveal"]);
    assert!([SECRET, OTHER].contains(&&*active), "{active}");
    let before = format!("# mine\r\nJWT_SECRET={SECRET}\r\nB=1");
    let after = format!("# mine\r\nJWT_SECRET={OTHER}\r\nB=1\r\nJWT_SECRET_PREVIOUS={SECRET}");
    let env = sandbox.read(".env");
    assert!(env == before || env.trim_end() == after, "{env:?}");
    assert!(active == SECRET || env != before, "the file comes first");
    active
}

fn put_env(sandbox: &Sandbox) {
    sandbox.file(".env", format!("# mine\r\nJWT_SECRET={SECRET}\r\nB=1"));
}

fn in_env(sandbox: &Sandbox) -> String {
    let env = sandbox.read(".env");
    let value = env.strip_prefix("# mine\r\nJWT_SECRET=").and_then(|rest| rest.strip_suffix("\r\nB=1"));
    let value = value.unwrap_or_else(|| panic!("{env:?}"));
    assert!(value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit()), "{env:?}");
    if value == SECRET { "old" } else { "new" }.to_owned()
}

impl Job {
    /// The home before the command, and the calls of a run that nothing disturbs.
    fn model(&self) -> (Sandbox, Vec<Call>) {
        let model = kept();
        (self.prepare)(&model);
        let sandbox = copy_of(&model);
        let before = (self.look)(&sandbox);
        let (output, calls) = calls(&sandbox, CALLS, |command| {
            command.args(self.args);
        });
        assert!(output.status.success(), "{}", told(&output));
        assert_ne!((self.look)(&sandbox), before, "{:?} changes nothing that is looked at", self.args);
        (model, calls)
    }

    /// Old or new, whole, and the next run works.
    fn judge(&self, sandbox: &Sandbox, before: &str, about: &str) -> bool {
        for (path, content) in contents(sandbox) {
            let whole = match path.extension().and_then(|end| end.to_str()) {
                Some("age") => content.starts_with(b"age-encryption.org/v1\n"),
                Some("json") => serde_json::from_slice::<serde_json::Value>(&content).is_ok(),
                _ => true,
            };
            assert!(whole, "{about}: {}", path.display());
        }
        sandbox.answer(&["list"]);
        sandbox.answer(&["secret", "list"]);
        assert_eq!(sandbox.answer(&["secret", "show", PROFILE, "--reveal"]), SECRET, "{about}");
        let is_old = (self.look)(sandbox) == before;

        let output = sandbox.mcp_token(self.args).output().unwrap();
        if !output.status.success() {
            assert!(!self.repeats && !is_old, "{about}, then again: {}", told(&output));
            assert_one_sentence(&output, 2);
        }
        assert_ne!((self.look)(sandbox), before, "{about}, then again: {}", told(&output));
        let token = sandbox.answer(&["get", PROFILE, "--force-new"]);
        assert_good(sandbox, &token, about);
        assert_eq!(sandbox.answer(&["get", PROFILE]), token, "{about}");
        is_old
    }
}

fn copy_of(model: &Sandbox) -> Sandbox {
    let sandbox = Sandbox::new();
    copy_home(model, &sandbox);
    // What lives in a file is named by its path.
    for (path, content) in contents(&sandbox) {
        if let Ok(text) = String::from_utf8(content) {
            let moved = text.replace(model.work().to_str().unwrap(), sandbox.work().to_str().unwrap());
            if moved != text {
                overwrite(path, moved).unwrap();
            }
        }
    }
    sandbox
}

/// Calls that change something, by name and number: what is opened to be read and what is said are not among them.
pub(crate) fn changes(clean: &[Call]) -> Vec<(String, usize)> {
    let mut seen = BTreeMap::<&str, usize>::new();
    let mut found = Vec::new();
    for call in clean {
        let nth = seen.entry(&call.name).or_default();
        *nth += 1;
        let is_change = match &*call.name {
            "openat" => call.rest.contains("O_CREAT"),
            "write" => !call.rest.starts_with("1,") && !call.rest.starts_with("2,"),
            _ => true,
        };
        if is_change {
            found.push((call.name.clone(), *nth));
        }
    }
    found
}

fn kill_at(job: &Job, which: impl Fn(&[Call]) -> Vec<(String, usize)>) {
    let (model, clean) = job.model();
    let before = (job.look)(&copy_of(&model));
    let (mut old, mut new) = (0, 0);
    for (name, nth) in which(&clean) {
        let about = format!("{:?}, killed at {name} {nth}", job.args);
        let sandbox = copy_of(&model);
        let output = with_fault(&sandbox, &format!("{name}:signal=KILL:when={nth}"), job.args);
        assert!(!output.status.success(), "{about}: it was not");
        let is_old = job.judge(&sandbox, &before, &about);
        *(if is_old { &mut old } else { &mut new }) += 1;
        assert_eq!(swept(job, &sandbox), [""; 0].map(PathBuf::from), "{about}");
    }
    assert!(
        old > 3 && new > 0,
        "{:?}: the kills missed the change: {old} before it, {new} after it",
        job.args
    );
}

/// What is unfinished still, when each folder of ours was written to once more.
fn swept(job: &Job, sandbox: &Sandbox) -> Vec<PathBuf> {
    sandbox.answer(&["profile", "set", PROFILE, "--quota", "8"]);
    sandbox.answer(&["secret", "rotate", PROFILE]);
    sandbox.answer(&["get", PROFILE, "--force-new"]);
    let mut left = leftovers(sandbox);
    let beside = sandbox.names().into_iter().filter(|name| name.starts_with(".mcp-token-"));
    left.extend(beside.filter(|_| job.args[0] == "secret").map(PathBuf::from));
    left
}

#[test]
fn a_kill_where_get_changes_something() {
    kill_at(&JOBS[0], changes);
}

#[test]
fn a_kill_where_secret_set_changes_something() {
    kill_at(&JOBS[1], changes);
}

#[test]
fn a_kill_where_profile_set_changes_something() {
    kill_at(&JOBS[2], changes);
    kill_at(&JOBS[3], changes);
}

#[test]
fn a_kill_where_secret_rotate_changes_something() {
    kill_at(&JOBS[4], changes);
}

#[test]
fn a_kill_where_secret_new_changes_something() {
    kill_at(&JOBS[5], changes);
}

#[test]
fn a_kill_where_setup_changes_something() {
    kill_at(&JOBS[6], changes);
}

#[test]
#[ignore = "the whole matrix: tests/run.sh --thorough"]
fn a_kill_at_any_call() {
    for job in &JOBS {
        kill_at(job, every);
    }
}

/// Every call, by its name and its number among those of that name.
pub(crate) fn every(clean: &[Call]) -> Vec<(String, usize)> {
    let numbered =
        |(name, count): (&str, usize)| (1..=count).map(|nth| (name.to_owned(), nth)).collect::<Vec<_>>();
    counts(clean).into_iter().flat_map(numbered).collect()
}

#[test]
fn a_kill_where_store_changes_something() {
    kill_at(&JOBS[7], changes);
}

/// The first run of all has more to make: the directories, the key file, the locks.
#[test]
fn a_kill_in_the_first_run_of_all() {
    let args = profile_set("file", "new");
    let (output, clean) = calls(&Sandbox::new(), CALLS, |command| {
        command.args(args);
    });
    assert!(output.status.success(), "{}", told(&output));
    for (name, nth) in changes(&clean) {
        let about = format!("killed at {name} {nth}");
        let sandbox = Sandbox::new();
        let output = with_fault(&sandbox, &format!("{name}:signal=KILL:when={nth}"), &args);
        assert!(!output.status.success(), "{about}: it was not");
        let is_done = sandbox.mcp_token(["profile", "show", PROFILE]).output().unwrap().status.success();
        let output = sandbox.mcp_token(args).output().unwrap();
        assert!(is_done || output.status.success(), "{about}, then again: {}", told(&output));
        let token = sandbox.answer(&["get", PROFILE]);
        assert_good(&sandbox, &token, &about);
        assert_eq!(sandbox.answer(&["get", PROFILE]), token, "{about}");
    }
}

/// What a kill cannot show: a crash of the machine would find a name without its content, or none.
#[test]
fn a_file_is_synced_before_it_gets_its_name_and_the_directory_after() {
    for job in &JOBS {
        let (_, clean) = job.model();
        let changes: Vec<_> = clean
            .iter()
            .filter(|call| ["write", "fsync"].contains(&&*call.name) || call.name.starts_with("rename"))
            .map(|call| call.name.as_str())
            .collect();
        let renames: Vec<_> = (0..changes.len()).filter(|at| changes[*at].starts_with("rename")).collect();
        assert!(!renames.is_empty(), "{:?}", job.args);
        for at in renames {
            assert_eq!(changes[at - 2..at], ["write", "fsync"], "{:?}: {changes:?}", job.args);
            assert_eq!(changes[at + 1], "fsync", "{:?}: {changes:?}", job.args);
        }
    }
}

#[test]
fn a_failing_disk_loses_nothing() {
    let mut faults = 0;
    for job in &JOBS {
        let (model, clean) = job.model();
        let before = (job.look)(&copy_of(&model));
        for (name, nth) in changes(&clean) {
            let errors: &[&str] = match &*name {
                "fsync" => &["EIO"],
                "write" => &["ENOSPC"],
                "openat" | "mkdir" | "mkdirat" | "rename" | "renameat" | "renameat2" => &["EROFS", "EACCES"],
                _ => continue,
            };
            for error in errors {
                let fault = format!("{name}:error={error}:when={nth}");
                let about = format!("{:?} with {fault}", job.args);
                let sandbox = copy_of(&model);
                let output = with_fault(&sandbox, &fault, job.args);
                assert_eq!(output.status.code(), Some(1), "{about}: {}", told(&output));
                assert_eq!(stdout(&output), "", "{about}");
                let said = stderr(&output);
                assert_eq!(said.matches("error: cannot ").count(), 1, "{about}: {said}");
                let (first, rest) = said.split_once('\n').unwrap();
                assert!(first.contains(" `/") || first.contains(" `.env`"), "{about}: {said}");
                let reason = match *error {
                    "EIO" => "Input/output error (os error 5)",
                    "ENOSPC" => "No space left on device (os error 28)",
                    "EROFS" => "Read-only file system (os error 30)",
                    _ => "Permission denied (os error 13)",
                };
                // A right that we have is not given back.
                let hint = match *error {
                    "EACCES" => String::new(),
                    _ => format!("hint: {}\n", names_the_disk(&sandbox, first)),
                };
                assert_eq!(rest, format!("caused by: {reason}\n{hint}"), "{about}");
                assert_eq!(leftovers(&sandbox), [""; 0].map(PathBuf::from), "{about}");
                job.judge(&sandbox, &before, &about);
                faults += 1;
            }
        }
    }
    assert!(faults > 60, "{faults} faults only");
}

/// The line that names the file system of what a message is about, or will be; it has run.
fn names_the_disk(sandbox: &Sandbox, message: &str) -> String {
    let path = sandbox.work().join(message.split('`').nth(1).unwrap());
    let place = path.ancestors().find(|place| place.is_dir()).unwrap();
    let line = format!("df -h {}", place.display());
    assert!(stdout(&sandbox.sh(&line).output().unwrap()).starts_with("Filesystem "));
    line
}

/// As on a file system that is mounted to be read only.
#[test]
fn a_kept_token_is_handed_out_without_a_write() {
    let sandbox = kept();
    let token = sandbox.answer(&["get", PROFILE]);
    let (output, made) = calls(&sandbox, CALLS, |command| {
        command.args(["get", PROFILE]);
    });
    assert_eq!(stdout(&output).trim_end(), token);
    assert_eq!(changes(&made), []);
    let writes = |call: &&Call| ["O_WRONLY", "O_RDWR"].iter().any(|flag| call.rest.contains(flag));
    assert!(made.iter().find(writes).is_none(), "{made:?}");
}

const OTHER: &str = "9a4e1f0c77d25b8836e0c1945fa2d37be8806419f2c5da3071b64e9d8c52f7a0";
