//! `mcp-token doctor`: what is wrong with an entry of a client's file, and the neighbour that has nothing wrong.

use std::fs;

use crate::keeper::Keeper;
use crate::ward::{URL, Ward, filled, finding, told_apart};

/// The file of a client with one server, in the form that most clients read.
fn servers(entry: &str) -> String {
    filled(&format!(r#"{{"mcpServers":{{"a":{entry}}}}}"#))
}

const CURSOR: &str = "~/.cursor/mcp.json";
const CLAUDE: &str = "~/.claude.json";
const OPENCODE: &str = "~/.config/opencode/opencode.json";
const VSCODE: &str = "~/.config/Code/User/mcp.json";

fn entry(members: &str) -> String {
    servers(&format!(r#"{{"url":"{URL}",{members}}}"#))
}

fn bearer(value: &str) -> String {
    entry(&format!(r#""headers":{{"Authorization":"{value}"}}"#))
}

#[test]
fn a_token_in_a_header_is_one_and_a_reference_is_none() {
    let ward = Ward::new();
    let good = bearer("Bearer ${env:PATH}");
    let literal = ("literal_token", "high", "holds a literal token in its header `Authorization`");
    for value in [
        "Bearer @LIVE@",
        "Bearer PRIVATE-opaque",
        "Basic UFJJVkFURQ==",
        "PRIVATE$NAME",
        "Bearer ${env:PATH} @LIVE@",
    ] {
        told_apart(&ward, CURSOR, &good, &bearer(value), &[literal]);
    }
    let dead =
        ("expired_token", "high", "holds a literal token in its header `Authorization`, expired 3 d ago");
    told_apart(&ward, CURSOR, &good, &bearer("@DEAD@"), &[dead]);
}

#[test]
fn a_token_is_found_wherever_it_stands_in_an_entry() {
    let ward = Ward::new();
    let run = |members: &str| servers(&format!(r#"{{"command":"npx",{members}}}"#));
    let good = run(
        r#""args":["--token-file","/run/x","--header","Authorization:${AUTH_HEADER}"],"env":{"MAX_TOKENS":"4096","API_KEY":""}"#,
    );
    for (members, place) in [
        (r#""env":{"API_KEY":"PRIVATE"}"#, "variable `API_KEY`"),
        (r#""env":{"AUTH_HEADER":"Bearer PRIVATE"}"#, "variable `AUTH_HEADER`"),
        (r#""env":{"X":"@LIVE@"}"#, "variable `X`"),
        (r#""args":["--token","PRIVATE"]"#, "arguments"),
        (r#""args":["--header","Authorization: Bearer @LIVE@"]"#, "arguments"),
        (r#""args":["--api-key=PRIVATE"]"#, "arguments"),
        (r#""auth":{"CLIENT_SECRET":"PRIVATE"}"#, "`CLIENT_SECRET`"),
    ] {
        let message = format!("holds a literal token in its {place}");
        told_apart(&ward, CURSOR, &good, &run(members), &[("literal_token", "high", &message)]);
    }
    // A client that reads no URL reads no headers either; the token stands there all the same.
    let desktop = "~/.config/Claude/claude_desktop_config.json";
    let wrong = [
        ("skipped", "warning", "is not used: it reads no entry with a URL"),
        ("literal_token", "high", "holds a literal token in its header `Authorization`"),
    ];
    told_apart(&ward, desktop, &good, &bearer("Bearer PRIVATE"), &wrong);
}

#[test]
fn what_our_own_program_is_told_is_no_secret() {
    let ward = Ward::exai();
    let ours =
        r#"{"command":"mcp-token","args":["exec","exai","--secret-var","JWT_SECRET=exai","--","server"@]}"#;
    let (good, bad) =
        (servers(&ours.replace('@', "")), servers(&ours.replace('@', r#","--token","PRIVATE""#)));
    let literal = ("literal_token", "high", "holds a literal token in its arguments");
    told_apart(&ward, CURSOR, &good, &bad, &[literal]);
}

#[test]
fn a_token_is_for_the_server_that_it_is_shown_to() {
    let ward = Ward::exai();
    let literal = ("literal_token", "high", "holds a literal token in its header `Authorization`");
    let other = |whose| ("other_audience", "high", whose);
    let of = |url: &str, token: &str| {
        servers(&format!(r#"{{"url":"{url}","headers":{{"Authorization":"Bearer {token}"}}}}"#))
    };
    let wrong = |content: &str, wrong: &[(&str, &str, &str)]| told_apart(&ward, CURSOR, "{}", content, wrong);
    let by_url = other("holds a literal token for https://other.example.com, another server");
    let by_name = other("holds a literal token for other-client, another server");
    // By its URL alone, where no profile is known for it.
    wrong(&of("https://x.example.com/mcp", "@OTHER@"), &[literal, by_url]);
    wrong(&of("https://other.example.com/mcp", "@OTHER@"), &[literal]);
    wrong(&of("https://x.example.com/mcp", "@NAMED@"), &[literal]);
    // By what the profile of that URL demands.
    wrong(&of(URL, "@OTHER@"), &[literal, by_url]);
    wrong(&of(URL, "@NAMED@"), &[literal, by_name]);
    wrong(&of(URL, "@OURS@"), &[literal]);
    wrong(&of(URL, "@LIVE@"), &[literal]);
}

#[test]
fn a_variable_is_set_or_what_is_sent_instead_is_told() {
    let ward = Ward::new();
    let unset = |message| ("unset_variable", "warning", message);
    let braces = |value: &str| {
        servers(&format!(r#"{{"type":"http","url":"{URL}","headers":{{"Authorization":"{value}"}}}}"#))
    };
    let text = unset("refers to `NONE`, which is not set: the server is sent the text of the reference");
    told_apart(&ward, CLAUDE, &braces("Bearer ${HOME}"), &braces("Bearer ${NONE}"), &[text]);
    told_apart(&ward, CLAUDE, &braces("Bearer ${NONE:-x}"), &braces("${NONE}"), &[text]);
    let gemini =
        |value: &str| servers(&format!(r#"{{"httpUrl":"{URL}","headers":{{"Authorization":"{value}"}}}}"#));
    let empty = unset("refers to `NONE`, which is not set: the server is sent an empty token");
    told_apart(&ward, "~/.gemini/settings.json", &gemini("Bearer $HOME"), &gemini("Bearer $NONE"), &[empty]);
    // A header that is no credential refers to something as well.
    let tenant = |value: &str| entry(&format!(r#""headers":{{"X-Tenant":"{value}"}}"#));
    let unknown = unset("refers to `NONE`, which is not set: what the server is sent is not known");
    told_apart(&ward, CURSOR, &tenant("${env:HOME}"), &tenant("${env:NONE}"), &[unknown]);
}

#[test]
fn codex_names_variables_in_keys_of_their_own() {
    let ward = Ward::new();
    let file = "~/.codex/config.toml";
    let with = |line: &str| filled(&format!("[mcp_servers.a]\nurl = \"{URL}\"\n{line}\n"));
    let good = with("bearer_token_env_var = \"HOME\"\nenv_http_headers = { X-Api-Key = \"HOME\" }");
    let nothing = "which is not set: the server is not contacted";
    for (line, code, rank, message) in [
        (
            r#"bearer_token_env_var = "NONE""#,
            "unset_variable",
            "warning",
            format!("refers to `NONE`, {nothing}"),
        ),
        (
            r#"env_http_headers = { X-Api-Key = "NONE" }"#,
            "unset_variable",
            "warning",
            format!("refers to `NONE`, {nothing}"),
        ),
        // A token in the place of a variable's name is not repeated.
        (
            r#"bearer_token_env_var = "sk_live_private""#,
            "unset_variable",
            "warning",
            format!("refers to a variable, {nothing}"),
        ),
        (
            r#"bearer_token_env_var = "@LIVE@""#,
            "literal_token",
            "high",
            "holds a literal token in its bearer token".to_owned(),
        ),
    ] {
        told_apart(&ward, file, &good, &with(line), &[(code, rank, &message)]);
    }
    let refused = [
        ("skipped", "high", "is not used, nor is any other of the file: it takes no `bearer_token` there"),
        ("literal_token", "high", "holds a literal token in its `bearer_token`"),
    ];
    told_apart(&ward, file, &good, &with("bearer_token = \"PRIVATE\""), &refused);
}

#[test]
fn grok_names_a_variable_in_a_key_or_refers_to_one() {
    let ward = Ward::new();
    let file = "~/.grok/config.toml";
    let with = |line: &str| filled(&format!("[mcp_servers.a]\nurl = \"{URL}\"\n{line}\n"));
    let unset = "refers to `NONE`, which is not set:";
    for (good, bad, sent) in [
        (
            r#"bearer_token_env_var = "HOME""#,
            r#"bearer_token_env_var = "NONE""#,
            "what the server is sent is not known",
        ),
        (
            r#"headers = { Authorization = "Bearer ${HOME}" }"#,
            r#"headers = { Authorization = "Bearer ${NONE}" }"#,
            "the server is sent the text of the reference",
        ),
    ] {
        let message = format!("{unset} {sent}");
        told_apart(&ward, file, &with(good), &with(bad), &[("unset_variable", "warning", &message)]);
    }
}

#[test]
fn fx_refuses_a_file_with_an_authorization_header() {
    let ward = Ward::new();
    let with = |line: &str| {
        filled(&format!(
            r#"{{"mcp":{{"a":{{"type":"http","url":"{URL}","bearer_token_env":"HOME"{line}}}}}}}"#
        ))
    };
    let refused = [
        ("skipped", "high", "is not used, nor is any other of the file: it takes no `Authorization` there"),
        ("literal_token", "high", "holds a literal token in its header `authorization`"),
    ];
    let (good, bad) =
        (with(r#","headers":{"X-Tenant":"t"}"#), with(r#","headers":{"authorization":"Bearer c2VjcmV0"}"#));
    told_apart(&ward, "~/.fx/mcp.json", &good, &bad, &refused);
}

#[test]
fn each_family_of_references_is_read_by_its_own_clients() {
    let ward = Ward::new();
    let wrong = |text: &str| {
        format!(
            "refers to `{text}`, which is not read there: the server is sent the text as it stands, or nothing"
        )
    };
    let with = |url: &str, value: &str| {
        servers(&format!(r#"{{"type":"http",{url},"headers":{{"Authorization":"Bearer {value}"}}}}"#))
    };
    let url = format!(r#""url":"{URL}""#);
    for (file, good, bad, shown) in [
        (CURSOR, "${env:HOME}", "${HOME}", "${HOME}"),
        (CLAUDE, "${HOME}", "${env:HOME}", "${env:HOME}"),
        (CLAUDE, "${HOME}", "$HOME", "$HOME"),
        (CLAUDE, "${HOME}", "${input:x}", "${input:x}"),
        (CLAUDE, "${HOME}", "{env:HOME}", "{env:HOME}"),
        (CLAUDE, "${HOME}", "%HOME%", "%HOME%"),
        (CURSOR, "${env:HOME}", "{HOME}", "{HOME}"),
        (CURSOR, "${env:HOME}", "$env:HOME", "$env:HOME"),
        (CURSOR, "${env:HOME}", "{{EXAI_JWT_TOKEN}}", "{{EXAI_JWT_TOKEN}}"),
        (CLAUDE, "${HOME}", "$env:EXAI_JWT_TOKEN", "$env:EXAI_JWT_TOKEN"),
        (CLAUDE, "${HOME}", "${EXAI_JWT_TOKEN", "${EXAI_JWT_TOKEN"),
        // PowerShell minds no case.
        (CURSOR, "${env:HOME}", "$Env:EXAI_JWT_TOKEN", "$Env:EXAI_JWT_TOKEN"),
        (CLAUDE, "${HOME}", "$env:exai_token", "$env:..."),
        (CLAUDE, "${HOME}", "{{ EXAI_JWT_TOKEN }}", "{{EXAI_JWT_TOKEN}}"),
        (CLAUDE, "${HOME}", "{{exai_token}}", "{{...}}"),
        (CURSOR, "${env:HOME}", "${{ EXAI_JWT_TOKEN }}", "${{EXAI_JWT_TOKEN}}"),
        // Nobody has closed it.
        (CURSOR, "${env:HOME}", "${env:EXAI_JWT_TOKEN", "${env:EXAI_JWT_TOKEN"),
        (CLAUDE, "${HOME}", "{env:EXAI_JWT_TOKEN", "{env:EXAI_JWT_TOKEN"),
        (CLAUDE, "${HOME}", "${input:exai-token", "${input:..."),
        (CLAUDE, "${HOME}", "${{ secrets.EXAI_TOKEN", "${{..."),
        (CLAUDE, "${HOME}", "$(mcp-token get exai", "$(..."),
        // What stands in a command may be the secret itself.
        (CLAUDE, "${HOME}", "$(cat /PRIVATE)", "$(...)"),
    ] {
        told_apart(
            &ward,
            file,
            &with(&url, good),
            &with(&url, bad),
            &[("wrong_reference", "warning", &wrong(shown))],
        );
    }
    let named = |name: &str| {
        format!(
            "[mcp_servers.a]\nurl = \"{URL}\"\nbearer_token_env_var = \"{name}\"\nhttp_headers = {{ X-Session-Token = \"1\" }}\n"
        )
    };
    for bad in ["$HOME", "${HOME}", "%HOME%", "$env:HOME", "{{HOME}}", "${HOME"] {
        let file = "~/.codex/config.toml";
        told_apart(&ward, file, &named("HOME"), &named(bad), &[("wrong_reference", "warning", &wrong(bad))]);
        ward.file(file, named(bad));
        ward.by_hand(&[], "wrong_reference", "`HOME` in its place", || drop(ward.file(file, named("HOME"))));
        fs::remove_file(ward.path(file)).unwrap();
    }
    // A password may stand in braces.
    let literal = ("literal_token", "high", "holds a literal token in its header `Authorization`");
    let key = "A1B2C3D4E5F60718293A4B5C6D7E8F90";
    let braced = [("{", "}"), ("{{", "}}"), ("{{ ", " }}"), ("${", "")];
    let secrets = braced.map(|(before, after)| ["Hunter2", key].map(|word| format!("{before}{word}{after}")));
    let others = [format!("$Env:{key}"), format!("${{env:{key}"), "$(Hunter2".to_owned()];
    let passwords =
        ["$(my passw0rd", "Summer2026 $env:x", "$Env:Tr0ub4dor&3", "hunter2 %ABC%", "$env:Hunter2"];
    let others: Vec<_> = others.into_iter().chain(passwords.map(str::to_owned)).collect();
    for secret in secrets.as_flattened().iter().chain(&others) {
        told_apart(&ward, CURSOR, &with(&url, "${env:HOME}"), &with(&url, secret), &[literal]);
    }
    // Others than Bearer and Basic have schemes too.
    for (value, bad) in [("Token %API_TOKEN%", "%API_TOKEN%"), ("Api-Key $env:API_KEY", "$env:API_KEY")] {
        let wrong = ("wrong_reference", "warning", &*wrong(bad));
        let bad = with(&url, value).replace("Bearer ", "");
        told_apart(&ward, CURSOR, &with(&url, "${env:HOME}"), &bad, &[wrong]);
    }
    let code = |value: &str| with(&url, value).replace("mcpServers", "servers");
    let asked = |file: &str| file.replacen('{', r#"{"inputs":[{"type":"promptString","id":"x"}],"#, 1);
    let bug = wrong("${env:HOME}");
    told_apart(
        &ward,
        "~/.config/Code/User/mcp.json",
        &asked(&code("${input:x}")),
        &code("${env:HOME}"),
        &[("wrong_reference", "warning", &bug)],
    );
    let none = "refers to `${input:y}`, which its file has no input for";
    let (good, bad) = (asked(&code("${input:x}")), asked(&code("${input:y}")));
    told_apart(&ward, "~/.config/Code/User/mcp.json", &good, &bad, &[("no_input", "warning", none)]);
    // One that does not say how it is asked for is none.
    let without = good.replace(r#""type":"promptString","#, "");
    let none = ("no_input", "warning", "refers to `${input:x}`, which its file has no input for");
    told_apart(&ward, "~/.config/Code/User/mcp.json", &good, &without, &[none]);
}

#[test]
fn a_header_without_a_token_is_told() {
    let ward = Ward::new();
    let none = ("no_token", "warning", "shows no token in its header `Authorization`");
    for value in ["Bearer ", "", "Basic"] {
        told_apart(&ward, CURSOR, &entry(r#""headers":{"Accept":""}"#), &bearer(value), &[none]);
    }
}

#[test]
fn an_entry_that_its_client_passes_over_is_told() {
    let ward = Ward::new();
    let roo = "~/.config/Code/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json";
    let cline = "~/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json";
    let plain = format!(r#""url":"{URL}""#);
    let without = "it takes no entry without `type`, or takes it for another transport";
    let sse = "it reads `url` as server-sent events, whatever `type` says";
    let unknown = "it does not take that `type` there";
    let qwen = format!(r#""httpUrl":"{URL}""#);
    let typed = |kind: &str| format!(r#""type":"{kind}",{plain}"#);
    for (file, good, bad, why) in [
        (CLAUDE, typed("http"), plain.clone(), without),
        (CLAUDE, typed("sse"), typed("remote"), unknown),
        (roo, typed("streamable-http"), plain.clone(), without),
        (roo, typed("streamable-http"), typed("http"), unknown),
        (cline, typed("streamableHttp"), plain.clone(), without),
        ("~/.qwen/settings.json", qwen.clone(), plain.clone(), sse),
        ("~/.qwen/settings.json", format!("{qwen},{plain}"), typed("http"), sse),
        (CURSOR, plain.clone(), r#""url":"wss://mcp.example.com/ws""#.to_owned(), "it speaks no WebSocket"),
        (CLAUDE, r#""type":"ws","url":"ws://127.0.0.1:3000""#.to_owned(), plain.clone(), without),
        (OPENCODE, typed("remote"), plain.clone(), without),
        (OPENCODE, typed("remote"), typed("http"), unknown),
    ] {
        let (rank, rest) =
            if file == OPENCODE { ("high", ", nor is any other of the file") } else { ("warning", "") };
        let message = format!("is not used{rest}: {why}");
        let root = [(VSCODE, "servers"), (OPENCODE, "mcp")].iter().find(|(known, _)| *known == file);
        let root = root.map_or("mcpServers", |(_, root)| root);
        let content = |members: &str| servers(&format!("{{{members}}}")).replace("mcpServers", root);
        told_apart(&ward, file, &content(&good), &content(&bad), &[("skipped", rank, &message)]);
    }
}

#[test]
fn an_entry_that_is_switched_off_is_judged_by_its_tokens_alone() {
    let ward = Ward::new();
    let off = |value: &str| {
        servers(&format!(
            r#"{{"disabled":true,"url":"http://mcp.example.com","headers":{{"Authorization":"{value}"}}}}"#
        ))
    };
    let literal = ("literal_token", "high", "holds a literal token in its header `Authorization`");
    told_apart(&ward, CURSOR, &off("${NONE}"), &off("Bearer PRIVATE"), &[literal]);
    ward.file(CURSOR, off("${NONE}"));
    let text = crate::sandbox::stdout(&ward.doctor(&[]).code(0));
    assert!(text.contains("  ok    cursor  ~/.cursor/mcp.json: `a` is switched off\n"), "{text}");
}

#[test]
fn a_url_carries_no_token_and_is_encrypted_beyond_this_machine() {
    let ward = Ward::new();
    let at = |url: &str, headers: &str| servers(&format!(r#"{{"url":"{url}"{headers}}}"#));
    let shown = r#","headers":{"Authorization":"Bearer ${env:HOME}"}"#;
    let in_url = |part: &str| format!("sends its token in the {part} of its URL, where logs keep it");
    for (url, part) in [
        ("https://a.example/?token=PRIVATE", "query"),
        ("https://a.example/@LIVE@/mcp", "path"),
        ("https://me:PRIVATE@a.example/", "user"),
        ("https://a.example/#access_token=PRIVATE", "fragment"),
    ] {
        let message = in_url(part);
        told_apart(
            &ward,
            CURSOR,
            &at("https://a.example/?tenant=x", ""),
            &at(url, ""),
            &[("token_in_url", "high", &message)],
        );
    }
    let sends = ("unencrypted", "high", "sends its token to http://a.example/mcp, not encrypted");
    told_apart(
        &ward,
        CURSOR,
        &at("http://127.0.0.1:3000/mcp", shown),
        &at("http://a.example/mcp", shown),
        &[sends],
    );
    let is_at = ("unencrypted", "warning", "is at http://a.example/mcp, not encrypted");
    told_apart(&ward, CURSOR, &at("http://localhost/mcp", ""), &at("http://a.example/mcp", ""), &[is_at]);
}

#[test]
fn a_helper_s_program_and_profile_are_there() {
    let ward = Ward::of(Keeper::exai());
    ward.keeper.set(&["exai", "--url", URL]);
    let helper =
        |line: &str| servers(&format!(r#"{{"type":"http","url":"{URL}","headersHelper":"{line}"}}"#));
    ward.program("other-helper", "exit 0");
    ward.file("~/bin/helper", "#!/bin/sh\n");
    ward.set_mode("~/bin/helper", 0o755);
    let no_program = ("no_program", "warning", "runs `/nowhere/mcp-token`, which is not there");
    let absent = ("no_program", "warning", "runs `no-helper`, which is not there");
    let no_profile = ("no_profile", "warning", "takes its token from the profile `none`, which is not there");
    for (good, bad, wrong) in [
        ("other-helper --any", "no-helper --any", &[absent][..]),
        ("mcp-token get exai -o headers-json", "mcp-token get none -o headers-json", &[no_profile]),
        ("'/bin/true' x", "/nowhere/mcp-token get none -o headers-json", &[no_program, no_profile]),
        ("exec mcp-token get exai -o headers-json", "exec no-helper", &[absent]),
        (
            "~/bin/helper",
            "~/bin/other",
            &[("no_program", "warning", "runs `~/bin/other`, which is not there")],
        ),
        ("other-helper", "", &[("no_token", "warning", "shows no token in its helper")]),
        // Only a shell, or who knows the directory, can tell which program these are.
        ("cd / && mcp-token get exai -o headers-json", "no-helper", &[absent]),
        ("MODE=quick helper", "no-helper", &[absent]),
        ("./helper.sh", "no-helper", &[absent]),
        ("mcp-token get $PROFILE", "no-helper", &[absent]),
    ] {
        told_apart(&ward, CLAUDE, &helper(good), &helper(bad), wrong);
    }
    let exec = |profile: &str| {
        servers(&format!(r#"{{"command":"mcp-token","args":["exec","{profile}","--","server"]}}"#))
    };
    told_apart(&ward, CURSOR, &exec("exai"), &exec("none"), &[no_profile]);
    told_apart(&ward, CURSOR, &exec("--no-token"), &exec("none"), &[no_profile]);
}

/// Clients send both in one header, which no server takes.
#[test]
fn a_header_in_two_spellings_is_told() {
    let ward = Ward::exai();
    ward.program("claude", "exit 1");
    let headers = |other: &str| {
        entry(&format!(
            r#""headers":{{"Authorization":"Bearer ${{env:EXAI_JWT_TOKEN}}","{other}":"Bearer ${{env:PATH}}"}}"#
        ))
    };
    let helper = |header: &str| {
        servers(&format!(
            r#"{{"type":"http","url":"{URL}","headers":{{"{header}":"Bearer ${{PATH}}"}},"headersHelper":"mcp-token get exai -o headers-json"}}"#
        ))
    };
    let end = "a server is shown both in one, or one of them";
    let mend = "mcp-token client install cursor --profile exai --name a";
    ward.file(CURSOR, headers("X-Api-Key"));
    assert!(ward.found(&[]).iter().all(|one| one.0 != "duplicate_key"));
    ward.file(CURSOR, headers("authorization"));
    let message =
        format!("~/.cursor/mcp.json: `a` has its header `Authorization` as `authorization` too: {end}");
    assert!(
        ward.found(&[]).contains(&finding("duplicate_key", "warning", &message, mend)),
        "{:?}",
        ward.found(&[])
    );
    ward.mended(&[], "duplicate_key", mend);
    fs::remove_file(ward.path(CURSOR)).unwrap();
    // A header that is none of ours is left to its owner: an installation would take both away.
    let keys = r#""headers":{"X-Api-Key":"${env:PATH}","x-api-key":"${env:HOME}"}"#;
    ward.file(CURSOR, entry(keys));
    ward.by_hand(&[], "duplicate_key", "take one of the two out", || drop(ward.file(CURSOR, "{}")));
    fs::remove_file(ward.path(CURSOR)).unwrap();
    let three =
        headers("authorization").replace("\"authorization", "\"X-Api-Key\":\"${env:HOME}\",\"authorization");
    ward.file(CURSOR, three);
    ward.by_hand(&[], "duplicate_key", "take one of the two out", || drop(ward.file(CURSOR, "{}")));
    fs::remove_file(ward.path(CURSOR)).unwrap();
    // What the helper prints counts in the same spelling alone, and once.
    let told = format!("has its header `authorization` as `Authorization` too: {end}");
    told_apart(
        &ward,
        CLAUDE,
        &helper("Authorization"),
        &helper("authorization"),
        &[("duplicate_key", "warning", &told)],
    );
    let three = helper("authorization")
        .replace("{\"authorization", "{\"Authorization\":\"Bearer ${PATH}\",\"authorization");
    let told = format!("has its header `Authorization` as `authorization` too: {end}");
    told_apart(&ward, CLAUDE, &helper("Authorization"), &three, &[("duplicate_key", "warning", &told)]);
    // What comes out of a pipe nobody knows.
    let piped = helper("authorization").replace("-o headers-json", "-o headers-json | sed s/A/a/");
    told_apart(&ward, CLAUDE, &helper("Authorization"), &piped, &[]);
}

#[test]
fn claude_code_s_entries_of_one_directory_are_read_too() {
    let ward = Ward::exai();
    let local = |value: &str| {
        filled(&format!(
            r#"{{"projects":{{"/src/app":{{"mcpServers":{{"a":{{"type":"http","url":"{URL}","headers":{{"Authorization":"{value}"}}}}}}}}}}}}"#
        ))
    };
    ward.file(CLAUDE, local("Bearer ${HOME}"));
    assert_eq!(ward.found(&[]), []);
    ward.file(CLAUDE, local("Bearer @LIVE@"));
    ward.program("claude", "exit 1");
    let message = "~/.claude.json: `a` (in `/src/app`) holds a literal token in its header `Authorization`";
    // An installation for all directories would not take it away.
    assert_eq!(ward.found(&[]), [finding("literal_token", "high", message, "")]);
}

#[test]
fn a_command_is_not_shown_and_a_token_in_it_is_told() {
    let ward = Ward::new();
    let crush = |value: &str| {
        filled(&format!(
            r#"{{"mcp":{{"a":{{"type":"http","url":"{URL}","headers":{{"Authorization":"{value}"}}}}}}}}"#
        ))
    };
    let file = "~/.config/crush/crush.json";
    let literal = ("literal_token", "high", "holds a literal token in its header `Authorization`");
    for bad in ["$(echo Bearer PRIVATE)", "$(echo Bearer @LIVE@)"] {
        told_apart(&ward, file, &crush("$(echo Bearer $HOME)"), &crush(bad), &[literal]);
    }
    ward.file(file, crush("$(cat /run/PRIVATE)"));
    let text = crate::sandbox::stdout(&ward.doctor(&[]).code(0));
    assert!(text.contains(": `a` has its token from a command\n"), "{text}");
    let helper =
        |line: &str| servers(&format!(r#"{{"type":"http","url":"{URL}","headersHelper":"{line}"}}"#));
    let in_helper = ("literal_token", "high", "holds a literal token in its helper");
    for line in [
        "echo '{}' --token PRIVATE",
        "TOKEN=PRIVATE helper",
        "echo 'Authorization: Bearer PRIVATE'",
        "echo @LIVE@",
    ] {
        told_apart(&ward, CLAUDE, &helper("echo '{}'"), &helper(line), &[in_helper]);
    }
}
