//! What was wrong once and must not be again.

use serde_json::Value;

use crate::sandbox::*;

#[test]
fn refresh_makes_no_dead_token() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    let refuses = |args: &[&str], message: &str| {
        sandbox
            .at_noon(["refresh", &old])
            .args(args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    };
    refuses(&["--ttl", "0s"], "`--ttl` must be longer than nothing");
    refuses(&["--set", "exp=1795176000"], "`exp` lies in the past: 2026-11-20 12:00:00 UTC (now)");
    refuses(&["--set", "exp:=1"], "`exp` lies in the past: 1970-01-01 00:00:01 UTC (20777 d 11 h ago)");
    refuses(&["--set", "exp:=\"x\""], "`exp` must be a number of seconds, found a string");
}

#[test]
fn hints_to_use_another_flag_do_when_it_stands_in_the_place_of_the_first() {
    for args in [
        &["--exp", "24h"][..],
        &["--exp=3600"],
        &["--ttl", "3600"],
        &["--nbf", "1h"],
        &["--exp", "1795262400000"],
        &["--backdate", "500"],
    ] {
        let sandbox = Sandbox::new();
        let assert = sandbox.at_noon(["encode", "{}"]).args(args).assert().code(2).stdout("");
        let hint = hint(&assert);
        let flag =
            hint.strip_prefix("use ").expect("a flag to use").split(" instead of ").next().expect("a flag");
        let words = flag
            .split_once(' ')
            .map(|(flag, value)| [flag, value.trim_matches('\'')])
            .expect("a flag and its value");
        sandbox.at_noon(["encode", "{}"]).args(words).assert().code(0).stderr("");
    }
}

#[test]
fn several_suggestions_are_no_command() {
    let sandbox = Sandbox::new();
    let assert = sandbox.mcp_token(["decoed"]).assert().code(2).stdout("");
    assert_eq!(hint(&assert), "mcp-token decode");
    let assert = sandbox.at_noon(["encode", "{}", "--set", "a=b"]).assert().code(2).stdout("");
    assert_eq!(hint(&assert), "mcp-token encode --help");
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
fn refresh_warns_like_encode() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    sandbox
        .at_noon(["refresh", &old, "--ttl", "60d"])
        .assert()
        .code(0)
        .stderr("warning: it lives 60 d, more than 30 days\n");
}

