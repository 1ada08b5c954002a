"""Valid Python that the grammar has to be helped with."""
from contextlib import asynccontextmanager

from mcp.server.fastmcp import FastMCP


@asynccontextmanager
async def lifespan(server):
    with open("a") as server.file:
        yield


mcp = FastMCP("unusual", lifespan=lifespan)
half = 1. / 2.


@mcp.tool()
async def tool(value: object) -> str:
    match value:
        case int() | str():
            first, *rest = [1, 2]
    async with (
        mcp.session() as (read, write, _),  # a tuple
        mcp.other() as other,
    ):
        print(*[a for a, *b in read], sep="")  # expect: stdout-noise-call error
    async with mcp.session() as (
        (one, two),
        three,
    ):
        return f"{one!r:>{two}} {f'{three}'}"


def generator():
    value = yield
    return value


type Alias[T] = list[T]


def generic[T](value: T) -> T:
    try:
        return value
    except* ValueError:
        pass
    lambda *a, **k: (a, k)


mcp.run()
