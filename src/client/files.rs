//! Where a client's files lie: for a user or in a project, on each platform.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::edit::Document;
use super::place::{Above, Dead, Directories, Files, Scope};
use super::reference::Syntax;
use super::table::Client;
use crate::file::{FileError, Original, refuse_to_leave, work_tree};

/// Where a file of a client lies: a place, and what its row says from there on, component by component. `*` is there any directory, or
/// in the last one any text, in directories below as well.
struct Pattern {
    base: PathBuf,
    rest: Vec<String>,
}

impl Pattern {
    fn of(base: PathBuf, rest: &str) -> Self {
        Self { base, rest: rest.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect() }
    }

    /// The same in a project.
    fn below(self, project: &Path) -> Self {
        Self { base: project.join(self.base), ..self }
    }

    /// The file, where it has a name of its own.
    fn path(&self) -> PathBuf {
        self.base.join(self.rest.iter().collect::<PathBuf>())
    }

    fn has_own_name(&self) -> bool {
        !self.rest.iter().any(|name| name.contains('*'))
    }

    /// The directory that is listed for it first, if one is.
    fn listed(&self) -> Option<PathBuf> {
        let known: PathBuf = self.rest.iter().take_while(|name| !name.contains('*')).collect();
        (!self.has_own_name()).then(|| self.base.join(known))
    }
}

impl Client {
    /// The files of that scope, the likeliest first: all that it could be. A project's are relative. `*` is what the row says.
    pub fn files(&self, scope: Scope, directories: &Directories) -> Vec<PathBuf> {
        let files = scope.of(&self.user, &self.project).as_ref();
        self.patterns(files, directories).map(|file| file.path()).collect()
    }

