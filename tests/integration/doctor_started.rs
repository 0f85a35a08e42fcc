//! `mcp-token doctor`: servers that a client starts, a bridge to another or a package that is handed a token.

use crate::ward::{URL, Ward, filled, told_apart};

const CURSOR: &str = "~/.cursor/mcp.json";

fn servers(entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#))
}

#[test]
fn a_bridge_is_judged_by_the_url_that_it_leads_to() {
    let ward = Ward::exai();
    let bridge =
        |args: &str| servers(&format!(r#"{{"command":"npx","args":["-y","mcp-remote@0.15.1",{args}]}}"#));
    let good = bridge(&format!(r#""{URL}","--header","Authorization:${{AUTH}}""#));
    let in_url = ("token_in_url", "high", "sends its token in the query of its URL, where logs keep it");
    let literal = ("literal_token", "high", "holds a literal token in its arguments");
    let is_at = ("unencrypted", "warning", "is at http://a.example/mcp, not encrypted");
    let sends = ("unencrypted", "high", "sends its token to http://a.example/mcp, not encrypted");
    for (args, wrong) in [
        (r#""https://a.example/mcp?token=PRIVATE""#, &[in_url][..]),
        (
            r#""https://a.example/mcp?token=PRIVATE","--header","Authorization: Bearer PRIVATE-2""#,
            &[in_url, literal],
        ),
        (r#""http://a.example/mcp""#, &[is_at]),
        (r#""http://a.example/mcp","--header","Authorization: Bearer PRIVATE""#, &[sends, literal]),
    ] {
        told_apart(&ward, CURSOR, &good, &bridge(args), wrong);
    }
    let elsewhere = ("other_server", "high", "sends the token of `exai` to another server");
    for command in ["npx mcp-remote@0.15.1", "sh -c 'npx mcp-remote@0.15.1", "/opt/bin/mcp-proxy"] {
        let entry = |url: &str| {
            let end = if command.contains('\'') { "'" } else { "" };
            let words = shell_words::split(&format!("mcp-token exec exai -- {command} {url}{end}")).unwrap();
            let args: Vec<_> = words[1..].iter().map(|word| format!("\"{word}\"")).collect();
            servers(&format!(r#"{{"command":"mcp-token","args":[{}]}}"#, args.join(",")))
        };
        told_apart(&ward, CURSOR, &entry(URL), &entry("https://evil.example/"), &[elsewhere]);
    }
    // Where a client reads no URL, a bridge is what it is to have.
    let desktop = "~/.config/Claude/claude_desktop_config.json";
    ward.file(desktop, bridge(&format!("\"{URL}\"")));
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn a_package_that_is_handed_a_token_is_one_version_of_it() {
    let ward = Ward::exai();
    let run = |package: &str| {
        servers(&format!(r#"{{"command":"mcp-token","args":["exec","exai","--","npx","-y","{package}"]}}"#))
    };
    for (package, shown) in [
        ("server", "`server`"),
        ("@scope/server@latest", "`@scope/server@latest`"),
        ("server@^1.2.3", "a package"),
        ("server0123456789abcdefghij", "a package"),
    ] {
        let message = format!("hands its token to {shown}, in whatever version there is");
        told_apart(&ward, CURSOR, &run("server@1.2.3"), &run(package), &[("unpinned", "warning", &message)]);
    }
    // What is a range to npm is one version to uvx.
    let uvx = |package: &str| run(package).replace(r#""npx","-y""#, r#""uvx""#);
    let latest = "hands its token to `server@latest`, in whatever version there is";
    told_apart(&ward, CURSOR, &uvx("server@1.2"), &uvx("server@latest"), &[("unpinned", "warning", latest)]);
    let range = "hands its token to `server@1.2`, in whatever version there is";
    told_apart(&ward, CURSOR, &uvx("server==1.2"), &run("server@1.2"), &[("unpinned", "warning", range)]);
    // What is handed nothing is somebody else's to pin.
    ward.file(CURSOR, servers(r#"{"command":"npx","args":["-y","server"]}"#));
    assert_eq!(ward.found(&[]), []);
}
