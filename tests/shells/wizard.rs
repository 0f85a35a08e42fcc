//! `mcp-token setup` at a real terminal: what it asks, what it does with wrong answers, and what it leaves when it is
//! interrupted.

use std::fs;
use std::path::Path;

use crate::pty::{Ended, Session, terminal};
use crate::sandbox::{SECRET, Sandbox, output_of, stderr, stdout, told, write};

/// Down.
const DOWN: &str = "\u{1b}[B";
const INTERRUPT: &str = "\u{3}";

/// A question, by its end, and the keys that answer it.
type Answer = (&'static str, &'static str);

/// Every question of a wizard that is to make the profile `exai` with a new secret.
const EXAI: [Answer; 10] = [
    ("Kind of server (--preset)", "\u{1b}[B\r"),
    ("Signing secret (--secret-from)", "\r"),
    ("User id (--sub)", "agent_001\r"),
    ("Hours until it expires (--ttl)", "\r"),
    ("Server URL, empty for a stdio server (--url)", "https://mcp.example.com/mcp\r"),
    ("Issuer, empty for none (--iss)", "\r"),
    ("Audience, empty for none (--aud)", "\r"),
    ("Quota, empty for none (--quota)", "\r"),
    ("Keep secret and token in (--store)", "\r"),
    ("Write this", "\r"),
];

/// A line of `sh` at a terminal without colour.
fn wizard(line: &str) -> Session {
    Session::new(&["sh", "-c", line]).env("NO_COLOR", "1")
}

fn answered(session: Session, answers: &[Answer]) -> Session {
    answers.iter().fold(session, |session, (question, keys)| session.see(question).press(keys))
}

fn note(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.note(name)).unwrap_or_default()
}

fn config(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.home().join(".config/mcp-token/config.toml")).unwrap_or_default()
}

/// Every file below a directory.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

/// What comes after a label of the card.
fn row<'s>(screen: &'s str, label: &str) -> &'s str {
    let start = format!("  {label}");
    let line =
        screen.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{label}:\n{screen}"));
    line[start.len()..].trim_start()
}

#[test]
fn makes_what_was_answered() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } =
        answered(wizard("exec mcp-token setup >../notes/answer"), &EXAI).run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    let token = note(&sandbox, "answer");
    assert_eq!(sandbox.answer(&["get", "exai"]), token.trim_end());
    let verify = ["verify", token.trim_end(), "--profile", "exai"];
    assert!(sandbox.answer(&verify).starts_with("VALID  agent_001 for exai-mcp-client, 2"));
    assert_eq!(
        config(&sandbox),
        r#"# Profiles of mcp-token. No secret is in this file.

[profiles.exai]
url = "https://mcp.example.com/mcp"
key = { name = "exai" }
ttl = "24h"
min-ttl = "1h"
store = "file"
claims = '{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}'
demands = { require = ["sub", "iat", "exp", "iss", "aud"], min-quota = 1 }
"#
    );
    for row in
        ["  secret   exai\n           new, 256 bits\n", "  user     agent_001\n", "  quota    100 requests\n"]
    {
        assert!(screen.contains(row), "{row}: {screen}");
    }
    assert_eq!(row(&screen, "shell"), "export EXAI_JWT_TOKEN=$(mcp-token get exai)");
    let server = row(&screen, "server").split("    (").next().unwrap();
    let output = sandbox.sh(server).output().unwrap();
    assert_eq!(stdout(&output).trim_end().len(), 64, "{}", told(&output));
}

#[test]
fn the_line_that_does_it_again_does_it_again() {
    let sandbox = Sandbox::new();
    let Ended { screen, .. } = answered(wizard("exec mcp-token setup >../notes/answer"), &EXAI).run(&sandbox);
    let again = row(&screen, "again");
    assert_eq!(
        again,
        "mcp-token setup --yes --profile exai --preset exai --secret-from name:exai --sub agent_001 --ttl 24h --url \
         https://mcp.example.com/mcp --store file"
    );
    let before = config(&sandbox);
    let output = sandbox.sh(again).output().unwrap();
    assert_eq!(stdout(&output), note(&sandbox, "answer"), "{}", told(&output));
    assert_eq!(config(&sandbox), before);

    let elsewhere = Sandbox::new();
    elsewhere.file("secret", SECRET);
    elsewhere.answer(&["secret", "set", "exai", "--store", "file", "--secret-file", "secret"]);
    let output = elsewhere.sh(again).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(config(&elsewhere), before);
}

