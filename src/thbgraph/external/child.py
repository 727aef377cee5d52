"""Exchanges with outside sources in a process of their own each.

No list of hostile answers is complete, so whatever comes costs at most the process: its memory and processor time
are limited, its parent kills it at the deadline, and it ends with its parent.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

from ..stores.processes import command, end_with, environment, limit
from .exchange import HttpReply, Request, perform

#: The limits of the process: bytes of address space, and seconds of processor time.
MOST_MEMORY, MOST_CPU = 1 << 30, 30


def exchange(request: Request, seconds: float) -> HttpReply:
    """Makes a request in a child process, which is killed after some seconds, and returns its reply."""
    message = json.dumps([os.getpid(), request]).encode()
    try:
        done = subprocess.run(
            command(__name__), input=message, capture_output=True, timeout=seconds, env=environment()
        )
    except subprocess.TimeoutExpired:
        return HttpReply(fault=f"takes longer than {seconds:g} seconds")
    if done.returncode == 0:
        return HttpReply(*json.loads(done.stdout))
    if done.returncode == -signal.SIGXCPU:
        return HttpReply(fault=f"sends something that takes more than {MOST_CPU} seconds to parse")
    if done.returncode < 0:
        return HttpReply(
            fault=f"sends something that crashes the parser (signal {-done.returncode}; it may use {MOST_MEMORY >> 20} MB)"
        )
    complaint = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return HttpReply(fault=f"cannot be read: {complaint[:200]}")


def main() -> None:
    """Performs the request on stdin and writes its reply to stdout, both as JSON."""
    parent, request = json.load(sys.stdin.buffer)
    end_with(parent)
    limit(**{"as": MOST_MEMORY, "cpu": MOST_CPU})
    sys.stdout.write(json.dumps(perform(Request(*request))))


if __name__ == "__main__":
    main()
