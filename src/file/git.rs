//! Whether git would carry a file away.
//!
//! The real git is asked; its rules are not rebuilt here. What a checkout's own configuration says can make git refuse
//! to answer, but runs nothing and does not turn the answer. A bare repository whose work tree is elsewhere
//! (`--git-dir=~/.dotfiles --work-tree=~`) leaves no `.git` above the file and is not found.
//!
//! Sources: git(1) "Environment Variables", git-ls-files(1), git-check-ignore(1), git-config(1) `core.fsmonitor`,
//! `core.worktree`, `safe.directory`; gitrepository-layout(5), gitglossary(7) "pathspec".

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use zeroize::Zeroizing;

use super::os::path_of;
use super::{FileError, cannot, directory};
use crate::child::{self, ChildError, Output};

/// What git makes of a file that exists or is about to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracking {
    /// No directory above the file holds a `.git`.
    NoRepository,
    /// Not in the index, and covered by an ignore rule of the repository or the system. The user's own ignore file is
    /// not read.
    Ignored,
    /// Not in the index, but `git add .` would take it.
    NotIgnored,
    /// In the index, whatever the ignore rules say.
    Tracked,
}

/// Asks git about the file that a write to `path` would reach.
///
/// - `path`: may not exist yet; links in it are followed first, and what they lead to is asked about.
/// - `git`: the absolute path of the program. Without one, a `.git` above the file is
///   [`GitMissing`](FileError::GitMissing).
///
/// The nearest `.git` above the file says whether it is ignored, be it a directory or the file of a submodule or linked work
/// tree; a repository further up may track it all the same, and is asked. A work tree of another user, or a broken one, is
/// [`GitFailed`](FileError::GitFailed): the `safe.directory` of the user's own configuration is not read, that of the system is.
pub fn tracking(path: &Path, git: Option<&Path>) -> Result<Tracking, FileError> {
    tracking_in_time(path, git, PATIENCE)
}

/// - `time`: for each of the questions that git is asked.
pub(super) fn tracking_in_time(
    path: &Path,
    git: Option<&Path>,
    time: Duration,
) -> Result<Tracking, FileError> {
    let resolved = resolve(path)?;
    let mut answer = Tracking::NoRepository;
    let mut next = work_tree(directory(&resolved))?;
    while let Some(work_tree) = next {
        let question = Question::new(git, path, &work_tree, time)?;
        // check-ignore refuses `--literal-pathspecs` and matches no patterns, but would read a leading `:` as magic.
        let name = Path::new(".").join(resolved.strip_prefix(&work_tree).unwrap_or(&resolved));
        if question.ask(&["--literal-pathspecs", "ls-files", "--error-unmatch"], &name)? {
            return Ok(Tracking::Tracked);
        }
        if answer == Tracking::NoRepository {
            let is_ignored = question.ask(&["check-ignore", "--no-index", "--quiet"], &name)?;
            answer = if is_ignored { Tracking::Ignored } else { Tracking::NotIgnored };
        }
        next = work_tree.parent().map(self::work_tree).transpose()?.flatten();
    }
    Ok(answer)
}

/// The files of a directory and of those below it that are in an index, or that `git add .` would take; none outside of work trees.
/// What is not among them, and no link, git carries nowhere; unless a work tree has failed, which is told beside what the inner ones
/// have said.
///
/// - `names`: of files, `*` in one is any text.
/// - `git`: as in [`tracking`]. It is asked once for each work tree, however many files there are.
pub fn carried(
    folder: &Path,
    names: &[&str],
    git: Option<&Path>,
) -> (BTreeMap<PathBuf, Tracking>, Option<FileError>) {
    let mut carried = BTreeMap::new();
    let failed = list_each(folder, names, git, &mut carried).err();
    (carried, failed)
}

fn list_each(
    folder: &Path,
    names: &[&str],
    git: Option<&Path>,
    carried: &mut BTreeMap<PathBuf, Tracking>,
) -> Result<(), FileError> {
    let folder = folder.canonicalize().map_err(cannot("resolve", folder))?;
    let nearest = work_tree(&folder)?;
    let mut next = nearest.clone();
    while let Some(work_tree) = next {
        let question = Question::new(git, &folder, &work_tree, PATIENCE)?;
        let others: &[&str] =
            if nearest.as_ref() == Some(&work_tree) { &["--others", "--exclude-standard"] } else { &[] };
        let listed = question.list(others, &folder, names)?;
        for (tag, name) in listed.split(|byte| *byte == 0).filter_map(|entry| entry.split_at_checked(2)) {
            let answer = if tag == OTHER { Tracking::NotIgnored } else { Tracking::Tracked };
            carried.insert(work_tree.join(path_of(name)), answer);
        }
        next = work_tree.parent().map(self::work_tree).transpose()?.flatten();
    }
    Ok(())
}

/// Whether there is anything to ask git about a write to `path`: a directory above it holds a `.git`.
pub fn is_in_work_tree(path: &Path) -> Result<bool, FileError> {
    Ok(work_tree(directory(&resolve(path)?))?.is_some())
}

