"""The first import of a module inside a tool waits for a lock that is never given back, as native modules do on Windows."""

import _imp
import sys
import threading
from importlib import _bootstrap

from rpc import serve


def hold_lock():
    """A thread that begins an import and never ends it."""
    lock = _bootstrap._get_module_lock("colorsys")
    lock.acquire()
    threading.Event().wait()


async def faulty(text=""):
    import colorsys

    return f"{text}{colorsys.__name__[:0]}"


if "--healthy" not in sys.argv:
    threading.Thread(target=hold_lock, daemon=True).start()
serve(faulty=faulty)
