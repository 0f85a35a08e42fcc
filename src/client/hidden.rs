//! What of a configuration nobody should see.

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::Range;

use super::Client;
use super::credential::{Kept, credentials, variable};
use super::edit::{Document, Scalar};
use super::literal::{
    SHORTEST, in_arguments, in_comment, in_urls, literal, names_a_credential, names_a_kept_secret, reference,
    speaks_of_a_credential, to_hide, without_scheme,
};
use super::shown::may_be_shown;
use super::value::{Value, quoted};
use crate::secret::mask::{masked, place};
use crate::secret::shape::keys;

/// What of a configuration is not shown: every text that holds a token, or stands under a name of a credential and refers to
/// nothing outside. One line of a file can hold all of it, and other servers too.
#[derive(Default)]
pub(super) struct Hidden {
    /// Sorted.
    texts: Vec<String>,
    /// Whether there is any secret, be it too short to be hidden. What is hidden may be none: outside of servers an identifier
    /// looks like a key.
    is_any: bool,
}

/// Whether an entry holds a token or a secret itself.
pub fn holds_a_secret(client: &Client, entry: &Value) -> bool {
    let mut hidden = Hidden::default();
    hidden.walk(client, entry, Around { named: Named::Nothing, is_of_servers: true });
    hidden.is_any
}

/// Whether one of the comments of a text holds one, or could: they can say anything.
pub(super) fn could_hold_a_secret(comments: &[&str]) -> bool {
    let mut hidden = Hidden::default();
    hidden.add_comments(comments);
    hidden.is_any
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Around {
    named: Named,
    is_of_servers: bool,
}

impl Around {
    fn is_named(self) -> bool {
        matches!(self.named, Named::Credential | Named::Setting)
    }

    /// What looks like a key, and is one only in a server or under a name.
    fn identifiers(self, text: &str) -> Vec<&str> {
        if self.is_of_servers || self.is_named() { Vec::new() } else { keys(text) }
    }
}

/// What the name of a member says of the values in it.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Nothing,
    /// It has to do with credentials, and is no name of one: they are hidden, and told only by their form.
    Setting,
    Credential,
    Variables,
}

