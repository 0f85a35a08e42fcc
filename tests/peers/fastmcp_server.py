"""A real fastmcp server, guarded by an HS256 secret, for tests/peers/fastmcp.rs.

    fastmcp_server.py SECRET_FILE ISSUER AUDIENCE

The secret is the file's text less one final newline. The server listens on 127.0.0.1 at a port that the system
chooses, serves MCP over streamable HTTP under /mcp, writes {"port":N} to stdout once it accepts connections, and ends
when its stdin closes, so that it cannot outlive the test that started it.
"""

import asyncio
import json
import logging
import socket
import sys

import uvicorn
from fastmcp import FastMCP
from fastmcp.server.auth.providers.jwt import JWTVerifier


def app(secret, issuer, audience):
    verifier = JWTVerifier(public_key=secret, algorithm="HS256", issuer=issuer, audience=audience)
    mcp = FastMCP("peer", auth=verifier)

    @mcp.tool
    def add(a: int, b: int) -> int:
        """Adds two numbers."""
        return a + b

    return mcp.http_app()


class Server(uvicorn.Server):
    """uvicorn, with a word on stdout as soon as it has started."""

    async def startup(self, sockets=None):
        await super().startup(sockets=sockets)
        if self.started:
            print(json.dumps({"port": sockets[0].getsockname()[1]}), flush=True)


async def serve(listener, config):
    server = Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    closed = asyncio.create_task(asyncio.to_thread(sys.stdin.buffer.read))
    await asyncio.wait([serving, closed], return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    await serving


def main():
    logging.disable(logging.CRITICAL)  # a line for every refusal
    path, issuer, audience = sys.argv[1:]
    with open(path, encoding="utf-8", newline="") as file:
        secret = file.read().removesuffix("\n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(app(secret, issuer, audience), log_level="critical", timeout_graceful_shutdown=1)
        asyncio.run(serve(listener, config))


if __name__ == "__main__":
    main()
