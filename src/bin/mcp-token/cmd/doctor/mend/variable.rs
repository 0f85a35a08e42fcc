//! Puts the token of a profile into the variable that an entry takes it from.

use mcp_token::client::{Finding, Holder, Surroundings, shown};
use mcp_token::profile::Profile;

use super::entry::Entry;
use crate::cmd::doctor::report::Mend;
use crate::failure::Hint;
use crate::output::human;

/// What puts the token of a profile into a variable: where there is none, it is kept first. By hand as long as a server would be
/// shown it too that may be another.
pub(super) fn into_variable(entry: &Entry<'_>, variable: &str, profile: &Profile) -> Option<Mend> {
    let known = entry.known;
    let name = &profile.name;
    let is_ours = entry.is_at_server_of(profile);
    let place = |of: &Entry<'_>| human::place(&of.file.path, &known.directories.home);
    let first = |what: String| Mend::by_hand(format!("first {what}"));
    if let Some(file) = entry.other_place(variable).filter(|_| is_ours) {
        let of = human::place(&file.path, &known.directories.home);
        let what = format!("what `{of}` says beside its servers: the token would be put in there too");
        return Some(first(what).in_file(&file.path, None));
    }
    match (&profile.url, entry.other_reader(variable, profile)) {
        (None, Some(other)) => {
            let set = format!("`mcp-token profile set {name} --url URL`");
            return Some(first(format!("{set}: else `{}` says where its token goes", place(&other))));
        }
        _ if !is_ours && entry.goes_elsewhere() => return None,
        _ if !is_ours => return Some(leads_anywhere(entry)),
        (Some(_), Some(other)) => {
            let what = gets_it_too(&other, &place(&other));
            return Some(first(what).in_file(&other.file.path, other.server.line));
        }
        (_, None) => {}
    }
    let export = format!("export {variable}=$(mcp-token get {name})");
    Some(Mend::Command(if known.gives_a_token(name) {
        Hint::command(&export)
    } else {
        profile.token.shelf()?;
        Hint::run(&format!("store {name} && {export}"))
    }))
}

/// What has to be changed first of an entry that is not surely at the server of a profile.
pub(super) fn leads_anywhere(entry: &Entry<'_>) -> Mend {
    let what = if entry.is_left_to_a_program() {
        "first what it starts: nobody knows where that sends the token"
    } else {
        "first its URL: nobody knows where that leads"
    };
    Mend::by_hand(what.to_owned()).in_file(&entry.file.path, entry.server.line)
}

/// What has to be changed of a server that would get a token which is not for it.
fn gets_it_too(entry: &Entry<'_>, file: &str) -> String {
    let of = format!("`{}` in `{file}`", shown(&entry.server.name));
    let (what, gets) = if entry.is_left_to_a_program() {
        (format!("what {of} starts"), "handed")
    } else {
        (format!("the URL of {of}"), "sent")
    };
    format!("{what}, or another variable there: it would be {gets} the token too")
}

/// The variable that a finding is about, which another token could be put into.
pub(super) fn variable_of(finding: &Finding) -> Option<&str> {
    match finding {
        Finding::UnsetVariable { name, .. }
        | Finding::ExpiredElsewhere { holder: Holder::Variable(name), .. }
        | Finding::Unfit { holder: Holder::Variable(name), .. }
        | Finding::OtherAudience { holder: Some(Holder::Variable(name)), .. } => Some(name),
        _ => None,
    }
}
