"""An MCP server that writes down what it is sent: a stand-in for a protected server, for tests/peers/clients/.

    recording_server.py

It speaks MCP over streamable HTTP under /mcp: `initialize`, notifications, `tools/list` and `ping`, answered in plain
JSON, no session, no event stream. It listens on 127.0.0.1 at a port that the system chooses, writes {"port":N} to stdout
once it accepts connections, and ends when its stdin closes, so that it cannot outlive the test that started it.

Requests on stdin, one JSON object a line, answered on stdout in the same way:

    {"op":"accept","token":T}  from now on, answer 401 to every request under /mcp whose Authorization is not `Bearer T`
    {"op":"take"}              {"requests":[...]}, all since the last one, in the order of their arrival

A request is `method`, `path`, `rpc` (the JSON-RPC method of its body, if it has one), `authorization` (a list: of every
Authorization header, its value as it was sent) and `status`, that of the answer. It is written down before it is answered.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOOL = {"name": "add", "description": "Adds two numbers.", "inputSchema": {"type": "object"}}


class Recording(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            message = json.loads(body)
        except ValueError:
            message = None
        rpc = message.get("method") if isinstance(message, dict) else None
        status, reply = self.judge(message, rpc)
        with self.server.lock:
            self.server.requests.append({
                "method": self.command,
                "path": self.path,
                "rpc": rpc,
                "authorization": self.headers.get_all("Authorization", []),
                "status": status,
            })
        content = b"" if reply is None else json.dumps(reply).encode()
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Bearer error="invalid_token"')
        if reply is not None:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = do_HEAD = do_OPTIONS = answer

    def judge(self, message, rpc):
        if self.path != "/mcp":
            return 404, None
        accepted = self.server.accepted
        if accepted is not None and self.headers.get_all("Authorization") != [f"Bearer {accepted}"]:
            return 401, None
        if self.command != "POST":
            return 405, None
        if rpc is None:
            return 400, None
        if "id" not in message:
            return 202, None
        reply = {"jsonrpc": "2.0", "id": message["id"]}
        if rpc == "initialize":
            reply["result"] = {
                "protocolVersion": message["params"]["protocolVersion"],
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "recording", "version": "0"},
            }
        elif rpc == "tools/list":
            reply["result"] = {"tools": [TOOL]}
        elif rpc == "ping":
            reply["result"] = {}
        else:
            reply["error"] = {"code": -32601, "message": f"{rpc} is not to be had here"}
        return 200, reply

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        self.accepted = None
        self.requests = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Recording)

    def handle_error(self, *_):
        pass  # a client that was stopped while it waited


def main():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "accept":
            server.accepted = request["token"]
            answer = {}
        else:
            with server.lock:
                answer, server.requests = {"requests": server.requests}, []
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
