import sys

from mcp.server.fastmcp import FastMCP

protocol = sys.stdout
sys.stdout = sys.stderr
mcp = FastMCP("guarded")


@mcp.tool()
async def prints() -> str:
    print("goes to stderr")
    return ""


mcp.run()
