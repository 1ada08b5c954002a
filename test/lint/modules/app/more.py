from .instance import mcp
from .text import tell

__all__ = ["more"]


@mcp.tool()
async def more() -> str:
    tell("x")
    return ""
