"""The cache: where it lies, what lies where in it, and the builds: one process makes one and the others wait for it.

A build is made in a folder of its own, under the one lock of the cache, and renamed to its key when it is whole: what a
process leaves that is ended before is never read, and removed by the next. What is removed bears a
name of ours, holds nothing that no build writes, and is open to nobody.
"""

from __future__ import annotations

import fcntl
import os
import re
import stat
import time
from binascii import crc32
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, EEXIST, EFBIG, ENOSPC, ENOTDIR
from pathlib import Path
from typing import NamedTuple

from ..base.errors import StoreError
from ..base.progress import Progress, silent
from ..stores.evaluation import short_of_files
from .builds import FILES, LATER, MANIFEST, STORE, Build, Damaged
from .files import by_age, read_regular, write_whole

_BUILDS, _NOTES, _FETCHED = "builds", "notes", "fetched"
#: Says to backup programs that they may leave the folder out: https://bford.info/cachedir/
_TAG = b"""Signature: 8a477f597d28d172789f06886806bc55
# This folder is the cache of thbgraph, which makes again what is missing.
"""
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
    rf"({'|'.join(map(re.escape, (*FILES, MANIFEST, *LATER)))})(-journal)?|{STORE}|[0-9a-f]{{64}}|\.[0-9]+\.[0-9]+\.new"
    rf"|{STORE}/((bulk-)?[0-9]+\.(sst|log|dbtmp|blob)|CURRENT|IDENTITY|LOCK|LOG(\.old\.[0-9]+)?|(MANIFEST|OPTIONS)-[0-9]+(\.dbtmp)?)"
)
#: A note has fewer bytes.
_LONGEST_NOTE = 10_000_000
#: Its name, and how it begins.
_NOTE_NAME, _NOTE_START = re.compile(r"[0-9a-f]{8}(\.\w+)?"), re.compile(rb"[0-9a-f]{64}\n")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class Unwritable(StoreError):
    """Says that nothing can be written to the cache."""


class Cleared(NamedTuple):
    """How many builds were removed, and how many were left that processes make or have open."""

    removed: int
    left: int


