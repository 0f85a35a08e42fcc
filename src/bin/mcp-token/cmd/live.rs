//! A live token of a profile for the commands that hand one on, and what was decided on the way to it.

use mcp_token::fresh::{Forgotten, Fresh, FreshError, Given, Wanted, Why};
use mcp_token::profile::Profile;
use mcp_token::secret::Secret;

use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::{Home, ProfileKeys, warn_that_it_stays};
use crate::output::{Output, escape};

/// A token that is fresh enough.
pub(super) fn token(
    profile: &Profile,
    wanted: Wanted,
    home: &Home<'_>,
    env: &Env,
) -> Result<Given<Failure>, Failure> {
    home.take_away_left_in_place_of(profile)?;
    with(profile, home, |fresh| fresh.token(wanted, env.now))
}

/// Does something with the kept token of a profile.
pub(super) fn with<T>(
    profile: &Profile,
    home: &Home<'_>,
    work: impl FnOnce(&Fresh<'_, ProfileKeys<'_>>) -> Result<T, FreshError<Failure>>,
) -> Result<T, Failure> {
    let keys = ProfileKeys::of(profile, home);
    let store = home.token_store(profile)?;
    let (learnt, locks) = (home.learnt()?, home.locks()?);
    let fresh =
        Fresh { profile, store: store.as_deref(), learnt: &learnt, locks: &locks, keys: keys.as_ref() };
    work(&fresh).map_err(|error| Failure::of_profile(error, profile))
}

/// Forgets the kept token of a profile. What another program put there stays, and that is said.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's own lifetimes are not general enough"
)]
pub(super) fn forget(
    profile: &Profile,
    home: &Home<'_>,
    env: &Env,
    output: &Output,
) -> Result<Forgotten, Failure> {
    let forgotten = with(profile, home, |fresh| fresh.forget())?;
    if let Some(foreign) = &forgotten.stays {
        warn_that_it_stays(foreign, profile, env.now, output);
    }
    Ok(forgotten)
}

/// The text of a token.
pub(super) fn text(token: &Secret) -> Result<&str, Failure> {
    std::str::from_utf8(token.expose()).map_err(Failure::internal)
}

/// Says what was decided, with `--verbose`.
pub(super) fn explain(given: &Given<Failure>, profile: &Profile, env: &Env, output: &Output) {
    let expires = given
        .expires_at
        .map_or_else(|| "life unknown".to_owned(), |at| format!("expires {}", at.describe(env.now)));
    let Some(why) = given.made else {
        output.explain(&format!("kept token, {expires}"));
        return;
    };
    let why = match why {
        Why::NoneKept => "no token is kept".to_owned(),
        Why::KeptNowhere => "tokens of this profile are kept nowhere".to_owned(),
        Why::Asked => "a new token is asked for".to_owned(),
        Why::NotOurs => "the kept token was not made here".to_owned(),
        Why::ProfileChanged => "the profile has changed since the kept token was made".to_owned(),
        Why::KeyChanged => "the kept token was signed with another key".to_owned(),
        Why::IssuedAhead => "the kept token was made by a clock that was ahead".to_owned(),
        Why::Short { left, wanted } => {
            format!("token expires in {}, {} wanted", left.told_from(wanted), wanted.told_from(left))
        }
        Why::Expired { at } => format!("token expired {}", at.relative(env.now)),
    };
    output.explain(&format!("{}: making a new one", escape::text(&why)));
    let kept = if given.kept {
        format!(", kept in {}", StoreArg::from(&profile.token).words())
    } else {
        ", not kept".to_owned()
    };
    output.explain(&format!("new token, {expires}{kept}"));
}
