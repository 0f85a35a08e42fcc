//! A real fastmcp server with HS256 lets a client in with a token of ours, and with nothing less.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use serde_json::json;

use crate::ours::{AUDIENCE, ISSUER, SECRET, Sandbox, tampered};
use crate::peer::{Peer, python};

const OTHER_SECRET: &str = "1b0d9c7e5f3a28466790efcdab18325476ba98dcfe1032547698badcfe103254";

#[test]
fn a_fastmcp_server_takes_our_token() {
    let server = Server::start();
    let token = server.mint(&[]);
    let answer = server.initialize(Some(&token));
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(answer.contains(r#""protocolVersion":"2025-06-18""#), "{answer}");
}

#[test]
fn a_fastmcp_server_refuses_everything_else() {
    let server = Server::start();
    let good = server.mint(&[]);
    assert_eq!(status(&server.initialize(Some(&good))), 200, "the server takes a good token");

    let claims = json!({"sub": "agent_001", "iss": ISSUER, "aud": AUDIENCE, "exp": 4_102_444_800_u32});
    let unsigned = Peer::python().forge("none", SECRET, br#"{"alg":"none"}"#, claims.to_string().as_bytes());
    let refused = [
        ("no token", None),
        ("expired", Some(server.mint(&["--now", "2020-01-01T00:00:00Z"]))),
        ("wrong audience", Some(server.mint(&["--aud", "somebody-else"]))),
        ("wrong issuer", Some(server.mint(&["--iss", "somebody-else"]))),
        ("other secret", Some(server.mint(&["--secret-file", "other"]))),
        ("alg none", Some(unsigned)),
        ("tampered", Some(tampered(&good))),
    ];
    for (name, token) in refused {
        let answer = server.initialize(token.as_deref());
        assert_eq!(status(&answer), 401, "{name}: {answer}");
    }
}

pub(crate) struct Server {
    _process: Peer,
    pub(crate) port: u16,
    pub(crate) sandbox: Sandbox,
}

impl Server {
    /// Returns once the server accepts connections.
    pub(crate) fn start() -> Self {
        let sandbox = Sandbox::new();
        let secret = sandbox.file("secret", &format!("{SECRET}\n"));
        sandbox.file("other", &format!("{OTHER_SECRET}\n"));
        let mut process = Peer::spawn(python("fastmcp_server.py").arg(secret).args([ISSUER, AUDIENCE]));
        let port = process.read()["port"].as_u64().and_then(|port| port.try_into().ok()).expect("a port");
        Self { _process: process, port, sandbox }
    }

    /// Mints a token that the server takes, save for what `flags` say instead.
    fn mint(&self, flags: &[&str]) -> String {
        let mut args = vec!["encode", "--sub", "agent_001", "--quota", "100", "--ttl", "1h"];
        for default in [["--secret-file", "secret"], ["--iss", ISSUER], ["--aud", AUDIENCE]] {
            if !flags.contains(&default[0]) {
                args.extend(default);
            }
        }
        args.extend(flags);
        self.sandbox.token(&args, "")
    }

    /// Opens an MCP session and returns the whole HTTP answer.
    fn initialize(&self, token: Option<&str>) -> String {
        let body = json!({
            "jsonrpc": "2.0", "id": 1, "method": "initialize",
            "params": {
                "protocolVersion": "2025-06-18", "capabilities": {},
                "clientInfo": {"name": "mcp-token-tests", "version": "0"},
            },
        })
        .to_string();
        let authorization = token.map_or(String::new(), |token| format!("Authorization: Bearer {token}\r\n"));
        let request = format!(
            "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{authorization}\
             Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.port,
            body.len(),
        );
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("an HTTP status line")
}
