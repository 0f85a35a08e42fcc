//! `mcp-token man`

use clap_mangen::Man;

use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Print a manual page
///
/// Prints the page of the program, or of one command, as roff.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The command, as in `man secret new`
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// List the commands that have a page
    #[arg(long, conflicts_with = "command")]
    list: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token man verify
  $ mcp-token man secret new";

pub(crate) fn run(args: &Args, root: clap::Command, output: &mut Output) -> Result<Exit, Failure> {
    let mut root = root.disable_help_flag(true);
    root.build();
    if args.list {
        let mut names = String::new();
        list(&root, "", &mut names);
        output.document(&names)?;
        return Ok(Exit::Ok);
    }
    let mut name = "mcp-token".to_owned();
    let mut command = &root;
    for word in &args.command {
        command = command.find_subcommand(word).ok_or_else(|| Failure::usage("there is no such command"))?;
        name = format!("{name}-{word}");
    }
    output.document(&page(command, &name)?)?;
    if output.stdout.is_terminal {
        output.note("that is roff: `| man -l -` shows it as a page");
    }
    Ok(Exit::Ok)
}

fn list(command: &clap::Command, path: &str, names: &mut String) {
    for subcommand in command.get_subcommands() {
        let path = format!("{path}{}", subcommand.get_name());
        names.push_str(&path);
        names.push('\n');
        list(subcommand, &format!("{path} "), names);
    }
}

fn page(command: &clap::Command, name: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    Man::new(command.clone())
        .title(name.to_uppercase())
        .source(concat!("mcp-token ", env!("CARGO_PKG_VERSION")))
        .manual("mcp-token")
        .render(&mut bytes)
        .map_err(Failure::internal)?;
    String::from_utf8(bytes).map_err(Failure::internal)
}
