"""Queries within bounds: evaluated in processes of their own, which are ended when their time is over.

The engine cannot be interrupted while it reads or evaluates a query: neither a deadline nor a signal reaches it, and
without memory it ends its process. What somebody has written is therefore answered by a worker, a process that opens
the same store and stays for the next query. What a question of the project asks is bounded by the data, and needs none.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Pipe
from typing import Any, TypeVar

from ..base.errors import OutOfMemoryError, QueryTimeout, StoreError
from ..sparql.limits import QueryBounds
from .evaluation import Form, Result, on_own_stack
from .packing import Packed, unpack
from .processes import WITHOUT_MEMORY, command, environment
from .protocol import Queries, Store
from .text_store import TextStore

_T = TypeVar("_T")

_GIGABYTE = 1 << 30
#: As many queries are evaluated at once; others wait for their turn, which does not count.
_AT_ONCE = max(2, os.cpu_count() or 1)


class Workers:
    """The processes that answer queries on one store; several threads may share them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._begin()

    def _begin(self) -> None:
        self._owner, self._turns = os.getpid(), threading.BoundedSemaphore(_AT_ONCE)
        self._idle: list[_Worker] = []

    def store(self, bounds: QueryBounds) -> Queries:
        """Returns the store with bounds for all that its queries take together; raises ParameterError for what is none."""
        return BoundedStore(self._store, self, bounds.checked())

    def ask(
        self, text: str, services: Sequence[str] | None, seconds: float | None, bounds: QueryBounds
    ) -> Any:
        """Returns what a worker replies to a query, to None for services its form; raises what evaluating it does.

        Raises QueryTimeout after `seconds`, and OutOfMemoryError.
        """
        if self._owner != os.getpid():  # a fork: what is idle here works for the other process
            self._begin()
        with self._turns:
            alive = (worker for worker in iter(self._taken, None) if worker.is_alive)
            worker = next(alive, None) or _Worker(self._store.opener())
            try:
                return worker.ask(text, services, seconds, bounds)
            finally:
                if worker.is_alive:
                    self._idle.append(worker)

    def _taken(self) -> _Worker | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def close(self) -> None:
        """Ends the workers that wait for a query."""
        while (worker := self._taken()) is not None:
            worker.end()


class _Worker:
    """A process that answers one query after the other."""

    def __init__(self, opener: Callable[[], Store]) -> None:
        """Starts it; raises StoreError where it cannot be, or cannot open the store."""
        self._channel, theirs = Pipe()
        self._process: subprocess.Popen[bytes]
        self._fault: OSError | None = None
        started = threading.Event()

        def hold() -> None:
            """Starts the process and waits for its end: none is left behind, and Linux ends it with this thread."""
            words = command(f"{__package__}.query_worker", str(os.getpid()), str(theirs.fileno()))
            nothing = subprocess.DEVNULL
            try:
                self._process = subprocess.Popen(
                    words, env=environment(), pass_fds=[theirs.fileno()], stdin=nothing, stdout=nothing
                )
            except OSError as error:
                self._fault = error
                return
            finally:
                theirs.close()
                started.set()
            self._process.wait()

        self._holding = threading.Thread(target=hold, daemon=True)
        self._holding.start()
        started.wait()
        if self._fault is not None:
            self._channel.close()
            raise StoreError(
                f"no process can be started for the query ({self._fault.strerror})", "end others first"
            )
        try:
            self._exchange(opener, None)
        except EOFError:
            raise StoreError(
                "the process for the query ended as it opened the graph", "is there memory for it?"
            ) from None

    @property
    def is_alive(self) -> bool:
        """Whether it waits for a query; what comes from it otherwise is its end."""
        return not self._channel.closed and not self._channel.poll()

    def ask(
        self, text: str, services: Sequence[str] | None, seconds: float | None, bounds: QueryBounds
    ) -> Any:
        """Returns the reply to a query; raises what `Workers.ask` does."""
        memory = None if bounds.gigabytes is None else int(bounds.gigabytes * _GIGABYTE)
        try:
            return self._exchange((text, services, seconds, memory), seconds)
        except TimeoutError:
            raise QueryTimeout(bounds.seconds or 0.0) from None
        except OutOfMemoryError:
            raise _without_memory(bounds) from None
        except EOFError:
            self._holding.join()
            code = self._process.returncode
        if code == -signal.SIGXCPU:
            raise QueryTimeout(bounds.seconds or 0.0)
        if code in WITHOUT_MEMORY:
            raise _without_memory(bounds)
        raise StoreError(f"the engine crashed on this query (exit {code})", "ask for less")

    def _exchange(self, message: object, seconds: float | None) -> Any:
        """Sends a message and returns the reply; raises TimeoutError, EOFError where it ends, and an error that it sends."""
        try:
            self._channel.send(message)
            if not self._channel.poll(seconds):
                raise TimeoutError
            reply = self._channel.recv()
        except (EOFError, ConnectionError):
            self._channel.close()
            raise EOFError from None
        except BaseException:  # Ctrl-C, too: it is at work and would reply to the next query
            self.end()
            raise
        if isinstance(reply, Exception):
            raise reply
        return reply

    def end(self) -> None:
        """Ends it at once."""
        self._channel.close()
        self._process.kill()


def _without_memory(bounds: QueryBounds) -> OutOfMemoryError:
    may = "" if bounds.gigabytes is None else f" (it may take {bounds.gigabytes:g} GB)"
    return OutOfMemoryError(f"the query ran out of memory{may}", "ask for less, or allow it more memory")


class BoundedStore:
    """A store whose queries, all together, take no more than their bounds."""

    def __init__(self, store: Store, workers: Workers, bounds: QueryBounds) -> None:
        self._store, self._workers, self._bounds = store, workers, bounds
        self._used = 0.0

    def query(self, text: str, services: Sequence[str] = ()) -> Result:
        """Returns the result of a query as the store does; raises QueryTimeout and OutOfMemoryError, too."""
        if isinstance(self._store, TextStore):  # whose engine has bounds of its own
            form = self._timed(lambda left: self._ask(text, None, left))
            return self._timed(lambda left: self._sent(text, services, form, left))
        packed: Packed = self._timed(lambda left: self._ask(text, services, left))
        try:
            return unpack(packed)
        except MemoryError:
            raise _without_memory(self._bounds) from None

    def _timed(self, work: Callable[[float | None], _T]) -> _T:
        """Returns the result of work, which is told how many seconds are left for it."""
        most, before = self._bounds.seconds, time.monotonic()
        left = None if most is None else most - self._used
        if most is not None and left is not None and left <= 0:
            raise QueryTimeout(most)
        try:
            return work(left)
        finally:
            self._used += time.monotonic() - before

    def _ask(self, text: str, services: Sequence[str] | None, left: float | None) -> Any:
        return self._workers.ask(text, services, left, self._bounds)

    def _sent(self, text: str, services: Sequence[str], form: Form, left: float | None) -> Result:
        """Sends a query to the engine of a store in a thread, which is left to itself when the time is over."""
        store = self._store
        assert isinstance(store, TextStore)
        try:
            return on_own_stack("", lambda: store.query(text, services, form), left)
        except TimeoutError:
            raise QueryTimeout(self._bounds.seconds or 0.0) from None
