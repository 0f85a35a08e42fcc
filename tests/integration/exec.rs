//! `mcp-token exec`

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::keeper::{Keeper, now};
use crate::sandbox::{SECRET, claims_of, line, stderr, stdout};

fn sh(script: &str) -> [&str; 4] {
    ["--", "sh", "-c", script]
}

#[test]
fn the_token_is_in_the_variable_of_the_profile() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    let print = |args: &[&str], script: &str| {
        line(&keeper.run(&[&["exec", "exai"], args, &sh(script)].concat()).code(0).stderr(""))
    };
    assert_eq!(print(&[], "echo $EXAI_JWT_TOKEN,$MCP_TOKEN_PROFILE"), format!("{token},exai"));
    assert_eq!(print(&["--var", "T"], "echo $T,$EXAI_JWT_TOKEN"), format!("{token},"));
    assert_eq!(print(&["--header-var", "H"], "echo $H,$EXAI_JWT_TOKEN"), format!("Bearer {token},{token}"));
    keeper.set(&["exai", "--header", "X-Api-Key"]);
    assert_eq!(print(&["--header-var", "H"], "echo $H"), token);
}

#[test]
fn the_only_profile_need_not_be_named() {
    let keeper = Keeper::exai();
    keeper.run(&[&["exec"][..], &sh("echo $MCP_TOKEN_PROFILE")].concat()).code(0).stdout("exai\n").stderr("");
    keeper
        .run(&["exec", "other", "--", "true"])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile `other`\nhint: mcp-token list\n");
}

#[test]
fn a_server_without_a_header_has_no_header_variable() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--header", "none"]);
    keeper
        .run(&["exec", "--header-var", "H", "--", "echo", "run"])
        .code(2)
        .stdout("")
        .stderr("error: the profile's server takes its token in no header\n");
}

#[test]
fn a_kept_secret_goes_into_a_variable() {
    let keeper = Keeper::exai();
    let secret = line(&keeper.run(&["secret", "show", "exai", "--reveal"]).code(0));
    keeper
        .run_with(&["secret", "set", "api", "--store", "file", "--secret-file", "-"], |command| {
            command.write_stdin(SECRET)
        })
        .code(0);
    let args = ["exec", "--secret-var", "JWT_SECRET=exai", "--secret-var", "API=api"];
    keeper
        .run(&[&args[..], &sh("echo $JWT_SECRET $API")].concat())
        .code(0)
        .stdout(format!("{secret} {SECRET}\n"))
        .stderr("");
    keeper
        .run(&["exec", "--secret-var", "A=none", "--", "echo", "run"])
        .code(6)
        .stdout("")
        .stderr("error: no secret `none` is kept\nhint: mcp-token secret list\n");
    let assert = keeper.run(&["exec", "--secret-var", "api", "--", "true"]).code(2).stdout("");
    assert_eq!(stderr(&assert), "error: `--secret-var`: VAR=NAME is wanted\nhint: mcp-token exec --help\n");
}

#[test]
fn what_holds_a_key_is_taken_out_of_the_environment() {
    let keeper = Keeper::new();
    keeper.sandbox.file(".env", format!("DOTENV_KEY={SECRET}\n"));
    let run = |args: &[&str]| {
        keeper.run_with(args, |command| {
            command
                .env("KEY", SECRET)
                .env("DOTENV_KEY", SECRET)
                .env("DOTENV_KEY_PREVIOUS", "old")
                .env("OTHER", "stays")
        })
    };
    run(&["profile", "set", "env", "--secret-from", "env:KEY", "--store", "none"]).code(0);
    run(&["profile", "set", "dotenv", "--secret-from", "dotenv:.env:DOTENV_KEY", "--store", "none"]).code(0);
    let import = ["profile", "import", "lives", "--env-file", ".env", "--secret-var", "DOTENV_KEY"];
    run(&[&import[..], &["--store", "file"]].concat()).code(0);
    let names = |profile: &str| stdout(&run(&["exec", profile, "--", "env"]).code(0).stderr(""));
    let has = |text: &str, name: &str| text.lines().any(|line| line.starts_with(&format!("{name}=")));
    let env = names("env");
    assert!(!has(&env, "KEY") && has(&env, "OTHER") && has(&env, "ENV_JWT_TOKEN"), "{env}");
    for profile in ["dotenv", "lives"] {
        let (env, token) = (names(profile), format!("{}_JWT_TOKEN", profile.to_uppercase()));
        assert!(!has(&env, "DOTENV_KEY") && !has(&env, "DOTENV_KEY_PREVIOUS"), "{env}");
        assert!(has(&env, "OTHER") && has(&env, &token), "{env}");
    }
}

