"""Runs the same command line once more in a worker process, which can be killed at any moment.

The engine cannot be interrupted while it evaluates a query: neither a deadline nor Ctrl-C reaches it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ...words.errors import StoreError

#: Exit code of a query that was ended before it was done.
ENDED = 4
_MARK = "THBGRAPH_WORKER"


def in_worker() -> bool:
    """Says whether this process is the worker."""
    return _MARK in os.environ


def supervise(words: Sequence[str], seconds: float | None) -> int:
    """Runs a command line, given as words, in a worker and gives its exit code.

    After `seconds`, or on Ctrl-C, kills the worker, says so and gives exit code 4. Raises StoreError when
    the engine brings the worker down.
    """
    # -P: modules are never taken from the working folder, which may hold an argparse.py of the user's.
    command = [sys.executable, "-P", "-m", "thbgraph", *words]
    places = [str(Path(__file__).resolve().parents[3]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {_MARK: "1", "PYTHONPATH": os.pathsep.join(places)}
    # What a shell opened for the command, as `--file <(...)` does, is open to the worker, too.
    worker = subprocess.Popen(command, env=environment, close_fds=False)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the worker ends, too
    try:
        code = worker.wait(seconds)
        if code < 0:
            raise StoreError(f"the engine broke down on this query (signal {-code}); simplify it")
        return code
    except subprocess.TimeoutExpired:
        print(f"thbgraph: the query took longer than {seconds:g} s and was ended", file=sys.stderr)
    except KeyboardInterrupt:
        print("thbgraph: the query was ended", file=sys.stderr)
    finally:
        worker.kill()
        worker.wait()
    return ENDED
