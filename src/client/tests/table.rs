//! Every row of `clients.toml`.

use std::collections::BTreeSet;

use super::{PLATFORMS, client, remote, stdio};
use crate::client::place::Files;
use crate::client::reference::Syntax;
use crate::client::{Client, Format, Mode, Platform};

/// All templates of a scope, by platform.
fn on(files: Option<&Files>) -> Vec<(Platform, Vec<String>)> {
    PLATFORMS
        .into_iter()
        .map(|platform| (platform, files.map(|files| files.on(platform).to_vec()).unwrap_or_default()))
        .collect()
}

#[test]
fn names_are_names_and_each_stands_there_once() {
    let mut seen = BTreeSet::new();
    for client in Client::all() {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        assert!(client.name.chars().all(plain) && !client.name.is_empty(), "{}", client.name);
        assert!(seen.insert(&client.name), "{} twice", client.name);
        assert!(seen.insert(&client.title) || client.title == client.name, "{} twice", client.title);
        assert!(!client.source.trim().is_empty(), "{} has no source", client.name);
        assert_eq!(Client::named(&client.name), Some(client));
    }
    assert_eq!(Client::all().len(), 37);
    assert_eq!(Client::named("no-such-client"), None);
}

#[test]
fn files_are_where_the_row_says() {
    for client in Client::all() {
        for (platform, templates) in on(client.user.as_ref()) {
            // Visual Studio is for Windows only.
            let wanted =
                client.user.is_some() && (client.name != "visual-studio" || platform == Platform::Windows);
            assert_eq!(!templates.is_empty(), wanted, "{} on {platform:?}", client.name);
            for template in templates {
                let (first, rest) = template.split_once('/').unwrap();
                let home = first.strip_prefix('{').and_then(|name| name.strip_suffix('}'));
                let is_known = first == "~"
                    || home.is_some_and(|name| {
                        ["config", "xdg", "local"].contains(&name) || client.homes.contains_key(name)
                    });
                assert!(is_known && !rest.is_empty() && !rest.contains('\\'), "{}: {template}", client.name);
                assert!(!rest.split('/').any(|part| part.is_empty() || part == ".."), "{template}");
            }
        }
        for (_, templates) in on(client.project.as_ref()) {
            for template in templates {
                assert!(!template.starts_with(['/', '~', '{']) && !template.contains(".."), "{template}");
            }
        }
        // A client without a file says where its entry goes; a program needs neither.
        let is_told = client.user.is_some() || client.project.is_some() || client.paste.is_some();
        assert_eq!(is_told, client.script.is_none(), "{}", client.name);
    }
}

#[test]
fn rows_hold_what_their_format_needs() {
    for client in Client::all() {
        let name = &client.name;
        assert_eq!(client.format == Format::Script, client.script.is_some(), "{name}");
        if client.script.is_some() {
            assert!(client.remote.is_none() && client.stdio.is_none() && client.root.is_empty(), "{name}");
            continue;
        }
        assert!(!client.root.is_empty(), "{name}");
        assert!(client.remote.is_some() || client.stdio.is_some(), "{name}");
        assert!(!client.is_list || client.format == Format::Yaml, "{name}: only YAML lists are written");
        assert!(client.format != Format::Yaml || client.root.len() == 1, "{name}: one key leads there");
        if let Some(remote) = &client.remote {
            assert!(remote.kind.is_some() || !remote.required.iter().any(|key| key == "type"), "{name}");
            assert!(
                remote.types.is_empty()
                    || remote.kind.as_ref().is_some_and(|kind| remote.types.contains(kind)),
                "{name} does not know the word that it is told"
            );
            assert!(remote.websocket.is_none() || remote.types.contains(remote.websocket.as_ref().unwrap()));
            let asks = remote.references.contains(&Syntax::Input);
            assert_eq!(asks, client.inputs.is_some(), "{name}");
        }
        let references = client.remote.iter().flat_map(|remote| &remote.references);
        let references: Vec<_> =
            references.chain(client.stdio.iter().flat_map(|stdio| &stdio.references)).collect();
        if references.is_empty() && client.format == Format::Json {
            assert!(client.approve.is_none(), "{name}");
        }
        if let Some(own) = &client.own {
            assert!(client.program.is_some(), "{name}");
            let has = |words: &[String], mark: &str| words.iter().any(|word| word == mark);
            assert!(has(&own.add, "{name}") && has(&own.add, "{json}") && has(&own.remove, "{name}"));
        }
        assert!(client.add.is_none() || client.program.is_some() && client.own.is_none(), "{name}");
    }
}

