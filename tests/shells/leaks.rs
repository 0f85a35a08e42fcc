//! Where a kept secret and its tokens must not be seen, and what a hostile checkout must not be able to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::kept::{PROFILE, config, contents, expire, kept, kept_in_the_keychain, profile_set};
use crate::sandbox::{SECRET, Sandbox, output_of, overwrite, real_path, stdout, told, write};
use crate::session::{Session, within};
use crate::surroundings::{hostile, is_change, is_network};
use crate::trace::calls;

/// Commands that read or write a kept secret or token, and whether they print one.
const COMMANDS: [(&[&str], bool); 10] = [
    (&["get", PROFILE], true),
    (&["get", PROFILE, "--force-new", "-v"], true),
    (&["secret", "set", "other", "--store", STORE, "--secret-file", "secret"], false),
    (&["secret", "rotate", PROFILE, "--secret-file", "next"], false),
    (&["secret", "rotate", PROFILE, "--activate"], false),
    (&["secret", "list"], false),
    (&["profile", "set", PROFILE, "--quota", "9"], false),
    (&["list"], false),
    (&["exec", PROFILE, "--", "true"], false),
    (&["setup", "--yes", "--profile", PROFILE], true),
];

/// In the place of where it is kept.
const STORE: &str = "STORE";

#[test]
fn no_secret_or_token_is_seen_in_arguments_or_files() {
    see_nothing(&kept(), "file", &COMMANDS, 0);
}

#[test]
fn no_secret_or_token_is_seen_on_its_way_to_the_keychain() {
    within(&Session::Open, "leaks::no_secret_or_token_is_seen_on_its_way_to_the_keychain", || {
        see_nothing(&kept_in_the_keychain(), "keychain", &COMMANDS, 0);
    });
}

#[test]
fn no_secret_or_token_is_seen_where_a_program_gives_the_key() {
    let sandbox = Sandbox::new();
    let program = sandbox.note("key.sh");
    write(&program, format!("#!/bin/sh\necho {SECRET}\n"), 0o700);
    sandbox.answer(&profile_set("file", &format!("command:{}", program.display())));
    let mut commands = COMMANDS.to_vec();
    commands.retain(|(args, _)| args[0] != "secret");
    see_nothing(&sandbox, "file", &commands, 1);
}

/// - `keys`: how often a program says the key when one is made.
fn see_nothing(sandbox: &Sandbox, store: &str, commands: &[(&[&str], bool)], keys: usize) {
    sandbox.file("secret", SECRET);
    sandbox.file("next", NEXT);
    let mut known = vec![SECRET.to_owned(), NEXT.to_owned()];
    for &(args, prints) in commands {
        let args: Vec<_> = args.iter().map(|&word| if word == STORE { store } else { word }).collect();
        known.push(sandbox.answer(&["get", PROFILE]));
        if prints {
            expire(sandbox);
        }
        let (output, calls) =
            calls(sandbox, "execve,write,writev,pwrite64,pwritev,sendto,sendmsg", |command| {
                command.args(&args);
            });
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        if prints {
            known.push(stdout(&output).trim_end().to_owned());
        }
        let (mut printed, mut given) = (0, 0);
        for call in calls {
            let shows = known.iter().any(|text| call.rest.contains(text.as_str()));
            let is_answer = call.name == "write" && call.rest.starts_with("1, ");
            let is_key = is_answer && call.rest.contains(SECRET);
            printed += usize::from(shows && is_answer && !is_key);
            given += usize::from(is_key);
            assert!(!shows || is_answer, "{args:?}: {call:?}");
        }
        assert_eq!(
            printed,
            usize::from(prints),
            "{args:?}: what is printed is seen, so the search finds what there is"
        );
        // A profile that changes tries its key as well.
        assert!(given == keys || !prints && given == 0, "{args:?}: the key was said {given} times");
        known.push(sandbox.answer(&["get", PROFILE]));
        for (path, content) in contents(sandbox) {
            for text in &known {
                assert!(!holds(&content, text), "{args:?}: {} holds a secret or token", path.display());
            }
        }
    }
}

