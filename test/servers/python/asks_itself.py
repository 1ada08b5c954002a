"""Asks the HTTP route that its own event loop serves, and blocks the loop until the answer is there: with --sync by a client
that blocks, else by a loop in another thread. With --upstream a slow thread answers in the place of the loop: no deadlock."""

import asyncio
import socket
import sys
import threading
import time
import urllib.request

from rpc import serve

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"


async def route(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)
    writer.close()


def upstream(listening):
    connection, _ = listening.accept()
    time.sleep(60)
    connection.sendall(ANSWER)


async def listen():
    if "--upstream" not in sys.argv:
        server = await asyncio.start_server(route, "127.0.0.1", 0)
        return server, server.sockets[0].getsockname()[1]
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=upstream, args=[listening], daemon=True).start()
    return listening, listening.getsockname()[1]


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
    answer = await reader.read()
    return answer.decode()


def wait_for(future):
    return future.result()


def fetch(port):
    return urllib.request.urlopen(f"http://127.0.0.1:{port}/").read().decode()


async def faulty(text=""):
    server, port = await listen()
    if "--healthy" in sys.argv:
        return await ask(port)
    if "--sync" in sys.argv:
        return fetch(port)
    other = asyncio.new_event_loop()
    threading.Thread(target=other.run_forever, daemon=True).start()
    return wait_for(asyncio.run_coroutine_threadsafe(ask(port), other))


serve(faulty=faulty)
