//! The line that asks for the value of a variable, in the shell of whoever reads the report.
//!
//! What is entered is neither shown nor in the history. Of other shells nothing is known: `read -s` of one, ksh, writes into it.

use std::path::Path;

use crate::env::Env;
use crate::failure::Hint;
use crate::output::form::variable_name;

pub(super) fn asking(variable: &str, env: &Env) -> Option<Hint> {
    let (shell, variable) = (env.variable("SHELL")?, variable_name(variable).ok()?);
    let line = match Path::new(&shell).file_name()?.to_str()? {
        "bash" | "zsh" => format!("read -rs {variable} && export {variable}"),
        "fish" => format!("read -s -x {variable}"),
        _ => return None,
    };
    Some(Hint::command(&line))
}
