import asyncio as aio
from asyncio import run as start

import anyio
from mcp.server.fastmcp import FastMCP

from helpers import Client, fetch_sync, guarded, later, make
import helpers as h

mcp = FastMCP("nested")
client = Client()


async def load() -> str:
    return "x"


@mcp.tool()
def plain() -> str:
    return aio.run(load())  # expect: nested-asyncio-run error


@mcp.tool(name="renamed", description="By name")
async def asynchronous() -> str:
    return start(load())  # expect: nested-asyncio-run error


@mcp.resource("notes://{name}")
def resource(name: str) -> str:
    return anyio.run(load)  # expect: nested-asyncio-run error


@mcp.prompt()
def prompt() -> str:
    loop = aio.get_event_loop()
    return loop.run_until_complete(load())  # expect: nested-asyncio-run error


@mcp.tool()
def through_helpers() -> str:
    fetch_sync()
    h.second()
    client.get()
    made = make()
    return made.get()


@mcp.tool()
def in_a_comprehension() -> list[str]:
    return [aio.run(load()) for _ in range(2)]  # expect: nested-asyncio-run error


class Tools:
    def __init__(self) -> None:
        mcp.add_tool(self.registered)

    def registered(self) -> str:
        return self._inner()

    def _inner(self) -> str:
        return aio.run(load())  # expect: nested-asyncio-run error


@mcp.tool()
def healthy_thread() -> str:
    def work() -> str:
        return aio.run(load())

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        return pool.submit(work).result()


@mcp.tool()
async def healthy_to_thread() -> str:
    await aio.to_thread(aio.run, load())
    return await aio.to_thread(later)


@mcp.tool()
async def healthy_nested_function() -> str:
    def later_on() -> str:
        return aio.run(load())

    await aio.to_thread(later_on)
    return await load()


@mcp.tool()
def healthy_guard() -> str:
    return guarded(load())


@mcp.tool()
def healthy_expected() -> str:
    try:
        return aio.run(load())
    except RuntimeError:
        return "a loop is running"


@mcp.tool()
def healthy_shadowed(aio) -> str:
    return aio.run(load)


def not_a_tool() -> str:
    return aio.run(load())


if __name__ == "__main__":
    aio.run(load())
    mcp.run()
