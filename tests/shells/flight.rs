//! Many runs that want a token at once, and one that holds the lock and dies or does not go on.

use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::slice;

use rustix::process::{Pid, Signal, kill_process};

use crate::kept::{
    PROFILE, assert_good, contents, expire, kept, kept_in_the_keychain, learnt, leftovers, name, profile_set,
    set_life, state,
};
use crate::sandbox::{
    PROGRAM, SECRET, Sandbox, await_reader, await_some, output_of, stderr, stdout, told, write,
};
use crate::session::{Session, within};
use crate::trace::calls;

const MANY: usize = 50;

#[test]
fn fifty_runs_at_once_make_one_token() {
    make_one_token(&kept());
}

#[test]
fn fifty_runs_at_once_make_one_token_in_the_keychain() {
    within(&Session::Open, "flight::fifty_runs_at_once_make_one_token_in_the_keychain", || {
        let sandbox = kept_in_the_keychain();
        make_one_token(&sandbox);
        let lookup = ["lookup", "service", "exai-mcp", "username", "jwt_token"];
        let found = stdout(&output_of(sandbox.command("secret-tool").args(lookup)));
        assert_eq!(found, sandbox.answer(&["get", PROFILE]));
    });
}

fn make_one_token(sandbox: &Sandbox) {
    let old = sandbox.answer(&["get", PROFILE]);
    expire(sandbox);
    let generation = learnt(sandbox)["generation"].as_u64().unwrap();
    // All of them find the token expired before one may make another.
    let gate = File::open(token_lock(sandbox)).unwrap();
    gate.lock().unwrap();
    let runs: Vec<_> = (0..MANY).map(|_| start(sandbox)).collect();
    await_waiting(&runs);
    drop(gate);
    let outputs = finish(runs);

    let tokens: Vec<_> = outputs.iter().map(stdout).collect();
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
    assert_ne!(tokens[0].trim_end(), old);
    assert_good(sandbox, tokens[0].trim_end(), "the new token");
    let made: Vec<_> = outputs.iter().filter(|output| stderr(output).contains("making a new one")).collect();
    assert_eq!(made.len(), 1, "how many made one");
    assert_eq!(learnt(sandbox)["generation"], generation + 1);
    assert_eq!(sandbox.answer(&["get", PROFILE]), tokens[0].trim_end());
    assert_whole(sandbox);
}

#[test]
fn a_token_that_came_about_meanwhile_is_as_new_as_was_asked_for() {
    let sandbox = kept();
    let old = sandbox.answer(&["get", PROFILE]);
    let gate = File::open(token_lock(&sandbox)).unwrap();
    gate.lock().unwrap();
    let runs: Vec<_> = (0..5)
        .map(|_| {
            let mut command = sandbox.mcp_token(["get", PROFILE, "--force-new", "-v"]);
            command.spawn().unwrap()
        })
        .collect();
    await_waiting(&runs);
    drop(gate);
    let tokens: Vec<_> = finish(runs).iter().map(stdout).collect();
    assert!(tokens.iter().all(|token| *token == tokens[0] && token.trim_end() != old), "{tokens:?}");
}

#[test]
fn changes_of_many_runs_at_once_are_all_there() {
    let sandbox = Sandbox::new();
    let names: Vec<_> = (0..20).map(|number| format!("p{number}")).collect();
    let runs: Vec<_> = names
        .iter()
        .map(|name| {
            let args = ["profile", "set", name, "--secret-from", "new", "--store", "file", "--sub", name];
            sandbox.mcp_token(args).spawn().unwrap()
        })
        .collect();
    finish(runs);
    for name in &names {
        assert_eq!(sandbox.answer(&["get", name]).matches('.').count(), 2);
    }
    assert_whole(&sandbox);
}

