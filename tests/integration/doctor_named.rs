//! `mcp-token doctor`: a helper of the user's names a profile that is for no server, or is not there.

use serde_json::Value;

use crate::doctor_withheld::{lines, shown};
use crate::far::{CLAUDE, CURSOR, FAR, VSCODE, server};
use crate::ward::{Ward, filled};

const EVIL: &str = "https://evil.example/mcp";
const TOKEN: &str = "PRIVATE-0123456789";

/// With a profile that names no server.
fn free() -> Ward {
    let ward = Ward::new();
    ward.keeper.set(&["free", "--secret-from", "new", "--store", "none"]);
    ward
}

fn helped(helper: &str) -> String {
    server(&format!(r#"{{"type":"http","url":"{FAR}","headersHelper":"{helper}"}}"#))
}

/// The user's own entry says which server is meant.
#[test]
fn a_profile_that_a_helper_names_gets_its_url() {
    for helper in ["/nowhere/mcp-token get free -o headers-json", "mcp-token get free"] {
        let entry = helped(helper);
        let ward = free();
        ward.file(CLAUDE, &entry);
        let line = format!(
            "mcp-token profile set free --url {FAR} && mcp-token client install claude-code --profile free --name far"
        );
        let set = format!("mcp-token profile set free --url {FAR}");
        assert_eq!(lines(&ward, "far", &[]), [line.clone(), set]);
        ward.shell(&line).code(0);
        assert_eq!(ward.in_clients(), [] as [Value; 0]);
        // More than the helper stands there, or more is done by it.
        for (old, new) in [
            ("\"headersHelper\"", r#""headers":{"X-Api-Key":"${FOO}"},"headersHelper""#),
            ("get free", "get free --min-ttl 1h"),
            ("get free", "get free | x"),
            ("get free", "get gone"),
        ] {
            let ward = free();
            ward.file(CLAUDE, entry.replace(old, new));
            let found = ward.in_clients();
            let is_one =
                |one: &Value| one["command"].as_str().is_some_and(|line| line.contains("client install"));
            assert!(!found.iter().any(is_one), "{new}: {found:?}");
        }
        // A project says nothing of where that goes.
        let ward = free();
        ward.file("p/.mcp.json", &entry);
        assert_eq!(lines(&ward, "far", &[]), [""; 0]);
    }
}

/// Nothing says that its token is another server's.
#[test]
fn a_profile_whose_token_is_for_another_server_gets_no_url() {
    for (file, entry) in [
        (CURSOR, format!(r#"{{"mcpServers":{{"free":{{"url":"{EVIL}"}}}}}}"#)),
        (
            CURSOR,
            format!(
                r#"{{"mcpServers":{{"x":{{"url":"{EVIL}","headers":{{"A":"${{env:FREE_JWT_TOKEN}}"}}}}}}}}"#
            ),
        ),
        (
            VSCODE,
            format!(
                r#"{{"servers":{{"x":{{"type":"http","url":"{EVIL}","headers":{{"A":"${{input:free-token}}"}}}}}}}}"#
            ),
        ),
    ] {
        let ward = free();
        ward.file(CLAUDE, helped("mcp-token get free"));
        ward.file(file, &entry);
        let lines = lines(&ward, "far", &[]);
        assert!(lines.iter().all(|line| !line.contains("profile set")), "{entry}: {lines:?}");
    }
    let ward = free();
    ward.keeper.set(&["free", "--aud", EVIL]);
    ward.file(CLAUDE, helped("mcp-token get free"));
    assert!(lines(&ward, "far", &[]).iter().all(|line| !line.contains("profile set")));
    let ward = Ward::new();
    ward.keeper.set(&["free", "--secret-from", "none", "--store", "file"]);
    ward.shell_with("mcp-token store free --opaque", TOKEN).code(0);
    ward.file(CLAUDE, helped("mcp-token get free"));
    assert_eq!(lines(&ward, "far", &[]).len(), 2);
    ward.file(CURSOR, server(&format!("{{{}}}", shown(TOKEN).replace(FAR, EVIL))).replace("far\":", "x\":"));
    assert!(lines(&ward, "far", &[]).iter().all(|line| !line.contains("profile set")));
}

/// One that is not there is made for the URL that was read; not where another entry takes it elsewhere, or a project names it.
#[test]
fn a_profile_that_a_helper_names_is_made_for_its_url() {
    let ward = Ward::new();
    let helper = helped("mcp-token get gone -o headers-json");
    ward.file(CLAUDE, &helper);
    assert_eq!(lines(&ward, "far", &[]), [format!("mcp-token setup --profile gone --url {FAR}")]);
    // Not where another entry takes that profile elsewhere.
    ward.file(
        CLAUDE,
        filled(&helper.replace("{\"far\":", "{\"other\":@,\"far\":").replace(
            '@',
            &format!(
                r#"{{"type":"http","url":"{EVIL}","headersHelper":"mcp-token get gone -o headers-json"}}"#
            ),
        )),
    );
    assert_eq!(lines(&ward, "far", &[]), [""; 0]);
    // Nor where a project names it.
    ward.file(CLAUDE, &helper);
    ward.file("p/.mcp.json", r#"{"mcpServers":{"z":{"command":"sh","args":["-c","mcp-token get gone"]}}}"#);
    assert_eq!(lines(&ward, "far", &[]), [""; 0]);
    ward.file("p/.mcp.json", "{}");
}

/// What takes no token is refused none, and what is said by hand has the name.
#[test]
fn a_helper_is_refused_where_it_takes_a_token() {
    let ward = free();
    for (helper, codes) in
        [("mcp-token nonsense free", &["no_headers"][..]), ("mcp-token get -o headers-json", &["no_token"])]
    {
        ward.file(CLAUDE, helped(helper));
        let found = ward.in_clients();
        assert_eq!(
            found.iter().map(|one| one["code"].as_str().unwrap()).collect::<Vec<_>>(),
            codes,
            "{helper}"
        );
    }
    // What is said by hand has the name.
    let ward = Ward::new();
    ward.file(CLAUDE, helped("mcp-token get gone"));
    let found = ward.in_clients();
    let headers = found.iter().find(|one| one["code"] == "no_headers").unwrap();
    assert_eq!(headers["mend"], "`mcp-token get gone -o headers-json` in its place");
}
