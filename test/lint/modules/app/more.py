from mcp.server.fastmcp import FastMCP

from .instance import mcp
from .text import tell



class Own(FastMCP[None]):
    def __init__(self) -> None:
        super().__init__("own")
        self.tool(name="itself")(self.itself)

    def itself(self) -> str:
        print("x")  # expect: stdout-noise-call error
        return ""


own = Own()


@own.tool()
async def of_a_class() -> str:
    print("x")  # expect: stdout-noise-call error
    return ""


__all__ = ["more"]


@mcp.tool()
async def more() -> str:
    tell("x")
    return ""
