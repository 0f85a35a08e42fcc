//! `mcp-token client remove`

use std::path::{Path, PathBuf};

use mcp_token::client::{Client, Directories, Outcome, Records, Request, entry_in};
use mcp_token::name::Name;
use serde::Serialize;

use crate::args::client::{ChangeArgs, named, not_edited};
use crate::cmd::connect::{self, Aside, Plan};
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::Output;
use crate::output::form::Form;

/// Take an entry out of the client's own file
///
/// When nothing else has changed the file since the entry was installed, it becomes what it was, byte for byte. A copy of the
/// file as it is now is kept first, or of the entry alone where the rest holds a token; where it lies is told when more goes than was
/// installed here.
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
    change: ChangeArgs,
}

const EXAMPLES: &str = "Examples:
  $ mcp-token client install cursor --profile exai --url https://mcp.example.com/mcp
  $ mcp-token client remove cursor exai";

/// What was done.
#[derive(Serialize)]
struct Report<'r> {
    client: &'r str,
    done: bool,
    server: &'r Name,
    /// Whether what of somebody goes with it is copied.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<bool>,
    /// Where something of somebody lies that went with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let dry_run = args.change.dry_run;
    let client = named(&args.client)?;
    if !client.is_edited() {
        return Err(not_edited(client, "client list"));
    }
    let home = Home::of(env, Patience::Short)?;
    let (_lock, records) = connect::records(&home, dry_run)?;
    let directories = env.directories()?;
    let request = request(args, client, &records, &directories)?;
    let plan = Plan::remove(client, request, &records, env)?;
    if dry_run && output.form() == Form::Text {
        output.answer(&plan.preview()?)?;
        connect::warn_of_a_loss(&plan, output);
        return Ok(Exit::Ok);
    }
    let aside = if dry_run { None } else { plan.aside(&records)? };
    let (others, kept) = (records.other_readers(&plan.request), plan.keeps(&records)?);
    if !dry_run {
        plan.carry_out(&records)?;
    }
    if output.form() == Form::Json {
        let copy = aside.and_then(|aside| aside.copy);
        let server = &args.server;
        output.report(true, &Report { done: !dry_run, client: &client.name, server, kept, copy })?;
    } else {
        tell(&plan, &others, aside.as_ref(), &directories.home, output);
    }
    Ok(Exit::Ok)
}

/// The entry that is meant: of several files in the one that it was put into, else the last that has it, whose word counts.
fn request(
    args: &Args,
    client: &Client,
    records: &Records,
    directories: &Directories,
) -> Result<Request, Failure> {
    let place = &args.change.place;
    let of = |path| Request::of_entry(client, place.scope(), path, args.server.clone());
    let all: Vec<_> = place.files(client, directories).into_iter().map(|path| of(Some(path))).collect();
    let has = |request: &&Request| {
        let path = request.path.as_deref();
        path.is_some_and(|path| matches!(entry_in(client, path, args.server.as_str()), Ok(Some(_))))
    };
    let knows = |request: &&Request| records.knows(request);
    let known = if client.lays_over { all.iter().rfind(knows) } else { all.iter().find(knows) };
    let meant = known.or_else(|| all.iter().rfind(has));
    meant.map_or_else(|| Ok(of(place.file(client, directories)?)), |meant| Ok(meant.clone()))
}

/// Says what was done.
///
/// - `others`: what was asked for clients that read the same entry, and have it no more.
fn tell(plan: &Plan, others: &[Request], aside: Option<&Aside>, home: &Path, output: &Output) {
    let (title, server, place) = (&plan.client.title, &plan.request.server, plan.place(home));
    output.note(&match plan.outcome() {
        Outcome::WasBack => format!("{title}: `{server}` in {place} is what it was before already"),
        Outcome::WasGone => format!("{title}: `{server}` was gone from {place} already"),
        Outcome::PutBack => format!("{title}: put back what `{server}` was in {place} before"),
        _ => format!("{title}: took `{server}` out of {place}"),
    });
    for other in others.iter().filter_map(|other| Client::named(&other.client)) {
        output.note(&format!("{}: it was the same entry", other.title));
    }
    if let Some(aside) = aside {
        aside.tell(home, output);
    }
}
