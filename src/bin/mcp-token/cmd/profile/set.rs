//! `mcp-token profile set`

use mcp_token::name::Name;
use mcp_token::profile::plan::{Plan, Step};
use mcp_token::profile::{Change, Profile};
use mcp_token::secret::ring::Origin;

use crate::args::place::{OpeningArgs, StoreArg};
use crate::args::profile::ProfileArgs;
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience, warn_of_a_long_life};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Make a profile, or change what is said of it
///
/// What is not said stays as it is. No secret is written into the file of profiles, only from where one comes. Where the
/// token is kept is decided when the profile is made, and said; --store moves what is kept: copied, read back, and only then
/// taken from the old place. An entry of the keychain that holds another program's token is not taken: `profile import` shares
/// it. A profile that cannot be read is corrected in the file first, and a demand that nothing is to take the place of is taken
/// out there. Once the program of a `command:` prints another key, `mcp-token get PROFILE --force-new` signs with that one;
/// without that, the next new token is the first.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile
    #[arg(id = "profile", value_name = "PROFILE")]
    name: Name,
    #[command(flatten)]
    profile: ProfileArgs,
    #[command(flatten)]
    opening: OpeningArgs,
    /// Show what would be done
    #[arg(long)]
    dry_run: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token profile set exai --preset exai --secret-from new --sub agent_001 --store file
  $ mcp-token profile set ci --secret-from env:JWT_SECRET --sub ci-bot --store none
  $ mcp-token profile set partner --secret-from none --url https://mcp.example.com/mcp \\
      --store file
  $ mcp-token profile set exai --quota 1000 --dry-run";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let home = Home::of(env, Patience::Short)?;
    let _lock = (!args.dry_run).then(|| home.lock_profile(&args.name)).transpose()?;
    if !args.dry_run {
        args.profile.named_secret().map_or(Ok(()), |name| home.claim_secret(name))?;
        home.take_away_left(output)?;
    }
    // What it demands may be what cannot be read.
    let old = home.profiles()?.profile(&args.name);
    let old = old.map_err(|error| Failure::from(error).with_hint(Hint::run("doctor")))?;
    let store = home.choose_store(args.profile.store(), old.as_ref(), output);
    let mut new = args.profile.apply(&args.name, old.as_ref(), store, env.now)?;
    args.profile.refuse_unset_of_nothing(&args.name, old.as_ref())?;
    home.settle_variable(old.as_ref(), &mut new, args.profile.says_a_variable(), output)?;
    let plan = home.plan(old.as_ref(), new, args.profile.makes_a_secret().then_some(Origin::Generated))?;
    // Not before the rest is known to be good.
    if let Some(opening) = &args.opening.passphrase_from {
        home.set_opening(opening, args.dry_run)?;
    }
    warn_of_a_long_life(old.as_ref(), &plan.profile, output);
    let steps = if args.dry_run { plan.steps.iter().collect() } else { home.carry_out(&plan, None, output)? };
    let was = old.as_ref().map(|old| StoreArg::from(&old.token));
    if store == StoreArg::Keychain && was != Some(store) && !args.dry_run {
        home.warn_of_a_dead_keychain(output);
    }
    home.warn_of_foreign(old.as_ref(), &plan.profile, output)?;
    tell(steps, old.as_ref(), &plan, args, &home, output)?;
    if plan.profile.key.is_none() && !args.profile.says_a_key() && old.is_none() {
        say_that_there_is_no_key(args, output);
    }
    Ok(Exit::Ok)
}

fn tell(
    steps: Vec<&Step>,
    old: Option<&Profile>,
    plan: &Plan,
    args: &Args,
    home: &Home<'_>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut lines: Vec<_> = steps.into_iter().map(|step| home.tell(step, plan).to_string()).collect();
    let name = &plan.profile.name;
    let changes = old.iter().flat_map(|old| old.changes(&plan.profile)).map(|change| told(&change));
    if output.form() == Form::Json {
        return output.report(
            true,
            &serde_json::json!({
                "profile": name.as_str(),
                "done": !args.dry_run,
                "steps": lines,
                "changes": changes.collect::<Vec<_>>(),
            }),
        );
    }
    if lines.is_empty() {
        output.note(&format!("profile `{name}`: stays as it is"));
    }
    lines.extend(changes.map(|change| format!("  {change}")));
    if args.dry_run {
        return output.answer(&human::lines(&lines));
    }
    for line in &lines {
        output.note(line);
    }
    Ok(())
}

/// A setting or a claim with what it was and what it is. What a key may stand in is named alone.
fn told(change: &Change) -> String {
    let Change { name, is_claim, old, new } = change;
    if !is_claim && ["url", "key"].contains(&name.as_str()) {
        let what = match (old, new) {
            (None, _) => "added",
            (_, None) => "taken away",
            _ => "another",
        };
        return format!("{name}: {what}");
    }
    let kind = if *is_claim { "claim " } else { "" };
    let value = |said: &Option<String>| said.clone().unwrap_or_else(|| "none".to_owned());
    format!("{kind}{name}: {} -> {}", value(old), value(new))
}

/// A preset knows much of a server and not its secret.
fn say_that_there_is_no_key(args: &Args, output: &Output) {
    let name = &args.name;
    output.warn(&format!(
        "profile `{name}` has no key: `get` hands out what `store {name}` keeps, and makes no token"
    ));
    output.hint(&if args.dry_run {
        Hint::add("--secret-from new")
    } else {
        Hint::run(&format!("profile set {name} --secret-from new"))
    });
}
