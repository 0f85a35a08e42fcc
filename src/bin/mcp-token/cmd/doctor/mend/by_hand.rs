//! What somebody has to change in a client's file where no command does it: what goes where, in one line.

mod said;

use std::path::PathBuf;

use mcp_token::client::{
    Client, Directories, Examined, Finding, Form, Format, Holder, Lack, Place, Scope, Skip, Syntax, Unfit,
    may_be_shown,
};
use mcp_token::name::Name;

use super::entry::Entry;
use super::steps::mode_for_all;
use crate::cmd::doctor::known::Known;
use crate::cmd::doctor::report::Mend;
use crate::output::human;

/// What to do about a finding, and where in a file it is done.
pub(super) fn of(file: &Examined, entry: Option<&Entry<'_>>, finding: &Finding, known: &Known<'_>) -> Mend {
    let hand = Hand { file, entry, known };
    let mend = Mend::by_hand(hand.said(finding).unwrap_or_else(|| hand.as_printed()));
    match hand.place(finding) {
        Some((path, line)) => mend.in_file(&path, line),
        None => mend,
    }
}

/// The scheme that stands in a URL which is not encrypted, be it in the default of a reference.
fn plain_scheme(url: &str) -> Option<&'static str> {
    let url = url.to_ascii_lowercase();
    ["http", "ws"].into_iter().find(|scheme| url.contains(&format!("{scheme}://")))
}

/// What belongs where a reference leads.
pub(super) fn wanted(finding: &Finding) -> &'static str {
    match finding {
        Finding::ExpiredElsewhere { .. } => "a token that lives",
        Finding::Unfit { why, .. } => match why {
            Unfit::Empty => "a token",
            Unfit::Malformed => "a whole token",
            Unfit::Doubled(_) => "the token alone",
            Unfit::Early(_) | Unfit::Ended => "a token that is valid now",
        },
        Finding::OtherAudience { .. } => "a token for this server",
        _ => "its value",
    }
}

/// A hand that changes a file.
struct Hand<'n> {
    file: &'n Examined,
    entry: Option<&'n Entry<'n>>,
    known: &'n Known<'n>,
}

impl<'n> Hand<'n> {
    /// What it does, where that is not to write an entry anew.
    fn said(&self, finding: &Finding) -> Option<String> {
        match finding {
            Finding::LiteralToken { .. }
            | Finding::ExpiredToken { .. }
            | Finding::OtherAudience { holder: None, .. }
            | Finding::NoToken { .. }
            | Finding::NotShown { .. } => self.shown(finding),
            Finding::OtherServer { .. }
            | Finding::ForNoServer { .. }
            | Finding::Astray { .. }
            | Finding::TokenInUrl { .. }
            | Finding::Unencrypted { .. }
            | Finding::Skipped { .. } => self.led(finding),
            Finding::UnsetVariable { .. }
            | Finding::NotListed { .. }
            | Finding::ExpiredElsewhere { .. }
            | Finding::Unfit { .. }
            | Finding::OtherAudience { .. }
            | Finding::Blanked { .. }
            | Finding::NoInput { .. }
            | Finding::NoFile { .. }
            | Finding::WrongReference { .. } => self.referred(finding),
            Finding::NothingKept { .. }
            | Finding::KeyNotHandedOn { .. }
            | Finding::HelperRefused { .. }
            | Finding::NoHeaders
            | Finding::NoSecret { .. }
            | Finding::NoProgram { .. }
            | Finding::NoProfile { .. }
            | Finding::Unpinned { .. } => self.run(finding),
            Finding::ReadableByOthers { .. }
            | Finding::ReadableElsewhere { .. }
            | Finding::WritableByOthers { .. }
            | Finding::ForeignOwner { .. }
            | Finding::Dead
            | Finding::UnreadRoot { .. }
            | Finding::Unreadable { .. }
            | Finding::Twice { .. }
            | Finding::HeaderTwice { .. }
            | Finding::NotSeen { .. } => self.whole(finding),
        }
    }

