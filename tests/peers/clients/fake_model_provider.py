"""A model provider with one answer: a stand-in, so that Codex can run a turn, for tests/peers/clients/.

    fake_model_provider.py

It speaks what Codex needs of the OpenAI Responses API: POST .../responses is answered with an event stream that says
"done". It listens on 127.0.0.1 at a port that the system chooses, writes {"port":N} to stdout once it accepts
connections, and ends when its stdin closes, so that it cannot outlive the test that started it.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MESSAGE = {
    "type": "message",
    "id": "message",
    "role": "assistant",
    "content": [{"type": "output_text", "text": "done"}],
}
USAGE = {
    "input_tokens": 0,
    "input_tokens_details": None,
    "output_tokens": 0,
    "output_tokens_details": None,
    "total_tokens": 0,
}
EVENTS = [
    {"type": "response.created", "response": {"id": "response"}},
    {"type": "response.output_item.done", "item": MESSAGE},
    {"type": "response.completed", "response": {"id": "response", "usage": USAGE}},
]


class Model(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.endswith("/responses"):
            self.send_error(404)
            return
        content = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in EVENTS).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
