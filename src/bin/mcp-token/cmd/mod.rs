//! One file for each subcommand: its arguments, what it does, its report.

pub(crate) mod batch;
pub(crate) mod client;
pub(crate) mod completions;
pub(crate) mod decode;
pub(crate) mod doctor;
pub(crate) mod encode;
pub(crate) mod exec;
pub(crate) mod get;
pub(crate) mod help;
pub(crate) mod key;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod profile;
pub(crate) mod refresh;
pub(crate) mod remove;
pub(crate) mod secret;
pub(crate) mod setup;
pub(crate) mod store;
pub(crate) mod verify;

pub(crate) mod connect;
mod judged;
mod live;
mod token_card;
mod topics;

use mcp_token::clock::{Span, Time};
use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::lint::lint;
use mcp_token::secret::{Size, generate};

use crate::args::span;
use crate::failure::Failure;
use crate::output::form::Form;
use crate::output::{Output, escape};

/// A random identifier for a token: 128 bits as hex.
fn random_id() -> Result<String, Failure> {
    Ok(hex::encode(&generate(Size::Bits256)?.expose()[..16]))
}

/// Says what is odd about a token that was just made.
fn warn_of_findings(inspection: &Inspection, output: &Output) {
    for finding in lint(inspection) {
        output.warn(&escape::text(&finding.message));
    }
}

/// Reads how long a new token is to live: longer than nothing, and not beyond the calendar.
pub(crate) fn lifetime(flag: &str, text: &str, now: Time) -> Result<Span, Failure> {
    match span(flag, text)? {
        Span::ZERO => Err(Failure::usage(format!("`{flag}` must be longer than nothing"))),
        ttl if now.plus(ttl) >= Time::YEAR_10000 => {
            Err(Failure::usage(format!("`{flag}` goes beyond the year 9999")))
        }
        ttl => Ok(ttl),
    }
}

/// Refuses the forms of a token.
fn text_or_json(output: &Output) -> Result<(), Failure> {
    match output.form() {
        Form::Text | Form::Json => Ok(()),
        other => Err(Failure::usage(format!("this answer has no form `{}`", other.name()))),
    }
}
