//! What a hand does, finding by finding; nothing where it writes an entry anew.

use mcp_token::client::{Finding, Holder, PINNED, Place, Surroundings, may_be_shown};
use mcp_token::name::Name;

use super::{
    Hand, asked, dialect, in_its_place, is_of_a_variable, listed, made, moved, plain_scheme, reference,
    supplied, used, wanted, with_version, without_version,
};
use crate::cmd::doctor::mend::entry::Entry;
use crate::cmd::doctor::mend::made::is_authorization;
use crate::cmd::doctor::mend::started::started_with;
use crate::cmd::doctor::mend::steps::may_be_written;

impl Hand<'_> {
    /// For what shows a token, or should.
    pub(super) fn shown(&self, finding: &Finding) -> Option<String> {
        let client = self.file.client;
        match finding {
            Finding::LiteralToken { place } | Finding::ExpiredToken { place, .. }
                if self.entry.is_none() && *place != Place::Text =>
            {
                let is_among_servers = matches!(place, Place::Stray { is_among_servers: true, .. });
                let why = format!(": {} reads no server at that place", client.title);
                Some(format!("take it out of there{}", if is_among_servers { "" } else { &why }))
            }
            Finding::LiteralToken { place } => {
                in_its_place(client, place, "the token", self.is_read_beside(place))
            }
            Finding::ExpiredToken { place, .. } => {
                in_its_place(client, place, "a new token", self.is_read_beside(place))
            }
            Finding::OtherAudience { .. } => {
                let own = self.entry.and_then(Entry::profile);
                let is_made = own.is_some_and(|own| own.key.is_some());
                (!is_made).then(|| "a token for this server in its place".to_owned())
            }
            Finding::NoToken { place: Place::Helper } => None,
            Finding::NoToken { place } => self.referring(place, "value"),
            Finding::NotShown { .. } => {
                self.referring(&Place::Header("Authorization".to_owned()), "header `Authorization`")
            }
            _ => None,
        }
    }

    /// Whether another entry takes what is in the variable of a place.
    fn is_read_beside(&self, place: &Place) -> bool {
        let Place::Variable(name) = place else { return false };
        self.entry.is_some_and(|entry| entry.is_read_beside(name))
    }

    /// - `name`: what shows the token.
    fn referring(&self, place: &Place, name: &str) -> Option<String> {
        let client = self.file.client;
        let reference = reference(client, place, true)?;
        let scheme = match place {
            Place::Header(name) if !is_authorization(name) => "",
            _ => "Bearer ",
        };
        Some(format!("`{scheme}{reference}` as its {name}{}", listed(client)))
    }

    /// For where a server is, or how a client is told of it.
    pub(super) fn led(&self, finding: &Finding) -> Option<String> {
        Some(match finding {
            Finding::OtherServer { profile } => {
                let url = self.known.url_of_profile(profile).filter(|url| may_be_written(url));
                let url = url.map_or_else(|| format!("the URL of `{profile}`"), |url| format!("`{url}`"));
                format!("{url} into the entry, or the token of another profile")
            }
            Finding::ForNoServer { profile } => {
                format!("`mcp-token profile set {profile} --url URL` with the URL of its server")
            }
            Finding::Astray { .. } => {
                "another name for one of the two entries, for ours by `client remove` and `client install --name`".to_owned()
            }
            Finding::Skipped { why, .. } => return used(self.file.client, why),
            Finding::TokenInUrl { part: "user" } => {
                "take it out of the URL, and show it in a header".to_owned()
            }
            Finding::TokenInUrl { part } => {
                format!("take it out of the {part} of the URL, and show it in a header")
            }
            Finding::Unencrypted { url, .. } => match plain_scheme(url) {
                Some(scheme) => format!("`{scheme}s` for `{scheme}` in its URL"),
                None => "`https` or `wss` in what its URL refers to".to_owned(),
            },
            _ => return None,
        })
    }

    /// For what a reference leads to, or how it is written.
    pub(super) fn referred(&self, finding: &Finding) -> Option<String> {
        let client = self.file.client;
        let variable = |name: &str| if may_be_shown(name) { format!("`{name}`") } else { "it".to_owned() };
        let meant = if self.is_believed() { "" } else { ", if this server is to have it" };
        let before = |what: String| format!("{what} before {} starts{meant}", client.title);
        Some(match finding {
            finding
                if self.goes_elsewhere()
                    && (is_of_a_variable(finding) || matches!(finding, Finding::WrongReference { .. })) =>
            {
                "first its URL: what is put into the variable goes there".to_owned()
            }
            Finding::UnsetVariable { name, .. } => before(format!("set {}", variable(name))),
            Finding::NotListed { name, key } => format!("{} into its `{key}`", variable(name)),
            Finding::ExpiredElsewhere { holder, .. }
            | Finding::Unfit { holder, .. }
            | Finding::OtherAudience { holder: Some(holder), .. } => match holder {
                Holder::Variable(name) => before(format!("set {} to {}", variable(name), wanted(finding))),
                Holder::File { .. } => format!("{} into that file", wanted(finding)),
            },
            Finding::Blanked { .. } => "a variable of another name, there and where it is set".to_owned(),
            Finding::NoInput { .. } => {
                let inputs = client.inputs.as_deref().unwrap_or_default();
                format!("an input of that `id`, with a `type` as `promptString`, among the `{inputs}`")
            }
            Finding::NoFile { .. } => "the file in its place, or the name of another".to_owned(),
            Finding::WrongReference { right: Some(right), .. } if !self.known.is_at_odds(self.file) => {
                format!("`{right}` in its place{}{}", listed(client), asked(client, right))
            }
            Finding::WrongReference {
                right: None,
                place: place @ (Place::Header(_) | Place::Variable(_) | Place::Arguments),
                ..
            } => return in_its_place(client, place, "its value", self.is_read_beside(place)),
            _ => return None,
        })
    }

    /// For what a client runs.
    pub(super) fn run(&self, finding: &Finding) -> Option<String> {
        Some(match finding {
            Finding::HelperRefused { profile } => {
                let set = format!("`mcp-token profile set {profile} --url URL` with this URL");
                format!("{set}, or a profile that is for it in its place")
            }
            Finding::NoHeaders => {
                format!("`mcp-token get {} -o headers-json` in its place", self.helper())
            }
            Finding::NoSecret { name: Some(name) } => {
                let store = self.known.looks.best_store();
                format!("keep it with `mcp-token secret set {name} --store {store}`, or name another")
            }
            Finding::NoSecret { name: None } => "name a secret of `mcp-token secret list`".to_owned(),
            Finding::NoProgram { .. } => {
                format!("install it where {} looks for programs, or name another", self.file.client.title)
            }
            Finding::NoProfile { name: Some(name) } => made(name),
            Finding::NoProfile { name: None } => "name a profile of `mcp-token list`".to_owned(),
            Finding::Unpinned { package: Some(package) } if PINNED.starts_with(without_version(package)) => {
                format!("`{PINNED}` in its place")
            }
            Finding::Unpinned { package: Some(package) } => match self.line_with_version(package) {
                Some(line) => format!("`{line}`, with a VERSION that was looked at"),
                None => format!("`{}` in its place, one that was looked at", with_version(package)),
            },
            Finding::Unpinned { package: None } => "`@VERSION` behind it, one that was looked at".to_owned(),
            _ => return None,
        })
    }

    /// The profile that a helper takes the token of, be it not there.
    fn helper(&self) -> &str {
        let credentials = self.entry.iter().flat_map(|entry| &entry.server.credentials);
        let mut named = credentials.filter_map(|one| one.kept.helped_by());
        named.find(|name| name.parse::<Name>().is_ok()).unwrap_or_else(|| self.profile())
    }

    /// What has an entry of ours start a package in one version: what a hand writes there is ours to write anew.
    pub(super) fn line_with_version(&self, package: &str) -> Option<String> {
        started_with(self.entry?, package, &with_version(package)).map(|line| line.to_string())
    }

    /// For a file, or where it lies.
    pub(super) fn whole(&self, finding: &Finding) -> Option<String> {
        let client = self.file.client;
        Some(match finding {
            Finding::ReadableByOthers { .. } | Finding::ReadableElsewhere { .. } => {
                "take from group and others the right to read it".to_owned()
            }
            Finding::WritableByOthers { .. } => "take from group and others the right to write".to_owned(),
            Finding::ForeignOwner { .. } => {
                "a file of yours in its place, in a directory of yours".to_owned()
            }
            Finding::Dead => moved(self.file, &self.known.directories),
            Finding::UnreadRoot { right, .. } => format!("put its servers under `{right}`"),
            Finding::Unreadable { lack: Some(lack), .. } => supplied(lack),
            Finding::Unreadable { lack: None, .. } => {
                format!("correct it there: {} reads {}", client.title, dialect(client))
            }
            Finding::Twice { .. } | Finding::HeaderTwice { .. } => "take one of the two out".to_owned(),
            Finding::NotSeen { leads_out: true, .. } => {
                "in its place what the project itself holds, or nothing".to_owned()
            }
            Finding::NotSeen { .. } => "a regular file that you can read in its place".to_owned(),
            _ => return None,
        })
    }
}
