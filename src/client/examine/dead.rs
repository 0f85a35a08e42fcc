//! Files that a client once read: what still stands in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::seen::{of_modes, seen};
use super::{Examined, Look, keys};
use crate::client::finding::Finding;
use crate::client::lines::Lines;
use crate::client::reading::Reading;
use crate::client::server::{Server, is_entry};
use crate::client::stray::strays;
use crate::client::value::Value;

impl Look<'_> {
    /// The servers of a file that is no longer read, where something is wrong with them, and its tokens.
    ///
    /// - `live`: the files that are read.
    pub(super) fn dead_file(
        &self,
        path: PathBuf,
        roots: &[Vec<String>],
        live: &[Examined],
    ) -> Option<Examined> {
        // What else is wrong with it is not for us to say: it is the file of other settings.
        let original = match seen(&path, self.project) {
            Ok(found) => found?.0,
            Err(not_seen) => {
                return Some(Examined { findings: vec![not_seen], is_dead: true, ..self.examined(path) });
            }
        };
        let Reading { value, lines, .. } = self.reading(&path, &original).ok()?;
        let lines = Lines::of(&value, lines);
        let is_beside = |other: &Path| other.parent() == path.parent();
        let beside: Vec<_> = live.iter().filter(|file| is_beside(&file.path)).collect();
        let names: BTreeSet<_> =
            beside.iter().flat_map(|file| &file.servers).map(|server| server.name.as_str()).collect();
        let folder = self.project.unwrap_or(Path::new(""));
        let mut own = self.client.files(self.scope, self.directories).into_iter();
        let has_target = own.any(|file| is_beside(&folder.join(file)));
        let mut examined = self.examined(path.clone());
        let mut looked_at = Vec::new();
        for (_, servers) in roots.iter().flat_map(|keys| keys::behind(&value, keys, None)) {
            let entries = servers.members().iter().filter(|(_, entry)| is_entry(self.client, entry));
            looked_at.extend(entries.clone().map(|(_, entry)| entry));
            let servers = entries.map(|(name, entry)| {
                let server = self.unread_server(name, entry, names.contains(name.as_str()));
                Server { line: lines.at(entry), ..server }
            });
            examined.servers.extend(servers.filter(|server| !server.findings.is_empty()));
        }
        let strays = strays(&value, &[], &[], &looked_at, &lines);
        examined.findings.extend(self.unused(&strays));
        let has_literal = !strays.is_empty() || examined.servers.iter().any(|server| server.has_literal);
        examined.findings.extend(of_modes(&original, has_literal));
        examined.is_target = has_target && beside.first().is_none_or(|file| file.is_target);
        examined.is_dead = true;
        (!strays.is_empty() || !examined.servers.is_empty()).then_some(examined)
    }

    /// A server that is not read where it stands: what is wrong is that, unless its client reads one of its name, and every token.
    pub(super) fn unread_server(&self, name: &str, entry: &Value, is_live: bool) -> Server {
        let server = Server::of(self.client, name, entry);
        let judge = self.judge(name, &[]).map(|judge| judge.at(server.url.as_deref(), entry));
        let literals = judge.map(|judge| judge.unused(&server.credentials)).unwrap_or_default();
        let findings = (!is_live).then_some(Finding::Dead).into_iter().chain(literals).collect();
        Server { findings, ..server }
    }
}
