"""Starts the server that it is told to, beside it, and waits for it: it reads our requests with the same stdin."""

import os.path
import subprocess
import sys

script, *args = sys.argv[1:]
sys.exit(subprocess.call([sys.executable, os.path.join(os.path.dirname(__file__), script), *args]))
