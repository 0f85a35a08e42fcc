//! What was installed, in words.

use std::path::Path;

use mcp_token::client::{Client, Outcome, Request, Scope};

use crate::cmd::client::notes;
use crate::cmd::connect::{Aside, Done, Plan, WITHOUT_COMMENTS};
use crate::output::Output;

/// Says what was done.
///
/// - `others`: what was asked for other clients that read the same entry.
pub(super) fn tell(plan: &Plan, others: &[Request], aside: Option<&Aside>, home: &Path, output: &Output) {
    let Plan { client, request, profile, .. } = plan;
    let (server, title) = (&request.server, &client.title);
    let through = plan.through().map(|through| format!(", through {through}")).unwrap_or_default();
    let place = plan.place(home) + &through;
    match plan.done() {
        Done::Unchanged => {
            output.note(&format!("{title}: `{server}` is in {place} already"));
            return;
        }
        Done::Changed => output.note(&format!("{title}: changed `{server}` in {place}")),
        Done::Added => output.note(&format!("{title}: added `{server}` to {place}")),
    }
    for other in others.iter().filter_map(|other| Client::named(&other.client)) {
        output.note(&format!("{}: it is the same entry", other.title));
    }
    let mut notes = notes::of_token(client, request, plan.mode(), profile.as_ref(), plan.holds_a_literal());
    notes.extend(client.restart.as_ref().map(|restart| ("afterwards", restart.clone())));
    if request.scope == Scope::Project {
        notes.extend(client.project_note.as_ref().map(|note| ("it", note.clone())));
    }
    let before = |does: &str| format!("what `{server}` was before: `client remove` {does}");
    notes.extend(match plan.outcome() {
        Outcome::Kept => Some(("kept", before("puts it back"))),
        Outcome::KeptInPart => Some(("kept", before(&format!("puts it back, {WITHOUT_COMMENTS}")))),
        Outcome::Lost => Some(("not kept", before("does not put it back"))),
        _ => None,
    });
    output.card(&notes::text(&notes));
    if let Some(aside) = aside {
        aside.tell(home, output);
    }
}
