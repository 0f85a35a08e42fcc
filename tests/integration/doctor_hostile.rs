//! `mcp-token doctor` in a home that somebody else has a hand in: it ends, says what it can, and shows no secret.

use std::fs;
use std::os::unix::fs::symlink;

use crate::keeper::Keeper;
use crate::sandbox::{Sandbox, stdout};
use crate::ward::{URL, Ward, filled};

const CURSOR: &str = "~/.cursor/mcp.json";

#[test]
fn what_is_no_file_hides_no_other() {
    let ward = Ward::new();
    ward.file(
        "~/.gemini/settings.json",
        filled(
            r#"{"mcpServers":{"a":{"httpUrl":"https://a.example","headers":{"Authorization":"@LIVE@"}}}}"#,
        ),
    );
    fs::create_dir_all(ward.path("~/.cursor")).unwrap();
    let path = ward.path(CURSOR);
    let made: [(&str, &dyn Fn()); 4] = [
        ("is not a regular file", &|| drop(ward.shell(&format!("mkfifo {}", path.display())).code(0))),
        ("is a directory", &|| fs::create_dir(&path).unwrap()),
        ("is a link to a file that does not exist", &|| symlink("/nonexistent", &path).unwrap()),
        ("is not a regular file", &|| symlink("/dev/zero", &path).unwrap()),
    ];
    for (what, make) in made {
        make();
        let found = ward.found(&[]);
        let cannot = format!("{CURSOR}: cannot be looked at: `{CURSOR}` {what}");
        let told: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.2.as_str())).collect();
        assert_eq!(told[0], ("not_seen", cannot.as_str()));
        assert_eq!((told.len(), told[1].0), (2, "literal_token"), "{told:?}");
        // The list of clients is not ended by it either.
        ward.shell("mcp-token client list").code(0);
        if path.is_dir() { fs::remove_dir(&path).unwrap() } else { fs::remove_file(&path).unwrap() }
    }
    fs::remove_dir(ward.path("~/.cursor")).unwrap();
    ward.file("~/.cursor", "a file in the place of a directory");
    assert_eq!(ward.found(&[]).len(), 1);
}

#[test]
fn a_link_to_another_file_is_followed_and_a_read_only_one_read() {
    let ward = Ward::new();
    let content =
        filled(r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"Authorization":"@LIVE@"}}}}"#);
    ward.file("~/dotfiles/mcp.json", &content);
    fs::create_dir_all(ward.path("~/.cursor")).unwrap();
    symlink(ward.path("~/dotfiles/mcp.json"), ward.path(CURSOR)).unwrap();
    ward.set_mode("~/dotfiles/mcp.json", 0o400);
    let found = ward.found(&[]);
    assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["literal_token"]);
}

#[test]
fn a_file_that_cannot_be_opened_is_told() {
    let ward = Ward::of(Keeper { sandbox: Sandbox::of_an_ordinary_user() });
    let home = ward.path("~/").display().to_string();
    ward.shell(&format!("mkdir {home}.cursor && echo '{{}}' >{home}.cursor/mcp.json")).code(0);
    assert_eq!(ward.found(&[]), []);
    ward.set_mode(CURSOR, 0o000);
    let text = stdout(&ward.doctor(&[]).code(0));
    let line = "  warn  cursor  ~/.cursor/mcp.json: cannot be looked at: cannot open it: Permission denied (os error 13)\n";
    assert!(text.contains(line) && text.ends_with("0 high, 1 warning\n"), "{text}");
    ward.mended(&[], "not_seen", "chmod u+rw ~/.cursor/mcp.json");
    ward.set_mode("~/.cursor", 0o600);
    ward.mended(&[], "not_seen", "chmod u+rwx ~/.cursor");
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn what_stands_in_a_file_does_nothing_to_a_terminal() {
    let ward = Ward::exai();
    let name = r"a\u001b[31m\u202e\n\u200b`rm -rf ~`";
    let url = "http://a.example/\u{202e}x";
    ward.file(CURSOR, format!(
        r#"{{"mcpServers":{{"{name}":{{"url":"{url}","headers":{{"X\u001b]0;":"Bearer PRIVATE","Authorization":"${{x\u001b}}"}}}}}}}}"#
    ));
    ward.file("~/.claude.json", format!(
        r#"{{"projects":{{"/a\u001b[2J":{{"mcpServers":{{"{name}":{{"type":"\u001b","url":"{URL}","headersHelper":"x\u001b"}}}}}}}}}}"#
    ));
    for args in [&[][..], &["--json"]] {
        let text = stdout(&ward.doctor(args).code(4));
        let is_bad =
            |letter: char| letter != '\n' && letter.is_control() || "\u{202e}\u{200b}".contains(letter);
        assert!(!text.contains(is_bad), "{text:?}");
        assert!(text.contains("rm -rf"), "{text}");
    }
}

#[test]
fn a_command_can_be_pasted_or_is_none() {
    let ward = Ward::exai();
    let content =
        r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"Authorization":"Bearer PRIVATE"}}}}"#;
    let folder = "p\u{202e}'; touch spoiled; '";
    ward.file(&format!("{folder}/.cursor/mcp.json"), content);
    ward.set_mode(&format!("{folder}/.cursor/mcp.json"), 0o644);
    let found = ward.found(&["--project", folder]);
    let commands: Vec<_> = found.iter().map(|one| (one.0.as_str(), one.3.as_str())).collect();
    assert_eq!(commands, [("readable_by_others", ""), ("literal_token", "")]);
    // Without what a terminal would turn around, the quotes hold.
    let folder = "q'; touch spoiled; '";
    ward.file(&format!("{folder}/.cursor/mcp.json"), content);
    ward.set_mode(&format!("{folder}/.cursor/mcp.json"), 0o644);
    let found = ward.found(&["--project", folder]);
    let work = ward.path("").display().to_string();
    ward.shell(&found[0].3.replace("./", &work)).code(0);
    assert!(!ward.path("spoiled").exists());
    let found = ward.found(&["--project", folder]);
    assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["literal_token"]);
}

