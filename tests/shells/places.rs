//! Places and files of ours that are not as they must be: refused with exit code 7 and the line that mends it, if one does.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::kept::{PROFILE, config, contents, everything, expire, kept, name, profile_set, state};
use crate::sandbox::{PROGRAM, Sandbox, assert_one_sentence, output_of, stderr, told};

/// Commands that between them open every file of ours.
const COMMANDS: [&[&str]; 5] = [
    &["get", PROFILE, "--force-new"],
    &["secret", "show", PROFILE, "--reveal"],
    &["secret", "rotate", PROFILE],
    &["secret", "rotate", PROFILE, "--activate"],
    &["profile", "set", PROFILE, "--quota", "7"],
];

/// Runs the commands until one is refused.
fn first_refusal(sandbox: &Sandbox) -> Option<Output> {
    COMMANDS.into_iter().find_map(|args| {
        let output = sandbox.mcp_token(args).output().unwrap();
        (!output.status.success()).then_some(output)
    })
}

/// What is wrong with a path of ours is found, said, and mended by the hint, if there is one.
fn is_refused_and_mended(sandbox: &Sandbox, path: &Path, expected: &str, hint: Option<&str>) {
    let before = contents(sandbox);
    is_refused(sandbox, path, expected, hint);
    if let Some(hint) = hint {
        let mended = sandbox.sh(hint).output().unwrap();
        assert!(mended.status.success(), "{}", told(&mended));
    }
    for (path, content) in before {
        let is_ring_or_known = path.extension().is_some_and(|end| end == "json" || end == "age");
        assert!(is_ring_or_known || fs::read(&path).unwrap() == content, "{} was lost", path.display());
    }
}

