//! The claims of a token against the demands of a policy. Every failure is reported, none hides another.
//!
//! Source: RFC 7519 section 4.1.

use std::borrow::Cow;

use super::instants::{Rounding, numeric_date};
use super::json::{Kind, Object, Value};
use super::policy::{Audience, Expiry, Policy};
use super::refusal::{Check, Refusal};
use crate::clock::{Span, Time};

/// Judges the claims; what fails is added to `reasons` in the order of the checks.
pub(super) fn judge(claims: &Object<'_>, policy: &Policy, now: Time, reasons: &mut Vec<Refusal>) {
    let mut judge = Judge { claims, registered: Registered::of(claims), policy, now, reasons };
    judge.issuer();
    judge.audience();
    judge.subject();
    judge.instants();
    judge.required();
    judge.scopes();
    judge.roles();
    judge.quota();
    judge.text("jti", judge.registered.jti);
}

/// The claims that every token is looked at for (RFC 7519 section 4.1), found in one walk.
#[derive(Default)]
struct Registered<'a> {
    iss: Option<Value<'a>>,
    sub: Option<Value<'a>>,
    aud: Option<Value<'a>>,
    exp: Option<Value<'a>>,
    nbf: Option<Value<'a>>,
    iat: Option<Value<'a>>,
    jti: Option<Value<'a>>,
}

impl<'a> Registered<'a> {
    fn of(claims: &Object<'a>) -> Self {
        let mut found = Self::default();
        for (name, value) in claims.members() {
            let claim = match name {
                "iss" => &mut found.iss,
                "sub" => &mut found.sub,
                "aud" => &mut found.aud,
                "exp" => &mut found.exp,
                "nbf" => &mut found.nbf,
                "iat" => &mut found.iat,
                "jti" => &mut found.jti,
                _ => continue,
            };
            *claim = Some(value);
        }
        found
    }
}

struct Judge<'a, 'j> {
    claims: &'j Object<'a>,
    registered: Registered<'a>,
    policy: &'j Policy,
    now: Time,
    reasons: &'j mut Vec<Refusal>,
}

