"""Server and client in one process: the tool `ask_self` and the route POST /ask call the tool `echo` of its own server through wayflowcore.

`wayflow_server.py PORT`. In wayflowcore 26.1.1 the first call blocks the event loop that must serve it; 26.1.2 is fixed.
"""
import sys

from mcp.server.fastmcp import FastMCP
from starlette.responses import JSONResponse
from wayflowcore.mcp import MCPTool, StreamableHTTPTransport, enable_mcp_without_auth
from wayflowcore.property import StringProperty

PORT = int(sys.argv[1])
enable_mcp_without_auth()
server = FastMCP("wayflow", host="127.0.0.1", port=PORT)

remote_echo = MCPTool(
    name="echo",
    description="Says what it is told.",
    input_descriptors=[StringProperty(name="text")],
    client_transport=StreamableHTTPTransport(url=f"http://127.0.0.1:{PORT}/mcp"),
    _validate_server_exists=False,
)


@server.tool()
async def echo(text: str) -> str:
    """Says what it is told."""
    return text


@server.tool()
async def ask_self(text: str) -> str:
    """Calls echo on this very server."""
    return str(await remote_echo.run_async(text=text))


@server.custom_route("/ask", methods=["POST"])
async def ask(request):
    """A route of the app whose handler calls echo on this very server."""
    body = await request.json()
    return JSONResponse({"answer": str(await remote_echo.run_async(text=body["text"]))})


if __name__ == "__main__":
    server.run(transport="streamable-http")
