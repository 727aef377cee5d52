"""Runs the same command line once more in a worker process, which can be ended at any moment.

The engine cannot be interrupted while it evaluates a query: neither a deadline nor a signal reaches it.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from ...building.processes import command, environment
from ...words.errors import StoreError
from . import NO_MEMORY, WORKER

#: Exit code of a query that was ended before it was done.
ENDED = 4
#: Seconds for which any system can wait at once.
_LONG = 3600.0
#: The signals that end a command.
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def in_worker() -> bool:
    """Says whether this process is the worker."""
    return WORKER in os.environ


def supervise(words: Sequence[str], seconds: float | None, gigabytes: float, work: str = "query") -> int:
    """Runs a command line, given as words, in a worker and returns its exit code; `work` is what it does, for people.

    After `seconds`, or on Ctrl-C, ends the worker, says so and returns exit code 4. Raises StoreError when the
    worker needs more memory than so many gigabytes, or the engine brings it down.
    """
    with _Signals() as signals:
        worker = _start(words, gigabytes)
        try:
            ended_by = _watch(worker, signals, seconds)
        except TimeoutError:
            return _ended(f"{work} took longer than {seconds:g} s and was stopped")
        finally:
            worker.kill()
            code = worker.wait()
    if ended_by is None and -code in _ENDING:  # every process of a terminal may get it
        ended_by = -code
    if ended_by is None:
        return _code_of(code, gigabytes, work)
    return _ended(f"{work} was stopped") if ended_by == signal.SIGINT else 128 + ended_by


def _ended(how: str) -> int:
    print(f"thbgraph: the {how}", file=sys.stderr)
    return ENDED


def _start(words: Sequence[str], gigabytes: float) -> subprocess.Popen[bytes]:
    worker = command(f"{__package__}.worker", str(os.getpid()), str(gigabytes), *words)
    # What a shell opened for the command, as `--file <(...)` does, is open to the worker, too.
    return subprocess.Popen(worker, env=environment(**{WORKER: "1"}), close_fds=False)


def _watch(worker: subprocess.Popen[bytes], signals: _Signals, seconds: float | None) -> int | None:
    """Waits for the worker; returns the signal that ends the command, or None when the worker is done.

    Raises TimeoutError after `seconds`.
    """
    end = None if seconds is None else time.monotonic() + seconds
    while worker.poll() is None:
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError
        for number in signals.next(left):
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

    def next(self, seconds: float | None) -> bytes:
        """Returns the numbers of the signals that came, once one has come or the seconds have passed."""
        wait = None if seconds is None else min(seconds, _LONG)
        ready, _, _ = select.select([self._read], [], [], wait)
        return os.read(self._read, 1024) if ready else b""

    def __exit__(self, *_: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._read)
        os.close(self._write)


def _do_nothing(number: int, frame: FrameType | None) -> None:
    """Lets the interpreter know of a signal."""
