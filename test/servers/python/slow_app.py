"""An app on http.server, standard library only, with MCP at POST /mcp, that never gets ready. `slow_app.py PORT HOW`: it blocks
while it is loaded (`import`), in its lifespan (`lifespan`), waits there for the thread that it stands on (`deadlock`), awaits
something (`awaits`), or listens at another port (`elsewhere`); `call`: it is ready, and the tool faulty
blocks; `healthy`: it takes its time."""

import asyncio
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rpc import echo, result_of

PORT, HOW = int(sys.argv[1]), sys.argv[2]


def connect(seconds):
    time.sleep(seconds)


async def notes():
    return "notes"


async def lifespan():
    if HOW == "lifespan":
        connect(60)
    elif HOW == "deadlock":
        asyncio.run_coroutine_threadsafe(notes(), asyncio.get_running_loop()).result()
    elif HOW == "awaits":
        await asyncio.Event().wait()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply(405, {})

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["content-length"])))
        params = message.get("params") or {}
        if params.get("name") == "faulty" and HOW != "healthy":
            connect(60)
        result = asyncio.run(result_of(message["method"], params, {"echo": echo, "faulty": echo}))
        if "id" not in message:
            return self.reply(202, {})
        reply = {"error": {"code": -32601, "message": "Method not found"}} if result is None else {"result": result}
        self.reply(200, {"jsonrpc": "2.0", "id": message["id"], **reply})

    def reply(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if HOW == "import":
    connect(60)
if HOW == "healthy":
    connect(1)
asyncio.run(lifespan())
ThreadingHTTPServer(("127.0.0.1", 0 if HOW == "elsewhere" else PORT), Handler).serve_forever()
