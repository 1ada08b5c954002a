"""Starts a child that inherits stdin, reads our requests and never ends. With --devnull the child only takes its time."""

import subprocess
import sys

from rpc import serve


def run_child():
    if "--devnull" in sys.argv:
        return subprocess.run(["sleep", "60"], stdin=subprocess.DEVNULL, capture_output=True)
    return subprocess.run(["cat"], stdout=subprocess.PIPE)


async def faulty(text=""):
    if "--healthy" not in sys.argv:
        run_child()
    return text


serve(faulty=faulty)
