//! Systems without owners and modes in the Unix manner. Compiled for Windows in principle; never run there.
//!
//! Who may read a file is left to the directory that it lies in: access lists are not read, set or judged.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::FileError;

/// A path as another program has printed it.
pub(super) fn path_of(printed: &[u8]) -> PathBuf {
    String::from_utf8_lossy(printed).into_owned().into()
}

/// What the system says of that is not known here.
pub(super) fn is_loop(_: &io::Error) -> bool {
    false
}

/// Nothing is asked about the user.
pub(super) struct Us;

impl Us {
    #[expect(clippy::unnecessary_wraps, reason = "the form of the Unix side")]
    pub(super) fn now() -> io::Result<Self> {
        Ok(Self)
    }
}

/// All that can be told without access lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributes {
    is_read_only: bool,
}

impl Attributes {
    /// Nothing is known of modes here.
    #[allow(clippy::unused_self, reason = "where there are modes they are asked")]
    pub(super) fn mode_for_others(&self) -> Option<u32> {
        None
    }

    #[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "the form of the Unix side")]
    pub(super) fn judge_writers(&self, _: &Path) -> Result<(), FileError> {
        Ok(())
    }

    pub(super) fn of(file: &File) -> io::Result<Self> {
        Ok(Self { is_read_only: file.metadata()?.permissions().readonly() })
    }

    pub(super) fn judge_replaceable(
        &self,
        _must_be_ours: bool,
        _us: &Us,
        path: &Path,
    ) -> Result<(), FileError> {
        if self.is_read_only {
            return Err(FileError::ReadOnly { path: path.to_owned(), mode: 0o444 });
        }
        Ok(())
    }

    pub(super) fn give_to(&self, file: &File) -> io::Result<bool> {
        Ok(Self::of(file)? == *self)
    }
}

/// A pipe has no path here.
pub(super) fn is_pipe(_: &Metadata) -> bool {
    false
}

#[expect(clippy::unnecessary_wraps, reason = "the form of the Unix side")]
pub(super) fn judge_secret(_: &File, _: &Path) -> Result<(), FileError> {
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the form of the Unix side")]
pub(super) fn judge_ours(_: &Metadata, _: &Path) -> Result<(), FileError> {
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the form of the Unix side")]
pub(super) fn judge_above(_: &Metadata, _: &Path) -> Result<(), FileError> {
    Ok(())
}

pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

pub(super) fn make_shared_directory(path: &Path) -> io::Result<()> {
    make_directory(path)
}

pub(super) fn is_on_a_network(_: &Path) -> bool {
    false
}

pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// Directories cannot be synced.
pub(super) struct Directory;

impl Directory {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|_| Self)
    }

    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the form of the Unix side")]
    pub(super) fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) fn open_unfollowed(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(OPEN_REPARSE_POINT).open(path)
}

pub(super) fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[expect(clippy::unnecessary_wraps, reason = "the form of the Unix side")]
pub(super) fn make_private(_: &File) -> io::Result<()> {
    Ok(())
}

pub(super) fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to)?;
    fs::remove_file(from)
}

/// A link is opened itself (`FILE_FLAG_OPEN_REPARSE_POINT`).
const OPEN_REPARSE_POINT: u32 = 0x0020_0000;
