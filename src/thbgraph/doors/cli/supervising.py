"""Runs the same command line once more in a worker process, which can be killed at any moment.

The engine cannot be interrupted while it evaluates a query: neither a deadline nor Ctrl-C reaches it.
"""

from __future__ import annotations

import os
import subprocess
import sys

#: Exit code of a query that was ended before it was done.
ENDED = 4
_MARK = "THBGRAPH_WORKER"


def in_worker() -> bool:
    """Says whether this process is the worker."""
    return _MARK in os.environ


def supervise(seconds: float | None) -> int:
    """Runs this process's own command line in a worker and gives its exit code.

    After `seconds`, or on Ctrl-C, kills the worker, says so and gives exit code 4.
    """
    command = [sys.executable, "-m", "thbgraph", *sys.argv[1:]]
    worker = subprocess.Popen(command, env=os.environ | {_MARK: "1"})
    try:
        return worker.wait(seconds)
    except subprocess.TimeoutExpired:
        print(f"thbgraph: the query took longer than {seconds:g} s and was ended", file=sys.stderr)
    except KeyboardInterrupt:
        print("thbgraph: the query was ended", file=sys.stderr)
    finally:
        worker.kill()
        worker.wait()
    return ENDED
