//! What is free for the profile of an entry, so that no other is given its token by that: a name, a variable, the one that is there.

use std::collections::{BTreeMap, BTreeSet};

use mcp_token::client::{Credential, Examined, Mode, Scope, Surroundings, input_of};
use mcp_token::name::Name;
use mcp_token::profile::url::same_server;
use mcp_token::profile::{HeaderForm, Profile, default_variable};
use mcp_token::secret::Source;

use super::entry::Entry;
use super::made::header;
use super::steps::mode;
use crate::cmd::doctor::index::Index;

impl<'n> Entry<'n> {
    /// An entry, of whatever file, that would be shown the token of a profile in a variable too, and is not at its server: where the
    /// profile has no URL, not at that of this one. What the user's own file starts is believed.
    pub(super) fn other_reader(&self, variable: &str, profile: &Profile) -> Option<Self> {
        let asked = (variable.to_owned(), profile.name.clone());
        if self.known.read_by_no_other.borrow().contains(&asked) {
            return None;
        }
        let read = self.all().filter(|other| !other.file.is_dead && other.may_be_used());
        let mut others =
            read.filter(|other| other.server.url.is_some() || other.file.scope == Scope::Project);
        let found = others.find(|other| {
            let is_beside = || profile.url.is_none() && !self.leads_where(other.server);
            other.reads(variable) && (!other.is_at_server_of(profile) || is_beside())
        });
        // The same of every entry, where the profile says the server.
        if found.is_none() && profile.url.is_some() {
            self.known.read_by_no_other.borrow_mut().insert(asked);
        }
        found
    }

    /// Whether a project's entry takes what is in a variable: nobody but the project says where that would go.
    pub(super) fn is_of_projects(&self, variable: &str) -> bool {
        let mut of_projects = self.all().filter(|other| other.file.scope == Scope::Project);
        of_projects.any(|other| other.may_be_used() && other.reads(variable))
            || self.other_place(variable).is_some()
    }