#[test]
fn a_pasted_secret_is_kept_and_never_shown() {
    let sandbox = Sandbox::new();
    let session = wizard("exec mcp-token setup --preset exai --sub a --ttl 1h --url ws://127.0.0.1:3000 --iss i --aud b --quota 5 --store file")
        .see("Signing secret (--secret-from)")
        .press(&format!("{DOWN}\r"))
        .see("Secret, hidden")
        .press("hunter2\r")
        .see("error: the secret that was typed is 7 bytes, HS256 needs 32")
        .see("Secret, hidden")
        .press(&format!("{SECRET}\rn\r"))
        .see("error: what was typed cannot be used: it has a line break inside")
        .see("Secret, hidden")
        .press(&format!("{SECRET}\r"))
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains("hunter2") && !screen.contains(&SECRET[..6]), "{screen}");
    assert!(screen.contains("  secret   exai\n           as it was given\n"), "{screen}");
    assert!(!screen.contains("  server "), "who pasted it has it: {screen}");
    assert_eq!(sandbox.answer(&["secret", "show", "exai", "--reveal"]), SECRET);
    sandbox.answer(&[
        "verify",
        &sandbox.answer(&["get", "exai"]),
        "--secret-env",
        "SECRET",
        "--aud",
        "b",
        "--iss",
        "i",
    ]);
    for file in files(&sandbox.home()) {
        let content = fs::read(&file).unwrap();
        assert!(!content.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "{file}");
    }
}

#[test]
fn wrong_answers_are_told_in_a_line_and_asked_for_again() {
    let sandbox = Sandbox::new();
    let session = wizard("exec mcp-token setup --secret-from new >../notes/answer")
        .see("Kind of server (--preset)")
        .press("\r")
        .see("User id (--sub)")
        .press("agent_001\r")
        .see("Hours until it expires (--ttl)")
        .press("soon\r")
        .see("error: ")
        .press("0\r")
        .see("must be longer than nothing")
        .press("90m\r")
        .see("(--url)")
        .press("localhost:8765\r")
        .see("`url` does not begin with https://, wss://, http:// or ws://")
        .press("http://mcp.example.com/mcp\r")
        .see("error: profile `default`: `url` is not encrypted and leaves this machine")
        .press("https://mcp.example.com/mcp\r")
        .see("(--iss)")
        .press("\r")
        .see("(--aud)")
        .press("\r")
        .see("(--quota)")
        .press("many\r")
        .see("error: `--quota`: found another text, expected a whole number")
        .press("-5\r")
        .see("error: the `quota` of a profile is 0 or more, not -5")
        .press("7\r")
        .see("  no keychain: there is no session bus")
        .see("(--store)")
        .press("\r")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    let config = config(&sandbox);
    for line in
        ["url = \"https://mcp.example.com/mcp\"", "ttl = \"1h30m\"", "'{\"sub\":\"agent_001\",\"quota\":7}'"]
    {
        assert!(config.contains(line), "{line}: {config}");
    }
}

