//! What is secret by its value, whatever name it goes by and wherever it was put.

use std::fs;

use crate::client_install::{CURSOR, read};
use crate::client_print::{URL, exai};
use crate::keeper::Keeper;
use crate::sandbox::{Sandbox, mint_claims, stderr, stdout};

const KEY: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const UUID: &str = "123e4567-e89b-12d3-a456-426614174000";

fn install(keeper: &Keeper, words: &[&str]) -> assert_cmd::assert::Assert {
    keeper.run(&[&["client", "install"], words].concat())
}

#[test]
fn a_key_goes_into_no_file_of_a_project_whatever_it_is_called() {
    let keeper = exai();
    let path = keeper.sandbox.path(CURSOR).display().to_string();
    let refused = format!("error: `{path}` is part of a project: a token does not belong there\n");
    let started = ["cursor", "--scope", "project", "--name", "x", "--command", "calc"];
    let behind = ["cursor", "--scope", "project", "--name", "x", "--profile", "exai"];
    let mut words = Vec::new();
    for name in ["CALCULATOR_AUTH", "A", "SIGNING", "PAT", "HMAC", "SESSION"] {
        words.push((&started, "--env", format!("{name}=VALUE")));
    }
    words.push((&started, "--arg", "VALUE".to_owned()));
    words.push((&behind, "--header", "X-Tenant: VALUE".to_owned()));
    words.push((&behind, "--url", format!("{URL}?k=VALUE")));
    words.push((&behind, "--url", "https://mcp.example.com/VALUE/mcp".to_owned()));
    words.push((&started, "--env", "DATABASE_URL=postgres://u:hunter2@db/x".to_owned()));
    words.push((&started, "--arg", "postgres://u:hunter2@db/x".to_owned()));
    words.push((&behind, "--header", "X-Db: postgres://u:hunter2@db/x".to_owned()));
    for (before, flag, word) in words {
        let said = word.replace("VALUE", KEY);
        let assert = install(&keeper, &[&before[..], &[flag, &said]].concat()).code(7).stdout("");
        assert!(stderr(&assert).ends_with(&refused), "{word}: {}", stderr(&assert));
        assert!(keeper.sandbox.names().is_empty());
        let said = word.replace(":hunter2@", "@").replace("VALUE", UUID);
        install(&keeper, &[&before[..], &[flag, &said]].concat()).code(0).stdout("");
        fs::remove_dir_all(keeper.sandbox.path(".cursor")).unwrap();
    }
}

#[test]
fn a_file_of_the_user_may_hold_it_and_it_is_told() {
    let keeper = exai();
    let value = format!("CALCULATOR_AUTH={KEY}");
    let words = ["cursor", "--name", "x", "--command", "calc", "--env", &value];
    install(&keeper, &words).code(0).stdout("").stderr(
        "Cursor: added `x` to ~/.cursor/mcp.json\n\
         the entry  holds a literal secret: whoever reads it has it; `--secret-var` hands over one that is kept\n",
    );
    assert!(read(&keeper, CURSOR).contains(KEY));
    let header = format!("X-Tenant: {KEY}");
    let assert = install(&keeper, &["cursor", "--header", &header]).code(0).stdout("");
    assert_eq!(
        stderr(&assert),
        "Cursor: added `exai` to ~/.cursor/mcp.json\n\
         the entry    holds a literal secret: whoever reads it has it\n\
         the token    is read from `EXAI_JWT_TOKEN` when Cursor starts\n\
         set it with  export EXAI_JWT_TOKEN=$(mcp-token get exai)\n\
         if unset     what the server is sent is not known\n\
         it is good   for at most 24 h: then it is to be set, and Cursor started, again\n"
    );
}

/// It is in the profile, and not in what was said.
#[test]
fn a_key_in_the_url_of_a_profile_is_in_the_entry() {
    let keeper = exai();
    keeper.set(&["exai", "--url", &format!("https://mcp.example.com/{KEY}/mcp")]);
    let token = "the entry    holds a literal secret: whoever reads it has it\n\
                 the token    is read from `EXAI_JWT_TOKEN` when Cursor starts\n\
                 set it with  export EXAI_JWT_TOKEN=$(mcp-token get exai)\n\
                 if unset     what the server is sent is not known\n\
                 it is good   for at most 24 h: then it is to be set, and Cursor started, again\n";
    install(&keeper, &["cursor", "--scope", "project"]).code(7).stdout("");
    install(&keeper, &["cursor"])
        .code(0)
        .stdout("")
        .stderr(format!("Cursor: added `exai` to ~/.cursor/mcp.json\n{token}"));
    install(&keeper, &[]).code(0).stdout("").stderr(
        "Cursor: `exai` in ~/.cursor/mcp.json is not written again: it was to hold a literal secret\n",
    );
    keeper
        .run(&["client", "print", "cursor"])
        .code(0)
        .stderr(format!("goes into    ~/.cursor/mcp.json (user)\n{token}"));
}

