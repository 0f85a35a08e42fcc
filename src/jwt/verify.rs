//! The judge: is this token good, and if not, for which reasons.
//!
//! A [`Verifier`] is prepared once from keys and a policy and then judges any number of tokens. It pins the algorithm to the
//! key, checks the signature over the received bytes, then the claims, and reports every failure together. It reads no
//! clock, fetches nothing, and never uses a key that a token brings along (`jwk`, `jku`, `x5u`).
//!
//! Sources: RFC 7519 section 7.2 (validating a JWT); RFC 7515 section 5.2; RFC 8725 section 3.

mod verdict;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use self::verdict::Judged;
pub use self::verdict::{Key, Refused, Verdict, Verified};
use super::alg::Alg;
use super::base64url;
use super::demands;
use super::header::{Header, read_object};
use super::json::Object;
use super::key::KeySet;
use super::policy::Policy;
use super::refusal::Refusal;
use super::signature::Checker;
use super::token::{Part, Segments, TokenError};
use crate::clock::Time;

/// A prepared judge. Not `Sync`: a worker makes its own from the same keys and policy.
pub struct Verifier {
    keys: Vec<PreparedKey>,
    is_single_key: bool,
    policy: Policy,
    /// Headers that were accepted before: in a batch nearly all are alike.
    accepted_headers: RefCell<Vec<(String, Rc<HeaderOutcome>)>>,
    /// At which instant they were: at another, other keys may be good.
    accepted_at: Cell<Option<Time>>,
}

struct PreparedKey {
    kid: Option<String>,
    until: Option<Time>,
    checkers: Vec<(Alg, Checker)>,
}

