"""Child processes that run a module of this program: starting one, limiting it, and ending it with its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from ..base.errors import OutOfMemoryError

#: How a process ends that has no memory left.
WITHOUT_MEMORY = (-signal.SIGABRT, -signal.SIGKILL)
#: Of prctl(2): the signal that a process gets when its parent ends.
_PR_SET_PDEATHSIG = 1


def command(module: str, *words: str) -> list[str]:
    """Returns the command that runs a module with some words."""
    # -P: modules are never taken from the working folder, which may hold an argparse.py of the user's.
    return [sys.executable, "-P", "-m", module, *words]


def environment(**more: str) -> dict[str, str]:
    """Returns the environment in which a child finds this program, with some variables more."""
    places = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(places)} | more


def limit(**limits: int | None) -> None:
    """Limits what this process may use, by resource (`data`, `cpu`), None to what it was allowed at first.

    A system without such a limit does without. The process writes no core.
    """
    for name, most in {**limits, "core": 0}.items():
        kind: int = getattr(resource, f"RLIMIT_{name.upper()}")
        hard = resource.getrlimit(kind)[1]
        if most is None or resource.RLIM_INFINITY != hard < most:
            most = hard
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, hard))


@contextmanager
def data_bounded(most: int) -> Iterator[None]:
    """Bounds for a while how many bytes of data this process may hold, and each that it starts meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    limit(data=most)
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, before)


def bound(data: int, seconds: float | None) -> None:
    """Bounds the bytes of data that this process may hold, and the processor time of what it does next.

    The latter is no more than that may need: what is left alone, because its parent is gone, ends by itself.
    """
    limit(data=data, cpu=None if seconds is None else int(time.process_time() + seconds) + 2)


def go_on_in_child(data: int) -> None:
    """Goes on in a child process that may hold so many bytes of data; this one waits for it, and ends as it does.

    The engine ends a process that has no memory left. Raises OutOfMemoryError, in this process, where it did.
    """
    parent, child = os.getpid(), os.fork()
    if not child:
        end_with(parent)
        signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # Ctrl-C reaches the parent, too, which ends this process
        limit(data=data)
        if not os.environ.get("THBGRAPH_TRACEBACK"):
            silence_engine()
        return
    try:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    if code in WITHOUT_MEMORY:
        raise OutOfMemoryError("the answer ran out of memory", "ask for less")
    os._exit(code if code >= 0 else 128 - code)


def data_size() -> int:
    """Returns how many bytes of data this process holds already, as RLIMIT_DATA counts them; 0 where no system says so."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(pages[5]) * resource.getpagesize()


def memory_taken() -> int:
    """Returns how many bytes of memory this process has taken, or copied since it was forked, be they given back or not."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()


def give_back() -> None:
    """Gives memory that this process has freed back to a system that takes it; of what loads the graph some 20 MB."""
    with suppress(AttributeError):  # of another library of C
        ctypes.CDLL(None).malloc_trim(0)


def end_with(parent: int) -> None:
    """Ends this process with its parent, even while the engine works and no thread of Python's can run."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # which has ended already
        os._exit(1)


def silence_engine() -> None:
    """Keeps what the engine prints when it aborts from standard error, which stays open to Python."""
    with suppress(OSError):  # of a process without standard error
        sys.stderr = open(os.dup(2), "w", buffering=1)  # noqa: SIM115  open to the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
