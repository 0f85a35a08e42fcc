//! The process and what is around it: other processes, the current directory, a broken environment, failing disks, kills.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Component, Path, PathBuf};
use std::process::{Child, Stdio};

use crate::pty::Session;
use crate::sandbox::{
    PROGRAM, SECRET, Sandbox, assert_one_sentence, await_reader, output_of, stderr, stdout, told, write,
};
use crate::trace::{Call, calls, counts, with_fault};

/// Starts `mcp-token` and waits until it waits itself, for its claims from a FIFO.
fn waiting(sandbox: &Sandbox, args: &[&str], stdin: &[u8]) -> (Child, fs::File) {
    let fifo = sandbox.fifo("claims");
    let mut command = sandbox.mcp_token(["encode", "@claims"]);
    let mut child = command.args(args).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin).unwrap();
    let writer = await_reader(&fifo, &mut child);
    (child, writer)
}

fn finish(child: Child, mut claims: fs::File) -> std::process::Output {
    claims.write_all(b"{\"sub\":\"a\"}").unwrap();
    drop(claims);
    child.wait_with_output().unwrap()
}

/// The command lines of every process, which anybody can read.
fn command_lines() -> Vec<u8> {
    let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path().join("cmdline"));
    processes.filter_map(|file| fs::read(file).ok()).flatten().collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn no_secret_stands_in_a_command_line() {
    let secret = Sandbox::new().answer(&["secret", "new"]);
    for args in [["--secret-env", "MINE"], ["--secret-file", "secret"], ["--secret-file", "-"]] {
        let sandbox = Sandbox::new();
        sandbox.file("secret", &secret);
        let fifo = sandbox.fifo("claims");
        let mut command = sandbox.mcp_token(["encode", "@claims"]);
        let mut child = command.args(args).env("MINE", &secret).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(secret.as_bytes()).unwrap();
        let claims = await_reader(&fifo, &mut child);
        assert!(!holds(&command_lines(), &secret), "{args:?}");
        let output = finish(child, claims);
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        assert_eq!(stderr(&output), "", "{args:?}");
    }
}

#[test]
fn a_secret_on_the_command_line_is_seen_and_warned_of() {
    let secret = Sandbox::new().answer(&["secret", "new"]);
    let sandbox = Sandbox::new();
    let (child, claims) = waiting(&sandbox, &["--secret", &secret], b"");
    assert!(holds(&command_lines(), &secret), "the search above would find nothing");
    let output = finish(child, claims);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(stderr(&output).matches("warning: ").count(), 1, "{}", told(&output));
}

#[test]
fn a_typed_secret_stands_in_no_command_line() {
    let sandbox = Sandbox::new();
    let secret = sandbox.answer(&["secret", "new"]);
    // A full pipe as stdout keeps the process from ending.
    let pipe = sandbox.fifo("answer");
    let mut both_ends = fs::OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
    both_ends.write_all(&vec![b'\n'; 64 << 10]).unwrap();
    let lines = sandbox.note("lines");
    Session::new(&["sh", "-c", "exec mcp-token encode --sub a >answer"])
        .see("Signing secret")
        .press(&format!("{secret}\r"))
        .see("\u{1b}[0J")
        .meanwhile("cat /proc/[0-9]*/cmdline >../notes/lines 2>/dev/null || true; cat /proc/$PROCESS/cmdline >>../notes/lines; head -c 65536 answer >/dev/null")
        .run(&sandbox);
    let seen = fs::read(&lines).unwrap();
    assert!(holds(&seen, "encode\0--sub\0a"), "the process was not there any more");
    assert!(!holds(&seen, &secret));
}

#[test]
fn no_core_file_is_left() {
    let sandbox = Sandbox::new();
    let (child, claims) = waiting(&sandbox, &["--secret-env", "SECRET"], b"");
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    // The soft limit counts; the hard one is left for the program of `exec`.
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    assert!(finish(child, claims).status.success());
}