#[test]
fn refresh_refuses_two_values_for_one_claim() {
    let sandbox = Sandbox::new();
    let old = mint_claims(r#"{"sub":"a","iat":1795172400,"exp":1795179600}"#);
    sandbox
        .at_noon(["refresh", &old, "--set", "role=a", "--set", "role=b"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the claim `role` is given twice with different values\n");
}

#[test]
fn a_scope_or_role_of_the_wrong_type_is_one_reason() {
    for (claims, args, row) in [
        (
            r#"{"scope":["a"],"exp":1795179600}"#,
            ["--scope", "a"],
            "scope       FAIL  `scope` must be a string, found a list",
        ),
        (
            r#"{"role":1,"exp":1795179600}"#,
            ["--role", "a"],
            "role        FAIL  `role` must be a string or a list of strings, found a number",
        ),
    ] {
        Sandbox::new()
            .at_noon(["verify", &mint_claims(claims)])
            .args(args)
            .assert()
            .code(4)
            .stderr("")
            .stdout(format!(
                "REFUSED  1 reason\n  signature   ok    HS256, secret `SECRET` (36fca905)\n  \
                 expires     ok    2026-11-20 13:00:00 UTC (in 1 h)\n  {row}\n"
            ));
    }
}

#[test]
fn the_hint_at_a_public_key_is_of_use_where_it_is_given() {
    let sandbox = Sandbox::new();
    sandbox.file("public.jwk", ED25519_PUBLIC);
    let assert =
        sandbox.mcp_token(["encode", "{}", "--secret-file", "public.jwk"]).assert().code(2).stdout("");
    assert!(!stderr(&assert).contains("hint: use --key FILE instead"), "a public key cannot sign");
}

#[test]
fn a_secret_does_not_go_silently_into_a_file_that_others_can_read() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode(".env", "A=1\n", 0o644);
    let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    assert!(
        stderr(&assert).starts_with("warning: .env can be read by others (mode 0644)"),
        "{}",
        stderr(&assert)
    );
}

#[test]
fn a_private_key_in_a_work_tree_that_does_not_ignore_it_is_told() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    let assert = sandbox.mcp_token(["key", "new", "--out", "private.pem"]).assert();
    assert!(stderr(&assert).contains("git does not ignore private.pem"), "{}", stderr(&assert));
}

#[test]
fn quota_and_sub_have_their_types() {
    for (claim, message) in [
        ("quota:=\"many\"", "`quota` must be an integer, found a string"),
        ("sub:=1", "`sub` must be a string, found a number"),
    ] {
        Sandbox::new()
            .at_noon(["encode", "--claim", claim])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    }
}

#[test]
fn a_token_of_more_than_a_mebibyte_has_exit_code_3_from_a_file_too() {
    let sandbox = Sandbox::new();
    sandbox.file("big", "a".repeat(1_100_000));
    let assert = sandbox.mcp_token(["decode", "@big", "--json"]).assert().code(3);
    let report: Value = serde_json::from_str(&line(&assert)).unwrap();
    assert_eq!(report["error"]["code"], "too_large");
}

#[test]
fn a_ttl_beyond_the_calendar_is_refused() {
    for ttl in ["300000y", "9999999999999999999s"] {
        let assert = Sandbox::new().at_noon(["encode", "{}", "--ttl", ttl]).assert().code(2).stdout("");
        assert!(stderr(&assert).starts_with("error: `--ttl`"), "{}", stderr(&assert));
    }
}

#[test]
fn exactly_max_expired_ago_is_not_longer_ago() {
    let exp = NOON_UNIX - 7 * DAY;
    let old = mint_claims(&format!(r#"{{"iat":{},"exp":{exp}}}"#, exp - DAY));
    Sandbox::new().at_noon(["refresh", &old]).assert().code(0).stderr("");
}

#[test]
fn milliseconds_hide_no_false_verdict_on_the_order() {
    let token = mint_claims(r#"{"iat":1795176000000,"exp":1795262400}"#);
    let text = stdout(&Sandbox::new().decode(&token, [] as [&str; 0]));
    assert!(!text.contains("exp_before_iat"), "{text}");
}

#[test]
fn sentences_are_grammar() {
    let sandbox = Sandbox::new();
    let says = |args: &[&str], code: i32, message: &str| {
        sandbox.at_noon(args).assert().code(code).stdout("").stderr(format!("error: {message}\n"));
    };
    says(&["encode", "[]"], 2, "the claims set is a list, expected a JSON object");
    says(&["encode", r#"{"a":1,"a":2}"#], 2, "the claims set has the name `a` twice in one object");
    says(
        &["encode", "--claim", r#"a:={"b":1,"b":2}"#],
        2,
        "the value of `a` has the name `b` twice in one object",
    );
    says(
        &["encode", "{}", "--header", "alg=none"],
        2,
        "the header parameter `alg` is given twice with different values",
    );
    let token = mint("[]", "{}");
    sandbox
        .decode(&token, [] as [&str; 0])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: its header is a list, expected a JSON object\n");
    sandbox.mcp_token(["encode", "{}"]).assert().code(8).stdout("").stderr(
        "error: a signing secret is needed, and there is no terminal to ask at: say --secret-file, --secret-env, --secret-name, --key or --profile\n",
    );
    sandbox.mcp_token(["encode", "{}", "--no-input"]).assert().code(8).stdout("").stderr(
        "error: a signing secret is needed, and `--no-input` forbids asking: say --secret-file, --secret-env, --secret-name, --key or --profile\n",
    );
}

#[test]
fn the_topic_on_the_environment_says_what_no_color_does() {
    let text = stdout(&Sandbox::new().mcp_token(["help", "environment"]).assert().code(0));
    assert!(!text.contains("NO_COLOR         no colour, whatever its value"), "an empty one changes nothing");
}

#[test]
fn a_directory_link_does_not_lead_a_secret_out_of_its_work_tree() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "project"]);
    std::os::unix::fs::symlink("..", sandbox.path("project/up")).unwrap();
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", "project/up/.env"]).assert().code(7).stdout("");
    assert!(stderr(&assert).starts_with("error: `project/up/.env` leads out of `"), "{}", stderr(&assert));
    assert!(!sandbox.path(".env").exists());
}

#[test]
fn a_repository_around_another_is_asked_too() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q", "outer"]);
    std::fs::create_dir(sandbox.path("outer/inner")).unwrap();
    sandbox.file("outer/inner/.env", "A=1\n");
    sandbox.git(["-C", "outer", "add", "inner/.env"]);
    sandbox.git(["-C", "outer/inner", "init", "-q"]);
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", "outer/inner/.env"]).assert().code(7).stdout("");
    assert!(stderr(&assert).starts_with("error: git tracks outer/inner/.env"), "{}", stderr(&assert));
    assert_eq!(sandbox.read("outer/inner/.env"), "A=1\n");
}

#[test]
fn what_a_kill_left_behind_is_swept_by_the_next_run() {
    let sandbox = Sandbox::new();
    for (left, files) in
        [("0", &[][..]), ("1", &["unfinished"]), ("2", &["unfinished", ".gitignore"]), ("3", &[".gitignore"])]
    {
        std::fs::create_dir(sandbox.path(&format!(".mcp-token-{left}.tmp"))).unwrap();
        for file in files {
            sandbox.file(&format!(".mcp-token-{left}.tmp/{file}"), "TEST");
        }
    }
    // None of these is ours.
    std::fs::create_dir(sandbox.path("elsewhere")).unwrap();
    sandbox.file("elsewhere/unfinished", "TEST");
    std::os::unix::fs::symlink("elsewhere", sandbox.path(".mcp-token-link.tmp")).unwrap();
    sandbox.file(".mcp-token-of-somebody-else", "TEST");
    sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    let left = [".env", ".mcp-token-link.tmp", ".mcp-token-of-somebody-else", "elsewhere"];
    assert_eq!(sandbox.names(), left);
    assert_eq!(sandbox.read("elsewhere/unfinished"), "TEST");
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
    // `/dev/full` stands for a stdout that does not take the mask.
    let full = format!(
        "GITHUB_ENV={} mcp-token encode '{{}}' --secret-env SECRET -o github >/dev/full",
        github.display()
    );
    sandbox.shell(&full).env("SECRET", SECRET).assert().code(1).stdout("");
    assert_eq!(sandbox.read("github"), format!("A=1\nJWT_TOKEN={token}\n"));
}

#[test]
fn a_new_expiry_does_not_forgive_the_old_one() {
    let old = mint_claims(r#"{"sub":"a","iat":1577836800,"exp":1577840400}"#);
    let sandbox = Sandbox::new();
    let assert = sandbox.at_noon(["refresh", &old, "--set", "exp=+1h"]).assert().code(5).stdout("");
    assert!(
        stderr(&assert)
            .starts_with("error: the token is refused and not renewed\ncaused by: expires: 2020-01-01")
    );
}

#[test]
fn setting_one_scope_claim_waives_no_demand_on_another() {
    let old = mint_claims(r#"{"scope":"read","iat":1795172400,"exp":1795179600}"#);
    let args = ["refresh", &old, "--scope", "admin", "--set", "permissions:=[]"];
    Sandbox::new()
        .at_noon(args)
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--scope` does not go with `--set permissions`\n");
}

#[test]
fn no_git_of_the_current_directory_is_run_by_whatever_path_it_is_found() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    sandbox.file_with_mode("git", "#!/bin/sh\ntouch marked\nexit 1\n", 0o755);
    let script = "PATH=/proc/self/cwd:$PATH mcp-token secret new --env-file .env";
    sandbox.shell(script).assert().code(0).stdout("");
    assert!(!sandbox.path("marked").exists());
}
