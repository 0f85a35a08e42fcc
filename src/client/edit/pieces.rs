//! The pieces of a text of JSON with comments, each with its place. White space stands between them.

/// A bracket, a comma, a colon, a text, a comment, or anything else that white space ends.
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// Where it begins, in bytes.
    pub(super) begin: usize,
}

impl Piece<'_> {
    pub(super) fn end(&self) -> usize {
        self.begin + self.text.len()
    }

    /// Where it holds what lenient parsers alone take: a control character in a text (RFC 8259 section 7), or white space that is
    /// none to JSON, which knows four such characters (section 2).
    pub(super) fn lenient(&self) -> Option<usize> {
        match self.text.as_bytes()[0] {
            b'/' => None,
            b'"' => self.text.find(|letter: char| letter < ' '),
            _ => self.text.find(char::is_whitespace),
        }
    }

    pub(super) fn is_comment(&self) -> bool {
        self.text.starts_with('/')
    }
}

pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(blanks) = text[at..].find(|letter: char| !matches!(letter, ' ' | '\t' | '\r' | '\n')) {
        let begin = at + blanks;
        at = begin + length(&text[begin..]);
        pieces.push(Piece { text: &text[begin..at], begin });
    }
    pieces
}

/// The length of the piece that a text begins with.
fn length(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').map_or(text.len(), |end| text[..end].trim_end_matches('\r').len());
    }
    if let Some(rest) = text.strip_prefix("/*") {
        return rest.find("*/").map_or(text.len(), |end| end + 4);
    }
    match text.as_bytes()[0] {
        b'"' => {
            let mut is_escaped = false;
            let end = text[1..].find(|letter| {
                let is_end = letter == '"' && !is_escaped;
                is_escaped = letter == '\\' && !is_escaped;
                is_end
            });
            end.map_or(text.len(), |end| end + 2)
        }
        b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
        _ => {
            let mut letters = text.char_indices().skip(1);
            letters.find(|(_, letter)| ENDS.contains(*letter)).map_or(text.len(), |(end, _)| end)
        }
    }
}

/// What ends a piece that is no text and no comment.
const ENDS: &str = "{}[],:\"/ \t\r\n";