/// A checkout that means us ill: what a program might read or run by itself leaves a mark or changes the answer.
pub(crate) fn hostile(sandbox: &Sandbox) -> PathBuf {
    let mark = sandbox.note("ran");
    let script = format!("#!/bin/sh\n: >>{}\n", mark.display());
    for name in ["git", "mcp-token", "stty", "sh", "libgcc_s.so.1"] {
        write(&sandbox.work().join(name), &script, 0o755);
    }
    let weak = "JWT_SECRET=evil\nSECRET=evil\nCLICOLOR_FORCE=1\nLD_PRELOAD=./libgcc_s.so.1\n";
    sandbox.file(".env", weak);
    for name in ["mcp-token.toml", ".mcp-token.toml", "config.toml", ".mcp-token"] {
        sandbox.file(name, "color = \"always\"\nany_aud = true\nleeway = \"99d\"\nsecret = \"evil\"\n");
    }
    mark
}

/// Whether a path lies in the working directory or directly in a directory above it.
fn is_in_or_above(path: &Path, work: &Path) -> bool {
    let mut absolute = PathBuf::new();
    for component in work.join(path).components() {
        match component {
            Component::ParentDir => drop(absolute.pop()),
            Component::CurDir => {}
            other => absolute.push(other),
        }
    }
    absolute.starts_with(work) || absolute.parent().is_some_and(|parent| work.starts_with(parent))
}

