//! Errors about files and directories.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use mcp_token::file::FileError;

use super::{Code, Exit, Failure, Hint};

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (exit, code) = match &error {
            FileError::Io { .. } => (Exit::Error, Code::IO),
            FileError::GitMissing { .. } | FileError::GitFailed { .. } => (Exit::Error, Code::GIT),
            FileError::ChangedMeanwhile { .. } => (Exit::Error, Code::CHANGED_MEANWHILE),
            FileError::Directory { .. }
            | FileError::NotRegular { .. }
            | FileError::TooLarge { .. }
            | FileError::AlreadyExists { .. } => (Exit::Usage, Code::FILE),
            _ => (Exit::Unsafe, Code::UNSAFE_FILE),
        };
        let hint = match &error {
            FileError::Io { path, source, .. } => of_the_system(path, source),
            FileError::ReadableByOthers { path, .. } => Some(Hint::shell("chmod 600", path)),
            FileError::ReadOnly { path, .. } => Some(Hint::shell("chmod u+w", path)),
            FileError::OpenToOthers { path, mode } if mode & STICKY == 0 => {
                Some(Hint::shell("chmod 700", path))
            }
            FileError::PlaceOfOthers { path, .. } | FileError::WritableByOthers { path, .. } => {
                Some(taken_back(path))
            }
            FileError::NotIgnored { path } => Some(ignored(path)),
            // It leads to nothing, and so nothing is gone with it.
            FileError::Link { path, .. } if matches!(path.try_exists(), Ok(false)) => {
                Some(Hint::shell_two("mv -n", path, &beside(path, "link")))
            }
            // What it leads to is left alone: somebody else may have put the link there.
            FileError::LinkLeaves { path, .. } if path.is_symlink() => {
                Some(Hint::shell_two("mv -n", path, &beside(path, "link")))
            }
            FileError::Link { path, of_directory } => put_into_place(path, *of_directory),
            FileError::HardLinked { path, .. } => Some(one_name(path)),
            // Of what was named, no more than a run as root can have left: the rest may be somebody else's choice.
            FileError::ForeignOwner { path, owner: ROOT } | FileError::NotOurs { path, .. } => {
                made_ours(path)
            }
            _ => None,
        };
        let causes = match &error {
            FileError::Io { source, .. } => vec![source.to_string()],
            _ => Vec::new(),
        };
        Self { hint, causes, ..Self::new(exit, code, error) }
    }
}

impl Failure {
    /// Whether a file, or the place of one, cannot be used, whatever it holds.
    pub(crate) fn is_of_a_file(&self) -> bool {
        [Code::IO, Code::FILE, Code::UNSAFE_FILE].contains(&self.code)
    }
}

/// What the operating system refused: names the file system that is full, failing or read-only, and gives back to us the right to
/// what is ours.
#[cfg(unix)]
fn of_the_system(path: &Path, source: &io::Error) -> Option<Hint> {
    let is_failing = rustix::io::Errno::from_io_error(source) == Some(rustix::io::Errno::IO);
    match source.kind() {
        ErrorKind::PermissionDenied => given_back(path),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => named(path),
        _ if is_failing => named(path),
        _ => None,
    }
}

#[cfg(not(unix))]
fn of_the_system(_: &Path, _: &io::Error) -> Option<Hint> {
    None
}

#[cfg(unix)]
fn named(path: &Path) -> Option<Hint> {
    let place = std::path::absolute(path).ok()?;
    place.ancestors().find(|place| place.is_dir()).map(|place| Hint::shell("df -h", place))
}

/// A file needs its bits for reading and writing, the directory it lies in those for searching too, one above it these alone.
#[cfg(unix)]
fn given_back(path: &Path) -> Option<Hint> {
    use std::os::unix::fs::MetadataExt;

    let place = std::path::absolute(path).ok()?;
    let ways: Vec<_> = place.ancestors().collect();
    let lacks = |(above, place): &(usize, &&Path)| {
        let Ok(found) = place.metadata() else { return false };
        let needed = match above {
            0 if found.is_file() => 0o600,
            0 | 1 => 0o700,
            _ => 0o100,
        };
        found.uid() == rustix::process::geteuid().as_raw() && found.mode() & needed != needed
    };
    // From the root on: what lies behind a closed directory cannot be asked for its mode.
    let (above, place) = ways.iter().enumerate().rev().find(lacks)?;
    Some(match above {
        0 if place.is_file() => Hint::shell("chmod u+rw", path),
        _ => Hint::shell("chmod u+rwx", place),
    })
}