/// What is wrong with a path of ours is found and said, with the hint.
fn is_refused(sandbox: &Sandbox, path: &Path, expected: &str, hint: Option<&str>) {
    let output =
        first_refusal(sandbox).unwrap_or_else(|| panic!("{} was let pass: {expected}", path.display()));
    let said = assert_one_sentence(&output, 7);
    let hint_line = hint.map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
    assert_eq!(said, format!("error: {expected}\n{hint_line}"));
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A home in which every kind of file is there, for each of its paths.
fn each_path(mut judge: impl FnMut(&Sandbox, &Path)) {
    let model = kept();
    for path in everything(&model) {
        let relative = path.strip_prefix(model.home()).unwrap().to_owned();
        let sandbox = Sandbox::new();
        crate::kept::copy_home(&model, &sandbox);
        judge(&sandbox, &sandbox.home().join(relative));
    }
}

#[test]
fn what_others_can_read_is_refused() {
    each_path(|sandbox, path| {
        let shown = path.display();
        if path.is_dir() {
            set_mode(path, 0o755);
            let said = format!("the directory `{shown}` is open to others (mode 0755)");
            is_refused_and_mended(sandbox, path, &said, Some(&format!("chmod 700 {shown}")));
        } else {
            set_mode(path, 0o644);
            let said = format!("`{shown}` can be read by others (mode 0644)");
            is_refused_and_mended(sandbox, path, &said, Some(&format!("chmod 600 {shown}")));
        }
        assert!(first_refusal(sandbox).is_none(), "the hint mends it");
        let mode = fs::metadata(path).unwrap().mode() & 0o7777;
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    });
}

#[test]
fn links_are_refused() {
    each_path(|sandbox, path| {
        let real = sandbox.home().join(format!("real-{}", name(path)));
        fs::rename(path, &real).unwrap();
        symlink(&real, path).unwrap();
        let shown = path.display();
        let hint = format!("cp -Rp {} {shown}.copy && rm {shown} && mv {shown}.copy {shown}", real.display());
        is_refused(sandbox, path, &format!("`{shown}` is a link"), Some(&hint));
        assert!(fs::symlink_metadata(path).unwrap().is_symlink(), "it is still there");
        let mended = sandbox.sh(&hint).output().unwrap();
        assert!(mended.status.success() && path.exists() && !path.is_symlink(), "{}", told(&mended));
        assert!(real.exists(), "what it led to is still there");
        assert!(first_refusal(sandbox).is_none(), "nothing was lost");
    });
}

#[test]
fn a_file_with_another_name_is_refused() {
    each_path(|sandbox, path| {
        if path.is_file() {
            fs::hard_link(path, sandbox.home().join("other")).unwrap();
            let shown = path.display();
            let hint =
                format!("copy=$(mktemp {shown}.XXXXXX) && cp -p {shown} \"$copy\" && mv \"$copy\" {shown}");
            is_refused_and_mended(sandbox, path, &format!("`{shown}` has 2 hard links"), Some(&hint));
            assert!(first_refusal(sandbox).is_none(), "the hint mends it");
        }
    });
}

#[test]
fn what_belongs_to_another_user_is_refused() {
    each_path(|sandbox, path| {
        give_away(sandbox, path);
        let shown = path.display();
        let said = format!("`{shown}` belongs to another user (uid {NOBODY})");
        let sudo = if rustix::process::geteuid().is_root() { "" } else { "sudo " };
        is_refused_and_mended(sandbox, path, &said, Some(&format!("{sudo}chown \"$(id -u)\" {shown}")));
        assert!(first_refusal(sandbox).is_none(), "the hint mends it");
    });
}

/// The other way round: somebody else, in a home that is ours.
#[test]
fn the_home_of_another_user_is_refused() {
    let sandbox = kept();
    let us = rustix::process::geteuid().as_raw();
    for above in [".config", ".local", ".local/state"] {
        set_mode(&sandbox.home().join(above), 0o755);
    }
    set_mode(sandbox.home().parent().unwrap(), 0o755);
    set_mode(&sandbox.home(), 0o755);
    // Where cargo puts it, only its owner may be able to reach it.
    let program = sandbox.home().join("mcp-token");
    fs::copy(PROGRAM, &program).unwrap();
    let run = |home: &Path, args: &[&str]| {
        let mut command = as_root(&sandbox, "setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
        output_of(command.arg(&program).args(args).env("HOME", home))
    };
    let said = assert_one_sentence(&run(&sandbox.home(), &["get", PROFILE]), 7);
    assert_eq!(said, format!("error: `{}` belongs to another user (uid {us})\n", config(&sandbox).display()));

    // A home of theirs in which only the state is another's.
    let theirs = sandbox.note("theirs");
    fs::create_dir(&theirs).unwrap();
    set_mode(theirs.parent().unwrap(), 0o755);
    let state = theirs.join(".local/state/mcp-token");
    fs::create_dir_all(&state).unwrap();
    set_mode(&state, 0o700);
    give_away(&sandbox, &theirs);
    let args = ["profile", "set", "p", "--secret-from", "new", "--store", "file"];
    let said = assert_one_sentence(&run(&theirs, &args), 7);
    assert_eq!(said, format!("error: `{}` belongs to another user (uid {us})\n", state.display()));
}

fn give_away(sandbox: &Sandbox, path: &Path) {
    let given = output_of(as_root(sandbox, "chown").arg(format!("{NOBODY}:{NOBODY}")).arg(path));
    assert!(given.status.success(), "{}", told(&given));
}

/// A program with root's rights, as `tests/run.sh` gets them.
pub(crate) fn as_root(sandbox: &Sandbox, program: &str) -> Command {
    if rustix::process::geteuid().is_root() {
        return sandbox.command(program);
    }
    let mut command = sandbox.command("sudo");
    command.args(["--non-interactive", "--preserve-env=HOME,PATH", program]);
    command
}

#[test]
fn a_place_that_others_can_write_is_refused() {
    for above in ["", ".config", ".local", ".local/state"] {
        let sandbox = kept();
        let path = if above.is_empty() { sandbox.home() } else { sandbox.home().join(above) };
        set_mode(&path, 0o777);
        let said = format!("others can write to the directory `{}` (mode 0777)", path.display());
        let hint = format!("chmod go-w {}", path.display());
        is_refused_and_mended(&sandbox, &path, &said, Some(&hint));
        assert!(first_refusal(&sandbox).is_none(), "the hint mends it");
        // Where only owners rename, as in /tmp.
        set_mode(&path, 0o1777);
        assert!(first_refusal(&sandbox).is_none(), "sticky");
    }
}

/// A link above ours is a matter of taste, where it leads is not.
#[test]
fn a_link_above_counts_with_what_lies_above_its_target() {
    let sandbox = kept();
    let shared = sandbox.note("shared");
    let target = shared.join("state");
    fs::create_dir(&shared).unwrap();
    fs::rename(sandbox.home().join(".local/state"), &target).unwrap();
    symlink(&target, sandbox.home().join(".local/state")).unwrap();
    assert!(first_refusal(&sandbox).is_none(), "a link of ours to a place of ours");
    set_mode(&shared, 0o777);
    let shared = shared.canonicalize().unwrap();
    let said = format!("others can write to the directory `{}` (mode 0777)", shared.display());
    is_refused_and_mended(&sandbox, &shared, &said, Some(&format!("chmod go-w {}", shared.display())));
    assert!(first_refusal(&sandbox).is_none());
}

#[test]
fn a_home_in_a_work_tree_is_refused() {
    let sandbox = Sandbox::new();
    git_init(&sandbox, &sandbox.home());
    let args = profile_set("file", "new");
    for place in [state(&sandbox), config(&sandbox)] {
        let said = assert_one_sentence(&sandbox.mcp_token(args).output().unwrap(), 7);
        let hint = not_ignored(&place, &said);
        assert!(!place.exists(), "nothing was made");
        assert!(sandbox.sh(&hint).status().unwrap().success());
    }
    sandbox.answer(&args);
    sandbox.answer(&["get", PROFILE]);
    let mut status = sandbox.command("git");
    status.args(["status", "--porcelain", "--untracked-files=all"]).current_dir(sandbox.home());
    assert_eq!(output_of(&mut status).stdout, b"", "git would carry something away");
}

/// As when the home becomes a work tree after ours was made there: nothing more is put there, nothing is lost.
#[test]
fn a_work_tree_that_came_later_is_refused() {
    for args in COMMANDS {
        let sandbox = kept();
        if args.contains(&"--activate") {
            sandbox.answer(&["secret", "rotate", PROFILE]);
        }
        let kept = sandbox.answer(&["get", PROFILE]);
        git_init(&sandbox, &sandbox.home());
        if args[0] == "get" {
            assert_eq!(sandbox.answer(&["get", PROFILE]), kept, "what is kept is handed out");
            expire(&sandbox);
        }
        let before = contents(&sandbox);
        let output = sandbox.mcp_token(args).output().unwrap();
        if args[1] == "show" {
            assert!(output.status.success(), "{}", told(&output));
            continue;
        }
        let mut place = if args[0] == "profile" { config(&sandbox) } else { state(&sandbox) };
        let mut hint = not_ignored(&place, &assert_one_sentence(&output, 7));
        assert_eq!(without_locks(contents(&sandbox)), without_locks(before), "{args:?}");
        assert!(sandbox.sh(&hint).status().unwrap().success());
        if args[0] == "secret" {
            let output = sandbox.mcp_token(args).output().unwrap();
            place = config(&sandbox);
            hint = not_ignored(&place, &assert_one_sentence(&output, 7));
            assert!(sandbox.sh(&hint).status().unwrap().success());
        }
        let output = sandbox.mcp_token(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", told(&output));
    }
}

#[test]
fn mcp_token_home_in_a_work_tree_is_refused() {
    let sandbox = Sandbox::new();
    git_init(&sandbox, &sandbox.work());
    let place = sandbox.work().join("my keys");
    let run = || {
        let args = ["profile", "set", PROFILE, "--store", "file", "--secret-from", "new"];
        sandbox.mcp_token(args).env("MCP_TOKEN_HOME", &place).output().unwrap()
    };
    let said = assert_one_sentence(&run(), 7);
    let begin =
        format!("error: `{}` lies in a git work tree that does not ignore it\nhint: ", place.display());
    let hint = said.strip_prefix(&begin).unwrap_or_else(|| panic!("{said}")).to_owned();
    assert!(!place.exists());
    assert!(sandbox.sh(&hint).status().unwrap().success(), "{hint}");
    assert!(run().status.success(), "{hint} does not mend it: {}", told(&run()));
    // The locks stay where they are.
    assert!(state(&sandbox).join("locks").is_dir() && !place.join("locks").exists());
}

fn not_ignored(place: &Path, said: &str) -> String {
    let shown = place.display();
    let hint = format!("mkdir -p -m 700 {shown} && echo '*' > {shown}/.gitignore");
    assert_eq!(
        said,
        format!("error: `{shown}` lies in a git work tree that does not ignore it\nhint: {hint}\n")
    );
    hint
}

fn without_locks(contents: Vec<(PathBuf, Vec<u8>)>) -> Vec<(PathBuf, Vec<u8>)> {
    contents.into_iter().filter(|(path, _)| path.extension().is_none_or(|end| end != "lock")).collect()
}

fn git_init(sandbox: &Sandbox, folder: &Path) {
    let output = output_of(sandbox.command("git").args(["init", "--quiet"]).arg(folder));
    assert!(output.status.success(), "{}", stderr(&output));
}

const NOBODY: u32 = 65534;
