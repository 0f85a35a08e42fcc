//! `eval` on the `env` form, by real shells; the forms of shells that are not here, as they are written.

use std::fs;
use std::process::Stdio;

use crate::kept::{PROFILE, kept};
use crate::sandbox::{Sandbox, assert_one_sentence, output_of, stderr, stdout, told};

/// What a careless line would take for code.
const ODD: [&str; 6] = [
    "plain-opaque_token.1~2+3/4=",
    r#"a'b"c\d%!$e"#,
    "'$(touch${IFS}ran)'`touch${IFS}ran`",
    r"';touch${IFS}ran;'#\'&|<>(){}[]*?~^",
    r"\\'\'ends-in\",
    "x'#;touch${IFS}ran;r#'y",
];

/// How a shell runs a line, and how it sets the variable and hands it to a program of its own.
const SHELLS: [(&[&str], &str, &str); 5] = [
    (&["bash", "--noprofile", "--norc", "-c"], "posix", r#"eval "$(LINE)" && printenv VAR"#),
    (&["zsh", "-f", "-c"], "posix", r#"eval "$(LINE)" && printenv VAR"#),
    (&["dash", "-c"], "posix", r#"eval "$(LINE)" && printenv VAR"#),
    (&["fish", "--no-config", "-c"], "fish", "eval (LINE); and printenv VAR"),
    (&["fish", "--no-config", "-c"], "fish", "LINE | source; and printenv VAR"),
];

#[track_caller]
fn sees(sandbox: &Sandbox, command: &str, variable: &str, value: &str) {
    for (shell, form, line) in SHELLS {
        let line = line.replace("LINE", &format!("{command} -o env --shell {form}")).replace("VAR", variable);
        let output = output_of(sandbox.command(shell[0]).args(&shell[1..]).arg(&line));
        let about = format!("{} {line}", shell[0]);
        assert!(output.status.success(), "{about}: {}", told(&output));
        assert_eq!(stdout(&output), format!("{value}\n"), "{about}");
        assert_eq!(stderr(&output), "", "{about}");
        assert!(!sandbox.work().join("ran").exists(), "{about}: the value was run");
    }
}

#[test]
fn shells_see_a_token() {
    let sandbox = kept();
    let token = sandbox.answer(&["get", PROFILE]);
    sees(&sandbox, "mcp-token get exai", "EXAI_JWT_TOKEN", &token);
    sees(&sandbox, "mcp-token get exai --var T", "T", &token);
}

#[test]
fn shells_see_a_token_that_has_to_be_quoted() {
    for token in ODD {
        let sandbox = partner(token);
        sees(&sandbox, "mcp-token get partner", "PARTNER_JWT_TOKEN", token);
    }
}

#[test]
fn shells_see_a_secret_that_has_to_be_quoted() {
    let sandbox = Sandbox::new();
    let secret = format!("it's a \"secret\" with $HOME, `touch ran`, \u{2019}; tabs\tand \u{fc}; {}", ODD[3]);
    sandbox.file("secret", &secret);
    sandbox.answer(&["secret", "set", "s", "--store", "file", "--secret-file", "secret"]);
    sees(&sandbox, "mcp-token secret show s --reveal", "JWT_SECRET", &secret);
}

#[test]
fn a_failed_get_sets_nothing() {
    let sandbox = Sandbox::new();
    for (shell, form, _) in SHELLS {
        let line = format!("mcp-token get nobody -o env --shell {form} >out");
        let output = output_of(sandbox.command(shell[0]).args(&shell[1..]).arg(&line));
        assert_one_sentence(&output, 6);
        assert_eq!(sandbox.read("out"), "", "{}", shell[0]);
        fs::remove_file(sandbox.work().join("out")).unwrap();
    }
}

#[test]
fn other_shells_get_these_lines() {
    for (token, powershell, cmd, nushell, dotenv) in [
        (
            ODD[0],
            Some("'plain-opaque_token.1~2+3/4='"),
            Some(ODD[0]),
            "r#'plain-opaque_token.1~2+3/4='#",
            Some(ODD[0]),
        ),
        (ODD[1], Some(r#"'a''b"c\d%!$e'"#), None, r#"r#'a'b"c\d%!$e'#"#, None),
        (ODD[5], Some("'x''#;touch${IFS}ran;r#''y'"), Some(ODD[5]), "r##'x'#;touch${IFS}ran;r#'y'##", None),
        ("a&b|c", Some("'a&b|c'"), Some("a&b|c"), "r#'a&b|c'#", Some("'a&b|c'")),
    ] {
        let sandbox = partner(token);
        let shows = |shell: &str, expected: Option<String>| {
            let output =
                sandbox.mcp_token(["get", "partner", "-o", "env", "--shell", shell]).output().unwrap();
            match expected {
                Some(line) => assert_eq!(stdout(&output), line, "{shell}"),
                None => assert!(assert_one_sentence(&output, 2).contains("cannot be written for"), "{shell}"),
            }
        };
        shows("powershell", powershell.map(|value| format!("$env:PARTNER_JWT_TOKEN = {value}\n")));
        shows("cmd", cmd.map(|value| format!("set \"PARTNER_JWT_TOKEN={value}\"\n")));
        shows("nushell", Some(format!("$env.PARTNER_JWT_TOKEN = {nushell}\n")));
        shows("dotenv", dotenv.map(|value| format!("PARTNER_JWT_TOKEN={value}\n")));
    }
}

/// A profile with a token that was issued elsewhere.
fn partner(token: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.answer(&["profile", "set", "partner", "--secret-from", "none", "--store", "file"]);
    let mut store = sandbox.mcp_token(["store", "partner", "--opaque", "--exp", "+1d"]);
    let output =
        store.stdin(Stdio::from(fs::File::open(sandbox.file("token", token)).unwrap())).output().unwrap();
    assert!(output.status.success(), "{token}: {}", told(&output));
    sandbox
}
