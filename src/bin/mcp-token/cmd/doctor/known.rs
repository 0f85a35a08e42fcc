//! What clients' files are judged by, and findings in them mended with.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcp_token::client::{
    Client, Credential, Directories, Examined, Outside, Rank, Record, Request, Scope, Surroundings, examine,
};
use mcp_token::clock::Time;
use mcp_token::file::Original;
use mcp_token::fresh::Learnt;
use mcp_token::jwt::inspect::Inspection;
use mcp_token::name::Name;
use mcp_token::profile::url::{same_host, same_server};
use mcp_token::profile::{DEFAULT, HeaderForm, Profile, Profiles, is_made_by, unsaid};
use mcp_token::secret::ring::Ring;
use mcp_token::secret::{Secret, Source};

use super::index::Index;
use super::looks::{Looks, Seen};
use super::speakers::{is_for_others, speaks};
use crate::cmd::connect::{Done, Literal, Plan, Referred};
use crate::env::{Env, is_program};
use crate::failure::Failure;

pub(super) struct Known<'k> {
    pub(super) profiles: Vec<Profile>,
    pub(super) directories: Directories,
    pub(super) env: &'k Env,
    /// Those of broken profiles too; none where the file of profiles cannot be read.
    pub(super) names: Option<BTreeSet<String>>,
    pub(super) looks: &'k Looks<'k>,
    /// What all entries refer to, once that was asked.
    pub(super) index: OnceCell<Index>,
    /// Variables that no entry reads but at the server of that profile: all are not gone through a second time.
    pub(super) read_by_no_other: RefCell<BTreeSet<(String, Name)>>,
    /// The file that was asked for last: entries are gone through file by file.
    pub(super) last: RefCell<Option<(PathBuf, Secret)>>,
    /// The profiles of which entries show several tokens, once that was asked.
    pub(super) rivals: OnceCell<BTreeSet<Name>>,
}

impl<'k> Known<'k> {
    /// - `is_read`: whether the file of profiles can be read.
    pub(super) fn of(
        profiles: &Profiles,
        is_read: bool,
        looks: &'k Looks<'k>,
        env: &'k Env,
    ) -> Result<Self, Failure> {
        Ok(Self {
            profiles: profiles.good().collect(),
            directories: env.directories()?,
            env,
            names: is_read.then(|| profiles.names().iter().map(ToString::to_string).collect()),
            looks,
            index: OnceCell::new(),
            read_by_no_other: RefCell::default(),
            last: RefCell::default(),
            rivals: OnceCell::new(),
        })
    }

    /// The files that are there. Of clients that read the same servers of one those speak of it whose program is here, or that were
    /// connected with it; if there are none, the first. Of others those that have servers there, if any have.
    pub(super) fn files(&self, folder: Option<&Path>) -> Vec<Examined> {
        let scope = if folder.is_some() { Scope::Project } else { Scope::User };
        let clients = Client::all().iter().filter(|client| client.script.is_none());
        let all: Vec<_> = clients
            .flat_map(|client| examine(client, scope, folder, &self.directories, Some(self), self.env.now))
            .collect();
        let connected = self.connected();
        let is_here = |file: &Examined| {
            self.has_program_of(file.client)
                || connected.contains(&(file.client.name.clone(), file.path.clone()))
        };
        let told: Vec<_> = all
            .iter()
            .map(|file| (speaks(file, &all, &is_here), is_for_others(file, &all, &is_here)))
            .collect();
        let told = all.into_iter().zip(told).filter(|(_, (speaks, _))| *speaks);
        told.map(|(mut file, (_, is_for_others))| {
            for server in file.servers.iter_mut().filter(|_| is_for_others) {
                server.findings.retain(|finding| finding.rank() == Rank::High);
            }
            file
        })
        .collect()
    }

    /// The clients that were connected, each with its file.
    fn connected(&self) -> BTreeSet<(String, PathBuf)> {
        let records = self.looks.home.client_records_if_any().and_then(|records| Ok(records.all()?));
        let requests = records.into_iter().flatten().flatten().flat_map(|record| record.requests);
        requests.filter_map(|request| Some((request.client, request.path?))).collect()
    }

    /// Whether `client install` without a client writes an entry again: it is remembered, and nothing is in the way.
    pub(super) fn is_applied_again(&self, path: &Path, server: &str) -> bool {
        let Ok(records) = self.looks.home.client_records_if_any() else { return false };
        let is_it =
            |request: &Request| request.path.as_deref() == Some(path) && request.server.as_str() == server;
        let known = records.all().into_iter().flatten().flatten().filter(Record::is_applied_again);
        let mut requests = known.flat_map(|record| record.requests).filter(is_it);
        requests.any(|request| self.plan(request).is_some_and(|plan| !plan.loses()))
    }

