//! stdout, stderr, colour, closed and full streams, `--quiet`, the forms of an answer, and the exit codes.

use std::fs;

use crate::sandbox::{
    CLAIMS, DAY, HOUR, NOON, NOON_UNIX, SECRET, Sandbox, line, mint_claims, mint_expiring_at, stderr, stdout,
};

// Forms

#[test]
fn a_token_is_printed_in_each_form() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    for (form, expected) in [
        ("text", format!("{token}\n")),
        ("token", format!("{token}\n")),
        ("header", format!("Authorization: Bearer {token}\n")),
        ("headers-json", format!("{{\"Authorization\":\"Bearer {token}\"}}\n")),
        ("json", format!("{{\"schema\":1,\"ok\":true,\"token\":\"{token}\"}}\n")),
        ("env", format!("export JWT_TOKEN='{token}'\n")),
        ("gitlab", format!("JWT_TOKEN={token}\n")),
    ] {
        sandbox.at_noon(["encode", CLAIMS, "-o", form]).assert().code(0).stdout(expected).stderr("");
    }
    let expected = format!("{{\"schema\":1,\"ok\":true,\"token\":\"{token}\"}}\n");
    sandbox.at_noon(["encode", CLAIMS, "--json"]).assert().code(0).stdout(expected).stderr("");
}

#[test]
fn env_writes_for_six_shells() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    for (shell, expected) in [
        ("posix", format!("export EXAI_JWT_TOKEN='{token}'\n")),
        ("fish", format!("set -gx EXAI_JWT_TOKEN '{token}'\n")),
        ("powershell", format!("$env:EXAI_JWT_TOKEN = '{token}'\n")),
        ("cmd", format!("set \"EXAI_JWT_TOKEN={token}\"\n")),
        ("nushell", format!("$env.EXAI_JWT_TOKEN = r#'{token}'#\n")),
        ("dotenv", format!("EXAI_JWT_TOKEN={token}\n")),
    ] {
        sandbox
            .at_noon(["encode", CLAIMS, "-o", "env", "--var", "EXAI_JWT_TOKEN", "--shell", shell])
            .assert()
            .code(0)
            .stdout(expected)
            .stderr("");
    }
}

#[test]
fn a_shell_takes_the_variable() {
    let sandbox = Sandbox::new();
    sandbox
        .shell(&format!(
            "eval \"$(mcp-token encode - --secret-env SECRET --now {NOON} -o env)\"; printf %s \"$JWT_TOKEN\""
        ))
        .env("SECRET", SECRET)
        .write_stdin(CLAIMS)
        .assert()
        .code(0)
        .stdout(mint_claims(CLAIMS))
        .stderr("");
}

#[test]
fn var_takes_only_the_name_of_a_variable() {
    for name in ["1A", "A-B", "A B", "A;id", "", "Ä"] {
        Sandbox::new()
            .at_noon(["encode", CLAIMS, "-o", "env", "--var", name])
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: `--var`: not the name of a variable\nhint: mcp-token encode --help\n");
    }
}

#[test]
fn github_masks_first_and_writes_the_value_nowhere_else() {
    let sandbox = Sandbox::new();
    sandbox.file("github.env", "BEFORE=1\n");
    let token = mint_claims(CLAIMS);
    sandbox
        .at_noon(["encode", CLAIMS, "-o", "github", "--var", "EXAI_JWT_TOKEN", "-v"])
        .env("GITHUB_ENV", sandbox.path("github.env"))
        .assert()
        .code(0)
        .stdout(format!("::add-mask::{token}\n"))
        .stderr("secret: 64 bytes of text, `SECRET`\n");
    assert_eq!(sandbox.read("github.env"), format!("BEFORE=1\nEXAI_JWT_TOKEN={token}\n"));
}

#[test]
fn github_without_its_variable_is_a_usage_error() {
    for value in [None, Some("")] {
        let sandbox = Sandbox::new();
        let mut command = sandbox.at_noon(["encode", CLAIMS, "-o", "github"]);
        if let Some(value) = value {
            command.env("GITHUB_ENV", value);
        }
        command
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: `-o github` needs the variable `GITHUB_ENV`, which GitHub Actions sets\n");
    }
}

#[test]
fn github_makes_no_file_that_is_missing() {
    let sandbox = Sandbox::new();
    sandbox.at_noon(["encode", CLAIMS, "-o", "github"]).env("GITHUB_ENV", "missing.env").assert().code(2).stdout("").stderr(
        "error: cannot open the file that `GITHUB_ENV` names\ncaused by: No such file or directory (os error 2)\n",
    );
    assert_eq!(sandbox.names(), [] as [&str; 0]);
}

