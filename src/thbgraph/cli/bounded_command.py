"""The process that `supervising` starts: runs a command line within a bound of memory, and ends with its parent."""

from __future__ import annotations

import os
import signal
import sys

from ..stores.processes import end_with, limit, silence_engine
from . import NO_MEMORY
from . import main as run


def main() -> int:
    """Runs the command line behind the process ID of the parent and the gigabytes of memory."""
    parent, gigabytes, *words = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends this process
    end_with(int(parent))
    limit(data=int(min(float(gigabytes) * (1 << 30), sys.maxsize)))
    if not os.environ.get("THBGRAPH_TRACEBACK"):
        silence_engine()
    try:
        return run(words)
    except MemoryError:
        return NO_MEMORY


if __name__ == "__main__":
    sys.exit(main())
