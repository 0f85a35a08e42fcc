//! Which of the clients that read a file speak of it.

use mcp_token::client::{Examined, Finding};

/// Whether a client speaks of its file, of all that were found.
pub(super) fn speaks(file: &Examined, all: &[Examined], is_here: &dyn Fn(&Examined) -> bool) -> bool {
    let readers = || all.iter().filter(|other| other.path == file.path);
    // One that is here says that it does not read them.
    let is_disowned = |file: &Examined| {
        let root = file.client.root.join(".");
        let says = |finding: &Finding| matches!(finding, Finding::UnreadRoot { key, .. } if *key == root);
        !is_here(file) && readers().any(|one| is_here(one) && one.findings.iter().any(says))
    };
    let readers: Vec<_> = readers().filter(|file| !is_disowned(file)).collect();
    let is_like = |other: &&&Examined| other.client.root == file.client.root;
    let has_servers = |other: &&Examined| !other.servers.is_empty();
    let is_first = readers.first().is_some_and(|first| is_like(&first));
    // Others may read what it breaks on.
    let breaks = || file.findings.iter().any(|finding| matches!(finding, Finding::Unreadable { .. }));
    let may_speak = has_servers(&file) || is_first && (breaks() || !readers.iter().any(has_servers));
    let mut own = readers.iter().filter(is_like);
    let speaker = own.clone().find(|one| is_here(one)).or(own.next());
    may_speak
        && !is_disowned(file)
        && (is_here(file) || speaker.is_some_and(|one| one.client.name == file.client.name))
}

/// Whether a file is one of others too, of whom one is here, and its client on other platforms alone: only what is bad anywhere is
/// told of that.
pub(super) fn is_for_others(file: &Examined, all: &[Examined], is_here: &dyn Fn(&Examined) -> bool) -> bool {
    let is_beside = || all.iter().any(|other| other.path == file.path && is_here(other));
    !file.client.is_of_here() && !is_here(file) && is_beside()
}
