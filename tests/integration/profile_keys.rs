//! Where the key of a profile comes from: every form of `--secret-from`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::keeper::Keeper;
use crate::sandbox::{
    ED25519_PRIVATE, ED25519_THUMBPRINT, HOUR, HS256, NOON, NOON_UNIX, OTHER_SECRET, SECRET, base64url,
    claims_of, header_of, line, mint_claims, mint_with, stderr, stdout,
};

/// A profile `p` that makes its token anew each time, with the secret in the variable `KEY`.
fn profile(keeper: &Keeper, from: &str, more: &[&str]) -> assert_cmd::assert::Assert {
    let args = ["profile", "set", "p", "--secret-from", from, "--store", "none", "--sub", "a"];
    keeper.run_with(&[&args[..], more].concat(), |command| command.env("KEY", SECRET))
}

fn get(keeper: &Keeper) -> assert_cmd::assert::Assert {
    keeper.run_with(&["get", "p"], |command| command.env("KEY", SECRET))
}

/// The token is what [`SECRET`] signs.
fn signed_with_secret(keeper: &Keeper) {
    let token = line(&get(keeper).code(0).stderr(""));
    assert_eq!(token, crate::sandbox::mint(&header_of(&token), &claims_of(&token)));
    keeper
        .run_with(&["verify", "--profile", "p", &token], |command| command.env("KEY", SECRET))
        .code(0)
        .stderr("");
}

