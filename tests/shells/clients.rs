//! kill -9 and failing disks at any system call of `client install` and `client remove`; what `client print` does not ask.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use crate::kept::{PROFILE, contents, copy_home, kept, leftovers};
use crate::kills::{CALLS, changes, every};
use crate::sandbox::{Sandbox, names, overwrite, stderr, stdout, told};
use crate::trace::{Call, calls, with_fault};

/// A client, and its file in the home.
#[derive(Debug, Clone, Copy)]
struct Client {
    name: &'static str,
    path: &'static str,
}

const CURSOR: Client = Client { name: "cursor", path: ".cursor/mcp.json" };
const CODEX: Client = Client { name: "codex", path: ".codex/config.toml" };
const VSCODE: Client = Client { name: "vscode", path: ".config/Code/User/mcp.json" };

/// As somebody has it: another server, and a comment.
const OLD: &str = "{\r\n  // mine\r\n  \"mcpServers\": { \"other\": { \"command\": \"x\" } }\r\n}";
const OLD_TOML: &str = "# mine\r\nmodel = 'x'\r\n\r\n[mcp_servers.other] # why\r\ncommand = 'x'";
const OLD_JSONC: &str = "{ // mine\n\t\"servers\": { /* none */ },\n\t\"inputs\": [{ \"id\": \"x\" },],\n}\n";

/// What is done to which file.
#[derive(Debug, Clone, Copy)]
struct Job {
    client: Client,
    is_removal: bool,
    /// What the file was before anything was installed; none when there was none.
    file: Option<&'static str>,
}

const JOBS: [Job; 4] = [
    Job { client: CURSOR, is_removal: false, file: Some(OLD) },
    Job { client: CURSOR, is_removal: false, file: None },
    Job { client: CURSOR, is_removal: true, file: Some(OLD) },
    Job { client: CURSOR, is_removal: true, file: None },
];

/// In the place of an entry that is somebody's.
const OVER_ANOTHER: Job = Job {
    client: CURSOR,
    is_removal: false,
    file: Some("{ \"mcpServers\": { \"exai\": { \"command\": \"mine\" } } }"),
};

/// The same with TOML, and with comments and commas of JSONC.
const FORMATS: [Job; 4] = [
    Job { client: CODEX, is_removal: false, file: Some(OLD_TOML) },
    Job { client: CODEX, is_removal: true, file: Some(OLD_TOML) },
    Job { client: VSCODE, is_removal: false, file: Some(OLD_JSONC) },
    Job { client: VSCODE, is_removal: true, file: Some(OLD_JSONC) },
];

impl Job {
    fn install(self) -> [&'static str; 7] {
        let url = "https://mcp.example.com/mcp";
        ["client", "install", self.client.name, "--profile", PROFILE, "--url", url]
    }

    fn remove(self) -> [&'static str; 4] {
        ["client", "remove", self.client.name, PROFILE]
    }

