//! Files of the user that are laid over those of all projects.

use std::path::{Path, PathBuf};

use super::{Layer, Layers, astray, over, part};
use crate::client::credential::{has_header, header_twice};
use crate::client::finding::Finding;
use crate::client::opened::entry_in;
use crate::client::place::from_home;
use crate::client::value::Value;
use crate::client::{Client, Directories};

/// An entry over those of its name in projects.
pub(in crate::client) struct Above<'l> {
    pub(in crate::client) name: &'l str,
    /// The last of the files that have it.
    file: PathBuf,
    /// What all of these say.
    pub(in crate::client) own: Value,
    /// The same laid over what is below them.
    pub(in crate::client) seen: Value,
    layer: &'l Layer,
}

impl Layers {
    /// The entries over those that they have.
    pub(in crate::client) fn above<'l>(
        &'l self,
        client: &Client,
        directories: &Directories,
    ) -> Vec<Above<'l>> {
        let (_, files) = client.files_around_projects(directories);
        let over_one = |(name, layer): (&'l str, &'l Layer)| {
            let entry = |file: PathBuf| Some((entry_in(client, &file, name).ok()??, file));
            let upper = files.iter().cloned().filter_map(entry);
            let (own, file) = upper.fold(None, |below: Option<(Value, _)>, (entry, file)| {
                let own =
                    part(client, &client.anchored(&entry, &file, &directories.home), false).into_owned();
                Some((below.map_or_else(|| own.clone(), |(below, _)| over(&own, &below)), file))
            })?;
            Some(Above { name, file, seen: over(&own, &layer.entry), own, layer })
        };
        self.0.iter().map(|(name, layer)| (name.as_str(), layer)).filter_map(over_one).collect()
    }
}

impl Above<'_> {
    /// Whether it is told in a file of the user that is below those of projects.
    pub(in crate::client) fn is_told_below(&self, finding: &Finding) -> bool {
        self.layer.told.contains(finding)
    }

    /// A credential that goes elsewhere by it.
    pub(in crate::client) fn astray(&self, client: &Client, home: &Path) -> Option<Finding> {
        let below = &self.layer.entry;
        let place = astray(client, &self.seen, &self.own, (below, below))?;
        Some(Finding::Astray { place, file: from_home(&self.file, home), is_theirs: false })
    }

    /// One header in two spellings, of which it has one alone, and the file that has the other.
    pub(in crate::client) fn header_twice(&self, client: &Client, home: &Path) -> Option<(&Path, Finding)> {
        let (first, second) = header_twice(client, &self.seen, None)?;
        let has = |entry: &Value, header: &str| has_header(client, entry, header);
        let (name, other) = match (has(&self.own, &first), has(&self.own, &second)) {
            (true, false) => (second, first),
            (false, true) => (first, second),
            _ => return None,
        };
        let theirs = self.layer.parts.iter().rev().find(|part| has(&part.own, &name))?;
        let file = Some(from_home(&self.file, home)).filter(|_| !has(&theirs.own, &other))?;
        Some((&theirs.file, Finding::HeaderTwice { name, other, file: Some(file) }))
    }
}
