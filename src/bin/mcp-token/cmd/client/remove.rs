//! `mcp-token client remove`

use std::path::{Path, PathBuf};

use mcp_token::client::{Change, Client, Directories, Records, Request};
use mcp_token::name::Name;
use serde::Serialize;

use crate::args::client::{ChangeArgs, named};
use crate::cmd::connect::{self, Plan};
use crate::env::Env;
use crate::failure::{Exit, Failure};
use crate::home::{Home, Patience};
use crate::output::form::Form;
use crate::output::{Output, human};

/// Take an entry out of the client's own file
///
/// When nothing else has changed the file since the entry was installed, it becomes what it was, byte for byte. Of an entry that
/// was not installed here, or is another by now, or that somebody has added to, a copy of the file is kept first, unless that holds
/// a token.
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
    /// Where the file is as it was, when more went than was installed here.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<PathBuf>,
    /// Where lies what it was before the installation, when it is not put back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    before: Vec<PathBuf>,
}

pub(crate) fn run(args: &Args, env: &Env, output: &mut Output) -> Result<Exit, Failure> {
    let dry_run = args.change.dry_run;
    let client = named(&args.client)?;
    let home = Home::of(env, Patience::Short)?;
    let (_lock, records) = connect::records(&home, dry_run)?;
    let directories = env.directories()?;
    let request = request(args, client, &records, &directories)?;
    let mut others = records.other_readers(&request)?;
    let plan = Plan::remove(client, request.clone(), &records, env)?;
    let change = plan.change();
    let mut done = Done {
        place: plan.place(&directories.home),
        puts_back: change.is_some_and(Change::leaves_an_entry),
        was_gone: change.is_some_and(Change::was_gone),
        others: Vec::new(),
        before: Vec::new(),
        is_more: change.is_some_and(|change| !change.is_ours() || change.takes_more()),
        copy: change.filter(|_| !dry_run).map(|change| change.copy(&records)).transpose()?.flatten(),
    };
    if dry_run && output.form() == Form::Text {
        output.answer(&plan.preview()?)?;
        return Ok(Exit::Ok);
    }
    if !dry_run {
        done.before = plan.carry_out(&records)?;
        let left = records.other_readers(&request)?;
        others.retain(|other| !left.contains(other));
        done.others = others.iter().filter_map(|other| Client::named(&other.client)).collect();
    }
    if output.form() == Form::Json {
        let Done { copy, before, .. } = done;
        let report = Report { done: !dry_run, client: &client.name, server: &args.server, copy, before };
        output.report(true, &report)?;
    } else {
        done.tell(client, &args.server, &directories.home, output);
    }
    Ok(Exit::Ok)
}

/// The entry that is meant: of several files in the one that it was put into.
fn request(
    args: &Args,
    client: &Client,
    records: &Records,
    directories: &Directories,
) -> Result<Request, Failure> {
    let place = &args.change.place;
    let of = |path| Request::of_entry(client, place.scope(), path, args.server.clone());
    let known = place.files(client, directories).into_iter().map(|path| of(Some(path)));
    let known = known.into_iter().find(|request| records.knows(request));
    known.map_or_else(|| Ok(of(place.file(client, directories)?)), Ok)
}

/// What was done, for people.
struct Done {
    /// The file.
    place: String,
    puts_back: bool,
    /// Whether nothing of ours was there any more.
    was_gone: bool,
    /// Clients that read the same entry, and have it no more.
    others: Vec<&'static Client>,
    /// Whether more went than was installed here.
    is_more: bool,
    copy: Option<PathBuf>,
    /// Where lies what it was before the installation, when it is not put back.
    before: Vec<PathBuf>,
}

impl Done {
    fn tell(&self, client: &Client, server: &Name, home: &Path, output: &Output) {
        let (title, place) = (&client.title, &self.place);
        output.note(&match (self.was_gone, self.puts_back) {
            (true, true) => format!("{title}: `{server}` in {place} is what it was before already"),
            (true, false) => format!("{title}: `{server}` was gone from {place} already"),
            (false, true) => format!("{title}: put back what `{server}` was in {place} before"),
            (false, false) => format!("{title}: took `{server}` out of {place}"),
        });
        for other in &self.others {
            output.note(&format!("{}: it was the same entry", other.title));
        }
        if let Some(copy) = &self.copy {
            output.note(&format!("the file as it was: {}", human::place(copy, home)));
        } else if self.is_more {
            output.note("the file as it was is not kept: it holds a token, or is too large");
        }
        connect::tell_of_kept(server, &self.before, home, output);
    }
}
