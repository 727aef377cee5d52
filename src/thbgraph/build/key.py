"""The key of a build: a hash of its sources and of the program, and a stamp that says whether it may be another now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..base.home import HOME_FILE
from . import homes

#: The folders of a home that a build is made of; saved questions and kinds of conflict are asked of it.
_SOURCES = ("ontology", "data")
#: What the program consists of: its modules, and lists that they read. Templates of pages change nothing that is kept.
_PROGRAM = (".py", ".txt")
_BESIDES = {"__pycache__", "_bundle", "templates"}
#: What a check reads of a home besides, among it pages that are made from the sources.
_CHECKED, _LICENCE = ("ontology", "data", "queries", "docs"), "LICENSE-DATA"


def key_of(root: Path) -> str:
    """Returns the SHA-256, in hexadecimal, of a home's home.toml, ontology and data, and of the program.

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
    alone = [(name, f"{root}/{name}") for name in (HOME_FILE, _LICENCE) if (root / name).is_file()]
    return _hashed(found + alone)


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
    return [(name, f"{root}/{name}") for name in (HOME_FILE, *homes.files(root, _SOURCES))]


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
