//! Entries that are wrong beside one that is good: whether the real client still reads the good one, and that `doctor` says the same.

use super::program::{CLAUDE, CODEX, Client, GEMINI, OPENCODE, QWEN};
use super::scene::{Scene, Seen};
use crate::session::{Session, within};

use Beside::{Alone, Idle, Taken, Whole};

/// What becomes of an entry, and of the good one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The client reads nothing of the file.
    Whole,
    /// It passes over this entry.
    Alone,
    /// It takes both, and this one leads nowhere.
    Idle,
    /// It takes both.
    Taken,
}

impl Beside {
    /// Whether `doctor` says so of an entry.
    fn is_told(self, place: &str, name: &str, found: &[(String, String, String)]) -> bool {
        let is_of = |message: &str| message.starts_with(&format!("{place}: `{name}` "));
        let those: Vec<_> = found.iter().filter(|(.., message)| is_of(message)).collect();
        let is_whole = |message: &str| {
            message.contains("nor is any other of the file") || message.contains("no entry of its file")
        };
        let mut all = those.iter().filter(|(_, rank, message)| rank == "high" && is_whole(message));
        let skips = those.iter().filter(|(code, ..)| code == "skipped").count();
        match self {
            Whole => all.next().is_some(),
            Alone | Idle => skips > 0 && all.next().is_none(),
            Taken => skips == 0 && all.next().is_none(),
        }
    }
}

/// Writes entries, each with its name, into a file.
type Writer = dyn Fn(&[(String, &str)]) -> String;

/// A client, its file, and how an entry and a whole file are written.
struct Form<'f> {
    client: &'f Client,
    file: &'static str,
    file_of: &'f Writer,
    /// The good entry.
    good: &'static str,
    /// What makes the client read its file.
    list: &'static [&'static str],
}

impl Form<'_> {
    /// Starts the client with these entries beside the good one; what it does, and what `doctor` says.
    fn seen(&self, entries: &[(String, &str)], scene: &mut Scene) -> (Seen, Vec<(String, String, String)>) {
        scene.empty();
        let all = [&[("good".to_owned(), self.good)], entries].concat();
        scene.write(self.file, &(self.file_of)(&all));
        (scene.start(self.client, self.list, &[]), scene.doctor())
    }

    /// Starts the client once for the entries of one kind, or once for each.
    fn check(&self, cases: &[(&str, Beside)], is_each: bool) {
        let mut scene = Scene::new();
        let named: Vec<_> = cases
            .iter()
            .enumerate()
            .map(|(at, (entry, beside))| (format!("e{at}x"), *entry, *beside))
            .collect();
        let (whole, others): (Vec<_>, Vec<_>) = named.into_iter().partition(|(.., beside)| *beside == Whole);
        let groups = if is_each { whole.chunks(1) } else { whole.chunks(whole.len().max(1)) };
        for group in groups.chain([others.as_slice()]).filter(|group| !group.is_empty()) {
            let entries: Vec<_> = group.iter().map(|(name, entry, _)| (name.clone(), *entry)).collect();
            let (seen, found) = self.seen(&entries, &mut scene);
            let is_read = group.iter().all(|(.., beside)| *beside != Whole);
            assert_eq!(is_read, is_listed("good", &seen) && seen.status.success(), "{entries:?} {seen}");
            for (name, entry, beside) in group {
                // Of a file that is refused, each is said to be why.
                let is_right = match beside {
                    Whole => is_each || seen.said.contains(name),
                    Alone => !is_listed(name, &seen),
                    Idle | Taken => is_listed(name, &seen),
                };
                assert!(is_right, "{entry}: {seen}");
                assert!(beside.is_told(&format!("~/{}", self.file), name, &found), "{entry}: {found:#?}");
            }
            assert!(Taken.is_told(&format!("~/{}", self.file), "good", &found), "{found:#?}");
        }
    }
}

