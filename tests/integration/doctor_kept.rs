//! `mcp-token doctor`: a token that stands in a client's file and nowhere else is kept before an entry refers to it.

use std::fs;

use serde_json::Value;

use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled};

const CURSOR: &str = "~/.cursor/mcp.json";

/// A server that no profile is for.
const FAR: &str = "https://far.example/mcp";

/// The token is asked for, and stands in no argument: what is piped in answers here.
#[test]
fn a_server_of_no_profile_gets_one_that_keeps_its_token() {
    for (token, opaque) in [("@LIVE@", ""), ("PRIVATE-opaque", " --opaque")] {
        let ward = Ward::new();
        let (bad, good) = (filled(token), filled(if opaque.is_empty() { "@LIVE@" } else { token }));
        let entry = format!(
            r#"{{"mcpServers":{{"far":{{"url":"{FAR}","timeout":5,"headers":{{"Authorization":"Bearer {bad}"}}}}}}}}"#
        );
        ward.file(CURSOR, &entry);
        let line = format!(
            "mcp-token profile set far --secret-from none --url {FAR} && mcp-token store far{opaque} && mcp-token client install \
             cursor --profile far"
        );
        let found = ward.found(&[]);
        assert_eq!((found.len(), found[0].3.as_str()), (1, line.as_str()), "{found:?}");
        // Without a token nothing of the file is lost.
        ward.shell_with(&line, "").code(2);
        assert_eq!(fs::read_to_string(ward.path(CURSOR)).unwrap(), entry);
        // The profile is there now, and has no token yet.
        let (_, rest) = line.split_once(" && ").unwrap();
        assert_eq!(ward.found(&[])[0].3, rest);
        ward.shell_with(rest, &good).code(0);
        let found = ward.found(&[]);
        assert_eq!(
            found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
            ["unset_variable"],
            "{found:?}"
        );
        let assert = ward.shell(&format!("{}\nmcp-token doctor --json", found[0].3)).code(0);
        assert_eq!(ward.found_by(&assert), []);
        let written = fs::read_to_string(ward.path(CURSOR)).unwrap();
        assert!(written.contains("\"timeout\":5") && !written.contains(&bad), "{written}");
        assert_eq!(ward.keeper.get(&["far"]), good);
    }
    // The names of headers know no case.
    let ward = Ward::new();
    ward.file(
        CURSOR,
        format!(
            r#"{{"mcpServers":{{"far":{{"url":"{FAR}","headers":{{"authorization":"Bearer PRIVATE"}}}}}}}}"#
        ),
    );
    let found = ward.found(&[]);
    assert!(found[0].3.starts_with("mcp-token profile set far "), "{found:?}");
    ward.shell_with(&found[0].3, "PRIVATE").code(0);
    let written = fs::read_to_string(ward.path(CURSOR)).unwrap();
    assert!(!written.contains("authorization") && !written.contains("PRIVATE"), "{written}");
}

