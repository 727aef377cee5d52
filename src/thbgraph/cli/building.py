"""The command `build`, which runs once more in a worker process that is bounded in memory and can be ended at any moment.

The engine cannot be interrupted while it writes a store: no signal reaches it, and without memory it ends its process.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

from ..base.errors import StoreError
from ..build import cache, homes, opening
from ..build.builds import Damaged
from ..build.cache import inode
from ..stores.processes import command, environment, require_room
from . import NO_MEMORY, WORKER
from .terminal import Bar


def build(options: argparse.Namespace) -> int:
    """Builds the graph unless it is built already, in a worker bounded in memory."""
    require_room()
    if not in_worker():
        try:
            return supervise(options.words, options.memory, "build")
        finally:  # a worker that is killed cannot do so itself
            cache.clear_ended()
    root = homes.home()
    unwanted = None
    with Bar("building the graph") as bar:
        try:
            found = opening.find(root)
        except Damaged as error:
            bar.tell_damage(error.reason)
            found, unwanted = None, inode(error.build)
        if found is not None:
            if not options.force:
                print(f"the build is up to date: {found.index(root).triples} triples")
                return 0
            unwanted = inode(found.folder)
            found.close()
        index = opening.made(root, bar.step, unwanted).index(root)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0


#: Exit code of what was ended before it was done.
ENDED = 4
#: The signals that end a command.
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def in_worker() -> bool:
    """Says whether this process is the worker."""
    return WORKER in os.environ


def supervise(words: Sequence[str], gigabytes: float, work: str) -> int:
    """Runs a command line, given as words, in a worker and returns its exit code; `work` is what it does, for people.

    On Ctrl-C ends the worker, says so and returns exit code 4. Raises StoreError when the worker needs more memory
    than so many gigabytes, or the engine brings it down.
    """
    with _Signals() as signals:
        worker = _start(words, gigabytes)
        try:
            ended_by = _watch(worker, signals)
        finally:
            worker.kill()
            code = worker.wait()
    if ended_by is None and -code in _ENDING:  # every process of a terminal may get it
        ended_by = -code
    if ended_by is None:
        return _code_of(code, gigabytes, work)
    if ended_by == signal.SIGINT:
        print(f"thbgraph: the {work} was stopped", file=sys.stderr)
        return ENDED
    return 128 + ended_by


def _start(words: Sequence[str], gigabytes: float) -> subprocess.Popen[bytes]:
    worker = command(f"{__package__}.bounded_command", str(os.getpid()), str(gigabytes), *words)
    return subprocess.Popen(worker, env=environment(**{WORKER: "1"}))


def _watch(worker: subprocess.Popen[bytes], signals: _Signals) -> int | None:
    """Waits for the worker; returns the signal that ends the command, or None when the worker is done."""
    while worker.poll() is None:
        for number in signals.next():
            if number in _ENDING:
                return number
    return None


def _code_of(code: int, gigabytes: float, work: str) -> int:
    """Returns the exit code of a worker that ended by itself; raises StoreError where it broke down."""
    if code in (NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
        raise StoreError(
            f"the {work} ran out of memory (it may take {gigabytes:g} GB); ask for less, or allow more with --memory"
        )
    if code < 0:
        raise StoreError(f"the engine crashed on this {work} (signal {-code}); ask for less")
    return code


class _Signals:
    """Puts off the signals that end a command, and that of a child that has ended, until they are asked for.

    A handler that raises may do so anywhere, such as in Popen.wait, whose lock nobody would then release. So
    handlers do nothing, and the interpreter writes the number of each signal into a pipe.
    """

    def __enter__(self) -> _Signals:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _do_nothing)
            for number in (signal.SIGCHLD, *_ENDING)
            if signal.getsignal(number) is not signal.SIG_IGN
            or number == signal.SIGCHLD  # nohup ignores SIGHUP
        }
        return self

    def next(self) -> bytes:
        """Returns the numbers of the signals that came, once one has come."""
        select.select([self._read], [], [])
        return os.read(self._read, 1024)

    def __exit__(self, *_: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._read)
        os.close(self._write)


def _do_nothing(number: int, frame: FrameType | None) -> None:
    """Lets the interpreter know of a signal."""
