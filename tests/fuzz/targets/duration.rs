//! Any text where an instant or a duration is expected, and any instant beside any other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mcp_token::clock::{Span, Time, TimeError};

fuzz_target!(|input: (i64, i64, u64, &str)| {
    let (at, now, length, text) = input;
    let (at, now, length) = (Time::from_unix(at), Time::from_unix(now), Span::from_secs(length));

    match Span::parse(text) {
        Ok(span) => {
            assert!(!span.to_string().is_empty());
            assert_eq!(Time::parse(&format!("+{text}"), now), Ok(now.plus(span)));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match Time::parse(text, now) {
        Ok(read) => {
            read.describe(now);
            let written = read.to_rfc3339();
            if !text.trim().starts_with('+') && read.unix().unsigned_abs() < 62_000_000_000 {
                assert_eq!(Time::parse(&written, now), Ok(read), "{written}");
            }
        }
        Err(TimeError::Milliseconds { seconds }) => {
            let read = text.trim().parse::<i64>().expect("it was a number");
            assert_eq!(seconds, read / 1000);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }

    // Of extreme instants, that something can be said is enough.
    assert!(!at.describe(now).is_empty() && !now.describe(at).is_empty() && !length.to_string().is_empty());
    let written = at.to_rfc3339();
    if written.ends_with('Z') {
        assert_eq!(Time::parse(&written, now), Ok(at), "{written}");
    } else {
        assert_eq!(written.parse::<i64>().ok(), Some(at.unix()));
    }
    assert_eq!(at.since(now) > Span::ZERO, now < at);
    assert_eq!(now.plus(at.since(now)) == at, now <= at);
    assert!(at.plus(length) >= at && at.minus(length) <= at);
    // Text that `Display` writes of a short span is read back, to its two largest units.
    let text = length.to_string();
    let read = Span::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert!(read <= length && length.secs() - read.secs() < 3600, "{text}");
});
