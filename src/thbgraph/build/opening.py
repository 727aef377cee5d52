"""Opening the graph of a home: the build that is there, else a new one, or what a wheel carries where none can be written."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from ..base.errors import StoreError
from ..base.progress import OnDamage, Progress, ignore_damage, silent
from ..stores.embedded import EmbeddedStore
from . import cache, homes
from .builds import Build, Damaged, carried, damaged_package
from .cache import Unwritable, inode, kept, leased, read_note, write_note
from .index import Index

#: Sources of so many bytes, three times ours, are built by any command that needs them; more by `build` alone, whose
#: memory is bounded.
_MOST_UNASKED = 8 << 20


def opened(
    root: Path, progress: Progress = silent, on_damage: OnDamage = ignore_damage
) -> tuple[EmbeddedStore, Index]:
    """Opens the build of a home, which is made where there is none, and made again where it is damaged.

    Where a wheel carries the build and the cache cannot be written, it is read into memory. Raises DataError where the
    sources are wrong, and StoreError.
    """
    try:
        found = sound(root, progress, on_damage)
        index = found.index(root)
        try:
            return found.opened(index), index
        except Damaged as error:  # unknown to this version of the engine
            on_damage(error.reason)
            found.close()
            found = made(root, progress, inode(found.folder))
            return found.opened(index), index
    except Unwritable as error:
        return _in_memory(root, error)


def loaded(
    root: Path, progress: Progress = silent, on_damage: OnDamage = ignore_damage
) -> tuple[EmbeddedStore, Index]:
    """Loads the build of a home, and what describes it, into memory, as `opened` opens it, without a thread of the engine's."""
    try:
        found = sound(root, progress, on_damage)
        return found.loaded(described=True), found.index(root)
    except Unwritable as error:
        return _in_memory(root, error)


def sound(root: Path, progress: Progress = silent, on_damage: OnDamage = ignore_damage) -> Build:
    """Returns the build of a home, made where there is none or a damaged one; raises DataError and StoreError."""
    damaged = None
    try:
        found = find(root)
    except Damaged as error:
        on_damage(error.reason)
        found, damaged = None, inode(error.build)
    if found is None and carried(root) is None:
        _refuse_large(root)
    if found is None:
        found = made(root, progress, damaged)
    return found


def made(root: Path, progress: Progress = silent, other_than: int | None = None) -> Build:
    """Makes the build of a home, or waits for another process that does.

    One that is there by then is taken if it is sound, and not the one with an inode. Raises DataError, naming file and
    line, when the sources are wrong, and StoreError when the cache cannot be written; it is then as before.
    """
    from .making import make  # which loads what only a build needs

    stamp, current = homes.stamp(root), homes.key_of(root)

    def write(folder: Path) -> None:
        make(root, folder, progress)
        if homes.stamp(root) != stamp and homes.key_of(root) != current:
            raise StoreError(
                "the sources changed while the graph was built, or the program did", "run the command again"
            )

    built = kept(current, write, progress, other_than)
    write_note(root, current, stamp + built.looks())
    return built


def find(root: Path) -> Build | None:
    """Returns the current build of a home, None where there is none; raises Damaged, and StoreError where it cannot be read."""
    known, stamp = read_note(root)
    found = leased(known) if known else None
    now = homes.stamp(root)
    if known and now + ("" if found is None else found.looks()) == stamp:
        return found
    current = homes.key_of(root)
    found = leased(current)
    looks = "" if found is None else found.looks()
    if found is not None:
        found.verify(current)
    write_note(root, current, now + looks)
    return found


def unbuilt(root: Path) -> str:
    """Says of a home without a build how its graph is come by."""
    if carried(root) is None:
        return "not built yet; run: thbgraph build"
    place = cache.builds()
    while not place.exists() and place != place.parent:
        place = place.parent
    if place.is_dir() and os.access(place, os.W_OK):
        return "not in the cache yet; the first answer puts it there"
    return f"read into memory by each command, since {cache.folder()} cannot be written; set THBGRAPH_CACHE to a folder that can"


def known_index(root: Path) -> Index | None:
    """Returns the index of the current build of a home, or of what the wheel carries; None where neither is there."""
    with suppress(StoreError):
        found = find(root) or carried(root)
        if found is not None:
            return found.index(root)
    return None


class Rebuilds:
    """Notices builds that others make of a home. To look costs next to nothing where no build was made."""

    def __init__(self, root: Path) -> None:
        self._root, self._seen = root, _changed()

    def is_newer_than(self, digest: str) -> bool:
        """Says whether a build was made since the last look that is of the home as it is, and of another digest."""
        changed = _changed()
        if changed == self._seen:
            return False
        self._seen = changed
        index = known_index(self._root)
        return index is not None and index.digest != digest


def _changed() -> int:
    """Returns when a build was last put into the cache or removed; 0 where there is none."""
    with suppress(OSError):
        return cache.builds().stat().st_mtime_ns
    return 0


def _refuse_large(root: Path) -> None:
    files = (root / name for name in homes.files(root))
    size = sum(path.stat().st_size for path in files if path.is_file())
    if size > _MOST_UNASKED:
        raise StoreError(
            f"{root} has {size >> 20} MB of sources, whose build may take much memory",
            "run: thbgraph build --memory GB",
        )


def _in_memory(root: Path, unwritable: Unwritable) -> tuple[EmbeddedStore, Index]:
    """Reads what a wheel carries into memory; raises StoreError where it is damaged, or `unwritable` where there is none."""
    carrying = carried(root)
    if carrying is None:
        raise unwritable
    try:
        carrying.verify()
        return carrying.loaded(described=True), carrying.index(root)
    except Damaged as error:
        raise damaged_package(error.reason) from None
