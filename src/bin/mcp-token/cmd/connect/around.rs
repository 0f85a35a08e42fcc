//! Which clients are here.

use std::path::Path;

use mcp_token::client::{Client, Directories, Scope};

use crate::env::Env;

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
