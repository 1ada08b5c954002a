"""Waits on the loop's own thread for work that only the loop can do. With --worker a busy worker does the work, with --loop
another loop, with --pool another process, which has a stdin of its own: slow, no deadlock."""

import asyncio
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

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
    if "--loop" in sys.argv:
        other = asyncio.new_event_loop()
        threading.Thread(target=other.run_forever, daemon=True).start()
        return wait_for(asyncio.run_coroutine_threadsafe(asyncio.sleep(60), other))
    if "--pool" in sys.argv:
        return wait_for(ProcessPoolExecutor(1, mp_context=get_context("spawn")).submit(take_time))
    return wait_for(asyncio.run_coroutine_threadsafe(work(text), asyncio.get_running_loop()))


if __name__ == "__main__":
    serve(faulty=faulty)
