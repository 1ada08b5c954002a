import asyncio
import time

import mcp.types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

app = Server("low")


@app.list_tools()
async def list_tools() -> list[types.Tool]:
    return []


@app.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    time.sleep(1)  # expect: loop-blocked warning
    print(name)  # expect: stdout-noise-call error
    return []


async def main() -> None:
    async with stdio_server() as (
        read,
        write,
    ):
        await app.run(read, write, app.create_initialization_options())


if __name__ == "__main__":
    asyncio.run(main())
