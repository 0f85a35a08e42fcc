//! The table of clients: one row for each, read from `clients.toml`.

mod adding;
mod form;
mod keys;
mod named;
mod transport;
mod unset;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

pub use self::adding::AddCommand;
pub use self::form::Form;
pub use self::transport::{Lacks, Remote, Stdio};
pub use self::unset::Unset;
use super::holder::Place;
use super::place::{Above, Dead, Files, LookedAt, Platform};
use super::reference::{Reference, Syntax};
use super::script::Script;
use super::settings::Sets;
use super::value::Value;
use crate::profile::url::is_websocket;

/// What is known of one client.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// Its name on the command line.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// The program that shows that it is installed, when it has one.
    pub program: Option<String>,
    /// What its configuration is written in.
    pub format: Format,
    /// Whether its parser takes comments; none when that is not known.
    pub comments: Option<bool>,
    /// Whether its parser takes a comma before a closing bracket; none when that is not known.
    pub trailing_commas: Option<bool>,
    /// Whether its parser takes a byte order mark; none when that is not known.
    pub byte_order_mark: Option<bool>,
    /// Whether it takes a file with nothing in it; none when that is not known.
    pub empty_file: Option<bool>,
    /// The keys that lead to its servers.
    #[serde(default)]
    pub root: Vec<String>,
    /// The keys that lead to others in files of a newer form: a new one is put there where they are there already.
    pub newer_root: Option<Vec<String>>,
    /// Other places of the same file where it reads servers; `*` is any key.
    #[serde(default)]
    pub also: Vec<Vec<String>>,
    /// Whether the servers are a list of entries with a name; for one that has none it refuses the whole file.
    #[serde(default)]
    pub is_list: bool,
    /// The forms of members without which an entry is passed over, beside those that every client reads alike.
    #[serde(default)]
    pub forms: BTreeMap<String, Form>,
    /// The same, of those behind `newer_root`.
    #[serde(default)]
    pub newer_forms: BTreeMap<String, Form>,
    /// Whether a file can also be one entry and nothing else, which then goes by the name of the file.
    #[serde(default)]
    pub or_entry: bool,
    /// The keys that switch an entry off, `disabled` by yes and `enabled` by no; it uses an entry all the same that says another.
    #[serde(default = "switches")]
    pub switches: Vec<String>,
    /// Whether it lays the files of a scope over each other in their order, and those of a project over the user's: of entries of
    /// one name member by member.
    #[serde(default)]
    pub lays_over: bool,
    /// The directory of those of the user's files that it lays over a project's too.
    pub over_projects: Option<String>,
    /// The directory of those of a project's files that it lays over all others, those of outer projects over those of inner ones.
    pub outer_over: Option<String>,
    /// The file that is made where none of several is there, when that is not the first.
    pub new_file: Option<String>,
    /// Whether it refuses the whole file for one entry that it does not take.
    #[serde(default)]
    pub all_or_none: bool,
    /// Whether it takes a null in the place of a member of an entry; of most that is not known.
    #[serde(default = "yes")]
    pub takes_null: bool,
    /// Whether it reads no entry of a file with a null in the place of one.
    #[serde(default)]
    pub breaks_on_null: bool,
    /// The members for which it reads no entry of a file where one has not the form that is read.
    #[serde(default)]
    pub breaks_on: Vec<String>,
    /// The member that an entry can consist of, for one of another file: with it such an entry alone is passed over.
    pub spared_by: Option<String>,
    /// The members of an entry for a server that it has from elsewhere, as by an extension of its own.
    #[serde(default)]
    pub provided: Vec<String>,
    /// The texts at the top of a file without which it refuses the whole of it.
    #[serde(default)]
    pub headings: Vec<String>,
    /// The words in `type` of what is no server, and stands among them.
    #[serde(default)]
    pub foreign_types: Vec<String>,
    /// The names of what stands among the servers and is none, unless it has a `type`.
    #[serde(default)]
    pub foreign_names: Vec<String>,
    /// The names under which it reads no server of a file.
    #[serde(default)]
    pub reserved_names: Vec<String>,
    /// The marks that a name may hold beside letters and digits of ASCII; none where any name is read.
    pub name_marks: Option<String>,
    /// Directories that a variable moves, and where they are without it.
    #[serde(default)]
    pub homes: BTreeMap<String, String>,
    /// Its file for all projects of a user.
    pub user: Option<Files>,
    /// Its file in a project, from the project's directory.
    pub project: Option<Files>,
    /// In which directories above a project it looks for files of one too, if in any.
    pub above: Option<Above>,
    /// The key of the user's file for what the directory of a project holds, up to which it looks then in the place of that.
    pub root_markers: Option<String>,
    /// Files that it reads as well, and into which nothing is put.
    pub looked_at: Option<LookedAt>,
    /// Whether a relative path in a reference to a file begins where the file with that reference lies; else only the client knows.
    #[serde(default)]
    pub files_beside: bool,
    /// The forms of references that it reads as well in files that have no name of their own.
    #[serde(default)]
    pub references_in_blocks: Vec<Syntax>,
    /// The names of folders in which none of its files is, whatever their case.
    #[serde(default)]
    pub ignored_folders: Vec<String>,
    /// What it does before it uses a project's file.
    pub project_note: Option<String>,
    /// What else somebody should know of a reference.
    pub note: Option<String>,
    /// Where its entry is pasted, when it has no file that is documented.
    pub paste: Option<String>,
    /// The key of the list of what it asks the user for.
    pub inputs: Option<String>,
    /// Whether `${NAME:-text}` is no reference for it.
    #[serde(default)]
    pub no_defaults: bool,
    /// Whether it keeps secrets itself, or reads them from files of its own, under the names of variables that are not set.
    #[serde(default)]
    pub keeps_secrets: bool,
    /// The setting that must name a variable before a reference to it is read.
    pub approve: Option<String>,
    /// Whether it runs commands in a POSIX shell on every platform.
    #[serde(default)]
    pub posix_shell: bool,
    /// The user's files by which it sets variables itself, those that count first.
    #[serde(default)]
    pub sets: Vec<Sets>,
    /// The names that it fills in itself where they stand as `${NAME}`.
    #[serde(default)]
    pub given: Vec<String>,
    /// What makes it read a changed file.
    pub restart: Option<String>,
    /// How it is given another answer to what it has asked.
    pub asked_again: Option<String>,
    /// What a server is sent when a variable is not set.
    pub unset: Unset,
    /// Where all this comes from.
    pub source: String,
    /// How it is told of a server behind a URL; none when its file takes none.
    pub remote: Option<Remote>,
    /// How it is told of a server that it starts.
    pub stdio: Option<Stdio>,
    /// How it is asked to change its own file.
    pub own: Option<OwnCommand>,
    /// How somebody has its program add an entry, where it is not asked to.
    pub add: Option<AddCommand>,
    /// Files that it once read.
    #[serde(default)]
    pub dead: Vec<Dead>,
    /// The program that calls a server, for a client that is no program with a file.
    pub script: Option<Script>,
}

