//! `mcp-token doctor`: what is wrong with where an entry leads, and what goes there, and the neighbour of each.

use crate::ward::{URL, Ward, filled, told_apart};

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

#[test]
fn a_token_that_a_url_only_refers_to_is_told_by_its_name_and_by_what_it_holds() {
    let ward = Ward::exai();
    let live = filled("@LIVE@");
    let found = |url: &str| {
        ward.file(CURSOR, at(url));
        let told = ward.keeper.run_with(&["doctor", "--json"], |command| {
            command.env("PTOK", &live).env("TENANT", "acme").env("API_TOKEN", "abc")
        });
        let found = ward.found_by(&told);
        found.into_iter().map(|one| (one.0, one.2)).collect::<Vec<_>>()
    };
    let told = |part: &str| {
        let what = format!("{CURSOR}: `a` sends its token in the {part} of its URL, where logs keep it");
        [("token_in_url".to_owned(), what)]
    };
    for (url, part) in [
        ("https://p.example.com/${env:PTOK}/sse", "path"),
        ("https://p.example.com/${env:API_TOKEN}/sse", "path"),
        ("https://p.example.com/sse?x=${env:PTOK}", "query"),
        ("https://p.example.com/sse#${env:PTOK}", "fragment"),
        ("https://p.example.com/${env:TENANT}/${env:PTOK}", "path"),
        ("https://p.example.com/API_TOKEN/mcp?k=${env:API_TOKEN}", "query"),
        ("https://p.example.com/PTOK?PTOK#${env:PTOK}", "fragment"),
        ("https://${env:PTOK}/mcp?x=${env:PTOK}", "query"),
    ] {
        assert_eq!(found(url), told(part), "{url}");
    }
    for url in
        ["https://p.example.com/${env:TENANT}/sse", "https://${env:TENANT}/sse", "https://${env:PTOK}/PTOK"]
    {
        assert_eq!(found(url), [], "{url}");
    }
}

#[test]
fn a_bridge_that_an_entry_hands_a_token_is_pinned_to_one_version() {
    let ward = Ward::new();
    ward.program("npx", "true");
    let bridge = |more: &str| {
        filled(&format!(
            r#"{{"mcpServers":{{"a":{{"command":"npx","args":["-y","PACKAGE","https://far.example/mcp",{more}}}}}}}"#
        ))
    };
    let variable = r#""--header","Authorization:${AUTH_HEADER}"],"env":{"AUTH_HEADER":"Bearer ${env:HOME}"}"#;
    let told = ("unpinned", "warning", "hands its token to `mcp-remote`, in whatever version there is");
    for (more, others) in [
        (variable, &[][..]),
        (r#""--header","Authorization: Bearer ${env:HOME}"]"#, &[]),
        (
            r#""--header","Authorization: Bearer @LIVE@"]"#,
            &[("literal_token", "high", "holds a literal token in its arguments")],
        ),
    ] {
        let at = |package: &str| bridge(more).replace("PACKAGE", package);
        let found = |package: &str| {
            ward.file(CURSOR, at(package));
            ward.found(&[]).into_iter().map(|one| (one.0, one.1, one.2)).collect::<Vec<_>>()
        };
        let expected = |found: &[(&str, &str, &str)]| {
            let line = |one: &(&str, &str, &str)| {
                (one.0.to_owned(), one.1.to_owned(), format!("{CURSOR}: `a` {}", one.2))
            };
            found.iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(found("mcp-remote"), expected(&[&[told], others].concat()), "{more}");
        // One version, and what is no bridge.
        assert_eq!(found("mcp-remote@0.15.1"), expected(others), "{more}");
        assert_eq!(found("@acme/server"), expected(others), "{more}");
    }
    // One that is handed nothing.
    ward.file(CURSOR, bridge("\"--debug\"]").replace("PACKAGE", "mcp-remote"));
    assert_eq!(ward.found(&[]), []);
}

/// A project may be anybody's: of a profile without a URL nobody else has said where its token goes.
#[test]
fn a_project_that_says_where_the_token_of_a_profile_goes_is_told() {
    let header = |value: &str| format!(r#""url":"{URL}","headers":{{"Authorization":"Bearer {value}"}}"#);
    let servers = |members: &str| format!(r#"{{"mcpServers":{{"a":{{{members}}}}}}}"#);
    let codex = format!("[mcp_servers.a]\nurl = \"{URL}\"\nbearer_token_env_var = \"FREE_JWT_TOKEN\"\n");
    let input = r#""inputs":[{"id":"free-token","type":"promptString","password":true,"description":"x"}]"#;
    let input =
        format!(r#"{{{input},"servers":{{"a":{{"type":"http",{}}}}}}}"#, header("${input:free-token}"));
    let helper =
        format!(r#""type":"http","url":"{URL}","headersHelper":"mcp-token get free -o headers-json""#);
    for (of_project, of_user, content) in [
        ("p/.cursor/mcp.json", "~/.cursor/mcp.json", servers(&header("${env:FREE_JWT_TOKEN}"))),
        ("p/.mcp.json", "~/.claude.json", servers(&helper)),
        ("p/.codex/config.toml", "~/.codex/config.toml", codex),
        ("p/.vscode/mcp.json", "~/.config/Code/User/mcp.json", input),
    ] {
        let told = |url: &str, file: &str, more: &[&str]| {
            let ward = Ward::new();
            ward.keeper.set(&[&["free", "--secret-from", "new", "--store", "none"], more].concat());
            ward.keeper.set(&["other", "--secret-from", "none", "--store", "file", "--url", URL]);
            ward.file("p/x", "");
            ward.file(file, content.replace(URL, url));
            let found = ward.findings(&["--project", "p"]);
            let those = found.into_iter().filter(|one| one["code"] == "other_server");
            those.map(|one| (one["rank"].clone(), one["message"].clone())).collect::<Vec<_>>()
        };
        let said = "sends the token of `free` to where this project says: that profile names no server";
        let message = format!("./{of_project}: `a` {said}");
        assert_eq!(told(URL, of_project, &[]), [("warning".into(), message.into())]);
        assert_eq!(told(URL, of_user, &[]), []);
        assert_eq!(told(URL, of_project, &["--url", URL]), []);
        let elsewhere = told("https://far.example/mcp", of_project, &["--url", URL]);
        assert!(elsewhere.len() == 1 && elsewhere[0].0 == "high", "{elsewhere:?}");
    }
    // One of the profiles that have the variable is for that server.
    let ward = Ward::new();
    ward.keeper.set(&["free", "--secret-from", "new", "--store", "none", "--var", "T"]);
    ward.keeper.set(&["other", "--secret-from", "new", "--store", "none", "--var", "T", "--url", URL]);
    ward.file("p/.cursor/mcp.json", servers(&header("${env:T}")));
    let found = ward.findings(&["--project", "p"]);
    assert!(found.iter().all(|one| one["code"] != "other_server"), "{found:?}");
}
