//! One server of a client's file: where it is, how it comes by its token, what an installation in its place would lose.

mod plain;
mod started;
mod told;

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use self::plain::{are_known, headers, is_plain};
pub use self::started::{Bridge, Handed, Started};
use self::started::{bridge as started_bridge, started};
pub use self::told::Told;
pub(super) use self::told::{commands, may_be_unnamed, names};
use super::credential::{Credential, Kept, at, credentials, references};
use super::finding::{Finding, Skip};
use super::holder::Place;
use super::judge::skip;
use super::literal::{in_own_url, is_credential, names_a_credential};
use super::reference::{self, Reference, Syntax};
use super::shown::{may_be_shown, shown};
use super::value::Value;
use super::{Client, bridge};
use crate::secret::shape::jwts;

/// One server of a file. `Debug` shows where it stands: where it leads can hold what a variable does.
pub struct Server {
    /// The name of the entry.
    pub name: String,
    /// The line of that name in its file.
    pub line: Option<usize>,
    /// The line of the member that has not the form in which it is read.
    pub(super) odd_line: Option<usize>,
    /// The key that the entry stands under, when that is not where all servers are: a directory, for Claude Code.
    pub under: Option<String>,
    /// Its URL, when it is behind one, be it that a bridge leads there.
    pub url: Option<String>,
    /// Where that leads, without its query, if that is known; not looked at where nobody asks what is wrong with the server, nor in a
    /// file that is no longer read.
    pub leads_to: Option<String>,
    /// Whether its client runs something for it: a program, or the command that a value is the answer of.
    pub is_started: bool,
    /// How it comes by what it is shown.
    pub credentials: Vec<Credential>,
    /// The variables that it is sent or handed what is in.
    pub variables: BTreeSet<String>,
    /// What any text of it refers to in a form that its client reads somewhere: variables, what it asks the user for, files, commands.
    pub may_read: BTreeSet<String>,
    /// The same in whatever form.
    pub referred: BTreeSet<String>,
    /// Those of them that its client sets itself, whatever they are outside; not looked at where nobody asks what is wrong.
    pub set_by_client: BTreeSet<String>,
    /// What else in it may be the name of a variable: a program can read one by itself.
    pub words: BTreeSet<String>,
    /// What its commands tell this program.
    pub told: Told,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// Whether it is switched off.
    pub is_disabled: bool,
    /// Whether an installation in its place loses nothing but credentials, and leaves none, where it leads to the same host.
    pub is_plain: bool,
    /// Its headers that are no credentials, without a value where that is no text: an installation leaves them where it leads to the same
    /// host by a URL.
    pub more_headers: Vec<(String, String)>,
    /// What headers and variables refer to that are no credentials, by its name, and as it is written.
    pub more_references: BTreeSet<String>,
    /// Whether nothing in it says what it is for.
    pub is_blank: bool,
    /// Whether an installation leaves members of it where they are: they may be meant for the server that it has led to.
    pub has_more: bool,
    /// The bridge that it starts, where that is all that it starts.
    pub bridge: Option<Bridge>,
    /// What it is started with, where a request can say all that an installation takes away.
    pub started: Option<Started>,
    /// Whether a token stands in it.
    pub(super) has_literal: bool,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, line) = (shown(&self.name), self.line);
        f.debug_struct("Server").field("name", &name).field("line", &line).finish_non_exhaustive()
    }
}

impl Server {
    /// What an entry says; nothing is judged yet.
    pub(super) fn of(client: &Client, name: &str, entry: &Value) -> Self {
        // Of one that is started by what it says of itself the URL is not read.
        let is_of_program = skip::started(client, entry).is_some();
        let url = client.own_url(entry);
        let in_url = url.into_iter().flat_map(in_own_url);
        let in_url = in_url.map(|text| at(Place::Url, Kept::Literal { text: text.to_owned() }));
        let in_name = jwts(name).map(|jwt| at(Place::Names, Kept::Literal { text: jwt.to_owned() }));
        let mut credentials: Vec<_> =
            credentials(client, entry).into_iter().chain(in_url).chain(in_name).collect();
        let own = client.own_keys();
        let more: Vec<_> = entry.members().iter().filter(|(key, _)| !own.contains(&key.as_str())).collect();
        let bridge = started_bridge(client, entry).filter(|bridge| bridge.is_known(&credentials));
        let (passed, more_headers): (Vec<_>, Vec<_>) =
            headers(client, entry).into_iter().partition(|(name, text)| is_credential(name, text));
        let is_plain = is_plain(client, entry, &more, bridge.is_some()) && are_known(&passed, &credentials);
        if let Some(bridge) = bridge.as_ref().filter(|bridge| bridge.header.is_some()) {
            let is_in_it = |one: &&mut Credential| matches!(one.place, Place::Arguments | Place::Variable(_));
            credentials.iter_mut().filter(is_in_it).for_each(|one| one.is_shown_in(&bridge.value));
        }
        let referred = references(client, entry);
        let variables = credentials.iter().chain(&referred).filter_map(Credential::variable);
        let anywhere = referred_to(entry);
        let may_read = anywhere.iter().filter(|one| client.reads_anywhere(one.syntax));
        Self {
            name: name.to_owned(),
            line: None,
            odd_line: None,
            under: None,
            url: url.filter(|_| !is_of_program).map(str::to_owned).or_else(|| bridged_url(client, entry)),
            leads_to: None,
            is_started: is_started(client, entry),
            variables: variables.map(str::to_owned).collect(),
            may_read: may_read.map(|one| one.name.clone()).collect(),
            referred: texts_beside(entry, &HashSet::new())
                .into_iter()
                .flat_map(reference::names_anywhere)
                .collect(),
            set_by_client: BTreeSet::new(),
            words: words(client, entry),
            has_literal: credentials.iter().any(|one| one.literal().is_some()),
            is_blank: is_blank(entry) && credentials.is_empty(),
            more_references: more_references(&referred, &credentials),
            credentials,
            told: Told::of(client, entry),
            findings: Vec::new(),
            is_disabled: is_off(client, entry),
            is_plain,
            more_headers: more_headers
                .into_iter()
                .map(|(name, text)| (name.into(), text.into()))
                .chain(bridge.iter().flat_map(|bridge| bridge.more.clone()))
                .collect(),
            bridge,
            started: started(client, entry, &more),
            has_more: !more.is_empty(),
        }
    }