#[test]
fn a_server_that_is_started_is_asked_for_no_url_and_its_card_connects_a_client_by_its_key() {
    let sandbox = Sandbox::new();
    let answers = [("Kind of server (--preset)", "jjj\r"), EXAI[1], EXAI[2], EXAI[3], EXAI[8], EXAI[9]];
    let Ended { code, screen } =
        answered(wizard("exec mcp-token setup >../notes/answer"), &answers).run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    for unasked in ["(--url)", "(--iss)", "(--aud)", "(--quota)"] {
        assert!(!screen.contains(unasked), "{unasked}: {screen}");
    }
    let line = row(&screen, "client").strip_suffix("    (or its secret as the key, and no token)").unwrap();
    let line = line.replace("CLIENT", "kiro").replacen("PROGRAM", "python3", 1);
    let output = sandbox.sh(&line).output().unwrap();
    assert!(output.status.success(), "{line}: {}", told(&output));
    let entry = fs::read_to_string(sandbox.home().join(".kiro/settings/mcp.json")).unwrap();
    assert!(entry.contains(r#""--secret-var", "CALCULATOR_API_KEY=calculator""#), "{entry}");
}

#[test]
fn what_is_known_of_a_server_can_be_taken_out() {
    let sandbox = Sandbox::new();
    let erase = "\u{7f}".repeat("exai-mcp-server".len());
    let session = wizard(
        "exec mcp-token setup --preset exai --secret-from new --sub a --ttl 1h --url https://a/ --store file",
    )
    .see("(--iss)  exai-mcp-server")
    .press(&format!("{erase}\r"))
    .see("(--aud)  exai-mcp-client")
    .press("s\r")
    .see("(--quota)  100")
    .press("0\r")
    .see("Write this")
    .press("y\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    let claims = r#"{"sub":"a","name":"AI Client","aud":"exai-mcp-clients","quota":1000,"role":"user"}"#;
    assert!(config(&sandbox).contains(claims), "{}", config(&sandbox));
    assert!(row(&screen, "again").contains(" --unset iss --aud exai-mcp-clients --quota 1000"), "{screen}");
    let before = config(&sandbox);
    let output = sandbox.sh(row(&screen, "again")).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(config(&sandbox), before);
}

#[test]
fn an_interrupt_at_any_question_leaves_nothing_and_gives_the_terminal_back() {
    let pasted = [
        ("Kind of server (--preset)", "\r"),
        ("Signing secret (--secret-from)", "\u{1b}[B\r"),
        ("Secret, hidden", ""),
    ];
    let dotenv =
        [pasted[0], ("Signing secret (--secret-from)", "jj\r"), ("Variable in .env (--secret-from)", "")];
    let file = [
        pasted[0],
        ("Signing secret (--secret-from)", "jjj\r"),
        ("Path of the file, empty to go back (--secret-from)", ""),
    ];
    let whole: Vec<_> = (0..EXAI.len()).map(|last| EXAI[..=last].to_vec()).collect();
    for questions in whole.into_iter().chain([pasted.to_vec(), dotenv.to_vec(), file.to_vec()]) {
        let sandbox = Sandbox::new();
        sandbox.file(".env", format!("JWT_SECRET={SECRET}\n"));
        interrupt_at_the_last(&sandbox, "", &questions);
        assert_eq!(sandbox.names(), [".env"]);
    }
    // What is asked only where something is there already.
    let flags = "--secret-from new --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store file";
    let sandbox = Sandbox::new();
    write(&sandbox.bin().join("gemini"), "#!/bin/sh\n", 0o755);
    interrupt_at_the_last(&sandbox, &format!("--preset exai {flags}"), &[("(--client)", "")]);
    sandbox.answer(&["profile", "set", "exai", "--secret-from", "new", "--store", "file"]);
    interrupt_at_the_last(&sandbox, &format!("--preset exai {flags}"), &[("(--profile)", "")]);
}

/// Nothing is left of a wizard that is interrupted at the last of these questions, and the terminal is as it was.
fn interrupt_at_the_last(sandbox: &Sandbox, flags: &str, questions: &[Answer]) {
    let there = files(&sandbox.home());
    let line = format!(
        "trap : INT; stty -a >../notes/before; mcp-token setup {flags} >../notes/answer; echo $? >../notes/code; \
         stty -a >../notes/after"
    );
    let ((last, _), before) = questions.split_last().unwrap();
    let session = answered(wizard(&line), before).see(last);
    let Ended { screen, .. } = session.press(INTERRUPT).run(sandbox);
    assert_eq!(note(sandbox, "code"), "130\n", "{last}: {screen}");
    assert_eq!(note(sandbox, "answer"), "", "{last}");
    assert_eq!(last_row(sandbox), "error: interrupted", "{last}: {screen:?}");
    assert_eq!(files(&sandbox.home()), there, "{last}");
    assert!(note(sandbox, "before").contains(" echo "), "{last}");
    assert_eq!(note(sandbox, "before"), note(sandbox, "after"), "{last}");
    assert!(
        screen.rfind("\u{1b}[?25l") <= screen.rfind("\u{1b}[?25h"),
        "{last}: the cursor is hidden:\n{screen:?}"
    );
}

/// What was confirmed is written whole, whenever the interrupt comes.
#[test]
fn an_interrupt_after_the_confirmation_cuts_nothing_off() {
    let flags = "--preset exai --secret-from new --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store file --client cursor";
    for rename in 1.. {
        let sandbox = Sandbox::new();
        let fault = format!("-e inject=rename:signal=INT:when={rename}");
        let line = format!(
            "trap : INT; stty -a >../notes/before; strace -f -qq -o ../notes/trace -e trace=rename {fault} mcp-token setup \
             {flags} >../notes/answer; echo $? >../notes/code; stty -a >../notes/after"
        );
        let Ended { screen, .. } = wizard(&line).see("Write this").press("\r").run(&sandbox);
        let client = fs::read_to_string(sandbox.home().join(".cursor/mcp.json"));
        assert!(client.is_ok_and(|text| text.contains("${env:EXAI_JWT_TOKEN}")), "rename {rename}: {screen}");
        assert!(!sandbox.answer(&["get", "exai"]).is_empty(), "rename {rename}: {screen}");
        assert_eq!(note(&sandbox, "before"), note(&sandbox, "after"), "rename {rename}");
        if !note(&sandbox, "trace").contains("SIGINT") {
            assert!(rename > 5, "{rename} files are written: {screen}");
            return;
        }
        // Once everything is written the token may be there before the run is ended.
        let code = note(&sandbox, "code");
        assert!(code == "130\n" || code == "0\n" && rename > 3, "rename {rename}: {code}: {screen}");
        if rename <= 3 {
            assert_eq!(note(&sandbox, "answer"), "", "rename {rename}: {screen}");
            let said = "error: interrupted, and everything was written\n";
            assert!(screen.ends_with(said), "rename {rename}: {screen}");
        }
    }
}

#[test]
fn a_terminal_that_is_too_low_is_not_asked_at() {
    for (rows, code) in [(2, "8\n"), (3, "130\n")] {
        let sandbox = Sandbox::new();
        let line =
            format!("trap : INT; stty rows {rows}; mcp-token setup 2>&1 | cat >../notes/said; echo end");
        let line = line.replace("2>&1 | cat >../notes/said", ">../notes/answer; echo $? >../notes/code");
        let session = wizard(&line);
        let session = if rows == 3 { session.see("(--preset)").press(INTERRUPT) } else { session };
        let Ended { screen, .. } = session.see("end").run(&sandbox);
        assert_eq!(note(&sandbox, "code"), code, "{screen}");
        let said = "error: the terminal has too few lines to ask at: say --yes, ";
        assert_eq!(screen.contains(said), rows == 2, "{screen}");
        assert_eq!((note(&sandbox, "answer"), files(&sandbox.home())), (String::new(), Vec::new()));
    }
}

/// Somebody who has it misses it otherwise.
#[test]
fn a_client_whose_file_cannot_be_read_is_told() {
    let flags = "--preset exai --secret-from new --sub a --ttl 1h --iss i --aud b --quota 5 --store none";
    let line = format!("exec mcp-token setup --url https://a.example/mcp {flags}");
    for others in [&[][..], &[".gemini"]] {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.home().join(".cursor")).unwrap();
        write(&sandbox.home().join(".cursor/mcp.json"), "{ \"mcpServers\": ", 0o600);
        for folder in others {
            fs::create_dir(sandbox.home().join(folder)).unwrap();
        }
        let session = wizard(&line).columns(70).see("  error: Cursor cannot be connected:");
        let session = if others.is_empty() { session } else { session.see("[ ] Gemini CLI").press("\r") };
        let Ended { screen, .. } = session.see("Write this").press(INTERRUPT).run(&sandbox);
        assert!(!screen.contains("[ ] Cursor"), "{screen}");
    }
}

/// The directory that is a client's own, with or without a file in it; a directory that others use too says nothing.
#[test]
fn a_client_is_here_by_its_directory() {
    let flags = "--preset exai --secret-from new --sub a --ttl 1h --iss i --aud b --quota 5 --store none";
    let sandbox = Sandbox::new();
    for folder in [".cursor", ".config/Code", ".gemini"] {
        fs::create_dir_all(sandbox.home().join(folder)).unwrap();
    }
    let line = format!("exec mcp-token setup --url https://a.example/mcp {flags}");
    let Ended { screen, .. } =
        wizard(&line).see_all(&["[ ] Cursor", "[ ] Gemini CLI"]).press(INTERRUPT).run(&sandbox);
    for absent in ["VS Code", "Claude Code", "Copilot", "Codex", "Windsurf"] {
        assert!(!screen.contains(absent), "{absent}: {screen}");
    }
}

#[test]
fn a_terminated_wizard_gives_the_terminal_back() {
    for question in ["Kind of server (--preset)", "User id (--sub)"] {
        let sandbox = Sandbox::new();
        let flags = if question.contains("--sub") { "--preset exai --secret-from new" } else { "" };
        let line = format!("stty -a >../notes/before; mcp-token setup {flags}; stty -a >../notes/after");
        let session =
            wizard(&line).see(question).meanwhile("kill -TERM $(cat /proc/$PROCESS/task/$PROCESS/children)");
        let Ended { screen, .. } = session.run(&sandbox);
        assert_eq!(note(&sandbox, "before"), note(&sandbox, "after"));
        assert!(screen.rfind("\u{1b}[?25l") <= screen.rfind("\u{1b}[?25h"), "{screen:?}");
        assert_eq!(files(&sandbox.home()), Vec::<String>::new());
    }
}

#[test]
fn no_is_an_answer() {
    let sandbox = Sandbox::new();
    let session =
        answered(wizard("exec mcp-token setup >../notes/answer"), &EXAI[..9]).see("Write this").press("n\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 130, "{screen}");
    assert_eq!(last_row(&sandbox), "nothing was written", "{screen}");
    assert_eq!((note(&sandbox, "answer"), files(&sandbox.home())), (String::new(), Vec::new()));
}

/// A text of many lines, pasted at one question, goes on through those that Enter answers.
#[test]
fn a_paste_confirms_nothing() {
    let sandbox = Sandbox::new();
    let session = answered(wizard("exec mcp-token setup >../notes/answer"), &EXAI[..2]);
    let session = session.see("User id (--sub)").press("agent_001\r\r\r\r\r\r\r\r\r\r\r\r");
    let Ended { code, screen } = session.see("Write this").press("n\r").run(&sandbox);
    assert_eq!(code, 130, "{screen}");
    assert_eq!((note(&sandbox, "answer"), files(&sandbox.home())), (String::new(), Vec::new()));
}

#[test]
fn every_flag_takes_its_question_away() {
    let flags = [
        ("--preset", "exai"),
        ("--secret-from", "new"),
        ("--sub", "agent_001"),
        ("--ttl", "24h"),
        ("--url", "https://mcp.example.com/mcp"),
        ("--iss", "exai-mcp-server"),
        ("--aud", "exai-mcp-client"),
        ("--quota", "100"),
        ("--store", "file"),
    ];
    for (flag, value) in flags {
        let sandbox = Sandbox::new();
        let unasked = format!("({flag})");
        let rest: Vec<_> = EXAI.into_iter().filter(|(question, _)| !question.ends_with(&unasked)).collect();
        let line = format!("exec mcp-token setup {flag} {value} >../notes/answer");
        let Ended { code, screen } = answered(wizard(&line), &rest).run(&sandbox);
        assert_eq!(code, 0, "{flag}: {screen}");
        assert!(!screen.contains(&unasked), "{flag}: {screen}");
        assert!(config(&sandbox).contains("[profiles.exai]"), "{flag}: {screen}");
    }
    let sandbox = Sandbox::new();
    let all: String = flags.iter().map(|(flag, value)| format!(" {flag} {value}")).collect();
    let Ended { code, screen } =
        wizard(&format!("exec mcp-token setup{all}")).see("Write this").press("\r").run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert_eq!(screen.matches("(--").count(), 0, "{screen}");
}

#[test]
fn a_dotenv_file_is_read_only_when_it_was_chosen() {
    let sandbox = Sandbox::new();
    sandbox.file(".env", format!("OTHER=x\nSUPABASE_JWT_SECRET={SECRET}\n"));
    let flags = "--preset exai --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5";
    let trace =
        format!("exec strace -f -qq -e trace=open,openat,openat2 -o ../notes/trace mcp-token setup {flags}");
    let seen = |sandbox: &Sandbox| {
        note(sandbox, "trace").contains("/.env\"") || note(sandbox, "trace").contains("\".env\"")
    };
    wizard(&trace).see(".env in this directory").press(INTERRUPT).run(&sandbox);
    assert!(!note(&sandbox, "trace").is_empty() && !seen(&sandbox));

    let session = wizard(&trace)
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("Variable in .env (--secret-from)  [SUPABASE_JWT_SECRET]")
        .press("NONE\r")
        .see("error: `NONE` is not in ")
        .press("OTHER\r")
        .see("is 1 byte, HS256 needs 32")
        .press("\r")
        .see("Keep the token in (--store)")
        .press("j\r")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(seen(&sandbox));
    let path = sandbox.work().join(".env").display().to_string();
    assert!(config(&sandbox).contains(&format!("key = {{ dotenv = {path:?}, ")), "{}", config(&sandbox));
    assert!(config(&sandbox).contains("store = \"none\""), "{}", config(&sandbox));
    assert!(
        row(&screen, "again").contains(&format!("--secret-from dotenv:{path}:SUPABASE_JWT_SECRET ")),
        "{screen}"
    );
}

#[test]
fn the_variable_that_stands_there_already_is_one_of_the_file_and_signs() {
    let sandbox = Sandbox::new();
    sandbox.file(".env", format!("SUPABASE_JWT_SECRET=short\nJWT_SECRET={SECRET}\n"));
    let flags = "--preset exai --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store none";
    let line = format!("exec mcp-token setup {flags}");
    let session = wizard(&line)
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("Variable in .env (--secret-from)  [JWT_SECRET]")
        .press("\r")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(config(&sandbox).contains("var = \"JWT_SECRET\""), "{}", config(&sandbox));

    // Where none does, another is asked for, and nothing goes back.
    let sandbox = Sandbox::new();
    sandbox.file(".env", "SUPABASE_JWT_SECRET=short\n");
    let session = wizard(&line)
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("Variable in .env, empty to go back (--secret-from)")
        .press("SUPABASE_JWT_SECRET\r")
        .see("is 5 bytes, HS256 needs 32")
        .press("\r")
        .see("Signing secret (--secret-from)")
        .press("j\r")
        .see("Secret, hidden, empty to go back (--secret-from)")
        .press("\r")
        .see("Signing secret (--secret-from)")
        .press("jjj\r")
        .see("Path of the file, empty to go back (--secret-from)")
        .press("\r")
        .see("Signing secret (--secret-from)")
        .press(INTERRUPT);
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 130, "{screen}");
}

/// No variable of it would do: another source is asked for.
#[test]
fn a_dotenv_file_that_others_can_read_is_told_at_once() {
    let sandbox = Sandbox::new();
    write(&sandbox.work().join(".env"), format!("JWT_SECRET={SECRET}\n"), 0o644);
    let session = wizard("exec mcp-token setup --preset exai --sub a --ttl 1h --url https://a/ --store file")
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("can be read by others (mode 0644)")
        .see("chmod 600")
        .see("Signing secret (--secret-from)")
        .press("\r")
        .see("(--iss)")
        .press(INTERRUPT);
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 130, "{screen}");
    assert!(!screen.contains("Variable in .env"), "{screen}");
}

#[test]
fn a_variable_is_offered_with_its_length_alone() {
    let sandbox = Sandbox::new();
    let flags = "--preset exai --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store none";
    let session = wizard(&format!("exec mcp-token setup {flags}"))
        .env("SUPABASE_JWT_SECRET", SECRET)
        .env("JWT_SECRET_KEY", "too short")
        .see("variable SUPABASE_JWT_SECRET (set, 64 characters)")
        .see("variable JWT_SECRET_KEY (set, 9 characters)")
        .press("jjj\r")
        .see("error: the secret in `JWT_SECRET_KEY` is 9 bytes, HS256 needs 32")
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains(&SECRET[..6]) && !screen.contains("too short"), "{screen}");
    assert!(config(&sandbox).contains("key = { env = \"SUPABASE_JWT_SECRET\" }"), "{}", config(&sandbox));
}

