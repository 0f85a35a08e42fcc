//! `mcp-token profile set`

use mcp_token::name::Name;
use mcp_token::secret::ring::Origin;

use crate::args::profile::{OpeningArgs, ProfileArgs, StoreArg};
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, escape};

/// Make a profile, or change what is said of it
///
/// What is not said stays as it is. No secret is written into the file of profiles, only from where one comes. Where the
/// token is kept is decided when the profile is made, and said; --store moves what is kept: copied, read back, and only then
/// taken from the old place.
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
    if !matches!(output.form(), Form::Text | Form::Json) {
        return Err(Failure::usage(format!("a profile has no form `{}`", output.form().name())));
    }
    let home = Home::of(env, Patience::Long)?;
    let old = home.profiles()?.profile(&args.name)?;
    let store = home.choose_store(args.profile.store(), old.as_ref(), output);
    let new = args.profile.apply(&args.name, old.as_ref(), store, env.now)?;
    let plan = home.plan(old.as_ref(), new, args.profile.makes_a_secret().then_some(Origin::Generated))?;
    // Not before the rest is known to be good.
    if let Some(opening) = &args.opening.passphrase_from {
        home.set_opening(opening, args.dry_run)?;
    }
    let steps =
        if args.dry_run { plan.steps.iter().collect() } else { home.carry_out(&plan, None, env, output)? };
    let was = old.as_ref().map(|old| StoreArg::from(&old.token));
    if store == StoreArg::Keychain && was != Some(store) && !args.dry_run {
        home.warn_of_a_dead_keychain(output);
    }
    let lines: Vec<_> = steps.into_iter().map(|step| home.tell(step, &plan).to_string()).collect();
    if output.form() == Form::Json {
        let name = plan.profile.name.as_str();
        output
            .report(true, &serde_json::json!({ "profile": name, "done": !args.dry_run, "steps": lines }))?;
    } else if args.dry_run {
        output.answer(&lines.iter().map(|line| format!("{}\n", escape::text(line))).collect::<String>())?;
    } else {
        for line in &lines {
            output.note(&escape::text(line));
        }
    }
    Ok(Exit::Ok)
}
