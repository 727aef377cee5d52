"""Homes: folders with ontology/, data/ and queries/, and which of their files make up a graph.

The home is `$THBGRAPH_HOME`, else what the wheel carries, else the repository that this file lies in.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..words.errors import DataError, RequestError, StoreError

FOLDERS = ("ontology", "data", "queries")
#: The endings of the files that make up a graph; anything else in the folders is left alone.
ENDINGS = (".ttl", ".trig", ".csv", ".csv-metadata.json", ".sssom.tsv", ".rq")


def home(given: str | Path | None = None) -> Path:
    """Finds the folder that holds ontology/, data/ and queries/, else the one that is given.

    Raises StoreError when there is none.
    """
    package = Path(__file__).resolve().parents[1]
    named = given if given is not None else os.environ.get("THBGRAPH_HOME")
    candidates = [Path(named)] if named else [package / "_bundle", package.parents[1]]
    for candidate in candidates:
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    where = " or ".join(str(candidate) for candidate in candidates)
    raise StoreError(f"no folder with ontology/, data/ and queries/ at {where}; set THBGRAPH_HOME to one")


def files(root: Path) -> list[str]:
    """Lists the files of a home that make up its graph, as sorted relative paths with forward slashes.

    Hidden files and folders are left out. Raises DataError for a link that leads back to a folder above it,
    and for what is named like a file and is none.
    """
    found: list[str] = []
    for folder in FOLDERS:
        _walk(root / folder, folder, found)
    return sorted(found)


def named(root: Path, given: Sequence[str]) -> list[str] | None:
    """Returns the files of a home that paths name, relative to the working folder or to the home; None for no paths.

    Raises RequestError for what is no file of the home.
    """
    known = set(files(root))
    found = []
    for path in given:
        places = (place.resolve() for place in (Path(path), root / path))
        names = [
            place.relative_to(root.resolve()).as_posix()
            for place in places
            if place.is_relative_to(root.resolve())
        ]
        name = next((name for name in names if name in known), None)
        if name is None:
            raise RequestError(
                f"{path}: is no source; expected a file of {', '.join(FOLDERS)} in {root} that ends in {', '.join(ENDINGS)}"
            )
        found.append(name)
    return found or None


def _walk(folder: Path, name: str, found: list[str], endings: tuple[str, ...] = ENDINGS) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if entry.is_symlink() and _leads_back(folder / entry.name):
                    raise DataError(
                        "is a link to a folder that it lies in; remove it", path=f"{name}/{entry.name}"
                    )
                _walk(folder / entry.name, f"{name}/{entry.name}", found, endings)
            elif entry.name.endswith(endings):
                if not entry.is_file() and os.path.exists(
                    folder / entry.name
                ):  # reading it could wait for ever
                    raise DataError(
                        "is a pipe, socket or device and no file; remove it", path=f"{name}/{entry.name}"
                    )
                found.append(f"{name}/{entry.name}")


def _leads_back(link: Path) -> bool:
    """Says whether a link to a folder leads to one of those on the way to it."""
    return link.resolve() in {above.resolve() for above in link.parents}


def stamp(root: Path) -> str:
    """Gives a text that changes when a file of the home changes, from sizes and times alone (cheap)."""
    parts = []
    for name, path in _named_makers() + [(name, root / name) for name in files(root)]:
        try:
            status = os.stat(path)
        except OSError as error:
            raise DataError(f"cannot be read: {error.strerror}", path=name) from None
        # Archives and copies set the time of a file; the time of its last change is the system's.
        parts.append(f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
    return "\n".join(parts)


def _named_makers() -> list[tuple[str, Path]]:
    """Names and paths of the modules that make a build: what other code has made is another build."""
    package = Path(__file__).parents[1]
    names: list[str] = []
    for room in ("words", "files", "naming", "reasoning", "treaties", "building"):
        _walk(package / room, room, names, (".py",))
    return [(name, package / name) for name in sorted(names)]


def digest(root: Path) -> str:
    """Gives the SHA-256, in hexadecimal, of the names and contents of a home's files and of the builder.

    Line ends count as LF, so that checkouts of one commit on different systems agree.
    """
    import hashlib

    total = hashlib.sha256()
    for name, path in _named_makers() + [(name, root / name) for name in files(root)]:
        try:
            content = path.read_bytes().replace(b"\r\n", b"\n")
        except OSError as error:
            raise DataError(f"cannot be read: {error.strerror}", path=name) from None
        total.update(os.fsencode(name) + f"\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