    fn args(self) -> Vec<&'static str> {
        if self.is_removal { self.remove().to_vec() } else { self.install().to_vec() }
    }

    fn path(self, sandbox: &Sandbox) -> PathBuf {
        sandbox.home().join(self.client.path)
    }

    /// The entry names this program by where the `PATH` has it.
    fn read(self, sandbox: &Sandbox) -> Option<String> {
        let text = fs::read_to_string(self.path(sandbox)).ok()?;
        Some(text.replace(sandbox.bin().to_str().unwrap(), "BIN"))
    }

    /// A home before the command.
    fn home(self, model: &Sandbox) -> Sandbox {
        let sandbox = Sandbox::new();
        copy_home(model, &sandbox);
        if let Some(text) = self.file {
            fs::create_dir_all(self.path(&sandbox).parent().unwrap()).unwrap();
            overwrite(self.path(&sandbox), text).unwrap();
        }
        if self.is_removal {
            sandbox.answer(&self.install());
        }
        sandbox
    }

    /// The calls of a run that nothing disturbs, and the two states of the file.
    fn model(self, model: &Sandbox) -> (Vec<Call>, [Option<String>; 2]) {
        let sandbox = self.home(model);
        let before = self.read(&sandbox);
        let (output, made) = calls(&sandbox, CALLS, |command| {
            command.args(self.args());
        });
        assert!(output.status.success(), "{}", told(&output));
        let after = self.read(&sandbox);
        assert_ne!(before, after);
        (made, [before, after])
    }

    /// The old or the new file, whole; then the next run works, and the one after it takes the entry out again.
    fn judge(self, sandbox: &Sandbox, states: &[Option<String>; 2], about: &str) -> bool {
        let now = self.read(sandbox);
        assert!(states.contains(&now), "{about}: {now:?}");
        for (path, content) in contents(sandbox) {
            let is_json = path.extension().is_some_and(|end| end == "json");
            assert!(
                !is_json || serde_json::from_slice::<serde_json::Value>(&content).is_ok(),
                "{about}: {}",
                path.display()
            );
        }
        sandbox.answer(&["client", "list"]);
        let output = sandbox.mcp_token(self.args()).output().unwrap();
        let is_new = now == states[1];
        match output.status.code() {
            // What is taken out, and not forgotten yet, is forgotten.
            Some(0) => assert_eq!(
                stderr(&output).contains(" was gone from "),
                self.is_removal && is_new,
                "{about}, then again: {}",
                told(&output)
            ),
            code => assert!(code == Some(6) && self.is_removal && is_new, "{about}: {}", told(&output)),
        }
        assert_eq!(self.read(sandbox), states[1], "{about}, then again");
        if !self.is_removal {
            sandbox.answer(&self.remove());
            assert_eq!(self.read(sandbox).as_deref(), self.file, "{about}, then taken out");
        }
        // Each folder is written to once more.
        sandbox.answer(&self.install());
        sandbox.answer(&self.remove());
        assert_eq!(leftovers(sandbox), [""; 0].map(PathBuf::from), "{about}");
        let path = self.path(sandbox);
        let beside = names(path.parent().unwrap());
        assert!(beside.iter().all(|name| path.ends_with(name)), "{about}: {beside:?}");
        is_new
    }
}

fn kill_at(which: impl Fn(&[Call]) -> Vec<(String, usize)>, jobs: impl IntoIterator<Item = Job>) {
    let model = kept();
    for job in jobs {
        let (clean, states) = job.model(&model);
        let (mut old, mut new) = (0, 0);
        for (name, nth) in which(&clean) {
            let about = format!("{job:?}, killed at {name} {nth}");
            let sandbox = job.home(&model);
            let output = with_fault(&sandbox, &format!("{name}:signal=KILL:when={nth}"), &job.args());
            assert!(!output.status.success(), "{about}: it was not");
            *(if job.judge(&sandbox, &states, &about) { &mut new } else { &mut old }) += 1;
        }
        assert!(old > 1 && new > 0, "{job:?}: the kills missed the change: {old} before it, {new} after it");
    }
}

#[test]
fn a_kill_where_a_clients_file_is_changed() {
    kill_at(changes, JOBS);
}

#[test]
fn a_kill_where_a_file_in_another_format_is_changed() {
    kill_at(changes, FORMATS);
}

#[test]
#[ignore = "the whole matrix: tests/run.sh --thorough"]
fn a_kill_at_any_call_of_an_installation() {
    kill_at(every, JOBS.into_iter().chain(FORMATS));
}

