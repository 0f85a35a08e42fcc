//! What people paste where a token is wanted: around it anything usual, inside it nothing.

use crate::sandbox::{CLAIMS, NOON, Sandbox, mint_claims};

/// What is read is one and the same token, whatever stood around it.
#[test]
fn what_stands_around_a_token_is_passed_over() {
    let token = mint_claims(CLAIMS);
    for pasted in [
        token.clone(),
        format!("{token}\n"),
        format!("{token}\r\n"),
        format!("\n\n  {token}  \r\n\r\n"),
        format!("\u{feff}{token}"),
        format!("\"{token}\""),
        format!("'{token}'"),
        format!("`{token}`"),
        format!("“{token}”"),
        format!("„Bearer {token}“"),
        format!("Bearer {token}"),
        format!("Bearer\t{token}"),
        format!("bearer   {token}\r\n"),
        format!("BEARER {token}"),
        format!("Authorization: Bearer {token}"),
        format!("authorization:{token}"),
        format!("\"Authorization: Bearer {token}\""),
        format!("'Bearer {token}'\n"),
        format!("{{\"access_token\":\"{token}\"}}"),
        format!("{{\n  \"token\": \"{token}\"\n}}\r\n"),
        format!("{{\"jwt\":\"Bearer {token}\"}}"),
        format!("{{\"id_token\":\"{token}\"}}"),
        format!("{{\"Authorization\":\"Bearer {token}\"}}"),
    ] {
        for args in [&["-"][..], &[]] {
            Sandbox::new()
                .mcp_token(["decode", "--part", "claims"])
                .args(args)
                .write_stdin(pasted.as_str())
                .assert()
                .code(0)
                .stdout(format!("{CLAIMS}\n"))
                .stderr("");
        }
        Sandbox::new()
            .mcp_token(["decode", "--part", "claims", &pasted])
            .assert()
            .code(0)
            .stdout(format!("{CLAIMS}\n"))
            .stderr("");
        Sandbox::new()
            .mcp_token(["decode", "--part", "claims", "--token-env", "TOKEN"])
            .env("TOKEN", &pasted)
            .assert()
            .code(0)
            .stdout(format!("{CLAIMS}\n"))
            .stderr("");
    }
}

#[test]
fn a_file_is_read_after_an_at_sign() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("token.txt", format!("{}\r\n", mint_claims(CLAIMS)), 0o644);
    sandbox
        .mcp_token(["decode", "--part", "claims", "@token.txt"])
        .assert()
        .code(0)
        .stdout(format!("{CLAIMS}\n"))
        .stderr("");
}

#[test]
fn the_other_members_of_an_answer_are_named_in_a_note_without_their_values() {
    let answer = format!(
        r#"{{"token_type":"Bearer","access_token":"{}","expires_in":3600,"refresh_token":"TEST-r"}}"#,
        mint_claims(CLAIMS)
    );
    Sandbox::new()
        .mcp_token(["decode", "--part", "claims"])
        .write_stdin(answer)
        .assert()
        .code(0)
        .stdout(format!("{CLAIMS}\n"))
        .stderr("note: passed over token_type, expires_in, refresh_token of the JSON text\n");
}

#[test]
fn json_without_a_token_says_where_one_was_looked_for() {
    for pasted in [r#"{"refresh_token":"a.b.c"}"#, r#"{"access_token":1}"#, r#"{"access_token":"a.b.c""#] {
        Sandbox::new()
            .mcp_token(["decode", "--now", NOON])
            .write_stdin(pasted)
            .assert()
            .code(3)
            .stdout("")
            .stderr(
                "error: not a JWT: a JSON text without `access_token`, `token`, `jwt`, `id_token` or `Authorization`\n",
            );
    }
}

#[test]
fn a_folded_token_is_refused_and_the_place_is_said() {
    let token = mint_claims(CLAIMS);
    for (fold, at) in [("\n", 76), ("\r\n", 80), ("\n  ", 1)] {
        Sandbox::new()
            .mcp_token(["decode"])
            .write_stdin(format!("{}{fold}{}", &token[..at], &token[at..]))
            .assert()
            .code(3)
            .stdout("")
            .stderr(format!("error: not a JWT: folded after character {at} when it was copied\n"));
    }
}

#[test]
fn a_blank_inside_a_token_is_refused_and_the_place_is_said() {
    let token = mint_claims(CLAIMS);
    Sandbox::new()
        .mcp_token(["verify", "--secret-env", "SECRET"])
        .write_stdin(format!("{} {}", &token[..40], &token[40..]))
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: a blank stands after character 40\n");
}

