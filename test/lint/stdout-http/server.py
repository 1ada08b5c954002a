from mcp.server.fastmcp import FastMCP

mcp = FastMCP("http")


@mcp.tool()
async def prints() -> str:
    print("over HTTP, stdout is nobody's")
    return input("a terminal may be there")


print("starting", flush=True)
mcp.run(transport="streamable-http")
