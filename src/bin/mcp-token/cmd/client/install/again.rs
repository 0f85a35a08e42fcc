//! Everything that was installed, once more.

use mcp_token::client::{Client, Directories, Mode, Outcome, Record, Request, Scope};
use mcp_token::file::{beside, sweep};

use super::{Became, Installing, Line, Row, place, row_of};
use crate::args::client::named;
use crate::cmd::connect::{self, Plan};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure};
use crate::output::Output;
use crate::output::form::Form;

impl Installing<'_> {
    /// All of it; one that fails does not keep the others from it.
    pub(super) fn again(&self, output: &mut Output) -> Result<Vec<Line>, Failure> {
        let mut lines: Vec<Line> = Vec::new();
        let (mut known, directories) = (self.records.all()?, self.home.env().directories()?);
        // Those of projects are laid over the user's.
        known.sort_by_key(|record| {
            record.as_ref().ok().and_then(|one| one.requests.first()).map(|one| one.scope)
        });
        if known.is_empty() {
            output.note("no client was connected yet");
        }
        let each = known.into_iter().flat_map(|record| match record {
            Ok(record) => {
                let requests = record.requests.clone().into_iter();
                requests.map(|request| Ok((record.clone(), request))).collect()
            }
            Err(error) => vec![Err(Failure::from(error))],
        });
        for known in each {
            let request = known.as_ref().ok().map(|(_, request)| request.clone());
            let row = known.and_then(|(record, request)| {
                self.once_again(&record, &request, output)
                    .map_err(|failure| of_one(failure, &request, &directories))
            });
            lines.push(match row {
                Ok(row) => Line::Done(row),
                Err(error) => {
                    // The last is told as what it is.
                    if let Some(earlier) = lines.iter().rev().find_map(Line::error) {
                        output.warn(&earlier.to_string());
                    }
                    let (client, server) = request.map(|request| (request.client, request.server)).unzip();
                    Line::Failed { client, server, error }
                }
            });
        }
        Ok(lines)
    }

    /// One that is written again, unless somebody has taken it out since: then it is forgotten.
    fn once_again(&self, record: &Record, request: &Request, output: &mut Output) -> Result<Row, Failure> {
        let env = self.home.env();
        // Beside one that is not written again too.
        if let Some(folder) = request.path.as_deref().and_then(beside).filter(|_| !self.dry_run) {
            sweep(&folder);
        }
        if !record.is_applied_again() {
            let what = match request.mode {
                Some(Mode::Inline) => "was to hold the token itself",
                _ => "was to hold a literal secret",
            };
            return left(request, what, env, output);
        }
        project_is_there(request, env)?;
        // A run that was cut off may not have put it there: that is made up for.
        let gone = record.from.is_none().then(|| self.forgotten(request, output));
        match gone.transpose()?.flatten() {
            Some(row) => Ok(row),
            None => match self.plan(request.clone()) {
                Ok(plan) if !plan.loses() => self.put(&plan, output),
                Err(failure) if failure.code != Code::TAKEN => Err(failure),
                // Somebody has put another into its place, or something of theirs would go.
                Ok(_) | Err(_) => left(request, "may hold a token itself", env, output),
            },
        }
    }

    /// One that is not in its file any more.
    fn forgotten(&self, request: &Request, output: &Output) -> Result<Option<Row>, Failure> {
        let (client, env, records) = (named(&request.client)?, self.home.env(), self.records);
        let is_gone = |plan: &Plan| matches!(plan.outcome(), Outcome::WasGone | Outcome::WasBack);
        let plan = match Plan::remove(client, request.clone(), records, env) {
            // It went with what was asked for another client that reads the same entry.
            _ if !records.knows(request) => None,
            Ok(plan) if is_gone(&plan) => Some(plan).filter(|_| !self.dry_run),
            // Why a file cannot be read is told by what is to be written there.
            Ok(_) | Err(_) => return Ok(None),
        };
        let aside = plan.as_ref().map(|plan| plan.aside(records)).transpose()?.flatten();
        plan.map_or(Ok(()), |plan| plan.carry_out(records))?;
        if output.form() == Form::Text {
            let (place, server) = (place(request, env)?, &request.server);
            output.note(&format!(
                "{}: `{server}` is gone from {place}, and is not written again",
                client.title
            ));
            if let Some(aside) = &aside {
                aside.tell(&env.directories()?.home, output);
            }
        }
        let copy = aside.and_then(|aside| aside.copy);
        let kept = copy.as_ref().map(|_| true);
        Ok(Some(Row { kept, copy, ..row_of(request, Became::Removed)? }))
    }
}

/// One that is not written again.
fn left(request: &Request, what: &str, env: &Env, output: &Output) -> Result<Row, Failure> {
    if output.form() == Form::Text {
        let place = place(request, env)?;
        let (title, server) = (&named(&request.client)?.title, &request.server);
        output.note(&format!("{title}: `{server}` in {place} is not written again: it {what}"));
    }
    row_of(request, Became::Left)
}

/// A project that went away is not made again for the sake of one file.
fn project_is_there(request: &Request, env: &Env) -> Result<(), Failure> {
    let (Scope::Project, Some(path)) = (request.scope, &request.path) else { return Ok(()) };
    let directories = env.directories()?;
    let folder = Client::named(&request.client).and_then(|client| client.project_of(path, &directories));
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let message = format!("the project `{}` is not there any more", folder.display());
            let failure = Failure::new(Exit::NotFound, Code::NO_PROJECT, message);
            Err(failure.with_hint(connect::removal(request, &directories)))
        }
        None => Ok(()),
    }
}

/// Why one is not written again. No flag can be said for one of all: what helps one of a name that its client does not read, or that
/// it mixes with another, is that it goes.
fn of_one(failure: Failure, request: &Request, directories: &Directories) -> Failure {
    let is_read =
        Client::named(&request.client).is_none_or(|client| client.takes_name(request.server.as_str()));
    let hint = match failure.code {
        Code::MIXED => Some(connect::removal(request, directories)),
        Code::USAGE if !is_read => Some(connect::removal(request, directories)),
        Code::NOT_CHANGED => None,
        _ => failure.hint.clone(),
    };
    failure.with_hint(hint).about(format!("{}, {}", request.client, request.server))
}
