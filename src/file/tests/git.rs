//! Against the real git, in real repositories.

use std::process::Command;
use std::time::Duration;

use super::*;
use crate::file::carried;
use crate::file::git::tracking_in_time;

fn git_program() -> PathBuf {
    let found = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"].into_iter().map(Path::new);
    found.into_iter().find(|path| path.exists()).expect("git is installed").to_owned()
}

fn run(directory: &Path, arguments: &[&str]) {
    let output = Command::new(git_program())
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .args(["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "protocol.file.allow=always"])
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn ask(path: &Path) -> Tracking {
    tracking(path, Some(&git_program())).unwrap()
}

/// `tracked` is in the index, `*.ignored` and `dir/` are ignored, `both.ignored` is tracked all the same.
fn repository(place: &Place, name: &str) -> PathBuf {
    let path = place.directory(name);
    run(&path, &["init", "--quiet"]);
    place.file(&format!("{name}/tracked"), "");
    place.file(&format!("{name}/both.ignored"), "");
    place.file(&format!("{name}/.gitignore"), "*.ignored\n!not.ignored\ndir/\n");
    run(&path, &["add", "--force", "."]);
    run(&path, &["commit", "--quiet", "--message", "x"]);
    path
}

fn assert_answers(repository: &Path) {
    assert_eq!(ask(&repository.join("tracked")), Tracking::Tracked);
    assert_eq!(ask(&repository.join("both.ignored")), Tracking::Tracked);
    assert_eq!(ask(&repository.join("absent.ignored")), Tracking::Ignored);
    assert_eq!(ask(&repository.join("not.ignored")), Tracking::NotIgnored);
    assert_eq!(ask(&repository.join("absent")), Tracking::NotIgnored);
    assert_eq!(ask(&repository.join("dir/deep/absent")), Tracking::Ignored);
    assert_eq!(ask(&repository.join("other/deep/absent")), Tracking::NotIgnored);
}

#[test]
fn needs_no_git_outside_of_repositories() {
    let place = Place::new();
    assert_eq!(tracking(&place.join("f"), None).unwrap(), Tracking::NoRepository);
    assert_eq!(tracking(&place.join("absent/f"), None).unwrap(), Tracking::NoRepository);
}

#[test]
fn needs_git_in_a_repository_and_by_an_absolute_path() {
    let place = Place::new();
    let path = repository(&place, "r");
    for git in [None, Some(Path::new("git"))] {
        let error = tracking(&path.join("f"), git).unwrap_err();
        assert!(matches!(error, FileError::GitMissing { work_tree } if work_tree == path));
    }
    let error = tracking(&path.join("f"), Some(&place.join("no-git"))).unwrap_err();
    assert!(matches!(error, FileError::Io { action: "run", .. }));
}

#[test]
fn tells_tracked_from_ignored_from_neither() {
    let place = Place::new();
    assert_answers(&repository(&place, "r"));
}

#[test]
fn answers_in_linked_work_trees_and_submodules() {
    let place = Place::new();
    let path = repository(&place, "r");
    run(&path, &["worktree", "add", "--quiet", "../linked"]);
    let outer = place.directory("outer");
    run(&outer, &["init", "--quiet"]);
    run(&outer, &["submodule", "--quiet", "add", "../r", "module"]);
    for dot_git_is_a_file in [place.join("linked"), outer.join("module")] {
        assert!(dot_git_is_a_file.join(".git").is_file());
        assert_answers(&dot_git_is_a_file);
    }
}

#[cfg(unix)]
#[test]
fn asks_about_the_file_that_links_lead_to() {
    let place = Place::new();
    let path = repository(&place, "r");
    symlink(&path, place.join("link")).unwrap();
    assert_answers(&place.join("link"));
    symlink(path.join("tracked"), place.join("file")).unwrap();
    assert_eq!(ask(&place.join("file")), Tracking::Tracked);
    symlink(path.join("absent"), place.join("dangling")).unwrap();
    let dangling = tracking(&place.join("dangling"), Some(&git_program()));
    assert!(matches!(dangling, Err(FileError::DanglingLink { .. })));
    let outside = place.file("outside", "");
    symlink(&outside, path.join("out")).unwrap();
    assert_eq!(ask(&path.join("out")), Tracking::NoRepository);
}

#[test]
fn takes_names_literally() {
    let place = Place::new();
    let path = repository(&place, "r");
    for name in ["*racked", "trac[k]ed", ":(icase)TRACKED", ":/tracked", "-tracked", "--help"] {
        assert_eq!(ask(&path.join(name)), Tracking::NotIgnored, "{name}");
    }
    for name in [":(icase)a.ignored", "-a.ignored", "*.ignored", ":!.ignored"] {
        assert_eq!(ask(&path.join(name)), Tracking::Ignored, "{name}");
    }
}

/// In a folder whose name is a pattern, below an index that has taken a file of it before it was a repository.
#[test]
fn tells_of_all_files_at_once_what_it_tells_of_each() {
    let place = Place::new();
    let outer = place.directory("outer");
    run(&outer, &["init", "--quiet"]);
    let folder = place.directory("outer/[in]*ner\\");
    for name in ["a/.env", "a/.env.tracked", "b/.env", "b/.env.ignored", "b/env", "i/.env", ".env"] {
        place.directory(&format!("outer/[in]*ner\\/{}", directory(Path::new(name)).display()));
        place.file(&format!("outer/[in]*ner\\/{name}"), "");
    }
    place.directory("outer/in/c");
    place.file("outer/in/c/.env", "");
    run(&outer, &["--literal-pathspecs", "add", "in", "[in]*ner\\/b/.env"]);
    run(&folder, &["init", "--quiet"]);
    place.file("outer/[in]*ner\\/.gitignore", "*.ignored\ni/\n");
    run(&folder, &["add", "--force", "a/.env.tracked", "i/.env"]);
    let names = [".env", ".env.*"];
    let (found, failed) = carried(&folder, &names, Some(&git_program()));
    assert!(failed.is_none(), "{failed:?}");
    assert_eq!(found.len(), 5, "{found:?}");
    for (name, answer) in [
        (".env", Tracking::NotIgnored),
        ("a/.env", Tracking::NotIgnored),
        ("a/.env.tracked", Tracking::Tracked),
        ("b/.env", Tracking::Tracked),
        ("i/.env", Tracking::Tracked),
    ] {
        let path = folder.join(name);
        assert_eq!((ask(&path), found.get(&path)), (answer, Some(&answer)), "{name}");
    }
    assert_eq!(ask(&folder.join("b/.env.ignored")), Tracking::Ignored);
    let (of_outer, _) = carried(&outer, &names, Some(&git_program()));
    for tracked in [folder.join("b/.env"), outer.join("in/c/.env")] {
        assert_eq!(of_outer.get(&tracked), Some(&Tracking::Tracked), "{tracked:?}");
    }
    assert!(matches!(carried(&place.path, &names, None), (none, None) if none.is_empty()));
    assert!(matches!(carried(&folder, &names, None), (_, Some(FileError::GitMissing { .. }))));
    // What the inner one has said stays where the outer one is broken.
    std::fs::remove_dir_all(outer.join(".git")).unwrap();
    place.file("outer/.git", "gitdir: /nowhere\n");
    let (found, failed) = carried(&folder, &names, Some(&git_program()));
    assert!(matches!(failed, Some(FileError::GitFailed { .. })), "{failed:?}");
    assert_eq!(found.get(&folder.join("a/.env.tracked")), Some(&Tracking::Tracked));
}

#[cfg(unix)]
#[test]
fn runs_nothing_that_a_hostile_configuration_names() {
    let place = Place::new();
    let path = repository(&place, "r");
    let marker = place.join("marker");
    let program = place.file_of_mode("program", &format!("#!/bin/sh\necho >'{}'\n", marker.display()), 0o755);
    let program = program.to_str().unwrap();
    let elsewhere = place.directory("elsewhere");
    for hook in ["post-index-change", "fsmonitor-watchman", "query-watchman"] {
        std::fs::copy(program, path.join(".git/hooks").join(hook)).unwrap();
    }
    let included = place.file(
        "included",
        &format!(
            "[core]\nhooksPath = {0}\npager = {program}\n[pager]\nls-files = true\n",
            path.join(".git/hooks").display()
        ),
    );
    for (key, value) in [
        ("core.fsmonitor", program),
        ("include.path", included.to_str().unwrap()),
        ("core.sshCommand", program),
        ("core.gitProxy", program),
        ("core.askPass", program),
        ("core.editor", program),
        ("core.alternateRefsCommand", program),
        ("filter.evil.process", program),
        ("filter.evil.clean", program),
        ("alias.ls-files", &format!("!{program}")),
        ("alias.check-ignore", &format!("!{program}")),
        ("trace2.eventTarget", marker.to_str().unwrap()),
        ("core.worktree", elsewhere.to_str().unwrap()),
    ] {
        run(&path, &["config", key, value]);
    }
    place.file("r/.git/info/attributes", "* filter=evil\n");
    assert_answers(&path);
    assert!(!marker.exists());

    // That the trap is a working one: git without our options walks into it.
    let output =
        Command::new(git_program()).args(["--work-tree=.", "status"]).current_dir(&path).output().unwrap();
    assert!(marker.exists(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn is_not_turned_by_a_configuration_that_denies_the_work_tree() {
    let place = Place::new();
    for (key, value) in [("core.bare", "true"), ("core.worktree", place.path.to_str().unwrap())] {
        let path = repository(&place, key);
        run(&path, &["config", key, value]);
        assert_answers(&path);
    }
}

/// The environment belongs to the whole process, so this test runs again in a child of its own.
#[test]
#[expect(clippy::disallowed_methods, reason = "tells the child from the parent")]
fn is_not_turned_by_the_environment() {
    const CHILD: &str = "MCP_TOKEN_TEST_ASKS";
    if let Some(path) = std::env::var_os(CHILD) {
        return assert_answers(Path::new(&path));
    }
    let place = Place::new();
    let path = repository(&place, "r");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "file::tests::git::is_not_turned_by_the_environment"])
        .env(CHILD, &path)
        .env("GIT_DIR", place.join("nowhere"))
        .env("GIT_INDEX_FILE", place.join("empty"))
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "core.excludesFile")
        .env("GIT_CONFIG_VALUE_0", place.file("everything", "*\n"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn gives_no_answer_for_a_broken_repository_rather_than_that_of_one_above() {
    let place = Place::new();
    let path = repository(&place, "r");
    place.directory("r/inner/.git");
    let error = tracking(&path.join("inner/f"), Some(&git_program())).unwrap_err();
    assert!(matches!(error, FileError::GitFailed { said, .. } if said.contains("not a git repository")));
    place.file("r/.git/config", "[broken");
    assert!(matches!(tracking(&path.join("f"), Some(&git_program())), Err(FileError::GitFailed { .. })));
}

/// For root a work tree given away, for others one that a `.git` file pretends lies with root.
#[cfg(unix)]
#[test]
fn says_so_when_git_refuses_the_work_tree_of_another_user() {
    let place = Place::new();
    let path = repository(&place, "r");
    if is_root() {
        for path in [path.clone(), path.join(".git")] {
            std::os::unix::fs::chown(path, Some(12_345), None).unwrap();
        }
        let error = tracking(&path.join("tracked"), Some(&git_program())).unwrap_err();
        assert!(error.to_string().contains("dubious ownership"), "{error}");
    } else {
        place.directory("other");
        place.file("other/.git", "gitdir: /etc");
        let error = tracking(&place.join("other/f"), Some(&git_program())).unwrap_err();
        assert!(matches!(error, FileError::GitFailed { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn gives_no_answer_where_it_cannot_keep_git_from_looking_further_up() {
    let place = Place::new();
    place.directory("a:b");
    let path = repository(&place, "a:b/r");
    let error = tracking(&path.join("f"), Some(&git_program())).unwrap_err();
    assert!(matches!(error, FileError::GitFailed { said, .. } if said.contains("`:`")));
}

#[cfg(unix)]
#[test]
fn a_git_that_is_stopped_gives_no_answer() {
    let place = Place::new();
    let path = repository(&place, "r");
    let stopped = place.file_of_mode("git", "#!/bin/sh\nkill -STOP $$\n", 0o755);
    let error = tracking_in_time(&path.join("tracked"), Some(&stopped), Duration::ZERO).unwrap_err();
    assert!(error.to_string().ends_with("it gave no answer within 0 s"), "{error}");
}
