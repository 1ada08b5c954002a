from mcp.server.fastmcp import FastMCP

mcp = FastMCP("broken")


@mcp.tool()
async def tool() -> str:
    return (  # expect-next: syntax-error warning
def other(:
    pass
