import asyncio
import os
import sqlite3
import subprocess
import time
import urllib.request
from time import sleep, monotonic

import httpx
import requests
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("blocking")
session = requests.Session()


def wait_for_it() -> None:
    sleep(2)  # expect: loop-blocked warning


async def deeper() -> str:
    return requests.get("https://example.org").text  # expect: loop-blocked warning


@mcp.tool()
async def waits(seconds: float) -> str:
    time.sleep(seconds)  # expect: loop-blocked warning
    time.sleep(0.01)
    wait_for_it()
    session.post("https://example.org")  # expect: loop-blocked warning
    httpx.get("https://example.org")  # expect: loop-blocked warning
    urllib.request.urlopen("https://example.org")  # expect: loop-blocked warning
    sqlite3.connect("x.db")  # expect: loop-blocked info
    await asyncio.gather(deeper())
    with httpx.Client(timeout=3) as client, Waiter() as waiter:
        client.get("https://example.org")  # expect: loop-blocked warning
        waiter.wait()
    with requests.Session() as opened:
        opened.get("https://example.org")  # expect: loop-blocked warning
    return ""


class Waiter:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def wait(self) -> None:
        sleep(2)  # expect: loop-blocked warning


class Other:
    def __enter__(self):
        return Waiters()

    def __exit__(self, *_):
        pass

    def wait(self) -> None:
        sleep(2)


class Waiters:
    def wait(self) -> None:
        pass


@mcp.tool()
async def runs() -> str:
    subprocess.run(["git", "status"], stdin=subprocess.DEVNULL)  # expect: loop-blocked warning
    os.system("ls")  # expect: loop-blocked warning, child-stdin-inherit warning
    await asyncio.create_subprocess_exec("git")  # expect: child-stdin-inherit warning
    await asyncio.create_subprocess_exec("git", stdin=asyncio.subprocess.DEVNULL)
    return ""


@mcp.tool()
async def busy() -> str:
    end = monotonic() + 1
    while monotonic() < end:  # expect: loop-blocked warning
        pass
    return ""


@mcp.tool()
async def endless() -> str:
    while True:  # expect: loop-blocked warning
        pass


@mcp.tool()
def plain() -> str:
    time.sleep(1)  # expect: loop-blocked info
    subprocess.check_output("ls", shell=True)  # expect: loop-blocked info, child-stdin-inherit warning
    subprocess.check_output("ls", shell=True, input=b"")  # expect: loop-blocked info
    return ""


@mcp.tool()
async def healthy() -> str:
    await asyncio.sleep(1)
    await asyncio.to_thread(time.sleep, 1)
    await asyncio.to_thread(lambda: time.sleep(1))
    async with httpx.AsyncClient() as client:
        await client.get("https://example.org")
    while True:
        break
    while True:
        await asyncio.sleep(1)
    while client:
        pass
    with Other() as other:
        other.wait()
    while not client.is_closed:
        await asyncio.sleep(1)
    return ""


async def in_another_loop() -> None:
    time.sleep(1)


class Clock:
    time = None

    def __init__(self) -> None:
        mcp.add_tool(self.now)

    async def now(self) -> None:
        # The names of a class are not seen from its methods.
        time.sleep(1)  # expect: loop-blocked warning


@mcp.tool()
async def healthy_loop_of_its_own() -> str:
    await asyncio.to_thread(asyncio.run, in_another_loop())
    return ""


@mcp.tool()
async def shadowed(time, requests) -> str:
    time.sleep(1)
    return requests.get("x")


mcp.run()
