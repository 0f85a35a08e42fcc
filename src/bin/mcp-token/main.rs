//! The `mcp-token` command: arguments in, a report out. What it knows of tokens is in the library.

mod args;
mod cli;
mod cmd;
mod env;
mod failure;
mod home;
mod input;
mod output;
mod prompt;
mod quoted;

use std::process::ExitCode;

use crate::env::Env;
use crate::failure::Exit;
use crate::output::Output;

fn main() -> ExitCode {
    let mut env = Env::of_this_process();
    let mut output = Output::new(&env);
    let result = match cli::parse(env.arguments(), &mut output) {
        Ok(Some(command)) => cli::run(command, &mut env, &mut output),
        Ok(None) => Ok(Exit::Ok),
        Err(failure) => Err(failure),
    };
    output.finish(result).into()
}
