from mcp.server.fastmcp import FastMCP  # expect: import-error-mcp2 warning

FastMCP("old").run()
