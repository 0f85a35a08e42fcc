//! `mcp-token client install`

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::{Value, json};

use crate::client_print::{URL, exai, program};
use crate::keeper::Keeper;
use crate::sandbox::{SECRET, hint, line, mint_claims, stderr, stdout};

pub(crate) const CURSOR: &str = ".cursor/mcp.json";

/// Puts a file into the home.
pub(crate) fn put(keeper: &Keeper, name: &str, text: &str, mode: u32) {
    let path = keeper.sandbox.home(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn read(keeper: &Keeper, name: &str) -> String {
    fs::read_to_string(keeper.sandbox.home(name)).unwrap()
}

/// Every file of the home; what is in the locks is nothing.
fn files(keeper: &Keeper) -> std::collections::BTreeMap<String, Vec<u8>> {
    keeper.files().into_iter().filter(|(path, _)| !path.contains("/locks/")).collect()
}

fn mode(keeper: &Keeper, name: &str) -> u32 {
    fs::metadata(keeper.sandbox.home(name)).unwrap().permissions().mode() & 0o777
}

const OTHER: &str =
    "{\n  // mine\n  \"mcpServers\": {\n    \"other\": { \"url\": \"https://o.example\" },\n  }\n}\n";

#[test]
fn what_leads_elsewhere_is_not_replaced_where_its_token_would_be_lost() {
    let keeper = exai();
    let entry = |url: &str, value: &str| {
        format!(
            r#"{{"mcpServers":{{"exai":{{"url":"{url}","headers":{{"Authorization":"Bearer {value}"}}}}}}}}"#
        )
    };
    let other = entry("https://other.example.com/mcp", SECRET);
    put(&keeper, CURSOR, &other, 0o600);
    let args = ["client", "install", "cursor", "--profile", "exai"];
    let before = files(&keeper);
    let said = "`exai` in ~/.cursor/mcp.json leads elsewhere, and may hold a token that would be lost";
    for more in [&[][..], &["--dry-run"]] {
        let assert = keeper.run(&[&args, more].concat()).code(1).stdout("");
        assert_eq!(stderr(&assert), format!("error: {said}\nhint: add --name exai-2\n"));
    }
    let report = line(&keeper.run(&[&args[..], &["--json"]].concat()).code(1));
    assert_eq!(serde_json::from_str::<Value>(&report).unwrap()["error"]["code"], "name_taken");
    assert_eq!(files(&keeper), before);
    // The hint, and one more of them.
    put(&keeper, CURSOR, &other.replace("exai\"", "exai-2\""), 0o600);
    let assert = keeper.run(&[&args[..], &["--name", "exai-2"]].concat()).code(1);
    assert!(stderr(&assert).ends_with("\nhint: use --name exai-2-2\n"));
    put(&keeper, CURSOR, &other, 0o600);
    keeper.run(&[&args[..], &["--name", "exai-2"]].concat()).code(0);
    let both: Value = serde_json::from_str(&read(&keeper, CURSOR)).unwrap();
    let servers = &both["mcpServers"];
    assert_eq!(servers["exai"]["headers"]["Authorization"], format!("Bearer {SECRET}"));
    assert_eq!(servers["exai-2"]["url"], URL);
    keeper.run(&["client", "remove", "cursor", "exai-2"]).code(0);
    // That of another profile is not taken for it.
    keeper.set(&["exai-2", "--secret-from", "name:exai", "--url", "https://far.example/mcp"]);
    keeper.run(&["client", "install", "cursor", "--profile", "exai-2"]).code(0);
    assert!(stderr(&keeper.run(&args).code(1)).ends_with("\nhint: add --name exai-3\n"));
    keeper.run(&["client", "remove", "cursor", "exai-2"]).code(0);
    keeper.run(&["profile", "remove", "exai-2"]).code(0);
    // Taken out first it is replaced.
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    keeper.run(&args).code(0);
    // Whoever puts another into the place of ours keeps nobody else from being written again.
    put(&keeper, CURSOR, &other, 0o600);
    let again = keeper.run(&["client", "install"]).code(0).stdout("");
    let left = "Cursor: `exai` in ~/.cursor/mcp.json is not written again: it may hold a token itself\n";
    assert_eq!((stderr(&again), read(&keeper, CURSOR)), (left.to_owned(), other));
}

/// By host and port, and by what is known of what is started.
#[test]
fn what_surely_leads_elsewhere_is_known_by_its_place() {
    let keeper = Keeper::exai();
    let literal = format!(r#""headers":{{"Authorization":"Bearer {SECRET}"}}"#);
    let remote = |url: &str| format!(r#"{{"url":"{url}",{literal}}}"#);
    let bridge = |url: &str| {
        format!(
            r#"{{"command":"npx","args":["mcp-remote","{url}","--header","Authorization: Bearer {SECRET}"]}}"#
        )
    };
    let started = format!(r#"{{"command":"server","env":{{"API_KEY":"{SECRET}"}}}}"#);
    let dead = mint_claims(r#"{"exp":1}"#);
    let (https, local) = ("https://a.example/mcp", "http://127.0.0.1:3000/mcp");
    for (url, entry, is_refused) in [
        (https, remote("https://a.example:443/v2"), false),
        (https, remote("https://a.example:8443/mcp"), true),
        (https, remote("https://b.example/mcp"), true),
        (https, remote("https://${env:HOST}/mcp"), false),
        (https, remote(""), false),
        (https, bridge(https), false),
        (https, bridge("https://b.example/mcp"), true),
        (https, started.clone(), true),
        (https, remote("http://a.example:8080/mcp").replace(SECRET, &dead), false),
        (local, remote("http://localhost:3000/other"), false),
        (local, remote("http://127.0.0.1:4000/mcp"), true),
    ] {
        for way in ["env", "exec"] {
            put(&keeper, CURSOR, &format!(r#"{{"mcpServers":{{"exai":{entry}}}}}"#), 0o600);
            let args = ["client", "install", "cursor", "--url", url, "--mode", way];
            keeper.run(&args).code(i32::from(is_refused));
            keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
        }
    }
    // Of two that are started nobody knows.
    put(&keeper, CURSOR, &format!(r#"{{"mcpServers":{{"exai":{started}}}}}"#), 0o600);
    keeper.run(&["client", "install", "cursor", "--name", "exai", "--command", "server"]).code(0);
}

/// One entry for the two clients of one file, beside that of somebody.
#[test]
fn setup_goes_beside_what_leads_elsewhere() {
    let keeper = exai();
    let kiro = ".kiro/settings/mcp.json";
    let theirs = |name: &str| {
        format!(
            r#""{name}":{{"url":"https://other.example.com/mcp","headers":{{"Authorization":"Bearer {SECRET}"}}}}"#
        )
    };
    put(&keeper, kiro, &format!(r#"{{"mcpServers":{{{}}}}}"#, theirs("exai")), 0o600);
    let args = ["setup", "--yes", "--profile", "exai", "--secret-from", "name:exai", "--client"];
    keeper.run(&[&args[..], &["kiro", "--client", "kiro-cli"]].concat()).code(0);
    let servers: Value = serde_json::from_str(&read(&keeper, kiro)).unwrap();
    let names: Vec<_> = servers["mcpServers"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["exai", "exai-2"]);
    assert_eq!(servers["mcpServers"]["exai-2"]["command"], program(), "both read that");
    // Run again it is the same one, and where that name is taken another.
    keeper.run(&[&args[..], &["kiro"]].concat()).code(0);
    let again: Value = serde_json::from_str(&read(&keeper, kiro)).unwrap();
    assert_eq!(again["mcpServers"].as_object().unwrap().len(), 2);
    put(&keeper, CURSOR, &format!(r#"{{"mcpServers":{{{},{}}}}}"#, theirs("exai"), theirs("exai-2")), 0o600);
    let setup = keeper.run(&[&args[..], &["cursor"]].concat()).code(0);
    assert!(stderr(&setup).contains("new entry `exai-3`, env\n"), "{}", stderr(&setup));
}

#[test]
fn is_put_beside_what_is_there_and_only_once() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o640);
    let assert = keeper.run(&["client", "install", "cursor"]).code(0).stdout("");
    assert_eq!(
        stderr(&assert),
        "Cursor: added `exai` to ~/.cursor/mcp.json\n\
         the token    is read from `EXAI_JWT_TOKEN` when Cursor starts; nothing secret is in this entry\n\
         set it with  export EXAI_JWT_TOKEN=$(mcp-token get exai)\n\
         if unset     what the server is sent is not known\n\
         it is good   for at most 24 h: then it is to be set, and Cursor started, again\n"
    );
    let after = read(&keeper, CURSOR);
    let entry = format!(
        "    \"exai\": {{\n      \"url\": \"{URL}\",\n      \"headers\": {{\n        \"Authorization\": \"Bearer ${{env:EXAI_JWT_TOKEN}}\",\n      }},\n    }},\n"
    );
    assert_eq!(after, OTHER.replace("o.example\" },\n", &format!("o.example\" }},\n{entry}")));
    assert_eq!(mode(&keeper, CURSOR), 0o640);
    keeper
        .run(&["client", "install", "cursor"])
        .code(0)
        .stdout("")
        .stderr("Cursor: `exai` is in ~/.cursor/mcp.json already\n");
    assert_eq!(read(&keeper, CURSOR), after);
    keeper.set(&["exai", "--url", "https://new.example/mcp"]);
    let assert = keeper.run(&["client", "install", "cursor"]).code(0).stdout("");
    assert!(stderr(&assert).starts_with("Cursor: changed `exai` in ~/.cursor/mcp.json\n"));
    assert_eq!(read(&keeper, CURSOR), after.replace(URL, "https://new.example/mcp"));
}

#[test]
fn a_new_file_is_ours_alone() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor", "--mode", "inline"]).code(0).stdout("");
    assert_eq!(mode(&keeper, CURSOR), 0o600);
    let token = keeper.get(&[]);
    let entry: Value = serde_json::from_str(&read(&keeper, CURSOR)).unwrap();
    assert_eq!(entry["mcpServers"]["exai"]["headers"]["Authorization"], format!("Bearer {token}"));
}

#[test]
fn a_directory_that_is_made_for_a_client_can_be_used_whatever_the_umask() {
    for (umask, mode) in [("0177", 0o700), ("0077", 0o700), ("0022", 0o755), ("0002", 0o755), ("0777", 0o700)]
    {
        let keeper = Keeper::new();
        keeper.shell(&format!("umask {umask}; mcp-token client install kiro --name x --command y")).code(0);
        for directory in [".kiro", ".kiro/settings"] {
            let found = fs::metadata(keeper.sandbox.home(directory)).unwrap().permissions().mode();
            assert_eq!(found & 0o7777, mode, "{umask} {directory}");
        }
        assert_eq!(
            fs::metadata(keeper.sandbox.home(".kiro/settings/mcp.json")).unwrap().permissions().mode()
                & 0o7777,
            0o600
        );
    }
}

#[test]
fn a_dry_run_shows_no_token_and_writes_nothing() {
    let keeper = exai();
    let old = mint_claims(r#"{"sub":"old"}"#);
    let minified = format!(
        r#"{{"apiKey":"PRIVATE-key","mcpServers":{{"else":{{"headers":{{"Authorization":"Bearer {old}"}}}},"exai":{{"url":"{URL}","headers":{{"Authorization":"Bearer {old}"}}}}}}}}"#
    );
    let spread = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&minified).unwrap()).unwrap();
    let token = keeper.get(&[]);
    let lost = "warning: what `exai` is now would be kept nowhere: it may hold a token\n";
    for text in [minified, spread] {
        put(&keeper, CURSOR, &text, 0o600);
        let before = files(&keeper);
        for mode in ["env", "inline"] {
            let words = ["client", "install", "cursor", "--dry-run", "--mode", mode];
            let assert = keeper.run(&words).code(0).stderr(lost);
            let shown = keeper.plain(&stdout(&assert));
            assert!(shown.starts_with("~/.cursor/mcp.json\nline "), "{shown}");
            assert!(shown.contains("\n- ") && shown.contains("\n+ ") && shown.contains("***"), "{shown}");
            assert!(
                !shown.contains(&old) && !shown.contains(&token) && !shown.contains("PRIVATE"),
                "{shown}"
            );
            assert_eq!(files(&keeper), before);
        }
        let assert = keeper.run(&["client", "remove", "cursor", "exai", "--dry-run"]).code(0).stderr(lost);
        let shown = stdout(&assert);
        assert!(!shown.contains(&old) && !shown.contains("PRIVATE") && shown.contains("\n- "), "{shown}");
        assert_eq!(files(&keeper), before);
    }
    fs::remove_file(keeper.sandbox.home(CURSOR)).unwrap();
    let assert = keeper.run(&["client", "install", "cursor", "--dry-run"]).code(0).stderr("");
    assert!(keeper.plain(&stdout(&assert)).starts_with("~/.cursor/mcp.json (new)\nline 1\n+ {\n"));
    assert!(!keeper.sandbox.home(CURSOR).exists());
}

#[test]
fn a_dry_run_makes_nothing_in_an_empty_home() {
    let keeper = Keeper::new();
    let file = ".lmstudio/mcp.json";
    put(&keeper, file, r#"{"mcpServers":{"z":{"url":"https://z.example/mcp"}}}"#, 0o600);
    let dry = ["--dry-run", "--json"];
    let install = ["client", "install", "kiro", "--name", "x", "--command", "y"];
    let remove = ["client", "remove", "lm-studio", "z"];
    for args in [&install[..], &remove, &["client", "install"]] {
        keeper.run(&[args, &dry[..1]].concat()).code(0);
        let report: Value = serde_json::from_str(&line(&keeper.run(&[args, &dry].concat()).code(0))).unwrap();
        assert_eq!((&report["done"], &report["copy"]), (&json!(false), &Value::Null));
        let left: Vec<_> =
            fs::read_dir(keeper.sandbox.home("")).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left, [".lmstudio"], "{args:?}");
    }
}

#[test]
fn the_token_itself_goes_into_no_file_that_others_see() {
    let keeper = exai();
    let install =
        |more: &[&str]| keeper.run(&[&["client", "install", "cursor", "--mode", "inline"], more].concat());
    put(&keeper, CURSOR, OTHER, 0o644);
    let path = keeper.sandbox.home(CURSOR).display().to_string();
    let assert = install(&[]).code(7).stdout("");
    assert_eq!(
        stderr(&assert),
        format!(
            "error: `{path}` can be read by others (mode 0644): a token does not belong there\nhint: chmod 600 {path}\n"
        )
    );
    keeper.shell(&hint(&assert)).code(0);
    install(&[]).code(0);
    assert_eq!(mode(&keeper, CURSOR), 0o600);

    let project = keeper.sandbox.path(CURSOR).display().to_string();
    install(&["--scope", "project"])
        .code(7)
        .stdout("")
        .stderr(format!("error: `{project}` is part of a project: a token does not belong there\n"));
    assert!(keeper.sandbox.names().is_empty());

    // The home of somebody who keeps it in git.
    put(&keeper, CURSOR, OTHER, 0o600);
    let home = keeper.sandbox.home("").display().to_string();
    keeper.sandbox.git(["init", "--quiet", &home]);
    put(&keeper, ".gitignore", "/.config\n/.local\n", 0o600);
    install(&[]).code(7).stdout("").stderr(format!(
        "error: `{path}` is in a git work tree that does not ignore it: a token does not belong there\n"
    ));
    keeper.sandbox.git(["-C", &home, "add", CURSOR]);
    install(&[])
        .code(7)
        .stdout("")
        .stderr(format!("error: `{path}` is tracked by git: a token does not belong there\n"));
    assert_eq!(read(&keeper, CURSOR), OTHER);
    // A reference may go there.
    keeper.run(&["client", "install", "cursor"]).code(0);
}

/// A secret that was said as a value lies in the file as the token would.
#[test]
fn a_value_that_is_a_secret_goes_into_no_file_that_others_see() {
    let keeper = exai();
    let install = |more: &[&str]| {
        let args = ["client", "install", "cursor", "--name", "x", "--command", "y", "--scope", "project"];
        keeper.run(&[&args[..], more].concat())
    };
    let path = keeper.sandbox.path(CURSOR).display().to_string();
    let refused = format!("error: `{path}` is part of a project: a token does not belong there\n");
    for secret in ["API_KEY=PRIVATE", "DB_PASSWORD=PRIVATE", "my_token=PRIVATE"] {
        install(&["--env", secret]).code(7).stdout("").stderr(refused.clone());
    }
    keeper
        .run(&["client", "install", "cursor", "--scope", "project", "--header", "X-Api-Key: PRIVATE"])
        .code(7)
        .stdout("")
        .stderr(refused.clone());
    for secret in [
        r#"HEADERS={"Authorization": "Bearer PRIVATE", "Version": "2022-06-28"}"#,
        "DB=Server=db;User Id=sa;Password=PRIVATE;",
    ] {
        install(&["--env", secret]).code(7).stdout("").stderr(refused.clone());
    }
    for secret in [["-u", "u:PRIVATE"], ["--config", r#"{"apiKey":"PRIVATE"}"#]] {
        let args = secret.map(|word| format!("--arg={word}"));
        install(&[&args[0], &args[1]]).code(7).stdout("").stderr(refused.clone());
    }
    assert!(keeper.sandbox.names().is_empty());
    for none in [r#"HEADERS={"Authorization": "Bearer ${KEY}"}"#, "DB=Server=db;Password=${PW};"] {
        install(&["--env", none]).code(0);
    }
    install(&["--arg=-u", "--arg=u:${PW}", r#"--arg={"apiKey":"${KEY}"}"#]).code(0);
    for none in ["MAX_TOKENS=many", "API_KEY=${KEY}", "API_KEY", "TOKEN=17", "LEVEL=info"] {
        install(&["--env", none]).code(0);
    }
    // A file of the user alone may hold it.
    keeper
        .run(&["client", "install", "cursor", "--name", "x", "--command", "y", "--env", "API_KEY=PRIVATE"])
        .code(0);
    assert_eq!(mode(&keeper, CURSOR), 0o600);
}

#[test]
fn what_the_client_would_not_read_is_refused_with_its_line() {
    let keeper = exai();
    for (client, name, text, what) in [
        ("cursor", CURSOR, "{\n  \"a\": tru\n", "line 2 is not JSON"),
        ("cursor", CURSOR, "[]", "it is no object"),
        (
            "claude-desktop",
            ".config/Claude/claude_desktop_config.json",
            OTHER,
            "line 2 holds a comment or a comma before a bracket",
        ),
        ("codex", ".codex/config.toml", "a = \n", "line 1 is not TOML"),
    ] {
        put(&keeper, name, text, 0o600);
        let title = stdout(&keeper.run(&["client", "list", "--json"]).code(0));
        let list: Value = serde_json::from_str(&title).unwrap();
        let row =
            list["clients"].as_array().unwrap().iter().find(|row| row["client"] == client).unwrap().clone();
        let path = keeper.sandbox.home(name).display().to_string();
        keeper
            .run(&["client", "install", client])
            .code(1)
            .stdout("")
            .stderr(format!("error: `{path}` is not read by {}: {what}\n", row["title"].as_str().unwrap()));
        assert_eq!(read(&keeper, name), text);
    }
}

#[test]
fn what_is_in_the_way_of_an_entry_is_told() {
    let keeper = exai();
    for (client, name, text, what) in [
        ("cursor", CURSOR, "{\"mcpServers\": []}", "`mcpServers` is no object"),
        ("cursor", CURSOR, "{\"mcpServers\": {\"exai\": {}, \"exai\": 1}}", "`exai` stands there twice"),
        ("codex", ".codex/config.toml", "mcp_servers = 1\n", "`mcp_servers` is no table"),
    ] {
        put(&keeper, name, text, 0o600);
        let path = keeper.sandbox.home(name).display().to_string();
        let error = format!("error: `{path}` is not changed: {what}\n");
        keeper.run(&["client", "install", client]).code(1).stdout("").stderr(error);
        assert_eq!(read(&keeper, name), text);
    }
}

const VS_CODE: &str = ".config/Code/User/mcp.json";

/// Whoever has it ask otherwise may have written something into it.
#[test]
fn an_input_of_ours_that_somebody_changed_stays() {
    for (ours, changed) in [
        ("\"password\": true", "\"password\": true, \"default\": \"0123456789abcdef0123456789abcdef\""),
        ("\"password\": true", "\"password\": false"),
        ("exai MCP token", "of the team"),
    ] {
        let keeper = exai();
        keeper.run(&["client", "install", "vscode"]).code(0);
        let text = read(&keeper, VS_CODE).replace(ours, changed);
        put(&keeper, VS_CODE, &text, 0o600);
        keeper
            .run(&["client", "remove", "vscode", "exai"])
            .code(0)
            .stdout("")
            .stderr("VS Code: took `exai` out of ~/.config/Code/User/mcp.json\n");
        let left = read(&keeper, VS_CODE);
        assert!(left.contains(changed) && !left.contains("example.com"), "{left}");
    }
    let keeper = exai();
    keeper.run(&["client", "install", "vscode"]).code(0);
    // Of all that are installed none can be given a flag.
    put(&keeper, VS_CODE, &read(&keeper, VS_CODE).replace("true", "false"), 0o600);
    keeper.set(&["exai", "--url", "https://new.example/mcp"]);
    let said = stderr(&keeper.run(&["client", "install"]).code(1).stdout(""));
    assert!(said.ends_with(": `inputs` has another `exai-token`\n"), "{said}");
    put(&keeper, VS_CODE, &read(&keeper, VS_CODE).replace("false", "true"), 0o600);
    keeper.run(&["client", "remove", "vscode", "exai"]).code(0);
    assert!(!keeper.files().keys().any(|path| path.ends_with(VS_CODE)));
}

#[test]
fn what_vs_code_asks_for_something_else_is_not_taken_over() {
    let keeper = exai();
    let input = |more: &str| format!(r#"{{"inputs":[{{"id":"exai-token",{more}}}],"servers":{{}}}}"#);
    for more in [
        r#""type":"command","command":"evil""#,
        r#""type":"promptString","description":"exai MCP token""#,
        r#""type":"promptString","password":false"#,
        r#""type":"promptString","password":true,"type":"command""#,
    ] {
        put(&keeper, VS_CODE, &input(more), 0o600);
        let path = keeper.sandbox.home(VS_CODE).display().to_string();
        let error = format!("error: `{path}` is not changed: `inputs` has another `exai-token`\n");
        for (words, word) in [(&["--mode", "input"][..], "use"), (&[], "add")] {
            let told = error.clone() + &format!("hint: {word} --mode exec\n");
            let install = [&["client", "install", "vscode"], words].concat();
            keeper.run(&install).code(1).stdout("").stderr(told);
            assert_eq!(read(&keeper, VS_CODE), input(more));
        }
        let setup = ["setup", "--yes", "--profile", "exai", "--client", "vscode"];
        let said = stderr(&keeper.run(&setup).code(1));
        assert!(
            said.contains("`inputs` has another `exai-token`") && !said.contains("--mode exec"),
            "{said}"
        );
        keeper.run(&["client", "install", "vscode", "--mode", "exec"]).code(0);
        // No other way leads on where the list is none.
        let broken = r#"{"inputs":[{"id":"exai-token"}],"servers":[]}"#;
        put(&keeper, VS_CODE, broken, 0o600);
        let said = stderr(&keeper.run(&["client", "install", "vscode"]).code(1).stdout(""));
        assert!(said.ends_with(" is not changed: `servers` is no object\n"), "{said}");
    }
    put(&keeper, VS_CODE, &input(r#""password":true,"description":"mine","type":"promptString""#), 0o600);
    for name in ["a", "b"] {
        keeper.run(&["client", "install", "vscode", "--mode", "input", "--name", name]).code(0);
    }
    assert_eq!(read(&keeper, VS_CODE).matches("promptString").count(), 1);
}

/// Whatever else has changed in the file since, and however many entries refer to it.
#[test]
fn what_vs_code_asked_before_stays_and_what_it_asks_for_ours_goes_with_the_last() {
    let theirs = r#"{"id":"exai-token","type":"promptString","password":true,"description":"mine"}"#;
    for (inputs, is_theirs) in [(theirs, true), ("", false)] {
        let keeper = exai();
        put(&keeper, VS_CODE, &format!(r#"{{"inputs":[{inputs}],"servers":{{}}}}"#), 0o600);
        for name in ["a", "b"] {
            for _ in 0..2 {
                keeper.run(&["client", "install", "vscode", "--mode", "input", "--name", name]).code(0);
            }
        }
        put(&keeper, VS_CODE, &read(&keeper, VS_CODE).replace("\"servers\"", "\"x\": 1, \"servers\""), 0o600);
        for (name, is_asked) in [("b", true), ("a", is_theirs)] {
            keeper.run(&["client", "remove", "vscode", name]).code(0);
            let left = read(&keeper, VS_CODE);
            assert_eq!((left.contains("exai-token"), left.contains(inputs)), (is_asked, true), "{left}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_replaced_is_refused() {
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o444);
    let path = keeper.sandbox.home(CURSOR);
    let install = || keeper.run(&["client", "install", "cursor"]);
    let assert = install().code(7).stdout("");
    let shown = path.display();
    assert_eq!(
        stderr(&assert),
        format!("error: `{shown}` is read-only (mode 0444)\nhint: chmod u+w {shown}\n")
    );
    keeper.shell(&hint(&assert)).code(0);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::hard_link(&path, keeper.sandbox.home("second")).unwrap();
    let path = path.display();
    install().code(7).stdout("").stderr(format!(
        "error: `{path}` has 2 hard links\nhint: copy=$(mktemp {path}.XXXXXX) && cp -p {path} \"$copy\" && mv \"$copy\" {path}\n"
    ));
    assert_eq!(read(&keeper, CURSOR), OTHER);
}

#[test]
fn a_link_is_followed_to_a_file_of_ours_and_out_of_no_project() {
    let keeper = exai();
    put(&keeper, "dotfiles/cursor.json", OTHER, 0o600);
    fs::create_dir(keeper.sandbox.home(".cursor")).unwrap();
    symlink(keeper.sandbox.home("dotfiles/cursor.json"), keeper.sandbox.home(CURSOR)).unwrap();
    keeper.run(&["client", "install", "cursor"]).code(0);
    assert!(fs::symlink_metadata(keeper.sandbox.home(CURSOR)).unwrap().is_symlink());
    assert!(read(&keeper, "dotfiles/cursor.json").contains("\"exai\""));
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert_eq!(read(&keeper, "dotfiles/cursor.json"), OTHER);
    assert!(fs::symlink_metadata(keeper.sandbox.home(CURSOR)).unwrap().is_symlink());

    symlink(keeper.sandbox.home("dotfiles"), keeper.sandbox.path(".cursor")).unwrap();
    symlink(keeper.sandbox.home("dotfiles/cursor.json"), keeper.sandbox.path(".mcp.json")).unwrap();
    // A project without git, and one with it.
    for is_work_tree in [false, true] {
        if is_work_tree {
            keeper.sandbox.git(["init", "--quiet"]);
        }
        for client in ["cursor", "claude-code"] {
            let assert = keeper.run(&["client", "install", client, "--scope", "project"]).code(7).stdout("");
            let said = keeper.said(&assert);
            assert!(said.contains("` leads out of `"), "{said}");
        }
    }
    assert_eq!(read(&keeper, "dotfiles/cursor.json"), OTHER);
}

#[test]
fn one_run_at_a_time() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor"]).code(0);
    let before = read(&keeper, CURSOR);
    let lock = fs::File::open(keeper.sandbox.home(".local/state/mcp-token/locks/clients.lock")).unwrap();
    lock.lock().unwrap();
    for args in [
        &["client", "install", "cursor", "--name", "other"][..],
        &["client", "install"],
        &["client", "remove", "cursor", "exai"],
    ] {
        keeper
            .run(args)
            .code(7)
            .stdout("")
            .stderr("error: another run is busy with this and does not come to an end\n");
    }
    assert_eq!(read(&keeper, CURSOR), before);
}

#[test]
fn in_a_project_the_program_has_its_bare_name() {
    let keeper = exai();
    let assert = keeper.run(&["client", "install", "claude-code", "--scope", "project"]).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "Claude Code: added `exai` to ./.mcp.json\n\
         the token  is fetched by Claude Code at each connect; nothing secret is in this entry\n\
         mcp-token  must be on the PATH of whoever opens the project\n\
         it         asks for workspace trust\n"
    );
    let entry: Value = serde_json::from_str(&keeper.sandbox.read(".mcp.json")).unwrap();
    assert_eq!(entry["mcpServers"]["exai"]["headersHelper"], "mcp-token get exai -o headers-json");
    // The same from elsewhere.
    let folder = keeper.sandbox.home("project");
    fs::create_dir(&folder).unwrap();
    keeper.run(&["client", "install", "claude-code", "--project", folder.to_str().unwrap()]).code(0);
    assert_eq!(read(&keeper, "project/.mcp.json"), keeper.sandbox.read(".mcp.json"));
    keeper
        .run(&["client", "install", "claude-code", "--scope", "user", "--project", "."])
        .code(2)
        .stdout("")
        .stderr("error: `--project` is for `--scope project`\n");
}

#[test]
fn a_dry_run_makes_no_token() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--url", URL]);
    let before = files(&keeper);
    let assert =
        keeper.run(&["client", "install", "cursor", "--dry-run", "--mode", "inline"]).code(0).stderr("");
    let shown = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    assert!(shown.contains(r#""Authorization": "Bearer ***""#), "{shown}");
    assert_eq!(files(&keeper), before);
    // One that is there already, and would be given again, is no change.
    let words = ["client", "install", "cursor", "--mode", "inline"];
    let dry_run = [&words[..], &["--dry-run"]].concat();
    let json = [&dry_run[..], &["--json"]].concat();
    keeper.run(&words).code(0);
    let before = files(&keeper);
    keeper.run(&dry_run).code(0).stdout("").stderr("");
    assert!(line(&keeper.run(&json).code(0)).contains(r#""change":"unchanged""#));
    assert_eq!(files(&keeper), before);
    let already = "Cursor: `exai` is in ~/.cursor/mcp.json already\n";
    keeper.run(&words).code(0).stdout("").stderr(already);
    // Another is.
    keeper.get(&["--force-new"]);
    assert!(stdout(&keeper.run(&dry_run).code(0).stderr("")).contains("\n- "));
    keeper.run(&words).code(0);
    keeper.set(&["exai", "--quota", "5"]);
    assert!(stdout(&keeper.run(&dry_run).code(0).stderr("")).contains("\n- "));
}

#[test]
fn all_that_were_installed_are_written_again() {
    let keeper = exai();
    keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
    keeper.run(&["client", "install", "cursor"]).code(0);
    keeper.run(&["client", "install", "codex", "--name", "second"]).code(0);
    keeper.run(&["client", "install"]).code(0).stdout("").stderr(
        "Codex: `second` is in ~/.codex/config.toml already\nCursor: `exai` is in ~/.cursor/mcp.json already\n",
    );
    keeper.set(&["exai", "--url", "https://new.example/mcp"]);
    let report: Value =
        serde_json::from_str(&line(&keeper.run(&["client", "install", "--json"]).code(0).stderr("")))
            .unwrap();
    let row = |client: &str, server: &str, file: &str, mode: &str| {
        json!({"client": client, "server": server, "scope": "user", "mode": mode, "change": "changed",
               "path": keeper.sandbox.home(file).display().to_string()})
    };
    assert_eq!(
        report,
        json!({"schema": 1, "ok": true, "done": true, "clients": [
            row("codex", "second", ".codex/config.toml", "helper"), row("cursor", "exai", CURSOR, "env")]})
    );
    assert!(read(&keeper, ".codex/config.toml").contains("https://new.example/mcp"));
    // One that fails keeps no other from it.
    put(&keeper, ".codex/config.toml", "broken", 0o600);
    keeper.set(&["exai", "--url", URL]);
    let assert = keeper.run(&["client", "install"]).code(1).stdout("");
    let said = keeper.said(&assert);
    assert!(said.contains("Cursor: changed `exai` in ~/.cursor/mcp.json\n"), "{said}");
    assert!(said.contains("is not read by Codex: line 1 is not TOML"), "{said}");
    assert!(read(&keeper, CURSOR).contains(URL));
    // Nor does a record that is damaged, or a project that went away; neither is made up for.
    put(&keeper, ".codex/config.toml", "", 0o600);
    keeper.run(&["client", "install", "codex", "--name", "second"]).code(0);
    put(&keeper, ".local/state/mcp-token/clients/a.json", "{", 0o600);
    let gone = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    fs::create_dir(keeper.sandbox.path(gone)).unwrap();
    keeper.run(&["client", "install", "vscode", "--project", gone]).code(0);
    fs::remove_dir_all(keeper.sandbox.path(gone)).unwrap();
    let said = keeper.said(&keeper.run(&["client", "install"]).code(6).stdout(""));
    assert!(said.contains("warning: what is remembered of `a.json` cannot be read\n"), "{said}");
    assert!(said.contains("Cursor: `exai` is in ~/.cursor/mcp.json already\n"), "{said}");
    assert!(said.contains("error: vscode, exai: the project `"), "{said}");
    assert!(!keeper.sandbox.path(gone).exists());
    // For programs each has its own error, where it is known which client it was.
    let json = line(&keeper.run(&["client", "install", "--json"]).code(6));
    let report: Value = serde_json::from_str(&json).unwrap();
    let told = |row: &Value| json!([row["client"], row["change"], row["error"]["code"]]);
    let told: Vec<_> = report["clients"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        (&report["ok"], json!(told)),
        (
            &false.into(),
            json!([
                [null, null, "record"],
                ["codex", "unchanged", null],
                ["cursor", "unchanged", null],
                ["vscode", null, "no_project"]
            ])
        )
    );
    let message = report["clients"][3]["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("vscode, exai: the project `") && !json.contains(gone), "{message}");
    keeper
        .run(&["client", "install", "--profile", "exai"])
        .code(2)
        .stdout("")
        .stderr("error: which client is meant was not said\n");
}

/// Whoever takes an entry out wants it gone: it is forgotten, and what was asked for it alone goes as well.
#[test]
fn what_was_taken_out_by_hand_does_not_come_back() {
    let own = format!("{{\"mcpServers\":{{\"exai\":{{\"url\":\"{URL}\"}}}}}}");
    for (before, now) in [(None, Some("{}")), (None, None), (Some(&*own), Some(&*own))] {
        let keeper = exai();
        if let Some(before) = before {
            put(&keeper, CURSOR, before, 0o600);
        }
        keeper.run(&["client", "install", "cursor"]).code(0);
        keeper.run(&["client", "install", "codex"]).code(0);
        let installed = read(&keeper, CURSOR);
        match now {
            Some(now) => put(&keeper, CURSOR, now, 0o600),
            None => fs::remove_file(keeper.sandbox.home(CURSOR)).unwrap(),
        }
        let left = keeper.files();
        let told = "Codex: `exai` is in ~/.codex/config.toml already\n\
                    Cursor: `exai` is gone from ~/.cursor/mcp.json, and is not written again\n";
        keeper
            .run(&["client", "install", "--dry-run"])
            .code(0)
            .stdout("")
            .stderr(told.lines().last().unwrap().to_owned() + "\n");
        assert_eq!(keeper.files(), left);
        keeper.run(&["client", "install"]).code(0).stdout("").stderr(told);
        let codex = "Codex: `exai` is in ~/.codex/config.toml already\n";
        keeper.run(&["client", "install"]).code(0).stdout("").stderr(codex);
        let path = keeper.sandbox.home(CURSOR);
        assert_eq!(fs::read_to_string(path).ok().as_deref(), now);
        // Asked for by its name it is a new one.
        keeper.run(&["client", "install", "cursor"]).code(0);
        if before.is_some() {
            assert_eq!(read(&keeper, CURSOR), installed);
            keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
            assert_eq!(read(&keeper, CURSOR), own);
        }
    }
    // Of an entry that two read nothing is left for either, and programs are told.
    let keeper = exai();
    for client in ["kiro", "kiro-cli"] {
        keeper.run(&["client", "install", client]).code(0);
    }
    put(&keeper, ".kiro/settings/mcp.json", "{}", 0o600);
    let report: Value =
        serde_json::from_str(&line(&keeper.run(&["client", "install", "--json"]).code(0).stderr("")))
            .unwrap();
    let change = |index: usize| report["clients"][index]["change"].as_str().unwrap();
    assert_eq!((change(0), change(1)), ("removed", "removed"));
    assert_eq!(read(&keeper, ".kiro/settings/mcp.json"), "{}");
    keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
}

/// What was said in clear is kept nowhere but in the client's file: what stands there since is not written over, and what was taken
/// out does not come back.
#[test]
fn what_holds_a_secret_itself_is_not_written_again() {
    const LITERAL: &str = "PRIVATE-abc123def456ghi789";
    let (env, arg) = (format!("API_KEY={LITERAL}"), format!("--api-key={LITERAL}"));
    let header = format!("X-Api-Key: {LITERAL}");
    for (words, what) in [
        (&["--command", "server", "--env", &env][..], "a literal secret"),
        (&["--command", "server", "--arg", &arg], "a literal secret"),
        (&["--header", &header], "a literal secret"),
        (&["--mode", "inline"], "the token itself"),
    ] {
        let keeper = exai();
        keeper.run(&[&["client", "install", "cursor", "--name", "exai"], words].concat()).code(0);
        let ours = keeper.files().into_iter().filter(|(path, _)| path.contains("/mcp-token/"));
        let holds = ours.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(LITERAL));
        assert_eq!(holds.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<String>::new(), "{words:?}");
        let now = read(&keeper, CURSOR);
        let now = if now.contains(LITERAL) { now.replace(LITERAL, "PRIVATE-newer") } else { "{}".to_owned() };
        put(&keeper, CURSOR, &now, 0o600);
        keeper.run(&["client", "install"]).code(0).stdout("").stderr(format!(
            "Cursor: `exai` in ~/.cursor/mcp.json is not written again: it was to hold {what}\n"
        ));
        let report: Value =
            serde_json::from_str(&line(&keeper.run(&["client", "install", "--json"]).code(0).stderr("")))
                .unwrap();
        assert_eq!(report["clients"][0]["change"], "left");
        assert_eq!(read(&keeper, CURSOR), now);
        keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
        assert!(!keeper.sandbox.home(CURSOR).exists() || !read(&keeper, CURSOR).contains("exai"));
    }
}

/// What is not put back is said to be lost when it goes, and at no other time.
#[test]
fn an_entry_that_is_not_put_back_is_told() {
    let told = "not kept     what `exai` was before: `client remove` does not put it back\n";
    let entry = |more: &str| {
        format!("{{\"apiKey\":\"PRIVATE-key\",\"mcpServers\":{{\"exai\":{{\"url\":\"{URL}\"{more}}}}}}}")
    };
    let literal = r#","headers":{"Authorization":"Bearer PRIVATE-opaque"}"#;
    for (more, is_lost) in [(literal, true), ("", false)] {
        let keeper = exai();
        put(&keeper, CURSOR, &entry(more), 0o600);
        let assert = keeper.run(&["client", "install", "cursor"]).code(0).stdout("");
        assert!(stderr(&assert).starts_with("Cursor: changed `exai`"));
        assert_eq!(stderr(&assert).ends_with(told), is_lost, "{}", stderr(&assert));
        // It is ours now.
        keeper.set(&["exai", "--url", "https://new.example/mcp"]);
        let assert = keeper.run(&["client", "install", "cursor"]).code(0).stdout("");
        assert!(stderr(&assert).starts_with("Cursor: changed") && !stderr(&assert).contains("not kept"));
        keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
        assert_eq!(read(&keeper, CURSOR).contains(URL), !is_lost);
    }
    let comment = "/* what token? */";
    let in_part = "           what it was before is kept without its comments\n";
    for (more, told) in
        [(literal, "           what it was before is not kept\n"), (comment, in_part), ("", "  again ")]
    {
        let keeper = exai();
        put(&keeper, CURSOR, &entry(more), 0o600);
        let assert = keeper.run(&["setup", "--yes", "--profile", "exai", "--client", "cursor"]).code(0);
        let card = "  client   Cursor
           changed entry `exai`, env
           in ~/.cursor/mcp.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
";
        let behind = stderr(&assert).split_once(card).unwrap().1.to_owned();
        assert!(behind.starts_with(told), "{}", stderr(&assert));
    }
}

/// Codex hands on no variable, Claude Code none of a credential for a file of a project.
#[test]
fn a_key_that_does_not_reach_the_command_is_told() {
    let project = ["print", "claude-code", "--scope", "project"];
    for (variable, args, is_told) in [
        ("JWT_SECRET", &["install", "codex"][..], true),
        ("MINE", &["print", "codex"], true),
        ("JWT_SECRET", &project, true),
        ("MINE", &project, false),
        ("JWT_SECRET", &["print", "claude-code"], false),
        ("JWT_SECRET", &["print", "codex", "--mode", "env"], false),
    ] {
        let keeper = Keeper::new();
        let shell = |line: &str| keeper.shell(&format!("export {variable}={SECRET}; {line}")).code(0);
        let profile = format!("--secret-from env:{variable} --sub a --store none --url {URL}");
        shell(&format!("mcp-token profile set exai {profile}"));
        let said = stderr(&shell(&format!("mcp-token client {}", args.join(" "))));
        let told = format!("is in `{variable}`, which ");
        assert_eq!(said.contains(&told), is_told, "{variable} {args:?}: {said}");
        if is_told {
            // What is pasted mends it.
            shell(said.split_once("keep it").unwrap().1.lines().next().unwrap());
            keeper.get(&["exai"]);
        }
    }
}

#[test]
fn another_file_that_may_be_read_in_its_place_is_told() {
    let keeper = exai();
    put(&keeper, ".gemini/antigravity/mcp_config.json", "{}", 0o600);
    let told = "warning: ~/.gemini/antigravity/mcp_config.json is there too: if Antigravity does not show the entry, it reads that file\n";
    let said = stderr(&keeper.run(&["client", "install", "antigravity"]).code(0));
    assert!(!said.contains("there too"), "{said}");
    put(&keeper, ".gemini/config/mcp_config.json", "{}", 0o600);
    let said = stderr(&keeper.run(&["client", "install", "antigravity", "--dry-run"]).code(0));
    assert!(said.starts_with(told), "{said}");
    let setup = ["setup", "--yes", "--profile", "exai", "--client", "antigravity"];
    let said = stderr(&keeper.run(&setup).code(0));
    assert!(said.contains("is there too: if"), "{said}");
}

/// As `setup` says it too: an entry of somebody, for which the client reads nothing of the file.
#[test]
fn an_entry_for_which_nothing_is_read_is_told_by_setup() {
    let keeper = exai();
    put(&keeper, ".config/opencode/opencode.json", r#"{"mcp":{"other":{"url":"https://a.example"}}}"#, 0o600);
    let setup = ["setup", "--yes", "--profile", "exai", "--client", "opencode"];
    let said = stderr(&keeper.run(&setup).code(0)).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("`other` is not used, nor is any other of the file"), "{said}");
}
