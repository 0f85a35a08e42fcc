//! The file of every client: how each server's token is kept, and what mends that.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use mcp_token::client::{
    Client, Credential, Directories, Examined, Kept, Rank, Scope, Surroundings, Syntax, examine, is_made_by,
    may_be_shown, shown,
};
use mcp_token::clock::Time;
use mcp_token::name::Name;
use mcp_token::profile::url::{same_host, same_server};
use mcp_token::profile::{Profile, Profiles};
use mcp_token::secret::Secret;

use super::mend;
use super::report::Line;
use crate::cmd::connect::Around;
use crate::env::Env;
use crate::failure::Failure;
use crate::home::Home;
use crate::output::human;

/// What files are judged by, and findings mended with.
pub(super) struct Known<'k, 'e> {
    pub(super) profiles: Vec<Profile>,
    pub(super) directories: Directories,
    pub(super) env: &'k Env,
    /// Those of broken profiles too.
    pub(super) names: BTreeSet<String>,
    around: Around<'k, 'e>,
}

pub(super) fn lines(
    home: &Home<'_>,
    profiles: &Profiles,
    project: Option<&Path>,
    env: &Env,
) -> Result<Vec<Line>, Failure> {
    let names = profiles.names();
    let known = Known {
        profiles: names.iter().filter_map(|name| profiles.profile(name).ok().flatten()).collect(),
        directories: env.directories()?,
        env,
        names: names.iter().map(ToString::to_string).collect(),
        around: Around { env, home },
    };
    let mut lines = Vec::new();
    let mut projects: BTreeSet<PathBuf> = project.iter().map(|folder| folder.to_path_buf()).collect();
    match home.client_records_if_any().and_then(|records| Ok(records.all()?)) {
        Ok(records) => {
            let (good, bad): (Vec<_>, Vec<_>) = records.into_iter().partition(Result::is_ok);
            let bad = bad.into_iter().filter_map(Result::err).map(Failure::from);
            lines.extend(bad.map(|failure| Line::of_failure(Rank::Warning, "installed", failure, AGAIN)));
            let requests = good.into_iter().flatten().map(|record| record.request);
            let of_projects = requests.filter(|request| request.scope == Scope::Project);
            projects.extend(of_projects.filter_map(|request| {
                Client::named(&request.client)?.project_of(&request.path?, &known.directories)
            }));
        }
        Err(failure) => lines.push(Line::of_failure(Rank::Warning, "installed", failure, AGAIN)),
    }
    // A project can be the home itself, or be named twice.
    let mut seen = BTreeSet::new();
    for folder in std::iter::once(None).chain(projects.iter().map(|folder| Some(folder.as_path()))) {
        let files = known.files(folder);
        for file in files.iter().filter(|file| !seen.contains(&file.path)) {
            lines.extend(of_file(file, folder, &known));
        }
        seen.extend(files.into_iter().map(|file| file.path));
    }
    if lines.is_empty() {
        lines.push(Line::unused("none", "no file of any client is here"));
    }
    Ok(lines)
}

impl Known<'_, '_> {
    /// The files that are there. Of clients that read one file, those speak of it whose program is here; if none is, the first.
    fn files(&self, folder: Option<&Path>) -> Vec<Examined> {
        let scope = if folder.is_some() { Scope::Project } else { Scope::User };
        let clients = Client::all().iter().filter(|client| client.script.is_none());
        let all: Vec<_> = clients
            .flat_map(|client| examine(client, scope, folder, &self.directories, self, self.env.now))
            .collect();
        let mut readers: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
        for file in &all {
            readers.entry(file.path.clone()).or_default().push(&file.client.name);
        }
        for names in readers.values_mut().filter(|names| names.len() > 1) {
            let here = names
                .iter()
                .copied()
                .filter(|name| Client::named(name).is_some_and(|client| self.is_here(client)));
            let here: Vec<_> = here.collect();
            *names = if here.is_empty() { vec![names[0]] } else { here };
        }
        let speaks = |file: &Examined| readers[&file.path].contains(&file.client.name.as_str());
        all.into_iter().filter(speaks).collect()
    }

    fn is_here(&self, client: &Client) -> bool {
        client.program.as_deref().is_some_and(|name| self.env.program(name).is_some())
    }

    /// Whether another client that is here reads the same servers, and none of the references that this one reads.
    pub(super) fn is_at_odds(&self, file: &Examined) -> bool {
        let references = |client: &'static Client| client.remote.iter().flat_map(|remote| &remote.references);
        let own = file.client;
        let others = Client::all().iter().filter(|other| other.name != own.name && other.root == own.root);
        let mut readers = others.filter(|other| {
            other.files(file.scope, &self.directories).iter().any(|path| file.path.ends_with(path))
                && self.is_here(other)
        });
        readers.any(|other| !references(other).any(|one| references(own).any(|known| known == one)))
    }

