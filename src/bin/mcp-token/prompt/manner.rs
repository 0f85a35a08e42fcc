//! How questions look: `? question (--flag)  answer`.

use std::fmt::{self, Write};

use console::{Term, measure_text_width};
use dialoguer::theme::Theme;

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
        let width = usize::from(Term::stderr().size().1);
        let mut text = format!("  {}", self.style.red(ERROR));
        let mut column = 2 + ERROR.len();
        for word in what.split(' ') {
            let len = measure_text_width(word);
            if column + 1 + len >= width {
                text.push_str("\n        ");
                column = 2 + ERROR.len();
            }
            text.push_str(&format!(" {word}"));
            column += 1 + len;
        }
        text
    }

    /// A question whose answer is not shown.
    pub(super) fn hidden(&self, question: &str) -> String {
        format!("{} {question}  ", self.style.cyan("?"))
    }

    fn question(&self, f: &mut dyn Write, question: &str) -> fmt::Result {
        write!(f, "{} {question}", self.style.cyan("?"))
    }

    fn item(&self, f: &mut dyn Write, text: &str, is_active: bool) -> fmt::Result {
        if is_active { write!(f, "  {} {text}", self.style.cyan(">")) } else { write!(f, "    {text}") }
    }
}

impl Theme for Manner {
    fn format_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        self.question(f, prompt)
    }

    fn format_error(&self, f: &mut dyn Write, error: &str) -> fmt::Result {
        f.write_str(&self.error(error))
    }

    fn format_confirm_prompt(&self, f: &mut dyn Write, prompt: &str, answer: Option<bool>) -> fmt::Result {
        self.question(f, prompt)?;
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
        self.question(f, prompt)?;
        f.write_str(if answer == Some(true) { "  yes" } else { "  no" })
    }

    fn format_input_prompt(&self, f: &mut dyn Write, prompt: &str, usual: Option<&str>) -> fmt::Result {
        self.question(f, prompt)?;
        match usual {
            Some(usual) => write!(f, "  {} ", self.style.dim(&format!("[{}]", escape::text(usual)))),
            None => f.write_str("  "),
        }
    }

    fn format_input_prompt_selection(&self, f: &mut dyn Write, prompt: &str, answer: &str) -> fmt::Result {
        self.question(f, prompt)?;
        write!(f, "  {}", escape::text(answer))
    }

    fn format_multi_select_prompt_selection(
        &self,
        f: &mut dyn Write,
        prompt: &str,
        answers: &[&str],
    ) -> fmt::Result {
        self.question(f, prompt)?;
        write!(f, "  {}", if answers.is_empty() { "none".to_owned() } else { answers.join(", ") })
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

const ERROR: &str = "error:";
