import sys
import time
from contextlib import asynccontextmanager, contextmanager

from mcp.server.fastmcp import FastMCP


@asynccontextmanager
async def lifespan(server):
    print("starting")  # expect: stdout-noise-boot warning
    print("starting", flush=True)  # expect: stdout-noise-boot error
    print("starting", file=sys.stderr, flush=True)
    if sys.argv[1:]:
        print("starting", flush=True)
    try:
        yield {}
    finally:
        print("stopping", flush=True)


@asynccontextmanager
async def unused(server):
    print("starting", flush=True)
    yield {}


mcp = FastMCP("x", lifespan=lifespan)


@asynccontextmanager
async def session():
    time.sleep(2)  # expect: loop-blocked warning
    print("open")  # expect: stdout-noise-call error
    yield 1


@contextmanager
def plain():
    print("open")  # expect: stdout-noise-call error
    yield 1


class Session:
    async def __aenter__(self):
        print("open")  # expect: stdout-noise-call error
        return self

    async def __aexit__(self, *_):
        print("closed")  # expect: stdout-noise-call error


class Unused:
    async def __aenter__(self):
        print("open")


@mcp.tool()
async def fetch() -> str:
    Unused()
    unused(mcp)
    async with session() as one, Session() as other:
        with plain():
            return f"{one} {other}"


if __name__ == "__main__":
    mcp.run()
