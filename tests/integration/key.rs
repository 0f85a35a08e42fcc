//! `mcp-token key new` and `mcp-token key public`

use serde_json::Value;

use crate::sandbox::{
    CLAIMS, ED25519_PRIVATE, ED25519_PUBLIC, ED25519_THUMBPRINT, NOON, SECRET, Sandbox, line, stderr, stdout,
};

#[test]
fn every_kind_of_key_signs_and_verifies() {
    for (alg, format) in [
        ("RS256", "pem"),
        ("PS512", "jwk"),
        ("ES256", "pem"),
        ("ES384", "jwk"),
        ("ES512", "pem"),
        ("ES512", "jwk"),
        ("EdDSA", "pem"),
    ] {
        let sandbox = Sandbox::new();
        let assert = sandbox
            .mcp_token(["key", "new", "--alg", alg, "--format", format, "--out", "private"])
            .assert()
            .code(0)
            .stdout("");
        let text = stderr(&assert);
        let thumbprint = text
            .strip_prefix(&format!("wrote the private key for {alg} to private: thumbprint "))
            .unwrap_or_else(|| panic!("{text}"))
            .trim_end();
        assert_eq!(sandbox.mode("private"), 0o600);
        sandbox
            .mcp_token(["key", "public", "private", "--format", "thumbprint"])
            .assert()
            .code(0)
            .stdout(format!("{thumbprint}\n"))
            .stderr("");
        let jwks = line(
            &sandbox
                .mcp_token(["key", "public", "private", "--format", "jwks", "--alg", alg])
                .assert()
                .code(0)
                .stderr(""),
        );
        sandbox.file_with_mode("set.json", &jwks, 0o644);
        let token = line(
            &sandbox
                .mcp_token(["encode", CLAIMS, "--key", "private", "--alg", alg, "--now", NOON])
                .assert()
                .code(0)
                .stderr(""),
        );
        let assert = sandbox
            .mcp_token(["verify", &token, "--key", "set.json", "--aud", "exai-mcp-client", "--now", NOON])
            .assert()
            .code(0)
            .stderr("");
        let report = stdout(&assert);
        assert!(
            report.contains(&format!("  signature   ok    {alg}, key {thumbprint} of set.json\n")),
            "{report}"
        );
    }
}

#[test]
fn without_a_file_the_key_goes_to_a_pipe() {
    let sandbox = Sandbox::new();
    let pem = stdout(&sandbox.mcp_token(["key", "new"]).assert().code(0).stderr(""));
    assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n") && pem.ends_with("-----END PRIVATE KEY-----\n"));
    let jwk = line(&sandbox.mcp_token(["key", "new", "--format", "jwk"]).assert().code(0).stderr(""));
    let jwk: Value = serde_json::from_str(&jwk).unwrap();
    assert_eq!((&jwk["kty"], &jwk["crv"], &jwk["alg"]), (&"EC".into(), &"P-256".into(), &"ES256".into()));
    assert!(jwk["d"].is_string() && jwk["kid"].is_string());
    assert_eq!(sandbox.names(), [] as [&str; 0]);
}

#[test]
fn nothing_is_overwritten() {
    let sandbox = Sandbox::new();
    sandbox.file("key.pem", "TEST precious");
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    std::os::unix::fs::symlink("nowhere", sandbox.path("link")).unwrap();
    for name in ["key.pem", "folder", "link"] {
        sandbox
            .mcp_token(["key", "new", "--out", name])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: `{name}` already exists\n"));
    }
    assert_eq!(sandbox.read("key.pem"), "TEST precious");
    assert_eq!(sandbox.names(), ["folder", "key.pem", "link"]);
}

#[test]
fn a_directory_that_cannot_be_written_stays_as_it_was() {
    let sandbox = Sandbox::of_an_ordinary_user();
    sandbox.set_mode(".", 0o500);
    let assert = sandbox.mcp_token(["key", "new", "--out", "key.pem"]).assert().code(1).stdout("");
    let text = stderr(&assert);
    let work = sandbox.path(".").canonicalize().unwrap();
    let rest =
        format!("\ncaused by: Permission denied (os error 13)\nhint: chmod u+rwx {}\n", work.display());
    assert!(text.starts_with("error: cannot ") && text.ends_with(&rest), "{text}");
    assert_eq!(sandbox.names(), [] as [&str; 0]);
    sandbox.set_mode(".", 0o700);
}

