"""Nothing but healthy tools, with every kind of return value, on whatever Python framework is installed."""
import asyncio
import sys
import uuid
from datetime import datetime, timezone
from typing import Optional

from pydantic import BaseModel

try:
    from fastmcp import FastMCP
except ImportError:
    try:
        from mcp.server.mcpserver import MCPServer as FastMCP
    except ImportError:
        from mcp.server.fastmcp import FastMCP

server = FastMCP("healthy")
READ_ONLY = {"readOnlyHint": True}


class City(BaseModel):
    name: str
    founded: Optional[int] = None
    tags: list[str] = []


@server.tool(annotations=READ_ONLY)
def add(a: int, b: int) -> int:
    """A number."""
    return a + b


@server.tool(annotations=READ_ONLY)
def greet(name: str = "you") -> str:
    """A text; what is logged goes to stderr."""
    print("greeting", name, file=sys.stderr)
    return f"Hello, {name}! zażółć ✓ 日本 🎉"


@server.tool(annotations=READ_ONLY)
async def nap(seconds: float = 0.1) -> str:
    """Waits without blocking."""
    await asyncio.sleep(seconds)
    return "rested"


@server.tool(annotations=READ_ONLY)
def city(name: str) -> City:
    """A model."""
    return City(name=name, founded=1048, tags=["capital"])


@server.tool(annotations=READ_ONLY)
def cities() -> list[City]:
    """A list of models."""
    return [City(name="Oslo"), City(name="Bergen")]


@server.tool(annotations=READ_ONLY)
def counts() -> dict[str, int]:
    """A map."""
    return {"oslo": 1, "bergen": 2}


@server.tool(annotations=READ_ONLY)
def nothing_found(query: str = "x") -> list[str]:
    """An empty list is an answer."""
    return []


@server.tool(annotations=READ_ONLY)
def maybe(name: Optional[str] = None) -> Optional[str]:
    """A text or null."""
    return name


@server.tool(annotations=READ_ONLY)
def now() -> datetime:
    """A time with its zone."""
    return datetime.now(timezone.utc)


@server.tool(annotations=READ_ONLY)
def identity() -> uuid.UUID:
    """An id."""
    return uuid.uuid4()


@server.tool(annotations=READ_ONLY)
def untyped(n: int = 1):
    """No return annotation, so no outputSchema."""
    return {"n": n, "list": [1, 2.5, None, True]}


@server.tool()
def refuse(name: str) -> str:
    """An error of its own is an answer too."""
    raise ValueError(f"there is no city {name}")


@server.resource("cities://all")
def all_cities() -> str:
    return "Oslo, Bergen"


@server.resource("cities://{name}")
def one_city(name: str) -> str:
    return f"{name} is a city"


@server.prompt()
def describe(name: str) -> str:
    return f"Describe {name}."


if __name__ == "__main__":
    server.run()
