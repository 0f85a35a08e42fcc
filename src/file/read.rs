//! Reading what the user named: to a limit, from files and pipes.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::{FileError, cannot, os};

/// Reads a file that holds no secret: claims, a token, a public key.
///
/// Links are followed; pipes (`/dev/stdin`, `/dev/fd/N`, a FIFO) are read to their end; a directory is refused. More
/// than `limit` bytes are [`TooLarge`](FileError::TooLarge), and no more than one byte over it is read. Owner and mode
/// have no say: a secret is for [`read_secret`].
pub fn read_input(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let (mut file, length) = open(path)?;
    read_all(&mut file, length, limit, path)
}

/// Reads a file that holds a secret, if only we can read it.
///
/// Links are followed and the opened file is judged, by its descriptor: a regular file of ours with a mode that lets
/// anyone else do anything is [`ReadableByOthers`](FileError::ReadableByOthers); one of root's that we cannot write is
/// accepted whatever its mode (a mounted secret); one of another user is [`ForeignOwner`](FileError::ForeignOwner). For
/// root, root's files are its own. Pipes are accepted, devices are not. Its directory is not judged, and where the
/// system has no modes nothing is.
pub fn read_secret(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let (mut file, length) = open(path)?;
    os::judge_secret(&file, path)?;
    read_all(&mut file, length, limit, path)
}

/// Reads a key file: like [`read_secret`] when its content is private, like [`read_input`] otherwise.
///
/// `is_private` is asked of the content that was read, and the file that it was read from is judged.
pub fn read_key(
    path: &Path,
    limit: u64,
    is_private: impl FnOnce(&[u8]) -> bool,
) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let (mut file, length) = open(path)?;
    let content = read_all(&mut file, length, limit, path)?;
    if is_private(&content) {
        os::judge_secret(&file, path)?;
    }
    Ok(content)
}

/// Whether a path leads to a pipe, whose opening and reading wait for somebody else.
pub fn is_pipe(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| os::is_pipe(&found))
}

fn open(path: &Path) -> Result<(File, u64), FileError> {
    let file = File::open(path).map_err(cannot("open", path))?;
    let metadata = file.metadata().map_err(cannot("read", path))?;
    if metadata.is_dir() {
        return Err(FileError::Directory { path: path.to_owned() });
    }
    Ok((file, metadata.len()))
}

/// Grows by copying into a new buffer: a `Vec` that grows by itself leaves its old bytes in freed memory.
pub(super) fn read_all(
    file: &mut File,
    expected: u64,
    limit: u64,
    path: &Path,
) -> Result<Zeroizing<Vec<u8>>, FileError> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let first = usize::try_from(expected).unwrap_or(usize::MAX).saturating_add(1).max(SMALLEST);
    let mut buffer = Zeroizing::new(vec![0; first.min(most)]);
    let mut length = 0;
    loop {
        if length == buffer.len() {
            if length == most {
                return Err(FileError::TooLarge { path: path.to_owned(), limit });
            }
            let mut larger = Zeroizing::new(vec![0; length.saturating_mul(2).min(most)]);
            larger[..length].copy_from_slice(&buffer);
            buffer = larger;
        }
        match file.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(cannot("read", path)(error)),
        }
    }
    buffer.truncate(length);
    Ok(buffer)
}

/// The first buffer for a pipe, in bytes.
const SMALLEST: usize = 4096;
