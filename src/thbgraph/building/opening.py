"""Opening the graph of a home: the build that is there, else a new one, else what a wheel carries, in memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from ..stores.embedded import EmbeddedStore
from ..words.errors import StoreError
from ..words.progress import Progress, Told, silent, untold
from . import homes
from .builds import carried, carried_index, damaged_package, find_sound, open_store
from .index import Index
from .integrity import Damaged

#: How often a build is made that other processes remove before it can be opened.
_ATTEMPTS = 10
#: Sources of so many bytes, three times ours, are built by any command that needs them; more by `build` alone, whose
#: memory is bounded.
_MOST_UNASKED = 8 << 20
#: Makes a build of a home; returns its folder and index.
Make: TypeAlias = Callable[[Path, Progress], tuple[Path, Index]]


def _built(root: Path, progress: Progress) -> tuple[Path, Index]:
    from .build import build  # most homes are built

    files = (root / name for name in homes.files(root))
    size = sum(path.stat().st_size for path in files if path.is_file())
    if size > _MOST_UNASKED:
        raise StoreError(
            f"{root} has {size >> 20} MB of sources, whose build may take much memory; run: thbgraph build --memory GB"
        )
    return build(root, progress)


def opened(
    root: Path, progress: Progress = silent, told: Told = untold, make: Make = _built
) -> tuple[EmbeddedStore, Index]:
    """Opens the build of a home, which is made where there is none, and made again where it is damaged.

    The graph that a wheel carries is read into memory instead, unless the cache has its build. Raises DataError where
    the sources are wrong, and StoreError.
    """
    closed = carried(root)
    if closed:
        return _opened_carried(root, closed, told)
    found = find_sound(root, told)
    for _ in range(_ATTEMPTS - 1):
        folder, index = found or make(root, progress)
        try:
            return open_store(folder, index), index
        except Damaged as error:  # removed meanwhile, or unknown to this version of the engine
            if folder.exists():
                told(error.reason)
            found = None
    folder, index = make(root, progress)
    return open_store(folder, index), index


def _opened_carried(root: Path, closed: Path, told: Told) -> tuple[EmbeddedStore, Index]:
    """Opens the build of what a wheel carries if the cache has it; else reads it into memory, and writes nothing."""
    with suppress(StoreError):  # no cache, or none that may be read
        found = find_sound(root, told)
        if found is not None:
            return open_store(*found), found[1]
    try:
        return EmbeddedStore.reading(closed.read_bytes()), carried_index(root)
    except (OSError, SyntaxError, ValueError) as error:
        raise damaged_package(error) from None