#[test]
fn a_secret_in_a_file_is_judged_before_it_is_taken() {
    let sandbox = Sandbox::new();
    write(&sandbox.home().join("good"), SECRET, 0o600);
    write(&sandbox.work().join("open"), SECRET, 0o644);
    let flags = "--preset exai --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store none";
    let session = wizard(&format!("exec mcp-token setup {flags}"))
        .see("Signing secret (--secret-from)")
        .press("jj\r")
        .see("Path of the file, empty to go back (--secret-from)")
        .press("absent\r")
        .see("error: ")
        .press("open\r")
        .see("chmod 600")
        .press("~/absent\r")
        .see("/home/absent")
        .press("~/good\r")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    let path = sandbox.home().join("good").display().to_string();
    assert!(config(&sandbox).contains(&format!("key = {{ file = {path:?} }}")), "{}", config(&sandbox));
}

#[test]
fn clients_that_were_found_can_be_connected() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.home().join(".cursor")).unwrap();
    write(&sandbox.home().join(".cursor/mcp.json"), "{}\n", 0o600);
    write(&sandbox.bin().join("gemini"), "#!/bin/sh\n", 0o755);
    let flags = "--preset exai --secret-from new --sub a --ttl 1h --iss i --aud b --quota 5 --store file";
    let session = wizard(&format!("exec mcp-token setup --url https://a.example/mcp {flags}"))
        .columns(70)
        .see("? Clients found here, space to choose (--client)")
        .see("> [ ] Cursor")
        .press(" ")
        .see("> [x] Cursor")
        .press("\r")
        .see("  client   Cursor")
        .see("in ~/.cursor/mcp.json")
        .see("Write this");
    let before = fs::read_to_string(sandbox.home().join(".cursor/mcp.json")).unwrap();
    assert_eq!(before, "{}\n");
    let Ended { code, screen } = session.press("\r").run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("[ ] Gemini CLI"), "{screen}");
    let after = fs::read_to_string(sandbox.home().join(".cursor/mcp.json")).unwrap();
    assert!(after.contains("${env:EXAI_JWT_TOKEN}"), "{after}");
    assert!(row(&screen, "again").ends_with(" --client cursor"), "{screen}");

    // Interrupted at the question, nothing is connected.
    let sandbox = Sandbox::new();
    write(&sandbox.bin().join("gemini"), "#!/bin/sh\n", 0o755);
    let line = format!("exec mcp-token setup --url https://a.example/mcp {flags}");
    let Ended { code, screen } = wizard(&line).see("(--client)").press(INTERRUPT).run(&sandbox);
    assert_eq!(code, 130, "{screen}");
    assert_eq!(files(&sandbox.home()), Vec::<String>::new());
}