    /// Whether an installation would be done, and change something. Of an entry that is not ours it is taken for granted: a file can
    /// have many.
    pub(super) fn would_change(&self, request: Request) -> bool {
        let records = self.looks.home.client_records_if_any().ok();
        let is_ours = records.and_then(|records| records.find(&request).ok().flatten()).is_some();
        !is_ours || self.plan(request).is_some_and(|plan| plan.done() != Done::Unchanged)
    }

    /// Whether a command that names no profile takes the token of that one, once it is there, or no longer that of another.
    pub(super) fn touches_the_unsaid(&self, name: &Name) -> bool {
        self.names.as_ref().is_none_or(|names| {
            let now = names.iter().map(String::as_str);
            let new = Some(name.as_str()).filter(|name| !names.contains(*name));
            let then = unsaid(now.clone().chain(new));
            unsaid(now) != then || then == Some(name.as_str())
        })
    }

    /// Whether a text stands in a file as it is.
    pub(super) fn stands_in(&self, path: &Path, text: &str) -> bool {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(own, _)| own != path) {
            let found = Original::look(path).ok().flatten();
            let bytes = found.map(|file| file.bytes().to_vec()).unwrap_or_default();
            *last = Some((path.to_owned(), Secret::new(bytes)));
        }
        let all = last.as_ref().map(|(_, all)| all.expose()).unwrap_or_default();
        std::str::from_utf8(all).is_ok_and(|all| all.contains(text))
    }

    fn plan(&self, request: Request) -> Option<Plan> {
        let home = self.looks.home;
        let records = home.client_records_if_any().ok()?;
        Plan::install(request, Literal::Word, home, &records).ok()
    }

    fn has_program_of(&self, client: &Client) -> bool {
        client.program.as_deref().is_some_and(|name| self.env.program(name).is_some())
    }

    /// Whether another client that is here reads the same servers, and none of the references that this one reads.
    pub(super) fn is_at_odds(&self, file: &Examined) -> bool {
        let references = |client: &'static Client| client.remote.iter().flat_map(|remote| &remote.references);
        let own = file.client;
        let others = Client::all().iter().filter(|other| other.name != own.name);
        let mut readers = others.filter(|other| {
            other.reads_the_servers_of(own, &file.path, &self.directories) && self.has_program_of(other)
        });
        readers.any(|other| !references(other).any(|one| references(own).any(|known| known == one)))
    }

    /// Whether nothing is lost with a literal: it is dead, or the profile keeps it or has made it.
    pub(super) fn may_go(&self, credential: &Credential, token: &str, profile: &Profile) -> bool {
        credential.is_dead_at(self.env.now) || self.is_of(profile, token)
    }

    /// Whether a profile keeps a token, or has made it.
    pub(super) fn is_of(&self, profile: &Profile, token: &str) -> bool {
        let is_kept = || match self.looks.token(profile) {
            Ok(Seen::Value(kept)) => kept.expose() == token.as_bytes(),
            Ok(Seen::Unseen(_)) => {
                let token = Secret::new(token.as_bytes().to_vec());
                self.learnt(&profile.name).is_some_and(|learnt| learnt.is_about(&token))
            }
            Ok(Seen::Nothing) | Err(_) => false,
        };
        self.has_made(profile, token) || is_kept()
    }

    /// The key that a token names, with the versions of the secret that a profile keeps to sign with; none where nobody knows.
    fn signed(&self, profile: &Profile, token: &str) -> Option<(String, Ring)> {
        let Source::Kept(name) = &profile.key.as_ref()?.source else { return None };
        let ring = self.looks.home.ring_if_any(name).ok()??;
        Some((Inspection::of(token).ok()?.header().text("kid")?, ring))
    }

    /// Whether a profile has made a token: by its claims, and by the key that it names, if it names one.
    pub(super) fn has_made(&self, profile: &Profile, token: &str) -> bool {
        let is_its_key =
            |(kid, ring): (String, Ring)| ring.versions().iter().any(|one| one.kid.as_str() == kid);
        is_made_by(profile, token) && self.signed(profile, token).is_none_or(is_its_key)
    }

    /// Whether a profile may verify a token.
    fn may_verify(&self, profile: &Profile, token: &str) -> bool {
        let verifies = |(kid, ring): (String, Ring)| {
            ring.verifying(self.env.now).iter().any(|one| one.kid.as_str() == kid)
        };
        self.signed(profile, token).is_none_or(verifies)
    }

    /// What entries refer to.
    pub(super) fn referred(&self) -> Referred<'_> {
        Referred { env: self.env, directories: &self.directories }
    }

    /// What was learnt about the one token that is kept for a profile; nothing while it may be another one.
    fn learnt(&self, profile: &Name) -> Option<Learnt> {
        let learnt = self.looks.home.learnt_of(profile).ok().flatten();
        learnt.filter(|learnt| !learnt.is_unsettled())
    }

    /// The profile that is surely for a server: of the same URL, by its name where several are; of the same name, where nothing
    /// speaks against it and no project says where the token goes.
    pub(super) fn profile_of(&self, name: &str, url: Option<&str>, scope: Scope) -> Option<&Profile> {
        let named = |profile: &&Profile| {
            let is_free = match (profile.url.as_deref(), url) {
                (Some(own), Some(url)) => same_host(own, url),
                (Some(_), None) => true,
                (None, _) => scope == Scope::User,
            };
            profile.name.as_str() == name && is_free
        };
        let of_url = url.and_then(|url| self.profile_at(name, url, |_| true));
        of_url.or_else(|| self.profiles.iter().find(named))
    }

    /// The profile for the server at that URL: of several the one of that name, else the first.
    fn profile_at(&self, name: &str, url: &str, is_wanted: impl Fn(&Profile) -> bool) -> Option<&Profile> {
        let is_same = |profile: &&Profile| profile.url.as_deref().is_some_and(|own| same_server(own, url));
        let mut those = self.profiles.iter().filter(|profile| is_same(profile) && is_wanted(profile));
        let first = those.clone().next();
        those.find(|profile| profile.name.as_str() == name).or(first)
    }
}

