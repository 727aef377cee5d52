"""Homes: folders with home.toml, ontology/, data/ and queries/, which of their files count, and what they look like.

The home is `$THBGRAPH_HOME`, else what the wheel carries, else the repository that this file lies in. The key of a build
is a hash of its sources and of the program, and a stamp says whether it may be another now.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError, RequestError, StoreError, ThbgraphError
from ..base.home import HOME, HOME_FILE, candidates, read_home
from ..stores.evaluation import short_of_files

FOLDERS = ("ontology", "data", "queries")
#: A picture that a home may have.
CARD = "card.png"
#: The folder of queries that find conflicts.
CONFLICTS = "queries/conflicts"
#: The folder of the reports, and of the questions that they alone ask.
REPORTS = "queries/reports"
#: What stands beside the questions: the words by which people ask each, and the columns that several have.
WORDINGS, COLUMNS = "queries/wordings.yaml", "queries/columns.yaml"
#: The endings of the files that count; anything else in the folders is left alone.
ENDINGS = (".ttl", ".trig", ".csv", ".csv-metadata.json", ".sssom.tsv", ".rq", ".yaml")


def home(given: str | Path | None = None) -> Path:
    """Finds the folder that holds home.toml, ontology/, data/ and queries/, else the one that is given.

    Raises StoreError when there is none, and for one whose home.toml differs from that of the home which this process
    was started for; DataError for a home.toml that is wrong.
    """
    places = [Path(given)] if given is not None else candidates()
    for place in places:
        if is_home(place):
            if read_home(read_text(place, HOME_FILE)) != HOME:
                raise StoreError(
                    f"{place}: its {HOME_FILE} is not that of the home which this process was started for, whose names "
                    f"begin with {HOME.base}",
                    f"start another process with THBGRAPH_HOME={place}",
                )
            return place
    where = " or ".join(map(str, places))
    raise StoreError(
        f"no folder with {HOME_FILE}, ontology/, data/ and queries/ at {where}",
        "set THBGRAPH_HOME to one, or make one with: thbgraph init DIR",
    )


def is_home(folder: Path) -> bool:
    """Says whether a folder holds what a home does."""
    return all((folder / name).is_dir() for name in FOLDERS) and (folder / HOME_FILE).is_file()


def card(root: Path) -> bytes | None:
    """Returns the picture by which other sites show a link to the site of a home; None where it has none."""
    return (root / CARD).read_bytes() if (root / CARD).is_file() else None


def carried(root: Path) -> Path | None:
    """Returns the folder of the build that a home carries which came with the package; None where it has sources alone."""
    build = root / "build"
    return build if (build / "manifest").is_file() else None


def files(root: Path, folders: Sequence[str] = FOLDERS) -> list[str]:
    """Lists the files of a home with its home.toml, or those of some of its folders, as sorted relative paths with forward slashes.

    Hidden files and folders are left out. Raises DataError for a link that leads back to a folder above it,
    and for what is named like a file and is none.
    """
    found = [HOME_FILE] if folders == FOLDERS and (root / HOME_FILE).is_file() else []
    for folder in folders:
        _walk(root / folder, folder, found)
    return sorted(found)


def question_files(root: Path) -> list[str]:
    """Lists the files that hold saved questions, as sorted relative paths."""
    found: list[str] = []
    _walk(root / "queries", "queries", found, (".rq",))
    return sorted(name for name in found if name.count("/") == 1)


def beside_questions(root: Path) -> dict[str, str]:
    """Reads what stands beside the questions of a home, by relative path; a home may lack either file."""
    return {path: read_text(root, path) for path in (WORDINGS, COLUMNS) if (root / path).is_file()}


def conflict_texts(root: Path) -> dict[str, str]:
    """Reads the files that declare kinds of conflict, by relative path, sorted; none where a home has no such folder."""
    found: list[str] = []
    if (root / CONFLICTS).is_dir():
        _walk(root / CONFLICTS, CONFLICTS, found, (".rq",))
    return {path: read_text(root, path) for path in sorted(found)}


def report_files(root: Path) -> list[str]:
    """Lists the files that declare reports, and of the questions that these alone ask, as sorted relative paths."""
    found: list[str] = []
    if (root / REPORTS).is_dir():
        _walk(root / REPORTS, REPORTS, found, (".yaml", ".rq"))
    return sorted(found)


def report_names(root: Path) -> list[str]:
    """Lists the names of the reports of a home, in order."""
    paths = (path for path in report_files(root) if path.endswith(".yaml"))
    return [path.rpartition("/")[2].removesuffix(".yaml") for path in paths]


def query_name(path: str) -> str:
    """Returns the name of the question, or of the kind of conflict, that a file holds.

    >>> query_name("queries/conflicts/list.rq")
    'list'
    """
    return path.rpartition("/")[2].removesuffix(".rq")


def read_text(root: Path, name: str) -> str:
    """Reads a file of the home as UTF-8 with LF line ends.

    Raises DataError for a file that is missing, starts with a byte-order mark, or is not UTF-8.
    """
    try:
        raw = (root / name).read_bytes()
        text = raw.decode()
    except OSError as error:
        raise unreadable(name, error) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"is not UTF-8 at byte {error.start}", "save it as UTF-8", path=name, line=line
        ) from None
    if text.startswith("\ufeff"):
        raise DataError("starts with a byte-order mark", "save it as UTF-8 without one", path=name, line=1)
    return text.replace("\r\n", "\n")


def unreadable(name: str, error: OSError) -> ThbgraphError:
    """Returns the error of a file of the home that cannot be read."""
    return short_of_files(error) or DataError(f"cannot be read: {error.strerror}", path=name)


def named(root: Path, given: Sequence[str]) -> list[str] | None:
    """Returns the files of a home that paths name, relative to the working folder or to the home; None for no paths.

    Raises RequestError for what is no file of the home.
    """
    known = set(files(root))
    found = []
    for path in given:
        places = [Path(os.path.realpath(place)) for place in (path, root / path)]
        inside = Path(os.path.realpath(root))
        names = [place.relative_to(inside).as_posix() for place in places if place.is_relative_to(inside)]
        name = next((name for name in names if name in known), None)
        if name is None:
            raise RequestError(
                f"{path}: is not a source",
                f"expected a file under {', '.join(FOLDERS)} in {root} that ends in {', '.join(ENDINGS)}",
            )
        found.append(name)
    return found or None


def _walk(folder: Path, name: str, found: list[str], endings: tuple[str, ...] = ENDINGS) -> None:
    try:
        listing = os.scandir(folder)
    except OSError as error:
        raise unreadable(name, error) from None
    with listing as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry, f"{name}/{entry.name}"):
                if entry.is_symlink() and _leads_back(folder / entry.name):
                    raise DataError(
                        "is a link to a folder that it lies in", "remove it", path=f"{name}/{entry.name}"
                    )
                _walk(folder / entry.name, f"{name}/{entry.name}", found, endings)
            elif entry.name.endswith(endings):
                if not entry.is_file() and os.path.exists(
                    folder / entry.name
                ):  # reading it could wait for ever
                    raise DataError(
                        "is a pipe, socket or device, not a file", "remove it", path=f"{name}/{entry.name}"
                    )
                found.append(f"{name}/{entry.name}")


def _is_folder(entry: os.DirEntry[str], name: str) -> bool:
    """Says whether an entry is a folder, or a link to one; raises DataError for a link that leads nowhere but to itself."""
    try:
        return entry.is_dir()
    except OSError as error:
        raise DataError(
            f"is a link that cannot be followed ({error.strerror})", "remove it", path=name
        ) from None


def _leads_back(link: Path) -> bool:
    """Says whether a link to a folder leads to one of those on the way to it."""
    return os.path.realpath(link) in {os.path.realpath(above) for above in link.parents}


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
            raise unreadable(path, error) from None
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
    return [(name, f"{root}/{name}") for name in (HOME_FILE, *files(root, _SOURCES))]


def _hashed(files: Iterable[tuple[str, str]], of: str = "") -> str:
    import hashlib  # which loads a library that most commands need for nothing

    total = hashlib.sha256(f"{ox.__version__}\0{of}\0".encode())
    for name, path in files:
        try:
            with open(path, "rb") as file:
                content = file.read().replace(b"\r\n", b"\n")
        except OSError as error:
            raise unreadable(name, error) from None
        total.update(os.fsencode(name) + f"\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
