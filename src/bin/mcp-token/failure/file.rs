//! Errors about files and directories.

use std::path::Path;

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
            FileError::NotIgnored { path } => Some(ignored(path)),
            _ => None,
        };
        let causes = match &error {
            FileError::Io { source, .. } => vec![source.to_string()],
            _ => Vec::new(),
        };
        Self { hint, causes, ..Self::new(exit, code, error) }
    }
}

/// Has git ignore all that a directory of ours holds, be it there already or not.
fn ignored(directory: &Path) -> Hint {
    let made = Hint::shell("mkdir -p -m 700", directory);
    Hint::command(&format!("{made} && {}", Hint::shell("echo '*' >", &directory.join(".gitignore"))))
}

/// A directory with this bit is everybody's: it must not be closed for one program.
const STICKY: u32 = 0o1000;