#[test]
fn what_two_runs_say_of_one_profile_is_all_there() {
    let sandbox = Sandbox::new();
    let set = ["profile", "set", PROFILE];
    sandbox.answer(&[&set[..], &["--secret-from", "new", "--store", "file"]].concat());
    // Both of them have begun before one may write.
    let gate = File::open(state(&sandbox).join("locks/profiles.lock")).unwrap();
    gate.lock().unwrap();
    let said = [["--quota", "7"], ["--sub", "a"]];
    let runs: Vec<_> =
        said.iter().map(|said| sandbox.mcp_token(set.iter().chain(said)).spawn().unwrap()).collect();
    await_waiting(&runs);
    drop(gate);
    finish(runs);
    let shown = sandbox.answer(&["profile", "show", PROFILE, "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["claims"], serde_json::json!({ "quota": 7, "sub": "a" }));
}

#[test]
fn a_secret_that_is_named_while_others_tidy_up_stays() {
    let sandbox = Sandbox::new();
    // A run that is cut off before it writes the profile that the secret is for.
    sandbox.answer(&["profile", "set", PROFILE, "--secret-from", "env:X", "--store", "none"]);
    let gate = |name: &str| {
        let gate = File::open(state(&sandbox).join("locks").join(name)).unwrap();
        gate.lock().unwrap();
        gate
    };
    let profiles = gate("profiles.lock");
    let new = ["profile", "set", "new", "--secret-from", "new", "--store", "file"];
    let mut cut_off = sandbox.mcp_token(new).spawn().unwrap();
    await_waiting(slice::from_ref(&cut_off));
    cut_off.kill().unwrap();
    cut_off.wait().unwrap();
    drop(profiles);
    let list = state(&sandbox).join("left/list.json");
    let listed = fs::read(&list).unwrap();

    // Whoever tidies up has read the list, and somebody claims the secret before it is taken away.
    let secret = gate("secret-new.lock");
    let tidy = sandbox.mcp_token(["profile", "set", PROFILE, "--sub", "a"]).spawn().unwrap();
    await_waiting(slice::from_ref(&tidy));
    fs::remove_file(&list).unwrap();
    drop(secret);
    finish(vec![tidy]);
    sandbox.answer(&["secret", "show", "new"]);

    // Nobody claims it before whoever tidies up is done.
    write(&list, listed, 0o600);
    let secret = gate("secret-new.lock");
    let named = sandbox.mcp_token(["profile", "set", PROFILE, "--secret-from", "name:new"]).spawn().unwrap();
    await_waiting(slice::from_ref(&named));
    drop(secret);
    finish(vec![named]);
    sandbox.answer(&["get", PROFILE]);
}

#[test]
fn a_killed_holder_of_the_lock_holds_up_nobody() {
    outlive_a_killed_holder(&Sandbox::new(), "file");
}

#[test]
fn a_killed_holder_of_the_lock_holds_up_nobody_in_the_keychain() {
    within(&Session::Open, "flight::a_killed_holder_of_the_lock_holds_up_nobody_in_the_keychain", || {
        outlive_a_killed_holder(&Sandbox::on_this_bus(), "keychain");
    });
}

fn outlive_a_killed_holder(sandbox: &Sandbox, store: &str) {
    let (mut holder, _key) = start_holder(sandbox, store);
    let runs: Vec<_> = (0..5).map(|_| start(sandbox)).collect();
    await_waiting(&runs);
    holder.kill().unwrap();
    holder.wait().unwrap();

    let outputs = finish(runs);
    let tokens: Vec<_> = outputs.iter().map(stdout).collect();
    assert!(tokens.iter().all(|token| *token == tokens[0]), "{tokens:?}");
    let made: Vec<_> = outputs.iter().filter(|output| stderr(output).contains("making a new one")).collect();
    assert_eq!(made.len(), 1, "how many made one");
    assert!(outputs.iter().all(|output| !stderr(output).contains("busy")));
    assert_whole(sandbox);
}

#[test]
fn a_stopped_holder_of_the_lock_holds_up_nobody_for_good() {
    outlive_a_stopped_holder(&Sandbox::new(), "file");
}

#[test]
fn a_stopped_holder_of_the_lock_holds_up_nobody_for_good_in_the_keychain() {
    let name = "flight::a_stopped_holder_of_the_lock_holds_up_nobody_for_good_in_the_keychain";
    within(&Session::Open, name, || outlive_a_stopped_holder(&Sandbox::on_this_bus(), "keychain"));
}

fn outlive_a_stopped_holder(sandbox: &Sandbox, store: &str) {
    let (mut holder, _key) = start_holder(sandbox, store);
    kill_process(Pid::from_child(&holder), Signal::STOP).unwrap();
    let runs: Vec<_> = (0..3).map(|_| start(sandbox)).collect();
    await_waiting(&runs);
    for output in finish(runs) {
        assert_eq!(
            stderr(&output),
            "no token is kept: making a new one\n\
             new token, expires 2026, not kept\n\
             warning: another run is busy with this token and does not come to an end\n"
                .replace("expires 2026", &expires(&output)),
        );
        assert_good(sandbox, stdout(&output).trim_end(), "made without the lock");
    }
    holder.kill().unwrap();
    holder.wait().unwrap();
    let token = sandbox.answer(&["get", PROFILE]);
    assert_eq!(sandbox.answer(&["get", PROFILE]), token, "the lock is free again, so the token is kept");
    assert_whole(sandbox);
}

#[test]
fn a_stopped_holder_leaves_the_old_token_to_the_others() {
    let sandbox = kept();
    let old = sandbox.answer(&["get", PROFILE]);
    set_life(&sandbox, 1800);
    let gate = File::open(token_lock(&sandbox)).unwrap();
    gate.lock().unwrap();
    let outputs = finish(vec![start(&sandbox)]);
    assert_eq!(stdout(&outputs[0]).trim_end(), old);
    assert!(
        stderr(&outputs[0])
            .ends_with("warning: another run is busy with this token and does not come to an end\n"),
        "{}",
        told(&outputs[0])
    );
}

/// A file that was just made and is not locked yet looks like one that a kill has left.
#[test]
fn no_run_sweeps_what_another_has_just_begun() {
    let sandbox = kept();
    sandbox.answer(&[
        "profile",
        "set",
        "other",
        "--sub",
        "b",
        "--store",
        "file",
        "--secret-from",
        "name:exai",
    ]);
    let log = sandbox.note("begun");
    let (_, clean) = calls(&sandbox, "openat", |command| {
        command.args(["get", PROFILE, "--force-new"]);
    });
    let nth = 1 + clean.iter().position(|call| call.rest.contains("/unfinished\"")).unwrap();
    let mut strace = sandbox.command("strace");
    strace.args(["-f", "-qq", "-e", "trace=openat", "-o"]).arg(&log);
    strace.args(["-e", &format!("inject=openat:signal=STOP:when={nth}"), "--", PROGRAM]);
    let begun = strace.args(["get", PROFILE, "--force-new"]).spawn().unwrap();
    let stopped = await_some("a run that has made its file", || {
        let text = fs::read_to_string(&log).unwrap_or_default();
        let line = text.lines().find(|line| line.contains("stopped by SIGSTOP"))?;
        line.split_whitespace().next()?.parse().ok().and_then(Pid::from_raw)
    });
    assert_eq!(leftovers(&sandbox).len(), 2, "it is made in its directory, and not finished");
    sandbox.answer(&["get", "other", "--force-new"]);
    kill_process(stopped, Signal::CONT).unwrap();
    let token = finish(vec![begun]).iter().map(stdout).collect::<String>();
    assert_eq!(sandbox.answer(&["get", PROFILE]), token.trim_end());
    assert_whole(&sandbox);
}

fn start(sandbox: &Sandbox) -> Child {
    sandbox.mcp_token(["get", PROFILE, "-v"]).spawn().unwrap()
}

fn finish(runs: Vec<Child>) -> Vec<Output> {
    let outputs: Vec<_> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
    for output in &outputs {
        assert!(output.status.success(), "{}", told(output));
    }
    outputs
}

/// A run that holds the lock of the token and waits for its key, which a program gives it as soon as what is returned is
/// dropped. The program answers every later run at once.
fn start_holder(sandbox: &Sandbox, store: &str) -> (Child, File) {
    let fifo = sandbox.fifo("key");
    let program = sandbox.work().join("key.sh");
    let first = sandbox.note("first");
    let script = format!(
        "#!/bin/sh\nif mkdir '{}' 2>/dev/null; then cat '{}'; fi\necho {SECRET}\n",
        first.display(),
        fifo.display()
    );
    write(&program, script, 0o700);
    let source = format!("command:{}", program.display());
    // It tries the key, and must not be the first.
    fs::create_dir(&first).unwrap();
    sandbox.answer(&profile_set(store, &source));
    fs::remove_dir(&first).unwrap();
    let mut holder = sandbox.mcp_token(["get", PROFILE]).stdout(Stdio::null()).spawn().unwrap();
    let key = await_reader(&fifo, &mut holder);
    (holder, key)
}

/// The one lock that is a token's: the others have names.
fn token_lock(sandbox: &Sandbox) -> PathBuf {
    let locks = fs::read_dir(state(sandbox).join("locks")).unwrap().map(|entry| entry.unwrap().path());
    let found: Vec<_> = locks
        .filter(|path| ["file-", "keychain-"].iter().any(|place| name(path).starts_with(place)))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

/// Returns when each of them stands before a lock that another process holds.
fn await_waiting(runs: &[Child]) {
    await_some("runs that wait for the lock", || {
        let mut locks = String::new();
        File::open("/proc/locks").unwrap().read_to_string(&mut locks).unwrap();
        let waiting: Vec<u32> = locks
            .lines()
            .filter(|line| line.contains("->"))
            .filter_map(|line| line.split_whitespace().nth(5)?.parse().ok())
            .collect();
        runs.iter().all(|run| waiting.contains(&run.id())).then_some(())
    });
}

/// Every file of ours can be read, and none is unfinished.
fn assert_whole(sandbox: &Sandbox) {
    assert_eq!(leftovers(sandbox), [""; 0].map(PathBuf::from));
    for (path, content) in contents(sandbox) {
        let whole = match path.extension().unwrap().to_str().unwrap() {
            "age" => content.starts_with(b"age-encryption.org/v1\n"),
            "json" => serde_json::from_slice::<serde_json::Value>(&content).is_ok(),
            "lock" => content.is_empty(),
            "key" => content.len() == 44,
            _ => !content.is_empty(),
        };
        assert!(whole, "{}: {}", path.display(), String::from_utf8_lossy(&content));
    }
    let listed = sandbox.answer(&["list", "--json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&listed).is_ok(), "{listed}");
}

/// The words about the end of the new token, which nobody can know beforehand.
fn expires(output: &Output) -> String {
    let said = stderr(output);
    let begin = said.find("expires ").unwrap();
    let end = said[begin..].find(')').unwrap();
    said[begin..=begin + end].to_owned()
}
