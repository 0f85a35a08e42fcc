//! `mcp-token doctor`: which of the clients that read one file speaks of it.

use crate::ward::{URL, Ward, filled, finding};

const PROJECT: &str = "p/.mcp.json";
const IN_PROJECT: [&str; 2] = ["--project", "p"];

fn ward() -> Ward {
    let ward = Ward::exai();
    ward.shell("mkdir p").code(0);
    ward
}

fn servers(key: &str, value: &str) -> String {
    let headers = format!(r#""headers":{{"Authorization":"{value}"}}"#);
    filled(&format!(r#""{key}":{{"a":{{"type":"http","url":"{URL}",{headers}}}}}"#))
}

/// Claude Code reads the same file, and none of its servers.
#[test]
fn servers_under_the_key_of_another_client_are_judged_as_that_reads_them() {
    let ward = ward();
    let input = r#""inputs":[{"type":"promptString","id":"x"}],"#;
    let asked = format!("{input}{}", servers("servers", "${input:x}"));
    let claude = servers("mcpServers", "Bearer ${PATH}");
    ward.file(PROJECT, format!("{{{asked}}}"));
    assert_eq!(ward.found(&IN_PROJECT), []);
    let mend = "mcp-token client install visual-studio --profile exai --name a --project ./p";
    let wrong = "./p/.mcp.json: `a` refers to `${env:PATH}`, which is not read there: the server is sent the text as it stands, or nothing";
    let literal = "./p/.mcp.json: `a` holds a literal token in its header `Authorization`";
    for more in [String::new(), format!("{claude},")] {
        ward.file(PROJECT, format!("{{{more}{}}}", servers("servers", "Bearer ${env:PATH}")));
        let found = ward.found(&IN_PROJECT);
        assert_eq!(found, [finding("wrong_reference", "warning", wrong, mend)], "{more}");
        // What stands there is told once, and not as a token that is in nobody's place.
        ward.file(PROJECT, format!("{{{more}{}}}", servers("servers", "Bearer @LIVE@")));
        let found = ward.found(&IN_PROJECT);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((one.0.as_str(), one.2.as_str()), ("literal_token", literal), "{more}");
    }
    ward.file(PROJECT, format!("{{{claude},{asked}}}"));
    assert_eq!(ward.found(&IN_PROJECT), []);
}

/// Visual Studio is on Windows alone: of a file without any of its own it is the key that is wrong.
#[test]
fn servers_under_the_key_of_another_are_a_slip_where_their_client_is_here() {
    let ward = ward();
    ward.program("claude", "exit 1");
    ward.file(PROJECT, format!("{{{}}}", servers("servers", "Bearer ${PATH}")));
    let found = ward.found(&IN_PROJECT);
    let message = "./p/.mcp.json: `servers` is not read: Claude Code reads `mcpServers`";
    assert_eq!(found, [finding("skipped", "warning", message, "")]);
    let literal = servers("servers", "Bearer @LIVE@");
    ward.file(PROJECT, format!("{{\"mcpServers\":{{}},{literal}}}"));
    let codes: Vec<_> = ward.found(&IN_PROJECT).into_iter().map(|one| one.0).collect();
    assert_eq!(codes, ["skipped", "literal_token"]);
    // Beside some of its own they are another's, as they are where something is asked for: what is bad anywhere is told.
    let asked = r#""inputs":[{"type":"promptString","id":"x"}],"#;
    ward.file(PROJECT, format!("{{{asked}{}}}", servers("servers", "Bearer ${env:PATH}")));
    assert_eq!(ward.found(&IN_PROJECT), []);
    let own = servers("mcpServers", "Bearer ${PATH}");
    ward.file(PROJECT, format!("{{{own},{}}}", servers("servers", "Bearer ${PATH}")));
    assert_eq!(ward.found(&IN_PROJECT), []);
    let both = format!("{{{},{literal}}}", servers("mcpServers", "Bearer ${PATH}"));
    ward.file(PROJECT, both);
    let messages: Vec<_> = ward.found(&IN_PROJECT).into_iter().map(|one| one.2).collect();
    assert_eq!(messages, ["./p/.mcp.json: `a` holds a literal token in its header `Authorization`"]);
}

/// Kiro and Kiro CLI read one file, and each the reference that the other does not.
#[test]
fn what_was_connected_speaks_where_no_program_is_here() {
    for (client, variable) in [("kiro", "${EXAI_JWT_TOKEN}"), ("kiro-cli", "${env:EXAI_JWT_TOKEN}")] {
        let ward = ward();
        for args in [&[][..], &IN_PROJECT] {
            ward.keeper
                .run(&[&["client", "install", client, "--profile", "exai", "--mode", "env"], args].concat())
                .code(0);
            let token = ward.keeper.get(&["exai"]);
            let doctor = ward
                .doctor_with(&[args, &["--json"]].concat(), |command| command.env("EXAI_JWT_TOKEN", token));
            let found = ward.findings_by(&doctor);
            assert!(found.is_empty(), "{variable}: {found:?}");
        }
    }
}

/// An entry of a project names this program by its name, wherever that lies.
#[test]
fn a_program_that_is_not_on_the_path_is_mended_by_no_installation_in_a_project() {
    let ward = ward();
    ward.keeper
        .run(&[
            "client",
            "install",
            "claude-code",
            "--profile",
            "exai",
            "--scope",
            "project",
            "--project",
            "p",
        ])
        .code(0);
    let found = |path: &str| {
        let args = [&IN_PROJECT[..], &["--json"]].concat();
        ward.findings_by(&ward.doctor_with(&args, |command| command.env("PATH", path)))
    };
    let without = found("/usr/bin:/bin");
    let [one] = without.as_slice() else { panic!("{without:?}") };
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_mcp-token")).parent().unwrap();
    let line = ward.keeper.plain(&format!("export PATH=\"$PATH\":{}", folder.display()));
    assert_eq!((&one["code"], &one["command"]), (&"no_program".into(), &line.into()));
    assert_eq!(one["mend"], "start Claude Code from the same shell");
    assert_eq!(ward.found(&IN_PROJECT), []);
}

/// A comment breaks it for Claude Code and not for Copilot CLI: it is told, with the token, where neither is here.
#[test]
fn a_file_that_one_client_breaks_on_and_another_reads_is_told() {
    for (before, after) in [("{// c\n", "}"), ("{", ",}")] {
        let ward = ward();
        ward.file(PROJECT, format!("{before}{}{after}", servers("mcpServers", "Bearer @LIVE@")));
        let codes: Vec<_> = ward.found(&IN_PROJECT).into_iter().map(|one| one.0).collect();
        assert_eq!(codes, ["unreadable", "literal_token"]);
    }
}