    /// Where it does that; none where it is in no file that it could open.
    fn place(&self, finding: &Finding) -> Option<(PathBuf, Option<usize>)> {
        match finding {
            Finding::ReadableByOthers { .. }
            | Finding::ReadableElsewhere { .. }
            | Finding::WritableByOthers { .. }
            | Finding::ForeignOwner { .. }
            | Finding::ForNoServer { .. }
            | Finding::NotSeen { .. } => None,
            Finding::ExpiredElsewhere { holder: Holder::File { path, .. }, .. }
            | Finding::Unfit { holder: Holder::File { path, .. }, .. }
            | Finding::OtherAudience { holder: Some(Holder::File { path, .. }), .. } => {
                Some((self.known.referred().path(path)?, None))
            }
            Finding::Unpinned { package: Some(package) } if self.line_with_version(package).is_some() => None,
            Finding::Unencrypted { url, .. } if plain_scheme(url).is_none() => None,
            finding if is_of_a_variable(finding) && self.is_believed() => None,
            _ => {
                let of_entry = self.entry.and_then(|entry| entry.server.line_of(finding));
                Some((self.file.path.clone(), finding.line().or(of_entry)))
            }
        }
    }

    fn goes_elsewhere(&self) -> bool {
        self.entry.is_some_and(Entry::goes_elsewhere)
    }

    /// Whether what an entry refers to may go where it leads.
    fn is_believed(&self) -> bool {
        self.file.scope == Scope::User && !self.goes_elsewhere()
    }

    /// What this program would write; unless the only profile is surely meant, for which of them.
    fn as_printed(&self) -> String {
        let Self { file, entry, known } = self;
        let is_meant = entry.is_none_or(|entry| entry.profile().is_some());
        let named = if known.names.as_ref().is_none_or(|names| names.len() < 2) && is_meant {
            String::new()
        } else {
            format!(" --profile {}", self.profile())
        };
        let mode = mode_for_all(file, false, known).map(|mode| format!(" --mode {mode}"));
        let mode = mode.unwrap_or_default();
        format!("in its place what `mcp-token client print {}{named}{mode}` prints", file.client.name)
    }

    /// The profile that is surely for a server, else what stands for one.
    fn profile(&self) -> &'n str {
        let own = self.entry.and_then(Entry::profile);
        own.map_or("NAME", |profile| profile.name.as_str())
    }
}

/// Whether it is what a variable holds: that is set in no file of a client.
fn is_of_a_variable(finding: &Finding) -> bool {
    matches!(
        finding,
        Finding::UnsetVariable { .. }
            | Finding::ExpiredElsewhere { holder: Holder::Variable(_), .. }
            | Finding::Unfit { holder: Holder::Variable(_), .. }
            | Finding::OtherAudience { holder: Some(Holder::Variable(_)), .. }
    )
}

fn made(profile: &Name) -> String {
    format!(
        "make it with `mcp-token profile set {profile} --secret-from new`, for a token of others with `--secret-from none` and \
         then `mcp-token store {profile}`; or name another"
    )
}

/// What stands in the place of a token.
///
/// - `token`: what is kept elsewhere then.
/// - `is_read_beside`: whether another entry takes what is in the variable of that name.
fn in_its_place(client: &Client, place: &Place, token: &str, is_read_beside: bool) -> Option<String> {
    if *place == Place::Names {
        return Some("take it out of there".to_owned());
    }
    let named = client.remote.as_ref().and_then(|remote| remote.client_secret.as_ref());
    if matches!(place, Place::Member(key) if Some(key) == named) {
        return Some(format!("the name of a variable in its place, and {token} in that variable"));
    }
    if let Some(reference) = reference(client, place, !is_read_beside) {
        return Some(match asked(client, &reference) {
            asked if asked.is_empty() => {
                format!("`{reference}` in its place{}, and {token} in that variable", listed(client))
            }
            asked => format!("`{reference}` in its place{asked}"),
        });
    }
    let (remote, handed) =
        (client.remote.as_ref(), client.stdio.as_ref().and_then(|own| own.env_names.as_ref()));
    let key = match place {
        Place::Variable(_) => return Some(format!("the name of the variable in `{}` in its place", handed?)),
        Place::Arguments => {
            return Some(format!("a variable that the server reads, its name in `{}`", handed?));
        }
        Place::Header(name) if !name.eq_ignore_ascii_case("Authorization") => {
            remote?.header_variables.as_ref()
        }
        _ => remote?.bearer_variable.as_ref(),
    };
    Some(format!("`{}` with the name of a variable in its place", key?))
}

