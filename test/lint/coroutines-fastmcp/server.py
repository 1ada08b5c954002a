from fastmcp import FastMCP
from fastmcp.tools import tool

mcp = FastMCP("it awaits what a tool returns")


async def save(text: str) -> str:
    return text


@mcp.tool
def plain(text: str) -> str:
    return save(text)


@tool
async def standalone() -> str:
    save("x")  # expect: not-awaited error
    return ""


mcp.run()
