"""The process that holds the graph in memory and forks the workers, and what a forked one does.

It has one thread, so that a fork is safe. It says, a line of JSON each, what it does until the graph is there, and
then what that is. Its parent sends a byte with each socket that is to be a worker's: which limits it works within.
A worker does one job after the other, each within bounds.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from io import BufferedRWPair
from typing import Any, Protocol

from ...base.errors import ThbgraphError
from ...stores.evaluation import PER_CHARACTER
from ...stores.processes import bound, data_size, end_with, give_back, limit, memory_taken, silence_engine
from .replies import PACKED, Reply, problem
from .shares import Limits

#: What is sent, without a socket, to have the jobs learn a part of their way.
WARM = b"\xff"
#: A part takes this share of the memory that loading the graph took, or little more.
_PART = 1 / 8
#: So many objects are made before a worker looks for garbage: more than most jobs leave behind.
_MOST_OBJECTS = 1_000_000
#: Of less, gzip makes little, and of what is compressed already.
_WORTH_PACKING, _PACKED = 1024, (PACKED, "image/png", "font/woff2")


class Jobs(Protocol):
    """What workers do. Beside these methods, each job is one that takes its arguments by name and gives a reply."""

    def about(self) -> Mapping[str, Any]:
        """Returns what the server is told of the graph, as values that JSON holds."""
        ...

    def failed(self, error: ThbgraphError) -> Reply:
        """Returns the reply for an error."""
        ...

    def warm(self) -> Iterator[None]:
        """Does what most jobs need once, so that no worker has to, part by part."""
        ...


def work(channel: socket.socket, limits: Limits, jobs: Jobs) -> None:
    """Does the jobs that come over a channel until it closes; each names a method of `jobs`, with its arguments."""
    end_with(os.getppid())
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    silence_engine()
    gc.set_threshold(_MOST_OBJECTS)
    data_before = data_size()
    if limits.is_sealed:
        limit(nofile=0)  # so no socket and no file, whatever the engine is told
    with channel.makefile("rwb") as stream:
        _say(stream, Reply(200, str(os.getpid()), b""))
        for line in stream:
            name, given = json.loads(line)
            packs = given.pop("gzip", False)
            # The graph, which all workers share, is held already; it and the stack of a long query come on top.
            bound(data_before + limits.memory + PER_CHARACTER * len(line), limits.deadline)
            try:
                reply = getattr(jobs, name)(**given)
            except ThbgraphError as error:
                reply = jobs.failed(error)
            reply = _fitting(_packed(reply) if packs else reply, limits)
            _say(stream, reply, is_last=memory_taken() > limits.growth)


def _packed(reply: Reply) -> Reply:
    if reply.status != 200 or len(reply.body) < _WORTH_PACKING or reply.media_type in _PACKED:
        return reply
    packed = gzip.compress(reply.body, 3, mtime=0)
    return reply._replace(body=packed, headers={**reply.headers, "content-encoding": "gzip"})


def _fitting(reply: Reply, limits: Limits) -> Reply:
    if len(reply.body) <= limits.answer:
        return reply
    size = f"{len(reply.body) >> 20} MB, and at most {limits.answer >> 20} MB are sent"
    return problem(413, "answer-too-large", f"the answer has {size}", "ask for less, as with LIMIT")


def _say(stream: BufferedRWPair, reply: Reply, is_last: bool = False) -> None:
    for part in reply.framed(is_last):
        stream.write(part)
    stream.flush()


def main() -> int:
    """Serves forks over the socket with a number, until its other end closes; exit 3 where there is no graph."""
    end_with(int(sys.argv[1]))
    control = socket.socket(fileno=int(sys.argv[2]))
    kinds = [Limits(*fields) for fields in json.loads(sys.argv[3])]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # which a whole group of processes may get
        signal.signal(number, signal.SIG_IGN)

    def tell(message: Mapping[str, Any]) -> None:
        control.sendall(json.dumps(message).encode() + b"\n")

    try:
        jobs: Jobs = import_module(sys.argv[4]).load(
            lambda step, of, name: tell({"doing": f"step {step} of {of}, {name}"})
        )
    except ThbgraphError as error:
        tell({"error": str(error)})
        return 3
    tell(jobs.about())
    _freeze()
    warming, held = jobs.warm(), memory_taken()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    while True:
        kind, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not kind:
            return 0
        if kind == WARM:
            most = memory_taken() + held * _PART
            is_warm = all(memory_taken() < most for _ in warming)
            _freeze()
            tell({"is_warm": is_warm})
            continue
        (channel,) = handed
        if os.fork() == 0:
            control.close()
            work(socket.socket(fileno=channel), kinds[kind[0]], jobs)
            os._exit(0)
        os.close(channel)


def _freeze() -> None:
    """Has workers that collect garbage not copy what all share, and gives back what nobody uses."""
    gc.collect()
    gc.freeze()
    give_back()


if __name__ == "__main__":
    sys.exit(main())
