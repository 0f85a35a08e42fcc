//! The lines in which two texts differ, without what nobody should see.

use super::hidden::Hidden;

/// The lines that went, with `-`, and those that came, with `+`, behind the number of the first of them; what is hidden is
/// shown as `***`. A change of one entry is one run of lines.
pub(super) fn lines(old: &[u8], new: &[u8], hidden: &Hidden) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let shown = |lines: &[&str]| lines.iter().map(|line| hidden.in_line(line)).collect::<Vec<_>>();
    let (mut gone, mut come) = (shown(&old[start..old.len() - end]), shown(&new[start..new.len() - end]));
    if gone.is_empty() && come.is_empty() {
        return String::new();
    }
    cut(&mut gone, &mut come);
    let mut text = format!("line {}\n", start + 1);
    text.extend(gone.iter().map(|line| format!("- {line}\n")));
    text.extend(come.iter().map(|line| format!("+ {line}\n")));
    text
}

/// Shortens what a long first line of both begins with, and a long last line ends with: a file can be one line.
fn cut(gone: &mut [String], come: &mut [String]) {
    let excess = |same: usize| if same > 2 * AROUND { same - AROUND } else { 0 };
    if let (Some(old), Some(new)) = (gone.first_mut(), come.first_mut()) {
        let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
        let dropped: usize = old.chars().take(excess(same)).map(char::len_utf8).sum();
        for line in [old, new].into_iter().filter(|_| dropped > 0) {
            line.replace_range(..dropped, "...");
        }
    }
    if let (Some(old), Some(new)) = (gone.last_mut(), come.last_mut()) {
        let same = old.chars().rev().zip(new.chars().rev()).take_while(|(old, new)| old == new).count();
        let dropped: usize = old.chars().rev().take(excess(same)).map(char::len_utf8).sum();
        for line in [old, new].into_iter().filter(|_| dropped > 0) {
            line.truncate(line.len() - dropped);
            line.push_str("...");
        }
    }
}

/// How much is shown of what does not differ in a line.
const AROUND: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_went_and_what_came() {
        let mut hidden = Hidden::default();
        hidden.hide("secret", true);
        assert_eq!(lines(b"a\nb\nc\n", b"a\nx secret\nc\n", &hidden), "line 2\n- b\n+ x ***\n");
        assert_eq!(lines(b"a\nc\n", b"a\nb\nc\n", &hidden), "line 2\n+ b\n");
        assert_eq!(lines(b"", b"a\n", &hidden), "line 1\n+ a\n");
        assert_eq!(lines(b"a\n", b"", &hidden), "line 1\n- a\n");
        assert_eq!(lines(b"a\na\n", b"a\n", &hidden), "line 2\n- a\n");
        assert_eq!(lines(b"a\n", b"a\n", &hidden), "");
    }

    #[test]
    fn a_long_line_is_shown_where_it_differs() {
        let long = |middle: &str| format!("{}{middle}{}", "\u{e9}".repeat(200), "z".repeat(200));
        let shown = lines(long("old").as_bytes(), long("new").as_bytes(), &Hidden::default());
        let around = |middle: &str| format!("...{}{middle}{}...", "\u{e9}".repeat(40), "z".repeat(40));
        assert_eq!(shown, format!("line 1\n- {}\n+ {}\n", around("old"), around("new")));
    }
}
