//! Kept secrets beside a profile that cannot be read: the others go on, and where it could hold what decides, that is said.

use std::fs;

use crate::keeper::Keeper;
use crate::sandbox::{SECRET, line, stderr, stdout};

/// Beside the profile `exai`, whose tokens live for 24 h, one that an editor made.
fn beside(lines: &str) -> Keeper {
    let keeper = Keeper::exai();
    let path = keeper.sandbox.home(".config/mcp-token/config.toml");
    fs::write(path, format!("{}\n[profiles.odd]\n{lines}\n", keeper.config())).unwrap();
    keeper
}

const OTHER_KEY: &str = "store = \"file\"\nkey = { env = \"V\" }\n";
const OUR_KEY: &str = "store = \"file\"\nkey = { name = \"exai\" }\n";
const TTL: &str = "warning: profile `odd`: `ttl` is an integer, expected a duration such as \"24h\"\n";

#[test]
fn a_list_names_the_broken_profile_and_goes_on() {
    let keeper = beside("store = \"file\"\nttl = 5\nkey = { name = \"exai\" }");
    let assert = keeper.run(&["secret", "list"]).code(0).stderr(TTL);
    assert!(stdout(&assert).lines().nth(1).unwrap().contains("  exai, odd  "), "{}", stdout(&assert));
    let json: serde_json::Value =
        serde_json::from_str(&line(&keeper.run(&["secret", "list", "--json"]).code(0).stderr(TTL))).unwrap();
    assert_eq!(
        (&json["ok"], &json["secrets"][0]["used_by"]),
        (&true.into(), &serde_json::json!(["exai", "odd"]))
    );
    let shown = stdout(&keeper.run(&["secret", "show", "exai"]).code(0).stderr(TTL));
    assert!(shown.contains("\n  used by  exai, odd\n"), "{shown}");
    keeper.run(&["secret", "show", "exai", "--reveal"]).code(0).stderr("");
}

#[test]
fn a_broken_ring_is_named_and_hides_no_secret() {
    let keeper = Keeper::exai();
    keeper.run(&["profile", "set", "odd", "--secret-from", "new", "--store", "file"]).code(0);
    let ring = keeper.sandbox.home(".config/mcp-token/secrets/odd.json");
    fs::write(&ring, "{").unwrap();
    let why = "secret `odd`: not a ring: ";
    for (args, code) in [(&["secret", "list"][..], 1), (&["secret", "list", "--check"], 4)] {
        let assert = keeper.run(args).code(code);
        let rows = stdout(&assert);
        let rows: Vec<_> = rows.lines().collect();
        assert!(rows[1].starts_with("exai ") && rows.len() == 3, "{rows:?}");
        let cells: Vec<_> = rows[2].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(cells, ["odd", "cannot be read", "-", "-", "odd", "-"]);
        let said = keeper.said(&assert);
        assert!(said.starts_with("warning: ") && said.contains(why) && said.lines().count() == 1, "{said}");

        let json = line(&keeper.run(&[args, &["--json"]].concat()).code(code));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["ok"], &json["secrets"][0]["error"]), (&false.into(), &serde_json::Value::Null));
        let odd = &json["secrets"][1];
        assert_eq!((&odd["secret"], &odd["store"]), (&"odd".into(), &serde_json::Value::Null));
        assert_eq!(odd["error"]["code"], "secret");
        assert!(keeper.plain(odd["error"]["message"].as_str().unwrap()).contains(why), "{odd}");
    }
    // One alone has a row too.
    keeper.run(&["profile", "remove", "exai"]).code(0);
    fs::remove_file(ring.with_file_name("exai.json")).unwrap();
    let assert = keeper.run(&["secret", "list"]).code(1);
    assert_eq!(stdout(&assert).lines().count(), 2, "{}", stdout(&assert));
}

#[test]
fn a_secret_whose_ring_is_gone_or_something_else_is_not_left_out() {
    let keeper = Keeper::exai();
    let ring = keeper.sandbox.home(".config/mcp-token/secrets/exai.json");
    let away = ring.with_file_name("away");
    fs::rename(&ring, &away).unwrap();
    let told = |code: i32, word: &str, why: &str| {
        for (args, code) in [(&["secret", "list"][..], code), (&["secret", "list", "--check"], 4)] {
            let assert = keeper.run(args).code(code);
            let said = keeper.said(&assert);
            assert!(stdout(&assert).contains(&format!("\nexai    {word}  ")), "{}", stdout(&assert));
            assert_eq!(said, format!("warning: {why}\n"));
        }
    };
    told(6, "not kept", "no secret `exai` is kept");
    let json = line(&keeper.run(&["secret", "list", "--json"]).code(6));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["secrets"][0]["error"]["hint"], "mcp-token secret set exai --store file");
    fs::create_dir(&ring).unwrap();
    told(7, "cannot be read", "`~/.config/mcp-token/secrets/exai.json` is not a regular file");
    fs::remove_dir(&ring).unwrap();
    std::os::unix::fs::symlink(&away, &ring).unwrap();
    told(7, "cannot be read", "`~/.config/mcp-token/secrets/exai.json` is a link");
    // Whoever signs with it.
    keeper.run(&["profile", "remove", "exai"]).code(0);
    let assert = keeper.run(&["secret", "list", "--check"]).code(4);
    assert!(stdout(&assert).contains("\nexai    cannot be read  "), "{}", stdout(&assert));
    fs::remove_file(&ring).unwrap();
    keeper.run(&["secret", "list", "--check"]).code(0).stdout("").stderr("no secret is kept\n");
}

