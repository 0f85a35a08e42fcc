//! `mcp-token doctor`: what is wrong with where an entry leads, and what goes there, and the neighbour of each.

use crate::ward::{Ward, filled, told_apart};

const CURSOR: &str = "~/.cursor/mcp.json";
const GOOSE: &str = "~/.config/goose/config.yaml";

fn at(url: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"a":{{"url":"{url}"}}}}}}"#))
}

#[test]
fn a_token_in_a_url_hides_not_that_it_is_sent_in_the_clear() {
    let ward = Ward::exai();
    let in_url = |part: &str| format!("sends its token in the {part} of its URL, where logs keep it");
    let clear = |url: &str| format!("sends its token to {url}, not encrypted");
    for (url, part, shown) in [
        ("http://z.example.org/mcp?api_key=@LIVE@", "query", "http://z.example.org"),
        ("http://u:PRIVATE@z.example.org/mcp", "user", "http://z.example.org"),
    ] {
        let (first, second) = (in_url(part), clear(shown));
        let both = [("token_in_url", "high", &*first), ("unencrypted", "high", &*second)];
        told_apart(&ward, CURSOR, &at("https://z.example.org/mcp"), &at(url), &both);
        let goose = |url: &str| {
            filled(&format!("extensions:\n  a: {{enabled: true, type: streamable_http, uri: '{url}'}}\n"))
        };
        told_apart(&ward, GOOSE, &goose("https://z.example.org/mcp"), &goose(url), &both);
        let near = at(&url.replace("z.example.org", "127.0.0.1"));
        told_apart(&ward, CURSOR, &at("http://127.0.0.1/mcp"), &near, &both[..1]);
    }
}
