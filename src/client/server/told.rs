//! What an entry tells this program, where a command in it runs that.

use std::collections::BTreeSet;

use super::texts;
use crate::client::Client;
use crate::client::value::Value;
use crate::client::words::{Taken, is_our_command, is_this_program};

/// What the commands of an entry tell this program, be it run by a shell or by another program.
#[derive(Clone, Default)]
pub struct Told {
    /// Every word of the entry that can be the name of a profile.
    pub names: BTreeSet<String>,
    /// Whether one takes the token of a profile and names none.
    pub is_unnamed: bool,
}

impl Told {
    pub(super) fn of(client: &Client, entry: &Value) -> Self {
        let texts = texts(entry);
        if !texts.iter().any(|text| is_our_command(text)) {
            return Self::default();
        }
        let is_of_a_name = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let names = texts.iter().flat_map(|text| text.split(|letter| !is_of_a_name(letter)));
        // A program and its arguments are one command.
        let words = client.stdio.as_ref().map(|stdio| stdio.words(entry)).unwrap_or_default();
        let others = texts.iter().filter(|text| !words.iter().any(|word| word == *text));
        let mut lines = others.map(ToString::to_string).chain([words.join(" ")]);
        Self { names: names.map(str::to_owned).collect(), is_unnamed: lines.any(|line| is_unnamed(&line)) }
    }
}

/// Whether one of the commands of a line takes the token of a profile, and names none.
fn is_unnamed(line: &str) -> bool {
    line.split([';', '|', '&', '<', '>', '(', ')', '`', '\n']).any(|command| {
        let words = command.split(|letter: char| letter.is_whitespace() || "'\"".contains(letter));
        let words = words.filter(|word| !word.is_empty());
        Taken::by(words.skip_while(|word| !is_this_program(word)).skip(1)) == Taken::Unsaid
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_names_no_profile_is_known() {
        for line in [
            "mcp-token get",
            "/a/mcp-token -v get -o headers-json",
            "mcp-token get --min-ttl 5m",
            "mcp-token exec --secret-var A=b -- exai",
            "sh -c \"curl -H \\\"$(mcp-token get)\\\" https://a.example\"",
            "mcp-token get exai; mcp-token get > x",
        ] {
            assert!(is_unnamed(line), "{line}");
        }
        for line in [
            "",
            "mcp-token",
            "mcp-token list",
            "mcp-token get exai",
            "mcp-token get -o headers-json exai",
            "mcp-token -qo json get -qo headers-json 'exai'",
            "mcp-token exec --secret-var A=b exai -- env",
            "mcp-token exec --no-token --secret-var A=b -- env",
            "echo mcp-tokens get",
        ] {
            assert!(!is_unnamed(line), "{line}");
        }
    }
}