#[test]
fn a_broken_ring_is_told_with_a_way_out() {
    let unread = "a key or a value is missing or unknown at line 1 column 4";
    for (content, what) in [("{", "not JSON at line 1 column 1"), ("null", unread)] {
        let keeper = Keeper::exai();
        fs::write(keeper.sandbox.home(".config/mcp-token/secrets/exai.json"), content).unwrap();
        keeper.sandbox.file("secret", SECRET);
        let set = ["secret", "set", "exai", "--store", "file", "--secret-file", "secret"];
        let mut hint = String::new();
        for args in [&["secret", "rotate", "exai"][..], &["secret", "remove", "exai"], &set] {
            let assert = keeper.run(args).code(1).stdout("");
            let said = keeper.said(&assert);
            let moved = "mv -n ~/.config/mcp-token/secrets/exai.json ~/.config/mcp-token/secrets/exai.unread";
            assert_eq!(said, format!("error: secret `exai`: not a ring: {what}\nhint: {moved}\n"));
            hint = stderr(&assert).lines().last().unwrap().replace("hint: ", "");
        }
        keeper.shell(&hint).code(0);
        keeper.run(&set).code(0);
        assert!(keeper.get(&["exai"]).starts_with("eyJ"));
    }
    // Another release made it, and can read it.
    let keeper = Keeper::exai();
    fs::write(keeper.sandbox.home(".config/mcp-token/secrets/exai.json"), "{\"schema\":2}").unwrap();
    let schema = "error: secret `exai`: the ring has schema 2, expected 1\n";
    keeper.run(&["secret", "remove", "exai"]).code(1).stdout("").stderr(schema);
}

#[test]
fn a_misspelt_table_hides_no_profile_and_no_passphrase() {
    for key in ["profils.exai", "profil.exai", "profilse.exai", "\"profiles.exai\"", "encripted-files"] {
        let keeper = Keeper::exai();
        let path = keeper.sandbox.home(".config/mcp-token/config.toml");
        let text = match key {
            "encripted-files" => format!("{}\n[{key}]\npassphrase = {{ prompt = true }}\n", keeper.config()),
            _ => keeper.config().replace("profiles.exai", key),
        };
        fs::write(&path, text).unwrap();
        let before = keeper.files();
        let top = key.trim_end_matches(".exai").trim_matches('"');
        for args in [
            &["secret", "remove", "exai"][..],
            &["secret", "rotate", "exai"],
            &["secret", "show", "exai", "--reveal"],
            &["profile", "set", "exai", "--quota", "5"],
            &["list"],
        ] {
            let said = keeper.said(&keeper.run(args).code(1).stdout(""));
            let expected = format!("`{top}` is an unknown key, expected `profiles` or `encrypted-files`");
            assert_eq!(said, format!("error: ~/.config/mcp-token/config.toml: {expected}\n"));
        }
        assert_eq!(keeper.files(), before);
    }
}

#[test]
fn a_file_that_cannot_be_read_at_all_hides_no_secret() {
    let keeper = beside("store = ");
    let broken = "~/.config/mcp-token/config.toml: not TOML: ";
    let said = format!("warning: who signs with what is not known: {broken}");
    for args in [&["secret", "list"][..], &["secret", "show", "exai"]] {
        let assert = keeper.run(args).code(0);
        assert!(keeper.said(&assert).starts_with(&said) && keeper.said(&assert).lines().count() == 1);
        assert!(
            stdout(&assert).contains("exai") && !stdout(&assert).contains("used by"),
            "{}",
            stdout(&assert)
        );
    }
    // What has to ask the file changes nothing.
    let files = || {
        let is_lock = |path: &str| path.contains("/locks/");
        keeper.files().into_iter().filter(|(path, _)| !is_lock(path)).collect::<Vec<_>>()
    };
    let before = files();
    for args in [
        &["secret", "rotate", "exai"][..],
        &["secret", "remove", "exai"],
        &["list"],
        &["get", "exai"],
        &["exec", "exai", "--", "true"],
        &["profile", "set", "exai", "--ttl", "2h"],
    ] {
        let assert = keeper.run(args).code(1).stdout("");
        assert!(keeper.said(&assert).starts_with(&format!("error: {broken}")), "{}", keeper.said(&assert));
    }
    assert_eq!(files(), before);
}

