import subprocess
import time

from mcp.server.mcpserver import MCPServer

mcp = MCPServer("threads")


@mcp.tool()
def plain() -> str:
    time.sleep(1)
    subprocess.run(["git"])
    print("kept away")
    return input("kept away, too")  # expect: reads-stdin warning


@mcp.tool()
async def asynchronous() -> str:
    time.sleep(1)  # expect: loop-blocked warning
    return ""


def main() -> None:
    print("not flushed")
    print("flushed", flush=True)  # expect: stdout-noise-boot error
    mcp.run()


main()
