import json
import threading
import uuid
from datetime import datetime
from decimal import Decimal

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("results")


@mcp.tool()
async def when() -> str:
    return json.dumps({"now": datetime.now()})  # expect: json-dumps-in-tool error


@mcp.tool()
async def which() -> str:
    return json.dumps([{"id": uuid.uuid4()}, {"tags": {"a", "b"}}])  # expect: json-dumps-in-tool error


@mcp.tool()
async def lock():
    return threading.Lock()  # expect: repr-leak error


@mcp.tool()
async def function():
    return lambda: 1  # expect: repr-leak error


@mcp.tool()
async def healthy() -> str:
    json.dumps({"now": datetime.now().isoformat()})
    json.dumps({"price": str(Decimal("1.10"))})
    json.dumps({"now": datetime.now()}, default=str)
    return json.dumps({"tags": sorted({"a", "b"})})


@mcp.tool()
async def data() -> dict:
    return {"now": datetime.now()}


mcp.run()
