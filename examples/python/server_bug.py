"""A weather server with the classic mistake: a plain tool that calls asyncio.run().

In mcp 1.x the tool runs on the event loop of the server, and there asyncio.run() is refused.
A unit test of forecast() passes, because it has no running loop.
"""

import asyncio

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("weather")


async def fetch_forecast(city: str) -> str:
    await asyncio.sleep(0.01)  # stands for a request to a weather service
    return f"{city}: sunny"


@mcp.tool()
def forecast(city: str) -> str:
    """The forecast for a city."""
    return asyncio.run(fetch_forecast(city))


if __name__ == "__main__":
    mcp.run()
