//! A live token of a profile for the commands that hand one on, and what was decided on the way to it.

use mcp_token::clock::Span;
use mcp_token::fresh::{Forgotten, Fresh, FreshError, Given, Note, Wanted, Why};
use mcp_token::profile::Profile;
use mcp_token::secret::{Secret, Source};
use mcp_token::store::Store;

use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::{Home, ProfileKeys, warn_of_replaced, warn_that_it_stays};
use crate::output::Output;

/// How fresh a token is to be.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Freshness")]
pub(crate) struct FreshnessArgs {
    /// The life that it must have left; without this a shorter one will do when no better can be had
    #[arg(long, value_name = "DURATION", value_parser = Span::parse)]
    min_ttl: Option<Span>,
    /// Make no new token: print the kept one or nothing
    #[arg(long, conflicts_with = "force_new")]
    no_refresh: bool,
    /// Make a new token, whatever is kept
    #[arg(long)]
    force_new: bool,
}

impl FreshnessArgs {
    /// A token of the profile; what was decided is said to somebody who asked.
    pub(crate) fn token(
        &self,
        profile: &Profile,
        home: &Home<'_>,
        output: &Output,
    ) -> Result<Given<Failure>, Failure> {
        let env = home.env();
        let wanted = Wanted { life: self.min_ttl, no_refresh: self.no_refresh, force_new: self.force_new };
        let given = token(profile, wanted, home)?;
        home.warn_of_changed_dotenv(profile, output);
        explain(&given, profile, env, output);
        for note in &given.notes {
            match note {
                Note::Short(_) => {
                    let left = given.expires_at.map(|at| at.relative(env.now)).unwrap_or_default();
                    output.note(&format!("note: the token of `{}` expires {left}", profile.name));
                }
                Note::NoKey(failure) => {
                    output.warn(&format!("no new token could be made, the kept one still lives: {failure}"));
                }
                Note::Last(failure) => {
                    let message = format!("no other token can be made when this one expires: {failure}");
                    match profile.key.as_ref().map(|key| &key.source) {
                        // A token is kept so that not every shell has to have the secret.
                        Some(Source::Variable(name)) if !env.is_set(name) => output.explain(&message),
                        _ => output.warn(&message),
                    }
                }
                Note::Replaced(foreign) => warn_of_replaced(foreign, profile, env.now, output),
                Note::Busy => output.warn("another run is busy with this token and does not come to an end"),
            }
        }
        Ok(given)
    }
}

/// A token that is fresh enough.
pub(super) fn token(profile: &Profile, wanted: Wanted, home: &Home<'_>) -> Result<Given<Failure>, Failure> {
    home.take_away_left_in_place_of(profile)?;
    with(profile, home, |fresh| fresh.token(wanted, home.env().now))
}

/// The one of several tokens that would be handed out, as far as that is known without a store and a key.
pub(super) fn known_among(
    tokens: Vec<Secret>,
    profile: &Profile,
    home: &Home<'_>,
) -> Result<Option<Secret>, Failure> {
    let Some(learnt) = home.learnt_of(&profile.name)? else { return Ok(None) };
    let is_of_profile = learnt.digest.as_ref().is_none_or(|digest| *digest == profile.claims_digest());
    let is_live = learnt.expires_at.is_none_or(|at| home.env().now < at);
    Ok(tokens.into_iter().find(|token| is_of_profile && is_live && learnt.is_about(token)))
}

/// Does something with the kept token of a profile.
pub(super) fn with<T>(
    profile: &Profile,
    home: &Home<'_>,
    work: impl FnOnce(&Fresh<'_, ProfileKeys<'_>>) -> Result<T, FreshError<Failure>>,
) -> Result<T, Failure> {
    over(home.token_store(profile)?.as_deref(), profile, home, work)
}

fn over<T>(
    store: Option<&dyn Store>,
    profile: &Profile,
    home: &Home<'_>,
    work: impl FnOnce(&Fresh<'_, ProfileKeys<'_>>) -> Result<T, FreshError<Failure>>,
) -> Result<T, Failure> {
    let keys = ProfileKeys::of(profile, home);
    let (learnt, locks) = (home.learnt()?, home.locks()?);
    let fresh = Fresh { profile, store, learnt: &learnt, locks: &locks, keys: keys.as_ref() };
    work(&fresh).map_err(|error| Failure::of_profile(error, profile))
}

/// Forgets the kept token of a profile. What another program put there stays, and that is said.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's own lifetimes are not general enough"
)]
pub(super) fn forget(profile: &Profile, home: &Home<'_>, output: &Output) -> Result<Forgotten, Failure> {
    let store = profile.token.shelf().map(|shelf| home.shelf_to_take_from(shelf)).transpose()?;
    let forgotten = over(store.as_deref(), profile, home, |fresh| fresh.forget())?;
    if let Some(foreign) = &forgotten.stays {
        warn_that_it_stays(foreign, profile, home.env().now, output);
    }
    Ok(forgotten)
}

/// The text of a token.
pub(super) fn text(token: &Secret) -> Result<&str, Failure> {
    std::str::from_utf8(token.expose()).map_err(Failure::internal)
}

/// Says what was decided, with `--verbose`.
fn explain(given: &Given<Failure>, profile: &Profile, env: &Env, output: &Output) {
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
    output.explain(&format!("{why}: making a new one"));
    let kept = if given.kept {
        format!(", kept in {}", StoreArg::from(&profile.token).words())
    } else {
        ", not kept".to_owned()
    };
    output.explain(&format!("new token, {expires}{kept}"));
}