#[test]
fn github_writes_a_value_into_no_device() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.at_noon(["encode", CLAIMS, "-o", "github"]);
    let said = "error: what `GITHUB_ENV` names is no regular file\n";
    command.env("GITHUB_ENV", "/dev/null").assert().code(2).stdout("").stderr(said);
}

#[test]
fn a_report_has_no_form_of_a_token() {
    let sandbox = Sandbox::new();
    for form in ["token", "header", "headers-json", "env", "github", "gitlab"] {
        sandbox
            .verify(&mint_claims(CLAIMS), ["-o", form])
            .code(2)
            .stdout("")
            .stderr(format!("error: this answer has no form `{form}`\n"));
        sandbox
            .decode(&mint_claims(CLAIMS), ["-o", form])
            .code(2)
            .stdout("")
            .stderr(format!("error: this answer has no form `{form}`\n"));
    }
}

#[test]
fn json_does_not_go_with_another_form() {
    let assert = Sandbox::new().at_noon(["encode", CLAIMS, "--json", "-o", "token"]).assert().code(2);
    let all = stdout(&assert) + &stderr(&assert);
    assert!(all.contains("does not go with"), "{all}");
}

// Colour

#[test]
fn a_pipe_gets_no_escape_codes_whatever_the_terminal() {
    let sandbox = Sandbox::new();
    for term in ["xterm-256color", "dumb", ""] {
        for unix in [NOON_UNIX + HOUR, NOON_UNIX] {
            let assert = sandbox.at_noon(["verify", &mint_expiring_at(unix)]).env("TERM", term).assert();
            assert!(!stdout(&assert).contains('\u{1b}') && !stderr(&assert).contains('\u{1b}'));
        }
        let assert = sandbox.mcp_token(["decode", "abc"]).env("TERM", term).assert().code(3);
        assert!(!stderr(&assert).contains('\u{1b}'));
    }
}

#[test]
fn colour_can_be_forced_and_no_color_wins_over_the_variable_that_forces_it() {
    let sandbox = Sandbox::new();
    let plain = "error: there is no token on stdin\n";
    let colour = "\u{1b}[1;31merror:\u{1b}[0m there is no token on stdin\n";
    for (variables, args, expected) in [
        (&[][..], &["--color", "always"][..], colour),
        (&[("CLICOLOR_FORCE", "1")], &[], colour),
        (&[("CLICOLOR_FORCE", "0")], &[], plain),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[], plain),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], &[], colour),
        (&[("CLICOLOR_FORCE", "1")], &["--color", "never"], plain),
        (&[("NO_COLOR", "1")], &["--color", "always"], colour),
    ] {
        let mut command = sandbox.mcp_token(["decode"]);
        command.args(args).envs(variables.iter().copied());
        command.write_stdin("").assert().code(3).stdout("").stderr(expected);
    }
}

#[test]
fn colour_never_reaches_json_or_a_token() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    for args in [&["encode", CLAIMS][..], &["encode", CLAIMS, "--json"], &["verify", &token, "--json"]] {
        let assert = sandbox.at_noon(args).args(["--color", "always"]).assert();
        assert!(!stdout(&assert).contains('\u{1b}'), "{}", stdout(&assert));
    }
}

#[test]
fn colour_marks_the_verdict_and_its_checks() {
    let assert = Sandbox::new()
        .at_noon(["verify", &mint_expiring_at(NOON_UNIX), "--color", "always"])
        .assert()
        .code(5);
    let text = stdout(&assert);
    assert!(text.starts_with("\u{1b}[1;31mREFUSED\u{1b}[0m  1 reason\n"), "{text:?}");
    assert!(text.contains("  signature   \u{1b}[1;32mok  \u{1b}[0m  HS256"), "{text:?}");
    assert!(text.contains("  expires     \u{1b}[1;31mFAIL\u{1b}[0m  2026-11-20"), "{text:?}");
}

// Streams that do not take what is written

