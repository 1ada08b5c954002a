"""The weather server without the mistake: the tool is async, and awaits."""

import asyncio

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("weather")


async def fetch_forecast(city: str) -> str:
    await asyncio.sleep(0.01)  # stands for a request to a weather service
    return f"{city}: sunny"


@mcp.tool()
async def forecast(city: str) -> str:
    """The forecast for a city."""
    return await fetch_forecast(city)


if __name__ == "__main__":
    mcp.run()