#[test]
fn ends_like_the_program() {
    let keeper = Keeper::exai();
    for (script, code) in [("exit 0", 0), ("exit 1", 1), ("exit 42", 42), ("exit 255", 255)] {
        keeper.run(&[&["exec"][..], &sh(script)].concat()).code(code).stdout("").stderr("");
    }
    let assert = keeper.run(&[&["exec"][..], &sh("kill -TERM $$")].concat()).interrupted();
    let status = assert.get_output().status;
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
}

#[test]
fn stdin_and_both_streams_are_the_programs() {
    let keeper = Keeper::exai();
    keeper
        .run_with(&[&["exec"][..], &sh("cat; echo said >&2")].concat(), |command| command.write_stdin("a\nb"))
        .code(0)
        .stdout("a\nb")
        .stderr("said\n");
}

#[test]
fn a_program_that_is_not_there_is_127_and_one_that_cannot_be_run_126() {
    let keeper = Keeper::exai();
    for missing in ["no-such-program", "./no-such-program", "/no/such/program"] {
        keeper
            .run(&["exec", "--", missing])
            .code(127)
            .stdout("")
            .stderr(format!("error: there is no program `{missing}`\n"));
    }
    keeper.sandbox.file("text", "text");
    keeper
        .run(&["exec", "--", "./text"])
        .code(126)
        .stdout("")
        .stderr("error: cannot run `./text`: Permission denied (os error 13)\n");
}

#[test]
fn no_token_is_made_for_a_program_that_is_not_there() {
    let keeper = Keeper::exai();
    keeper.run(&["exec", "--", "no-such-program"]).code(127);
    keeper.run(&["get", "--no-refresh"]).code(6).stdout("");
}

#[test]
fn a_name_is_never_found_in_the_current_directory() {
    let keeper = Keeper::exai();
    keeper.sandbox.file_with_mode("tool", "#!/bin/sh\necho checkout\n", 0o700);
    symlink("/bin/echo", keeper.sandbox.path("link")).unwrap();
    let here = keeper.sandbox.path(".");
    for path in [".", "", here.to_str().unwrap(), here.canonicalize().unwrap().to_str().unwrap()] {
        for name in ["tool", "link"] {
            keeper
                .run_with(&["exec", "--", name], |command| command.env("PATH", path))
                .code(127)
                .stdout("")
                .stderr(format!("error: there is no program `{name}`\n"));
        }
    }
    // Nor where a folder elsewhere holds a link into it.
    let folder = keeper.sandbox.home("programs");
    fs::create_dir(&folder).unwrap();
    symlink(keeper.sandbox.path("tool"), folder.join("tool")).unwrap();
    keeper
        .run_with(&["exec", "--", "tool"], |command| command.env("PATH", &folder))
        .code(127)
        .stdout("")
        .stderr("error: there is no program `tool`\n");
    keeper.run(&["exec", "--", "./tool"]).code(0).stdout("checkout\n").stderr("");
}

#[test]
fn a_program_that_looks_at_its_own_name_sees_the_one_it_was_called_by() {
    let keeper = Keeper::exai();
    let folder = keeper.sandbox.home("programs");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("multi"), "#!/bin/sh\nbasename \"$0\"\n").unwrap();
    fs::set_permissions(folder.join("multi"), fs::Permissions::from_mode(0o700)).unwrap();
    symlink("multi", folder.join("tool")).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    keeper
        .run_with(&["exec", "--", "tool"], |command| command.env("PATH", path))
        .code(0)
        .stdout("tool\n")
        .stderr("");
}

#[test]
fn does_not_nest_unless_that_is_asked_for() {
    let keeper = Keeper::exai();
    let program = env!("CARGO_BIN_EXE_mcp-token");
    keeper
        .run(&["exec", "--", program, "exec", "--", "echo", "run"])
        .code(2)
        .stdout("")
        .stderr("error: this already runs inside `mcp-token exec exai`\nhint: add --nested\n");
    keeper
        .run(&["exec", "--", program, "exec", "--nested", "--", "echo", "run"])
        .code(0)
        .stdout("run\n")
        .stderr("");
    let token = keeper.get(&[]);
    keeper.run(&["exec", "--", program, "get"]).code(0).stdout(token + "\n").stderr("");
}

#[test]
fn warns_of_a_token_that_is_shorter_than_expected() {
    let keeper = Keeper::exai();
    keeper.run(&["exec", "--expect", "24h", "--", "true"]).code(0).stdout("").stderr("");
    keeper
        .run(&["exec", "--force-new", "--expect", "25h", "--", "echo", "run"])
        .code(0)
        .stdout("run\n")
        .stderr("warning: the token lives for 24 h, the program expects 25 h\n");
    keeper.relearn("exai", "expires-at", now() + 7200 + 30);
    let assert = keeper.run(&["exec", "--expect", "3h", "--", "true"]).code(0);
    assert!(stderr(&assert).starts_with("warning: the token lives for 2 h, the program expects 3 h"));
}

