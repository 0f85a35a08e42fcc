use super::*;

fn error(text: &str) -> String {
    match Profiles::parse(text.as_bytes()) {
        Err(error) => error.to_string(),
        Ok(file) => match file.problems().as_slice() {
            [one] => one.to_string(),
            several => format!("{several:?}"),
        },
    }
}

#[test]
fn a_file_that_is_no_toml_is_an_error_with_a_position() {
    for (text, expected) in [
        (
            "a = 1\nb = \n",
            "not TOML: string values must be quoted, expected literal string at line 2 column 5",
        ),
        ("[profiles.a]\n[profiles.a]\n", "not TOML: duplicate key at line 2 column 11"),
        (
            "# ü\nä = 1",
            "not TOML: invalid unquoted key, expected letters, numbers, `-`, `_` at line 2 column 1",
        ),
        ("profiles = 1", "`profiles` is an integer, expected a table"),
        ("[[profiles]]", "`profiles` is a list of tables, expected a table"),
        ("encrypted-files = ''", "`encrypted-files` is another text, expected a table"),
        (
            "[profiles.'a b']",
            "a profile has a name that is none: a name is 1 to 64 letters, digits, `_` and `-`, and does not start with `-`",
        ),
        ("profiles.a = 'x'", "profile `a`: `profiles.a` is `x`, expected a table"),
        ("[encrypted-files]\npasphrase = 1", "table `encrypted-files`: `pasphrase` is an unknown key"),
    ] {
        assert_eq!(error(text), expected, "{text}");
    }
    for key in ["profils", "profiles.p", "Profiles", "encripted-files", "encrypted", "x"] {
        let expected = format!("`{key}` is an unknown key, expected `profiles` or `encrypted-files`");
        assert_eq!(error(&format!("[profiles.a]\nstore = 'none'\n[\"{key}\".b]\n")), expected);
        assert_eq!(error(&format!("\"{key}\" = 1")), expected);
    }
    let error = Profiles::parse(b"a = 1\nb = '\xff'").unwrap_err();
    assert_eq!(error.to_string(), "not UTF-8 at line 2");
}

#[test]
fn a_wrong_value_names_profile_key_found_and_expected() {
    for (line, expected) in [
        ("tll = '24h'", "`tll` is an unknown key"),
        ("demands.min-qouta = 1", "`demands.min-qouta` is an unknown key"),
        ("entry.name = 'x'", "`entry.name` is an unknown key"),
        ("ttl = 24", "`ttl` is an integer, expected a duration such as \"24h\""),
        ("ttl = '24'", "`ttl` is not usable: `24` has no unit (s, m, h, d)"),
        (
            "ttl = 'a day'",
            "`ttl` is not usable: `a day` is not a duration in whole seconds (90s, 15m, 24h, 7d, 1h30m)",
        ),
        ("ttl = '0s'", "`ttl` is `0s`, expected more than no time"),
        ("key = { name = 'x' }\nmin-ttl = '25h'", "`min-ttl` is longer than `ttl`"),
        ("key = { name = 'x' }\ndemands.min-ttl = '25h'", "`demands.min-ttl` is longer than `ttl`"),
        ("backdate = true", "`backdate` is a boolean, expected a duration such as \"24h\""),
        ("alg = 'none'", "`alg` is `none`, expected an algorithm such as `HS256`"),
        ("omit = ['exp']", "`omit` is another text, expected `iat`, `jti` or a list of them"),
        ("entry = 'x'", "`entry` is `x`, expected a table with `service` and `user`"),
        ("entry = { service = 'x' }", "`entry.user` is missing, expected a text"),
        ("entry = { service = 'x', user = '' }", "`entry.user` is an empty text, expected a text"),
        (
            "entry = { service = 'x', user = \"\\n\" }",
            "`entry` is not usable: a keychain's service and user are 1 to 255 bytes without control characters",
        ),
        (
            "entry = { service = 'mcp-token', user = 'secret/a' }",
            "`entry` is `mcp-token / secret/a`, which mcp-token keeps for something else",
        ),
        ("variable = '1A'", "`variable` is `1A`, expected the name of a variable"),
        ("variable = ''", "`variable` is an empty text, expected the name of a variable"),
        (
            "header = 'Bearer'",
            "`header` is `Bearer`, expected `bearer`, `basic`, `none` or a table with `name`",
        ),
        (
            "header = {}",
            "`header` is a table without `name`, expected `bearer`, `basic`, `none` or a table with `name`",
        ),
        ("header.name = 'X Y'", "`header.name` is `X Y`, expected a header's name"),
        ("url = ['x']", "`url` is a list, expected the URL of a server"),
        (
            "url = 'http://example.com'",
            "`url` is not encrypted and leaves this machine, expected https or wss",
        ),
        ("url = 'https://a/?token=hunter2'", "`url` holds what looks like a token in its query"),
        ("demands = 1", "`demands` is an integer, expected a table"),
        ("demands.any-aud = 1", "`demands.any-aud` is an integer, expected true or false"),
        ("demands = { any-aud = true, aud = 'x' }", "`demands.any-aud` does not go with `demands.aud`"),
        ("demands.min-quota = 1.0", "`demands.min-quota` is a number, expected an integer"),
        ("demands.scope = []", "`demands.scope` is an empty list, expected a text or a list of texts"),
        ("demands.scope = ['']", "`demands.scope` is an empty text, expected a text or a list of texts"),
        (
            "demands.role = [1]",
            "`demands.role` is a list of something else, expected a text or a list of texts",
        ),
        ("demands.aud = 1", "`demands.aud` is an integer, expected a text or a list of texts"),
    ] {
        let expected = format!("profile `x`: {expected}");
        assert_eq!(error(&format!("[profiles.x]\nstore = 'keychain'\n{line}\n")), expected, "{line}");
    }
}

