//! Demands made from bytes, and a second opinion on which claims meet them.
//!
//! An input is sixteen characters, one for each demand and for `now`, and then the payload. `0` stands for the first
//! row of a demand's table, so `0000000000000000{}` asks nothing at 2023-11-14 22:13:20 UTC.
//!
//! Sources: RFC 7519 section 4.1; the design, section 5.6.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use mcp_token::clock::{Span, Time};
use mcp_token::jwt::policy::{Audience, Expiry, Policy};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// One input of the target `claims`.
pub struct Case<'a> {
    /// The demands.
    pub policy: Policy,
    /// The same demands with one of them replaced by a stricter one, when the input names such a one.
    pub stricter: Option<Policy>,
    /// The instant at which it is judged.
    pub now: Time,
    /// The payload's bytes.
    pub payload: &'a [u8],
}

impl<'a> Case<'a> {
    /// Cuts an input; `None` when it is too short to be one.
    pub fn parse(data: &'a [u8]) -> Option<Self> {
        let mut input = Unstructured::new(data);
        if input.len() < 16 {
            return None;
        }
        let choices: [u8; 16] = input.arbitrary().ok()?;
        let policy = policy(&choices);
        let mut other = choices;
        other[usize::from(choices[14]) % 13] = choices[15];
        let other = self::policy(&other);
        Some(Self {
            stricter: is_stricter(&other, &policy).then_some(other),
            policy,
            now: Time::from_unix(pick(choices[13], NOW)),
            payload: input.take_rest(),
        })
    }
}

fn pick<T: Copy>(choice: u8, table: &[T]) -> T {
    table[usize::from(choice.wrapping_sub(b'0')) % table.len()]
}

fn policy(choices: &[u8; 16]) -> Policy {
    let list = |choice, table: &[&[&str]]| pick(choice, table).iter().map(|&text| text.to_owned()).collect();
    let unjudged: Vec<String> = list(choices[12], UNJUDGED);
    let expiry = match pick(choices[10], EXPIRY) {
        // Only a refresh leaves claims unjudged, and it forgives.
        Expiry::Required if unjudged.iter().any(|claim| claim == "exp") => Expiry::Optional,
        expiry => expiry,
    };
    Policy {
        audience: match pick(choices[0], AUDIENCE) {
            None => Audience::Any,
            Some(["(unsaid)"]) => Audience::Unsaid,
            Some(list) => Audience::OneOf(list.iter().map(|&text| text.to_owned()).collect()),
        },
        issuers: list(choices[1], LISTS),
        subject: pick(choices[2], &[None, Some("a"), Some("")]).map(str::to_owned),
        typ: pick(choices[3], TYP).map(str::to_owned),
        required: list(choices[4], REQUIRED),
        scopes: list(choices[5], LISTS),
        roles: list(choices[6], LISTS),
        min_quota: pick(choices[7], &[None, Some(0), Some(1), Some(100), Some(i64::MIN), Some(i64::MAX)]),
        min_ttl: pick(choices[8], SPANS).map(Span::from_secs),
        max_age: pick(choices[9], SPANS).map(Span::from_secs),
        expiry,
        leeway: Span::from_secs(pick(choices[11], SPANS).unwrap_or(0)),
        unjudged,
    }
}

const AUDIENCE: &[Option<&[&str]>] = &[
    None,
    Some(&["(unsaid)"]),
    Some(&["a"]),
    Some(&["a", "b"]),
    Some(&[""]),
    Some(&[]),
    Some(&["https://a.example/mcp"]),
];
const LISTS: &[&[&str]] = &[&[], &["a"], &["b"], &["a", "b"], &[""], &["a b"], &["https://a.example/mcp"]];
const TYP: &[Option<&str>] = &[None, Some("JWT"), Some("application/jwt"), Some("at+jwt"), Some("")];
const REQUIRED: &[&[&str]] =
    &[&[], &["sub"], &["exp"], &["aud", "iss"], &["jti"], &["x"], &[""], &["iat", "nbf"]];
const UNJUDGED: &[&[&str]] =
    &[&[], &["iss"], &["aud"], &["exp"], &["nbf", "iat"], &["sub", "quota", "jti"], &["x"]];