#[test]
fn a_name_that_is_taken_is_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["profile", "set", "exai", "--secret-from", "new", "--store", "file"]);
    let before = config(&sandbox);
    let flags = "--secret-from new --sub a --ttl 1h --url https://a/ --iss i --aud b --quota 5 --store none";
    let session = wizard(&format!("exec mcp-token setup --preset exai {flags}"))
        .see("Name, since there is a profile `exai` already (--profile)")
        .press("exai\r")
        .see("error: there is a profile `exai` already")
        .press("exai-2\r")
        .see("profile `exai` has the variable `EXAI_JWT_TOKEN`: `exai-2` takes `EXAI_2_JWT_TOKEN`")
        .see("Write this")
        .press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(config(&sandbox).starts_with(&before) && config(&sandbox).contains("[profiles.exai-2]"));
    let session = wizard(&format!("exec mcp-token setup --preset exai {flags}"));
    let session = session.see("(--profile)  [exai-3]").press("\r").see("Write this").press("\r");
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(config(&sandbox).contains("[profiles.exai-3]"), "{screen}");
    let Ended { code, screen } = wizard("exec mcp-token setup --profile exai").run(&sandbox);
    assert_eq!(code, 2, "{screen}");
    let hint = screen.lines().last().and_then(|line| line.strip_prefix("hint: ")).unwrap();
    assert_eq!(hint, "mcp-token setup --yes --profile exai", "{screen}");
    assert!(sandbox.sh(hint).status().unwrap().success());
}

