//! Errors about files and directories.

use std::path::{Path, PathBuf};

use mcp_token::file::FileError;

use super::{Exit, Failure, Hint};

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let (exit, code) = match &error {
            FileError::Io { .. } => (Exit::Error, "io"),
            FileError::GitMissing { .. } | FileError::GitFailed { .. } => (Exit::Error, "git"),
            FileError::ChangedMeanwhile { .. } => (Exit::Error, "changed_meanwhile"),
            FileError::Directory { .. }
            | FileError::NotRegular { .. }
            | FileError::TooLarge { .. }
            | FileError::AlreadyExists { .. } => (Exit::Usage, "file"),
            _ => (Exit::Unsafe, "unsafe_file"),
        };
        let hint = match &error {
            FileError::ReadableByOthers { path, .. } => Some(Hint::shell("chmod 600", path)),
            FileError::OpenToOthers { path, mode } if mode & STICKY == 0 => {
                Some(Hint::shell("chmod 700", path))
            }
            FileError::PlaceOfOthers { path, .. } => Some(Hint::shell("chmod go-w", path)),
            FileError::WritableByOthers { path, .. } => Some(Hint::shell("sudo chmod go-w", path)),
            FileError::NotIgnored { path } => Some(ignored(path)),
            // Set aside, and nothing of it touched: where it leads may be somebody else's choice.
            FileError::Link { path } => Some(Hint::shell_two("mv -n", path, &beside(path, "link"))),
            FileError::HardLinked { path, .. } => Some(one_name(path)),
            // A run as root left it where everything else is ours: nothing of root's is given away.
            FileError::ForeignOwner { path, owner: 0 } if lies_in_ours(path) => {
                Some(Hint::shell("sudo chown \"$(id -u)\"", path))
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

/// Gives a file a content of its own; its other names keep theirs.
fn one_name(path: &Path) -> Hint {
    let made = Hint::shell("mktemp", &beside(path, "XXXXXX"));
    let copied = Hint::shell("cp -p", path);
    Hint::command(&format!("copy=$({made}) && {copied} \"$copy\" && {}", Hint::shell("mv \"$copy\"", path)))
}

#[cfg(unix)]
fn lies_in_ours(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let us = rustix::process::geteuid().as_raw();
    path.parent().is_some_and(|parent| parent.metadata().is_ok_and(|parent| parent.uid() == us))
}

#[cfg(not(unix))]
fn lies_in_ours(_: &Path) -> bool {
    false
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

/// A directory with this bit is everybody's: it must not be closed for one program.
const STICKY: u32 = 0o1000;
