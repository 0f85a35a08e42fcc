//! What a new token is, in a few lines on stderr, for somebody who looks at a terminal.

use mcp_token::clock::Time;
use mcp_token::jwt::json::Object;

use crate::output::form::Form;
use crate::output::{Output, human};

/// Writes the card when stderr is a terminal and the answer is for people.
pub(super) fn note(claims: &Object<'_>, output: &Output, now: Time) {
    if !output.stderr_is_terminal || output.form() != Form::Text {
        return;
    }
    let rows = ROWS.iter().filter_map(|(claim, label)| {
        let text = human::claim(claim, claims.get(claim)?, now);
        Some((*label, if *claim == "quota" { format!("{text} requests") } else { text }))
    });
    output.note(human::rows(rows).trim_end_matches('\n'));
}

const ROWS: [(&str, &str); 4] = [("exp", "expires"), ("sub", "user"), ("role", "role"), ("quota", "quota")];
