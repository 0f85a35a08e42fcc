//! What stands in a client's file: which servers, how each comes by its token, and what is wrong with that.
//!
//! Facts only: what to do about a [`Finding`] is for the command line to say. Nothing is asked of any server.

mod above;
mod beside;
mod dead;
mod keys;
mod page;
mod seen;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use self::beside::Beside;
use self::page::{Entries, Page};
use self::seen::{of_modes, seen};
use super::finding::Finding;
use super::judge::Judge;
use super::layers::Layers;
use super::lines::Lines;
use super::place::Directories;
use super::reading::Reading;
use super::server::Server;
use super::settings::Settings;
use super::surroundings::Surroundings;
use super::unreadable::Unreadable;
use super::value::Value;
use super::{Client, Scope};
use crate::clock::Time;
use crate::file::Original;

/// One file of one client.
#[derive(Debug)]
pub struct Examined {
    /// The client.
    pub client: &'static Client,
    /// For whom the file counts.
    pub scope: Scope,
    /// The directory of the project whose file it is.
    pub project: Option<PathBuf>,
    /// The file.
    pub path: PathBuf,
    /// Its servers, in the order of the file.
    pub servers: Vec<Server>,
    /// What is wrong with the file as a whole.
    pub findings: Vec<Finding>,
    /// Whether an installation goes into this file, or for one that is no longer read into the one that is, and can: see
    /// [`Client::target`].
    pub is_target: bool,
    /// Whether the client no longer looks at it.
    pub is_dead: bool,
    /// What the client asks the user for, by its name: whether as an installation has it.
    pub inputs: BTreeMap<String, bool>,
    /// What stands in a file of a project and is no entry says.
    pub beside: Beside,
}

/// Reads every file of a client and scope that is there, those that it no longer reads as well. One that cannot be read hides no other.
///
/// - `project`: the directory of the project, for [`Scope::Project`]: what the client reads above it as well is looked at too.
/// - `around`: what entries are judged by; none where nobody asks what is wrong with them.
pub fn examine(
    client: &'static Client,
    scope: Scope,
    project: Option<&Path>,
    directories: &Directories,
    around: Option<&dyn Surroundings>,
    now: Time,
) -> Vec<Examined> {
    let settings = around.map(|_| Settings::of(client, directories)).unwrap_or_default();
    let look = Look { client, scope, project, directories, settings: &settings, around, now };
    let (mut layers, mut live, mut dead) = (look.below(), Vec::new(), Vec::new());
    let of_project = |folder| client.files_of_project(folder, directories).into_iter();
    let files: Vec<_> = match project {
        Some(folder) => of_project(folder).map(|(folder, file)| (Some(folder), file)).collect(),
        None => client.present(scope, None, directories).into_iter().map(|file| (None, file)).collect(),
    };
    for (project, file) in files {
        Look { project, ..look }.lay(file, &mut layers, &mut live);
    }
    if project.is_some() && around.is_some() {
        look.lay_above(&layers, &mut live);
    }
    let mut projects: Vec<_> = match project {
        Some(folder) => client.projects(folder, directories).map(Some).collect(),
        None => vec![None],
    };
    projects.reverse();
    for project in projects {
        for (path, roots) in client.dead_files(scope, project, directories) {
            dead.extend(Look { project, ..look }.dead_file(path, roots, &live));
        }
    }
    dead.extend(live);
    dead
}

/// A client whose files are looked at.
struct Look<'l> {
    client: &'static Client,
    scope: Scope,
    project: Option<&'l Path>,
    directories: &'l Directories,
    settings: &'l Settings,
    around: Option<&'l dyn Surroundings>,
    now: Time,
}

