//! Instants and durations: how they are read from flags and written in reports.
//!
//! It reads no clock: `now` is an argument wherever it matters. One second is the unit, as on the wire.
//!
//! Sources: RFC 7519 section 2 (`NumericDate`), RFC 3339 section 5.6.

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

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Time = Time::from_unix(1_795_176_000);

    #[test]
    fn reads_every_form_of_an_instant() {
        for text in ["2026-11-20T12:00:00Z", "2026-11-20T13:00:00+01:00", "1795176000", " 1795176000\n"] {
            assert_eq!(Time::parse(text, Time::from_unix(0)), Ok(NOON), "{text}");
        }
        assert_eq!(Time::parse("2026-11-20", NOON), Ok(NOON.minus(Span::from_hours(12))));
        assert_eq!(Time::parse("+1h30m", NOON), Ok(NOON.plus(Span::from_secs(5400))));
        assert_eq!(Time::parse("99999999999", NOON), Ok(Time::from_unix(99_999_999_999)));
    }

    #[test]
    fn refuses_what_is_not_an_instant_and_says_what_it_is() {
        assert_eq!(
            Time::parse("1795176000000", NOON),
            Err(TimeError::Milliseconds { seconds: 1_795_176_000 })
        );
        assert!(matches!(Time::parse("24h", NOON), Err(TimeError::Duration { .. })));
        for text in ["", "tomorrow", "2026-13-01", "2026-11-20 12:00", "1e9", "99999999999999999999"] {
            assert!(matches!(Time::parse(text, NOON), Err(TimeError::Unreadable { .. })), "{text}");
        }
    }

    #[test]
    fn two_spans_that_differ_are_told_apart() {
        for (span, other, told) in [
            (86_401, 86_400, "24h1s"),
            (86_400, 86_401, "24h"),
            (86_400, 86_400, "24 h"),
            (90_000, 86_400, "25 h"),
        ] {
            assert_eq!(Span::from_secs(span).told_from(Span::from_secs(other)), told);
        }
    }

    #[test]
    fn reads_every_form_of_a_duration() {
        for (text, seconds) in [
            ("90s", 90),
            ("15m", 900),
            ("24h", 86_400),
            ("7d", 604_800),
            ("1h30m", 5400),
            ("24 hours", 86_400),
            ("0s", 0),
            ("1.5h", 5400),
        ] {
            assert_eq!(Span::parse(text), Ok(Span::from_secs(seconds)), "{text}");
        }
        assert!(matches!(Span::parse("3600"), Err(TimeError::NoUnit { .. })));
        for text in ["", "h", "-1h", "1.5s", "500ms", "1h-", "99999999999999999999s"] {
            assert!(matches!(Span::parse(text), Err(TimeError::UnreadableSpan { .. })), "{text}");
        }
    }

    #[test]
    fn writes_the_two_largest_units() {
        for (seconds, text) in [
            (0, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (61, "1 min 1 s"),
            (3600, "1 h"),
            (79_020, "21 h 57 min"),
            (86_400, "24 h"),
            (172_799, "47 h 59 min"),
            (172_800, "2 d"),
            (176_400, "2 d 1 h"),
        ] {
            assert_eq!(Span::from_secs(seconds).to_string(), text);
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for (seconds, text) in [
            (0, "0s"),
            (90, "1m30s"),
            (3600, "1h"),
            (5400, "1h30m"),
            (86_400, "24h"),
            (172_799, "47h59m59s"),
            (172_800, "2d"),
            (604_801, "7d1s"),
            (u64::MAX, "213503982334601d7h15s"),
        ] {
            assert_eq!(Span::from_secs(seconds).to_text(), text);
            assert_eq!(Span::parse(text), Ok(Span::from_secs(seconds)));
        }
    }

    #[test]
    fn describes_an_instant_beside_now() {
        assert_eq!(NOON.describe(NOON), "2026-11-20 12:00:00 UTC (now)");
        assert_eq!(NOON.plus(Span::from_hours(24)).describe(NOON), "2026-11-21 12:00:00 UTC (in 24 h)");
        assert_eq!(
            NOON.describe(NOON.plus(Span::from_secs(7380))),
            "2026-11-20 12:00:00 UTC (2 h 3 min ago)"
        );
        assert_eq!(Time::from_unix(i64::MAX).to_string(), "9223372036854775807 s since 1970");
        assert_eq!(Time::from_unix(YEAR_0).to_rfc3339(), "0000-01-01T00:00:00Z");
        assert_eq!(Time::from_unix(YEAR_0 - 1).to_rfc3339(), "-62167219201");
    }

    #[test]
    fn stays_within_its_bounds() {
        assert_eq!(Time::from_unix(i64::MAX).plus(Span::from_secs(1)), Time::from_unix(i64::MAX));
        assert_eq!(Time::from_unix(i64::MIN).minus(Span::from_secs(1)), Time::from_unix(i64::MIN));
        assert_eq!(Time::from_unix(i64::MAX).since(Time::from_unix(i64::MIN)), Span::from_secs(u64::MAX));
        assert_eq!(NOON.since(NOON.plus(Span::from_secs(1))), Span::ZERO);
    }
}
