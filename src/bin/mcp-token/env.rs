//! What the process was given: arguments, variables, terminals, the clock. Nothing else reads them.

#[cfg(unix)]
mod limits;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use mcp_token::client::{Client, Directories, Platform};
use mcp_token::clock::Time;

#[cfg(unix)]
use self::limits::Limits;
use crate::failure::Failure;

/// The surroundings of one run.
pub(crate) struct Env {
    pub(crate) now: Time,
    /// Whether questions are forbidden (`--no-input`).
    pub(crate) no_input: bool,
    pub(crate) stdin_is_terminal: bool,
    pub(crate) stdout_is_terminal: bool,
    pub(crate) stderr_is_terminal: bool,
    /// What a program that takes the place of this one is given back.
    #[cfg(unix)]
    limits: Limits,
}

impl Env {
    #[allow(clippy::disallowed_methods, reason = "only whether they are terminals is asked")]
    pub(crate) fn of_this_process() -> Self {
        Self {
            #[cfg(unix)]
            limits: Limits::set(),
            now: clock(),
            no_input: false,
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
        }
    }

    /// The arguments, the program's name first.
    #[allow(clippy::unused_self, reason = "only who was handed the surroundings may ask them")]
    pub(crate) fn arguments(&self) -> impl Iterator<Item = OsString> {
        std::env::args_os()
    }

    /// A variable's value.
    #[allow(clippy::unused_self, reason = "only who was handed the surroundings may ask them")]
    #[allow(clippy::disallowed_methods, reason = "this is the one reader of variables")]
    pub(crate) fn variable(&self, name: &str) -> Option<OsString> {
        let possible = !name.is_empty() && !name.contains(['=', '\0']);
        possible.then(|| std::env::var_os(name)).flatten()
    }

    /// Gives a program that takes the place of this one the limits that this one was given.
    #[cfg(unix)]
    pub(crate) fn lift_limits(&self) {
        self.limits.lift();
    }

    /// Where what is kept between two runs lies.
    pub(crate) fn places(&self) -> Result<Places, Failure> {
        let homeless = || Failure::usage("there is no home directory: `HOME` is not set");
        if dirs::home_dir().is_some_and(|home| !home.is_absolute()) {
            return Err(Failure::usage("the home directory is not an absolute path"));
        }
        let state = dirs::state_dir().or_else(dirs::data_local_dir).ok_or_else(homeless)?.join("mcp-token");
        let locks = state.join("locks");
        match self.variable("MCP_TOKEN_HOME").filter(|home| !home.is_empty()).map(PathBuf::from) {
            Some(home) if home.is_absolute() => Ok(Places { state: home.join("state"), config: home, locks }),
            Some(_) => Err(Failure::usage("the variable `MCP_TOKEN_HOME` must be an absolute path")),
            None => {
                let config = dirs::config_dir().ok_or_else(homeless)?.join("mcp-token");
                Ok(Places { config, state, locks })
            }
        }
    }

    /// Who is logged in: what the variables say, else the list of users of the system.
    pub(crate) fn login_name(&self) -> Option<String> {
        let said = ["USER", "LOGNAME", "USERNAME"]
            .into_iter()
            .filter_map(|name| self.variable(name)?.into_string().ok());
        let is_name =
            |name: &String| !name.is_empty() && name.len() <= 64 && !name.contains(char::is_control);
        said.chain(std::iter::once_with(listed_name).flatten()).find(is_name)
    }

    /// Where clients of this user keep their files.
    pub(crate) fn directories(&self) -> Result<Directories, Failure> {
        let homeless = || Failure::usage("there is no home directory: `HOME` is not set");
        let home = dirs::home_dir().filter(|home| home.is_absolute()).ok_or_else(homeless)?;
        let config = dirs::config_dir().ok_or_else(homeless)?;
        let absolute =
            |name| self.variable(name).map(PathBuf::from).filter(|path: &PathBuf| path.is_absolute());
        let xdg = if cfg!(windows) {
            config.clone()
        } else {
            absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"))
        };
        let local =
            if cfg!(windows) { dirs::data_local_dir() } else { None }.unwrap_or_else(|| config.clone());
        let moving = Client::all().iter().flat_map(Client::moving_variables);
        let moved = moving.filter_map(|name| Some((name.to_owned(), absolute(name)?))).collect();
        Ok(Directories { platform: Platform::HERE, home, config, xdg, local, moved })
    }

