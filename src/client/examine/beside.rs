//! What stands in a file and is read as no server: comments, keys of nobody, a text that is broken.

use super::page::Entries;
use super::{Examined, Look, keys};
use crate::client::credential::{Credential, Kept, at};
use crate::client::edit::{Document, comments};
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::lines::Lines;
use crate::client::literal::{in_any_text, in_comment};
use crate::client::stray::{strays, unread_roots};
use crate::client::value::Value;
use crate::file::Original;

impl Look<'_> {
    /// Looks for tokens in a file that is broken; whether there is one.
    pub(super) fn text(&self, original: &Original, findings: &mut Vec<Finding>) -> bool {
        let text = String::from_utf8_lossy(original.bytes());
        self.at_one_place(&Place::Text, in_any_text(&text), findings)
    }

    /// Tells of tokens at one place; whether there is one.
    fn at_one_place(&self, place: &Place, texts: Vec<&str>, findings: &mut Vec<Finding>) -> bool {
        let literal = |text: &str| at(place.clone(), Kept::Literal { text: text.to_owned() });
        let found: Vec<_> = texts.into_iter().map(literal).collect();
        for finding in self.unused(&found) {
            // What was said of one says the same of another.
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        !found.is_empty()
    }

    /// Looks at comments; whether a token stands in one. No entry is replaced that has one: it could go with what is around it.
    pub(super) fn commented(&self, all: &[String], original: &Original, examined: &mut Examined) -> bool {
        let found = all.iter().flat_map(|comment| in_comment(comment)).collect();
        if !self.at_one_place(&Place::Comments, found, &mut examined.findings) {
            return false;
        }
        let document = Document::parse(self.client, original.bytes()).ok();
        let is_in = |name: &str| {
            let text = document.as_ref().and_then(|document| document.entry_text(name)).unwrap_or_default();
            comments(self.client, &text).into_iter().any(|comment| !in_comment(comment).is_empty())
        };
        for server in examined.servers.iter_mut().filter(|server| is_in(&server.name)) {
            server.is_left();
        }
        true
    }

    /// Looks at what the client does not read; whether a token stands there.
    pub(super) fn unread(
        &self,
        value: &Value,
        all: Entries<'_>,
        lines: &Lines,
        examined: &mut Examined,
    ) -> bool {
        let read = self.roots(&examined.path, value);
        let unread = unread_roots(self.client, value, &read);
        let told = unread.iter().map(|keys| keys::of_unread_root(self.client, keys, value, lines));
        examined.findings.extend(told);
        // What another client reads is told of as that.
        let others = read.into_iter().filter(|keys| !self.client.roots_of(value).contains(keys));
        let others = others.filter_map(|keys| value.behind(keys));
        let looked_at: Vec<_> = all.looked_at.into_iter().chain(others).collect();
        let strays = strays(value, &unread, &all.others, &looked_at, lines);
        examined.findings.extend(self.unused(&strays));
        !strays.is_empty()
    }

    /// What is wrong with tokens that stand in no entry.
    pub(super) fn unused(&self, found: &[Credential]) -> Vec<Finding> {
        self.judge("", &[]).map(|judge| judge.unused(found)).unwrap_or_default()
    }
}
