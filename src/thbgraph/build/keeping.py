"""The builds in the cache: one process makes a build and the others wait for it; what may be removed, and what is in use.

A build is made in a folder of its own, under the one lock of the cache, and renamed to its key when it is whole: what a
process leaves that is ended before is never read, and removed by `clear_ended` or the next. What is removed bears a
name of ours, holds nothing that no build writes, and is open to nobody.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from errno import EDQUOT, EEXIST, EFBIG, ENOSPC
from pathlib import Path
from typing import NamedTuple

from ..base.errors import StoreError
from ..base.progress import Progress, silent
from ..stores.processes import short_of_files
from . import cache, key, making
from .builds import FILES, MANIFEST, STORE, Build, Lease, Unwritable, inode, place_of, sound_with
from .files import by_age

#: How many builds are kept, so that going back and forth between two states is quick.
_KEPT = 3
#: Where a file system has no locks, an unfinished build is given up after so many seconds.
_LONGEST_BUILD = 24 * 3600
#: What the system says where it has no room for a file; the engine repeats it in words.
_FULL = (ENOSPC, EDQUOT, EFBIG)
#: A build; while it is made or removed, with a part of its own.
_NAME = re.compile(r"[0-9a-f]{32}(\.\w+\.(new|old))?")
#: What a build consists of: our files and those of the engine. What was made beside a graph elsewhere has notes of its
#: addresses, and, hidden, what a process that was killed was about to write.
_CONTENT = re.compile(
    rf"({'|'.join(map(re.escape, (*FILES, MANIFEST)))})(-journal)?|{STORE}|[0-9a-f]{{64}}|\.[0-9]+\.[0-9]+\.new"
    rf"|{STORE}/([0-9]+\.(sst|log|dbtmp|blob)|CURRENT|IDENTITY|LOCK|LOG(\.old\.[0-9]+)?|(MANIFEST|OPTIONS)-[0-9]+(\.dbtmp)?)"
)


class Cleared(NamedTuple):
    """How many builds were removed, and how many were left that processes make or have open."""

    removed: int
    left: int


def made(root: Path, progress: Progress = silent, other_than: int | None = None) -> Build:
    """Makes the build of a home, or waits for another process that does.

    One that is there by then is taken if it is sound, and not the one with an inode. Raises DataError, naming file and
    line, when the sources are wrong, and StoreError when the cache cannot be written; it is then as before.
    """
    stamp, current = key.stamp(root), key.key_of(root)

    def make(folder: Path) -> None:
        making.make(root, folder, progress)
        if key.stamp(root) != stamp and key.key_of(root) != current:
            raise StoreError(
                "the sources changed while the graph was built, or the program did; run the command again"
            )

    built = kept(current, make, progress, other_than)
    key.note(root, current, stamp + built.looks())
    return built


def kept(
    current: str, make: Callable[[Path], None], progress: Progress = silent, other_than: int | None = None
) -> Build:
    """Returns the build with a key, as `made` does; `make` writes its files to a folder."""
    place = place_of(current)
    try:
        cache.make(cache.builds())
        with _lock(progress):
            built = None if other_than and inode(place) == other_than else sound_with(current)
            if built is None:
                _sweep()
                built = _made(place, current, make)
                _sweep(_KEPT)
            return built
    except OSError as error:
        reason = _reason(error)
        is_full = error.errno in _FULL or any(os.strerror(number) in reason for number in _FULL)
        way_out = "make room there, or set" if is_full else "set"
        raise short_of_files(error) or Unwritable(
            f"the build cannot be written to {cache.builds()} ({reason}); {way_out} THBGRAPH_CACHE to a folder that you can write to"
        ) from None


def _made(place: Path, current: str, make: Callable[[Path], None]) -> Build:
    """Makes a build beside its place, and puts it there when it is whole."""
    beside = place.with_name(f"{place.name}.{os.urandom(4).hex()}.new")
    beside.mkdir()
    lease = None
    try:
        lease = Lease(beside)
        make(beside)
        Build(beside).seal(current)
        if place.is_symlink() or place.exists():
            if not _is_ours(place):
                raise FileExistsError(EEXIST, "holds what thbgraph did not make; move it away", str(place))
            _retire(place)
        beside.rename(place)
    except BaseException:
        if lease is not None:
            lease.close()
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Build(place, lease)


def clear_ended() -> None:
    """Removes what a build left that was ended; where another process builds, or it cannot be removed, the next build does."""
    with suppress(OSError), closing(Lease(cache.builds(), alone=True)):
        _sweep()


def clear() -> Cleared:
    """Removes every build and note, but neither what processes make or have open nor what is not ours.

    Raises StoreError where something cannot be removed.
    """
    builds, notes = cache.builds(), cache.notes()
    try:
        removed = left = 0
        for path in _own(builds) if _is_folder(builds) else ():
            is_gone = _removed(path)
            removed += is_gone and path.suffix not in (".new", ".old")
            left += not is_gone
        for note in notes.iterdir() if _is_folder(notes) else ():
            if key.is_note(note):
                note.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"the cache at {cache.folder()} cannot be cleared ({_reason(error)})") from None
    return Cleared(removed, left)


def size() -> int:
    """Returns how many bytes the cache holds, without what is not ours."""
    builds = cache.builds()
    own = _own(builds) if _is_folder(builds) else []
    total = 0
    for part in [*own, cache.notes(), cache.fetched()]:
        for path, _, names in os.walk(part):
            for name in names:
                with suppress(FileNotFoundError):
                    total += os.lstat(os.path.join(path, name)).st_size
    return total


@contextmanager
def _lock(progress: Progress) -> Iterator[None]:
    """Locks the cache against other processes that build; the lock ends with its process. Some file systems have none."""
    descriptor = os.open(cache.builds(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                progress(1, len(making.STEPS), "waiting for another process that builds")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(keep: int | None = None) -> None:
    """Removes what builds left that were ended, and with `keep` the builds that were used before the newest so many."""
    own = _own(cache.builds())
    finished = [path for path in own if not path.suffix]
    for path in own:
        if path.suffix or (keep is not None and path in finished[:-keep]):
            with suppress(OSError):  # what cannot be removed now is left to a later build
                _removed(path)


def _removed(path: Path) -> bool:
    """Removes what is ours, unless a process makes it or has it open, and says whether it is gone."""
    try:
        lease = Lease(path, alone=True)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    try:
        if (
            path.suffix == ".new"
            and not lease.is_locked
            and path.lstat().st_mtime > time.time() - _LONGEST_BUILD
        ):
            return False
        shutil.rmtree(path if path.suffix else _retire(path))
        return True
    except FileNotFoundError:  # another process removes it, too
        return True
    finally:
        lease.close()


def _retire(place: Path) -> Path:
    """Takes a build out of its place in one step, so that nobody opens half of it; returns where it is then."""
    return place.rename(place.with_name(f"{place.name}.{os.urandom(4).hex()}.old"))


def _own(builds: Path) -> list[Path]:
    """Returns what thbgraph made in the folder of builds, the oldest first."""
    return [path for _, path in by_age(builds) if _is_ours(path)]


def _is_ours(path: Path) -> bool:
    """Says whether thbgraph made a folder: it bears the name of a build and holds nothing else than a build."""
    if not (_NAME.fullmatch(path.name) and _is_folder(path)):
        return False
    found = (
        os.path.relpath(os.path.join(folder, name), path)
        for folder, folders, names in os.walk(path)
        for name in (*folders, *names)
    )
    return all(map(_CONTENT.fullmatch, found))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
