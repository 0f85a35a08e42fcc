//! What will be written, before it is; and what a new token is and how it is used, once it is there.

use mcp_token::jwt::inspect::Inspection;
use mcp_token::name::Name;
use mcp_token::profile::plan::Plan;
use mcp_token::profile::{HeaderForm, Keeping, Opening, Preset, Profile};
use mcp_token::secret::Source;

use super::done::Done;
use crate::args::place::StoreArg;
use crate::cmd::token_card;
use crate::failure::Failure;
use crate::home::{Home, Told};
use crate::output::human;

/// What will be done: the steps of the plan, a fact a line.
pub(super) fn summary(plan: &Plan, connected: &[Told], home: &Home<'_>) -> String {
    let told: Vec<_> = plan.steps.iter().map(|step| home.tell(step, plan)).collect();
    let rows = told.iter().chain(connected).flat_map(facts);
    format!("\n{}", human::rows(rows).trim_end_matches('\n'))
}

/// What a step is about, and a fact a line.
fn facts(told: &Told) -> impl Iterator<Item = (&'static str, String)> {
    let facts = told.facts.iter().map(|fact| ("", fact.clone()));
    std::iter::once((told.subject, told.name.clone())).chain(facts)
}

/// The card of the token.
pub(super) fn of(done: &Done<'_>, token: &str, home: &Home<'_>) -> Result<String, Failure> {
    let profile = &done.profile;
    let mut rows = match Inspection::of(token) {
        Ok(inspection) => token_card::rows(&inspection.claims(), home.env().now),
        Err(_) => Vec::new(),
    };
    let how = match profile.token {
        Keeping::File if home.profiles()?.opening()? == Opening::KeyFile => ", opened by a key file",
        Keeping::Nowhere => ", it is made anew at each call",
        Keeping::File | Keeping::Keychain(_) => "",
    };
    rows.push(("kept in", format!("{}{how}", StoreArg::from(&profile.token).words())));
    rows.push(("shell", format!("export {}=$(mcp-token get {})", profile.variable, profile.name)));
    let kept = match profile.key.as_ref().map(|key| &key.source) {
        Some(Source::Kept(secret)) => Some(secret),
        _ => None,
    };
    if profile.header == HeaderForm::Nothing {
        let preset = done.wish.flags.value("--preset").and_then(Preset::named);
        let line = started(profile, kept, preset);
        rows.push(("server", format!("{line}    (a client that starts it so hands it its token)")));
        let key = preset.and_then(|preset| preset.secret_variables.last());
        rows.extend(kept.zip(key).map(|(secret, key)| {
            let line = format!("mcp-token client install CLIENT --name {} --command PROGRAM", profile.name);
            (
                "client",
                format!("{line} --secret-var {key}={secret}    (or its secret as the key, and no token)"),
            )
        }));
    } else if let (true, Some(secret)) = (done.has_new_secret, kept) {
        rows.push((
            "server",
            format!("mcp-token secret show {secret} --reveal    (the server must know the new secret)"),
        ));
    }
    rows.extend(done.steps.iter().filter(|told| told.subject == "client").flat_map(facts));
    rows.push(("again", done.again()));
    Ok(human::rows(rows))
}

/// The line that starts a server which is shown its token in no header, with its secret when that is kept here.
fn started(profile: &Profile, secret: Option<&Name>, preset: Option<&Preset>) -> String {
    let variable = preset.and_then(|preset| preset.secret_variables.first()).unwrap_or(&"JWT_SECRET");
    let secret = secret.map(|secret| format!(" --secret-var {variable}={secret}")).unwrap_or_default();
    format!("mcp-token exec {}{secret} -- PROGRAM", profile.name)
}
