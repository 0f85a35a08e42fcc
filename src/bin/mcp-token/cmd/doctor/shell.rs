//! Lines for the shell of whoever reads the report.

use std::path::Path;

use crate::failure::Hint;
use crate::output::form::variable_name;

/// A command with a path in it, where that can be pasted.
pub(super) fn with_path(path: &Path, command: impl FnOnce(&Path) -> Option<Hint>) -> Option<Hint> {
    command(path).filter(Hint::is_pasteable)
}

/// What asks for the value of a variable, be it of several lines, until Ctrl-D: it is not shown, and stands in no history. After
/// Ctrl-C as well the terminal shows again what is typed.
pub(super) fn asking(variable: &str) -> Option<Hint> {
    let variable = variable_name(variable).ok()?;
    Some(Hint::command(&format!("export {variable}=\"$({HIDDEN})\"")))
}

/// The same for what a command of this program reads.
pub(super) fn asking_for(arguments: &str) -> Hint {
    Hint::command(&format!("({HIDDEN}) | mcp-token {arguments}"))
}

const HIDDEN: &str = "trap 'stty echo' INT; stty -echo; cat; stty echo";
