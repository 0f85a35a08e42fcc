//! How a finding looks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcp_token::client::Rank;
use serde::Serialize;

use super::editor::Editor;
use crate::failure::{Failure, Hint};
use crate::output::escape;
use crate::output::style::Style;

/// One thing that was looked at. Its texts are as they were found: who shows them escapes them.
pub(super) struct Line {
    /// A client, a secret, a kind of store.
    subject: String,
    /// What was found.
    message: String,
    pub(super) state: State,
}

/// What came of it.
pub(super) enum State {
    /// It is not used.
    Unused,
    /// Nothing is wrong.
    Ok,
    /// Something is.
    Wrong {
        rank: Rank,
        /// Its name in JSON.
        code: &'static str,
        mend: Mend,
    },
}

/// What makes a finding go away. There is none without.
#[derive(PartialEq)]
pub(super) enum Mend {
    /// A line for the shell that can be pasted as it stands.
    Command(Hint),
    /// The same, which needs something that only its reader has.
    Needing { what: String, command: Hint },
    /// What has to be changed by hand.
    ByHand {
        what: String,
        /// The file that it is changed in, and the line where that is known.
        place: Option<Box<(PathBuf, Option<usize>)>>,
    },
}

impl Mend {
    /// What is changed in no file that a hand could open.
    pub(super) fn by_hand(what: impl Into<String>) -> Self {
        Self::ByHand { what: what.into(), place: None }
    }

    /// The command, or what is to be done where there is none.
    pub(super) fn or(command: Option<Hint>, by_hand: impl Into<String>) -> Self {
        command.map_or_else(|| Self::by_hand(by_hand), Self::Command)
    }

    /// Says where a hand changes it.
    pub(super) fn in_file(self, path: &Path, line: Option<usize>) -> Self {
        match self {
            Self::ByHand { what, .. } => {
                Self::ByHand { what, place: Some(Box::new((path.to_owned(), line))) }
            }
            command @ (Self::Command(_) | Self::Needing { .. }) => command,
        }
    }

    /// What a hand does.
    fn what(&self) -> Option<&str> {
        match self {
            Self::Needing { what, .. } | Self::ByHand { what, .. } => Some(what),
            Self::Command(_) => None,
        }
    }

    fn command(&self) -> Option<&Hint> {
        match self {
            Self::Command(command) | Self::Needing { command, .. } => Some(command),
            Self::ByHand { .. } => None,
        }
    }

    /// What opens the file that a hand changes.
    fn edit(&self, editor: Option<&Editor>) -> Option<Hint> {
        match self {
            Self::ByHand { place: Some(place), .. } => editor?.opening(&place.0, place.1),
            Self::ByHand { place: None, .. } | Self::Command(_) | Self::Needing { .. } => None,
        }
    }

    /// What is shown of it, line by line.
    fn lines(&self, editor: Option<&Editor>) -> impl Iterator<Item = String> {
        let what = self.what().map(by_hand);
        let pasted = self.command().cloned().or_else(|| self.edit(editor));
        what.into_iter().chain(pasted.map(|line| line.to_string()))
    }
}

/// What a hand has to do, as it is shown.
pub(super) fn by_hand(what: &str) -> String {
    format!("by hand: {}", escape::text(what))
}

/// Everything that is wrong. Field names are the JSON output: renaming one is a breaking change.
#[derive(Serialize)]
pub(super) struct Report<'r> {
    pub(super) findings: Vec<Finding<'r>>,
}

/// One finding: `command` mends it, `mend` says what it needs for that. Without a command `mend` says what does, and `edit` opens the
/// file for it, if it is one.
#[derive(Serialize)]
pub(super) struct Finding<'r> {
    code: &'static str,
    rank: &'static str,
    section: &'r str,
    subject: &'r str,
    message: &'r str,
    command: Option<&'r Hint>,
    mend: Option<&'r str>,
    edit: Option<Hint>,
}