const SPANS: &[Option<u64>] = &[None, Some(0), Some(1), Some(60), Some(3600), Some(u64::MAX)];
const EXPIRY: &[Expiry] = &[
    Expiry::Optional,
    Expiry::Required,
    Expiry::Forgiven(Span::ZERO),
    Expiry::Forgiven(Span::from_secs(60)),
    Expiry::Forgiven(Span::from_secs(u64::MAX)),
];
const NOW: &[i64] =
    &[1_700_000_000, 1_700_000_001, 0, -1, 100, i64::MAX, i64::MAX - 1, i64::MIN, i64::MIN + 1];

/// Whether every demand of `one` is the same as, or asks for more than, that of `other`.
fn is_stricter(one: &Policy, other: &Policy) -> bool {
    fn holds<T: PartialEq>(larger: &[T], smaller: &[T]) -> bool {
        smaller.iter().all(|item| larger.contains(item))
    }
    let audience = match (&one.audience, &other.audience) {
        (_, Audience::Any) | (Audience::Unsaid, Audience::Unsaid) => true,
        (Audience::OneOf(fewer), Audience::OneOf(more)) => holds(more, fewer),
        _ => false,
    };
    let issuers = other.issuers.is_empty() || !one.issuers.is_empty() && holds(&other.issuers, &one.issuers);
    let same = |one: &Option<String>, other: &Option<String>| other.is_none() || one == other;
    let forgiven = |expiry| match expiry {
        Expiry::Required => (0, 0),
        Expiry::Optional => (1, 0),
        Expiry::Forgiven(span) => (2, span.secs()),
    };
    audience
        && issuers
        && same(&one.subject, &other.subject)
        && same(&one.typ, &other.typ)
        && holds(&one.required, &other.required)
        && holds(&one.scopes, &other.scopes)
        && holds(&one.roles, &other.roles)
        && one.min_quota >= other.min_quota
        && one.min_ttl >= other.min_ttl
        && (other.max_age.is_none() || one.max_age.is_some() && one.max_age <= other.max_age)
        && forgiven(one.expiry) <= forgiven(other.expiry)
        && one.leeway <= other.leeway
        && holds(&other.unjudged, &one.unjudged)
}

/// Whether claims meet the demands, by this module's own reading of them. The header says `"typ":"JWT"`.
pub fn is_met(
    policy: &Policy,
    claims: &Map<String, Value>,
    texts: &BTreeMap<String, Box<RawValue>>,
    now: Time,
) -> bool {
    Reading { policy, claims, texts, now: now.unix().into() }.all()
}

struct Reading<'a> {
    policy: &'a Policy,
    claims: &'a Map<String, Value>,
    texts: &'a BTreeMap<String, Box<RawValue>>,
    now: i128,
}