#[test]
fn life_is_asked_for_as_with_get() {
    let keeper = Keeper::exai();
    keeper.run(&["exec", "--min-ttl", "25h", "--", "echo", "run"]).code(5).stdout("").stderr(
        "error: profile `exai`: 25 h of life are asked for, a token has 24 h\nhint: mcp-token profile set exai --ttl 25h\n",
    );
    keeper
        .run(&["exec", "--no-refresh", "--", "echo", "run"])
        .code(6)
        .stdout("")
        .stderr("error: profile `exai`: no token is kept\nhint: mcp-token get exai\n");
    let token = keeper.get(&[]);
    let new =
        line(&keeper.run(&[&["exec", "--force-new"][..], &sh("echo $EXAI_JWT_TOKEN")].concat()).code(0));
    assert_ne!(new, token);
    assert!(claims_of(&new).contains("agent_001"));
    assert_eq!(keeper.get(&[]), new);
    let assert = keeper.run(&["exec", "-v", "--", "true"]).code(0).stdout("");
    assert_eq!(keeper.said(&assert), "profile: `exai`, the only one\nkept token, expires <instant>\n");
}

#[test]
fn a_variable_holds_one_thing() {
    let keeper = Keeper::exai();
    for clash in [&["--var", "A", "--header-var", "A"][..], &["--var", "A", "--secret-var", "A=exai"]] {
        keeper
            .run(&[&["exec", "exai"], clash, &["--", "true"]].concat())
            .code(2)
            .stdout("")
            .stderr("error: the variable `A` is to hold two things\n");
    }
    // What nobody names is filled too: the profile's own variable, and the mark.
    for (clash, variable) in [
        (&["--header-var", "EXAI_JWT_TOKEN"][..], "EXAI_JWT_TOKEN"),
        (&["--secret-var", "EXAI_JWT_TOKEN=exai"], "EXAI_JWT_TOKEN"),
        (&["--secret-var", "MCP_TOKEN_PROFILE=exai"], "MCP_TOKEN_PROFILE"),
        (&["--var", "MCP_TOKEN_PROFILE"], "MCP_TOKEN_PROFILE"),
    ] {
        keeper
            .run(&[&["exec", "exai"], clash, &["--", "true"]].concat())
            .code(2)
            .stdout("")
            .stderr(format!("error: the variable `{variable}` is to hold two things\n"));
    }
    let moved = ["exec", "exai", "--var", "B", "--header-var", "EXAI_JWT_TOKEN", "--", "true"];
    keeper.run(&moved).code(0).stdout("");
}

