//! `mcp-token profile import`

use std::path::PathBuf;

use mcp_token::clock::Span;
use mcp_token::fresh::token_in;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::name::Name;
use mcp_token::profile::{Keeping, Key, Profile};
use mcp_token::secret::ring::{DotenvPlace, Origin};
use mcp_token::secret::{self, Secret, Source, Weakness};
use mcp_token::store::{Entry, Store};
use serde_json::json;

use crate::args::place::StoreArg;
use crate::args::profile::ProfileArgs;
use crate::cmd::live;
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::{self, Home, Patience, dotenv_value, refuse_unwritable, warn_of_a_long_life};
use crate::input::strong;
use crate::output::Output;
use crate::output::form::variable_name;

/// Make a profile of what is there already
///
/// From a .env file its secret is kept under the profile's name, and goes on living in that file: a rotation writes it there,
/// and a value that somebody has changed there is taken over by the same import once more, as is one that the profile has read
/// there at each call. From the keychain a token is shared under the service and user that it has, and a secret is kept under
/// the profile's name: what is no JWT is a secret, unless --opaque says that it is a token.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, mut_arg("secret_from", |arg| arg.hide(true)))]
pub(crate) struct Args {
    /// The profile
    #[arg(id = "profile", value_name = "PROFILE")]
    name: Name,
    /// Take the secret from this .env file
    #[arg(long, value_name = "PATH", requires = "secret_var", help_heading = "From")]
    env_file: Option<PathBuf>,
    /// The variable in the .env file
    #[arg(long, value_name = "VAR", value_parser = variable_name, requires = "env_file", help_heading = "From")]
    secret_var: Option<String>,
    /// Take the token or the secret from this service of the keychain, as in exai-mcp/jwt_token
    #[arg(long, value_name = "SERVICE/USER", value_parser = places, conflicts_with = "env_file", help_heading = "From")]
    keychain: Option<Places>,
    /// Take a token of any form, not only a JWT
    #[arg(long, requires = "keychain", conflicts_with = "env_file", help_heading = "From")]
    opaque: bool,
    /// Accept a secret that is too short for HS256 or a JWT, as an API key may be, or published somewhere
    #[arg(long, help_heading = "From")]
    allow_weak_secret: bool,
    #[command(flatten)]
    profile: ProfileArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token profile import exai --env-file .env --secret-var SUPABASE_JWT_SECRET \\
      --preset exai --sub agent_001 --store file
  $ mcp-token profile import exai --keychain exai-mcp/jwt_token";

/// What was found.
enum Found {
    Token { entry: Entry, token: Secret },
    Secret { secret: Secret, dotenv: Option<DotenvPlace> },
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    if args.profile.says_a_key() {
        return Err(Failure::usage("import takes a key that is there, `--secret-from` names another"));
    }
    let home = Home::of(env, Patience::Short)?;
    let _lock = home.lock_profile(&args.name)?;
    if let Some(old) = home.profiles()?.profile(&args.name)? {
        return once_more(args, &old, &home, output);
    }
    args.profile.refuse_unset_of_nothing(&args.name, None)?;
    let found = find(args, &home)?;
    home.take_away_left(output)?;
    let name = &args.name;
    let lives = |DotenvPlace { path, variable }: &DotenvPlace| {
        format!(", which goes on living in `{variable}` of {}", path.display())
    };
    let (profile, what, lives) = match found {
        Found::Token { .. } if args.profile.says_a_place() => {
            return Err(Failure::usage(
                "a token is shared where it lies, in the keychain: `--store`, `--service` and `--user` do not go with it",
            ));
        }
        Found::Token { entry, token } => {
            let mut profile = args.profile.apply(name, None, StoreArg::Keychain, env.now)?;
            home.settle_variable(None, &mut profile, args.profile.says_a_variable(), output)?;
            (shared_token(profile, (entry, &token), &home)?, "token", String::new())
        }
        Found::Secret { secret, dotenv } => {
            let store = home.choose_store(args.profile.store(), None, output);
            let flags = args.profile.clone().with_key(Source::Kept(name.clone()));
            let mut profile = flags.apply(name, None, store, env.now)?;
            home.settle_variable(None, &mut profile, flags.says_a_variable(), output)?;
            warn_of_a_long_life(None, &profile, output);
            let lives = dotenv.as_ref().map(lives).unwrap_or_default();
            (kept_secret(None, profile, (&secret, dotenv.as_ref()), &home, output)?, "secret", lives)
        }
    };
    let place = StoreArg::from(&profile.token).keeps();
    told(name, Some(what), &format!("took over a {what}{lives}; its token is {place}"), output)
}

/// Takes over a value that was changed in the `.env` file, or that was read there at each call. All else of the profile stays
/// as it is.
fn once_more(args: &Args, old: &Profile, home: &Home<'_>, output: &mut Output) -> Result<Exit, Failure> {
    let name = &old.name;
    let there = Failure::usage(format!("there is a profile `{name}` already"));
    let own = match old.key.as_ref().map(|key| &key.source) {
        Some(Source::Kept(kept)) if kept == name => home.ring_if_any(name)?.and_then(|ring| ring.dotenv),
        Some(Source::Dotenv { path, variable }) => {
            Some(DotenvPlace { path: path.clone(), variable: variable.clone() })
        }
        _ => None,
    };
    let Some(place) = args.dotenv()?.filter(|said| own.as_ref() == Some(said)) else {
        return Err(there);
    };
    let DotenvPlace { path, variable } = &place;
    if args.profile.apply(name, Some(old), StoreArg::from(&old.token), home.env().now).ok().as_ref()
        != Some(old)
    {
        return Err(there.with_hint(home::import(name, path, variable)));
    }
    if let Some(store) = args.profile.store().filter(|said| *said != StoreArg::from(&old.token)) {
        return Err(there.with_hint(Hint::run(&format!("profile set {name} --store {}", store.name()))));
    }
    let secret = args.secret_in(&place, home)?;
    if let Some(key) = old.key.as_ref().filter(|key| matches!(key.source, Source::Dotenv { .. })) {
        let key = Some(Key { source: Source::Kept(name.clone()), ..key.clone() });
        kept_secret(Some(old), Profile { key, ..old.clone() }, (&secret, Some(&place)), home, output)?;
        return told(name, Some("secret"), "took over its secret, which goes on living in that file", output);
    }
    if let Some(grace) = take_over(name, &secret, home, output)? {
        let words = format!("took over a secret, the one before verifies for {grace} more");
        told(name, Some("secret"), &words, output)
    } else {
        told(name, None, "its secret is the one in that file already", output)
    }
}

/// - `imported`: what was taken over, if anything was.
fn told(name: &Name, imported: Option<&str>, words: &str, output: &mut Output) -> Result<Exit, Failure> {
    let report = json!({ "profile": name.as_str(), "imported": imported });
    output.did(true, &report, || format!("profile `{name}`: {words}"))?;
    Ok(Exit::Ok)
}

impl Args {
    /// The `.env` file and its variable, when they were said.
    fn dotenv(&self) -> Result<Option<DotenvPlace>, Failure> {
        let (Some(path), Some(variable)) = (&self.env_file, &self.secret_var) else { return Ok(None) };
        let path =
            std::path::absolute(path).map_err(|error| Failure::io("cannot tell where that is", error))?;
        if path.to_str().is_none() {
            // The ring that remembers it is JSON.
            return Err(Failure::usage("the path of the .env file is not UTF-8"));
        }
        Ok(Some(DotenvPlace { path, variable: variable.clone() }))
    }

