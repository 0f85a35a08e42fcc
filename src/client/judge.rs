//! What is wrong with one entry of a client's file.

mod command;
mod held;
pub(super) mod skip;
mod url;

use std::collections::BTreeSet;
use std::path::Path;

use self::url::token_in;
use super::credential::{Credential, Kept, empty_headers, references};
use super::finding::{Finding, Skip};
use super::holder::{Holder, Place};
use super::literal::said;
use super::place::Scope;
use super::reference::{Fallback, Reference, Syntax};
use super::settings::Settings;
use super::surroundings::{Outside, Surroundings};
use super::table::{Remote, Unset};
use super::value::Value;
use super::{Client, input};
use crate::clock::Time;
use crate::name::Name;
use crate::secret::Secret;

/// An entry, and what decides whether it works.
pub(super) struct Judge<'j> {
    pub(super) client: &'j Client,
    pub(super) scope: Scope,
    /// The directory of the project, when the entry is for one.
    pub(super) folder: Option<&'j Path>,
    pub(super) name: &'j str,
    pub(super) url: Option<&'j str>,
    /// The forms of references that are read in it.
    pub(super) read_in_url: &'j [Syntax],
    /// Where it leads, if that is known.
    pub(super) leads_to: Option<String>,
    /// The names of what its client asks the user for.
    pub(super) inputs: &'j [&'j str],
    /// The forms of references that are read in this file as well.
    pub(super) more: &'j [Syntax],
    /// The variables that its client sets itself.
    pub(super) settings: &'j Settings,
    pub(super) around: &'j dyn Surroundings,
    pub(super) now: Time,
    /// Whether the client refuses the whole file for one entry of this one.
    pub(super) all_or_none: bool,
}

impl<'j> Judge<'j> {
    /// The same, of an entry for the server at a URL.
    pub(super) fn at(self, url: Option<&'j str>, entry: &Value) -> Self {
        let read_in_url = self.client.read_in_url(entry);
        let leads_to = url.and_then(|url| self.client.leads_to(url, read_in_url, &self));
        Self { url, read_in_url, leads_to, ..self }
    }
}

/// As the client finds it: what it sets itself before what is set outside, where that counts.
impl Outside for Judge<'_> {
    fn in_variable(&self, name: &str) -> Option<Secret> {
        self.settings.before(name, self.around.is_set(name), || self.around.in_variable(name))
    }

    fn in_file(&self, path: &str) -> Option<Secret> {
        self.around.in_file(path)
    }
}

