//! What stands in a file and is read as no server: comments, keys of nobody, a text that is broken.

use std::collections::{BTreeSet, HashSet};

use super::page::Entries;
use super::{Examined, Look, keys};
use crate::client::credential::{Credential, Kept, at};
use crate::client::edit::Document;
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::lines::Lines;
use crate::client::literal::{in_any_text, in_comment, speaks_of_a_credential};
use crate::client::reference;
use crate::client::server::{may_be_unnamed, names, texts_beside};
use crate::client::stray::{strays, unread_roots};
use crate::client::value::Value;
use crate::client::words::is_our_command;
use crate::file::Original;

/// What stands in a file of a project and is no entry says: any of it can be run, or put somewhere.
#[derive(Debug, Default)]
pub struct Beside {
    /// What it refers to, in whatever form, and every word that can be the name of a variable.
    pub variables: BTreeSet<String>,
    /// Every word that can be the name of a profile or a secret, where it speaks of this program.
    pub names: BTreeSet<String>,
    /// Whether it may run this program for a token, and does not surely name a profile.
    pub is_unnamed: bool,
}

impl Beside {
    /// - `entries`: the values in it that are told of as servers.
    pub(super) fn of(value: &Value, entries: &HashSet<*const Value>) -> Self {
        let texts = texts_beside(value, entries);
        let referred = texts.iter().flat_map(|text| reference::names_anywhere(text));
        let words = texts.iter().flat_map(|text| text.split(|letter| !reference::is_of_a_name(letter)));
        let words = words.filter(|word| reference::is_name(word)).map(str::to_owned);
        let is_ours = texts.iter().any(|text| is_our_command(text));
        let names = texts.iter().filter(|_| is_ours).flat_map(|text| names(text));
        let is_unnamed = texts.iter().any(|text| may_be_unnamed(text));
        Self { variables: referred.chain(words).collect(), names: names.collect(), is_unnamed }
    }
}

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

    /// Looks at comments; whether a token stands in one. No entry is replaced with one in it that says more than words: it could go with
    /// what is around it.
    pub(super) fn commented(&self, all: &[String], original: &Original, examined: &mut Examined) -> bool {
        let found = all.iter().flat_map(|comment| in_comment(comment)).collect();
        let has_token = self.at_one_place(&Place::Comments, found, &mut examined.findings);
        if all.iter().all(|comment| is_harmless(comment)) {
            return has_token;
        }
        let client = self.client;
        let document = Document::parse(client, original.bytes()).ok();
        let behind = |keys| document.as_ref().map(|own| own.commented(keys, |comment| !is_harmless(comment)));
        let keys = std::iter::once(&client.root).chain(&client.newer_root);
        let commented: BTreeSet<_> = keys.filter_map(|keys| behind(keys)).flatten().collect();
        for server in examined.servers.iter_mut().filter(|server| commented.contains(&server.name)) {
            server.leave();
        }
        has_token
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

/// Whether a comment holds nothing but words, and none of a credential: any other could hold a secret of any form.
fn is_harmless(comment: &str) -> bool {
    let is_of_words =
        |letter: char| letter.is_alphabetic() || letter.is_whitespace() || "/*#.,;!?'()-".contains(letter);
    comment.chars().all(is_of_words)
        && !speaks_of_a_credential(comment)
        && comment.split(|letter: char| !letter.is_alphabetic()).all(|word| word.len() <= LONGEST)
}

/// The longest word that is surely one, in bytes.
const LONGEST: usize = 20;
