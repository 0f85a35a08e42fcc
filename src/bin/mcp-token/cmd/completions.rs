//! `mcp-token completions`

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, ValueEnum, ValueHint};
use clap_complete::{Generator, Shell as ClapShell};
use clap_complete_nushell::Nushell;
use mcp_token::client::Client;
use mcp_token::jwt::Alg;
use mcp_token::profile::Preset;

use super::topics;
use crate::cli;
use crate::failure::{Exit, Failure};
use crate::output::Output;

/// Print the completions of a shell
///
/// The script is static: pressing TAB runs nothing of this program. Save it where the shell looks for it:
/// ~/.local/share/bash-completion/completions/mcp-token for bash, which without the package bash-completion wants
/// `source FILE` in ~/.bashrc; _mcp-token in a directory of $fpath, before compinit, for zsh;
/// ~/.config/fish/completions/mcp-token.fish for fish. In the start files of the others: `mcp-token completions powershell |
/// Out-String | Invoke-Expression`, `eval (mcp-token completions elvish | slurp)`, and for nushell `source FILE`.
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
        Shell::Bash => without_flags(&script(ClapShell::Bash).replace("mcp__subcmd__token", "mcp__token")),
        Shell::Zsh => script(ClapShell::Zsh),
        Shell::Fish => script(ClapShell::Fish) + &arguments_of_fish(),
        Shell::Powershell => script(ClapShell::PowerShell),
        Shell::Elvish => script(ClapShell::Elvish),
        Shell::Nushell => script(Nushell),
    };
    output.document(&script)?;
    Ok(Exit::Ok)
}

fn script(generator: impl Generator) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(generator, &mut offered(cli::command()), "mcp-token", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The command line with the lists that never change, and no files where none is meant. A command line that is read has its
/// own words for a name that is in no list.
fn offered(command: Command) -> Command {
    match command.get_name() {
        "man" => command.mut_arg("command", |arg| one_of(arg, cli::names())),
        "help" => command.mut_arg("words", |arg| one_of(arg, cli::names().chain(topics::names()))),
        _ => command.mut_args(offer).mut_subcommands(offered),
    }
}

fn offer(arg: Arg) -> Arg {
    match arg.get_id().as_str() {
        "client" => one_of(arg, Client::all().iter().map(|client| client.name.as_str())),
        "preset" => one_of(arg, Preset::ALL.iter().map(|preset| preset.name)),
        "alg" => one_of(arg, Alg::ALL.iter().map(|alg| alg.name())),
        _ if is_a_file(&arg) || !arg.get_possible_values().is_empty() => arg,
        _ => arg.value_hint(ValueHint::Other),
    }
}

fn one_of(arg: Arg, words: impl Iterator<Item = &'static str>) -> Arg {
    arg.value_parser(PossibleValuesParser::new(words))
}

/// Whether a file may stand there: a path, what may be read from one, or a part of a command line.
fn is_a_file(arg: &Arg) -> bool {
    ["token", "claims", "command", "arg"].contains(&arg.get_id().as_str())
        || arg.get_value_hint() != ValueHint::Unknown
}

/// bash takes what all flags begin with for the beginning of every argument: they are offered behind a dash only.
fn without_flags(script: &str) -> String {
    let all = "COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n            return 0\n            ;;";
    let script = script.replace(all, &all.replace(" -- ", " -X '-*' -- "));
    (1..=3)
        .fold(script, |script, words| script.replace(&format!(" || ${{COMP_CWORD}} -eq {words} ]]"), " ]]"))
}

/// The arguments without a dash, which clap_complete leaves out for fish: a list, or at least no files.
fn arguments_of_fish() -> String {
    let root = offered(cli::command());
    let mut script = String::new();
    for command in root.get_subcommands() {
        let name = format!("__fish_mcp_token_using_subcommand {}", command.get_name());
        script += &arguments(&name, command);
        for inner in command.get_subcommands() {
            let name = format!("{name}; and __fish_seen_subcommand_from {}", inner.get_name());
            script += &arguments(&name, inner);
        }
    }
    script
}

fn arguments(condition: &str, command: &Command) -> String {
    let is_file =
        |arg: &Arg| arg.get_possible_values().is_empty() && arg.get_value_hint() != ValueHint::Other;
    if command.has_subcommands() || command.get_positionals().any(is_file) {
        return String::new();
    }
    let values = command.get_positionals().flat_map(Arg::get_possible_values);
    let words: Vec<_> = values.map(|value| value.get_name().to_owned()).collect();
    format!("complete -c mcp-token -n \"{condition}\" -f -a \"{}\"\n", words.join(" "))
}
