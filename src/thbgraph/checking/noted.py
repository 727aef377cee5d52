"""What was checked and found without fault, noted in the cache, so that it is checked again only when it has changed.

A note is a checksum of all that a verdict depends on: texts of the home, the modules that judge them, and rdflib.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from ..building import cache
from ..building.files import read_regular, write_whole

_T = TypeVar("_T")
_LONGEST = 1_000_000
#: So many notes are kept, the newest: of all files of a home, of several states.
_MOST = 10_000
_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("words", "files", "sparql", "answers", "treaties", "evidence", "building", "checking")


class Noted:
    """What is noted in the cache; nothing where there is none."""

    def __init__(self) -> None:
        self._known = dict[str, None]()
        self._before = 0
        with suppress(OSError, ValueError):
            self._known = dict.fromkeys(read_regular(cache.sound(), _LONGEST).decode().split())
            self._before = len(self._known)
        self._program = _program()

    def faults(self, texts: Iterable[str], find: Callable[[], Iterable[_T]]) -> Iterator[_T]:
        """Yields what `find` does of some texts, unless it found nothing of the same texts before."""
        key = hashlib.sha256("\0".join((self._program, *texts)).encode()).hexdigest()
        if key in self._known:
            return
        found = list(find())
        yield from found
        if not found:
            self._known[key] = None

    def keep(self) -> None:
        """Notes what was found without fault since it was read."""
        if len(self._known) == self._before:
            return
        with suppress(OSError):  # noting it only saves time
            cache.make(cache.sound().parent)
            write_whole(cache.sound(), "".join(f"{key}\n" for key in [*self._known][-_MOST:]).encode())


def _program() -> str:
    """Returns a checksum of what judges: the modules, and the version of rdflib."""
    total = hashlib.sha256(version("rdflib").encode())
    for room in _ROOMS:
        for module in sorted((_PACKAGE / room).glob("*.py")):
            total.update(module.read_bytes())
    return total.hexdigest()
