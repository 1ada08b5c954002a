"""A tool that takes longer than anybody waits, and a good one, on mcp 1.x or fastmcp."""
import asyncio

try:
    from fastmcp import FastMCP
except ImportError:
    from mcp.server.fastmcp import FastMCP

server = FastMCP("slow")


@server.tool()
async def slow(text: str) -> str:
    """Awaits, so that a cancellation reaches it."""
    await asyncio.sleep(60)
    return text


@server.tool()
async def good(text: str) -> str:
    """Answers at once."""
    return f"you said {text}"


server.run()