    /// The files of that scope; of those that have no name of their own the ones that are there, sorted. What a link leads to is no part
    /// of a project, and can be the whole disk: of such a directory nothing is listed, it stands for them. A user's is no project's.
    pub(super) fn present(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> Vec<PathBuf> {
        let is_elsewhere = |folder: &PathBuf| project.is_some_and(|own| leading_out(folder, own).is_some());
        let files = self.files_in(scope, project, directories);
        let mut found: Vec<_> = files
            .flat_map(|file| match file.listed().filter(is_elsewhere) {
                Some(folder) => vec![folder],
                None => self.spread(&file.base, &file.rest),
            })
            .collect();
        found.dedup();
        let is_users = |path: &PathBuf| self.reads(path, Scope::User, None, directories);
        found.retain(|path| scope == Scope::User || !is_users(path));
        found
    }

    /// The files of that scope, those of a project below its directory.
    fn files_in(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> impl Iterator<Item = Pattern> {
        let files = scope.of(&self.user, &self.project).as_ref();
        let own = self.patterns_in(files, project, directories);
        own.chain(self.looked_at_in(scope, project, directories))
    }

    /// Those of them into which nothing is put.
    fn looked_at_in(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> impl Iterator<Item = Pattern> {
        let files = self.looked_at.as_ref().and_then(|files| scope.of(&files.user, &files.project).as_ref());
        self.patterns_in(files, project, directories)
    }

    /// What the row says, from the directory of a project on.
    fn patterns_in(
        &self,
        files: Option<&Files>,
        project: Option<&Path>,
        directories: &Directories,
    ) -> impl Iterator<Item = Pattern> {
        let folder = project.unwrap_or(Path::new("")).to_owned();
        self.patterns(files, directories).map(move |file| file.below(&folder))
    }

    /// Whether an entry can be put into one of its files.
    pub(super) fn edits(
        &self,
        path: &Path,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> bool {
        let mut looked_at = self.looked_at_in(scope, project, directories);
        self.is_edited() && !looked_at.any(|file| self.is_file_of(&file, path))
    }

    /// Whether a file is one of that scope.
    pub(super) fn reads(
        &self,
        path: &Path,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> bool {
        self.files_in(scope, project, directories).any(|file| self.is_file_of(&file, path))
    }

    /// The forms of references that it reads in such a file alone, as one that has no name of its own.
    pub(super) fn references_in(
        &self,
        path: &Path,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> &[Syntax] {
        let mut files = self.files_in(scope, project, directories);
        let is_named = files.any(|file| file.has_own_name() && file.path() == path);
        if is_named { &[] } else { &self.references_in_blocks }
    }

    /// The files that are there of a pattern. A directory that nobody can list stands for them: to look at it tells why.
    fn spread(&self, base: &Path, rest: &[String]) -> Vec<PathBuf> {
        let Some((first, more)) = rest.split_first() else { return vec![base.to_owned()] };
        if !first.contains('*') {
            return self.spread(&base.join(first), more);
        }
        let entries = match base.read_dir() {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Vec::new();
            }
            Err(_) => return vec![base.to_owned()],
        };
        let mut found = Vec::new();
        for entry in entries.flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let is_folder = || entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !more.is_empty() {
                found.extend(self.spread(&path, more));
            } else if is_folder() {
                found.extend(if self.ignores(&name) { Vec::new() } else { self.spread(&path, rest) });
            } else if is_like(first, &name) {
                found.push(path);
            }
        }
        found.sort();
        found
    }

    /// Whether a path is what a pattern stands for.
    fn is_file_of(&self, file: &Pattern, path: &Path) -> bool {
        let inner: Option<Vec<_>> = path.strip_prefix(&file.base).ok().map(|inner| inner.iter().collect());
        inner.is_some_and(|inner| self.fits(&file.rest, &inner))
    }

    fn fits(&self, rest: &[String], inner: &[&OsStr]) -> bool {
        match (rest, inner) {
            ([name], [folders @ .., last]) if name.contains('*') => {
                is_like(name, last) && !folders.iter().any(|folder| self.ignores(folder))
            }
            ([name, more @ ..], [first, inner @ ..]) => {
                (name.contains('*') || name.as_str() == *first) && self.fits(more, inner)
            }
            (rest, inner) => rest.is_empty() && inner.is_empty(),
        }
    }

    fn ignores(&self, folder: &OsStr) -> bool {
        self.ignored_folders.iter().any(|other| folder.eq_ignore_ascii_case(other))
    }

    /// The directories whose files of a project it reads where it is started in one: that itself, and those above where it looks too.
    pub(super) fn projects<'f>(
        &self,
        folder: &'f Path,
        directories: &Directories,
    ) -> impl Iterator<Item = &'f Path> {
        let work_tree = || work_tree(folder).ok().flatten();
        let nearest =
            |is_it: &dyn Fn(&Path) -> bool| folder.ancestors().find(|outer| is_it(outer)).map(Path::to_owned);
        let is_marked =
            |markers: &[String], outer: &Path| markers.iter().any(|name| outer.join(name).exists());
        let last = match (self.above, self.root_markers(directories)) {
            (None, _) => Some(folder.to_owned()),
            (Some(_), Some(markers)) => {
                nearest(&|outer| is_marked(&markers, outer)).or(Some(folder.to_owned()))
            }
            (Some(Above::All), None) => None,
            (Some(Above::WorkTree), None) => Some(work_tree().unwrap_or(folder.to_owned())),
            (Some(Above::WorkTreeElseAll), None) => nearest(&has_repository),
        };
        folder.ancestors().take_while(move |outer| last.as_ref().is_none_or(|last| outer.starts_with(last)))
    }

    /// What its file of the user says that the directory of a project holds, where it says so.
    fn root_markers(&self, directories: &Directories) -> Option<Vec<String>> {
        let key = self.root_markers.as_ref()?;
        let file = self.files(Scope::User, directories).into_iter().next()?;
        let original = Original::look(&file).ok()??;
        let document = Document::parse(self, original.bytes()).ok()?;
        Some(document.value().get(key)?.words().into_iter().map(str::to_owned).collect())
    }

    /// The directory of the project that a file of a project lies in.
    pub fn project_of(&self, path: &Path, directories: &Directories) -> Option<PathBuf> {
        let is_project = |folder: &&Path| self.reads(path, Scope::Project, Some(folder), directories);
        // One may lie deeper under the same name.
        path.ancestors().skip(1).filter(is_project).last().map(Path::to_owned)
    }

    /// Whether it reads the same entries of a file as another client, whose file that is.
    pub fn reads_the_servers_of(&self, other: &Self, path: &Path, directories: &Directories) -> bool {
        let project = other.project_of(path, directories);
        // What is absolute stays what it is.
        let folder = project.as_deref().unwrap_or(Path::new("/"));
        self.root == other.root
            && Scope::ALL.into_iter().any(|scope| self.reads(path, scope, Some(folder), directories))
    }

    /// Files that it once read.
    pub(super) fn dead_files(
        &self,
        scope: Scope,
        project: Option<&Path>,
        directories: &Directories,
    ) -> impl Iterator<Item = (PathBuf, &[Vec<String>])> {
        let folder = project.unwrap_or(Path::new(""));
        let of = move |dead: &Dead| {
            let files = scope.of(&dead.user, &dead.project).as_ref();
            let files = self.patterns(files, directories).map(|file| file.below(folder));
            files.flat_map(|file| self.spread(&file.base, &file.rest)).collect::<Vec<_>>()
        };
        self.dead.iter().flat_map(move |dead| of(dead).into_iter().map(|file| (file, dead.roots.as_slice())))
    }

    /// The variables that move its directories.
    pub fn moving_variables(&self) -> impl Iterator<Item = &str> {
        self.homes.keys().map(String::as_str)
    }

    fn patterns(&self, files: Option<&Files>, directories: &Directories) -> impl Iterator<Item = Pattern> {
        let templates = files.map(|files| files.on(directories.platform)).unwrap_or_default();
        templates.iter().map(|template| self.pattern(template, directories))
    }

    pub(super) fn expand(&self, template: &str, directories: &Directories) -> PathBuf {
        self.pattern(template, directories).path()
    }

    fn pattern(&self, template: &str, directories: &Directories) -> Pattern {
        let (first, rest) = template.split_once('/').unwrap_or((template, ""));
        let base = match first.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            None if first == "~" => directories.home.clone(),
            None => return Pattern::of(PathBuf::new(), template),
            Some("config") => directories.config.clone(),
            Some("xdg") => directories.xdg.clone(),
            Some("local") => directories.local.clone(),
            Some(name) => match (directories.moved.get(name), self.homes.get(name)) {
                (Some(moved), _) => moved.clone(),
                (None, Some(default)) => self.pattern(default, directories).path(),
                (None, None) => directories.home.clone(),
            },
        };
        Pattern::of(base, rest)
    }
}

/// Why a place in a project is not looked at, if it is there: it lies behind a link that leads out of the project.
pub(super) fn leading_out(place: &Path, project: &Path) -> Option<FileError> {
    if place.exists() { refuse_to_leave(place, project).err() } else { None }
}

/// Whether a name is what another stands for, which has a `*`.
fn is_like(pattern: &str, name: &OsStr) -> bool {
    let (start, end) = pattern.split_once('*').unwrap_or((pattern, ""));
    let rest = name.to_str().and_then(|name| name.strip_prefix(start));
    rest.is_some_and(|rest| rest.ends_with(end))
}

/// Whether git takes what is there for the work tree of a repository, where it passes over a `.git` that is none.
fn has_repository(folder: &Path) -> bool {
    let is_one = |folder: &Path| folder.join("HEAD").symlink_metadata().is_ok();
    let git = folder.join(".git");
    let Ok(Some(file)) = Original::look(&git) else { return is_one(&git) };
    let text = String::from_utf8_lossy(file.bytes());
    text.strip_prefix("gitdir: ").is_some_and(|path| is_one(&folder.join(path.trim_end())))
}
