//! What is counted while a batch is worked on, and what is said of it at its end.

use std::collections::BTreeMap;

use mcp_token::jwt::inspect::Inspection;
use mcp_token::jwt::lint::lint;
use serde::Serialize;

use super::Reason;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::output::form::Form;

/// What was counted.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Tally {
    lines: u64,
    good: u64,
    reasons: BTreeMap<&'static str, u64>,
    #[serde(rename = "sub")]
    subjects: BTreeMap<String, u64>,
    #[serde(rename = "kid")]
    keys: BTreeMap<String, u64>,
    /// No name stands for these: a subject may be called anything.
    without_sub: u64,
    without_kid: u64,
    /// The first token that was made, and the number of its line.
    #[serde(skip)]
    pub(crate) first_made: Option<(u64, String)>,
    #[serde(skip)]
    pub(super) worst: Option<Exit>,
}

impl Tally {
    /// Counts a good line.
    pub(super) fn good(&mut self) {
        self.lines += 1;
        self.good += 1;
    }

    /// Counts a line that is not.
    pub(super) fn bad(&mut self, reasons: impl Iterator<Item = Reason>) {
        self.lines += 1;
        for (code, exit) in reasons {
            *self.reasons.entry(code).or_default() += 1;
            self.worst = self.worst.into_iter().chain([exit]).min();
        }
    }

    /// Counts whom a token is for and which key signed it; only where a signature holds do these mean anything.
    pub(crate) fn token(&mut self, subject: Option<&str>, kid: Option<&str>) {
        count(&mut self.subjects, &mut self.without_sub, subject);
        count(&mut self.keys, &mut self.without_kid, kid);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.lines += other.lines;
        self.good += other.good;
        merge(&mut self.reasons, other.reasons);
        merge(&mut self.subjects, other.subjects);
        merge(&mut self.keys, other.keys);
        self.without_sub += other.without_sub;
        self.without_kid += other.without_kid;
        self.first_made = self.first_made.take().or(other.first_made);
        self.worst = self.worst.into_iter().chain(other.worst).min();
    }

    /// Says what there is to say at the end of a batch.
    pub(super) fn tell(&self, with_summary: bool, output: &mut Output) -> Result<(), Failure> {
        if self.lines == 0 {
            // What was to make them may have failed.
            output.warn("there was no line");
        }
        if let Some((line, token)) = &self.first_made {
            // To look each of them over would take longer than to make it.
            for finding in lint(&Inspection::of(token)?) {
                output.warn(&format!("the first token, of line {line}: {}", finding.message));
            }
        }
        if with_summary { self.summarize(output) } else { Ok(()) }
    }

    /// The counts, sorted by name: the last line of the answer, or on stderr beside bare tokens.
    fn summarize(&self, output: &mut Output) -> Result<(), Failure> {
        let (good, report) = (self.reasons.is_empty(), Summary { summary: self });
        if output.form() == Form::Token {
            output.report_beside(good, &report)
        } else {
            output.report(good, &report)
        }
    }
}

fn merge<K: Ord>(counts: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, number) in others {
        *counts.entry(key).or_default() += number;
    }
}

fn count(counts: &mut BTreeMap<String, u64>, without: &mut u64, name: Option<&str>) {
    let Some(name) = name else {
        *without += 1;
        return;
    };
    match counts.get_mut(name) {
        Some(number) => *number += 1,
        None => {
            counts.insert(name.to_owned(), 1);
        }
    }
}

#[derive(Serialize)]
struct Summary<'t> {
    summary: &'t Tally,
}
