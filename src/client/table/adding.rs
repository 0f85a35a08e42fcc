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
    /// For a server behind a URL: `{name}`, `{options}`, `{url}`. Empty where it adds none.
    #[serde(default)]
    pub remote: Vec<String>,
    /// For one that is started: `{name}`, `{options}`, `{command}`, `{args}`. Empty where it adds none.
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
}

impl Client {
    /// The words of its own command that adds an entry to the user's file; none where they cannot say all of it, but what is the
    /// same in every entry of ours. No argument of a program holds the token.
    pub fn add_command(&self, entry: &Entry) -> Option<Vec<String>> {
        let own = self.add.as_ref().filter(|_| entry.mode != Some(Mode::Inline))?;
        let (program, value) = (self.program.as_ref()?, &entry.value);
        let remote =
            self.remote.as_ref().and_then(|remote| Some((remote, value.get(&remote.url)?.as_text()?)));
        let Said { words, place, args, keys, mut options } = match (remote, &self.stdio) {
            (Some((remote, url)), _) => own.for_remote(remote, url),
            (None, stdio) => own.for_stdio(stdio.as_ref()?, value),
        };
        options.retain(|(_, option)| !option.is_empty());
        let is_said = |key: &str| {
            let mut said =
                keys.iter().chain(options.iter().map(|(key, _)| key)).copied().chain(self.extra_keys());
            key == "type" || said.any(|said| said == key)
        };
        let is_whole = words.iter().any(|word| word == "{json}");
        let is_rest_said = entry.input.is_none() && value.members().iter().all(|(key, _)| is_said(key));
        if words.is_empty() || !is_whole && !is_rest_said {
            return None;
        }
        let options = options.iter().flat_map(|(key, option)| for_each(option, value.get(key)));
        let options: Vec<_> = options.collect();
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
