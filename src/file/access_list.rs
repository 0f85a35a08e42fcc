//! POSIX access lists, as the kernel of Linux keeps them (acl(5)).

use std::fs::File;
use std::io;

use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr};
use rustix::io::Errno;

/// `None` as well where the file system has no lists.
pub(super) fn of(file: &File) -> io::Result<Option<Vec<u8>>> {
    let mut list = vec![0; LARGEST];
    match fgetxattr(file, NAME, list.as_mut_slice()) {
        Ok(length) => {
            list.truncate(length);
            Ok(Some(list))
        }
        Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A directory may have given a new file a list that the old one did not have.
pub(super) fn give(list: Option<&[u8]>, file: &File) -> io::Result<()> {
    match list {
        Some(list) => Ok(fsetxattr(file, NAME, list, XattrFlags::empty())?),
        None => match fremovexattr(file, NAME) {
            Ok(()) | Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(()),
            Err(error) => Err(error.into()),
        },
    }
}

const NAME: &str = "system.posix_acl_access";

/// The most that the kernel keeps in one extended attribute (xattr(7)).
const LARGEST: usize = 64 << 10;
