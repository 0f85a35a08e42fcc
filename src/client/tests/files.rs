//! Whose file one is, by where it lies.

use std::path::{Path, PathBuf};

use super::{client, directories};
use crate::client::{Platform, Scope};

/// A client with two places makes its file where it is read however the client was installed.
#[test]
fn of_two_places_that_are_empty_the_row_says_where_a_file_is_made() {
    let desktop = client("claude-desktop");
    let roaming =
        |folder: &str| PathBuf::from(format!("/Users/a/AppData/{folder}/Claude/claude_desktop_config.json"));
    let files = [roaming("Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming"), roaming("Roaming")];
    assert_eq!(desktop.made(&files), files.get(1));
    assert_eq!(desktop.made(&files[..1]), files.first());
}

#[test]
fn a_file_of_a_project_is_another_s_where_it_lies_there_and_nowhere_below() {
    let directories = directories(Platform::Linux);
    let reads = |one: &str, other: &str, path: &str| {
        client(one).reads_the_servers_of(client(other), path.as_ref(), &directories)
    };
    assert!(reads("claude-code", "copilot-cli", "/p/.mcp.json"));
    assert!(!reads("claude-code", "warp", "/p/.warp/.mcp.json"));
    assert!(!reads("claude-code", "copilot-cli", "/p/.github/mcp.json"));
    let user = directories.home.join(".kiro/settings/mcp.json");
    assert!(client("kiro").reads_the_servers_of(client("kiro-cli"), &user, &directories));
}

/// Without a look at the disk, for a pattern as well.
#[test]
fn a_file_is_a_client_s_wherever_its_pattern_leads() {
    let directories = directories(Platform::Linux);
    let project = |path: &str| {
        let path = Path::new(path);
        let project = client("continue").project_of(path, &directories);
        // Who else reads it can be told only of what is a file of its.
        let is_read = client("continue").reads_the_servers_of(client("continue"), path, &directories);
        assert_eq!(is_read, project.is_some(), "{path:?}");
        project
    };
    for file in ["a.yaml", "a.b.yml", ".yaml", "more/deep/a.yaml", "more/.continued/a.yaml"] {
        let path = format!("/p/.continue/mcpServers/{file}");
        assert_eq!(project(&path).as_deref(), Some(Path::new("/p")), "{file}");
    }
    for path in ["a.json", "yaml", "more/.git/a.yaml", "more/BIN/x/a.yaml"] {
        assert_eq!(project(&format!("/p/.continue/mcpServers/{path}")), None, "{path}");
    }
    for path in ["/p/.continue/a.yaml", "/p/mcpServers/a.yaml"] {
        assert_eq!(project(path), None, "{path}");
    }
    let inner = "/p/.continue/mcpServers/q/.continue/mcpServers/a.yaml";
    assert_eq!(project(inner).as_deref(), Some(Path::new("/p/.continue/mcpServers/q")));
    assert_eq!(
        client("opencode").project_of("/p/.opencode/opencode.json".as_ref(), &directories),
        Some("/p".into())
    );
}

#[test]
fn a_directory_of_any_name_is_one_directory() {
    let directories = directories(Platform::Linux);
    let reads = |path: &str| {
        let path = directories.config.join("Code/User").join(path);
        client("vscode").reads(&path, Scope::User, None, &directories)
    };
    for path in ["mcp.json", "profiles/a/mcp.json", "profiles/.b c/mcp.json"] {
        assert!(reads(path), "{path}");
    }
    for path in
        ["profiles/mcp.json", "profiles/a/b/mcp.json", "profiles/a/other.json", "profiles/a", "x/a/mcp.json"]
    {
        assert!(!reads(path), "{path}");
    }
}
