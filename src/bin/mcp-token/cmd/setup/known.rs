//! A profile that is there already: it stays as it is, and what differs from it is refused.

use mcp_token::jwt::policy::Policy;
use mcp_token::name::Name;
use mcp_token::profile::{Change, Profile, Profiles, default_variable};

use crate::args::ProfileFlags;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Failure, Hint};

/// Refuses flags that say anything else than the profile does. What they leave out stays; what a preset says is said.
pub(super) fn refuse_another(profile: &Profile, flags: &ProfileFlags, env: &Env) -> Result<(), Failure> {
    let plain = flags.without(PRESET);
    let said = with(profile, &plain, env)?;
    let mut all = match flags.value(PRESET) {
        Some(_) => with_values_of_preset(&said, flags, env)?,
        None => plain,
    };
    let wanted = with(profile, &all, env)?;
    Profiles::default().set(&wanted).map_err(Failure::of_said_profile)?;
    if wanted == *profile {
        return Ok(());
    }
    // The fewest that come to the same: some mean something only together.
    for flag in all.clone().names() {
        let fewer = all.without(flag);
        if with(profile, &fewer, env).is_ok_and(|changed| changed == wanted) {
            all = fewer;
        }
    }
    let preset = flags.value(PRESET).map(|preset| format!("with `{PRESET} {preset}`")).unwrap_or_default();
    let others =
        [differences(profile, &said, "here"), differences(&said, &wanted, &preset)].concat().join("; ");
    let name = &profile.name;
    let message = format!("the profile `{name}` is kept as it is, and says something else: {others}");
    let hint = Hint::run(&format!("profile set {name}{}", all.line()));
    let may_be_shown = hint.is_whole() && demands_no_less(&wanted, profile);
    Err(Failure::usage(message).with_hint(may_be_shown.then_some(hint)))
}

/// Whether a profile demands all that another does: more claims and a larger quota it may, anything else is for its user to say.
fn demands_no_less(profile: &Profile, other: &Profile) -> bool {
    let (own, others) = (&profile.demands, &other.demands);
    let (required, min_quota) = (others.required.clone(), others.min_quota);
    let is_named = |name: &&str| other.claims.get(name).is_none() || profile.claims.get(name).is_some();
    Policy { required, min_quota, ..own.clone() } == *others
        && others.required.iter().all(|claim| own.required.contains(claim))
        && own.min_quota >= min_quota
        && ["iss", "aud"].iter().all(is_named)
}

/// A profile that the wizard would make is there.
pub(super) fn already(name: &Name) -> Failure {
    Failure::usage(format!("there is a profile `{name}` already"))
        .with_hint(Hint::run(&format!("setup --yes --profile {name}")))
}

/// A profile with what flags say.
fn with(profile: &Profile, flags: &ProfileFlags, env: &Env) -> Result<Profile, Failure> {
    let args = flags.read()?;
    let store = args.store().unwrap_or(StoreArg::from(&profile.token));
    args.apply(&profile.name, Some(profile), store, env.now)
}

/// The flags with what their preset says of the server in its place, as far as a profile does not say it too.
fn with_values_of_preset(
    profile: &Profile,
    flags: &ProfileFlags,
    env: &Env,
) -> Result<ProfileFlags, Failure> {
    // Where a token may be kept depends on the key, which need not be said again.
    let fresh = flags.without("--store").read()?.apply(&profile.name, None, StoreArg::Keychain, env.now)?;
    let mut said = flags.without(PRESET);
    let is_new = |(name, json): &(&str, &str)| *name != "sub" && profile.claims.get(name) != Some(json);
    for (name, json) in fresh.claims.members().filter(is_new) {
        said = match (name, serde_json::from_str::<String>(json)) {
            ("name" | "iss" | "aud" | "role", Ok(text)) => said.and(&format!("--{name}"), &text),
            ("quota", _) => said.and("--quota", json),
            _ => said.and("--claim", &format!("{name}:={json}")),
        };
    }
    let mut required = profile.demands.required.clone();
    required
        .extend(fresh.demands.required.into_iter().filter(|claim| !profile.demands.required.contains(claim)));
    if required != profile.demands.required {
        said = said.and("--require", &required.join(","));
    }
    if fresh.header != profile.header {
        said = said.and("--header", fresh.header.word());
    }
    // Another profile may have the preset's, or have had it.
    if ![&fresh.variable, &default_variable(&profile.name)].contains(&&profile.variable) {
        said = said.and("--var", &fresh.variable);
    }
    Ok(said)
}

/// What is kept and what is said otherwise, each by its flag, or by the word of the profile where several make it.
fn differences(kept: &Profile, wanted: &Profile, by: &str) -> Vec<String> {
    let changes = kept.changes(wanted);
    let mut differ: Vec<_> = changes.iter().map(|change| difference(change, kept, wanted, by)).collect();
    let [old, new] = [kept, wanted].map(|profile| StoreArg::from(&profile.token).name());
    if old != new {
        differ.push(format!("`--store`: {old} kept, {new} {by}"));
    }
    differ
}

fn difference(change: &Change, kept: &Profile, wanted: &Profile, by: &str) -> String {
    let Change { name, is_claim, old, new } = change;
    let is_new = old.is_none();
    let plain = |said: &Option<String>| said.as_deref().map_or_else(|| "none".to_owned(), text_of);
    let (mut label, mut old, mut new) = (format!("`--{name}`"), plain(old), plain(new));
    match (is_claim, name.as_str()) {
        (true, "sub" | "name" | "iss" | "aud" | "quota" | "role" | "scope") => {}
        (true, _) => label = format!("`--claim {name}`"),
        (_, "key") if is_new => return "`--secret-from`: none kept".to_owned(),
        (_, "key") => return "`--secret-from`: another kept".to_owned(),
        (_, "url") if is_new => return format!("{label}: none kept"),
        // A key may stand in it.
        (_, "url") => return format!("{label}: another kept"),
        (_, "variable") => {
            "`--var`".clone_into(&mut label);
            (old, new) = (kept.variable.clone(), wanted.variable.clone());
        }
        (_, "header") => {
            [old, new] = [kept, wanted].map(|profile| profile.header.word().to_owned());
        }
        (_, "alg" | "ttl" | "min-ttl" | "backdate") => {}
        // Several flags make it.
        _ => label = format!("`{name}`"),
    }
    format!("{label}: {old} kept, {new} {by}")
}

/// A value as somebody would type it.
pub(super) fn text_of(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

const PRESET: &str = "--preset";
