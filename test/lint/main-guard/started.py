print("loaded by the guard that serves", flush=True)  # expect: stdout-noise-boot error
