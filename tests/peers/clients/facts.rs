//! What the five clients do with a configuration, as our table of clients has it.
//!
//! `EXAI_JWT_TOKEN` is `a.b.c` in all of these, and `UNSET` is unset. Every difference of a table is reported at once.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::follow::{CLAUDE_TRUST, CODEX_TRUST, opencode, servers};
use super::program::{CLAUDE, CODEX, Client, GEMINI, OPENCODE, QWEN};
use super::scene::{NO_HEADER, Scene, Seen, VARIABLE};
use crate::session::{Session, within};

use Does::{Connects, OpensEventStream, StaysAway};

#[derive(Debug)]
enum Does {
    /// Opens a session, with this as the only `Authorization` that it sends.
    Connects(&'static str),
    /// Sends nothing but GET, as the old transport begins, with that header.
    OpensEventStream(&'static str),
    /// Sends no request at all.
    StaysAway,
}

impl Does {
    fn describes(&self, seen: &Seen) -> bool {
        let only = |header: &'static str| seen.sent() == BTreeSet::from([header]);
        match self {
            Connects(header) => seen.is_initialized() && only(header),
            OpensEventStream(header) => {
                seen.requests.iter().all(|request| request.method == "GET") && only(header)
            }
            StaysAway => seen.requests.is_empty(),
        }
    }
}

/// Files below the home, what the client does, and what it says then.
struct Row {
    what: &'static str,
    files: Vec<(&'static str, String)>,
    does: Does,
    says: &'static str,
}

fn row(what: &'static str, file: &'static str, text: impl Into<String>, does: Does) -> Row {
    Row { what, files: vec![(file, text.into())], does, says: "" }
}

impl Row {
    fn and(mut self, file: &'static str, text: impl Into<String>) -> Self {
        self.files.push((file, text.into()));
        self
    }

    /// The project has what git needs of a work tree.
    fn in_work_tree(self) -> Self {
        let head = self.and("project/.git/HEAD", "ref: refs/heads/main\n");
        head.and("project/.git/refs/.keep", "").and("project/.git/objects/.keep", "")
    }

    fn says(self, says: &'static str) -> Self {
        Self { says, ..self }
    }
}

#[test]
fn claude_code_is_as_in_the_table() {
    const USER: &str = ".claude.json";
    const PROJECT: &str = "project/.mcp.json";
    let header =
        |value: &str| format!(r#"{{"type":"http","url":"@URL@","headers":{{"Authorization":"{value}"}}}}"#);
    let reference = |value: &str| servers(&header(value));
    let helper = |command: &str| format!(r#"{{"type":"http","url":"@URL@","headersHelper":"{command}"}}"#);
    let helped = |command: &str| servers(&helper(command));
    let good = reference("Bearer ${EXAI_JWT_TOKEN}");
    // A shell's words inside JSON.
    let answer = |token: &str| format!(r#"echo {{\\\"Authorization\\\":\\\"Bearer {token}\\\"}}"#);
    let both =
        header("Bearer static").replace("}}", &format!(r#"}},"headersHelper":"{}"}}"#, answer("helped")));
    let local =
        format!(r#"{{"projects":{{"@HOME@/project":{{"mcpServers":{{"exai":{}}}}}}}}}"#, helper("true"));

    let rows = [
        row("a variable", USER, &good, Connects("Bearer a.b.c")),
        row(
            "a default, not needed",
            USER,
            reference("Bearer ${EXAI_JWT_TOKEN:-x}"),
            Connects("Bearer a.b.c"),
        ),
        row("a default", USER, reference("Bearer ${UNSET:-x}"), Connects("Bearer x")),
        row("unset", USER, reference("Bearer ${UNSET}"), Connects("Bearer ${UNSET}"))
            .says("Missing environment variables: UNSET"),
        row("no braces", USER, reference("Bearer $EXAI_JWT_TOKEN"), Connects("Bearer $EXAI_JWT_TOKEN")),
        row(
            "env:",
            USER,
            reference("Bearer ${env:EXAI_JWT_TOKEN}"),
            Connects("Bearer ${env:EXAI_JWT_TOKEN}"),
        ),
        row("a name it keeps to itself", USER, reference("Bearer ${MCP_CLIENT_SECRET}"), Connects("Bearer")),
        row("no type", USER, good.replace(r#""type":"http","#, ""), StaysAway).says("Skipped"),
        row("the helper's word counts", USER, servers(&both), Connects("Bearer helped")),
        row(
            "but beside a header in another spelling",
            USER,
            servers(&both).replacen("Authorization", "authorization", 1),
            Connects("Bearer static, Bearer helped"),
        ),
        row("a helper that fails", USER, helped("exit 1"), Connects(NO_HEADER)),
        row("a helper has the variables", USER, helped(&answer("$EXAI_JWT_TOKEN")), Connects("Bearer a.b.c")),
        row(
            "the user's helper knows the server",
            USER,
            helped(&answer("$CLAUDE_CODE_MCP_SERVER_NAME")),
            Connects("Bearer exai"),
        ),
        row("its settings set the variable", USER, &good, Connects("Bearer d.e.f"))
            .and(".claude/settings.json", r#"{"env":{"EXAI_JWT_TOKEN":"d.e.f"}}"#),
        row("as JavaScript writes it", USER, &good, Connects("Bearer [object Object],1,d"))
            .and(".claude/settings.json", r#"{"x":1e999,"env":{"EXAI_JWT_TOKEN":[{"a":1},1.0,"d"]}}"#),
        row("a project", PROJECT, &good, Connects("Bearer a.b.c")).and(USER, CLAUDE_TRUST),
        row("a project that nobody approved", PROJECT, &good, StaysAway).says("Pending approval"),
        row("above a project", ".mcp.json", &good, Connects("Bearer a.b.c")).and(USER, CLAUDE_TRUST),
        row("above a work tree", ".mcp.json", &good, Connects("Bearer a.b.c"))
            .and(USER, CLAUDE_TRUST)
            .in_work_tree(),
        row("a byte order mark", PROJECT, format!("\u{feff}{good}"), Connects("Bearer a.b.c"))
            .and(USER, CLAUDE_TRUST),
        row("a comment", PROJECT, format!("// no\n{good}"), StaysAway)
            .and(USER, CLAUDE_TRUST)
            .says("not a valid JSON"),
        row("a trailing comma", PROJECT, good.replace("}}}}", "}},}}"), StaysAway)
            .and(USER, CLAUDE_TRUST)
            .says("not a valid JSON"),
        row(
            "a project's helper has no token",
            PROJECT,
            helped(&answer("$EXAI_JWT_TOKEN.")),
            Connects("Bearer ."),
        )
        .and(USER, CLAUDE_TRUST),
        row("nor our home", PROJECT, helped(&answer("$MCP_TOKEN_HOME.")), Connects("Bearer ."))
            .and(USER, CLAUDE_TRUST),
        row("the local scope's helper without trust", USER, local, Connects(NO_HEADER))
            .says("headersHelper not run"),
    ];
    within(&Session::Loopback, "clients::facts::claude_code_is_as_in_the_table", || check(&CLAUDE, &rows));
}

#[test]
fn codex_is_as_in_the_table() {
    const USER: &str = ".codex/config.toml";
    const PROJECT: &str = "project/.codex/config.toml";
    let server = |lines: &str| format!("[mcp_servers.exai]\nurl = \"@URL@\"\n{lines}\n");
    let good = server(r#"bearer_token_env_var = "EXAI_JWT_TOKEN""#);
    let trust_of_all = format!("{CODEX_TRUST}{}", CODEX_TRUST.replace("/project", "/project/sub"));
    let answer = |token: &str| {
        server(&format!(r#"http_headers_helper = 'echo "{{\"Authorization\":\"Bearer {token}\"}}"'"#))
    };

    let named = |name: &str| good.replace("exai]", &format!("\"{name}\"]"));
    let rows = [
        row("a name with marks", USER, named("a.b/c:d"), Connects("Bearer a.b.c")),
        row("a name with a blank", USER, named("a b"), StaysAway),
        row("a name that is its own", USER, named("codex_apps"), StaysAway),
        row("a variable", USER, &good, Connects("Bearer a.b.c")),
        row("unset", USER, server(r#"bearer_token_env_var = "UNSET""#), StaysAway).says("turn.completed"),
        row(
            "unset and required",
            USER,
            server("bearer_token_env_var = \"UNSET\"\nrequired = true"),
            StaysAway,
        )
        .says("Environment variable UNSET for MCP server 'exai' is not set"),
        row(
            "a header of a variable",
            USER,
            server(r#"env_http_headers = {Authorization = "EXAI_JWT_TOKEN"}"#),
            Connects("a.b.c"),
        ),
        row(
            "that is unset",
            USER,
            server(r#"env_http_headers = {Authorization = "UNSET"}"#),
            Connects(NO_HEADER),
        ),
        row(
            "no reference in a value",
            USER,
            server(r#"http_headers = {Authorization = "Bearer ${EXAI_JWT_TOKEN}"}"#),
            Connects("Bearer ${EXAI_JWT_TOKEN}"),
        ),
        row("a literal of the name of others", USER, server(r#"bearer_token = "a.b.c""#), StaysAway)
            .says("bearer_token is not supported"),
        row("a type", USER, format!("{good}type = \"http\"\n"), Connects("Bearer a.b.c")).says("is ignored"),
        row("a list as helper", USER, server(r#"http_headers_helper = ["true"]"#), StaysAway)
            .says("expected a string"),
        row("a helper that fails", USER, server(r#"http_headers_helper = "exit 1""#), StaysAway)
            .says("helper exited with status"),
        row("a helper has no variables", USER, answer("$EXAI_JWT_TOKEN."), Connects("Bearer .")),
        row("nor our home", USER, answer("$MCP_TOKEN_HOME."), Connects("Bearer .")),
        row("its `.env` sets the variable", USER, &good, Connects("Bearer d.e.f"))
            .and(".codex/.env", "EXAI_JWT_TOKEN=d.e.f\n"),
        row("a project", PROJECT, &good, Connects("Bearer a.b.c")).and(USER, CODEX_TRUST),
        row("a project's part over the user's", PROJECT, server(""), Connects("Bearer a.b.c"))
            .and(USER, format!("{CODEX_TRUST}\n{}", good.replace("@URL@", "http://127.0.0.1:1/x"))),
        row("a project that nobody trusts", PROJECT, &good, StaysAway).says("Untrusted project-local"),
        row("above a project", PROJECT, &good, StaysAway).and(USER, &trust_of_all).and("project/sub/x", ""),
        row("above a project in a work tree", PROJECT, &good, Connects("Bearer a.b.c"))
            .and(USER, &trust_of_all)
            .and("project/sub/x", "")
            .in_work_tree(),
    ];
    within(&Session::Loopback, "clients::facts::codex_is_as_in_the_table", || check(&CODEX, &rows));
}

#[test]
fn gemini_cli_is_as_in_the_table() {
    const USER: &str = ".gemini/settings.json";
    const PROJECT: &str = "project/.gemini/settings.json";
    let server = |value: &str| {
        servers(&format!(r#"{{"httpUrl":"@URL@","headers":{{"Authorization":"Bearer {value}"}}}}"#))
    };
    let good = server("$EXAI_JWT_TOKEN");

    let rows = [
        row("a variable", USER, &good, Connects("Bearer a.b.c")),
        row("in braces", USER, server("${EXAI_JWT_TOKEN}"), Connects("Bearer a.b.c")),
        row("behind a letter", USER, server("x$EXAI_JWT_TOKEN"), Connects("Bearer xa.b.c")),
        row("a default", USER, server("${UNSET:-x}"), Connects("Bearer x")),
        row("unset", USER, server("$UNSET"), Connects("Bearer")),
        row("env:", USER, server("${env:EXAI_JWT_TOKEN}"), Connects("Bearer")),
        row("one header in two spellings", USER, twice(&good), Connects("Bearer x, Bearer a.b.c")),
        row("url", USER, good.replace("httpUrl", "url"), Connects("Bearer a.b.c")),
        row(
            "url and type",
            USER,
            good.replace(r#""httpUrl""#, r#""type":"http","url""#),
            Connects("Bearer a.b.c"),
        ),
        row("a project", PROJECT, &good, Connects("Bearer a.b.c")),
        row("a comment", USER, format!("// yes\n{good}"), Connects("Bearer a.b.c")),
        row("a trailing comma", USER, good.replace("}}}}", "}},}}"), StaysAway)
            .says("Please fix the configuration file"),
        row("a byte order mark", USER, format!("\u{feff}{good}"), StaysAway)
            .says("Please fix the configuration file"),
    ];
    within(&Session::Loopback, "clients::facts::gemini_cli_is_as_in_the_table", || {
        check(&GEMINI, &rows);
        // A folder that nobody trusted: the user's own servers are left out as well.
        let anywhere = Client { settings: &GEMINI.settings[..1], ..GEMINI };
        check(
            &anywhere,
            &[row("no trust", USER, &good, StaysAway).says("User-level servers are also suppressed")],
        );
    });
}

#[test]
fn qwen_code_is_as_in_the_table() {
    const USER: &str = ".qwen/settings.json";
    const PROJECT: &str = "project/.qwen/settings.json";
    let server = |value: &str| {
        servers(&format!(r#"{{"httpUrl":"@URL@","headers":{{"Authorization":"Bearer {value}"}}}}"#))
    };
    let good = server("$EXAI_JWT_TOKEN");

    let rows = [
        row("a variable", USER, &good, Connects("Bearer a.b.c")),
        row("in braces", USER, server("${EXAI_JWT_TOKEN}"), Connects("Bearer a.b.c")),
        row("a default", USER, server("${UNSET:-x}"), Connects("Bearer ${UNSET:-x}")),
        row("unset", USER, server("$UNSET"), Connects("Bearer $UNSET")),
        row("unset in braces", USER, server("${UNSET}"), Connects("Bearer ${UNSET}")),
        row("its `.env` sets it", USER, server("$UNSET"), Connects("Bearer d.e.f"))
            .and(".qwen/.env", "UNSET=d.e.f\n")
            .and(".env", "UNSET=no\n"),
        row("that of the home", USER, server("$UNSET"), Connects("Bearer d.e.f"))
            .and(".env", "UNSET=d.e.f\n"),
        row(
            "that of the home is not asked for one that is empty",
            USER,
            server("$UNSET"),
            Connects("Bearer"),
        )
        .and(".qwen/.env", "UNSET=no\nUNSET=\n")
        .and(".env", "UNSET=no\n"),
        row("but what is set outside", USER, &good, Connects("Bearer a.b.c"))
            .and(".qwen/.env", "EXAI_JWT_TOKEN=d.e.f\n"),
        row("env:", USER, server("${env:EXAI_JWT_TOKEN}"), Connects("Bearer ${env:EXAI_JWT_TOKEN}")),
        row("one header in two spellings", USER, twice(&good), Connects("Bearer x, Bearer a.b.c")),
        row("url", USER, good.replace("httpUrl", "url"), OpensEventStream("Bearer a.b.c")),
        row(
            "url and type",
            USER,
            good.replace(r#""httpUrl""#, r#""type":"http","url""#),
            OpensEventStream("Bearer a.b.c"),
        ),
        row("a comment", USER, format!("// yes\n{good}"), Connects("Bearer a.b.c")),
        row("a byte order mark", USER, format!("\u{feff}{good}"), Connects("Bearer a.b.c")),
        row("a trailing comma", USER, good.replace("}}}}", "}},}}"), StaysAway).says("A copy was saved to"),
        row("a project that nobody approved", PROJECT, &good, StaysAway).says("Pending approval"),
    ];
    within(&Session::Loopback, "clients::facts::qwen_code_is_as_in_the_table", || {
        check(&QWEN, &rows);

        // An approval holds for the token that was in the variable: with the next one, it is asked for again.
        let mut scene = Scene::new();
        scene.write(PROJECT, &good);
        let approval = scene.start(&QWEN, &["mcp", "approve", "exai"], &[(VARIABLE, "a.b.c")]);
        assert!(approval.said.contains("bound to its current config"), "{approval}");
        let seen = scene.run(&QWEN, &[(VARIABLE, "a.b.c")]);
        assert!(Connects("Bearer a.b.c").describes(&seen), "{seen}");
        let seen = scene.run(&QWEN, &[(VARIABLE, "d.e.f")]);
        assert!(StaysAway.describes(&seen) && seen.said.contains("Pending approval"), "{seen}");
    });
}

#[test]
fn opencode_is_as_in_the_table() {
    const USER: &str = ".config/opencode/opencode.json";
    const PROJECT: &str = "project/opencode.json";
    let good = opencode("Bearer {env:EXAI_JWT_TOKEN}");
    let elsewhere = good.replace("@URL@", "http://127.0.0.1:1/x");
    let part = r#"{"mcp":{"exai":{"type":"remote","url":"@URL@"}}}"#;
    let switch = r#"{"mcp":{"exai":{"enabled":true,"url":"http://127.0.0.1:1/x"}}}"#;
    let nested = good.replace(r#""mcp":{"#, r#""mcp":{"servers":{"#).replace("}}}}", "}}}}}");
    let without = good.replace(r#""enabled":true,"#, "");
    let off = good.replace(r#""enabled":true"#, r#""disabled":true"#);
    let newer = |members: &str| format!(r#"{{"mcp":{{"servers":{{"exai":{{{members}}}}}}}}}"#);

    let rows = [
        row("a variable", USER, &good, Connects("Bearer a.b.c")),
        row("unset", USER, opencode("Bearer {env:UNSET}"), Connects("Bearer")),
        row(
            "a shell's reference",
            USER,
            opencode("Bearer ${EXAI_JWT_TOKEN}"),
            Connects("Bearer ${EXAI_JWT_TOKEN}"),
        ),
        row("a file", USER, opencode("Bearer {file:@HOME@/token}"), Connects("Bearer d.e.f"))
            .and("token", "d.e.f\n"),
        row("a file at home", USER, opencode("Bearer {file:~/token}"), Connects("Bearer d.e.f"))
            .and("token", "d.e.f\n"),
        row("a file beside it", USER, opencode("Bearer {file:./token}"), Connects("Bearer d.e.f"))
            .and(".config/opencode/token", "d.e.f\n"),
        row("no file", USER, opencode("Bearer {file:@HOME@/token}"), StaysAway).says("bad file reference"),
        row("the other name", ".config/opencode/opencode.jsonc", &good, Connects("Bearer a.b.c")),
        row("the other shape", USER, &nested, Connects("Bearer a.b.c")),
        row("a project", PROJECT, &good, Connects("Bearer a.b.c")),
        row("a project's part over the user's", PROJECT, part, Connects("Bearer a.b.c"))
            .and(USER, &elsewhere),
        row("of a part that is none its switch alone", PROJECT, switch, Connects("Bearer a.b.c"))
            .and(USER, &good),
        row("switched off", USER, &off, StaysAway),
        row("and on in the newer form", PROJECT, newer(r#""enabled":true"#), Connects("Bearer a.b.c"))
            .and(USER, &off),
        row("but not by the other switch", PROJECT, newer(r#""disabled":false"#), StaysAway).and(USER, &off),
        row("nor off", PROJECT, newer(r#""disabled":true"#), Connects("Bearer a.b.c")).and(USER, &good),
        row("by a whole one", PROJECT, nested.replace(r#""enabled":true,"#, ""), Connects("Bearer a.b.c"))
            .and(USER, &off),
        row("of the older form not", PROJECT, without, StaysAway).and(USER, &off),
        row("one header in two spellings", USER, twice(&good), Connects("Bearer x, Bearer a.b.c")),
        row("in two files", PROJECT, opencode("Bearer x"), Connects("Bearer a.b.c, Bearer x"))
            .and(USER, good.replace("Authorization", "authorization")),
        row("a later file", ".config/opencode/opencode.jsonc", part, Connects("Bearer a.b.c"))
            .and(USER, &elsewhere),
        row("the oldest is the weakest", USER, part, Connects("Bearer a.b.c"))
            .and(".config/opencode/config.json", &elsewhere),
        row("above a project", "opencode.json", &good, Connects("Bearer a.b.c")),
        row("above a work tree", "opencode.json", &good, StaysAway).in_work_tree(),
        row("the user's own over a project", ".opencode/opencode.json", &good, Connects("Bearer a.b.c"))
            .and("project/.opencode/opencode.json", &elsewhere),
        row("a comment", USER, format!("// yes\n{good}"), Connects("Bearer a.b.c")),
        row("a trailing comma", USER, good.replace("}}}}", "}},}}"), Connects("Bearer a.b.c")),
        row("a byte order mark", USER, format!("\u{feff}{good}"), Connects("Bearer a.b.c")),
    ];
    within(&Session::Loopback, "clients::facts::opencode_is_as_in_the_table", || check(&OPENCODE, &rows));
}

#[test]
fn claude_code_adds_no_name_twice() {
    within(&Session::Loopback, "clients::facts::claude_code_adds_no_name_twice", || {
        let mut scene = Scene::new();
        let add = [
            "mcp",
            "add-json",
            "--scope",
            "user",
            "exai",
            r#"{"type":"http","url":"http://127.0.0.1:1/mcp"}"#,
        ];
        let seen = scene.start(&CLAUDE, &add, &[]);
        assert!(seen.status.success() && seen.said.contains("Added http MCP server exai"), "{seen}");
        let seen = scene.start(&CLAUDE, &add, &[]);
        assert!(seen.status.code() == Some(1) && seen.said.contains("exai already exists"), "{seen}");
        let seen = scene.start(&CLAUDE, &["mcp", "remove", "--scope", "user", "exai"], &[]);
        assert!(seen.status.success(), "{seen}");
        assert!(scene.start(&CLAUDE, &add, &[]).status.success());
    });
}

/// The same entry with its header in another spelling before it.
fn twice(entry: &str) -> String {
    entry.replace(r#""Authorization":"#, r#""authorization":"Bearer x","Authorization":"#)
}

/// Starts the client on every row, in a home of its own.
fn check(client: &Client, rows: &[Row]) {
    let mut scene = Scene::new();
    let mut differences = String::new();
    for Row { what, files, does, says } in rows {
        scene.empty();
        for (path, text) in files {
            scene.write(path, text);
        }
        let variables = [(VARIABLE, "a.b.c"), ("MCP_CLIENT_SECRET", "a.b.c"), ("MCP_TOKEN_HOME", "a.b.c")];
        let seen = scene.run(client, &variables);
        if !does.describes(&seen) || !seen.said.contains(says) {
            writeln!(differences, "## {what}: expected {does:?}, saying {says:?}\n{files:?}\n{seen}\n")
                .unwrap();
        }
    }
    assert!(differences.is_empty(), "{} is not as our table has it\n{differences}", client.name);
}
