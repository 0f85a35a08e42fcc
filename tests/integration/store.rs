//! `mcp-token store` and `mcp-token remove`

use crate::keeper::{Keeper, now};
use crate::sandbox::{DAY, HOUR, mint_claims, stderr, stdout};

const OPAQUE: &str = "TEST-PRIVATE-opaque-token";

/// A profile whose tokens are issued elsewhere.
fn partner() -> Keeper {
    Keeper::with(&["partner", "--secret-from", "none", "--store", "file"])
}

fn living_until(unix: i64) -> String {
    mint_claims(&format!(r#"{{"sub":"agent_001","role":"user","iat":{},"exp":{unix}}}"#, unix - DAY))
}

#[test]
fn a_jwt_is_kept_and_handed_out_while_it_lives() {
    let keeper = partner();
    let token = living_until(now() + 12 * HOUR);
    let kept = keeper
        .run_with(&["store", "partner", "--token-env", "T"], |command| command.env("T", &token))
        .code(0)
        .stdout("");
    assert_eq!(keeper.said(&kept), "kept the token of `partner` in an encrypted file, expires <instant>\n");
    assert_eq!(keeper.get(&[]), token);
    keeper.relearn("partner", "expires-at", now() - 60);
    let assert = keeper.run(&["get"]).code(5).stdout("");
    let said = stderr(&assert);
    assert!(said.starts_with("error: profile `partner`: the kept token expired 1 min"), "{said}");
    assert!(said.ends_with("\nhint: mcp-token store --help\n"), "{said}");
}

#[test]
fn tokens_come_from_an_argument_a_variable_a_file_and_stdin() {
    let token = living_until(now() + DAY);
    for args in [&[token.as_str()][..], &["--token-env", "T"], &["@token"], &["-"], &[]] {
        let keeper = partner();
        keeper.sandbox.file("token", format!("Bearer {token}\n"));
        keeper
            .run_with(&[&["store", "partner"], args].concat(), |command| {
                command.env("T", &token).write_stdin(token.as_str())
            })
            .code(0)
            .stdout("");
        assert_eq!(keeper.get(&[]), token, "{args:?}");
    }
}

/// As another program does it that shares the entry.
#[test]
fn what_is_no_jwt_is_not_handed_out_in_the_place_of_one() {
    let keeper = partner();
    keeper.run(&["store", "partner", "--opaque", OPAQUE]).code(0);
    keeper.relearn("partner", "token", "0".repeat(64));
    assert_eq!(keeper.get(&[]), OPAQUE, "one opaque token in the place of another");
    keeper.relearn("partner", "opaque", false);
    let what = "what is kept as `mcp-token / token/partner` cannot be handed out: it is no JWT, and the token that was kept is one";
    let said = format!("error: profile `partner`: {what}\nhint: mcp-token store --help\n");
    for args in [&["get"][..], &["exec", "partner", "--", "true"], &["get", "--no-refresh"]] {
        keeper.run(args).code(7).stdout("").stderr(said.clone());
    }
    keeper.run(&["profile", "set", "partner", "--store", "none"]).code(2);
    assert!(stdout(&keeper.run(&["doctor"]).code(4)).contains(&format!("HIGH  partner  {what}\n")));
    keeper.run(&["store", "partner", "--opaque", OPAQUE]).code(0);
    assert_eq!(keeper.get(&[]), OPAQUE);
    // A newer JWT is one.
    keeper.run(&["store", "partner", &living_until(now() + DAY)]).code(0);
    let newer = keeper.get(&[]);
    keeper.relearn("partner", "token", "0".repeat(64));
    assert_eq!(keeper.get(&[]), newer);
}

#[test]
fn what_is_no_jwt_is_refused_unless_it_is_said_to_be_opaque() {
    let keeper = partner();
    keeper
        .run(&["store", "partner", OPAQUE])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 1 segment, expected 3 (header.payload.signature)\nhint: add --opaque\n");
    keeper
        .run(&["store", "partner", "a.b"])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 2 segments, expected 3 (header.payload.signature)\n");
    // A URL is no token of any kind.
    keeper
        .run(&["store", "partner", "http://localhost/a"])
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 1 segment, expected 3 (header.payload.signature)\n");
    keeper
        .run(&["get"])
        .code(6)
        .stdout("")
        .stderr("error: profile `partner`: no token is kept\nhint: mcp-token store --help\n");
    keeper
        .run(&["store", "partner", "--opaque", OPAQUE])
        .code(0)
        .stdout("")
        .stderr("kept the token of `partner` in an encrypted file, its life is unknown\n");
    assert_eq!(keeper.get(&["--min-ttl", "0s"]), OPAQUE);
    for args in [&["get", "--min-ttl", "1s"][..], &["exec", "--min-ttl", "1s", "--", "echo", "run"]] {
        keeper.run(args).code(5).stdout("").stderr(
            "error: profile `partner`: 1 s of life are asked for, and how long the token lives is not known\n\
             hint: mcp-token store --help\n",
        );
    }
    keeper
        .run(&["exec", "--expect", "1s", "--", "echo", "run"])
        .code(0)
        .stdout("run\n")
        .stderr("warning: how long the token lives is not known, the program expects 1 s\n");
    assert_eq!(keeper.get(&["-o", "header"]), format!("Authorization: Bearer {OPAQUE}"));
}

#[test]
fn the_life_of_a_token_that_does_not_tell_it_can_be_said() {
    let keeper = partner();
    for token in [OPAQUE.to_owned(), mint_claims(r#"{"sub":"a"}"#)] {
        let kept = keeper.run(&["store", "partner", "--opaque", &token, "--exp", "+2h"]).code(0).stdout("");
        assert_eq!(
            keeper.said(&kept),
            "kept the token of `partner` in an encrypted file, expires <instant>\n"
        );
        assert_eq!(keeper.get(&[]), token);
        let assert = keeper.run(&["get", "--min-ttl", "3h"]).code(5).stdout("");
        assert!(
            stderr(&assert).starts_with("error: profile `partner`: 3 h of life are asked for, a token has ")
        );
    }
    let token = living_until(now() + DAY);
    let assert = keeper.run(&["store", "partner", &token, "--exp", "+2h"]).code(2).stdout("");
    assert_eq!(keeper.said(&assert), "error: the token itself expires <instant>\n");
}

#[test]
fn an_expired_one_is_refused() {
    let keeper = partner();
    let ago = |assert| {
        let said = keeper.said(&assert);
        assert!(
            said.starts_with("error: the token expired 3 h ") && said.ends_with(" ago, at <instant>\n"),
            "{said}"
        );
    };
    let expired = living_until(now() - 3 * HOUR - 5);
    ago(keeper.run(&["store", "partner", &expired]).code(5).stdout(""));
    let then = (now() - 3 * HOUR - 5).to_string();
    ago(keeper.run(&["store", "partner", "--opaque", OPAQUE, "--exp", &then]).code(5).stdout(""));
    keeper.run(&["get"]).code(6).stdout("");
}

#[test]
fn a_profile_that_makes_its_own_keeps_no_other() {
    let keeper = Keeper::exai();
    keeper
        .run(&["store", "exai", &living_until(now() + DAY)])
        .code(2)
        .stdout("")
        .stderr("error: the profile `exai` has a key and makes its own tokens\nhint: mcp-token get exai\n");
    keeper
        .run(&["store", "other", "x"])
        .code(6)
        .stdout("")
        .stderr("error: there is no profile `other`\nhint: mcp-token list\n");
}

#[test]
fn a_profile_that_keeps_nothing_keeps_no_token() {
    let keeper = Keeper::keyless_and_kept_nowhere();
    keeper.run(&["store", "partner", &living_until(now() + DAY)]).code(2).stdout("").stderr(
        "error: profile `partner`: the profile keeps its token nowhere\nhint: mcp-token profile set partner --store file\n",
    );
}

#[test]
fn none_can_be_made_anew() {
    let keeper = partner();
    keeper.run(&["store", "partner", "--opaque", OPAQUE]).code(0);
    keeper.run(&["get", "--force-new"]).code(2).stdout("").stderr(
        "error: profile `partner`: its tokens are issued elsewhere: there is no key to make a new one\n\
         hint: mcp-token store --help\n",
    );
    assert_eq!(keeper.get(&[]), OPAQUE);
}

#[test]
fn tells_programs_what_it_tells_people() {
    let keeper = partner();
    let exp = now() + DAY;
    let json = stdout(&keeper.run(&["store", "partner", &living_until(exp), "--json"]).code(0).stderr(""));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["profile"], &json["store"]), (&"partner".into(), &"file".into()));
    assert_eq!(json["expires_at"].as_str().map(str::len), Some(20));
    keeper
        .run(&["store", "partner", "--opaque", OPAQUE, "-o", "token"])
        .code(2)
        .stdout("")
        .stderr("error: this answer has no form `token`\n");
}

#[test]
fn remove_forgets_the_token_and_leaves_the_profile() {
    let keeper = partner();
    keeper.run(&["store", "partner", "--opaque", OPAQUE]).code(0);
    assert_eq!(keeper.encrypted_files(), 1);
    keeper.run(&["remove", "partner"]).code(0).stdout("").stderr("forgot the token of `partner`\n");
    assert_eq!(keeper.encrypted_files(), 0);
    keeper.run(&["remove", "partner"]).code(6).stdout("").stderr("error: no token of `partner` is kept\n");
    keeper.run(&["get"]).code(6).stdout("");
    keeper.run(&["remove", "partner", "--json"]).code(6).stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"no_token\",\"message\":\"no token of `partner` is kept\",\"hint\":null}}\n",
    );

    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    keeper
        .run(&["remove", "exai", "--json"])
        .code(0)
        .stderr("")
        .stdout("{\"schema\":1,\"ok\":true,\"profile\":\"exai\"}\n");
    assert_ne!(keeper.get(&[]), token);
}

