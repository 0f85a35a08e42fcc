//! Access lists of other systems are not read and not kept.

use std::fs::File;
use std::io;

#[expect(clippy::unnecessary_wraps, reason = "the form of the other system")]
pub(super) fn of(_: &File) -> io::Result<Option<Vec<u8>>> {
    Ok(None)
}

#[expect(clippy::unnecessary_wraps, reason = "the form of the other system")]
pub(super) fn give(_: Option<&[u8]>, _: &File) -> io::Result<()> {
    Ok(())
}
