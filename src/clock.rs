//! Instants and durations: how they are read from flags and written in reports.
//!
//! It reads no clock: `now` is an argument wherever it matters. One second is the unit, as on the wire.
//!
//! Sources: RFC 7519 section 2 (`NumericDate`), RFC 3339 section 5.6.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// An instant, in whole seconds since 1970-01-01 00:00:00 UTC without leap seconds (`NumericDate`, RFC 7519 section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);

impl Time {
    /// The first instant that RFC 3339 cannot write: 10000-01-01 00:00:00 UTC.
    pub const YEAR_10000: Self = Self(253_402_300_800);

    /// The instant that many seconds after 1970.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970, negative before it.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The instant one span later, or the last one there is.
    #[must_use]
    pub const fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add_unsigned(span.0))
    }

    /// The instant one span earlier, or the first one there is.
    #[must_use]
    pub const fn minus(self, span: Span) -> Self {
        Self(self.0.saturating_sub_unsigned(span.0))
    }

    /// How long ago `earlier` was, seen from here; zero when it lies ahead.
    pub fn since(self, earlier: Self) -> Span {
        if earlier < self { Span(self.0.abs_diff(earlier.0)) } else { Span(0) }
    }

    /// The instant beside its distance from `now`, for people: `2026-11-21 18:08:59 UTC (in 23 h 59 min)`.
    pub fn describe(self, now: Self) -> String {
        format!("{self} ({})", self.relative(now))
    }

    /// The distance from `now` in words: `in 24 h`, `now`, `3 d ago`.
    pub fn relative(self, now: Self) -> String {
        match self.cmp(&now) {
            std::cmp::Ordering::Greater => format!("in {}", self.since(now)),
            std::cmp::Ordering::Equal => "now".to_owned(),
            std::cmp::Ordering::Less => format!("{} ago", now.since(self)),
        }
    }

    /// The instant as RFC 3339 text in UTC, or the bare number of seconds outside the years that a calendar here knows.
    pub fn to_rfc3339(self) -> String {
        match self.calendar() {
            Some(date) => date.to_rfc3339_opts(SecondsFormat::Secs, true),
            None => self.0.to_string(),
        }
    }

    /// Reads an instant: RFC 3339, `YYYY-MM-DD` (midnight UTC), seconds since 1970, or `+duration` from `now`.
    pub fn parse(text: &str, now: Self) -> Result<Self, TimeError> {
        let text = text.trim();
        if let Some(span) = text.strip_prefix('+') {
            return Ok(now.plus(Span::parse(span)?));
        }
        if let Ok(seconds) = text.parse::<i64>() {
            return if seconds.unsigned_abs() >= MILLISECONDS_FROM {
                Err(TimeError::Milliseconds { seconds: seconds / 1000 })
            } else {
                Ok(Self(seconds))
            };
        }
        if let Ok(date) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self(date.timestamp()));
        }
        if let Some(midnight) =
            NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(|date| date.and_hms_opt(0, 0, 0))
        {
            return Ok(Self(midnight.and_utc().timestamp()));
        }
        match Span::parse(text) {
            Ok(_) => Err(TimeError::Duration { text: text.to_owned() }),
            Err(_) => Err(TimeError::Unreadable { text: text.to_owned() }),
        }
    }

    fn calendar(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.0, 0).filter(|_| (YEAR_0..Self::YEAR_10000.0).contains(&self.0))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.calendar() {
            Some(date) => write!(f, "{} UTC", date.naive_utc().format("%Y-%m-%d %H:%M:%S")),
            None => write!(f, "{} s since 1970", self.0),
        }
    }
}

/// A length of time, in whole seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// That many seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds)
    }

    /// That many hours.
    pub const fn from_hours(hours: u64) -> Self {
        Self(hours * 3600)
    }

    /// That many days of 24 hours.
    pub const fn from_days(days: u64) -> Self {
        Self::from_hours(days * 24)
    }

    /// The length in seconds.
    pub const fn secs(self) -> u64 {
        self.0
    }

    /// Reads a duration: `90s`, `15m`, `24h`, `7d`, `1h30m`, `24 hours`. A bare number names no unit and is refused.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(TimeError::NoUnit { text: text.to_owned() });
        }
        match humantime::parse_duration(text) {
            Ok(duration) if duration.subsec_nanos() == 0 => Ok(duration.into()),
            Ok(_) | Err(_) => Err(TimeError::UnreadableSpan { text: text.to_owned() }),
        }
    }

    /// The exact length in the form that [`Span::parse`] reads: `24h`, `1h30m`, `90d`, `0s`. Days from two of them on.
    pub fn to_text(self) -> String {
        let (days, rest) = if self.0 < TWO_DAYS { (0, self.0) } else { (self.0 / DAY, self.0 % DAY) };
        let parts = [(days, 'd'), (rest / HOUR, 'h'), (rest % HOUR / MINUTE, 'm'), (rest % MINUTE, 's')];
        let text: String = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, unit)| format!("{count}{unit}"))
            .collect();
        if text.is_empty() { "0s".to_owned() } else { text }
    }

    /// In words that tell it from `other`: exactly, where both would be the same in the two largest units.
    pub fn told_from(self, other: Self) -> String {
        let words = self.to_string();
        if self != other && words == other.to_string() { self.to_text() } else { words }
    }
}

impl From<Duration> for Span {
    fn from(duration: Duration) -> Self {
        Self(duration.as_secs())
    }
}

impl fmt::Display for Span {
    /// The two largest units, the smaller one only when it is not zero: `24 h`, `21 h 57 min`, `3 d`, `45 s`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (large, large_unit, small, small_unit) = match self.0 {
            0..MINUTE => return write!(f, "{} s", self.0),
            MINUTE..HOUR => (self.0 / MINUTE, "min", self.0 % MINUTE, "s"),
            HOUR..TWO_DAYS => (self.0 / HOUR, "h", self.0 % HOUR / MINUTE, "min"),
            TWO_DAYS.. => (self.0 / DAY, "d", self.0 % DAY / HOUR, "h"),
        };
        write!(f, "{large} {large_unit}")?;
        if small > 0 { write!(f, " {small} {small_unit}") } else { Ok(()) }
    }
}

/// Why a text is not an instant or a duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// A duration where an instant was wanted.
    #[error("`{text}` is a duration, an instant is wanted")]
    Duration {
        /// What was read.
        text: String,
    },
    /// A number too large for seconds: milliseconds.
    #[error("that is milliseconds since 1970, seconds are wanted")]
    Milliseconds {
        /// The same instant in seconds.
        seconds: i64,
    },
    /// A bare number where a duration was wanted.
    #[error("`{text}` has no unit (s, m, h, d)")]
    NoUnit {
        /// What was read.
        text: String,
    },
    /// Neither form of an instant.
    #[error("`{text}` is not an instant (RFC 3339, YYYY-MM-DD, seconds since 1970, or +duration)")]
    Unreadable {
        /// What was read.
        text: String,
    },
    /// Not a duration.
    #[error("`{text}` is not a duration in whole seconds (90s, 15m, 24h, 7d, 1h30m)")]
    UnreadableSpan {
        /// What was read.
        text: String,
    },
}

/// The first instant that RFC 3339 can write: 0000-01-01 00:00:00 UTC.
const YEAR_0: i64 = -62_167_219_200;
/// From here on a number of seconds (the year 5138) is taken for milliseconds (1973).
pub(crate) const MILLISECONDS_FROM: u64 = 100_000_000_000;
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const TWO_DAYS: u64 = 2 * DAY;
