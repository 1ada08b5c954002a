print("loaded", flush=True)  # expect: stdout-noise-boot error


def word() -> str:
    return "y"