/// What a configuration is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON, with what the row says of comments and commas.
    Json,
    /// TOML.
    Toml,
    /// YAML, which is read and printed, and not edited.
    Yaml,
    /// Source code.
    Script,
}

fn yes() -> bool {
    true
}

fn switches() -> Vec<String> {
    ["disabled", "enabled"].map(str::to_owned).to_vec()
}

/// A client's own command for its file: arguments of its program, with `{name}` and `{json}` in them.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCommand {
    /// Adds a server.
    pub add: Vec<String>,
    /// Takes one out.
    pub remove: Vec<String>,
}

#[derive(Deserialize)]
struct Table {
    client: Vec<Client>,
}

impl Client {
    /// Every client, in the order of the table.
    ///
    /// # Panics
    ///
    /// When the table of this program is not well-formed, which every test of it would show.
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<Client>> = OnceLock::new();
        ALL.get_or_init(|| {
            // By way of one value: straight from TOML the code that reads a row would be there three times.
            let value = toml_edit::de::from_str::<serde_json::Value>(include_str!("clients.toml"));
            let table = value.map_err(|error| error.to_string());
            let table = table
                .and_then(|value| serde_json::from_value::<Table>(value).map_err(|error| error.to_string()));
            #[expect(
                clippy::expect_used,
                reason = "the table is part of the program, and every test reads it"
            )]
            table.expect("the table of clients is well-formed").client
        })
    }

    /// The client of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::all().iter().find(|client| client.name == name)
    }

    /// The keys that lead to its servers, those of newer and of older files among them.
    pub(super) fn roots(&self) -> impl Iterator<Item = &[String]> {
        let dead = self.dead.iter().flat_map(|dead| &dead.roots);
        std::iter::once(&self.root).chain(&self.newer_root).chain(dead).map(Vec::as_slice)
    }

    /// The keys that lead to the servers of a file; of two of one name it uses that behind the first.
    pub(super) fn roots_of(&self, value: &Value) -> Vec<&[String]> {
        let newer = self.newer_root.as_ref().filter(|keys| {
            keys.last().zip(value.behind(keys)).is_some_and(|(name, servers)| self.is_foreign(name, servers))
        });
        std::iter::once(&self.root).chain(newer).map(Vec::as_slice).collect()
    }

    /// Whether what stands among the servers under that name is none.
    pub(super) fn is_foreign(&self, name: &str, value: &Value) -> bool {
        let has_type = value.get("type").and_then(Value::as_text).is_some();
        let is_one = self.foreign_names.iter().any(|own| own == name);
        is_one && matches!(value, Value::Map(_)) && !has_type
    }

    /// Whether it refuses the whole file for one entry behind these keys.
    pub(super) fn refuses_all(&self, root: &[String]) -> bool {
        self.all_or_none && self.newer_root.as_deref() != Some(root)
    }

    /// Whether it fills in itself what is referred to.
    pub(super) fn gives(&self, reference: &Reference) -> bool {
        reference.syntax == Syntax::Braces && self.given.contains(&reference.name)
    }

    /// Whether it can connect to a URL, by the scheme of that.
    pub fn speaks(&self, url: &str) -> bool {
        !is_websocket(url) || self.remote.as_ref().is_some_and(|remote| remote.websocket.is_some())
    }

    /// Whether it runs a command line in cmd.exe.
    pub(super) fn runs_cmd_on(&self, platform: Platform) -> bool {
        platform == Platform::Windows && !self.posix_shell
    }

    /// Whether it is on this platform, as far as its file of the user tells.
    pub fn is_of_here(&self) -> bool {
        self.user.as_ref().is_none_or(|files| !files.on(Platform::HERE).is_empty())
    }

    /// Whether its file is edited here, and not only printed for.
    pub fn is_edited(&self) -> bool {
        let mut files = self.user.iter().chain(&self.project).flat_map(|files| files.on(Platform::HERE));
        matches!(self.format, Format::Json | Format::Toml)
            && (self.user.is_some() || self.project.is_some())
            && !files.any(|file| file.contains('*'))
    }

    /// The form of a reference that it reads at that place of an entry, and that runs no command.
    pub fn reference_at(&self, place: &Place) -> Option<Syntax> {
        let forms = match place {
            Place::Variable(_) | Place::Arguments => self.stdio.as_ref().map(|stdio| &stdio.references),
            _ => self.remote.as_ref().map(|remote| &remote.references),
        };
        forms?.iter().copied().find(|form| *form != Syntax::Command)
    }
}
