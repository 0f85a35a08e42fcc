//! A bar on stderr.

use super::human::{BAR_CELLS, bar};
use super::style::Style;
use super::write_stderr;

/// How far a batch has come, in one line that is written over.
pub(crate) struct Progress {
    whole: Option<u64>,
    done: u64,
    percent: u64,
    style: Style,
}

impl Progress {
    /// - `whole`: how many bytes there are; without it nothing is shown.
    pub(super) fn new(whole: Option<u64>, style: Style) -> Self {
        Self { whole: whole.filter(|whole| *whole > 0), done: 0, percent: 0, style }
    }

    /// That many bytes more of the input are answered.
    pub(crate) fn advance(&mut self, bytes: u64) {
        let Some(whole) = self.whole else { return };
        self.done += bytes;
        let percent = self.done.saturating_mul(100) / whole;
        if percent > self.percent {
            self.percent = percent;
            let bar = bar(self.done, whole, BAR_CELLS, self.style);
            write_stderr(&format!("\r{bar} {percent} %"));
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&mut self) {
        if self.percent > 0 {
            write_stderr("\r\u{1b}[K");
        }
    }
}
