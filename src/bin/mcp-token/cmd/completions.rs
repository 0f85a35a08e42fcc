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
    clap_complete::generate(generator, &mut command_line(), "mcp-token", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The command line as shells are told of it. The parser's own `help` stands in the place of ours: behind the name of a command it
/// knows those below it.
fn command_line() -> Command {
    let mut command = offered(cli::command_without_help())
        .mut_subcommands(|one| one.disable_help_subcommand(true))
        .disable_help_subcommand(false);
    command.build();
    command.mut_subcommand("help", |help| {
        let topics = topics::names().map(|topic| {
            Command::new(topic).bin_name(format!("mcp-token help {topic}")).disable_help_flag(true)
        });
        // To bash and fish it would be said already.
        let names = help.get_subcommands().filter(|one| one.get_name() != "help").cloned().chain(topics);
        let ours = cli::command();
        let about = ours.find_subcommand("help").and_then(Command::get_about).cloned().unwrap_or_default();
        let help = Command::new("help").bin_name("mcp-token help").about(about);
        help.disable_help_flag(true).disable_help_subcommand(true).subcommands(names)
    })
}

/// The command line with the lists that never change, and no files where none is meant. A command line that is read has its
/// own words for a name that is in no list.
fn offered(command: Command) -> Command {
    let is_any = |_: &&Client| true;
    match command.get_name() {
        "man" => command.mut_arg("command", |arg| one_of(arg, cli::names().filter(|name| *name != "man"))),
        "print" => command.mut_args(|arg| offer(arg, is_any)),
        _ => command.mut_args(|arg| offer(arg, |client| client.is_edited())).mut_subcommands(offered),
    }
}

fn offer(arg: Arg, is_offered: impl Fn(&&Client) -> bool) -> Arg {
    match arg.get_id().as_str() {
        "client" => one_of(arg, Client::all().iter().filter(is_offered).map(|client| client.name.as_str())),
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

/// bash takes what all flags begin with for the beginning of every argument: they are offered behind a dash only, and what one of
/// a list stands behind is neither another of it nor a file.
fn without_flags(script: &str) -> String {
    let all = "COMPREPLY=( $(compgen -W \"${opts}\" -- \"${cur}\") )\n            return 0\n            ;;";
    let is_said = "[[ ${prev} != -* && \" ${opts} \" == *\" ${prev} \"* ]]";
    let others = all.replace(" -- ", " -X '-*' -- ");
    let others = format!(
        "if {is_said}; then\n                compopt +o bashdefault +o default 2>/dev/null\n                return 0\n            \
         fi\n            {others}"
    );
    let script = script.replace(all, &others);
    (1..=3)
        .fold(script, |script, words| script.replace(&format!(" || ${{COMP_CWORD}} -eq {words} ]]"), " ]]"))
}

/// The arguments without a dash, which clap_complete leaves out for fish: a list, or at least no files.
fn arguments_of_fish() -> String {
    let root = command_line();
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
    let words = values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(" ");
    let no_file = format!("complete -c mcp-token -n \"{condition}\" -f\n");
    if words.is_empty() {
        return no_file;
    }
    let is_first = format!("{condition}; and not __fish_seen_subcommand_from {words}");
    format!("{no_file}complete -c mcp-token -n \"{is_first}\" -a \"{words}\"\n")
}
