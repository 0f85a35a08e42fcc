//! The file of every client: how each server's token is kept, and what mends that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mcp_token::client::{
    Client, Credential, Examined, Finding, Kept, Rank, Scope, Server, Syntax, may_be_shown, shown,
};
use mcp_token::file::{Tracking, beside, leftovers, tracking};

use super::known::Known;
use super::report::{Line, Mend};
use super::shell::with_path;
use super::{mend, variables};
use crate::failure::{Failure, Hint};
use crate::output::human;

pub(super) fn lines(known: &Known<'_>, project: Option<&Path>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut projects: BTreeSet<PathBuf> = project.iter().map(|folder| folder.to_path_buf()).collect();
    match known.looks.home.client_records_if_any().and_then(|records| Ok(records.all()?)) {
        Ok(records) => {
            let (good, bad): (Vec<_>, Vec<_>) = records.into_iter().partition(Result::is_ok);
            let bad = bad.into_iter().filter_map(Result::err).map(Failure::from);
            lines.extend(bad.map(|failure| Line::of_failure(Rank::Warning, "installed", failure, AGAIN)));
            let requests = good.iter().flatten().flat_map(|record| &record.requests);
            projects.extend(requests.filter_map(|request| request.project(&known.directories)));
        }
        Err(failure) => lines.push(Line::of_failure(Rank::Warning, "installed", failure, AGAIN)),
    }
    // A project can be the home itself, or be named twice.
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for folder in std::iter::once(None).chain(projects.iter().map(|folder| Some(folder.as_path()))) {
        let files: Vec<_> =
            known.files(folder).into_iter().filter(|file| !seen.contains(&file.path)).collect();
        seen.extend(files.iter().map(|file| file.path.clone()));
        all.extend(files);
    }
    lines.extend(all.iter().flat_map(|file| of_file(file, &all, known)));
    lines.extend(variables::shared(&all, known));
    lines.extend(left(&projects, known));
    if lines.is_empty() {
        let what =
            if all.is_empty() { "no file of any client is here" } else { "no client's file has a server" };
        lines.push(Line::unused("none", what));
    }
    lines
}

/// - `files`: every one that was found.
fn of_file(file: &Examined, files: &[Examined], known: &Known<'_>) -> Vec<Line> {
    let place = human::place(&file.path, &known.directories.home);
    let subject = &file.client.name;
    let mut lines: Vec<_> = file
        .findings
        .iter()
        .map(|finding| {
            let mend = mend::of_file(file, finding, known);
            Line::wrong(finding.rank(), finding.code(), subject, format!("{place}: {finding}"), mend)
        })
        .collect();
    lines.extend(tracked(file, &place, known));
    let mut findings = file.servers.iter().flat_map(|server| &server.findings).chain(&file.findings);
    let is_used = !findings.any(Finding::is_of_all_entries);
    for server in &file.servers {
        let about = format!("{place}: {}", named(server));
        let entry = mend::Entry { file, server, files, known };
        let wrong = server.findings.iter().map(|finding| {
            let mend = mend::of_server(&entry, finding);
            Line::wrong(finding.rank(), finding.code(), subject, format!("{about} {finding}"), mend)
        });
        lines.extend(wrong);
        if server.findings.is_empty() && is_used {
            let how =
                if server.is_disabled { "is switched off".to_owned() } else { kept(&server.credentials) };
            lines.push(Line::ok(subject, format!("{about} {how}")));
        }
    }
    lines
}

/// An entry by its name, and by what it stands under where that is not where all stand.
pub(super) fn named(server: &Server) -> String {
    let under = server.under.as_ref().map(|key| format!(" (in `{}`)", shown(key)));
    format!("`{}`{}", shown(&server.name), under.unwrap_or_default())
}

/// What runs that were killed have left beside clients' files: what they were to write may be a token.
fn left(projects: &BTreeSet<PathBuf>, known: &Known<'_>) -> Vec<Line> {
    let mut folders = BTreeMap::new();
    for client in Client::all() {
        let files = |scope| client.files(scope, &known.directories).into_iter();
        let of_projects =
            projects.iter().flat_map(|folder| files(Scope::Project).map(|file| folder.join(file)));
        for file in files(Scope::User).chain(of_projects) {
            if let Some(folder) = beside(&file) {
                folders.entry(folder).or_insert(&client.name);
            }
        }
    }
    let left = folders
        .iter()
        .flat_map(|(folder, client)| leftovers(folder).into_iter().map(move |left| (left, client)));
    left.map(|(left, client)| {
        let place = human::place(&left, &known.directories.home);
        let message = format!("{place}: what a run that was killed had begun to write, maybe with a token");
        let removed = with_path(&left, |path| Some(Hint::shell("rm -r", path)));
        let mend = Mend::or(removed, "remove that directory");
        Line::wrong(Rank::Warning, "left", client, message, mend)
    })
    .collect()
}

/// A literal token in a file that git carries away: whoever has a copy of the repository has the token.
fn tracked(file: &Examined, place: &str, known: &Known<'_>) -> Option<Line> {
    let is_literal = |finding: &Finding| matches!(finding, Finding::LiteralToken { .. });
    let holder = file.servers.iter().find(|server| server.findings.iter().any(is_literal));
    if !file.findings.iter().any(is_literal) && holder.is_none() {
        return None;
    }
    // Where git gives no answer nothing is said: what stands there is told of all the same.
    let answer = tracking(&file.path, known.env.program("git").as_deref());
    matches!(answer, Ok(Tracking::Tracked)).then(|| {
        let message = format!("{place}: is tracked by git: the token in it is published");
        let of_file = || file.findings.iter().find(|one| is_literal(one)).and_then(Finding::line);
        let line = holder.map_or_else(of_file, |server| server.line);
        let mend = Mend::by_hand(REVOKED).in_file(&file.path, line);
        Line::wrong(Rank::High, "token_tracked", &file.client.name, message, mend)
    })
}

/// What ends the life of a token that git keeps.
const REVOKED: &str =
    "have its issuer revoke the token, since git keeps every version of the file; then take it out of there";
/// What makes a record whole that cannot be read.
const AGAIN: &str = "take that file away, and run `mcp-token client install` for its client again";

/// How a server's token is kept, in words.
fn kept(credentials: &[Credential]) -> String {
    match credentials.first().map(|credential| &credential.kept) {
        None => "is shown no token".to_owned(),
        Some(Kept::Literal { .. }) => "holds its token".to_owned(),
        Some(Kept::Helper { .. }) => "has its token from a helper".to_owned(),
        Some(Kept::Exec { .. }) => "has its token from mcp-token".to_owned(),
        Some(Kept::Variable { name }) if !may_be_shown(name) => "has its token from a variable".to_owned(),
        Some(Kept::Variable { name }) => format!("has its token from `{name}`"),
        // What stands in a command can be a secret.
        Some(Kept::Reference { reference, .. }) if reference.syntax == Syntax::Command => {
            "has its token from a command".to_owned()
        }
        Some(Kept::Reference { reference, .. }) => {
            format!("has its token from `{}`", reference.shown())
        }
    }
}