#[test]
fn the_mask_for_github_is_written_before_the_value() {
    let sandbox = kept();
    let commands: [&[&str]; 4] = [
        &["get", PROFILE],
        &["secret", "new"],
        &["setup", "--yes", "--profile", PROFILE],
        &["setup", "--yes", "--profile", "new"],
    ];
    for args in commands {
        let file = sandbox.note("github.env");
        overwrite(&file, "").unwrap();
        let (output, calls) = calls(&sandbox, "write,writev,pwrite64,sendto", |command| {
            command.args(args).args(["-o", "github"]).env("GITHUB_ENV", &file);
        });
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        let answer = stdout(&output);
        let value = answer.strip_prefix("::add-mask::").unwrap().trim_end();
        let shows: Vec<_> = calls.iter().filter(|call| call.rest.contains(value)).collect();
        let [mask, set] = shows[..] else { panic!("{args:?}: {shows:?}") };
        assert!(mask.rest.starts_with("1, \"::add-mask::"), "{args:?}: {mask:?}");
        assert!(!set.rest.starts_with("1, ") && !set.rest.starts_with("2, "), "{args:?}: {set:?}");
        assert!(fs::read_to_string(&file).unwrap().ends_with(&format!("={value}\n")));
    }
}

/// What a program is run with is in its environment alone.
#[test]
fn exec_hands_the_token_to_one_program_and_no_command_line() {
    let sandbox = kept();
    let token = sandbox.answer(&["get", PROFILE]);
    let (output, calls) = calls(&sandbox, "execve,clone,clone3,fork,vfork", |command| {
        command.args([
            "exec",
            PROFILE,
            "--header-var",
            "H",
            "--secret-var",
            "S=exai",
            "--",
            "printenv",
            "EXAI_JWT_TOKEN",
            "H",
            "S",
        ]);
    });
    assert_eq!(stdout(&output), format!("{token}\nBearer {token}\n{SECRET}\n"));
    let run: Vec<_> = calls.iter().filter(|call| !call.rest.contains("ENOENT")).collect();
    // Two programs, one after the other in the same process.
    assert_eq!(run.iter().map(|call| call.name.as_str()).collect::<Vec<_>>(), ["execve"; 2], "{run:?}");
    for call in run {
        let arguments = &call.rest[..call.rest.find("], ").unwrap()];
        assert!(!arguments.contains(&token) && !arguments.contains(SECRET), "{arguments}");
    }
}

#[test]
fn only_a_keychain_is_spoken_to() {
    let sandbox = kept();
    let token = sandbox.answer(&["get", PROFILE]);
    for args in [
        &["encode", "--secret-env", "SECRET", "--sub", "a"][..],
        &["encode", "--secret-name", PROFILE, "--sub", "a"],
        &["decode", &token],
        &["verify", "--secret-env", "SECRET", "--any-aud", &token],
        &["verify", "--profile", PROFILE, &token],
        &["get", PROFILE],
        &["get", PROFILE, "--force-new"],
        &["list"],
    ] {
        let (output, calls) = calls(&sandbox, "%network", |command| {
            // An address that would be tried.
            command.args(args).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        });
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        assert!(!calls.iter().any(is_network), "{args:?}: {calls:?}");
    }
    let (_, calls) = calls(&sandbox, "%network", |command| {
        command.args(["secret", "set", "x", "--store", "keychain", "--secret-file", "/dev/fd/0"]);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .stdin(fs::File::open(sandbox.file("s", NEXT)).unwrap());
    });
    assert!(calls.iter().any(is_network), "the search would find nothing");
}

/// A checkout, and what runs in it.
struct Checkout {
    sandbox: Sandbox,
    mark: PathBuf,
}

impl Checkout {
    /// A home beside it, and everything in it that a program might read or run by itself.
    fn hostile() -> Self {
        let sandbox = kept();
        let init = output_of(sandbox.command("git").args(["init", "--quiet"]));
        assert!(init.status.success(), "{}", told(&init));
        let mark = hostile(&sandbox);
        let work = sandbox.work();
        let script = format!("#!/bin/sh\n: >>{}\n", mark.display());
        fs::create_dir(work.join("tools")).unwrap();
        for name in
            ["git", "mcp-token", "true", "printenv", "secret-tool", "dbus-launch", "gnome-keyring-daemon"]
        {
            write(&work.join("tools").join(name), &script, 0o755);
        }
        for name in ["true", "printenv"] {
            write(&work.join(name), &script, 0o755);
        }
        let run = work.join("git").display().to_string();
        let evil = format!(
            "[core]\n\tfsmonitor = {run}\n\thooksPath = {0}\n\tpager = {run}\n\tsshCommand = {run}\n\teditor = {run}\n\
             \tattributesFile = {0}/attributes\n\texcludesFile = {0}/excludes\n[include]\n\tpath = {0}/more\n\
             [filter \"x\"]\n\tclean = {run}\n\tprocess = {run}\n[alias]\n\tls-files = !{run}\n\tcheck-ignore = !{run}\n",
            work.join("tools").display()
        );
        let path = work.join(".git/config");
        let old = fs::read_to_string(&path).unwrap();
        overwrite(path, old + &evil).unwrap();
        overwrite(work.join(".gitattributes"), "* filter=x\n").unwrap();
        overwrite(
            work.join(".env"),
            "MCP_TOKEN_HOME=/nonexistent\nHOME=/nonexistent\nEXAI_JWT_TOKEN=evil\nJWT_SECRET=evil\nSECRET=evil\n",
        )
        .unwrap();
        fs::create_dir_all(work.join(".config/mcp-token")).unwrap();
        for name in [".config/mcp-token/config.toml", "profiles.toml"] {
            overwrite(work.join(name), "[profiles.exai]\nstore = \"none\"\nurl = \"https://evil.example\"\n")
                .unwrap();
        }
        Self { sandbox, mark }
    }

