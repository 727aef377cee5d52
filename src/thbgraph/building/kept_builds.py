"""The builds in the cache: putting a new one in its place, and which of the others may be removed.

The folder may be one that somebody keeps other things in. Only what bears a name of ours and holds nothing else is
removed, and no symbolic link is followed.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from errno import EEXIST
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from ..words.errors import StoreError
from . import cache
from .builds import LONGEST_NOTE
from .files import by_age, read_regular

#: Opens a folder and nothing else.
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
#: How many builds are kept, so that going back and forth between two states is quick.
_KEPT = 5
#: Where a file system has no locks, an unfinished build is given up after so many seconds.
_LONGEST_BUILD = 24 * 3600
#: Digest, version and layout; while a build is made or removed, also a part of its own.
_BUILD = re.compile(r"[0-9a-f]{16}-[0-9][\w.+!]*-[0-9]+(\.\w+\.(new|old))?")
#: What lies in a build, or beside a graph elsewhere, where addresses are noted; hidden is what a process that was killed was about to write.
_CONTENT = re.compile(
    r"index\.json|search\.db|manifest|checked|questions|conflicts|store|[0-9a-f]{64}|\.[0-9]+\.[0-9]+\.new"
)
#: The name of a stamp or of the note beside them, and what either holds first.
_STAMP, _STAMPED = re.compile("[0-9a-f]{8}|sound"), re.compile(rb"[0-9a-f]{64}\n")


class Cleared(NamedTuple):
    """How many builds were removed, and how many other processes are making, which were left alone."""

    removed: int
    unfinished: int


@contextmanager
def new_build(name: str) -> Iterator[Path]:
    """Gives an empty folder, which becomes the build of a name when the block ends, in place of an older one.

    A build that another process has put there meanwhile is as good, and stays. Whoever opens it, also after a
    failure, finds the old build or the new one. Raises StoreError where the cache cannot be written.
    """
    builds = cache.builds()
    place = builds / name
    beside: Path | None = None
    try:
        cache.make(builds)
        with ExitStack() as held:
            with _lock(builds):
                left = _abandoned(builds)
                replaced = _identity(place)
                beside = Path(mkdtemp(prefix=f"{name}.", suffix=".new", dir=builds))
                held.enter_context(_lock(beside))
            _remove(left)
            beside.chmod(0o755)  # others may share the cache
            yield beside
            with _lock(builds):
                _put(beside, place, replaced)
                for old in _finished(builds)[:-_KEPT]:
                    _retire(old)
                left = _abandoned(builds)
            _remove(left)
    except OSError as error:
        raise StoreError(
            f"the build cannot be written to {builds} ({_reason(error)}); set THBGRAPH_CACHE to a folder that you can write to"
        ) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def clear() -> Cleared:
    """Removes every build and stamp, but neither what other processes are making nor what is not ours.

    Raises StoreError where something cannot be removed.
    """
    builds, stamps = cache.builds(), cache.stamps()
    try:
        cleared = _clear_builds(builds) if _is_folder(builds) else Cleared(0, 0)
        for note in stamps.iterdir() if _is_folder(stamps) else ():
            if _is_stamp(note):
                note.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"the cache at {cache.folder()} cannot be cleared ({_reason(error)})") from None
    return cleared


def _clear_builds(builds: Path) -> Cleared:
    with _lock(builds):
        finished = _finished(builds)
        for one in finished:
            _retire(one)
        left = _abandoned(builds)
        unfinished = len(_own(builds)) - len(left)
    for path in left:
        with suppress(FileNotFoundError):  # another process removes it, too
            shutil.rmtree(path)
    return Cleared(len(finished), unfinished)


def size() -> int:
    """Returns how many bytes the cache holds, without what is not ours."""
    builds = cache.builds()
    own = _own(builds) if _is_folder(builds) else []
    total = 0
    for part in [*own, cache.stamps(), cache.fetched()]:
        for path, _, names in os.walk(part):
            for name in names:
                with suppress(FileNotFoundError):
                    total += os.lstat(os.path.join(path, name)).st_size
    return total


def _put(new: Path, place: Path, replaced: int | None) -> None:
    """Puts a new build in its place, unless another process has put one there meanwhile."""
    there = _identity(place)
    if there is not None and there != replaced:
        return
    if there is not None:
        if not _is_ours(place):
            raise FileExistsError(EEXIST, "holds what thbgraph did not make; move it away", str(place))
        _retire(place)
    try:
        new.rename(place)
    except OSError:
        if not _is_ours(place):  # else another process was quicker, where there are no locks
            raise


def _identity(path: Path) -> int | None:
    """Returns what tells a folder from one that takes its place, None where there is none."""
    try:
        return path.lstat().st_ino
    except FileNotFoundError:
        return None


def _retire(place: Path) -> None:
    """Takes a build out of its place in one step, so that nobody opens half of it."""
    with suppress(FileNotFoundError):  # another process was quicker, where there are no locks
        place.rename(place.with_name(f"{place.name}.{os.urandom(4).hex()}.old"))


def remove_unfinished() -> None:
    """Removes what builds have left whose processes were ended."""
    builds = cache.builds()
    if _is_folder(builds):
        with _lock(builds):
            left = _abandoned(builds)
        _remove(left)


def _remove(paths: Iterable[Path]) -> None:
    """Removes what no longer has a place; what cannot be removed now is left to a later build."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)


def _finished(builds: Path) -> list[Path]:
    """Returns the builds, the oldest first."""
    return [path for path in _own(builds) if path.suffix not in (".new", ".old")]


def _abandoned(builds: Path) -> list[Path]:
    """Returns what nobody needs: builds that were taken out of their place, and those of processes that ended."""
    return [
        path
        for path in _own(builds)
        if path.suffix == ".old" or (path.suffix == ".new" and not _is_being_made(path))
    ]


def _own(builds: Path) -> list[Path]:
    """Returns what thbgraph made in the folder of builds, the oldest first."""
    return [path for _, path in by_age(builds) if _is_ours(path)]


def _is_ours(path: Path) -> bool:
    """Says whether thbgraph made a folder: it bears the name of a build and holds nothing else than a build."""
    try:
        return (
            _BUILD.fullmatch(path.name) is not None
            and _is_folder(path)
            and all(_CONTENT.fullmatch(name) for name in os.listdir(path))
        )
    except OSError:
        return False


def _is_stamp(path: Path) -> bool:
    try:
        return bool(_STAMP.fullmatch(path.name) and _STAMPED.match(read_regular(path, LONGEST_NOTE)))
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Locks a folder against other processes; a lock ends with its process. Some file systems have none."""
    descriptor = os.open(folder, _FOLDER)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_being_made(unfinished: Path) -> bool:
    """Says whether a process still makes a build, which it then has locked."""
    try:
        descriptor = os.open(unfinished, _FOLDER)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        finally:
            os.close(descriptor)
    except (BlockingIOError, FileNotFoundError):  # or removes it just now
        return True
    except OSError:  # a file system without locks
        return unfinished.lstat().st_mtime > time.time() - _LONGEST_BUILD


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}"
