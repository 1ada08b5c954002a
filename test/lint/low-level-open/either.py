from mcp.server import Server

server = Server("x")


# Healthy: it asks first.
async def list_tools():
    return []


if hasattr(server, "list_tools"):

    @server.list_tools()
    async def listed():
        return []
else:
    other = Server("x", on_list_tools=list_tools)


def register(app: Server, is_new: bool) -> None:
    late = Server("y")
    if is_new:
        return

    @late.list_tools()
    async def later():
        return []
