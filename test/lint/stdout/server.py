import contextlib
import io
import logging
import os
import sys
from functools import partial
from pprint import pp, pprint

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("stdout")
to_stderr = partial(print, file=sys.stderr)
logging.basicConfig(level=logging.INFO, stream=sys.stdout)  # expect: stdout-noise-boot warning
handler = logging.StreamHandler(sys.stderr)


def tell(text: str) -> None:
    print(text)  # expect: stdout-noise-call error


def tell_with(*words: str, **options: object) -> None:
    print(*words, **options)


def tell_all(*words: str) -> None:
    print(*words)  # expect: stdout-noise-call error


@mcp.tool()
async def noisy(text: str) -> str:
    print(text)  # expect: stdout-noise-call error
    print(text, file=sys.stdout)  # expect: stdout-noise-call error
    sys.stdout.write(text)  # expect: stdout-noise-call error
    print(text, file=None)  # expect: stdout-noise-call error
    sys.__stdout__.write(text)  # expect: stdout-noise-call error
    os.write(1, text.encode())  # expect: stdout-noise-call error
    pprint(text)  # expect: stdout-noise-call error
    pp(text)  # expect: stdout-noise-call error
    pprint(text, stream=sys.stdout)  # expect: stdout-noise-call error
    tell(text)
    tell_all(text)
    print(text, file=sys.stdout, **{})  # expect: stdout-noise-call error
    name = input("name")  # expect: reads-stdin error
    return sys.stdin.readline() + name  # expect: reads-stdin error


@mcp.tool()
async def healthy(text: str) -> str:
    print(text, file=sys.stderr)
    os.write(2, text.encode())
    os.write(os.open(text, os.O_RDWR), text.encode())
    pprint(text, stream=sys.stderr)
    pprint(text, sys.stderr)
    to_stderr(text)
    tell_with(text, file=sys.stderr)
    logging.info(text)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        print(text)
    print(text, file=out)
    return out.getvalue()


@mcp.tool()
async def own_print(text: str) -> str:
    def print(text: str) -> None:
        sys.stderr.write(text)

    print(text)
    return text


@mcp.tool()
async def collects(text: str) -> str:
    lines: list[str] = []
    print = lines.append
    print(text)
    return "".join(lines)


def usage() -> None:
    print("usage: server")


def main() -> None:
    if "--help" in sys.argv:
        print("usage: server")
        return
    print("starting")  # expect: stdout-noise-boot warning
    print("starting", flush=True)  # expect: stdout-noise-boot error
    mcp.run()
    print("ended")


if __name__ == "__main__":
    main()
