//! The lines in which two texts differ, without what nobody should see.

/// The lines that went, with `-`, and those that came, with `+`, behind the number of the first of them. A change of one entry is
/// one run of lines.
///
/// - `shown`: both texts as they may be shown, of as many lines.
pub(super) fn lines((old, new): (&str, &str), (shown_old, shown_new): (&str, &str)) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let between = |shown: &str, count: usize| {
        shown.lines().take(count - end).skip(start).map(str::to_owned).collect::<Vec<_>>()
    };
    let (mut gone, mut come) = (between(shown_old, old.len()), between(shown_new, new.len()));
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
        let same = |old, new| lines((old, new), (old, new));
        assert_eq!(lines(("a\nb\nc\n", "a\nd\nc\n"), ("a\n1\nc\n", "a\n2\nc\n")), "line 2\n- 1\n+ 2\n");
        assert_eq!(lines(("a\nb\n", "a\nc\n"), ("*\n*\n", "*\n*\n")), "line 2\n- *\n+ *\n");
        assert_eq!(same("a\nc\n", "a\nb\nc\n"), "line 2\n+ b\n");
        assert_eq!(same("", "a\n"), "line 1\n+ a\n");
        assert_eq!(same("a\n", ""), "line 1\n- a\n");
        assert_eq!(same("a\na\n", "a\n"), "line 2\n- a\n");
        assert_eq!(same("a\n", "a\n"), "");
    }

    #[test]
    fn a_long_line_is_shown_where_it_differs() {
        let long = |middle: &str| format!("{}{middle}{}", "\u{e9}".repeat(200), "z".repeat(200));
        let (old, new) = (long("old"), long("new"));
        let shown = lines((&old, &new), (&old, &new));
        let around = |middle: &str| format!("...{}{middle}{}...", "\u{e9}".repeat(40), "z".repeat(40));
        assert_eq!(shown, format!("line 1\n- {}\n+ {}\n", around("old"), around("new")));
    }
}
