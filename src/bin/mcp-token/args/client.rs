//! What a client is to be connected to, as flags say it: for `client print` and `client install`.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser};
use mcp_token::client::{Client, Directories, Mode, Request, Scope, shown_url};
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::profile::url::{self, same_server};

use super::{header_name, one_of, secret_variable};
use crate::env::Env;
use crate::failure::{Code, Exit, Failure, Hint};
use crate::home::Home;
use crate::output::Output;
use crate::output::form::variable_name;

/// Whose file, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct PlaceArgs {
    /// The file of the user, or of a project
    #[arg(long, value_parser = scope(), value_name = "SCOPE", help_heading = "Place")]
    pub(crate) scope: Option<Scope>,
    /// The directory of the project, for --scope project [default: this one]
    #[arg(long, value_name = "DIR", help_heading = "Place")]
    pub(crate) project: Option<PathBuf>,
}

/// What is done to whose file.
#[derive(Debug, Args)]
pub(crate) struct ChangeArgs {
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
    /// Show what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What is connected.
#[derive(Debug, Args)]
pub(crate) struct ConnectionArgs {
    /// The profile whose token is used; for a server behind a URL the only one, or the one called `default`, when left out
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Name>,
    /// The name of the entry [default: the profile's]
    #[arg(long, value_name = "SERVER")]
    pub(crate) name: Option<Name>,
    /// How the entry comes by the token; the safest that the client reads when left out
    #[arg(long, value_parser = mode())]
    mode: Option<Mode>,
    /// The server, when it is not the profile's
    #[arg(long, value_name = "URL", conflicts_with = "command", help_heading = "Server behind a URL")]
    url: Option<String>,
    /// A header field that is sent as it stands; may be repeated
    #[arg(long, value_name = "NAME: VALUE", value_parser = header, conflicts_with = "command", help_heading = "Server behind a URL")]
    header: Vec<(String, String)>,
    /// The program that the client starts as a server
    #[arg(long, value_name = "PROGRAM", value_parser = NonEmptyStringValueParser::new(), help_heading = "Server that is started")]
    command: Option<String>,
    /// An argument of that program; may be repeated
    #[arg(
        long,
        value_name = "TEXT",
        allow_hyphen_values = true,
        requires = "command",
        conflicts_with_all = ["url", "header"],
        help_heading = "Server that is started"
    )]
    arg: Vec<String>,
    /// A variable of that program: a value, or `${NAME}` and nothing else for another variable, which NAME alone is short for
    #[arg(long, value_name = "NAME=VALUE", value_parser = variable,
        requires = "command", conflicts_with_all = ["url", "header"], help_heading = "Server that is started")]
    env: Vec<(String, String)>,
    /// Hand a kept secret to that program in a variable; may be repeated
    #[arg(long, value_name = "VAR=SECRET", value_parser = secret_variable,
        requires = "command", conflicts_with_all = ["url", "header"], help_heading = "Server that is started")]
    secret_var: Vec<(String, Name)>,
}

impl PlaceArgs {
    /// For whom the file counts.
    pub(crate) fn scope(&self) -> Scope {
        self.scope.unwrap_or(if self.project.is_some() { Scope::Project } else { Scope::User })
    }

    /// The project, absolute and without links, when one is meant.
    pub(crate) fn folder(&self) -> Result<Option<PathBuf>, Failure> {
        let folder = match (&self.project, self.scope) {
            (Some(folder), None | Some(Scope::Project)) => folder.as_path(),
            (Some(_), Some(Scope::User)) => {
                return Err(Failure::usage("`--project` is for `--scope project`"));
            }
            (None, Some(Scope::Project)) => Path::new("."),
            (None, _) => return Ok(None),
        };
        project_directory(folder).map(Some)
    }

    /// The file of a client that an entry goes into.
    pub(crate) fn file(
        &self,
        client: &Client,
        directories: &Directories,
    ) -> Result<Option<PathBuf>, Failure> {
        let files = files(client, self.scope(), self.folder()?, directories);
        Ok(client.target(&files).cloned())
    }

