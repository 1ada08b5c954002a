import os
import sys

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("exits")


def settings() -> str:
    if "KEY" not in os.environ:
        sys.exit(1)  # expect: zombie-session warning
    return os.environ["KEY"]


@mcp.tool()
async def leaves(code: int) -> str:
    if code == 1:
        sys.exit(1)  # expect: zombie-session error
    if code == 2:
        raise SystemExit(2)  # expect: zombie-session error
    if code == 3:
        os._exit(3)  # expect: crash-on-call error
    if code == 4:
        quit()  # expect: zombie-session error
    return settings()


@mcp.tool()
async def healthy() -> str:
    try:
        sys.exit(1)
    except SystemExit:
        raise ValueError("caught") from None


if __name__ == "__main__":
    mcp.run()
    sys.exit(0)
