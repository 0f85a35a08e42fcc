//! One entry for several clients that read the same file, and not the same references.

use super::{Client, ClientError, Connection, Entry, Mode};
use crate::secret::Secret;

/// A client that an entry is for.
#[derive(Debug)]
pub struct Reader {
    /// Which.
    pub client: &'static Client,
    /// What it is to be connected to.
    pub connection: Connection,
    /// The way that was asked for.
    pub asked: Option<Mode>,
}

impl Reader {
    /// The way that is to be asked for so that the others read the entry as well, as it was asked for them: the safest that all
    /// have in common. Without others what was asked for.
    pub fn mode_for_all(&self, others: &[Self]) -> Result<Option<Mode>, ClientError> {
        let Some(first) = others.first() else { return Ok(self.asked) };
        let candidates: Vec<_> = match self.entry(self.asked)?.mode {
            Some(_) => self.connection.modes(self.client).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let is_read = |mode: &Option<Mode>| {
            self.takes(*mode)
                && others.iter().all(|other| other.takes(*mode) && other.reads_what(self, *mode))
        };
        candidates.into_iter().find(is_read).ok_or_else(|| ClientError::TwoReaders {
            client: self.client.title.clone(),
            other: first.client.title.clone(),
            server: self.connection.server.clone(),
        })
    }

    /// Whether a way is one that was asked for; the token itself is never taken unasked.
    fn takes(&self, mode: Option<Mode>) -> bool {
        self.asked.map_or(mode != Some(Mode::Inline), |asked| mode == Some(asked))
    }

    /// Whether an entry for another client can be one for this one too: each adds to it what the other does not know.
    fn reads_what(&self, other: &Self, mode: Option<Mode>) -> bool {
        let (Ok(own), Ok(theirs)) = (self.entry(mode), other.entry(mode)) else { return false };
        let both = own.over(self.client, &theirs.value);
        theirs.is_in(other.client, &both)
    }

    /// The entry with a word in the place of the token.
    fn entry(&self, mode: Option<Mode>) -> Result<Entry, ClientError> {
        Entry::new(self.client, &self.connection, mode, Some(&Secret::new(b"TOKEN".to_vec())))
    }
}
