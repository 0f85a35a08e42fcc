//! `mcp-token profile set`: what is refused, and that nothing is written then

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, line, mint_claims, stderr, stdout};

#[test]
fn names_that_are_none_are_refused() {
    let keeper = Keeper::new();
    for name in ["", "a/b", "../x", "a.b", "a b", "é", "x\u{1b}", &"a".repeat(65)] {
        let assert = keeper.run(&["profile", "set", name, "--store", "none"]).code(2).stdout("");
        assert_eq!(
            stderr(&assert),
            "error: `<PROFILE>`: a name is 1 to 64 letters, digits, `_` and `-`, and does not start with `-`\n\
             hint: mcp-token profile set --help\n"
        );
    }
    keeper.run(&["profile", "set", "-a", "--store", "none"]).code(2).stdout("");
    keeper.set(&[&"a_Z-".repeat(16), "--secret-from", "new", "--store", "none"]);
}

#[test]
fn a_url_that_no_token_may_be_sent_to_is_refused_at_once() {
    let keeper = Keeper::exai();
    let before = keeper.config();
    let jwt = mint_claims("{}");
    for (url, what) in [
        ("http://mcp.example.com/mcp", "is not encrypted and leaves this machine, expected https or wss"),
        ("ws://10.0.0.1/", "is not encrypted and leaves this machine, expected https or wss"),
        ("https://mcp.example.com/?token=PRIVATE", "holds what looks like a token in its query"),
        (&format!("https://mcp.example.com/{jwt}"), "holds what looks like a token in its path"),
        ("https://user:PRIVATE@mcp.example.com/", "holds a user or a password"),
        ("mcp.example.com", "does not begin with https://, wss://, http:// or ws://"),
        ("file:///etc/passwd", "does not begin with https://, wss://, http:// or ws://"),
    ] {
        keeper
            .run(&["profile", "set", "exai", "--url", url])
            .code(2)
            .stdout("")
            .stderr(format!("error: profile `exai`: `url` {what}\n"));
        keeper
            .run(&["profile", "set", "new", "--secret-from", "new", "--store", "file", "--url", url])
            .code(2);
    }
    // No client could be told of one that it would fill in.
    for (url, shown) in [
        ("https://h/$HOME", "$HOME"),
        ("https://h/?a=${env:X}", "${env:X}"),
        ("https://h/{env:X}", "{env:X}"),
    ] {
        let said = format!(
            "error: the URL holds `{shown}`: clients put something else in its place, and logs would keep that\n"
        );
        for set in [&["profile", "set", "exai"][..], &["setup", "--yes", "--profile", "new"]] {
            keeper.run(&[set, &["--url", url]].concat()).code(2).stdout("").stderr(said.clone());
        }
    }
    assert_eq!(keeper.config(), before);
    keeper.run(&["secret", "show", "new"]).code(6).stdout("");
    keeper.set(&["exai", "--url", "https://h/$/%24HOME"]);
    for url in ["http://localhost:8000/mcp/", "ws://127.0.0.1:3000", "http://[::1]:1/", "https://a.example"] {
        keeper.set(&["exai", "--url", url]);
        assert!(stdout(&keeper.run(&["profile", "show"]).code(0)).contains(&format!("  server    {url}\n")));
    }
}

#[test]
fn what_contradicts_itself_is_refused_and_nothing_is_written() {
    let keeper = Keeper::exai();
    let before = keeper.files();
    for (args, message) in [
        (
            &["--preset", "exai"][..],
            "`--preset` is for a new profile, `exai` is there already\nhint: mcp-token profile show exai",
        ),
        (&["--ttl", "30m", "--min-ttl", "1h"], "`--min-ttl` is 1 h, and a new token lives for 30 min only"),
        (&["--min-ttl", "25h"], "`--min-ttl` is 25 h, and a new token lives for 24 h only"),
        (&["--demand-min-ttl", "25h"], "`--demand-min-ttl` is 25 h, and a new token lives for 24 h only"),
        (&["--backdate", "24h"], "`--backdate` must be shorter than `--ttl`"),
        (&["--sub", "y", "--unset", "sub"], "`--unset sub` does not go with what else is said of `sub`"),
        (&["--no-jti", "--unset", "jti"], "`--unset jti` does not go with what else is said of `jti`"),
        (&["--unset", "name", "--unset", "qouta"], "the profile `exai` says nothing of the claim `qouta`"),
        (&["--unset", "jti"], "the profile `exai` says nothing of the claim `jti`"),
        (&["--ttl", "0s"], "`--ttl` must be longer than nothing"),
        (&["--claim", "exp:=1"], "every token gets its own `exp`, a profile cannot hold one"),
        (&["--claim", "jti=x"], "every token gets its own `jti`, a profile cannot hold one"),
        (
            &["--service", "s", "--user", "u", "--store", "file"],
            "`--service` is for a token that is kept in the keychain",
        ),
        (
            &["--secret-from", "none", "--secret-encoding", "hex"],
            "`--secret-encoding` is for a profile with a key",
        ),
    ] {
        let assert = keeper.run(&[&["profile", "set", "exai"], args].concat()).code(2).stdout("");
        assert_eq!(stderr(&assert), format!("error: {message}\n"), "{args:?}");
    }
    assert_eq!(keeper.files(), before);
}