/// Which ways each client can be connected in: a server behind a URL, and one that is started.
#[test]
fn modes_are_what_the_clients_can_read() {
    let table: Vec<_> = Client::all()
        .iter()
        .map(|client| {
            let modes = |modes: Vec<Mode>| modes.iter().map(|mode| mode.name()).collect::<Vec<_>>().join(" ");
            let (url, program) =
                (remote(Platform::Linux).modes(client), stdio(Platform::Linux).modes(client));
            format!("{}: {} | {}", client.name, modes(url), modes(program))
        })
        .collect();
    assert_eq!(
        table,
        [
            "claude-code: helper env inline | env exec inline",
            "claude-desktop: exec | exec inline",
            "cursor: env exec inline | env exec inline",
            "vscode: input exec inline | input env exec inline",
            "visual-studio: input exec inline | input exec inline",
            "windsurf: env exec inline | env exec inline",
            "windsurf-jetbrains: env exec inline | env exec inline",
            "antigravity: exec inline | exec inline",
            "kiro: env exec inline | env exec inline",
            "kiro-cli: env exec inline | env exec inline",
            "amazon-q: env exec inline | env exec inline",
            "cline: env exec inline | env exec inline",
            "cline-cli: env exec inline | env exec inline",
            "roo: env exec inline | env exec inline",
            "zed: exec inline | exec inline",
            "gemini: env inline | env exec inline",
            "qwen: env inline | env exec inline",
            "codex: helper env exec inline | env exec inline",
            "grok: env inline | env exec inline",
            "kimi: env exec inline | exec inline",
            "opencode: env exec inline | env exec inline",
            "kilo: env exec inline | env exec inline",
            "fx: env exec | exec inline",
            "copilot-cli: env inline | env exec inline",
            "junie: exec | exec inline",
            "lm-studio: exec inline | exec inline",
            "warp: exec inline | exec inline",
            "crush: helper env inline | env exec inline",
            "jetbrains: exec inline | exec inline",
            "trae: exec inline | exec inline",
            "trae-cli: exec inline | exec inline",
            "continue: env exec inline | env exec inline",
            "continue-json: exec inline | exec inline",
            "goose: env exec inline | env exec inline",
            "curl: helper env | ",
            "python: helper env | ",
            "javascript: helper env | ",
        ]
    );
}

/// What the parsers of these were seen to take.
#[test]
fn tolerance_is_what_was_seen() {
    for (name, comments, commas) in [
        ("claude-code", Some(false), Some(false)),
        ("claude-desktop", Some(false), Some(false)),
        ("roo", Some(false), Some(false)),
        ("gemini", Some(true), Some(false)),
        ("qwen", Some(true), Some(false)),
        ("opencode", Some(true), Some(true)),
        ("kimi", Some(false), Some(false)),
    ] {
        assert_eq!((client(name).comments, client(name).trailing_commas), (comments, commas), "{name}");
    }
}

/// One walk of the same folders.
#[test]
fn both_rows_of_continue_ignore_the_same_folders() {
    let (yaml, json) = (client("continue"), client("continue-json"));
    assert_eq!(yaml.ignored_folders, json.ignored_folders);
    assert!(yaml.ignored_folders.iter().any(|name| name == "node_modules"));
}
