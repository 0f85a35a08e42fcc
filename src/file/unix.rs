//! Owners, modes, access lists and names on Unix.
//!
//! Sources: inode(7), chown(2), chmod(2), acl(5), rename(2).

#[cfg(target_os = "linux")]
mod access_list;
#[cfg(not(target_os = "linux"))]
#[path = "no_access_list.rs"]
mod access_list;

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::Path;

use rustix::fs::{OFlags, StatVfsMountFlags};

use super::FileError;

/// Who runs this process.
pub(super) struct Us {
    pub(super) uid: u32,
    pub(super) gids: Vec<u32>,
}

impl Us {
    pub(super) fn now() -> io::Result<Self> {
        let mut gids: Vec<_> =
            rustix::process::getgroups()?.into_iter().map(rustix::process::Gid::as_raw).collect();
        gids.push(rustix::process::getegid().as_raw());
        Ok(Self { uid: rustix::process::geteuid().as_raw(), gids })
    }
}

/// Whom a file belongs to and who may do what with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributes {
    /// Permission bits, set-id and sticky bits.
    pub(super) mode: u32,
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) links: u64,
    /// POSIX access list, as the kernel keeps it. With one, the group bits of the mode are its mask: a copy without
    /// the list would give the group what only the list's users had.
    pub(super) access_list: Option<Vec<u8>>,
}

impl Attributes {
    pub(super) fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            mode: metadata.mode() & 0o7777,
            uid: metadata.uid(),
            gid: metadata.gid(),
            links: metadata.nlink(),
            access_list: access_list::of(file)?,
        })
    }

    pub(super) fn judge_secret(&self, us: &Us, path: &Path) -> Result<(), FileError> {
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
    pub(super) fn judge_writers(&self, path: &Path) -> Result<(), FileError> {
        let (path, mode) = (path.to_owned(), self.mode);
        if ![ROOT, rustix::process::geteuid().as_raw()].contains(&self.uid) {
            return Err(FileError::ForeignOwner { path, owner: self.uid });
        }
        if mode & 0o022 == 0 { Ok(()) } else { Err(FileError::WritableByOthers { path, mode }) }
    }

    /// The mode, when it lets others read the file.
    pub(super) fn mode_for_others(&self) -> Option<u32> {
        (self.mode & 0o044 != 0).then_some(self.mode)
    }

    pub(super) fn judge_replaceable(
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
    pub(super) fn give_to(&self, file: &File) -> io::Result<bool> {
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
pub(super) fn judge_secret(file: &File, path: &Path) -> Result<(), FileError> {
    let kind = file.metadata().map_err(super::cannot("read", path))?.file_type();
    if kind.is_fifo() {
        return Ok(());
    }
    if !kind.is_file() {
        return Err(FileError::NotRegular { path: path.to_owned() });
    }
    let attributes = Attributes::of(file).map_err(super::cannot("read", path))?;
    // A secret that a container mounts for root has any mode, and no `chmod` would change it.
    let read_only = rustix::fs::fstatvfs(file).is_ok_and(|fs| fs.f_flag.contains(StatVfsMountFlags::RDONLY));
    if attributes.uid == ROOT && read_only {
        return Ok(());
    }
    attributes.judge_secret(&Us::now().map_err(super::cannot("read", path))?, path)
}

pub(super) fn is_pipe(metadata: &Metadata) -> bool {
    metadata.file_type().is_fifo()
}

/// A directory of ours: no link, ours, open to nobody else.
pub(super) fn judge_own_directory(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    let path = path.to_owned();
    if metadata.is_symlink() {
        return Err(FileError::Link { path, of_directory: true });
    }
    if !metadata.is_dir() {
        return Err(FileError::NotADirectory { path });
    }
    judge_owner(metadata, &path)?;
    let mode = metadata.mode() & 0o7777;
    if mode & OTHERS == 0 { Ok(()) } else { Err(FileError::OpenToOthers { path, mode }) }
}

/// A file of ours: regular, no link, one name, ours, readable by nobody else.
pub(super) fn judge_own_file(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    let path = path.to_owned();
    if metadata.is_symlink() {
        return Err(FileError::Link { path, of_directory: false });
    }
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path });
    }
    judge_owner(metadata, &path)?;
    let mode = metadata.mode() & 0o7777;
    if mode & OTHERS != 0 {
        return Err(FileError::ReadableByOthers { path, mode });
    }
    if metadata.nlink() > 1 {
        return Err(FileError::HardLinked { path, links: metadata.nlink() });
    }
    Ok(())
}

