//! Where the URL of an entry leads, with what it refers to in its place.

use std::ops::Range;

use super::Client;
use super::reference::{self, Reference, Syntax};
use super::surroundings::Outside;
use super::value::Value;
use crate::profile::url::{same_server, spellings};

impl Client {
    /// The forms of references that it reads in the URL of an entry: of one that a bridge leads to, as in all that is started.
    pub(super) fn read_in_url(&self, entry: &Value) -> &[Syntax] {
        let of_started = || self.stdio.as_ref().map(|stdio| stdio.references.as_slice());
        let of_remote = self.remote.as_ref().map(|remote| remote.references.as_slice());
        let read = of_remote.filter(|_| self.own_url(entry).is_some()).or_else(of_started);
        read.unwrap_or_default()
    }

    /// The server of a URL as this client reads it, without its query; none where it leads nowhere, or only what is outside would
    /// tell where: with a reference left nobody knows the host or the path.
    ///
    /// - `read`: the forms of references that it reads there.
    pub(super) fn leads_to(&self, url: &str, read: &[Syntax], outside: &dyn Outside) -> Option<String> {
        let url = self.followed(url, read, outside);
        (!url.is_empty() && left(&url).is_none()).then_some(url)
    }

    /// Whether a URL surely leads elsewhere than to a server, whatever the references stand for that are left in it.
    pub(super) fn leads_away(&self, url: &str, read: &[Syntax], server: &str, outside: &dyn Outside) -> bool {
        let url = self.followed(url, read, outside);
        let Some(span) = left(&url) else { return !url.is_empty() && !same_server(server, &url) };
        // Such are written in several ways.
        if !url.is_ascii() || url.contains(['@', '%']) {
            return false;
        }
        let url = url.to_ascii_lowercase();
        let (before, behind) = (&url[..span.start], url[span.end..].trim_end_matches('/'));
        let leads_there = |own: &String| {
            let rest = own.to_ascii_lowercase().strip_prefix(before).map(str::to_owned);
            rest.is_some_and(|rest| rest.trim_end_matches('/').ends_with(behind))
        };
        !spellings(server).iter().any(leads_there)
    }

    /// A URL without its query, with what variables hold in the place of the references that it reads.
    fn followed(&self, url: &str, read: &[Syntax], outside: &dyn Outside) -> String {
        let url = reference::filled(without_query(url.trim()), |reference, written| {
            let is_read = reference.syntax.names_a_variable() && read.contains(&reference.syntax);
            if !is_read || self.ignores_default(reference) {
                return None;
            }
            let held = outside.in_variable(&reference.name).filter(|held| !held.is_empty());
            let held = held.and_then(|held| String::from_utf8(held.expose().to_vec()).ok());
            let default = || Some(written.split_once(":-")?.1.strip_suffix('}')?.to_owned());
            held.or_else(default)
        });
        without_query(&url).to_owned()
    }

    /// Whether it does not read a reference for the default in it.
    pub(super) fn ignores_default(&self, reference: &Reference) -> bool {
        reference.has_default() && self.no_defaults
    }
}

/// From the first to the last reference that stands in a URL without a query.
fn left(url: &str) -> Option<Range<usize>> {
    let mut places = reference::placed(url).map(|(place, _)| place);
    let first = places.next()?;
    Some(first.start..places.last().map_or(first.end, |last| last.end))
}

/// What stands in a query can be a secret. What stands in a reference begins none.
fn without_query(url: &str) -> &str {
    let references: Vec<_> = reference::placed(url).map(|(place, _)| place).collect();
    let is_own = |at: &usize| !references.iter().any(|place| place.contains(at));
    let end = url.match_indices(['?', '#']).map(|(at, _)| at).find(is_own);
    &url[..end.unwrap_or(url.len())]
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
                "KEYED" => "https://a.example/mcp?key=PRIVATE",
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
            ("gemini", "https://a.example/mcp?x=$NONE", Some(known)),
            ("gemini", "https://a.example/mcp?x=$PATH", Some(known)),
            ("gemini", "https://a.example/mcp#$NONE", Some(known)),
            ("gemini", "$KEYED", Some(known)),
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
            ("claude-code", "${NONE:-https://a.example/mcp?x=1#y}", Some(known)),
            ("claude-code", "https://a.example/mcp?x=${NONE:-?}", Some(known)),
            ("vscode", "https://${env:HOST}/mcp", None),
            ("vscode", "https://${input:host}/mcp", None),
            ("vscode", "https://${input:host}.a.example/mcp", None),
            ("codex", known, Some(known)),
            ("codex", "a.example/mcp", Some("a.example/mcp")),
            ("codex", " ", None),
        ] {
            let client = Client::named(client).unwrap();
            assert_eq!(client.leads_to(url, read_in_own(client), &Here).as_deref(), leads, "{url}");
        }
    }

    fn read_in_own(client: &Client) -> &[Syntax] {
        &client.remote.as_ref().unwrap().references
    }

    #[test]
    fn a_url_among_arguments_is_read_as_they_are() {
        let vscode = Client::named("vscode").unwrap();
        let of = |key: &str| Value::Map(vec![(key.to_owned(), Value::text("https://a.example/mcp"))]);
        assert_eq!(vscode.read_in_url(&of("url")), [Syntax::Input]);
        assert_eq!(vscode.read_in_url(&of("command")), vscode.stdio.as_ref().unwrap().references);
    }

    #[test]
    fn what_is_known_of_a_url_is_enough_to_tell_that_it_leads_away() {
        let client = Client::named("gemini").unwrap();
        let away = |url: &str, server: &str| client.leads_away(url, read_in_own(client), server, &Here);
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
            "https://a.example/mcp/$NONE",
            "https://a.example:443/$NONE",
            "https://a.example:$NONE/mcp",
            "https://a.example/m$NONE/",
            "https://a.example/\u{e9}$NONE",
            "https://me@a.$NONE/mcp",
            "",
        ] {
            assert!(!away(url, server), "{url}");
        }
        assert!(!away("https://a.example/$NONE", "https://a.example"));
        assert!(!away("https://a.example/$NONE", "https://a.example:443/mcp"));
        for url in [
            "https://b.example/$NONE",
            "https://$NONE.b.example/mcp",
            "https://$NONE/other",
            "https://$NONE:8443/mcp",
            "http://$NONE/mcp",
            "$NONE/other?/mcp",
            "https://a.example/mcp$NONE/mcp",
            "https://a.example:8$NONE/mcp",
            "https://$NONE/other#/mcp",
            "https://$HOST/other",
            "https://b.example/${env:NONE}",
        ] {
            assert!(away(url, server), "{url}");
        }
    }
}