/// What belongs to a reference to something that the client asks the user for.
fn asked(client: &Client, reference: &str) -> String {
    let inputs = client.inputs.as_ref().filter(|_| *reference == Syntax::Input.write("ID"));
    inputs.map(|inputs| format!(", and that `ID` among the `{inputs}`")).unwrap_or_default()
}

/// Where else the name of a variable belongs that is referred to.
fn listed(client: &Client) -> String {
    let key = client.remote.as_ref().and_then(|remote| remote.env_names.as_ref());
    key.map(|key| format!(", its name in `{key}`")).unwrap_or_default()
}

/// A reference of the form that the client reads at that place; that of a variable is to the same variable outside.
///
/// - `may_be_own`: whether that is meant.
fn reference(client: &Client, place: &Place, may_be_own: bool) -> Option<String> {
    let own = match place {
        Place::Variable(name) if may_be_own => Some(name.as_str()),
        _ => None,
    };
    let form = client.reference_at(place)?;
    let name = own.filter(|name| may_be_shown(name)).unwrap_or("NAME");
    Some(form.write(if form == Syntax::Input { "ID" } else { name }))
}

/// What has the client use the entry.
fn used(client: &Client, why: &Skip) -> Option<String> {
    let remote = client.remote.as_ref();
    let kind = |word: &str| {
        if client.format == Format::Yaml { format!("type: {word}") } else { format!("\"type\": \"{word}\"") }
    };
    Some(match why {
        Skip::NoUrls | Skip::LeadsNowhere | Skip::NoObject => return None,
        Skip::Name => format!("another name for it: {}", client.possible_names()),
        Skip::NameTaken => "take one of the two out".to_owned(),
        Skip::NameNoText => "quotation marks around its name".to_owned(),
        Skip::Missing { word: Some(word), .. } => format!("`{}` into the entry", kind(word)),
        Skip::Missing { key, word: None } => format!("`{key}` into the entry"),
        Skip::Form { key, wanted } => format!("{} as its `{key}`", one(wanted)),
        Skip::UnknownType { word } => {
            format!("`{}` in the entry", kind(word.as_deref().unwrap_or_default()))
        }
        Skip::EventStream => {
            let key = remote.map(|remote| remote.url.as_str()).unwrap_or_default();
            format!("`{key}` for `url` as the key of the URL")
        }
        Skip::WebSocket => "an `https` URL of the server, if it has one".to_owned(),
        Skip::Refused { key } => format!("take `{key}` out of the entry"),
    })
}

/// What makes a file whole whose text can be read.
fn supplied(lack: &Lack) -> String {
    match lack {
        Lack::Form { key: Some(key), wanted } => format!("{} as its `{key}`", one(wanted)),
        Lack::Form { key: None, wanted } => format!("{} as the whole of it", one(wanted)),
        Lack::Name => "`name` with a string into that entry".to_owned(),
        Lack::Heading(key) => format!("`{key}` with a string at the top"),
    }
}

fn one(form: &Form) -> String {
    match form {
        Form::Words(_) => form.to_string(),
        Form::Map | Form::TextMap | Form::MapOrTexts | Form::MapOrNo => format!("an {form}"),
        _ => format!("a {form}"),
    }
}

/// Where an entry of an old place belongs now: beside it.
fn moved(file: &Examined, directories: &Directories) -> String {
    let now = file.client.files(file.scope, directories).into_iter().next().unwrap_or_default();
    let now = file.path.with_file_name(now.file_name().unwrap_or_default());
    let now = human::place(&now, &directories.home);
    format!("move it into `{now}`, under `{}`", file.client.root.join("."))
}

/// What its parser takes.
fn dialect(client: &Client) -> &'static str {
    match (client.format, client.comments, client.trailing_commas) {
        (Format::Toml, ..) => "TOML",
        (Format::Yaml, ..) => "YAML",
        (_, Some(false), Some(false)) => "JSON without comments and without a comma before a bracket",
        (_, _, Some(false)) => "JSON without a comma before a bracket",
        _ => "JSON",
    }
}

/// A package in a version that is to be filled in.
fn with_version(package: &str) -> String {
    format!("{}@VERSION", without_version(package))
}

/// A package without what is said of its version.
fn without_version(package: &str) -> &str {
    let start = usize::from(package.starts_with('@'));
    package[start..].find(['@', '=']).map_or(package, |end| &package[..start + end])
}
