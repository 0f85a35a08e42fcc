//! Claims as a server looks at them.

use std::borrow::Cow;

use super::checks::{Audience, Bound, Claim, Number, Rule, ScopeForm};
use super::{Expectation, Objection, PYTHON_DIGITS, last};
use crate::clock::Time;
use crate::jwt::json::{Kind, Object, Value};

/// Applies one rule.
pub(super) fn judge(
    rule: &Rule,
    claims: &Object<'_>,
    expectation: &Expectation,
    now: Time,
) -> Result<(), Objection> {
    match *rule {
        Rule::There(claim) => {
            let (expected, claim) = match claim {
                Claim::Audience => (&expectation.audiences, "aud"),
                Claim::Issuer => (&expectation.issuers, "iss"),
            };
            if expected.is_empty() { Ok(()) } else { required(claims, claim) }
        }
        Rule::Issuer => issuer(claims, &expectation.issuers),
        Rule::Audience(kind) => audience(claims, &expectation.audiences, kind),
        Rule::Required(claim) => required(claims, claim),
        Rule::Text { claim, or_null } => match last(claims, claim) {
            Some(value) if value.kind() != Kind::String && !(or_null && value.kind() == Kind::Null) => {
                Err(Objection::ClaimType { claim, expected: "a string", found: value.kind() })
            }
            Some(_) | None => Ok(()),
        },
        Rule::Instant { claim, number, bound } => match last(claims, claim) {
            Some(value) => instant(claim, value, number, bound, now),
            None => Ok(()),
        },
        Rule::Scopes { claims: places, form, place } => {
            let found = scopes(claims, places, form)?;
            match expectation.scopes.iter().find(|scope| !found.contains(scope)) {
                Some(missing) => Err(Objection::ScopeMissing { missing: missing.clone(), place }),
                None => Ok(()),
            }
        }
    }
}

fn required(claims: &Object<'_>, claim: &'static str) -> Result<(), Objection> {
    last(claims, claim).map(drop).ok_or(Objection::ClaimMissing { claim })
}

fn issuer(claims: &Object<'_>, expected: &[String]) -> Result<(), Objection> {
    if expected.is_empty() {
        return Ok(());
    }
    let value = last(claims, "iss").ok_or(Objection::ClaimMissing { claim: "iss" })?;
    let text = value.as_str().ok_or(Objection::ClaimType {
        claim: "iss",
        expected: "a string",
        found: value.kind(),
    })?;
    if expected.iter().any(|issuer| *issuer == text) {
        return Ok(());
    }
    Err(Objection::IssMismatch { expected: expected.to_vec(), found: text.into_owned() })
}

fn audience(claims: &Object<'_>, expected: &[String], kind: Audience) -> Result<(), Objection> {
    let strict = matches!(kind, Audience::Strict);
    let value = last(claims, "aud").filter(|value| !strict || !is_false(*value));
    let Some(value) = value else {
        return if expected.is_empty() { Ok(()) } else { Err(Objection::ClaimMissing { claim: "aud" }) };
    };
    if expected.is_empty() {
        return if strict { Err(Objection::AudNotAsked) } else { Ok(()) };
    }
    let wrong =
        Objection::ClaimType { claim: "aud", expected: "a string or a list of strings", found: value.kind() };
    let found: Vec<Cow<'_, str>> = match (value.as_str(), value.as_array()) {
        (Some(one), _) => vec![one],
        (None, Some(list)) if strict => {
            list.into_iter().map(Value::as_str).collect::<Option<_>>().ok_or(wrong)?
        }
        (None, Some(list)) => list.into_iter().filter_map(Value::as_str).collect(),
        (None, None) => return Err(wrong),
    };
    if found.iter().any(|found| expected.iter().any(|audience| audience == found)) {
        return Ok(());
    }
    let found = if found.is_empty() { "empty".to_owned() } else { found.join(", ") };
    Err(Objection::AudMismatch { expected: expected.to_vec(), found })
}

/// What Python calls false.
fn is_false(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Null => true,
        Kind::Boolean => value.text() == "false",
        Kind::Number => float(value) == Some(0.0),
        Kind::String => value.text() == "\"\"",
        Kind::Array => value.as_array().is_some_and(|list| list.is_empty()),
        Kind::Object => value.compact() == "{}",
    }
}