impl Reading<'_> {
    fn all(&self) -> bool {
        let policy = self.policy;
        let typ = policy.typ.as_deref().is_none_or(|typ| ["JWT", "application/jwt"].contains(&typ));
        let strings =
            ["iss", "sub", "jti"].into_iter().all(|name| self.judged(name).is_none_or(Value::is_string));
        let issuer = policy.issuers.is_empty()
            || self.is_unjudged("iss")
            || self
                .judged("iss")
                .and_then(Value::as_str)
                .is_some_and(|iss| policy.issuers.iter().any(|one| one == iss));
        let subject = policy.subject.is_none()
            || self.is_unjudged("sub")
            || self.judged("sub").and_then(Value::as_str) == policy.subject.as_deref();
        typ && strings
            && issuer
            && subject
            && self.audience()
            && self.times()
            && self.lists()
            && self.quota()
            && self.required()
    }

    fn is_unjudged(&self, name: &str) -> bool {
        self.policy.unjudged.iter().any(|one| one == name)
    }

    fn judged(&self, name: &str) -> Option<&Value> {
        self.claims.get(name).filter(|_| !self.is_unjudged(name))
    }

    fn audience(&self) -> bool {
        if self.is_unjudged("aud") {
            return true;
        }
        let found = match self.claims.get("aud") {
            None => return !matches!(self.policy.audience, Audience::OneOf(_)),
            Some(value) => words(value),
        };
        match (found, &self.policy.audience) {
            (None, _) | (_, Audience::Unsaid) => false,
            (_, Audience::Any) => true,
            (Some(found), Audience::OneOf(wanted)) => {
                found.iter().any(|one| wanted.iter().any(|aud| aud == one))
            }
        }
    }

    fn times(&self) -> bool {
        let policy = self.policy;
        let (Ok(exp), Ok(nbf), Ok(iat)) =
            (self.time("exp", false), self.time("nbf", true), self.time("iat", true))
        else {
            return false;
        };
        let leeway = i128::from(policy.leeway.secs());
        let forgiven = match policy.expiry {
            Expiry::Forgiven(span) => i128::from(span.secs()),
            Expiry::Optional | Expiry::Required => 0,
        };
        let live = match exp {
            None => policy.expiry != Expiry::Required,
            Some(exp) => {
                let end = cut(exp + leeway + forgiven);
                // What is forgiven, "no longer ago than this", is so to its last second.
                let is_live = if forgiven > 0 { self.now <= end } else { self.now < end };
                is_live && policy.min_ttl.is_none_or(|min| cut(self.now + i128::from(min.secs())) <= exp)
            }
        };
        let begun = [nbf, iat].into_iter().flatten().all(|start| start <= cut(self.now + leeway));
        let oldest = self.time("iat", false).ok().flatten();
        let young = match (policy.max_age, oldest) {
            (None, _) => true,
            (Some(_), None) => self.is_unjudged("iat"),
            (Some(max), Some(iat)) => iat >= cut(self.now - i128::from(max.secs()) - leeway),
        };
        live && begun && young
    }

    /// Whole seconds, a fraction against the token; `Err` when it is there and no number.
    fn time(&self, name: &str, up: bool) -> Result<Option<i128>, ()> {
        match self.judged(name) {
            None => Ok(None),
            Some(Value::Number(_)) => {
                let text = self.texts[name].get();
                let fraction = text.contains(['.', 'e', 'E']);
                let seconds: f64 = text.parse().map_err(|_| ())?;
                Ok(Some(match text.parse::<i128>() {
                    Ok(whole) if !fraction => cut(whole),
                    // `as` cuts to the range.
                    _ => i128::from(if up { seconds.ceil() as i64 } else { seconds.floor() as i64 }),
                }))
            }
            Some(_) => Err(()),
        }
    }

    fn lists(&self) -> bool {
        let Policy { scopes, roles, .. } = self.policy;
        let mut found = Some(Vec::new());
        for name in ["scope", "scp", "scopes", "permissions"] {
            let Some(value) = self.claims.get(name) else { continue };
            let more = match value {
                Value::String(text) if name == "scope" => Some(text.split_ascii_whitespace().collect()),
                Value::Array(_) if name != "scope" => words(value),
                _ => None,
            };
            found = found.zip(more).map(|(all, more): (Vec<&str>, Vec<&str>)| [all, more].concat());
        }
        let scopes = scopes.is_empty()
            || found.is_some_and(|found| scopes.iter().all(|one| found.contains(&one.as_str())));
        let mut held = Some(Vec::new());
        for name in ["role", "roles"] {
            if let Some(value) = self.claims.get(name) {
                held = held.zip(words(value)).map(|(all, more)| [all, more].concat());
            }
        }
        let roles =
            roles.is_empty() || held.is_some_and(|held| roles.iter().all(|one| held.contains(&one.as_str())));
        scopes && roles
    }

    fn quota(&self) -> bool {
        let Some(min) = self.policy.min_quota.filter(|_| !self.is_unjudged("quota")) else { return true };
        let Some(Value::Number(_)) = self.claims.get("quota") else { return false };
        let text = self.texts["quota"].get();
        let is_whole = !text.contains(['.', 'e', 'E']);
        is_whole
            && text.parse::<i128>().unwrap_or(if text.starts_with('-') { i128::MIN } else { i128::MAX })
                >= min.into()
            || is_whole && min == i64::MIN
    }

    fn required(&self) -> bool {
        self.policy
            .required
            .iter()
            .all(|name| self.is_unjudged(name) || self.claims.get(name).is_some_and(|value| !value.is_null()))
    }
}

fn cut(seconds: i128) -> i128 {
    seconds.clamp(i64::MIN.into(), i64::MAX.into())
}

fn words(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(one) => Some(vec![one]),
        Value::Array(list) => list.iter().map(Value::as_str).collect(),
        _ => None,
    }
}