class FolderLease:
    """Keeps others from removing a folder, until it is closed; where a file system has no locks, it keeps nobody.

    Raises OSError where the folder cannot be opened, BlockingIOError where it is being removed, or, with `alone`, where
    somebody has it open.
    """

    def __init__(self, folder: Path, alone: bool = False) -> None:
        self._descriptor = -1
        self._descriptor = os.open(folder, _FOLDER)
        try:
            self.inode = os.fstat(self._descriptor).st_ino
            fcntl.flock(self._descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            self.is_locked = True
        except BlockingIOError:
            self.close()
            raise
        except OSError:
            self.is_locked = False

    def close(self) -> None:
        """Lets go of the folder."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    __del__ = close


def folder() -> Path:
    """Returns the folder of the cache: `$THBGRAPH_CACHE`, else `thbgraph` in the user's cache folder."""
    named = os.environ.get("THBGRAPH_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "thbgraph"


def builds() -> Path:
    """Returns the folder of the builds."""
    return folder() / _BUILDS


def notes() -> Path:
    """Returns the folder of the notes of the last known keys of homes."""
    return folder() / _NOTES


def fetched() -> Path:
    """Returns the folder of what was fetched from outside sources."""
    return folder() / _FETCHED


def make(part: Path) -> None:
    """Makes a folder that lies in the cache; raises OSError where it cannot, or where it is a symbolic link.

    A new cache is marked as one. A folder that held anything before is not, since backups would leave that out.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    if not any(part.parent.iterdir()):
        write_whole(part.parent / "CACHEDIR.TAG", _TAG)
    part.mkdir(exist_ok=True)
    if part.is_symlink():
        raise NotADirectoryError(ENOTDIR, "is a symbolic link, which thbgraph does not follow", str(part))


def read_note(root: Path, what: str = "") -> tuple[str, str]:
    """Returns the key that a note keeps of a home, and the stamp of what it is for; empty texts for none.

    `what` names another note than that of its build.
    """
    with suppress(OSError, UnicodeDecodeError):
        key, _, stamp = read_regular(_note(root, what), _LONGEST_NOTE).partition(b"\n")
        return key.decode("ascii"), os.fsdecode(stamp)
    return "", ""


def write_note(root: Path, key: str, stamp: str = "", what: str = "") -> None:
    """Notes the key of a home. That only saves time: a cache that is read-only may well hold the build."""
    with suppress(OSError):
        make(notes())
        write_whole(_note(root, what), key.encode() + b"\n" + os.fsencode(stamp))


def drop_notes(what: str, age: float) -> None:
    """Removes the notes with names that go on with `what`, of all homes, that are older than so many seconds."""
    with suppress(OSError):
        for path in notes().glob(f"*{what}*") if _is_folder(notes()) else ():
            if path.lstat().st_mtime < time.time() - age and _is_note(path):
                path.unlink(missing_ok=True)


def _is_note(path: Path) -> bool:
    """Says whether a file is a note of a key."""
    try:
        return bool(_NOTE_NAME.fullmatch(path.name) and _NOTE_START.match(read_regular(path, _LONGEST_NOTE)))
    except OSError:
        return False


def _note(root: Path, what: str = "") -> Path:
    """Returns the file that notes a key of a home; two homes that share it each find the other's stamp."""
    return notes() / f"{crc32(os.fsencode(os.path.abspath(root))):08x}{what}"


def distrusted() -> str:
    """Says why builds in the cache may be another user's work; an empty text where only this user or root can write there."""
    for place in (folder(), builds()):
        try:
            found = place.stat()
        except OSError:
            continue
        if found.st_uid not in (0, os.geteuid()):
            return f"{place} belongs to another user, who can change the graph; set THBGRAPH_CACHE to a folder of your own"
        if found.st_mode & stat.S_IWOTH:
            return f"every user of this machine can write to {place} and change the graph; run: chmod o-w {place}"
    return ""


def place_of(current: str) -> Path:
    """Returns the folder of the build with a key."""
    return builds() / current[:32]


def inode(folder: Path) -> int | None:
    """Returns what tells a folder from one that takes its place, None where there is none."""
    try:
        return folder.lstat().st_ino
    except OSError:
        return None


def leased(current: str) -> Build | None:
    """Opens the build with a key; None where there is none. Raises StoreError where it may not be read."""
    place = place_of(current)
    try:
        lease = FolderLease(place)
        if inode(place) != lease.inode:  # it was just removed
            return None
        with suppress(OSError):  # of builds in one cache those go first that were used least recently
            os.utime(place)
        return Build(place, lease)
    except PermissionError as error:
        raise StoreError(
            f"the build at {place} cannot be read ({error.strerror})",
            "set THBGRAPH_CACHE to a folder that you can write to",
        ) from None
    except OSError as error:
        short = short_of_files(error)
        if short is not None:
            raise short from None
        return None


def sound_with(current: str) -> Build | None:
    """Returns the build with a key, None where there is none or a damaged one."""
    with suppress(Damaged):
        found = leased(current)
        if found is not None:
            found.verify(current)
            return found
    return None


def kept(
    current: str, write: Callable[[Path], None], progress: Progress = silent, other_than: int | None = None
) -> Build:
    """Returns the build with a key, whose files `write` writes to a folder, or another process that is quicker.

    One that is there by then is taken if it is sound, and not the one with an inode. Raises what `write` does, and
    StoreError when the cache cannot be written; it is then as before.
    """
    place = place_of(current)
    try:
        make(builds())
        with _lock(progress):
            built = None if other_than and inode(place) == other_than else sound_with(current)
            if built is None:
                _sweep()
                built = _made(place, current, write)
                _sweep(_KEPT)
            return built
    except OSError as error:
        reason = _reason(error)
        is_full = error.errno in _FULL or any(os.strerror(number) in reason for number in _FULL)
        way_out = "make room there, or set" if is_full else "set"
        raise short_of_files(error) or Unwritable(
            f"the build cannot be written to {builds()} ({reason})",
            f"{way_out} THBGRAPH_CACHE to a folder that you can write to",
        ) from None


def _made(place: Path, current: str, write: Callable[[Path], None]) -> Build:
    """Makes a build beside its place, and puts it there when it is whole."""
    beside = place.with_name(f"{place.name}.{os.urandom(4).hex()}.new")
    beside.mkdir()
    lease = None
    try:
        lease = FolderLease(beside)
        write(beside)
        Build(beside).seal(current)
        if place.is_symlink() or place.exists():
            if not _is_ours(place):
                raise FileExistsError(EEXIST, "holds what thbgraph did not make; move it away", str(place))
            _retire(place)
        beside.rename(place)
    except BaseException:
        if lease is not None:
            lease.close()
        with suppress(OSError):  # what cannot be removed now is left to a later build
            _remove(beside)
        raise
    return Build(place, lease)


def clear() -> Cleared:
    """Removes every build and note, but neither what processes make or have open nor what is not ours.

    Raises StoreError where something cannot be removed.
    """
    try:
        removed = left = 0
        for path in _own():
            is_gone = _removed(path)
            removed += is_gone and path.suffix not in (".new", ".old")
            left += not is_gone
        for note in notes().iterdir() if _is_folder(notes()) else ():
            if _is_note(note):
                note.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"the cache at {folder()} cannot be cleared ({_reason(error)})") from None
    return Cleared(removed, left)


def size() -> int:
    """Returns how many bytes the cache holds, without what is not ours."""
    total = 0
    for part in [*_own(), notes(), fetched()]:
        for path, _, names in os.walk(part):
            for name in names:
                with suppress(FileNotFoundError):
                    total += os.lstat(os.path.join(path, name)).st_size
    return total


@contextmanager
def _lock(progress: Progress) -> Iterator[None]:
    """Locks the cache against other processes that build; the lock ends with its process. Some file systems have none."""
    descriptor = os.open(builds(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                progress(1, 1, "waiting for another process that builds")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(keep: int | None = None) -> None:
    """Removes what builds left that were ended, and with `keep` the builds that were used before the newest so many."""
    own = _own()
    finished = [path for path in own if not path.suffix]
    for path in own:
        if path.suffix or (keep is not None and path in finished[:-keep]):
            with suppress(OSError):  # what cannot be removed now is left to a later build
                _removed(path)


def _removed(path: Path) -> bool:
    """Removes what is ours, unless a process makes it or has it open, and says whether it is gone."""
    try:
        lease = FolderLease(path, alone=True)
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
        _remove(path if path.suffix else _retire(path))
        return True
    except FileNotFoundError:  # another process removes it, too
        return True
    finally:
        lease.close()


def _remove(folder: Path) -> None:
    from shutil import rmtree  # which most commands need for nothing

    rmtree(folder)


def _retire(place: Path) -> Path:
    """Takes a build out of its place in one step, so that nobody opens half of it; returns where it is then."""
    return place.rename(place.with_name(f"{place.name}.{os.urandom(4).hex()}.old"))


def _own() -> list[Path]:
    """Returns what thbgraph made in the folder of builds, the oldest first."""
    return [path for _, path in by_age(builds()) if _is_ours(path)] if _is_folder(builds()) else []


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
