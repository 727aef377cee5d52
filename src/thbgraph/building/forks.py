"""Forks: work that is done beside what this process does, on what both have in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import current_process, get_context
from threading import active_count

from .processes import end_with


@contextmanager
def beside(make: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Lets a fork of this process make bytes while this one goes on; what is yielded waits for them.

    They are made here, when they are waited for, if other threads run, for whose locks a fork could wait for ever, or if
    this process may have no children, as those of a pool may not. So they are if the fork ends without all of them, and
    what it raised is raised here.
    """
    if active_count() > 1 or current_process().daemon:
        yield make
        return
    context, parent = get_context("fork"), os.getpid()
    receiving, sending = context.Pipe(duplex=False)

    def send() -> None:
        end_with(parent)
        with suppress(BaseException):
            sending.send_bytes(make())

    def receive() -> bytes:
        try:
            return receiving.recv_bytes()
        except (EOFError, OSError):
            return make()

    child = context.Process(target=send)
    with suppress(OSError):  # where the system has no room for another process
        child.start()
    sending.close()
    try:
        yield receive
    finally:
        if child.pid is not None:
            child.kill()
            child.join()
