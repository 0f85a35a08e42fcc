//! `mcp-token doctor`: a member of an entry that has not the form in which its client reads it. What the real ones do is seen in
//! `tests/peers/clients/entries.rs`.

use crate::sandbox::{stderr, stdout};
use crate::ward::{URL, Ward, mended_apart, told_apart};

const CLAUDE: &str = "~/.claude.json";
const CODEX: &str = "~/.codex/config.toml";
const GEMINI: &str = "~/.gemini/settings.json";
const GOOSE: &str = "~/.config/goose/config.yaml";
const OPENCODE: &str = "~/.config/opencode/opencode.json";
const QWEN: &str = "~/.qwen/settings.json";

/// Each good entry, what makes another of it, and what is said of that.
#[track_caller]
fn told(file: &str, is_whole: bool, cases: &[(&str, &str, &str, &str)], entry: impl Fn(&str) -> String) {
    let ward = Ward::exai();
    let (rank, rest) = if is_whole { ("high", ", nor is any other of the file") } else { ("warning", "") };
    for (good, bad, why, mend) in cases {
        let message = format!("is not used{rest}: {why}");
        mended_apart(&ward, file, &entry(good), &entry(bad), ("skipped", rank, &message, mend));
    }
}

#[test]
fn of_codex_a_number_is_no_text_and_a_date_is_one() {
    let timeout =
        ("its `startup_timeout_sec` is no positive number", "a positive number as its `startup_timeout_sec`");
    let args = ("its `args` is no list of strings", "a list of strings as its `args`");
    let names = ("its `env_vars` is no list of names", "a list of names as its `env_vars`");
    told(
        CODEX,
        true,
        &[
            ("startup_timeout_sec = 1_0.5", "startup_timeout_sec = '1.5'", timeout.0, timeout.1),
            ("startup_timeout_sec = 0", "startup_timeout_sec = -1", timeout.0, timeout.1),
            ("startup_timeout_sec = 0.0", "startup_timeout_sec = inf", timeout.0, timeout.1),
            ("args = ['1.5', 2020-01-01]", "args = [1.5]", args.0, args.1),
            ("env_vars = ['HOME', { name = 'B', source = 'local' }]", "env_vars = [5]", names.0, names.1),
            ("env_vars = [{ name = 'B' }]", "env_vars = [{ source = 'local' }]", names.0, names.1),
            ("env_vars = []", "env_vars = [{ name = 'B', foo = 'x' }]", names.0, names.1),
            (
                "tools = { b = {} }",
                "tools = { b = 5 }",
                "its `tools.b` is no object or list of strings",
                "an object or list of strings as its `tools.b`",
            ),
        ],
        |line| format!("[mcp_servers.a]\ncommand = 'x'\n{line}\n"),
    );
}

