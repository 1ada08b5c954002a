"""A server of the Python SDK mounted in a Starlette app beside another route. `lifespan` (default) or `bare`, then the port;
`nested` starts uvicorn inside a running event loop."""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

try:
    from mcp.server.fastmcp import FastMCP as Server
except ImportError:
    from mcp.server.mcpserver import MCPServer as Server

mcp = Server("mounted")


@mcp.tool()
def add(a: int, b: int) -> int:
    """Adds two numbers."""
    return a + b


@mcp.tool()
def lone_surrogate() -> str:
    """Returns a text that cannot be written as UTF-8."""
    return "\ud800"


async def healthz(_request):
    return JSONResponse({"status": "up"})


inner = mcp.streamable_http_app()
mode, port = sys.argv[1], int(sys.argv[2])
routes = [Route("/healthz", healthz), Mount("/", app=inner)]
lifespan = (lambda _app: mcp.session_manager.run()) if mode != "bare" else None
app = Starlette(routes=routes, lifespan=lifespan)


async def nested():
    uvicorn.run(app, host="127.0.0.1", port=port)


if mode == "nested":
    asyncio.run(nested())
else:
    uvicorn.run(app, host="127.0.0.1", port=port)
