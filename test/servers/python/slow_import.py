"""Never answers initialize: it blocks while its modules are loaded, or with --lifespan before the loop serves."""

import asyncio
import sys
import time

from rpc import serve


def connect():
    time.sleep(60)


async def lifespan():
    connect()


if "--lifespan" in sys.argv:
    asyncio.run(lifespan())
elif "--healthy" not in sys.argv:
    connect()
serve()
