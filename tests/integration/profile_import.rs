//! `mcp-token profile import`

use crate::keeper::Keeper;
use crate::sandbox::{
    FINGERPRINT, OTHER_SECRET, SECRET, claims_of, header_of, hint, line, mint_claims, mint_with, stderr,
    stdout,
};

const FROM: [&str; 5] = ["exai", "--env-file", "app.env", "--secret-var", "JWT_SECRET"];

fn import(keeper: &Keeper, args: &[&str]) -> assert_cmd::assert::Assert {
    keeper.run(&[&["profile", "import"][..], &FROM, &["--store", "file"], args].concat())
}

fn with_env() -> Keeper {
    let keeper = Keeper::new();
    keeper.sandbox.file("app.env", format!("JWT_SECRET={SECRET}\n"));
    keeper
}

#[test]
fn a_secret_of_a_dotenv_file_is_kept_and_stays_there() {
    let keeper = with_env();
    let path = keeper.sandbox.path("app.env").display().to_string();
    let assert = import(&keeper, &["--preset", "exai", "--sub", "agent_001"]).code(0).stdout("");
    assert_eq!(
        stderr(&assert),
        format!(
            "profile `exai`: took over a secret, which goes on living in `JWT_SECRET` of {path}; its token is kept in an encrypted file\n"
        )
    );
    assert_eq!(keeper.sandbox.read("app.env"), format!("JWT_SECRET={SECRET}\n"));
    let ring = keeper.ring("exai");
    assert_eq!(ring["dotenv"], serde_json::json!({"path": path, "variable": "JWT_SECRET"}));
    assert_eq!(ring["versions"][0]["fingerprint"], FINGERPRINT);
    let token = keeper.get(&[]);
    assert_eq!(token, mint_with(SECRET.as_bytes(), &header_of(&token), claims_of(&token).as_bytes()));
    assert!(
        claims_of(&token).starts_with(r#"{"sub":"agent_001","name":"AI Client","iss":"exai-mcp-server""#)
    );
    assert!(!keeper.config().contains(SECRET));
}

#[test]
fn a_secret_that_is_read_in_its_dotenv_file_can_be_taken_over_and_rotated() {
    let keeper = with_env();
    let set = ["profile", "set", "exai", "--secret-from", "dotenv:app.env:JWT_SECRET", "--sub", "a"];
    keeper.run(&[&set[..], &["--secret-encoding", "hex", "--store", "file"]].concat()).code(0);
    let token = keeper.get(&[]);
    let rotate = keeper.run(&["secret", "rotate", "exai"]).code(6).stdout("");
    assert!(
        stderr(&rotate).starts_with("error: no secret `exai` is kept\nhint: mcp-token profile import exai ")
    );
    import(&keeper, &["--quota", "5"]).code(2).stdout("");
    let taken = keeper.shell(&hint(&rotate)).code(0).stdout("");
    assert_eq!(stderr(&taken), "profile `exai`: took over its secret, which goes on living in that file\n");
    keeper.run(&["verify", "--profile", "exai", &token]).code(0);
    assert!(keeper.config().contains("key = { encoding = \"hex\", name = \"exai\" }"), "{}", keeper.config());
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);
    assert!(keeper.sandbox.read("app.env").contains(&format!("JWT_SECRET_PREVIOUS={SECRET}")));
    // Of no profile of that name nothing is known.
    let other = keeper.run(&["secret", "rotate", "other"]).code(6).stdout("");
    assert_eq!(stderr(&other), "error: no secret `other` is kept\nhint: mcp-token secret list\n");
}

#[test]
fn json_tells_what_was_found() {
    let keeper = with_env();
    let json = line(&import(&keeper, &["--json"]).code(0).stderr(""));
    assert_eq!(json, r#"{"schema":1,"ok":true,"imported":"secret","profile":"exai"}"#);
}

#[test]
fn a_token_that_is_not_kept_is_told_as_such() {
    let keeper = with_env();
    let import = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "JWT_SECRET"];
    let assert = keeper.run(&[&import[..], &["--store", "none"]].concat()).code(0).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "profile `exai`: took over a secret, which goes on living in `JWT_SECRET` of ./app.env; its token is made anew at \
         each call\n"
    );
}

#[test]
fn the_text_is_decoded_when_that_is_said() {
    let keeper = with_env();
    import(&keeper, &["--secret-encoding", "hex"]).code(0);
    let token = keeper.get(&[]);
    let key = hex::decode(SECRET).unwrap();
    assert_eq!(token, mint_with(&key, &header_of(&token), claims_of(&token).as_bytes()));
}

