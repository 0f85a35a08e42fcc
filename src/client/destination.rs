//! Where the URL of an entry leads, with what it refers to in its place.

use super::Client;
use super::reference::{self, Reference, Syntax};
use super::surroundings::Outside;

impl Client {
    /// A URL as this client reads it; none where it leads nowhere, or only what is outside would tell where.
    pub fn leads_to(&self, url: &str, outside: &dyn Outside) -> Option<String> {
        let of_remote = self.remote.iter().flat_map(|remote| &remote.references);
        let understood: Vec<_> =
            of_remote.chain(self.stdio.iter().flat_map(|stdio| &stdio.references)).collect();
        let value = |reference: &Reference, written: &str| {
            let is_read = reference.syntax.names_a_variable() && understood.contains(&&reference.syntax);
            if !is_read || reference.has_default && self.no_defaults {
                return None;
            }
            let held = outside.in_variable(&reference.name).filter(|held| !held.is_empty());
            let held = held.and_then(|held| String::from_utf8(held.expose().to_vec()).ok());
            let default = || Some(written.split_once(":-")?.1.strip_suffix('}')?.to_owned());
            held.or_else(default)
        };
        let url = reference::filled(url.trim(), value);
        (!url.is_empty() && !is_of_a_variable(&url)).then_some(url)
    }
}

/// Whether only what is outside of the file says where a URL leads: all of it, or its host, is a variable without a default.
fn is_of_a_variable(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_port = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(host, _)| host);
    let found = reference::whole(host);
    found.is_some_and(|found| found.syntax.names_a_variable() || found.syntax == Syntax::Input)
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
            ("gemini", "https://a.$NONE:8080/mcp", Some("https://a.$NONE:8080/mcp")),
            ("cursor", "https://${env:HOST}/mcp", Some(known)),
            ("cursor", "${env:URL}", Some(known)),
            ("cursor", "${env:NONE}", None),
            ("cursor", "https://a.example/${env:NONE}", Some("https://a.example/${env:NONE}")),
            ("cursor", "https://${HOST}/mcp", None),
            ("claude-code", "https://${HOST}/mcp", Some(known)),
            ("claude-code", "https://${HOST:-b.example}/mcp", Some(known)),
            ("claude-code", "https://${NONE:-a.example}/mcp", Some(known)),
            ("claude-code", "https://${EMPTY:-a.example}/mcp", Some(known)),
            ("claude-code", "https://${EMPTY}/mcp", None),
            ("vscode", "https://${input:host}/mcp", None),
            ("codex", known, Some(known)),
            ("codex", "a.example/mcp", Some("a.example/mcp")),
            ("codex", " ", None),
        ] {
            let client = Client::named(client).unwrap();
            assert_eq!(client.leads_to(url, &Here).as_deref(), leads, "{url}");
        }
    }
}
