//! Hidden prompts, colours and what else only a real terminal shows.

use std::fs;

use crate::pty::{Ended, Session};
use crate::sandbox::{PROGRAM, SECRET, Sandbox, assert_one_sentence, output_of, stderr, stdout, told};

const VERIFY: &str = "verify --token-env TOKEN --aud exai-mcp-client";

/// A line of `sh` at a terminal, with the secret and a normal token in variables.
fn at_terminal(line: &str, sandbox: &Sandbox) -> Session {
    Session::new(&["sh", "-c", line]).env("TOKEN", &sandbox.token())
}

fn escapes(text: &str) -> bool {
    text.contains('\u{1b}')
}

#[test]
fn a_typed_secret_signs_and_is_never_shown() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = Session::new(&[PROGRAM, "encode", "--sub", "agent_001"])
        .see("Signing secret")
        .press(&format!("{SECRET}\r"))
        .run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains(&SECRET[..6]), "the secret was shown:\n{screen}");
    let begin = screen.find("eyJ").expect("a token on the screen");
    let token = screen[begin..].lines().next().unwrap();
    sandbox.answer(&["verify", token, "--secret-env", "SECRET"]);
}

#[test]
fn a_wrong_typed_secret_is_a_refusal() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = at_terminal(&format!("exec mcp-token {VERIFY}"), &sandbox)
        .env("NO_COLOR", "1")
        .see("Signing secret")
        .press(&format!("{}\r", SECRET.replace('5', "6")))
        .run(&sandbox);
    assert_eq!(code, 4, "{screen}");
    assert!(screen.contains("REFUSED  1 reason"), "{screen}");
}

#[test]
fn a_short_typed_secret_cannot_be_used() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = Session::new(&[PROGRAM, "encode", "--sub", "agent_001"])
        .see("Signing secret")
        .press("hunter2\r")
        .run(&sandbox);
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains("the secret that was typed is 7 bytes, HS256 needs 32"), "{screen}");
    assert!(!screen.contains("hunter2"), "{screen}");
}

#[test]
fn a_typed_token_is_kept_and_never_shown() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "file"]);
    let token = sandbox.token();
    let Ended { code, screen } =
        Session::new(&[PROGRAM, "store", "partner"]).see("Token").press(&format!("{token}\r")).run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("kept the token of `partner`"), "{screen}");
    assert!(!screen.contains("eyJ"), "the token was shown:\n{screen}");
    assert_eq!(sandbox.answer(&["get", "partner"]).trim(), token);
    let Ended { code, screen } = Session::new(&[PROGRAM, "--no-input", "store", "partner"]).run(&sandbox);
    assert_eq!(code, 8, "{screen}");
    let why = " a token of `partner` is needed, and `--no-input` forbids asking: say it as @FILE or --token-env VAR";
    assert!(screen.contains(why), "{screen}");
}

#[test]
fn control_c_gives_the_echo_back_and_ends_with_130() {
    let sandbox = Sandbox::new();
    let line = "trap : INT; stty -a >../notes/before; mcp-token encode --sub a >../notes/answer; \
                echo $? >../notes/code; stty -a >../notes/after";
    Session::new(&["sh", "-c", line]).see("Signing secret").press("half a sec\u{3}").run(&sandbox);
    let note = |name| fs::read_to_string(sandbox.note(name)).unwrap();
    assert_eq!(note("code"), "130\n");
    assert_eq!(note("answer"), "");
    assert!(note("before").contains(" echo "), "{}", note("before"));
    assert_eq!(note("before"), note("after"));
}

#[test]
fn no_answer_ends_the_question() {
    for (keys, expected, why) in
        [("\r", 2, "the secret that was typed is empty"), ("\u{4}", 8, "there was no answer")]
    {
        let sandbox = Sandbox::new();
        let Ended { code, screen } =
            Session::new(&[PROGRAM, "encode", "--sub", "a"]).see("Signing secret").press(keys).run(&sandbox);
        assert_eq!(code, expected, "{screen}");
        assert!(screen.contains(why), "{screen}");
    }
}

#[test]
fn a_terminated_prompt_gives_the_echo_back() {
    let sandbox = Sandbox::new();
    let line = "stty -a >../notes/before; mcp-token encode --sub a; stty -a >../notes/after";
    Session::new(&["sh", "-c", line])
        .see("Signing secret")
        .meanwhile("kill -TERM $(cat /proc/$PROCESS/task/$PROCESS/children)")
        .run(&sandbox);
    let note = |name| fs::read_to_string(sandbox.note(name)).unwrap();
    assert_eq!(note("before"), note("after"));
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let sandbox = Sandbox::new();
    let output = sandbox.mcp_token(["encode", "--sub", "a"]).output().unwrap();
    let said = assert_one_sentence(&output, 8);
    for flag in ["--secret-file", "--secret-env", "--key"] {
        assert!(said.contains(flag), "{said}");
    }
}

