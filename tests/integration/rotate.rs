//! `mcp-token secret rotate` and `revoke`

use serde_json::{Value, json};

use crate::keeper::{Keeper, now};
use crate::sandbox::{HOUR, OTHER_SECRET, SECRET, header_of, hint, line, stderr, stdout};

fn kid_of(token: &str) -> String {
    header_of(token).split(r#""kid":""#).nth(1).unwrap()[..8].to_owned()
}

fn reveal(keeper: &Keeper, args: &[&str]) -> String {
    line(&keeper.run(&[&["secret", "show", "exai", "--reveal"], args].concat()).code(0).stderr(""))
}

/// `verify` with the profile and with the secret: both exit alike.
fn verify(keeper: &Keeper, token: &str, code: i32) {
    keeper.run(&["verify", "--profile", "exai", token]).code(code);
    keeper.run(&["verify", "--secret-name", "exai", "--any-aud", token]).code(code);
}

#[test]
fn rotation_has_two_steps_and_the_old_secret_verifies_until_the_grace_ends() {
    let keeper = Keeper::exai();
    let (old, first) = (keeper.kid("exai", "active"), reveal(&keeper, &[]));
    let token = keeper.get(&[]);

    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0).stdout("");
    let next = keeper.kid("exai", "next");
    assert_eq!(
        stderr(&assert),
        format!(
            "secret `exai`: kid {next} is next, {old} still signs
  profiles  exai
  server    must learn the new secret (kid {next}) before it is activated
  then      mcp-token secret rotate exai --activate
hint: mcp-token secret show exai --reveal --kid {next}
"
        )
    );
    let second = line(&keeper.shell(&hint(&assert)).code(0).stderr(""));
    assert_ne!(first, second);
    assert_eq!(
        (keeper.get(&[]), reveal(&keeper, &[])),
        (token.clone(), first.clone()),
        "nothing changed yet"
    );
    assert_eq!(kid_of(&keeper.get(&["--force-new"])), old);
    let early = crate::sandbox::mint_with(
        second.as_bytes(),
        &format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{next}"}}"#),
        crate::sandbox::claims_of(&token).as_bytes(),
    );
    verify(&keeper, &early, 4);

    let assert = keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        format!(
            "secret `exai`: kid {next} signs now, {old} verifies until <instant>
  profiles  exai: the next `get` makes new tokens
  server    must know the new secret now, and the old one until <instant>
  or else   a server that knows one secret only refuses every token made before
hint: mcp-token secret show exai --reveal
"
        )
    );
    assert_eq!(line(&keeper.shell(&hint(&assert)).code(0).stderr("")), second);
    let new = keeper.get(&[]);
    assert_eq!((kid_of(&new), kid_of(&token)), (next.clone(), old.clone()));
    for token in [&new, &token, &early] {
        verify(&keeper, token, 0);
    }
    keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    verify(&keeper, &token, 4);
    verify(&keeper, &new, 0);
    let shown = stdout(&keeper.run(&["secret", "show", "exai"]).code(0));
    assert!(
        shown.contains(&format!("  previous  kid {old}, "))
            && shown.contains(&format!("  active    kid {next}, "))
    );
}

#[test]
fn a_report_says_what_the_server_must_be_told_and_what_was_written() {
    for (keeper, early) in [(Keeper::exai(), "before_activation"), (imported(), "at_activation")] {
        let path = keeper.sandbox.path("app.env");
        for (step, state, when) in
            [("", "next", early), ("--activate", "active", "now"), ("--now", "active", "now")]
        {
            let is_written = state == "active";
            let args = ["secret", "rotate", "exai", "--json", step];
            let assert = keeper.run(&args[..if step.is_empty() { 4 } else { 5 }]).code(0);
            let found: Value = serde_json::from_str(&line(&assert)).unwrap();
            let versions = found["versions"].as_array().unwrap();
            let until = versions.iter().rfind(|version| version["state"] == "previous" && is_written);
            let kid = keeper.kid("exai", state);
            let dotenv = json!({"path": path, "variables": ["JWT_SECRET", "JWT_SECRET_PREVIOUS"], "written": is_written});
            let expected = json!({"schema": 1, "ok": true, "secret": "exai", "versions": versions, "profiles": ["exai"], "clients": [],
                "server": {"kid": kid, "when": when, "verify_until": until.map(|version| &version["verify_until"])},
                "dotenv": if early == "at_activation" { dotenv } else { Value::Null }});
            assert_eq!(found, expected, "{step}");
        }
    }
}

