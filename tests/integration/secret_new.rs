//! `mcp-token secret new`

use std::os::unix::fs::symlink;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::sandbox::{NOON, Sandbox, line, stderr, stdout};

/// A TEST value that stands in a `.env` file before.
const OLD: &str = "0ld5ecretTESTv4lue0ld5ecretTESTv4lue";

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Runs it on `.env`, which has to work, and gives the new value and the file with the value as `NEW`.
pub(crate) fn write(sandbox: &Sandbox, args: &[&str]) -> (String, String) {
    let assert =
        sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).args(args).assert().code(0).stdout("");
    let said = stderr(&assert);
    // A warning may stand before it.
    let said = said.split_inclusive('\n').next_back().unwrap_or_default();
    let fingerprint = said
        .strip_prefix("wrote `JWT_SECRET` to .env: 256 bits, fingerprint ")
        .unwrap_or_else(|| panic!("{said}"));
    assert!(is_hex(fingerprint.trim_end(), 8) && fingerprint.ends_with('\n'), "{said}");
    let file = sandbox.read(".env");
    let at = file.match_indices("JWT_SECRET=").map(|(at, found)| at + found.len()).last().unwrap();
    let rest = file[at..].trim_start_matches(['"', '\'', ' ']);
    let value = rest[..64].to_owned();
    assert!(is_hex(&value, 64), "{file}");
    assert!(!said.contains(&value), "the value is never printed when it went to a file");
    (value.clone(), file.replace(&value, "NEW"))
}

// Printed

#[test]
fn prints_256_bits_as_hex_alone() {
    let sandbox = Sandbox::new();
    let one = line(&sandbox.mcp_token(["secret", "new"]).assert().code(0).stderr(""));
    let two = line(&sandbox.mcp_token(["secret", "new"]).assert().code(0).stderr(""));
    assert!(is_hex(&one, 64) && is_hex(&two, 64));
    assert_ne!(one, two);
    assert_eq!(sandbox.names(), [] as [&str; 0]);
}

#[test]
fn makes_three_sizes_in_three_encodings() {
    for bits in [256, 384, 512] {
        for encoding in ["hex", "base64", "base64url"] {
            let bits_text = bits.to_string();
            let assert = Sandbox::new()
                .mcp_token(["secret", "new", "--bits", &bits_text, "--encoding", encoding])
                .assert()
                .code(0)
                .stderr("");
            let text = line(&assert);
            let bytes = match encoding {
                "hex" => hex::decode(&text).unwrap(),
                "base64" => BASE64_STANDARD.decode(&text).unwrap(),
                _ => BASE64_URL_SAFE_NO_PAD.decode(&text).unwrap(),
            };
            assert_eq!(bytes.len() * 8, bits);
        }
    }
}

