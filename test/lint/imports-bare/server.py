from mcp.server.fastmcp import FastMCP

mcp = FastMCP("bare")


@mcp.tool  # expect: import-time-decorator error
def bare() -> str:
    return ""


@mcp.tool()
def called() -> str:
    return ""


mcp.run()
