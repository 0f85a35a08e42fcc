//! `mcp-token client remove`

use mcp_token::client::Request;
use mcp_token::name::Name;

use crate::args::client::{PlaceArgs, named};
use crate::cmd::connect::Plan;
use crate::cmd::text_or_json;
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;
use crate::output::form::Form;

/// Take an entry out of the client's own file
///
/// When nothing else has changed the file since the entry was installed, it becomes what it was, byte for byte.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The client
    #[arg(value_name = "CLIENT")]
    client: String,
    /// The entry
    #[arg(value_name = "SERVER")]
    server: Name,
    #[command(flatten)]
    place: PlaceArgs,
    /// Show what would change
    #[arg(long)]
    dry_run: bool,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client install cursor --profile exai --url https://mcp.example.com/mcp
  $ mcp-token client remove cursor exai";

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    text_or_json(output)?;
    let client = named(&args.client)?;
    let home = Home::of(env, Patience::Short)?;
    let records = home.client_records()?;
    let directories = env.directories()?;
    let (scope, path) = (args.place.scope(), args.place.file(client, &directories)?);
    let request = Request::of_entry(client, scope, path, args.server.clone());
    let _lock = home.lock("clients")?;
    let plan = Plan::remove(client, request, &records, env)?;
    let (place, preview, puts_back) = (plan.place(&directories.home), plan.preview(), plan.puts_back());
    if !args.dry_run {
        plan.carry_out(&records)?;
    }
    match output.form() {
        Form::Json => {
            let report =
                serde_json::json!({ "done": !args.dry_run, "client": client.name, "server": args.server });
            output.report(true, &report)?;
        }
        _ if args.dry_run => output.answer(&preview)?,
        _ if puts_back => {
            let title = &client.title;
            output.note(&format!("{title}: put back what `{}` was in {place} before", args.server));
        }
        _ => output.note(&format!("{}: took `{}` out of {place}", client.title, args.server)),
    }
    Ok(Exit::Ok)
}
