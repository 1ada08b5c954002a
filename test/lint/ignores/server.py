import time

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("ignores")


@mcp.tool()
async def ignored() -> str:
    time.sleep(1)  # smoke: ignore loop-blocked -- the device answers within a second
    # smoke: ignore stdout-noise-call, loop-blocked -- both on the next line
    # which this comment belongs to as well
    print(time.sleep(1))
    return ""


@mcp.tool()
async def wrongly() -> str:
    # expect-next: ignore-without-reason warning
    # smoke: ignore loop-blocked
    time.sleep(1)  # expect: loop-blocked warning
    # expect-next: ignore-unused warning
    # smoke: ignore stdout-noise-call -- nothing is printed
    text = "# smoke: ignore loop-blocked -- this is no comment"
    # expect-next: ignore-without-reason warning
    # smoke: ignore
    return text


mcp.run()
