"""A tool reads our requests from stdin. It never ends: `read`, `lines`, `inputs` (input() for ever), `passwords`, and with --thread in a
worker; `system`, a shell that reads for ever. It ends (`--variant=input`, which answers with what it read; `silently`; `child`, a shell
that reads a line). It awaits a child that reads them and never ends (`awaits`). Harmless: `idle-child`, which it awaits and
which has our stdin, but does not read; with --healthy the child that is awaited has a stdin of its own and ends, and what is
read is a stream of its own."""

import asyncio
import getpass
import io
import os
import subprocess
import sys

from rpc import serve

VARIANT = next((word.split("=")[1] for word in sys.argv if word.startswith("--variant=")), "input")


def read():
    return sys.stdin.read()


def lines():
    for line in sys.stdin:
        pass


def inputs():
    while True:
        input()


def passwords():
    while True:
        getpass.getpass()


def system():
    os.system("while read line; do :; done")


def own_stream():
    return io.StringIO("x").read()


FOR_EVER = {"read": read, "lines": lines, "inputs": inputs, "passwords": passwords, "system": system}


async def child(*command, **more):
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, **more)
    await process.communicate()


async def faulty(text=""):
    if "--healthy" in sys.argv:
        await child("sh", "-c", "read line; sleep 2", stdin=subprocess.DEVNULL)
        return own_stream() and text
    elif VARIANT in FOR_EVER and "--thread" in sys.argv:
        await asyncio.to_thread(FOR_EVER[VARIANT])
    elif VARIANT in FOR_EVER:
        FOR_EVER[VARIANT]()
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
