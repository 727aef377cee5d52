"""The key of a build: a hash of its sources and of the program, and a note that spares reading all of them again."""

from __future__ import annotations

import os
import re
from binascii import crc32
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from . import cache, homes
from .files import read_regular, write_whole

#: The folders of a home that a build is made of, beside its kinds of conflict; saved questions are asked of it.
_SOURCES = ("ontology", "data")
#: What the program consists of: its modules, and lists that they read. Templates of pages change nothing that is kept.
_PROGRAM = (".py", ".txt")
_BESIDES = {"__pycache__", "_bundle", "templates"}
#: What a check reads of a home besides, among it pages that are made from the sources.
_CHECKED, _LICENCE = ("ontology", "data", "queries", "docs"), "LICENSE-DATA"
#: A note has fewer bytes.
_LONGEST = 10_000_000
#: Its name, and what it holds first.
_NAME, _NOTED = re.compile(r"[0-9a-f]{8}(\.\w+)?"), re.compile(rb"[0-9a-f]{64}\n")


def key_of(root: Path) -> str:
    """Returns the SHA-256, in hexadecimal, of a home's ontology, data and kinds of conflict, and of the program.

    Line ends count as LF, so that checkouts of one commit on different systems agree. Raises DataError for a file
    that cannot be read.
    """
    return _hashed([*_program(), *_sources(root)])


def key_of_program(of: str = "") -> str:
    """Returns the SHA-256, in hexadecimal, of the program and of a text, for what it makes of that."""
    return _hashed(_program(), of)


def key_of_check(root: Path) -> str:
    """Returns the SHA-256, in hexadecimal, of all that a check of a home reads, and of the program."""
    found = [*_program()]
    for name in _CHECKED:
        for folder, folders, names in os.walk(root / name):
            folders[:] = sorted(one for one in folders if one not in _BESIDES)
            found += ((os.path.relpath(f"{folder}/{one}", root), f"{folder}/{one}") for one in sorted(names))
    return _hashed(found + [(_LICENCE, f"{root}/{_LICENCE}")] * (root / _LICENCE).is_file())


def noted(root: Path, what: str = "") -> tuple[str, str]:
    """Returns the key that was noted of a home, and the stamp of what it was noted for; empty texts for none.

    `what` names another note than that of its build.
    """
    with suppress(OSError, UnicodeDecodeError):
        key, _, stamp = read_regular(_note(root, what), _LONGEST).partition(b"\n")
        return key.decode("ascii"), os.fsdecode(stamp)
    return "", ""


def note(root: Path, key: str, stamp: str = "", what: str = "") -> None:
    """Notes the key of a home. That only saves time: a cache that is read-only may well hold the build."""
    with suppress(OSError):
        cache.make(cache.notes())
        write_whole(_note(root, what), key.encode() + b"\n" + os.fsencode(stamp))


def stamp(root: Path) -> str:
    """Returns a text that changes when a file does that the key depends on, from sizes and times alone (cheap)."""
    return looks(path for _, path in (*_program(), *_sources(root), ("engine", ox.__file__)))


def looks(paths: Iterable[str]) -> str:
    """Returns a text that changes when one of some files does, from sizes and times alone.

    Archives and copies set the time of a file; the time of its last change is the system's. Raises DataError for one
    that is not there.
    """
    lines = []
    for path in paths:
        try:
            found = os.stat(path)
        except OSError as error:
            raise homes.unreadable(path, error) from None
        lines.append(f"{path} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\n")
    return "".join(lines)


def is_note(path: Path) -> bool:
    """Says whether a file is a note of a key."""
    try:
        return bool(_NAME.fullmatch(path.name) and _NOTED.match(read_regular(path, _LONGEST)))
    except OSError:
        return False


def _note(root: Path, what: str = "") -> Path:
    """Returns the file that notes a key of a home; two homes that share it each find the other's stamp."""
    return cache.notes() / f"{crc32(os.fsencode(os.path.abspath(root))):08x}{what}"


def _program() -> Iterator[tuple[str, str]]:
    """Yields name and path of every file of the program, in order."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(set(folders) - _BESIDES)
        for name in sorted(names):
            if name.endswith(_PROGRAM) and not name.startswith("."):
                path = f"{folder}/{name}"
                yield path[len(package) + 1 :], path


def _sources(root: Path) -> list[tuple[str, str]]:
    names = [*homes.files(root, _SOURCES), *homes.conflict_files(root)]
    return [(name, f"{root}/{name}") for name in names]


def _hashed(files: Iterable[tuple[str, str]], of: str = "") -> str:
    import hashlib  # which loads a library that most commands need for nothing

    total = hashlib.sha256(f"{ox.__version__}\0{of}\0".encode())
    for name, path in files:
        try:
            with open(path, "rb") as file:
                content = file.read().replace(b"\r\n", b"\n")
        except OSError as error:
            raise homes.unreadable(name, error) from None
        total.update(os.fsencode(name) + f"\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
