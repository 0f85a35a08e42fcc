//! Lines for the shell by which somebody gives what only they have, or has a client find this program.

use std::path::PathBuf;

use mcp_token::client::{Finding, Scope, Surroundings, may_be_shown};

use super::by_hand;
use super::entry::Entry;
use super::variable::variable_of;
use crate::cmd::doctor::report::Mend;
use crate::cmd::doctor::shell::asking;
use crate::failure::Hint;
use crate::quoted::quoted;

/// Has the user put into a variable what no profile gives: for an entry of the user's own, which says where that goes.
pub(super) fn asked_for(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let Entry { file, known, .. } = *entry;
    let name = variable_of(finding).filter(|name| known.profiles_of_variable(name).is_empty())?;
    let is_meant = file.scope == Scope::User && may_be_shown(name) && !entry.is_of_projects(name);
    let command = asking(name).filter(|_| is_meant)?;
    let wanted = by_hand::wanted(finding);
    let what =
        format!("enter {wanted}, then Enter and Ctrl-D, and start {} from the same shell", file.client.title);
    Some(Mend::Needing { what, command })
}

/// Has the shell find this program by its name, which is all that a project's entry says of it.
pub(super) fn on_the_path(entry: &Entry<'_>, finding: &Finding) -> Option<Mend> {
    let Entry { file, known, .. } = *entry;
    let program = PathBuf::from(known.env.this_program().ok()?);
    let is_it = matches!(finding, Finding::NoProgram { program: Some(name) } if program.file_name() == Some(name.as_ref()));
    let folder = program.parent().filter(|_| is_it && file.scope == Scope::Project)?;
    // Two folders stand apart by it.
    let folder = quoted(folder.to_str().filter(|folder| !folder.contains(':'))?);
    let command =
        Some(Hint::command(&format!("export PATH=\"$PATH\":{folder}"))).filter(Hint::is_pasteable)?;
    let what = format!("start {} from the same shell", file.client.title);
    Some(Mend::Needing { what, command })
}
