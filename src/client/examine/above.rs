//! What becomes of entries of projects by files of the user that are laid over them all.

use super::{Examined, Look};
use crate::client::finding::Finding;
use crate::client::judge::skip;
use crate::client::layers::{Above, Layers};
use crate::client::server::{Server, is_off};
use crate::client::value::Value;

impl Look<'_> {
    /// Judges entries of projects anew that others are laid over.
    pub(super) fn lay_above(&self, layers: &Layers, live: &mut [Examined]) {
        for above in layers.above(self.client, self.directories) {
            let last = |server: &&mut Server| server.name == above.name;
            if let Some(server) = live.iter_mut().rev().flat_map(|file| &mut file.servers).find(last) {
                self.judge_anew(server, &above, layers);
            }
            let is_used =
                !is_off(self.client, &above.seen) && skip::started(self.client, &above.seen).is_none();
            let twice = above.header_twice(self.client, &self.directories.home).filter(|_| is_used);
            let Some((path, twice)) = twice else { continue };
            let theirs = live.iter_mut().filter(|file| file.path == path).flat_map(|file| &mut file.servers);
            for server in theirs.filter(|server| server.name == above.name) {
                let is_renamed = server.findings.iter().any(|one| matches!(one, Finding::Astray { .. }));
                server.findings.extend(Some(twice.clone()).filter(|_| !is_renamed));
            }
        }
    }

    fn judge_anew(&self, server: &mut Server, above: &Above<'_>, layers: &Layers) {
        let of = |entry: &Value| {
            let server = Server::of(self.client, above.name, entry);
            let judge = self.judge(above.name, &[])?.at(server.url.as_deref(), entry);
            let findings = judge.used(&entry.parted().0, Vec::new(), &server.credentials);
            Some(Server { leads_to: judge.leads_to, findings, ..server })
        };
        let (Some(own), Some(seen)) = (of(&above.own), of(&above.seen)) else { return };
        let Server { is_disabled, credentials, url, leads_to, mut findings, .. } = seen;
        if is_disabled {
            server.findings.retain(|one| one.is_of_all_entries() || one.is_of_a_literal());
        } else {
            server.findings.retain(Finding::is_of_a_text);
            let home = &self.directories.home;
            let of_lower = || layers.astray(self.client, above.name, (&above.seen, &above.own), home);
            let of_upper = above.astray(self.client, home);
            let is_led = of_upper.is_some();
            let astray = of_upper.or_else(of_lower);
            // What is wrong with a file of the user is told there.
            findings.retain(|one| {
                let is_told = own.findings.contains(one) || server.findings.contains(one);
                let is_of_astray = match one {
                    Finding::OtherServer { .. } => astray.is_some(),
                    Finding::Unencrypted { .. } => is_led,
                    _ => false,
                };
                !is_told && !is_of_astray && !one.is_of_a_literal() && !above.is_told_below(one)
            });
            server.findings.extend(findings.into_iter().chain(astray));
        }
        (server.is_disabled, server.credentials) = (is_disabled, credentials);
        (server.url, server.leads_to) = (url, leads_to);
    }
}
