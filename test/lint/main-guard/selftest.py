print("only the self test loads this", flush=True)
