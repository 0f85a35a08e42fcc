//! Whether a kept token will do, from what is known of it. Pure: it reads and writes nothing.

use super::flight::Look;
use super::learnt::{Learnt, expires_at};
use super::{Foreign, Given, Known, Note};
use crate::clock::{Span, Time};
use crate::jwt;
use crate::profile::Profile;
use crate::secret::Secret;

/// What somebody asks of a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The life that it must have left; none leaves it to the profile, which is content with less.
    pub life: Option<Span>,
    /// Make none, whatever is kept.
    pub no_refresh: bool,
    /// Make a new one, whatever is kept.
    pub force_new: bool,
}

/// Why a token is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// None is kept.
    NoneKept,
    /// None is ever kept.
    KeptNowhere,
    /// It was asked for.
    Asked,
    /// The kept one was not made here.
    NotOurs,
    /// The profile makes other tokens now.
    ProfileChanged,
    /// The profile signs with another key now.
    KeyChanged,
    /// The kept one was made by a clock that was ahead.
    IssuedAhead,
    /// The kept one expires too soon.
    Short {
        /// Its life.
        left: Span,
        /// The life that is wanted.
        wanted: Span,
    },
    /// The kept one has expired.
    Expired {
        /// When.
        at: Time,
    },
}

/// A kept token is not good enough, and no other can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing is kept that the profile would make now.
    #[error("no token is kept")]
    NothingKept,
    /// The kept one has expired.
    #[error("the kept token expired {ago} ago, at {at}")]
    Expired {
        /// When.
        at: Time,
        /// How long ago.
        ago: Span,
    },
    /// Less life is left, or can be given, than was asked for.
    #[error("{} of life are asked for, a token has {}", wanted.told_from(*left), left.told_from(*wanted))]
    Short {
        /// The life that it has.
        left: Span,
        /// The life that is asked for.
        wanted: Span,
    },
    /// Life is asked for, and nobody knows how long the token lives.
    #[error("{wanted} of life are asked for, and how long the token lives is not known")]
    Unknown {
        /// The life that is asked for.
        wanted: Span,
    },
    /// A new one was asked for, and the profile has no key to make one.
    #[error("its tokens are issued elsewhere: there is no key to make a new one")]
    IssuedElsewhere,
}

/// A kept token and what is known of it.
pub(super) struct Candidate {
    pub(super) token: Secret,
    pub(super) expires_at: Option<Time>,
    pub(super) learnt: Option<Learnt>,
    /// Whether what was learnt is about this very token.
    is_known: bool,
}

impl Candidate {
    pub(super) fn new(token: Secret, learnt: Option<Learnt>) -> Self {
        let learnt = learnt.map(|learnt| learnt.settled_by(&token));
        let is_known = learnt.as_ref().is_some_and(|learnt| learnt.is_about(&token));
        let expires_at = match &learnt {
            Some(learnt) if is_known => learnt.expires_at,
            _ => expires_at(&token),
        };
        Self { token, expires_at, learnt, is_known }
    }

    fn is_live_at(&self, now: Time) -> bool {
        self.expires_at.is_none_or(|at| now < at)
    }

    /// What is told of it when another takes its place, unless it was made here. In an entry that nobody else writes into, what
    /// is not known was made here and forgotten.
    pub(super) fn foreign(&self, profile: &Profile) -> Option<Foreign> {
        let issued_elsewhere = match &self.learnt {
            Some(learnt) if self.is_known => learnt.digest.is_none(),
            _ => !profile.token_entry().is_ours(),
        };
        issued_elsewhere.then(|| Foreign { expires_at: self.expires_at, ..Foreign::of(&self.token) })
    }

    /// Why the profile would not make this token now.
    fn misfit<E>(&self, profile: &Profile, key: &Known<E>, now: Time) -> Option<Why> {
        let learnt = match &self.learnt {
            Some(learnt) if self.is_known && learnt.digest.is_some() => learnt,
            _ => return Some(Why::NotOurs),
        };
        if learnt.digest.as_ref() != Some(&profile.claims_digest()) {
            return Some(Why::ProfileChanged);
        }
        let is_of_the_key = match key {
            Known::Kid(kid) => learnt.key.as_ref() == Some(kid),
            Known::Key(key) => {
                std::str::from_utf8(self.token.expose()).is_ok_and(|token| jwt::has_signed(key, token))
            }
            Known::Unusable(_) | Known::Nothing => true,
        };
        if !is_of_the_key {
            return Some(Why::KeyChanged);
        }
        learnt.issued_at.is_some_and(|at| at > now.plus(ANOTHER_RUN)).then_some(Why::IssuedAhead)
    }