/// No argument of a program holds it, and no diff shows it.
#[test]
fn a_client_that_is_asked_is_not_handed_it() {
    let keeper = exai();
    let dry = |value: &str| {
        let value = format!("CALCULATOR_AUTH={value}");
        let words = ["claude-code", "--name", "x", "--command", "calc", "--dry-run", "--env", &value];
        stdout(&install(&keeper, &words).code(0).stderr(""))
    };
    assert!(dry(UUID).starts_with("claude mcp add-json "), "{}", dry(UUID));
    assert!(dry(KEY).contains(".claude.json (new)\n") && !dry(KEY).contains(KEY), "{}", dry(KEY));
}

#[test]
fn a_token_goes_to_another_server_only_when_its_profile_is_named() {
    let keeper = exai();
    let message = format!("the token of `exai` is for `{URL}`, and `--url` leads to `https://other.example`");
    let url = format!("https://other.example/{KEY}/mcp");
    let words = ["--name", "other", "--url", &url];
    for command in ["install", "print"] {
        let run = |more: &[&str]| keeper.run(&[&["client", command, "codex"], &words[..], more].concat());
        run(&[]).code(2).stdout("").stderr(format!("error: {message}\n"));
        let assert = run(&["--profile", "exai"]).code(0);
        assert!(stderr(&assert).starts_with(&format!("warning: {message}\n")), "{}", stderr(&assert));
    }
    let assert = install(&keeper, &["codex", "--url", &format!("{URL}/")]).code(0);
    assert!(!stderr(&assert).contains("leads to"));
}

#[test]
fn what_looks_like_a_secret_is_the_name_of_nothing() {
    let keeper = Keeper::new();
    for (flag, value, what) in [
        ("--secret-from", format!("env:K{KEY}"), "variable"),
        ("--secret-from", format!("env:A{}", &KEY[..40]), "variable"),
        ("--var", format!("ghp_{}", &KEY[..20]), "variable"),
        ("--header", KEY.to_owned(), "header"),
        ("--header", mint_claims("{}"), "header"),
    ] {
        keeper.run(&["profile", "set", "x", flag, &value]).code(2).stdout("").stderr(format!(
            "error: `{flag}`: looks like a secret, expected the name of a {what}\n\
                 hint: mcp-token profile set --help\n"
        ));
    }
    assert!(keeper.files().is_empty());
    keeper.set(&["y", "--secret-from", "none", "--var", "ASIA_PACIFIC_1_JWT_TOKEN"]);
    keeper.set(&["x", "--secret-from", "env:MYCOMPANYPROD2024TOKEN", "--header", "X-Api-Key-2"]);
}

#[test]
fn no_error_repeats_a_token_or_a_key() {
    let sandbox = Sandbox::new();
    let token = mint_claims("{}");
    for secret in [token.as_str(), KEY] {
        for words in [
            &["verify", "@SECRET"][..],
            &["encode", "--secret-file", "SECRET"],
            &["encode", "--secret-env", "A", "--env-file", "SECRET"],
            &["encode", "--secret-file", "a", "--ttl", "SECRET"],
            &["client", "install", "SECRET"],
            &["get", "SECRET"],
            &["secret", "show", "SECRET"],
            &["decode", "a.b.c", "--now", "SECRET"],
            &["key", "public", "SECRET"],
            &["get", "--SECRET"],
            &["SECRET"],
        ] {
            let words: Vec<_> = words.iter().map(|word| word.replace("SECRET", secret)).collect();
            for form in [&[][..], &["--json"]] {
                let assert = sandbox.mcp_token(&words).args(form).assert().failure();
                let said = stdout(&assert) + &stderr(&assert);
                assert!(said.contains("error") && !said.contains(secret), "{words:?}: {said}");
            }
        }
    }
    sandbox
        .mcp_token(["verify", &format!("@{KEY}")])
        .assert()
        .code(1)
        .stdout("")
        .stderr("error: cannot open `...`\ncaused by: No such file or directory (os error 2)\n");
}

/// A part of a hint is none: it would be about another file.
#[test]
fn a_hint_that_cannot_be_shown_whole_is_not_given() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    for (folder, hint) in [(&KEY[..40], true), (KEY, false)] {
        fs::create_dir(sandbox.path(folder)).unwrap();
        let file = format!("{folder}/s");
        sandbox.file(&file, KEY);
        fs::set_permissions(sandbox.path(&file), fs::Permissions::from_mode(0o644)).unwrap();
        for form in [&[][..], &["--json"]] {
            let words = ["encode", "--sub", "a", "--secret-file", &file];
            let assert = sandbox.mcp_token(words).args(form).assert().failure();
            let said = stdout(&assert) + &stderr(&assert);
            assert_eq!(said.contains("chmod 600"), hint, "{said}");
        }
    }
}