/// What is remembered of it is text. It is refused before the file is looked at: not every file system has such names.
#[test]
fn a_path_that_is_no_text_is_refused_before_anything_is_kept() {
    let keeper = with_env();
    let import = |path: &str| {
        let line = "mcp-token profile import exai --secret-var JWT_SECRET --store file --sub a --env-file";
        keeper.shell(&format!("{line} \"{path}\""))
    };
    let refused = import("$(printf 'd\\377')/.env");
    refused.code(2).stdout("").stderr("error: the path of the .env file is not UTF-8\n");
    assert!(keeper.files().keys().all(|path| path.contains("/locks/")), "{:?}", keeper.files().keys());
    keeper.sandbox.file("ü.env", format!("JWT_SECRET={SECRET}\n"));
    import("ü.env").code(0);
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let keeper = with_env();
    keeper.sandbox.file("weak.env", "JWT_SECRET=TEST-PRIVATE\n");
    import(&keeper, &["--url", "http://example.com"]).code(2).stdout("").stderr(
        "error: profile `exai`: `url` is not encrypted and leaves this machine, expected https or wss\n",
    );
    import(&keeper, &["--secret-from", "new"])
        .code(2)
        .stdout("")
        .stderr("error: import takes a key that is there, `--secret-from` names another\n");
    import(&keeper, &["--secret-from", "env:X"])
        .code(2)
        .stdout("")
        .stderr("error: import takes a key that is there, `--secret-from` names another\n");
    let run = |args: &[&str]| keeper.run(&[&["profile", "import", "exai", "--store", "file"], args].concat());
    run(&["--env-file", "weak.env", "--secret-var", "JWT_SECRET"]).code(2).stdout("").stderr(
        "error: the secret in `JWT_SECRET` is 12 bytes, HS256 needs 32\nhint: mcp-token secret new\n",
    );
    let assert = run(&["--env-file", "app.env", "--secret-var", "OTHER"]).code(2).stdout("");
    assert_eq!(keeper.said(&assert), "error: `OTHER` is not in ./app.env\n");
    keeper.sandbox.file("token.env", format!("JWT_SECRET={}\n", mint_claims("{}")));
    run(&["--env-file", "token.env", "--secret-var", "JWT_SECRET"])
        .code(2)
        .stdout("")
        .stderr("error: the secret in `JWT_SECRET` is a token (JWT), not a secret\n");
    run(&["--env-file", "app.env", "--secret-var", "JWT_SECRET", "--opaque"]).code(2).stdout("");
    run(&["--env-file", "none.env", "--secret-var", "JWT_SECRET"]).code(1).stdout("");
    run(&["--env-file", "app.env"]).code(2).stdout("");
    run(&[])
        .code(2)
        .stdout("")
        .stderr("error: from where is missing: --env-file with --secret-var, or --keychain\n");
    let assert = run(&["--keychain", "exai-mcp/jwt_token"]).code(7).stdout("");
    assert!(
        stderr(&assert).starts_with("error: no keychain: there is no session bus\n"),
        "{}",
        stderr(&assert)
    );
    keeper.sandbox.set_mode("app.env", 0o644);
    let assert = import(&keeper, &[]).code(7).stdout("");
    assert!(keeper.said(&assert).ends_with("\nhint: chmod 600 ./app.env\n"), "{}", stderr(&assert));
    assert_eq!(keeper.config(), "");
    keeper.run(&["secret", "list"]).code(0).stdout("").stderr("no secret is kept\n");

    keeper.shell(&hint(&assert)).code(0);
    import(&keeper, &[]).code(0);
    for other in [&["--secret-var", "OTHER"][..], &["--secret-var", "JWT_SECRET", "--quota", "5"]] {
        let args = [&["profile", "import", "exai", "--env-file", "app.env"], other].concat();
        let assert = keeper.run(&args).code(2).stdout("");
        assert!(stderr(&assert).starts_with("error: there is a profile `exai` already\n"), "{other:?}");
    }
    keeper.set(&["two", "--secret-from", "new", "--store", "file"]);
    let two = ["profile", "import", "two", "--env-file", "app.env", "--secret-var", "JWT_SECRET"];
    keeper.run(&two).code(2).stdout("").stderr("error: there is a profile `two` already\n");
}

