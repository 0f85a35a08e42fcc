//! Lines for the shell of whoever reads the report.

use std::borrow::Cow;
use std::path::Path;

use crate::env::Env;
use crate::failure::Hint;
use crate::output::escape;
use crate::output::form::variable_name;

/// Whether a text can be pasted as it is shown: nothing in it has to be escaped.
pub(super) fn is_pasteable(text: &str) -> bool {
    matches!(escape::text(text), Cow::Borrowed(_))
}

/// A command with a path in it, where that can be pasted.
pub(super) fn with_path(path: &Path, command: impl FnOnce(&Path) -> Option<Hint>) -> Option<Hint> {
    if path.to_str().is_some_and(is_pasteable) { command(path) } else { None }
}

/// What asks for the value of a variable, and neither shows it nor puts it into the history; none for a shell of which that is not
/// known, as `read -s` of ksh writes it there.
pub(super) fn asking(variable: &str, env: &Env) -> Option<Hint> {
    let (shell, variable) = (env.variable("SHELL")?, variable_name(variable).ok()?);
    let line = match Path::new(&shell).file_name()?.to_str()? {
        "bash" | "zsh" => format!("read -rs {variable} && export {variable}"),
        "fish" => format!("read -s -x {variable}"),
        _ => return None,
    };
    Some(Hint::command(&line))
}