    /// Has no installation take its place: it would lose something.
    pub(super) fn leave(&mut self) {
        (self.is_plain, self.started) = (false, None);
    }

    /// Whether what its client runs for it, be it for its token alone, can read a variable by itself.
    pub fn reads_by_itself(&self) -> bool {
        let is_helper = |one: &Credential| matches!(one.kept, Kept::Helper { .. });
        self.is_started || self.credentials.iter().any(is_helper)
    }

    /// Its URL as far as it is known: where that leads, else as it is written.
    pub fn known_url(&self) -> Option<&str> {
        self.leads_to.as_deref().or(self.url.as_deref())
    }

    /// The line that a finding about it is of: that of a member, where that is known, else its own.
    pub fn line_of(&self, finding: &Finding) -> Option<usize> {
        let is_of_member = matches!(finding, Finding::Skipped { why: Skip::Form { .. }, .. });
        self.odd_line.filter(|_| is_of_member).or(self.line)
    }

    /// The same of one of which only a part stands in its file: what an installation leaves is in another.
    ///
    /// - `own`: that part.
    pub(super) fn standing(self, own: &Self) -> Self {
        let may_stay = |one: &Credential| one.literal().is_some() || one.place.is_other_header();
        let is_foreign = |one: &Credential| may_stay(one) && !own.credentials.contains(one);
        let is_plain = self.is_plain && own.is_plain && !self.credentials.iter().any(is_foreign);
        let (bridge, started) = (own.bridge.clone(), own.started.clone());
        Self { is_plain, has_literal: own.has_literal, bridge, started, ..self }
    }
}

/// Whether an entry is switched off. Where a client knows both switches, it believes the one that says yes.
pub(super) fn is_off(client: &Client, entry: &Value) -> bool {
    let is = |key: &str, truth| {
        client.switches.iter().any(|own| own == key) && entry.get(key) == Some(&Value::Bool(truth))
    };
    (is("disabled", true) || is("enabled", false)) && !is("enabled", true)
}

/// Whether a member is the entry of a server: of a list, one that has a name.
pub(super) fn is_entry(client: &Client, value: &Value) -> bool {
    let text = |key| value.get(key).and_then(Value::as_text);
    let is_server = |kind| !client.foreign_types.iter().any(|other| other == kind);
    !value.members().is_empty()
        && text("type").is_none_or(is_server)
        && (!client.is_list || text("name").is_some())
}

/// Whether an item of a list says what only a server does, and has no name.
pub(super) fn is_unnamed(client: &Client, value: &Value) -> bool {
    let own = client.own_keys();
    client.is_list
        && !is_entry(client, value)
        && value.members().iter().any(|(key, _)| own.contains(key.as_str()))
}

/// The URL that a started bridge leads to.
fn bridged_url(client: &Client, entry: &Value) -> Option<String> {
    let stdio = client.stdio.as_ref()?;
    bridge::url_of(&stdio.words(entry))
}

/// Every word of an entry that can be the name of a variable, but those that it sets itself.
fn words(client: &Client, entry: &Value) -> BTreeSet<String> {
    let own: BTreeSet<_> =
        client.stdio.iter().flat_map(|stdio| stdio.variables(entry)).map(|(name, _)| name).collect();
    let mut words = BTreeSet::new();
    for text in texts(entry) {
        let parts = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
        words.extend(parts.filter(|word| may_be_shown(word) && !own.contains(word)).map(str::to_owned));
    }
    words
}

