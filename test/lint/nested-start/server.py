import asyncio

import uvicorn
from agentkernel.api import RESTAPI
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("start")


@mcp.tool()
async def echo(text: str) -> str:
    return text


async def main() -> None:
    mcp.run()  # expect: nested-run-startup error


async def main_http() -> None:
    uvicorn.run(mcp.streamable_http_app())  # expect: nested-run-startup error


async def main_rest() -> None:
    RESTAPI.run()  # expect: nested-run-startup error


def serve() -> None:
    uvicorn.Server(uvicorn.Config(mcp.sse_app())).run()  # expect: nested-run-startup error


async def main_by_way_of() -> None:
    serve()


async def healthy() -> None:
    await mcp.run_stdio_async()
    await uvicorn.Server(uvicorn.Config(mcp.sse_app())).serve()


async def healthy_in_thread() -> None:
    await asyncio.to_thread(mcp.run)


def main_plain() -> None:
    mcp.run(transport="stdio")


if __name__ == "__main__":
    asyncio.run(main())
