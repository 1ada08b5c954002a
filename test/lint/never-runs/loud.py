print("loaded by type checkers only", flush=True)


class Thing:
    pass
