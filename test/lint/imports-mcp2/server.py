from mcp.server.fastmcp import FastMCP  # expect: import-error-mcp2 error

FastMCP("old").run()
