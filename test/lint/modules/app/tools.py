import time
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from mcp.server.fastmcp import FastMCP


def register(server: "Optional[FastMCP]") -> None:
    @server.tool()
    async def nested(seconds: float) -> str:
        print(seconds)  # expect: stdout-noise-call error
        time.sleep(seconds)  # expect: loop-blocked warning
        return ""

    async def by_call() -> str:
        print("x")  # expect: stdout-noise-call error
        return ""

    server.tool(name="other")(by_call)
    server.add_tool(by_reference)


async def by_reference() -> str:
    print("x")  # expect: stdout-noise-call error
    return ""
