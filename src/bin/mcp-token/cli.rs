//! The command line as a whole: global flags and the list of commands.

mod slip;
mod unreadable;

use std::ffi::OsString;
use std::mem::ManuallyDrop;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, FromArgMatches, Subcommand, ValueEnum};

use crate::cmd;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::output::form::Form;
use crate::output::style::Colour;

pub(crate) use unreadable::unreadable;

// The flags of every command. As a doc comment this would become what the command is about.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// The form of the answer: text or json; for a token also token, header, headers-json, env, github, gitlab
    #[arg(long, short, value_enum, default_value_t, hide_possible_values = true, value_name = "FORM")]
    output: Form,
    /// The same as --output json
    #[arg(long, conflicts_with = "output")]
    json: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,
    /// Ask nothing: end with exit code 8 where an answer is needed
    #[arg(long)]
    no_input: bool,
    /// Say nothing but the answer and errors
    #[arg(long, short)]
    quiet: bool,
    /// Say what was decided and where a value came from
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
}

/// What was read: the global flags, and one command with its arguments.
pub(crate) struct Cli {
    global: Global,
    command: Ready,
}

/// A command that only has to be run.
struct Ready {
    /// The forms that its answer has.
    forms: &'static [Form],
    run: Run,
}

type Run = Box<dyn FnOnce(&Env, &mut Output) -> Result<Exit, Failure>>;

/// One command: its name, what describes it to clap, and what reads its arguments.
struct Entry {
    name: &'static str,
    describe: fn(clap::Command) -> clap::Command,
    /// Whether it has commands of its own, one of which must follow.
    is_group: bool,
    read: fn(&mut ArgMatches) -> Result<Ready, clap::Error>,
}

/// A name, what kind of command it is, its module, the forms of its answer, and how it is run where not as the others.
macro_rules! entry {
    ($name:literal, args $($module:ident)::+, $forms:expr) => {
        entry!($name, args $($module)::+, $forms, $($module)::+::run)
    };
    ($name:literal, args $($module:ident)::+, $forms:expr, $run:expr) => {
        entry!($name, $($module)::+::Args, augment_args, false, $forms, $run)
    };
    ($name:literal, group $($module:ident)::+, $forms:expr) => {
        entry!($name, $($module)::+::Command, augment_subcommands, true, $forms, $($module)::+::run)
    };
    ($name:literal, $args:ty, $describe:ident, $is_group:literal, $forms:expr, $run:expr) => {
        Entry {
            name: $name,
            describe: <$args>::$describe,
            is_group: $is_group,
            read: |matches| {
                let args = <$args>::from_arg_matches_mut(matches)?;
                let run: fn(&$args, &Env, &mut Output) -> Result<Exit, Failure> = $run;
                let forms = $forms(&args);
                Ok(Ready { forms, run: Box::new(move |env, output| run(&args, env, output)) })
            },
        }
    };
}

/// The commands, in the order of the help.
static COMMANDS: [Entry; 18] = [
    entry!("secret", group cmd::secret, cmd::secret::forms),
    entry!("key", group cmd::key, report),
    entry!("encode", args cmd::encode, any),
    entry!("decode", args cmd::decode, report),
    entry!("verify", args cmd::verify, cmd::verify::forms),
    entry!("refresh", args cmd::refresh, any),
    entry!("get", args cmd::get, any),
    entry!("exec", args cmd::exec, any),
    entry!("store", args cmd::store, report),
    entry!("list", args cmd::list, report),
    entry!("remove", args cmd::remove, report),
    entry!("profile", group cmd::profile, report),
    entry!("client", group cmd::client, report),
    entry!("setup", args cmd::setup, any),
    entry!("doctor", args cmd::doctor, report),
    entry!("completions", args cmd::completions, any, |args, _, output| cmd::completions::run(args, output)),
    entry!("man", args cmd::man, any, |args, _, output| cmd::man::run(args, command(), output)),
    entry!("help", args cmd::help, any, |args, _, output| cmd::help::run(args, command(), output)),
];

/// The forms of a report, whatever the arguments are.
fn report<A>(_: &A) -> &'static [Form] {
    Form::OF_A_REPORT
}

/// Every form: of a token, or of a text that is itself in each.
fn any<A>(_: &A) -> &'static [Form] {
    Form::value_variants()
}

/// The whole command line, for help, completions and manual pages.
pub(crate) fn command() -> clap::Command {
    with(COMMANDS.iter())
}

/// The same without `help`.
pub(crate) fn command_without_help() -> clap::Command {
    with(COMMANDS.iter().filter(|entry| entry.name != "help"))
}

fn with<'e>(entries: impl Iterator<Item = &'e Entry>) -> clap::Command {
    entries.fold(root(), |root, entry| root.subcommand((entry.describe)(new(entry))))
}

/// The names of the commands.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|entry| entry.name)
}

