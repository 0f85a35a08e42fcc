use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;

mod create;
mod git;
#[cfg(unix)]
mod judge;
mod original;
mod read;

/// A directory of its own for one test. Its path is without links, unlike that of macOS's temporary directory.
struct Place {
    path: PathBuf,
    _removed_at_the_end: TempDir,
}

impl Place {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        Self { path: directory.path().canonicalize().unwrap(), _removed_at_the_end: directory }
    }

    fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn directory(&self, name: &str) -> PathBuf {
        let path = self.join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }

    #[expect(clippy::disallowed_methods, reason = "a file for a test may be written in part")]
    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    #[cfg(unix)]
    fn file_of_mode(&self, name: &str, content: &str, mode: u32) -> PathBuf {
        let path = self.file(name, content);
        set_mode(&path, mode);
        path
    }

    /// Every name in the directory, sorted.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.path).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).unwrap().mode() & 0o7777
}

#[cfg(unix)]
use std::os::unix::fs::symlink;

fn content(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
