"""Blocks the event loop: time.sleep in an async function. With --thread it sleeps in a worker, and the loop is free;
with --once only the first call does, for 2.5 s, or as --once=SECONDS says."""

import asyncio
import sys
import time

from rpc import serve


def pause():
    time.sleep(60)


calls = 0
once = [one for one in sys.argv if one.startswith("--once")]


async def faulty(text=""):
    global calls
    calls += 1
    if once:
        time.sleep(float(once[0].partition("=")[2] or 2.5) if calls == 1 else 0)
    elif "--thread" in sys.argv:
        await asyncio.to_thread(pause)
    elif "--healthy" not in sys.argv:
        time.sleep(60)
    return text


serve(faulty=faulty)
