use super::*;

fn shown(hidden: &Hidden, text: &str) -> String {
    masked(text, hidden.found(text), "***").into_owned()
}

#[test]
fn hides_texts_that_overlap_and_begin_alike() {
    let texts = ["abc", "abcd", "abx", "cdef", "\u{e9}a"].map(str::to_owned).to_vec();
    let hidden = Hidden { texts, is_any: true };
    for (line, expected) in [
        ("", ""),
        ("ab", "ab"),
        ("-abc-abcd-abx-", "-***-***-***-"),
        ("-abcdef-", "-***-"),
        ("abcabx", "******"),
        ("\u{e9}abcy\u{e9}", "***y\u{e9}"),
        ("abz", "abz"),
    ] {
        assert_eq!(shown(&hidden, line), expected, "{line}");
    }
}

/// One after the other they would take hours.
#[test]
fn hides_the_many_tokens_of_one_line() {
    let token = |index: usize| Value::text(format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.{index:05}"));
    let mut hidden = Hidden::default();
    hidden.add(Client::named("cursor").unwrap(), &Value::List((0..50_000).map(token).collect()));
    let line: String =
        (0..50_000).filter_map(|index| Some(format!("{},", token(index).as_text()?))).collect();
    assert_eq!(shown(&hidden, &line), "***,".repeat(50_000));
}

#[test]
fn hides_what_is_a_credential_wherever_it_stands() {
    let value = |name: &str, text: &str| Value::Map(vec![(name.to_owned(), Value::text(text))]);
    let hides = |value: &Value, line: &str| {
        let mut hidden = Hidden::default();
        hidden.add(Client::named("codex").unwrap(), value);
        shown(&hidden, line).trim_end().to_owned()
    };
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
    assert_eq!(hides(&value("Authorization", "Bearer c2Vj/mV0=="), "Bearer c2Vj/mV0=="), "Bearer ***");
    assert_eq!(hides(&value("Authorization", "Bearer c2Vj/mV0=="), r"Bearer c2Vj\/mV0=="), "Bearer ***");
    assert_eq!(hides(&value("API_KEY", "hun\"ter2"), r#""hun\"ter2""#), "\"***\"");
    assert_eq!(hides(&Value::List(vec![value("args", jwt)]), jwt), "***");
    assert_eq!(hides(&value("headers", ""), jwt), jwt);
    assert_eq!(hides(&Value::List(vec![value(jwt, "")]), jwt), "***");
    let deep = Value::Map(vec![("tokens".to_owned(), Value::texts(["first-one", "second"]))]);
    assert_eq!(hides(&deep, "first-one second"), "*** ***");
    assert_eq!(hides(&value("PASSWORD", "hunter$two"), "hunter$two"), "***");
    assert_eq!(hides(&value("API_KEY", "your_api_key_here"), "your_api_key_here"), "***");
    // Nothing ends at a blank but a scheme.
    let cookie = "session=abcdef0123; a=b";
    assert_eq!(hides(&value("Cookie", cookie), cookie), "***");
    assert_eq!(hides(&value("PASSWORD", "hunter2 x"), "hunter2 x"), "***");
    assert_eq!(hides(&value("X-Other", "Bearer opaque"), "Bearer opaque"), "Bearer ***");
    for url in ["https://a/mcp?api_key=opaque", "https://user:opaque@a/"] {
        assert_eq!(hides(&value("url", url), url), url.replace("opaque", "***"));
    }
    for words in [
        ["--api-key", "opaque"],
        ["-H", "Authorization: Bearer opaque"],
        ["-H", "X-Other: Bearer opaque"],
        ["x", "--header=X-Api-Key: opaque"],
    ] {
        let line = words.join(" ");
        let args = Value::Map(vec![("args".to_owned(), Value::texts(words))]);
        assert_eq!(hides(&args, &line).trim(), line.replace("opaque", "***").trim());
    }
    for text in ["Bearer ${TOKEN:-opaque}", "$(echo Bearer opaque)", "${A}opaque"] {
        assert_eq!(hides(&value("Authorization", text), text), text.replace("opaque", "***"));
    }
    // Where the name of a variable belongs, and a command.
    for text in ["ghp_0123456789abcdefghij", "0123456789ABCDEF0123", "acme-token"] {
        assert_eq!(hides(&value("bearer_token_env_var", text), text), "***");
        let list = Value::Map(vec![("env_vars".to_owned(), Value::texts([text]))]);
        assert_eq!(hides(&list, text), "***");
    }
    let helper = "curl -H 'X-Token: opaque' --key-file x";
    assert_eq!(hides(&value("http_headers_helper", helper), helper), helper.replace("opaque", "***"));
    let number = Value::Map(vec![("PIN_PASSWORD".to_owned(), Value::Number(839_201_774))]);
    assert_eq!(hides(&number, "839201774"), "***");
    // What refers to something outside is no secret, nor is the name of a variable.
    assert_eq!(hides(&value("Authorization", "Bearer ${ACME}"), "Bearer ${ACME}"), "Bearer ${ACME}");
    assert_eq!(hides(&value("bearer_token_env_var", "ACME_TOKEN"), "ACME_TOKEN"), "ACME_TOKEN");
    assert_eq!(hides(&value("title", "something"), "something"), "something");
}

#[test]
fn what_is_hidden_for_its_name_alone_is_no_secret() {
    let is_any = |name: &str, value: Value| {
        holds_a_secret(Client::named("codex").unwrap(), &Value::Map(vec![(name.to_owned(), value)]))
    };
    let env = |name: &str, text: &str| Value::Map(vec![(name.to_owned(), Value::text(text))]);
    let token = "ghp_0123456789abcdefghij";
    for (name, text) in [
        ("JWT_ALGORITHM", "HS256"),
        ("TOKEN_TTL", "10m"),
        ("SECRET_FILE", "secret.txt"),
        ("API_KEY", "your_api_key_here"),
    ] {
        assert!(!is_any("env", env(name, text)), "{name}");
        assert!(
            is_any("env", env(name, token)) && is_any("env", env(name, "https://u:hunter2@h/")),
            "{name}"
        );
    }
    assert!(!is_any("env_http_headers", env("X-Api-Key", "WKEY")), "the name of a variable");
    assert!(is_any("http_headers", env("X-Api-Key", "WKEY")));
    assert!(is_any("env", env("JWT_SECRET", "HS256")) && is_any("PIN_PASSWORD", Value::Number(839_201_774)));
    assert!(is_any("JWT_TTL", env("PASSWORD", "hunter2")));
    assert!(!is_any("bearer_token_env_var", Value::text("my_token")));
    assert!(is_any("bearer_token_env_var", Value::text(token)) && is_any("env_vars", Value::texts([token])));
    assert!(!is_any("env_vars", Value::texts(["my_token"])));
    assert!(is_any("tokens", Value::texts(["hunter2"])) && !is_any("tokens", Value::texts(["${env:A}"])));
    for (name, words) in [
        ("tokenScopes", ["profile", "offline"]),
        ("tokenType", ["bearer-only", "other"]),
        ("auth_tokens_env", ["HOMEPATH", "USERPROFILE"]),
        ("token_endpoint_auth_methods_supported", ["client_secret_post", "none"]),
    ] {
        assert!(!is_any(name, Value::texts(words)), "{name}");
        assert!(is_any(name, Value::texts([words[0], token])), "{name}");
    }
    assert!(!is_any("tokens", Value::text("hunter2")) && !is_any("names", Value::texts(["hunter2"])));
}

/// With an escape, in a comment, in several lines, as a number, and however short it is.
#[test]
fn hides_what_is_written_in_another_way() {
    for (client, text, shown) in [
        ("cursor", r#"{"CLIENT_SECRET":"a\u002Bhunter2"}"#, r#"{"CLIENT_SECRET":"***"}"#),
        (
            "cursor",
            r#"{"SECRET":"\u007ahunter2","A_TOKEN":"\u0068unter2"}"#,
            r#"{"SECRET":"***","A_TOKEN":"***"}"#,
        ),
        ("cursor", r#"{"x":"Bearer \u0068unter2"}"#, r#"{"x":"***"}"#),
        ("cursor", r#"{"x":"\u0068unter2","y_key":"hunter2"}"#, r#"{"x":"***","y_key":"***"}"#),
        ("cursor", r#"{"x":"\u0068ello there"}"#, r#"{"x":"\u0068ello there"}"#),
        ("codex", r#"PASSWORD = "\u0068unter2""#, r#"PASSWORD = "***""#),
        ("codex", r#"PASSWORD = """\u0068unter2""" # x"#, r#"PASSWORD = """***""" # x"#),
        ("codex", r"x = '\u0068unter2'", r"x = '\u0068unter2'"),
        ("cursor", "{ // \"env\":{\"DB_PASSWORD\":\"hunter2\"}\n}", "{ ***\n}"),
        ("cursor", "{ // postgres://u:hunter2@h/db\n}", "{ // postgres://u:***@h/db\n}"),
        ("codex", r#"# DB_PASSWORD = "hunter2""#, "***"),
        ("cursor", "{ // mine\n}", "{ // mine\n}"),
        ("cursor", "{ // password:\n // hunter2\n}", "{ ***\n ***\n}"),
        ("codex", "# the password was\n#   hunter2\na = 1 # mine", "***\n***\na = 1 ***"),
        (
            "cursor",
            r#"{"password":1.5,"a":{"api_key":12345678901234567890},"secrets":[7,"x",{"y":-1e9}],"z":1.5}"#,
            r#"{"password":***,"a":{"api_key":***},"secrets":[***,"***",{"y":***}],"z":1.5}"#,
        ),
        ("cursor", r#"{"password":true,"token":null,"key":"","JWT_TTL":600}"#, ""),
        (
            "cursor",
            r#"{"token":"abc","x":"abc https://h/?token=abc"}"#,
            r#"{"token":"***","x":"*** https://h/?token=***"}"#,
        ),
        ("cursor", r#"{"x":"/a#access_token=hunter2&b=c"}"#, r#"{"x":"/a#access_token=***&b=c"}"#),
        (
            "cursor",
            r#"{"Authorization":"Bearer ${A}","token":"Bearer a1"}"#,
            r#"{"Authorization":"Bearer ${A}","token":"Bearer ***"}"#,
        ),
        (
            "codex",
            "a_key = 1_234\nb_key = 0xdead_beef\nc_key = 2020-01-02\n[[d]]\ntoken = { e = 1.5, f = [1] }",
            "a_key = ***\nb_key = ***\nc_key = ***\n[[d]]\ntoken = { e = ***, f = [***] }",
        ),
        (
            "codex",
            "SECRET = \"\"\"ab\\\n  c\r\n  hunter2\"\"\"\nTOKEN = '''\na\n b\n'''\nx = \"\"\"\nab\"\"\"",
            "SECRET = \"\"\"***\n  ***\r\n  ***\"\"\"\nTOKEN = '''\n***\n ***\n'''\nx = \"\"\"\nab\"\"\"",
        ),
    ] {
        let client = Client::named(client).unwrap();
        let document = Document::parse(client, text.as_bytes()).unwrap();
        let hidden = Hidden::of(client, &[&document]);
        assert_eq!(hidden.cover(client, &document), if shown.is_empty() { text } else { shown });
    }
}
