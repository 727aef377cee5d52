"""Whether a build is as it was written.

A build carries a manifest with the size and checksum of each file. To read every file takes as long as an answer, so
that is done once; then the sizes, times and numbers of the files are noted, and until one of these changes the files
are taken to be the same, but for no longer than a day. Whatever writes to a file changes its change time, which no
program can set. A failing disk does not, hence the day.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from ..words.errors import StoreError
from .files import only_regular, read_regular, write_whole

#: The full-text index.
SEARCH = "search.db"
_INDEX, _STORE, _MANIFEST, _CHECKED = "index.json", "store", "manifest", "checked"
#: For so many seconds files that look unchanged are not read again.
_TRUSTED = 24 * 3600
#: A manifest, and a note, has at most so many bytes.
_LONGEST = 1_000_000


class Damaged(StoreError):
    """Says that a build is not as it was written, and in what (`reason`)."""

    def __init__(self, build: Path, reason: str) -> None:
        super().__init__(f"the build at {build} is damaged ({reason}); run: thbgraph build --force")
        self.reason = reason


def seal(build: Path) -> None:
    """Writes the manifest of a build that is complete and whose store is closed."""
    from concurrent.futures import ThreadPoolExecutor  # which a command that only asks does without

    names = _files(build)
    with ThreadPoolExecutor() as pool:
        checksums = pool.map(partial(_checksum, build), names)
    lines = [f"{_size(build, name)} {found} {name}\n" for name, found in zip(names, checksums, strict=True)]
    (build / _MANIFEST).write_text("".join(lines), encoding="utf-8")
    _note(build, _looks(build))


def check(build: Path) -> None:
    """Raises Damaged where a build is not as it was written; reads its files only where they look changed."""
    with _telling(build):
        looks = _looks(build)
    if not _is_noted(build, looks):
        verify(build)
        with suppress(OSError):  # a cache that is read-only is read each time
            _note(build, looks)


def verify(build: Path) -> None:
    """Reads every file of a build; raises Damaged for the first that is not as it was written."""
    with _telling(build):
        written, there = _written(build), _files(build)
        for name in sorted({*written, *there}):
            if name not in there:
                raise Damaged(build, f"{name} is missing")
            size, checksum = written.get(name, ("", ""))
            if size != _size(build, name) or checksum != _checksum(build, name):
                raise Damaged(build, f"{name} is not as it was written")


@contextmanager
def _telling(build: Path) -> Iterator[None]:
    """Raises Damaged where a file of a build cannot be read; that it must not be is no damage."""
    try:
        yield
    except PermissionError:
        raise
    except OSError as error:
        name = os.path.basename(error.filename or build)
        raise Damaged(build, f"{name}: {error.strerror}") from None
    except ValueError:
        raise Damaged(build, f"{_MANIFEST} is not a manifest") from None


def _written(build: Path) -> dict[str, tuple[str, str]]:
    """Reads size and checksum that each file had when it was written."""
    lines = read_regular(build / _MANIFEST, _LONGEST).decode().splitlines()
    return {name: (size, checksum) for size, checksum, name in (line.split(" ") for line in lines)}


def _files(build: Path) -> list[str]:
    return [_INDEX, SEARCH, *sorted(f"{_STORE}/{name}" for name in os.listdir(build / _STORE))]


def _size(build: Path, name: str) -> str:
    return str(os.lstat(build / name).st_size)


def _checksum(build: Path, name: str) -> str:
    import hashlib  # which loads a library that most commands need for nothing

    with open(build / name, "rb", opener=only_regular) as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _looks(build: Path) -> str:
    """Returns a text that changes when a file of a build does, without reading any."""
    lines = []
    for name in [*_files(build), _MANIFEST]:
        found = os.lstat(build / name)
        lines.append(f"{name} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\n")
    return "".join(lines)


def _is_noted(build: Path, looks: str) -> bool:
    """Says whether the files of a build were read not long ago and have looked the same since."""
    try:
        seen, _, noted = read_regular(build / _CHECKED, _LONGEST).decode().partition("\n")
        return noted == looks and abs(time.time() - int(seen)) < _TRUSTED
    except (OSError, ValueError):
        return False


def _note(build: Path, looks: str) -> None:
    write_whole(build / _CHECKED, f"{int(time.time())}\n{looks}".encode())