/// The nearest directory from `directory` upwards that holds a `.git` of any kind. `directory` is without links.
pub(crate) fn work_tree(directory: &Path) -> Result<Option<PathBuf>, FileError> {
    for candidate in directory.ancestors() {
        let dot_git = candidate.join(".git");
        match fs::symlink_metadata(&dot_git) {
            Ok(_) => return Ok(Some(candidate.to_owned())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(cannot("read", &dot_git)(error)),
        }
    }
    Ok(None)
}

/// Absolute and without links, also when the file or some directories above it do not exist.
fn resolve(path: &Path) -> Result<PathBuf, FileError> {
    match path.canonicalize() {
        Ok(resolved) => Ok(resolved),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            match (fs::symlink_metadata(path), path.file_name()) {
                (Ok(found), _) if found.is_symlink() => {
                    Err(FileError::DanglingLink { path: path.to_owned() })
                }
                // Another run has made it since.
                (Ok(_), _) => resolve(path),
                (Err(_), Some(name)) => Ok(resolve(directory(path))?.join(name)),
                (Err(_), None) => Err(cannot("resolve", path)(error)),
            }
        }
        Err(error) => Err(cannot("resolve", path)(error)),
    }
}

/// A path within a pattern that stands for itself.
fn literally(path: &Path) -> PathBuf {
    let escaped = path.iter().map(|part| {
        let bytes = part.as_encoded_bytes().iter();
        path_of(
            &bytes
                .flat_map(|byte| b"*?[\\".contains(byte).then_some(&b'\\').into_iter().chain([byte]))
                .copied()
                .collect::<Vec<_>>(),
        )
    });
    escaped.collect()
}

struct Question<'a> {
    git: &'a Path,
    /// As it was named, for messages.
    path: &'a Path,
    work_tree: &'a Path,
    time: Duration,
}

impl<'a> Question<'a> {
    fn new(
        git: Option<&'a Path>,
        path: &'a Path,
        work_tree: &'a Path,
        time: Duration,
    ) -> Result<Self, FileError> {
        let git = git.filter(|git| git.is_absolute());
        let git = git.ok_or_else(|| FileError::GitMissing { work_tree: work_tree.to_owned() })?;
        Ok(Self { git, path, work_tree, time })
    }

    /// Exit code 0 is yes, 1 is no (git-ls-files(1), git-check-ignore(1)), anything else no answer.
    ///
    /// - `name`: from the work tree.
    fn ask(&self, command: &[&str], name: &Path) -> Result<bool, FileError> {
        let mut git = self.command()?;
        git.args(command).arg("--").arg(name).stdout(Stdio::null());
        let ended = self.run(git)?;
        match ended.status.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => Err(self.failed(&String::from_utf8_lossy(&ended.stderr))),
        }
    }

    /// The files of its index below a directory, each behind a letter and a blank, with NUL behind it; what else `others` says, too.
    fn list(&self, others: &[&str], folder: &Path, names: &[&str]) -> Result<Zeroizing<Vec<u8>>, FileError> {
        let mut git = self.command()?;
        git.args(["ls-files", "-t", "-z", "--cached"]).args(others).arg("--");
        let inner = literally(folder.strip_prefix(self.work_tree).unwrap_or(folder));
        git.args(names.iter().map(|name| {
            let mut pattern = OsString::from(":(glob)");
            pattern.push(inner.join("**").join(name));
            pattern
        }));
        git.stdout(Stdio::piped());
        let ended = self.run(git)?;
        if ended.status.success() {
            Ok(ended.stdout)
        } else {
            Err(self.failed(&String::from_utf8_lossy(&ended.stderr)))
        }
    }

    fn run(&self, mut git: Command) -> Result<Output, FileError> {
        git.stderr(Stdio::piped());
        // A hostile configuration can name a pipe that nobody writes to.
        child::output_in_time(git, self.time).map_err(|error| match error {
            ChildError::NotStarted(error) | ChildError::NotAwaited(error) => cannot("run", self.git)(error),
            late_or_too_long => self.failed(&format!("it {late_or_too_long}")),
        })
    }

    fn command(&self) -> Result<Command, FileError> {
        let mut command = Command::new(self.git);
        command.env_clear().env("PATH", "/usr/bin:/bin").envs(ENVIRONMENT);
        // In the face of `core.worktree` and `core.bare`.
        command.env("GIT_WORK_TREE", self.work_tree);
        // An invalid `.git` must not make git look for another one further up, with this work tree.
        if let Some(parent) = self.work_tree.parent() {
            command.env("GIT_CEILING_DIRECTORIES", self.ceiling(parent.as_os_str())?);
        }
        command.args(OPTIONS).current_dir(self.work_tree);
        Ok(command)
    }

    /// The variable is a list and knows no escape.
    fn ceiling(&self, parent: &OsStr) -> Result<OsString, FileError> {
        std::env::join_paths([parent])
            .map_err(|_| self.failed("a directory above the work tree has a `:` in its name"))
    }

    fn failed(&self, said: &str) -> FileError {
        let said = said.lines().next().unwrap_or("it wrote no reason").to_owned();
        FileError::GitFailed { path: self.path.to_owned(), said }
    }
}

/// What `ls-files -t` says of a file that is not in the index.
const OTHER: &[u8] = b"? ";
/// How long git may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything else that the caller's environment holds, `GIT_DIR` and `GIT_CONFIG_COUNT` included, is dropped.
const ENVIRONMENT: [(&str, &str); 6] = [
    ("LC_ALL", "C"),
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
];

/// What a configuration can name that runs. Options given here win over every file.
const OPTIONS: [&str; 10] = [
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.pager=cat",
    "-c",
    "submodule.recurse=false",
];