impl Hidden {
    /// What these configurations have to hide, their comments included.
    pub(super) fn of(client: &Client, documents: &[&Document<'_>]) -> Self {
        let mut hidden = Self::default();
        for document in documents {
            hidden.add_comments(&document.comments());
            hidden.add(client, &document.value());
        }
        hidden
    }

    /// What was taken out by a comment is read by nobody here: where one speaks of a credential, that can stand in any other.
    fn add_comments(&mut self, comments: &[&str]) {
        let are_hidden = comments.iter().any(|comment| speaks_of_a_credential(comment));
        for comment in comments {
            let whole = Some(*comment).filter(|_| are_hidden);
            for text in in_comment(comment).into_iter().chain(in_urls(comment)).chain(whole) {
                self.hide(text, true);
            }
        }
    }

    fn add(&mut self, client: &Client, value: &Value) {
        self.walk(client, value, Around { named: Named::Nothing, is_of_servers: false });
        self.texts.sort();
        self.texts.dedup();
    }

    /// One of these configurations as it may be shown. It has as many lines.
    pub(super) fn cover(&self, client: &Client, document: &Document<'_>) -> String {
        let text = document.text();
        let scalars = document.scalars(Named::Nothing, &|name, around| under(client, name, around));
        let at_their_places = scalars.iter().flat_map(|scalar| self.in_scalar(scalar, text));
        let mut places: Vec<_> = at_their_places.chain(self.found(text)).collect();
        places.sort_by_key(|place| place.start);
        masked(text, places, "***").into_owned()
    }

    /// What of a value is hidden where it stands, however short it is: under the name of a credential all but what refers to
    /// something outside.
    fn in_scalar(&self, scalar: &Scalar<Named>, text: &str) -> Vec<Range<usize>> {
        let written = text[scalar.place.clone()].trim_matches(['"', '\'']);
        let is_named = matches!(scalar.around, Named::Credential | Named::Setting);
        let parts = match (&scalar.text, scalar.around) {
            (None, Named::Credential) => vec![written.to_owned()],
            (None, _) => Vec::new(),
            (Some(meant), Named::Variables) if may_be_shown(meant) => Vec::new(),
            (Some(meant), Named::Variables) => vec![meant.clone()],
            (Some(meant), Named::Credential) if reference(meant, &[]).is_none() => {
                vec![without_scheme(meant).to_owned()]
            }
            (Some(meant), _) => to_hide(meant, is_named),
        };
        let holds_one = |meant: &String| meant != written && self.found(meant).next().is_some();
        let is_plain = |part: &String| !part.contains('\n') && written.contains(part.as_str());
        // Written with escapes, or on several lines.
        let is_whole = !parts.iter().all(is_plain) || scalar.text.as_ref().is_some_and(holds_one);
        let all: Vec<_> = if is_whole {
            written.lines().map(str::trim).collect()
        } else {
            parts.iter().flat_map(|part| written.matches(part.as_str())).collect()
        };
        all.into_iter().filter(|part| !part.is_empty()).map(|part| place(part, text)).collect()
    }

    /// Whether there is anything to be hidden.
    pub(super) fn is_any(&self) -> bool {
        self.is_any
    }

    fn walk(&mut self, client: &Client, value: &Value, around: Around) {
        match value {
            Value::Text(text) | Value::Fraction(text) => self.add_text(text, around),
            Value::Number(number) if around.named == Named::Credential => {
                for text in to_hide(&number.to_string(), true) {
                    self.hide(&text, true);
                }
            }
            Value::List(values) => self.add_list(client, values, around),
            Value::Map(members) => {
                // Any may be an entry, but not what holds names.
                if around.named != Named::Variables {
                    for credential in credentials(client, value) {
                        if let Some(text) = credential.literal() {
                            self.hide(text, true);
                        }
                    }
                }
                for (name, value) in members {
                    let is_of_servers = around.is_of_servers || leads_to_servers(name);
                    let named = match under(client, name, around.named) {
                        // `MAX_TOKENS` is one number.
                        Named::Setting if are_tokens(name, value) => Named::Credential,
                        named => named,
                    };
                    self.walk(client, value, Around { named, is_of_servers });
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::Other => {}
        }
    }

    fn add_text(&mut self, text: &str, around: Around) {
        if around.named == Named::Variables && !may_be_shown(text) {
            return self.hide(text, matches!(variable(text), Kept::Literal { .. }));
        }
        let identifiers = around.identifiers(text);
        let by_form = (around.named == Named::Setting).then(|| to_hide(text, false));
        for text in to_hide(text, around.is_named()) {
            let is_known = by_form.as_ref().is_none_or(|found| found.contains(&text));
            let is_secret = literal(&text).is_some() && !identifiers.contains(&text.as_str());
            self.hide(&text, is_known && is_secret);
        }
    }

    fn add_list(&mut self, client: &Client, values: &[Value], around: Around) {
        let words: Vec<_> = values.iter().filter_map(Value::as_written).map(str::to_owned).collect();
        let identifiers: HashSet<_> = words.iter().flat_map(|word| around.identifiers(word)).collect();
        for text in in_arguments(&words) {
            self.hide(&text, !identifiers.contains(text.as_str()));
        }
        let mut before = "";
        for value in values {
            let word = value.as_written().unwrap_or_default();
            if !names_a_kept_secret(before, word) {
                self.walk(client, value, around);
            }
            before = word;
        }
    }

    /// Hides a text in all ways in which it can be written.
    fn hide(&mut self, text: &str, is_secret: bool) {
        self.is_any |= is_secret;
        for secret in std::iter::once(text).chain(text.lines().map(str::trim)) {
            if secret.len() >= SHORTEST {
                let escaped = quoted(secret);
                let escaped = &escaped[1..escaped.len() - 1];
                let ways = [secret.to_owned(), escaped.to_owned(), escaped.replace('/', "\\/")];
                self.texts.extend(ways.into_iter().filter(|way| !way.contains('\n')));
            }
        }
    }

    /// Where hidden texts stand in another. One look at it, however many there are.
    fn found(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        text.char_indices().filter_map(|(at, _)| Some(at..at + self.longest(&text.as_bytes()[at..])?))
    }

    /// The length of the longest text that these bytes begin with.
    fn longest(&self, mut bytes: &[u8]) -> Option<usize> {
        loop {
            let count = self.texts.partition_point(|text| text.as_bytes() <= bytes);
            let nearest = self.texts[..count].last()?.as_bytes();
            if bytes.starts_with(nearest) {
                return Some(nearest.len());
            }
            // What they begin with stands between that and them, so that begins with it as well.
            let same = nearest.iter().zip(bytes).take_while(|(one, other)| one == other).count();
            bytes = &bytes[..same];
        }
    }
}

/// Whether servers of some client stand under that key.
fn leads_to_servers(key: &str) -> bool {
    let mut roots = Client::all().iter().flat_map(Client::roots);
    roots.any(|root| root.last().is_some_and(|last| last == key))
}

fn are_tokens(name: &str, value: &Value) -> bool {
    matches!(value, Value::List(_)) && name.to_ascii_lowercase().ends_with("tokens")
}

/// What stands in a member of that name: the name of a variable is no secret, and what runs a command is none as a whole.
fn under(client: &Client, key: &str, around: Named) -> Named {
    let is = |known: &Option<String>| known.as_deref() == Some(key);
    let mut remotes = client.remote.iter();
    let mut names_of = client.stdio.iter().map(|stdio| &stdio.env_names);
    if remotes.clone().any(|remote| is(&remote.helper)) {
        return Named::Nothing;
    }
    let are_names = remotes
        .any(|remote| is(&remote.bearer_variable) || is(&remote.header_variables) || is(&remote.env_names));
    match around {
        _ if are_names || names_of.any(is) => Named::Variables,
        Named::Nothing | Named::Setting if names_a_credential(key) => Named::Credential,
        Named::Nothing if speaks_of_a_credential(key) => Named::Setting,
        around => around,
    }
}