    /// The files of a client, in a project that may be gone by now as well.
    pub(crate) fn files(&self, client: &Client, directories: &Directories) -> Vec<PathBuf> {
        let folder = self.folder().unwrap_or_else(|_| self.project.as_deref().and_then(former_directory));
        files(client, self.scope(), folder, directories)
    }
}

impl ConnectionArgs {
    /// Whether anything was said.
    pub(crate) fn is_given(&self) -> bool {
        self.profile.is_some()
            || self.name.is_some()
            || self.mode.is_some()
            || self.url.is_some()
            || self.command.is_some()
            || !self.header.is_empty()
    }

    /// The profile whose token is used. A server that is started needs none, and gets one only when it is named.
    pub(crate) fn profile(&self, home: &Home<'_>, output: &Output) -> Result<Option<Name>, Failure> {
        if self.profile.is_none() && self.is_started() {
            return Ok(None);
        }
        let profile = home.profile_or_default(self.profile.as_ref(), output)?;
        self.sends_to_its_server(&profile, output)?;
        Ok(Some(profile.name))
    }

    /// A token goes to another server than its own only when the profile was named, and not without a word.
    fn sends_to_its_server(&self, profile: &Profile, output: &Output) -> Result<(), Failure> {
        let (Some(url), Some(own)) = (&self.url, &profile.url) else { return Ok(()) };
        // What is no URL of a server is refused as such.
        if same_server(own, url) || url::check(url).is_err() {
            return Ok(());
        }
        let name = &profile.name;
        let (own, other) = (shown_url(own), shown_url(url));
        let message = format!("the token of `{name}` is for `{own}`, and `--url` leads to `{other}`");
        if self.profile.is_some() {
            output.warn(&message);
            return Ok(());
        }
        Err(Failure::usage(message))
    }

    /// Whether a server is started, and not behind a URL.
    fn is_started(&self) -> bool {
        self.command.is_some()
    }

    /// What was asked for; `profile` is the one that is used.
    pub(crate) fn request(
        &self,
        client: &Client,
        place: &PlaceArgs,
        profile: Option<&Name>,
        env: &Env,
    ) -> Result<Request, Failure> {
        let server = self.name.clone().or_else(|| profile.cloned());
        Ok(Request {
            client: client.name.clone(),
            scope: place.scope(),
            path: place.file(client, &env.directories()?)?,
            server: server.ok_or_else(|| Failure::usage("the name of the entry is missing: `--name`"))?,
            profile: profile.cloned(),
            mode: self.mode,
            url: self.url.clone(),
            headers: self.header.clone(),
            command: self.command.clone(),
            args: self.arg.clone(),
            env: self.env.clone(),
            secrets: self.secret_var.clone(),
        })
    }
}

/// The arguments of this program for a request: a subcommand of `client`.
///
/// - `project`: the directory of the project, where that is not the working directory.
pub(crate) fn words_of(command: &str, request: &Request, project: Option<&Path>) -> Vec<String> {
    let Request { client, scope, server, profile, mode, url, headers, args, env, secrets, .. } = request;
    let flag = |name: &str, value: &dyn Display| [name.to_owned(), value.to_string()];
    let place = match project {
        Some(project) => Some(flag("--project", &project.display())),
        None => (*scope == Scope::Project).then(|| flag("--scope", &"project")),
    };
    let name = Some(server).filter(|server| profile.as_ref() != Some(server));
    let flags = profile
        .iter()
        .map(|profile| flag("--profile", profile))
        .chain(name.map(|name| flag("--name", name)))
        .chain(mode.map(|mode| flag("--mode", &mode)))
        .chain(url.iter().map(|url| flag("--url", url)))
        .chain(headers.iter().map(|(name, value)| flag("--header", &format!("{name}: {value}"))))
        .chain(request.command.iter().map(|command| flag("--command", command)))
        .chain(args.iter().map(|argument| flag("--arg", argument)))
        .chain(env.iter().map(|(name, value)| flag("--env", &format!("{name}={value}"))))
        .chain(secrets.iter().map(|(variable, name)| flag("--secret-var", &format!("{variable}={name}"))))
        .chain(place);
    let before = ["client", command, client].map(str::to_owned);
    before.into_iter().chain(flags.flatten()).collect()
}