impl Line {
    /// Nothing to mend.
    pub(super) fn ok(subject: &str, message: impl Into<String>) -> Self {
        Self { subject: subject.to_owned(), message: message.into(), state: State::Ok }
    }

    /// Nothing to look at.
    pub(super) fn unused(subject: &str, message: impl Into<String>) -> Self {
        Self { state: State::Unused, ..Self::ok(subject, message) }
    }

    pub(super) fn wrong(
        rank: Rank,
        code: &'static str,
        subject: &str,
        message: impl Into<String>,
        mend: Mend,
    ) -> Self {
        Self { state: State::Wrong { rank, code, mend }, ..Self::ok(subject, message) }
    }

    /// What could not be done, as a finding; mended by its hint, or by hand where there is none that can be pasted.
    pub(super) fn of_failure(
        rank: Rank,
        subject: &str,
        failure: Failure,
        by_hand: impl Into<String>,
    ) -> Self {
        let (code, message) = (failure.code.name(), failure.whole());
        Self::wrong(rank, code, subject, message, Mend::or(failure.hint.filter(Hint::is_pasteable), by_hand))
    }

    /// What mends it.
    fn mend(&self) -> Option<&Mend> {
        match &self.state {
            State::Wrong { mend, .. } => Some(mend),
            State::Unused | State::Ok => None,
        }
    }

    pub(super) fn is_wrong(&self) -> bool {
        matches!(self.state, State::Wrong { .. })
    }

    /// Says in which file a hand mends it, where no command does.
    pub(super) fn in_file(mut self, path: &Path, line: Option<usize>) -> Self {
        if let State::Wrong { rank, code, mend } = self.state {
            self.state = State::Wrong { rank, code, mend: mend.in_file(path, line) };
        }
        self
    }

    pub(super) fn finding<'r>(&'r self, section: &'r str, editor: Option<&Editor>) -> Option<Finding<'r>> {
        let State::Wrong { rank, code, mend } = &self.state else { return None };
        let (command, edit, mend) = (mend.command(), mend.edit(editor), mend.what());
        let rank = match rank {
            Rank::High => "high",
            Rank::Warning => "warning",
        };
        let (subject, message) = (self.subject.as_str(), self.message.as_str());
        Some(Finding { code, rank, section, subject, message, command, mend, edit })
    }
}

/// Has what several sections ran into be told by the first of them.
pub(super) fn tell_once(sections: &mut [(&str, Vec<Line>)]) {
    let mut told = BTreeSet::new();
    for (_, lines) in sections {
        for line in lines.iter_mut().filter(|line| told.contains(&line.message)) {
            *line = Line::unused(&line.subject, "could not be looked at, see above");
        }
        let wrong = lines.iter().filter(|line| line.is_wrong());
        told.extend(wrong.map(|line| line.message.clone()));
    }
}

/// One section of the report. What mends several lines that follow each other is said once, below them.
pub(super) fn section(name: &str, lines: &[Line], style: Style, editor: Option<&Editor>) -> String {
    let subjects: Vec<_> = lines.iter().map(|line| escape::text(&line.subject)).collect();
    let width = subjects.iter().map(|subject| subject.chars().count()).max().unwrap_or(0);
    let mut text = format!("{name}\n");
    for (at, (line, subject)) in lines.iter().zip(&subjects).enumerate() {
        let rank = match line.state {
            State::Unused => style.dim("-   "),
            State::Ok => style.green("ok  "),
            State::Wrong { rank: Rank::Warning, .. } => style.yellow("warn"),
            State::Wrong { rank: Rank::High, .. } => style.red("HIGH"),
        };
        text.push_str(&format!("  {rank}  {subject:width$}  {}\n", escape::text(&line.message)));
        let next = lines.get(at + 1).filter(|next| next.subject == line.subject);
        let mend = line.mend().filter(|mend| next.and_then(Line::mend) != Some(mend));
        for said in mend.into_iter().flat_map(|mend| mend.lines(editor)) {
            text.push_str(&format!("        {:width$}  {said}\n", ""));
        }
    }
    text
}
