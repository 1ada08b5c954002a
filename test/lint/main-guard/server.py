from helper import load
from loud import word
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("x")


@mcp.tool()
def read() -> str:
    return load() + word()


if __name__ == "__main__":
    import started

    print("starting", flush=True)  # expect: stdout-noise-boot error
    mcp.run()