/// Whether the client lists a server: what it says of one that it passes over names it otherwise.
fn is_listed(name: &str, seen: &Seen) -> bool {
    let words = |line: &str| line.split_whitespace().take(3).any(|word| word.trim_end_matches(':') == name);
    seen.said.lines().any(|line| words(line) && !line.contains("Skipped"))
}

fn json(root: &str, entries: &[(String, &str)]) -> String {
    let entries: Vec<_> = entries.iter().map(|(name, entry)| format!("\"{name}\":{entry}")).collect();
    format!("{{\"{root}\":{{{}}}}}", entries.join(","))
}

/// What Codex refuses as a whole entry.
const CODEX_REFUSES: &[&str] =
    &["", "enabled = true", "enabled = false", "url = 5", "command = ['x']", "transport = { url = 'x' }"];

/// What it refuses beside a URL.
const CODEX_REFUSES_BESIDE_A_URL: &[&str] = &[
    "command = '/bin/false'",
    "args = ['x']",
    "env = {}",
    "env_vars = []",
    "cwd = '/'",
    "bearer_token = 'x'",
    "http_headers = 'x'",
    "http_headers = { X = 5 }",
    "env_http_headers = { X = 5 }",
    "bearer_token_env_var = 5",
    "http_headers_helper = ['true']",
    "enabled = 'yes'",
    "enabled = false\nhttp_headers = { X = 5 }",
    "required = 'yes'",
    "supports_parallel_tool_calls = 'yes'",
    "startup_timeout_sec = '10'",
    "startup_timeout_sec = '1.5'",
    "startup_timeout_sec = -1",
    "startup_timeout_sec = inf",
    "startup_timeout_ms = '1'",
    "tool_timeout_sec = '10'",
    "enabled_tools = 'x'",
    "disabled_tools = [5]",
    "scopes = 'x'",
    "oauth = 'x'",
    "oauth_resource = 5",
    "name = 5",
    "name = 1.5",
    "tools = 'x'",
    "tools = { a = 5 }",
    "oauth = { client_id = 5 }",
    "oauth = { callback_port = 'x' }",
    "default_tools_approval_mode = 5",
    "environment_id = 5",
    "auth = 5",
    "auth = 'x'",
    "default_tools_approval_mode = 'Auto'",
    "tools = { a = { approval_mode = 'zz' } }",
    "http_headers_helper = ''",
    "http_headers_helper = ' '",
    "startup_timeout_ms = 1.0",
    "startup_timeout_ms = -1",
    "oauth = { callback_port = 65536 }",
    "oauth = { callback_port = 1.0 }",
    "oauth = [5]",
    "tools = []",
];

/// What it refuses beside a program.
const CODEX_REFUSES_BESIDE_A_PROGRAM: &[&str] = &[
    "args = 'x'",
    "args = [5]",
    "args = [1.5]",
    "env = { PORT = 3 }",
    "env = 'x'",
    "env_vars = 'x'",
    "env_vars = [5]",
    "env_vars = [{ name = 5 }]",
    "env_vars = [{ source = 'local' }]",
    "env_vars = [{ name = 'B', foo = 'x' }]",
    "cwd = 5",
    "bearer_token_env_var = 'X'",
    "bearer_token = 'x'",
    "http_headers = {}",
    "env_http_headers = {}",
    "http_headers_helper = 'true'",
    "oauth = {}",
    "oauth_resource = 'x'",
    "auth = 'oauth'",
    "env_vars = [{ name = 'B', source = 'x' }]",
];