/// Every reference of a value, be it in a key of it.
fn referred_to(value: &Value) -> Vec<Reference> {
    texts_beside(value, &HashSet::new()).into_iter().flat_map(reference::anywhere).collect()
}

/// Every text in a value, be it a key of it.
///
/// - `but`: values in it that are left out.
pub(super) fn texts_beside<'v>(value: &'v Value, but: &HashSet<*const Value>) -> Vec<&'v str> {
    let (mut found, mut left) = (Vec::new(), vec![value]);
    while let Some(value) = left.pop() {
        if !but.contains(&std::ptr::from_ref(value)) {
            let keys = value.members().iter().map(|(key, _)| key.as_str());
            found.extend(value.as_text().into_iter().chain(keys));
            left.extend(value.inner());
        }
    }
    found
}

/// Every text in a value.
fn texts(value: &Value) -> Vec<&str> {
    value.as_text().into_iter().chain(value.inner().flat_map(texts)).collect()
}

/// Whether the client runs something for an entry: a program, or the command that a value is the answer of.
fn is_started(client: &Client, entry: &Value) -> bool {
    let stdio = client.stdio.as_ref();
    let is_a_command =
        |text: &str| reference::all(text).any(|one| one.syntax == Syntax::Command) || text.contains('`');
    stdio.is_some_and(|stdio| entry.get(&stdio.command).is_some())
        || client.reads_anywhere(Syntax::Command) && texts(entry).into_iter().any(is_a_command)
}

/// What headers and variables refer to that are no credentials.
///
/// - `referred`: what the entry refers to beside its credentials.
fn more_references(referred: &[Credential], credentials: &[Credential]) -> BTreeSet<String> {
    let is_one = |one: &&Credential| matches!(one.place, Place::Header(_) | Place::Variable(_));
    let is_plain = |one: &&Credential| matches!(&one.place, Place::Header(name) if !names_a_credential(name));
    let more = referred.iter().filter(is_one).chain(credentials.iter().filter(is_plain));
    let told = more.flat_map(|one| match &one.kept {
        Kept::Reference { reference, .. } => vec![reference.shown(), reference.name.clone()],
        Kept::Variable { name } => vec![name.clone()],
        Kept::Literal { .. } | Kept::Helper { .. } | Kept::Exec { .. } => Vec::new(),
    });
    told.collect()
}

/// Whether an entry says nothing in words, where it leads, what is started or what is sent there among it, but of what kind it is.
fn is_blank(entry: &Value) -> bool {
    let is_kind = |key: &str| key == "type";
    entry.members().iter().all(|(key, value)| is_kind(key) || texts(value).is_empty())
        && entry.as_text().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_where_its_entry_says_or_where_its_bridge_leads() {
        let text = |text: &str| Value::text(text);
        let of = |client: &str, members: &[(&str, Value)]| {
            let members = members.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
            Server::of(Client::named(client).unwrap(), "a", &Value::Map(members)).url
        };
        let args = || Value::texts(["mcp-remote", "https://b.example"].map(str::to_owned));
        let url = ("url", text("https://a.example"));
        assert_eq!(of("cursor", &[url.clone(), ("args", args())]).as_deref(), Some("https://a.example"));
        assert_eq!(
            of("cursor", &[("command", text("npx")), ("args", args())]).as_deref(),
            Some("https://b.example")
        );
        assert_eq!(of("opencode", &[("command", args())]).as_deref(), Some("https://b.example"));
        assert_eq!(
            of("windsurf", &[("serverUrl", text("https://c.example"))]).as_deref(),
            Some("https://c.example")
        );
        assert_eq!(of("claude-desktop", &[url]).as_deref(), Some("https://a.example"));
        assert_eq!(of("cursor", &[("command", text("npx"))]), None);
    }

    #[test]
    fn what_stands_among_the_servers_and_is_none_is_known_by_its_type_or_by_its_lack_of_a_name() {
        let entry = |members: &[(&str, &str)]| {
            let members = members.iter().map(|(key, text)| ((*key).to_owned(), Value::text(*text)));
            Value::Map(members.collect())
        };
        let is = |client: &str, members: &[(&str, &str)]| {
            is_entry(Client::named(client).unwrap(), &entry(members))
        };
        for kind in ["builtin", "platform", "frontend", "inline_python"] {
            assert!(!is("goose", &[("type", kind), ("name", "a")]), "{kind}");
            assert!(is("cursor", &[("type", kind), ("name", "a")]), "{kind}");
        }
        for kind in ["stdio", "streamable_http", "sse"] {
            assert!(is("goose", &[("type", kind)]), "{kind}");
        }
        assert!(is("goose", &[("uri", "https://a.example")]));
        assert!(is("continue", &[("name", "a"), ("command", "x")]));
        assert!(!is("continue", &[("uses", "a/b")]));
        assert!(!is("goose", &[]));
    }
}
