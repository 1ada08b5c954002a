from mcp.server.fastmcp import FastMCP

from . import tools
from .more import *
from .instance import mcp

tools.register(mcp)


def main() -> None:
    mcp.run()