/// Buffers that a verifier uses again from token to token. A verdict borrows from them.
#[derive(Default)]
pub struct Scratch {
    header: Vec<u8>,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl Verifier {
    /// Prepares the keys and takes the demands.
    pub fn new(keys: &KeySet, policy: Policy) -> Self {
        let prepared = keys.keys().iter().map(|key| PreparedKey {
            kid: key.kid.clone(),
            until: key.until,
            checkers: key
                .algs
                .iter()
                .filter_map(|&alg| Some((alg, Checker::new(alg, &key.material)?)))
                .collect(),
        });
        Self {
            keys: prepared.collect(),
            is_single_key: matches!(keys, KeySet::One(_)),
            policy,
            accepted_headers: RefCell::default(),
            accepted_at: Cell::default(),
        }
    }

    /// The demands.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Judges one token.
    ///
    /// - `token`: JWS compact serialization, three base64url segments without padding (RFC 7515 section 7.1).
    /// - `now`: the token is live while `nbf - leeway <= now < exp + leeway` (RFC 7519 section 4.1.4, 4.1.5), a key while
    ///   `now < until`.
    ///
    /// The verdict holds the claims, or every failed check in the order shape, header, key, signature, claims. A token whose
    /// signature fails has its claims judged all the same, for the report alone.
    pub fn verify<'s>(&self, token: &str, scratch: &'s mut Scratch, now: Time) -> Verdict<'s> {
        match self.judge(token, scratch, now) {
            Ok(verdict) => verdict,
            Err(error) => Verdict::Refused(Refused { reasons: vec![Refusal::Token(error)], judged: None }),
        }
    }

    fn judge<'s>(&self, token: &str, scratch: &'s mut Scratch, now: Time) -> Result<Verdict<'s>, TokenError> {
        let segments = Segments::parse(token)?;
        let outcome = self.header_outcome(segments.header, scratch, now)?;
        for (text, buffer, part) in [
            (segments.payload, &mut scratch.payload, Part::Payload),
            (segments.signature, &mut scratch.signature, Part::Signature),
        ] {
            if !base64url::decode_into(text, buffer) {
                return Err(TokenError::Base64 { part });
            }
        }
        let mut reasons = outcome.reasons.clone();
        let key = self.matching_key(&outcome, segments.signed.as_bytes(), &scratch.signature);
        if key.is_none() && !outcome.candidates.is_empty() {
            reasons.push(Refusal::SignatureMismatch);
        }
        let claims = match read_object(&scratch.payload, Part::Payload) {
            Ok(claims) => {
                demands::judge(&claims, &self.policy, now, &mut reasons);
                claims
            }
            Err(Refusal::Token(error)) => return Err(error),
            Err(refusal) => {
                reasons.push(refusal);
                Object::default()
            }
        };
        let judged = Judged { claims, header: outcome, key };
        Ok(if reasons.is_empty() {
            Verdict::Accepted(Verified(judged))
        } else {
            Verdict::Refused(Refused { reasons, judged: Some(judged) })
        })
    }

    /// Judges a header, or remembers having accepted it with the keys that there are now.
    fn header_outcome(
        &self,
        segment: &str,
        scratch: &mut Scratch,
        now: Time,
    ) -> Result<Rc<HeaderOutcome>, TokenError> {
        if self.accepted_at.replace(Some(now)) != Some(now) {
            self.accepted_headers.borrow_mut().clear();
        }
        let known = self
            .accepted_headers
            .borrow()
            .iter()
            .find(|(known, _)| known == segment)
            .map(|(_, outcome)| Rc::clone(outcome));
        if let Some(outcome) = known {
            return Ok(outcome);
        }
        if !base64url::decode_into(segment, &mut scratch.header) {
            return Err(TokenError::Base64 { part: Part::Header });
        }
        let outcome = match Header::parse(&scratch.header) {
            Ok(header) => Rc::new(self.judge_header(&header, now)),
            Err(Refusal::Token(error)) => return Err(error),
            Err(refusal) => {
                return Ok(Rc::new(HeaderOutcome { reasons: vec![refusal], ..HeaderOutcome::default() }));
            }
        };
        let mut remembered = self.accepted_headers.borrow_mut();
        if outcome.reasons.is_empty() && remembered.len() < REMEMBERED_HEADERS {
            remembered.push((segment.to_owned(), Rc::clone(&outcome)));
        }
        Ok(outcome)
    }

    fn judge_header(&self, header: &Header<'_>, now: Time) -> HeaderOutcome {
        let mut outcome = HeaderOutcome {
            alg_name: Some(header.alg.to_string()),
            kid: header.kid.as_deref().map(str::to_owned),
            ..HeaderOutcome::default()
        };
        if !header.critical.is_empty() {
            outcome.reasons.push(Refusal::CritUnknown { names: header.critical.clone() });
        }
        if let Some(expected) = &self.policy.typ
            && !header.typ.as_deref().is_some_and(|found| same_media_type(found, expected))
        {
            outcome.reasons.push(Refusal::TypMismatch {
                expected: expected.clone(),
                found: header.typ.as_deref().map(str::to_owned),
            });
        }
        match self.candidates(&header.alg, header.kid.as_deref(), now) {
            Ok(candidates) => outcome.candidates = candidates,
            Err(refusal) => outcome.reasons.push(refusal),
        }
        outcome
    }

    /// The keys that may have signed, each with the place of the algorithm among its own.
    ///
    /// The key decides which algorithms there are; the header's `alg` must be one of them. A `kid` may name several keys of
    /// different kinds (RFC 7517 section 4.5); without one, a set must leave no choice between algorithms.
    fn candidates(&self, alg: &str, kid: Option<&str>, now: Time) -> Result<Vec<(usize, usize)>, Refusal> {
        let not_found = || Refusal::KeyNotFound { kid: kid.map(str::to_owned) };
        let is_live = |index: usize| self.keys[index].until.is_none_or(|until| now < until);
        let named: Vec<usize> =
            (0..self.keys.len()).filter(|&index| is_live(index) && self.may_be_named(index, kid)).collect();
        let algs = |index: usize| self.keys[index].checkers.iter().map(|(alg, _)| *alg);
        let Some(&first) = named.first() else { return Err(not_found()) };
        if kid.is_none() && named.iter().any(|&index| !algs(index).eq(algs(first))) {
            return Err(not_found());
        }
        let fitting = named
            .iter()
            .filter_map(|&index| Some((index, algs(index).position(|known| known.name() == alg)?)));
        match fitting.collect::<Vec<_>>() {
            none if none.is_empty() => {
                let mut expected: Vec<Alg> = named.iter().flat_map(|&index| algs(index)).collect();
                expected.dedup();
                Err(Refusal::AlgMismatch { expected, found: alg.to_owned() })
            }
            candidates => Ok(candidates),
        }
    }

    fn may_be_named(&self, index: usize, kid: Option<&str>) -> bool {
        match (kid, self.keys[index].kid.as_deref()) {
            (None, _) => true,
            (Some(_), None) => self.is_single_key,
            (Some(asked), Some(own)) => asked == own,
        }
    }

    fn matching_key(&self, outcome: &HeaderOutcome, signed: &[u8], signature: &Vec<u8>) -> Option<Key> {
        outcome.candidates.iter().find_map(|&(index, place)| {
            let (alg, checker) = &self.keys[index].checkers[place];
            checker.matches(signed, signature).then_some(Key { index, alg: *alg })
        })
    }
}

/// What a header came to: for itself alone, whatever the payload.
#[derive(Debug, Default)]
struct HeaderOutcome {
    reasons: Vec<Refusal>,
    candidates: Vec<(usize, usize)>,
    alg_name: Option<String>,
    kid: Option<String>,
}

/// RFC 7515 section 4.1.9: media types, without letter case; `application/` may be left out.
fn same_media_type(one: &str, other: &str) -> bool {
    fn bare(text: &str) -> &str {
        match text.split_at_checked(12) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case("application/") && !rest.contains('/') => {
                rest
            }
            _ => text,
        }
    }
    bare(one).eq_ignore_ascii_case(bare(other))
}

const REMEMBERED_HEADERS: usize = 8;
