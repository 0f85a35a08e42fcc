//! What is told of an entry, or of one that was put somewhere: what it lacks, how long it is good, how it goes again.

use std::path::{Path, PathBuf};

use mcp_token::client::{Client, Copied, Directories, Layered, Mode, Request, Scope, refused_for, shown};
use mcp_token::clock::Span;
use mcp_token::name::Name;
use mcp_token::profile::Profile;
use mcp_token::secret::Source;

use super::Plan;
use crate::env::Env;
use crate::failure::Hint;
use crate::output::{Output, human};

/// What of somebody goes with an entry, and does not come back.
pub(crate) struct Aside {
    what: String,
    /// Where it lies from then on; none where it is not kept.
    pub(crate) copy: Option<PathBuf>,
}

impl Aside {
    /// - `copied`: none where that may not be.
    pub(super) fn new(server: &Name, copied: Option<Copied>, copy: Option<PathBuf>) -> Self {
        let what = match copied {
            Some(Copied::Entry) => format!("`{server}` as it stood until now"),
            Some(Copied::EntryInPart) => format!("`{server}` as it stood until now, {WITHOUT_COMMENTS}"),
            Some(Copied::Replaced) => format!("what `{server}` was before"),
            Some(Copied::File) | None => "the file as it was".to_owned(),
        };
        Self { what, copy }
    }

    /// Says where it lies.
    pub(crate) fn tell(&self, home: &Path, output: &Output) {
        output.note(&self.line(home));
    }

    /// The same in one line.
    pub(crate) fn line(&self, home: &Path) -> String {
        let what = &self.what;
        match &self.copy {
            Some(copy) => format!("{what}: {}", human::place(copy, home)),
            None => format!("{what} is not kept: it may hold a token, or is too large"),
        }
    }
}

/// How what may be kept of an entry is kept.
pub(crate) const WITHOUT_COMMENTS: &str = "without its comments";

/// Says before it is done that something of somebody would be lost.
pub(crate) fn warn_of_a_loss(plan: &Plan, output: &Output) {
    if plan.loses() {
        output.warn(&format!(
            "what `{}` is now would be kept nowhere: it may hold a token",
            plan.request.server
        ));
    }
}

impl Plan {
    /// For which entry of its file the client uses none, now that this one is there.
    pub(crate) fn refusal(&self, home: &Path) -> Option<String> {
        let path = self.request.path.as_deref()?;
        let (server, finding) = refused_for(self.client, path, self.request.scope)?;
        Some(format!("{}: `{}` {finding}", self.place(home), shown(&server)))
    }

    /// What other files of the client add to the entry, where it lays them over each other, and which it may read in the place of its
    /// own: a line for each.
    pub(crate) fn layers(&self, directories: &Directories) -> impl Iterator<Item = String> {
        let Self { client, request, layers, .. } = self;
        let title = &client.title;
        let saying = layers.iter().filter(|other| !other.says.is_empty());
        let added = saying.map(move |Layered { path, says, counts_more, .. }| {
            let place = human::place(path, &directories.home);
            let says: Vec<_> = says.iter().map(|key| format!("`{key}`")).collect();
            let (server, says) = (&request.server, says.join(", "));
            let how = if *counts_more { "counts more, with its" } else { "adds its" };
            format!("{place} has `{server}` too: for {title} it {how} {says}")
        });
        let is_one_of = request.scope == Scope::User && !client.lays_over;
        let files = is_one_of.then(|| client.files(Scope::User, directories)).into_iter().flatten();
        let own = request.path.as_ref().map(|path| path.canonicalize().unwrap_or(path.clone()));
        let others = files.filter(move |file| file.canonicalize().is_ok_and(|there| Some(there) != own));
        added.chain(others.map(move |file| {
            let place = human::place(&file, &directories.home);
            format!("{place} is there too: if {title} does not show the entry, it reads that file")
        }))
    }
}

/// Says what an entry does not know and its helper would need.
pub(crate) fn warn_of_a_moved_home(mode: Option<Mode>, env: &Env, output: &Output) {
    if matches!(mode, Some(Mode::Helper | Mode::Exec)) && env.is_set("MCP_TOKEN_HOME") {
        output
            .warn("the entry does not know of `MCP_TOKEN_HOME`: the client must have it in its environment");
    }
}

/// The variable with a profile's key, when a client keeps it from the command that the token is fetched by.
pub(crate) fn hidden_key<'p>(
    client: &Client,
    mode: Mode,
    scope: Scope,
    profile: &'p Profile,
) -> Option<&'p str> {
    match &profile.key.as_ref()?.source {
        Source::Variable(variable) if client.hides(variable, mode, scope) => Some(variable),
        _ => None,
    }
}

/// What keeps the key of a profile where every command finds it, in a shell that has it in a variable.
pub(crate) fn kept_key(profile: &Name, variable: &str) -> String {
    format!(
        "printenv {variable} | mcp-token secret set {profile} --store file --secret-file - && \
         mcp-token profile set {profile} --secret-from name:{profile}"
    )
}

/// How long a token lives that a client takes when it starts, or once, and not at each connect.
pub(crate) fn life(client: &Client, mode: Mode, profile: Option<&Profile>) -> Option<Span> {
    let is_at_each_connect =
        mode == Mode::Helper && client.remote.as_ref().is_some_and(|remote| remote.helper.is_some());
    let made =
        profile.filter(|profile| profile.key.is_some() && !is_at_each_connect && client.script.is_none());
    made.map(|profile| profile.ttl)
}

/// The command that takes an entry out which was installed.
pub(crate) fn removal(request: &Request, directories: &Directories) -> Hint {
    let line = format!("client remove {} {}", request.client, request.server);
    let path = request.path.as_deref().filter(|_| request.scope == Scope::Project);
    match path.and_then(|path| Client::named(&request.client)?.project_of(path, directories)) {
        Some(folder) => Hint::shell(&format!("mcp-token {line} --project"), &folder),
        None => Hint::run(&line),
    }
}
