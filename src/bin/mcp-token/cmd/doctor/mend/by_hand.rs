//! What somebody has to change in a client's file where no command does it: what goes where, in one line.

use mcp_token::client::{
    Client, Directories, Examined, Finding, Form, Format, Holder, Place, Skip, Surroundings, Syntax, Unfit,
    may_be_shown,
};
use mcp_token::name::Name;

use super::entry::Entry;
use super::steps::may_be_written;
use crate::cmd::connect::kept_key;
use crate::cmd::doctor::known::Known;
use crate::output::human;

pub(super) fn of(
    file: &Examined,
    entry: Option<&Entry<'_, '_, '_>>,
    finding: &Finding,
    known: &Known<'_, '_>,
) -> String {
    let client = file.client;
    match finding {
        Finding::LiteralToken { place } | Finding::ExpiredToken { place, .. }
            if entry.is_none() && *place != Place::Text =>
        {
            format!("take it out of there: {} reads no server at that place", client.title)
        }
        Finding::LiteralToken { place } | Finding::ExpiredToken { place, .. } => {
            in_its_place(client, place).unwrap_or_else(|| as_printed(file, entry, known))
        }
        Finding::OtherAudience { holder: None, .. } => {
            let own = entry.and_then(Entry::profile);
            match own.filter(|own| own.key.is_some()) {
                Some(_) => as_printed(file, entry, known),
                None => "a token for this server in its place".to_owned(),
            }
        }
        Finding::OtherServer { profile } => {
            let url = known.url_of_profile(profile).filter(|url| may_be_written(url));
            let url = url.map_or_else(|| format!("the URL of `{profile}`"), |url| format!("`{url}`"));
            format!("{url} into the entry, or the token of another profile")
        }
        Finding::UnsetVariable { .. }
        | Finding::NotListed { .. }
        | Finding::ExpiredElsewhere { .. }
        | Finding::Unfit { .. }
        | Finding::OtherAudience { .. }
        | Finding::Blanked { .. }
        | Finding::NoInput { .. }
        | Finding::NoFile { .. }
        | Finding::WrongReference { .. } => referred(file, entry, finding, known),
        Finding::Skipped { why, .. } => used(client, why).unwrap_or_else(|| as_printed(file, entry, known)),
        Finding::TokenInUrl { part: "user" } => "take it out of the URL, and show it in a header".to_owned(),
        Finding::TokenInUrl { part } => {
            format!("take it out of the {part} of the URL, and show it in a header")
        }
        Finding::Unencrypted { url, .. } if url.starts_with(['w', 'W']) => {
            "`wss` for `ws` in its URL".to_owned()
        }
        Finding::Unencrypted { .. } => "`https` for `http` in its URL".to_owned(),
        Finding::NoToken { .. } => header(file, entry, known, "value"),
        Finding::NotShown { .. } => header(file, entry, known, "header `Authorization`"),
        Finding::NothingKept { .. }
        | Finding::KeyNotHandedOn { .. }
        | Finding::NoHeaders
        | Finding::NoSecret { .. }
        | Finding::NoProgram { .. }
        | Finding::NoProfile { .. }
        | Finding::Unpinned { .. } => run(file, entry, finding, known),
        Finding::ReadableByOthers { .. }
        | Finding::ReadableElsewhere { .. }
        | Finding::WritableByOthers { .. }
        | Finding::ForeignOwner { .. }
        | Finding::Dead
        | Finding::UnreadRoot { .. }
        | Finding::Unreadable { .. }
        | Finding::Twice { .. }
        | Finding::NotSeen { .. } => whole(file, finding, known),
    }
}

