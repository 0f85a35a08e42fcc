//! `mcp-token profile set`, `show` and `remove`

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, claims_of, header_of, hint, line, stderr, stdout};

const CHANGED: &str =
    "profile `exai`: change in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n";

#[test]
fn a_new_profile_is_told_and_written_without_its_secret() {
    let keeper = Keeper::new();
    let args = ["exai", "--preset", "exai", "--secret-from", "new", "--sub", "agent_001", "--store", "file"];
    let assert = keeper.set(&args);
    assert_eq!(
        keeper.said(&assert),
        "secret `exai`: new, 256 bits, kept in an encrypted file\n\
         profile `exai`: new in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n"
    );
    assert_eq!(
        keeper.config(),
        r#"# Profiles of mcp-token. No secret is in this file.

[profiles.exai]
key = { name = "exai" }
ttl = "24h"
min-ttl = "1h"
store = "file"
claims = '{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server","aud":"exai-mcp-client","quota":100,"role":"user"}'
demands = { require = ["sub", "iat", "exp", "iss", "aud"], min-quota = 1 }
"#
    );
    let config = keeper.sandbox.home(".config/mcp-token/config.toml");
    let mode = |path: &Path| std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).unwrap()) & 0o777;
    assert_eq!((mode(&config), mode(config.parent().unwrap())), (0o600, 0o700));
    let again = keeper.run(&[&["profile", "set"][..], &args[..1], &args[3..]].concat()).code(2).stdout("");
    assert_eq!(stderr(&again), "error: a secret `exai` is kept already\nhint: use --secret-from name:exai\n");
}

#[test]
fn where_no_keychain_works_encrypted_files_are_used_and_that_is_said() {
    let keeper = Keeper::new();
    let assert = keeper.set(&["a", "--secret-from", "new"]);
    assert_eq!(
        keeper.said(&assert),
        "encrypted files are used: no keychain: there is no session bus\n\
         secret `a`: new, 256 bits, kept in an encrypted file\n\
         profile `a`: new in ~/.config/mcp-token/config.toml, its token is kept in an encrypted file\n"
    );
    // It is asked once: afterwards the profile says it.
    assert_eq!(
        keeper.said(&keeper.set(&["a", "--sub", "x"])),
        CHANGED.replace("exai", "a") + "  claim sub: none -> \"x\"\n"
    );
}