/// The last row in which there is something.
fn last_row(sandbox: &Sandbox) -> String {
    terminal(sandbox, 100, None).screen().text().into_iter().rfind(|row| !row.is_empty()).unwrap_or_default()
}

/// The rows from the first question that was answered to the summary.
fn answers(terminal: &avt::Terminal) -> Vec<String> {
    let rows = terminal.screen().all_lines().map(|row| row.text().trim_end().to_owned());
    rows.skip_while(|row| !row.starts_with("? ")).take_while(|row| !row.is_empty()).collect()
}

/// The lines of the whole session as they stand there: those that go on in the next row are to be pasted, or were typed.
#[test]
fn seventy_columns_without_colour_are_enough() {
    let sandbox = Sandbox::new();
    for folder in [".cursor", ".codeium/windsurf"] {
        fs::create_dir_all(sandbox.home().join(folder)).unwrap();
    }
    let session = wizard("exec mcp-token setup >../notes/answer").columns(70);
    let session = answered(answered(session, &EXAI[..9]), &[("(--client)", "a\r"), EXAI[9]]);
    let Ended { code, screen } = session.run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(!has_colour(&screen), "{screen:?}");
    let home = sandbox.home().canonicalize().unwrap().display().to_string();
    let lines = terminal(&sandbox, 70, None).screen().text();
    let instant = lines.iter().find(|line| line.starts_with("  expires  ")).unwrap();
    let text = lines.join("\n").replace(instant, "  expires  <instant>").replace(&home, "<home>");
    assert_eq!(text.trim_end(), SEVENTY_COLUMNS);

    let coloured = Session::new(&["sh", "-c", "exec mcp-token setup >../notes/answer"]);
    assert!(has_colour(&answered(coloured, &EXAI).run(&Sandbox::new()).screen));
}

