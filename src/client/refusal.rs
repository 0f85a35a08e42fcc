//! The entry for which a client uses none of its file.

use std::path::Path;

use super::finding::{Finding, Skip};
use super::judge::skip;
use super::reading::Reading;
use super::value::Value;
use super::{Client, Scope};
use crate::file::Original;

/// The name of that entry, and what is wrong with it; none where the file cannot be read here. Whether a file is there that an entry
/// refers to is not looked at.
pub fn refused_for(client: &'static Client, path: &Path, scope: Scope) -> Option<(String, Finding)> {
    let original = Original::look(path).ok()??;
    let Reading { value, roots, .. } = Reading::of(client, path, original.bytes(), false).ok()?;
    // What the user's file says of it is not looked at; where a key spares an entry, each file has to be good by itself.
    let is_part = |one: &Finding| {
        let is_one = matches!(one, Finding::Skipped { why: Skip::LeadsNowhere, .. });
        is_one && scope == Scope::Project && client.lays_over && client.spared_by.is_none()
    };
    let is_it = |one: &Finding| one.is_of_all_entries() && !is_part(one);
    let found = |keys: &[String], (name, entry): &(String, Value)| {
        let mut found = skip::findings(client, &entry.parted().0, client.refuses_all(keys)).into_iter();
        Some((name.clone(), found.find(is_it).filter(|_| !client.is_foreign(name, entry))?))
    };
    roots.into_iter().find_map(|keys| value.behind(keys)?.members().iter().find_map(|one| found(keys, one)))
}
