//! What the judge says of a token, and what may be asked of its answer.

use std::rc::Rc;

use super::HeaderOutcome;
use crate::jwt::alg::Alg;
use crate::jwt::json::Object;
use crate::jwt::refusal::{Rank, Refusal};

/// The key that made a signature: its place in the key set, and the algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its place in [`KeySet::keys`](crate::jwt::key::KeySet::keys).
    pub index: usize,
    /// The algorithm it was used with.
    pub alg: Alg,
}

/// What the judge says.
#[derive(Debug)]
pub enum Verdict<'s> {
    /// The token is good.
    Accepted(Verified<'s>),
    /// The token is refused.
    Refused(Refused<'s>),
}

impl<'s> Verdict<'s> {
    /// Why it was refused; empty when it was not.
    pub fn reasons(&self) -> &[Refusal] {
        match self {
            Self::Accepted(_) => &[],
            Self::Refused(refused) => &refused.reasons,
        }
    }

    /// The gravest kind of reason.
    pub fn rank(&self) -> Option<Rank> {
        self.reasons().iter().map(Refusal::rank).min()
    }

    /// The key that made the signature, when one did.
    pub fn key(&self) -> Option<Key> {
        self.judged().and_then(|judged| judged.key)
    }

    /// The claims when the signature holds, whether or not they meet the demands.
    pub fn signed_claims(&self) -> Option<&Object<'s>> {
        self.judged().filter(|judged| judged.key.is_some()).map(|judged| &judged.claims)
    }

    /// The token's `kid`, when its header could be read.
    pub fn kid(&self) -> Option<&str> {
        self.judged()?.header.kid.as_deref()
    }

    /// The token's `alg`, when its header could be read. Untrusted text.
    pub fn alg_name(&self) -> Option<&str> {
        self.judged()?.header.alg_name.as_deref()
    }

    fn judged(&self) -> Option<&Judged<'s>> {
        match self {
            Self::Accepted(verified) => Some(&verified.0),
            Self::Refused(refused) => refused.judged.as_ref(),
        }
    }
}

/// A token that met every demand. Only [`Verifier::verify`](super::Verifier::verify) makes one.
#[derive(Debug)]
pub struct Verified<'s>(pub(super) Judged<'s>);

impl<'s> Verified<'s> {
    /// Its claims.
    pub fn claims(&self) -> &Object<'s> {
        &self.0.claims
    }
}

/// A token that was refused.
#[derive(Debug)]
pub struct Refused<'s> {
    pub(super) reasons: Vec<Refusal>,
    pub(super) judged: Option<Judged<'s>>,
}

impl<'s> Refused<'s> {
    /// What the payload says, although nobody vouches for it. For showing to a person, never for a decision.
    pub fn untrusted_claims(&self) -> Option<&Object<'s>> {
        self.judged.as_ref().map(|judged| &judged.claims)
    }
}

#[derive(Debug)]
pub(super) struct Judged<'s> {
    pub(super) claims: Object<'s>,
    pub(super) header: Rc<HeaderOutcome>,
    pub(super) key: Option<Key>,
}
