//! Any text where an instant or a duration is expected, and any instant beside any other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mcp_token::clock::{Span, Time, TimeError};

fuzz_target!(
    init: {
        for edge in [0, i64::MIN, i64::MAX, YEAR_0, YEAR_10000, -YEAR_10000, 100_000_000_000, -100_000_000_000] {
            for near in -2..=2_i64 {
                check_instants(edge.saturating_add(near), 1_700_000_000);
                check_instants(1_700_000_000, edge.saturating_add(near));
            }
        }
        (0..400_000).for_each(check_length);
    },
    |input: (i64, i64, u64, &str)| {
        let (at, now, length, text) = input;
        check_text(text, Time::from_unix(now));
        for shift in [0, 16, 24, 32] {
            check_instants(at >> shift, now >> shift);
            check_length(length >> shift);
        }
    }
);

fn check_text(text: &str, now: Time) {
    match Span::parse(text) {
        Ok(span) => {
            check_length(span.secs());
            assert_eq!(Time::parse(&format!("+{text}"), now), Ok(now.plus(span)));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match Time::parse(text, now) {
        Ok(read) => check_instants(read.unix(), now.unix()),
        Err(TimeError::Milliseconds { seconds }) => {
            let read = text.trim().parse::<i64>().expect("it was a number");
            assert_eq!(seconds, read / 1000);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Of extreme instants, that something can be said is enough; within the years of RFC 3339 it is read back.
fn check_instants(at: i64, now: i64) {
    let is_rfc3339 = (YEAR_0..YEAR_10000).contains(&at);
    let is_far = at.unsigned_abs() >= YEAR_10000.unsigned_abs();
    let (at, now) = (Time::from_unix(at), Time::from_unix(now));
    assert!(!at.describe(now).is_empty() && !now.describe(at).is_empty());
    let written = at.to_rfc3339();
    if is_rfc3339 {
        assert_eq!(Time::parse(&written, now), Ok(at), "{written}");
    } else if is_far {
        assert_eq!(written.parse::<i64>().ok(), Some(at.unix()), "{written}");
    }
    assert_eq!(at.since(now) > Span::ZERO, now < at);
    assert_eq!(now.plus(at.since(now)) == at, now <= at);
    assert_eq!(at.minus(at.since(now)) == now, now <= at);
}

/// What `Display` writes of a span is read back, to its two largest units.
fn check_length(length: u64) {
    let span = Span::from_secs(length);
    let text = span.to_string();
    let read = Span::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}")).secs();
    let lost = match length {
        0..3600 => 1,
        3600..172_800 => 60,
        _ => 3600,
    };
    assert!(read <= length && length - read < lost, "{text}");
    let now = Time::from_unix(0);
    assert!(now.plus(span) >= now && now.minus(span) <= now);
}

/// The years that RFC 3339 can write: 0000 and, not in it any more, 10000.
const YEAR_0: i64 = -62_167_219_200;
const YEAR_10000: i64 = 253_402_300_800;
