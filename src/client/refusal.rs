//! The entry for which a client uses none of its file.

use std::path::Path;

use super::Client;
use super::finding::Finding;
use super::judge::skip;
use super::reading::Reading;
use crate::file::Original;

/// The name of that entry, and what is wrong with it; none where the file cannot be read here. Whether a file is there that an entry
/// refers to is not looked at.
pub fn refused_for(client: &'static Client, path: &Path) -> Option<(String, Finding)> {
    let original = Original::look(path).ok()??;
    let Reading { value, root, .. } = Reading::of(client, path, original.bytes(), false).ok()?;
    let servers = root.iter().try_fold(&value, |value, key| value.get(key))?;
    servers.members().iter().find_map(|(name, entry)| {
        let found = skip::findings(client, &entry.parted().0, client.refuses_all(root));
        Some((name.clone(), found.into_iter().find(Finding::is_of_all_entries)?))
    })
}
