"""Both eras of the protocol over one set of answers: --era=stateful (the default) or --era=stateless (2026-07-28)."""

import sys

REVISION = "2026-07-28"
PREFIX = "io.modelcontextprotocol/"
REMOVED = ("initialize", "ping")

IS_STATELESS = "--era=stateless" in sys.argv


def in_era(result_of):
    """`result_of(method, params, tools)` as the era has it; it returns None for a method that does not exist."""
    return stateless(result_of) if IS_STATELESS else result_of


def stateless(result_of):
    async def answer(method, params, tools):
        if method in REMOVED or PREFIX + "protocolVersion" not in params.get("_meta", {}):
            return None
        if method == "server/discover":
            result = {"supportedVersions": [REVISION], "capabilities": {"tools": {}}}
        else:
            result = await result_of(method, params, tools)
        return result and dressed(method, result)

    return answer


def dressed(method, result):
    cache = {} if method == "tools/call" else {"ttlMs": 0, "cacheScope": "public"}
    info = {PREFIX + "serverInfo": {"name": "fixture", "version": "1.0.0"}}
    return {"resultType": "complete", **cache, **result, "_meta": info}
