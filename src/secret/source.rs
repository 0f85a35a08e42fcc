//! Where a secret is fetched from when it is needed, as a profile remembers it. Holds no secret.

use std::path::PathBuf;

use crate::name::Name;

/// A place that a secret, a key or a passphrase comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A secret that is kept here, by its name.
    Kept(Name),
    /// A variable of the environment.
    Variable(String),
    /// A variable of a `.env` file, by its absolute path.
    Dotenv {
        /// The file.
        path: PathBuf,
        /// The variable.
        variable: String,
    },
    /// A file, by its absolute path: the secret's text, or a PEM, a JWK or a JWK set.
    File(PathBuf),
    /// What a program prints.
    Command(Command),
    /// What somebody types.
    Prompt,
}

/// A program and its arguments: no shell, no stdin, five seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The absolute path of the program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
}