#[test]
fn ten_thousand_servers_and_a_huge_file_come_to_an_end() {
    let ward = Ward::exai();
    let entry = |index: usize| {
        format!(
            r#""s{index}":{{"type":"http","url":"{URL}?i={index}","headersHelper":"mcp-token get exai -o headers-json"}}"#
        )
    };
    let all: Vec<_> = (0..10_000).map(entry).collect();
    let servers = format!(r#"{{"mcpServers":{{{}}}}}"#, all.join(","));
    ward.file("~/.claude.json", &servers);
    ward.file("~/.config/Code/User/settings.json", servers.replace("mcpServers", "mcp.servers"));
    let text = stdout(&ward.doctor(&[]).code(0));
    assert!(text.ends_with("0 high, 10000 warnings\n"), "{}", &text[text.len() - 100..]);
    let deep = format!(r#"{{"mcpServers":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    ward.file("~/.claude.json", deep);
    fs::remove_file(ward.path("~/.config/Code/User/settings.json")).unwrap();
    assert_eq!(ward.found(&[])[0].0, "unreadable");
    let path = ward.file(CURSOR, "");
    fs::File::options().write(true).open(path).unwrap().set_len((64 << 20) + 1).unwrap();
    let found = ward.found(&[]);
    assert_eq!((found[1].0.as_str(), found[1].1.as_str()), ("not_seen", "warning"), "{found:?}");
}

#[test]
fn a_token_that_a_checkout_sends_elsewhere_is_told() {
    let ward = Ward::exai();
    let elsewhere = "https://evil.example/";
    let entry =
        |more: &str| format!(r#"{{"mcpServers":{{"exai":{{"type":"http","url":"{elsewhere}",{more}}}}}}}"#);
    let helper = r#""headersHelper":"mcp-token get exai -o headers-json""#;
    let variable = r#""headers":{"Authorization":"Bearer ${EXAI_JWT_TOKEN}"}"#;
    let command = "mcp-token get exai";
    for (more, codes) in [(helper, &["other_server"][..]), (variable, &["other_server", "unset_variable"])] {
        for (file, args) in [("co/.mcp.json", &["--project", "co"][..]), ("~/.claude.json", &[])] {
            let path = ward.file(file, entry(more));
            let found = ward.found(args);
            assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), codes, "{found:?}");
            assert!(
                found[0].1 == "high" && found[0].2.ends_with("sends the token of `exai` to another server")
            );
            // It is led back, wherever it stands: no command hands out a token.
            let led_back = "mcp-token client install claude-code --profile exai";
            let place = if args.is_empty() { "" } else { " --project ./co" };
            assert_eq!(found[0].3, format!("{led_back}{place}"));
            assert!(found[1..].iter().all(|one| one.3.is_empty()), "{found:?}");
            assert!(!stdout(&ward.doctor(args).code(4)).contains(command));
            // Its own server is another matter.
            fs::write(&path, entry(more).replace(elsewhere, URL)).unwrap();
            let found = ward.found(args);
            assert!(
                found.iter().all(|one| one.0 == "unset_variable" && one.3.contains(command)),
                "{found:?}"
            );
            fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn without_a_home_nothing_is_looked_for() {
    let ward = Ward::new();
    ward.keeper
        .run_with(&["doctor"], |command| command.env("HOME", "relative"))
        .code(2)
        .stdout("")
        .stderr("error: the home directory is not an absolute path\n");
    // Without the variable the system says where the home is: nobody's is nowhere.
    let sandbox = Sandbox::of_an_ordinary_user();
    if rustix::process::geteuid().is_root() {
        let assert = sandbox.mcp_token(["doctor"]).env_remove("HOME").assert().code(0).stderr("");
        assert!(stdout(&assert).contains("no file of any client is here"), "{}", stdout(&assert));
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly_with_its_verdict() {
    let ward = Ward::new();
    ward.file(
        CURSOR,
        r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"Authorization":"Bearer PRIVATE"}}}}"#,
    );
    let script = "(mcp-token doctor; echo $? >code) | true; wait; cat code";
    for _ in 0..3 {
        ward.shell(script).code(0).stdout("4\n").stderr("");
    }
}