fn instant(
    claim: &'static str,
    value: Value<'_>,
    number: Number,
    bound: Bound,
    now: Time,
) -> Result<(), Objection> {
    let (seconds, expected) = match number {
        Number::Json => (float(value), "a number"),
        Number::PythonInt => (python_int(value), "a number, or text that is an integer"),
        Number::PythonOrder if value.kind() == Kind::Null => return Ok(()),
        Number::PythonOrder => (python_number(value), "a number"),
        Number::Whole => (whole(value), "a whole number"),
    };
    let seconds = seconds.ok_or(Objection::ClaimType { claim, expected, found: value.kind() })?;
    // Both are far from where a double stops counting seconds, or they are far from each other.
    #[allow(clippy::cast_precision_loss, reason = "an instant that somebody lives at is exact")]
    let here = now.unix() as f64;
    let lies_well = match bound {
        Bound::After => seconds > here,
        Bound::NowOrAfter => seconds >= here,
        Bound::NowOrBefore => seconds <= here,
        Bound::Anywhere => true,
    };
    if lies_well {
        return Ok(());
    }
    #[allow(clippy::cast_possible_truncation, reason = "`as` cuts to the range, which is what is wanted")]
    let at = Time::from_unix(seconds as i64);
    Err(match claim {
        "nbf" => Objection::NotYetValid { at, now },
        "iat" => Objection::IssuedAhead { at, now },
        _ => Objection::Expired { at, now },
    })
}

/// The double that a JSON number is; infinity where it is too large.
fn float(value: Value<'_>) -> Option<f64> {
    (value.kind() == Kind::Number).then(|| value.text().parse().ok()).flatten()
}

/// What Python compares with a number: a number, or a truth value, which is 0 or 1.
fn python_number(value: Value<'_>) -> Option<f64> {
    match (value.kind(), value.text()) {
        (Kind::Boolean, text) => Some(if text == "true" { 1.0 } else { 0.0 }),
        // An integer has no bounds in Python.
        (Kind::Number, text) if is_integer(text) => float(value),
        _ => float(value).filter(|seconds| seconds.is_finite()),
    }
}

/// What Python's `int()` makes of a value.
fn python_int(value: Value<'_>) -> Option<f64> {
    match value.as_str() {
        Some(text) => python_integer(&text),
        None => python_number(value).map(f64::trunc),
    }
}

/// An integer as `int()` reads one: white space around it, a sign, single underscores between digits.
fn python_integer(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let well_formed =
        digits.split('_').all(|group| !group.is_empty() && group.bytes().all(|digit| digit.is_ascii_digit()));
    if !well_formed || digits.bytes().filter(u8::is_ascii_digit).count() > PYTHON_DIGITS {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// What pydantic takes for an `int`: an integer, text that is one, a double without a fraction in 64 bits.
fn whole(value: Value<'_>) -> Option<f64> {
    match value.as_str() {
        Some(text) => python_integer(&text),
        None => python_number(value).filter(|seconds| {
            is_integer(value.text()) || (seconds.fract() == 0.0 && seconds.abs() < TWO_TO_THE_63)
        }),
    }
}

fn is_integer(text: &str) -> bool {
    text.strip_prefix('-').unwrap_or(text).bytes().all(|digit| digit.is_ascii_digit())
}

/// The scopes in the first of these claims that has the form.
fn scopes(
    claims: &Object<'_>,
    places: &'static [&'static str],
    form: ScopeForm,
) -> Result<Vec<String>, Objection> {
    for claim in places {
        let Some(value) = last(claims, claim) else { continue };
        if let Some(words) = value.as_str() {
            let words: Vec<&str> = match form {
                ScopeForm::WordsAndBlanks => words.split(' ').collect(),
                ScopeForm::Words | ScopeForm::WordsOrList => words.split_whitespace().collect(),
            };
            return Ok(words.into_iter().map(str::to_owned).collect());
        }
        if form == ScopeForm::WordsOrList && value.kind() == Kind::Array {
            let wrong =
                Objection::ClaimType { claim, expected: "a string or a list of strings", found: Kind::Array };
            let list = value.as_strings().ok_or(wrong)?;
            return Ok(list.into_iter().map(Cow::into_owned).collect());
        }
    }
    Ok(Vec::new())
}

const TWO_TO_THE_63: f64 = 9_223_372_036_854_775_808.0;
