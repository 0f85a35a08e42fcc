//! How questions look: `? question (--flag)  answer`.

use std::fmt::{self, Write};

use console::measure_text_width;
use dialoguer::theme::Theme;

use super::columns;
use crate::output::escape;
use crate::output::style::Style;

/// The look of a question, with colour where stderr may have it.
pub(super) struct Manner {
    style: Style,
}

impl Manner {
    pub(super) fn new(style: Style) -> Self {
        Self { style }
    }

    /// What is wrong with an answer, in a sentence that is broken where the terminal ends: it is taken away again.
    pub(super) fn error(&self, what: &str) -> String {
        format!("  {} {}", self.style.red(ERROR), broken(what, ERROR.len() + 3))
    }

    /// A question whose answer is typed behind it.
    pub(super) fn asked(&self, question: &str, usual: Option<&str>) -> String {
        let usual = usual.map(|usual| self.style.dim(&format!("[{}]", escape::text(usual))) + " ");
        format!("{}  {}", self.question(question), usual.unwrap_or_default())
    }

    /// A question and its answer.
    pub(super) fn answered(&self, question: &str, answer: &str) -> String {
        format!("{}  {}", self.question(question), escape::text(answer))
    }

    /// A question whose answer is not shown.
    pub(super) fn hidden(&self, question: &str) -> String {
        format!("{}  ", self.question(question))
    }

    fn question(&self, question: &str) -> String {
        format!("{} {}", self.style.cyan("?"), broken(question, "? ".len()))
    }

    fn item(&self, f: &mut dyn Write, text: &str, is_active: bool) -> fmt::Result {
        if is_active { write!(f, "  {} {text}", self.style.cyan(">")) } else { write!(f, "    {text}") }
    }
}

impl Theme for Manner {
    fn format_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        f.write_str(&self.question(prompt))
    }

    fn format_confirm_prompt(&self, f: &mut dyn Write, prompt: &str, answer: Option<bool>) -> fmt::Result {
        f.write_str(&self.question(prompt))?;
        f.write_str(match answer {
            None => "  [y/n] ",
            Some(true) => "  [Y/n] ",
            Some(false) => "  [y/N] ",
        })
    }

    fn format_confirm_prompt_selection(
        &self,
        f: &mut dyn Write,
        prompt: &str,
        answer: Option<bool>,
    ) -> fmt::Result {
        f.write_str(&self.question(prompt))?;
        f.write_str(if answer == Some(true) { "  yes" } else { "  no" })
    }

    fn format_select_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: &str) -> fmt::Result {
        f.write_str(&self.answered(prompt, answer))
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn Write,
        prompt: &str,
        answers: &[&str],
    ) -> fmt::Result {
        let answer = if answers.is_empty() { "none".to_owned() } else { answers.join(", ") };
        f.write_str(&self.answered(prompt, &answer))
    }

    fn format_select_prompt_item(&self, f: &mut dyn Write, text: &str, is_active: bool) -> fmt::Result {
        self.item(f, text, is_active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn Write,
        text: &str,
        is_checked: bool,
        is_active: bool,
    ) -> fmt::Result {
        self.item(f, &format!("{} {text}", if is_checked { "[x]" } else { "[ ]" }), is_active)
    }
}

/// A text that begins in this column, broken between words where the terminal ends.
fn broken(text: &str, start: usize) -> String {
    let columns = columns();
    let mut column = start;
    let mut lines = String::new();
    for word in text.split(' ') {
        let width = measure_text_width(word);
        if column > start && column + 1 + width >= columns {
            lines.push('\n');
            lines.push_str(&" ".repeat(start));
            column = start;
        } else if column > start {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += width;
    }
    lines
}

const ERROR: &str = "error:";
