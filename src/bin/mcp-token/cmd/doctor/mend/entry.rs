//! An entry that something is wrong with: which profile it is for, and whether another may take its place.

use std::collections::BTreeSet;

use mcp_token::client::{
    Credential, Examined, Finding, Holder, Kept, Scope, Server, Surroundings, input_of, shown,
};
use mcp_token::name::Name;
use mcp_token::profile::url::same_server;
use mcp_token::profile::{HeaderForm, Profile, default_variable};

use super::made::header;
use crate::cmd::doctor::index::Index;
use crate::cmd::doctor::known::Known;

/// An entry, the file that it stands in, and what both are judged by.
#[derive(Clone, Copy)]
pub(in crate::cmd::doctor) struct Entry<'n> {
    pub(in crate::cmd::doctor) file: &'n Examined,
    pub(in crate::cmd::doctor) server: &'n Server,
    /// Every file that was found.
    pub(in crate::cmd::doctor) files: &'n [Examined],
    pub(in crate::cmd::doctor) known: &'n Known<'n>,
}

impl<'n> Entry<'n> {
    /// The profile that is surely for it; of one that this program starts, that which it names, unless a project says where the
    /// token goes.
    pub(super) fn profile(&self) -> Option<&'n Profile> {
        let Self { file, server, known, .. } = *self;
        let named = self.started_for();
        if let Some(named) =
            named.and_then(|name| known.profiles.iter().find(|one| one.name.as_str() == name))
        {
            let is_here = file.scope == Scope::User || named.url.is_some();
            return (is_here && !self.goes_elsewhere()).then_some(named);
        }
        // Of several that are told by one variable that of the entry's name.
        let meant = known.profiles.iter().filter(|one| self.speaks_of(one));
        let meant = meant.min_by_key(|one| one.name.as_str() != server.name);
        meant.or_else(|| known.profile_of(&server.name, server.known_url(), file.scope))
    }

    /// Whether it is at the URL of a profile and names that, or the variable of its token: another can be for the same URL.
    fn speaks_of(&self, profile: &Profile) -> bool {
        let Self { server, .. } = *self;
        let is_named = |one: &Credential| match &one.kept {
            Kept::Helper { line } => {
                let words = shell_words::split(line).unwrap_or_default();
                words.windows(2).any(|words| words[0] == "get" && words[1] == profile.name.as_str())
            }
            Kept::Reference { reference, .. } => reference.name == profile.variable,
            Kept::Variable { name } => *name == profile.variable,
            _ => false,
        };
        let is_at = |own: &str| server.known_url().is_some_and(|url| same_server(own, url));
        profile.url.as_deref().is_some_and(is_at) && server.credentials.iter().any(is_named)
    }

    /// The profile whose token this program hands to what it starts for it, by its name there.
    pub(super) fn started_for(&self) -> Option<&'n str> {
        self.server.credentials.iter().find_map(|one| one.kept.started_for())
    }

    /// The profile whose token belongs into a variable: that of the entry, or the only one that there is.
    pub(super) fn profile_of_variable(&self, variable: &str) -> Option<&'n Profile> {
        let mut those = self.known.profiles.iter().filter(|profile| profile.variable == variable);
        let only = those.next().filter(|_| those.next().is_none());
        self.profile().filter(|profile| profile.variable == variable).or(only)
    }

    /// Whether the token of a profile goes to a server that is not the profile's.
    pub(super) fn goes_elsewhere(&self) -> bool {
        self.sends_the_token_of().is_some()
    }

    /// The profile of another server whose token it sends.
    pub(super) fn sends_the_token_of(&self) -> Option<&'n Name> {
        self.server.findings.iter().find_map(|one| match one {
            Finding::OtherServer { profile } => Some(profile),
            _ => None,
        })
    }

    /// Whether what it sends leaves this machine in the clear.
    pub(super) fn is_unencrypted(&self) -> bool {
        self.server.findings.iter().any(|one| matches!(one, Finding::Unencrypted { .. }))
    }

    /// Whether it surely leads to the server that the token of a profile is for. Where the profile has no URL, and of what is
    /// started, the user's own file is believed; what a project starts is believed nothing, be a URL among its arguments or not.
    pub(in crate::cmd::doctor) fn is_at_server_of(&self, profile: &Profile) -> bool {
        match &profile.url {
            Some(own) if !self.is_left_to_a_program() => {
                self.server.leads_to.as_ref().is_some_and(|url| same_server(own, url))
            }
            _ => self.file.scope == Scope::User,
        }
    }

    /// Whether where it leads is for a program to say.
    pub(super) fn is_left_to_a_program(&self) -> bool {
        let Self { file, server, .. } = *self;
        server.url.is_none() || server.is_started && file.scope == Scope::Project
    }

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
    }

    /// Whether another entry refers to a variable, in whatever form, or is a project's and may take it.
    pub(super) fn is_read_beside(&self, variable: &str) -> bool {
        self.is_of_projects(variable) || self.index().is_read_beside(variable, self.file, self.server)
    }

    fn index(&self) -> &'n Index {
        self.known.index.get_or_init(|| Index::of(self.files))
    }

    /// Every other entry; another client may read this one too.
    fn others(&self) -> impl Iterator<Item = Self> {
        let Self { file, server, .. } = *self;
        self.all().filter(move |other| {
            other.file.path != file.path
                || other.server.under != server.under
                || other.server.name != server.name
        })
    }

    /// Whether its client has another of its name.
    pub(super) fn is_there_too(&self) -> bool {
        let is_it = |other: Self| {
            other.file.client.name == self.file.client.name && other.server.name == self.server.name
        };
        self.others().any(is_it)
    }

    /// Every entry that was found.
    fn all(&self) -> impl Iterator<Item = Self> {
        let entry = *self;
        let of_file =
            move |file: &'n Examined| file.servers.iter().map(move |server| Self { file, server, ..entry });
        entry.files.iter().flat_map(of_file)
    }

    /// Whether its client may use it: of files that are laid over each other another one of the project can switch it on.
    fn may_be_used(&self) -> bool {
        let Self { file, server, .. } = *self;
        !server.is_disabled || file.scope == Scope::Project && file.client.lays_over
    }

    /// Whether it takes what is in a variable: what a project runs may do so without a reference.
    fn reads(&self, variable: &str) -> bool {
        let Self { file, server, .. } = *self;
        let may_run = file.scope == Scope::Project && server.is_started;
        server.variables.contains(variable) || may_run && server.words.contains(variable)
    }

    /// Whether it leads where another does, if both lead to a URL.
    fn leads_where(&self, other: &Server) -> bool {
        match (self.server.known_url(), other.known_url()) {
            (Some(own), Some(url)) => own == url || same_server(own, url),
            _ => true,
        }
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

    /// Whether a name is free for a profile, and no other entry has it, whose profile would be the same.
    pub(super) fn is_free_beside(&self, name: &Name, url: Option<&str>) -> bool {
        let is_it = |other: Self| other.server.name == name.as_str();
        self.is_free(name, url) && !self.others().any(is_it)
    }

    /// Whether no profile has a name, and no entry takes the token of one by it, by the variable that it would have, or unsaid.
    fn is_free(&self, name: &Name, url: Option<&str>) -> bool {
        let is_unsaid = || self.is_unnamed_beside() && self.known.changes_the_unsaid(name);
        !self.is_taken(name, url)
            && !self.is_told_beside(name)
            && !is_unsaid()
            && !self.is_read_beside(&input_of(name))
            && !self.file.inputs.contains(&input_of(name))
            && self.may_have(&default_variable(name), name)
    }

    /// Whether a token may be kept in a profile that is there and gives none: no other entry is given it by that, but at the
    /// server of the profile, and none shows another token that would be kept there.
    pub(super) fn may_keep_in(&self, profile: &Profile) -> bool {
        let name = &profile.name;
        let is_told = match profile.url {
            Some(_) => self.index().is_told_by_projects(name.as_str()),
            None => self.is_told_beside(name) || self.is_read_beside(&profile.variable),
        };
        let is_unsaid = || self.is_unnamed_beside() && self.known.default_profile().as_ref() == Some(name);
        !is_told && !is_unsaid() && !self.has_rivals(profile)
    }

    /// Whether entries for a profile show several tokens.
    fn has_rivals(&self, profile: &Profile) -> bool {
        let mut asked = self.known.rivals.borrow_mut();
        *asked.entry(profile.name.clone()).or_insert_with(|| {
            let own = self.all().filter(|other| other.profile() == Some(profile));
            let living = own.flat_map(|other| &other.server.credentials);
            let living = living.filter(|one| !one.is_dead_at(self.known.env.now));
            living.filter_map(Credential::literal).collect::<BTreeSet<_>>().len() > 1
        })
    }

    fn is_told_beside(&self, profile: &Name) -> bool {
        self.index().is_told_beside(profile.as_str(), self.file, self.server)
    }

    fn is_unnamed_beside(&self) -> bool {
        self.index().is_unnamed_beside(self.file, self.server)
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

    /// Whether a finding is about a header that an installation leaves.
    pub(super) fn is_of_what_stays(&self, finding: &Finding) -> bool {
        let text = match finding {
            Finding::WrongReference { text, .. } => text,
            Finding::Blanked { name }
            | Finding::NotListed { name, .. }
            | Finding::UnsetVariable { name, .. } => name,
            Finding::NoInput { id: Some(id) } => id,
            Finding::NoFile { holder: Holder::File { path, .. }, .. } => path,
            _ => return false,
        };
        self.server.more_references.contains(text)
    }

    /// Whether the token that stands in it is for another server.
    pub(super) fn is_for_another(&self) -> bool {
        self.server.findings.iter().any(|one| matches!(one, Finding::OtherAudience { holder: None, .. }))
    }

    /// Whether a token that lives stands in it, and is for another server.
    pub(super) fn has_one_for_another(&self) -> bool {
        let is_dead = |one: &Credential| one.is_dead_at(self.known.env.now);
        self.is_for_another() && !self.server.credentials.iter().any(is_dead)
    }

    /// Whether an installation takes its place, and nothing else is lost with it.
    pub(in crate::cmd::doctor) fn is_replaceable(&self) -> bool {
        let Server { url, is_blank, is_plain, .. } = self.server;
        self.may_be_written() && (url.is_some() || *is_blank) && *is_plain
    }

    /// Whether an installation under its name goes into its file, and is meant.
    pub(super) fn may_be_written(&self) -> bool {
        let Self { file, server, .. } = *self;
        let is_name = server.name.parse::<Name>().is_ok()
            && shown(&server.name) == server.name
            && file.client.takes_name(&server.name);
        file.is_target && is_name && server.under.is_none() && !server.is_disabled
    }

    /// Whether its client lays another file's entry of that name over it, or it over that, which leads elsewhere.
    pub(in crate::cmd::doctor) fn is_laid_apart(&self) -> bool {
        let Self { file, server, .. } = *self;
        let is_laid =
            |other: &Self| other.file.client.name == file.client.name && other.server.name == server.name;
        file.client.lays_over && self.others().filter(is_laid).any(|other| !self.leads_where(other.server))
    }

    /// Whether an entry of the name of a profile leads elsewhere than this one.
    pub(super) fn has_a_namesake_elsewhere(&self, profile: &Name) -> bool {
        let mut namesakes = self.others().filter(|other| other.server.name == profile.as_str());
        namesakes.any(|other| !self.leads_where(other.server))
    }
}
