"""An app on one asyncio loop, standard library only: MCP at POST /mcp, and POST /ask, whose handler calls the tool echo of that
very server and waits for it on the thread of the loop. --sleeps: it only sleeps there. --waits: it awaits, and never ends.
--healthy: it awaits the answer. Only now and then: --first, the first request awaits for ever; --second, the first is answered
and those behind it wait (with --sleeps: on the loop). GET /ask does the same. `app_asks_itself.py PORT`."""

import asyncio
import json
import sys
import time

from rpc import echo, result_of

PORT = int(sys.argv[1])


async def call_own_server(text):
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    params = {"name": "echo", "arguments": {"text": text}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}).encode()
    writer.write(b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
    _, answer = await read_message(reader)
    writer.close()
    return json.loads(answer)["result"]


asked = 0


def is_well():
    return "--healthy" in sys.argv or ("--first" in sys.argv and asked > 1) or ("--second" in sys.argv and asked == 1)


async def ask(text):
    global asked
    asked += 1
    if is_well():
        return await call_own_server(text)
    if "--sleeps" in sys.argv:
        time.sleep(60)
    if "--waits" in sys.argv:
        await asyncio.Event().wait()
    return asyncio.run_coroutine_threadsafe(call_own_server(text), asyncio.get_running_loop()).result()


async def read_message(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = next((int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length")), 0)
    return head, await reader.readexactly(length)


async def respond(head, body):
    if head.startswith("get /ask"):
        return 200, await ask("x")
    if head.startswith("post /ask"):
        return 200, await ask(json.loads(body)["text"])
    if not head.startswith("post /mcp"):
        return 405, {}
    message = json.loads(body)
    if "id" not in message:
        return 202, {}
    result = await result_of(message["method"], message.get("params") or {}, {"echo": echo})
    reply = {"error": {"code": -32601, "message": "Method not found"}} if result is None else {"result": result}
    return 200, {"jsonrpc": "2.0", "id": message["id"], **reply}


async def serve_one(reader, writer):
    try:
        while True:
            status, answer = await respond(*await read_message(reader))
            body = json.dumps(answer).encode()
            writer.write(b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % (status, len(body)))
            writer.write(body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    async with await asyncio.start_server(serve_one, "127.0.0.1", PORT) as server:
        await server.serve_forever()


asyncio.run(main())
