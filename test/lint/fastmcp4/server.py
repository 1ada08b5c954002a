import asyncio

from fastmcp import FastMCP

mcp = FastMCP("versions")


async def load() -> str:
    return "x"


@mcp.tool
def plain() -> str:
    return asyncio.run(load())


@mcp.tool
async def asynchronous() -> str:
    return asyncio.run(load())  # expect: nested-asyncio-run error


@mcp.tool
def prints() -> str:
    print("x")
    return "x"


if __name__ == "__main__":
    mcp.run()
