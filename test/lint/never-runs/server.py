import sys
from typing import TYPE_CHECKING

from mcp.server.fastmcp import FastMCP

if TYPE_CHECKING:
    import loud

mcp = FastMCP("x")
DEBUG = False
VERBOSE = False
LEVEL = 0
NAME = "x"


def be_verbose() -> None:
    global VERBOSE
    VERBOSE = True


@mcp.tool()
async def healthy(item: "loud.Thing") -> str:
    if False:
        print("x")
    if 0:
        print("x")
    elif not NAME:
        print("x")
    if DEBUG:
        print("x")
    if DEBUG and item or None:
        print("x")
    if not DEBUG:
        item = None
    else:
        print("x")
    if TYPE_CHECKING:
        print("x")
    while DEBUG:
        print("x")
    DEBUG and print("x")
    print("x") if LEVEL else None
    for one in sys.argv:
        if one:
            continue
            print("x")
        break
        print("x")
    if item:
        return "x"
        print("x")
    elif sys.argv:
        raise ValueError("x")
    else:
        return "y"
    print("x")


@mcp.tool()
async def broken(item: str) -> str:
    if VERBOSE:
        print("x")  # expect: stdout-noise-call error
    if not DEBUG:
        print("x")  # expect: stdout-noise-call error
    if DEBUG or item:
        print("x")  # expect: stdout-noise-call error
    if item == "a":
        return "a"
    if item == "b":
        if VERBOSE:
            return "b"
    elif VERBOSE:
        return "c"
    try:
        return inner()
    except ValueError:
        print("x")  # expect: stdout-noise-call error
        raise

    def unused():
        print("x")


def inner() -> str:
    return local()

    def local():
        return "x"


if __name__ == "__main__":
    mcp.run()
