"""An event loop on stdin, and a tool that forks: the child has the loop's epoll, and waits for something else. The call never ends."""

import asyncio
import json
import os
import sys
import time

from rpc import answer, echo


async def faulty(text=""):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
    await asyncio.sleep(60)


async def main():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    calls = set()
    while line := await reader.readline():
        calls.add(asyncio.create_task(answer(json.loads(line), {"echo": echo, "faulty": faulty})))


asyncio.run(main())
