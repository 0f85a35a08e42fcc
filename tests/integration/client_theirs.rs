//! Entries and members of entries that somebody else has put there: `mcp-token client install` and `client remove`

use serde_json::{Value, json};

use crate::client_install::{CURSOR, put, read};
use crate::client_print::{URL, exai};
use crate::keeper::Keeper;
use crate::sandbox::{SECRET, line, stderr, stdout};

const CODEX: &str = ".codex/config.toml";
const MINE: &str = r#"{"mcpServers": {"exai": {"command": "/opt/mine/server", "args": ["-x"]}}}"#;
const MINE_TOML: &str = "[mcp_servers.exai]\ncommand = \"/opt/mine/server\" # mine\n";

fn json_of(keeper: &Keeper) -> Value {
    serde_json::from_str(&read(keeper, CURSOR)).unwrap()
}

/// However it is installed again: what stands there is somebody's, and comes back.
#[test]
fn what_somebody_has_put_in_its_place_is_kept_when_it_is_installed_again() {
    let kept = "what `exai` was before: `client remove` puts it back\n";
    for (client, file, mine) in [("cursor", CURSOR, MINE), ("codex", CODEX, MINE_TOML)] {
        for before in [false, true] {
            for words in [
                &["client", "install"][..],
                &["client", "install", client],
                &["setup", "--yes", "--profile", "exai", "--client", client],
            ] {
                let keeper = exai();
                if before {
                    put(&keeper, file, &mine.replace("mine", "first"), 0o600);
                }
                keeper.run(&["client", "install", client]).code(0);
                put(&keeper, file, mine, 0o600);
                let said = stderr(&keeper.run(words).code(0));
                assert!(said.contains("changed ") && !said.contains("not kept"), "{said}");
                assert_eq!(said.contains(kept), words[0] == "client", "{said}");
                assert!(!read(&keeper, file).contains("/opt/"), "{}", read(&keeper, file));
                // It is ours now.
                let said = stderr(&keeper.run(&["client", "install"]).code(0));
                assert!(said.ends_with(" already\n") && !said.contains("kept"), "{said}");
                keeper.run(&["client", "remove", client, "exai"]).code(0);
                assert_eq!(read(&keeper, file), mine, "{words:?}");
            }
        }
    }
}