/// Who asks this program for a token has the new one at once.
#[test]
fn clients_that_have_a_token_of_before_are_named() {
    let keeper = Keeper::exai();
    keeper.set(&["exai", "--url", "https://mcp.example.com/mcp"]);
    keeper.set(&["other", "--secret-from", "new", "--url", "https://other.example/mcp", "--store", "file"]);
    for (client, profile) in
        [("codex", "exai"), ("cursor", "exai"), ("vscode", "exai"), ("gemini", "other"), ("zed", "exai")]
    {
        keeper.run(&["client", "install", client, "--profile", profile]).code(0);
    }
    let named = "  clients   cursor, vscode: with a token made before until they are given a new one\n";
    let first = stderr(&keeper.run(&["secret", "rotate", "exai"]).code(0));
    assert!(!first.contains("  clients "), "{first}");
    let second = stderr(&keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0));
    assert!(second.contains(named), "{second}");
    let json = line(&keeper.run(&["secret", "rotate", "exai", "--now", "--json"]).code(0));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["clients"], json!(["cursor", "vscode"]));
}

#[test]
fn a_kid_means_exactly_that_secret() {
    let keeper = Keeper::exai();
    let (old, first) = (keeper.kid("exai", "active"), reveal(&keeper, &[]));
    let claims = crate::sandbox::claims_of(&keeper.get(&[]));
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let (new, second) = (keeper.kid("exai", "active"), reveal(&keeper, &[]));
    let token = |secret: &str, kid: &str| {
        let header = if kid.is_empty() {
            crate::sandbox::HS256.to_owned()
        } else {
            format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#)
        };
        crate::sandbox::mint_with(secret.as_bytes(), &header, claims.as_bytes())
    };
    for (secret, kid, code) in [
        (&first, old.as_str(), 0),
        (&second, new.as_str(), 0),
        (&first, new.as_str(), 4),
        (&second, old.as_str(), 4),
        (&first, "00000000", 4),
        (&first, "", 0),
        (&second, "", 0),
    ] {
        verify(&keeper, &token(secret, kid), code);
    }
    keeper.age_ring("exai", "previous", "verify_until", now() - 1);
    verify(&keeper, &token(&first, ""), 4);
}

#[test]
fn a_step_may_be_repeated() {
    let keeper = Keeper::exai();
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    let next = keeper.kid("exai", "next");
    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert_eq!(keeper.kid("exai", "next"), next);
    let old = keeper.kid("exai", "active");
    let since = format!("secret `exai`: kid {next} is next since <instant>, {old} still signs\n");
    assert!(keeper.said(&assert).starts_with(&since), "{}", keeper.said(&assert));
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0);
    keeper
        .run(&["secret", "rotate", "exai", "--activate"])
        .code(2)
        .stdout("")
        .stderr("error: the secret `exai` has no next version\nhint: mcp-token secret rotate exai\n");
    assert_eq!(keeper.kid("exai", "active"), next);
}

#[test]
fn now_does_both_steps_and_a_grace_of_nothing_ends_the_old_one() {
    let keeper = Keeper::exai();
    let (old, token) = (keeper.kid("exai", "active"), keeper.get(&[]));
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "0s"]).code(0).stdout("");
    verify(&keeper, &token, 4);
    assert_eq!(keeper.encrypted_files(), 3, "the active one twice, and the token");
    let assert = keeper.run(&["secret", "show", "exai", "--reveal", "--kid", &old]).code(6).stdout("");
    assert_eq!(stderr(&assert), format!("error: the secret `exai` ({old}) is not in an encrypted file\n"));
    let new = keeper.get(&[]);
    assert_eq!(kid_of(&new), keeper.kid("exai", "active"));
    verify(&keeper, &new, 0);
}

