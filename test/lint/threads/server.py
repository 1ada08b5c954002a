import sqlite3

from fastmcp import FastMCP

mcp = FastMCP("threads")
db = sqlite3.connect("notes.db")
shared = sqlite3.connect("notes.db", check_same_thread=False)


@mcp.tool
def plain() -> list:
    return db.execute("select 1").fetchall()  # expect: thread-affinity error


@mcp.tool(run_in_thread=False)
def on_the_loop() -> list:
    return db.execute("select 1").fetchall()


@mcp.tool
async def asynchronous() -> list:
    return db.execute("select 1").fetchall()


@mcp.tool
def healthy() -> list:
    own = sqlite3.connect("notes.db")
    own.execute("select 1")
    return shared.execute("select 1").fetchall()


mcp.run()
