//! `mcp-token doctor`: the files of clients as a whole.

use std::fs;

use crate::sandbox::stdout;
use crate::ward::{URL, Ward, filled, finding};

const CLAUDE: &str = "~/.claude.json";
const CURSOR: &str = "~/.cursor/mcp.json";

/// The finding of a file, behind its name.
#[track_caller]
fn says(ward: &Ward, file: &str, content: impl AsRef<[u8]>, code: &str, rank: &str, message: &str) {
    ward.file(file, content);
    assert_eq!(ward.found(&[]), [finding(code, rank, &format!("{file}: {message}"), "")]);
    fs::remove_file(ward.path(file)).unwrap();
}

#[test]
fn a_file_that_its_client_does_not_read_is_told() {
    let ward = Ward::new();
    let unread = |file, content: &[u8], what: &str| {
        says(&ward, file, content, "unreadable", "high", &format!("none of its servers is read: {what}"));
    };
    let comma = "line 2 holds a comment or a comma before a bracket";
    unread(CLAUDE, b"{\n// a comment\n\"mcpServers\":{}}", comma);
    unread(CLAUDE, b"{\"mcpServers\":{\n},}", comma);
    unread("~/.gemini/settings.json", b"{\"mcpServers\":{},\n}", "line 1 holds a comma before a bracket");
    unread(CLAUDE, b"{\"mcpServers\":\n\"\xff\"}", "line 2 is not UTF-8");
    unread(CLAUDE, b"{", "line 1 is not JSON");
    unread(CLAUDE, b"[]", "it is no object");
    // What an installation refuses as well.
    for servers in ["[]", "null", "1", "1.5"] {
        let file = format!("{{\"mcpServers\":{servers}}}");
        unread(CLAUDE, file.as_bytes(), "`mcpServers` is no object");
    }
    unread("~/.codex/config.toml", b"a = 1\na = 2\n", "line 2 is not TOML");
    // Others take it.
    for content in [&b""[..], b" \n", b"// a comment\n"] {
        for file in ["~/.gemini/settings.json", "~/.qwen/settings.json"] {
            let command =
                if content.trim_ascii().is_empty() { format!("echo '{{}}' > {file}") } else { String::new() };
            ward.file(file, content);
            let message = format!("{file}: none of its servers is read: it is no object");
            assert_eq!(ward.found(&[]), [finding("unreadable", "high", &message, &command)]);
            fs::remove_file(ward.path(file)).unwrap();
        }
    }
    for (file, content) in [
        (CLAUDE, "\u{feff}{\"mcpServers\":{}}"),
        (CLAUDE, ""),
        (CURSOR, "{\"mcpServers\":{\"a\":{\"command\":\"x\"}}}"),
        ("~/.config/opencode/opencode.json", ""),
        ("~/.gemini/settings.json", "{// a comment\n}"),
        ("~/.config/opencode/opencode.json", "{\"mcp\":{},// both\n}"),
        ("~/.codex/config.toml", "a = 1\nb = 2\n"),
    ] {
        ward.file(file, content);
        assert_eq!(ward.found(&[]), [], "{file} {content}");
        fs::remove_file(ward.path(file)).unwrap();
    }
}

