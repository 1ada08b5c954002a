"""A server that reads its stdin itself, line by line, on its main thread. It forgets the call of `faulty`; with --deaf it has stopped
reading by then, in a sleep; with --thread a thread of its own waits in the tool. At its start it reads on for what hosts do not send
(--headers), or asks its user (--asks)."""

import getpass
import json
import sys
import threading
import time

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}}
TOOLS = [{"name": name, "inputSchema": SCHEMA} for name in ("echo", "faulty")]


def faulty():
    threading.Event().wait()


def result_of(method, params):
    if method == "initialize":
        info = {"name": "fixture", "version": "1.0.0"}
        return {"protocolVersion": params["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": info}
    if method == "tools/list":
        return {"tools": TOOLS}
    if method == "tools/call" and params["name"] == "faulty":
        time.sleep(60 if "--deaf" in sys.argv else 0)
        if "--thread" in sys.argv:
            threading.Thread(target=faulty, daemon=True).start()
        return None
    return {"content": [{"type": "text", "text": "x"}]} if method == "tools/call" else {}


if "--headers" in sys.argv:
    while sys.stdin.readline() != "\n":
        pass
while "--asks" in sys.argv and getpass.getpass() != "a key":
    pass

for line in sys.stdin:
    message = json.loads(line)
    result = result_of(message["method"], message.get("params")) if "id" in message else None
    if result is not None:
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