/// That the last one is refused says nothing of one before it.
#[test]
fn one_before_the_last_is_told_while_it_verifies() {
    let keeper = Keeper::exai();
    let kid = || keeper.kid("exai", "active");
    let first = kid();
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let assert = keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "0s"]).code(0);
    let said = keeper.said(&assert);
    let still =
        format!("  still     {first} verifies until <instant>: mcp-token secret revoke exai --kid {first}\n");
    assert!(said.contains(", and the old one no more\n") && said.contains(&still), "{said}");
    keeper.run(&["secret", "revoke", "exai", "--kid", &first]).code(0);
    let assert = keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "0s"]).code(0);
    assert!(!keeper.said(&assert).contains("  still "), "{}", keeper.said(&assert));
    // Of the last the line above tells.
    let assert = keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    assert!(!keeper.said(&assert).contains("  still "), "{}", keeper.said(&assert));
}

#[test]
fn the_grace_is_the_longest_life_of_a_token_and_the_leeway_unless_it_is_said() {
    let keeper = Keeper::exai();
    keeper.set(&["long", "--secret-from", "name:exai", "--store", "none", "--ttl", "48h", "--leeway", "60s"]);
    keeper.set(&["last", "--secret-from", "name:exai", "--store", "none", "--ttl", "1h"]);
    keeper.set(&["other", "--secret-from", "new", "--store", "none", "--ttl", "90d"]);
    let grace = |args: &[&str]| {
        let before = now();
        let json = line(
            &keeper
                .run(&[&["secret", "rotate", "exai", "--now", "--json"], args].concat())
                .code(0)
                .stderr(""),
        );
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["profiles"], json!(["exai", "long", "last"]));
        let ring = keeper.ring("exai");
        let versions = ring["versions"].as_array().unwrap();
        let previous = versions.iter().rfind(|version| version["state"] == "previous").unwrap();
        (previous["verify_until"].as_i64().unwrap() - before, now() - before)
    };
    for (args, expected) in [(&[][..], 48 * HOUR + 60), (&["--grace", "1h"], HOUR), (&["--grace", "1s"], 1)] {
        let (found, passed) = grace(args);
        assert!((expected..=expected + passed).contains(&found), "{args:?}: {found}");
    }
    keeper
        .run(&["secret", "rotate", "exai", "--grace", "1h"])
        .code(2)
        .stdout("")
        .stderr("error: `--grace` begins when the next secret is activated\n");
}

#[test]
fn the_next_secret_can_be_given() {
    let keeper = Keeper::exai();
    keeper.sandbox.file("next", format!("{OTHER_SECRET}\n"));
    keeper.run(&["secret", "rotate", "exai", "--secret-file", "next"]).code(0);
    assert_eq!(reveal(&keeper, &["--kid", &keeper.kid("exai", "next")]), OTHER_SECRET);
    keeper.run(&["secret", "rotate", "exai", "--secret-file", "next"]).code(2).stdout("").stderr(
        "error: the secret `exai` has a next version already\nhint: mcp-token secret rotate exai --activate\n",
    );
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0);
    assert_eq!(reveal(&keeper, &[]), OTHER_SECRET);
    keeper.sandbox.file("weak", "TEST-PRIVATE");
    keeper.run(&["secret", "rotate", "exai", "--secret-file", "weak"]).code(2).stdout("");
    assert_eq!(keeper.kid("exai", "next"), "");
}

