//! `mcp-token setup`

mod ask;
mod card;
mod clients;
mod done;
mod key;
mod known;
mod wish;

use std::collections::BTreeSet;

use mcp_token::client::Client;
use mcp_token::name::Name;
use mcp_token::profile::plan::{Plan, Step};
use mcp_token::profile::{Keeping, Profile};
use mcp_token::secret::ring::Shelf;

use self::done::{Done, show};
use self::wish::Wish;
use crate::args::ProfileFlags;
use crate::args::client::not_edited;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::{Home, Patience, warn_of_a_long_life};
use crate::output::Output;
use crate::output::form::{self, Form, VariableArgs};
use crate::output::shell::Shell;
use crate::prompt::{self, Questions};

/// Connect to an MCP server that asks for a token
///
/// Asks for what no flag says, shows what will be written, and writes nothing before that is confirmed. Then it prints a
/// token. With --yes it asks nothing and takes the usual answers: a new secret, the login name as --sub, 24 hours, the
/// keychain where one works, else encrypted files. Run again with --yes, it keeps the profile and its secret and prints a
/// token.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile to make [default: default; in the wizard the preset's name]
    #[arg(long, value_name = "NAME")]
    profile: Option<Name>,
    /// Ask nothing: the usual answer where no flag says otherwise
    #[arg(long)]
    yes: bool,
    /// Show what would be done
    #[arg(long)]
    dry_run: bool,
    /// Connect this MCP client; may be repeated
    #[arg(long, value_name = "CLIENT", value_parser = crate::args::client::client)]
    client: Vec<&'static Client>,
    /// The shell that `-o env` writes for [default: posix]
    #[arg(long, value_enum, help_heading = "Output")]
    shell: Option<Shell>,
    #[command(flatten)]
    flags: ProfileFlags,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token setup --yes
  $ mcp-token setup --yes --profile exai --preset exai --sub agent_001 --dry-run
  $ export JWT_TOKEN=$(mcp-token setup --yes --secret-from env:JWT_SECRET --sub ci --store none)";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    args.variable().goes_with(output.form())?;
    if let Some(client) = args.client.iter().find(|client| !client.is_edited()) {
        return Err(not_edited(client, &line_without(args, |client| !client.is_edited())));
    }
    if args.yes {
        return without_questions(args, env, output);
    }
    match prompt::forbidden(env).or_else(|| prompt::cannot_be_drawn(env)) {
        Some(why) => Err(nobody_to_ask(args, why)),
        None => at_terminal(args, env, output),
    }
}

impl Args {
    /// The variable is the profile's own.
    fn variable(&self) -> VariableArgs {
        VariableArgs { shell: self.shell, var: None }
    }

    fn wish(&self, name: Name) -> Wish {
        let mut seen = BTreeSet::new();
        let clients = self.client.iter().copied().filter(|client| seen.insert(&client.name)).collect();
        Wish { name, flags: self.flags.clone(), given: None, clients }
    }
}

/// A client that cannot be asked: its own command would name a profile that is not there yet.
fn not_without(failure: Failure, args: &Args) -> Failure {
    if failure.code != Code::NO_PROGRAM {
        return failure;
    }
    failure.with_hint(Hint::run(&line_without(args, |client| client.own.is_some())))
}

/// The same command without some of its clients, and what is printed for these then.
fn line_without(args: &Args, is_out: impl Fn(&Client) -> bool) -> String {
    let profile: String = args.profile.iter().map(|name| format!(" --profile {name}")).collect();
    let (out, clients): (Vec<&Client>, Vec<_>) = args.client.iter().partition(|client| is_out(client));
    let clients = clients.into_iter().map(|client| format!(" --client {}", client.name));
    let printed =
        out.into_iter().map(|client| format!(" && mcp-token client print {}{profile}", client.name));
    let yes = if args.yes { " --yes" } else { "" };
    let words: String =
        [profile.clone(), args.flags.line()].into_iter().chain(clients).chain(printed).collect();
    format!("setup{yes}{words}")
}

fn nobody_to_ask(args: &Args, why: &str) -> Failure {
    let unsaid = QUESTIONS.into_iter().filter(|flag| !args.flags.says(flag));
    let unsaid: Vec<_> = unsaid.chain(args.client.is_empty().then_some("--client")).collect();
    let others = match unsaid.join(" ") {
        none if none.is_empty() => none,
        flags => format!(", and what is to differ from the usual: {flags}"),
    };
    let message = format!("{why}: say --yes{others}");
    Failure::new(Exit::NoAnswer, Code::NO_ANSWER, message).with_hint(Hint::add("--yes"))
}

