"""The process that holds the graph in memory and forks the workers. It has one thread, so that a fork is safe.

Its parent sends a byte with each socket that is to be a worker's: which limits it works within.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from importlib import import_module

from ...base.errors import ThbgraphError
from ...stores.processes import end_with
from .limits import Limits
from .worker import Jobs, work


def main() -> int:
    """Serves forks over the socket with a number, until its other end closes; exit 3 where there is no graph."""
    end_with(int(sys.argv[1]))
    control = socket.socket(fileno=int(sys.argv[2]))
    kinds = [Limits(*fields) for fields in json.loads(sys.argv[3])]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # which a whole group of processes may get
        signal.signal(number, signal.SIG_IGN)
    try:
        jobs: Jobs = import_module(sys.argv[4]).load()
    except ThbgraphError as error:
        control.sendall(json.dumps({"error": str(error)}).encode())
        return 3
    control.sendall(json.dumps(jobs.about()).encode())
    gc.collect()
    gc.freeze()  # so that a worker that collects garbage does not copy what all share
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    while True:
        kind, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return 0
        (channel,) = handed
        if os.fork() == 0:
            control.close()
            work(socket.socket(fileno=channel), kinds[kind[0]], jobs)
            os._exit(0)
        os.close(channel)


if __name__ == "__main__":
    sys.exit(main())
