"""Awaits what never comes: the loop is idle, and no stack shows where. `--loses`: what it awaits is to come from a task that fails."""

import asyncio
import sys

from rpc import serve


async def lost():
    raise KeyError("text")


async def faulty(text=""):
    if "--loses" in sys.argv:
        asyncio.get_running_loop().create_task(lost())
    if "--healthy" not in sys.argv:
        await asyncio.Event().wait()
    return text


serve(faulty=faulty)
