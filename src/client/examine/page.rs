//! The servers of one file that was read.

use std::path::Path;

use super::Look;
use crate::client::finding::{Finding, Skip};
use crate::client::judge::Judge;
use crate::client::lines::Lines;
use crate::client::reference::Syntax;
use crate::client::server::Server;
use crate::client::value::Value;

/// What every entry of a file is looked at with.
pub(super) struct Page<'p> {
    pub(super) look: &'p Look<'p>,
    /// The file.
    pub(super) path: &'p Path,
    pub(super) lines: &'p Lines,
    /// The names of what the client asks the user for.
    pub(super) inputs: &'p [&'p str],
    /// The forms of references that are read in this file as well.
    pub(super) more: &'p [Syntax],
    /// Whether the client refuses the whole file for one entry.
    pub(super) all_or_none: bool,
}

impl Page<'_> {
    /// - `under`: the key that it stands under, when that is not where all servers are.
    pub(super) fn server(&self, name: &str, entry: &Value, under: Option<&str>) -> Server {
        let (client, line, has_odd_name) =
            (self.look.client, self.lines.at(entry), self.lines.has_odd_name(entry));
        let entry = &*client.anchored(entry, self.path, &self.look.directories.home);
        let server = Server { line, under: under.map(str::to_owned), ..Server::of(client, name, entry) };
        let Some(judge) = self.judge(name) else { return server };
        let folder = under.map(Path::new).filter(|folder| folder.is_absolute()).or(judge.folder);
        let judge = Judge { folder, ..judge }.at(server.url.as_deref(), entry);
        let used = judge.used(&entry.parted().0, &server.credentials).into_iter();
        let findings = if server.is_disabled {
            let refused = used.filter(Finding::is_of_all_entries);
            refused.chain(judge.unused(&server.credentials)).collect()
        } else {
            let twice = |key: &str| Finding::Twice { key: key.to_owned(), line: None };
            let doubles = entry.doubles().into_iter().map(twice);
            let odd = Finding::Skipped { why: Skip::NameNoText, is_whole: false };
            used.chain(doubles).chain(has_odd_name.then_some(odd)).collect()
        };
        let leads_to = judge.leads_to;
        Server { leads_to, findings, ..server }
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
