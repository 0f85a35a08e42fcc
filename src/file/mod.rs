//! Reads the files that the user named, and writes files whole.
//!
//! After a kill at any point the old or the new content is there, complete: new content goes to a temporary in a directory
//! beside the file (`.mcp-token-<16 hex digits>.tmp`, mode 0700, ignored by git), is synced and renamed. Only such a directory
//! can be left behind, and only by a kill; the next one beside it sweeps it. [`Folder`] is a directory of ours, [`Original`] a file of
//! others, [`Lock`] lets one at a time go on. Not here: what the bytes mean.
//!
//! The crate `atomic-write-file` 0.3.1 is not used for this: when its last sync or rename fails, it leaves the
//! temporary, and with it a copy of the secret, and it cannot refuse to replace a file.
//!
//! Sources: rename(2), fsync(2), open(2); gitrepository-layout(5) and git(1) for [`tracking`].

use std::io;
use std::path::{Path, PathBuf};

mod create;
mod folder;
mod git;
mod link;
mod lock;
mod original;
mod read;
mod temporary;

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "elsewhere.rs")]
mod os;

#[cfg(test)]
mod tests;

pub use create::{create_private, make_directories};
pub use folder::Folder;
pub(crate) use git::work_tree;
pub use git::{Tracking, carried, is_in_work_tree, tracking};
pub use link::refuse_to_leave;
pub use lock::Lock;
pub use original::Original;
pub use read::{is_pipe, read_input, read_key, read_secret};
pub use temporary::{beside, leftovers, sweep};

/// Why a file was not read or written. States facts: modes and owners are there for a hint.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system said no.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// What was tried: `read`, `write`, `run` ...
        action: &'static str,
        /// The file or directory it was tried on.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A directory where a file is expected.
    #[error("`{}` is a directory", path.display())]
    Directory {
        /// As it was named.
        path: PathBuf,
    },
    /// A device or socket, or a pipe where only a regular file will do.
    #[error("`{}` is not a regular file", path.display())]
    NotRegular {
        /// As it was named.
        path: PathBuf,
    },
    /// More bytes than the caller takes.
    #[error("`{}` is larger than {limit} bytes", path.display())]
    TooLarge {
        /// As it was named.
        path: PathBuf,
        /// The largest length that is taken, in bytes.
        limit: u64,
    },
    /// A secret of ours that its mode gives to others; `chmod 600` mends it.
    #[error("`{}` can be read by others (mode {mode:04o})", path.display())]
    ReadableByOthers {
        /// As it was named; the mode is that of the file a link leads to.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// A secret that belongs to root and that we, or anybody, can change.
    #[error("`{}` belongs to root and can be written by others (mode {mode:04o})", path.display())]
    WritableByOthers {
        /// As it was named.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// A file that was named, or a directory above one of ours, belongs to another user.
    #[error("`{}` belongs to another user (uid {owner})", path.display())]
    ForeignOwner {
        /// As it was named.
        path: PathBuf,
        /// The user id of the owner.
        owner: u32,
    },
    /// Something stands already where a new file was to be made; it was not touched.
    #[error("`{}` already exists", path.display())]
    AlreadyExists {
        /// As it was named.
        path: PathBuf,
    },
    /// The mode does not let the owner write.
    #[error("`{}` is read-only (mode {mode:04o})", path.display())]
    ReadOnly {
        /// As it was named.
        path: PathBuf,
        /// The permission bits; 0444 where the system has none.
        mode: u32,
    },
    /// The file has other names, which would keep the old content.
    #[error("`{}` has {links} hard links", path.display())]
    HardLinked {
        /// As it was named.
        path: PathBuf,
        /// How many names the file has.
        links: u64,
    },
    /// A symbolic link on the way leads out of a git work tree, or into its `.git`; or out of a project.
    #[error("`{}` leads out of `{}`, to `{}`", path.display(), folder.display(), target.display())]
    LinkLeaves {
        /// As it was named: a link itself, or behind one.
        path: PathBuf,
        /// Where it leads, resolved; of what does not exist, where the directories lead that do.
        target: PathBuf,
        /// The directory that holds `.git`, or that of the project.
        folder: PathBuf,
    },
    /// A symbolic link that leads nowhere, be it to itself.
    #[error("`{}` is a link to a file that does not exist", path.display())]
    DanglingLink {
        /// The link, as it was named.
        path: PathBuf,
    },
    /// Someone wrote, moved or removed the file, or changed its mode or owner, since it was read. Nothing was written.
    #[error("`{}` was changed while it was being edited", path.display())]
    ChangedMeanwhile {
        /// As it was named.
        path: PathBuf,
    },
    /// A new file cannot be given the old one's owner, group, mode or access list. Nothing was written.
    #[error("the owner and mode of `{}` cannot be kept", path.display())]
    OwnerLost {
        /// As it was named.
        path: PathBuf,
    },
    /// The file lies in a git work tree and there is no git to ask.
    #[error("`{}` is a git work tree and there is no `git` program to ask about it", work_tree.display())]
    GitMissing {
        /// The directory that holds `.git`.
        work_tree: PathBuf,
    },
    /// A directory of ours that lets others in; `chmod 700` mends it.
    #[error("the directory `{}` is open to others (mode {mode:04o})", path.display())]
    OpenToOthers {
        /// The directory.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// A directory above one of ours in which others can put something else in its place; `chmod go-w` mends it.
    #[error("others can write to the directory `{}` (mode {mode:04o})", path.display())]
    PlaceOfOthers {
        /// The directory.
        path: PathBuf,
        /// The permission bits.
        mode: u32,
    },
    /// A file or directory of ours belongs to another user; `chown` mends it.
    #[error("`{}` belongs to another user (uid {owner})", path.display())]
    NotOurs {
        /// The file or directory.
        path: PathBuf,
        /// The user id of the owner.
        owner: u32,
    },
    /// A link where a file or directory of ours is expected.
    #[error("`{}` is a link", path.display())]
    Link {
        /// The link.
        path: PathBuf,
        /// Whether a directory has its place there.
        of_directory: bool,
    },
    /// Something else where a file of ours is expected.
    #[error("`{}` is not a regular file", path.display())]
    NotAFile {
        /// The file.
        path: PathBuf,
    },
    /// Something else where a directory of ours is expected.
    #[error("`{}` is not a directory", path.display())]
    NotADirectory {
        /// As it was named.
        path: PathBuf,
    },
    /// A directory of ours in a git work tree that does not ignore it.
    #[error("`{}` lies in a git work tree that does not ignore it", path.display())]
    NotIgnored {
        /// The directory.
        path: PathBuf,
    },
    /// git gave no answer, for instance because the work tree belongs to another user.
    #[error("git gave no answer about `{}`: {said}", path.display())]
    GitFailed {
        /// As it was named.
        path: PathBuf,
        /// The first line that git wrote to stderr. Untrusted text.
        said: String,
    },
}

/// For `map_err`: what was tried, on what.
fn cannot(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FileError {
    let path = path.to_owned();
    move |source| FileError::Io { action, path, source }
}

/// The directory that holds the last component of `path`.
fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}
