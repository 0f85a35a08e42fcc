//! What a new token is, in a few lines on stderr, for somebody who looks at a terminal.

use mcp_token::clock::Time;
use mcp_token::jwt::json::Object;

use crate::output::form::Form;
use crate::output::{Output, human};

/// Writes the card when stderr is a terminal and the answer is for people.
pub(super) fn note(claims: &Object<'_>, output: &Output, now: Time) {
    if !output.stderr.is_terminal || output.form() != Form::Text {
        return;
    }
    output.card(&human::rows(rows(claims, now)));
}

/// The rows of the card.
pub(super) fn rows(claims: &Object<'_>, now: Time) -> Vec<(&'static str, String)> {
    let row = |(claim, label): &(&str, &'static str)| {
        let text = human::claim(claim, claims.get(claim)?, now);
        Some((*label, if *claim == "quota" { format!("{text} requests") } else { text }))
    };
    ROWS.iter().filter_map(row).collect()
}

const ROWS: [(&str, &str); 4] = [("exp", "expires"), ("sub", "user"), ("role", "role"), ("quota", "quota")];
