//! The instants that a token tells of itself, as numbers of seconds. None of them is judged here.
//!
//! Source: RFC 7519 section 2 (`NumericDate`) and 4.1.

use super::json::{Kind, Object, Value};
use crate::clock::{Span, Time};

/// When a token expires.
pub fn expires_at(claims: &Object<'_>) -> Option<Time> {
    numeric_date(claims.get("exp")?, Rounding::Down)
}

/// When a token was issued.
pub fn issued_at(claims: &Object<'_>) -> Option<Time> {
    numeric_date(claims.get("iat")?, Rounding::Down)
}

/// When a token begins to be valid.
pub fn not_before(claims: &Object<'_>) -> Option<Time> {
    numeric_date(claims.get("nbf")?, Rounding::Up)
}

/// How long a token was made to live: from `iat`, else from `nbf`, to `exp`. `None` when that cannot be told or is nothing.
pub fn lifetime(claims: &Object<'_>) -> Option<Span> {
    let start = claims.get("iat").or_else(|| claims.get("nbf"))?;
    let start = numeric_date(start, Rounding::Down)?;
    let end = expires_at(claims)?;
    (start < end).then(|| end.since(start))
}

/// Which way a fraction of a second is rounded: always against the token.
#[derive(Clone, Copy)]
pub(super) enum Rounding {
    Down,
    Up,
}

/// A JSON number of seconds since 1970 (RFC 7519 section 2), cut to the range of [`Time`].
#[allow(clippy::cast_possible_truncation, reason = "`as` cuts to the range, which is what is wanted")]
pub(super) fn numeric_date(value: Value<'_>, rounding: Rounding) -> Option<Time> {
    if let Some(seconds) = value.as_integer() {
        return Some(Time::from_unix(seconds));
    }
    if value.kind() != Kind::Number {
        return None;
    }
    let seconds = value.text().parse().ok().filter(|seconds: &f64| seconds.is_finite())?;
    Some(Time::from_unix(match rounding {
        Rounding::Down => seconds.floor() as i64,
        Rounding::Up => seconds.ceil() as i64,
    }))
}