#[test]
fn other_sizes_are_refused() {
    Sandbox::new()
        .mcp_token(["secret", "new", "--bits", "128"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: `--bits` takes one of: 256, 384, 512\nhint: mcp-token secret new --help\n");
}

#[test]
fn count_gives_one_a_line() {
    let text =
        stdout(&Sandbox::new().mcp_token(["secret", "new", "--count", "100"]).assert().code(0).stderr(""));
    let mut lines: Vec<&str> = text.lines().collect();
    assert!(lines.iter().all(|line| is_hex(line, 64)));
    lines.sort_unstable();
    lines.dedup();
    assert_eq!((lines.len(), text.len()), (100, 6500));
    for count in ["0", "1000001", "many"] {
        let assert =
            Sandbox::new().mcp_token(["secret", "new", "--count", count]).assert().code(2).stdout("");
        assert!(stderr(&assert).starts_with("error: `--count`: "), "{}", stderr(&assert));
    }
}

#[test]
fn gives_json() {
    let json = line(
        &Sandbox::new().mcp_token(["secret", "new", "--count", "2", "--json"]).assert().code(0).stderr(""),
    );
    let report: Value = serde_json::from_str(&json).unwrap();
    let secrets = report["secrets"].as_array().unwrap();
    assert!(json.starts_with(r#"{"schema":1,"ok":true,"secrets":[""#), "{json}");
    assert!(secrets.len() == 2 && secrets.iter().all(|secret| is_hex(secret.as_str().unwrap(), 64)));
}

#[test]
fn gives_an_assignment_for_shells_and_ci() {
    for (args, before, after) in [
        (&["-o", "env"][..], "export JWT_SECRET='", "'"),
        (&["-o", "env", "--var", "KEY", "--shell", "fish"], "set -gx KEY '", "'"),
        (&["-o", "env", "--shell", "powershell"], "$env:JWT_SECRET = '", "'"),
        (&["-o", "env", "--shell", "cmd"], "set \"JWT_SECRET=", "\""),
        (&["-o", "env", "--shell", "nushell"], "$env.JWT_SECRET = r#'", "'#"),
        (&["-o", "env", "--shell", "dotenv"], "JWT_SECRET=", ""),
        (&["-o", "gitlab", "--var", "KEY"], "KEY=", ""),
    ] {
        let text = line(&Sandbox::new().mcp_token(["secret", "new"]).args(args).assert().code(0).stderr(""));
        let value = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        assert!(value.is_some_and(|value| is_hex(value, 64)), "{text}");
    }
}

#[test]
fn github_masks_the_secret_before_it_is_set() {
    let sandbox = Sandbox::new();
    sandbox.file("github.env", "");
    let assert = sandbox
        .mcp_token(["secret", "new", "-o", "github"])
        .env("GITHUB_ENV", "github.env")
        .assert()
        .code(0)
        .stderr("");
    let value = line(&assert).strip_prefix("::add-mask::").unwrap().to_owned();
    assert!(is_hex(&value, 64));
    assert_eq!(sandbox.read("github.env"), format!("JWT_SECRET={value}\n"));
}

#[test]
fn forms_that_do_not_fit_are_refused() {
    for (args, message) in [
        (&["-o", "token"][..], "this answer has no form `token`"),
        (&["-o", "header"], "this answer has no form `header`"),
        (&["-o", "headers-json"], "this answer has no form `headers-json`"),
        (&["-o", "env", "--count", "2"], "`-o env` takes one secret, not --count 2"),
        (&["-o", "env", "--env-file", ".env"], "`-o env` prints a value, --env-file does not"),
        (&["-o", "github", "--env-file", ".env"], "`-o github` prints a value, --env-file does not"),
        (
            &["--shell", "fish", "--env-file", ".env"],
            "`--shell` does not go with `--env-file <PATH>`\nhint: mcp-token secret new --help",
        ),
        (
            &["--var", "KEY"],
            "`--var` names the variable in an --env-file, or that `-o env` sets\nhint: add -o env",
        ),
    ] {
        let sandbox = Sandbox::new();
        sandbox
            .mcp_token(["secret", "new"])
            .args(args)
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: {message}\n"));
        assert_eq!(sandbox.names(), [] as [&str; 0]);
    }
}

// Into a .env file

#[test]
fn a_new_env_file_is_for_its_owner_alone_and_works_at_once() {
    let sandbox = Sandbox::new();
    let (value, file) = write(&sandbox, &[]);
    assert_eq!((file.as_str(), sandbox.mode(".env")), ("JWT_SECRET=NEW\n", 0o600));
    assert_eq!(sandbox.names(), [".env"]);
    sandbox
        .mcp_token([
            "encode",
            "{}",
            "--no-iat",
            "--env-file",
            ".env",
            "--secret-env",
            "JWT_SECRET",
            "--now",
            NOON,
        ])
        .assert()
        .code(0)
        .stdout(format!(
            "{}\n",
            crate::sandbox::mint_with(value.as_bytes(), crate::sandbox::HS256, br#"{"exp":1795262400}"#)
        ))
        .stderr("");
}

#[test]
fn every_other_byte_stays() {
    for (before, after) in [
        ("", "JWT_SECRET=NEW\n"),
        ("A=1", "A=1\nJWT_SECRET=NEW\n"),
        ("A=1\n", "A=1\nJWT_SECRET=NEW\n"),
        ("A=1\r\nB=2\r\n", "A=1\r\nB=2\r\nJWT_SECRET=NEW\r\n"),
        ("\u{feff}A=1\n", "\u{feff}A=1\nJWT_SECRET=NEW\n"),
        ("# c\n\nJWT_SECRET=\nB=2\n", "# c\n\nJWT_SECRET=NEW\nB=2\n"),
        ("export JWT_SECRET=\"\"  # of TEST\nB='x y'\n", "export JWT_SECRET=\"NEW\"  # of TEST\nB='x y'\n"),
        ("  JWT_SECRET = ''\r\n", "  JWT_SECRET = 'NEW'\r\n"),
        ("XJWT_SECRET=1\nJWT_SECRET_X=2\n", "XJWT_SECRET=1\nJWT_SECRET_X=2\nJWT_SECRET=NEW\n"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(".env", before);
        let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
        assert!(stderr(&assert).starts_with("wrote `JWT_SECRET` to .env: 256 bits, fingerprint "));
        let file = sandbox.read(".env");
        let value: String = {
            let at = after.find("NEW").unwrap();
            file[at..at + 64].to_owned()
        };
        assert!(is_hex(&value, 64), "{file:?}");
        assert_eq!(file.replace(&value, "NEW"), after);
        assert_eq!(sandbox.names(), [".env"]);
    }
}

#[test]
fn the_mode_of_an_existing_file_stays() {
    for mode in [0o600, 0o640, 0o644] {
        let sandbox = Sandbox::new();
        sandbox.file_with_mode(".env", "A=1\n", mode);
        write(&sandbox, &[]);
        assert_eq!(sandbox.mode(".env"), mode);
    }
}

#[test]
fn another_variable_size_and_encoding_can_be_named() {
    let sandbox = Sandbox::new();
    let assert = sandbox
        .mcp_token([
            "secret",
            "new",
            "--env-file",
            ".env",
            "--var",
            "KEY",
            "--bits",
            "512",
            "--encoding",
            "base64",
        ])
        .assert()
        .code(0)
        .stdout("");
    assert!(stderr(&assert).starts_with("wrote `KEY` to .env: 512 bits, fingerprint "));
    let file = sandbox.read(".env");
    let value = file.strip_prefix("KEY=").unwrap().strip_suffix('\n').unwrap();
    assert_eq!(BASE64_STANDARD.decode(value).unwrap().len(), 64);
}

#[test]
fn what_was_written_is_told_as_json_without_the_value() {
    let sandbox = Sandbox::new();
    let json = line(
        &sandbox.mcp_token(["secret", "new", "--env-file", ".env", "--json"]).assert().code(0).stderr(""),
    );
    let report: Value = serde_json::from_str(&json).unwrap();
    let fingerprint = report["fingerprint"].as_str().unwrap();
    assert!(is_hex(fingerprint, 8));
    assert_eq!(
        json,
        format!(
            r#"{{"schema":1,"ok":true,"path":".env","variable":"JWT_SECRET","bits":256,"fingerprint":"{fingerprint}"}}"#
        )
    );
}

#[test]
fn an_existing_value_stays_without_force() {
    for content in [format!("JWT_SECRET={OLD}\n"), format!("export JWT_SECRET='{OLD}' # x\n")] {
        let sandbox = Sandbox::new();
        sandbox.file(".env", &content);
        for more in [&[][..], &["--dry-run"]] {
            sandbox
                .mcp_token(["secret", "new", "--env-file", ".env"])
                .args(more)
                .assert()
                .code(2)
                .stdout("")
                .stderr("error: `JWT_SECRET` already has a value in .env\n");
        }
        assert_eq!(sandbox.read(".env"), content);
        let (_, file) = write(&sandbox, &["--force"]);
        assert_eq!(file, content.replace(OLD, "NEW"));
    }
}

#[test]
fn a_placeholder_is_no_value() {
    for (value, is_none) in
        [("your_64_character_hex_secret_here", true), ("changeme", true), ("short", false), (OLD, false)]
    {
        let sandbox = Sandbox::new();
        sandbox.file(".env", format!("A=1\nJWT_SECRET={value}\n"));
        let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().stdout("");
        if is_none {
            let said = stderr(&assert.code(0));
            assert!(said.ends_with(", in the place of a placeholder\n"), "{said}");
            assert!(!sandbox.read(".env").contains(value));
        } else {
            assert.code(2).stderr("error: `JWT_SECRET` already has a value in .env\n");
        }
    }
}

#[test]
fn a_dry_run_shows_the_change_with_values_masked_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox
        .mcp_token(["secret", "new", "--env-file", ".env", "--dry-run"])
        .assert()
        .code(0)
        .stdout("+JWT_SECRET=<64 characters>\n")
        .stderr("");
    assert_eq!(sandbox.names(), [] as [&str; 0]);
    let content = format!("A=1\nexport JWT_SECRET=\"{OLD}\" # was TEST\n");
    sandbox.file(".env", &content);
    let mut command = sandbox.mcp_token(["secret", "new", "--env-file", ".env", "--dry-run", "--force"]);
    command
        .assert()
        .code(0)
        .stdout("-export JWT_SECRET=\"<36 characters>\"\n+export JWT_SECRET=\"<64 characters>\"\n")
        .stderr("");
    command.arg("--json").assert().code(0).stderr("").stdout(
        "{\"schema\":1,\"ok\":true,\"diff\":[\"-export JWT_SECRET=\\\"<36 characters>\\\"\",\
         \"+export JWT_SECRET=\\\"<64 characters>\\\"\"],\"path\":\".env\"}\n",
    );
    assert_eq!(sandbox.read(".env"), content);
}

#[test]
fn force_and_dry_run_need_an_env_file() {
    for flag in ["--force", "--dry-run"] {
        Sandbox::new()
            .mcp_token(["secret", "new", flag])
            .assert()
            .code(2)
            .stdout("")
            .stderr("error: `--env-file <PATH>` is missing\nhint: mcp-token secret new --help\n");
    }
}

#[test]
fn what_programs_would_read_differently_is_refused_by_line() {
    for (content, message) in [
        ("JWT_SECRET=a\nB=1\nJWT_SECRET=b\n", "`JWT_SECRET` is assigned 2 times, on lines 1, 3"),
        ("JWT_SECRET=\nJWT_SECRET=\n", "`JWT_SECRET` is assigned 2 times, on lines 1, 2"),
        ("A=1\nJWT_SECRET=\"abc\n", "the quote on line 2 is not closed"),
        ("A=1\nJWT_SECRET=$OTHER\n", "the value of `JWT_SECRET` on line 2 refers to other variables"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(".env", content);
        sandbox
            .mcp_token(["secret", "new", "--env-file", ".env"])
            .assert()
            .code(2)
            .stdout("")
            .stderr(format!("error: .env: {message}\n"));
        assert_eq!(sandbox.read(".env"), content);
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_by_line() {
    let sandbox = Sandbox::new();
    sandbox.file(".env", b"A=1\nB=\xff\n");
    sandbox
        .mcp_token(["secret", "new", "--env-file", ".env"])
        .assert()
        .code(2)
        .stdout("")
        .stderr("error: .env: line 2 is not UTF-8\n");
}

#[test]
fn a_link_to_a_file_of_ours_is_followed_and_stays_a_link() {
    let sandbox = Sandbox::new();
    sandbox.file("target", "A=1\n");
    symlink("target", sandbox.path(".env")).unwrap();
    write(&sandbox, &[]);
    assert!(sandbox.path(".env").is_symlink());
    assert!(sandbox.read("target").starts_with("A=1\nJWT_SECRET="));
}

#[test]
fn a_link_to_nowhere_is_refused() {
    let sandbox = Sandbox::new();
    symlink("nowhere", sandbox.path(".env")).unwrap();
    sandbox
        .mcp_token(["secret", "new", "--env-file", ".env"])
        .assert()
        .code(7)
        .stdout("")
        .stderr("error: `.env` is a link to a file that does not exist\n");
    assert_eq!(sandbox.names(), [".env"]);
}

#[test]
fn a_file_with_two_names_a_directory_and_a_read_only_file_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("a", "A=1\n");
    std::fs::hard_link(sandbox.path("a"), sandbox.path("b")).unwrap();
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    sandbox.file_with_mode("read-only", "A=1\n", 0o400);
    for (name, code, message) in [
        (
            "a",
            7,
            "`a` has 2 hard links\nhint: copy=$(mktemp a.XXXXXX) && cp -p a \"$copy\" && mv \"$copy\" a",
        ),
        ("folder", 2, "`folder` is a directory"),
        ("read-only", 7, "`read-only` is read-only (mode 0400)\nhint: chmod u+w read-only"),
        ("/dev/null", 2, "`/dev/null` is not a regular file"),
    ] {
        sandbox
            .mcp_token(["secret", "new", "--env-file", name])
            .assert()
            .code(code)
            .stdout("")
            .stderr(format!("error: {message}\n"));
    }
    assert_eq!((sandbox.read("a").as_str(), sandbox.read("read-only").as_str()), ("A=1\n", "A=1\n"));
}

#[test]
fn a_directory_that_cannot_be_written_leaves_the_old_file() {
    let sandbox = Sandbox::of_an_ordinary_user();
    sandbox.file(".env", "A=1\n");
    sandbox.set_mode(".", 0o500);
    let work = sandbox.path(".").canonicalize().unwrap();
    for name in [".env", "new.env"] {
        let assert = sandbox.mcp_token(["secret", "new", "--env-file", name]).assert().code(1).stdout("");
        let text = stderr(&assert);
        let rest =
            format!("\ncaused by: Permission denied (os error 13)\nhint: chmod u+rwx {}\n", work.display());
        assert!(text.starts_with("error: cannot ") && text.ends_with(&rest), "{text}");
    }
    assert_eq!((sandbox.read(".env").as_str(), sandbox.names()), ("A=1\n", vec![".env".to_owned()]));
    sandbox.shell(&format!("chmod u+rwx {}", work.display())).assert().code(0);
    sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0);
}

#[test]
fn a_secret_does_not_go_silently_into_a_file_that_others_can_read() {
    let sandbox = Sandbox::new();
    sandbox.file_with_mode(".env", "A=1\n", 0o644);
    let assert = sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    let warning =
        "warning: .env can be read by others (mode 0644): chmod 600 .env\nwrote `JWT_SECRET` to .env: ";
    assert!(stderr(&assert).starts_with(warning), "{}", stderr(&assert));
}

#[test]
fn what_a_kill_left_behind_is_swept_by_the_next_run() {
    let sandbox = Sandbox::new();
    for (left, files) in
        [("0", &[][..]), ("1", &["unfinished"]), ("2", &["unfinished", ".gitignore"]), ("3", &[".gitignore"])]
    {
        std::fs::create_dir(sandbox.path(&format!(".mcp-token-{left}.tmp"))).unwrap();
        for file in files {
            sandbox.file(&format!(".mcp-token-{left}.tmp/{file}"), "TEST");
        }
    }
    // None of these is ours.
    std::fs::create_dir(sandbox.path("elsewhere")).unwrap();
    sandbox.file("elsewhere/unfinished", "TEST");
    symlink("elsewhere", sandbox.path(".mcp-token-link.tmp")).unwrap();
    sandbox.file(".mcp-token-of-somebody-else", "TEST");
    sandbox.mcp_token(["secret", "new", "--env-file", ".env"]).assert().code(0).stdout("");
    let left = [".env", ".mcp-token-link.tmp", ".mcp-token-of-somebody-else", "elsewhere"];
    assert_eq!(sandbox.names(), left);
    assert_eq!(sandbox.read("elsewhere/unfinished"), "TEST");
}