#[test]
fn with_no_input_nothing_is_asked_at_a_terminal() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = Session::new(&[PROGRAM, "encode", "--sub", "a", "--no-input"]).run(&sandbox);
    assert_eq!(code, 8, "{screen}");
    for word in ["--no-input", "--secret-file", "--secret-env", "--key"] {
        assert!(screen.contains(word), "{screen}");
    }
}

#[test]
fn a_prompt_needs_stderr_to_be_a_terminal_too() {
    let sandbox = Sandbox::new();
    let Ended { code, .. } =
        Session::new(&["sh", "-c", "exec mcp-token encode --sub a 2>../notes/said"]).run(&sandbox);
    assert_eq!(code, 8);
    assert!(fs::read_to_string(sandbox.note("said")).unwrap().contains("--secret-file"));
}

#[test]
fn the_card_of_a_new_token_is_for_somebody_who_looks() {
    let sandbox = Sandbox::new();
    let encode = "encode --secret-env SECRET --sub agent_001 --quota 100 --role user";
    let Ended { screen, .. } =
        at_terminal(&format!("mcp-token {encode} >../notes/answer"), &sandbox).run(&sandbox);
    let rows = ["  user     agent_001", "  role     user", "  quota    100 requests"];
    assert!(rows.iter().all(|row| screen.contains(row)), "{screen}");
    assert!(fs::read_to_string(sandbox.note("answer")).unwrap().starts_with("eyJ"));

    let args = encode.split(' ');
    let output = sandbox.mcp_token(args.clone()).output().unwrap();
    assert_eq!(stderr(&output), "", "no card where nobody looks");
    for more in ["--quiet", "-o header", "--json"] {
        let Ended { screen, .. } =
            at_terminal(&format!("mcp-token {encode} {more} >/dev/null"), &sandbox).run(&sandbox);
        assert_eq!(screen, "", "a card with {more}");
    }
}

#[test]
fn the_bar_of_a_life_is_for_somebody_who_looks() {
    let sandbox = Sandbox::new();
    let Ended { screen, .. } = at_terminal("exec mcp-token decode --token-env TOKEN", &sandbox).run(&sandbox);
    assert!(screen.contains('─') && screen.contains(" % of "), "{screen}");
    assert!(screen.lines().last().is_some_and(|line| line.contains("signature:")), "{screen}");

    let output = sandbox.mcp_token(["decode", &sandbox.token()]).output().unwrap();
    let piped = stdout(&output);
    assert!(piped.contains(" % of ") && !piped.contains(['─', '━', '╸']), "{piped}");
}

#[test]
fn the_bar_of_a_batch_is_for_input_whose_length_is_known() {
    let sandbox = Sandbox::new();
    sandbox.file("tokens", format!("{token}\n{token}\n", token = sandbox.token()));
    let batch = "mcp-token verify --batch --secret-env SECRET --aud exai-mcp-client";
    for (line, is_shown) in [
        (format!("{batch} @tokens >/dev/null"), true),
        (format!("{batch} <tokens >/dev/null"), true),
        (format!("{{ read -r first; {batch}; }} <tokens >/dev/null"), true),
        (format!("cat tokens | {batch} >/dev/null"), false),
        (format!("{batch} <tokens >/dev/null --quiet"), false),
    ] {
        let Ended { code, screen } = at_terminal(&line, &sandbox).run(&sandbox);
        assert_eq!((code, screen.contains("100 %")), (0, is_shown), "{line}: {screen}");
    }
}

