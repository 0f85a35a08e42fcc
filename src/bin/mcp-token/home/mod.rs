//! What is kept between two runs: where it lies, and how it is opened.
//!
//! `MCP_TOKEN_HOME` moves configuration and state; the locks of a user are in one place whatever it says. Nothing in the
//! current directory is looked at.

mod check;
mod dotenv;
mod fetch;
mod foreign;
mod keys;
mod left;
mod leftover;
mod moving;
mod plan;
mod rings;
mod rotation;
mod signers;
mod stores;
mod variables;

pub(crate) use dotenv::{
    import, lingers, previous, refuse_tracked, refuse_unwritable, seen_by_git, untracked,
};
pub(crate) use fetch::dotenv_value;
pub(crate) use foreign::{warn_of_replaced, warn_that_it_stays};
pub(crate) use keys::ProfileKeys;
pub(crate) use plan::{Told, kept_already, warn_of_a_long_life};
pub(crate) use rings::{not_kept, the_one_that_was_kept};
pub(crate) use rotation::{Revocation, random_secret};
pub(crate) use signers::Signers;
pub(crate) use stores::Patience;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mcp_token::client::Records;
use mcp_token::file::{self, Folder, Lock};
use mcp_token::fresh::Learnt;
use mcp_token::name::Name;
use mcp_token::profile::{Profile, Profiles, unsaid};
use mcp_token::secret::Secret;
use mcp_token::store::Keychain;

use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::output::Output;

/// The places of one user.
pub(crate) struct Home<'e> {
    env: &'e Env,
    config: PathBuf,
    state: PathBuf,
    locks: PathBuf,
    patience: Patience,
    keychain: OnceCell<Keychain>,
    /// What opens encrypted files, once it was asked for.
    passphrase: OnceCell<Secret>,
}

impl<'e> Home<'e> {
    /// Finds the places; makes and reads nothing yet.
    pub(crate) fn of(env: &'e Env, patience: Patience) -> Result<Self, Failure> {
        let places = env.places()?;
        Ok(Self {
            env,
            config: places.config,
            state: places.state,
            locks: places.locks,
            patience,
            keychain: OnceCell::new(),
            passphrase: OnceCell::new(),
        })
    }

