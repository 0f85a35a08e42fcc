//! How a finding looks.

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
        let command = failure.hint;
        Self { command, ..Self::new(rank, failure.code, subject, &failure.message) }
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