/// The command line when a command with others below it is named first: the rest is not described.
fn group_named_first(entry: &Entry) -> clap::Command {
    root().subcommand((entry.describe)(new(entry)))
}

/// A command by itself, the global flags among its own.
fn alone(entry: &Entry) -> clap::Command {
    Global::augment_args((entry.describe)(new(entry)))
        .bin_name(format!("{PROGRAM} {}", entry.name))
        .max_term_width(WIDEST)
}

fn new(entry: &Entry) -> clap::Command {
    clap::Command::new(entry.name).subcommand_required(entry.is_group)
}

fn root() -> clap::Command {
    Global::augment_args(clap::Command::new(PROGRAM))
        .mut_args(|flag| flag.global(true))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Make, judge, renew and keep JSON Web Tokens for MCP servers")
        .long_about(
            "Make, judge, renew and keep JSON Web Tokens for MCP servers\n\n\
             Makes 256-bit secrets and key pairs, signs tokens, says what a token holds and why a server refuses it, and \
             renews one before it expires. Secrets come from files, variables or a hidden prompt.",
        )
        .after_help("Topics: mcp-token help exit-codes | environment | reasons | ci")
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .max_term_width(WIDEST)
}

/// Reads the arguments. `--help` and `--version` are answered here, and nothing is left to run.
pub(crate) fn parse(
    arguments: impl Iterator<Item = OsString>,
    output: &mut Output,
) -> Result<Option<Cli>, Failure> {
    let arguments: Vec<_> = arguments.collect();
    if let Some(failure) = slip::dash(&arguments) {
        return Err(refused(failure, &arguments, output));
    }
    let named_first = arguments.get(1).and_then(|first| COMMANDS.iter().find(|entry| first == entry.name));
    let result = match named_first {
        // What is not described need not be read: a short run is over in half the time.
        Some(entry) if !entry.is_group => {
            matches(alone(entry), &arguments[1..]).and_then(|mut matches| read(entry, &mut matches))
        }
        Some(group) => {
            matches(group_named_first(group), &arguments).and_then(|mut matches| read_any(&mut matches))
        }
        None => matches(command(), &arguments).and_then(|mut matches| read_any(&mut matches)),
    };
    match result {
        Ok(cli) => Ok(Some(cli)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            output.answer(&error.render().to_string()).map(|()| None)
        }
        Err(error) => Err(refused(unreadable(&error, &arguments), &arguments, output)),
    }
}

fn refused(failure: Failure, arguments: &[OsString], output: &mut Output) -> Failure {
    if asks_for_json(arguments) {
        output.json_errors();
    }
    failure
}

/// Giving the thousand pieces of a command and of what was found back would take an eighth of a short run.
fn matches(command: clap::Command, arguments: &[OsString]) -> Result<ManuallyDrop<ArgMatches>, clap::Error> {
    ManuallyDrop::new(command).try_get_matches_from_mut(arguments).map(ManuallyDrop::new)
}

/// Whether JSON was asked for by a command line that cannot be read: `--json`, `--output json`, `-qo json` ...
fn asks_for_json(arguments: &[OsString]) -> bool {
    let words: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let short = |word: &str| word.starts_with('-') && !word.starts_with("--") && word.ends_with('o');
    words.iter().any(|word| {
        *word == "--json"
            || word.strip_suffix("json").is_some_and(|flag| {
                let flag = flag.trim_end_matches('=');
                flag == "--output" || short(flag)
            })
    }) || words.windows(2).any(|pair| pair[1] == "json" && (pair[0] == "--output" || short(pair[0])))
}

fn read_any(matches: &mut ArgMatches) -> Result<Cli, clap::Error> {
    let (name, mut matches) =
        matches.remove_subcommand().ok_or(clap::Error::new(ErrorKind::MissingSubcommand))?;
    let entry = COMMANDS.iter().find(|entry| entry.name == name);
    read(entry.ok_or(clap::Error::new(ErrorKind::InvalidSubcommand))?, &mut matches)
}

fn read(entry: &Entry, matches: &mut ArgMatches) -> Result<Cli, clap::Error> {
    Ok(Cli { global: Global::from_arg_matches_mut(matches)?, command: (entry.read)(matches)? })
}

/// Runs what was read.
pub(crate) fn run(cli: Cli, env: &mut Env, output: &mut Output) -> Result<Exit, Failure> {
    let Global { output: form, json, color, no_input, quiet, verbose } = cli.global;
    let form = if json { Form::Json } else { form };
    output.configure(form, color, quiet, verbose, env);
    env.no_input = no_input;
    let Ready { forms, run } = cli.command;
    if !forms.contains(&form) {
        return Err(Failure::usage(format!("this answer has no form `{}`", form.name())));
    }
    run(env, output)
}

const PROGRAM: &str = "mcp-token";

/// How many columns a help takes at most.
const WIDEST: usize = 100;
