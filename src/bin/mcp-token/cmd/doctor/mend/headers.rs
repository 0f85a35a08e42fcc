//! Headers beside the token of an entry, which a bridge is told of by flags: where they show no more than anybody may see.

use mcp_token::client::{Request, is_bridged, refuse_reference};
use mcp_token::profile::Profile;

use super::entry::Entry;
use super::harmless::is_harmless;
use super::steps::connection;
use crate::args::client::header;

/// The headers that stand beside the token, where an installation takes them.
pub(super) fn beside_the_token(
    entry: &Entry<'_>,
    request: &Request,
    profile: &Profile,
) -> Option<Vec<(String, String)>> {
    let headers = said(entry)?;
    let request = Request { url: entry.server.url.clone(), headers, ..request.clone() };
    let is_good = !request.holds_a_secret()
        && connection(&request, Some(profile)).is_some_and(|own| own.check().is_ok());
    is_good.then_some(request.headers)
}

/// The headers of an entry that are no credentials, where a flag can say each of them, and the bridge reads it.
pub(super) fn said(entry: &Entry<'_>) -> Option<Vec<(String, String)>> {
    let is_said = |own: &(String, String)| {
        let (name, value) = own;
        header(&format!("{name}: {value}")).is_ok_and(|read| read == *own)
            && !name.starts_with('-')
            && is_bridged(name)
            && refuse_reference(value).is_ok()
            && is_harmless(name, value)
    };
    let headers = &entry.server.more_headers;
    headers.iter().all(is_said).then(|| headers.clone())
}
