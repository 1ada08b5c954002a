import asyncio


async def _load() -> str:
    return "x"


def again() -> str:
    return asyncio.run(_load())  # expect: nested-asyncio-run error
