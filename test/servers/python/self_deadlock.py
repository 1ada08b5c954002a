"""Waits on the loop's own thread for work that only the loop can do. With --worker a busy worker does the work: slow, no deadlock."""

import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from rpc import serve


async def work(text):
    return text


def take_time():
    time.sleep(60)


def wait_for(future):
    return future.result()


async def faulty(text=""):
    if "--healthy" in sys.argv:
        return await work(text)
    if "--worker" in sys.argv:
        return wait_for(ThreadPoolExecutor().submit(take_time))
    return wait_for(asyncio.run_coroutine_threadsafe(work(text), asyncio.get_running_loop()))


serve(faulty=faulty)
