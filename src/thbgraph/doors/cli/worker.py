"""The process that `supervising` starts: runs a command line within a bound of memory, and ends with its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
import time
from contextlib import suppress

from . import main as run
from .supervising import NO_MEMORY

#: Of prctl(2): the signal that a process gets when its parent ends.
_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Runs the command line behind the process ID of the parent and the gigabytes of memory."""
    parent, gigabytes, *words = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends this process
    _end_with(int(parent))
    _limit_memory(float(gigabytes))
    if not os.environ.get("THBGRAPH_TRACEBACK"):
        _silence_engine()
    try:
        return run(words)
    except MemoryError:
        return NO_MEMORY


def _end_with(parent: int) -> None:
    """Ends this process with its parent, even while the engine works and no thread of Python's can run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # which has ended already
        os._exit(1)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _limit_memory(gigabytes: float) -> None:
    """Bounds the memory that this process may write to; a system without such a bound does without."""
    most = int(min(gigabytes * (1 << 30), sys.maxsize))
    for kind, bound in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


def _silence_engine() -> None:
    """Keeps what the engine prints when it aborts from the user, who is told by the parent."""
    with suppress(OSError):  # of a command without standard error
        sys.stderr = open(os.dup(2), "w", buffering=1)  # noqa: SIM115  open to the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


if __name__ == "__main__":
    sys.exit(main())