/// For what a reference leads to, or how it is written.
fn referred(
    file: &Examined,
    entry: Option<&Entry<'_, '_, '_>>,
    finding: &Finding,
    known: &Known<'_, '_>,
) -> String {
    let client = file.client;
    let variable = |name: &str| if may_be_shown(name) { format!("`{name}`") } else { "it".to_owned() };
    let put = |holder: &Holder, token: &str| match holder {
        Holder::Variable(name) => format!("set {} to {token} before {} starts", variable(name), client.title),
        Holder::File(_) => format!("{token} into that file"),
    };
    match finding {
        Finding::UnsetVariable { .. }
        | Finding::ExpiredElsewhere { holder: Holder::Variable(_), .. }
        | Finding::Unfit { holder: Holder::Variable(_), .. }
        | Finding::OtherAudience { holder: Some(Holder::Variable(_)), .. }
        | Finding::WrongReference { .. }
            if entry.is_some_and(Entry::goes_elsewhere) =>
        {
            "first its URL: what is put into the variable goes there".to_owned()
        }
        Finding::UnsetVariable { name, .. } => {
            format!("set {} before {} starts", variable(name), client.title)
        }
        Finding::NotListed { name, key } => format!("{} into its `{key}`", variable(name)),
        Finding::ExpiredElsewhere { holder, .. } => put(holder, "a token that lives"),
        Finding::Unfit { holder, why } => put(
            holder,
            match why {
                Unfit::Empty => "a token",
                Unfit::Malformed => "a whole token",
                Unfit::Doubled(_) => "the token alone",
                Unfit::Early(_) | Unfit::Ended => "a token that is valid now",
            },
        ),
        Finding::OtherAudience { holder: Some(holder), .. } => put(holder, "a token for this server"),
        Finding::Blanked { .. } => "a variable of another name, there and where it is set".to_owned(),
        Finding::NoInput { .. } => {
            let inputs = client.inputs.as_deref().unwrap_or_default();
            format!("an input of that `id` among the `{inputs}`")
        }
        Finding::NoFile { .. } => "the file in its place, or the name of another".to_owned(),
        Finding::WrongReference { right: Some(right), .. } if !known.is_at_odds(file) => {
            format!("`{right}` in its place{}{}", listed(client), asked(client, right))
        }
        _ => as_printed(file, entry, known),
    }
}

/// For what a client runs.
fn run(
    file: &Examined,
    entry: Option<&Entry<'_, '_, '_>>,
    finding: &Finding,
    known: &Known<'_, '_>,
) -> String {
    match finding {
        Finding::NoHeaders => {
            format!("`mcp-token get {} -o headers-json` in its place", profile(entry))
        }
        Finding::KeyNotHandedOn { profile, variable, .. } => {
            format!("where `{variable}` is set: `{}`", kept_key(profile, variable))
        }
        Finding::NoSecret { name: Some(name) } => {
            let store = known.looks.best_store();
            format!("keep it with `mcp-token secret set {name} --store {store}`, or name another")
        }
        Finding::NoSecret { name: None } => "name a secret of `mcp-token secret list`".to_owned(),
        Finding::NoProgram { .. } => {
            format!("install it where {} looks for programs, or name another", file.client.title)
        }
        Finding::NoProfile { name: Some(name) } => made(name),
        Finding::NoProfile { name: None } => "name a profile of `mcp-token list`".to_owned(),
        Finding::Unpinned { package: Some(package) } => {
            format!("`{}@VERSION` in its place, one that was looked at", without_version(package))
        }
        Finding::Unpinned { package: None } => "`@VERSION` behind it, one that was looked at".to_owned(),
        _ => as_printed(file, entry, known),
    }
}

/// For a file, or where it lies.
fn whole(file: &Examined, finding: &Finding, known: &Known<'_, '_>) -> String {
    let client = file.client;
    match finding {
        Finding::ReadableByOthers { .. } | Finding::ReadableElsewhere { .. } => {
            "take from group and others the right to read it".to_owned()
        }
        Finding::WritableByOthers { .. } => "take from group and others the right to write".to_owned(),
        Finding::ForeignOwner { .. } => "a file of yours in its place, in a directory of yours".to_owned(),
        Finding::Dead => moved(file, &known.directories),
        Finding::UnreadRoot { right, .. } => format!("put its servers under `{right}`"),
        Finding::Unreadable { .. } => format!("correct it there: {} reads {}", client.title, dialect(client)),
        Finding::Twice { .. } => "take one of the two out".to_owned(),
        _ => "a regular file that you can read in its place".to_owned(),
    }
}

/// What shows the token in a header, where that stands.
fn header(file: &Examined, entry: Option<&Entry<'_, '_, '_>>, known: &Known<'_, '_>, place: &str) -> String {
    match reference(file.client, &Place::Header("Authorization".to_owned())) {
        Some(reference) => format!("`Bearer {reference}` as its {place}{}", listed(file.client)),
        None => as_printed(file, entry, known),
    }
}

fn made(profile: &Name) -> String {
    format!(
        "make it with `mcp-token profile set {profile} --secret-from new`, for a token of others with `--secret-from none` and \
         then `mcp-token store {profile}`; or name another"
    )
}