fn scope() -> impl TypedValueParser<Value = Scope> {
    let about = |scope| match scope {
        Scope::User => "All projects of a user",
        Scope::Project => "One project, and whoever shares it",
    };
    one_of(&Scope::ALL, Scope::name, about)
}

fn mode() -> impl TypedValueParser<Value = Mode> {
    let about = |mode| match mode {
        Mode::Helper => "The client runs a command at each connect",
        Mode::Input => "The client asks, once",
        Mode::Env => "The client reads a variable",
        Mode::Exec => "The client starts mcp-token, which starts the server",
        Mode::Inline => "The token stands in the file",
    };
    one_of(&Mode::ALL, Mode::name, about)
}

/// Reads the value of a flag that is a client.
pub(crate) fn client(name: &str) -> Result<&'static Client, String> {
    Client::named(name).ok_or_else(|| {
        let edited = || Client::all().iter().filter(|client| client.is_edited());
        let names = || edited().map(|client| client.name.as_str()).collect::<Vec<_>>().join(" ");
        nearest(name, edited())
            .map_or_else(|| format!("not one of {}", names()), |near| format!("there is `{}`", near.name))
    })
}

/// The client that a name is nearly the name of.
fn nearest<'c>(name: &str, clients: impl Iterator<Item = &'c Client>) -> Option<&'c Client> {
    let letters = |name: &str| name.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), "");
    let own = letters(name);
    let scored = clients.map(|client| (strsim::jaro_winkler(&own, &letters(&client.name)), client));
    let near = scored.filter(|(score, _)| *score >= NEAR);
    near.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, client)| client)
}

/// From which similarity on, of 0 to 1, another name is meant.
const NEAR: f64 = 0.8;

/// A client that no entry is put into, and the line that prints what it is told.
pub(crate) fn not_edited(client: &Client, line: &str) -> Failure {
    Failure::usage(format!("{} has no file that is edited here", client.title)).with_hint(Hint::run(line))
}

/// The client that a command is about.
pub(crate) fn named(name: &str) -> Result<&'static Client, Failure> {
    Client::named(name).ok_or_else(|| {
        let near = nearest(name, Client::all().iter());
        let near = near.map(|near| format!(", there is `{}`", near.name)).unwrap_or_default();
        Failure::new(Exit::NotFound, Code::NO_CLIENT, format!("there is no client `{name}`{near}"))
            .with_hint(Hint::run("client list -v"))
    })
}

fn files(client: &Client, scope: Scope, folder: Option<PathBuf>, directories: &Directories) -> Vec<PathBuf> {
    let folder = folder.unwrap_or_default();
    client.files(scope, directories).into_iter().map(|file| folder.join(file)).collect()
}

/// The directory of a project that is gone, as [`project_directory`] had it.
fn former_directory(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    absolute.ancestors().find_map(|outer| {
        let inner = absolute.strip_prefix(outer).ok()?;
        Some(outer.canonicalize().ok()?.join(inner))
    })
}

/// The directory of a project, absolute and without links.
pub(crate) fn project_directory(folder: &Path) -> Result<PathBuf, Failure> {
    let found =
        folder.canonicalize().map_err(|error| Failure::io("cannot find the project's directory", error))?;
    if found.is_dir() {
        Ok(found)
    } else {
        Err(Failure::usage(format!("the project `{}` is no directory", folder.display())))
    }
}

/// Reads a header field and its value.
pub(crate) fn header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("`NAME: VALUE` is wanted")?;
    let name = header_name(name)?;
    let value = value.trim();
    if value.is_empty() || value.contains(|letter: char| letter.is_control() || !letter.is_ascii()) {
        return Err("the value of a header is printable ASCII".to_owned());
    }
    Ok((name, value.to_owned()))
}

fn variable(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) => Ok((variable_name(name)?, value.to_owned())),
        None => variable_name(text).map(|name| (name.clone(), format!("${{{name}}}"))),
    }
}