/// A kept key of a server that knows no JWT: shorter than HS256 would have it.
fn api_key() -> Keeper {
    let keeper = Keeper::new();
    keeper.sandbox.file("key", "TEST-PRIVATE-key-20c");
    let set = ["secret", "set", "calc-key", "--secret-file", "key", "--store", "file"];
    keeper
        .run(&set)
        .code(2)
        .stdout("")
        .stderr("error: the secret in `key` is 20 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
    let assert = keeper.run(&[&set[..], &["--allow-weak-secret"]].concat()).code(0).stdout("");
    let kid = keeper.kid("calc-key", "active");
    assert_eq!(stderr(&assert), format!("kept the secret `calc-key` in an encrypted file: kid {kid}\n"));
    keeper
}

const HAND_ON: [&str; 4] = ["exec", "--no-token", "--secret-var", "CALCULATOR_API_KEY=calc-key"];

#[test]
fn a_server_that_needs_a_kept_secret_only_needs_no_profile() {
    let keeper = api_key();
    let env = stdout(&keeper.run(&[&HAND_ON[..], &["--", "env"]].concat()).code(0).stderr(""));
    assert_eq!(env.matches("CALCULATOR_API_KEY=TEST-PRIVATE-key-20c\n").count(), 1, "{env}");
    assert!(!env.contains("JWT") && !env.contains("MCP_TOKEN"), "{env}");
    assert_eq!(keeper.config(), "", "no profile was made");
    assert!(!keeper.files().keys().any(|path| path.contains("/tokens/")), "no token was made");
    // A profile that is there is not asked for a token.
    keeper.set(&["exai", "--preset", "exai", "--secret-from", "new", "--store", "file"]);
    let env = stdout(&keeper.run(&[&HAND_ON[..], &["--", "env"]].concat()).code(0).stderr(""));
    assert!(env.contains("CALCULATOR_API_KEY=") && !env.contains("JWT"), "{env}");
    keeper.run(&["get", "--no-refresh"]).code(6);
    // What it runs may take a token for something else.
    let inner =
        [env!("CARGO_BIN_EXE_mcp-token"), "exec", "exai", "--", "sh", "-c", "echo $CALCULATOR_API_KEY"];
    keeper.run(&[&HAND_ON[..], &["--"], &inner].concat()).code(0).stdout("TEST-PRIVATE-key-20c\n").stderr("");
}

#[test]
fn without_a_token_nothing_is_said_of_one() {
    let keeper = api_key();
    for (flags, name) in [
        (&["--var", "T"][..], "--var"),
        (&["--header-var", "H"], "--header-var"),
        (&["--expect", "1h"], "--expect"),
        (&["--min-ttl", "1h"], "--min-ttl"),
        (&["--no-refresh"], "--no-refresh"),
        (&["--force-new"], "--force-new"),
        (&["exai"], "[PROFILE]"),
    ] {
        let assert = keeper.run(&[&HAND_ON[..], flags, &["--", "echo", "run"]].concat()).code(2).stdout("");
        let said = stderr(&assert);
        assert!(
            said.starts_with("error: `--no-token` does not go with `") && said.contains(name),
            "{flags:?}: {said}"
        );
        assert!(said.ends_with("\nhint: mcp-token exec --help\n"), "{said}");
    }
    keeper
        .run(&["exec", "--no-token", "--", "echo", "run"])
        .code(2)
        .stdout("")
        .stderr("error: `--secret-var <VAR=NAME>` is missing\nhint: mcp-token exec --help\n");
    keeper
        .run(&["exec", "--no-token", "--secret-var", "A=other", "--", "echo", "run"])
        .code(6)
        .stdout("")
        .stderr("error: no secret `other` is kept\nhint: mcp-token secret list\n");
    keeper.run(&[&HAND_ON[..], &["--", "no-such-program"]].concat()).code(127).stdout("");
}

#[test]
fn what_no_variable_can_hold_is_refused() {
    let keeper = Keeper::new();
    for (name, content) in [("nul", &b"TEST-PRIVATE\0-0123456789abcdefghij"[..]), ("bytes", &[0xff; 33])] {
        keeper.sandbox.file(name, content);
        let set = ["secret", "set", name, "--secret-file", name, "--store", "file", "--allow-weak-secret"];
        keeper.run(&set).code(0);
        keeper
            .run(&["exec", "--no-token", "--secret-var", &format!("A={name}"), "--", "echo", "run"])
            .code(2)
            .stdout("")
            .stderr(format!("error: the secret `{name}` is not text, a variable cannot hold it\n"));
    }
}

#[test]
fn a_program_of_the_current_directory_that_is_passed_over_is_told() {
    let keeper = Keeper::exai();
    keeper.sandbox.file_with_mode("tool", "#!/bin/sh\necho checkout\n", 0o700);
    let folder = keeper.sandbox.home("programs");
    fs::create_dir(&folder).unwrap();
    symlink("/bin/echo", folder.join("tool")).unwrap();
    let here = keeper.sandbox.path(".").canonicalize().unwrap();
    let run =
        |path: String| keeper.run_with(&["exec", "--", "tool", "run"], |command| command.env("PATH", path));
    run(format!("{}:{}", here.display(), folder.display()))
        .code(0)
        .stdout("run\n")
        .stderr("warning: a `tool` of the current directory is passed over; its path runs it\n");
    run(format!("{}:{}", folder.display(), here.display())).code(0).stdout("run\n").stderr("");
}

#[test]
fn a_key_that_is_no_signing_secret_can_be_replaced() {
    let keeper = api_key();
    keeper.sandbox.file("next", "TEST-PRIVATE-key-20d");
    let rotate = ["secret", "rotate", "calc-key", "--now", "--secret-file", "next"];
    keeper
        .run(&rotate)
        .code(2)
        .stdout("")
        .stderr("error: the secret in `next` is 20 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
    let weak = [&rotate[..], &["--allow-weak-secret"]].concat();
    keeper.run(&weak).code(0).stdout("");
    let args = [&HAND_ON[..], &sh("echo $CALCULATOR_API_KEY")].concat();
    keeper.run(&args).code(0).stdout("TEST-PRIVATE-key-20d\n").stderr("");
    let kid = keeper.kid("calc-key", "active");
    keeper.run(&weak).code(2).stdout("").stderr(format!(
        "error: that is no new secret: it is kid {kid} of `calc-key`, which signs now\n\
         hint: mcp-token secret rotate calc-key\n"
    ));
}