/// What stands in the place of a token.
fn in_its_place(client: &Client, place: &Place) -> Option<String> {
    if *place == Place::Names {
        return Some("take it out of there".to_owned());
    }
    let named = client.remote.as_ref().and_then(|remote| remote.client_secret.as_ref());
    if matches!(place, Place::Member(key) if Some(key) == named) {
        return Some("the name of a variable in its place, and the token in that variable".to_owned());
    }
    let names = client.remote.as_ref().and_then(|remote| remote.bearer_variable.as_ref());
    let handed = client.stdio.as_ref().and_then(|stdio| stdio.env_names.as_ref());
    Some(match (reference(client, place), names.filter(|_| !matches!(place, Place::Variable(_))), handed) {
        (Some(reference), ..) => match asked(client, &reference) {
            asked if asked.is_empty() => {
                format!("`{reference}` in its place{}, and the token in that variable", listed(client))
            }
            asked => format!("`{reference}` in its place{asked}"),
        },
        (None, Some(key), _) => format!("`{key}` with the name of a variable in its place"),
        (None, None, Some(key)) => format!("the name of the variable in `{key}` in its place"),
        (None, None, None) => return None,
    })
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
fn reference(client: &Client, place: &Place) -> Option<String> {
    let own = match place {
        Place::Variable(name) => Some(name.as_str()),
        _ => None,
    };
    let form = client.reference_at(place)?;
    let name = own.filter(|name| may_be_shown(name)).unwrap_or("NAME");
    Some(form.write(if form == Syntax::Input { "ID" } else { name }))
}

/// What this program would write; unless the only profile is surely meant, for which of them.
fn as_printed(file: &Examined, entry: Option<&Entry<'_, '_, '_>>, known: &Known<'_, '_>) -> String {
    let is_meant = entry.is_none_or(|entry| entry.profile().is_some());
    let named = if known.names.len() < 2 && is_meant {
        String::new()
    } else {
        format!(" --profile {}", profile(entry))
    };
    let mode = if known.is_at_odds(file) { " --mode exec" } else { "" };
    format!("in its place what `mcp-token client print {}{named}{mode}` prints", file.client.name)
}

/// The profile that is surely for a server, else what stands for one.
fn profile<'n>(entry: Option<&Entry<'n, '_, '_>>) -> &'n str {
    let own = entry.and_then(Entry::profile);
    own.map_or("NAME", |profile| profile.name.as_str())
}

/// What has the client use the entry.
fn used(client: &Client, why: &Skip) -> Option<String> {
    let remote = client.remote.as_ref();
    let kind = |word: &str| {
        if client.format == Format::Yaml { format!("type: {word}") } else { format!("\"type\": \"{word}\"") }
    };
    Some(match why {
        Skip::NoUrls | Skip::LeadsNowhere | Skip::NoObject => return None,
        Skip::Missing { word: Some(word), .. } => format!("`{}` into the entry", kind(word)),
        Skip::Missing { key, word: None } => format!("`{key}` into the entry"),
        Skip::Form { key, wanted: wanted @ (Form::Map | Form::TextMap) } => {
            format!("an {wanted} as its `{key}`")
        }
        Skip::Form { key, wanted } => format!("a {wanted} as its `{key}`"),
        Skip::UnknownType => {
            let word = remote.and_then(|remote| remote.kind.as_deref()).unwrap_or_default();
            format!("`{}` in the entry", kind(word))
        }
        Skip::EventStream => {
            let key = remote.map(|remote| remote.url.as_str()).unwrap_or_default();
            format!("`{key}` for `url` as the key of the URL")
        }
        Skip::WebSocket => "an `https` URL of the server, if it has one".to_owned(),
        Skip::Refused => {
            let keys = remote.map(|remote| match remote.refuses.as_slice() {
                [] => "Authorization".to_owned(),
                keys => keys.join("` and `"),
            });
            let keys = keys.unwrap_or_default();
            format!("take `{keys}` out of the entry")
        }
    })
}

/// Where an entry of an old place belongs now.
fn moved(file: &Examined, directories: &Directories) -> String {
    let now = file.client.files(file.scope, directories).into_iter().next().unwrap_or_default();
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

/// A package without what is said of its version.
fn without_version(package: &str) -> &str {
    let start = usize::from(package.starts_with('@'));
    package[start..].find(['@', '=']).map_or(package, |end| &package[..start + end])
}