    /// Whether nothing is lost with a literal: it is dead, or the profile keeps it or makes such ones.
    pub(super) fn may_go(&self, credential: &Credential, token: &str, profile: &Profile) -> bool {
        let kept = || self.around.home.learnt_of(&profile.name).ok().flatten();
        credential.expires_at().is_some_and(|at| at <= self.env.now)
            || is_made_by(profile, token)
            || kept().is_some_and(|kept| kept.is_about(&Secret::new(token.as_bytes().to_vec())))
    }

    /// The profile that is surely for a server: of the same URL, by its name where several are; of the same name, where nothing speaks against it and no
    /// project says where the token goes.
    pub(super) fn profile_of(&self, name: &str, url: Option<&str>, scope: Scope) -> Option<&Profile> {
        let same = |profile: &&Profile| {
            let own = profile.url.as_deref().zip(url);
            own.is_some_and(|(own, url)| same_server(own, url))
        };
        let named = |profile: &&Profile| {
            let is_free = match (profile.url.as_deref(), url) {
                (Some(own), Some(url)) => same_host(own, url),
                (Some(_), None) => true,
                (None, _) => scope == Scope::User,
            };
            profile.name.as_str() == name && is_free
        };
        let both = |profile: &&Profile| same(profile) && named(profile);
        let those = self.profiles.iter();
        those.clone().find(both).or_else(|| those.clone().find(same)).or_else(|| those.clone().find(named))
    }
}

impl Surroundings for Known<'_, '_> {
    fn is_set(&self, variable: &str) -> bool {
        self.around.is_set(variable)
    }

    fn has_program(&self, program: &str) -> bool {
        self.around.has_program(program)
    }

    fn has_profile(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn audiences(&self, server: &str, url: Option<&str>) -> Vec<String> {
        self.profile_of(server, url, Scope::User).map(Profile::audiences).unwrap_or_default()
    }

    fn url_of_profile(&self, name: &Name) -> Option<String> {
        self.profiles.iter().find(|profile| profile.name == *name)?.url.clone()
    }

    fn default_profile(&self) -> Option<Name> {
        match self.profiles.as_slice() {
            [only] if self.names.len() == 1 => Some(only.name.clone()),
            _ => "default".parse().ok(),
        }
    }

    fn profile_of_url(&self, url: &str) -> Option<Name> {
        let own = |profile: &&Profile| profile.url.as_deref().is_some_and(|own| same_server(own, url));
        self.profiles.iter().find(own).map(|profile| profile.name.clone())
    }

    fn gives_a_token(&self, name: &Name) -> bool {
        let is_keyless = |profile: &Profile| profile.name == *name && profile.key.is_none();
        let kept = || self.around.home.learnt_of(name).ok().flatten();
        let lives = |expires_at: Option<Time>| expires_at.is_none_or(|at| at > self.env.now);
        !self.profiles.iter().any(is_keyless) || kept().is_some_and(|kept| lives(kept.expires_at))
    }

    fn has_secret(&self, name: &Name) -> bool {
        !matches!(self.around.home.ring_if_any(name), Ok(None))
    }

    fn profiles_of_variable(&self, variable: &str) -> Vec<Name> {
        let those = self.profiles.iter().filter(|profile| profile.variable == variable);
        those.map(|profile| profile.name.clone()).collect()
    }
}

fn of_file(file: &Examined, folder: Option<&Path>, known: &Known<'_, '_>) -> Vec<Line> {
    let place = human::raw_place(&file.path, &known.directories.home);
    let subject = &file.client.name;
    let mut lines: Vec<_> = file
        .findings
        .iter()
        .map(|finding| {
            let mend = mend::of_file(file, finding, known);
            Line::wrong(finding.rank(), finding.code(), subject, format!("{place}: {finding}"), mend)
        })
        .collect();
    for server in &file.servers {
        let under = server.under.as_ref().map(|key| format!(" (in `{}`)", shown(key))).unwrap_or_default();
        let about = format!("{place}: `{}`{under}", shown(&server.name));
        lines.extend(server.findings.iter().map(|finding| {
            let mend = mend::of_server(file, server, finding, folder, known);
            Line::wrong(finding.rank(), finding.code(), subject, format!("{about} {finding}"), mend)
        }));
        if server.findings.is_empty() {
            let how =
                if server.is_disabled { "is switched off".to_owned() } else { kept(&server.credentials) };
            lines.push(Line::ok(subject, format!("{about} {how}")));
        }
    }
    lines
}

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