    /// The path of this program: where the `PATH` has it, that one, which stays when another version is put behind the link there.
    pub(crate) fn this_program(&self) -> Result<String, Failure> {
        let path = std::env::current_exe()
            .map_err(|error| Failure::io("cannot tell where this program is", error))?;
        let is_this = |found: &PathBuf| matches!((found.canonicalize(), path.canonicalize()), (Ok(found), Ok(own)) if found == own);
        let found = self.program("mcp-token").filter(is_this);
        found.unwrap_or(path).into_os_string().into_string().map_err(|_| {
            Failure::usage("the path of this program is not UTF-8: a client cannot be told of it")
        })
    }

    /// Whether a variable is set to something.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.variable(name).is_some_and(|value| !value.is_empty())
    }

    /// A program by its name, as a shell would find it: only to tell that another one is run.
    pub(crate) fn first_program(&self, name: &str) -> Option<PathBuf> {
        let path = self.variable("PATH")?;
        std::env::split_paths(&path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(name))
            .find_map(|file| program_at(&file))
    }

    /// A program by its name, from the absolute folders of `PATH`. Neither the folder nor what a link in it leads to may lie in
    /// the current directory. The path is the one that was found: many programs look at the name that they are run by.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        let path = self.variable("PATH")?;
        // Every folder lies in the root directory, and many a good one in the home: there the rule means nothing.
        let home = dirs::home_dir().and_then(|home| home.canonicalize().ok());
        let here = current_directory()
            .and_then(|here| here.canonicalize().ok())
            .filter(|here| here.parent().is_some() && home.as_ref() != Some(here));
        let is_elsewhere = |path: &Path| {
            path.canonicalize().is_ok_and(|path| !here.as_deref().is_some_and(|here| path.starts_with(here)))
        };
        std::env::split_paths(&path)
            .filter(|folder| folder.is_absolute() && is_elsewhere(folder))
            .filter_map(|folder| program_at(&folder.join(name)))
            .find(|file| is_elsewhere(file))
    }
}

/// Directories of ours, made or not.
pub(crate) struct Places {
    pub(crate) config: PathBuf,
    pub(crate) state: PathBuf,
    /// One place for all runs of a user, whatever moves the others.
    pub(crate) locks: PathBuf,
}

/// A clock that a long run may look at again: one that runs, or the instant of `--now`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    Fixed(Time),
    Running,
}

impl Clock {
    pub(crate) fn now(self) -> Time {
        match self {
            Self::Fixed(now) => now,
            Self::Running => clock(),
        }
    }
}

/// The name that the list of users has for whoever runs this.
#[cfg(unix)]
fn listed_name() -> Option<String> {
    nix::unistd::User::from_uid(nix::unistd::Uid::effective()).ok().flatten().map(|user| user.name)
}

#[cfg(not(unix))]
fn listed_name() -> Option<String> {
    None
}

/// Ends like a child that ran in the place of this process.
#[cfg(not(unix))]
#[allow(clippy::exit, reason = "an exit code of a child may be any number")]
pub(crate) fn end_like(status: std::process::ExitStatus) -> ! {
    std::process::exit(status.code().unwrap_or(1))
}

#[allow(clippy::disallowed_methods, reason = "this is the one reader of the clock")]
fn clock() -> Time {
    let signed = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    Time::from_unix(match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => signed(since.as_secs()),
        Err(before) => -signed(before.duration().as_secs()),
    })
}

#[allow(clippy::disallowed_methods, reason = "it is read only to keep programs in it from being run")]
fn current_directory() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// Whether a program is there under a path.
pub(crate) fn is_program(file: &Path) -> bool {
    program_at(file).is_some()
}

/// The file of the program under a path.
#[cfg(unix)]
fn program_at(file: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;

    let is_it = file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0);
    is_it.then(|| file.to_owned())
}

/// The file of the program under a path, which may leave out what its name ends with: `npx` is `npx.cmd`.
#[cfg(not(unix))]
fn program_at(file: &Path) -> Option<PathBuf> {
    let with = |end| {
        let mut file = file.as_os_str().to_owned();
        file.push(end);
        PathBuf::from(file)
    };
    let as_it_stands = file.extension().map(|_| file.to_owned());
    as_it_stands.into_iter().chain([".com", ".exe", ".bat", ".cmd"].map(with)).find(|file| file.is_file())
}
