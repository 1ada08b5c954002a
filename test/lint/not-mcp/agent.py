"""Tools of other frameworks, and a client of MCP, are none of a server's."""
import asyncio
import time

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from pydantic_ai import Agent

agent = Agent("model")


@agent.tool
async def look(ctx) -> str:
    time.sleep(1)
    print("x")
    return asyncio.run(main())


async def main() -> None:
    async with (
        stdio_client(StdioServerParameters(command="server")) as (read, write),
        ClientSession(read, write) as session,  # of the client
    ):
        await session.initialize()
        print("ready")


asyncio.run(main())
