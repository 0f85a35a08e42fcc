//! `mcp-token secret set`, `show`, `list` and `remove`, and `--secret-name`

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::keeper::{Keeper, now};
use crate::sandbox::{
    DAY, ED25519_PUBLIC, FINGERPRINT, SECRET, claims_of, header_of, line, mint_claims, stderr, stdout,
};

/// `secret set NAME` with [`SECRET`] on stdin.
fn set(keeper: &Keeper, name: &str, args: &[&str]) -> assert_cmd::assert::Assert {
    let all = [&["secret", "set", name, "--store", "file", "--secret-file", "-"], args].concat();
    keeper.run_with(&all, |command| command.write_stdin(format!("{SECRET}\n")))
}

fn exai() -> Keeper {
    let keeper = Keeper::new();
    set(&keeper, "exai", &[]).code(0);
    keeper
}

#[test]
fn a_secret_with_any_sign_is_masked_and_set_as_it_is() {
    let keeper = Keeper::new();
    let text = "k%25v%0Aq2'w$8e\"r5t7y0u3i6o9p1a4s7d0f3g6h9";
    keeper
        .run_with(&["secret", "set", "odd", "--store", "file", "--secret-file", "-"], |command| {
            command.write_stdin(text)
        })
        .code(0);
    let reveal = ["secret", "show", "odd", "--reveal", "--var", "K"];
    keeper.sandbox.file("github.env", "");
    // The runner reads `%25` as `%` in a command, and as it stands in the file.
    keeper
        .run_with(&[&reveal[..], &["-o", "github"]].concat(), |command| {
            command.env("GITHUB_ENV", "github.env")
        })
        .code(0)
        .stdout(format!("::add-mask::{}\n", text.replace('%', "%25")))
        .stderr("");
    assert_eq!(keeper.sandbox.read("github.env"), format!("K={text}\n"));
    // GitLab takes quotes as they stand, and no white space.
    keeper.run(&[&reveal[..], &["-o", "gitlab"]].concat()).code(0).stdout(format!("K={text}\n")).stderr("");
    keeper
        .run_with(&["secret", "set", "blank", "--store", "file", "--secret-file", "-"], |command| {
            command.write_stdin("two words that are long enough to be one secret 8372")
        })
        .code(0);
    keeper
        .run(&["secret", "show", "blank", "--reveal", "-o", "gitlab"])
        .code(2)
        .stdout("")
        .stderr("error: a value with white space cannot be written for GitLab\n");
}

#[test]
fn keeps_a_secret_and_shows_it_when_that_is_asked_for_alone() {
    let keeper = Keeper::new();
    let assert = set(&keeper, "exai", &[]).code(0).stdout("");
    let kid = keeper.kid("exai", "active");
    assert_eq!(
        stderr(&assert),
        format!("kept the secret `exai` in an encrypted file: kid {kid}, fingerprint {FINGERPRINT}\n")
    );
    let shown = keeper.run(&["secret", "show", "exai"]).code(0).stderr("");
    let text = keeper.plain(&stdout(&shown));
    assert_eq!(
        text,
        format!(
            "exai\n  kept in  an encrypted file\n  active   kid {kid}, made <instant>, fingerprint {FINGERPRINT}\n"
        )
    );
    let reveal = |args: &[&str]| keeper.run(&[&["secret", "show", "exai", "--reveal"], args].concat());
    reveal(&[]).code(0).stdout(format!("{SECRET}\n")).stderr("");
    reveal(&["--kid", &kid]).code(0).stdout(format!("{SECRET}\n")).stderr("");
    reveal(&["-o", "env"]).code(0).stdout(format!("export JWT_SECRET='{SECRET}'\n")).stderr("");
    reveal(&["-o", "env", "--var", "S", "--shell", "dotenv"]).code(0).stdout(format!("S={SECRET}\n"));
    reveal(&["--json"]).code(0).stderr("").stdout(format!(
        "{{\"schema\":1,\"ok\":true,\"kid\":\"{kid}\",\"secret\":\"exai\",\"value\":\"{SECRET}\"}}\n"
    ));
    reveal(&["-o", "header"]).code(2).stdout("").stderr("error: this answer has no form `header`\n");
    for file in [".config/mcp-token/secrets/exai.json", ".config/mcp-token/files.key"] {
        assert!(!fs::read_to_string(keeper.sandbox.home(file)).unwrap().contains(SECRET));
    }
}

