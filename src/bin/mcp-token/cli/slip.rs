//! Slips of the hand that a parser takes for something else: the wrong dash before a flag, a minus before a time; and what a line
//! that stops short or goes astray was to be.

use std::ffi::OsString;

use clap::Arg;

use super::command;
use crate::failure::{Failure, Hint};

/// A word that is a flag of the command but for its dashes: one alone, which would be short flags, or a long one as word
/// processors make it, which would be a text.
pub(super) fn dash(arguments: &[OsString]) -> Option<Failure> {
    let words =
        arguments.iter().map(|word| word.to_str().unwrap_or_default()).take_while(|word| *word != "--");
    let words: Vec<_> = words.collect();
    let mut slips = words.windows(2).filter_map(|pair| {
        let name = pair[1].trim_start_matches(DASHES);
        let (dashes, name) = (&pair[1][..pair[1].len() - name.len()], name.split('=').next()?);
        (!dashes.is_empty() && dashes != "--" && name.len() > 1).then_some((pair[0], dashes, name))
    });
    let first = slips.next()?;
    let (root, (command, _)) = (command(), meant(arguments));
    let flags: Vec<_> = root.get_arguments().chain(command.get_arguments()).collect();
    let is_slip = |(before, _, name): &(&str, &str, &str)| {
        flags.iter().any(|flag| flag.get_long() == Some(*name))
            && !flags.iter().any(|flag| takes_any(flag, before))
    };
    let (_, dashes, name) = std::iter::once(first).chain(slips).find(is_slip)?;
    let what = if dashes == "-" { "one dash, expected two" } else { "a long dash, expected two short ones" };
    let message = format!("`{dashes}{name}` begins with {what}");
    let hint = (!loosens(name)).then(|| Hint::instead(&format!("--{name}")));
    Some(Failure::usage(message).with_hint(hint))
}

/// Whether a word is a flag that takes the next one as its value, whatever that begins with.
fn takes_any(flag: &Arg, word: &str) -> bool {
    let is_long = || word.strip_prefix("--").is_some_and(|long| flag.get_long() == Some(long));
    let is_short = || flag.get_short().is_some_and(|short| word == format!("-{short}"));
    flag.is_allow_hyphen_values_set() && (is_long() || is_short())
}

/// Why there is no flag `-1`: it stands behind one that takes a time, as in `--ttl -1h`.
pub(super) fn minus(name: &str, arguments: &[OsString]) -> Option<String> {
    let digit =
        name.strip_prefix('-').filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))?;
    let words: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let is_it = |word: &str| word.strip_prefix('-').is_some_and(|rest| rest.starts_with(digit));
    let flag = words.windows(2).find(|pair| is_it(pair[1]))?[0].strip_prefix("--")?;
    let (command, _) = meant(arguments);
    let argument = command.get_arguments().find(|argument| argument.get_long() == Some(flag))?;
    let why = match argument.get_value_names()?.first()?.as_str() {
        "DURATION" => "a duration is not negative",
        "INSTANT" => "an instant is RFC 3339, YYYY-MM-DD, seconds since 1970, or +duration",
        _ => return None,
    };
    Some(format!("`--{flag}`: {why}"))
}

/// What an argument that is missing takes, when that is a list.
pub(super) fn values_of(flag: &str, arguments: &[OsString]) -> String {
    let (mut command, _) = meant(arguments);
    // An argument has its text from then on.
    command.build();
    let argument = command.get_arguments().find(|argument| argument.to_string() == flag);
    let values = argument.map(Arg::get_possible_values).unwrap_or_default();
    let values: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    if values.is_empty() { String::new() } else { format!(": {}", values.join(" or ")) }
}

/// The command of that very name, which stands at another place.
pub(super) fn elsewhere(word: &str) -> Option<String> {
    let root = command();
    if root.find_subcommand(word).is_some() {
        return Some(word.to_owned());
    }
    let group = root.get_subcommands().find(|group| group.find_subcommand(word).is_some())?;
    Some(format!("{} {word}", group.get_name()))
}

/// The command that was meant, and its words for a hint: known names only.
pub(super) fn meant(arguments: &[OsString]) -> (clap::Command, String) {
    let mut known = command();
    let mut words = String::new();
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        let Some(next) = known.find_subcommand(argument) else { break };
        words.push_str(argument);
        words.push(' ');
        known = next.clone();
    }
    (known, words)
}

/// Whether a flag, without its dashes, weakens a check or lets a value be destroyed: no hint holds one.
pub(super) fn loosens(flag: &str) -> bool {
    matches!(flag, "force" | "any-aud") || flag.starts_with("allow-")
}

/// The hyphen of keyboards, and what may be put in its place: hyphens, dashes and the minus sign.
const DASHES: [char; 8] =
    ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'];
