//! `mcp-token profile remove`

use mcp_token::name::Name;
use mcp_token::secret::Source;

use crate::cmd::{connect, live};
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::output::Output;
use crate::output::form::Form;

/// Forget a profile and its kept token
///
/// A secret that the profile signs with stays where it is kept, and so does a token that it shares with another program.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The profile
    #[arg(value_name = "PROFILE")]
    name: Name,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token profile remove exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    super::text_or_json(output)?;
    let home = Home::of(env, Patience::Short)?;
    home.take_away_left(output)?;
    let profile = match home.profile(Some(&args.name)) {
        // One that cannot be read can still be taken out of the file.
        Err(failure) if failure.code == "profile" => {
            output.warn(&format!("a kept token, if there is one, stays: {failure}"));
            None
        }
        profile => Some(profile?),
    };
    let mut left = None;
    let had_token = match &profile {
        Some(profile) => live::forget(profile, &home, env, output)
            .map(|forgotten| forgotten.was_there)
            .or_else(|failure| {
                // A keychain that is gone for good is no reason to stay with it.
                if failure.code != "no_keychain" {
                    return Err(failure);
                }
                left = Some(home.leave_token(profile, &failure, output)?);
                Ok(false)
            })?,
        None => false,
    };
    home.forget_learnt(&args.name)?;
    home.change_profiles(|profiles| {
        profiles.remove(&args.name);
        Ok(())
    })?;
    if output.form() == Form::Json {
        let (name, left) = (args.name.as_str(), left.is_some());
        output.report(true, &serde_json::json!({ "profile": name, "token": had_token, "left": left }))?;
    } else {
        let token = if had_token { " and its token" } else { "" };
        output.note(&format!("forgot the profile `{}`{token}", args.name));
    }
    connect::warn_of_entries(|request| request.profile.as_ref() == Some(&args.name), &home, env, output)?;
    if let Some(Source::Kept(secret)) = profile.and_then(|profile| profile.key).map(|key| key.source) {
        output.note(&format!("its secret `{secret}` stays"));
        output.hint(&Hint::run(&format!("secret show {secret}")));
    }
    Ok(Exit::Ok)
}
