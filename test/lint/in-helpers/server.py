from mcp.server.fastmcp import FastMCP

mcp = FastMCP("x")


def connect(host: str) -> str:
    if not host:
        print("no host")  # expect: stdout-noise-call warning
    try:
        return host.strip()
    except ValueError as error:
        print(error)  # expect: stdout-noise-call warning
    match host:
        case "a":
            print("a")  # expect: stdout-noise-call warning
            input("a")  # expect: reads-stdin warning
    host and print("a")  # expect: stdout-noise-call warning
    for _ in range(3):
        print("again")  # expect: stdout-noise-call error
    return tell(host)


def tell(text: str) -> str:
    if text == "":
        raise ValueError("nothing to tell")
    print(text)  # expect: stdout-noise-call error
    if text == "a":
        return text
    print(text)  # expect: stdout-noise-call warning
    return text


def retried(text: str) -> None:
    if text:
        again(text)
        both(text)
    both(text)


def again(text: str) -> None:
    print(text)  # expect: stdout-noise-call warning


def both(text: str) -> None:
    print(text)  # expect: stdout-noise-call error


@mcp.tool()
async def ask(text: str) -> str:
    if text == "a":
        print(text)  # expect: stdout-noise-call error
        retried(text)
    return connect(text)


if __name__ == "__main__":
    mcp.run()
