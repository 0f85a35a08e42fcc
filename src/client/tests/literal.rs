//! Which texts are tokens and secrets.

use crate::client::literal::{
    in_arguments, in_comment, in_program, in_text, in_value, is_literal_secret, literal, reference, said,
};
use crate::client::may_be_shown;
use crate::client::reference::Syntax;
use crate::clock::Time;

const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";

#[test]
fn a_literal_is_what_stands_behind_the_scheme() {
    for (text, token) in [
        ("Bearer abc", Some("abc")),
        ("bearer\tabc ", Some("abc")),
        ("Basic dXNlcjpwYXNzdw==", Some("dXNlcjpwYXNzdw==")),
        ("abc:def=", Some("abc:def=")),
        ("hunter2 x", Some("hunter2 x")),
        ("Bearer ", None),
        ("BASIC", None),
        ("", None),
        ("false", None),
        ("https://a/token", None),
    ] {
        assert_eq!(literal(text), token, "{text}");
    }
    assert_eq!(literal(&format!("Authorization:{JWT}")), Some(JWT));
}

#[test]
fn a_name_is_shown_when_no_key_can_stand_in_its_place() {
    for name in ["ACME_TOKEN", "A", "_X1", "MYCOMPANYPROD2024TOKEN"] {
        assert!(may_be_shown(name), "{name}");
    }
    for name in [
        "acme_token",
        "ghp_0123456789abcdefghij",
        "0123456789ABCDEF0123456789ABCDEF",
        "AKIAIOSFODNN7EXAMPLE",
        "1A",
        "A-B",
        JWT,
    ] {
        assert!(!may_be_shown(name), "{name}");
    }
}

#[test]
fn a_default_is_a_literal_and_a_reference_is_none() {
    let found = |text: &str| in_value("API_KEY", text, &[Syntax::Braces]);
    assert_eq!(found("${X:-sk-opaque}").as_deref(), Some("sk-opaque"));
    assert_eq!(found("Bearer $(echo Bearer abc)").as_deref(), Some("abc"));
    for text in ["${X}", "${X:-}", "${X:-none}", "${X:-${OTHER}}", "$(mcp-token get a)", "", "true"] {
        assert_eq!(found(text), None, "{text}");
    }
    for text in ["abc123def456ghi789${env:X}", "Bearer ${X}abc123def456ghi789", "${X}-${X}abc123def456ghi789"]
    {
        assert_eq!(found(text).as_deref(), Some("abc123def456ghi789"), "{text}");
        // Under any name where it is shown as one.
        assert_eq!(
            in_value("LEVEL", text, &[Syntax::Braces]).is_some(),
            text.starts_with("Bearer"),
            "{text}"
        );
    }
    assert_eq!(found("sk-${X}"), None);
    assert_eq!(in_value("LEVEL", "${X:-sk-opaque}", &[]), None);
    assert_eq!(in_value("LEVEL", "Bearer abc", &[]).as_deref(), Some("abc"));
}

#[test]
fn a_password_of_a_url_is_a_literal_under_any_name() {
    for name in ["DATABASE_URL", "LEVEL", "DB_TOKEN"] {
        let found = |text: &str| in_value(name, text, &[]);
        assert_eq!(found("postgres://u:hunter2@db/x").as_deref(), Some("hunter2"), "{name}");
        assert_eq!(found("postgres://u:hunter2@${HOST}/x").as_deref(), Some("hunter2"), "{name}");
        for text in
            ["postgres://u@db/x", "postgres://u:@db/x", "postgres://u:${PW}@db/x", "https://a:8080/@b:c"]
        {
            assert_eq!(found(text), None, "{name} {text}");
        }
    }
}

#[test]
fn a_placeholder_is_no_literal_and_a_weak_secret_is_one() {
    for (name, text) in [
        ("API_KEY", "YOUR_API_KEY"),
        ("API_KEY", "<your-key>"),
        ("API_KEY", "Bearer <token>"),
        ("DB_PASSWORD", "changeme"),
        ("DATABASE_URL", "postgres://user:password@localhost/x"),
    ] {
        assert!(!is_literal_secret(name, text), "{text}");
    }
    for (name, text) in [
        ("JWT_SECRET", "mysecret"),
        ("SECRET_KEY", "django-insecure-abc123"),
        ("DATABASE_URL", "postgres://u:hunter2pass@db/x"),
        ("API_KEY", "abc123def456ghi789"),
    ] {
        assert!(is_literal_secret(name, text), "{text}");
    }
}