impl Outside for Known<'_> {
    fn in_variable(&self, name: &str) -> Option<Secret> {
        self.referred().in_variable(name)
    }

    fn in_file(&self, path: &str) -> Option<Secret> {
        self.referred().in_file(path)
    }
}

impl Surroundings for Known<'_> {
    fn is_set(&self, variable: &str) -> bool {
        self.env.is_set(variable)
    }

    fn has_program(&self, program: &str) -> bool {
        let path = self.referred().path(program);
        path.map_or_else(|| self.env.program(program).is_some(), |path| is_program(&path))
    }

    fn has_file(&self, path: &str) -> bool {
        self.referred().path(path).is_none_or(|path| path.is_file())
    }

    fn mode_for_others(&self, path: &str) -> Option<u32> {
        self.referred().mode_for_others(path)
    }

    fn has_profile(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }

    fn audiences(&self, server: &str, url: Option<&str>) -> Vec<String> {
        self.profile_of(server, url, Scope::User).map(Profile::audiences).unwrap_or_default()
    }

    fn url_of_profile(&self, name: &Name) -> Option<String> {
        self.profiles.iter().find(|profile| profile.name == *name)?.url.clone()
    }

    fn header_of_profile(&self, name: &Name) -> Option<String> {
        let profile = self.profiles.iter().find(|profile| profile.name == *name)?;
        Some(profile.header.field()?.0.to_owned())
    }

    fn default_profile(&self) -> Option<Name> {
        let names = self.names.iter().flatten().map(String::as_str);
        unsaid(names).unwrap_or(DEFAULT).parse().ok()
    }

    fn profile_shown_to(&self, server: &str, url: &str) -> Option<Name> {
        let shown = self.profile_at(server, url, |profile| profile.header != HeaderForm::Nothing);
        shown.map(|profile| profile.name.clone())
    }

    fn gives_a_token(&self, name: &Name) -> bool {
        let Some(profile) = self.profiles.iter().find(|profile| profile.name == *name) else { return true };
        let lives = |expires_at: Option<Time>| expires_at.is_none_or(|at| at > self.env.now);
        profile.key.is_some()
            || match self.looks.token(profile) {
                Ok(Seen::Value(token)) => lives(self.looks.expires_at(profile, &token)),
                Ok(Seen::Unseen(_)) => self.learnt(name).is_some_and(|learnt| lives(learnt.expires_at)),
                Ok(Seen::Nothing) | Err(_) => false,
            }
    }

    fn variable_of_key(&self, name: &Name) -> Option<String> {
        match &self.profiles.iter().find(|profile| profile.name == *name)?.key.as_ref()?.source {
            Source::Variable(variable) => Some(variable.clone()),
            _ => None,
        }
    }

    fn has_secret(&self, name: &Name) -> bool {
        !matches!(self.looks.home.ring_if_any(name), Ok(None))
    }

    fn profiles_of_variable(&self, variable: &str) -> Vec<Name> {
        let those = self.profiles.iter().filter(|profile| profile.variable == variable);
        those.map(|profile| profile.name.clone()).collect()
    }

    fn may_be_in(&self, variable: &str, token: &str) -> bool {
        let mut those = self.profiles.iter().filter(|profile| profile.variable == variable).peekable();
        those.peek().is_none() || those.any(|profile| self.may_verify(profile, token))
    }
}
