"""Awaits what never comes: the loop is idle, and no stack shows where."""

import asyncio
import sys

from rpc import serve


async def faulty(text=""):
    if "--healthy" not in sys.argv:
        await asyncio.Event().wait()
    return text


serve(faulty=faulty)