#[test]
fn a_failing_disk_loses_nothing_of_a_clients_file() {
    let model = kept();
    let mut faults = 0;
    for job in JOBS.into_iter().chain([OVER_ANOTHER]) {
        let (clean, states) = job.model(&model);
        for (name, nth) in changes(&clean) {
            let call = clean.iter().filter(|call| call.name == name).nth(nth - 1).unwrap();
            let error = match &*name {
                // The change is made by then, and what is left is swept.
                "unlink" if call.rest.contains(".tmp/") => continue,
                "fsync" => "EIO",
                "write" => "ENOSPC",
                "openat" | "rename" | "renameat" | "renameat2" | "unlink" | "unlinkat" => "EACCES",
                _ => continue,
            };
            let fault = format!("{name}:error={error}:when={nth}");
            let about = format!("{job:?} with {fault}");
            let sandbox = job.home(&model);
            let output = with_fault(&sandbox, &fault, &job.args());
            assert_eq!(output.status.code(), Some(1), "{about}: {}", told(&output));
            assert_eq!(stdout(&output), "", "{about}");
            let said = stderr(&output);
            assert!(said.starts_with("error: cannot ") && said.contains("caused by: "), "{about}: {said}");
            assert_eq!(leftovers(&sandbox), [""; 0].map(PathBuf::from), "{about}");
            job.judge(&sandbox, &states, &about);
            faults += 1;
        }
    }
    assert!(faults > 30, "{faults} faults only");
}

/// What a kill cannot show: a crash of the machine would find a name without its content, or none.
#[test]
fn a_clients_file_is_synced_before_it_gets_its_name_and_the_directory_after() {
    let model = kept();
    for job in JOBS {
        let (clean, _) = job.model(&model);
        let is_change = |name: &str| {
            ["write", "fsync"].contains(&name) || name.starts_with("rename") || name.starts_with("unlink")
        };
        let made: Vec<_> = clean
            .iter()
            // The directory of the unfinished file is cleared away behind the change, and may stay.
            .filter(|call| {
                is_change(&call.name)
                    && !["ENOENT", ".tmp/.gitignore"].iter().any(|word| call.rest.contains(word))
            })
            .map(|call| call.name.as_str())
            .collect();
        for (at, name) in made.iter().enumerate() {
            if name.starts_with("rename") {
                assert_eq!(made[at - 2..at], ["write", "fsync"], "{job:?}: {made:?}");
            }
            if name.starts_with("rename") || name.starts_with("unlink") {
                assert!(made.get(at + 1).is_some_and(|next| *next == "fsync"), "{job:?}: {made:?}");
            }
        }
    }
}

/// Nothing that is printed needs a keychain, save the token itself.
#[test]
fn what_is_printed_is_asked_of_no_bus() {
    let sandbox = kept();
    sandbox.answer(&["profile", "set", PROFILE, "--url", "https://mcp.example.com/mcp"]);
    let text = fs::read_to_string(sandbox.home().join(".config/mcp-token/config.toml")).unwrap();
    let moved = text.replace("store = \"file\"", "store = \"keychain\"");
    assert_ne!(moved, text);
    overwrite(sandbox.home().join(".config/mcp-token/config.toml"), moved).unwrap();
    let run = |args: &[&str]| -> (Output, Vec<Call>) {
        calls(&sandbox, "socket,connect", |command| {
            command.args(args).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        })
    };
    for client in ["claude-code", "cursor", "vscode", "zed", "codex", "goose", "curl", "python", "javascript"]
    {
        let (output, made) = run(&["client", "print", client]);
        assert!(output.status.success(), "{}", told(&output));
        assert!(made.is_empty(), "{client}: {made:?}");
    }
    for args in
        [&["client", "install", "cursor"][..], &["client", "list"], &["client", "remove", "cursor", PROFILE]]
    {
        let (output, made) = run(args);
        assert!(output.status.success(), "{}", told(&output));
        assert!(made.is_empty(), "{args:?}: {made:?}");
    }
    // The neighbour that needs it.
    let (output, made) = run(&["client", "print", "cursor", "--mode", "inline"]);
    assert_eq!(output.status.code(), Some(7), "{}", told(&output));
    assert!(!made.is_empty());
}