#[test]
fn a_wrong_key_names_what_it_must_be() {
    let one_of = "a table with one of `name`, `env`, `dotenv`, `file` and `command`";
    for (line, expected) in [
        ("'x'", format!("`key` is `x`, expected {one_of}")),
        ("{}", format!("`key` is a table without a source, expected {one_of}")),
        ("{ env = 'A', file = '/a' }", format!("`key` is a table with several sources, expected {one_of}")),
        ("{ prompt = true }", "`key.prompt` is an unknown key".to_owned()),
        ("{ env = 'A', var = 'B' }", "`key.var` does not go with `env`".to_owned()),
        ("{ env = 'A=B' }", "`key.env` is `A=B`, expected the name of a variable".to_owned()),
        ("{ dotenv = '/a/.env' }", "`key.var` is missing, expected the name of a variable".to_owned()),
        ("{ dotenv = '.env', var = 'A' }", "`key.dotenv` is `.env`, expected an absolute path".to_owned()),
        ("{ file = '~/a' }", "`key.file` is `~/a`, expected an absolute path".to_owned()),
        ("{ file = \"/a\\u0000\" }", "`key.file` is `/a\0`, expected an absolute path".to_owned()),
        ("{ env = 'A', encoding = 'HEX' }", "`key.encoding` is `HEX`, expected `hex`, `base64` or `base64url`".to_owned()),
        ("{ command = 'pass' }", command("`pass`")),
        ("{ command = [] }", command("an empty list")),
        ("{ command = ['pass'] }", command("a program without an absolute path")),
        ("{ command = ['/a', 1] }", command("a list of something else")),
        (
            "{ name = 'a b' }",
            "`key.name` is not usable: a name is 1 to 64 letters, digits, `_` and `-`, and does not start with `-`".to_owned(),
        ),
    ] {
        let expected = format!("profile `x`: {expected}");
        assert_eq!(error(&format!("[profiles.x]\nstore = 'none'\nkey = {line}\n")), expected, "{line}");
    }
}

fn command(found: &str) -> String {
    format!("`key.command` is {found}, expected a list: a program by its absolute path, then its arguments")
}

#[test]
fn a_store_is_said_and_goes_with_its_entry() {
    let expected = "expected `keychain`, `file` or `none`";
    assert_eq!(error("[profiles.x]"), format!("profile `x`: `store` is missing, {expected}"));
    assert_eq!(error("[profiles.x]\nstore = 'disk'"), format!("profile `x`: `store` is `disk`, {expected}"));
    let entry = "[profiles.x]\nstore = 'file'\nentry = { service = 'a' }";
    assert_eq!(error(entry), "profile `x`: `entry.user` is missing, expected a text");
}

#[test]
fn a_passphrase_names_what_it_must_be() {
    let one_of = "a table with one of `file`, `command` and `prompt`";
    for (line, expected) in [
        ("1", format!("`passphrase` is an integer, expected {one_of}")),
        ("{}", format!("`passphrase` is a table without a source, expected {one_of}")),
        ("{ prompt = false }", "`passphrase.prompt` is false, expected true".to_owned()),
        ("{ env = 'A' }", "`passphrase.env` is an unknown key".to_owned()),
        ("{ file = 'a' }", "`passphrase.file` is `a`, expected an absolute path".to_owned()),
    ] {
        let expected = format!("table `encrypted-files`: {expected}");
        assert_eq!(error(&format!("[encrypted-files]\npassphrase = {line}\n")), expected, "{line}");
    }
}

#[test]
fn wrong_claims_are_named_and_never_shown() {
    for (json, expected) in [
        ("hunter2", "is not JSON: expected value at line 1 column 1"),
        (r#"["hunter2"]"#, "is a list, expected a JSON object"),
        (r#"{"a":"hunter2","a":1}"#, "has the name `a` twice in one object"),
        (r#"{"a":"hunter2"} x"#, "is not JSON: trailing characters at line 1 column 17"),
        (r#"{"exp":1}"#, "holds the claim `exp`, which is made for each token"),
        (r#"{"jti":"hunter2"}"#, "holds the claim `jti`, which is made for each token"),
        (r#"{"iat":1}"#, "holds the claim `iat`, which is made for each token"),
        (r#"{"iss":["hunter2"]}"#, "holds a claim `iss` that is a list, expected a string"),
        (r#"{"sub":1}"#, "holds a claim `sub` that is a number, expected a string"),
        (r#"{"aud":[]}"#, "holds a claim `aud` that is a list, expected a string or a list of strings"),
        (
            r#"{"aud":["hunter2",1]}"#,
            "holds a claim `aud` that is a list, expected a string or a list of strings",
        ),
        (r#"{"nbf":"hunter2"}"#, "holds a claim `nbf` that is a string, expected a number of seconds"),
        (r#"{"quota":1.0}"#, "holds a claim `quota` that is a number, expected an integer"),
    ] {
        let expected = format!("profile `x`: `claims` {expected}");
        assert_eq!(error(&format!("[profiles.x]\nstore = 'none'\nclaims = '{json}'")), expected, "{json}");
    }
}

#[test]
fn a_long_text_in_the_wrong_place_is_not_shown() {
    let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    for key in ["url", "alg", "ttl", "store", "header", "variable", "key", "omit", "claims"] {
        let message = error(&format!("[profiles.x]\n{key} = '{token}'"));
        assert!(message.starts_with("profile `x`: ") && !message.contains("eyJ"), "{message}");
    }
}
