//! What was installed, in words.

use std::path::Path;

use mcp_token::client::{Client, Mode, Outcome, Request, Scope};
use mcp_token::profile::Profile;

use crate::cmd::client::notes;
use crate::cmd::connect::{Aside, Done};
use crate::output::Output;

/// What was done, for people.
pub(super) struct Installed {
    pub(super) client: &'static Client,
    pub(super) request: Request,
    pub(super) profile: Option<Profile>,
    /// The file, and through what it was changed.
    pub(super) place: String,
    /// What was asked for other clients that read the same entry.
    pub(super) others: Vec<Request>,
    pub(super) done: Done,
    pub(super) mode: Option<Mode>,
    pub(super) outcome: Outcome,
    pub(super) aside: Option<Aside>,
}

impl Installed {
    pub(super) fn tell(&self, home: &Path, output: &Output) {
        let Self { client, request, place, .. } = self;
        let (server, title) = (&request.server, &client.title);
        match self.done {
            Done::Unchanged => {
                output.note(&format!("{title}: `{server}` is in {place} already"));
            }
            Done::Changed => output.note(&format!("{title}: changed `{server}` in {place}")),
            Done::Added => output.note(&format!("{title}: added `{server}` to {place}")),
        }
        if self.done == Done::Unchanged {
            return;
        }
        for other in self.others.iter().filter_map(|other| Client::named(&other.client)) {
            output.note(&format!("{}: it is the same entry", other.title));
        }
        let mut notes = notes::of_token(client, request, self.mode, self.profile.as_ref());
        notes.extend(client.restart.as_ref().map(|restart| ("afterwards", restart.clone())));
        if request.scope == Scope::Project {
            notes.extend(client.project_note.as_ref().map(|note| ("it", note.clone())));
        }
        let before = |does: &str| format!("what `{server}` was before: `client remove` {does}");
        notes.extend(match self.outcome {
            Outcome::Kept => Some(("kept", before("puts it back"))),
            Outcome::Lost => Some(("not kept", before("does not put it back"))),
            _ => None,
        });
        output.card(&notes::text(&notes));
        if let Some(aside) = &self.aside {
            aside.tell(home, output);
        }
    }
}
