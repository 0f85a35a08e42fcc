//! Why no token is handed out.

use std::error::Error;

use super::decision::Unfit;
use super::make::MakeError;
use super::stored::NoToken;
use crate::file::FileError;
use crate::store::StoreError;

/// Why no token is handed out. `E` is why a key could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FreshError<E: Error> {
    /// What is kept is not good enough, and no other can be had.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// What is kept is no token.
    #[error(transparent)]
    NoToken(#[from] NoToken),
    /// The key could not be fetched.
    #[error(transparent)]
    Key(E),
    /// The profile has no key.
    #[error("there is no key to make a token with")]
    NoKey,
    /// The profile keeps its token nowhere.
    #[error("the profile keeps its token nowhere")]
    KeptNowhere,
    /// Another run holds the lock and does not come to an end.
    #[error("another run is busy with this token and does not come to an end")]
    Busy,
    /// The key does not make the token.
    #[error(transparent)]
    Make(MakeError),
    /// The store gave no answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was learnt, or the lock, could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}
