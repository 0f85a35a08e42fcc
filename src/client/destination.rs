//! Where the URL of an entry leads, with what it refers to in its place.

use std::ops::Range;

use super::Client;
use super::reference::{self, Reference};
use super::surroundings::Outside;
use crate::profile::url::same_server;

impl Client {
    /// A URL as this client reads it; none where it leads nowhere, or only what is outside would tell where: with a reference left
    /// before its query nobody knows the host or the path.
    pub(super) fn leads_to(&self, url: &str, outside: &dyn Outside) -> Option<String> {
        let url = self.followed(url, outside);
        (!url.is_empty() && left(&url).is_none()).then_some(url)
    }

    /// Whether a URL surely leads elsewhere than to a server, whatever the references stand for that are left in it.
    pub(super) fn leads_away(&self, url: &str, server: &str, outside: &dyn Outside) -> bool {
        let url = self.followed(url, outside);
        let Some(left) = left(&url) else { return !url.is_empty() && !same_server(server, &url) };
        let known = |text: &str| text.trim_end_matches('/').to_ascii_lowercase();
        let behind = url[left.end..].split(['?', '#']).next().unwrap_or_default();
        let (before, server) = (url[..left.start].to_ascii_lowercase(), known(server));
        !server.starts_with(&before) || !server.ends_with(&known(behind))
    }

    /// A URL with what variables hold in the place of the references that it reads.
    fn followed(&self, url: &str, outside: &dyn Outside) -> String {
        let of_remote = self.remote.iter().flat_map(|remote| &remote.references);
        let understood: Vec<_> =
            of_remote.chain(self.stdio.iter().flat_map(|stdio| &stdio.references)).collect();
        reference::filled(url.trim(), |reference, written| {
            let is_read = reference.syntax.names_a_variable() && understood.contains(&&reference.syntax);
            if !is_read || self.ignores_default(reference) {
                return None;
            }
            let held = outside.in_variable(&reference.name).filter(|held| !held.is_empty());
            let held = held.and_then(|held| String::from_utf8(held.expose().to_vec()).ok());
            let default = || Some(written.split_once(":-")?.1.strip_suffix('}')?.to_owned());
            held.or_else(default)
        })
    }

    /// Whether it does not read a reference for the default in it.
    pub(super) fn ignores_default(&self, reference: &Reference) -> bool {
        reference.has_default && self.no_defaults
    }
}

/// From the first to the last reference that stands before the query of a URL.
fn left(url: &str) -> Option<Range<usize>> {
    let query = url.find(['?', '#']).unwrap_or(url.len());
    let mut places = reference::placed(url).map(|(place, _)| place).filter(|place| place.start < query);
    let first = places.next()?;
    Some(first.start..places.last().map_or(first.end, |last| last.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    /// Where `HOST`, `PATH` and `URL` are set.
    struct Here;

    impl Outside for Here {
        fn in_variable(&self, name: &str) -> Option<Secret> {
            let value = match name {
                "HOST" => "a.example",
                "PATH" => "mcp",
                "URL" => "https://a.example/mcp",
                "EMPTY" => "",
                _ => return None,
            };
            Some(Secret::new(value.as_bytes().to_vec()))
        }

        fn in_file(&self, _: &str) -> Option<Secret> {
            None
        }
    }

    #[test]
    fn a_url_leads_where_its_variables_say() {
        let known = "https://a.example/mcp";
        for (client, url, leads) in [
            ("gemini", "https://$HOST/mcp", Some(known)),
            ("gemini", "https://${HOST}/$PATH", Some(known)),
            ("gemini", "$URL", Some(known)),
            ("gemini", "https://$NONE/mcp", None),
            ("gemini", "https://$NONE:8080/mcp", None),
            ("gemini", "https://a.$NONE:8080/mcp", None),
            ("gemini", "https://a.example/mcp?x=$NONE", Some("https://a.example/mcp?x=$NONE")),
            ("gemini", "https://a.example/mcp#$NONE", Some("https://a.example/mcp#$NONE")),
            ("cursor", "https://${env:HOST}/mcp", Some(known)),
            ("cursor", "${env:URL}", Some(known)),
            ("cursor", "${env:NONE}", None),
            ("cursor", "https://a.example/${env:NONE}", None),
            ("cursor", "https://${env:NONE}.a.example/mcp", None),
            ("cursor", "https://${HOST}/mcp", None),
            ("goose", "https://${NONE:-a.example}/mcp", None),
            ("claude-code", "https://${HOST}/mcp", Some(known)),
            ("claude-code", "https://${HOST:-b.example}/mcp", Some(known)),
            ("claude-code", "https://${NONE:-a.example}/mcp", Some(known)),
            ("claude-code", "https://${EMPTY:-a.example}/mcp", Some(known)),
            ("claude-code", "https://${EMPTY}/mcp", None),
            ("vscode", "https://${input:host}/mcp", None),
            ("vscode", "https://${input:host}.a.example/mcp", None),
            ("codex", known, Some(known)),
            ("codex", "a.example/mcp", Some("a.example/mcp")),
            ("codex", " ", None),
        ] {
            let client = Client::named(client).unwrap();
            assert_eq!(client.leads_to(url, &Here).as_deref(), leads, "{url}");
        }
    }

    #[test]
    fn what_is_known_of_a_url_is_enough_to_tell_that_it_leads_away() {
        let client = Client::named("gemini").unwrap();
        let away = |url: &str, server: &str| client.leads_away(url, server, &Here);
        let server = "https://a.example/mcp/";
        for url in [
            "$URL",
            "$NONE",
            "$NONE/mcp",
            "https://$NONE/mcp",
            "https://$NONE.example/mcp",
            "HTTPS://A.$NONE/MCP/",
            "https://a.example/$NONE",
            "https://$NONE/$NONE",
            "https://$NONE/mcp?x=$NONE",
            "https://a.example/mcp?x=$NONE",
            "https://${env:NONE}/mcp",
            "",
        ] {
            assert!(!away(url, server), "{url}");
        }
        for url in [
            "https://b.example/$NONE",
            "https://$NONE.b.example/mcp",
            "https://$NONE/other",
            "https://$NONE:8443/mcp",
            "http://$NONE/mcp",
            "$NONE/other?/mcp",
            "https://$NONE/other#/mcp",
            "https://$HOST/other",
            "https://b.example/${env:NONE}",
        ] {
            assert!(away(url, server), "{url}");
        }
    }
}