#[test]
fn revoke_ends_the_grace_or_drops_the_next_one_and_never_what_signs() {
    let keeper = Keeper::exai();
    let (old, token) = (keeper.kid("exai", "active"), keeper.get(&[]));
    keeper
        .run(&["secret", "revoke", "exai"])
        .code(6)
        .stdout("")
        .stderr("error: the secret `exai` has no previous version\n");
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    verify(&keeper, &token, 0);
    let said = keeper.said(&keeper.run(&["secret", "revoke", "exai"]).code(0).stdout(""));
    let [early, revoked] = said.lines().collect::<Vec<_>>()[..] else { panic!("{said}") };
    let grace = format!("warning: tokens that kid {old} has signed are refused from now on, 2");
    assert!(early.starts_with(&grace) && early.ends_with(" before its grace ends"), "{said}");
    assert_eq!(revoked, format!("secret `exai`: kid {old} is revoked"));
    verify(&keeper, &token, 4);
    let refused =
        keeper.run(&["verify", "--secret-name", "exai", "--any-aud", &token, "--now", "+1h"]).code(4);
    let told = format!("kid {old} of the secret `exai` was revoked ");
    assert!(
        stderr(&refused).starts_with(&told) && stderr(&refused).ends_with(" ago\n"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(keeper.kid("exai", "revoked"), old);

    let active = keeper.kid("exai", "active");
    keeper.run(&["secret", "revoke", "exai", "--kid", &active]).code(2).stdout("").stderr(
        "error: the secret `exai` signs with that version\nhint: mcp-token secret rotate exai --now\n",
    );
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    let next = keeper.kid("exai", "next");
    keeper
        .run(&["secret", "revoke", "exai", "--kid", &next, "--json"])
        .code(0)
        .stdout(format!("{{\"schema\":1,\"ok\":true,\"revoked\":[\"{next}\"],\"secret\":\"exai\"}}\n"))
        .stderr("");
    assert_eq!((keeper.kid("exai", "next"), keeper.kid("exai", "active")), (String::new(), active));
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(2).stdout("");
    keeper.run(&["secret", "revoke", "exai", "--kid", "00000000"]).code(6).stdout("").stderr(
        "error: no version of the secret has the `kid` `00000000`\nhint: mcp-token secret show exai\n",
    );
    let assert = keeper.run(&["secret", "revoke", "exai", "--kid", SECRET]).code(2).stdout("");
    assert_eq!(
        stderr(&assert),
        "error: `--kid`: a `kid` is 8 hex digits in lower case\nhint: mcp-token secret revoke --help\n"
    );
}

/// A profile whose secret lives in `.env`.
fn imported() -> Keeper {
    let keeper = Keeper::new();
    keeper
        .sandbox
        .file("app.env", format!("# app\r\nPORT=1\r\nexport JWT_SECRET='{SECRET}' # ours\r\nLAST=1"));
    keeper
        .run(&[
            "profile",
            "import",
            "exai",
            "--env-file",
            "app.env",
            "--secret-var",
            "JWT_SECRET",
            "--preset",
            "exai",
            "--sub",
            "a",
            "--store",
            "file",
        ])
        .code(0);
    keeper
}

#[test]
fn a_secret_in_a_dotenv_file_is_written_there_when_it_is_activated() {
    let keeper = imported();
    let before = keeper.sandbox.read("app.env");
    let token = keeper.get(&[]);
    let assert = keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert_eq!(keeper.sandbox.read("app.env"), before);
    let (next, old) = (keeper.kid("exai", "next"), keeper.kid("exai", "active"));
    assert_eq!(
        keeper.said(&assert),
        format!(
            "secret `exai`: kid {next} is next, {old} still signs
  profiles  exai
  then      `JWT_SECRET` and `JWT_SECRET_PREVIOUS` are written to ./app.env
  server    must be started again right then: it refuses new tokens until it knows kid {next}
hint: mcp-token secret rotate exai --activate
"
        )
    );
    let assert = keeper.shell(&hint(&assert)).code(0).stdout("");
    assert!(!keeper.said(&assert).contains("warning"), "{}", stderr(&assert));
    let server = "  server    must be started again at once: it must know the new secret now, and the old one until <instant>\n";
    assert!(keeper.said(&assert).contains(server), "{}", stderr(&assert));
    let new = reveal(&keeper, &[]);
    let after = keeper.sandbox.read("app.env");
    assert!(
        after.starts_with(&format!("# app\r\nPORT=1\r\nexport JWT_SECRET='{new}' # ours\r\nLAST=1")),
        "{after}"
    );
    assert_eq!(after.matches(SECRET).count(), 1);
    assert!(
        after.contains(&format!("JWT_SECRET_PREVIOUS={SECRET}"))
            || after.contains(&format!("JWT_SECRET_PREVIOUS='{SECRET}'")),
        "{after}"
    );
    let args = ["--env-file", "app.env", "--any-aud"];
    keeper.run(&[&["verify", &token, "--secret-env", "JWT_SECRET_PREVIOUS"], &args[..]].concat()).code(0);
    keeper.run(&[&["verify", &keeper.get(&[]), "--secret-env", "JWT_SECRET"], &args[..]].concat()).code(0);

    // A file that was put back to what it was holds nothing that is not kept.
    std::fs::write(keeper.sandbox.path("app.env"), &before).unwrap();
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let third = keeper.sandbox.read("app.env");
    assert!(
        third.contains(&new) && !third.contains(SECRET) && third.contains(&reveal(&keeper, &[])),
        "{third}"
    );
    assert_eq!(third.matches("JWT_SECRET_PREVIOUS").count(), 1);
}

#[test]
fn a_next_secret_that_the_dotenv_file_cannot_hold_is_refused_before_it_is_kept() {
    let keeper = imported();
    keeper.sandbox.file("spaced", format!("{OTHER_SECRET} {OTHER_SECRET}"));
    keeper.sandbox.file("bytes", (0x80..0xb0).collect::<Vec<u8>>());
    for (file, why) in [
        (
            "spaced",
            "character 65 of the new value of `JWT_SECRET` cannot be written without being interpreted",
        ),
        ("bytes", "it is not UTF-8"),
    ] {
        let rotate = ["secret", "rotate", "exai", "--secret-file", file];
        let assert = keeper.run(&rotate).code(2).stdout("");
        let said =
            format!("error: a secret that lives in ./app.env is written there when it is rotated: {why}\n");
        assert_eq!(keeper.said(&assert), said);
        assert_eq!(keeper.kid("exai", "next"), "");
    }
    // One that lives nowhere else may be any text.
    let keeper = Keeper::exai();
    keeper.sandbox.file("spaced", format!("{OTHER_SECRET} {OTHER_SECRET}"));
    keeper.run(&["secret", "rotate", "exai", "--secret-file", "spaced"]).code(0);
}

#[test]
fn a_dotenv_file_that_cannot_be_written_leaves_everything_as_it_was() {
    let keeper = imported();
    let token = keeper.get(&[]);
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    let ring = keeper.ring("exai");
    std::fs::rename(keeper.sandbox.path("app.env"), keeper.sandbox.path("gone.env")).unwrap();
    let assert = keeper.run(&["secret", "rotate", "exai", "--activate"]).code(2).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "error: the secret lives in ./app.env, and that file is not there\nhint: (umask 077 && touch ./app.env)\n"
    );
    let got = keeper.run(&["get"]).code(0).stdout(format!("{token}\n"));
    assert!(stderr(&got).starts_with("warning: cannot open `"), "{}", stderr(&got));
    assert_eq!(keeper.ring("exai"), ring);

    std::fs::rename(keeper.sandbox.path("gone.env"), keeper.sandbox.path("app.env")).unwrap();
    keeper.sandbox.git(["init", "-q"]);
    keeper.sandbox.git(["add", "app.env"]);
    let before = keeper.sandbox.read("app.env");
    let assert = keeper.run(&["secret", "rotate", "exai", "--activate"]).code(7).stdout("");
    let said = keeper.said(&assert);
    assert!(said.starts_with("error: git tracks ./app.env: a secret in it would be published\n"), "{said}");
    assert_eq!((keeper.sandbox.read("app.env"), keeper.ring("exai"), keeper.get(&[])), (before, ring, token));
    keeper.shell(&hint(&assert)).code(0);
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0);
}

