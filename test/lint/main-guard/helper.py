def load() -> str:
    return "x"


# Healthy: the file is imported, so this never runs.
if __name__ == "__main__":
    import selftest

    print("self test", flush=True)
    print(load(), flush=True)
