//! A directory of ours and the files in it: what only we may read, and nobody else may put there.
//!
//! The directory is 0700 and ours, a file in it is 0600 from its creation, neither is a link, and no directory above lets
//! others move them. Anything else is refused, never mended in silence. A file is replaced whole.
//!
//! Not here: what the files hold.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::create::make_missing;
use super::temporary::Temporary;
use super::{FileError, Tracking, cannot, create_private, directory, os, read, tracking};

/// A directory of ours that was judged.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    watch: Option<Watch>,
}

/// What is asked before something is put there, and of whom; no program where there is none.
#[derive(Debug, Clone)]
struct Watch {
    place: PathBuf,
    git: Option<PathBuf>,
}

impl Folder {
    /// Judges the directory, `None` when there is none.
    ///
    /// - `path`: absolute. No component above it that others can write to, save a sticky one; the directory itself is no
    ///   link, is ours, and lets nobody else in.
    pub fn open(path: &Path) -> Result<Option<Self>, FileError> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot("read", path)(error)),
            Ok(metadata) => judge_own_directory(&metadata, path)?,
        }
        judge_above(path)?;
        Ok(Some(Self { path: path.to_owned(), watch: None }))
    }

    /// Judges the directory, and makes it first when there is none, with what is missing above it, 0700 each whatever the umask.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        if let Some(folder) = Self::open(path)? {
            return Ok(folder);
        }
        judge_above(path)?;
        make_missing(path, os::make_directory)?;
        Self::open(path)?.ok_or_else(|| FileError::ChangedMeanwhile { path: path.to_owned() })
    }

    /// Refuses a directory, made already or not, that git would carry away. `git` is the absolute path of the program.
    pub fn refuse_place_of_git(path: &Path, git: Option<&Path>) -> Result<(), FileError> {
        match tracking(&path.join("any"), git)? {
            Tracking::NoRepository | Tracking::Ignored => Ok(()),
            Tracking::NotIgnored | Tracking::Tracked => Err(FileError::NotIgnored { path: path.to_owned() }),
        }
    }

    /// From now on nothing is put there while git would carry `place` away: a work tree can come about later than the
    /// directory. `git` is the absolute path of the program.
    #[must_use]
    pub fn kept_from_git(self, place: &Path, git: Option<PathBuf>) -> Self {
        Self { watch: Some(Watch { place: place.to_owned(), git }), ..self }
    }

    fn judge_place(&self) -> Result<(), FileError> {
        match &self.watch {
            Some(Watch { place, git }) => Self::refuse_place_of_git(place, git.as_deref()),
            None => Ok(()),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole of a file, `None` when there is none.
    pub fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, FileError> {
        let path = self.path.join(name);
        let mut file = match os::open_unfollowed(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(not_opened(&path, error)),
        };
        let metadata = file.metadata().map_err(cannot("read", &path))?;
        judge_own_file(&metadata, &path)?;
        read::read_all(&mut file, metadata.len(), LIMIT, &path).map(Some)
    }

    /// Puts a file there, in the place of an old one of ours.
    ///
    /// After a kill at any point the old or the new content is there, complete.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        self.judge_place()?;
        let path = self.path.join(name);
        match fs::symlink_metadata(&path) {
            Ok(metadata) => judge_own_file(&metadata, &path)?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(cannot("read", &path)(error)),
        }
        let temporary = Temporary::beside(&path, bytes)?;
        temporary.sync(&path)?;
        temporary.replace(&path)
    }

    /// Puts a file there, never in the place of another.
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> Result<(), FileError> {
        self.judge_place()?;
        create_private(&self.path.join(name), bytes)
    }

    /// Takes a file away; whether there was one.
    pub fn remove(&self, name: &str) -> Result<bool, FileError> {
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(cannot("remove", &path)(error)),
        }
        let synced = os::Directory::open(&self.path).and_then(|directory| directory.sync());
        synced.map_err(cannot("sync the directory of", &path))?;
        Ok(true)
    }

    /// The names of its files, sorted, without those that begin with a dot.
    pub fn names(&self) -> Result<Vec<String>, FileError> {
        self.names_of(fs::FileType::is_file)
    }

    /// The names of all that stands where a file could: its files, and links, pipes, sockets as well.
    pub fn all_names(&self) -> Result<Vec<String>, FileError> {
        self.names_of(|kind| !kind.is_dir())
    }

    fn names_of(&self, is_wanted: impl Fn(&fs::FileType) -> bool) -> Result<Vec<String>, FileError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(cannot("read", &self.path))? {
            let entry = entry.map_err(cannot("read", &self.path))?;
            if let Ok(name) = entry.file_name().into_string()
                && !name.starts_with('.')
                && entry.file_type().is_ok_and(|kind| is_wanted(&kind))
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}

/// A directory of ours: no link, ours, open to nobody else.
fn judge_own_directory(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    if metadata.is_symlink() {
        return Err(FileError::Link { path: path.to_owned(), of_directory: true });
    }
    if !metadata.is_dir() {
        return Err(FileError::NotADirectory { path: path.to_owned() });
    }
    os::judge_ours(metadata, path)
}

/// A file of ours: regular, no link, one name, ours, readable by nobody else.
pub(super) fn judge_own_file(metadata: &Metadata, path: &Path) -> Result<(), FileError> {
    if metadata.is_symlink() {
        return Err(FileError::Link { path: path.to_owned(), of_directory: false });
    }
    if !metadata.is_file() {
        return Err(FileError::NotAFile { path: path.to_owned() });
    }
    os::judge_ours(metadata, path)
}

/// Why a file of ours was not opened: it may be a link, which is not followed and which each system says in other words, or
/// another user's, which nobody else may open.
pub(super) fn not_opened(path: &Path, error: io::Error) -> FileError {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => FileError::Link { path: path.to_owned(), of_directory: false },
        Ok(found) if error.kind() == ErrorKind::PermissionDenied => {
            judge_own_file(&found, path).err().unwrap_or_else(|| cannot("open", path)(error))
        }
        _ => cannot("open", path)(error),
    }
}

/// Refuses a place where others can put something else in the way: each directory above must be ours or root's, and not for
/// others to write, unless it is sticky (chmod(1): only owners rename there). A link on the way counts with what lies above
/// the place that it leads to.
fn judge_above(path: &Path) -> Result<(), FileError> {
    let mut nearest = None;
    for above in path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
        match fs::metadata(above) {
            Ok(metadata) => {
                os::judge_above(&metadata, above)?;
                nearest = nearest.or(Some(above));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(cannot("read", directory(above))(error)),
        }
    }
    let Some(nearest) = nearest else { return Ok(()) };
    let resolved = nearest.canonicalize().map_err(cannot("read", nearest))?;
    if resolved == nearest { Ok(()) } else { judge_above(&resolved) }
}

/// Far more than any file of ours.
const LIMIT: u64 = 16 << 20;
