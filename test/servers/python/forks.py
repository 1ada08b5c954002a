"""An event loop on stdin, and a tool that forks: the child has the loop's epoll, and waits for something else. The call never ends."""

import asyncio
import json
import os
import sys
import time

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}}
TOOLS = [{"name": name, "inputSchema": SCHEMA} for name in ("echo", "faulty")]


async def result_of(method, params):
    if method == "initialize":
        info = {"name": "fixture", "version": "1.0.0"}
        return {"protocolVersion": params["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": info}
    if method == "tools/list":
        return {"tools": TOOLS}
    if method == "tools/call" and params["name"] == "faulty":
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        await asyncio.sleep(60)
    return {"content": [{"type": "text", "text": "x"}]} if method == "tools/call" else {}


async def answer(message):
    result = await result_of(message["method"], message.get("params"))
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)


async def main():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    calls = set()
    while line := await reader.readline():
        message = json.loads(line)
        if "id" in message:
            calls.add(asyncio.ensure_future(answer(message)))


asyncio.run(main())
