//! Whom a file belongs to, and who may do what with it, on Unix.
//!
//! Sources: inode(7), chown(2), chmod(2), acl(5).

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::StatVfsMountFlags;

use super::{OTHERS, ROOT, access_list, is_ours_or_roots};
use crate::file::{FileError, cannot};

/// Who runs this process.
pub(in crate::file) struct Us {
    pub(in crate::file) uid: u32,
    pub(in crate::file) gids: Vec<u32>,
}

impl Us {
    pub(in crate::file) fn now() -> io::Result<Self> {
        let mut gids: Vec<_> =
            rustix::process::getgroups()?.into_iter().map(rustix::process::Gid::as_raw).collect();
        gids.push(rustix::process::getegid().as_raw());
        Ok(Self { uid: rustix::process::geteuid().as_raw(), gids })
    }
}

/// Whom a file belongs to and who may do what with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::file) struct Attributes {
    /// Permission bits, set-id and sticky bits.
    pub(in crate::file) mode: u32,
    pub(in crate::file) uid: u32,
    pub(in crate::file) gid: u32,
    pub(in crate::file) links: u64,
    /// POSIX access list, as the kernel keeps it. With one, the group bits of the mode are its mask: a copy without
    /// the list would give the group what only the list's users had.
    pub(in crate::file) access_list: Option<Vec<u8>>,
}

impl Attributes {
    pub(in crate::file) fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            mode: metadata.mode() & 0o7777,
            uid: metadata.uid(),
            gid: metadata.gid(),
            links: metadata.nlink(),
            access_list: access_list::of(file)?,
        })
    }

    pub(in crate::file) fn judge_secret(&self, us: &Us, path: &Path) -> Result<(), FileError> {
        let (path, mode) = (path.to_owned(), self.mode);
        if self.uid == us.uid {
            return if mode & OTHERS == 0 { Ok(()) } else { Err(FileError::ReadableByOthers { path, mode }) };
        }
        if self.uid != ROOT {
            return Err(FileError::ForeignOwner { path, owner: self.uid });
        }
        // The group bits of a file with an access list cover its listed users, who may be us.
        let by_group = mode & 0o020 != 0 && (us.gids.contains(&self.gid) || self.access_list.is_some());
        if by_group || mode & 0o002 != 0 {
            return Err(FileError::WritableByOthers { path, mode });
        }
        Ok(())
    }

    /// Refuses a file that somebody else than us or root can write.
    pub(in crate::file) fn judge_writers(&self, path: &Path) -> Result<(), FileError> {
        let (path, mode) = (path.to_owned(), self.mode);
        if !is_ours_or_roots(self.uid) {
            return Err(FileError::ForeignOwner { path, owner: self.uid });
        }
        if mode & 0o022 == 0 { Ok(()) } else { Err(FileError::WritableByOthers { path, mode }) }
    }

    /// The mode, when it lets others read the file.
    pub(in crate::file) fn mode_for_others(&self) -> Option<u32> {
        (self.mode & 0o044 != 0).then_some(self.mode)
    }

    pub(in crate::file) fn judge_replaceable(
        &self,
        must_be_ours: bool,
        us: &Us,
        path: &Path,
    ) -> Result<(), FileError> {
        let path = path.to_owned();
        if self.uid != us.uid && (must_be_ours || us.uid != ROOT) {
            return Err(FileError::ForeignOwner { path, owner: self.uid });
        }
        if self.mode & 0o200 == 0 {
            return Err(FileError::ReadOnly { path, mode: self.mode });
        }
        if self.links > 1 {
            return Err(FileError::HardLinked { path, links: self.links });
        }
        Ok(())
    }

    /// Makes `file` like the one these were read from; `false` when the system does not let us.
    pub(in crate::file) fn give_to(&self, file: &File) -> io::Result<bool> {
        let metadata = file.metadata()?;
        let given = if (metadata.uid(), metadata.gid()) == (self.uid, self.gid) {
            Ok(())
        } else {
            fchown(file, Some(self.uid), Some(self.gid))
        };
        // The mode comes last: a change of owner clears set-id bits, and a list sets the group bits.
        let given = given
            .and_then(|()| access_list::give(self.access_list.as_deref(), file))
            .and_then(|()| file.set_permissions(fs::Permissions::from_mode(self.mode)));
        match given {
            Err(error) if error.kind() != io::ErrorKind::PermissionDenied => Err(error),
            Err(_) => Ok(false),
            Ok(()) => Ok(Self::of(file)? == Self { links: 1, ..self.clone() }),
        }
    }
}

/// The opened file is judged: between a look at a path and its opening, the path can come to mean another file.
pub(in crate::file) fn judge_secret(file: &File, path: &Path) -> Result<(), FileError> {
    let kind = file.metadata().map_err(cannot("read", path))?.file_type();
    if kind.is_fifo() {
        return Ok(());
    }
    if !kind.is_file() {
        return Err(FileError::NotRegular { path: path.to_owned() });
    }
    let attributes = Attributes::of(file).map_err(cannot("read", path))?;
    // A secret that a container mounts for root has any mode, and no `chmod` would change it.
    let read_only = rustix::fs::fstatvfs(file).is_ok_and(|fs| fs.f_flag.contains(StatVfsMountFlags::RDONLY));
    if attributes.uid == ROOT && read_only {
        return Ok(());
    }
    attributes.judge_secret(&Us::now().map_err(cannot("read", path))?, path)
}
