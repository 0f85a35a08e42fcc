//! Owners, modes and names on Unix.
//!
//! Sources: inode(7), chmod(2), rename(2).

#[cfg(target_os = "linux")]
mod access_list;
#[cfg(not(target_os = "linux"))]
#[path = "no_access_list.rs"]
mod access_list;
mod attributes;

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

pub(super) use self::attributes::{Attributes, Us, judge_secret};
use super::FileError;

pub(super) fn is_pipe(metadata: &Metadata) -> bool {
    metadata.file_type().is_fifo()
}

/// A path as another program has printed it.
pub(super) fn path_of(printed: &[u8]) -> PathBuf {
    OsStr::from_bytes(printed).into()
}

/// Whether links lead to each other, and to no file.
pub(super) fn is_loop(error: &io::Error) -> bool {
    rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP)
}

/// What is ours alone: a directory, or a file with one name.
pub(super) fn judge_ours(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    let (path, mode, links) = (path.to_owned(), metadata.mode() & 0o7777, metadata.nlink());
    if !is_ours(metadata.uid()) {
        return Err(FileError::NotOurs { path, owner: metadata.uid() });
    }
    match (metadata.is_dir(), mode & OTHERS == 0) {
        (true, false) => Err(FileError::OpenToOthers { path, mode }),
        (false, false) => Err(FileError::ReadableByOthers { path, mode }),
        (false, true) if links > 1 => Err(FileError::HardLinked { path, links }),
        (_, true) => Ok(()),
    }
}

/// A directory above one of ours.
pub(super) fn judge_above(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    if !is_ours_or_roots(metadata.uid()) {
        return Err(FileError::ForeignOwner { path: path.to_owned(), owner: metadata.uid() });
    }
    let mode = metadata.mode() & 0o7777;
    if mode & 0o022 == 0 || mode & STICKY != 0 {
        return Ok(());
    }
    Err(FileError::PlaceOfOthers { path: path.to_owned(), mode })
}

fn is_ours(uid: u32) -> bool {
    uid == rustix::process::geteuid().as_raw()
}

fn is_ours_or_roots(uid: u32) -> bool {
    uid == ROOT || is_ours(uid)
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