/// A directory above one of ours.
pub(super) fn judge_above(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    if ![ROOT, rustix::process::geteuid().as_raw()].contains(&metadata.uid()) {
        return Err(FileError::ForeignOwner { path: path.to_owned(), owner: metadata.uid() });
    }
    let mode = metadata.mode() & 0o7777;
    if mode & 0o022 == 0 || mode & STICKY != 0 {
        return Ok(());
    }
    Err(FileError::PlaceOfOthers { path: path.to_owned(), mode })
}

fn judge_owner(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    if metadata.uid() == rustix::process::geteuid().as_raw() {
        return Ok(());
    }
    Err(FileError::NotOurs { path: path.to_owned(), owner: metadata.uid() })
}

/// A new directory of ours.
pub(super) fn make_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(path)?;
    // The umask may have taken from the owner what the owner needs. Whoever finds it gone by now looks at what comes next: another
    // run sweeps what is empty.
    match fs::set_permissions(path, fs::Permissions::from_mode(0o700)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// A new directory that is not ours alone: as the umask says, but its owner can use it.
pub(super) fn make_shared_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o755).create(path)?;
    let mode = fs::metadata(path)?.mode() & 0o7777;
    if mode & 0o700 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode | 0o700))
}

/// Opens the file of a lock, 0600 from its creation whatever the umask; a link is not followed.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    let file = options.mode(0o600).custom_flags(flags(OFlags::NOFOLLOW)).open(path)?;
    if file.metadata()?.mode() & 0o600 != 0o600 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// Whether a directory lies on a file system of a network.
#[cfg(target_os = "linux")]
pub(super) fn is_on_a_network(path: &Path) -> bool {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "32 bits, whatever holds them"
    )]
    let is_one = |kind| NETWORKS.contains(&(kind as u32));
    rustix::fs::statfs(path).is_ok_and(|file_system| is_one(file_system.f_type))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_on_a_network(_: &Path) -> bool {
    false
}

/// A directory held open, so that what was renamed in it can be made durable.
pub(super) struct Directory(File);

impl Directory {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).custom_flags(flags(OFlags::DIRECTORY)).open(path).map(Self)
    }

    /// A file system that cannot sync directories says `EINVAL` (fsync(2)).
    pub(super) fn sync(&self) -> io::Result<()> {
        match self.0.sync_all() {
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result,
        }
    }
}

/// Does not follow a link in the last component, and does not wait for the writer of a pipe.
pub(super) fn open_unfollowed(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(flags(OFlags::NOFOLLOW | OFlags::NONBLOCK)).open(path)
}

/// `O_EXCL`; a umask can only take from the mode here, see [`make_private`].
pub(super) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).custom_flags(flags(OFlags::NOFOLLOW)).open(path)
}

/// Gives back to the owner what the umask took.
pub(super) fn make_private(file: &File) -> io::Result<()> {
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

/// Renames if nothing is at `to`; `AlreadyExists` otherwise.
///
/// Where the file system cannot do it in one step, by a second name: a kill between the two leaves both.
pub(super) fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;

        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            result => return Ok(result?),
        }
    }
    fs::hard_link(from, to)?;
    fs::remove_file(from)
}

fn flags(flags: OFlags) -> i32 {
    flags.bits().cast_signed()
}

/// The numbers of NFS, SMB, CIFS and SMB 2 (statfs(2)).
#[cfg(target_os = "linux")]
const NETWORKS: [u32; 4] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42];

const ROOT: u32 = 0;

/// All permission bits of the group and of everyone else.
const OTHERS: u32 = 0o077;
const STICKY: u32 = 0o1000;