#[test]
fn a_dotenv_file_that_is_gone_is_written_anew_where_that_is_wanted() {
    let keeper = imported();
    std::fs::remove_file(keeper.sandbox.path("app.env")).unwrap();
    let assert = keeper.run(&["secret", "rotate", "exai", "--now"]).code(2).stdout("");
    keeper.shell(&hint(&assert)).code(0);
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    let expected = format!("JWT_SECRET={}\nJWT_SECRET_PREVIOUS={SECRET}\n", reveal(&keeper, &[]));
    assert_eq!(keeper.sandbox.read("app.env"), expected);
    // Its directory is gone as well.
    std::fs::create_dir(keeper.sandbox.path("d")).unwrap();
    std::fs::rename(keeper.sandbox.path("app.env"), keeper.sandbox.path("d/app.env")).unwrap();
    let import = ["profile", "import", "two", "--env-file", "d/app.env", "--secret-var", "JWT_SECRET"];
    keeper.run(&[&import[..], &["--store", "file"]].concat()).code(0);
    std::fs::remove_dir_all(keeper.sandbox.path("d")).unwrap();
    let assert = keeper.run(&["secret", "rotate", "two"]).code(2).stdout("");
    assert_eq!(keeper.said(&assert), "error: the secret lives in ./d/app.env, and that file is not there\n");
}

