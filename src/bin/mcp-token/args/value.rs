//! How the values of flags are read, and what is said where they cannot be.

use clap::builder::{IntoResettable, PossibleValue, PossibleValuesParser, StyledStr, TypedValueParser};
use mcp_token::clock::{Span, Time, TimeError};
use mcp_token::jwt::Alg;
use mcp_token::name::{Name, NameError};
use mcp_token::secret::shape::is_surely_secret;
use mcp_token::secret::{Encoding, Secret};

use crate::failure::{Failure, Hint};
use crate::output::form::variable_name;

#[allow(clippy::unnecessary_wraps, reason = "the form of a value parser")]
pub(super) fn secret(text: &str) -> Result<Secret, String> {
    Ok(Secret::new(text.as_bytes().to_vec()))
}

/// Reads the value of a flag that is one of a few words, each with a line in the help where it has one.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static, H: IntoResettable<StyledStr>>(
    all: &'static [T],
    name: impl Fn(T) -> &'static str + Clone + Send + Sync + 'static,
    about: impl Fn(T) -> H,
) -> impl TypedValueParser<Value = T> {
    let words = all.iter().map(|&one| PossibleValue::new(name(one)).help(about(one)));
    PossibleValuesParser::new(words).try_map(move |word| {
        all.iter().copied().find(|&one| name(one) == word).ok_or("there is none of that name")
    })
}

/// Reads the value of a flag that says how a secret is written as text.
pub(crate) fn encoding() -> impl TypedValueParser<Value = Encoding> {
    one_of(&Encoding::ALL, Encoding::name, about)
}

/// What a secret's text is decoded as before it is used, or none for the text itself.
pub(crate) type ReadAs = Option<Encoding>;

/// Reads the value of a flag that says how the text of a secret is read.
pub(super) fn read_as() -> impl TypedValueParser<Value = ReadAs> {
    const ALL: [ReadAs; 4] = [None, Some(Encoding::Hex), Some(Encoding::Base64), Some(Encoding::Base64url)];
    one_of(&ALL, word, |read| read.map_or("As it stands", about))
}

/// How the text of a secret is read, as it stands on the command line.
pub(super) fn word(read: ReadAs) -> &'static str {
    read.map_or("text", Encoding::name)
}

fn about(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Hex => "Hexadecimal digits",
        Encoding::Base64 => "Base64",
        Encoding::Base64url => "Base64 for URLs, without padding",
    }
}

/// Reads the value of a flag that is an algorithm.
pub(crate) fn alg(text: &str) -> Result<Alg, String> {
    text.parse().map_err(|_| {
        let same = Alg::ALL.into_iter().find(|alg| alg.name().eq_ignore_ascii_case(text));
        if let Some(alg) = same {
            format!("letter case counts: {alg}")
        } else {
            let names: Vec<_> = Alg::ALL.iter().map(|alg| alg.name()).collect();
            format!("not one of {}", names.join(" "))
        }
    })
}

/// Reads the value of a flag that is a whole number.
pub(crate) fn number(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| format!("found {}, expected a whole number, as in 1000", kind_of(text)))
}

/// What was found, without a letter of it: it may be a secret in the wrong place.
fn kind_of(text: &str) -> &'static str {
    match text.strip_prefix(['-', '+']).unwrap_or(text) {
        "" => "nothing",
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => "a number of more than 64 bits",
        _ => "another text",
    }
}

/// Reads the value of a flag that must say something: a variable of a script that is not set says nothing.
pub(crate) fn text(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("the value is empty".to_owned()) } else { Ok(text.to_owned()) }
}

/// Reads the name of a header field (RFC 9110 section 5.1).
pub(crate) fn header_name(text: &str) -> Result<String, String> {
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    if is_surely_secret(text) {
        Err("looks like a secret, expected the name of a header".to_owned())
    } else if text.is_empty() || !text.chars().all(is_of_a_name) {
        Err("not the name of a header".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

/// Reads a variable and the kept secret that goes into it.
pub(crate) fn secret_variable(text: &str) -> Result<(String, Name), String> {
    let (variable, name) = text.split_once('=').ok_or("VAR=NAME is wanted")?;
    let name = name.parse().map_err(|error: NameError| error.to_string())?;
    Ok((variable_name(variable)?, name))
}

/// How long a new token is to live, by `--ttl`: longer than nothing, and not beyond the calendar.
pub(crate) fn lifetime(ttl: Span, now: Time) -> Result<Span, Failure> {
    match ttl {
        Span::ZERO => Err(Failure::usage("`--ttl` must be longer than nothing")),
        ttl if now.plus(ttl) >= Time::YEAR_10000 => Err(Failure::usage("`--ttl` goes beyond the year 9999")),
        ttl => Ok(ttl),
    }
}

/// Reads the value of a flag that is an instant.
pub(crate) fn instant(flag: &str, text: &str, now: Time) -> Result<Time, Failure> {
    Time::parse(text, now).map_err(|error| {
        let hint = match &error {
            TimeError::Duration { text } if flag == "--exp" => {
                Some(Hint::instead(&format!("--ttl '{text}' instead of --exp")))
            }
            TimeError::Duration { text } => Some(Hint::instead(&format!("{flag} '+{text}'"))),
            TimeError::Milliseconds { seconds } => Some(Hint::instead(&format!("{flag} {seconds}"))),
            _ => None,
        };
        Failure::from(error).about(format!("`{flag}`")).with_hint(hint)
    })
}
