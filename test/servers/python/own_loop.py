"""A server that reads its stdin itself, line by line, on its only thread. It forgets the call of `faulty`; with --deaf it has stopped
reading by then, in a sleep."""

import json
import sys
import time

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}}
TOOLS = [{"name": name, "inputSchema": SCHEMA} for name in ("echo", "faulty")]


def result_of(method, params):
    if method == "initialize":
        info = {"name": "fixture", "version": "1.0.0"}
        return {"protocolVersion": params["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": info}
    if method == "tools/list":
        return {"tools": TOOLS}
    if method == "tools/call" and params["name"] == "faulty":
        time.sleep(60 if "--deaf" in sys.argv else 0)
        return None
    return {"content": [{"type": "text", "text": "x"}]} if method == "tools/call" else {}


for line in sys.stdin:
    message = json.loads(line)
    result = result_of(message["method"], message.get("params")) if "id" in message else None
    if result is not None:
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
