//! `mcp-token secret new --env-file` in a work tree of git.

use std::os::unix::fs::symlink;

use crate::sandbox::{Sandbox, hint, stderr};
use crate::secret_new::write;

#[test]
fn a_file_that_git_tracks_is_refused_until_the_hint_is_followed() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file(".env", "A=1\n");
    sandbox.file(".gitignore", ".env\n");
    sandbox.git(["add", "-f", ".env", ".gitignore"]);
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(7).stdout("").stderr(
            "error: git tracks .env: a secret in it would be published\nhint: git rm --cached -- .env\n",
        );
    assert_eq!(sandbox.read(".env"), "A=1\n");
    sandbox.shell(&hint(&assert)).assert().code(0).stderr("");
    let (_, file) = write(&sandbox, &[]);
    assert_eq!(file, "A=1\nJWT_SECRET=NEW\n");
}

#[test]
fn the_hint_works_outside_of_the_work_tree() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "app"]);
    sandbox.file("app/.env", "A=1\n");
    sandbox.git(["-C", "app", "add", ".env"]);
    let new = || sandbox.mcp_token(["secret", "new", "--env-file", "app/.env"]).assert().stdout("");
    let assert = new().code(7);
    assert_eq!(hint(&assert), "git -C app rm --cached -- .env");
    sandbox.shell(&hint(&assert)).assert().code(0);
    new().code(0);
}

#[test]
fn of_a_link_git_is_asked_about_what_it_leads_to() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file(".gitignore", ".env\n");
    sandbox.file("real.env", "A=1\n");
    symlink("real.env", sandbox.path(".env")).unwrap();
    let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    let real = sandbox.path("real.env").canonicalize().unwrap();
    let warning = format!("warning: git does not ignore {}: add it to .gitignore\n", real.display());
    assert!(stderr(&assert).starts_with(&warning), "{}", stderr(&assert));
}

#[test]
fn a_file_that_git_does_not_ignore_is_written_with_a_warning() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    let text = stderr(&assert);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("warning: git does not ignore .env: add it to .gitignore"));
    assert!(
        lines.next().is_some_and(|line| line.starts_with("wrote `JWT_SECRET` to .env: 256 bits, ")),
        "{text}"
    );
    assert_eq!(lines.next(), None);
}

#[test]
fn a_file_that_git_ignores_is_written_without_a_word_more() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file(".gitignore", ".env\n");
    write(&sandbox, &[]);
}

#[test]
fn a_link_that_leaves_the_work_tree_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "repository"]);
    sandbox.file("outside", "A=1\n");
    symlink("../outside", sandbox.path("repository/.env")).unwrap();
    let new = || sandbox.mcp_token(["secret", "new", "--env-file", "repository/.env"]).assert().stdout("");
    let (repository, outside) = (sandbox.path("repository"), sandbox.path("outside"));
    let expected = format!(
        "error: `repository/.env` leads out of `{}`, to `{}`\nhint: mv -n repository/.env repository/.env.link\n",
        repository.canonicalize().unwrap().display(),
        outside.canonicalize().unwrap().display()
    );
    assert_eq!(stderr(&new().code(7)), expected);
    sandbox.shell("mv -n repository/.env repository/.env.link").assert().code(0);
    new().code(0);
    assert_eq!(sandbox.read("outside"), "A=1\n");
}

#[test]
fn without_git_a_work_tree_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    let assert = sandbox
        .mcp_token(["secret", "new", "--env-file", ".env"])
        .env("PATH", "/nonexistent")
        .assert()
        .code(1)
        .stdout("");
    let text = stderr(&assert);
    assert!(text.ends_with("` is a git work tree and there is no `git` program to ask about it\n"), "{text}");
    assert_eq!(sandbox.names(), [".git"]);
}

#[test]
fn a_git_of_the_working_directory_is_not_run() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file_with_mode("git", "#!/bin/sh\ntouch ran\nexit 1\n", 0o700);
    let path = format!(".:{}", sandbox.path(".").display());
    sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).env("PATH", path).assert().code(1).stdout("");
    assert_eq!(sandbox.names(), [".git", "git"]);
}

#[test]
fn the_configuration_of_a_hostile_checkout_runs_nothing() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file_with_mode("hook", "#!/bin/sh\ntouch ran\n", 0o700);
    let hook = sandbox.path("hook");
    let hook = hook.to_str().unwrap();
    for key in ["core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "alias.ls-files"] {
        sandbox.git(["config", key, hook]);
    }
    sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    assert_eq!(sandbox.names(), [".env", ".git", "hook"]);
}

#[test]
fn a_directory_link_does_not_lead_a_secret_out_of_its_work_tree() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "project"]);
    symlink("..", sandbox.path("project/up")).unwrap();
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", "project/up/.env"]).assert().code(7).stdout("");
    // No line: the link may be meant, and is not at the end of the path.
    let said = stderr(&assert);
    assert!(
        said.starts_with("error: `project/up/.env` leads out of `") && said.lines().count() == 1,
        "{said}"
    );
    assert!(!sandbox.path(".env").exists());
}

#[test]
fn a_repository_around_another_is_asked_too() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "outer"]);
    std::fs::create_dir(sandbox.path("outer/inner")).unwrap();
    sandbox.file("outer/inner/.env", "A=1\n");
    sandbox.git(["-C", "outer", "add", "inner/.env"]);
    sandbox.git(["-C", "outer/inner", "init", "-q"]);
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", "outer/inner/.env"]).assert().code(7).stdout("");
    assert!(stderr(&assert).starts_with("error: git tracks outer/inner/.env"), "{}", stderr(&assert));
    assert_eq!(sandbox.read("outer/inner/.env"), "A=1\n");
}

#[test]
fn no_git_of_the_current_directory_is_run_by_whatever_path_it_is_found() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file_with_mode("git", "#!/bin/sh\ntouch marked\nexit 1\n", 0o755);
    let script = "PATH=/proc/self/cwd:$PATH mcp-token secret new --env-file .env";
    sandbox.shell(script).assert().code(0).stdout("");
    assert!(!sandbox.path("marked").exists());
}
