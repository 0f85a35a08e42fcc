//! How a finding looks.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::failure::{Failure, Hint};
use crate::output::escape;
use crate::output::style::Style;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It is not used.
    Unused,
    /// Nothing is wrong.
    Ok,
    /// It will not work as it stands, or not for long.
    Warning,
    /// A token is where others get it, or is dead.
    High,
}

/// One thing that was looked at.
pub(super) struct Line {
    pub(super) rank: Rank,
    /// Its name in JSON.
    pub(super) code: &'static str,
    /// A client, a secret, a kind of store.
    pub(super) subject: String,
    /// What was found, escaped.
    pub(super) message: String,
    /// What mends it.
    pub(super) command: Option<Hint>,
}

impl Line {
    /// Nothing to mend.
    pub(super) fn ok(subject: &str, message: &str) -> Self {
        Self::new(Rank::Ok, "ok", subject, message)
    }

    pub(super) fn new(rank: Rank, code: &'static str, subject: &str, message: &str) -> Self {
        let (subject, message) = (escape::text(subject).into_owned(), escape::text(message).into_owned());
        Self { rank, code, subject, message, command: None }
    }

    /// What could not be done, as a finding.
    pub(super) fn of_failure(rank: Rank, subject: &str, failure: Failure) -> Self {
        let message = std::iter::once(failure.message).chain(failure.causes).collect::<Vec<_>>().join(": ");
        Self { command: failure.hint, ..Self::new(rank, failure.code, subject, &message) }
    }

    pub(super) fn mended_by(self, command: Option<Hint>) -> Self {
        Self { command, ..self }
    }

    pub(super) fn json(&self, section: &str) -> serde_json::Value {
        let rank = if self.rank == Rank::High { "high" } else { "warning" };
        json!({
            "code": self.code,
            "rank": rank,
            "section": section,
            "subject": self.subject,
            "message": self.message,
            "command": self.command,
        })
    }
}

/// Has what several sections ran into be told by the first of them.
pub(super) fn tell_once(sections: &mut [(&str, Vec<Line>)]) {
    let mut told = BTreeSet::new();
    for (_, lines) in sections {
        for line in lines.iter_mut().filter(|line| told.contains(&line.message)) {
            (line.rank, line.command) = (Rank::Unused, None);
            line.message = String::from("could not be looked at, see above");
        }
        told.extend(lines.iter().filter(|line| line.rank > Rank::Ok).map(|line| line.message.clone()));
    }
}

/// Whether a text can be pasted as it is shown: nothing in it has to be escaped.
pub(super) fn is_pasteable(text: &str) -> bool {
    matches!(escape::text(text), Cow::Borrowed(_))
}

/// A command with a path in it, where that can be pasted.
pub(super) fn with_path(path: &Path, command: impl FnOnce(&Path) -> Option<Hint>) -> Option<Hint> {
    if path.to_str().is_some_and(is_pasteable) { command(path) } else { None }
}

/// One section of the report.
pub(super) fn section(name: &str, lines: &[Line], style: Style) -> String {
    let width = lines.iter().map(|line| line.subject.chars().count()).max().unwrap_or(0);
    let mut text = format!("{name}\n");
    for line in lines {
        let rank = match line.rank {
            Rank::Unused => style.dim("-   "),
            Rank::Ok => style.green("ok  "),
            Rank::Warning => style.yellow("warn"),
            Rank::High => style.red("HIGH"),
        };
        text.push_str(&format!("  {rank}  {:width$}  {}\n", line.subject, line.message));
        if let Some(command) = &line.command {
            text.push_str(&format!("        {:width$}  {command}\n", ""));
        }
    }
    text
}