fn without_questions(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    let name = args.profile.clone().unwrap_or_else(wish::default_name);
    if let Some(profile) = home.profiles()?.profile(&name)? {
        return once_more(args, &profile, &home, output);
    }
    let mut wish = args.wish(name);
    wish.take_usual_answers(&home, output)?;
    wish.settle_variable(&home, output)?;
    let profile = wish.profile(env)?;
    form::refuse_unprintable(output.form(), &profile.header, env)?;
    let plan = wish.plan(&home);
    // What is there already may be another run's that is at work: that is judged under the lock.
    if plan.is_err() && (args.dry_run || home.ring_if_any(&wish.name)?.is_none()) {
        return plan.map(|_| Exit::Ok);
    }
    let connected =
        clients::plan(&wish.clients, &profile, &home).map_err(|failure| not_without(failure, args))?;
    if let (true, Ok(plan)) = (args.dry_run, &plan) {
        return show(plan, connected, &home, output);
    }
    refuse_keychain_without_answer(args, &home)?;
    let lock = home.lock_profile(&wish.name)?;
    if let Some(profile) = home.profiles()?.profile(&wish.name)? {
        // Another run was faster.
        drop(lock);
        return once_more(args, &profile, &home, output);
    }
    make(&wish, args, &home, output)
}

fn at_terminal(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Long)?;
    let said = args.wish(wish::default_name()).profile(env)?;
    form::refuse_unprintable(output.form(), &said.header, env)?;
    let questions = Questions::new(output);
    let mut wish = ask::wish(args, &questions, &home)?;
    wish.settle_variable(&home, output)?;
    let plan = questions.meanwhile(|| wish.plan(&home))?;
    // The kind of server may have brought another header.
    form::refuse_unprintable(output.form(), &plan.profile.header, env)?;
    let connected =
        clients::plan(&wish.clients, &plan.profile, &home).map_err(|failure| not_without(failure, args))?;
    if args.dry_run {
        return show(&plan, connected, &home, output);
    }
    questions.meanwhile(|| refuse_keychain_without_answer(args, &home))?;
    questions.tell(&card::summary(&plan, &connected, &home));
    if !questions.confirmed("Write this")? {
        let answer = Failure::new(Exit::Interrupted, Code::INTERRUPTED, "nothing was written");
        if output.form() == Form::Json {
            return Err(answer);
        }
        // Somebody has decided so: that is no error.
        output.note(&answer.to_string());
        return Ok(answer.exit);
    }
    drop(questions);
    let _lock = home.lock_profile(&wish.name)?;
    if home.profiles()?.profile(&wish.name)?.is_some() {
        return Err(known::already(&wish.name));
    }
    make(&wish, args, &home, output)
}

/// Refuses a keychain that was said where none answers, before anything is made.
fn refuse_keychain_without_answer(args: &Args, home: &Home<'_>) -> Result<(), Failure> {
    if args.flags.value("--store") != Some(StoreArg::Keychain.name()) {
        return Ok(());
    }
    home.probe_keychain().map_err(|error| Failure::from(error).or_keep_in_a_file())
}

/// Carries out what is wished, under the lock.
fn make(wish: &Wish, args: &Args, home: &Home<'_>, output: &mut Output) -> Result<Exit, Failure> {
    // Another run may have kept a secret meanwhile.
    let plan = wish.plan(home)?;
    warn_of_a_long_life(None, &plan.profile, output);
    let is_file = |step: &Step| matches!(step, Step::KeepSecret { shelf: Shelf::File, .. });
    if plan.profile.token == Keeping::File || plan.steps.iter().any(is_file) {
        // A passphrase is asked for while nothing is lost by an interrupt.
        home.shelf(Shelf::File)?;
    }
    let (steps, failures) = prompt::to_the_end(|| {
        let steps = home.carry_out(&plan, wish.given.as_ref().map(|given| (given, None)), output)?;
        let mut steps: Vec<_> = steps.into_iter().map(|step| home.tell(step, &plan)).collect();
        let (connected, mut failures) = clients::connect(&wish.clients, &plan.profile, home);
        steps.extend(connected);
        // An interrupt reaches the client's own program as well: not everything was written then.
        match failures.pop_if(|_| prompt::is_interrupted()) {
            Some(failure) => Err(failure),
            None => Ok((steps, failures)),
        }
    })?;
    let has_new_secret = wish.makes_a_secret()?;
    let done = Done { profile: plan.profile, wish, steps, failures, has_new_secret };
    done.answer(&args.variable(), home, output)
}

/// A token of a profile that is there, which stays as it is.
fn once_more(args: &Args, profile: &Profile, home: &Home<'_>, output: &mut Output) -> Result<Exit, Failure> {
    known::refuse_another(profile, &args.flags, home.env())?;
    form::refuse_unprintable(output.form(), &profile.header, home.env())?;
    let wish = args.wish(profile.name.clone());
    let connected = clients::plan(&wish.clients, profile, home)?;
    if args.dry_run {
        return show(&Plan { profile: profile.clone(), steps: Vec::new() }, connected, home, output);
    }
    if args.flags.read()?.makes_a_secret() {
        output.note(&format!("profile `{}`: is there already, and keeps its secret", profile.name));
    }
    let (steps, failures) = clients::connect(&wish.clients, profile, home);
    let done = Done { profile: profile.clone(), wish: &wish, steps, failures, has_new_secret: false };
    done.answer(&args.variable(), home, output)
}

/// The flags that answer the questions, in the order of these.
const QUESTIONS: [&str; 9] =
    ["--preset", "--secret-from", "--sub", "--ttl", "--url", "--iss", "--aud", "--quota", "--store"];
