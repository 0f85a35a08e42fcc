//! The file of every client: how each server's token is kept, and what mends that.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcp_token::client::{
    Client, Credential, Directories, Examined, Finding, Kept, Rank as Bad, Scope, Server, examine,
};
use mcp_token::profile::Profile;
use mcp_token::profile::url::{check, same_server};

use super::report::{Line, Rank};
use crate::cmd::connect::{Around, short};
use crate::env::Env;
use crate::failure::{Failure, Hint};
use crate::home::Home;

/// What a finding is mended with.
struct Known {
    profiles: Vec<Profile>,
    directories: Directories,
}

pub(super) fn lines(home: &Home<'_>, project: Option<&Path>, env: &Env) -> Result<Vec<Line>, Failure> {
    let profiles = home.profiles()?;
    let readable = profiles.names().into_iter().filter_map(|name| profiles.profile(&name).ok().flatten());
    let known = Known { profiles: readable.collect(), directories: env.directories()? };
    let mut projects: BTreeSet<PathBuf> = project.iter().map(|folder| folder.to_path_buf()).collect();
    for record in home.client_records_if_any()?.all()? {
        let client = Client::named(&record.request.client);
        projects.extend(
            client
                .zip(record.request.path)
                .and_then(|(client, path)| client.project_of(&path, &known.directories)),
        );
    }
    let mut lines = Vec::new();
    let mut seen = BTreeSet::new();
    for client in Client::all().iter().filter(|client| client.script.is_none()) {
        let is_here = client.program.as_deref().is_none_or(|name| env.program(name).is_some());
        let folders = std::iter::once(None).chain(projects.iter().map(|folder| Some(folder.as_path())));
        for folder in folders {
            let scope = if folder.is_some() { Scope::Project } else { Scope::User };
            match examine(client, scope, folder, &known.directories, &Around { env, home }, env.now) {
                Ok(files) => {
                    for file in files {
                        // Of two clients that read one file, the one that is not here says nothing about it.
                        let is_first = seen.insert(file.path.clone());
                        if is_first || is_here {
                            lines.extend(of_file(&file, folder, &known));
                        }
                    }
                }
                Err(error) => lines.push(Line::of_failure(Rank::Warning, &client.name, error.into())),
            }
        }
    }
    if lines.is_empty() {
        lines.push(Line::new(Rank::Unused, "none", "none", "no file of any client is here"));
    }
    Ok(lines)
}

fn of_file(file: &Examined, folder: Option<&Path>, known: &Known) -> Vec<Line> {
    let place = short(&file.path, &known.directories.home);
    let line = |finding: &Finding, message: String| {
        let rank = match finding.rank() {
            Bad::High => Rank::High,
            Bad::Warning => Rank::Warning,
        };
        Line::new(rank, finding.code(), &file.client.name, &message)
    };
    let mut lines: Vec<_> = file
        .findings
        .iter()
        .map(|finding| {
            let chmod = matches!(finding, Finding::ReadableByOthers { .. })
                .then(|| Hint::shell("chmod 600", &file.path));
            line(finding, format!("{place}: {finding}")).mended_by(chmod)
        })
        .collect();
    for server in &file.servers {
        for finding in &server.findings {
            let message = format!("{place}: `{}` {finding}", server.name);
            lines.push(line(finding, message).mended_by(mend(file, server, finding, folder, known)));
        }
        if server.findings.is_empty() {
            lines.push(Line::ok(
                &file.client.name,
                &format!("{place}: `{}` {}", server.name, kept(&server.credentials)),
            ));
        }
    }
    lines
}

/// How a server's token is kept, in words.
fn kept(credentials: &[Credential]) -> String {
    match credentials.first().map(|credential| &credential.kept) {
        None => "is shown no token".to_owned(),
        Some(Kept::Literal { .. }) => "holds its token".to_owned(),
        Some(Kept::Helper { .. }) => "has its token from a helper".to_owned(),
        Some(Kept::Exec { .. }) => "has its token from mcp-token".to_owned(),
        Some(Kept::Variable { name }) => format!("has its token from `{name}`"),
        Some(Kept::Reference { reference, .. }) => {
            format!("has its token from `{}`", reference.syntax.write(&reference.name))
        }
    }
}

/// The command that makes a finding go away. Never one that loses what nothing else holds.
fn mend(
    file: &Examined,
    server: &Server,
    finding: &Finding,
    folder: Option<&Path>,
    known: &Known,
) -> Option<Hint> {
    if let Finding::UnsetVariable { name, .. } = finding {
        let profile = known.profiles.iter().find(|profile| profile.variable == *name)?;
        return Some(Hint::command(&format!("export {name}=$(mcp-token get {})", profile.name)));
    }
    let good = server.url.as_deref().filter(|url| check(url).is_ok());
    let profile = known.profile_of(server)?;
    let is_known = profile.url.as_deref().is_some_and(|url| check(url).is_ok());
    if !file.client.is_edited() || server.url.is_none() || !(is_known || good.is_some()) {
        return None;
    }
    let mut words = vec!["client", "install", &file.client.name, "--profile", profile.name.as_str()];
    if server.name != profile.name.as_str() {
        words.extend(["--name", &server.name]);
    }
    let folder = folder.map(|folder| folder.to_string_lossy().into_owned());
    if let Some(folder) = &folder {
        words.extend(["--project", folder]);
    }
    let same = |url: &str| profile.url.as_deref().is_some_and(|own| same_server(own, url));
    if let Some(url) = good.filter(|url| !same(url)) {
        words.extend(["--url", url]);
    }
    Some(Hint::run(&shell_words::join(words)))
}

impl Known {
    /// Whose server it is: of the same URL, or of the same name.
    fn profile_of(&self, server: &Server) -> Option<&Profile> {
        let url = server.url.as_deref().unwrap_or_default();
        let same = |profile: &&Profile| profile.url.as_deref().is_some_and(|own| same_server(own, url));
        let named = |profile: &&Profile| profile.name.as_str() == server.name;
        self.profiles.iter().find(same).or_else(|| self.profiles.iter().find(named))
    }
}