#[test]
fn a_text_of_names_and_values_is_judged_by_them() {
    let found = |text: &str| in_value("X", text, &[Syntax::Braces]);
    for text in [
        r#"{"Authorization": "Bearer hunter2pass", "Version": "2022-06-28"}"#,
        r#"{"Authorization": "Bearer ${X}", "X-Api-Key": "hunter2pass"}"#,
        r#" [{"a":{"password":["hunter2pass"]}}]"#,
        "Server=db;User Id=sa;Password=hunter2pass;",
        "Server=${HOST};PWD='hunter2pass'",
        "host=db user=u password=hunter2pass",
    ] {
        assert_eq!(found(text).as_deref(), Some("hunter2pass"), "{text}");
    }
    for text in [
        r#"{"Authorization": "Bearer ${X}", "Version": "2022-06-28"}"#,
        r#"{"token": true, "max_tokens": "4096", "password": ""}"#,
        r#"{"password": "hunter2pass"#,
        "Server=db;Password=${PW};Encrypt=true",
        "Server=db;Password=;",
        "info,mcp_token=debug",
        "a token=hunter2pass",
        "text/html;q=0.9",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_setting_is_no_literal() {
    let found = |text: &str| in_value("API_KEY", text, &[]).is_some();
    let key = "9f86d081884c7d659a2feaa0c55ad015";
    for text in [
        "/etc/k.pem",
        "~/k.pem",
        r"C:\k.pem",
        "12345",
        "vault:secret/x",
        "op://a/b",
        "-----BEGIN CERTIFICATE-----",
    ] {
        assert!(!found(text), "{text}");
    }
    for text in ["/etc", "~k", "C:k", "123456", "vault", "-----BEGIN RSA PRIVATE KEY-----", "Bearer /a/b"] {
        assert!(found(text), "{text}");
    }
    assert!(found(&format!("/a/{key}/b")) && found(&format!("vault:{key}")));
}

#[test]
fn a_command_line_can_stand_for_a_program_or_behind_a_shell() {
    let found = |words: &[&str]| in_program(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    for words in [
        &["srv --token abc"][..],
        &["sh", "-c", "srv --token abc"],
        &["--", "srv --token abc"],
        &["srv", "--token", "abc"],
    ] {
        assert_eq!(found(words), ["abc"], "{words:?}");
    }
    for words in [&["srv --token-file abc"][..], &["srv", "say --token abc"], &["/home/ann lee/srv"], &[]] {
        assert!(found(words).is_empty(), "{words:?}");
    }
}

#[test]
fn a_dollar_in_a_password_refers_to_nothing() {
    let found = |text, understood: &[Syntax]| reference(text, understood).map(|found| found.name);
    for text in ["s3cr$tvalue", "$ecretvalue", "a $b c", "x$Y", "$A$B"] {
        assert_eq!(found(text, &[]), None, "{text}");
    }
    assert_eq!(found("Bearer $TOKEN", &[]).as_deref(), Some("TOKEN"));
    assert_eq!(found("Bearer $token", &[Syntax::Dollar]).as_deref(), Some("token"));
    assert_eq!(found("Bearer ${token}", &[]).as_deref(), Some("token"));
    for password in ["x$Y", "hunter2hunter2$HUNTERSECRET99", "correcthorse$batteryStaple1"] {
        assert_eq!(found(password, &[Syntax::Dollar]), None);
    }
    // Whoever reads that form reads it behind other text too.
    assert_eq!(found("token=$Y", &[Syntax::Dollar]).as_deref(), Some("Y"));
    assert_eq!(found("a $Y b", &[Syntax::Dollar]).as_deref(), Some("Y"));
    assert_eq!(found(&format!("Bearer ${{TOKEN:-{JWT}}}"), &[Syntax::Braces]), None);
}

#[test]
fn arguments_hold_tokens_in_three_forms() {
    let found = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        in_arguments(&words)
    };
    assert_eq!(found(&["npx", "--header", "Authorization: Bearer abc"]), ["abc"]);
    assert_eq!(found(&["npx", "--api-key=abc", "--token", "def"]), ["abc", "def"]);
    assert_eq!(found(&["docker", "-e", "API_TOKEN=abc", JWT]), ["abc", JWT]);
    assert_eq!(found(&["npx", "-H", "X-Other: Bearer abc", "--header=X-Api-Key: def"]), ["abc", "def"]);
    assert_eq!(found(&["npx", "https://a/mcp?key=abc", "${A_TOKEN:-opaque}"]), ["abc", "opaque"]);
    assert_eq!(
        found(&["curl", "-u", "u:hunter2pass", "--user=ann:hunter3pass"]),
        ["hunter2pass", "hunter3pass"]
    );
    assert_eq!(
        found(&["x", "--config", r#"{"a":[{"apiKey":"abc123"}]}"#, r#"--config={"password":"a\\b"}"#]),
        ["abc123", r"a\b"]
    );
    assert_eq!(found(&["x", "--db", "Server=a;User Id=sa;Password=hunter2pass;"]), ["hunter2pass"]);
    assert_eq!(found(&["npx", "--cookie", "session=abc; a=b"]), ["session=abc; a=b"]);
    let key = "0123456789abcdef0123456789abcdef";
    assert_eq!(found(&["x", key, &format!("https://a/{key}/mcp"), &format!("--seed={key}")]), [key; 3]);
    assert_eq!(found(&["x", &format!("https://a/mcp?key={key}")]), [key]);
    assert_eq!(found(&["x", &format!("X-Other: Bearer {key}")]), [key]);
    assert_eq!(found(&["x", "--key", "abc123def456ghi789", "--api-key", "id"]), ["abc123def456ghi789", "id"]);
    let root = format!("/home/me/{key}");
    let nothing: [&[&str]; 14] = [
        &["x", "--root", &root, "--key", "id"],
        &["x", "--key", "user_id"],
        &["docker", "run", "-u", "ann:developers", "x"],
        &[
            "x",
            "-u",
            "https://a.example/mcp",
            "--user",
            "node:node",
            "-u",
            "ann:staff",
            "-u",
            "a:${PASSWORD}",
        ],
        &["x", "--config", r#"{"apiKey":"${KEY}","level":"info"}"#, "{not json: token}"],
        &["sh", "-c", "token=$1; password=$(cat x)"],
        &["x", "host=a password=${PW}"],
        &["x", "${HOST:-localhost}", "https://a/mcp?key=${KEY}"],
        &["npx", "--header", "Authorization:${AUTH_HEADER}"],
        &["docker", "-e", "API_TOKEN"],
        &["x", "--token", "--verbose"],
        &["x", "--token-file", "/run/token"],
        &["x", "https://a/mcp", "--header", "Accept: text/event-stream"],
        &[],
    ];
    for words in nothing {
        assert!(found(words).is_empty(), "{words:?}");
    }
}

#[test]
fn a_text_holds_jwts_and_what_stands_behind_bearer() {
    assert_eq!(in_text(&format!("a:\n  b: {JWT}\n")), [JWT]);
    assert_eq!(in_text("Authorization: \"Bearer abc\""), ["abc"]);
    assert_eq!(in_text("headers: {Authorization: Bearer abc}"), ["abc"]);
    for text in [
        "Authorization: Bearer ${{ secrets.TOKEN }}",
        "headers: {Authorization: \"Bearer ${TOKEN}\"}",
        "Bearer ",
        "abc",
        "Authorization: Bearer <token>",
    ] {
        assert!(in_text(text).is_empty(), "{text}");
    }
}

#[test]
fn the_name_of_a_kept_secret_is_none() {
    let found = |value: &str| in_arguments(&["--secret-var".to_owned(), format!("API_KEY={value}")]);
    assert!(found("calc-key").is_empty());
    assert_eq!(found("Zk3v9QpLx7Rt2Wm8Zk3v9QpLx7Rt2Wm8").len(), 1);
    assert_eq!(found("a b c d e f").len(), 1);
}

#[test]
fn what_a_comment_names_as_a_credential_is_one() {
    for text in [
        "# DB_PASSWORD = \"Zk3v9QpLx7Rt2Wm8\"",
        "// API_KEY=Zk3v9QpLx7Rt2Wm8",
        "# export API_KEY='Zk3v9QpLx7Rt2Wm8'",
        "// \"old\": {\"command\": \"n\", \"env\": {\"API_KEY\": \"Zk3v9QpLx7Rt2Wm8\"}}",
        "/* \"headers\": {\n  \"X-Api-Key\": \"Zk3v9QpLx7Rt2Wm8\",\n} */",
        "# http_headers = { \"X-Api-Key\" = \"Zk3v9QpLx7Rt2Wm8\" }",
    ] {
        assert_eq!(in_comment(text), ["Zk3v9QpLx7Rt2Wm8"], "{text}");
    }
    for text in [
        "# API_KEY=${API_KEY}",
        "// \"API_KEY\": \"YOUR_API_KEY\"",
        "# password: see the vault",
        "// the token is read from: vault-path-of-ours",
        "// \"API_KEY\": \"\"",
        "# name = Zk3v9QpLx7Rt2Wm8",
    ] {
        assert!(in_comment(text).is_empty(), "{text}: {:?}", in_comment(text));
    }
}

#[test]
fn a_token_says_when_it_ends_and_for_whom_it_is() {
    let token = |claims: &str| {
        use base64::Engine;
        let text = |json: &str| base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(json);
        format!("{}.{}.c2ln", text(r#"{"alg":"HS256"}"#), text(claims))
    };
    let said_by = |claims: &str| {
        let said = said(&token(claims));
        (said.expires_at.map(Time::unix), said.audiences)
    };
    assert_eq!(said_by(r#"{"exp":5,"aud":["a","b"]}"#), (Some(5), vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(said_by(r#"{"aud":"a"}"#), (None, vec!["a".to_owned()]));
    assert_eq!(said_by(r#"{"exp":"soon","aud":5}"#), (None, vec![]));
    assert_eq!(said("opaque").audiences, Vec::<String>::new());
}
