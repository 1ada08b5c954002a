from contextlib import asynccontextmanager

from mcp.server import MCPServer


@asynccontextmanager
async def lifespan(server):
    # Healthy: by then stdout is kept away.
    print("starting", flush=True)
    yield {}


mcp = MCPServer("x", lifespan=lifespan)


@mcp.tool()
def fetch() -> str:
    return "x"


if __name__ == "__main__":
    mcp.run()
