"""Starts a child that inherits stdin, reads our requests and never ends. With --devnull, or --sleeps, which has our stdin but does not
read, the child only takes its time."""

import subprocess
import sys

from rpc import serve


def run_child():
    if "--devnull" in sys.argv:
        return subprocess.run(["sleep", "60"], stdin=subprocess.DEVNULL, capture_output=True)
    if "--sleeps" in sys.argv:
        return subprocess.run(["sh", "-c", "while :; do :; done & sleep 60"], stdout=subprocess.PIPE)
    return subprocess.run(["cat"], stdout=subprocess.PIPE)


async def faulty(text=""):
    if "--healthy" not in sys.argv:
        run_child()
    return text


serve(faulty=faulty)