#[test]
fn json_tells_the_same() {
    let keeper = Keeper::new();
    let json: Value =
        serde_json::from_str(&line(&set(&keeper, "exai", &["--json"]).code(0).stderr(""))).unwrap();
    let kid = keeper.kid("exai", "active");
    assert_eq!(
        json,
        json!({"schema": 1, "ok": true, "secret": "exai", "kid": kid, "fingerprint": FINGERPRINT,
               "store": "file"})
    );
    let json: Value =
        serde_json::from_str(&line(&keeper.run(&["secret", "show", "exai", "--json"]).code(0))).unwrap();
    assert_eq!((&json["secret"], &json["versions"][0]["kid"]), (&json!("exai"), &json!(kid)));
    assert_eq!(json["versions"][0]["state"], json!("active"));
    assert!(!json.to_string().contains(SECRET));
}

#[test]
fn a_secret_comes_from_a_file_or_stdin_and_is_judged() {
    let keeper = Keeper::new();
    keeper.sandbox.file("good", SECRET);
    keeper.run(&["secret", "set", "a", "--store", "file", "--secret-file", "good"]).code(0).stdout("");
    keeper.run(&["secret", "show", "a", "--reveal"]).code(0).stdout(format!("{SECRET}\n"));

    keeper.sandbox.file("weak", "TEST-PRIVATE");
    keeper.sandbox.file("public", ED25519_PUBLIC);
    keeper.sandbox.file("empty", "\n");
    let refused = |file: &str| {
        keeper.run(&["secret", "set", "b", "--store", "file", "--secret-file", file]).code(2).stdout("")
    };
    assert_eq!(
        stderr(&refused("weak")),
        "error: the secret in `weak` is 12 bytes, HS256 needs 32\nhint: mcp-token secret new\n"
    );
    assert_eq!(stderr(&refused("public")), "error: the secret in `public` is a JSON Web Key, not a secret\n");
    assert!(stderr(&refused("empty")).starts_with("error: the secret in `empty` is empty"));
    let token = mint_claims("{}");
    keeper.sandbox.file("token", format!("Bearer {token}\n"));
    assert_eq!(stderr(&refused("token")), "error: the secret in `token` is a token (JWT), not a secret\n");
    keeper.run(&["secret", "show", "b"]).code(6);
    keeper
        .run(&["secret", "set", "b", "--store", "file", "--secret-file", "weak", "--allow-weak-secret"])
        .code(0);
    keeper.run(&["encode", "--secret-name", "b", "--sub", "a"]).code(0).stderr("");
    // An API key may be one.
    let set = ["secret", "set", "key", "--store", "file", "--secret-file", "token", "--allow-weak-secret"];
    keeper.run(&set).code(0);
    keeper.run(&["secret", "show", "key", "--reveal"]).code(0).stdout(format!("Bearer {token}\n"));
    keeper.run(&["secret", "set", "c", "--store", "file", "--secret-file", "missing"]).code(1).stdout("");
    let assert = keeper.run(&["secret", "set", "c", "--store", "file"]).code(8).stdout("");
    assert!(stderr(&assert).contains("--secret-file"), "{}", stderr(&assert));
}

#[test]
fn one_that_is_kept_is_not_overwritten() {
    let keeper = exai();
    let kid = keeper.kid("exai", "active");
    set(&keeper, "exai", &[])
        .code(2)
        .stdout("")
        .stderr("error: a secret `exai` is kept already\nhint: mcp-token secret rotate exai\n");
    assert_eq!(keeper.kid("exai", "active"), kid);
}

#[test]
fn what_is_not_kept_is_exit_6() {
    let keeper = exai();
    for args in [
        &["show", "x"][..],
        &["show", "x", "--reveal"],
        &["remove", "x"],
        &["rotate", "x"],
        &["rotate", "x", "--activate"],
        &["rotate", "x", "--now"],
        &["revoke", "x"],
    ] {
        keeper
            .run(&[&["secret"], args].concat())
            .code(6)
            .stdout("")
            .stderr("error: no secret `x` is kept\nhint: mcp-token secret list\n");
    }
    for args in [&["show", "../exai"][..], &["remove", "a/b"], &["rotate", ""]] {
        keeper.run(&[&["secret"], args].concat()).code(2).stdout("");
    }
    keeper.run(&["secret", "show", "exai", "--reveal", "--kid", "00000000"]).code(6).stdout("").stderr(
        "error: no version of the secret has the `kid` `00000000`\nhint: mcp-token secret show exai\n",
    );
}

