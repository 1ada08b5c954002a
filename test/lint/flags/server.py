from mcp.server.fastmcp import FastMCP

mcp = FastMCP("x")
QUIET = True


def generate(path: str, validate_only: bool = False) -> str:
    if validate_only:
        return "ok"
    return write(path, quiet=validate_only)


def write(path: str, *rest: str, quiet=False, loud: bool | None = None) -> str:
    if not quiet:
        print(path)  # expect: stdout-noise-call error
    if loud:
        print(path, rest)
    return path


def checked(path: str, dry) -> str:
    if dry:
        return path
    print(path)
    return path


def unknown(path: str, dry=True, wet=False, both=True) -> str:
    dry = dry and path
    if dry:
        print(path)  # expect: stdout-noise-call warning
    if wet:
        print(path)  # expect: stdout-noise-call warning
    if both:
        print(path)  # expect: stdout-noise-call error
    return path


class Writer:
    def __init__(self, loud=False):
        if loud:
            print("made")

    def write(self, path: str, loud=False) -> str:
        if loud:
            print(path)
        return self.again(path, loud)

    @staticmethod
    def again(path: str, loud) -> str:
        if loud:
            print(path)
        return path

    @classmethod
    def made(cls, loud) -> str:
        if loud:
            print("made")  # expect: stdout-noise-call error
        return ""


@mcp.tool()
async def validate(path: str) -> str:
    checked(path, True)
    checked(path, QUIET)
    checked(path, dry=not False)
    write(path, quiet=True)
    Writer(False)
    Writer.made(True)
    Writer.write(Writer(), path, False)
    return Writer().write(path, False) + generate(path, validate_only=True)


@mcp.tool()
async def make(path: str, wet: bool = False) -> str:
    options = {"both": path}
    unknown(path, wet=wet)
    unknown(path, **options)
    return generate(path)


if __name__ == "__main__":
    mcp.run()
