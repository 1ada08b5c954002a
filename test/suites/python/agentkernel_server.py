"""agentkernel 0.2.10: RESTAPI.run() calls uvicorn.run(), which cannot run inside a running event loop.

`agentkernel_server.py broken` starts it inside asyncio.run(main()); `fixed` outside of it.
"""
import asyncio
import sys

from agentkernel.api import RESTAPI


async def main() -> None:
    RESTAPI.run(handlers=[])


if __name__ == "__main__":
    if sys.argv[1] == "broken":
        asyncio.run(main())
    else:
        RESTAPI.run(handlers=[])