#[test]
fn a_rotation_asks_for_the_grace_that_only_the_broken_profile_knows() {
    let unknown = "error: how long the tokens of `odd` live is not known, and so neither how long the secret before must \
                   verify: expected `--grace`\n";
    for (lines, warning) in [
        (format!("{OUR_KEY}ttl = 5"), TTL),
        (
            format!("{OUR_KEY}demands = {{ leeway = 5 }}"),
            "warning: profile `odd`: `demands.leeway` is an integer, expected a duration such as \"24h\"\n",
        ),
        (format!("{OUR_KEY}tll = \"9d\""), "warning: profile `odd`: `tll` is an unknown key\n"),
        (
            "store = \"file\"\nkey = 5\n".to_owned(),
            "warning: profile `odd`: `key` is an integer, expected a table with one of `name`, `env`, `dotenv`, `file` and `command`\n",
        ),
    ] {
        let keeper = beside(&lines);
        let prepared = keeper.run(&["secret", "rotate", "exai"]).code(0).stdout("");
        assert!(keeper.said(&prepared).starts_with(&format!("{warning}secret `exai`: kid ")), "{lines}");
        let active = keeper.kid("exai", "active");
        for how in ["--activate", "--now"] {
            keeper
                .run(&["secret", "rotate", "exai", how])
                .code(1)
                .stdout("")
                .stderr(format!("{warning}{unknown}"));
        }
        assert_eq!(keeper.kid("exai", "active"), active, "{lines}");
        let activated = keeper.run(&["secret", "rotate", "exai", "--activate", "--grace", "2d"]).code(0);
        assert!(keeper.said(&activated).starts_with(warning), "{lines}");
        assert_eq!(keeper.kid("exai", "previous"), active, "{lines}");
    }
}

#[test]
fn a_rotation_goes_on_where_the_broken_profile_decides_nothing() {
    for (lines, hours) in [
        // It signs with something else.
        (format!("{OTHER_KEY}ttl = 5"), 24),
        // What is wrong says nothing of the life of its tokens, which is the longest.
        (format!("{OUR_KEY}ttl = \"48h\"\nurl = 5"), 48),
        (format!("{OUR_KEY}ttl = \"48h\"\ndemands = {{ leeway = \"1h\", aud = 5 }}"), 49),
    ] {
        let keeper = beside(&lines);
        let assert = keeper.run(&["secret", "rotate", "exai", "--now"]).code(0).stdout("");
        assert!(keeper.said(&assert).starts_with("warning: profile `odd`: `"), "{lines}");
        let previous = keeper.ring("exai")["versions"][0].clone();
        let active = keeper.ring("exai")["versions"][1].clone();
        let grace = previous["verify_until"].as_i64().unwrap() - active["activated_at"].as_i64().unwrap();
        assert_eq!(grace, hours * 3600, "{lines}");
    }
}

#[test]
fn a_secret_that_a_broken_profile_may_sign_with_is_not_forgotten() {
    let keeper = beside("store = \"file\"\nkey = 5\n");
    let gone = keeper.run(&["profile", "remove", "exai"]).code(0);
    assert!(keeper.said(&gone).contains("its secret `exai` stays"));
    let assert = keeper.run(&["secret", "remove", "exai"]).code(1).stdout("");
    assert!(
        keeper.said(&assert).ends_with(
            "\nerror: the secret `exai` may sign the tokens of `odd`, of which it is not known with what it signs\n"
        ),
        "{}",
        keeper.said(&assert)
    );
    keeper.run(&["secret", "show", "exai", "--reveal"]).code(0);

    let keeper = beside(&format!("{OUR_KEY}ttl = 5"));
    keeper.run(&["profile", "remove", "exai"]).code(0);
    let signs = "error: the secret `exai` signs the tokens of `odd`, and `profile remove` comes first\n";
    keeper.run(&["secret", "remove", "exai"]).code(2).stdout("").stderr(format!("{TTL}{signs}"));

    let keeper = beside(&format!("{OTHER_KEY}ttl = 5"));
    keeper.run(&["profile", "remove", "exai"]).code(0);
    let forgot = "forgot the secret `exai`\n";
    keeper.run(&["secret", "remove", "exai"]).code(0).stdout("").stderr(format!("{TTL}{forgot}"));
    assert_eq!(keeper.encrypted_files(), 0);
}