#[test]
fn codex_refuses_a_file_for_an_entry() {
    const URL: &str = "url = 'http://127.0.0.1:1/x'\n";
    const RUN: &str = "command = '/bin/false'\n";
    let of =
        |start: &str, lines: &[&str]| lines.iter().map(|line| format!("{start}{line}")).collect::<Vec<_>>();
    let bad =
        [of("", CODEX_REFUSES), of(URL, CODEX_REFUSES_BESIDE_A_URL), of(RUN, CODEX_REFUSES_BESIDE_A_PROGRAM)];
    let taken = [
        of(
            URL,
            &[
                "type = 5\nfoo = 5\ntools = { a = { foo = 5 } }\noauth = { foo = 5 }",
                "startup_timeout_sec = 0\ntool_timeout_sec = 0",
                "enabled = false",
                "startup_timeout_sec = 10.5",
                "oauth = []\ntools = { a = [] }",
                "oauth = ['a']\ntools = { a = ['auto'] }",
                "startup_timeout_ms = 0\nauth = 'ema_auth'\ndefault_tools_approval_mode = 'writes'",
                "startup_timeout_sec = 10\ntool_timeout_sec = 2.5",
                "tools = { a = { approval_mode = 'approve' } }",
                "oauth = { client_id = 'x', callback_port = 65535 }\nscopes = ['x']\nenabled_tools = ['x']\nname = 'x'\nrequired = false",
                "http_headers = { X = 2020-01-01 }\nname = 2020-01-01",
            ],
        ),
        of(
            RUN,
            &[
                "env_vars = ['A', { name = 'B', source = 'local' }, { name = 'C', source = 'remote' }]",
                "cwd = '/'\nargs = [2020-01-01]\nenv = {}",
            ],
        ),
    ];
    let bad = bad.iter().flatten().map(|entry| (entry.as_str(), Whole));
    let taken = taken.iter().flatten().map(|entry| (entry.as_str(), Taken));
    let cases: Vec<_> = bad.chain(taken).chain([("url = ''", Idle), ("command = ''", Idle)]).collect();
    let file_of = |entries: &[(String, &str)]| {
        entries.iter().map(|(name, lines)| format!("[mcp_servers.{name}]\n{lines}\n")).collect::<String>()
    };
    let form = Form {
        client: &CODEX,
        file: ".codex/config.toml",
        file_of: &file_of,
        good: URL,
        list: &["mcp", "list"],
    };
    within(&Session::Loopback, "clients::entries::codex_refuses_a_file_for_an_entry", || {
        form.check(&cases, true);
    });
}

