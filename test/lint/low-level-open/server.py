from mcp.server.lowlevel import Server


async def main() -> None:
    server = Server("x")

    @server.list_tools()  # expect: import-error-mcp2 warning
    async def list_tools():
        return []

    @server.call_tool()
    async def call_tool(name, arguments):
        return []