/// Puts a copy of what a link leads to into the place of the link, where that is ours: with the link set aside, all that it holds
/// would be gone; what it leads to may belong where it is. None where it leads to what is another's, or to what has no place
/// there: that may be somebody's choice.
fn put_into_place(link: &Path, of_directory: bool) -> Option<Hint> {
    let (target, copy) = (link.canonicalize().ok()?, beside(link, "copy"));
    let is_file_of_ours = || {
        let end = link.extension().and_then(OsStr::to_str);
        target.is_file() && end.is_some_and(|end| ENDS_OF_OURS.contains(&end))
    };
    let has_its_place = if of_directory { target.is_dir() } else { is_file_of_ours() };
    let holds_the_link = link.parent()?.canonicalize().ok()?.starts_with(&target);
    let is_free = copy.symlink_metadata().is_err();
    if !has_its_place || holds_the_link || !is_free || owner(&target) != Whose::Ours {
        return None;
    }
    let copied = Hint::shell_two("cp -Rp", &target, &copy);
    let (removed, moved) = (Hint::shell("rm", link), Hint::shell_two("mv", &copy, link));
    Some(Hint::command(&format!("{copied} && {removed} && {moved}")))
}

/// Gives a file a content of its own; its other names keep theirs.
fn one_name(path: &Path) -> Hint {
    let made = Hint::shell("mktemp", &beside(path, "XXXXXX"));
    let copied = Hint::shell("cp -p", path);
    Hint::command(&format!("copy=$({made}) && {copied} \"$copy\" && {}", Hint::shell("mv \"$copy\"", path)))
}

/// Takes from group and others the right to write to what is ours or root's.
pub(crate) fn taken_back(path: &Path) -> Hint {
    Hint::shell(if owner(path) == Whose::Roots { "sudo chmod go-w" } else { "chmod go-w" }, path)
}

/// Takes from group and others the right to read a file that we go on reading; none where its owner can change its mode and we
/// cannot.
pub(crate) fn made_private(path: &Path) -> Option<Hint> {
    let private = Hint::shell("chmod 600", path);
    match owner(path) {
        Whose::Ours => Some(private),
        Whose::Roots => made_ours(path).map(|ours| Hint::command(&format!("{ours} && {private}"))),
        Whose::Others => None,
    }
}

/// Makes what belongs to another user ours, where what it lies in is ours, and only we or root can have put it there.
#[cfg(unix)]
pub(crate) fn made_ours(path: &Path) -> Option<Hint> {
    use std::os::unix::fs::MetadataExt;

    let us = rustix::process::geteuid();
    let parent = path.canonicalize().ok()?.parent()?.metadata().ok()?;
    let is_put_by_us = parent.mode() & 0o022 == 0 || owner(path) == Whose::Roots;
    let chown = if us.is_root() { "chown" } else { "sudo chown" };
    (parent.uid() == us.as_raw() && is_put_by_us).then(|| Hint::shell(&format!("{chown} \"$(id -u)\""), path))
}

#[cfg(not(unix))]
pub(crate) fn made_ours(_: &Path) -> Option<Hint> {
    None
}

/// Whom a file belongs to.
#[cfg_attr(not(unix), allow(dead_code, reason = "only Unix is asked whose a file is"))]
#[derive(PartialEq)]
enum Whose {
    Ours,
    Roots,
    Others,
}

#[cfg(unix)]
fn owner(path: &Path) -> Whose {
    use std::os::unix::fs::MetadataExt;

    match path.metadata().map(|found| found.uid()) {
        Ok(uid) if uid == rustix::process::geteuid().as_raw() => Whose::Ours,
        Ok(ROOT) => Whose::Roots,
        _ => Whose::Others,
    }
}

#[cfg(not(unix))]
fn owner(_: &Path) -> Whose {
    Whose::Ours
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{end}"));
    name.into()
}

/// Has git ignore all that a directory of ours holds, be it there already or not.
fn ignored(directory: &Path) -> Hint {
    let made = Hint::shell("mkdir -p -m 700", directory);
    Hint::command(&format!("{made} && {}", Hint::shell("echo '*' >", &directory.join(".gitignore"))))
}

/// How the names of our files end.
const ENDS_OF_OURS: [&str; 7] = ["toml", "key", "json", "age", "lock", "before", "removed"];
const ROOT: u32 = 0;
/// A directory with this bit is everybody's: it must not be closed for one program.
const STICKY: u32 = 0o1000;
