use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::file::Folder;

mod conformance;
mod files;
mod memory;
mod overflow;

use memory::Memory;

/// A directory of ours, gone when dropped.
struct Place {
    folder: Folder,
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::create(&root.path().canonicalize().unwrap().join("ours")).unwrap();
        Self { folder, root }
    }

    /// A second directory of ours.
    fn other(&self) -> Folder {
        Folder::create(&self.root.path().canonicalize().unwrap().join("other")).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        self.folder.names().unwrap()
    }

    fn files_with_key_file(&self) -> EncryptedFiles {
        EncryptedFiles::new(self.folder.clone(), OpeningKey::file(&self.other(), "key"))
    }
}

fn entry(user: &str) -> Entry {
    Entry::new("mcp-token", user).unwrap()
}

fn secret(bytes: impl AsRef<[u8]>) -> Secret {
    Secret::new(bytes.as_ref().to_vec())
}
