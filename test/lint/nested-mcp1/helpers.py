import asyncio

import deeper


async def _load() -> str:
    return "x"


def fetch_sync() -> str:
    return deeper.again()


def second() -> str:
    # Calls go in a circle.
    return third()


def third() -> str:
    second()
    return asyncio.run(_load())  # expect: nested-asyncio-run error


def later() -> str:
    return asyncio.run(_load())


def guarded(coroutine):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    raise RuntimeError("await it")


class Base:
    def get(self) -> str:
        return asyncio.run(_load())  # expect: nested-asyncio-run error


class Client(Base):
    pass


class Other:
    def get(self) -> str:
        return asyncio.run(_load())  # expect: nested-asyncio-run error


def make() -> Other:
    return Other()