    /// `mcp-token` in it, by somebody whose `PATH` begins with all that is in it.
    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut path = std::ffi::OsString::from(".::tools:");
        path.push(self.sandbox.work());
        path.push(":");
        path.push(self.sandbox.work().join("tools"));
        path.push(":");
        path.push(real_path());
        let mut command = self.sandbox.mcp_token(args);
        command.env("PATH", path);
        command
    }

    #[track_caller]
    fn answer(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(!self.mark.exists(), "{args:?}: something of the checkout was run");
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        stdout(&output).trim_end().to_owned()
    }
}

#[test]
fn the_traps_of_the_checkout_work() {
    let checkout = Checkout::hostile();
    output_of(checkout.sandbox.command("git").arg("status"));
    assert!(checkout.mark.exists(), "git runs what the checkout's configuration names");
    fs::remove_file(&checkout.mark).unwrap();
    assert!(
        output_of(&mut checkout.sandbox.command(checkout.sandbox.work().join("tools/true"))).status.success()
    );
    assert!(checkout.mark.exists());
}

#[test]
fn in_a_hostile_checkout_everything_is_as_elsewhere() {
    let checkout = Checkout::hostile();
    let elsewhere = |args: &[&str]| {
        let output = checkout.sandbox.mcp_token(args).current_dir("/").output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", told(&output));
        stdout(&output).trim_end().to_owned()
    };
    for args in [
        &["get", PROFILE][..],
        &["get"],
        &["get", PROFILE, "-o", "env"],
        &["get", PROFILE, "-o", "headers-json"],
        &["profile", "show", PROFILE],
        &["secret", "show", PROFILE],
        &["secret", "show", PROFILE, "--reveal"],
    ] {
        assert_eq!(checkout.answer(args), elsewhere(args), "{args:?}");
    }
    for args in [
        &["list"][..],
        &["secret", "list"],
        &["get", PROFILE, "--force-new"],
        &["profile", "set", PROFILE, "--quota", "5"],
        &["secret", "rotate", PROFILE],
        &["secret", "rotate", PROFILE, "--activate"],
        &["profile", "set", "b", "--store", "file", "--secret-from", "new", "--sub", "b"],
        &["get", "b"],
        &["remove", "b"],
        &["profile", "remove", "b"],
    ] {
        checkout.answer(args);
    }
}

/// Here git is asked, and may not do what the checkout says.
#[test]
fn a_hostile_checkout_s_git_configuration_runs_nothing() {
    let checkout = Checkout::hostile();
    let work = checkout.sandbox.work();
    let mut exclude = fs::read_to_string(work.join(".git/info/exclude")).unwrap_or_default();
    exclude.push_str("/.kept/\n/server.env\n");
    fs::create_dir_all(work.join(".git/info")).unwrap();
    overwrite(work.join(".git/info/exclude"), exclude).unwrap();
    checkout.sandbox.file("server.env", format!("JWT_SECRET={SECRET}\n"));
    let ask = |args: &[&str]| {
        let output = checkout.command(args).env("MCP_TOKEN_HOME", work.join(".kept")).output().unwrap();
        assert!(!checkout.mark.exists(), "{args:?}: something of the checkout was run: {}", told(&output));
        output
    };
    for args in [
        &[
            "profile",
            "import",
            "s",
            "--env-file",
            "server.env",
            "--secret-var",
            "JWT_SECRET",
            "--sub",
            "a",
            "--store",
            "file",
        ][..],
        &["get", "s"],
        &["secret", "rotate", "s"],
        &["secret", "rotate", "s", "--activate"],
        &["get", "s"],
    ] {
        let output = ask(args);
        assert!(output.status.success(), "{args:?}: {}", told(&output));
    }
    assert!(checkout.sandbox.read("server.env").contains(&format!("JWT_SECRET_PREVIOUS={SECRET}")));
    // And it still tells what is not ignored.
    overwrite(work.join(".git/info/exclude"), "").unwrap();
    let output = ask(&["get", "s", "--force-new"]);
    assert_eq!(output.status.code(), Some(7), "{}", told(&output));
}

