//! The servers of one file that was read.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::Look;
use crate::client::credential::header_twice;
use crate::client::finding::{Finding, Skip};
use crate::client::judge::{Judge, skip};
use crate::client::layers::{Layers, part};
use crate::client::lines::Lines;
use crate::client::reference::Syntax;
use crate::client::server::{Server, is_entry};
use crate::client::value::Value;

/// What every entry of a file is looked at with.
pub(super) struct Page<'p> {
    pub(super) look: &'p Look<'p>,
    /// The file.
    pub(super) path: &'p Path,
    /// What weaker files say.
    pub(super) layers: &'p Layers,
    pub(super) lines: &'p Lines,
    /// The names of what the client asks the user for.
    pub(super) inputs: &'p [&'p str],
    /// The forms of references that are read in this file as well.
    pub(super) more: &'p [Syntax],
    /// Whether the client refuses the whole file for one entry.
    pub(super) all_or_none: bool,
}

/// What stands where servers are.
#[derive(Default)]
pub(super) struct Entries<'v> {
    /// The entries.
    pub(super) looked_at: Vec<&'v Value>,
    /// What is none.
    pub(super) others: Vec<&'v Value>,
    /// The names so far of those at the places where all servers are.
    names: BTreeSet<&'v str>,
}

impl Page<'_> {
    /// What is told of what stands at one place, and what of each entry others are laid over, where they are.
    pub(super) fn entries<'v>(
        &self,
        servers: &'v Value,
        under: Option<&str>,
        all: &mut Entries<'v>,
    ) -> (Vec<Server>, Vec<(String, Value)>) {
        let client = self.look.client;
        let members = servers.members().iter().filter(|(name, other)| !client.is_foreign(name, other));
        let (entries, others): (Vec<_>, Vec<_>) = members.partition(|(_, entry)| is_entry(client, entry));
        all.looked_at.extend(entries.iter().map(|(_, entry)| entry));
        all.others.extend(others.iter().map(|(_, other)| other));
        all.others.extend(Some(servers).filter(|servers| !matches!(servers, Value::Map(_))));
        let (shadowed, entries): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(name, _)| under.is_none() && all.names.contains(name.as_str()));
        all.names.extend(entries.iter().filter(|_| under.is_none()).map(|(name, _)| name.as_str()));
        let told = entries.iter().map(|(name, entry)| self.server(name, entry, under));
        // Of two places the first counts: of the other it is told that, and which tokens stand there. That a key stands twice is told
        // as that.
        let taken = Finding::Skipped { why: Skip::NameTaken, is_whole: false };
        let taken = Some(taken).filter(|_| self.look.around.is_some() && client.newer_root.is_some());
        let shadowed = shadowed.into_iter().map(|(name, entry)| {
            let server = self.look.unread_server(name, entry, true);
            let taken = taken.iter().filter(|_| !server.is_disabled).cloned();
            let findings = taken.chain(server.findings).collect();
            Server { line: self.lines.at(entry), findings, ..server }
        });
        let told = told.chain(shadowed.filter(|server| !server.findings.is_empty()));
        let others = others.iter().filter_map(|(name, other)| self.no_server(name, other));
        let laid = entries.iter().filter(|_| client.lays_over);
        let laid = laid.map(|(name, entry)| {
            (name.clone(), part(client, &self.anchored(entry), self.is_newer()).into_owned())
        });
        (told.chain(others).collect(), laid.collect())
    }

    /// - `under`: the key that it stands under, when that is not where all servers are.
    pub(super) fn server(&self, name: &str, entry: &Value, under: Option<&str>) -> Server {
        let client = self.look.client;
        let own = self.anchored(entry);
        let seen = self.layers.seen(client, name, &own, self.is_newer());
        let server = Server::of(client, name, &seen);
        let part = self.layers.of(name).map(|below| (below, Server::of(client, name, &own)));
        let server = part.iter().fold(server, |server, (_, stands)| server.standing(stands));
        let server = Server { line: self.lines.at(entry), under: under.map(str::to_owned), ..server };
        let Some(judge) = self.judge(name) else { return server };
        let folder = under.map(Path::new).filter(|folder| folder.is_absolute()).or(judge.folder);
        let judge = Judge { folder, ..judge }.at(server.url.as_deref(), &seen);
        // Where a key spares it, each file has to be good by itself.
        let skips = judge.skips(&if client.spared_by.is_some() { &own } else { &seen }.parted().0);
        let mut findings = judge.used(&seen.parted().0, skips, &server.credentials);
        let literals = judge.unused(part.as_ref().map_or(&server.credentials, |(_, own)| &own.credentials));
        if server.is_disabled {
            findings.retain(Finding::is_of_all_entries);
            findings.extend_from_slice(&literals);
        }
        if let Some((below, stands)) = &part {
            findings.retain(|one| match one {
                Finding::TokenInUrl { .. } if stands.url.is_some() => true,
                Finding::Skipped { .. } if client.spared_by.is_some() => true,
                one if one.is_of_a_literal() => literals.contains(one),
                one => !below.told.contains(one),
            });
        }
        if !server.is_disabled {
            let is_told = findings.iter().any(|one| matches!(one, Finding::OtherServer { .. }));
            let printed = judge.printed_header(&server.credentials);
            findings.extend(self.mixed(name, (&seen, &own), printed).filter(|_| !is_told));
            let twice = |key: &str| Finding::Twice { key: key.to_owned(), line: None };
            let odd = Finding::Skipped { why: Skip::NameNoText, is_whole: false };
            findings.extend(own.doubles().into_iter().map(twice));
            findings.extend(self.lines.has_odd_name(entry).then_some(odd));
        }
        let set_by_client = judge.set_by_client(&server.referred);
        let leads_to = judge.leads_to;
        let odd = skip::odd_member(client, entry, self.all_or_none);
        let odd_line = odd.and_then(|member| self.lines.at(member));
        Server { odd_line, leads_to, set_by_client, findings, ..server }
    }

    /// What comes of an entry that is made of several: a credential that goes elsewhere, or else one header in two spellings.
    ///
    /// - `seen`: the entry as its client sees it.
    /// - `own`: what stands in the file.
    /// - `printed`: a header that its helper prints.
    fn mixed(&self, name: &str, (seen, own): (&Value, &Value), printed: Option<String>) -> Option<Finding> {
        let (client, home) = (self.look.client, &self.look.directories.home);
        let is_below = |one: &Finding| self.layers.of(name).is_some_and(|below| below.told.contains(one));
        let astray = self.layers.astray(client, name, (seen, own), home).filter(|one| !is_below(one));
        astray.or_else(|| {
            let is_shown = skip::started(client, seen).is_none();
            let both = header_twice(client, seen, printed).filter(|_| is_shown)?;
            self.layers.header_twice(client, name, own, both, home)
        })
    }

    /// Whether its entries are of the form behind `newer_root`, of which each is refused alone.
    fn is_newer(&self) -> bool {
        self.all_or_none != self.look.client.all_or_none
    }

    /// An entry with the files that it refers to as they are found from everywhere.
    pub(super) fn anchored<'v>(&self, entry: &'v Value) -> Cow<'v, Value> {
        self.look.client.anchored(entry, self.path, &self.look.directories.home)
    }

    fn judge<'j>(&'j self, name: &'j str) -> Option<Judge<'j>> {
        let judge = self.look.judge(name, self.inputs)?;
        Some(Judge { more: self.more, all_or_none: self.all_or_none, ..judge })
    }

    /// What stands where an entry belongs: of interest only to who asks what is wrong.
    pub(super) fn no_server(&self, name: &str, other: &Value) -> Option<Server> {
        let judge = self.judge(name).filter(|_| other.members().is_empty())?;
        let findings = judge.skips(other);
        let server = Server::of(self.look.client, name, other);
        (!findings.is_empty()).then(|| Server { findings, line: self.lines.at(other), ..server })
    }
}