    fn lifetime(&self) -> Option<Span> {
        let issued_at = self.learnt.as_ref().filter(|_| self.is_known)?.issued_at?;
        Some(self.expires_at?.since(issued_at))
    }
}

/// Why another is made, and what is kept until then.
pub(super) struct Stale {
    pub(super) why: Why,
    pub(super) old: Option<Candidate>,
}

impl Stale {
    /// The kept token, where it lives, is still the right one, and only has less life than one would like.
    pub(super) fn living(self, wanted: Wanted, now: Time) -> Option<Candidate> {
        let is_only_liked = matches!(self.why, Why::Short { .. }) && wanted.life.is_none();
        self.old.filter(|old| is_only_liked && old.is_live_at(now))
    }
}

type Decision<E> = Look<Given<E>, Stale>;

/// A profile that has a key.
pub(super) fn made_here<E>(
    candidate: Option<Candidate>,
    profile: &Profile,
    key: Known<E>,
    wanted: Wanted,
    now: Time,
) -> Result<Decision<E>, Unfit> {
    let misfit = match &candidate {
        None => Some(Why::NoneKept),
        Some(candidate) => candidate.misfit(profile, &key, now),
    };
    let candidate = match (misfit, candidate) {
        (None, Some(candidate)) => candidate,
        (_, _) if wanted.no_refresh => return Err(Unfit::NothingKept),
        (why, old) => {
            can_be_made(profile, wanted)?;
            let why = if wanted.force_new { Why::Asked } else { why.unwrap_or(Why::NoneKept) };
            return Ok(Look::Stale(Stale { why, old }));
        }
    };
    if wanted.no_refresh {
        return handed_out(candidate, wanted, profile.wanted_life(), now);
    }
    let life = wanted.life.unwrap_or_else(|| profile.wanted_life());
    let why = match candidate.expires_at {
        _ if wanted.force_new => Why::Asked,
        Some(at) if at <= now => Why::Expired { at },
        Some(at) if at.since(now) < life => Why::Short { left: at.since(now), wanted: life },
        _ => {
            let last = if let Known::Unusable(error) = key { Some(Note::Last(error)) } else { None };
            return Ok(Look::Good(Given::kept(candidate, last)));
        }
    };
    can_be_made(profile, wanted)?;
    Ok(Look::Stale(Stale { why, old: Some(candidate) }))
}

/// A profile whose tokens are issued elsewhere.
pub(super) fn issued_elsewhere<E>(
    candidate: Option<Candidate>,
    profile: &Profile,
    wanted: Wanted,
    now: Time,
) -> Result<Decision<E>, Unfit> {
    if wanted.force_new {
        return Err(Unfit::IssuedElsewhere);
    }
    let candidate = candidate.ok_or(Unfit::NothingKept)?;
    let liked = profile.wanted_life_of(candidate.lifetime().unwrap_or(Span::ZERO));
    handed_out(candidate, wanted, liked, now)
}

/// Gives a token that nothing can be made in the place of: while it lives, and with the life that was asked for.
fn handed_out<E>(candidate: Candidate, wanted: Wanted, liked: Span, now: Time) -> Result<Decision<E>, Unfit> {
    let Some(at) = candidate.expires_at else {
        return match wanted.life {
            Some(wanted) if wanted > Span::ZERO => Err(Unfit::Unknown { wanted }),
            _ => Ok(Look::Good(Given::kept(candidate, None))),
        };
    };
    let left = at.since(now);
    match wanted.life {
        _ if at <= now => Err(Unfit::Expired { at, ago: now.since(at) }),
        Some(asked) if left < asked => Err(Unfit::Short { left, wanted: asked }),
        Some(_) => Ok(Look::Good(Given::kept(candidate, None))),
        None => Ok(Look::Good(Given::kept(candidate, (left < liked).then_some(Note::Short(wanted))))),
    }
}

/// Whether a new token would have the life that is asked for.
pub(super) fn can_be_made(profile: &Profile, wanted: Wanted) -> Result<(), Unfit> {
    match wanted.life {
        Some(asked) if profile.ttl < asked => Err(Unfit::Short { left: profile.ttl, wanted: asked }),
        _ => Ok(()),
    }
}

/// A run that waited for another one may find a token that is newer than its own idea of now.
const ANOTHER_RUN: Span = Span::from_secs(60);