#[test]
fn colour_is_for_terminals_that_know_it() {
    let sandbox = Sandbox::new();
    let line = format!("exec mcp-token {VERIFY} --secret-env SECRET");
    let shown = |session: Session| {
        let Ended { code, screen } = session.run(&sandbox);
        assert_eq!(code, 0, "{screen}");
        assert!(screen.contains("VALID"), "{screen}");
        escapes(&screen)
    };
    assert!(shown(at_terminal(&line, &sandbox)));
    assert!(!shown(at_terminal(&line, &sandbox).env("NO_COLOR", "1")));
    assert!(!shown(at_terminal(&line, &sandbox).env("TERM", "dumb")));
    assert!(!shown(at_terminal(&format!("{line} --color never"), &sandbox)));
    assert!(!shown(at_terminal(&line, &sandbox).env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1")));
    assert!(shown(at_terminal(&format!("{line} --color always"), &sandbox).env("NO_COLOR", "1")));
}

#[test]
fn colour_in_a_pipe_has_to_be_asked_for() {
    let sandbox = Sandbox::new();
    let token = sandbox.token();
    let shown = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = sandbox.mcp_token(VERIFY.split(' '));
        command
            .args(["--secret-env", "SECRET"])
            .args(args)
            .env("TOKEN", &token)
            .envs(variables.iter().copied());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        escapes(&stdout(&output))
    };
    assert!(!shown(&[], &[]));
    assert!(!shown(&[], &[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]));
    assert!(!shown(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(shown(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(shown(&["--color", "always"], &[]));
    assert!(!shown(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!shown(&["--json", "--color", "always"], &[]), "JSON is never coloured");
}

#[test]
fn each_stream_has_its_own_colour() {
    let sandbox = Sandbox::new();
    let line = format!("mcp-token {VERIFY} --secret-env SECRET >../notes/report; mcp-token nothing");
    let Ended { code, screen } = at_terminal(&line, &sandbox).run(&sandbox);
    assert_eq!(code, 2, "{screen}");
    assert!(!escapes(&fs::read_to_string(sandbox.note("report")).unwrap()));
    assert!(escapes(&screen), "{screen}");
}

#[test]
fn a_manual_page_at_a_terminal_is_told_what_shows_it() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = Session::new(&[PROGRAM, "man", "get"]).run(&sandbox);
    assert!(code == 0 && screen.ends_with("\nthat is roff: `| man -l -` shows it as a page\n"), "{screen}");
    let output = output_of(&mut sandbox.mcp_token(["man", "get"]));
    assert_eq!(stderr(&output), "", "{}", told(&output));
}

#[test]
fn seventy_columns_are_enough_for_a_report() {
    let sandbox = Sandbox::new();
    for line in [
        format!("exec mcp-token {VERIFY} --iss exai-mcp-server --min-quota 1 --secret-env SECRET"),
        "exec mcp-token encode --secret-env SECRET --sub agent_001 --role user --quota 100 >/dev/null"
            .to_owned(),
    ] {
        let Ended { screen, .. } =
            at_terminal(&line, &sandbox).columns(70).env("NO_COLOR", "1").run(&sandbox);
        assert!(!screen.is_empty());
        let wide: Vec<_> = screen.lines().filter(|line| line.chars().count() > 70).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}

#[test]
fn a_private_key_is_not_printed_on_a_terminal_unasked() {
    let sandbox = Sandbox::new();
    let Ended { code, screen } = Session::new(&[PROGRAM, "key", "new"]).run(&sandbox);
    assert_eq!(code, 2, "{screen}");
    assert!(!screen.contains("PRIVATE KEY"), "{screen}");
    let Ended { code, screen } = Session::new(&[PROGRAM, "key", "new", "--print"]).run(&sandbox);
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("BEGIN PRIVATE KEY"), "{screen}");
}

#[test]
fn a_passphrase_is_asked_for_twice_before_the_first_file() {
    let sandbox = Sandbox::new();
    let words =
        ["profile", "set", "a", "--secret-from", "new", "--store", "file", "--passphrase-from", "prompt"];
    let set = || Session::new(&[&[PROGRAM][..], &words].concat()).see("Passphrase:");
    let twice = |first: &str, second: &str| {
        set()
            .press(&format!("{first}\r"))
            .see("Passphrase once more:")
            .press(&format!("{second}\r"))
            .run(&sandbox)
    };
    let passphrase = "a TEST passphrase of several words";
    let Ended { code, screen } = twice(passphrase, "a TEST passphrase of other words");
    assert_eq!(code, 2, "{screen}");
    assert!(screen.contains(" the two passphrases are not the same\n"), "{screen}");
    assert!(!screen.contains("TEST"), "{screen}");
    let Ended { code, screen } = twice(passphrase, passphrase);
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains("TEST"), "{screen}");

    // From then on a wrong one opens nothing, and once is enough.
    let get = |typed: &str| {
        Session::new(&[PROGRAM, "get", "a"]).see("Passphrase:").press(&format!("{typed}\r")).run(&sandbox)
    };
    let Ended { code, screen } = get("another one altogether");
    assert_eq!(code, 7, "{screen}");
    let Ended { code, screen } = get(passphrase);
    assert_eq!((code, screen.matches("Passphrase").count()), (0, 1), "{screen}");
    assert!(screen.contains("eyJ"), "{screen}");
}

#[test]
fn a_typed_token_may_be_long_and_is_no_command_line() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "file"]);
    let long = "a".repeat(9000);
    for typed in [long.as_str(), "@opaque-TEST-token", "x"] {
        let Ended { code, screen } = Session::new(&[PROGRAM, "store", "partner", "--opaque"])
            .see("Token of `partner`: ")
            .press(&format!("{typed}\r"))
            .run(&sandbox);
        assert_eq!(code, 0, "{screen}");
        assert!(!screen.contains("TEST"), "{screen}");
        assert_eq!(sandbox.answer(&["get", "partner", "--no-refresh"]).trim(), typed);
    }
}

#[test]
fn a_hidden_line_is_edited_and_cannot_be_left() {
    let sandbox = Sandbox::new();
    // Ctrl-U, erasing a character of two bytes, Ctrl-Z, Ctrl-D and a terminal that tells Enter from a new line.
    for (modes, keys) in [
        ("", format!("rubbish\u{1a}\u{15}{SECRET}é\u{7f}x\u{8}\r")),
        ("", format!("{SECRET}\u{4}")),
        ("", format!("{SECRET}\r\n\n")),
        ("", format!("\u{1b}[200~{SECRET}\n\u{1b}[201~")),
        ("-icrnl", format!("{SECRET}\r")),
        ("raw", format!("{SECRET}\r")),
    ] {
        let line = format!("stty {modes}; exec mcp-token encode --sub agent_001");
        let Ended { code, screen } =
            Session::new(&["sh", "-c", &line]).see("Signing secret").press(&keys).run(&sandbox);
        assert_eq!(code, 0, "{modes}: {screen}");
        assert!(!screen.contains(&SECRET[..6]), "the secret was shown:\n{screen}");
        let token = &screen[screen.find("eyJ").expect("a token on the screen")..];
        sandbox.answer(&["verify", token.lines().next().unwrap(), "--secret-env", "SECRET"]);
    }
}

#[test]
fn a_hidden_line_is_all_that_was_pasted_or_nothing() {
    let sandbox = Sandbox::new();
    for (keys, why) in [
        (format!("{SECRET}\nsecond\n"), "it has a line break inside"),
        (format!("\u{1b}[200~{SECRET}\nsecond\u{1b}[201~"), "it has a line break inside"),
        (format!("{SECRET}\0a\r"), "it has the control character U+0000 inside"),
        (format!("\u{1a}{SECRET}\r"), "it has the control character U+001A inside"),
        (format!("{SECRET} wrong\u{17}\r"), "it has the control character U+0017 inside"),
        (format!("{SECRET}\u{1b}Psecond\r"), "it has the control character U+001B inside"),
    ] {
        let line = "mcp-token secret set s --store file; echo status $?; read -r rest; echo \"rest: $rest\"";
        let Ended { screen, .. } = Session::new(&["sh", "-c", line])
            .see("Secret `s`: ")
            .press(&keys)
            .see("status 2")
            .press("\r")
            .run(&sandbox);
        assert!(screen.contains(&format!(" what was typed cannot be used: {why}")), "{screen}");
        assert!(!screen.contains("second") && !screen.contains(&SECRET[..6]), "{screen}");
        assert_eq!(
            sandbox.answer(&["secret", "list", "--json"]),
            "{\"schema\":1,\"ok\":true,\"secrets\":[]}"
        );
    }
}

#[test]
fn keys_that_are_no_letters_and_the_marks_of_a_paste_are_no_part_of_a_hidden_line() {
    let sandbox = Sandbox::new();
    sandbox.answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "file"]);
    for (keys, token) in [
        // Left, Delete, F1 in three dialects, Ctrl-Left, Alt-Left.
        (
            "opaque-TEST\u{1b}[D\u{1b}[3~\u{1b}OP\u{1b}[11~\u{1b}[[A\u{1b}[1;5D\u{1b}\u{1b}[D-A",
            "opaque-TEST-A",
        ),
        ("\u{1b}[200~opaque-TEST-B\u{1b}[201~", "opaque-TEST-B"),
        // Escape alone, before a letter and at the end.
        ("opaque\u{1b}-TEST-C\u{1b}", "opaque-TEST-C"),
        // A bracket that nothing leads in is a letter, and what ends the line ends it inside a sequence too.
        ("opaque[D-TEST", "opaque[D-TEST"),
        ("opaque-TEST-D\u{1b}[3", "opaque-TEST-D"),
        // What a terminal answers.
        ("opaque\u{1b}P1$r0m\u{1b}\\-TEST\u{1b}]11;rgb:00/00/00\u{7}-E", "opaque-TEST-E"),
    ] {
        let Ended { code, screen } = Session::new(&[PROGRAM, "store", "partner", "--opaque"])
            .see("Token of `partner`: ")
            .press(&format!("{keys}\r"))
            .run(&sandbox);
        assert_eq!(code, 0, "{keys:?}: {screen}");
        assert_eq!(sandbox.answer(&["get", "partner", "--no-refresh"]).trim(), token, "{keys:?}");
    }
}