#[test]
fn a_secret_that_somebody_else_put_into_the_dotenv_file_is_not_overwritten() {
    let keeper = imported();
    let (token, ours) = (keeper.get(&[]), keeper.sandbox.read("app.env"));
    let put = |text: &str| std::fs::write(keeper.sandbox.path("app.env"), text).unwrap();
    let theirs = ours.replace(SECRET, OTHER_SECRET);
    put(&theirs);
    let said = "error: `JWT_SECRET` in ./app.env is another secret by now\n\
                hint: mcp-token profile import exai --secret-var JWT_SECRET --env-file ./app.env\n";
    for step in [&[][..], &["--now"]] {
        let assert = keeper.run(&[&["secret", "rotate", "exai"], step].concat()).code(1).stdout("");
        assert_eq!(keeper.said(&assert), said, "{step:?}");
    }
    put(&ours);
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    put(&theirs);
    let assert = keeper.run(&["secret", "rotate", "exai", "--activate"]).code(1).stdout("");
    assert_eq!(keeper.said(&assert), said);
    assert_eq!(keeper.sandbox.read("app.env"), theirs);
    assert_eq!(line(&keeper.run(&["get"]).code(0)), token);
    // The new one is no surprise: a run may have been cut off after it wrote the file.
    let next = reveal(&keeper, &["--kid", &keeper.kid("exai", "next")]);
    put(&ours.replace(SECRET, &next));
    // It stands in the file, and is shown to nobody for that.
    let said = stderr(&keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0));
    assert!(
        said.contains("\n  wrote     `JWT_SECRET` and `JWT_SECRET_PREVIOUS` to ") && !said.contains("hint"),
        "{said}"
    );
    assert_eq!(reveal(&keeper, &[]), next);
    assert_eq!(keeper.sandbox.read("app.env").matches(SECRET).count(), 1);
}

#[test]
fn the_entry_that_other_programs_read_follows_the_active_secret() {
    let keeper = Keeper::exai();
    // Named by what a store calls the entry: the first half of the SHA-256 of service, NUL, user.
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, b"mcp-token\0secret/exai");
    let name = format!(".local/state/mcp-token/store/{}.age", hex::encode(&digest.as_ref()[..16]));
    let entry = || std::fs::read(keeper.sandbox.home(&name)).unwrap();
    let first = entry();
    keeper.run(&["secret", "rotate", "exai"]).code(0);
    assert_eq!(entry(), first);
    keeper.run(&["secret", "rotate", "exai", "--activate"]).code(0);
    assert_ne!(entry(), first);
}

#[test]
fn verify_judges_the_grace_by_the_instant_that_it_was_told() {
    let keeper = Keeper::exai();
    let old = keeper.get(&[]);
    keeper.run(&["secret", "rotate", "exai", "--now", "--grace", "1h"]).code(0);
    keeper.run(&["verify", "--profile", "exai", &old, "--now", "+59m"]).code(0);
    let kid = kid_of(&old);
    for key in [&["--profile", "exai"][..], &["--secret-name", "exai", "--any-aud"]] {
        let late = keeper.run(&[&["verify", &old, "--now", "+61m"], key].concat()).code(4);
        let told = format!("kid {kid} of the secret `exai` ended its grace ");
        assert!(stderr(&late).lines().any(|line| line.starts_with(&told) && line.ends_with(" ago")));
    }
}

#[test]
fn several_rotations_at_once_all_come_to_their_end() {
    let keeper = Keeper::exai();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| keeper.run(&["secret", "rotate", "exai", "--now"]).code(0));
        }
    });
    keeper.run(&["get", "exai"]).code(0);
    assert_eq!(keeper.ring("exai")["versions"].as_array().unwrap().len(), 5);
}