fn has_colour(screen: &str) -> bool {
    let is_colour =
        |part: &str| part.trim_start_matches(|byte: char| !byte.is_ascii_alphabetic()).starts_with('m');
    screen.split("\u{1b}[").skip(1).any(is_colour)
}

const SEVENTY_COLUMNS: &str = "\
Connects you to an MCP server that asks for a token. Nothing is
written before you confirm; until then Ctrl-C leaves nothing behind.

? Kind of server (--preset)  EX-AI
? Signing secret (--secret-from)  make a new one, 256 bits
? User id (--sub)  agent_001
? Hours until it expires (--ttl)  24
? Server URL, empty for a stdio server (--url)  https://mcp.example.com/mcp
? Issuer, empty for none (--iss)  exai-mcp-server
? Audience, empty for none (--aud)  exai-mcp-client
? Quota, empty for none (--quota)  100
  no keychain: there is no session bus
? Keep secret and token in (--store)  encrypted files
? Clients found here, space to choose (--client)  Cursor, Windsurf, Windsurf for JetBrains

  secret   exai
           new, 256 bits
           kept in an encrypted file
  profile  exai
           new in <home>/.config/mcp-token/config.toml
           its token is kept in an encrypted file
  client   Cursor
           new entry `exai`, env
           in ~/.cursor/mcp.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
  client   Windsurf
           new entry `exai`, env
           in ~/.codeium/windsurf/mcp_config.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
  client   Windsurf for JetBrains
           new entry `exai`, env
           in ~/.codeium/mcp_config.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
           afterwards press the refresh button of its list of servers
? Write this  yes
  expires  <instant>
  user     agent_001
  role     user
  quota    100 requests
  kept in  an encrypted file, opened by a key file
  shell    export EXAI_JWT_TOKEN=$(mcp-token get exai)
  server   mcp-token secret show exai --reveal    (the server must know the new secret)
  client   Cursor
           new entry `exai`, env
           in ~/.cursor/mcp.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
  client   Windsurf
           new entry `exai`, env
           in ~/.codeium/windsurf/mcp_config.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
  client   Windsurf for JetBrains
           new entry `exai`, env
           in ~/.codeium/mcp_config.json
           set `EXAI_JWT_TOKEN` where it starts
           good for at most 24 h
           afterwards press the refresh button of its list of servers
  again    mcp-token setup --yes --profile exai --preset exai --secret-from name:exai --sub agent_001 --ttl 24h --url https://mcp.example.com/mcp --store file --client cursor --client windsurf --client windsurf-jetbrains";

/// Wrong, then right; longer than its row, and than a row less or more meanwhile; of wide characters; changed in its middle.
#[test]
fn an_answer_of_several_rows_is_there_once() {
    let url = format!("https://mcp.example.com/{}", "a".repeat(40));
    let path = "k".repeat(66);
    let (home, end, left, delete, erase) = ("\u{1}", "\u{5}", "\u{1b}[D", "\u{1b}[3~", "\u{7f}");
    let (tail, more, less) = (&url[1..], "b".repeat(30), erase.repeat(30));
    let edited = format!("{tail}{more}{home}h{end}{less}{}{delete}{end}a\r", left.repeat(3));
    for (columns, expected) in SEVERAL_ROWS {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.home().join(".cursor")).unwrap();
        write(&sandbox.home().join(&path), SECRET, 0o600);
        let flags = "--preset exai --ttl 1h --iss i --aud b --quota 5 --store none";
        let session = wizard(&format!("exec mcp-token setup {flags} >../notes/answer"))
            .env("LC_ALL", "C.UTF-8")
            .columns(columns)
            .see("(--secret-from)")
            .press("j\r")
            .see("empty to go back")
            .see("(--secret-from)")
            .press("\r")
            .see("(--secret-from)")
            .press("jj\r")
            .see("empty to go back")
            .see("(--secret-from)")
            .press(&format!("~/{path}\r"))
            .see("(--sub)")
            .press(&format!("{}\r", "漢".repeat(40)))
            .see("(--url)")
            .press(&format!("http://mcp.example.com/{}\r", "a".repeat(40)))
            .see("encrypted")
            .see("(--url)")
            .press(&edited)
            .see("(--client)")
            .press(" \r")
            .see("Write this")
            .press("\r");
        let Ended { code, screen } = session.run(&sandbox);
        assert_eq!(code, 0, "{screen}");
        let config = config(&sandbox);
        for said in [format!("url = {url:?}\n"), format!("/{path}\""), format!("\"{}\"", "漢".repeat(40))] {
            assert!(config.contains(&said), "{said}: {config}");
        }
        let rows = answers(&terminal(&sandbox, columns.try_into().unwrap(), None));
        assert_eq!(rows, *expected, "{columns}: {rows:#?}");
    }
}

