//! A line that is typed, over as many rows as it takes: dialoguer's own clears one of them, and loses its place in the others.

use std::io;

use console::{Key, Term, measure_text_width, strip_ansi_codes};

use super::columns;
use crate::output::escape;

/// A question and what is typed behind it, from the first column of a row on.
pub(super) struct Line {
    term: Term,
    question: String,
    typed: Vec<char>,
    /// How many of them stand before the cursor.
    place: usize,
}

impl Line {
    pub(super) fn new(question: String, start: &str) -> Self {
        let typed: Vec<_> = start.chars().collect();
        Self { term: Term::stderr(), question, place: typed.len(), typed }
    }

    /// What is typed up to Enter. The cursor stays behind it.
    pub(super) fn read(&mut self) -> io::Result<String> {
        self.draw()?;
        let read = self.keys();
        if self.place < self.typed.len() {
            // What is told next is not to stand in the middle of it.
            self.edit(&Key::End)?;
        }
        read.map(|()| self.typed.iter().collect())
    }

    /// Writes a line in its place, and ends that.
    pub(super) fn replace(&self, line: &str) -> io::Result<()> {
        if line != self.shown(self.typed.len()) {
            self.erase()?;
            self.term.write_str(line)?;
        }
        self.term.write_str(if fills_its_rows(line, columns()) { " \r" } else { "\n" })
    }

    /// Takes it away.
    pub(super) fn erase(&self) -> io::Result<()> {
        take_away(&self.shown(self.place))
    }

    fn keys(&mut self) -> io::Result<()> {
        loop {
            match self.term.read_key()? {
                Key::Enter => return Ok(()),
                Key::Char(letter) if self.place == self.typed.len() && !letter.is_ascii_control() => {
                    self.insert(letter);
                    self.term.write_str(&escape::text(letter.encode_utf8(&mut [0; 4])))?;
                    self.take_the_next_row()?;
                }
                key => self.edit(&key)?,
            }
        }
    }

    fn edit(&mut self, key: &Key) -> io::Result<()> {
        self.erase()?;
        match key {
            Key::Char(KILL) => drop(self.typed.drain(..std::mem::take(&mut self.place))),
            Key::Char(letter) if !letter.is_ascii_control() => self.insert(*letter),
            Key::Backspace if self.place > 0 => {
                self.place -= 1;
                self.typed.remove(self.place);
            }
            Key::Del if self.place < self.typed.len() => drop(self.typed.remove(self.place)),
            Key::ArrowLeft => self.place = self.place.saturating_sub(1),
            Key::ArrowRight => self.place = self.typed.len().min(self.place + 1),
            Key::Home => self.place = 0,
            Key::End => self.place = self.typed.len(),
            _ => {}
        }
        self.draw()
    }

    fn insert(&mut self, letter: char) {
        self.typed.insert(self.place, letter);
        self.place += 1;
    }

    fn draw(&self) -> io::Result<()> {
        self.term.write_str(&self.shown(self.typed.len()))?;
        self.take_the_next_row()?;
        let columns = columns();
        let (last, _) = end(&self.shown(self.typed.len()), columns);
        let (row, column) = end(&self.shown(self.place), columns);
        self.term.move_cursor_up(last - row)?;
        self.term.write_str("\r")?;
        self.term.move_cursor_right(column)
    }

    /// A terminal goes on to the next row only with a letter for it.
    fn take_the_next_row(&self) -> io::Result<()> {
        if fills_its_rows(&self.shown(self.typed.len()), columns()) {
            self.term.write_str(" \r")?;
        }
        Ok(())
    }

    /// Up to this letter of what is typed.
    fn shown(&self, place: usize) -> String {
        let typed: String = self.typed[..place].iter().collect();
        format!("{}{}", self.question, escape::text(&typed))
    }
}

/// Takes a text away that stands before the cursor. Its rows are those of now: a terminal that was made narrower has broken it
/// anew.
pub(super) fn take_away(text: &str) -> io::Result<()> {
    let term = Term::stderr();
    term.move_cursor_up(end(text, columns()).0)?;
    term.clear_to_end_of_screen()
}

/// Where the cursor stands behind a text: its row below the first one of the text, and its column.
fn end(text: &str, columns: usize) -> (usize, usize) {
    match unwrapped_end(text, columns) {
        (row, column) if column >= columns => (row + 1, 0),
        end => end,
    }
}

/// Whether nothing more fits into the last row of a text.
fn fills_its_rows(text: &str, columns: usize) -> bool {
    unwrapped_end(text, columns).1 >= columns
}

fn unwrapped_end(text: &str, columns: usize) -> (usize, usize) {
    strip_ansi_codes(text).chars().fold((0, 0), |(row, column), letter| {
        let width = measure_text_width(letter.encode_utf8(&mut [0; 4]));
        match letter {
            '\n' => (row + 1, 0),
            // One of two columns does not begin in the last one.
            _ if column + width > columns => (row + 1, width),
            _ => (row, column + width),
        }
    })
}

/// Ctrl-U: forgets what stands before the cursor.
const KILL: char = '\u{15}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_where_a_terminal_has_its_cursor() {
        for (text, at) in [
            ("", (0, 0)),
            ("abc", (0, 3)),
            ("abcd", (1, 0)),
            ("abcde", (1, 1)),
            ("abcd\nef", (1, 2)),
            ("ab\ncdefg", (2, 1)),
            ("\u{1b}[36m?\u{1b}[0m abc", (1, 1)),
            ("漢字", (1, 0)),
            ("a漢字", (1, 2)),
            ("abc漢", (1, 2)),
            ("abce\u{301}", (1, 0)),
        ] {
            assert_eq!(end(text, 4), at, "{text:?}");
        }
    }
}
