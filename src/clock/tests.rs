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
    assert_eq!(Time::parse("1795176000000", NOON), Err(TimeError::Milliseconds { seconds: 1_795_176_000 }));
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
    assert_eq!(NOON.describe(NOON.plus(Span::from_secs(7380))), "2026-11-20 12:00:00 UTC (2 h 3 min ago)");
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
