//! What `doctor` asks of the system: nothing of the current directory, of the network, of any program; and it changes nothing.

use std::fs;
use std::path::Path;

use crate::kept::{kept, state};
use crate::pty::Session;
use crate::sandbox::{Sandbox, output_of, overwrite, stdout, told};
use crate::surroundings::{hostile, is_change, is_network};
use crate::trace::{Call, calls, with_fault};

#[test]
fn nothing_of_the_current_directory_is_read_and_nothing_is_sent_or_changed() {
    let sandbox = kept();
    let mark = hostile(&sandbox);
    let work = sandbox.work();
    let literal =
        r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"Authorization":"Bearer x"}}}}"#;
    for (folder, file) in
        [(".", ".mcp.json"), (".cursor", "mcp.json"), (".vscode", "settings.json"), (".", "opencode.json")]
    {
        fs::create_dir_all(work.join(folder)).unwrap();
        sandbox.file(&format!("{folder}/{file}"), literal);
    }
    let is_inside = |call: &Call| {
        let path = call.path().unwrap_or_default();
        call.name != "getcwd" && !path.is_empty() && {
            let path = work.join(path);
            path != work && path.starts_with(&work)
        }
    };
    let run = |args: &[&str]| {
        let (output, calls) = calls(&sandbox, "%file,%network,%process", |command| {
            command.arg("doctor").args(args);
        });
        let calls: Vec<_> = calls.into_iter().skip_while(|call| call.name == "execve").collect();
        for call in &calls {
            // The bus of a session is looked for, and nothing beyond this machine.
            assert!(!is_network(call) || call.rest.contains("AF_UNIX"), "{call:?}");
            assert!(!is_change(call), "{call:?}");
            assert!(!["fork", "vfork", "execve", "execveat"].contains(&&*call.name), "{call:?}");
            assert!(
                !["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| call.rest.contains(flag)),
                "{call:?}"
            );
        }
        (output, calls)
    };
    let (output, calls) = run(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let looked_at = calls.iter().find(|call| is_inside(call));
    assert!(looked_at.is_none(), "{looked_at:?}");
    assert!(calls.iter().any(|call| call.path().is_some_and(|path| path.ends_with(".claude.json"))));
    // It is looked at when it is named, and this would see it.
    let (output, calls) = run(&["--project", "."]);
    assert_eq!(output.status.code(), Some(4), "{}", told(&output));
    assert!(calls.iter().any(is_inside));
    assert!(!Path::new(&mark).exists());
}

#[test]
fn locks_on_a_file_system_of_a_network_are_told() {
    let sandbox = kept();
    let path = state(&sandbox).join("locks");
    let told = format!("  warn  files            {} is on a network's file system", path.display());
    for (kind, is_told) in [("69690000", true), ("424d53ff", true), ("424d53fe", true), ("94190201", false)] {
        let fault = format!("statfs:poke_exit=@arg2={kind}");
        let output = with_fault(&sandbox, &fault, &["doctor"]);
        assert_eq!(stdout(&output).contains(&told), is_told, "{kind}: {}", stdout(&output));
        let output = with_fault(&sandbox, &fault, &["doctor", "--json"]);
        assert_eq!(
            stdout(&output).contains(r#""code":"unsure_locks""#),
            is_told,
            "{kind}: {}",
            stdout(&output)
        );
    }
}

/// What is entered is shown nowhere, in no shell.
#[test]
fn what_a_variable_is_to_hold_is_asked_for() {
    let sandbox = Sandbox::new();
    let refers = r#"{"mcpServers":{"a":{"url":"https://a.example","headers":{"Authorization":"Bearer ${env:A_TOKEN}"}}}}"#;
    fs::create_dir_all(sandbox.home().join(".cursor")).unwrap();
    overwrite(sandbox.home().join(".cursor/mcp.json"), refers).unwrap();
    let report = stdout(&output_of(&mut sandbox.mcp_token(["doctor"])));
    let line = "export A_TOKEN=\"$(trap 'stty echo' INT; stty -echo; cat; stty echo)\"";
    let said = "by hand: enter its value, then Enter and Ctrl-D, and start Cursor from the same shell";
    assert!(report.ends_with(&format!("{said}\n                {line}\n0 high, 1 warning\n")), "{report}");
    for shell in ["bash --noprofile --norc", "zsh -f", "dash", "fish --no-config"] {
        let words: Vec<_> = shell.split(' ').chain(["-c"]).collect();
        let script = format!("echo now; {line}; mcp-token doctor; stty -a; printenv A_TOKEN | tr abc ABC");
        // Keys that are pressed before are shown.
        let hidden = "until stty -a </proc/$PROCESS/fd/0 | grep -q -- '-echo '; do :; done";
        let session = Session::new(&[&words[..], &[&script]].concat()).see("now").meanwhile(hidden);
        let ended = session.press("a  b\nc\n\u{4}").see("0 high, 0 warnings").run(&sandbox);
        assert_eq!(ended.code, 0, "{shell}: {}", ended.screen);
        assert!(!ended.screen.contains("a  b"), "{shell}: {}", ended.screen);
        assert!(ended.screen.contains("A  B\nC"), "{shell}: {}", ended.screen);
        assert!(ended.screen.contains(" echo "), "{shell}: {}", ended.screen);
    }
    // Ctrl-C, in a shell that goes on after it.
    for shell in ["bash --noprofile --norc", "dash"] {
        let words: Vec<_> = shell.split(' ').chain(["-c"]).collect();
        let script = format!("trap : INT; echo now; {line}; stty -a; echo over");
        let hidden = "until stty -a </proc/$PROCESS/fd/0 | grep -q -- '-echo '; do :; done";
        let session = Session::new(&[&words[..], &[&script]].concat()).see("now").meanwhile(hidden);
        let ended = session.press("half\u{3}").see("over").run(&sandbox);
        assert!(
            ended.screen.contains(" echo ") && !ended.screen.contains("half"),
            "{shell}: {}",
            ended.screen
        );
    }
}