#[test]
fn the_written_key_is_told_as_json_without_its_private_half() {
    let sandbox = Sandbox::new();
    let json =
        line(&sandbox.mcp_token(["key", "new", "--out", "key.pem", "--json"]).assert().code(0).stderr(""));
    let report: Value = serde_json::from_str(&json).unwrap();
    let kid =
        line(&sandbox.mcp_token(["key", "public", "key.pem", "--format", "thumbprint"]).assert().code(0));
    assert_eq!(json, format!(r#"{{"schema":1,"ok":true,"path":"key.pem","alg":"ES256","kid":"{kid}"}}"#));
    assert_eq!(report["kid"].as_str(), Some(kid.as_str()));
}

#[test]
fn sizes_are_for_rsa_keys() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["key", "new", "--alg", "ES256", "--bits", "2048"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--bits` is for RSA keys, ES256 has one size\n");
    sandbox
        .mcp_token(["key", "new", "--alg", "RS256", "--bits", "1024"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--bits` takes one of: 2048, 3072, 4096\nhint: mcp-token key new --help\n");
}

#[test]
fn a_key_has_no_form_of_a_token() {
    let sandbox = Sandbox::new();
    sandbox.file("key.jwk", ED25519_PRIVATE);
    for args in [&["key", "new"][..], &["key", "public", "key.jwk"]] {
        sandbox
            .mcp_token(args)
            .args(["-o", "env"])
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: this answer has no form `env`\n");
    }
}

#[test]
fn the_public_half_is_printed_in_each_format() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    let jwk = format!(
        r#"{{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","alg":"EdDSA","use":"sig","kid":"{ED25519_THUMBPRINT}"}}"#
    );
    let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
    for (format, expected) in [("pem", pem.to_owned()), ("thumbprint", format!("{ED25519_THUMBPRINT}\n"))] {
        sandbox
            .mcp_token(["key", "public", "private.jwk", "--format", format])
            .assert()
            .code(0)
            .stdout(expected)
            .stderr("");
    }
    let same = |found: &str, expected: &str| {
        let (found, expected): (Value, Value) =
            (serde_json::from_str(found).unwrap(), serde_json::from_str(expected).unwrap());
        assert_eq!(found, expected);
    };
    let print = |args: &[&str]| {
        line(&sandbox.mcp_token(["key", "public", "private.jwk"]).args(args).assert().code(0).stderr(""))
    };
    same(&print(&["--format", "jwk"]), &jwk);
    same(&print(&["--format", "jwks"]), &format!(r#"{{"keys":[{jwk}]}}"#));
    same(&print(&["--format", "jwk", "--kid", "k1"]), &jwk.replace(ED25519_THUMBPRINT, "k1"));
    let report: Value = serde_json::from_str(&print(&["--json"])).unwrap();
    assert_eq!(report["jwk"], serde_json::from_str::<Value>(&jwk).unwrap());
    assert_eq!((&report["pem"], &report["thumbprint"]), (&pem.into(), &ED25519_THUMBPRINT.into()));
}

#[test]
fn a_public_key_gives_itself_and_may_be_read_by_all() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode("public.jwk", ED25519_PUBLIC, 0o644);
    sandbox
        .mcp_token(["key", "public", "public.jwk", "--format", "thumbprint"])
        .assert()
        .code(0)
        .stdout(format!("{ED25519_THUMBPRINT}\n"))
        .stderr("");
    sandbox
        .mcp_token(["key", "public", "-", "--format", "thumbprint"])
        .write_stdin(ED25519_PUBLIC)
        .assert()
        .code(0)
        .stdout(format!("{ED25519_THUMBPRINT}\n"))
        .stderr("");
}

#[test]
fn nothing_private_comes_out() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    for format in ["pem", "jwk", "jwks", "thumbprint"] {
        let assert = sandbox.mcp_token(["key", "public", "private.jwk", "--format", format]).assert().code(0);
        let text = stdout(&assert) + &stderr(&assert);
        assert!(!text.contains("nWGxne") && !text.contains("\"d\"") && !text.contains("PRIVATE"), "{text}");
    }
}

#[test]
fn what_has_no_public_half_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("oct.jwk", format!(r#"{{"kty":"oct","k":"{}"}}"#, crate::sandbox::base64url(SECRET)));
    sandbox.file_with_mode("set.json", format!(r#"{{"keys":[{ED25519_PUBLIC}]}}"#), 0o644);
    sandbox
        .mcp_token(["key", "public", "oct.jwk"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: a shared secret has no public half\n");
    sandbox
        .mcp_token(["key", "public", "set.json"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: a JWK set: give one key\n");
}

#[test]
fn an_algorithm_that_does_not_fit_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("private.jwk", ED25519_PRIVATE);
    sandbox
        .mcp_token(["key", "public", "private.jwk", "--alg", "ES256"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: ES256 does not work with a key of kind Ed25519\n");
}

#[test]
fn a_private_key_in_a_work_tree_that_does_not_ignore_it_is_told() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "-q"]);
    let assert = sandbox.mcp_token(["key", "new", "--out", "private.pem"]).assert().code(0).stdout("");
    let said =
        "warning: git does not ignore private.pem: add it to .gitignore\nwrote the private key for ES256 to ";
    assert!(stderr(&assert).starts_with(said), "{}", stderr(&assert));
    assert_eq!(sandbox.mode("private.pem"), 0o600);
}
