//! Which clients are here, and what their entries depend on.

use std::path::Path;

use mcp_token::client::{Client, Directories, Scope, Surroundings};

use crate::env::{Env, is_program};
use crate::home::Home;

/// What entries depend on, beside the files that they stand in.
pub(crate) struct Around<'a, 'e> {
    pub(crate) env: &'a Env,
    pub(crate) home: &'a Home<'e>,
}

impl Surroundings for Around<'_, '_> {
    fn is_set(&self, variable: &str) -> bool {
        self.env.is_set(variable)
    }

    fn has_program(&self, program: &str) -> bool {
        let path = Path::new(program);
        if path.is_absolute() { is_program(path) } else { self.env.program(program).is_some() }
    }

    fn has_profile(&self, name: &str) -> bool {
        self.home.profiles().is_ok_and(|profiles| profiles.names().iter().any(|known| known.as_str() == name))
    }
}

/// Whether a client is on this machine: its program, or the directory of the file that it has for all projects.
pub(crate) fn is_here(client: &Client, env: &Env) -> bool {
    let has_file = |directories: Directories| {
        let shared = [&directories.home, &directories.config, &directories.xdg];
        client.files(Scope::User, &directories).iter().any(|file| {
            let own = file.parent().filter(|folder| !shared.iter().any(|shared| shared == folder));
            file.symlink_metadata().is_ok() || own.is_some_and(Path::is_dir)
        })
    };
    client.program.as_deref().is_some_and(|name| env.program(name).is_some())
        || env.directories().is_ok_and(has_file)
}