#[test]
fn nothing_is_sent_written_or_looked_at_that_was_not_named() {
    let sandbox = Sandbox::new();
    hostile(&sandbox);
    let token = sandbox.token();
    sandbox.file("named.token", &token);
    let work = sandbox.work();
    for (args, named) in [
        ("encode --secret-env SECRET --sub a --aud b", None),
        ("encode --secret-env SECRET {\"sub\":\"a\"} --ttl 1h -o env", None),
        ("decode --token-env TOKEN", None),
        ("decode @named.token", Some("named.token")),
        ("verify --token-env TOKEN --secret-env SECRET --aud exai-mcp-client", None),
        ("refresh --token-env TOKEN --secret-env SECRET --aud exai-mcp-client", None),
    ] {
        let (output, calls) = calls(&sandbox, "%file,%network,%process", |command| {
            command.args(args.split(' ')).env("TOKEN", &token);
        });
        assert!(output.status.success(), "{args}: {}", told(&output));
        assert!(calls.iter().any(|call| call.name == "openat"), "{args}: strace saw no file being opened");
        for call in calls.iter().skip_while(|call| call.name == "execve") {
            let shown = format!("{args}: {call:?}");
            assert!(!is_network(call), "{shown}");
            assert!(!["fork", "vfork", "execve", "execveat"].contains(&&*call.name), "{shown}");
            assert!(
                !["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.rest.contains(flag)),
                "{shown}"
            );
            assert!(!is_change(call), "{shown}");
            let looked_at = call.path().filter(|path| !path.is_empty() && call.name != "getcwd");
            assert!(
                looked_at.is_none_or(|path| Some(path) == named || !is_in_or_above(Path::new(path), &work)),
                "{shown}"
            );
        }
    }
    assert!(is_in_or_above(Path::new(".env"), &work) && is_in_or_above(Path::new("../.git"), &work));
    assert!(is_in_or_above(Path::new("/mcp-token.toml"), &work));
    assert!(!is_in_or_above(Path::new("/etc/ld.so.cache"), &work));
}

pub(crate) fn is_network(call: &Call) -> bool {
    ["socket", "connect", "bind", "sendto", "sendmsg", "socketpair"].contains(&&*call.name)
}

pub(crate) fn is_change(call: &Call) -> bool {
    ["unlink", "rename", "mkdir", "link", "symlink", "chmod", "chown", "creat", "truncate", "utime", "mknod"]
        .iter()
        .any(|name| call.name.starts_with(name))
}

#[test]
fn a_hostile_directory_runs_nothing_and_turns_no_answer() {
    let sandbox = Sandbox::new();
    let token = sandbox.token();
    let verify = ["verify", "--token-env", "TOKEN", "--secret-env", "SECRET", "--aud", "exai-mcp-client"];
    let now = ["--now", "2026-11-20"];
    let tokens = ["encode", "--secret-env", "SECRET", "--sub", "a", "--no-jti"];
    let ask = || {
        let run = |args: &[&str]| {
            let mut path = std::ffi::OsString::from(".::");
            path.push(sandbox.path());
            let output =
                sandbox.mcp_token(args).args(now).env("PATH", path).env("TOKEN", &token).output().unwrap();
            (output.status.code(), stdout(&output), stderr(&output))
        };
        [run(&verify), run(&tokens), run(&["decode", &token])]
    };
    let before = ask();
    let mark = hostile(&sandbox);
    assert_eq!(ask(), before);
    assert!(!mark.exists(), "something of the directory was run");
}

#[test]
fn the_git_of_a_checkout_is_never_asked() {
    let sandbox = Sandbox::new();
    let init = output_of(sandbox.command("git").args(["init", "--quiet"]));
    assert!(init.status.success(), "{}", told(&init));
    let mark = hostile(&sandbox);
    fs::create_dir(sandbox.work().join("tools")).unwrap();
    let script = format!("#!/bin/sh\n: >>{}\n", mark.display());
    write(&sandbox.work().join("tools/git"), script, 0o755);
    let mut own = std::ffi::OsString::from(".::tools:");
    own.push(sandbox.work().join("tools"));

    let secret_new = ["secret", "new", "--env-file", "fresh.env"];
    let output = sandbox.mcp_token(secret_new).env("PATH", &own).output().unwrap();
    assert!(!mark.exists(), "the git of the checkout was run: {}", told(&output));
    assert_one_sentence(&output, 1);
    assert!(!sandbox.work().join("fresh.env").exists());

    own.push(":");
    own.push(crate::sandbox::real_path());
    let output = sandbox.mcp_token(secret_new).env("PATH", &own).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    assert!(!mark.exists(), "the git of the checkout was run");
    assert!(sandbox.read("fresh.env").starts_with("JWT_SECRET="));
}

#[test]
fn an_odd_environment_changes_nothing() {
    let sandbox = Sandbox::new();
    let locked = sandbox.note("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500)).unwrap();
    let token = sandbox.token();
    let args = ["verify", "--token-env", "TOKEN", "--secret-env", "SECRET", "--aud", "exai-mcp-client"];
    let now = ["--now", "2026-11-20"];
    let run = |change: &dyn Fn(&mut std::process::Command)| {
        let mut command = sandbox.mcp_token(args);
        change(command.args(now).env("TOKEN", &token));
        let output = command.output().unwrap();
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let usual = run(&|_| {});
    assert!(usual.1.starts_with("VALID") || usual.1.starts_with("REFUSED"), "{usual:?}");
    let changes: [&dyn Fn(&mut std::process::Command); 8] = [
        &|command| {
            command.env_remove("HOME");
        },
        &|command| {
            command.env("HOME", "");
        },
        &|command| {
            command.env("HOME", &locked);
        },
        &|command| {
            command.env("HOME", "/nonexistent");
        },
        &|command| {
            command.env("LANG", "C").env("LC_ALL", "C");
        },
        &|command| {
            command.env("TERM", "");
        },
        &|command| {
            command.env_remove("PATH");
        },
        &|command| {
            command.env("TZ", "Pacific/Auckland");
        },
    ];
    for change in changes {
        assert_eq!(run(change), usual);
    }
}

#[test]
fn closed_streams_are_survived() {
    let sandbox = Sandbox::new();
    let encode = "exec mcp-token encode --secret-env SECRET --sub a";
    let output = sandbox.sh(&format!("{encode} <&-")).output().unwrap();
    assert!(output.status.success() && stdout(&output).starts_with("eyJ"), "{}", told(&output));
    let output = sandbox.sh(&format!("{encode} 2>&-")).output().unwrap();
    assert!(output.status.success() && stdout(&output).starts_with("eyJ"), "{}", told(&output));
    let output = sandbox.sh("exec mcp-token decode <&-").output().unwrap();
    assert_one_sentence(&output, 3);
    let output = sandbox.sh("exec mcp-token nothing 2>&-").output().unwrap();
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
    let output = sandbox.sh(&format!("{encode} <&- 2>&-")).output().unwrap();
    assert!(output.status.success() && stdout(&output).starts_with("eyJ"), "{}", told(&output));
}

/// The number of a closed stream goes to the next file that is opened: nothing may be printed into that.
#[test]
fn a_closed_stream_does_not_become_a_file_of_ours() {
    let sandbox = Sandbox::new();
    let line = "mcp-token secret new --env-file .env --json >&- 2>&- <&-; \
                mcp-token key new --out private.pem --json >&- 2>&- <&-";
    sandbox.sh(line).output().unwrap();
    let (env, key) = (sandbox.read(".env"), sandbox.read("private.pem"));
    assert!(env.starts_with("JWT_SECRET=") && env.lines().count() == 1, "{env}");
    assert!(
        key.starts_with("-----BEGIN PRIVATE KEY-----\n") && key.ends_with("-----END PRIVATE KEY-----\n"),
        "{key}"
    );
}

#[test]
fn arguments_need_not_be_utf8() {
    let sandbox = Sandbox::new();
    let odd = OsStr::from_bytes(b"\xff\xfe");
    for args in [
        vec![odd],
        vec![OsStr::new("encode"), OsStr::new("--sub"), odd],
        vec![OsStr::new("decode"), odd],
        vec![OsStr::new("verify"), OsStr::new("--secret-env"), odd],
    ] {
        let output = sandbox.mcp_token(&args).output().unwrap();
        assert_one_sentence(&output, 2);
    }
    write(&sandbox.work().join(odd), SECRET, 0o600);
    let args = [OsStr::new("encode"), OsStr::new("--sub"), OsStr::new("a"), OsStr::new("--secret-file"), odd];
    let output = sandbox.mcp_token(args).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn without_a_free_descriptor_there_is_a_sentence() {
    let sandbox = Sandbox::new();
    sandbox.file("secret", SECRET);
    let (child, claims) = waiting(&sandbox, &["--secret-file", "secret"], b"");
    // The loader needs a descriptor, so the limit falls when the program runs. The FIFO has its number already.
    let prlimit = ["--nofile=3:3".to_owned(), format!("--pid={}", child.id())];
    let set = output_of(sandbox.command("prlimit").args(prlimit));
    assert!(set.status.success(), "{}", told(&set));
    assert_one_sentence(&finish(child, claims), 1);
}

#[test]
fn with_too_few_descriptors_a_file_stays_whole() {
    for content in [None, Some("A=1\n")] {
        for limit in [4, 5] {
            let sandbox = Sandbox::new();
            if let Some(content) = content {
                sandbox.file(".env", content);
            }
            let before = sandbox.names();
            // What this run was handed by whoever started it counts as well.
            let line = format!(
                "exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec prlimit --nofile={limit} \"$0\" secret new --env-file .env"
            );
            let output = output_of(sandbox.command("sh").args(["-c", &line, PROGRAM]));
            if output.status.success() {
                assert!(sandbox.read(".env").contains("JWT_SECRET="));
            } else {
                assert_one_sentence(&output, 1);
                assert_eq!(sandbox.names(), before, "{limit} descriptors");
                assert!(content.is_none_or(|content| sandbox.read(".env") == content));
            }
        }
    }
}

#[test]
fn a_huge_token_in_little_memory_is_refused() {
    let sandbox = Sandbox::new();
    let token = vec![b'A'; 8 << 20];
    for args in [vec!["decode"], vec!["verify", "--secret-env", "SECRET"]] {
        // Half of the token; a limit of addresses would count the program itself.
        let mut command = sandbox.command("prlimit");
        let mut child =
            command.arg("--data=4194304").arg(PROGRAM).args(args).stdin(Stdio::piped()).spawn().unwrap();
        // It stops reading when it has seen enough.
        let _ = child.stdin.take().unwrap().write_all(&token);
        assert_one_sentence(&child.wait_with_output().unwrap(), 3);
    }
}

#[test]
fn a_full_device_is_an_error_with_a_sentence() {
    let sandbox = Sandbox::new();
    for args in [
        "encode --secret-env SECRET --sub a",
        "secret new",
        "key new",
        "completions bash",
        "man",
        "--help",
        "--version",
    ] {
        let output = sandbox.sh(&format!("exec mcp-token {args} >/dev/full")).output().unwrap();
        let said = assert_one_sentence(&output, 1);
        assert!(said.contains("cannot write to stdout"), "{args}: {said}");
    }
}

/// A command that writes a file whole, and what that file may be.
struct Job {
    args: &'static [&'static str],
    file: &'static str,
    old: Option<&'static str>,
}

const JOBS: [Job; 3] = [
    Job { args: &["secret", "new", "--env-file", ".env"], file: ".env", old: Some("# mine\r\nA='1'\n") },
    Job { args: &["secret", "new", "--env-file", ".env"], file: ".env", old: None },
    Job { args: &["key", "new", "--out", "private.pem"], file: "private.pem", old: None },
];

/// What changes files, and what may come before it.
const CALLS: &str = "openat,write,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,fchmod,fchown,\
                     fremovexattr,fsetxattr";

impl Job {
    fn sandbox(&self) -> Sandbox {
        let sandbox = Sandbox::new();
        if let Some(old) = self.old {
            sandbox.file(self.file, old);
        }
        sandbox
    }

    /// The calls of a run that nothing disturbs.
    fn calls(&self) -> Vec<Call> {
        let sandbox = self.sandbox();
        let (output, calls) = calls(&sandbox, CALLS, |command| {
            command.args(self.args);
        });
        assert!(output.status.success(), "{}", told(&output));
        assert!(self.is_new(&sandbox) && sandbox.names() == [self.file]);
        calls
    }

    fn content(&self, sandbox: &Sandbox) -> Option<String> {
        fs::read_to_string(sandbox.work().join(self.file)).ok()
    }

    fn is_old(&self, sandbox: &Sandbox) -> bool {
        self.content(sandbox).as_deref() == self.old
    }

    fn is_new(&self, sandbox: &Sandbox) -> bool {
        let Some(content) = self.content(sandbox) else { return false };
        let mode = fs::metadata(sandbox.work().join(self.file)).unwrap().permissions().mode() & 0o777;
        let is_whole = if self.file == "private.pem" {
            content.starts_with("-----BEGIN PRIVATE KEY-----\n")
                && content.ends_with("-----END PRIVATE KEY-----\n")
        } else {
            let secret = content
                .strip_prefix(self.old.unwrap_or_default())
                .and_then(|added| added.strip_prefix("JWT_SECRET="))
                .map(str::trim_end);
            secret.is_some_and(|secret| {
                secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
        };
        is_whole && mode == 0o600
    }
}

fn leftovers(sandbox: &Sandbox, file: &str) -> Vec<String> {
    sandbox.names().into_iter().filter(|name| name != file).collect()
}

#[test]
fn a_failing_disk_leaves_the_old_file_and_nothing_else() {
    let mut directory_syncs = 0;
    for job in &JOBS {
        let clean = job.calls();
        let mut seen = std::collections::BTreeMap::<&str, usize>::new();
        for call in &clean {
            let nth = seen.entry(&call.name).or_default();
            *nth += 1;
            let is_ours =
                call.name != "openat" || call.rest.contains("O_CREAT") || call.rest.contains("O_DIRECTORY");
            // The look at the directory for what killed runs left: nothing is lost where it fails.
            let is_sweep = call.name == "openat" && call.rest.contains("O_NONBLOCK");
            let is_stderr = call.name == "write" && call.rest.starts_with("2,");
            // So is the rule for git, when all is done already: the next run takes that away.
            let is_tidying = call.name == "unlink";
            if !is_ours || is_sweep || is_stderr || is_tidying || call.name == "fremovexattr" {
                continue;
            }
            for error in ["ENOSPC", "EIO", "EROFS", "EDQUOT", "EACCES"] {
                let fault = format!("{}:error={error}:when={nth}", call.name);
                let sandbox = job.sandbox();
                let output = with_fault(&sandbox, &fault, job.args);
                let about = format!("{:?} with {fault}", job.args);
                let said = stderr(&output);
                // An owner or mode that cannot be given to the new file is a file that is not safe.
                let is_unsafe = call.name == "fchmod" && said.contains("cannot be kept");
                let code = if is_unsafe { 7 } else { 1 };
                assert_eq!(output.status.code(), Some(code), "{about}: {}", told(&output));
                assert_eq!(stdout(&output), "", "{about}");
                assert_eq!(said.matches("error: ").count(), 1, "{about}: {said}");
                let (first, rest) = said.split_once('\n').unwrap();
                assert!(first.contains(" `"), "{about}: {said}");
                let hint = match error {
                    "EACCES" => String::new(),
                    _ => format!("hint: df -h {}\n", sandbox.work().display()),
                };
                let is_reason = rest.starts_with("caused by: ") && rest.contains(" (os error ");
                assert!(is_unsafe || is_reason && rest.ends_with(&format!(")\n{hint}")), "{about}: {said}");
                assert_eq!(leftovers(&sandbox, job.file), [""; 0], "{about}");
                // Only the sync of the directory comes after the rename.
                let is_last = call.name == "fsync" && *nth == 2;
                directory_syncs += usize::from(is_last);
                let whole = if is_last { job.is_new(&sandbox) } else { job.is_old(&sandbox) };
                assert!(whole, "{about}: {:?}", job.content(&sandbox));
            }
        }
    }
    assert_eq!(directory_syncs, 3 * 5, "the faults did not reach the last sync");
}

#[test]
fn a_kill_at_any_call_leaves_the_old_or_the_new_file() {
    for job in &JOBS {
        let clean = job.calls();
        let (mut old, mut new) = (0, 0);
        for (name, count) in counts(&clean) {
            for nth in 1..=count {
                let fault = format!("{name}:signal=KILL:when={nth}");
                let sandbox = job.sandbox();
                let output = with_fault(&sandbox, &fault, job.args);
                let about = format!("{:?} with {fault}", job.args);
                assert!(!output.status.success(), "{about}: it was not killed");
                if job.is_old(&sandbox) {
                    old += 1;
                } else {
                    assert!(job.is_new(&sandbox), "{about}: {:?}", job.content(&sandbox));
                    new += 1;
                }
                assert_eq!(seen_by_git(&sandbox), "", "{about}");
                for left in leftovers(&sandbox, job.file) {
                    let number = left.strip_prefix(".mcp-token-").and_then(|rest| rest.strip_suffix(".tmp"));
                    assert!(number.is_some(), "{about}: {left}");
                    let mode = fs::metadata(sandbox.work().join(&left)).unwrap().permissions().mode();
                    assert_eq!(mode & 0o077, 0, "{about}: others can read {left}");
                }
                again(job, &sandbox, &about);
            }
        }
        assert!(old > 3 && new > 0, "the kills missed the write: {old} before it, {new} after it");
    }
}

/// What git would take of an unfinished file, were this a work tree.
fn seen_by_git(sandbox: &Sandbox) -> String {
    let git = |args: &[&str]| stdout(&output_of(sandbox.command("git").args(args)));
    git(&["init", "-q"]);
    let status = git(&["status", "--porcelain", "--untracked-files=all"]);
    fs::remove_dir_all(sandbox.work().join(".git")).unwrap();
    status.lines().filter(|line| line.contains("/unfinished")).collect()
}

/// The next run works, whatever a kill left behind, and sweeps it.
fn again(job: &Job, sandbox: &Sandbox, about: &str) {
    let is_key = job.file == "private.pem";
    let is_there = is_key && job.content(sandbox).is_some();
    let mut command = sandbox.mcp_token(job.args);
    let output = if is_key { command.output() } else { command.arg("--force").output() }.unwrap();
    if is_there {
        assert_one_sentence(&output, 2);
    } else {
        assert!(output.status.success(), "{about}, then again: {}", told(&output));
        assert_eq!(leftovers(sandbox, job.file), [""; 0], "{about}, then again");
    }
    assert!(job.is_new(sandbox), "{about}, then again: {:?}", job.content(sandbox));
}

#[test]
fn strace_sees_the_calls_that_these_tests_are_about() {
    let sandbox = Sandbox::new();
    let (_, seen) = calls(&sandbox, CALLS, |command| {
        command.args(JOBS[1].args);
    });
    let counts = counts(&seen);
    assert_eq!(counts.get("fsync"), Some(&2), "{counts:?}");
    assert!(counts.keys().any(|name| name.starts_with("rename")), "{counts:?}");
    assert!(seen.iter().any(|call| call.path().is_some_and(|path| path.contains(".mcp-token-"))), "{seen:?}");
}