#[test]
fn a_full_disk_is_an_error_with_a_sentence() {
    let sandbox = Sandbox::new();
    let token = mint_claims(CLAIMS);
    for command in [
        "secret new",
        "key new",
        "encode '{}' --secret-env SECRET",
        "decode --token-env TOKEN",
        "decode --token-env TOKEN --json",
        "verify --token-env TOKEN --secret-env SECRET --any-aud --now 2026-11-20T12:00:00Z",
        "verify --token-env TOKEN --secret-env SECRET --any-aud --now 2026-11-20T12:00:00Z --json",
        "verify --batch --secret-env SECRET --any-aud --now 2026-11-20T12:00:00Z",
        "verify --batch --secret-env SECRET --any-aud --now 2026-11-20T12:00:00Z --json",
        "refresh --token-env TOKEN --secret-env SECRET --any-aud --now 2026-11-20T12:00:00Z",
        "help exit-codes",
        "--version",
        "--help",
        "completions bash",
        "man",
    ] {
        sandbox
            .shell(&format!("mcp-token {command} >/dev/full"))
            .env("SECRET", SECRET)
            .env("TOKEN", &token)
            .write_stdin(format!("{token}\n"))
            .assert()
            .code(1)
            .stdout("")
            .stderr("error: cannot write to stdout\ncaused by: No space left on device (os error 28)\n");
    }
}

#[test]
fn a_closed_stderr_changes_neither_answer_nor_status() {
    let sandbox = Sandbox::new();
    for end in ["2>&-", "2>/dev/full"] {
        sandbox.shell(&format!("mcp-token decode abc {end}")).assert().code(3).stdout("").stderr("");
        sandbox
            .shell(&format!("mcp-token encode '{CLAIMS}' -S {SECRET} --now {NOON} {end}"))
            .assert()
            .code(0)
            .stdout(format!("{}\n", mint_claims(CLAIMS)))
            .stderr("");
    }
}

#[test]
fn a_closed_stdout_is_no_panic() {
    let sandbox = Sandbox::new();
    for command in ["secret new", "decode --token-env TOKEN", "encode '{}' -q --secret-env SECRET", "help"] {
        let assert = sandbox
            .shell(&format!("mcp-token {command} >&-"))
            .env("SECRET", SECRET)
            .env("TOKEN", mint_claims(CLAIMS))
            .assert();
        assert!(matches!(assert.get_output().status.code(), Some(0 | 1)), "{command}");
        assert!(!stderr(&assert).contains("panicked"), "{command}");
    }
}

#[test]
fn a_closed_stdin_is_an_empty_one() {
    Sandbox::new()
        .shell("mcp-token decode - <&-")
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: there is no token on stdin\n");
}

#[test]
fn stdin_that_is_a_directory_is_an_error() {
    Sandbox::new()
        .shell("mcp-token decode - <.")
        .assert()
        .code(1)
        .stdout("")
        .stderr("error: cannot read stdin\ncaused by: Is a directory (os error 21)\n");
}

// Quiet

#[test]
fn quiet_leaves_the_answer_and_errors() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["encode", CLAIMS, "-S", SECRET, "--now", NOON, "-q"])
        .assert()
        .code(0)
        .stdout(format!("{}\n", mint_claims(CLAIMS)))
        .stderr("");
    sandbox.mcp_token(["decode", "abc", "--quiet"]).assert().code(3).stdout("").stderr(
        "error: not a JWT: 1 segment, expected 3 (header.payload.signature); a file is read as @FILE\n",
    );
}

#[test]
fn verbose_says_which_secret_is_used_and_shows_none_of_it() {
    let sandbox = Sandbox::new();
    let token = mint_expiring_at(NOON_UNIX + HOUR);
    for args in [&["encode", CLAIMS][..], &["verify", &token], &["refresh", &token, "--ttl", "1h"]] {
        sandbox.at_noon(args).arg("-v").assert().code(0).stderr("secret: 64 bytes of text, `SECRET`\n");
    }
}