#[test]
fn two_members_of_one_name_are_told_and_both_are_looked_at() {
    let ward = Ward::new();
    let twice = |key| format!("has `{key}` twice, and only one of them is read");
    says(
        &ward,
        CURSOR,
        r#"{"mcpServers":{},"mcpServers":{}}"#,
        "duplicate_key",
        "warning",
        &twice("mcpServers"),
    );
    let server = r#""a":{"command":"x"}"#;
    let both = format!(r#"{{"mcpServers":{{{server},{server}}}}}"#);
    says(&ward, CURSOR, both, "duplicate_key", "warning", &twice("a"));
    let second = r#""a":{"command":"x","env":{"TOKEN":"PRIVATE"}}"#;
    ward.file(CURSOR, format!(r#"{{"mcpServers":{{{server}}},"mcpServers":{{{second}}}}}"#));
    let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["duplicate_key", "literal_token"]);
}

#[test]
fn of_two_clients_of_one_file_the_one_that_is_here_speaks() {
    let ward = Ward::new();
    let kiro = "~/.kiro/settings/mcp.json";
    let clients = |value: &str| {
        ward.file(
            kiro,
            format!(
                r#"{{"mcpServers":{{"a":{{"url":"{URL}","headers":{{"Authorization":"Bearer {value}"}}}}}}}}"#
            ),
        );
        let report = crate::sandbox::line(&ward.doctor(&["--json"]));
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let found = report["findings"].as_array().unwrap().clone();
        found.iter().map(|one| one["subject"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // The editor and its command line read one file, each its own reference.
    assert_eq!(clients("${HOME}"), [""; 0], "none is known to be here: the first speaks");
    assert_eq!(clients("${env:HOME}"), ["kiro"]);
    ward.program("kiro-cli", "exit 1");
    assert_eq!(clients("${HOME}"), ["kiro-cli"]);
    assert_eq!(clients("${env:HOME}"), [""; 0]);
    ward.program("kiro", "exit 1");
    assert_eq!(clients("${HOME}"), ["kiro-cli"]);
    assert_eq!(clients("${env:HOME}"), ["kiro"]);
    assert_eq!(clients("PRIVATE"), ["kiro", "kiro-cli"]);
}

/// What the one of them reads, the other sends as it stands: they are at one about what they start.
#[test]
fn where_two_clients_of_one_file_read_no_reference_alike_none_is_written() {
    let kiro = "~/.kiro/settings/mcp.json";
    let entry =
        |headers: &str| format!(r#"{{"mcpServers":{{"exai":{{"url":"{URL}","headers":{{{headers}}}}}}}}}"#);
    let install = |client: &str| format!("mcp-token client install {client} --profile exai");
    for (reference, at_odds) in [("${env:HOME}", "kiro"), ("${HOME}", "kiro-cli")] {
        let ward = Ward::exai();
        ward.program(at_odds, "exit 1");
        let written = entry(&format!(r#""Authorization":"Bearer {reference}""#));
        ward.file(kiro, &written);
        assert_eq!(ward.found(&[])[0].3, install(at_odds));
        ward.program("kiro", "exit 1");
        ward.program("kiro-cli", "exit 1");
        // What no command takes the place of.
        ward.file(kiro, entry(&format!(r#""Authorization":"Bearer {reference}","X-Session-Token":"1""#)));
        let printed = format!("in its place what `mcp-token client print {at_odds} --mode exec` prints");
        assert_eq!(ward.findings(&[])[0]["mend"], printed);
        ward.file(kiro, written);
        ward.mended(&[], "wrong_reference", &format!("{} --mode exec", install(at_odds)));
        assert_eq!(ward.found(&[]), []);
    }
}

#[test]
fn a_project_where_something_was_installed_is_looked_at() {
    let ward = Ward::exai();
    ward.file("p/.cursor/mcp.json", "{}");
    ward.shell("cd p && mcp-token client install cursor --profile exai --project .").code(0);
    let spoiled = fs::read_to_string(ward.path("p/.cursor/mcp.json"))
        .unwrap()
        .replace("${env:EXAI_JWT_TOKEN}", &filled("@OURS@"));
    ward.file("p/.cursor/mcp.json", spoiled);
    let codes: Vec<_> = ward.found(&[]).into_iter().map(|one| (one.0, one.3)).collect();
    let command = "mcp-token client install cursor --profile exai --project ./p";
    assert_eq!(codes, [("literal_token".to_owned(), command.to_owned())]);
}

#[test]
fn the_home_is_no_project() {
    let ward = Ward::exai();
    ward.file(CURSOR, "{}");
    ward.shell("mcp-token client install cursor --profile exai").code(0);
    // A file of projects, which lies in the home.
    ward.file("~/opencode.json", r#"{"mcp":{"a":{"type":"remote","url":"https://a.example","headers":{"Authorization":"Bearer PRIVATE"}}}}"#);
    let codes = |args: &[&str]| ward.found(args).into_iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(codes(&[]), ["unset_variable"]);
    // Unless somebody says that it is one; then no file is told of twice.
    let home = ward.path("~/").display().to_string();
    assert_eq!(codes(&["--project", &home]), ["unset_variable", "literal_token"]);
}

#[test]
fn what_has_no_server_is_told_from_what_is_not_there() {
    let ward = Ward::new();
    ward.file("~/.cursor/mcp.json", "{}");
    let doctor = || stdout(&ward.doctor(&[]));
    assert!(doctor().contains("  -     none  no client's file has a server\n"), "{}", doctor());
}

/// A run that was killed has left what it was writing, with the token in it.
#[test]
fn what_a_killed_run_has_left_beside_a_client_s_file_is_told() {
    let ward = Ward::exai();
    let nest = |folder: &str| format!("{folder}/.mcp-token-killed.tmp");
    let unfinished = |folder: &str| ward.file(&format!("{}/unfinished", nest(folder)), "PRIVATE");
    for (folder, shown, args) in
        [("~/.cursor", "~/.cursor", &[][..]), ("p/.cursor", "./p/.cursor", &["--project", "p"])]
    {
        let file = unfinished(folder);
        let (shown, remove) = (nest(shown), format!("rm -r {}", nest(shown)));
        let message = format!("{shown}: what a run that was killed had begun to write, maybe with a token");
        assert_eq!(ward.found(args), [finding("left", "warning", &message, &remove)]);
        assert_eq!(ward.findings(args)[0]["subject"], "cursor");
        // One whose maker lives, and one that nothing is in any more.
        let maker = fs::File::open(&file).unwrap();
        maker.lock().unwrap();
        assert_eq!(ward.found(args), []);
        drop(maker);
        fs::remove_file(&file).unwrap();
        assert_eq!(ward.found(args), []);
        unfinished(folder);
        ward.mended(args, "left", &remove);
        assert!(!ward.path(&nest(folder)).exists());
    }
    unfinished("p/.cursor");
    assert_eq!(ward.found(&[]), [], "a project is looked at when it is named");
    // It lies where a link leads.
    ward.file("~/dotfiles/mcp.json", "{}");
    fs::create_dir_all(ward.path("~/.cursor")).unwrap();
    std::os::unix::fs::symlink(ward.path("~/dotfiles/mcp.json"), ward.path("~/.cursor/mcp.json")).unwrap();
    unfinished("~/dotfiles");
    ward.mended(&[], "left", &format!("rm -r {}", nest("~/dotfiles")));
}

/// Whatever their names: a `*` in one is a letter.
#[test]
fn a_folder_with_a_star_for_its_name_is_one_folder() {
    let ward = Ward::new();
    let entry = r#"{"servers":{"a":{"url":"http://a.example/mcp"}}}"#;
    ward.file("~/.config/Code/User/profiles/*/mcp.json", entry);
    let project = r#"{"mcpServers":{"a":{"url":"https://a.example/mcp"}}}"#;
    ward.file("w/other/.mcp.json", project);
    ward.file("w/*/.mcp.json", project);
    ward.file("w/*/.continue/mcpServers/*/a.yaml", "mcpServers: 1\n");
    let places = |args: &[&str]| {
        let found = ward.found(args).into_iter();
        found.map(|one| one.2.split_once(": ").unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    let profile = "~/.config/Code/User/profiles/*/mcp.json";
    assert_eq!(places(&[]), [profile]);
    let block = "./w/*/.continue/mcpServers/*/a.yaml";
    assert_eq!(places(&["--project", "w/*"]), [profile, "./w/*/.mcp.json", block]);
    let list = ward.keeper.run(&["client", "list", "--project", "w/*"]).code(0);
    assert!(!stdout(&list).contains("other"), "{}", stdout(&list));
}

/// A file that `looked_at` or `above` names is told, for a row of each.
#[test]
fn crush_reads_a_file_of_its_own_and_those_above_a_project() {
    let ward = Ward::new();
    let entry = r#"{"mcp":{"a":{"url":"https://a.example/mcp"}}}"#;
    for file in
        ["~/.local/share/crush/crush.json", "p/.crush.json", "p/q/crush.json", "data/crush/crush.json"]
    {
        ward.file(file, entry);
    }
    let places = |home: Option<&str>| {
        let assert = ward.doctor_with(&["--project", "p/q", "--json"], |command| match home {
            Some(home) => command.env("XDG_DATA_HOME", ward.path(home)),
            None => command,
        });
        let found = ward.found_by(&assert).into_iter();
        found.map(|one| one.2.split_once(": ").unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    let of_project = ["./p/.crush.json", "./p/q/crush.json"];
    assert_eq!(places(None), [&["~/.local/share/crush/crush.json"], &of_project[..]].concat());
    assert_eq!(places(Some("data")), [&["./data/crush/crush.json"], &of_project[..]].concat());
    let list =
        stdout(&ward.keeper.run(&["client", "list", "--project", "p/q", "--scope", "project"]).code(0));
    assert_eq!(list.matches("crush.json").count(), 2, "{list}");
}

/// An agent of Kiro or of Amazon Q has servers of its own; Visual Studio has some for one user of a project.
#[test]
fn what_is_looked_at_beside_a_client_s_file_is_not_edited() {
    let ward = Ward::exai();
    let entry = format!(r#"{{"name":"dev","tools":["*"],"@":{{"exai":{{"type":"http","url":"{URL}"}}}}}}"#);
    let found = |args: &[&str]| {
        let found = ward.found(args).into_iter();
        let each = found.map(|one| (one.2.split_once(": ").unwrap().0.to_owned(), one.3));
        each.collect::<Vec<_>>()
    };
    let project = ["--project", "p"];
    ward.file("p/README.md", "");
    for (client, root, file, looked_at) in [
        ("kiro-cli", "mcpServers", "~/.kiro/settings/mcp.json", "~/.kiro/agents/dev.json"),
        ("kiro-cli", "mcpServers", "./p/.kiro/settings/mcp.json", "./p/.kiro/agents/dev.json"),
        ("amazon-q", "mcpServers", "~/.aws/amazonq/mcp.json", "~/.aws/amazonq/agents/default.json"),
        ("amazon-q", "mcpServers", "~/.aws/amazonq/mcp.json", "~/.aws/amazonq/cli-agents/dev.json"),
        ("amazon-q", "mcpServers", "./p/.amazonq/mcp.json", "./p/.amazonq/agents/default.json"),
        ("amazon-q", "mcpServers", "./p/.amazonq/mcp.json", "./p/.amazonq/cli-agents/dev.json"),
        ("visual-studio", "servers", "./p/.mcp.json", "./p/.vs/mcp.json"),
    ] {
        let entry = entry.replace('@', root);
        // One beside it is no file of the client.
        let beside = ward.file(&looked_at.replace(".json", ".json.old"), &entry);
        assert_eq!(found(&project), [], "{client}");
        let path = ward.file(looked_at, &entry);
        assert_eq!(found(&project), [(looked_at.to_owned(), String::new())]);
        let place = if file.starts_with('~') { "" } else { " --scope project --project p" };
        ward.shell(&format!("mcp-token client install {client}{place}")).code(0);
        assert!(ward.path(file).exists() && fs::read_to_string(&path).unwrap() == entry, "{client}");
        ward.shell(&format!("mcp-token client remove {client} exai{place}")).code(0);
        fs::remove_file(path).unwrap();
        fs::remove_file(beside).unwrap();
    }
}

/// The default one, and those of profiles, of Insiders and of the remote side.
#[test]
fn every_user_file_of_vs_code_is_looked_at_and_one_is_edited() {
    let ward = Ward::exai();
    let entry = format!(r#"{{"servers":{{"exai":{{"type":"http","url":"{URL}"}}}}}}"#);
    let missing = |file: &str, command: &str| {
        let message = format!("{file}: `exai` is the server of `exai`, and is shown no token");
        finding("no_token", "warning", &message, command)
    };
    let profile = "~/.config/Code/User/profiles/5552b383/mcp.json";
    let others = [
        profile,
        "~/.config/Code - Insiders/User/mcp.json",
        "~/.config/Code - Insiders/User/profiles/a b/mcp.json",
        "~/.vscode-server/data/User/mcp.json",
    ];
    for file in others {
        ward.file(file, &entry);
    }
    for file in [
        "~/.config/Code/User/profiles/mcp.json",
        "~/.config/Code/User/profiles/a/b/mcp.json",
        "~/.config/Code/User/profiles/a/other.json",
    ] {
        ward.file(file, &entry);
    }
    // No installation would go there.
    assert_eq!(ward.found(&[]), others.map(|file| missing(file, "")));
    ward.file("~/.config/Code/User/mcp.json", &entry);
    let own = missing("~/.config/Code/User/mcp.json", "mcp-token client install vscode --profile exai");
    assert_eq!(ward.found(&[])[0], own);
    ward.shell(&own.3).code(0);
    assert_eq!(ward.found(&[]), others.map(|file| missing(file, "")));
    assert_eq!(fs::read_to_string(ward.path(profile)).unwrap(), entry);
    let settings = "~/.config/Code/User/profiles/5552b383/settings.json";
    for file in others {
        fs::remove_file(ward.path(file)).unwrap();
    }
    let old = format!(r#"{{"mcp":{{"servers":{{"exai":{{"type":"http","url":"{URL}"}}}}}}}}"#);
    ward.file(settings, &old);
    let place = "move it into `~/.config/Code/User/profiles/5552b383/mcp.json`, under `servers`";
    ward.by_hand(&[], "dead_place", place, || {
        fs::remove_file(ward.path(settings)).unwrap();
        ward.file(profile, r#"{"servers":{}}"#);
    });
}
