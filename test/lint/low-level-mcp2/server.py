from mcp.server import Server

server = Server("x")


@server.list_tools()  # expect: import-error-mcp2 error
async def list_tools():
    return []
