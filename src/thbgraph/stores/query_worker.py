"""The process that `bounded` starts: answers the queries that come over a channel, one by one, each within bounds."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from ..base.errors import OutOfMemoryError, ThbgraphError
from .embedded import EmbeddedStore
from .evaluation import PER_CHARACTER, form_of
from .packing import Packed, pack
from .processes import bound, data_size, end_with, silence_engine

#: Of what a query may take, so much of a part may be the text of its answer: as values it takes several times as much.
_PART_OF_ANSWER = 8
#: A process that holds so many bytes more than at first is left to the system.
_MOST_KEPT = 256 << 20
#: The most that a limit can be told to be.
_NO_LIMIT = sys.maxsize >> 1


def main() -> None:
    """Answers what comes over the channel with a number until its other end closes."""
    end_with(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends this process
    if not os.environ.get("THBGRAPH_TRACEBACK"):
        silence_engine()
    with Connection(int(sys.argv[2])) as channel:
        open_store: Callable[[], EmbeddedStore] = channel.recv()
        try:
            store = open_store()
        except ThbgraphError as error:
            channel.send(error)
            return
        channel.send(None)
        _serve(store, channel)


def _serve(store: EmbeddedStore, channel: Connection) -> None:
    at_first = data_size()
    while data_size() <= at_first + _MOST_KEPT:
        try:
            text, services, seconds, memory = channel.recv()
        except EOFError:
            return
        most = _NO_LIMIT if memory is None else memory
        bound(min(data_size() + most + PER_CHARACTER * len(text), _NO_LIMIT), seconds)
        try:
            reply = _reply(store, text, services, most)
        except ThbgraphError as error:
            reply = error
        except MemoryError:
            reply = OutOfMemoryError("")
        channel.send(reply)


def _reply(store: EmbeddedStore, text: str, services: Sequence[str] | None, memory: int) -> object:
    if services is None:
        return form_of(text)
    packed = store.read(text, lambda found: pack(found, text, services), services=services)
    return _fitting(packed, memory)


def _fitting(packed: Packed, memory: int) -> Packed:
    """Returns an answer; raises OutOfMemoryError for one that would take more than a query may."""
    if len(packed.text) > memory // _PART_OF_ANSWER:
        raise OutOfMemoryError("")
    return packed


if __name__ == "__main__":
    main()
