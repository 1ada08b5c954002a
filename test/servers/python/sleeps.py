"""Blocks the event loop: time.sleep in an async function. With --thread it sleeps in a worker, and the loop is free."""

import asyncio
import sys
import time

from rpc import serve


def pause():
    time.sleep(60)


async def faulty(text=""):
    if "--thread" in sys.argv:
        await asyncio.to_thread(pause)
    elif "--healthy" not in sys.argv:
        time.sleep(60)
    return text


serve(faulty=faulty)
