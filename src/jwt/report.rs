//! A verdict laid out as checks: what was asked, what was found, in the order in which they are made.

use super::demands::{ROLES, SCOPES};
use super::instants::{expires_at, not_before};
use super::json::Object;
use super::policy::{Audience, Expiry, Policy};
use super::refusal::{Check, Refusal};
use super::verify::Verdict;
use crate::clock::Time;

/// One check of a verdict.
#[derive(Debug, Clone)]
pub struct CheckRow<'v> {
    /// Which one.
    pub check: Check,
    /// How it went.
    pub outcome: Outcome<'v>,
}

/// How a check went.
#[derive(Debug, Clone)]
pub enum Outcome<'v> {
    /// It failed.
    Fail(&'v Refusal),
    /// There was nothing to check, and why.
    None(&'static str),
    /// It held; what was found.
    Ok(String),
}

/// The rows of a report. Of a token whose signature does not hold only the failures are told: the rest of what it says
/// means nothing.
pub fn checks<'v>(verdict: &'v Verdict<'_>, policy: &Policy, now: Time) -> Vec<CheckRow<'v>> {
    let mut rows: Vec<CheckRow<'v>> = verdict
        .reasons()
        .iter()
        .map(|reason| CheckRow { check: reason.check(), outcome: Outcome::Fail(reason) })
        .collect();
    let Some(claims) = verdict.signed_claims() else { return rows };
    let mut add = |check, outcome| {
        if rows.iter().all(|row| row.check != check) {
            rows.push(CheckRow { check, outcome });
        }
    };
    add(Check::Signature, Outcome::Ok(verdict.alg_name().unwrap_or_default().to_owned()));
    // A payload that cannot be read has no claims to tell of.
    let readable = verdict.reasons().iter().all(|reason| reason.check() != Check::Payload);
    for (check, outcome) in claim_rows(claims, policy, now).into_iter().filter(|_| readable) {
        if holds(check, verdict.reasons(), policy) {
            add(check, outcome);
        }
    }
    rows.sort_by_key(|row| row.check);
    rows
}

/// Whether a demand without a failure of its own was met: not when the claim it rests on failed elsewhere.
fn holds(check: Check, reasons: &[Refusal], policy: &Policy) -> bool {
    let failed = |other: Check| reasons.iter().any(|reason| reason.check() == other);
    match check {
        Check::MinTtl => policy.judges("exp") && !failed(Check::Expires),
        Check::MaxAge => policy.judges("iat") && !failed(Check::IssuedAt),
        Check::Scope => SCOPES.iter().all(|claim| policy.judges(claim)),
        Check::Role => ROLES.iter().all(|claim| policy.judges(claim)),
        Check::Required => !reasons.iter().any(|reason| match reason {
            Refusal::ClaimMissing { claim, .. } | Refusal::ClaimType { claim, .. } => {
                policy.required.contains(claim)
            }
            _ => false,
        }),
        Check::Issuer => policy.judges("iss"),
        Check::Audience => policy.judges("aud"),
        Check::Subject => policy.judges("sub"),
        Check::Quota => policy.judges("quota"),
        _ => true,
    }
}

fn claim_rows<'v>(claims: &Object<'_>, policy: &Policy, now: Time) -> Vec<(Check, Outcome<'v>)> {
    let text = |name: &str| Outcome::Ok(shown(claims, name));
    let mut rows = Vec::new();
    if policy.typ.is_some() {
        rows.push((Check::Typ, Outcome::Ok(policy.typ.clone().unwrap_or_default())));
    }
    if !policy.issuers.is_empty() {
        rows.push((Check::Issuer, text("iss")));
    }
    rows.push((
        Check::Audience,
        match &policy.audience {
            Audience::OneOf(_) => text("aud"),
            Audience::Any if claims.get("aud").is_some() => Outcome::None("any will do, by demand"),
            Audience::Any | Audience::Unsaid => Outcome::None("no `aud`"),
        },
    ));
    if policy.subject.is_some() {
        rows.push((Check::Subject, text("sub")));
    }
    rows.push((
        Check::NotBefore,
        not_before(claims).map_or(Outcome::None("no `nbf`"), |at| Outcome::Ok(at.describe(now))),
    ));
    rows.push((Check::Expires, expiry_row(claims, policy, now)));
    if let Some(min) = policy.min_ttl {
        rows.push((Check::MinTtl, Outcome::Ok(format!("at least {min} asked"))));
    }
    if let Some(max) = policy.max_age {
        rows.push((Check::MaxAge, Outcome::Ok(format!("at most {max} asked"))));
    }
    rows.extend(demand_rows(claims, policy));
    rows
}

fn expiry_row<'v>(claims: &Object<'_>, policy: &Policy, now: Time) -> Outcome<'v> {
    match expires_at(claims) {
        Some(at) => Outcome::Ok(at.describe(now)),
        None if policy.expiry == Expiry::Required => Outcome::None("no `exp`"),
        None => Outcome::None("no `exp`: it never expires"),
    }
}

fn demand_rows<'v>(claims: &Object<'_>, policy: &Policy) -> Vec<(Check, Outcome<'v>)> {
    let mut rows = Vec::new();
    if !policy.required.is_empty() {
        rows.push((Check::Required, Outcome::Ok(policy.required.join(" "))));
    }
    if !policy.scopes.is_empty() {
        rows.push((Check::Scope, Outcome::Ok(policy.scopes.join(" "))));
    }
    if !policy.roles.is_empty() {
        rows.push((Check::Role, Outcome::Ok(policy.roles.join(" "))));
    }
    if let Some(min) = policy.min_quota {
        rows.push((Check::Quota, Outcome::Ok(format!("{}, at least {min} asked", shown(claims, "quota")))));
    }
    rows
}

fn shown(claims: &Object<'_>, name: &str) -> String {
    let Some(value) = claims.get(name) else { return String::new() };
    match (value.as_str(), value.as_strings()) {
        (Some(text), _) => text.into_owned(),
        (None, Some(list)) => list.join(", "),
        (None, None) => value.text().to_owned(),
    }
}
