import asyncio

import nest_asyncio
from mcp.server.fastmcp import FastMCP

nest_asyncio.apply()  # expect: nested-asyncio-run warning
mcp = FastMCP("nest")


async def load() -> str:
    return ""


@mcp.tool()
def plain() -> str:
    return asyncio.run(load())


mcp.run()