    fn secret_in(&self, place: &DotenvPlace, home: &Home<'_>) -> Result<Secret, Failure> {
        self.refuse_place_of_another(place, home)?;
        let DotenvPlace { path, variable } = place;
        let secret = dotenv_value(path, variable)?;
        strong(&secret, &[], self.allow_weak_secret, &format!("in `{variable}`"))?;
        refuse_unwritable(place, &secret).map_err(|failure| failure.with_hint(self.read_there(place)))?;
        Ok(secret)
    }

    /// Of two rings that live in one variable, a rotation of one would write over the other's secret.
    fn refuse_place_of_another(&self, place: &DotenvPlace, home: &Home<'_>) -> Result<(), Failure> {
        let lives_there = |secret: &Name| {
            // What cannot be read is told by whoever needs it.
            matches!(home.ring_if_any(secret), Ok(Some(ring)) if ring.dotenv.as_ref() == Some(place))
        };
        let other =
            home.secret_names()?.into_iter().find(|secret| *secret != self.name && lives_there(secret));
        other.map_or(Ok(()), |other| {
            let DotenvPlace { path, variable } = place;
            let message = format!("`{variable}` in {} is where the secret `{other}` lives", path.display());
            Err(Failure::usage(message)
                .with_hint(Hint::run(&format!("{} --secret-from name:{other}", self.set_instead()))))
        })
    }

    /// The profile that takes its key from the file each time, and keeps none.
    fn read_there(&self, DotenvPlace { path, variable }: &DotenvPlace) -> Hint {
        let source = format!("dotenv:{}:{variable}", path.display());
        Hint::shell(&format!("mcp-token {} --secret-from", self.set_instead()), source.as_ref())
    }

