def tell(text: str) -> None:
    print(text)  # expect: stdout-noise-call error