/// What is shown at so many columns.
const SEVERAL_ROWS: [(u32, &[&str]); 2] = [
    (
        70,
        &[
            "? Signing secret (--secret-from)  paste it, hidden",
            "? Signing secret (--secret-from)  a file",
            "? Path of the file, empty to go back (--secret-from)  ~/kkkkkkkkkkkkkk",
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
            "? User id (--sub)  漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢",
            "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢",
            "? Server URL, empty for a stdio server (--url)  https://mcp.example.co",
            "m/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "? Clients found here, space to choose (--client)  Cursor",
        ],
    ),
    (
        20,
        &[
            "? Signing secret",
            "  (--secret-from)  p",
            "aste it,...",
            "? Signing secret",
            "  (--secret-from)  a",
            " file",
            "? Path of the file,",
            "  empty to go back",
            "  (--secret-from)  ~",
            "/kkkkkkkkkkkkkkkkkkk",
            "kkkkkkkkkkkkkkkkkkkk",
            "kkkkkkkkkkkkkkkkkkkk",
            "kkkkkkk",
            "? User id (--sub)",
            "漢漢漢漢漢漢漢漢漢漢",
            "漢漢漢漢漢漢漢漢漢漢",
            "漢漢漢漢漢漢漢漢漢漢",
            "漢漢漢漢漢漢漢漢漢漢",
            "? Server URL, empty",
            "  for a stdio",
            "  server (--url)  ht",
            "tps://mcp.example.co",
            "m/aaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaa",
            "aa",
            "? Clients found",
            "  here, space to",
            "  choose (--client)",
            " Cursor",
        ],
    ),
];

#[test]
fn an_answer_is_there_once_where_a_resized_terminal_breaks_its_rows_anew() {
    for (columns, expected) in [
        (
            40,
            &[
                "? Server URL, empty for a stdio server",
                "  (--url)  https://mcp.example.com/a/lon",
                "g/path/to/it-and-on",
            ][..],
        ),
        (
            90,
            &[
                "? Server URL, empty for a stdio server (--url)  https://mcp.example.com/a/long/path/to/it-",
                "and-on",
            ],
        ),
    ] {
        let sandbox = Sandbox::new();
        let flags = "--preset exai --secret-from new --sub a --ttl 1h --iss i --aud b --quota 5 --store none";
        let session = wizard(&format!("exec mcp-token setup {flags} >../notes/answer"))
            .columns(70)
            .see("(--url)")
            .press("https://mcp.example.com/a/long/path/to/it#")
            .see("#")
            .meanwhile(&format!("stty -F \"$(readlink /proc/$PROCESS/fd/0)\" cols {columns}"))
            .press("\u{7f}-and-on\r")
            .see("Write this")
            .press("\r");
        let Ended { code, screen } = session.run(&sandbox);
        assert_eq!(code, 0, "{screen}");
        assert_eq!(answers(&terminal(&sandbox, 70, Some(("#", columns)))), expected);
    }
}

#[test]
fn a_dry_run_asks_and_shows_and_writes_nothing() {
    let sandbox = Sandbox::new();
    let session = wizard("exec mcp-token setup --dry-run >../notes/answer");
    let Ended { code, screen } = answered(session, &EXAI[..9]).run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(
        note(&sandbox, "answer")
            .starts_with("secret `exai`: new, 256 bits, kept in an encrypted file\nprofile `exai`: new in ")
    );
    assert_eq!(files(&sandbox.home()), Vec::<String>::new());
}

#[test]
fn without_a_terminal_it_says_which_flags_would_answer() {
    let sandbox = Sandbox::new();
    let output = output_of(&mut sandbox.mcp_token(["setup", "--preset", "exai"]));
    assert_eq!(output.status.code(), Some(8), "{}", told(&output));
    assert!(
        stderr(&output).contains(": say --yes, ") && !stderr(&output).contains("--preset"),
        "{}",
        stderr(&output)
    );
    let Ended { code, screen } = wizard("exec mcp-token setup -o github").run(&sandbox);
    assert_eq!(code, 2, "told before anything is asked: {screen}");
    for term in ["dumb", ""] {
        let Ended { code, screen } = wizard("exec mcp-token setup").env("TERM", term).run(&sandbox);
        assert_eq!(code, 8, "{screen}");
        assert!(
            screen.starts_with("error: this terminal has no cursor that moves (`TERM`): say --yes, "),
            "{screen:?}"
        );
    }
    let Ended { code, screen } = wizard("exec mcp-token setup --no-input").run(&sandbox);
    assert_eq!(code, 8, "{screen}");
    assert_eq!(files(&sandbox.home()), Vec::<String>::new());
}
