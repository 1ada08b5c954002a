import asyncio

from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("coroutines")


async def save(text: str) -> str:
    return text


async def stream():
    yield 1


class Store:
    async def put(self, text: str) -> None: ...

    def sync(self) -> None: ...


store = Store()


@mcp.tool()
async def forgets(text: str, ctx: Context) -> str:
    save(text)  # expect: not-awaited error
    store.put(text)  # expect: not-awaited error
    asyncio.sleep(1)  # expect: not-awaited error
    save(text).upper()  # expect: not-awaited error
    return f"saved {save(text)}"  # expect: not-awaited error


@mcp.tool()
def plain(text: str) -> str:
    return save(text)  # expect: not-awaited error


@mcp.tool()
async def healthy(text: str) -> str:
    await save(text)
    task = asyncio.create_task(save(text))
    asyncio.ensure_future(store.put(text))
    async with asyncio.timeout(1):
        await asyncio.gather(save(text), task)
    async for _ in stream():
        pass
    store.sync()
    stream()
    (await save(text)).upper()
    coroutine = save(text)
    coroutine.close()
    save(text).close()
    return f"{await save(text)}"


mcp.run()
