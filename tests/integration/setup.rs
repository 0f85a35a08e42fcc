//! `mcp-token setup` without questions.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use mcp_token::client::Client;
use serde_json::{Value, json};

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, Sandbox, claims_of, header_of, hint, line, stderr, stdout};

const FILES: &str = "encrypted files are used: no keychain: there is no session bus\n";

/// `setup --yes` with more flags.
fn yes<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["setup", "--yes"], more].concat()
}

#[test]
fn makes_a_working_profile_out_of_nothing() {
    let keeper = Keeper::new();
    let assert = keeper.run_with(&yes(&[]), |command| command.env("USER", "agent_001")).code(0);
    let token = line(&assert);
    assert!(claims_of(&token).starts_with(r#"{"sub":"agent_001","iat":"#), "{}", claims_of(&token));
    assert_eq!(
        keeper.said(&assert),
        format!(
            "{FILES}  expires  <instant>
  user     agent_001
  kept in  an encrypted file, opened by a key file
  shell    export JWT_TOKEN=$(mcp-token get default)
  server   mcp-token secret show default --reveal    (the server must know the new secret)
  again    mcp-token setup --yes --profile default --secret-from name:default --sub agent_001 --store file
"
        )
    );
    assert_eq!(
        keeper.config(),
        "# Profiles of mcp-token. No secret is in this file.

[profiles.default]
key = { name = \"default\" }
ttl = \"24h\"
store = \"file\"
claims = '{\"sub\":\"agent_001\"}'
"
    );
    assert_eq!(keeper.get(&[]), token);
    let verify = keeper.run(&["verify", &token, "--profile", "default"]).code(0);
    assert!(stdout(&verify).starts_with("VALID  agent_001, "), "{}", stdout(&verify));
}

/// The README's first chain, and what a client is told, twice, without a session bus.
#[test]
fn needs_nothing_but_a_home() {
    let keeper = Keeper::new();
    let chain = "JWT_TOKEN=$(mcp-token setup --yes)
        test \"$(mcp-token get)\" = \"$JWT_TOKEN\"
        export JWT_TOKEN=$(mcp-token get)
        mcp-token verify --profile default --token-env JWT_TOKEN
        mcp-token client print claude-code --url https://mcp.example.com/mcp >printed
        mcp-token profile set default --url https://mcp.example.com/mcp
        mcp-token client print claude-code";
    let bare = format!("env -i PATH=\"$PATH\" HOME=\"$HOME\" sh -euc '{chain}'");
    let (first, again) = (keeper.shell(&bare).code(0), keeper.shell(&bare).code(0));
    let (user, token) = (system_user(), keeper.get(&[]));
    for assert in [&first, &again] {
        let text = stdout(assert);
        assert!(text.starts_with(&format!("VALID  {user}, ")), "{text}");
        let entry: Value = serde_json::from_str(&text[text.find('{').unwrap()..]).unwrap();
        let helper = entry["mcpServers"]["default"]["headersHelper"].as_str().unwrap();
        let headers = keeper.shell(helper).code(0);
        let shown: Value = serde_json::from_str(&stdout(&headers)).unwrap();
        assert_eq!(shown, json!({ "Authorization": format!("Bearer {token}") }));
    }
    let card = format!(
        "{FILES}  expires  <instant>
  user     {user}
  kept in  an encrypted file, opened by a key file
  shell    export JWT_TOKEN=$(mcp-token get default)
"
    );
    assert!(keeper.said(&first).starts_with(&card), "{}", stderr(&first));
    assert!(keeper.said(&again).starts_with(card.strip_prefix(FILES).unwrap()), "{}", stderr(&again));
    assert!(claims_of(&token).starts_with(&format!(r#"{{"sub":"{user}","#)), "{}", claims_of(&token));
}

/// Who runs the tests, as the system knows it.
fn system_user() -> String {
    let output = std::process::Command::new("id").arg("-un").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn run_again_it_keeps_what_is_there_and_prints_its_token() {
    let keeper = Keeper::new();
    let token = line(&keeper.run(&yes(&["--sub", "a", "--quota", "5"])).code(0));
    let before = keeper.files();
    for more in [&[][..], &["--quota", "5"], &["--secret-from", "new"], &["--store", "file", "--ttl", "1d"]] {
        let assert = keeper.run(&yes(more)).code(0);
        assert_eq!(line(&assert), token, "{more:?}");
        assert!(!stderr(&assert).contains("  server "), "{more:?}");
        let keeps = "profile `default`: is there already, and keeps its secret\n";
        assert_eq!(stderr(&assert).starts_with(keeps), more.contains(&"new"), "{more:?} {}", stderr(&assert));
    }
    let mut after = keeper.files();
    after.retain(|path, _| !path.contains("/locks/"));
    assert!(after.iter().all(|(path, content)| before.get(path) == Some(content)));
}

#[test]
fn another_value_is_refused_and_the_hint_changes_it() {
    let keeper = Keeper::new();
    keeper.run(&yes(&["--sub", "a", "--ttl", "24h"])).code(0);
    let before = keeper.files();
    let assert = keeper.run(&yes(&["--sub", "b c", "--ttl", "24h", "--quota", "7"])).code(2).stdout("");
    assert_eq!(
        stderr(&assert),
        "error: the profile `default` is kept as it is, and says something else: `--sub`: a kept, b c here; \
         `--quota`: none kept, 7 here\nhint: mcp-token profile set default --sub 'b c' --quota 7\n"
    );
    assert_eq!(keeper.files(), before);
    keeper.shell(&hint(&assert)).code(0);
    let again = keeper.run(&yes(&["--sub", "b c", "--ttl", "24h", "--quota", "7"])).code(0);
    assert!(claims_of(&line(&again)).starts_with(r#"{"sub":"b c","quota":7,"#));
}

/// Where a token is kept does not show in what it says.
#[test]
fn another_store_is_another_value() {
    let keeper = Keeper::new();
    keeper.run(&yes(&["--sub", "a"])).code(0);
    let before = keeper.config();
    for (store, same) in [("file", true), ("none", false), ("keychain", false)] {
        let assert = keeper.run(&yes(&["--store", store])).code(if same { 0 } else { 2 });
        let refused = format!(
            "error: the profile `default` is kept as it is, and says something else: `--store`: file kept, {store} here\n\
             hint: mcp-token profile set default --store {store}\n"
        );
        assert_eq!(stderr(&assert) == refused, !same, "{}", stderr(&assert));
    }
    assert_eq!(keeper.config(), before);
    let assert = keeper.run(&yes(&["--store", "none"])).code(2).stdout("");
    keeper.shell(&hint(&assert)).code(0);
    keeper.run(&yes(&["--store", "none"])).code(0);
    keeper.run(&yes(&["--store", "file"])).code(2);
}

/// What a client sends is what its variable holds.
#[test]
fn two_profiles_of_one_preset_have_a_variable_each() {
    let keeper = Keeper::new();
    let exai = |name: &'static str, more: &[&'static str]| {
        keeper.run(
            &[&yes(&["--profile", name, "--preset", "exai", "--sub", "a", "--store", "file"]), more].concat(),
        )
    };
    let variable = |name: &str| {
        let json = line(&keeper.run(&["profile", "show", name, "--json"]).code(0));
        serde_json::from_str::<Value>(&json).unwrap()["variable"].as_str().unwrap().to_owned()
    };
    assert!(!stderr(&exai("one", &[]).code(0)).contains("takes"));
    let assert = exai("two", &[]).code(0);
    let said = stderr(&assert);
    assert!(
        said.starts_with("profile `one` has the variable `EXAI_JWT_TOKEN`: `two` takes `TWO_JWT_TOKEN`\n"),
        "{said}"
    );
    assert!(said.contains("  shell    export TWO_JWT_TOKEN=$(mcp-token get two)\n"), "{said}");
    assert_eq!((&*variable("one"), &*variable("two")), ("EXAI_JWT_TOKEN", "TWO_JWT_TOKEN"));
    // Once more, and the line that does it again.
    assert_eq!(line(&exai("two", &[]).code(0)), line(&assert));
    let again = said.lines().find_map(|line| line.strip_prefix("  again    ")).unwrap();
    assert_eq!(line(&keeper.shell(again).code(0)), line(&assert));

    let warned = |name: &str| {
        format!(
            "warning: the variable `{name}` is that of profile `one` too: a client that reads it may send one server the \
             token of the other\n"
        )
    };
    let assert = exai("three", &["--var", "EXAI_JWT_TOKEN"]).code(0);
    assert!(stderr(&assert).starts_with(&warned("EXAI_JWT_TOKEN")), "{}", stderr(&assert));
    assert_eq!(variable("three"), "EXAI_JWT_TOKEN");
    assert!(!stderr(&exai("three", &["--var", "EXAI_JWT_TOKEN"]).code(0)).contains("warning"));
    assert!(!stderr(&exai("four", &["--var", "FOUR"]).code(0)).contains("variable"));

    let set = ["four", "--var", "EXAI_JWT_TOKEN"];
    assert!(stderr(&keeper.set(&set)).starts_with(&warned("EXAI_JWT_TOKEN")));
    assert_eq!(stderr(&keeper.set(&set)), "profile `four`: stays as it is\n", "it has it already");
    let said = stderr(&keeper.set(&["five", "--preset", "exai", "--secret-from", "new", "--store", "file"]));
    assert!(
        said.starts_with("profile `one` has the variable `EXAI_JWT_TOKEN`: `five` takes `FIVE_JWT_TOKEN`\n")
    );
    // Its own by its name, and taken.
    let said = stderr(&keeper.set(&["exai", "--secret-from", "new", "--store", "file"]));
    let other = "profile `one` has the variable `EXAI_JWT_TOKEN`: `exai` takes `EXAI_2_JWT_TOKEN`\n";
    assert!(said.starts_with(other), "{said}");

    keeper.sandbox.file(".env", format!("JWT_SECRET={SECRET}\n"));
    let import = ["profile", "import", "six", "--env-file", ".env", "--secret-var", "JWT_SECRET"];
    let assert = keeper.run(&[&import[..], &["--preset", "exai", "--store", "file"]].concat()).code(0);
    assert!(stderr(&assert).starts_with("profile `one` has the variable `EXAI_JWT_TOKEN`: `six` takes "));
    assert_eq!(variable("six"), "SIX_JWT_TOKEN");
}

#[test]
fn a_profile_of_a_preset_takes_its_own_tokens() {
    let keeper = Keeper::new();
    let without: &[&str] = &["--unset", "iss", "--unset", "aud", "--unset", "quota", "--no-iat"];
    for (preset, more) in [
        ("exai", without),
        ("exai", &["--quota", "1"]),
        ("dhafnck", &["--unset", "scopes"]),
        ("dhafnck", &["--scope-claim", "scopes", "--scope", "mcp:access"]),
        ("calculator", &["--unset", "permissions"]),
    ] {
        let setup = yes(&[&["--preset", preset, "--sub", "a", "--store", "none"], more].concat());
        let token = line(&keeper.run(&setup).code(0));
        let verify = keeper.run(&["verify", &token, "--profile", "default"]).code(0);
        assert!(stdout(&verify).starts_with("VALID  a"), "{more:?}: {}", stdout(&verify));
        keeper.run(&setup).code(0);
        keeper.run(&["profile", "remove", "default"]).code(0);
    }
    let assert =
        keeper.run(&yes(&["--preset", "exai", "--quota", "0", "--profile", "low"])).code(2).stdout("");
    let refused =
        "error: `verify` would refuse the tokens of `low`: their `quota` is 0, and it demands 1 at least\n";
    assert_eq!(stderr(&assert), refused);
    // Nobody is allowed less than nothing; what is asked is read as the flag is.
    let negative = keeper.run(&yes(&["--quota", "-5", "--profile", "low"])).code(2).stdout("");
    assert_eq!(stderr(&negative), "error: the `quota` of a profile is 0 or more, not -5\n");
    keeper.run(&yes(&["--quota", "0", "--profile", "low", "--dry-run"])).code(0);
    let least = ["default", "--min-quota", "2", "--quota", "1", "--sub", "a"];
    keeper.run(&[&["profile", "set"], &least[..], &["--secret-from", "none"]].concat()).code(0);
    keeper.run(&[&["profile", "set"], &least[..], &["--secret-from", "name:default"]].concat()).code(2);
    // What is demanded aloud stays.
    let asked = [
        "--profile",
        "asked",
        "--preset",
        "exai",
        "--unset",
        "iss",
        "--require",
        "sub,iss",
        "--store",
        "none",
    ];
    let token = line(&keeper.run(&yes(&asked)).code(0));
    keeper.run(&["verify", &token, "--profile", "asked"]).code(4);
}

/// A shorter line means the same profile.
#[test]
fn what_is_left_out_the_second_time_stays_as_it_is() {
    let keeper = Keeper::new();
    let short = ["--profile", "team"];
    let long = [
        "--preset",
        "dhafnck",
        "--sub",
        "a",
        "--quota",
        "1000",
        "--ttl",
        "2h",
        "--url",
        "https://a/",
        "--no-jti",
    ];
    let token = line(&keeper.run(&yes(&[&short[..], &long].concat())).code(0));
    let before = keeper.config();
    for said in [&short[..], &[&short[..], &long[..2]].concat(), &[&short[..], &long[2..6]].concat()] {
        assert_eq!(line(&keeper.run(&yes(said)).code(0)), token, "{said:?}");
    }
    assert_eq!(keeper.config(), before);
}

/// The hint makes the profile say it, and nothing else.
#[test]
fn what_differs_is_told_with_what_is_kept_and_set_by_the_hint() {
    let keeper = Keeper::new();
    let first = ["--profile", "team", "--preset", "exai", "--sub", "a", "--quota", "1000", "--ttl", "24h"];
    keeper.run(&yes(&first)).code(0);
    for (more, differs, flags) in [
        (&["--preset", "exai"][..], "`--quota`: 1000 kept, 100 with `--preset exai`", "--quota 100"),
        (
            &["--quota", "7", "--ttl", "3h", "--preset", "exai", "--sub", "a"],
            "`--ttl`: 24h kept, 3h here; `--quota`: 100 kept, 7 here",
            "--quota 7 --ttl 3h",
        ),
        (&["--unset", "quota", "--ttl", "3h"], "`--quota`: 7 kept, none here", "--unset quota"),
        (
            &["--scope", "x", "--scope-claim", "scp", "--url", "https://b/"],
            "`--url`: none kept; `--claim scp`: none kept, [\"x\"] here",
            "--url https://b/ --scope x --scope-claim scp",
        ),
        // What means something only together is left out together.
        (
            &["--scope", "x", "--scope-claim", "scp", "--aud", "p", "--aud", "q", "--url", "https://b/"],
            "`--aud`: exai-mcp-client kept, [\"p\",\"q\"] here",
            "--aud p --aud q",
        ),
        (
            &["--header", "X-Token", "--var", "V", "--no-jti", "--min-quota", "2"],
            "`omit`: none kept, jti here; `--var`: EXAI_JWT_TOKEN kept, V here; `--header`: bearer kept, X-Token here; \
             `demands`: { require = [\"sub\", \"iat\", \"exp\", \"iss\", \"aud\"], min-quota = 1 } kept, \
             { require = [\"sub\", \"iat\", \"exp\", \"iss\", \"aud\"], min-quota = 2 } here",
            "--var V --header X-Token --no-jti --min-quota 2",
        ),
        (
            &["--preset", "calculator"],
            "`--var`: V kept, TEAM_JWT_TOKEN with `--preset calculator`; `--header`: X-Token kept, none with \
             `--preset calculator`; `demands`: { require = [\"sub\", \"iat\", \"exp\", \"iss\", \"aud\"], min-quota = 2 } \
             kept, { require = [\"sub\", \"iat\", \"exp\", \"iss\", \"aud\", \"permissions\"], min-quota = 2 } with \
             `--preset calculator`; `--claim permissions`: none kept, [] with `--preset calculator`",
            "--claim 'permissions:=[]' --require sub,iat,exp,iss,aud,permissions --header none --var TEAM_JWT_TOKEN",
        ),
    ] {
        let again = yes(&[&["--profile", "team"], more].concat());
        let assert = keeper.run(&again).code(2).stdout("");
        assert_eq!(
            stderr(&assert),
            format!(
                "error: the profile `team` is kept as it is, and says something else: {differs}\n\
                 hint: mcp-token profile set team {flags}\n"
            )
        );
        keeper.shell(&hint(&assert)).code(0);
        keeper.run(&again).code(0);
    }
    // What takes a check away nobody is told to paste.
    for weaker in [
        &["--any-aud"][..],
        &["--allow-no-exp"],
        &["--unset", "iss"],
        &["--unset", "aud"],
        &["--leeway", "30d"],
        &["--max-age", "900d"],
        &["--min-quota", "0"],
        &["--require", "sub"],
    ] {
        let refused = stderr(&keeper.run(&yes(&[&["--profile", "team"], weaker].concat())).code(2));
        assert!(refused.contains("says something else: ") && !refused.contains("hint"), "{refused}");
    }
    // Nor a password: no profile takes that URL.
    for url in ["https://ann:Xk29vQp0Zt77LmBq@b.example/", "https://b.example/?api_key=Xk29vQp0Zt77LmBq"] {
        let refused = stderr(&keeper.run(&yes(&["--profile", "team", "--url", url])).code(2));
        assert!(
            refused.starts_with("error: profile `team`: `url` holds ") && !refused.contains("Xk29"),
            "{refused}"
        );
    }
    // A key may stand in where one comes from.
    let assert = keeper.run(&yes(&["--profile", "team", "--secret-from", "env:OTHER"])).code(2);
    let said = "says something else: `--secret-from`: another kept\n";
    assert!(stderr(&assert).contains(said), "{}", stderr(&assert));
}

#[test]
fn a_preset_is_what_a_kept_profile_comes_from_or_it_is_refused() {
    let keeper = Keeper::new();
    let exai = ["--profile", "exai", "--preset", "exai", "--sub", "agent_001"];
    let token = line(&keeper.run(&yes(&exai)).code(0));
    assert!(claims_of(&token).contains(r#""iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100"#));
    assert_eq!(line(&keeper.run(&yes(&exai)).code(0)), token);

    for preset in ["exai", "dhafnck", "calculator"] {
        let keeper = Keeper::new();
        keeper.run(&yes(&["--sub", "a"])).code(0);
        let assert = keeper.run(&yes(&["--preset", preset])).code(2).stdout("");
        keeper.shell(&hint(&assert)).code(0);
        let token = line(&keeper.run(&yes(&["--preset", preset])).code(0));
        keeper.run(&["verify", &token, "--profile", "default"]).code(0);
    }
}

#[test]
fn a_secret_that_is_kept_already_is_used() {
    let keeper = Keeper::new();
    keeper.run(&yes(&[])).code(0);
    let secret = stdout(&keeper.run(&["secret", "show", "default", "--reveal"]).code(0));
    keeper.run(&["profile", "remove", "default"]).code(0);
    let assert = keeper.run(&yes(&["--store", "file"])).code(0);
    assert!(stderr(&assert).starts_with("the kept secret `default` is used\n"), "{}", stderr(&assert));
    assert_eq!(stdout(&keeper.run(&["secret", "show", "default", "--reveal"]).code(0)), secret);
}

/// For a program as it is, for people escaped once.
#[test]
fn the_place_of_a_client_is_told_as_it_is() {
    let keeper = Keeper::new();
    let run = |more: &[&str]| {
        let args =
            ["--preset", "exai", "--url", "https://mcp.example.com/mcp", "--client", "codex", "--dry-run"];
        let args = yes(&[&args, more].concat()).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let home = keeper.sandbox.home("co\u{1b}dex");
        stdout(&keeper.run_with(&args, |command| command.env("CODEX_HOME", home)).code(0))
    };
    let report: Value = serde_json::from_str(&run(&["--json"])).unwrap();
    let step = report["steps"].as_array().unwrap().last().unwrap().as_str().unwrap();
    assert!(step.contains("in ~/co\u{1b}dex/config.toml"), "{step}");
    assert!(run(&[]).contains(r"in ~/co\u{1b}dex/config.toml"));
}

#[test]
fn a_dry_run_shows_the_plan_and_writes_nothing() {
    let keeper = Keeper::new();
    let assert = keeper.run(&yes(&["--dry-run"])).code(0).stderr(FILES);
    assert_eq!(
        keeper.plain(&stdout(&assert)),
        "secret `default`: new, 256 bits, kept in an encrypted file\n\
         profile `default`: new in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n"
    );
    let json: Value =
        serde_json::from_str(&line(&keeper.run(&yes(&["--dry-run", "--json"])).code(0).stderr(FILES)))
            .unwrap();
    let steps: Vec<_> = stdout(&assert).lines().map(str::to_owned).collect();
    assert_eq!(json, json!({"schema": 1, "ok": true, "profile": "default", "done": false, "steps": steps}));
    assert_eq!(keeper.files(), BTreeMap::new());
    keeper.run(&yes(&[])).code(0);
    keeper.run(&yes(&["--dry-run"])).code(0).stdout("").stderr("profile `default`: stays as it is\n");
}

#[test]
fn what_cannot_work_is_refused_before_anything_is_written() {
    let keeper = Keeper::new();
    keeper.sandbox.file("weak", "hunter2");
    for (more, code, said) in [
        (&["--url", "http://mcp.example.com/"][..], 2, "is not encrypted and leaves this machine"),
        (&["--ttl", "24"], 2, "error: `--ttl`: `24` has no unit"),
        (&["--secret-from", "env:ABSENT"], 2, "error: the variable `ABSENT` is not set"),
        (&["--secret-from", "file:weak"], 2, "is 7 bytes, HS256 needs 32"),
        (&["--secret-from", "name:absent"], 6, "error: no secret `absent` is kept"),
        (&["--secret-from", "none"], 2, "error: setup gives a token, and there is none without a key"),
        (&["--alg", "RS256"], 2, "error: "),
        (&["--secret-encoding", "base64", "--alg", "HS512"], 2, "error: "),
        (&["--preset", "nothing"], 2, "not one of exai dhafnck calculator"),
        (&["--quota", "many"], 2, "error: "),
        (&["--client", "nothing"], 2, "error: "),
        (&["-o", "github"], 2, "needs the variable `GITHUB_ENV`"),
        (&["--header", "none", "-o", "header"], 2, "takes its token in no header"),
        (&["--shell", "fish"], 2, "`--shell` is for `-o env`"),
        (&["--profile", "a/b"], 2, "error: "),
        (&["--unset", "qouta"], 2, "the profile `default` says nothing of the claim `qouta`"),
        (&["--store", "keychain"], 7, "error: no keychain: there is no session bus\n"),
    ] {
        let assert = keeper.run(&yes(more)).code(code).stdout("");
        assert!(stderr(&assert).contains(said), "{more:?}: {}", stderr(&assert));
        assert_eq!(fs::read_dir(keeper.sandbox.home("")).unwrap().count(), 0, "a directory: {more:?}");
    }
    let assert = keeper.run(&yes(&["--store", "keychain"])).code(7);
    assert_eq!(hint(&assert), "use --store file");
}

#[test]
fn a_profile_without_a_key_is_made_by_another_command() {
    let keeper = Keeper::new();
    let assert =
        keeper.run(&yes(&["--profile", "partner", "--secret-from", "none", "--store", "file"])).code(2);
    keeper.shell(&hint(&assert)).code(0);
    assert!(keeper.config().contains("[profiles.partner]"), "{}", keeper.config());
    // It has no token until one is kept, as `get` says.
    let assert = keeper.run(&yes(&["--profile", "partner"])).code(6).stdout("");
    assert_eq!(hint(&assert), "mcp-token store --help");
}

#[test]
fn without_yes_it_says_which_flags_would_answer() {
    let keeper = Keeper::new();
    let flags = "--preset --secret-from --sub --ttl --url --iss --aud --quota --store --client";
    keeper.run(&["setup"]).code(8).stdout("").stderr(format!(
        "error: there is no terminal to ask at: say --yes, and what is to differ from the usual: {flags}\nhint: add --yes\n"
    ));
    let assert = keeper.run(&["setup", "--sub", "a", "--ttl", "1h", "--no-input"]).code(8).stdout("");
    assert_eq!(
        stderr(&assert),
        "error: `--no-input` forbids asking: say --yes, and what is to differ from the usual: --preset --secret-from --url \
         --iss --aud --quota --store --client\nhint: add --yes\n"
    );
    keeper.run(&["setup", "--client", "cursor", "--url", "https://a/"]).code(8).stdout("").stderr(
        "error: there is no terminal to ask at: say --yes, and what is to differ from the usual: --preset --secret-from \
         --sub --ttl --iss --aud --quota --store\nhint: add --yes\n",
    );
    let all = "setup --preset exai --secret-from new --sub a --ttl 24h --url https://a/ --iss i --aud b --quota 3 --store file \
               --client cursor";
    let all: Vec<_> = all.split_whitespace().collect();
    keeper
        .run(&all)
        .code(8)
        .stdout("")
        .stderr("error: there is no terminal to ask at: say --yes\nhint: add --yes\n");
    let json = keeper.run(&["setup", "--json"]).code(8).stderr("");
    assert!(line(&json).contains(r#""ok":false,"error":{"code":"no_answer""#));
    assert_eq!(keeper.files(), BTreeMap::new());
    keeper.run(&["setup", "--sub", "a", "--ttl", "1h", "--no-input", "--yes"]).code(0);
}

#[test]
fn answers_in_every_form_that_get_has() {
    let keeper = Keeper::new();
    let token = line(&keeper.run(&yes(&["--quiet"])).code(0).stderr(""));
    let form = |words: &[&str]| line(&keeper.run(&yes(words)).code(0));
    assert_eq!(form(&["-o", "token"]), token);
    assert_eq!(form(&["-o", "header"]), format!("Authorization: Bearer {token}"));
    assert_eq!(form(&["-o", "env"]), format!("export JWT_TOKEN='{token}'"));
    assert_eq!(form(&["-o", "env", "--shell", "fish"]), format!("set -gx JWT_TOKEN '{token}'"));
    assert_eq!(form(&["-o", "gitlab"]), format!("JWT_TOKEN={token}"));
    let json: Value = serde_json::from_str(&line(&keeper.run(&yes(&["--json"])).code(0).stderr(""))).unwrap();
    assert_eq!(
        (&json["ok"], &json["token"], &json["profile"]),
        (&json!(true), &json!(token), &json!("default"))
    );
    assert_eq!(json["again"], "mcp-token setup --yes --profile default --secret-from name:default");
}

#[test]
fn github_gets_the_mask_first_and_the_value_in_its_file_alone() {
    let keeper = Keeper::new();
    keeper.sandbox.file("github.env", "");
    let file = keeper.sandbox.path("github.env");
    let assert = keeper.run_with(&yes(&["-o", "github"]), |command| command.env("GITHUB_ENV", &file)).code(0);
    let token = keeper.get(&[]);
    assert_eq!(stdout(&assert), format!("::add-mask::{token}\n"));
    assert_eq!(keeper.sandbox.read("github.env"), format!("JWT_TOKEN={token}\n"));
    assert!(!stderr(&assert).contains(&token));
}

#[test]
fn the_line_that_does_it_again_means_the_same_in_another_directory() {
    let keeper = Keeper::new();
    keeper.sandbox.file("a secret", SECRET);
    let flags = [
        "--secret-from",
        "file:a secret",
        "--sub=-x",
        "--claim",
        "note=it's",
        "--aud",
        "one",
        "--aud",
        "two",
        "--no-jti",
        "--store",
        "none",
        "--require",
        "sub,aud",
    ];
    let assert = keeper.run(&yes(&flags)).code(0);
    let said = stderr(&assert);
    let again = said.lines().find_map(|line| line.strip_prefix("  again    ")).unwrap();
    let before = keeper.config();
    keeper.shell(&format!("cd / && {again}")).code(0);
    assert_eq!(keeper.config(), before);
    fs::remove_file(keeper.sandbox.home(".config/mcp-token/config.toml")).unwrap();
    keeper.shell(&format!("cd / && {again}")).code(0);
    assert_eq!(keeper.config(), before);
}

#[test]
fn a_client_that_asks_is_told_with_the_answer() {
    let keeper = Keeper::new();
    let assert = keeper
        .run(&yes(&["--url", "https://mcp.example.com/mcp", "--client", "vscode", "--client", "zed"]))
        .code(0);
    let answer = "           answer with `mcp-token get default`\n";
    assert_eq!(stderr(&assert).matches(answer).count(), 1, "{}", stderr(&assert));
}

#[test]
fn runs_at_once_make_one_profile() {
    let sandbox = Sandbox::new();
    let children: Vec<_> = (0..6)
        .map(|_| {
            let mut command = sandbox.std_command(Sandbox::binary(), ["setup", "--yes", "--sub", "a"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut tokens = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tokens.push(String::from_utf8(output.stdout).unwrap());
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "one token for all of them");
}

/// A home in which Cursor and Claude Code are.
fn with_clients() -> Keeper {
    let keeper = Keeper::new();
    fs::create_dir(keeper.sandbox.home(".cursor")).unwrap();
    fs::write(keeper.sandbox.home(".cursor/mcp.json"), "{\n  // mine\n  \"mcpServers\": {}\n}\n").unwrap();
    // A stand-in: the real one is among the peers.
    let claude = "#!/bin/sh\nprintf '%s\\n' \"$*\" >>\"$HOME/claude.log\"\n\
                  printf '{\"mcpServers\":{\"%s\":%s}}' \"$5\" \"$6\" >\"$HOME/.claude.json\"\n";
    fs::write(keeper.sandbox.path("../bin/claude"), claude).unwrap();
    fs::set_permissions(keeper.sandbox.path("../bin/claude"), fs::Permissions::from_mode(0o755)).unwrap();
    keeper
}

#[test]
fn connects_clients_without_a_token_in_their_files() {
    let keeper = with_clients();
    let line = "mcp-token setup --yes --url https://mcp.example.com/mcp --sub a --client cursor --client claude-code";
    let dry = keeper.shell(&format!("{line} --dry-run")).code(0);
    let said = "client `Cursor`: new entry `default`, env, in ~/.cursor/mcp.json, set `JWT_TOKEN` where it starts, good for at most 24 h\n\
                client `Claude Code`: new entry `default`, helper, through `claude mcp add-json`\n";
    assert!(stdout(&dry).ends_with(said), "{}", stdout(&dry));
    assert_eq!(keeper.files().len(), 1, "the file that was there");

    let assert = keeper.shell(line).code(0);
    let token = crate::sandbox::line(&assert);
    assert!(stderr(&assert).contains(
        "  client   Cursor
           new entry `default`, env
           in ~/.cursor/mcp.json
           set `JWT_TOKEN` where it starts
           good for at most 24 h
  client   Claude Code
           new entry `default`, helper
           through `claude mcp add-json`
"
    ));
    let again =
        stderr(&assert).lines().find_map(|line| line.strip_prefix("  again    ").map(str::to_owned)).unwrap();
    assert!(again.ends_with(" --client cursor --client claude-code"), "{again}");
    let cursor = fs::read_to_string(keeper.sandbox.home(".cursor/mcp.json")).unwrap();
    assert!(cursor.contains("// mine") && cursor.contains("Bearer ${env:JWT_TOKEN}"), "{cursor}");
    let claude = fs::read_to_string(keeper.sandbox.home("claude.log")).unwrap();
    assert!(
        claude.starts_with("mcp add-json -s user default {")
            && claude.contains("get default -o headers-json")
    );
    assert!(!cursor.contains(&token) && !claude.contains(&token));

    let assert = keeper.shell(&again).code(0);
    let stays =
        "  client   Cursor\n           entry `default` stays, env\n           in ~/.cursor/mcp.json\n";
    assert!(stderr(&assert).contains(stays), "{}", stderr(&assert));
    assert_eq!(fs::read_to_string(keeper.sandbox.home(".cursor/mcp.json")).unwrap(), cursor);
}

#[test]
fn a_key_that_does_not_reach_a_client_is_told() {
    let keeper = with_clients();
    let setup = format!(
        "JWT_SECRET={SECRET} mcp-token setup --yes --url https://a/ --sub a --store none --secret-from env:JWT_SECRET"
    );
    let assert =
        keeper.shell(&format!("{setup} --client codex --client claude-code --client cursor")).code(0);
    let said = stderr(&assert);
    let codex = "           in ~/.codex/config.toml\n           it does not hand on `JWT_SECRET`: no token will come\n";
    assert!(said.contains(codex), "{said}");
    assert_eq!(said.matches("hand on").count(), 1, "{said}");
    // Nor does what a client starts get it from every client.
    let assert = keeper.shell(&format!("{setup} --client claude-desktop --client zed")).code(0);
    let said = stderr(&assert);
    assert_eq!(said.matches("it does not hand on `JWT_SECRET`: no token will come\n").count(), 1, "{said}");
}

/// The profile is named once: an entry of another name is for `client install`.
#[test]
fn a_client_that_reads_another_s_entry_is_refused_without_a_hint() {
    let keeper = with_clients();
    let setup = "mcp-token setup --yes --profile exai --url https://a/ --sub a --store none";
    keeper.shell(setup).code(0);
    keeper.shell("mcp-token client install kiro --profile exai --mode env").code(0);
    let refused =
        "error: `exai` is there for Kiro, which reads the same file: no entry is for Kiro CLI as well\n";
    keeper.shell(&format!("{setup} --client kiro-cli")).code(2).stdout("").stderr(refused);
}

#[test]
fn a_home_that_is_moved_is_told_where_an_entry_does_not_know_of_it() {
    let keeper = with_clients();
    let setup = "mcp-token setup --yes --url https://a/ --sub a --store none --client codex --client cursor";
    let said = stderr(&keeper.shell(&format!("MCP_TOKEN_HOME=$HOME/moved {setup}")).code(0));
    let codex =
        "           in ~/.codex/config.toml\n           it must have `MCP_TOKEN_HOME` in its environment\n";
    assert!(said.contains(codex), "{said}");
    assert_eq!(said.matches("MCP_TOKEN_HOME").count(), 1, "{said}");
}

#[test]
fn a_client_that_cannot_be_connected_is_told_before_anything_is_written() {
    let keeper = with_clients();
    fs::remove_file(keeper.sandbox.path("../bin/claude")).unwrap();
    let before = keeper.files();
    for (flags, code, said) in [
        ("--client cursor", 2, "error: `--client` connects a server behind a URL: `--url` is missing\n"),
        (
            "--url https://a/ --client claude-code",
            1,
            "error: Claude Code writes its own file, and there is no `claude` ",
        ),
        ("--url ws://127.0.0.1:3000 --client cursor", 2, "error: Cursor speaks no WebSocket\n"),
        ("--url https://a/ --client goose", 2, "error: "),
        ("--url https://a/ --client nothing", 2, "error: `--client`: not one of claude-code "),
        ("--url https://a/ --client curser", 2, "error: `--client`: there is `cursor`\n"),
    ] {
        let assert =
            keeper.shell(&format!("PATH=${{PATH%%:*}} mcp-token setup --yes {flags}")).code(code).stdout("");
        assert!(stderr(&assert).contains(said), "{flags}: {}", stderr(&assert));
        assert_eq!(keeper.files(), before, "{flags}");
    }
}

/// What was made is told all the same: nothing else would say how the token is had again.
#[test]
fn a_client_that_fails_keeps_no_other_from_it() {
    let keeper = with_clients();
    let claude = keeper.sandbox.path("../bin/claude");
    let works = fs::read(&claude).unwrap();
    fs::write(&claude, "#!/bin/sh\necho no room >&2\nexit 1\n").unwrap();
    let line = "mcp-token setup --yes --store file --url https://mcp.example.com/mcp --sub a --client claude-code --client cursor";
    let failed = "error: claude-code, default: Claude Code did not change its file\ncaused by: no room\n";
    let assert = keeper.shell(line).code(1);
    let told = stderr(&assert);
    assert_eq!(header_of(&crate::sandbox::line(&assert)).get(..6), Some("{\"alg\""), "a token");
    assert!(told.starts_with("  expires  ") && told.contains("  kept in  "), "{told}");
    let cursor = "  client   Cursor\n           new entry `default`, env\n           in ~/.cursor/mcp.json\n           set `JWT_TOKEN` where it starts\n           good for at most 24 h\n";
    assert!(told.contains(cursor) && !told.contains("  client   Claude Code"), "{told}");
    assert!(told.contains("  again    mcp-token setup --yes ") && told.ends_with(failed), "{told}");
    assert_eq!(told.matches("Claude Code").count(), 1, "{told}");
    // Again, for programs, and once it works.
    let assert = keeper.shell(&format!("{line} --json")).code(1).stderr(failed.to_owned());
    let json: Value = serde_json::from_str(&crate::sandbox::line(&assert)).unwrap();
    assert!(json["ok"] == false && json["token"].is_string(), "{json}");
    assert_eq!(json["failures"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&json["failures"][0]["code"], &json["failures"][0]["causes"][0]),
        (&json!("client"), &json!("no room"))
    );
    fs::write(&claude, works).unwrap();
    let assert = keeper.shell(line).code(0);
    let told = stderr(&assert);
    let both = ["Claude Code\n           new entry", "Cursor\n           entry"];
    assert!(both.iter().all(|client| told.contains(&format!("  client   {client} `default`"))), "{told}");
}

/// The profile comes first: without it the client's own command would ask for a token of nobody.
#[test]
fn a_client_that_nobody_can_ask_is_connected_after_the_profile_is_made() {
    let keeper = with_clients();
    let here = |line: &str| keeper.shell(&format!("PATH=${{PATH%%:*}}; {line}"));
    fs::rename(keeper.sandbox.path("../bin/claude"), keeper.sandbox.home("claude")).unwrap();
    let setup = "mcp-token setup --yes --url https://a/ --sub a";
    let assert = here(&format!("{setup} --client claude-code --client cursor")).code(1).stdout("");
    assert_eq!(
        stderr(&assert).lines().rev().take(2).collect::<Vec<_>>(),
        [
            &*format!("hint: {setup} --client cursor && mcp-token client print claude-code"),
            "error: Claude Code writes its own file, and there is no `claude` on the PATH to ask"
        ]
    );
    let printed = stdout(&here(&hint(&assert)).code(0));
    assert!(printed.contains("headersHelper"), "{printed}");
    // What somebody pastes where there is a `claude` connects what was set up.
    for again in [&*format!("{setup} --client claude-code"), "mcp-token client install claude-code"] {
        let line = hint(&here(again).code(1).stdout(""));
        assert!(line.starts_with("claude mcp add-json -s user default '{"), "{line}");
        keeper.shell(&format!("PATH=$HOME:$PATH; {line}")).code(0);
        let list = stdout(&keeper.shell("mcp-token client list").code(0));
        assert!(list.contains("claude-code  default  helper"), "{list}");
        fs::remove_file(keeper.sandbox.home(".claude.json")).unwrap();
    }
}

/// What it is told is printed once there is a profile.
#[test]
fn a_client_without_a_file_is_printed_for() {
    let keeper = with_clients();
    let before = keeper.files();
    let setup = "mcp-token setup --yes --profile mine --url https://a/ --sub a";
    let clients = "--client cursor --client cursor";
    for client in ["curl", "goose", "jetbrains"] {
        let assert = keeper.shell(&format!("{setup} --client {client} {clients}")).code(2).stdout("");
        let title = &Client::named(client).unwrap().title;
        assert_eq!(
            stderr(&assert),
            format!(
                "error: {title} has no file that is edited here\n\
                 hint: {setup} {clients} && mcp-token client print {client} --profile mine\n"
            )
        );
        assert_eq!(keeper.files(), before);
    }
    let line = hint(&keeper.shell(&format!("{setup} --client curl {clients}")).code(2));
    let assert = keeper.shell(&line).code(0);
    assert!(stdout(&assert).contains(" | curl -sS "), "{}", stdout(&assert));
    // A client that was named twice is connected once.
    assert_eq!(stderr(&assert).matches("  client   ").count(), 1, "{}", stderr(&assert));
    let again = stderr(&assert);
    let again = again.lines().find(|line| line.starts_with("  again    ")).unwrap();
    assert!(again.matches("--client").count() == 1 && again.ends_with(" --client cursor"), "{again}");
}

#[test]
fn the_calculator_s_token_says_what_it_may_do() {
    let keeper = Keeper::new();
    let assert = keeper.run(&yes(&["--preset", "calculator", "--sub", "a"])).code(0);
    let token = line(&assert);
    // It is on no network: no header shows it a token, and no operator a secret.
    let started =
        stderr(&assert).lines().find_map(|line| line.strip_prefix("  server   ").map(str::to_owned));
    let started = started.unwrap();
    let started = started.strip_suffix("    (a client that starts it so hands it its token)").unwrap();
    assert_eq!(started, "mcp-token exec default --secret-var JWT_SECRET=default -- PROGRAM");
    assert!(
        stderr(&assert).contains(
            "\n  client   mcp-token client install CLIENT --name default --command PROGRAM --secret-var CALCULATOR_API_KEY=default    (or its secret as the key, and no token)\n"
        ),
        "{}",
        stderr(&assert)
    );
    let program = "sh -c 'echo \"$DEFAULT_JWT_TOKEN$JWT_TOKEN ${#JWT_SECRET}\"'";
    assert_eq!(line(&keeper.shell(&started.replace("PROGRAM", program)).code(0)), format!("{token} 64"));
    assert!(claims_of(&token).starts_with(r#"{"sub":"a","permissions":[],"iat":"#), "{}", claims_of(&token));
    let token = keeper.run(&yes(&["--preset", "exai", "--sub", "a", "--profile", "exai"])).code(0);
    assert!(!claims_of(&line(&token)).contains("permissions"));
}