    /// A file of a project in which something else than a server refers to a variable or an input: where that would go is nobody's to
    /// tell.
    pub(super) fn other_place(&self, variable: &str) -> Option<&'n Examined> {
        self.files
            .iter()
            .find(|file| file.scope == Scope::Project && file.beside.variables.contains(variable))
    }

    /// Whether another entry refers to a variable, in whatever form, or is a project's and may take it.
    pub(super) fn is_read_beside(&self, variable: &str) -> bool {
        self.is_of_projects(variable) || self.index().is_read_beside(variable, self.file, self.server)
    }

    fn index(&self) -> &'n Index {
        self.known.index.get_or_init(|| Index::of(self.files))
    }

    /// Whether its client has another of its name, where an installation can write one.
    pub(super) fn is_there_too(&self) -> bool {
        let is_it = |other: Self| {
            other.file.client.name == self.file.client.name
                && other.server.name == self.server.name
                && other.server.under.is_none()
        };
        self.others().any(is_it)
    }

    /// A name for a profile that none has which gives a token: its own, unless an entry of another file shows something else under
    /// that name.
    ///
    /// - `url`: that of the profile, if it is for one.
    pub(super) fn name_of_its_own(&self, url: Option<&str>) -> Option<Name> {
        let Self { file, server, .. } = *self;
        let mut namesakes = self.others().filter(|other| other.server.name == server.name);
        let own = server.name.parse().ok().filter(|name| self.is_free(name, url));
        let beside = || format!("{}-{}", server.name, file.client.name).parse().ok();
        own.filter(|_| namesakes.all(|other| other.shows_the_same(self)))
            .or_else(|| beside().filter(|name| !self.is_there_too() && self.is_free_beside(name, url)))
    }

    /// A name for a secret that is handed on in a variable: none is kept under it, or asked for, or would be for another entry.
    pub(super) fn name_of_a_secret(&self, variable: &str) -> Option<Name> {
        let known = self.known;
        let is_taken = |name: &Name| {
            let by_profile =
                |one: &Profile| one.key.as_ref().is_some_and(|key| key.source == Source::Kept(name.clone()));
            let would_be = |other: Self| {
                let env = other.server.started.iter().flat_map(|started| &started.env);
                name.as_str().starts_with(&other.server.name)
                    && env.flat_map(|(own, _)| other.names_of_secrets(own)).any(|own| own == name.as_str())
            };
            !matches!(known.looks.home.ring_if_any(name), Ok(None))
                || known.profiles.iter().any(by_profile)
                || self.is_told_beside(name)
                || self.others().any(would_be)
        };
        let names = self.names_of_secrets(variable).into_iter().filter_map(|name| name.parse().ok());
        names.into_iter().find(|name| !is_taken(name))
    }

    fn names_of_secrets(&self, variable: &str) -> [String; 2] {
        let (server, client) = (&self.server.name, &self.file.client.name);
        let variable = variable.to_ascii_lowercase().replace('_', "-");
        [format!("{server}-{variable}"), format!("{server}-{client}-{variable}")]
    }

    /// Whether a name is free for a profile, and no other entry has it, whose profile would be the same.
    pub(super) fn is_free_beside(&self, name: &Name, url: Option<&str>) -> bool {
        let is_it = |other: Self| other.server.name == name.as_str();
        self.is_free(name, url) && !self.others().any(is_it)
    }

    /// Whether no profile has a name, and no entry takes the token of one by it, by the variable that it would have, or unsaid.
    fn is_free(&self, name: &Name, url: Option<&str>) -> bool {
        let there = self.known.profiles.iter().find(|one| one.name == *name);
        let variable = there.map_or_else(|| default_variable(name), |one| one.variable.clone());
        let is_asked_for = self.is_told_beside(name)
            || self.is_read_beside(&input_of(name))
            || self.file.inputs.get(&input_of(name)).is_some_and(|is_ours| !is_ours || there.is_none())
            || self.is_unsaid_beside(name);
        // What it is set to would be shown from the next start on.
        let is_set = self.known.env.is_set(&variable) && !self.server.variables.contains(&variable);
        !self.is_taken(name, url) && !is_asked_for && !is_set && self.may_have(&variable, name)
    }

    /// Whether the token of an entry may be kept in a profile that is there and gives none: no other shows another that would be
    /// kept there too, and where the profile is for no server, none is given it by that.
    pub(super) fn may_keep_in(&self, profile: &Profile) -> bool {
        let name = &profile.name;
        let is_for_others = || {
            self.is_told_beside(name) || self.is_read_beside(&profile.variable) || self.is_unsaid_beside(name)
        };
        !self.has_rivals(profile) && (profile.url.is_some() || !is_for_others())
    }

    /// Whether entries for a profile show several tokens.
    fn has_rivals(&self, profile: &Profile) -> bool {
        let rivals = self.known.rivals.get_or_init(|| {
            let mut shown: BTreeMap<&Name, BTreeSet<&str>> = BTreeMap::new();
            for other in self.all().filter(Self::may_be_used) {
                let Some(own) = other.profile() else { continue };
                let literals = other.server.credentials.iter().filter_map(Credential::literal);
                shown.entry(&own.name).or_default().extend(literals);
            }
            shown.into_iter().filter(|(_, tokens)| tokens.len() > 1).map(|(name, _)| name.clone()).collect()
        });
        rivals.contains(&profile.name)
    }

    /// Whether its client would take the token of a profile from where others take it too, which are not at the server of that, and
    /// does not yet, or from what it asks for as something else.
    pub(super) fn would_share(&self, profile: &Profile) -> bool {
        let is_for_others =
            |place: &str| self.other_reader(place, profile).is_some() || self.other_place(place).is_some();
        let is_read = |place: &str| !self.surely_reads(place) && is_for_others(place);
        let input = input_of(&profile.name);
        match mode(self, profile) {
            Some(Mode::Env) => is_read(&profile.variable),
            Some(Mode::Input) => self.file.inputs.get(&input) == Some(&false) || is_read(&input),
            _ => false,
        }
    }

    /// Whether a command of another entry may take the token of a profile, or a secret, of that name.
    pub(super) fn is_told_beside(&self, profile: &Name) -> bool {
        self.index().is_told_beside(profile.as_str(), self.file, self.server) || self.is_said_beside(profile)
    }

    /// Whether a project says a name beside its servers, where it speaks of this program there.
    pub(super) fn is_said_beside(&self, name: &Name) -> bool {
        self.files.iter().any(|file| file.beside.names.contains(name.as_str()))
    }

    /// Whether a command of another entry, or beside a project's, that names no profile would take the token of that one, or no longer that of another.
    pub(super) fn is_unsaid_beside(&self, profile: &Name) -> bool {
        let is_one = self.index().is_unnamed_beside(self.file, self.server)
            || self.files.iter().any(|file| file.beside.is_unnamed);
        is_one && self.known.touches_the_unsaid(profile)
    }

    /// Whether a profile may have a variable: no other has it, and no other entry takes what is in it.
    pub(in crate::cmd::doctor) fn may_have(&self, variable: &str, profile: &Name) -> bool {
        let mut those = self.known.profiles_of_variable(variable).into_iter();
        those.all(|other| other == *profile) && !self.is_read_beside(variable)
    }

    /// Whether two entries lead to one URL, and show it the same tokens in the same way.
    fn shows_the_same(&self, other: &Self) -> bool {
        let shown = |entry: &Self| {
            let all = entry.server.credentials.iter();
            all.map(|one| (one.kept.clone(), header(entry, one))).collect::<Vec<_>>()
        };
        self.server.url.is_some()
            && other.server.url.is_some()
            && self.leads_where(other.server)
            && shown(self) == shown(other)
    }

    /// Whether a profile is there under a name, and is more than what a command of ours has left that somebody broke off.
    ///
    /// - `url`: what that command says of one.
    fn is_taken(&self, name: &Name, url: Option<&str>) -> bool {
        let Some(profile) = self.known.profiles.iter().find(|one| one.name == *name) else {
            return self.known.has_profile(name.as_str());
        };
        let is_for_it = |own: &String| url.is_some_and(|url| same_server(own, url));
        profile.key.is_some()
            || profile.header != HeaderForm::Bearer
            || !profile.url.iter().all(is_for_it)
            || self.known.gives_a_token(&profile.name)
    }

    /// Whether an entry of the name of a profile leads elsewhere than this one.
    pub(super) fn has_a_namesake_elsewhere(&self, profile: &Name) -> bool {
        let mut namesakes = self.others().filter(|other| other.server.name == profile.as_str());
        namesakes.any(|other| !self.leads_where(other.server))
    }
}