impl Judge<'_> {
    /// Everything that is wrong with an entry that the client uses.
    ///
    /// - `skips`: why it does not, after all.
    pub(super) fn used(
        &self,
        entry: &Value,
        skips: Vec<Finding>,
        credentials: &[Credential],
    ) -> Vec<Finding> {
        let referred = references(self.client, entry);
        let mut findings = self.transport(&referred, !credentials.is_empty());
        findings.extend(skips);
        let empty = empty_headers(self.client, entry);
        findings.extend(empty.into_iter().map(|place| Finding::NoToken { place }));
        findings.extend(self.unpinned(entry, credentials));
        findings.extend(credentials.iter().filter_map(|one| self.empty_by_default(&one.kept)));
        for credential in credentials.iter().chain(&referred) {
            let sent = self.other_server(&credential.kept).or_else(|| self.for_no_server(&credential.kept));
            let first = sent.into_iter().chain(self.not_listed(entry, credential));
            // One variable can stand in two headers.
            for one in first.chain(self.credential(credential)) {
                if !findings.iter().any(|told| told.says(&one)) && !self.hands_on_the_key(entry, &one) {
                    findings.push(one);
                }
            }
        }
        // One that is not told of for something else.
        let is_plain = findings.is_empty() && credentials.is_empty() && self.client.own_url(entry).is_some();
        let url = self.leads_to.as_deref().filter(|_| is_plain);
        let profile = url.and_then(|url| self.around.profile_shown_to(self.name, url));
        findings.extend(profile.map(|profile| Finding::NotShown { profile }));
        findings
    }

    /// Why the client does not use an entry.
    pub(super) fn skips(&self, entry: &Value) -> Vec<Finding> {
        let is_read = self.client.takes_name(self.name);
        let name = (!is_read).then_some(Finding::Skipped { why: Skip::Name, is_whole: false });
        name.into_iter().chain(skip::findings(self.client, entry, self.all_or_none)).collect()
    }

    /// A variable that the client reads for a URL or a header where the entry lists it, and nowhere else.
    fn not_listed(&self, entry: &Value, credential: &Credential) -> Option<Finding> {
        let key = self.client.remote.as_ref()?.env_names.as_ref()?;
        let Kept::Reference { reference, understood } = &credential.kept else { return None };
        let is_read =
            matches!(credential.place, Place::Header(_) | Place::Url) && self.is_read(reference, *understood);
        let is_listed = self.client.stdio.iter().any(|stdio| stdio.hands_on(entry, &reference.name));
        let (name, key) = (reference.name.clone(), key.clone());
        (is_read && !is_listed).then_some(Finding::NotListed { name, key })
    }

    /// Whether an entry itself hands the variable on that a finding misses.
    fn hands_on_the_key(&self, entry: &Value, finding: &Finding) -> bool {
        let Finding::KeyNotHandedOn { variable, .. } = finding else { return false };
        self.client.stdio.iter().any(|stdio| stdio.hands_on(entry, variable))
    }

    /// What is wrong with an entry that is not used: the tokens that stand in it.
    pub(super) fn unused(&self, credentials: &[Credential]) -> Vec<Finding> {
        let literals = credentials.iter().filter(|one| one.literal().is_some());
        self.url.and_then(token_in).into_iter().chain(literals.flat_map(|one| self.credential(one))).collect()
    }

    /// What is wrong with how a credential is kept.
    fn credential(&self, credential: &Credential) -> Vec<Finding> {
        let findings = match &credential.kept {
            Kept::Literal { text } if self.is_told_of_in_the_url(&credential.place, text) => Vec::new(),
            Kept::Literal { text } => self.literal(&credential.place, text),
            // That is told of the entry.
            Kept::Reference { .. } if self.is_passed_over(&credential.place) => Vec::new(),
            Kept::Reference { reference, .. } if self.client.gives(reference) => Vec::new(),
            Kept::Reference { reference, understood } if !self.is_read(reference, *understood) => {
                let right = self.right(credential, reference);
                let place = credential.place.clone();
                vec![Finding::WrongReference { place, text: reference.shown(), right }]
            }
            Kept::Reference { reference, .. } => self.reference(&credential.place, reference),
            Kept::Variable { name } => {
                let unset = match self.client.unset {
                    _ if matches!(credential.place, Place::Variable(_)) => Unset::Absent,
                    // There is no text of a reference that could be sent.
                    Unset::Literal => Unset::Unknown,
                    other => other,
                };
                self.variable(name, unset)
            }
            Kept::Helper { line } => self.helper(line),
            Kept::Exec { words } => self.exec(words),
        };
        if findings.is_empty() { self.elsewhere(credential) } else { findings }
    }

    /// Whether the client uses no entry with something at that place, as far as it is not started.
    fn is_passed_over(&self, place: &Place) -> bool {
        self.client.passes_over(place) && (self.url.is_some() || matches!(place, Place::Member(_)))
    }

    /// What is wrong with what a reference leads to that the client reads.
    fn reference(&self, place: &Place, reference: &Reference) -> Vec<Finding> {
        let blanks = |remote: &Remote| matches!(place, Place::Header(_)) && remote.blanks(&reference.name);
        match reference.syntax {
            Syntax::Input => {
                let is_there = self.client.inputs.is_none() || self.inputs.contains(&reference.name.as_str());
                (!is_there)
                    .then(|| Finding::NoInput { id: reference.shown_name().map(str::to_owned) })
                    .into_iter()
                    .collect()
            }
            Syntax::File | Syntax::CurlyFile => self.file(&reference.name),
            Syntax::Command => self.missing(&self.words(&reference.name)),
            _ if self.client.remote.as_ref().is_some_and(blanks) => {
                vec![Finding::Blanked { name: reference.name.clone() }]
            }
            _ if reference.has_default() => Vec::new(),
            _ => self.variable(&reference.name, self.client.unset),
        }
    }

    /// Whether the client reads a reference where it stands, and does not send its text.
    fn is_read(&self, reference: &Reference, understood: bool) -> bool {
        (understood || self.more.contains(&reference.syntax)) && !self.client.ignores_default(reference)
    }

    /// A variable that is not set where a token is to come from it, with nothing as its default: that is none of a token.
    fn empty_by_default(&self, kept: &Kept) -> Option<Finding> {
        let Kept::Reference { reference, understood } = kept else { return None };
        let is_one = reference.default == Fallback::Empty && self.is_read(reference, *understood);
        self.variable(&reference.name, Unset::Empty).into_iter().find(|_| is_one)
    }

    /// A reference in the form that the client reads at that place; not to what holds the token of another server.
    fn right(&self, credential: &Credential, wrong: &Reference) -> Option<String> {
        let is_meant = wrong.syntax.names_a_variable() && self.sent_elsewhere(&credential.kept).is_none();
        let name = wrong.shown_name().filter(|_| is_meant);
        if credential.place == Place::BearerToken {
            return name.map(str::to_owned);
        }
        let form = self.client.reference_at(&credential.place)?;
        Some(if form.names_a_variable() { form.write(name.unwrap_or("NAME")) } else { form.write("ID") })
    }

    fn literal(&self, place: &Place, text: &str) -> Vec<Finding> {
        let (said, place) = (said(text), place.clone());
        let mut findings = vec![match said.expires_at {
            Some(at) if at <= self.now => Finding::ExpiredToken { place, ago: self.now.since(at) },
            _ => Finding::LiteralToken { place },
        }];
        findings.extend(self.other_audience(&said.audiences, None));
        findings
    }

    /// The token of a profile that goes elsewhere than to the server of that profile.
    fn other_server(&self, kept: &Kept) -> Option<Finding> {
        match kept {
            Kept::Reference { reference, understood } if !self.is_read(reference, *understood) => None,
            _ => self.sent_elsewhere(kept).map(|profile| Finding::OtherServer { profile }),
        }
    }

    /// The token of a profile that is for no server, where nobody but a project says where it goes.
    fn for_no_server(&self, kept: &Kept) -> Option<Finding> {
        let url = self.url.filter(|_| self.scope == Scope::Project)?;
        let is_for_none = |name: &Name| match self.around.url_of_profile(name) {
            Some(own) => (!self.client.leads_away(url, self.read_in_url, &own, self)).then_some(false),
            None => self.around.has_profile(name.as_str()).then_some(true),
        };
        self.profile_of(kept, &is_for_none).map(|profile| Finding::ForNoServer { profile })
    }

    /// The profile whose token it is, when that is another server's; be it that the client does not read it there.
    fn sent_elsewhere(&self, kept: &Kept) -> Option<Name> {
        let url = self.url?;
        let is_away = |own: String| self.client.leads_away(url, self.read_in_url, &own, self);
        self.profile_of(kept, &|name| self.around.url_of_profile(name).map(is_away))
    }

    /// The profile whose token it is, if that is one of some.
    ///
    /// - `is_other`: whether a profile is one of them; none of one that says nothing of it.
    fn profile_of(&self, kept: &Kept, is_other: &dyn Fn(&Name) -> Option<bool>) -> Option<Name> {
        let named =
            |words: &[String]| self.taken(words).into_iter().find(|name| is_other(name) == Some(true));
        // A variable can hold the token of any of them.
        let of_variable = |variable: &str| {
            let names = self.around.profiles_of_variable(variable);
            let is_ours = names.iter().any(|name| is_other(name) == Some(false));
            names.into_iter().filter(|_| !is_ours).find(|name| is_other(name).is_some())
        };
        match kept {
            Kept::Literal { .. } => None,
            Kept::Reference { reference, .. } => match reference.syntax {
                Syntax::File | Syntax::CurlyFile => None,
                Syntax::Input => {
                    let profile = input::profile_of(&reference.name);
                    profile.filter(|name| is_other(name) == Some(true))
                }
                Syntax::Command => named(&self.words(&reference.name)),
                _ => of_variable(&reference.name),
            },
            Kept::Variable { name } => of_variable(name),
            Kept::Helper { line } => named(&self.words(line)),
            Kept::Exec { words } => named(words),
        }
    }

    /// What is wrong with a variable that a token is to come from.
    fn variable(&self, name: &str, unset: Unset) -> Vec<Finding> {
        let is_set = self.around.is_set(name) || self.settings.held(name, false).is_some();
        let is_missing = !self.client.keeps_secrets && !is_set;
        is_missing.then(|| Finding::UnsetVariable { name: name.to_owned(), unset }).into_iter().collect()
    }

    /// Those of some variables that the client sets itself, where that counts.
    pub(super) fn set_by_client(&self, variables: &BTreeSet<String>) -> BTreeSet<String> {
        let is_one = |name: &&String| self.settings.held(name, self.around.is_set(name)).is_some();
        variables.iter().filter(is_one).cloned().collect()
    }

    /// What is wrong with a file that a token is to come from.
    fn file(&self, path: &str) -> Vec<Finding> {
        let is_missing = !self.around.has_file(path);
        let (path, is_whole) = (path.to_owned(), self.client.all_or_none);
        let holder = Holder::File { path, variable: None };
        is_missing.then_some(Finding::NoFile { holder, is_whole }).into_iter().collect()
    }
}

#[cfg(test)]
mod tests;