/// Whatever it takes the place of: nothing of it would be kept.
#[test]
fn a_secret_that_somebody_has_put_there_goes_for_no_one_who_did_not_name_it() {
    let left = "Cursor: `exai` in ~/.cursor/mcp.json is not written again: it may hold a token itself\n";
    let not_kept = "the file as it was is not kept: it may hold a token, or is too large\n";
    let not_back = "not kept     what `exai` was before: `client remove` does not put it back\n";
    for (is_ours, lost) in [(true, not_kept), (false, not_back)] {
        let keeper = exai();
        keeper.run(&["client", "install", "cursor"]).code(0);
        let now = if is_ours {
            read(&keeper, CURSOR).replace("${env:EXAI_JWT_TOKEN}", "PRIVATE-opaque")
        } else {
            let headers = r#""headers":{"X-Api-Key":"PRIVATE-opaque"}"#;
            format!(r#"{{"mcpServers":{{"exai":{{"url":"https://new.example/mcp",{headers}}}}}}}"#)
        };
        put(&keeper, CURSOR, &now, 0o600);
        keeper.set(&["exai", "--url", "https://new.example/mcp"]);
        keeper.run(&["client", "install", "--dry-run"]).code(0).stdout("").stderr(left);
        keeper.run(&["client", "install"]).code(0).stdout("").stderr(left);
        let json = line(&keeper.run(&["client", "install", "--json"]).code(0).stderr(""));
        assert!(json.contains(r#""change":"left""#), "{json}");
        assert_eq!(read(&keeper, CURSOR), now);
        // Who names it is told, and before it is done.
        let would = "warning: what `exai` is now would be kept nowhere: it may hold a token\n";
        for words in [&["install", "cursor"][..], &["remove", "cursor", "exai"]] {
            let words = [&["client"], words, &["--dry-run"]].concat();
            keeper.run(&words).code(0).stderr(would);
            let json = line(&keeper.run(&[&words[..], &["--json"]].concat()).code(0).stderr(""));
            assert!(json.contains(r#""kept":false"#), "{json}");
        }
        let said = stderr(&keeper.run(&["client", "install", "cursor"]).code(0).stdout(""));
        assert!(said.ends_with(lost), "{said}");
        assert!(!read(&keeper, CURSOR).contains("PRIVATE"));
        keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
        assert!(!keeper.sandbox.home(CURSOR).exists() || !read(&keeper, CURSOR).contains("exai"));
    }
}

/// The name of a kept secret is none: nothing in the entry is a literal, and it is written again.
#[test]
fn an_entry_that_is_handed_a_kept_secret_is_installed_again() {
    let keeper = exai();
    let args =
        ["client", "install", "cursor", "--name", "calc", "--command", "npx", "--secret-var", "API_KEY=exai"];
    let said = stderr(&keeper.run(&args).code(0));
    assert!(!said.contains("literal"), "{said}");
    let said = keeper.said(&keeper.run(&["client", "install"]).code(0));
    assert_eq!(said, "Cursor: `calc` is in ~/.cursor/mcp.json already\n");
    let listed = keeper.run(&["client", "list"]).code(0);
    assert!(!stdout(&listed).contains("literal"), "{}", stdout(&listed));
}

/// Changed here and added to there, it is still ours: what was added stays, and all of it goes with the entry.
#[test]
fn an_entry_of_ours_with_a_changed_value_is_no_other() {
    for (client, file, changed) in [
        ("cursor", CURSOR, ("\"prod\"", "\"dev\", \"DB_PASSWORD\": \"hunter2userlit\"")),
        ("codex", CODEX, ("\"prod\"", "\"dev\", DB_PASSWORD = \"hunter2userlit\"")),
    ] {
        let keeper = exai();
        let args = ["client", "install", client, "--name", "st", "--command", "npx", "--arg", "srv"];
        let install = || keeper.run(&[&args[..], &["--env", "MODE=prod"]].concat()).code(0);
        install();
        let now = read(&keeper, file).replace(changed.0, changed.1);
        assert!(now.contains("hunter2userlit"), "{now}");
        put(&keeper, file, &now, 0o600);
        // What was changed would go, and nothing with a secret in it is copied: not unless it is named.
        keeper.run(&["client", "install"]).code(0);
        assert_eq!(read(&keeper, file), now);
        install();
        let again = read(&keeper, file);
        assert!(again.contains("hunter2userlit") && again.contains("prod"), "{again}");
        keeper.run(&["client", "remove", client, "st"]).code(0);
        assert!(!keeper.sandbox.home(file).exists(), "{client}");
    }
}

#[test]
fn what_somebody_has_put_in_its_place_is_copied_before_it_is_taken_out() {
    for (client, file, mine) in [("cursor", CURSOR, MINE), ("codex", CODEX, MINE_TOML)] {
        let keeper = exai();
        keeper.run(&["client", "install", client]).code(0);
        put(&keeper, file, mine, 0o600);
        let said = stderr(&keeper.run(&["client", "remove", client, "exai"]).code(0).stdout(""));
        let copy = said.split_once("the file as it was: ~/").unwrap().1;
        assert_eq!(read(&keeper, copy.trim_end()), mine);
        assert!(!keeper.sandbox.home(file).exists(), "it was made for ours");
        keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
    }
}

/// A field of the same name is ours, in whatever letters; what shows a credential goes with the entry that it was for, and all of
/// them where that was for another server.
#[test]
fn header_fields_of_somebody_stay() {
    const OTHER: &str = r#"{"mcpServers":{"exai":{"url":"https://mcp.example.com/mcp/","headers":{"X-Tenant":"acme","authorization":"Bearer ${env:OLD}","X-Api-Key":"${env:KEY}"},"timeout":5}}}"#;
    let keeper = exai();
    put(&keeper, CURSOR, OTHER, 0o600);
    keeper.run(&["client", "install", "cursor", "--header", "Accept: a/b"]).code(0);
    let entry = |more: &[(&str, &str)]| {
        let mut headers = json!({"Authorization": "Bearer ${env:EXAI_JWT_TOKEN}", "X-Tenant": "acme"});
        for (name, text) in more {
            headers[*name] = json!(text);
        }
        json!({"mcpServers": {"exai": {"url": URL, "headers": headers, "timeout": 5}}})
    };
    assert_eq!(json_of(&keeper), entry(&[("Accept", "a/b")]));
    // What somebody adds to ours stays as well, and what we have written goes when it is not asked for.
    put(&keeper, CURSOR, &read(&keeper, CURSOR).replace(r#""acme""#, r#""acme", "X-More": "1""#), 0o600);
    let said = stderr(&keeper.run(&["client", "install"]).code(0));
    assert_eq!(said, "Cursor: `exai` is in ~/.cursor/mcp.json already\n");
    keeper.run(&["client", "install", "cursor"]).code(0);
    assert_eq!(json_of(&keeper), entry(&[("X-More", "1")]));
    // A credential is not led to another server.
    put(
        &keeper,
        CURSOR,
        &read(&keeper, CURSOR).replace(r#""acme""#, r#""acme", "X-Api-Key": "${env:KEY}""#),
        0o600,
    );
    keeper.run(&["client", "install", "cursor"]).code(0);
    assert_eq!(json_of(&keeper), entry(&[("X-Api-Key", "${env:KEY}"), ("X-More", "1")]));
    keeper.set(&["exai", "--url", "https://new.example/mcp"]);
    // One that stands there itself would be lost.
    let referred = read(&keeper, CURSOR);
    put(&keeper, CURSOR, &referred.replace("${env:KEY}", SECRET), 0o600);
    let left = "Cursor: `exai` in ~/.cursor/mcp.json is not written again: it may hold a token itself\n";
    keeper.run(&["client", "install"]).code(0).stdout("").stderr(left);
    put(&keeper, CURSOR, &referred, 0o600);
    let said = stderr(&keeper.run(&["client", "install"]).code(0));
    assert!(said.contains("the file as it was: ~/.local/state/mcp-token/clients/"), "{said}");
    assert_eq!(
        json_of(&keeper)["mcpServers"]["exai"]["headers"],
        entry(&[("X-More", "1")])["mcpServers"]["exai"]["headers"]
    );
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert_eq!(read(&keeper, CURSOR), OTHER);
    let elsewhere = OTHER.replace("mcp.example.com", "o.example");
    put(&keeper, CURSOR, &elsewhere, 0o600);
    keeper.run(&["client", "install", "cursor", "--profile", "exai"]).code(0);
    let headers = json!({"Authorization": "Bearer ${env:EXAI_JWT_TOKEN}"});
    assert_eq!(json_of(&keeper)["mcpServers"]["exai"]["headers"], headers);
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert_eq!(read(&keeper, CURSOR), elsewhere);
}

#[test]
fn header_fields_of_somebody_stay_in_tables() {
    const OTHER: &str = "[mcp_servers.exai]\nurl = \"https://mcp.example.com/mcp\"\n\n[mcp_servers.exai.http_headers]\nX-Tenant = \"acme\"\nAuthorization = \"Bearer PRIVATE\"\n\n[mcp_servers.exai.env_http_headers]\nX-User = \"USER\"\nX-Api-Key = \"KEY\"\n";
    let keeper = exai();
    put(&keeper, CODEX, OTHER, 0o600);
    keeper.run(&["client", "install", "codex", "--mode", "env"]).code(0);
    let after: toml_edit::DocumentMut = read(&keeper, CODEX).parse().unwrap();
    let entry = &after["mcp_servers"]["exai"];
    let texts = |key: &str| {
        entry[key]
            .as_table_like()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.to_owned(), value.as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    let pair = |name: &str, text: &str| vec![(name.to_owned(), text.to_owned())];
    assert_eq!(texts("http_headers"), pair("X-Tenant", "acme"));
    assert_eq!(texts("env_http_headers"), pair("X-User", "USER"));
    assert_eq!(entry["bearer_token_env_var"].as_str(), Some("EXAI_JWT_TOKEN"));
}

/// Of a server that is started, too, while the entry is ours: those of another program are not for it.
#[test]
fn variables_of_somebody_stay() {
    let keeper = exai();
    put(&keeper, CURSOR, r#"{"mcpServers":{"calc":{"command":"x","env":{"OTHER":"1"}}}}"#, 0o600);
    let install = |more: &[&str]| {
        let words = ["client", "install", "cursor", "--name", "calc", "--command", "python3"];
        keeper.run(&[&words, more].concat()).code(0);
        json_of(&keeper)["mcpServers"]["calc"].take()
    };
    assert_eq!(install(&["--env", "LEVEL=info"]), json!({"command": "python3", "env": {"LEVEL": "info"}}));
    put(&keeper, CURSOR, &read(&keeper, CURSOR).replace(r#""info""#, r#""info", "DEBUG": "1""#), 0o600);
    let said = stderr(&keeper.run(&["client", "install"]).code(0));
    assert_eq!(said, "Cursor: `calc` is in ~/.cursor/mcp.json already\n");
    let entry = json!({"command": "python3", "args": ["x"], "env": {"DEBUG": "1"}});
    assert_eq!(install(&["--arg", "x"]), entry);
    assert_eq!(install(&["--arg", "x"]), entry);
}

/// What no text, number or truth is stays too, and how all of it is written.
#[test]
fn variables_of_somebody_stay_as_they_are_written() {
    for (client, file, first, then) in [
        (
            "cursor",
            CURSOR,
            "\"env\": {\n        \"LEVEL\": \"info\"\n",
            "\"env\": {\n        \"LEVEL\": \"info\", // keep\n        \"RATE\": 0.50, \"NONE\": null,\n        \"ID\":  12345678901234567890\n",
        ),
        (
            "codex",
            CODEX,
            "env = { LEVEL = \"info\" }\n",
            "env = { LEVEL = \"info\", RATE = 0.50,  DAY = 2020-01-02 }\n",
        ),
        (
            "codex",
            CODEX,
            "env = { LEVEL = \"info\" }\n",
            "\n[mcp_servers.calc.env]\nLEVEL = \"info\" # keep\n# and this\nRATE = 0.50\n",
        ),
    ] {
        let keeper = exai();
        let install = |level: &str| {
            let level = format!("LEVEL={level}");
            let words =
                ["client", "install", client, "--name", "calc", "--command", "python3", "--env", &level];
            stderr(&keeper.run(&words).code(0).stdout(""))
        };
        install("info");
        let before = read(&keeper, file).replace(first, then);
        assert!(before.contains("RATE"), "{before}");
        put(&keeper, file, &before, 0o600);
        let said = install("debug");
        assert_eq!(read(&keeper, file), before.replace("info", "debug"));
        assert!(!said.contains("the file as it was"), "{said}");
    }
}

/// It goes with what it stands in.
#[test]
fn a_comment_that_goes_when_ours_is_changed_is_told() {
    for (client, file, first, then) in [
        ("cursor", CURSOR, "[\"-x\"]\n", "[\"-x\" // keep\n]\n"),
        ("codex", CODEX, "[\"-x\"]\n", "[\n  \"-x\", # keep\n]\n"),
    ] {
        let keeper = exai();
        let install = |argument: &str| {
            let words = ["client", "install", client, "--name", "calc", "--command", "python3", "--arg"];
            stderr(&keeper.run(&[&words[..], &[argument]].concat()).code(0).stdout(""))
        };
        install("-x");
        let before = read(&keeper, file).replace(first, then);
        assert!(before.contains("keep"), "{before}");
        put(&keeper, file, &before, 0o600);
        assert!(!install("-x").contains("the file as it was"));
        assert_eq!(read(&keeper, file), before);
        let said = install("-y");
        let (_, copy) = said.split_once("the file as it was: ~/").unwrap_or_else(|| panic!("{said}"));
        assert_eq!(read(&keeper, copy.trim_end()), before);
        assert!(!read(&keeper, file).contains("keep"));
    }
}

/// They are for the program, and mean nothing behind a URL.
#[test]
fn arguments_of_somebody_go_with_the_command() {
    let keeper = exai();
    let calc = ["client", "install", "cursor", "--name", "calc"];
    keeper.run(&[&calc[..], &["--command", "python3"]].concat()).code(0);
    let added = read(&keeper, CURSOR).replace(r#""command""#, r#""args": ["-x"], "command""#);
    put(&keeper, CURSOR, &added, 0o600);
    keeper.run(&[&calc[..], &["--command", "python"]].concat()).code(0);
    assert_eq!(json_of(&keeper)["mcpServers"]["calc"], json!({"command": "python", "args": ["-x"]}));
    let said = stderr(&keeper.run(&calc).code(0).stdout(""));
    let copy = said.split_once("the file as it was: ~/").unwrap().1;
    assert!(read(&keeper, copy.trim_end()).contains("-x"));
    let headers = json!({"Authorization": "Bearer ${env:EXAI_JWT_TOKEN}"});
    assert_eq!(json_of(&keeper)["mcpServers"]["calc"], json!({"url": URL, "headers": headers}));
}

/// What has to do with credentials by its name alone, or keeps the place of one, is neither a secret nor lost for it.
#[test]
fn a_setting_beside_a_credential_is_no_secret() {
    let keeper = exai();
    let words =
        ["--name", "calc", "--command", "python3", "--env", "JWT_ALGORITHM=HS256", "--env", "TOKEN_TTL=10m"];
    keeper.run(&[&["client", "install", "cursor"][..], &words].concat()).code(0);
    keeper
        .run(&["client", "install"])
        .code(0)
        .stdout("")
        .stderr("Cursor: `calc` is in ~/.cursor/mcp.json already\n");
    let theirs = r#"{"mcpServers":{"exai":{"command":"x","env":{"JWT_ALGORITHM":"HS256"}}}}"#;
    let guides = r#"{"mcpServers":{"exai":{"command":"precious","env":{"API_KEY":"your_api_key_here"}}}}"#;
    for (client, file, theirs) in [
        ("cursor", CURSOR, theirs),
        ("cursor", CURSOR, guides),
        (
            "codex",
            CODEX,
            "[mcp_servers.exai]\nurl = \"https://o.example\"\nbearer_token_env_var = \"my_token\"\n",
        ),
    ] {
        let keeper = exai();
        put(&keeper, file, theirs, 0o600);
        let said = stderr(&keeper.run(&["client", "install", client]).code(0).stdout(""));
        assert!(said.contains("\nkept  ") && !said.contains("not kept"), "{said}");
        keeper.run(&["client", "remove", client, "exai"]).code(0);
        assert_eq!(read(&keeper, file), theirs);
        let said = stderr(&keeper.run(&["client", "remove", client, "exai"]).code(0).stdout(""));
        assert!(said.contains("the file as it was: ~/"), "{said}");
    }
}

/// In an entry of ours, whatever it looks like; of the same name as ours it gives way.
#[test]
fn a_secret_that_somebody_has_added_to_ours_stays() {
    let calc =
        ["client", "install", "cursor", "--name", "calc", "--command", "/bin/srv", "--env", "LEVEL=info"];
    let secret = r#""DB_PASSWORD": "hunter2secret", "PIN_PASSWORD": 839201774, "LEVEL": "info""#;
    let arguments = r#""args": ["--token", "hunter2secret"], "command""#;
    let header = r#""headers": {"X-Api-Key": "sk-live-1234567890abcdef", "X-Other": "${env:KEY}","#;
    for (first, old, new) in [
        (&calc[..], r#""LEVEL": "info""#, secret),
        (&calc, r#""command""#, arguments),
        (&["client", "install", "cursor"], r#""headers": {"#, header),
        (&["client", "install", "cursor", "--mode", "inline"], r#""headers": {"#, header),
    ] {
        let keeper = exai();
        keeper.run(first).code(0);
        let added = read(&keeper, CURSOR).replace(old, new);
        put(&keeper, CURSOR, &added, 0o600);
        keeper.run(&["client", "install"]).code(0);
        assert_eq!(read(&keeper, CURSOR), added, "{new}");
        keeper.run(first).code(0);
        assert!(new.split(['"', ' ', ',']).all(|word| read(&keeper, CURSOR).contains(word)), "{new}");
    }
    // What we have written ourselves goes with what it was asked for.
    let keeper = exai();
    keeper.run(&[&calc[..], &["--env", "API_KEY=opaque-secret"]].concat()).code(0);
    put(&keeper, CURSOR, &read(&keeper, CURSOR).replace(r#""info""#, r#""info", "MINE": "1""#), 0o600);
    keeper.run(&calc).code(0);
    assert_eq!(json_of(&keeper)["mcpServers"]["calc"]["env"], json!({"LEVEL": "info", "MINE": "1"}));
}

/// What says the same already is not claimed: it is copied before it goes.
#[test]
fn an_entry_that_was_there_already_is_somebodys() {
    let keeper = exai();
    keeper.run(&["client", "install", "cursor"]).code(0);
    let mine = read(&keeper, CURSOR);
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    put(&keeper, CURSOR, &mine, 0o600);
    let said = stderr(&keeper.run(&["client", "install", "cursor"]).code(0).stdout(""));
    assert!(said.starts_with("Cursor: `exai` is in ~/.cursor/mcp.json already\n"), "{said}");
    keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
    let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
    let copy = said.split_once("the file as it was: ~/").unwrap().1;
    assert_eq!(read(&keeper, copy.trim_end()), mine);
}

/// A copy is kept of it, as of an entry of somebody else; of ours alone there is none.
#[test]
fn what_somebody_has_added_to_ours_is_copied_before_it_goes() {
    let more = |text: &str| format!(r#""headers": {{{text}"#);
    let (tenant, secret) =
        (more(r#""X-Tenant": "acme","#), more(r#""X-Api-Key": "sk-live-1234567890abcdef","#));
    for (new, is_copied) in [
        (more(""), None),
        (tenant.clone(), Some(true)),
        (format!(r#""timeout": 5, {}"#, more("")), Some(true)),
        (secret, Some(false)),
    ] {
        let keeper = exai();
        keeper.run(&["client", "install", "cursor"]).code(0);
        let added = format!("{}\n", read(&keeper, CURSOR).replace(r#""headers": {"#, &new));
        put(&keeper, CURSOR, &added, 0o600);
        let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
        let said = said.strip_prefix("Cursor: took `exai` out of ~/.cursor/mcp.json\n").unwrap();
        match is_copied {
            None => assert_eq!(said, ""),
            Some(true) => {
                let copy = said.strip_prefix("the file as it was: ~/").unwrap();
                assert_eq!(read(&keeper, copy.trim_end()), added);
            }
            Some(false) => {
                assert_eq!(said, "the file as it was is not kept: it may hold a token, or is too large\n");
            }
        }
    }
}

/// Of a file that holds a token no copy is kept; of the entry that goes there is one all the same, when that holds none.
#[test]
fn an_entry_is_copied_alone_beside_the_token_of_another() {
    let mine = r#"{"command": "precious"}"#;
    let toml = "[mcp_servers.mine] # why\ncommand = \"precious\"\n";
    let json = |mine: &str| {
        format!(
            r#"{{"mcpServers": {{"mine": {mine}, "other": {{"headers": {{"Authorization": "Bearer PRIVATE-opaque"}}}}}}}}"#
        )
    };
    let secret = r#"{"command": "x", "env": {"API_KEY": "PRIVATE-key"}}"#;
    for (client, file, text, entry) in [
        ("cursor", CURSOR, json(mine), Some(mine)),
        (
            "codex",
            CODEX,
            format!("{toml}[mcp_servers.other]\nbearer_token = \"PRIVATE-opaque\"\n"),
            Some(toml),
        ),
        ("cursor", CURSOR, json(secret), None),
    ] {
        let keeper = exai();
        put(&keeper, file, &text, 0o600);
        let said = stderr(&keeper.run(&["client", "remove", client, "mine"]).code(0).stdout(""));
        let told = said.split_once('\n').unwrap().1;
        match entry {
            Some(entry) => {
                let copy =
                    told.strip_prefix("`mine` as it stood until now: ~/").unwrap_or_else(|| panic!("{said}"));
                assert_eq!(read(&keeper, copy.trim_end()), entry);
            }
            None => {
                assert_eq!(told, "the file as it was is not kept: it may hold a token, or is too large\n");
            }
        }
        let ours = keeper.files().into_iter().filter(|(path, _)| path.contains("/mcp-token/"));
        let holds = ours.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("PRIVATE"));
        assert_eq!(holds.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
    }
    // Of ours, too, with what somebody has added to it, or changed in it.
    for words in [&["client", "remove", "cursor", "exai"][..], &["client", "install"]] {
        let keeper = exai();
        put(&keeper, CURSOR, &json(mine), 0o600);
        keeper.run(&["client", "install", "cursor"]).code(0);
        let now = read(&keeper, CURSOR).replace(URL, "https://changed.example/mcp");
        put(&keeper, CURSOR, &now, 0o600);
        let said = stderr(&keeper.run(words).code(0).stdout(""));
        let copy = said.split_once("`exai` as it stood until now: ~/").unwrap_or_else(|| panic!("{said}")).1;
        let copy: Value = serde_json::from_str(&read(&keeper, copy.trim_end())).unwrap();
        assert_eq!(copy["url"], "https://changed.example/mcp");
    }
}

/// Where somebody has taken ours out since, or put another in its place: what that had replaced is not put back.
#[test]
fn what_was_before_is_kept_aside_where_it_is_not_put_back() {
    let first = MINE.replace("mine", "first");
    let setup = ["setup", "--yes", "--profile", "exai", "--client", "cursor"];
    for (now, words) in [
        ("{}", &["client", "install"][..]),
        ("{}", &["client", "remove", "cursor", "exai"]),
        ("{}", &["client", "install", "cursor"]),
        (MINE, &["client", "install", "cursor"]),
        ("{}", &setup),
        (MINE, &setup),
    ] {
        let there = || {
            let keeper = exai();
            put(&keeper, CURSOR, &first, 0o600);
            keeper.run(&["client", "install", "cursor"]).code(0);
            put(&keeper, CURSOR, now, 0o600);
            keeper
        };
        let keeper = there();
        let said = stderr(&keeper.run(words).code(0));
        let copy = said.split_once("what `exai` was before: ~/").unwrap().1;
        let copy = read(&keeper, copy.split([',', '\n']).next().unwrap());
        assert_eq!(copy, r#"{"command": "/opt/first/server", "args": ["-x"]}"#, "{now} {words:?}");
        assert_eq!(said.matches("was before: ~/").count(), 1, "{said}");
        if words[0] == "client" {
            let keeper = there();
            let dry_run = [words, &["--dry-run", "--json"]].concat();
            assert!(!line(&keeper.run(&dry_run).code(0).stderr("")).contains("copy"));
            let json = line(&keeper.run(&[words, &["--json"]].concat()).code(0).stderr(""));
            let report: Value = serde_json::from_str(&json).unwrap();
            let row = if words[1] == "install" { &report["clients"][0] } else { &report };
            assert_eq!(row["kept"], true, "{json}");
            assert_eq!(std::fs::read_to_string(row["copy"].as_str().unwrap()).unwrap(), copy);
        }
    }
    // Where it comes back nothing is told.
    let keeper = exai();
    put(&keeper, CURSOR, &first, 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    keeper.run(&["client", "install", "cursor", "--mode", "exec"]).code(0);
    let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
    assert_eq!(said, "Cursor: put back what `exai` was in ~/.cursor/mcp.json before\n");
    assert_eq!(read(&keeper, CURSOR), first);
    // It does so in the place of what somebody has put there since, of which a copy is kept.
    keeper.run(&["client", "install", "cursor"]).code(0);
    put(&keeper, CURSOR, MINE, 0o600);
    let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
    let (did, copy) = said.split_once("the file as it was: ~/").unwrap();
    assert_eq!(did, "Cursor: put back what `exai` was in ~/.cursor/mcp.json before\n");
    assert_eq!((read(&keeper, CURSOR), read(&keeper, copy.trim_end())), (first, MINE.to_owned()));
}

/// It is ours all the same: a copy is kept of it, and what was there before ours comes back.
#[test]
fn a_url_that_somebody_has_changed_in_ours_is_not_lost() {
    let own =
        "{\"mcpServers\": {\"exai\": {\"url\": \"https://own.example/mcp\", \"headers\": {\"K\": \"v\"}}}}\n";
    for before in [None, Some(own)] {
        for is_installed_again in [false, true] {
            let keeper = exai();
            if let Some(own) = before {
                put(&keeper, CURSOR, own, 0o600);
            }
            keeper.run(&["client", "install", "cursor"]).code(0);
            let changed = read(&keeper, CURSOR).replace(URL, "https://changed.example/mcp");
            put(&keeper, CURSOR, &changed, 0o600);
            let copied = |said: &str, did: &str| {
                let (first, copy) =
                    said.split_once("the file as it was: ~/").unwrap_or_else(|| panic!("{said}"));
                assert!(first.starts_with(did), "{said}");
                assert_eq!(read(&keeper, copy.trim_end()), changed);
            };
            if is_installed_again {
                let said = stderr(&keeper.run(&["client", "install"]).code(0).stdout(""));
                copied(&said, "Cursor: changed `exai` in ~/.cursor/mcp.json\n");
                assert!(read(&keeper, CURSOR).contains(URL));
            }
            let said = stderr(&keeper.run(&["client", "remove", "cursor", "exai"]).code(0).stdout(""));
            let did = match before {
                Some(_) => "Cursor: put back what `exai` was in ~/.cursor/mcp.json before\n",
                None => "Cursor: took `exai` out of ~/.cursor/mcp.json\n",
            };
            if is_installed_again {
                assert_eq!(said, did);
            } else {
                copied(&said, did);
            }
            assert_eq!(
                keeper.sandbox.home(CURSOR).exists().then(|| read(&keeper, CURSOR)).as_deref(),
                before
            );
            keeper.run(&["client", "install"]).code(0).stdout("").stderr("no client was connected yet\n");
        }
    }
}

/// What somebody has written beside or into ours goes with it: a copy is kept.
#[test]
fn a_comment_in_ours_is_not_lost() {
    let secret = "[mcp_servers.o]\r\nbearer_token = \"PRIVATE-opaque\"\r\n";
    for (client, file, first, comment, at) in [
        ("cursor", CURSOR, "{}\n", "// a note\n", "\"headers\": {\n"),
        ("codex", CODEX, "model = \"x\"\n", "# a note\n", "[mcp_servers.exai]\n"),
        // The entry alone.
        ("codex", CODEX, secret, "# a note\r\n", "[mcp_servers.exai]\r\n"),
    ] {
        let keeper = exai();
        put(&keeper, file, first, 0o600);
        keeper.run(&["client", "install", client]).code(0);
        let noted = read(&keeper, file).replace(at, &format!("{at}{comment}"));
        assert!(noted.contains(comment), "{noted}");
        put(&keeper, file, &noted, 0o600);
        let said = stderr(&keeper.run(&["client", "remove", client, "exai"]).code(0).stdout(""));
        let what = if first == secret { "`exai` as it stood until now" } else { "the file as it was" };
        let (_, copy) = said.split_once(&format!("{what}: ~/")).unwrap_or_else(|| panic!("{said}"));
        let (left, copy) = (read(&keeper, file), read(&keeper, copy.trim_end()));
        assert_eq!((&*left, copy == noted, copy.contains(comment.trim())), (first, first != secret, true));
    }
}

/// A run that was killed has left what it was writing, with the token in it.
#[test]
fn what_a_killed_run_has_left_is_swept_by_a_removal_that_writes_nothing() {
    let keeper = exai();
    put(&keeper, CURSOR, "{}\n", 0o600);
    keeper.run(&["client", "install", "cursor"]).code(0);
    put(&keeper, CURSOR, "{}\n", 0o600);
    let nest = keeper.sandbox.home(".cursor/.mcp-token-0123456789abcdef.tmp");
    std::fs::create_dir(&nest).unwrap();
    std::fs::write(nest.join("unfinished"), "PRIVATE").unwrap();
    keeper.run(&["client", "remove", "cursor", "exai"]).code(0);
    assert!(!nest.exists());
}

#[test]
fn what_a_killed_run_has_left_is_swept_beside_an_entry_that_is_not_written_again() {
    let keeper = exai();
    put(&keeper, CURSOR, "{}\n", 0o600);
    keeper.run(&["client", "install", "cursor", "--mode", "inline"]).code(0);
    let nest = keeper.sandbox.home(".cursor/.mcp-token-0123456789abcdef.tmp");
    std::fs::create_dir(&nest).unwrap();
    std::fs::write(nest.join("unfinished"), "PRIVATE").unwrap();
    keeper.run(&["client", "install", "--dry-run"]).code(0);
    assert!(nest.exists());
    keeper.run(&["client", "install"]).code(0);
    assert!(!nest.exists());
}