impl<'a> Judge<'a, '_> {
    fn issuer(&mut self) {
        let found = self.text("iss", self.registered.iss);
        if self.policy.issuers.is_empty() || !self.policy.judges("iss") {
            return;
        }
        match found {
            Some(found) if self.policy.issuers.iter().any(|issuer| *issuer == found) => {}
            Some(found) => {
                let expected = self.policy.issuers.clone();
                self.reasons.push(Refusal::IssMismatch { expected, found: found.into_owned() });
            }
            None => self.missing("iss", Check::Issuer),
        }
    }

    fn audience(&mut self) {
        if !self.policy.judges("aud") {
            return;
        }
        let found = match self.registered.aud {
            None => None,
            Some(value) => match one_or_list(value) {
                Some(found) => Some(found),
                None => return self.wrong_type("aud", "a string or a list of strings", value),
            },
        };
        let owned = |found: Vec<Cow<'a, str>>| found.into_iter().map(Cow::into_owned).collect();
        match (&self.policy.audience, found) {
            (Audience::Any, _) | (Audience::Unsaid, None) => {}
            (Audience::Unsaid, Some(found)) => {
                self.reasons.push(Refusal::AudNotAsked { found: owned(found) });
            }
            (Audience::OneOf(_), None) => self.missing("aud", Check::Audience),
            (Audience::OneOf(expected), Some(found)) => {
                if !found.iter().any(|found| expected.iter().any(|audience| audience == found)) {
                    let expected = expected.clone();
                    self.reasons.push(Refusal::AudMismatch { expected, found: owned(found) });
                }
            }
        }
    }

    fn subject(&mut self) {
        let found = self.text("sub", self.registered.sub);
        let Some(expected) = self.policy.subject.as_ref().filter(|_| self.policy.judges("sub")) else {
            return;
        };
        match found {
            Some(found) if found == *expected => {}
            Some(found) => {
                let expected = expected.clone();
                self.reasons.push(Refusal::SubMismatch { expected, found: found.into_owned() });
            }
            None => self.missing("sub", Check::Subject),
        }
    }

    fn instants(&mut self) {
        let (now, latest) = (self.now, self.now.plus(self.policy.leeway));
        if let Some(at) = self.instant("nbf", self.registered.nbf, Rounding::Up)
            && at > latest
        {
            self.reasons.push(Refusal::NotYetValid { at, now });
        }
        if let Some(at) = self.instant("iat", self.registered.iat, Rounding::Up)
            && at > latest
        {
            self.reasons.push(Refusal::IssuedAhead { at, now });
        }
        match self.instant("exp", self.registered.exp, Rounding::Down) {
            Some(at) => self.expiry(at),
            None if self.policy.expiry == Expiry::Required && self.policy.judges("exp") => {
                self.missing("exp", Check::Expires);
            }
            None => {}
        }
        if let Some(max) = self.policy.max_age.filter(|_| self.policy.judges("iat")) {
            self.age(max);
        }
    }

    fn age(&mut self, max: Span) {
        let oldest = self.now.minus(max).minus(self.policy.leeway);
        match self.registered.iat.map(|value| numeric_date(value, Rounding::Down)) {
            Some(Some(at)) if at < oldest => {
                self.reasons.push(Refusal::TooOld { max, age: self.now.since(at) });
            }
            Some(_) => {}
            None => self.missing("iat", Check::MaxAge),
        }
    }

    fn expiry(&mut self, at: Time) {
        let forgiven = match self.policy.expiry {
            Expiry::Forgiven(span) => span,
            Expiry::Optional | Expiry::Required => Span::ZERO,
        };
        let end = at.plus(self.policy.leeway).plus(forgiven);
        // What was forgiven may be used up to its last second; `exp` itself is the first second that is too late.
        if self.now > end || (self.now == end && forgiven == Span::ZERO) {
            self.reasons.push(Refusal::Expired { at, now: self.now });
        } else if let Some(min) = self.policy.min_ttl
            && self.now.plus(min) > at
        {
            self.reasons.push(Refusal::TtlShort { min, left: at.since(self.now) });
        }
    }

    fn required(&mut self) {
        let policy = self.policy;
        for claim in policy.required.iter().filter(|claim| policy.judges(claim)) {
            let absent = self.claims.get(claim).is_none_or(|value| value.kind() == Kind::Null);
            if absent && !self.reports_missing(claim) {
                self.missing(claim, Check::Required);
            }
        }
    }

    fn scopes(&mut self) {
        let policy = self.policy;
        if policy.scopes.is_empty() || !SCOPES.iter().all(|claim| policy.judges(claim)) {
            return;
        }
        let mut found: Vec<Cow<'a, str>> = Vec::new();
        match self.claims.get("scope") {
            None => {}
            Some(value) => match value.as_str() {
                Some(words) => {
                    found.extend(words.split_ascii_whitespace().map(|word| word.to_owned().into()));
                }
                None => self.wrong_type("scope", "a string", value),
            },
        }
        for claim in &SCOPES[1..] {
            if let Some(value) = self.claims.get(claim) {
                match value.as_strings() {
                    Some(list) => found.extend(list),
                    None => self.wrong_type(claim, "a list of strings", value),
                }
            }
        }
        if let Some((missing, found)) = lacking(&policy.scopes, found)
            && !self.reports_type_of(&SCOPES)
        {
            self.reasons.push(Refusal::ScopeMissing { missing, found });
        }
    }

    fn roles(&mut self) {
        let policy = self.policy;
        if policy.roles.is_empty() || !ROLES.iter().all(|claim| policy.judges(claim)) {
            return;
        }
        let mut found: Vec<Cow<'a, str>> = Vec::new();
        for claim in ROLES {
            if let Some(value) = self.claims.get(claim) {
                match one_or_list(value) {
                    Some(list) => found.extend(list),
                    None => self.wrong_type(claim, "a string or a list of strings", value),
                }
            }
        }
        if let Some((missing, found)) = lacking(&policy.roles, found)
            && !self.reports_type_of(&ROLES)
        {
            self.reasons.push(Refusal::RoleMissing { missing, found });
        }
    }

    fn quota(&mut self) {
        let Some(min) = self.policy.min_quota.filter(|_| self.policy.judges("quota")) else { return };
        match self.claims.get("quota") {
            None => self.missing("quota", Check::Quota),
            Some(value) => match value.as_integer() {
                Some(found) if found < min => self.reasons.push(Refusal::QuotaLow { min, found }),
                Some(_) => {}
                None => self.wrong_type("quota", "an integer", value),
            },
        }
    }

    /// A claim that is a string wherever it is there.
    fn text(&mut self, claim: &'static str, value: Option<Value<'a>>) -> Option<Cow<'a, str>> {
        let value = value.filter(|_| self.policy.judges(claim))?;
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(claim, "a string", value);
        }
        text
    }

    /// A claim that is a `NumericDate` wherever it is there.
    fn instant(&mut self, claim: &'static str, value: Option<Value<'a>>, rounding: Rounding) -> Option<Time> {
        let value = value.filter(|_| self.policy.judges(claim))?;
        let instant = numeric_date(value, rounding);
        if instant.is_none() {
            let number = value.kind() == Kind::Number;
            self.wrong_type(
                claim,
                if number { "a number of seconds in range" } else { "a number of seconds" },
                value,
            );
        }
        instant
    }

    fn wrong_type(&mut self, claim: &str, expected: &'static str, value: Value<'_>) {
        self.reasons.push(Refusal::ClaimType { claim: claim.to_owned(), expected, found: value.kind() });
    }

    /// Whether one of these claims is reported for its type: then it is no absence.
    fn reports_type_of(&self, claims: &[&str]) -> bool {
        self.reasons.iter().any(
            |reason| matches!(reason, Refusal::ClaimType { claim, .. } if claims.contains(&claim.as_str())),
        )
    }

    /// A claim that is demanded: of the wrong type counts as reported already.
    fn missing(&mut self, claim: &str, check: Check) {
        if !self.reports_type_of(&[claim]) {
            self.reasons.push(Refusal::ClaimMissing { claim: claim.to_owned(), check });
        }
    }

    fn reports_missing(&self, claim: &str) -> bool {
        self.reasons
            .iter()
            .any(|reason| matches!(reason, Refusal::ClaimMissing { claim: known, .. } if known == claim))
    }
}

pub(crate) fn one_or_list(value: Value<'_>) -> Option<Vec<Cow<'_, str>>> {
    value.as_str().map(|one| vec![one]).or_else(|| value.as_strings())
}

/// What of `wanted` is not among `found`, beside what was found; `None` when nothing lacks.
fn lacking(wanted: &[String], found: Vec<Cow<'_, str>>) -> Option<(Vec<String>, Vec<String>)> {
    let missing: Vec<String> =
        wanted.iter().filter(|word| !found.iter().any(|known| known == *word)).cloned().collect();
    (!missing.is_empty()).then(|| (missing, found.into_iter().map(Cow::into_owned).collect()))
}

/// Where scopes are read from: the first is words between blanks (RFC 8693 section 4.2), the others are lists.
pub(super) const SCOPES: [&str; 4] = ["scope", "scp", "scopes", "permissions"];
pub(super) const ROLES: [&str; 2] = ["role", "roles"];