#[test]
fn changes_what_is_said_and_leaves_every_other_byte() {
    let keeper = Keeper::exai();
    let config = keeper.sandbox.home(".config/mcp-token/config.toml");
    let own = keeper.config().replace("ttl = \"24h\"", "# a day\nttl   =   '24h' # as the guide says")
        + "\n# the end\n";
    fs::write(&config, &own).unwrap();
    let said = keeper.said(&keeper.set(&["exai", "--quota", "1000"]));
    assert_eq!(said, CHANGED.to_owned() + "  claim quota: 100 -> 1000\n");
    assert_eq!(keeper.config(), own.replace(r#""quota":100,"#, r#""quota":1000,"#));
    let own = keeper.config();
    let said = keeper.said(&keeper.set(&["exai", "--quota", "1000"]));
    assert_eq!(said, "profile `exai`: stays as it is\n");
    assert_eq!(keeper.config(), own);
    let said = keeper.said(&keeper.set(&["exai", "--ttl", "2h", "--url", "https://mcp.example.com/mcp"]));
    assert_eq!(said, CHANGED.to_owned() + "  url: added\n  ttl: \"24h\" -> \"2h\"\n");
    let said = keeper.said(&keeper.set(&["exai", "--unset", "role", "--min-ttl", "5m"]));
    assert_eq!(said, CHANGED.to_owned() + "  min-ttl: \"1h\" -> \"5m\"\n  claim role: \"user\" -> none\n");
    let changed = keeper.config();
    assert!(changed.contains("# a day\nttl   =   \"2h\" # as the guide says\n"), "{changed}");
    assert!(
        changed.contains("url = \"https://mcp.example.com/mcp\"\n") && changed.ends_with("\n# the end\n")
    );
}

#[test]
fn a_claim_is_told_beside_a_setting_of_its_name_and_a_key_is_never_told() {
    let keeper = Keeper::exai();
    let told = |args: &[&str]| {
        let args = [&["profile", "set", "exai"], args].concat();
        let json = line(&keeper.run(&[&args[..], &["--dry-run", "--json"]].concat()).code(0).stderr(""));
        let said = keeper.said(&keeper.run(&args).code(0).stdout(""));
        let lines: Vec<_> = said.strip_prefix(CHANGED).unwrap().lines().map(str::trim).collect();
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["changes"], json!(lines));
        said.strip_prefix(CHANGED).unwrap().to_owned()
    };
    let both = ["--url", "https://mcp.example.com/mcp", "--claim", "url=one", "--claim", "demands=one"];
    assert_eq!(told(&both), "  url: added\n  claim url: none -> \"one\"\n  claim demands: none -> \"one\"\n");
    assert_eq!(told(&["--claim", "url=two"]), "  claim url: \"one\" -> \"two\"\n");
    let demand = told(&["--require", "tenant", "--unset", "url"]);
    let (first, last) = demand.split_once('\n').unwrap();
    assert!(first.starts_with("  demands: {") && first.contains("-> { require = \"tenant\","), "{first}");
    assert_eq!(last, "  claim url: \"two\" -> none\n");
    // An argument that TOML writes on lines of its own.
    let command = format!("command:/bin/echo 'x\ny = {SECRET}'");
    for from in [command, format!("command:/bin/echo {SECRET}")] {
        assert_eq!(told(&["--secret-from", &from]), "  key: another\n");
    }
}

#[test]
fn a_second_profile_stands_beside_the_first() {
    let keeper = Keeper::exai();
    let first = keeper.config();
    let token = keeper.get(&[]);
    keeper.set(&["tenant-2", "--secret-from", "name:exai", "--store", "file", "--sub", "agent_002"]);
    assert!(keeper.config().starts_with(&first) && keeper.config().contains("[profiles.tenant-2]\n"));
    assert_eq!(keeper.get(&["exai"]), token);
    assert!(claims_of(&keeper.get(&["tenant-2"])).starts_with(r#"{"sub":"agent_002","iat":"#));
    assert_eq!(keeper.get(&["exai"]), token);
}

#[test]
fn a_dry_run_tells_the_same_on_stdout_and_writes_nothing() {
    let args = ["profile", "set", "exai", "--preset", "exai", "--secret-from", "new", "--store", "file"];
    let keeper = Keeper::new();
    let dry = keeper.run(&[&args[..], &["--dry-run"]].concat()).code(0).stderr("");
    assert_eq!(keeper.files(), BTreeMap::new());
    let json = line(&keeper.run(&[&args[..], &["--dry-run", "--json"]].concat()).code(0).stderr(""));
    let real = keeper.run(&args).code(0).stdout("");
    assert_eq!(stdout(&dry), stderr(&real));
    let steps: Vec<_> = stderr(&real).lines().map(str::to_owned).collect();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json,
        json!({"schema": 1, "ok": true, "profile": "exai", "done": false, "steps": steps, "changes": []})
    );

    keeper.get(&[]);
    let before = keeper.files();
    let assert =
        keeper.run(&["profile", "set", "exai", "--store", "none", "--role", "admin", "--dry-run"]).code(0);
    assert_eq!(
        keeper.plain(&stdout(&assert)),
        "profile `exai`: change in ~/.config/mcp-token/config.toml, its token is made anew at each call\n\
         token of `exai`: removal from an encrypted file\n  claim role: \"user\" -> \"admin\"\n"
    );
    assert_eq!(keeper.files(), before);
}

#[test]
fn store_moves_what_is_kept() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    assert_eq!(keeper.encrypted_files(), 3);
    let assert = keeper.set(&["exai", "--store", "none"]);
    assert_eq!(
        keeper.said(&assert),
        "profile `exai`: change in ~/.config/mcp-token/config.toml, its token is made anew at each call\n\
         token of `exai`: removal from an encrypted file\n"
    );
    assert_eq!(keeper.encrypted_files(), 2, "the secret in two places, and no token");
    let (one, two) = (keeper.get(&[]), keeper.get(&[]));
    assert!(one != two && one != token);
    assert!(stdout(&keeper.run(&["list"]).code(0)).contains("made anew at each call"));
    assert_eq!(keeper.said(&keeper.set(&["exai", "--store", "file"])), CHANGED);
    assert_eq!(stdout(&keeper.run(&["list"]).code(0)).matches("none yet").count(), 1);
    let kept = keeper.get(&[]);
    assert_eq!(keeper.get(&[]), kept);
    assert_eq!(keeper.encrypted_files(), 3);
}

#[test]
fn unset_takes_a_claim_out() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--unset", "name", "--unset", "quota", "--claim", "tenant=t1"]);
    let claims = claims_of(&keeper.get(&[]));
    let start = r#"{"sub":"agent_001","iss":"exai-mcp-server","aud":"exai-mcp-client","role":"user","tenant":"t1","iat":"#;
    assert!(claims.starts_with(start), "{claims}");
    keeper.set(&["exai", "--no-jti", "--no-iat"]);
    assert!(claims_of(&keeper.get(&[])).contains(r#""tenant":"t1","exp":"#));
    keeper.set(&["exai", "--unset", "jti"]);
    let claims = claims_of(&keeper.get(&[]));
    assert!(claims.contains(r#""tenant":"t1","exp":"#) && claims.contains(r#","jti":""#), "{claims}");
    keeper.set(&["other", "--preset", "exai", "--secret-from", "none", "--store", "file", "--unset", "aud"]);
}

#[test]
fn what_is_said_last_of_the_audience_counts() {
    let keeper = Keeper::exai();
    let demands = |flags: &[&str]| {
        keeper.set(&[&["exai"], flags].concat());
        let config = keeper.config();
        let demands = config.lines().find_map(|line| line.strip_prefix("demands = ")).unwrap_or_default();
        demands.replace(r#"require = ["sub", "iat", "exp", "iss", "aud"], min-quota = 1"#, "..")
    };
    assert_eq!(demands(&["--demand-aud", "a"]), r#"{ .., aud = "a" }"#);
    assert_eq!(demands(&["--any-aud"]), "{ .., any-aud = true }");
    assert_eq!(demands(&["--demand-aud", "b"]), r#"{ .., aud = "b" }"#);
}

#[test]
fn a_life_without_end_is_allowed_until_exp_is_required() {
    let keeper = Keeper::exai();
    let demands = || {
        let shown = line(&keeper.run(&["profile", "show", "--json"]).code(0));
        let demands = serde_json::from_str::<Value>(&shown).unwrap()["demands"].take();
        (demands["allow_no_exp"].clone(), demands["require"].clone())
    };
    keeper.set(&["exai", "--allow-no-exp", "--require", "iss"]);
    assert_eq!(demands(), (true.into(), serde_json::json!(["iss"])));
    keeper.set(&["exai", "--require", "iss,exp"]);
    assert_eq!(demands(), (false.into(), serde_json::json!(["iss", "exp"])));
    keeper.set(&["exai", "--require", "iss"]);
    assert_eq!(demands(), (false.into(), serde_json::json!(["iss"])));
    // What is said last counts, of one line the demand.
    keeper.set(&["exai", "--require", "iss,exp"]);
    keeper.set(&["exai", "--allow-no-exp"]);
    assert_eq!(demands(), (true.into(), serde_json::json!(["iss"])));
    keeper.set(&["exai", "--allow-no-exp", "--require", "exp"]);
    assert_eq!(demands(), (false.into(), serde_json::json!(["exp"])));
}

#[test]
fn what_demands_nothing_is_shown_without_a_heading_for_it() {
    let keeper = Keeper::with(&["bare", "--secret-from", "none", "--store", "file"]);
    let text = stdout(&keeper.run(&["profile", "show"]).code(0).stderr(""));
    assert!(text.ends_with("header    Authorization: Bearer\n"), "{text}");
}

#[test]
fn shows_what_is_said_and_nothing_secret() {
    let keeper = Keeper::exai();
    keeper.set(&[
        "exai",
        "--url",
        "https://mcp.example.com/mcp",
        "--alg",
        "HS256",
        "--backdate",
        "5s",
        "--no-jti",
        "--leeway",
        "30s",
        "--demand-scope",
        "a",
        "--demand-role",
        "user",
        "--demand-min-ttl",
        "30s",
        "--max-age",
        "1d",
        "--typ",
        "JWT",
    ]);
    keeper.run(&["profile", "show", "exai"]).code(0).stderr("").stdout(
        "  profile   exai
  server    https://mcp.example.com/mcp
  key       name:exai
  alg       HS256
  life      24 h, handed out with 1 h left
  backdate  5 s
  without   jti
  token     kept in an encrypted file
  variable  EXAI_JWT_TOKEN
  header    Authorization: Bearer
claims
  sub    agent_001
  name   AI Client
  iss    exai-mcp-server
  aud    exai-mcp-client
  quota  100
  role   user
demands
  iss       exai-mcp-server
  aud       exai-mcp-client
  typ       JWT
  required  sub, iat, exp, iss, aud
  scope     a
  role      user
  quota     at least 1
  life      at least 30 s
  max age   24 h
  leeway    30 s
",
    );
    let json: Value =
        serde_json::from_str(&line(&keeper.run(&["profile", "show", "--json"]).code(0))).unwrap();
    assert_eq!(
        json,
        json!({"schema": 1, "ok": true, "profile": "exai", "url": "https://mcp.example.com/mcp", "key": "name:exai",
            "secret_encoding": null, "alg": "HS256", "ttl_secs": 86400, "min_ttl_secs": 3600, "backdate_secs": 5, "omit": ["jti"],
            "claims": {"sub": "agent_001", "name": "AI Client", "iss": "exai-mcp-server", "aud": "exai-mcp-client",
                "quota": 100, "role": "user"},
            "store": "file", "entry": null, "variable": "EXAI_JWT_TOKEN",
            "header": "Authorization: Bearer",
            "demands": {"iss": ["exai-mcp-server"], "aud": ["exai-mcp-client"], "any_aud": false, "sub": null,
                "typ": "JWT", "require": ["sub", "iat", "exp", "iss", "aud"], "scope": ["a"], "role": ["user"],
                "min_quota": 1, "min_ttl_secs": 30, "max_age_secs": 86400, "leeway_secs": 30, "allow_no_exp": false}})
    );
    assert_eq!(header_of(&keeper.get(&[])).len(), r#"{"alg":"HS256","typ":"JWT","kid":"00000000"}"#.len());
    keeper
        .run(&["profile", "show", "-o", "env"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `env`\n");
    keeper
        .run(&["profile", "show", "x"])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile `x`\nhint: mcp-token list\n");
}

#[test]
fn shows_what_a_terminal_would_obey_written_out() {
    let red = "\u{1b}[31m";
    let keeper = Keeper::new();
    let (file, issuer) = (format!("file:secret{red}"), format!("{red}iss"));
    keeper.set(&[
        "odd",
        "--store",
        "none",
        "--secret-from",
        &file,
        "--demand-iss",
        &issuer,
        "--require",
        &issuer,
    ]);
    let shown = keeper.run(&["profile", "show", "odd"]).code(0).stderr("");
    let shown = stdout(&shown);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    assert_eq!(shown.matches("\\u{1b}[31m").count(), 3, "{shown}");
}

#[test]
fn demands_life_of_a_token_where_no_flag_of_verify_demands_another() {
    let keeper = Keeper::with(&["x", "--secret-from", "new", "--store", "none", "--demand-min-ttl", "10m"]);
    assert!(keeper.config().contains("demands = { min-ttl = \"10m\" }\n"), "{}", keeper.config());
    let token = keeper.get(&["x"]);
    let claims: Value = serde_json::from_str(&claims_of(&token)).unwrap();
    let expires = claims["exp"].as_i64().unwrap();
    let with = |command: &str, left: i64, more: &[&str]| {
        let now = (expires - left).to_string();
        keeper.run(&[&[command, &token, "--profile", "x", "--now", &now], more].concat())
    };
    with("verify", 600, &[]).code(0).stderr("");
    let short = with("verify", 599, &[]).code(5).stderr("hint: mcp-token get x --force-new\n");
    assert!(
        stdout(&short).contains("  min ttl     FAIL  9 min 59 s left, at least 10 min asked\n"),
        "{}",
        stdout(&short)
    );
    with("verify", 599, &["--min-ttl", "599s"]).code(0).stderr("");
    // A refresh is there for what has little life left.
    with("refresh", 599, &[]).code(0);
    with("refresh", 599, &["--min-ttl", "10m"]).code(5).stdout("");
}

#[test]
fn remove_takes_the_profile_and_its_token_and_leaves_its_secret() {
    let keeper = Keeper::exai();
    keeper.set(&["other", "--secret-from", "env:X", "--store", "none"]);
    keeper.get(&["exai"]);
    keeper.run(&["profile", "remove", "exai"]).code(0).stdout("").stderr(
        "forgot the profile `exai` and its token\nits secret `exai` stays\nhint: mcp-token secret show exai\n",
    );
    assert_eq!(keeper.encrypted_files(), 2);
    assert!(!keeper.config().contains("exai") && keeper.config().contains("[profiles.other]"));
    keeper
        .run(&["profile", "remove", "exai"])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile `exai`\nhint: mcp-token list\n");
    keeper
        .run(&["profile", "remove", "other", "--json"])
        .code(0)
        .stdout("{\"schema\":1,\"ok\":true,\"left\":false,\"profile\":\"other\",\"token\":false}\n")
        .stderr("");
}

#[test]
fn a_shorter_life_takes_the_wanted_one_with_it_unless_that_is_said() {
    let keeper = Keeper::new();
    let preset = ["--preset", "exai", "--secret-from", "new", "--store", "file"];
    let shown = |name: &str| stdout(&keeper.run(&["profile", "show", name]).code(0));
    keeper.set(&[&["short", "--ttl", "30m"], &preset[..]].concat());
    keeper.set(&[&["later"], &preset[..]].concat());
    keeper.set(&["later", "--ttl", "1h"]);
    assert!(shown("later").contains("  life      1 h, handed out with 1 h left\n"), "{}", shown("later"));
    keeper.set(&["later", "--ttl", "30m"]);
    for name in ["short", "later"] {
        assert!(shown(name).contains("  life      30 min, handed out with 15 min left\n"), "{}", shown(name));
    }
    let said = [&["profile", "set", "new", "--ttl", "30m", "--min-ttl", "31m"], &preset[..]].concat();
    keeper
        .run(&said)
        .code(2)
        .stdout("")
        .stderr("error: `--min-ttl` is 31 min, and a new token lives for 30 min only\n");
}

#[test]
fn a_profile_that_says_nothing_yet_starts_from_a_preset() {
    let keeper = Keeper::with(&["exai", "--secret-from", "new", "--store", "file"]);
    keeper.set(&["exai", "--url", "https://mcp.example.com/mcp"]);
    keeper.set(&["exai", "--preset", "exai", "--sub", "a"]);
    let config = keeper.config();
    for line in
        ["key = { name = \"exai\" }\n", "store = \"file\"\n", "url = \"https://mcp.example.com/mcp\"\n"]
    {
        assert!(config.contains(line), "{config}");
    }
    assert!(
        claims_of(&keeper.get(&[])).starts_with(r#"{"sub":"a","name":"AI Client","iss":"exai-mcp-server""#)
    );
    let again = keeper.run(&["profile", "set", "exai", "--preset", "dhafnck"]).code(2).stdout("");
    let shown = keeper.shell(&hint(&again)).code(0).stderr("");
    assert!(stdout(&shown).starts_with("  profile   exai\n"), "{}", stdout(&shown));
}

#[test]
fn remove_names_the_clients_that_still_refer_to_it() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--url", "https://mcp.example.com/mcp"]);
    keeper.set(&["other", "--secret-from", "new", "--store", "file", "--url", "https://o.example"]);
    fs::create_dir(keeper.sandbox.path("my project")).unwrap();
    keeper.run(&["client", "install", "cursor", "--profile", "exai"]).code(0);
    keeper.run(&["client", "install", "cursor", "--profile", "other"]).code(0);
    let project = ["client", "install", "claude-code", "--profile", "exai", "--project", "my project"];
    keeper.run(&project).code(0);
    let said = keeper.said(&keeper.run(&["profile", "remove", "exai"]).code(0).stdout(""));
    let lines: Vec<_> =
        said.lines().filter_map(|line| line.strip_prefix("warning: a client still refers to it: ")).collect();
    assert_eq!(
        lines,
        [
            "mcp-token client remove claude-code exai --project './my project'",
            "mcp-token client remove cursor exai"
        ]
    );
    for line in lines {
        keeper.shell(line).code(0).stdout("");
    }
    let others = keeper.run(&["profile", "remove", "other"]).code(0);
    assert!(keeper.said(&others).contains("client remove cursor other"));
}
