"""Whether rdflib gives the same rows for every saved question, asked in a process of its own.

rdflib takes seconds for all of them, which on a machine with two processors pass beside the other checks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..stores.embedded import EmbeddedStore

#: Below so many triples the questions are asked sooner than a process starts.
_LARGE = 20_000


def agreements(store: EmbeddedStore, texts: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yields the name of each query and whether both engines give the same rows, in any order."""
    from .rdflib_engine import ReferenceGraph

    reference = ReferenceGraph(store.match, store.graphs())
    for name, text in texts.items():
        rows = [tuple("" if term is None else str(term) for term in row) for row in store.query(text)]
        yield name, sorted(rows) == sorted(reference.rows(text))


class SecondOpinion:
    """Compares the engines while its `with` block does other things; the process ends with the block.

    `store` is that of `folder`, `texts` are queries by name. Where no process can be started, or where it breaks
    down, the queries are compared in this one.
    """

    def __init__(self, folder: Path, store: EmbeddedStore, texts: Mapping[str, str], triples: int) -> None:
        self._folder, self._store, self._texts = folder, store, texts
        self._is_worth_it = triples >= _LARGE and (os.cpu_count() or 1) > 1
        self._worker: Any = None
        self._answers: Any = None

    def __enter__(self) -> SecondOpinion:
        if self._is_worth_it:
            from multiprocessing import get_context

            processes = get_context("spawn")  # which every system has, and which takes along no thread's lock
            self._answers, sender = processes.Pipe(duplex=False)
            self._worker = processes.Process(
                target=_compare, args=(self._folder, dict(self._texts), sender), daemon=True
            )
            with suppress(OSError):
                self._worker.start()
            sender.close()  # so that the worker's end is an end of file here
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker is not None:
            self._answers.close()
            if self._worker.pid is not None:
                self._worker.kill()
                self._worker.join()
            self._worker.close()

    def differing(self, tell: Callable[[int, int], None]) -> list[str]:
        """Waits for the comparisons and gives the queries with different rows; tells how many of all are done."""
        agree: dict[str, bool] = {}
        for name, same in self._compared(agree):
            agree[name] = same
            tell(len(agree), len(self._texts))
        return [name for name, same in agree.items() if not same]

    def _compared(self, agree: Mapping[str, bool]) -> Iterator[tuple[str, bool]]:
        if self._worker is not None:
            with suppress(EOFError, OSError):
                while len(agree) < len(self._texts):
                    yield self._answers.recv()
        left = {name: text for name, text in self._texts.items() if name not in agree}
        if left:
            yield from agreements(self._store, left)


def _compare(folder: Path, texts: Mapping[str, str], sender: Any) -> None:
    """What the process does; Ctrl-C is its parent's to deal with, and without a parent it ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):  # the parent asks for what is left, and says what is wrong
        for answer in agreements(EmbeddedStore(folder / "store"), texts):
            sender.send(answer)