#[test]
fn list_tells_age_and_use_and_warns_of_old_ones() {
    let keeper = Keeper::new();
    keeper.run(&["secret", "list"]).code(0).stdout("").stderr("no secret is kept\n");
    keeper.run(&["secret", "list", "--check"]).code(0).stdout("").stderr("no secret is kept\n");
    set(&keeper, "exai", &[]).code(0);
    set(&keeper, "api", &[]).code(0);
    keeper.set(&["one", "--secret-from", "name:exai", "--store", "none"]);
    keeper.set(&["two", "--secret-from", "name:exai", "--store", "none"]);
    keeper.age_ring("exai", "active", "created_at", now() - 90 * DAY + 600);
    keeper.age_ring("api", "active", "created_at", now() - 3 * DAY - 600);
    keeper.run(&["secret", "list", "--check", "--max-age", "90d"]).code(0).stderr("");
    keeper.age_ring("exai", "active", "created_at", now() - 97 * DAY - 600);
    let (api, exai) = (keeper.kid("api", "active"), keeper.kid("exai", "active"));
    let warning = "warning: the secret `exai` is older than 90 d\nhint: mcp-token secret rotate exai\n";
    let table = format!(
        "SECRET  KID       AGE   BESIDE IT  USED BY   KEPT IN\n\
         api     {api}  3 d   -          -         encrypted file\n\
         exai    {exai}  97 d  -          one, two  encrypted file\n"
    );
    keeper.run(&["secret", "list"]).code(0).stdout(table.clone()).stderr(warning);
    keeper.run(&["secret", "list", "--check", "--max-age", "90d"]).code(4).stdout(table).stderr(warning);
    keeper.run(&["secret", "list", "--check", "--max-age", "98d"]).code(0).stderr("");
    let json: Value =
        serde_json::from_str(&line(&keeper.run(&["secret", "list", "--check", "--json"]).code(4))).unwrap();
    assert_eq!(json["ok"], json!(false));
    assert_eq!(json["secrets"][1]["too_old"], json!(true));
    assert_eq!(
        (&json["secrets"][1]["used_by"], &json["secrets"][0]["used_by"]),
        (&json!(["one", "two"]), &json!([]))
    );
    // Each of them is named; the hint is for one.
    let both = "warning: the secret `api` is older than 2 d\nwarning: the secret `exai` is older than 2 d\n\
                hint: mcp-token secret rotate api\n";
    keeper.run(&["secret", "list", "--max-age", "2d"]).code(0).stderr(both);
    keeper
        .run(&["secret", "list", "-o", "token"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `token`\n");
}

#[test]
fn remove_forgets_all_of_it_unless_a_profile_signs_with_it() {
    let keeper = exai();
    keeper.set(&["one", "--secret-from", "name:exai", "--store", "none"]);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    assert_eq!(keeper.encrypted_files(), 3);
    keeper
        .run(&["secret", "remove", "exai"])
        .code(2)
        .stdout("")
        .stderr("error: the secret `exai` signs the tokens of `one`, and `profile remove` comes first\n");
    keeper.run(&["profile", "remove", "one"]).code(0);
    keeper.run(&["secret", "remove", "exai"]).code(0).stdout("").stderr("forgot the secret `exai`\n");
    assert_eq!(keeper.encrypted_files(), 0);
    set(&keeper, "exai", &[]).code(0);
    keeper
        .run(&["secret", "remove", "exai", "--json"])
        .code(0)
        .stderr("")
        .stdout("{\"schema\":1,\"ok\":true,\"left\":false,\"secret\":\"exai\"}\n");
}

#[test]
fn encode_verify_and_refresh_take_a_kept_secret() {
    let keeper = exai();
    let kid = keeper.kid("exai", "active");
    let token = line(
        &keeper.run(&["encode", "--secret-name", "exai", "--sub", "a", "--ttl", "1h"]).code(0).stderr(""),
    );
    assert_eq!(header_of(&token), format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{kid}"}}"#));
    assert_eq!(token, crate::sandbox::mint(&header_of(&token), &claims_of(&token)));
    let verified = keeper.run(&["verify", "--secret-name", "exai", &token]).code(0).stderr("");
    let text = stdout(&verified);
    assert!(text.contains(&format!("  signature   ok    HS256, secret `exai` ({FINGERPRINT})\n")), "{text}");
    let new = line(&keeper.run(&["refresh", "--secret-name", "exai", &token]).code(0).stderr(""));
    assert_eq!(header_of(&new), header_of(&token));
    for command in ["encode", "verify", "refresh"] {
        keeper
            .run(&[command, "--secret-name", "x", "--", &token])
            .code(if command == "encode" { 2 } else { 6 })
            .stdout("");
    }
    keeper
        .run(&["encode", "--secret-name", "x", "--sub", "a"])
        .code(6)
        .stdout("")
        .stderr("error: no secret `x` is kept\nhint: mcp-token secret list\n");
}

#[test]
fn a_profile_demands_what_it_puts_into_its_tokens() {
    let keeper = Keeper::exai();
    let secret = line(&keeper.run(&["secret", "show", "exai", "--reveal"]).code(0));
    let fingerprint = keeper.ring("exai")["versions"][0]["fingerprint"].as_str().unwrap().to_owned();
    let token = keeper.get(&[]);
    let verify = |token: &str, args: &[&str]| {
        keeper.run_with(
            &[&["verify", "--profile", "exai", "--token-env", "JWT_TOKEN"], args].concat(),
            |command| command.env("JWT_TOKEN", token),
        )
    };
    let good = verify(&token, &[]).code(0).stderr("");
    let text = stdout(&good);
    let (first, rest) = text.split_once('\n').unwrap();
    assert!(
        first.starts_with("VALID  agent_001 for exai-mcp-client, ") && first.ends_with(" left"),
        "{first}"
    );
    assert_eq!(
        keeper.plain(rest),
        format!(
            "  signature   ok    HS256, secret `exai` ({fingerprint})
  issuer      ok    exai-mcp-server
  audience    ok    exai-mcp-client
  not before  -     no `nbf`
  expires     ok    <instant>
  required    ok    sub iat exp iss aud
  quota       ok    100, at least 1 asked
"
        )
    );

    let claims = format!(
        r#"{{"sub":"a","iss":"exai-mcp-server","aud":"other-client","quota":1,"iat":1,"exp":{}}}"#,
        now() - 7200 - 180
    );
    let old = crate::sandbox::mint_with(secret.as_bytes(), crate::sandbox::HS256, claims.as_bytes());
    let refused = verify(&old, &[]).code(4).stderr("hint: mcp-token get exai --force-new\n");
    let text = keeper.plain(&stdout(&refused));
    assert_eq!(
        text,
        format!(
            "REFUSED  2 reasons
  signature   ok    HS256, secret `exai` ({fingerprint})
  issuer      ok    exai-mcp-server
  audience    FAIL  expected exai-mcp-client, found other-client: this token was issued for another server
  expires     FAIL  <instant>
  required    ok    sub iat exp iss aud
  quota       ok    1, at least 1 asked
"
        )
    );
    let new = line(&keeper.shell(&crate::sandbox::hint(&refused)).code(0).stderr(""));
    verify(&new, &[]).code(0).stderr("");

    // What a flag asks for, a new token would not have either.
    verify(&token, &["--aud", "other"]).code(4).stderr("");
    verify(&token, &["--min-quota", "101"]).code(4).stderr("");
    verify(&mint_claims("{}"), &[]).code(4);
    let renewed = line(&keeper.run(&["refresh", "--profile", "exai", &token]).code(0).stderr(""));
    verify(&renewed, &[]).code(0);
    let assert = keeper
        .run(&["refresh", "--profile", "exai", &mint_claims(r#"{"exp":9999999999}"#)])
        .code(4)
        .stdout("");
    assert!(
        stderr(&assert).starts_with("error: the token is refused and not renewed\ncaused by: signature: ")
    );
}

/// What a run has left that was cut off between a new secret and the profile that it was made for.
fn left_over() -> Keeper {
    let keeper = exai();
    let kid = keeper.kid("exai", "active");
    let copy = |user: &str| json!({"store": "file", "service": "mcp-token", "user": user, "of": {"newsecret": "exai"}});
    let list = json!([copy(&format!("secret/exai/{kid}")), copy("secret/exai")]);
    let folder = keeper.sandbox.home(".local/state/mcp-token/left");
    fs::create_dir_all(&folder).unwrap();
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
    fs::write(folder.join("list.json"), list.to_string()).unwrap();
    fs::set_permissions(folder.join("list.json"), Permissions::from_mode(0o600)).unwrap();
    keeper
}

#[test]
fn a_secret_that_somebody_read_or_names_is_no_left_over() {
    let sweep = ["remove", "nobody"];
    let keeper = left_over();
    let swept = keeper.run(&sweep).code(6);
    assert!(
        stderr(&swept).starts_with("removed what was left in an encrypted file: mcp-token / secret/exai")
    );
    keeper.run(&["secret", "show", "exai"]).code(6);

    let token = mint_claims("{}");
    for args in [
        &["secret", "show", "exai", "--reveal"][..],
        &["profile", "set", "x", "--secret-from", "name:exai", "--store", "none"],
        &["encode", "--secret-name", "exai"],
        &["verify", "--secret-name", "exai", "--any-aud", "--allow-no-exp", &token],
        &["secret", "rotate", "exai"],
    ] {
        let keeper = left_over();
        let assert = keeper.run(args);
        assert!(!stderr(&assert).contains("removed what was left"), "{args:?}: {}", stderr(&assert));
        assert_eq!(stderr(&keeper.run(&sweep).code(6)).matches("removed").count(), 0, "{args:?}");
        assert_eq!(line(&keeper.run(&["secret", "show", "exai", "--reveal"]).code(0)), SECRET, "{args:?}");
    }
    let keeper = left_over();
    keeper.run(&["secret", "remove", "exai"]).code(0).stdout("").stderr("forgot the secret `exai`\n");
}
