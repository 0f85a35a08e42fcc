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

use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::lint::{Finding, lint};

use crate::output::Output;

/// Says what is odd about a token that was just made.
fn warn_of_findings(inspection: &Inspection, output: &Output) {
    warn_of(inspection, |_| true, output);
}

/// Says what is odd about a token, of what is wanted.
fn warn_of(inspection: &Inspection, is_wanted: impl Fn(&Finding) -> bool, output: &Output) {
    for finding in lint(inspection).iter().filter(|finding| is_wanted(finding)) {
        output.warn(&finding.message);
    }
}
