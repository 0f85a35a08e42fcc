//! What an entry tells this program, where a command in it runs that.

use std::collections::BTreeSet;

use super::texts;
use crate::client::Client;
use crate::client::value::Value;
use crate::client::words::{Taken, is_our_command, is_this_program, told};
use crate::name::Name;

/// What the commands of an entry tell this program, be it run by a shell or by another program.
#[derive(Clone, Default)]
pub struct Told {
    /// Every word that can be the name of a profile, of an entry that speaks of this program.
    pub names: BTreeSet<String>,
    /// Whether one takes the token of a profile and does not surely name it.
    pub is_unnamed: bool,
    /// Whether it runs this program, for a token or a secret.
    pub is_run: bool,
}

impl Told {
    pub(super) fn of(client: &Client, entry: &Value) -> Self {
        let texts = texts(entry);
        if !texts.iter().any(|text| is_our_command(text)) {
            return Self::default();
        }
        // A program and its arguments are one command.
        let words = client.stdio.as_ref().map(|stdio| stdio.words(entry)).unwrap_or_default();
        let others = texts.iter().filter(|text| !words.iter().any(|word| word == *text));
        let whole = |line: String| line.replace("\\\n", " ");
        let lines: Vec<_> = others.map(ToString::to_string).chain([words.join(" ")]).map(whole).collect();
        let commands: Vec<_> = lines.iter().flat_map(|line| commands(line)).collect();
        Self {
            names: texts.iter().flat_map(|text| names(text)).collect(),
            is_unnamed: commands.iter().any(|words| is_unnamed(words)),
            is_run: commands.iter().any(|words| told(words.iter().copied()).next().is_some()),
        }
    }
}

/// Every word of a text that can be the name of a profile: with or without the quotation marks that a shell takes away, and as the
/// default of a variable.
pub(in crate::client) fn names(text: &str) -> BTreeSet<String> {
    let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let unquoted = text.replace(['\'', '"', '\\'], "");
    let words = [text, &unquoted].into_iter().flat_map(|text| text.split(|letter| !is_of_a_name(letter)));
    let mut names: BTreeSet<_> = words.map(str::to_owned).collect();
    let inside = text.split("${").skip(1).filter_map(|rest| rest.split('}').next());
    let defaults = inside.filter_map(|inside| inside.split_once('-')).map(|(_, default)| default);
    names.extend(
        defaults.filter_map(|text| text.split(|letter| !is_of_a_name(letter)).next()).map(str::to_owned),
    );
    names.remove("");
    names
}

/// The commands of this program in a line, each with the words that it is surely told: not what a redirection or a comment hides.
pub(in crate::client) fn commands(line: &str) -> Vec<Vec<&str>> {
    let is_between = |letter: char| letter.is_whitespace() || "'\"\\".contains(letter);
    let words = line.split([';', '|', '&', '(', ')', '`', '\n']).map(|part| {
        let words = part.split(is_between).filter(|word| !word.is_empty());
        let ours = undirected(words).skip_while(|word| !is_this_program(word));
        ours.take_while(|word| !word.starts_with('#')).collect()
    });
    words.filter(|words: &Vec<_>| !words.is_empty()).collect()
}

/// Words without redirections, each with the word that it stands behind or before.
fn undirected<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = &'w str> {
    let mut is_target = false;
    words.filter(move |word| {
        let was_target = std::mem::replace(&mut is_target, word.ends_with(['<', '>']));
        !was_target && !word.contains(['<', '>'])
    })
}

/// Whether a text may run this program for a token without a profile that it surely names: the words behind it can stand in others.
pub(in crate::client) fn may_be_unnamed(text: &str) -> bool {
    is_this_program(text.trim()) || commands(text).iter().any(|words| is_unnamed(words))
}

/// Whether a command takes the token of a profile, and does not surely name it.
fn is_unnamed(words: &[&str]) -> bool {
    match Taken::by(words.iter().copied()) {
        Taken::Nothing => false,
        Taken::Unsaid => true,
        Taken::Of(name) => name.parse::<Name>().is_err(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(line: &str) -> bool {
        commands(line).iter().any(|words| is_unnamed(words))
    }

    #[test]
    fn a_name_stands_between_quotation_marks_and_behind_a_variable() {
        for line in ["get far", "get 'far'", "get f'a'r", "get f\\ar", "get ${P:-far}", "get \"${P-far}\""] {
            assert!(names(line).contains("far"), "{line}");
        }
        for line in ["", "get far-cursor", "get cursor-far", "get farther"] {
            assert!(!names(line).contains("far") && !names(line).contains(""), "{line}");
        }
    }

    #[test]
    fn a_command_that_names_no_profile_is_known() {
        for line in [
            "mcp-token get",
            "/a/mcp-token -v get -o headers-json",
            r"C:\a\mcp-token.EXE get",
            "mcp-token get --min-ttl 5m",
            "mcp-token exec --secret-var A=b -- exai",
            r#"sh -c "curl -H \"$(mcp-token get)\" https://a.example""#,
            "mcp-token get exai; mcp-token get > x",
            "mcp-token get -o headers-json 2>/dev/null",
            "mcp-token get 2>&1 exai",
            "2>/dev/null mcp-token get",
            "< /dev/null mcp-token exec -- exai",
            "mcp-token 2>/dev/null get",
            "env -S 'COLOR=\"#fff\" mcp-token get'",
            "mcp-token get # exai",
            "mcp-token get $PROFILE",
            "mcp-token get # --no-token",
        ] {
            assert!(is_one(line), "{line}");
        }
        for line in [
            "",
            "mcp-token",
            "mcp-token list",
            "mcp-token get exai",
            "mcp-token get exai 2>/dev/null",
            "mcp-token get 2> /dev/null exai",
            "mcp-token get -o headers-json exai",
            "mcp-token -qo json get -qo headers-json 'exai'",
            "mcp-token exec --secret-var A=b exai -- env",
            "mcp-token exec --no-token --secret-var A=b -- env",
            "echo mcp-tokens get",
        ] {
            assert!(!is_one(line), "{line}");
        }
    }
}