#[test]
fn how_encrypted_files_are_opened_is_said_with_a_profile_that_is_good() {
    let keeper = Keeper::new();
    keeper.sandbox.file("pass", "TEST-PRIVATE-passphrase\n");
    let args = [
        "profile",
        "set",
        "a",
        "--secret-from",
        "env:X",
        "--store",
        "file",
        "--passphrase-from",
        "file:pass",
    ];
    keeper.run(&[&args[..], &["--url", "http://example.com"]].concat()).code(2).stdout("");
    assert_eq!(keeper.config(), "");
    keeper.run(&[&args[..], &["--dry-run"]].concat()).code(0).stderr("");
    assert_eq!(keeper.config(), "");
    let run = |args: &[&str]| keeper.run_with(args, |command| command.env("X", SECRET));
    run(&args).code(0);
    assert!(keeper.config().contains("[encrypted-files]\npassphrase = { file = \""), "{}", keeper.config());
    let token = line(&run(&["get"]).code(0).stderr(""));
    assert_eq!(line(&run(&["get"]).code(0).stderr("")), token);
    run(&["profile", "set", "a", "--passphrase-from", "key-file"])
        .code(2)
        .stdout("")
        .stderr("error: there are encrypted files already, which are opened in another way\n");
    fs::write(keeper.sandbox.path("pass"), "TEST-PRIVATE-another").unwrap();
    run(&["get"])
        .code(7)
        .stdout("")
        .stderr("error: the encrypted file of `mcp-token / token/a` is not opened by this passphrase\n");
}

#[test]
fn a_file_of_profiles_that_cannot_be_read_is_told_with_its_place() {
    let keeper = Keeper::exai();
    let path = keeper.sandbox.home(".config/mcp-token/config.toml");
    fs::write(&path, "[profiles.exai]\nnonsense = 1\n").unwrap();
    for args in [&["get"][..], &["list"], &["profile", "show"]] {
        keeper.run(args).code(1).stdout("").stderr("error: profile `exai`: `nonsense` is an unknown key\n");
    }
    fs::write(&path, "[profiles.exai\n").unwrap();
    for args in [&["get"][..], &["list"], &["profile", "set", "exai", "--sub", "x"]] {
        let assert = keeper.run(args).code(1).stdout("");
        assert!(stderr(&assert).contains(" at line 1 column "), "{}", stderr(&assert));
    }
}

#[test]
fn a_keychain_that_was_asked_for_has_to_work() {
    let keeper = Keeper::new();
    let before = keeper.files();
    keeper.sandbox.file("secret", SECRET);
    keeper.sandbox.file(".env", format!("S={SECRET}\n"));
    for words in [
        &["profile", "set", "a", "--secret-from", "new"][..],
        &["profile", "import", "a", "--env-file", ".env", "--secret-var", "S"],
        &["secret", "set", "a", "--secret-file", "secret"],
        &["setup", "--yes"],
    ] {
        let assert = keeper.run(&[words, &["--store", "keychain"]].concat()).code(7).stdout("");
        let said = stderr(&assert);
        assert!(said.starts_with("error: no keychain: there is no session bus\ncaused by: "), "{said}");
        assert!(said.ends_with(" (os error 2)\nhint: use --store file\n"), "{said}");
        let followed = Keeper::new();
        followed.sandbox.file("secret", SECRET);
        followed.sandbox.file(".env", format!("S={SECRET}\n"));
        followed.run(&[words, &["--store", "file"]].concat()).code(0);
    }
    let after = keeper.files();
    let new: Vec<_> =
        after.keys().filter(|path| !before.contains_key(*path) && !path.contains("/locks/")).collect();
    assert_eq!(new, [] as [&String; 0]);
}

#[test]
fn an_entry_of_the_keychain_belongs_to_one_profile() {
    let keeper = Keeper::new();
    let shared =
        ["--secret-from", "env:X", "--store", "keychain", "--service", "exai-mcp", "--user", "jwt_token"];
    keeper.set(&[&["one"][..], &shared].concat());
    keeper
        .run(&[&["profile", "set", "two"][..], &shared].concat())
        .code(2)
        .stdout("")
        .stderr("error: the keychain entry `exai-mcp / jwt_token` is claimed by the profile `one`\nhint: add --service mcp-token --user token/two\n");
    keeper.set(&[&["one"][..], &shared].concat());
}