#[test]
fn a_secret_that_no_rotation_could_write_is_read_where_it_lies() {
    let keeper = Keeper::new();
    keeper
        .sandbox
        .file("app.env", format!("LINES=\"{SECRET}\\nx\"\nJWT_SECRET='{SECRET};'\nGOOD='{SECRET}+/='\n"));
    for variable in ["LINES", "JWT_SECRET"] {
        let assert = keeper
            .run(&["profile", "import", "exai", "--env-file", "app.env", "--secret-var", variable])
            .code(2)
            .stdout("");
        assert_eq!(
            keeper.said(&assert),
            format!(
                "error: a secret that lives in ./app.env is written there when it is rotated: character 65 of the new value of \
                 `{variable}` cannot be written without being interpreted\n\
                 hint: mcp-token profile set exai --secret-from dotenv:./app.env:{variable}\n"
            )
        );
        keeper.run(&["secret", "list"]).code(0).stderr("no secret is kept\n");
        assert!(!keeper.config().contains("exai"));
        let read = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", variable];
        let as_text = hint(&keeper.run(&[&read[..], &["--secret-encoding", "text"]].concat()).code(2));
        let with_flag = "profile set exai --secret-encoding text --secret-from ";
        assert_eq!(as_text, hint(&assert).replace("profile set exai --secret-from ", with_flag));
        keeper.shell(&as_text).code(0);
        keeper.shell(&hint(&assert)).code(0);
        assert_eq!(keeper.get(&["exai"]).matches('.').count(), 2);
        keeper.run(&["profile", "remove", "exai"]).code(0);
    }
    keeper.run(&["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "GOOD"]).code(0);
}

#[test]
fn a_value_that_was_changed_in_the_dotenv_file_is_told_and_taken_over() {
    let keeper = with_env();
    import(&keeper, &["--sub", "a"]).code(0);
    let (old, token) = (keeper.kid("exai", "active"), keeper.get(&[]));
    let put = |secret: &str| {
        std::fs::write(keeper.sandbox.path("app.env"), format!("JWT_SECRET={secret}\n")).unwrap();
    };
    put(OTHER_SECRET);
    let assert = keeper.run(&["get"]).code(0).stdout(format!("{token}\n"));
    assert_eq!(
        keeper.said(&assert),
        "warning: `JWT_SECRET` in ./app.env is another secret by now, and tokens are signed with the one that is kept\n\
         hint: mcp-token profile import exai --secret-var JWT_SECRET --env-file ./app.env\n"
    );
    let other = import(&keeper, &["--quota", "5"]).code(2).stdout("");
    assert_eq!(hint(&other), hint(&assert));
    let taken = keeper.shell(&hint(&assert)).code(0).stdout("");
    assert_eq!(stderr(&taken), "profile `exai`: took over a secret, the one before verifies for 24 h more\n");
    assert_eq!(keeper.kid("exai", "previous"), old);
    assert_eq!(keeper.sandbox.read("app.env"), format!("JWT_SECRET={OTHER_SECRET}\n"));
    let new = keeper.get(&[]);
    assert_eq!(new, mint_with(OTHER_SECRET.as_bytes(), &header_of(&new), claims_of(&new).as_bytes()));
    for token in [&token, &new] {
        keeper.run(&["verify", "--profile", "exai", token]).code(0);
    }
    import(&keeper, &[])
        .code(0)
        .stdout("")
        .stderr("profile `exai`: its secret is the one in that file already\n");
    let elsewhere = [&["profile", "import"][..], &FROM, &["--store", "none"]].concat();
    let there = "error: there is a profile `exai` already\nhint: mcp-token profile set exai --store none\n";
    keeper.run(&elsewhere).code(2).stdout("").stderr(there);
    let json = line(&import(&keeper, &["--json"]).code(0).stderr(""));
    assert_eq!(json, r#"{"schema":1,"ok":true,"imported":null,"profile":"exai"}"#);

    // What signed before does not sign again, and a rotation writes over it.
    put(SECRET);
    let assert = keeper.run(&["get"]).code(0);
    let what = format!("`JWT_SECRET` in ./app.env is kid {old} again, which signed before");
    let said = format!(
        "warning: {what}, and tokens are signed with the one that is kept\nhint: mcp-token secret rotate exai --now\n"
    );
    assert_eq!(keeper.said(&assert), said);
    let known = import(&keeper, &[]).code(2).stdout("");
    let what = format!("that is no new secret: it is kid {old} of `exai`, which signed before");
    assert_eq!(stderr(&known), format!("error: {what}\nhint: mcp-token secret rotate exai\n"));
    keeper.run(&["secret", "rotate", "exai", "--now"]).code(0);

    // The secret outlives its profile, and the file may change meanwhile.
    keeper.run(&["profile", "remove", "exai"]).code(0);
    put(THIRD_SECRET);
    import(&keeper, &["--sub", "a"]).code(0);
    assert_eq!(line(&keeper.run(&["secret", "show", "exai", "--reveal"]).code(0)), THIRD_SECRET);
}

#[test]
fn the_help_of_import_tells_of_no_flag_that_it_refuses() {
    let help = stdout(&Keeper::new().run(&["profile", "import", "--help"]).code(0));
    assert!(help.contains("--secret-encoding") && !help.contains("--secret-from"), "{help}");
}

/// A TEST secret.
const THIRD_SECRET: &str = "27d1b3f0a6985c4e7f10d2a38b64c9e5f01726ad3b985ce4d0f7a1b86c2e9350";

#[test]
fn an_import_that_was_cut_off_is_repeated() {
    let keeper = with_env();
    import(&keeper, &["--sub", "a"]).code(0);
    let ring = keeper.ring("exai");
    // What a kill between the two leaves: the secret without its profile.
    keeper.run(&["profile", "remove", "exai"]).code(0);
    import(&keeper, &["--sub", "a"]).code(0).stdout("");
    assert_eq!(keeper.ring("exai"), ring);
}

#[test]
fn two_secrets_do_not_live_in_one_variable() {
    let keeper = with_env();
    import(&keeper, &["--sub", "a"]).code(0);
    let second = ["profile", "import", "two", "--env-file", "app.env", "--secret-var", "JWT_SECRET"];
    for (read, shown) in [(&[][..], ""), (&["--secret-encoding", "hex"], " --secret-encoding hex")] {
        let assert = keeper.run(&[&second[..], &["--store", "file"], read].concat()).code(2).stdout("");
        assert_eq!(
            keeper.said(&assert),
            format!(
                "error: `JWT_SECRET` in ./app.env is where the secret `exai` lives\n\
                 hint: mcp-token profile set two{shown} --secret-from name:exai\n"
            )
        );
        assert!(!keeper.config().contains("two"), "{}", keeper.config());
        keeper.shell(&hint(&assert)).code(0);
        assert_eq!(keeper.config().contains("encoding = \"hex\""), !read.is_empty(), "{}", keeper.config());
        assert_eq!(header_of(&keeper.get(&["two"])), header_of(&keeper.get(&["exai"])));
        keeper.run(&["profile", "remove", "two"]).code(0);
    }
    // Once there is none of the other name, its place is free.
    for args in [["profile", "remove", "exai"], ["secret", "remove", "exai"]] {
        keeper.run(&args).code(0);
    }
    keeper.run(&[&second[..], &["--store", "file"]].concat()).code(0).stdout("");
}

#[test]
fn a_profile_that_reads_the_variable_of_another_does_not_take_it_over() {
    let keeper = with_env();
    import(&keeper, &["--sub", "a"]).code(0);
    keeper.set(&["two", "--secret-from", "dotenv:app.env:JWT_SECRET"]);
    let before = keeper.config();
    let rotate = keeper.run(&["secret", "rotate", "two"]).code(6).stdout("");
    let assert = keeper.shell(&hint(&rotate)).code(2).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "error: `JWT_SECRET` in ./app.env is where the secret `exai` lives\n\
         hint: mcp-token profile set two --secret-from name:exai\n"
    );
    assert_eq!(keeper.config(), before);
    // Where no other one lives in it, it is taken over.
    for args in [["profile", "remove", "exai"], ["secret", "remove", "exai"]] {
        keeper.run(&args).code(0);
    }
    keeper.shell(&hint(&rotate)).code(0).stdout("");
}

#[test]
fn an_entry_or_a_name_of_another_is_refused() {
    let keeper = with_env();
    let entry = ["--store", "keychain", "--service", "theirs", "--user", "token"];
    keeper.set(&[&["one", "--secret-from", "none"][..], &entry].concat());
    let from = ["profile", "import", "exai", "--env-file", "app.env", "--secret-var", "JWT_SECRET"];
    let assert = keeper.run(&[&from[..], &entry].concat()).code(2).stdout("");
    assert_eq!(
        stderr(&assert),
        "error: the keychain entry `theirs / token` is claimed by the profile `one`\n\
         hint: add --service mcp-token --user token/exai\n"
    );
    keeper.run(&["secret", "list"]).code(0).stdout("").stderr("no secret is kept\n");

    keeper.sandbox.file("other", OTHER_SECRET);
    keeper.run(&["secret", "set", "exai", "--store", "file", "--secret-file", "other"]).code(0);
    import(&keeper, &[]).code(2).stdout("").stderr("error: a secret `exai` is kept already\n");
}

#[test]
fn a_weak_secret_is_taken_over_when_that_is_said() {
    let keeper = with_env();
    keeper
        .sandbox
        .file("weak.env", "API_KEY=TEST-PRIVATE\nSAMPLE=your_64_character_hex_secret_here\nNONE=\n");
    let weak = |variable: &str, more: &[&str]| {
        let from = ["profile", "import", "calc", "--store", "file", "--env-file", "weak.env", "--secret-var"];
        keeper.run(&[&from[..], &[variable], more].concat())
    };
    weak("API_KEY", &[]).code(2).stdout("");
    weak("NONE", &["--allow-weak-secret"]).code(2).stdout("");
    weak("API_KEY", &["--allow-weak-secret"]).code(0).stdout("");
    assert_eq!(line(&keeper.run(&["secret", "show", "calc", "--reveal"]).code(0)), "TEST-PRIVATE");
    assert_eq!(line(&keeper.run(&["get", "calc"]).code(0)).matches('.').count(), 2);
}
