"""A tiny MCP server on an asyncio loop, standard library only: each tool is an async function that gets its arguments.
It speaks the era of --era."""

import asyncio
import json
import sys

from era import in_era

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}}


def serve(**tools):
    asyncio.run(_serve(tools))


async def echo(text=""):
    return text


async def _serve(tools):
    tools = {"echo": echo, **tools}
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        try:
            message = json.loads(line)
        except ValueError:  # A part of it went elsewhere.
            continue
        asyncio.create_task(answer(message, tools))


async def answer(message, tools):
    if "id" not in message:
        return
    result = await in_era(result_of)(message["method"], message.get("params") or {}, tools)
    reply = {"error": {"code": -32601, "message": "Method not found"}} if result is None else {"result": result}
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], **reply}), flush=True)


async def result_of(method, params, tools):
    if method == "initialize":
        info = {"name": "fixture", "version": "1.0.0"}
        return {"protocolVersion": params["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": info}
    if method == "ping":
        return {}
    if method == "tools/list":
        return {"tools": [{"name": name, "inputSchema": SCHEMA} for name in tools]}
    if method == "tools/call":
        text = await tools[params["name"]](**params.get("arguments", {}))
        return {"content": [{"type": "text", "text": text}]}
    return None