#[test]
fn a_server_goes_on_being_shown_its_token_as_it_was() {
    const QWEN: &str = "~/.qwen/settings.json";
    for (file, url, shown, token, written) in [
        (CURSOR, "url", "Basic UFJJVkFURQ==", "UFJJVkFURQ==", "Basic ${env:FAR_JWT_TOKEN}"),
        (CURSOR, "url", "PRIVATE-raw", "PRIVATE-raw", "${env:FAR_JWT_TOKEN}"),
        (QWEN, "httpUrl", "PRIVATE-raw", "PRIVATE-raw", "$FAR_JWT_TOKEN"),
        (QWEN, "httpUrl", "Bearer PRIVATE-raw", "PRIVATE-raw", "Bearer $FAR_JWT_TOKEN"),
    ] {
        let ward = Ward::new();
        let entry = format!(r#"{{"{url}":"{FAR}","headers":{{"Authorization":"{shown}"}}}}"#);
        ward.file(file, format!(r#"{{"mcpServers":{{"far":{entry}}}}}"#));
        let found = ward.found(&[]);
        ward.shell_with(&found[0].3, token).code(0);
        let now: Value = serde_json::from_str(&fs::read_to_string(ward.path(file)).unwrap()).unwrap();
        assert_eq!(now["mcpServers"]["far"]["headers"]["Authorization"], written, "{found:?}");
    }
}

/// `store` takes none that has expired: what is asked for is another.
#[test]
fn a_token_that_has_expired_is_not_kept() {
    let ward = Ward::new();
    let entry =
        filled(r#"{"mcpServers":{"far":{"url":"@FAR@","headers":{"Authorization":"Bearer @DEAD@"}}}}"#);
    ward.file(CURSOR, entry.replace("@FAR@", FAR));
    let is_needed = |one: &Value, line: &str| {
        assert_eq!(
            (&one["mend"], &one["command"]),
            (&"get a new token from its issuer".into(), &line.into())
        );
    };
    let steps = "mcp-token store far && mcp-token client install cursor --profile far";
    let found = ward.findings(&[]);
    let set = format!("mcp-token profile set far --secret-from none --url {FAR} && {steps}");
    assert_eq!(found.len(), 1, "{found:?}");
    is_needed(&found[0], &set);
    ward.keeper.set(&["far", "--secret-from", "none", "--url", FAR, "--store", "file"]);
    let found = ward.in_clients();
    assert_eq!(found.len(), 1, "{found:?}");
    is_needed(&found[0], steps);
    ward.shell_with(steps, &filled("@LIVE@")).code(0);
    let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["unset_variable"]);
}

/// An installation writes another file.
#[test]
fn a_token_in_a_file_that_is_no_longer_read_is_taken_out_after_another_is_kept() {
    let ward = Ward::new();
    let dead = filled(r#""far":{"type":"http","url":"@FAR@","headers":{"Authorization":"Bearer @DEAD@"}}"#);
    let settings = "~/.config/Code/User/settings.json";
    ward.file(settings, format!(r#"{{"mcp":{{"servers":{{{}}}}}}}"#, dead.replace("@FAR@", FAR)));
    let found = ward.findings(&[]);
    let expired = found.iter().find(|one| one["code"] == "expired_token").unwrap();
    let mend = format!(
        "get a new token from its issuer, then `mcp-token profile set far --secret-from none --url {FAR} && mcp-token store far && \
         mcp-token client install vscode --profile far`, then take `far` out of that file"
    );
    assert_eq!((&expired["mend"], &expired["command"]), (&mend.into(), &Value::Null));
}

/// It may be the only one for its own server: it is kept in a profile that is for none, whether the profile of this one gives
/// another, or has none yet.
#[test]
fn a_token_for_another_server_is_set_aside() {
    let entry = |url: &str| {
        let token = filled("@NAMED@");
        let entry = format!(r#"{{"far":{{"url":"{url}","headers":{{"Authorization":"Bearer {token}"}}}}}}"#);
        format!(r#"{{"mcpServers":{entry}}}"#)
    };
    let audience = entry(FAR).replace(&filled("@NAMED@"), &filled("@OTHER@"));
    let aside =
        |name: &str| format!("mcp-token profile set {name} --secret-from none && mcp-token store {name}");
    let install = "mcp-token client install cursor --profile far";
    let set = format!("mcp-token profile set far --secret-from none --url {FAR}");
    let kept = "mcp-token store far && export FAR_JWT_TOKEN=$(mcp-token get far)";
    for (ward, content, other, line, after) in [
        (
            Ward::new(),
            audience.clone(),
            "far-other",
            format!("{} && {set} && {install}", aside("far-other")),
            kept,
        ),
        (
            {
                let ward = Ward::new();
                ward.keeper.set(&["far", "--secret-from", "none", "--url", FAR, "--store", "file"]);
                ward
            },
            audience,
            "far-cursor",
            format!("{} && {install}", aside("far-cursor")),
            kept,
        ),
        (
            Ward::exai(),
            entry(URL),
            "far",
            format!("{} && mcp-token client install cursor --profile exai --name far", aside("far")),
            "export EXAI_JWT_TOKEN=$(mcp-token get exai)",
        ),
    ] {
        let token = filled(if content.contains(URL) { "@NAMED@" } else { "@OTHER@" });
        ward.file(CURSOR, &content);
        let found = ward.found(&[]);
        let told: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.3.as_str())).collect();
        let wrong = told.iter().filter(|(code, _)| *code != "no_token").copied().collect::<Vec<_>>();
        assert_eq!(wrong, [("literal_token", &*line), ("other_audience", &*line)]);
        // For people once: it is one entry.
        let text = ward.keeper.plain(&stdout(&ward.doctor(&[])));
        assert_eq!(text.matches(&line).count(), 1, "{text}");
        ward.shell_with(&line, &token).code(0);
        assert_eq!(ward.keeper.get(&[other]), token);
        let found = ward.in_clients();
        assert_eq!(
            (found.len(), &found[0]["code"], &found[0]["command"]),
            (1, &"unset_variable".into(), &after.into())
        );
    }
}

#[test]
fn a_profile_without_a_key_gives_a_token_while_one_lives() {
    let ward = Ward::new();
    ward.keeper.set(&["far", "--secret-from", "none", "--url", FAR, "--store", "file"]);
    ward.file(CURSOR, r#"{"mcpServers":{"a":{"command":"mcp-token","args":["exec","far","--","x"]}}}"#);
    let found = ward.in_clients();
    let said = "~/.cursor/mcp.json: `a` takes its token from the profile `far`, which has no key and no token that lives";
    assert_eq!((found.len(), &found[0]["code"], &found[0]["rank"]), (1, &"no_token".into(), &"high".into()));
    assert_eq!(found[0]["message"], said);
    assert_eq!(found[0]["command"], "mcp-token store far");
    ward.shell_with("mcp-token store far", &filled("@LIVE@")).code(0);
    assert_eq!(ward.found(&[]), []);
    ward.keeper.relearn("far", "expires-at", crate::keeper::now() - 1);
    assert_eq!(ward.findings(&[])[0]["message"], said);
}

#[test]
fn a_token_is_kept_by_a_command_only_where_that_loses_nothing() {
    let ward = Ward::exai();
    let bearer =
        |more: &str| format!(r#"{{"url":"{FAR}"{more},"headers":{{"Authorization":"Bearer PRIVATE"}}}}"#);
    let named = |name: &str, entry: &str| format!(r#"{{"mcpServers":{{"{name}":{entry}}}}}"#);
    ward.file(CURSOR, named("far", &bearer("")));
    assert!(ward.found(&[])[0].3.starts_with("mcp-token profile set far "));
    ward.file(CURSOR, named("exai", &bearer("")));
    assert!(ward.found(&[])[0].3.starts_with("mcp-token profile set exai-cursor "));
    for content in [
        // A name that none can have.
        named("a b", &bearer("")),
        // Another way to show it, and two tokens.
        named("far", &bearer("").replace("Authorization", "X-Api-Key")),
        named("far", &bearer("").replace(r#"PRIVATE""#, r#"PRIVATE","X-Api-Key":"PRIVATE""#)),
        named("far", &bearer("").replace("https", "http")),
        named("far", &bearer("").replace("https", "wss")),
        named("far", &bearer(r#","disabled":true"#)),
    ] {
        ward.file(CURSOR, &content);
        let found = ward.found(&[]);
        assert!(!found.is_empty() && found.iter().all(|one| one.3.is_empty()), "{content}: {found:?}");
    }
    // A profile that has no token yet: one can be kept first, and not two.
    let url = "https://bare.example/mcp";
    ward.keeper.set(&["bare", "--secret-from", "none", "--url", url, "--store", "file"]);
    let own = bearer("").replace(FAR, url);
    let line = "mcp-token store bare --opaque && mcp-token client install cursor --profile bare";
    for (entry, command) in [
        (own.clone(), line),
        (own.replace(r#"PRIVATE""#, r#"PRIVATE","X-Api-Key":"PRIVATE""#), ""),
        (own.replace("PRIVATE", "${HOME}"), "mcp-token client install cursor --profile bare"),
    ] {
        ward.file(CURSOR, named("bare", &entry));
        let found = ward.in_clients();
        let told: Vec<_> = found.iter().map(|one| one["command"].as_str().unwrap_or_default()).collect();
        assert!(!told.is_empty() && told.iter().all(|one| *one == command), "{entry}: {found:?}");
    }
    // What only a project names is sent nothing more.
    fs::remove_file(ward.path(CURSOR)).unwrap();
    ward.file("p/.cursor/mcp.json", named("far", &bearer("")));
    let found = ward.findings(&["--project", "p"]);
    assert_eq!(&found[0]["command"], &Value::Null, "{found:?}");
    assert_eq!(found.len(), 2, "that of `bare` has no token: {found:?}");
}
