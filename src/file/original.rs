//! A file of others (`.env`, a client's configuration): read, then replaced as if it had been edited in place.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::temporary::Temporary;
use super::{FileError, cannot, directory, link, os, read};

/// A file as it was when it was read: content, mode, owner, group, and where its name led.
///
/// `Debug` shows no content.
pub struct Original {
    named: PathBuf,
    resolved: PathBuf,
    bytes: Zeroizing<Vec<u8>>,
    attributes: os::Attributes,
}

impl Original {
    /// Reads a file that is to be replaced, `None` when there is none.
    ///
    /// What would make [`replace`](Self::replace) fail is refused here already, so that a dry run tells the truth: a
    /// file that is read-only, has several hard links, or belongs to another user (root may edit files of others: they
    /// keep their owner). The last component may be a link: in a git work tree to a file of that work tree, elsewhere
    /// to a file of ours. At most 64 MiB.
    pub fn open(path: &Path) -> Result<Option<Self>, FileError> {
        Self::judged(path, |attributes, must_be_ours| {
            attributes.judge_replaceable(must_be_ours, &os::Us::now().map_err(cannot("read", path))?, path)
        })
    }

    /// Reads a file that is only looked at: one that cannot be replaced as well.
    pub fn look(path: &Path) -> Result<Option<Self>, FileError> {
        Self::judged(path, |_, _| Ok(()))
    }

    fn judged(
        path: &Path,
        judge: impl FnOnce(&os::Attributes, bool) -> Result<(), FileError>,
    ) -> Result<Option<Self>, FileError> {
        let Some(link::Destination { resolved, must_be_ours }) = link::follow(path)? else { return Ok(None) };
        let mut file = os::open_unfollowed(&resolved).map_err(cannot("open", path))?;
        let metadata = file.metadata().map_err(cannot("read", path))?;
        if metadata.is_dir() {
            return Err(FileError::Directory { path: path.to_owned() });
        }
        if !metadata.is_file() {
            return Err(FileError::NotRegular { path: path.to_owned() });
        }
        let attributes = os::Attributes::of(&file).map_err(cannot("read", path))?;
        judge(&attributes, must_be_ours)?;
        let bytes = read::read_all(&mut file, metadata.len(), LIMIT, path)?;
        Ok(Some(Self { named: path.to_owned(), resolved, bytes, attributes }))
    }

    /// The mode, when it lets others read the file.
    pub fn mode_for_others(&self) -> Option<u32> {
        self.attributes.mode_for_others()
    }

    /// Why others have a say in what stands in it: they can write it, or put another in its place where its name lies or where
    /// that leads.
    pub fn in_hands_of_others(&self) -> Vec<FileError> {
        let resolved = directory(&self.resolved);
        let named = directory(&self.named).canonicalize().ok().filter(|named| named != resolved);
        let judge = |folder: &Path| {
            let metadata = fs::metadata(folder).map_err(cannot("read", folder))?;
            os::judge_above(&metadata, folder)
        };
        let folders = named.as_deref().into_iter().chain([resolved]);
        let of_file = self.attributes.judge_writers(&self.named).err();
        of_file.into_iter().chain(folders.filter_map(|folder| judge(folder).err())).collect()
    }

    /// The content as it was read.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Puts `new` in the place of the old content; owner, group, mode and access list stay.
    ///
    /// The file is read again directly before the rename: if its content, mode, owner or place is not as it was, that
    /// is [`ChangedMeanwhile`](FileError::ChangedMeanwhile). On an error the old content is there, whole, save when
    /// only the last sync of the directory fails: then the new one is. A change within the microseconds between that
    /// reading and the rename is lost; extended attributes other than the access list are not kept.
    pub fn replace(&self, new: &[u8]) -> Result<(), FileError> {
        let temporary = Temporary::beside(&self.resolved, new)?;
        let kept = self.attributes.give_to(temporary.file()).map_err(cannot("write", &self.named))?;
        if !kept {
            return Err(FileError::OwnerLost { path: self.named.clone() });
        }
        temporary.sync(&self.named)?;
        if !Self::open(&self.named)?.is_some_and(|now| now.is_same(self)) {
            return Err(FileError::ChangedMeanwhile { path: self.named.clone() });
        }
        temporary.replace(&self.resolved)
    }

    /// Takes the file away, unless it is no longer as it was: that is [`ChangedMeanwhile`](FileError::ChangedMeanwhile). A link
    /// that led to it stays.
    pub fn remove(&self) -> Result<(), FileError> {
        if !Self::open(&self.named)?.is_some_and(|now| now.is_same(self)) {
            return Err(FileError::ChangedMeanwhile { path: self.named.clone() });
        }
        fs::remove_file(&self.resolved).map_err(cannot("remove", &self.named))?;
        let synced = os::Directory::open(directory(&self.resolved)).and_then(|directory| directory.sync());
        synced.map_err(cannot("sync the directory of", &self.named))
    }

    fn is_same(&self, other: &Self) -> bool {
        self.resolved == other.resolved && self.attributes == other.attributes && *self.bytes == *other.bytes
    }
}

impl fmt::Debug for Original {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Original").field("path", &self.named).finish_non_exhaustive()
    }
}

/// Clients keep their history in the file that they keep their servers in; 64 MiB is past any of them.
const LIMIT: u64 = 64 << 20;
