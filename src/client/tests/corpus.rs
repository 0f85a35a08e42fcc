//! Configuration files as people have them.

use crate::client::{Client, Format};

/// A name for messages, and the bytes.
pub(super) type File = (&'static str, Vec<u8>);

/// Every file that this client takes, with the servers where it has them.
pub(super) fn of(client: &Client) -> Vec<File> {
    let mut files = empty();
    if client.format == Format::Toml {
        files.extend(toml());
        return files;
    }
    files.extend(strict());
    if client.comments != Some(false) {
        files.extend(with_comments());
    }
    if client.trailing_commas != Some(false) {
        files.extend(with_commas());
    }
    files.retain(|(_, bytes)| client.byte_order_mark != Some(false) || !bytes.starts_with(b"\xef\xbb\xbf"));
    let root = format!("\"{}\"", client.root[0]);
    let moved = |bytes| String::from_utf8(bytes).unwrap().replace("\"mcpServers\"", &root).into_bytes();
    files.into_iter().map(|(name, bytes)| (name, moved(bytes))).collect()
}

/// What is in most of them.
const PLAIN: &str = r#"{
  "theme": "dark",
  "mcpServers": {
    "other": {
      "command": "npx",
      "args": ["-y", "server"],
      "env": { "KEY": "value" }
    }
  },
  "last": [1, 2.5, null, true]
}
"#;

/// Strict JSON: what every client reads. The servers are under `mcpServers`.
fn strict() -> Vec<File> {
    let mut files: Vec<File> = [
        ("plain", PLAIN.to_owned()),
        ("not ended", PLAIN.trim_end().to_owned()),
        ("CRLF", PLAIN.replace('\n', "\r\n")),
        ("CRLF, not ended", PLAIN.trim_end().replace('\n', "\r\n")),
        ("mixed line ends", PLAIN.replacen('\n', "\r\n", 3)),
        ("mixed line ends, the other way", PLAIN.replace('\n', "\r\n").replacen("\r\n", "\n", 4)),
        ("byte order mark", format!("\u{feff}{PLAIN}")),
        ("byte order mark and CRLF", format!("\u{feff}{}", PLAIN.replace('\n', "\r\n"))),
        ("tabs", PLAIN.replace("  ", "\t")),
        ("four blanks", PLAIN.replace("  ", "    ")),
        ("deeply indented", PLAIN.replace('\n', "\n                ")),
        ("one line", PLAIN.replace('\n', " ")),
        ("minified", PLAIN.replace(['\n', ' '], "")),
        ("empty object", "{}".to_owned()),
        ("empty object, ended", "{}\n".to_owned()),
        ("empty object, spread", "{\n}\n".to_owned()),
        ("no servers yet", "{\n  \"theme\": \"dark\"\n}\n".to_owned()),
        ("empty servers", "{\n  \"mcpServers\": {}\n}\n".to_owned()),
        ("empty servers, spread", "{\n  \"mcpServers\": {\n  }\n}\n".to_owned()),
        ("servers first", "{\"mcpServers\":{\"b\":{\"command\":\"b\"}},\"z\":1}".to_owned()),
        ("blank lines", PLAIN.replace('\n', "\n\n")),
        ("blanks behind", PLAIN.replace(",\n", ",   \n") + "  \n\n"),
        (
            "unicode",
            PLAIN.replace("dark", "d\u{e4}rk \u{1f980} \\u00e9 \u{202e}").replace("other", "\u{f6}ther"),
        ),
        ("escapes", PLAIN.replace("theme", "th\\u0065me").replace("npx", "C:\\\\bin\\/npx \\\"x\\\"")),
        ("odd numbers", PLAIN.replace("2.5", "2.50e+10, 123456789012345678901234567890, -0")),
        ("twice the same elsewhere", PLAIN.replace("\"theme\": \"dark\"", "\"theme\": 1, \"theme\": 2")),
        ("nested the same name", PLAIN.replace("\"dark\"", r#"{ "mcpServers": { "acme": 1 }, "acme": [] }"#)),
    ]
    .into_iter()
    .map(|(name, text)| (name, text.into_bytes()))
    .collect();
    files.push(("200 kB", large().into_bytes()));
    files
}

/// As strict, for clients that take comments as well.
fn with_comments() -> Vec<File> {
    let commented = PLAIN
        .replacen("{\n", "// first\n{ // open\n  /* block\n     goes on */\n", 1)
        .replace("\"mcpServers\": {\n", "\"mcpServers\": { // servers\n    // of mine\n")
        .replace("\"server\"]", "\"server\" /* inside */]")
        .replace("    }\n  },", "    } // other\n    // the last word\n  }, // servers end")
        + "// after all\n";
    let only = "{\n  // nothing but this\n}\n";
    let in_servers = "{\n  \"mcpServers\": {\n    // none yet\n  }\n}\n";
    [
        ("comments", commented.clone()),
        ("comments and CRLF", commented.replace('\n', "\r\n")),
        ("comments, byte order mark, tabs", format!("\u{feff}{}", commented.replace("  ", "\t"))),
        ("only a comment", only.to_owned()),
        ("a comment for servers", in_servers.to_owned()),
        ("a comment that looks like one", PLAIN.replace("\"dark\"", "\"// no */ comment\"")),
    ]
    .into_iter()
    .map(|(name, text)| (name, text.into_bytes()))
    .collect()
}

/// As commented, for clients that take a comma before a bracket as well.
fn with_commas() -> Vec<File> {
    let commas = PLAIN.replace("\n    }\n  }", "\n    },\n  }").replace("true]\n}", "true,],\n}");
    let both = commas.replace("    },\n", "    }, // comma\n    // mine\n");
    [
        ("commas", commas.clone()),
        ("commas and CRLF", commas.replace('\n', "\r\n")),
        ("commas and comments", both),
        ("a comma in one line", "{\"mcpServers\":{\"b\":{\"command\":\"b\",},},}".to_owned()),
    ]
    .into_iter()
    .map(|(name, text)| (name, text.into_bytes()))
    .collect()
}

/// Nothing is in them.
pub(super) fn empty() -> Vec<File> {
    [("empty", ""), ("blanks", "  \n\t\n"), ("a line end", "\n"), ("a mark", "\u{feff}")]
        .into_iter()
        .map(|(name, text)| (name, text.as_bytes().to_vec()))
        .collect()
}

/// What no client reads, and the reason with its line.
pub(super) fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    vec![
        ("broken", b"{\n  \"mcpServers\": {\n".to_vec(), "line 2 is not JSON"),
        ("half a word", b"{\"a\": tru}".to_vec(), "line 1 is not JSON"),
        ("a comma missing", b"{\n\"a\": 1\n\"b\": 2}".to_vec(), "line 2 is not JSON"),
        ("single quotes", b"{\n'a': 1}".to_vec(), "line 2 is not JSON"),
        ("a tab in a text", b"{\n\"a\": \"\t\"}".to_vec(), "line 2 is not JSON"),
        ("a line end in a text", b"{\"a\": \"x\ny\"}".to_vec(), "line 1 is not JSON"),
        ("a NUL in a name", b"{\n\"a\0\": 1}".to_vec(), "line 2 is not JSON"),
        ("no quotes", b"{a: 1}".to_vec(), "line 1 is not JSON"),
        ("two roots", b"{}\n{}".to_vec(), "line 2 is not JSON"),
        ("something behind", b"{}\nx".to_vec(), "line 2 is not JSON"),
        ("a list", b"[]".to_vec(), "it is no object"),
        ("a text", b"\"mcpServers\"".to_vec(), "it is no object"),
        ("null", b"null".to_vec(), "it is no object"),
        ("servers are a list", b"{\"mcpServers\": []}".to_vec(), "`mcpServers` is no object"),
        ("servers are null", b"{\"mcpServers\": null}".to_vec(), "`mcpServers` is no object"),
        ("servers are a text", b"{\"mcpServers\": \"x\"}".to_vec(), "`mcpServers` is no object"),
        (
            "servers twice",
            b"{\"mcpServers\": {}, \"mcpServers\": {}}".to_vec(),
            "`mcpServers` stands there twice",
        ),
        (
            "the entry twice",
            b"{\"mcpServers\": {\"acme\": {}, \"acme\": {}}}".to_vec(),
            "`acme` stands there twice",
        ),
        ("Latin-1", b"{\n\"a\": \"\xe9\"}".to_vec(), "line 2 is not UTF-8"),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec(), "line 1 is not UTF-8"),
    ]
}