#[test]
fn of_claude_code_and_opencode_a_null_is_nothing_that_is_read_and_a_timeout_is_whole() {
    let far = r#""url":"https://far.example/mcp""#;
    let timeout = ("its `timeout` is no whole number from 1 on", "a whole number from 1 on as its `timeout`");
    let headers = ("its `headers` is no object of strings", "an object of strings as its `headers`");
    let timeouts = [
        (r#""timeout":5.0"#, r#""timeout":5.5"#, timeout.0, timeout.1),
        (r#""timeout":1"#, r#""timeout":0"#, timeout.0, timeout.1),
        (r#""timeout":9007199254740991"#, r#""timeout":9007199254740992"#, timeout.0, timeout.1),
        (r#""timeout":1"#, r#""timeout":null"#, timeout.0, timeout.1),
    ];
    let both = [
        (r#""headers":{"X":"1.5"}"#, r#""headers":{"X":1.5}"#, headers.0, headers.1),
        (r#""headers":{}"#, r#""headers":null"#, headers.0, headers.1),
    ];
    told(CLAUDE, false, &[&timeouts[..], &both].concat(), |more| {
        format!(r#"{{"mcpServers":{{"a":{{"type":"http",{far},{more}}}}}}}"#)
    });
    let remote = |more: &str| format!(r#"{{"mcp":{{"a":{{"type":"remote",{far},{more}}}}}}}"#);
    let or_object = timeouts.map(|(good, bad, ..)| (good, bad, OR_OBJECT.0, OR_OBJECT.1));
    told(OPENCODE, true, &[&or_object[..], &both].concat(), remote);
    let startup = (
        "its `timeout.startup` is no whole number from 1 on",
        "a whole number from 1 on as its `timeout.startup`",
    );
    let inner = [
        (r#""timeout":{}"#, r#""timeout":{"startup":0}"#, startup.0, startup.1),
        (r#""timeout":{"startup":5,"a":"x"}"#, r#""timeout":{"startup":1.5}"#, startup.0, startup.1),
    ];
    told(OPENCODE, true, &inner, remote);
    let oauth = ("its `oauth` is no object or `false`", "an object or `false` as its `oauth`");
    let forms = [
        (r#""oauth":false"#, r#""oauth":true"#, oauth.0, oauth.1),
        (r#""oauth":{}"#, r#""oauth":null"#, oauth.0, oauth.1),
    ];
    told(OPENCODE, true, &forms, remote);
    let port = (
        "its `oauth.callbackPort` is no whole number from 1 to 65535",
        "a whole number from 1 to 65535 as its `oauth.callbackPort`",
    );
    let ports = [("65535", "65536"), ("1", "0"), ("1.0", "1.5")];
    for (good, bad) in ports {
        let [good, bad] = [good, bad].map(|port| format!(r#""oauth":{{"callbackPort":{port}}}"#));
        told(OPENCODE, true, &[(&good, &bad, port.0, port.1)], remote);
    }
}

#[test]
fn of_codex_a_word_is_one_that_it_knows_and_a_whole_number_has_no_point() {
    let modes = "`auto`, `prompt`, `writes`, `approve`";
    let url = "url = 'https://far.example/mcp'\n";
    let run = "command = 'x'\n";
    let whole = "whole number from 0 on";
    let port = "whole number from 0 to 65535";
    for (start, key, good, bad, (lacking, wanted)) in [
        (url, "auth", "auth = 'oauth'", "auth = 'x'", words("`oauth`, `chatgpt`, `ema_auth`")),
        (
            run,
            "default_tools_approval_mode",
            "default_tools_approval_mode = 'writes'",
            "default_tools_approval_mode = ''",
            words(modes),
        ),
        (
            run,
            "tools.b.approval_mode",
            "tools = { a = { approval_mode = 'auto' }, b = { foo = 5 } }",
            "tools = { a = { approval_mode = 'auto' }, b = { approval_mode = 'Auto' } }",
            words(modes),
        ),
        (
            run,
            "env_vars[1].source",
            "env_vars = ['HOME', { name = 'B', source = 'remote' }]",
            "env_vars = ['HOME', { name = 'B', source = 'x' }]",
            words("`local`, `remote`"),
        ),
        (run, "startup_timeout_ms", "startup_timeout_ms = 1_0", "startup_timeout_ms = 1.0", no(whole)),
        (run, "startup_timeout_ms", "startup_timeout_ms = 0", "startup_timeout_ms = -1", no(whole)),
        (
            url,
            "oauth.callback_port",
            "oauth = { callback_port = 65_535 }",
            "oauth = { callback_port = 65_536 }",
            no(port),
        ),
        (url, "oauth", "oauth = []", "oauth = 5", no("object or list of strings")),
        (url, "oauth", "oauth = ['a']", "oauth = [5]", no("object or list of strings")),
        (url, "oauth.callback_port", "oauth.callback_port = 0", "oauth.callback_port = 0.0", no(port)),
    ] {
        let (why, mend) = (format!("its `{key}` is {lacking}"), format!("{wanted} as its `{key}`"));
        told(CODEX, true, &[(good, bad, &why, &mend)], |line| format!("[mcp_servers.a]\n{start}{line}\n"));
    }
}

/// The line is that of the member, in an entry that is laid over another as well. What could be a token is not repeated.
#[test]
fn a_member_of_another_form_is_named_and_found_on_its_line() {
    let ward = Ward::exai();
    let why = |path: &str| format!("is not used: its `{path}` is no string");
    let (good, bad) = (r#""x""#, "[5]");
    for (name, shown) in [("X-Tenant", "X-Tenant"), ("sk-0123456789abcdef", "*")] {
        let entry = |value: &str| {
            let headers = format!("\n\"A\":\"b\",\n\"{name}\":{value}}}");
            format!(
                r#"{{"mcpServers":{{"a":{{"httpUrl":"https://far.example/mcp","headers":{{{headers}}}}}}}"#
            )
        };
        let path = format!("headers.{shown}");
        let wrong = ("skipped", "warning", &*why(&path), &*format!("a string as its `{path}`"));
        mended_apart(&ward, GEMINI, &entry(good), &entry(bad), wrong);
        ward.file(GEMINI, entry(bad));
        let edit = "nano +3 ~/.gemini/settings.json";
        ward.by_editor(&[], "skipped", wrong.3, edit, &entry(good));
    }
    std::fs::remove_file(ward.path(GEMINI)).unwrap();
    ward.file(CODEX, "[mcp_servers.a]\nurl = 'https://far.example/mcp'\n");
    let project = "[mcp_servers.a]\nenabled = true\ntools.b = { }\ntools.c = 5\n";
    ward.file("p/.codex/config.toml", project);
    let project = ["--project", "p"];
    let mend = "an object or list of strings as its `tools.c`";
    ward.by_editor(&project, "skipped", mend, "nano +4 ./p/.codex/config.toml", "");
}

const OR_OBJECT: (&str, &str) = (
    "its `timeout` is no whole number from 1 on or object",
    "a whole number from 1 on or object as its `timeout`",
);

fn words(words: &str) -> (String, String) {
    (format!("none of {words}"), format!("one of {words}"))
}

fn no(form: &str) -> (String, String) {
    let article = if form.starts_with('o') { "an" } else { "a" };
    (format!("no {form}"), format!("{article} {form}"))
}

/// The file is refused, and that is what is said of it; what an installation into it says is the same.
#[test]
fn of_codex_a_blank_helper_has_the_whole_file_refused() {
    let ward = Ward::exai();
    let why = "its `http_headers_helper` is no string with something in it";
    for blank in ["''", "'  '"] {
        let entry =
            format!("[mcp_servers.a]\nurl = 'https://far.example/mcp'\nhttp_headers_helper = {blank}\n");
        ward.file(CODEX, &entry);
        let message = format!("{CODEX}: `a` is not used, nor is any other of the file: {why}");
        let told: Vec<_> = ward.found(&[]).into_iter().map(|one| (one.0, one.2)).collect();
        assert_eq!(told, [("skipped".to_owned(), message)]);
        let said = ward.shell("mcp-token client install codex --profile exai").code(0);
        let said = String::from_utf8_lossy(&said.get_output().stderr).into_owned();
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn of_codex_what_is_refused_is_refused_in_whatever_form() {
    let url = "url = 'https://far.example/mcp'";
    let takes_no =
        |key: &str| (format!("it takes no `{key}` there"), format!("take `{key}` out of the entry"));
    for (start, key, bad) in [
        (url, "env_vars", "env_vars = [{ source = 5 }]"),
        (url, "args", "args = 'x'"),
        ("command = 'x'", "oauth", "oauth = { callback_port = -1 }"),
    ] {
        let (why, mend) = takes_no(key);
        told(CODEX, true, &[("", bad, &why, &mend)], |line| format!("[mcp_servers.a]\n{start}\n{line}\n"));
    }
}

/// What else stands there in the place of an entry is passed over.
#[test]
fn a_null_in_the_place_of_an_entry_has_gemini_cli_and_qwen_code_read_none() {
    let ward = Ward::exai();
    let file = |entry: &str| format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#);
    let good = file(r#"{"httpUrl":"https://far.example/mcp","timeout":5,"headers":null}"#);
    for place in [GEMINI, QWEN] {
        let all = "is not used, nor is any other of the file: it is no object";
        told_apart(&ward, place, &good, &file("null"), &[("skipped", "high", all)]);
        told_apart(
            &ward,
            place,
            &good,
            &file("5"),
            &[("skipped", "warning", "is not used: it is no object")],
        );
        // Both end for it.
        let args = "is not used, nor is any other of the file: its `args` is no list";
        let run = |args: &str| file(&format!(r#"{{"command":"true","args":{args}}}"#));
        for bad in [r#""a""#, "5", "{}", "true"] {
            told_apart(&ward, place, &run("[5]"), &run(bad), &[("skipped", "high", args)]);
        }
        for fine in [run("null"), good.replace("null", r#""x""#), good.replace("null", "[]")] {
            ward.file(place, &fine);
            assert_eq!(ward.found(&[]), [], "{fine}");
        }
        let warned =
            ward.shell(&format!("mcp-token client install {} --profile exai", &place[3..place.len() - 14]));
        assert!(!stderr(&warned.code(0)).contains("args"), "{place}");
        ward.file(place, run("5"));
        let warned =
            ward.shell(&format!("mcp-token client install {} --profile exai", &place[3..place.len() - 14]));
        assert!(stderr(&warned.code(0)).contains("its `args` is no list"), "{place}");
        std::fs::remove_file(ward.path(place)).unwrap();
    }
    let timeout = "is not used: its `timeout` is no positive number";
    let bad = good.replace('5', "-5");
    told_apart(&ward, GEMINI, &good, &bad, &[("skipped", "warning", timeout)]);
    ward.file(QWEN, &bad);
    assert_eq!(ward.found(&[]), []);
}

#[test]
fn of_an_entry_with_the_type_of_a_url_and_without_one_the_url_is_missing() {
    let (why, mend) = ("it takes no entry without `url`", "`url` into the entry");
    let url = r#""url":"https://far.example/mcp","#;
    for (file, is_whole, entry) in [
        (CLAUDE, false, r#"{"mcpServers":{"a":{@"type":"http","headers":{"X":"y"}}}}"#),
        (CLAUDE, false, r#"{"mcpServers":{"a":{@"type":"sse"}}}"#),
        (OPENCODE, true, r#"{"mcp":{"a":{@"type":"remote","headers":{"X":"y"}}}}"#),
        (OPENCODE, false, r#"{"mcp":{"a":{@"type":"remote","enabled":true}}}"#),
    ] {
        told(file, is_whole, &[(url, "", why, mend)], |more| entry.replace('@', more));
    }
    let goose = "extensions:\n  a:\n    enabled: true\n    type: streamable_http\n    @timeout: 300\n";
    let cases = [(
        "uri: https://far.example/mcp\n    ",
        "",
        "it takes no entry without `uri`",
        "`uri` into the entry",
    )];
    told(GOOSE, false, &cases, |more| goose.replace('@', more));
    // With a program it is one that is started, whatever its type says.
    let program = [(
        r#""type":"stdio""#,
        r#""type":"http""#,
        "it does not take that `type` there",
        "`\"type\": \"stdio\"` in the entry",
    )];
    told(CLAUDE, false, &program, |more| format!(r#"{{"mcpServers":{{"a":{{"command":"x",{more}}}}}}}"#));
}

/// What the real one reads is seen in `tests/peers/clients/entries.rs`.
#[test]
fn servers_of_both_places_of_opencode_are_looked_at() {
    let ward = Ward::exai();
    let far = |more: &str| {
        format!(
            r#""type":"remote","url":"https://far.example/mcp","headers":{{"Authorization":"Bearer {{env:EXAI_JWT_TOKEN}}"}}{more}"#
        )
    };
    let found = |inside: &str| {
        ward.file(OPENCODE, format!(r#"{{"mcp":{{{inside}}}}}"#));
        ward.found(&[]).into_iter().map(|one| (one.0, one.1, one.2)).collect::<Vec<_>>()
    };
    let foo = format!(r#""foo":{{{}}}"#, far(""));
    let alone = found(&foo);
    assert_eq!((alone[0].0.as_str(), alone[0].1.as_str()), ("other_server", "high"));
    assert_eq!(found(&format!(r#""servers":{{}},{foo}"#)), alone);
    assert_eq!(found(&format!(r#""servers":{{{foo}}}"#)), alone);
    assert_eq!(found(&format!(r#""timeout":{{"startup":5}},"servers":{{{foo}}}"#)), alone);
    // For one in the older place the file is refused, for one in the newer that one alone.
    let both = |of_older: &str, of_newer: &str| {
        let inside = format!(
            r#""servers":{{"baz":{{"command":["x"]{of_newer}}}}},"bar":{{"command":["x"]{of_older}}}"#
        );
        found(&inside).into_iter().map(|one| one.1).collect::<Vec<_>>()
    };
    let kind = r#","type":"local""#;
    assert_eq!(both(kind, kind), [""; 0]);
    assert_eq!(both(kind, ""), ["warning"]);
    assert_eq!(both("", kind), ["high"]);
    let timed = |kind: &str, timeout: &str| format!(r#"{kind},"timeout":{timeout}"#);
    assert_eq!(both(&timed(kind, "5"), &timed(kind, r#"{"startup":5}"#)), [""; 0]);
    assert_eq!(both(kind, &timed(kind, "5")), ["warning"]);
    assert_eq!(both(&timed(kind, r#"{"startup":5}"#), kind), [""; 0]);
    assert_eq!(both(&timed(kind, r#"{"startup":0}"#), kind), ["high"]);
    // An entry stays where it is, and a new one is read beside it.
    let before = format!(r#"{{"mcp":{{"servers":{{}},{foo}}}}}"#);
    ward.file(OPENCODE, &before);
    ward.shell("mcp-token client install opencode --profile exai").code(0);
    ward.shell("mcp-token client install opencode --profile exai --name foo").code(0);
    let text = std::fs::read_to_string(ward.path(OPENCODE)).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let own = &value["mcp"]["servers"]["exai"];
    assert_eq!((own["url"].as_str(), &value["mcp"]["foo"]["url"]), (Some(URL), &own["url"]));
    let list = stdout(&ward.shell("mcp-token client list").code(0));
    assert!(["exai", "foo"].into_iter().all(|name| list.contains(&format!("opencode  {name}"))), "{list}");
    ward.shell("mcp-token client remove opencode exai && mcp-token client remove opencode foo").code(0);
    let after: serde_json::Value =
        serde_json::from_slice(&std::fs::read(ward.path(OPENCODE)).unwrap()).unwrap();
    assert_eq!(after, serde_json::from_str::<serde_json::Value>(&before).unwrap());
}