#[test]
fn base64url_is_read_strictly() {
    let token = mint_claims(CLAIMS);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    // The last digit of a 32-byte signature has two spare bits; other ones say the same bytes.
    let last = signature.chars().last().unwrap();
    let next = char::from(u8::try_from(last).unwrap() + 1);
    let spare = format!("{}{next}", &signature[..signature.len() - 1]);
    for (token, part, letter) in [
        (format!("{token}="), "signature", Some(("`=`", token.len()))),
        (format!("{signed}.{spare}"), "signature", None),
        (format!("{signed}.{}+", &signature[1..]), "signature", Some(("`+`", token.len() - 1))),
        (format!("{header}.{payload}=.{signature}"), "payload", Some(("`=`", signed.len()))),
        (format!("{header}%.{payload}.{signature}"), "header", Some(("`%`", header.len()))),
        (format!("{token};"), "signature", Some(("`;`", token.len()))),
        (format!("JWT_TOKEN={token}"), "header", Some(("`=`", 9))),
        (format!("“{token}"), "header", Some(("U+201C", 0))),
        (format!("{signed}\u{200b}.{signature}"), "payload", Some(("U+200B", signed.len()))),
        (format!("{token}é"), "signature", Some(("U+00E9", token.len()))),
    ] {
        let place = letter.map(|(name, after)| format!(": {name} stands after character {after}"));
        let place = place.unwrap_or_default();
        for args in [&["decode"][..], &["verify", "--secret-env", "SECRET"]] {
            Sandbox::new()
                .mcp_token(args)
                .env("SECRET", crate::sandbox::SECRET)
                .write_stdin(token.as_str())
                .assert()
                .code(3)
                .stdout("")
                .stderr(format!("error: not a JWT: its {part} is not base64url without padding{place}\n"));
        }
    }
}

#[test]
fn every_number_of_segments_but_three_is_refused() {
    for (text, segments, file) in [
        ("abc", "1 segment", "; a file is read as @FILE"),
        ("token.txt", "2 segments", "; a file is read as @FILE"),
        ("a.b.c.d", "4 segments", ""),
        ("a.b.c.d.e.f", "6 segments", ""),
    ] {
        let why = format!("error: not a JWT: {segments}, expected 3 (header.payload.signature)");
        let sandbox = Sandbox::new();
        // One that is there has no say.
        sandbox.file(text, text);
        let decode =
            |argument: &str| sandbox.mcp_token(["decode", argument]).write_stdin(text).assert().code(3);
        decode(text).stdout("").stderr(format!("{why}{file}\n"));
        for read in [format!("@{text}"), "-".to_owned()] {
            decode(&read).stdout("").stderr(format!("{why}\n"));
        }
    }
}

#[test]
fn a_token_of_more_than_a_mebibyte_is_refused_and_one_of_a_mebibyte_is_read() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["decode"])
        .write_stdin("a".repeat((1 << 20) + 1))
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 1048577 bytes, at most 1048576 are read\n");
    sandbox
        .mcp_token(["decode"])
        .write_stdin("a".repeat(1 << 20))
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: not a JWT: 1 segment, expected 3 (header.payload.signature)\n");
    // A file that is larger than anything that could stand around a token is not read to its end.
    sandbox.file("big", "a".repeat(1_100_000));
    sandbox.mcp_token(["decode", "@big", "--json"]).assert().code(3).stderr("").stdout(
        "{\"schema\":1,\"ok\":false,\"error\":{\"code\":\"too_large\",\"message\":\"the token: more than 1 MiB\",\"hint\":null}}\n",
    );
}

#[test]
fn what_is_not_utf_8_is_no_token() {
    Sandbox::new()
        .mcp_token(["decode"])
        .write_stdin(b"abc\xff.d.e".as_slice())
        .assert()
        .code(3)
        .stdout("")
        .stderr("error: the token is not UTF-8 after byte 3\n");
}

#[test]
fn a_token_from_two_places_is_a_usage_error() {
    Sandbox::new()
        .mcp_token(["decode", "a.b.c", "--token-env", "TOKEN"])
        .env("TOKEN", "a.b.c")
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `[TOKEN]` does not go with `--token-env <VAR>`\nhint: mcp-token decode --help\n");
}

#[test]
fn a_token_variable_that_is_not_set_is_named() {
    Sandbox::new()
        .mcp_token(["decode", "--token-env", "TOKEN"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: the variable `TOKEN` is not set\n");
}
