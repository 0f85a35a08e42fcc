//! Command lines, cut into words and made of them.

use super::ClientError;

pub(super) fn is_this_program(program: &str) -> bool {
    base_name(program) == "mcp-token"
}

/// Whether a command line may call this program, be it behind others or in what a shell is handed.
pub fn is_our_command(line: &str) -> bool {
    line.split(|letter: char| letter.is_whitespace() || "'\"`$;|&()".contains(letter)).any(is_this_program)
}

/// Whether this program starts a server by these words.
pub(super) fn starts_a_server(words: &[String]) -> bool {
    told(words.iter().map(String::as_str)).next() == Some("exec")
}

/// What this program is told, from its subcommand on; nothing where it is not what the words run.
pub(super) fn told<'w>(mut words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = &'w str> {
    let is_ours = words.next().is_some_and(is_this_program);
    behind_flags(words.filter(move |_| is_ours))
}

/// The profile whose token a command of this program takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken<'w> {
    /// It takes none.
    Nothing,
    /// That of the profile that goes without saying.
    Unsaid,
    /// That of one with this name.
    Of(&'w str),
}

impl<'w> Taken<'w> {
    /// - `words`: a whole command; where this program is not surely what they run, nothing is taken.
    pub(super) fn of(words: &'w [String]) -> Self {
        Self::by(words.iter().map(String::as_str))
    }

    /// The same of words that are apart.
    pub(super) fn by(words: impl Iterator<Item = &'w str>) -> Self {
        let mut words = told(words.take_while(|word| *word != "--"));
        if !words.next().is_some_and(|verb| TAKERS_OF_A_PROFILE.contains(&verb)) {
            return Self::Nothing;
        }
        let words: Vec<_> = words.collect();
        if words.contains(&"--no-token") {
            return Self::Nothing;
        }
        behind_flags(words.into_iter()).next().map_or(Self::Unsaid, Self::Of)
    }

    /// The name that is said.
    pub(super) fn name(self) -> Option<&'w str> {
        match self {
            Self::Of(name) => Some(name),
            Self::Nothing | Self::Unsaid => None,
        }
    }
}

/// What follows flags of this program, with what they are told.
pub(super) fn behind_flags<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = &'w str> {
    let mut words = words.peekable();
    while let Some(flag) = words.next_if(|word| word.starts_with('-')) {
        let is_output = !flag.starts_with("--") && flag.ends_with('o');
        if is_output || FLAGS_WITH_A_VALUE.contains(&flag) {
            words.next();
        }
    }
    words
}

/// The name of a program, without where it lies and without an ending of Windows.
pub(super) fn base_name(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let ends = [".exe", ".cmd", ".EXE", ".CMD"];
    ends.into_iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// The words of a command line, as a POSIX shell or cmd.exe would cut them; of one that no shell would take, those between blanks.
pub(super) fn words(line: &str, is_cmd: bool) -> Vec<String> {
    if is_cmd {
        return words_of_cmd(line);
    }
    let between_blanks = || line.split_whitespace().map(str::to_owned).collect();
    shell_words::split(line).unwrap_or_else(|_| between_blanks())
}

/// A backslash is nothing special there.
fn words_of_cmd(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// The command line of these words for a POSIX shell or cmd.exe.
pub(super) fn line<'w>(words: impl Iterator<Item = &'w str>, is_cmd: bool) -> Result<String, ClientError> {
    let quote = |word| if is_cmd { quote_cmd(word) } else { Ok(quote_posix(word)) };
    Ok(words.map(quote).collect::<Result<Vec<_>, _>>()?.join(" "))
}

/// A word for a POSIX shell (POSIX.1-2017 XCU section 2.2.2).
pub(super) fn quote_posix(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+@,:=".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A word for cmd.exe, which reads `%NAME%` between quotes as well, and knows no way to write a quote in all places.
fn quote_cmd(word: &str) -> Result<String, ClientError> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/\\._-+@:=".contains(letter);
    if word.contains(['%', '"']) {
        return Err(ClientError::NotQuoted { word: word.to_owned() });
    }
    Ok(if word.chars().all(plain) { word.to_owned() } else { format!("\"{word}\"") })
}

/// The subcommands whose first argument is a profile.
const TAKERS_OF_A_PROFILE: [&str; 2] = ["get", "exec"];
/// Their long flags that the next word belongs to.
const FLAGS_WITH_A_VALUE: [&str; 8] =
    ["--color", "--expect", "--header-var", "--min-ttl", "--output", "--secret-var", "--shell", "--var"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_is_known_by_its_name() {
        for name in ["mcp-token", "/a b/mcp-token", r"C:\x\mcp-token.exe"] {
            assert!(is_this_program(name), "{name}");
        }
        for name in ["", "mcp-token2", "my-mcp-token", "mcp-token/x"] {
            assert!(!is_this_program(name), "{name}");
        }
    }

    #[test]
    fn a_command_line_is_cut_as_its_shell_would() {
        let line = r"'/a b/it'\''s' get exai -o headers-json";
        assert_eq!(words(line, false), ["/a b/it's", "get", "exai", "-o", "headers-json"]);
        assert_eq!(words("it's open", false), ["it's", "open"]);
        assert_eq!(words("  ", false), [""; 0]);
        assert_eq!(words(r#" "C:\a b\x.exe" get  "y"#, true), [r"C:\a b\x.exe", "get", "y"]);
    }
}
