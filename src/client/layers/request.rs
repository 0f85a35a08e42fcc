//! What other files of a client make of an entry that is to be put into one.

use std::path::PathBuf;

use super::astray::astray;
use super::{Part, over, part};
use crate::client::finding::Finding;
use crate::client::holder::Place;
use crate::client::judge::skip;
use crate::client::opened::entry_in;
use crate::client::shown::shown;
use crate::client::value::Value;
use crate::client::{Client, Directories, Request};

/// Another file of a client that has an entry of one name, of those that it lays over each other.
pub struct Layered {
    /// The file.
    pub path: PathBuf,
    /// Whether it is laid over that with the entry, and not that over it.
    pub counts_more: bool,
    /// The keys that lead to what its client takes from there, as they may be shown.
    pub says: Vec<String>,
    /// Where a credential of one of the two stands that goes to where the other leads.
    pub astray: Option<Place>,
    /// Whether the client would use no entry of its files for what they come to together.
    pub is_refused: bool,
}

impl Client {
    /// The other files, of those that are laid over each other, whose entry of that name counts beside this one. For an entry of a
    /// project those above it are among them.
    ///
    /// - `own`: what is to stand in the file of the request.
    pub fn layered(&self, request: &Request, own: &Value, directories: &Directories) -> Vec<Layered> {
        if !self.lays_over {
            return Vec::new();
        }
        let is_own = |file: &PathBuf| match (&request.path, file.canonicalize()) {
            (Some(path), Ok(there)) => path == file || path.canonicalize().is_ok_and(|own| own == there),
            (path, _) => path.as_ref() == Some(file),
        };
        let (mut parts, mut place): (Vec<Part>, _) = (Vec::new(), None);
        for file in self.files_beside(request, directories) {
            let entry = match (is_own(&file), place) {
                (true, None) => {
                    place = Some(parts.len());
                    own.clone()
                }
                (true, Some(_)) => continue,
                (false, _) => match entry_in(self, &file, request.server.as_str()) {
                    Ok(Some(entry)) => part(self, &entry, false).into_owned(),
                    _ => continue,
                },
            };
            let whole = parts.last().map_or_else(|| entry.clone(), |below| over(&entry, &below.whole));
            parts.push(Part { file, own: entry, whole });
        }
        let Some((place, all)) = place.zip(parts.last()) else { return Vec::new() };
        let others = parts.iter().enumerate().filter(|(at, _)| *at != place);
        let layered = others.map(|(at, other)| self.layer(&all.whole, &parts[place], other, at > place));
        layered.filter(|one| !one.says.is_empty() || one.astray.is_some() || one.is_refused).collect()
    }

    /// - `seen`: all of them as one.
    fn layer(&self, seen: &Value, own: &Part, other: &Part, counts_more: bool) -> Layered {
        let (upper, lower) = if counts_more { (other, own) } else { (own, other) };
        let is_refused = |entry: &Value| {
            skip::findings(self, entry, self.all_or_none).iter().any(Finding::is_of_all_entries)
        };
        Layered {
            path: other.file.clone(),
            counts_more,
            says: said(&other.own, &own.own, counts_more),
            astray: astray(self, seen, &upper.own, (&lower.own, &lower.whole)),
            // Where a key spares it, each by itself has to be good.
            is_refused: self.spared_by.is_none() && is_refused(seen) && !is_refused(&own.own),
        }
    }
}

/// The keys that lead to what is seen of an entry beside another, as they may be shown.
///
/// - `counts_more`: whether it is laid over that, and not that over it.
fn said(other: &Value, own: &Value, counts_more: bool) -> Vec<String> {
    let of_member = |(key, value): &(String, Value)| match own.get(key) {
        Some(own) if matches!((own, value), (Value::Map(_), Value::Map(_))) => {
            let inner = said(value, own, counts_more).into_iter();
            inner.map(|inner| format!("{}.{inner}", shown(key))).collect()
        }
        Some(own) if !counts_more || own == value => Vec::new(),
        _ => vec![shown(key).to_owned()],
    };
    other.members().iter().flat_map(of_member).collect()
}
