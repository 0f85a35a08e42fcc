//! The lines in which two texts differ.

/// The lines that went, with `-`, and those that came, with `+`, behind the number of the first of them; what is hidden is
/// shown as `***`. A change of one entry is one run of lines.
pub(super) fn lines(old: &[u8], new: &[u8], hidden: &[String]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = ends.take_while(|(old, new)| old == new).count();
    let (gone, come) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if gone.is_empty() && come.is_empty() {
        return String::new();
    }
    let shown = |line: &str| hidden.iter().fold(line.to_owned(), |line, hidden| line.replace(hidden, "***"));
    let mut text = format!("line {}\n", start + 1);
    text.extend(gone.iter().map(|line| format!("- {}\n", shown(line))));
    text.extend(come.iter().map(|line| format!("+ {}\n", shown(line))));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_went_and_what_came() {
        let hidden = ["tok".to_owned()];
        assert_eq!(lines(b"a\nb\nc\n", b"a\nx tok\nc\n", &hidden), "line 2\n- b\n+ x ***\n");
        assert_eq!(lines(b"a\nc\n", b"a\nb\nc\n", &hidden), "line 2\n+ b\n");
        assert_eq!(lines(b"", b"a\n", &hidden), "line 1\n+ a\n");
        assert_eq!(lines(b"a\n", b"", &hidden), "line 1\n- a\n");
        assert_eq!(lines(b"a\na\n", b"a\n", &hidden), "line 2\n- a\n");
        assert_eq!(lines(b"a\n", b"a\n", &hidden), "");
    }
}
