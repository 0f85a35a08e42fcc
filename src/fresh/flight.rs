//! A single flight: many runs want something at once, one of them makes it, and the others take that one.
//!
//! [`fly`] is the order of the steps, and all that is decided here. A [`Flight`] says what is read, when that will do, how
//! another is made and what is done when the lock cannot be had. It knows neither profiles nor tokens: what is renewed at an
//! authorization server flies the same way, with the exchange in [`Flight::make`].
//!
//! What holds, whatever a flight does:
//!
//! - of the runs that share a lock, at most one makes something at a time;
//! - a maker has looked after it got the lock: what another made meanwhile is taken, not made twice;
//! - a lock is never stolen. The system frees it when its holder ends, however that ends; a holder that does not go on keeps
//!   it, and costs each of the others its patience.

use crate::file::Lock;

/// What many runs want at once.
pub trait Flight {
    /// What is handed out.
    type Good;
    /// What is known of what will not do, for whoever makes another.
    type Stale;
    /// Why nothing is handed out.
    type Error;

    /// Reads what is kept, and says whether it will do.
    ///
    /// - `before`: what would not do before the lock was waited for; none at the first look.
    fn look(&self, before: Option<&Self::Stale>) -> Result<Look<Self::Good, Self::Stale>, Self::Error>;

    /// Waits for the one lock of what is wanted, `None` when it could not be had in time.
    ///
    /// It must be as wide as what is made: runs that would replace the same thing wait for the same lock.
    fn lock(&self) -> Result<Option<Lock>, Self::Error>;

    /// Makes another while nobody else does. It rests where [`look`](Self::look) finds it before it is handed out.
    fn make(&self, stale: Self::Stale) -> Result<Self::Good, Self::Error>;

    /// Hands out what will do for once, or nothing: another run holds the lock and may be making one right now.
    ///
    /// What may be done once only, like the exchange of a refresh token, is not done here.
    fn in_vain(&self, stale: Self::Stale) -> Result<Self::Good, Self::Error>;
}

/// What a look found.
#[derive(Debug)]
pub enum Look<Good, Stale> {
    /// It will do.
    Good(Good),
    /// It will not.
    Stale(Stale),
}

/// Hands out what is wanted: what is kept, without the lock; else what another run has made while this one waited; else what
/// this one makes.
pub fn fly<F: Flight>(flight: &F) -> Result<F::Good, F::Error> {
    let before = match flight.look(None)? {
        Look::Good(good) => return Ok(good),
        Look::Stale(stale) => stale,
    };
    let lock = flight.lock()?;
    match flight.look(Some(&before))? {
        Look::Good(good) => Ok(good),
        Look::Stale(stale) if lock.is_some() => flight.make(stale),
        Look::Stale(stale) => flight.in_vain(stale),
    }
}