#[test]
fn new_makes_a_secret_of_256_bits_under_the_name_of_the_profile() {
    let keeper = Keeper::new();
    let assert = profile(&keeper, "new", &[]).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "secret `p`: new, 256 bits, kept in an encrypted file\n\
         profile `p`: new in ~/.config/mcp-token/config.toml, its token is made anew at each call\n"
    );
    let secret = line(&keeper.run(&["secret", "show", "p", "--reveal"]).code(0).stderr(""));
    assert!(secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()), "hex");
    let token = line(&get(&keeper).code(0).stderr(""));
    let kid = keeper.kid("p", "active");
    assert_eq!(header_of(&token), format!(r#"{{"alg":"HS256","typ":"JWT","kid":"{kid}"}}"#));
    let again = mint_with(secret.as_bytes(), &header_of(&token), claims_of(&token).as_bytes());
    assert_eq!(token, again);
    assert!(!keeper.config().contains(&secret));
}

#[test]
fn name_takes_a_kept_secret() {
    let keeper = Keeper::new();
    keeper
        .run_with(&["secret", "set", "mine", "--store", "file", "--secret-file", "-"], |command| {
            command.write_stdin(SECRET)
        })
        .code(0);
    profile(&keeper, "name:mine", &[]).code(0);
    signed_with_secret(&keeper);
    assert_eq!(keeper.kid("mine", "active").len(), 8);
    profile(&keeper, "name:other", &[])
        .code(6)
        .stdout("")
        .stderr("error: no secret `other` is kept\nhint: mcp-token secret set other --store file\n");
}

#[test]
fn env_reads_a_variable() {
    let keeper = Keeper::new();
    profile(&keeper, "env:KEY", &[]).code(0);
    signed_with_secret(&keeper);
    keeper
        .run(&["get", "p"])
        .code(2)
        .stdout("")
        .stderr("error: the variable `KEY` is not set, and the profile takes its key from it\n");
    keeper
        .run_with(&["get", "p"], |command| command.env("KEY", "TEST-PRIVATE"))
        .code(2)
        .stdout("")
        .stderr("error: the secret in `KEY` is 12 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
}

#[test]
fn dotenv_reads_a_variable_of_a_file() {
    let keeper = Keeper::new();
    keeper.sandbox.file("prod.env", format!("A=1\nexport JWT_SECRET=\"{SECRET}\" # x\n"));
    profile(&keeper, "dotenv:prod.env:JWT_SECRET", &[]).code(0);
    signed_with_secret(&keeper);
    assert!(keeper.config().contains(&keeper.sandbox.path("prod.env").display().to_string()), "absolute");
    let assert = profile(&keeper, "dotenv:prod.env:OTHER", &[]).code(0);
    assert!(
        keeper
            .said(&assert)
            .starts_with("warning: the key cannot be used now: `OTHER` is not in ./prod.env\n")
    );
    let assert = get(&keeper).code(2).stdout("");
    assert_eq!(keeper.said(&assert), "error: `OTHER` is not in ./prod.env\n");
}

#[test]
fn file_reads_a_secret_a_pem_or_a_jwk() {
    let keeper = Keeper::new();
    keeper.sandbox.file("secret", format!("{SECRET}\n"));
    profile(&keeper, "file:secret", &[]).code(0);
    signed_with_secret(&keeper);

    keeper.sandbox.file("key.jwk", ED25519_PRIVATE);
    profile(&keeper, "file:key.jwk", &[]).code(0);
    let token = line(&get(&keeper).code(0).stderr(""));
    let header = format!(r#"{{"alg":"EdDSA","typ":"JWT","kid":"{ED25519_THUMBPRINT}"}}"#);
    assert_eq!(header_of(&token), header);
    keeper.run(&["verify", "--profile", "p", &token]).code(0).stderr("");

    keeper.run(&["key", "new", "--alg", "ES256", "--out", "key.pem"]).code(0);
    profile(&keeper, "file:key.pem", &[]).code(0);
    let token = line(&get(&keeper).code(0).stderr(""));
    assert!(header_of(&token).starts_with(r#"{"alg":"ES256","typ":"JWT","kid":""#));
    keeper.run(&["verify", "--profile", "p", &token]).code(0).stderr("");

    keeper.sandbox.set_mode("key.pem", 0o644);
    let assert = get(&keeper).code(7).stdout("");
    assert!(keeper.said(&assert).ends_with("\nhint: chmod 600 ./key.pem\n"), "{}", stderr(&assert));
    keeper.shell(&crate::sandbox::hint(&assert)).code(0);
    get(&keeper).code(0).stderr("");
}

#[test]
fn command_takes_what_a_program_prints() {
    let keeper = Keeper::new();
    let script = |name: &str, text: &str| {
        keeper.sandbox.file_with_mode(name, format!("#!/bin/sh\n{text}\n"), 0o700);
        format!("command:{} 'an argument'", keeper.sandbox.path(name).display())
    };
    profile(
        &keeper,
        &script("good", &format!("[ \"$1\" = 'an argument' ] && ! read -r x && echo {SECRET}")),
        &[],
    )
    .code(0);
    signed_with_secret(&keeper);

    for (name, text, message) in
        [("fails", "echo PRIVATE; exit 3", "failed: exit status: 3"), ("silent", "true", "printed nothing")]
    {
        let assert = profile(&keeper, &script(name, text), &[]).code(0);
        let warning = format!("warning: the key cannot be used now: `./{name}` {message}\n");
        assert!(keeper.said(&assert).starts_with(&warning), "{}", stderr(&assert));
        let assert = get(&keeper).code(1).stdout("");
        assert_eq!(keeper.said(&assert), format!("error: `./{name}` {message}\n"));
    }
    fs::remove_file(keeper.sandbox.path("silent")).unwrap();
    let assert = get(&keeper).code(1).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "error: cannot run `./silent`\ncaused by: No such file or directory (os error 2)\n"
    );
}

fn fifo(keeper: &Keeper, name: &str) {
    rustix::fs::mknodat(
        rustix::fs::CWD,
        keeper.sandbox.path(name),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
}

#[test]
fn a_pipe_that_nobody_writes_to_is_not_waited_for() {
    let keeper = Keeper::new();
    keeper.sandbox.file("secret", SECRET);
    keeper.sandbox.file("prod.env", format!("KEY={SECRET}\n"));
    for (file, from) in [("secret", "file:secret"), ("prod.env", "dotenv:prod.env:KEY")] {
        profile(&keeper, from, &[]).code(0).stdout("");
        fs::remove_file(keeper.sandbox.path(file)).unwrap();
        fifo(&keeper, file);
        let assert = get(&keeper).code(1).stdout("");
        let said = format!("error: `./{file}` is a pipe, and gave nothing within 5 s\n");
        assert_eq!(keeper.said(&assert), said);
    }
}

#[test]
fn a_pipe_that_somebody_writes_to_is_read() {
    let keeper = Keeper::new();
    fifo(&keeper, "secret");
    let written = |script: &str| {
        keeper.shell(&format!("echo {SECRET} >secret & {script}; status=$?; wait; exit $status")).code(0)
    };
    written("mcp-token profile set p --secret-from file:secret --store none --sub a");
    let token = line(&written("mcp-token get p"));
    assert_eq!(token, crate::sandbox::mint(&header_of(&token), &claims_of(&token)));
    // Somebody looks on: a flag waits like any other program.
    for flag in ["--secret-file secret", "--env-file secret --secret-env A"] {
        let text = if flag.contains("env") { format!("A={SECRET}") } else { SECRET.to_owned() };
        keeper
            .shell(&format!("echo {text} >secret & mcp-token verify --any-aud {flag} {token}; status=$?; wait; exit $status"))
            .code(0);
    }
    keeper
        .shell(&format!(
            "exec 3<<EOF\n{SECRET}\nEOF\nmcp-token verify --any-aud --secret-file /dev/fd/3 {token}"
        ))
        .code(0);
}

#[test]
fn a_program_s_children_are_not_waited_for() {
    let keeper = Keeper::new();
    fifo(&keeper, "hold");
    // The child keeps the program's stdout open until this test lets it go.
    let hold = keeper.sandbox.path("hold");
    keeper.sandbox.file_with_mode(
        "key",
        format!("#!/bin/sh\necho {SECRET}\ncat {} 2>/dev/null &\n", hold.display()),
        0o700,
    );
    let program = keeper.sandbox.path("key");
    let from = format!("command:{}", program.display());
    let assert = profile(&keeper, &from, &[]).code(0).stdout("");
    let said = "warning: the key cannot be used now: `./key` gave no answer within 5 s\n";
    assert!(keeper.said(&assert).starts_with(said), "{}", stderr(&assert));
    let assert = get(&keeper).code(1).stdout("");
    assert_eq!(keeper.said(&assert), "error: `./key` gave no answer within 5 s\n");
    drop(fs::OpenOptions::new().write(true).open(hold).unwrap());
}

/// It has closed its stdout, or stands still with it open.
#[test]
fn a_program_that_does_not_end_is_ended() {
    let keeper = Keeper::new();
    keeper.sandbox.file_with_mode("key", format!("#!/bin/sh\necho {SECRET}\n"), 0o700);
    profile(&keeper, &format!("command:{}", keeper.sandbox.path("key").display()), &[]).code(0);
    for rest in ["kill -STOP $$", "exec >/dev/null; kill -STOP $$"] {
        let script = format!("#!/bin/sh\necho $$ >process\necho {SECRET}\n{rest}\n");
        fs::write(keeper.sandbox.path("key"), script).unwrap();
        let assert = get(&keeper).code(1).stdout("");
        assert_eq!(keeper.said(&assert), "error: `./key` gave no answer within 5 s\n");
        let process = keeper.sandbox.read("process");
        assert!(!fs::exists(format!("/proc/{}", process.trim())).unwrap(), "{rest}: it lives on");
    }
}

/// The last one would go on for ever, and is ended.
#[test]
fn a_program_may_print_a_mebibyte() {
    let keeper = Keeper::new();
    keeper.sandbox.file_with_mode("key", "#!/bin/sh\nseq 200000 | head -c 1048576\n", 0o700);
    let from = format!("command:{}", keeper.sandbox.path("key").display());
    profile(&keeper, &from, &[]).code(0);
    get(&keeper).code(0).stderr("");
    for more in ["seq 200000 | head -c 1048577", "echo $$ >process; exec yes"] {
        fs::write(keeper.sandbox.path("key"), format!("#!/bin/sh\n{more}\n")).unwrap();
        let assert = get(&keeper).code(1).stdout("");
        assert_eq!(keeper.said(&assert), "error: `./key` printed more than 1048576 bytes\n");
    }
    let process = keeper.sandbox.read("process");
    assert!(!fs::exists(format!("/proc/{}", process.trim())).unwrap(), "it lives on");
}

#[test]
fn a_program_runs_in_its_own_directory() {
    let keeper = Keeper::new();
    let folder = keeper.sandbox.home("programs");
    fs::create_dir(&folder).unwrap();
    let program = folder.join("key");
    fs::write(&program, "#!/bin/sh\ncat secret; pwd >where\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(folder.join("secret"), SECRET).unwrap();
    keeper.sandbox.file("secret", "PRIVATE, of a hostile checkout, and long enough");
    profile(&keeper, &format!("command:{}", program.display()), &[]).code(0);
    signed_with_secret(&keeper);
    assert_eq!(fs::read_to_string(folder.join("where")).unwrap(), format!("{}\n", folder.display()));
}

/// Long help says so.
#[test]
fn a_program_that_prints_another_key_is_asked_when_a_token_is_made() {
    let keeper = Keeper::new();
    keeper.sandbox.file_with_mode("key", format!("#!/bin/sh\necho {SECRET}\n"), 0o700);
    let from = format!("command:{}", keeper.sandbox.path("key").display());
    keeper.set(&["p", "--secret-from", &from, "--store", "file"]);
    let token = keeper.get(&["p"]);
    fs::write(keeper.sandbox.path("key"), format!("#!/bin/sh\necho {OTHER_SECRET}\n")).unwrap();
    assert_eq!(keeper.get(&["p"]), token);
    let new = keeper.get(&["p", "--force-new"]);
    let signed = mint_with(OTHER_SECRET.as_bytes(), &header_of(&new), claims_of(&new).as_bytes());
    assert_eq!((keeper.get(&["p"]), &new), (new.clone(), &signed));
}

#[test]
fn none_has_no_key() {
    let keeper = Keeper::new();
    profile(&keeper, "none", &["--ttl", "1h"])
        .code(2)
        .stdout("")
        .stderr("error: a token that is issued elsewhere must be kept: `--store none` needs a key\n");
    keeper.set(&["p", "--secret-from", "none", "--store", "file"]);
    let token = mint_claims(r#"{"sub":"a"}"#);
    keeper
        .run(&["verify", "--profile", "p", &token])
        .code(2)
        .stdout("")
        .stderr("error: the profile `p` has no key: say --key or a secret\n");
}

#[test]
fn a_text_is_decoded_when_that_is_said() {
    let keeper = Keeper::new();
    profile(&keeper, "env:KEY", &["--secret-encoding", "hex"]).code(0);
    let token = line(&get(&keeper).code(0).stderr(""));
    let key = hex::decode(SECRET).unwrap();
    assert_eq!(token, mint_with(&key, &header_of(&token), claims_of(&token).as_bytes()));
}

#[test]
fn how_the_text_is_read_stays_until_it_is_said_anew() {
    let keeper = Keeper::new();
    let shown = || {
        let text = stdout(&keeper.run(&["profile", "show", "p"]).code(0).stderr(""));
        let json = line(&keeper.run(&["profile", "show", "p", "--json"]).code(0).stderr(""));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let row = text.lines().find_map(|row| row.strip_prefix("  encoding  ")).map(str::to_owned);
        assert_eq!(json["secret_encoding"].as_str(), row.as_deref());
        row
    };
    let hex = Some("hex".to_owned());
    profile(&keeper, "env:KEY", &["--secret-encoding", "hex"]).code(0);
    profile(&keeper, "env:KEY", &[]).code(0).stdout("").stderr("profile `p`: stays as it is\n");
    assert_eq!(shown(), hex);
    keeper.sandbox.file("secret", SECRET);
    profile(&keeper, "file:secret", &[]).code(0);
    assert_eq!(shown(), hex);
    let token = line(&get(&keeper).code(0).stderr(""));
    let key = hex::decode(SECRET).unwrap();
    assert_eq!(token, mint_with(&key, &header_of(&token), claims_of(&token).as_bytes()));
    profile(&keeper, "new", &[]).code(0);
    assert_eq!(shown(), hex);
    profile(&keeper, "env:KEY", &["--secret-encoding", "text"]).code(0);
    assert_eq!(shown(), None);
    signed_with_secret(&keeper);
}

#[test]
fn a_flag_says_how_the_key_of_a_profile_is_read() {
    let keeper = Keeper::new();
    let verify = |token: &str, key: &str, more: &[&str]| {
        let args = ["verify", "--profile", "p", "--now", NOON, token];
        keeper.run_with(&[&args[..], more].concat(), |command| command.env("KEY", key))
    };
    let claims = format!(r#"{{"sub":"a","exp":{}}}"#, NOON_UNIX + HOUR);
    let token = mint_with(&hex::decode(SECRET).unwrap(), HS256, claims.as_bytes());

    profile(&keeper, "env:KEY", &[]).code(0);
    let assert = verify(&token, SECRET, &[]).code(4).stderr("hint: add --secret-encoding hex\n");
    assert!(stdout(&assert).starts_with("REFUSED  1 reason\n"));
    let assert = verify(&token, SECRET, &["--secret-encoding", "hex"]).code(0).stderr("");
    assert!(stdout(&assert).starts_with("VALID  a, 1 h left\n"));

    profile(&keeper, "env:KEY", &["--secret-encoding", "base64"]).code(0);
    let assert = verify(&token, SECRET, &[]).code(4).stderr("hint: use --secret-encoding hex\n");
    assert!(stdout(&assert).starts_with("REFUSED  1 reason\n"));
    let assert = verify(&token, SECRET, &["--secret-encoding", "hex"]).code(0).stderr("");
    assert!(stdout(&assert).starts_with("VALID  a, 1 h left\n"));

    profile(&keeper, "env:KEY", &["--secret-encoding", "hex"]).code(0);
    let short = &SECRET[..16];
    let token = mint_with(&hex::decode(short).unwrap(), HS256, claims.as_bytes());
    verify(&token, short, &[])
        .code(2)
        .stdout("")
        .stderr("error: the secret in `KEY` is 8 bytes, HS256 needs 32\nhint: mcp-token secret new\n");
    let assert = verify(&token, short, &["--allow-weak-secret"]).code(0).stderr("");
    assert!(stdout(&assert).starts_with("VALID  a, 1 h left\n"));
}

#[test]
fn a_weak_jwk_is_refused_like_a_weak_secret() {
    let keeper = Keeper::new();
    let token = mint_with(b"\x01\x02\x03\x04\x05", HS256, br#"{"sub":"a"}"#);
    let jwk = keeper.sandbox.path("weak.jwk").display().to_string();
    keeper.sandbox.file("weak.jwk", r#"{"kty":"oct","k":"AQIDBAU"}"#);
    keeper.sandbox.file("good.jwk", format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url(&SECRET[..32])));
    let good = keeper.sandbox.path("good.jwk").display().to_string();
    for (name, path) in [("weak", &jwk), ("good", &good)] {
        keeper.run(&["profile", "set", name, "--secret-from", &format!("file:{path}"), "--store", "none"]);
    }
    let said = format!(
        "error: `{jwk}`: the secret of the JWK is 5 bytes, HS256 needs 32\nhint: mcp-token secret new\n"
    );
    let verify = ["verify", "--profile", "weak", "--allow-no-exp", &token];
    for args in [&["get", "weak"][..], &verify] {
        keeper.run(args).code(2).stdout("").stderr(said.clone());
    }
    keeper.run(&[&verify[..], &["--allow-weak-secret"]].concat()).code(0).stderr("");
    let token = keeper.get(&["good"]);
    keeper.run(&["verify", "--profile", "good", &token]).code(0).stderr("");
    keeper.run(&["profile", "set", "good", "--alg", "HS512"]);
    keeper.run(&["get", "good"]).code(2).stdout("").stderr(format!(
        "error: `{good}`: the secret of the JWK is 32 bytes, HS512 needs 64\nhint: mcp-token secret new --bits 512\n"
    ));
}

#[test]
fn verbose_says_where_the_key_of_a_profile_and_a_kept_secret_come_from() {
    let keeper = Keeper::exai();
    let token = keeper.get(&[]);
    for (flags, said) in [
        (["--profile", "exai"], "key: name:exai, of the profile `exai`\n"),
        (["--secret-name", "exai"], "secret: kept as `exai`\n"),
    ] {
        let args = [&["verify", &token, "--aud", "exai-mcp-client", "-v"][..], &flags].concat();
        let assert = keeper.run(&args).code(0).stderr(said);
        assert!(stdout(&assert).starts_with("VALID  agent_001 for exai-mcp-client, "));
    }
    let line = format!("command:/bin/echo {SECRET}");
    keeper.set(&["program", "--secret-from", &line, "--store", "none"]);
    let token = keeper.get(&["program"]);
    let assert = keeper.run(&["verify", &token, "--profile", "program", "-v"]).code(0);
    assert_eq!(stderr(&assert), "key: command:/bin/echo, of the profile `program`\n");
}

#[test]
fn what_is_no_source_is_refused() {
    let keeper = Keeper::new();
    let forms = "not one of new, name:NAME, env:VAR, dotenv:PATH:VAR, file:PATH, command:LINE, none";
    for (from, message) in [
        ("PRIVATE", forms),
        ("new:x", forms),
        ("env:", "not the name of a variable"),
        ("env:A-B", "not the name of a variable"),
        ("dotenv:x", "dotenv:PATH:VAR is wanted"),
        ("dotenv::X", "the path is missing"),
        ("file:", "the path is missing"),
        ("command:", "the program is missing"),
        ("command:pass show x", "the program must be an absolute path"),
        ("name:../x", "a name is 1 to 64 letters, digits, `_` and `-`, and does not start with `-`"),
    ] {
        profile(&keeper, from, &[])
            .code(2)
            .stdout("")
            .stderr(format!("error: `--secret-from`: {message}\nhint: mcp-token profile set --help\n"));
    }
    assert_eq!(keeper.config(), "");
}

#[test]
fn a_profile_shows_where_its_key_comes_from_as_it_was_said() {
    let keeper = Keeper::new();
    let path = |name: &str| keeper.sandbox.path(name).display().to_string();
    for (said, shown) in [
        ("env:KEY".to_owned(), "env:KEY".to_owned()),
        ("dotenv:x.env:A".to_owned(), format!("dotenv:{}:A", path("x.env"))),
        ("file:key".to_owned(), format!("file:{}", path("key"))),
        ("command:/bin/echo 'a b' c".to_owned(), "command:/bin/echo 'a b' c".to_owned()),
    ] {
        profile(&keeper, &said, &[]).code(0);
        let text = stdout(&keeper.run(&["profile", "show"]).code(0).stderr(""));
        assert!(text.contains(&format!("  key       {shown}\n")), "{text}");
        profile(&keeper, &shown, &[]).code(0);
    }
}

#[test]
fn a_hostile_checkout_is_not_asked() {
    let keeper = Keeper::new();
    keeper.sandbox.file(".env", "KEY=PRIVATE\nMCP_TOKEN_HOME=/\n");
    fs::create_dir_all(keeper.sandbox.path(".config/mcp-token")).unwrap();
    keeper.sandbox.file(".config/mcp-token/config.toml", "nonsense");
    fs::set_permissions(keeper.sandbox.path(".config/mcp-token"), fs::Permissions::from_mode(0o700)).unwrap();
    profile(&keeper, "env:KEY", &[]).code(0);
    signed_with_secret(&keeper);
    keeper.run(&["get", "p"]).code(2).stdout("");
}