#[test]
fn a_form_that_remove_does_not_have_removes_nothing() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    for args in [&["remove", "exai", "-o", "token"][..], &["profile", "remove", "exai", "-o", "env"]] {
        let form = args.last().unwrap();
        keeper.run(args).code(2).stdout("").stderr(format!("error: this answer has no form `{form}`\n"));
    }
    assert_eq!(keeper.get(&[]), token);
}

#[test]
fn what_is_no_token_takes_no_token_s_place() {
    let keeper = partner();
    keeper.run(&["store", "partner", "--opaque", OPAQUE]).code(0);
    let visible = "error: a token is visible ASCII without blanks, as a header can carry it (RFC 9110)\n";
    for (text, said) in [
        ("", "error: the token is empty\n"),
        ("\"\"", "error: the token is empty\n"),
        ("a\u{1b}[31mb", visible),
        ("a\u{202e}b", visible),
        ("é", visible),
    ] {
        keeper.run(&["store", "partner", "--opaque", text]).code(2).stdout("").stderr(said);
    }
    for (text, place) in [("abc.def.ghi", ""), ("abc.def.gh;", ": `;` stands after character 10")] {
        keeper
            .run(&["store", "partner", text])
            .code(3)
            .stdout("")
            .stderr(format!("error: not a JWT: its signature is not base64url without padding{place}\n"));
    }
    let early = mint_claims(&format!(r#"{{"nbf":{},"exp":{}}}"#, now() + HOUR, now() + DAY));
    let assert = keeper.run(&["store", "partner", &early]).code(5).stdout("");
    assert!(stderr(&assert).starts_with("error: the token is not valid before "));
    assert_eq!(keeper.get(&[]), OPAQUE);
}
