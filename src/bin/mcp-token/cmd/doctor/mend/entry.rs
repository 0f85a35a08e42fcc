//! An entry that something is wrong with: which profile it is for, and whether another may take its place.

use mcp_token::client::{Credential, Examined, Finding, Holder, Kept, Scope, Server, is_our_command, shown};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::same_server;

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
        let of_it = || known.profile_of(&server.name, server.known_url(), file.scope);
        meant.or_else(|| of_it().filter(|own| !self.speaks_of_another(own)))
    }

    /// Whether it is at the URL of a profile and names that, or the variable of its token: another can be for the same URL.
    fn speaks_of(&self, profile: &Profile) -> bool {
        let Self { server, .. } = *self;
        let is_at = |own: &str| server.known_url().is_some_and(|url| same_server(own, url));
        profile.url.as_deref().is_some_and(is_at)
            && server.credentials.iter().any(|one| one.kept.is_of(profile))
    }

    /// Whether it takes its token from something else than a profile, be that not there: the name alone of one without a URL says
    /// nothing then.
    fn speaks_of_another(&self, profile: &Profile) -> bool {
        let is_other = |one: &Credential| one.literal().is_none() && !one.kept.is_of(profile);
        profile.url.is_none() && self.server.credentials.iter().any(is_other)
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

    /// Whether a text stands in its file as it is: what is written with escapes would be copied with them.
    pub(super) fn stands_there(&self, text: &str) -> bool {
        self.known.stands_in(&self.file.path, text)
    }

    /// Every other entry; another client may read this one too.
    pub(super) fn others(&self) -> impl Iterator<Item = Self> {
        let Self { file, server, .. } = *self;
        self.all().filter(move |other| {
            other.file.path != file.path
                || other.server.under != server.under
                || other.server.name != server.name
        })
    }

    /// Every entry that was found.
    pub(super) fn all(&self) -> impl Iterator<Item = Self> {
        let entry = *self;
        let of_file =
            move |file: &'n Examined| file.servers.iter().map(move |server| Self { file, server, ..entry });
        entry.files.iter().flat_map(of_file)
    }

    /// Whether its client may use it: of files that are laid over each other another one of the project can switch it on.
    pub(super) fn may_be_used(&self) -> bool {
        let Self { file, server, .. } = *self;
        !server.is_disabled || file.scope == Scope::Project && file.client.lays_over
    }

    /// Whether it takes what is in a variable, or is asked for by that name: what a project runs may do so without a reference.
    pub(super) fn reads(&self, variable: &str) -> bool {
        let Self { file, server, .. } = *self;
        let is_of_project = file.scope == Scope::Project;
        // Of others that read a project's file the forms are other ones.
        let may_read = if is_of_project { &server.referred } else { &server.may_read };
        self.surely_reads(variable)
            || may_read.contains(variable)
            || is_of_project && server.reads_by_itself() && server.words.contains(variable)
    }

    /// Whether it is sent what is in a variable, or in what is asked for by that name.
    pub(super) fn surely_reads(&self, variable: &str) -> bool {
        let is_asked = |one: &Credential| matches!(&one.kept, Kept::Reference { reference, .. } if reference.is_input(variable));
        self.server.variables.contains(variable) || self.server.credentials.iter().any(is_asked)
    }

    /// Whether it leads where another does, if both lead to a URL.
    pub(super) fn leads_where(&self, other: &Server) -> bool {
        match (self.server.known_url(), other.known_url()) {
            (Some(own), Some(url)) => own == url || same_server(own, url),
            _ => true,
        }
    }

    /// Whether a finding is about what an installation leaves: a header, or a variable of what is started.
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

    /// Whether an installation leaves something that refers to the variable of a profile.
    pub(super) fn leaves_that_of(&self, profile: &Name) -> bool {
        let mut those = self.known.profiles.iter().filter(|one| one.name == *profile);
        those.any(|one| self.server.more_references.contains(&one.variable))
    }

    /// Whether it leads to a server that is to be shown nothing, as far as its client can use it.
    pub(super) fn is_shown_nothing(&self, finding: &Finding) -> bool {
        let is_of_use = matches!(finding, Finding::Skipped { .. } | Finding::Dead);
        is_of_use && self.server.url.is_some() && self.server.credentials.is_empty()
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
        // What a command of ours is told, and what is done with its answer, is nobody's to take away.
        let is_more = |line: &str| {
            is_our_command(line)
                && (line.contains(['|', ';', '&', '`', '$', '(', '\n']) || is_told_more(line))
        };
        let does_more = |one: &Credential| matches!(&one.kept, Kept::Helper { line } if is_more(line));
        self.may_be_written()
            && (url.is_some() || *is_blank)
            && *is_plain
            && !self.server.credentials.iter().any(does_more)
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
}

/// Whether a command of ours that prints headers has a flag for how fresh the token is to be.
fn is_told_more(line: &str) -> bool {
    ["--min-ttl", "--force-new", "--no-refresh"].iter().any(|flag| line.contains(flag))
}
