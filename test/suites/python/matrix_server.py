"""Good and bad tools on whatever Python framework is installed: mcp 1.x, mcp 2.x or fastmcp.

`matrix_server.py stdio` or `matrix_server.py http PORT`.
"""
import asyncio
import datetime
import json
import os
import sqlite3
import subprocess
import sys
import time


def make_server(port: int):
    try:
        from fastmcp import FastMCP

        return FastMCP("matrix"), lambda s: s.run(transport="http", host="127.0.0.1", port=port)
    except ImportError:
        pass
    try:
        from mcp.server.mcpserver import MCPServer

        return MCPServer("matrix"), lambda s: s.run(transport="streamable-http", host="127.0.0.1", port=port)
    except ImportError:
        from mcp.server.fastmcp import FastMCP

        return FastMCP("matrix", host="127.0.0.1", port=port), lambda s: s.run(transport="streamable-http")


PORT = int(sys.argv[2]) if len(sys.argv) > 2 else 0
server, run_http = make_server(PORT)
database = sqlite3.connect(":memory:")
database.execute("create table notes (text)")


class Thing:
    pass


async def fetch() -> str:
    return "fetched"


@server.tool()
def good(text: str) -> str:
    """A healthy sync tool."""
    return f"you said {text}"


@server.tool()
async def good_async(text: str) -> str:
    """A healthy async tool."""
    await asyncio.sleep(0)
    return f"you said {text}"


@server.tool()
def nested_asyncio_run() -> str:
    """The seed bug: fails where sync tools run on the event loop."""
    return asyncio.run(fetch())


@server.tool()
async def nested_asyncio_run_async() -> str:
    """Fails everywhere."""
    return asyncio.run(fetch())


@server.tool()
def blocked_sync() -> str:
    """Blocks the loop where sync tools run on it."""
    time.sleep(6)
    return "done"


@server.tool()
async def blocked_async() -> str:
    """Blocks the loop everywhere."""
    time.sleep(6)
    return "done"


@server.tool()
def child_stdin() -> str:
    """A child that reads stdin, which is the protocol's over stdio."""
    return subprocess.run(["cat"], capture_output=True, text=True).stdout


@server.tool()
def exits() -> str:
    """Raises SystemExit."""
    sys.exit(2)


@server.tool()
def thread_affinity() -> str:
    """A connection made on another thread where tools run in workers."""
    return str(database.execute("select count(*) from notes").fetchone()[0])


@server.tool()
def json_dumps() -> str:
    """json.dumps of a datetime."""
    return json.dumps({"at": datetime.datetime(2026, 1, 1)})


@server.tool()
def repr_leak() -> str:
    """An object turned into text."""
    return str(Thing())


@server.tool()
def lost_surrogate() -> str:
    """A lone surrogate, which UTF-8 does not have."""
    return "broken \udce9 text"


@server.tool()
def mismatch() -> int:
    """Says int, returns a text."""
    return "not a number"  # type: ignore[return-value]


@server.tool()
def raises() -> str:
    """An exception with a cause that the client may not see."""
    raise ValueError("the account 4711 is locked")


@server.tool()
def naive_datetime() -> datetime.datetime:
    """A time without a zone, which the format date-time wants."""
    return datetime.datetime(2026, 1, 1)


@server.tool()
def prints() -> str:
    """Prints to stdout, which is the protocol's over stdio."""
    print("working on it")
    return "done"


@server.tool()
def child_prints() -> str:
    """A child process prints to the stdout it inherited."""
    subprocess.run(["echo", "working in a child"])
    return "done"


@server.tool()
def crashes() -> str:
    """Ends the process at once."""
    os._exit(3)


if __name__ == "__main__":
    if sys.argv[1] == "http":
        run_http(server)
    else:
        server.run()
