"""Two tools that hang, each in a worker thread of its own, as plain functions do in an SDK; the loop is free."""

import asyncio
import threading

from rpc import serve

LOCK = threading.Lock()
LOCK.acquire()


def left():
    LOCK.acquire()


def right():
    threading.Event().wait()


def in_thread(function):
    async def tool(text=""):
        await asyncio.to_thread(function)

    return tool


serve(left=in_thread(left), right=in_thread(right))
