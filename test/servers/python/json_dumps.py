"""Writes its answers in a worker thread, which ends at a value that JSON has no form for; the protocol loop lives on."""
import json
import sys
import threading


def send(id, result):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", "id": id, "result": result}) + "\n")
    sys.stdout.flush()


def call(id, name):
    tags = {"a", "b"} if name == "faulty" and "--healthy" not in sys.argv else ["a", "b"]
    send(id, {"content": [{"type": "text", "text": "done"}], "structuredContent": {"tags": tags}})


TOOL = {"inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}}}
RESULTS = {
    "initialize": {
        "protocolVersion": "2025-11-25",
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "fixture", "version": "1.0.0"},
    },
    "tools/list": {"tools": [{**TOOL, "name": name, "description": "Tags."} for name in ("echo", "faulty")]},
    "ping": {},
}

for line in sys.stdin:
    message = json.loads(line)
    method, id = message["method"], message.get("id")
    if id is None:
        continue
    if method == "tools/call":
        threading.Thread(target=call, args=(id, message["params"]["name"])).start()
    elif method in RESULTS:
        send(id, RESULTS[method])
    else:
        print(json.dumps({"jsonrpc": "2.0", "id": id, "error": {"code": -32601, "message": method}}), flush=True)