    /// What the process was given, of which the places are a part.
    pub(crate) fn env(&self) -> &'e Env {
        self.env
    }

    /// The file of profiles, for a report.
    pub(crate) fn profiles_path(&self) -> PathBuf {
        self.config.join(PROFILES)
    }

    /// All profiles; none when there is no file.
    pub(crate) fn profiles(&self) -> Result<Profiles, Failure> {
        let content = match Folder::open(&self.config)? {
            Some(folder) => folder.read(PROFILES)?,
            None => None,
        };
        match content {
            Some(content) => Profiles::parse(&content)
                .map_err(|error| Failure::from(error).about(self.profiles_path().display())),
            None => Ok(Profiles::default()),
        }
    }

    /// Changes the file of profiles, one run at a time.
    pub(crate) fn change_profiles<T>(
        &self,
        change: impl FnOnce(&mut Profiles) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let folder = self.config_folder()?;
        let _lock = self.lock("profiles")?;
        let mut profiles = self.profiles()?;
        let before = profiles.to_bytes();
        let result = change(&mut profiles)?;
        let after = profiles.to_bytes();
        if after != before {
            folder.write(PROFILES, &after)?;
        }
        Ok(result)
    }

    /// The profile of that name.
    pub(crate) fn profile(&self, name: &Name) -> Result<Profile, Failure> {
        of(&self.profiles()?, name)
    }

    /// The same; without a name the only profile, or the one that is called `default`.
    pub(crate) fn profile_or_default(
        &self,
        name: Option<&Name>,
        output: &Output,
    ) -> Result<Profile, Failure> {
        let profiles = self.profiles()?;
        if let Some(name) = name {
            return of(&profiles, name);
        }
        let names = profiles.names();
        let meant = unsaid(names.iter().map(Name::as_str));
        let chosen =
            names.iter().find(|name| Some(name.as_str()) == meant).ok_or_else(|| match names.len() {
                0 => Failure::new(Exit::NotFound, Code::NO_PROFILE, "there is no profile")
                    .with_hint(Hint::run("setup")),
                several => Failure::usage(format!("which of {several} profiles is meant was not said"))
                    .with_hint(Hint::run("list")),
            })?;
        let why = if names.len() == 1 { "the only one" } else { "by its name" };
        output.explain(&format!("profile: `{chosen}`, {why}"));
        of(&profiles, chosen)
    }

    /// Where what was learnt about tokens lies.
    pub(crate) fn learnt(&self) -> Result<Folder, Failure> {
        self.folder(&self.learnt_path())
    }

    /// What was learnt about the token of a profile; makes nothing.
    pub(crate) fn learnt_of(&self, profile: &Name) -> Result<Option<Learnt>, Failure> {
        match self.folder_if_any(&self.learnt_path())? {
            Some(folder) => Ok(Learnt::read(&folder, profile)?),
            None => Ok(None),
        }
    }

    /// Forgets what was learnt about the token of a profile; makes nothing.
    pub(crate) fn forget_learnt(&self, profile: &Name) -> Result<(), Failure> {
        if let Some(folder) = self.folder_if_any(&self.learnt_path())? {
            Learnt::forget(&folder, profile)?;
        }
        Ok(())
    }

    fn learnt_path(&self) -> PathBuf {
        self.state.join(LEARNT)
    }

    /// What was installed into clients' files.
    pub(crate) fn client_records(&self) -> Result<Records, Failure> {
        Ok(Records::new(self.folder(&self.state.join(CLIENTS))?))
    }

    /// Where the locks lie.
    pub(crate) fn locks(&self) -> Result<Folder, Failure> {
        self.folder(&self.locks).map_err(|failure| {
            let is_moved = self.env.is_set("MCP_TOKEN_HOME");
            let why = if is_moved { WHATEVER_HOME } else { "" };
            Failure { message: failure.message + why, ..failure }
        })
    }

    /// Lets one run at a time change what goes by that name.
    pub(crate) fn lock(&self, what: &str) -> Result<Lock, Failure> {
        let name = format!("{what}.lock");
        Lock::acquire(&self.locks()?, &name, PATIENCE)?.ok_or_else(busy)
    }

    /// Lets one run at a time make, change or forget a profile: what it reads first is what it changes.
    pub(crate) fn lock_profile(&self, name: &Name) -> Result<Lock, Failure> {
        self.lock(&format!("profile-{name}"))
    }

    /// The folder of the configuration, for something that is to be put there.
    fn config_folder(&self) -> Result<Folder, Failure> {
        self.new_folder(&self.config)
    }

    /// A folder of ours; made when there is none, and never where git would carry it away.
    fn folder(&self, path: &Path) -> Result<Folder, Failure> {
        match self.folder_if_any(path)? {
            Some(folder) => {
                let root = self.root(path);
                Ok(folder.kept_from_git(root, self.git_for(root)?))
            }
            None => self.new_folder(path),
        }
    }

    fn new_folder(&self, path: &Path) -> Result<Folder, Failure> {
        let root = self.root(path);
        let git = self.git_for(root)?;
        Folder::refuse_place_of_git(root, git.as_deref())?;
        Ok(Folder::create(path)?.kept_from_git(root, git))
    }

    /// The git that is asked about a place; not looked for where there is nothing to ask.
    fn git_for(&self, root: &Path) -> Result<Option<PathBuf>, Failure> {
        let is_asked = file::is_in_work_tree(&root.join("any"))?;
        Ok(if is_asked { self.env.program("git") } else { None })
    }

    fn folder_if_any(&self, path: &Path) -> Result<Option<Folder>, Failure> {
        Folder::open(self.root(path))?;
        Ok(Folder::open(path)?)
    }

    /// The directory of the configuration, of the state or of the locks: the outermost that is ours.
    fn root<'p>(&self, path: &'p Path) -> &'p Path {
        if path == self.config { path } else { path.parent().unwrap_or(path) }
    }
}

/// Why a directory is made where nobody has asked for one.
const WHATEVER_HOME: &str = ": the locks of a user are in one place whatever `MCP_TOKEN_HOME` says";

/// The profile of that name, which has to be there.
fn of(profiles: &Profiles, name: &Name) -> Result<Profile, Failure> {
    profiles.profile(name)?.ok_or_else(|| {
        let hint = if profiles.names().is_empty() { "setup" } else { "list" };
        Failure::new(Exit::NotFound, Code::NO_PROFILE, format!("there is no profile `{name}`"))
            .with_hint(Hint::run(hint))
    })
}

/// Somebody holds a lock.
fn busy() -> Failure {
    Failure::new(Exit::Unsafe, Code::BUSY, "another run is busy with this and does not come to an end")
}

const PROFILES: &str = "config.toml";
/// The directories of the state.
const OF_STATE: [&str; 5] = [LEARNT, FILES, OVERFLOW, CLIENTS, LEFT];
const LEARNT: &str = "tokens";
const FILES: &str = "store";
const OVERFLOW: &str = "overflow";
const CLIENTS: &str = "clients";
const LEFT: &str = "left";
const PATIENCE: Duration = Duration::from_secs(5);