/// For Codex. The servers are under `mcp_servers`.
fn toml() -> Vec<File> {
    const PLAIN: &str = "# mine\nmodel = \"o\" # the model\n\n[mcp_servers.other]\ncommand = 'npx'\n# inside\nargs = [\n  \"-y\", # yes\n]\n\n[mcp_servers.other.env]\nKEY = \"v\"\n\n[profiles.x]\ntext = \"\"\"\n[mcp_servers.acme]\n\"\"\"\n";
    [
        ("plain", PLAIN.to_owned()),
        ("not ended", PLAIN.trim_end().to_owned()),
        ("CRLF", PLAIN.replace('\n', "\r\n")),
        ("CRLF, not ended", PLAIN.trim_end().replace('\n', "\r\n")),
        ("mixed line ends", PLAIN.replacen('\n', "\r\n", 3)),
        ("byte order mark", format!("\u{feff}{PLAIN}")),
        ("blank lines behind", format!("{PLAIN}\n\n  \n")),
        ("a comment behind", format!("{PLAIN}# the end")),
        ("only a comment", "# nothing\n".to_owned()),
        ("only a comment, not ended", "# nothing".to_owned()),
        ("one key, not ended", "a = 1".to_owned()),
        ("comments behind the last key", "a = 1\n\n# b = 2\n# c = 3\n\n".to_owned()),
        ("comments behind the last table", "[z]\n# b = 2\r\n#c".to_owned()),
        ("a table of servers", "[mcp_servers]\n# none\n\n[other]\nx = 1\n".to_owned()),
        ("inline servers", "mcp_servers = { other = { command = \"x\" } } # all\nz = 1\n".to_owned()),
        ("dotted", "mcp_servers.other.command = \"x\"\n\n[z]\n".to_owned()),
        (
            "quoted keys",
            "[\"mcp_servers\".\"other\"]\n\"command\" = \"x\"\n[[list]]\na = 1\n[[list]]\n".to_owned(),
        ),
        ("unicode", PLAIN.replace("mine", "m\u{ef}ne \u{1f980}")),
    ]
    .into_iter()
    .map(|(name, text)| (name, text.into_bytes()))
    .collect()
}

/// History, as a client keeps it beside its servers.
fn large() -> String {
    let rounds = (0..2000).map(|at| {
        format!("    {{ \"id\": {at}, \"text\": \"asked \\\"{at}\\\" and was told\\n{}\" }}", "x".repeat(50))
    });
    let history = rounds.collect::<Vec<_>>().join(",\n");
    PLAIN.replace("\"dark\"", &format!("[\n{history}\n  ]"))
}