#[test]
fn exec_never_runs_a_program_of_the_checkout_by_its_bare_name() {
    let checkout = Checkout::hostile();
    let token = checkout.sandbox.answer(&["get", PROFILE]);
    assert_eq!(checkout.answer(&["exec", PROFILE, "--", "printenv", "EXAI_JWT_TOKEN"]), token);
    assert!(checkout.answer(&["exec", PROFILE, "--", "git", "--version"]).starts_with("git version "));
    // Only the checkout has one of that name.
    let mut only = checkout.sandbox.mcp_token(["exec", PROFILE, "--", "git", "--version"]);
    let mut path = std::ffi::OsString::from(".::tools:");
    path.push(checkout.sandbox.work().join("tools"));
    let output = only.env("PATH", path).output().unwrap();
    assert_eq!(told(&output), "exit status: 127\n--- stdout\n--- stderr\nerror: there is no program `git`\n");
    assert!(!checkout.mark.exists());
    // A path is what somebody asked for.
    let output = checkout.run(&["exec", PROFILE, "--", "./tools/true"]);
    assert!(output.status.success() && checkout.mark.exists(), "{}", told(&output));
}

#[test]
fn a_program_that_gives_a_key_is_named_by_its_whole_path() {
    let checkout = Checkout::hostile();
    for command in ["command:git --version", "command:./git", "command:tools/git x"] {
        let output = checkout.run(&["profile", "set", "c", "--store", "file", "--secret-from", command]);
        assert_eq!(output.status.code(), Some(2), "{command}: {}", told(&output));
        assert!(told(&output).contains("`--secret-from`: the program must be an absolute path"), "{command}");
    }
    let program = checkout.sandbox.note("key.sh");
    write(&program, format!("#!/bin/sh\necho {SECRET}\n"), 0o700);
    let source = format!("command:{}", program.display());
    checkout.answer(&["profile", "set", "c", "--store", "file", "--sub", "c", "--secret-from", &source]);
    checkout.answer(&["get", "c"]);
    // A file of profiles that somebody changed does not loosen it.
    let path = config(&checkout.sandbox).join("config.toml");
    let changed = fs::read_to_string(&path).unwrap().replace(program.to_str().unwrap(), "git");
    overwrite(&path, changed).unwrap();
    let output = checkout.run(&["get", "c", "--force-new"]);
    assert!(!output.status.success() && !checkout.mark.exists(), "{}", told(&output));
}

/// Where Claude Code says that it wants headers for another server than the profile's.
#[test]
fn a_server_that_the_checkout_names_gets_no_token() {
    let checkout = Checkout::hostile();
    let url = "https://mcp.example.com/mcp";
    checkout.answer(&["profile", "set", PROFILE, "--url", url]);
    for (asked, code) in [(url, 0), ("https://evil.example/mcp", 4), ("http://mcp.example.com/mcp", 4)] {
        let mut command = checkout.command(&["get", PROFILE, "-o", "headers-json"]);
        let output = command.env("CLAUDE_CODE_MCP_SERVER_URL", asked).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{asked}: {}", told(&output));
        assert_eq!(output.stdout.is_empty(), code != 0, "{asked}");
    }
}

/// Handing out a kept token changes nothing, wherever it is asked for.
#[test]
fn a_kept_token_is_handed_out_without_a_change() {
    let checkout = Checkout::hostile();
    let (output, calls) = calls(&checkout.sandbox, "%file", |command| {
        command.args(["get", PROFILE]);
    });
    assert!(output.status.success(), "{}", told(&output));
    let work = checkout.sandbox.work();
    for call in calls.iter().skip(1).filter(|call| call.name != "getcwd") {
        assert!(!is_change(call), "{call:?}");
        assert!(call.path().is_none_or(|path| !Path::new(path).starts_with(&work)), "{call:?}");
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

const NEXT: &str = "9a4e1f0c77d25b8836e0c1945fa2d37be8806419f2c5da3071b64e9d8c52f7a0";
