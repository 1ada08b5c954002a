from .tell import tell
