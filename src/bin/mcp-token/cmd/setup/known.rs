//! A profile that is there already: it stays as it is, and what differs from it is refused.

use mcp_token::name::Name;
use mcp_token::profile::{Preset, Profile, default_variable};

use crate::args::ProfileFlags;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Failure, Hint};
use crate::home::Home;

/// Refuses flags that say anything else than the profile does.
pub(super) fn refuse_another(
    profile: &Profile,
    flags: &ProfileFlags,
    home: &Home<'_>,
) -> Result<(), Failure> {
    let name = &profile.name;
    let said = flags.without(PRESET);
    if changes(profile, &said, home.env())? {
        let mut others = ProfileFlags::default();
        for (_, flag) in said.each() {
            if changes(profile, &flag, home.env()).unwrap_or(false) {
                others.extend(flag);
            }
        }
        let rest = others.each().fold(flags.clone(), |rest, (name, _)| rest.without(name));
        if let Some(preset) = flags.value(PRESET).and_then(Preset::named)
            && !comes_from(profile, &rest, home.env())?
        {
            return Err(not_of_preset(profile, preset, flags, home)?);
        }
        // Flags that only mean something together.
        let others = if others.each().next().is_none() { said } else { others };
        let names: Vec<_> = others.each().map(|(name, _)| format!("`{name}`")).collect();
        let message = format!(
            "the profile `{name}` is kept as it is, and says something else than {}",
            names.join(", ")
        );
        return Err(
            Failure::usage(message).with_hint(Hint::run(&format!("profile set {name}{}", others.line())))
        );
    }
    match flags.value(PRESET).and_then(Preset::named) {
        Some(preset) if !comes_from(profile, flags, home.env())? => {
            Err(not_of_preset(profile, preset, flags, home)?)
        }
        _ => Ok(()),
    }
}

/// A profile that the wizard would make is there.
pub(super) fn already(name: &Name) -> Failure {
    Failure::usage(format!("there is a profile `{name}` already"))
        .with_hint(Hint::run(&format!("setup --yes --profile {name}")))
}

fn changes(profile: &Profile, flags: &ProfileFlags, env: &Env) -> Result<bool, Failure> {
    let args = flags.read()?;
    let store = args.store().unwrap_or(StoreArg::from(&profile.token));
    let changed = args.apply(&profile.name, Some(profile), store, env.now)?;
    Ok(changed != *profile)
}

/// Whether a profile has what is known of the family of servers that the flags name, where they say nothing else.
fn comes_from(profile: &Profile, flags: &ProfileFlags, env: &Env) -> Result<bool, Failure> {
    // Where a token may be kept depends on the key, which need not be said again.
    let fresh = flags.without("--store").read()?.apply(&profile.name, None, StoreArg::Keychain, env.now)?;
    let has = |(name, json): (&str, &str)| profile.claims.get(name) == Some(json);
    let demanded = fresh.demands.required.iter().all(|claim| profile.demands.required.contains(claim));
    // Another profile may have the preset's, or have had it.
    let variables = [fresh.variable, default_variable(&profile.name)];
    Ok(fresh.claims.members().filter(|(name, _)| *name != "sub").all(has)
        && demanded
        && fresh.header == profile.header
        && variables.contains(&profile.variable))
}

fn not_of_preset(
    profile: &Profile,
    preset: &Preset,
    flags: &ProfileFlags,
    home: &Home<'_>,
) -> Result<Failure, Failure> {
    let (name, preset) = (&profile.name, preset.name);
    let failure = Failure::usage(format!(
        "the profile `{name}` is kept as it is, and says something else than `{PRESET} {preset}`"
    ));
    let is_free = match preset.parse::<Name>() {
        Ok(preset) => home.profiles()?.profile(&preset)?.is_none(),
        Err(_) => false,
    };
    Ok(failure.with_hint(if is_free {
        Hint::run(&format!("setup --yes --profile {preset}{}", flags.line()))
    } else {
        Hint::run(&format!("profile show {name}"))
    }))
}

const PRESET: &str = "--preset";
