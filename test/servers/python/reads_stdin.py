"""A tool reads our requests from stdin and ends (`--variant=input`, which answers with what it read; `silently`; `child`, a shell
that reads a line) or awaits a child that reads them and never ends (`awaits`). Harmless: `idle-child`, which it awaits and
which has our stdin, but does not read; with --healthy the child that is awaited has a stdin of its own and ends."""

import asyncio
import subprocess
import sys

from rpc import serve

VARIANT = next((word.split("=")[1] for word in sys.argv if word.startswith("--variant=")), "input")


async def child(*command, **more):
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, **more)
    await process.communicate()


async def faulty(text=""):
    if "--healthy" in sys.argv:
        await child("sh", "-c", "read line; sleep 2", stdin=subprocess.DEVNULL)
    elif VARIANT == "input":
        return await asyncio.to_thread(input)
    elif VARIANT == "silently":
        await asyncio.to_thread(input)
    elif VARIANT == "child":
        await child("sh", "-c", "read line")
    elif VARIANT == "awaits":
        await child("cat")
    elif VARIANT == "idle-child":
        await child("sleep", "60")
    return text


serve(faulty=faulty)
