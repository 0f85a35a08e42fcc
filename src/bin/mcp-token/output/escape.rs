//! The one escaping of untrusted text: claims, headers, file names, other programs' answers.
//!
//! What a terminal obeys or a reader cannot see is written out: C0, DEL, C1, bidi and zero-width characters, line
//! separators, tag characters. Sources: CWE-150; Unicode 16 (bidi controls, default ignorable code points).

use std::borrow::Cow;
use std::fmt::Write;

/// Text for people. A second pass changes nothing.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    replace(text, |character, out| match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(other));
        }
    })
}

/// Several lines for people, each escaped; a tab is two blanks.
pub(crate) fn lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", self::text(&line.replace('\t', "  ")))).collect()
}

/// JSON text: the same characters as `\uXXXX`, so that a parser gives them back. They stand only inside strings.
pub(crate) fn json(json: &str) -> Cow<'_, str> {
    replace(json, |character, out| {
        for unit in character.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn replace(text: &str, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let Some(first) = text.find(is_unsafe) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for character in text[first..].chars() {
        if is_unsafe(character) {
            escape(character, &mut out);
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal obeys a character, or a reader cannot see it.
fn is_unsafe(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'           // C0, DEL, C1
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'                         // zero width, direction marks
        | '\u{2028}'..='\u{202e}'                         // line separators, bidi embedding
        | '\u{2060}'..='\u{206f}'                         // word joiner, bidi isolates, deprecated
        | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}'                       // tags, variation selectors
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn writes_out_what_a_terminal_obeys() {
        assert_eq!(text("a\u{1b}[31mb\u{7}\u{9b}c"), "a\\u{1b}[31mb\\u{7}\\u{9b}c");
        assert_eq!(text("x\u{202e}y\u{e0041}\r\nz"), "x\\u{202e}y\\u{e0041}\\r\\nz");
        assert_eq!(text("Größe 漢字 🦀 \\u{1b}"), "Größe 漢字 🦀 \\u{1b}");
        assert_eq!(json("\"\u{7f}\u{e0041}\""), "\"\\u007f\\udb40\\udc41\"");
    }

    proptest! {
        #[test]
        fn leaves_nothing_unsafe_and_is_idempotent(input in any::<String>()) {
            let once = text(&input).into_owned();
            prop_assert!(!once.contains(is_unsafe));
            prop_assert_eq!(text(&once), once.as_str());
        }

        #[test]
        fn json_gives_the_characters_back(input in any::<String>()) {
            let quoted = serde_json::to_string(&input).unwrap();
            let escaped = json(&quoted);
            prop_assert!(!escaped.contains(is_unsafe));
            prop_assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), input);
        }
    }
}