impl Look<'_> {
    /// What the files of the user say that those of a project are laid over.
    fn below(&self) -> Layers {
        let mut layers = Layers::default();
        if !self.client.lays_over || self.scope == Scope::User {
            return layers;
        }
        let (user, mut files) = (Look { scope: Scope::User, project: None, ..*self }, Vec::new());
        let (below, _) = self.client.files_around_projects(self.directories);
        for file in below {
            user.lay(file, &mut layers, &mut files);
        }
        layers.told_of(files)
    }

    /// Adds one of its files, if it is there.
    ///
    /// - `live`: those before it, which are weaker; of others than its own project the clients lay it over them.
    fn lay(&self, path: PathBuf, layers: &mut Layers, live: &mut Vec<Examined>) {
        // Another that it reads when it is told to is laid over them then, and over no other.
        let lays_over = self.client.lays_over && self.edits(&path);
        let is_own = |file: &Examined| file.project.as_deref() == self.project;
        let may_be_target = lays_over || !live.iter().any(is_own);
        let mut entries = Vec::new();
        let Some(file) = self.file(path, may_be_target, layers, &mut entries) else { return };
        if lays_over {
            for weaker in live.iter_mut().filter(|file| is_own(file)) {
                weaker.is_target = false;
            }
            layers.lay(entries, &file, live);
        }
        live.push(file);
    }

    /// The keys that lead to the servers of a file, for every client that reads it. Not for one that is on other platforms alone, where
    /// this one is here and has none in it, nor anything is asked for: the key is a slip.
    fn roots(&self, path: &Path, value: &Value) -> Vec<&'static [String]> {
        let is_here = self.around.zip(self.client.program.as_deref());
        let has_servers = value.behind(&self.client.root).is_some_and(|own| !own.members().is_empty());
        let is_slip = !has_servers && is_here.is_some_and(|(around, program)| around.has_program(program));
        let asks = |client: &Client| client.inputs.as_ref().is_some_and(|key| value.get(key).is_some());
        let counts = |client: &Client| {
            !is_slip || client.name == self.client.name || client.is_of_here() || asks(client)
        };
        let reads = |client: &&Client| {
            client.reads(path, self.scope, self.project, self.directories) && counts(client)
        };
        let readers = Client::all().iter().filter(reads);
        readers
            .flat_map(|client| std::iter::once(&client.root).chain(&client.newer_root))
            .map(Vec::as_slice)
            .collect()
    }

    /// - `layers`: what the files before it say.
    /// - `entries`: what it says itself.
    fn file(
        &self,
        path: PathBuf,
        may_be_target: bool,
        layers: &Layers,
        entries: &mut Vec<(String, Value)>,
    ) -> Option<Examined> {
        let (original, is_editable) = match seen(&path, self.project) {
            Ok(found) => found?,
            Err(not_seen) => return Some(Examined { findings: vec![not_seen], ..self.examined(path) }),
        };
        let mut examined = self.examined(path);
        examined.is_target = may_be_target && is_editable && self.edits(&examined.path);
        let has_literal = self.servers(&original, &mut examined, layers, entries);
        examined.findings.extend(of_modes(&original, has_literal));
        Some(examined)
    }

    fn edits(&self, path: &Path) -> bool {
        self.client.edits(path, self.scope, self.project, self.directories)
    }

    fn examined(&self, path: PathBuf) -> Examined {
        let (client, scope) = (self.client, self.scope);
        let (project, servers, findings) = (self.project.map(Path::to_owned), Vec::new(), Vec::new());
        Examined {
            client,
            scope,
            project,
            path,
            servers,
            findings,
            is_target: false,
            is_dead: false,
            inputs: BTreeMap::new(),
            beside: Beside::default(),
        }
    }

    /// Only who is told what is wrong is told where.
    fn reading(&self, path: &Path, original: &Original) -> Result<Reading, Unreadable> {
        Reading::of(self.client, path, original.bytes(), self.around.is_some())
    }

    /// Looks at the servers of a file; whether a token stands in one.
    fn servers(
        &self,
        original: &Original,
        examined: &mut Examined,
        layers: &Layers,
        seen: &mut Vec<(String, Value)>,
    ) -> bool {
        let Reading { value, comments, lines, roots } = match self.reading(&examined.path, original) {
            Ok(reading) => reading,
            Err(Unreadable { what, lack, line }) => {
                examined.findings.push(Finding::Unreadable { what, lack, line });
                examined.is_target = false;
                return self.text(original, &mut examined.findings);
            }
        };
        let lines = Lines::of(&value, lines);
        let own = roots.last().map(|keys| keys::of_root(&value, keys, &lines));
        examined.findings.extend(own.into_iter().flatten());
        let inputs = &keys::inputs(self.client, &value);
        examined.inputs = keys::asked_for(self.client, &value);
        let more = self.client.references_in(&examined.path, self.scope, self.project, self.directories);
        let mut all = Entries::default();
        for keys in roots.into_iter().chain(self.client.also.iter().map(Vec::as_slice)) {
            let (path, all_or_none) = (examined.path.as_path(), self.client.refuses_all(keys));
            let page = Page { look: self, path, layers, lines: &lines, inputs, more, all_or_none };
            for (under, servers) in keys::behind(&value, keys, None) {
                let (told, found) = page.entries(servers, under, &mut all);
                examined.findings.extend(keys::of_names(self.client, keys, servers, &lines));
                examined.servers.extend(told);
                seen.extend(found);
            }
        }
        if !examined.servers.is_empty() {
            examined.findings.extend(keys::of_headings(self.client, &value));
        }
        // An installation would be refused.
        examined.is_target &= examined.findings.is_empty();
        if self.scope == Scope::Project {
            let entries = all.looked_at.iter().map(|entry| std::ptr::from_ref(*entry)).collect();
            examined.beside = Beside::of(&value, &entries);
        }
        let has_stray = self.unread(&value, all, &lines, examined);
        let has_commented = self.commented(&comments, original, examined);
        has_commented || has_stray || examined.servers.iter().any(|server| server.has_literal)
    }

    fn judge<'j>(&'j self, name: &'j str, inputs: &'j [&'j str]) -> Option<Judge<'j>> {
        let (client, scope, folder, now) = (self.client, self.scope, self.project, self.now);
        let (url, read_in_url, leads_to, more) = (None, &[][..], None, &[][..]);
        let all_or_none = client.all_or_none;
        self.around.map(|around| Judge {
            client,
            scope,
            folder,
            name,
            url,
            read_in_url,
            leads_to,
            inputs,
            more,
            settings: self.settings,
            around,
            now,
            all_or_none,
        })
    }
}