#[test]
fn quiet_does_not_go_with_verbose() {
    Sandbox::new()
        .mcp_token(["decode", "abc", "-q", "-v"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--quiet` does not go with `--verbose`\nhint: mcp-token decode --help\n");
}

// Exit codes

#[test]
fn of_several_reasons_3_comes_before_4_before_5() {
    let sandbox = Sandbox::new();
    let expired = mint_claims(&CLAIMS.replace("1795262400", "1795175999"));
    let codes = |token: &str, args: &[&str]| sandbox.verify(token, args).get_output().status.code();
    assert_eq!(codes(&mint_claims(CLAIMS), &[]), Some(0));
    assert_eq!(codes(&expired, &[]), Some(5));
    assert_eq!(codes(&expired, &["--iss", "another"]), Some(4));
    assert_eq!(codes(&mint_claims(CLAIMS), &["--iss", "another"]), Some(4));
    let broken = expired.replacen('.', ".*", 1);
    assert_eq!(codes(&broken, &["--iss", "another"]), Some(3));
}

#[test]
fn the_help_topic_lists_every_exit_code() {
    let text = stdout(&Sandbox::new().mcp_token(["help", "exit-codes"]).assert().code(0).stderr(""));
    let codes: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_whitespace().next().filter(|word| word.parse::<u8>().is_ok()))
        .collect();
    assert_eq!(codes, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "126", "127", "130"]);
}

#[test]
fn every_topic_of_the_help_is_printed() {
    for topic in ["exit-codes", "environment", "reasons", "ci"] {
        let assert = Sandbox::new().mcp_token(["help", topic]).assert().code(0).stderr("");
        assert!(stdout(&assert).lines().count() > 5, "{topic}");
    }
}

#[test]
fn the_version_is_one_line() {
    Sandbox::new().mcp_token(["--version"]).assert().code(0).stdout("mcp-token 0.1.0\n").stderr("");
}

#[test]
fn nothing_is_left_in_home_or_working_directory() {
    let sandbox = Sandbox::new();
    for args in [
        &["encode", CLAIMS][..],
        &["verify", &mint_claims(CLAIMS)],
        &["refresh", &mint_claims(CLAIMS), "--any-aud"],
    ] {
        sandbox.at_noon(args).args(["--json"]).assert().stderr("");
    }
    assert_eq!(sandbox.names(), [] as [&str; 0]);
    assert_eq!(fs::read_dir(sandbox.path("../home")).unwrap().count(), 0);
}

#[test]
fn the_working_directory_has_no_say() {
    let sandbox = Sandbox::new();
    sandbox.file(".env", format!("JWT_SECRET={SECRET}\nSECRET={SECRET}\n"));
    for file in ["mcp-token.toml", ".mcp-token.toml", "config.toml"] {
        sandbox.file(file, "secret = 'x'\n");
    }
    sandbox.mcp_token(["encode", CLAIMS]).assert().code(8).stdout("");
    sandbox
        .mcp_token(["encode", CLAIMS, "--secret-env", "SECRET"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the variable `SECRET` is not set\n");
}

#[test]
fn now_takes_every_form_of_an_instant() {
    let sandbox = Sandbox::new();
    for now in [NOON, "1795176000", "2026-11-20T13:00:00+01:00"] {
        let token = line(
            &sandbox
                .mcp_token(["encode", "{}", "--secret-env", "SECRET", "--now", now])
                .env("SECRET", SECRET)
                .assert()
                .code(0)
                .stderr(""),
        );
        assert_eq!(
            token,
            mint_claims(&format!(r#"{{"iat":{NOON_UNIX},"exp":{}}}"#, NOON_UNIX + DAY)),
            "{now}"
        );
    }
}

#[test]
fn errors_are_json_however_json_was_asked_for() {
    for json in [&["--output", "json"][..], &["-o", "json"], &["-qo", "json"], &["-o=json"]] {
        Sandbox::new().mcp_token(["verify", "--nonsense"]).args(json).assert().code(2).stderr("").stdout(
            "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"usage\",\"message\":\"there is no `--nonsense` here\",\
             \"hint\":\"mcp-token verify --help\"}}\n",
        );
    }
}

#[test]
fn a_mask_that_cannot_be_written_sets_nothing() {
    let sandbox = Sandbox::new();
    sandbox.file("github", "A=1");
    let github = sandbox.path("github");
    let assert = sandbox
        .at_noon(["encode", "{}", "-o", "github"])
        .env("GITHUB_ENV", &github)
        .assert()
        .code(0)
        .stderr("");
    let token = stdout(&assert).trim().replace("::add-mask::", "");
    assert_eq!(sandbox.read("github"), format!("A=1\nJWT_TOKEN={token}\n"));
    // `/dev/full` stands for a stdout that does not take the mask; of the others no runner reads it.
    let nowhere = "error: stdout leads nowhere, where no runner reads the mask\n";
    let full = "error: cannot write to stdout\ncaused by: No space left on device (os error 28)\n";
    for (stdout, status, said) in [("/dev/full", 1, full), ("/dev/null", 2, nowhere), ("&-", 2, nowhere)] {
        let line = format!("mcp-token encode '{{}}' --secret-env SECRET -o github >{stdout}");
        let mut command = sandbox.shell(&line);
        command
            .env("SECRET", SECRET)
            .env("GITHUB_ENV", &github)
            .assert()
            .code(status)
            .stdout("")
            .stderr(said);
        assert_eq!(sandbox.read("github"), format!("A=1\nJWT_TOKEN={token}\n"));
    }
}