#[test]
fn github_keeps_its_variables_and_those_of_the_system() {
    let keeper = Keeper::exai();
    keeper.sandbox.file("github.env", "");
    let get = |name: &str| {
        keeper.run_with(&["get", "-o", "github", "--var", name], |command| {
            command.env("GITHUB_ENV", "github.env")
        })
    };
    for name in
        ["PATH", "Path", "HOME", "GITHUB_ENV", "GITHUB_TOKEN", "RUNNER_TEMP", "LD_PRELOAD", "NODE_OPTIONS"]
    {
        get(name).code(2).stdout("").stderr(format!(
            "error: GitHub or the system has `{name}` for itself, expected a name for a token\n\
             hint: use --var JWT_TOKEN\n"
        ));
        assert_eq!(keeper.sandbox.read("github.env"), "");
    }
    for name in ["JWT_TOKEN", "MY_PATH", "GITHUBTOKEN", "GITHUB_JWT_TOKEN", "PYTHON_TOOLS_JWT_TOKEN"] {
        get(name).code(0).stderr("");
    }
    // The profile's own variable is no other.
    keeper.set(&["exai", "--var", "PATH"]);
    let before = keeper.sandbox.read("github.env");
    keeper
        .run_with(&["get", "-o", "github"], |command| command.env("GITHUB_ENV", "github.env"))
        .code(2)
        .stdout("");
    assert_eq!(keeper.sandbox.read("github.env"), before);
}

/// A runner, a shell and a reader of a `.env` file take what follows for something else.
#[test]
fn a_secret_with_a_line_break_or_nul_is_written_for_nobody() {
    for (end, what) in [("\0", "NUL"), ("\nX", "a line break"), ("\n\0", "NUL")] {
        let keeper = Keeper::new();
        keeper.sandbox.file("s", format!("{KEY}{end}"));
        keeper.sandbox.file("github.env", "");
        keeper.run(&["secret", "set", "odd", "--store", "file", "--secret-file", "s"]).code(0);
        for (form, to_be) in [("github", "masked"), ("env", "written for a shell")] {
            let show = ["secret", "show", "odd", "--reveal", "-o", form, "--var", "ODD"];
            keeper
                .run_with(&show, |command| command.env("GITHUB_ENV", "github.env"))
                .code(2)
                .stdout("")
                .stderr(format!("error: a value with {what} cannot be {to_be}\n"));
        }
        assert_eq!(keeper.sandbox.read("github.env"), "");
    }
}

#[test]
fn a_number_and_a_lifetime_say_what_is_wanted() {
    let encode = |flag: &str, value: &str| {
        let sandbox = Sandbox::new();
        sandbox.file("s", KEY);
        sandbox.mcp_token(["encode", "--secret-file", "s", "--sub", "a", flag, value]).assert()
    };
    for (value, found) in
        [("abc", "another text"), ("", "nothing"), ("9223372036854775808", "a number of more than 64 bits")]
    {
        encode("--quota", value).code(2).stdout("").stderr(format!(
            "error: `--quota`: found {found}, expected a whole number, as in 1000\n\
             hint: mcp-token encode --help\n"
        ));
    }
    encode("--quota", "9223372036854775807").code(0).stderr("");
    encode("--ttl", "0").code(2).stdout("").stderr("error: `--ttl`: `0` has no unit (s, m, h, d)\n");
    // The days of a year, and more than them.
    for (number, hint) in [("5", ""), ("366", ""), ("367", "hint: use --ttl 367s\n")] {
        let said = format!("error: `--ttl`: `{number}` has no unit (s, m, h, d)\n{hint}");
        encode("--ttl", number).code(2).stdout("").stderr(said);
    }
    encode("--ttl", "367s").code(0).stderr("");
}

/// What stands in a value stays there: a client that would put something else in its place is not given it.
#[test]
fn what_a_client_would_fill_in_is_refused() {
    let keeper = exai();
    let started = ["--name", "x", "--command", "calc"];
    for (client, title, before, flag, value, place, form) in [
        ("crush", "Crush", &[][..], "--header", "X-A: $(id)", "header `X-A`", "$(COMMAND)"),
        ("gemini", "Gemini CLI", &started, "--env", "P=pa$word", "variable `P`", "$NAME"),
        ("opencode", "OpenCode", &started, "--arg", "{file:/etc/passwd}", "argument 1", "{file:PATH}"),
        ("zed", "Zed", &[], "--header", "X-A: ${B}", "header `X-A`", "${NAME}"),
        ("cursor", "Cursor", &[], "--header", "X-A: ${env:B}", "header `X-A`", "${env:NAME}"),
    ] {
        let words = [&[client], before, &[flag, value]].concat();
        install(&keeper, &words).code(2).stdout("").stderr(format!(
            "error: the {place} is taken as it stands, and {title} puts something else in the place of `{form}` there\n"
        ));
        assert!(keeper.sandbox.names().is_empty());
    }
    // In the forms of others it stays.
    for words in [
        ["cursor", "--header", "X-A: $(id) ${B} $C"].as_slice(),
        &["gemini", "--name", "x", "--command", "calc", "--env", "P=pa$$5 {file:x}"],
        &["gemini", "--name", "y", "--command", "calc", "--env", "P=${HOME}"],
    ] {
        install(&keeper, words).code(0).stdout("");
    }
}