#[test]
fn mcp_token_home_moves_everything_but_the_locks_and_must_be_absolute() {
    let keeper = Keeper::new();
    let elsewhere = keeper.sandbox.home("elsewhere");
    let run =
        |args: &[&str], home: &str| keeper.run_with(args, |command| command.env("MCP_TOKEN_HOME", home));
    let set = ["profile", "set", "a", "--secret-from", "new", "--store", "file"];
    run(&set, elsewhere.to_str().unwrap()).code(0);
    let token = line(&run(&["get"], elsewhere.to_str().unwrap()).code(0).stderr(""));
    assert_eq!(line(&run(&["get"], elsewhere.to_str().unwrap()).code(0)), token);
    keeper.run(&["get"]).code(6);
    let outside: Vec<_> = keeper.files().into_keys().filter(|path| !path.contains("/elsewhere/")).collect();
    assert!(
        !outside.is_empty() && outside.iter().all(|path| path.contains("/mcp-token/locks/")),
        "{outside:?}"
    );
    // Where those cannot be, it is said why.
    fs::remove_dir_all(keeper.sandbox.home(".local")).unwrap();
    fs::write(keeper.sandbox.home(".local"), "").unwrap();
    let set = ["profile", "set", "b", "--secret-from", "none", "--store", "none"];
    let said = stderr(&run(&set, elsewhere.to_str().unwrap()).code(1));
    let why = ": the locks of a user are in one place whatever `MCP_TOKEN_HOME` says\n";
    assert!(said.contains(why), "{said}");
    run(&["get"], "elsewhere")
        .code(2)
        .stdout("")
        .stderr("error: the variable `MCP_TOKEN_HOME` must be an absolute path\n");
}

#[test]
fn a_profile_that_cannot_be_read_hides_no_other_and_can_be_taken_out() {
    let keeper = Keeper::with(&["good", "--secret-from", "none", "--store", "file"]);
    keeper.set(&["bad", "--secret-from", "none", "--store", "file"]);
    let path = keeper.sandbox.home(".config/mcp-token/config.toml");
    let text = keeper.config().replace("[profiles.bad]\n", "[profiles.bad]\nmin-ttl = 5\n");
    fs::write(&path, text).unwrap();
    let broken = "profile `bad`: `min-ttl` is an integer, expected a duration such as \"24h\"\n";
    keeper
        .run(&["list"])
        .code(1)
        .stdout("PROFILE  USER  ROLE  TOKEN     KEPT IN\ngood     -     -     none yet  encrypted file\n")
        .stderr(format!("error: {broken}"));
    keeper
        .run(&["profile", "remove", "bad"])
        .code(0)
        .stdout("")
        .stderr(format!("warning: a kept token, if there is one, stays: {broken}forgot the profile `bad`\n"));
    keeper.run(&["list"]).code(0).stderr("");
}

#[test]
fn a_home_that_is_no_absolute_path_holds_nothing() {
    let keeper = Keeper::exai();
    let before = keeper.sandbox.names();
    for home in ["relative", "./relative", "."] {
        for args in [&["get"][..], &["profile", "set", "a", "--secret-from", "new", "--store", "file"]] {
            keeper
                .run_with(args, |command| command.env("HOME", home))
                .code(2)
                .stdout("")
                .stderr("error: the home directory is not an absolute path\n");
        }
    }
    assert_eq!(keeper.sandbox.names(), before);
}

#[test]
fn a_directory_that_everybody_writes_to_holds_ours_only_when_it_is_sticky() {
    let keeper = Keeper::new();
    let everybodys = keeper.sandbox.path("everybodys");
    fs::create_dir(&everybodys).unwrap();
    let mode = |mode| fs::set_permissions(&everybodys, fs::Permissions::from_mode(mode)).unwrap();
    let set = |home: &std::path::Path| {
        let args = ["profile", "set", "a", "--secret-from", "new", "--store", "file"];
        keeper.run_with(&args, |command| command.env("MCP_TOKEN_HOME", home))
    };
    mode(0o777);
    let assert = set(&everybodys.join("ours")).code(7).stdout("");
    assert_eq!(
        keeper.said(&assert),
        "error: others can write to the directory `./everybodys` (mode 0777)\nhint: chmod go-w ./everybodys\n"
    );
    mode(0o1777);
    set(&everybodys.join("ours")).code(0);
    // As ours it is still open to all, and no hint closes a directory that is everybody's.
    let assert = set(&everybodys).code(7).stdout("");
    assert_eq!(keeper.said(&assert), "error: the directory `./everybodys` is open to others (mode 1777)\n");
}
