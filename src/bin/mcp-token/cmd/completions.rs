//! `mcp-token completions`

use clap::ValueEnum;
use clap_complete::{Generator, Shell as ClapShell};
use clap_complete_nushell::Nushell;

use crate::cli;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Print the completions of a shell
///
/// The script is static: pressing TAB runs nothing of this program.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token completions bash
  $ mcp-token completions fish";

/// The shells that completions exist for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Nushell,
}

pub(crate) fn run(args: &Args, output: &mut Output) -> Result<Exit, Failure> {
    let script = match args.shell {
        // clap_complete 4.6 names the cases of a program with `-` in its name otherwise than it asks for them.
        Shell::Bash => script(ClapShell::Bash).replace("mcp__subcmd__token", "mcp__token"),
        Shell::Zsh => script(ClapShell::Zsh),
        Shell::Fish => script(ClapShell::Fish),
        Shell::Powershell => script(ClapShell::PowerShell),
        Shell::Elvish => script(ClapShell::Elvish),
        Shell::Nushell => script(Nushell),
    };
    output.document(&script)?;
    Ok(Exit::Ok)
}

fn script(generator: impl Generator) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(generator, &mut cli::command(), "mcp-token", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
