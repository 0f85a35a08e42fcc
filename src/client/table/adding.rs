//! The command by which a client's own program adds an entry to the user's file: for somebody to paste. Nothing here runs it.

use serde::Deserialize;

use super::{Client, Remote, Stdio};
use crate::client::value::Value;
use crate::client::{Entry, Mode};

/// Arguments of that program, with marks that are filled in. A word that is `{options}` or `{args}` becomes as many as there are,
/// `{json}` all of an entry.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddCommand {
    /// For a server behind a URL: `{name}`, `{options}`, `{url}`. Empty where it adds none as ours are.
    #[serde(default)]
    pub remote: Vec<String>,
    /// For one that is started: `{name}`, `{options}`, `{command}`, `{args}`. Empty where it adds none as ours are.
    #[serde(default)]
    pub stdio: Vec<String>,
    /// The options for a header field: `{name}`, `{value}`. Empty where it takes none; the same below.
    #[serde(default)]
    pub header: Vec<String>,
    /// Those for the variable of a bearer token: `{value}`.
    #[serde(default)]
    pub bearer_variable: Vec<String>,
    /// Those for a variable that is set for a server: `{name}`, `{value}`.
    #[serde(default)]
    pub env: Vec<String>,
    /// The members that an entry need not have, or gets unsaid.
    #[serde(default)]
    pub unsaid: Vec<String>,
    /// Whether it writes the whole file anew, without its comments.
    #[serde(default)]
    pub rewrites: bool,
}

/// What of an entry the command says, and by which words.
struct Said<'s> {
    words: &'s [String],
    /// The mark of where the server is, with that.
    place: (&'static str, String),
    args: Vec<String>,
    /// The keys of what is said so.
    keys: Vec<&'s str>,
    /// The keys of what options say, with those.
    options: Vec<(&'s str, &'s [String])>,
}

impl AddCommand {
    fn for_remote<'s>(&'s self, remote: &'s Remote, url: &str) -> Said<'s> {
        let bearer = remote.bearer_variable.iter().map(|key| (key.as_str(), self.bearer_variable.as_slice()));
        let options = std::iter::once((remote.headers.as_str(), self.header.as_slice())).chain(bearer);
        Said {
            words: &self.remote,
            place: ("{url}", url.to_owned()),
            args: Vec::new(),
            keys: vec![&remote.url],
            options: options.collect(),
        }
    }

    fn for_stdio<'s>(&'s self, stdio: &'s Stdio, entry: &Value) -> Said<'s> {
        let mut args = stdio.words(entry);
        let command = args.drain(..args.len().min(1)).collect();
        let (keys, options) =
            (vec![stdio.command.as_str(), &stdio.args], vec![(stdio.env.as_str(), self.env.as_slice())]);
        Said { words: &self.stdio, place: ("{command}", command), args, keys, options }
    }

    /// Whether that is all of an entry, and is read as it stands.
    fn says(&self, said: &Said<'_>, entry: &Entry) -> bool {
        let options = || said.options.iter().filter(|(_, option)| !option.is_empty());
        let is_said = |key: &str| {
            let keys = said.keys.iter().chain(options().map(|(key, _)| key)).copied();
            key == "type" || keys.chain(self.unsaid.iter().map(String::as_str)).any(|said| said == key)
        };
        let is_read = |(name, value): (&str, &str)| !is_misread(name) && !value.is_empty();
        let fields = options().filter_map(|(key, _)| entry.value.get(key)).flat_map(Value::fields);
        let place = &said.place;
        entry.input.is_none()
            && entry.value.members().iter().all(|(key, _)| is_said(key))
            && fields.into_iter().all(is_read)
            && !is_misread(&entry.server)
            && !(place.0 == "{command}" && (is_misread(&place.1) || place.1.contains("://")))
            && !said.args.iter().chain([&place.1]).any(|word| is_like_a_number(word))
    }
}

impl Client {
    /// The words of its own command that adds an entry to the user's file as ours is; none where they cannot say all of it, or
    /// would be read otherwise. No argument of a program holds the token.
    ///
    /// - `is_new`: whether its file is not there yet.
    pub fn add_command(&self, entry: &Entry, is_new: bool) -> Option<Vec<String>> {
        let own =
            self.add.as_ref().filter(|own| entry.mode != Some(Mode::Inline) && (is_new || !own.rewrites))?;
        let (program, value) = (self.program.as_ref()?, &entry.value);
        let remote =
            self.remote.as_ref().and_then(|remote| Some((remote, value.get(&remote.url)?.as_text()?)));
        let said = match (remote, &self.stdio) {
            (Some((remote, url)), _) => own.for_remote(remote, url),
            (None, stdio) => own.for_stdio(stdio.as_ref()?, value),
        };
        let is_whole = said.words.iter().any(|word| word == "{json}");
        if said.words.is_empty() || !is_whole && !own.says(&said, entry) {
            return None;
        }
        let Said { words, place, args, options, .. } = said;
        let options: Vec<_> =
            options.iter().flat_map(|(key, option)| for_each(option, value.get(key))).collect();
        let arguments = words.iter().flat_map(|word| match word.as_str() {
            "{options}" => options.clone(),
            "{args}" => args.clone(),
            "{json}" => vec![self.with_name(entry).to_json_line()],
            word => vec![filled(word, [("{name}", &entry.server), (place.0, &place.1)])],
        });
        Some(std::iter::once(program.clone()).chain(arguments).collect())
    }

    /// An entry with its name in it, and with what the client asks for.
    fn with_name(&self, entry: &Entry) -> Value {
        let name = ("name".to_owned(), Value::text(&entry.server));
        let inputs = self.inputs.iter().zip(&entry.input);
        let inputs = inputs.map(|(key, (_, input))| (key.clone(), Value::List(vec![input.clone()])));
        let members = entry.value.members().iter().cloned();
        Value::Map(std::iter::once(name).chain(members).chain(inputs).collect())
    }
}

/// The words of an option for each field of a value, or for a text.
fn for_each(option: &[String], value: Option<&Value>) -> Vec<String> {
    let fields = value.into_iter().flat_map(Value::fields);
    let text = value.and_then(Value::as_text).map(|text| ("", text));
    let words =
        |(name, value)| option.iter().map(move |word| filled(word, [("{name}", name), ("{value}", value)]));
    fields.chain(text).flat_map(words).collect()
}

/// A word with its marks filled in, of which the first is by a name, in which no mark can stand.
fn filled(word: &str, marks: [(&str, &str); 2]) -> String {
    marks.iter().fold(word.to_owned(), |word, (mark, text)| word.replace(mark, text))
}

/// Whether programs take a word for something else where a name stands: a flag, a command of theirs, or a part of JavaScript.
fn is_misread(word: &str) -> bool {
    word.is_empty() || word.starts_with('-') || word == "help" || word.starts_with("__")
}

/// Whether a word is a number for the programs of Node.js, which write it otherwise then.
fn is_like_a_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']);
    let is_of_one = |letter: char| letter.is_ascii_hexdigit() || "xXoO.+- ".contains(letter);
    digits.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
        && digits.chars().all(is_of_one)
}
