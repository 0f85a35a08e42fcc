//! `mcp-token profile remove`

use mcp_token::file::Lock;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::Source;
use serde_json::json;

use crate::cmd::{connect, live};
use crate::env::Env;
use crate::failure::{Exit, Failure, Hint};
use crate::home::{Home, Patience};
use crate::output::Output;

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
    let home = Home::of(env, Patience::Short)?;
    let _lock = home.lock_profile(&args.name)?;
    home.take_away_left(output)?;
    let profile = match home.profile(&args.name) {
        // One that cannot be read can still be taken out of the file.
        Err(failure) if failure.is_of_a_profile() => {
            output.warn(&format!("a kept token, if there is one, stays: {failure}"));
            None
        }
        profile => Some(profile?),
    };
    let forgotten = profile.as_ref().map(|profile| forget_token(profile, &home, output)).transpose()?;
    let (had_token, left) = forgotten.unwrap_or_default();
    home.forget_learnt(&args.name)?;
    home.change_profiles(|profiles| {
        profiles.remove(&args.name);
        Ok(())
    })?;
    let name = args.name.as_str();
    output.did(true, &json!({ "profile": name, "token": had_token, "left": left.is_some() }), || {
        let token = if had_token { " and its token" } else { "" };
        format!("forgot the profile `{name}`{token}")
    })?;
    connect::warn_of_entries(|request| request.profile.as_ref() == Some(&args.name), &home, output)?;
    if let Some(Source::Kept(secret)) = profile.and_then(|profile| profile.key).map(|key| key.source) {
        output.note(&format!("its secret `{secret}` stays"));
        output.hint(&Hint::run(&format!("secret show {secret}")));
    }
    Ok(Exit::Ok)
}

/// Whether there was a token. One that is left is locked until the profile is gone.
fn forget_token(
    profile: &Profile,
    home: &Home<'_>,
    output: &Output,
) -> Result<(bool, Option<Lock>), Failure> {
    match live::forget(profile, home, output) {
        // A keychain that is gone for good is no reason to stay with it.
        Err(failure) if failure.is_without_keychain() => {
            Ok((false, Some(home.leave_token(profile, &failure, output)?)))
        }
        forgotten => Ok((forgotten?.was_there, None)),
    }
}