    /// The beginning of a command that makes the profile with a key from elsewhere, which is read as it was said.
    fn set_instead(&self) -> String {
        format!("profile set {}{}", self.name, self.profile.encoding_flag())
    }
}

fn find(args: &Args, home: &Home<'_>) -> Result<Found, Failure> {
    if let Some(place) = args.dotenv()? {
        return Ok(Found::Secret { secret: args.secret_in(&place, home)?, dotenv: Some(place) });
    }
    let Some(Places(entries)) = args.keychain.clone() else {
        return Err(Failure::usage("from where is missing: --env-file with --secret-var, or --keychain"));
    };
    let (entry, content) = in_keychain(entries, home)?;
    let token = token_in(&content, &entry, None);
    if args.opaque || token.as_ref().is_ok_and(|token| Inspection::of_bytes(token.expose()).is_some()) {
        return Ok(Found::Token { token: token?, entry });
    }
    let secret = Secret::from_file_content(content.expose().to_vec().into());
    // It may be a token of another kind, which a placeholder is not.
    let may_be_one = token.is_ok() && secret::check(&secret, 0) != Err(Weakness::Published);
    strong(&secret, &[], args.allow_weak_secret, &format!("under {entry}"))
        .map_err(|failure| failure.with_hint(may_be_one.then(|| Hint::add("--opaque"))))?;
    Ok(Found::Secret { secret, dotenv: None })
}

/// What the keychain has under the one of the entries that is there.
fn in_keychain(entries: Vec<Entry>, home: &Home<'_>) -> Result<(Entry, Secret), Failure> {
    let first = entries[0].to_string();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(home.keychain().read(&entry)?.map(|content| (entry, content)));
    }
    if found.len() > 1 {
        let names: Vec<_> = found.iter().map(|(entry, _)| entry.to_string()).collect();
        return Err(Failure::usage(format!("that is more than one entry: {}", names.join(", "))));
    }
    found.pop().ok_or_else(|| {
        Failure::new(Exit::NotFound, Code::NO_TOKEN, format!("the keychain has nothing under {first}"))
    })
}

/// The profile takes the entry for its own, so that the other program and this one see the same token.
fn shared_token(
    profile: Profile,
    (entry, token): (Entry, &Secret),
    home: &Home<'_>,
) -> Result<Profile, Failure> {
    let profile = Profile { token: Keeping::Keychain(entry), ..profile };
    home.change_profiles(|profiles| profiles.set(&profile).map_err(Failure::of_said_profile))?;
    live::with(&profile, home, |fresh| fresh.find(token))?;
    Ok(profile)
}

/// A secret that is kept already, or lives in the same place of the same file, is the profile's as it is.
fn kept_secret(
    old: Option<&Profile>,
    profile: Profile,
    (secret, dotenv): (&Secret, Option<&DotenvPlace>),
    home: &Home<'_>,
    output: &Output,
) -> Result<Profile, Failure> {
    let name = &profile.name.clone();
    let ring = home.ring_if_any(name)?;
    let lives_there = dotenv.is_some() && ring.as_ref().is_some_and(|ring| ring.dotenv.as_ref() == dotenv);
    let is_new = ring.is_none();
    if !is_new && !lives_there && home.active_secret(name)?.1 != *secret {
        return Err(home::kept_already(name));
    }
    let plan = home.plan(old, profile, is_new.then_some(Origin::Given))?;
    if lives_there {
        take_over(name, secret, home, output)?;
    }
    home.carry_out(&plan, Some((secret, dotenv)), output)?;
    Ok(plan.profile)
}

/// How long the secret before verifies, when the file holds another by now.
fn take_over(
    name: &Name,
    secret: &Secret,
    home: &Home<'_>,
    output: &Output,
) -> Result<Option<Span>, Failure> {
    home.claim_secret(name)?;
    let grace = home.signers()?.default_grace(name, home.ring_if_any(name)?.as_ref())?;
    Ok(home.take_over_secret(name, secret, grace, output)?.then_some(grace))
}

/// The entries that a text can mean: either part of `SERVICE/USER` may hold a slash itself.
#[derive(Debug, Clone)]
struct Places(Vec<Entry>);

fn places(text: &str) -> Result<Places, String> {
    let split = |(at, _)| Entry::new(&text[..at], &text[at + 1..]).ok();
    let entries: Vec<_> = text.match_indices('/').filter_map(split).collect();
    if entries.is_empty() { Err("SERVICE/USER is wanted".to_owned()) } else { Ok(Places(entries)) }
}