#[test]
fn opencode_refuses_a_file_for_an_entry() {
    let good = r#"{"type":"remote","url":"http://127.0.0.1:1/x"}"#;
    let at = |more: &str| good.replace('}', &format!(",{more}}}"));
    let run = |more: &str| format!(r#"{{"type":"local","command":["/bin/false"]{more}}}"#);
    let with_enabled = |entry: &str| entry.replacen('{', r#"{"enabled":true,"#, 1);
    let bad = [
        "5".to_owned(),
        "{}".to_owned(),
        r#"{"transport":{"type":"http","url":"http://127.0.0.1:1/x"}}"#.to_owned(),
        r#"{"url":"http://127.0.0.1:1/x"}"#.to_owned(),
        r#"{"type":"http","url":"http://127.0.0.1:1/x"}"#.to_owned(),
        r#"{"type":"remote","url":5}"#.to_owned(),
        r#"{"type":"remote","headers":{"X":"y"}}"#.to_owned(),
        r#"{"command":["/bin/false"]}"#.to_owned(),
        r#"{"type":"stdio","command":["/bin/false"]}"#.to_owned(),
        r#"{"type":"local","command":"/bin/false"}"#.to_owned(),
        r#"{"type":"local","command":["/bin/false",5]}"#.to_owned(),
        run(r#","environment":{"P":1}"#),
        run(r#","environment":{"P":null}"#),
        run(r#","environment":null"#),
        run(r#","cwd":5"#),
        at(r#""headers":"x""#),
        at(r#""headers":{"X":5}"#),
        at(r#""headers":null"#),
        at(r#""timeout":"5""#),
        at(r#""timeout":1.5"#),
        at(r#""timeout":0"#),
        at(r#""timeout":-5"#),
        at(r#""timeout":null"#),
        at(r#""timeout":12345678901234567890"#),
        at(r#""oauth":true"#),
        at(r#""oauth":null"#),
        at(r#""oauth":"x""#),
        at(r#""oauth":{"clientId":5}"#),
        at(r#""oauth":{"clientSecret":5}"#),
        at(r#""oauth":{"scope":["x"]}"#),
        at(r#""oauth":{"redirectUri":5}"#),
        at(r#""oauth":{"callbackPort":1.5}"#),
        at(r#""oauth":{"callbackPort":65536}"#),
        at(r#""timeout":[]"#),
        at(r#""timeout":{"startup":1.5}"#),
        run(r#","timeout":{"execution":"x"}"#),
        run(r#","cwd":null"#),
        "null".to_owned(),
        at(r#""disabled":true,"headers":{"X":5}"#),
    ];
    // With `enabled` an entry can be a part of another file's.
    let alone: Vec<_> = bad[3..17].iter().map(|entry| with_enabled(entry)).collect();
    let taken = [
        at(r#""timeout":5.0,"oauth":{"foo":5},"foo":5,"command":["x"]"#),
        at(r#""environment":{"P":1},"enabled":true"#),
        run(r#","env":{"P":1},"headers":5"#),
        run(r#","url":"x","oauth":true"#),
        at(r#""timeout":{}"#),
        run(r#","timeout":{"startup":5,"a":"x"}"#),
    ];
    let kinds = [(&bad[..], Whole), (&alone, Alone), (&taken[..], Taken)];
    let mut cases: Vec<_> = kinds
        .iter()
        .flat_map(|(entries, beside)| entries.iter().map(|entry| (entry.as_str(), *beside)))
        .collect();
    let no = [at(r#""enabled":"yes""#), at(r#""enabled":null"#)];
    cases.extend(no.iter().map(|entry| (entry.as_str(), Whole)));
    cases.extend([(r#"{"type":"remote","url":""}"#, Idle), (r#"{"type":"local","command":[]}"#, Idle)]);
    let old = |entries: &[(String, &str)]| json("mcp", entries);
    let new = |entries: &[(String, &str)]| format!("{{\"mcp\":{}}}", json("servers", entries));
    let file = ".config/opencode/opencode.json";
    let form = Form { client: &OPENCODE, file, file_of: &old, good, list: &["mcp", "list"] };
    within(&Session::Loopback, "clients::entries::opencode_refuses_a_file_for_an_entry", || {
        form.check(&cases, false);
        let no_file = at(r#""headers":{"A":"{file:/none}"}"#);
        form.check(&[(&no_file, Whole), (&no_file.replacen('{', r#"{"enabled":false,"#, 1), Whole)], true);
        // In files of the newer form each stands for itself.
        let bad_ones = [&bad[3], &bad[11], &bad[16], &at(r#""timeout":5"#), &at(r#""disabled":"yes""#)];
        let taken_ones = [&taken[2], &at(r#""timeout":{"startup":5},"disabled":false"#)];
        let taken_ones = taken_ones.map(|entry| (entry.as_str(), Taken));
        let cases: Vec<_> = bad_ones.iter().map(|entry| (entry.as_str(), Alone)).chain(taken_ones).collect();
        Form { file_of: &new, ..form }.check(&cases, false);
        // Both are read where both are there, each as its place has it.
        let both = |entries: &[(String, &str)]| {
            let (newer, older) = entries.split_at(1);
            let newer = json("servers", newer);
            let begin = format!(r#"{{"mcp":{{"timeout":{{"startup":5}},{},"#, &newer[1..newer.len() - 1]);
            json("mcp", older).replacen(r#"{"mcp":{"#, &begin, 1)
        };
        let cases = [(bad[3].as_str(), Whole), (&bad[0], Whole), (&taken[2], Taken)];
        Form { file_of: &both, ..form }.check(&cases, true);
    });
}

#[test]
fn claude_code_passes_over_an_entry() {
    let good = r#"{"type":"http","url":"http://127.0.0.1:1/x"}"#;
    let at = |more: &str| good.replace('}', &format!(",{more}}}"));
    let run = |more: &str| format!(r#"{{"command":"/bin/false"{more}}}"#);
    let bad = [
        "5".to_owned(),
        "{}".to_owned(),
        r#"{"enabled":true}"#.to_owned(),
        r#"{"transport":{"type":"http","url":"http://127.0.0.1:1/x"}}"#.to_owned(),
        r#"{"command":""}"#.to_owned(),
        r#"{"command":["/bin/false"]}"#.to_owned(),
        r#"{"type":"http","url":5}"#.to_owned(),
        r#"{"type":"http","headers":{"X":"y"}}"#.to_owned(),
        r#"{"type":"remote","url":"http://127.0.0.1:1/x"}"#.to_owned(),
        run(r#","type":"local""#),
        run(r#","type":"http""#),
        run(r#","type":5"#),
        run(r#","env":{"PORT":3000}"#),
        run(r#","env":"x""#),
        run(r#","args":[5]"#),
        run(r#","args":"x""#),
        at(r#""headers":{"X":5}"#),
        at(r#""headers":"x""#),
        at(r#""headersHelper":["x"]"#),
        at(r#""timeout":"5""#),
        at(r#""oauth":false"#),
        at(r#""alwaysLoad":"yes""#),
        "null".to_owned(),
        r#"{"command":null}"#.to_owned(),
        r#"{"command":1.5}"#.to_owned(),
        r#"{"type":null,"command":"/bin/false"}"#.to_owned(),
        run(r#","args":null"#),
        run(r#","args":[null]"#),
        run(r#","env":null"#),
        run(r#","env":{"A":null}"#),
        run(r#","timeout":5.5"#),
        at(r#""headers":null"#),
        at(r#""headers":{"X":null}"#),
        at(r#""headersHelper":null"#),
        at(r#""timeout":0"#),
        at(r#""timeout":-5"#),
        at(r#""timeout":null"#),
        at(r#""timeout":12345678901234567890"#),
        at(r#""oauth":null"#),
        at(r#""oauth":{"clientId":5}"#),
        at(r#""oauth":{"callbackPort":1.5}"#),
        at(r#""alwaysLoad":null"#),
    ];
    let taken = [
        at(r#""timeout":5.0,"oauth":{"foo":5},"foo":null,"env":{"X":5},"disabled":true"#),
        run(r#","cwd":5,"headers":{"X":5},"enabled":"yes""#),
        run(r#","type":"stdio","url":"http://127.0.0.1:1/x""#),
        at(r#""command":"/bin/false""#),
    ];
    let cases = bad.iter().map(|entry| (entry.as_str(), Alone));
    let cases: Vec<_> = cases.chain(taken.iter().map(|entry| (entry.as_str(), Taken))).collect();
    let file_of = |entries: &[(String, &str)]| json("mcpServers", entries);
    let form =
        Form { client: &CLAUDE, file: ".claude.json", file_of: &file_of, good, list: &["mcp", "list"] };
    within(&Session::Loopback, "clients::entries::claude_code_passes_over_an_entry", || {
        form.check(&cases, false);
    });
}

#[test]
fn claude_code_reads_no_server_of_a_name_of_its_own() {
    let good = r#"{"type":"http","url":"http://127.0.0.1:1/x"}"#;
    let reserved = &mcp_token::client::Client::named("claude-code").unwrap().reserved_names;
    let others = ["good", "Workspace", "a b", "a.b", "claude_in_chrome"].map(str::to_owned);
    let entries: Vec<_> = reserved.iter().chain(&others).map(|name| (name.clone(), good)).collect();
    within(&Session::Loopback, "clients::entries::claude_code_reads_no_server_of_a_name_of_its_own", || {
        let mut scene = Scene::new();
        scene.empty();
        scene.write(".claude.json", &json("mcpServers", &entries));
        let (seen, found) = (scene.start(&CLAUDE, &["mcp", "list"], &[]), scene.doctor());
        for (name, _) in &entries {
            let is_read = others.contains(name);
            let is_listed = seen.said.lines().any(|line| line.starts_with(&format!("{name}: ")));
            assert_eq!(is_listed, is_read, "{name}: {seen}");
            let beside = if is_read { Taken } else { Alone };
            assert!(beside.is_told("~/.claude.json", name, &found), "{name}: {found:#?}");
        }
    });
}

/// Both list what they cannot use.
#[test]
fn gemini_cli_and_qwen_code_read_nothing_beside_a_null() {
    let good = r#"{"httpUrl":"http://127.0.0.1:1/x"}"#;
    let at = |more: &str| good.replace('}', &format!(",{more}}}"));
    let idle = ["5".to_owned()];
    let timeouts = [at(r#""timeout":"x""#), at(r#""timeout":-5"#)];
    let ends = [r#"{"command":"/bin/false","args":"a"}"#, r#"{"command":"/bin/false","args":{}}"#];
    let taken = [
        at(r#""headers":null,"timeout":5.5"#),
        at(r#""headers":"x""#),
        at(r#""args":"a""#),
        r#"{"command":"/bin/false","args":[5]}"#.to_owned(),
        r#"{"command":"/bin/false","env":null,"cwd":null}"#.to_owned(),
    ];
    let numbers = [at(r#""headers":{"X":5}"#), r#"{"command":"/bin/false","env":{"X":5}}"#.to_owned()];
    let file_of = |entries: &[(String, &str)]| json("mcpServers", entries);
    let name = "clients::entries::gemini_cli_and_qwen_code_read_nothing_beside_a_null";
    within(&Session::Loopback, name, || {
        // What becomes of numbers was seen in a whole session.
        for (client, file, of_numbers) in
            [(&GEMINI, ".gemini/settings.json", Idle), (&QWEN, ".qwen/settings.json", Taken)]
        {
            let kinds = [
                (&idle[..], Idle),
                (&taken[..], Taken),
                (&numbers[..], of_numbers),
                (&timeouts[..], of_numbers),
            ];
            let cases = kinds
                .iter()
                .flat_map(|(entries, beside)| entries.iter().map(|entry| (entry.as_str(), *beside)));
            let ends = ends.iter().map(|entry| (*entry, Whole));
            let cases: Vec<_> = cases.chain([("null", Whole)]).chain(ends).collect();
            Form { client, file, file_of: &file_of, good, list: &["mcp", "list"] }.check(&cases, true);
        }
    });
}

#[test]
fn an_empty_file_is_none_for_gemini_cli_and_qwen_code() {
    within(
        &Session::Loopback,
        "clients::entries::an_empty_file_is_none_for_gemini_cli_and_qwen_code",
        || {
            let mut scene = Scene::new();
            for (client, file, text, is_read) in [
                (&GEMINI, ".gemini/settings.json", " \n", false),
                (&GEMINI, ".gemini/settings.json", "// none\n", false),
                (&QWEN, ".qwen/settings.json", "", false),
                (&QWEN, ".qwen/settings.json", "// none\n", false),
                (&CLAUDE, ".claude.json", "", true),
                (&OPENCODE, ".config/opencode/opencode.json", "", true),
                (&CODEX, ".codex/config.toml", "", true),
            ] {
                scene.empty();
                scene.write(file, text);
                let found = scene.doctor();
                let seen = scene.start(client, &["mcp", "list"], &[]);
                assert_eq!(seen.status.success(), is_read, "{file}: {seen}");
                let what = format!("~/{file}: none of its servers is read: it is no object");
                let told = ("unreadable".to_owned(), "high".to_owned(), what);
                assert_eq!(found, Vec::from_iter((!is_read).then_some(told)), "{file}");
            }
        },
    );
}
