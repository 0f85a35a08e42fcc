//! `mcp-token secret show`

use mcp_token::clock::Time;
use mcp_token::name::Name;
use mcp_token::secret::ring::{Kid, State, Version};

use super::VersionReport;
use crate::args::place::StoreArg;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::{self, Form, VariableArgs};
use crate::output::{Output, human};

/// Show what is known of a kept secret, or the secret itself
///
/// Without --reveal no secret is read.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The name
    #[arg(value_name = "NAME")]
    name: Name,
    /// Print the secret that is signed with now
    #[arg(long)]
    pub(super) reveal: bool,
    /// Which version to print, by its kid; the one that is signed with when left out
    #[arg(long, value_name = "KID", requires = "reveal")]
    kid: Option<Kid>,
    #[command(flatten)]
    variable: VariableArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token secret show exai
  $ mcp-token secret show exai --reveal";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    args.variable.goes_with(output.form())?;
    let home = Home::of(env, Patience::Long)?;
    let ring = home.ring(&args.name)?;
    if args.reveal {
        return reveal(args, &home, output);
    }
    if output.form() == Form::Json {
        let versions: Vec<_> = ring.versions().iter().map(VersionReport::from).collect();
        let name = args.name.as_str();
        let store = StoreArg::from(ring.shelf);
        output.report(true, &serde_json::json!({ "secret": name, "store": store, "versions": versions }))?;
        return Ok(Exit::Ok);
    }
    let signers = home.signers_or_warn(output)?;
    let used_by: Vec<_> = signers.of(&args.name).into_iter().map(Name::to_string).collect();
    let mut rows = vec![("kept in", StoreArg::from(ring.shelf).words().to_owned())];
    if !used_by.is_empty() {
        rows.push(("used by", used_by.join(", ")));
    }
    rows.extend(
        ring.versions().iter().map(|version| (super::state(version.state), describe(version, env.now))),
    );
    output.answer(&format!("{}\n{}", args.name, human::rows(rows)))?;
    Ok(Exit::Ok)
}

fn reveal(args: &Args, home: &Home<'_>, output: &mut Output) -> Result<Exit, Failure> {
    let (kid, secret) = match &args.kid {
        Some(kid) => (kid.clone(), home.secret_by_kid(&args.name, &home.ring(&args.name)?, kid)?),
        None => home.active_secret(&args.name)?,
    };
    let text = std::str::from_utf8(secret.expose())
        .map_err(|_| Failure::usage(format!("the secret `{}` is not text", args.name)))?;
    match output.form() {
        Form::Json => {
            let name = args.name.as_str();
            output
                .report(true, &serde_json::json!({ "secret": name, "kid": kid.as_str(), "value": text }))?;
        }
        Form::Env | Form::Github | Form::Gitlab => {
            let variable = args.variable.var.as_deref().unwrap_or("JWT_SECRET");
            form::assignment(variable, text, &args.variable, home.env(), output)?;
        }
        _ => output.answer_line(text)?,
    }
    Ok(Exit::Ok)
}

fn describe(version: &Version, now: Time) -> String {
    let fingerprint =
        version.fingerprint.as_ref().map(|text| format!(", fingerprint {text}")).unwrap_or_default();
    let until = match (version.state, version.verify_until) {
        (State::Previous, Some(until)) => format!(", verifies until {}", until.describe(now)),
        _ => String::new(),
    };
    format!("kid {}, made {}{fingerprint}{until}", version.kid, version.created_at.describe(now))
}
