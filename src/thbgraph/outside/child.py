"""Exchanges with outside sources in a process of their own each.

No list of hostile answers is complete, so whatever comes costs at most the process: its memory and processor time
are limited, its parent kills it at the deadline, and it ends with its parent.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

from .exchange import Reply, Request, perform

#: The limits of the process: bytes of address space, and seconds of processor time.
MOST_MEMORY, MOST_CPU = 1 << 30, 30


def exchange(request: Request, seconds: float) -> Reply:
    """Makes a request in a child process, which is killed after some seconds, and returns its reply."""
    # -P: modules are never taken from the working folder. The caller's own script is not run again.
    command = [sys.executable, "-P", "-m", __name__]
    places = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(places)}
    message = json.dumps([os.getpid(), request]).encode()
    try:
        done = subprocess.run(command, input=message, capture_output=True, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired:
        return Reply(fault=f"takes longer than {seconds:g} seconds")
    if done.returncode == 0:
        return Reply(*json.loads(done.stdout))
    if done.returncode == -signal.SIGXCPU:
        return Reply(fault=f"sends what takes more than {MOST_CPU} seconds to parse")
    if done.returncode < 0:
        return Reply(
            fault=f"sends what crashes the parser (signal {-done.returncode}; it may use {MOST_MEMORY >> 20} MB)"
        )
    said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return Reply(fault=f"cannot be read: {said[:200]}")


def _limit_resources() -> None:
    """Limits what this process may use; a system without such a limit leaves it to the deadline."""
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with(parent: int) -> None:
    """Ends this process once its parent has gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def main() -> None:
    """Performs the request on stdin and writes its reply to stdout, both as JSON."""
    parent, request = json.load(sys.stdin.buffer)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    _limit_resources()
    sys.stdout.write(json.dumps(perform(Request(*request))))


if __name__ == "__main__":
    main()
