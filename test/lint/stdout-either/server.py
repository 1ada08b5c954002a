import sys

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("either")


@mcp.tool()
async def prints() -> str:
    print("on stdio, this is noise")  # expect: stdout-noise-call warning
    return ""


if "--http" in sys.argv:
    print("over HTTP", flush=True)
    mcp.run(transport="streamable-http")
else:
    mcp.run(transport=sys.argv[1])
