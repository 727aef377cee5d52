"""Where the files lie, and reading them: ontology/, data/ and queries/ of one home folder.

The home is `$THBGRAPH_HOME`, else what the wheel carries, else the repository that this file lies in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from ..words.errors import DataError, StoreError

if TYPE_CHECKING:
    from ..files.links import LinkSet

FOLDERS = ("ontology", "data", "queries")
#: The endings of the files that make up a graph; anything else in the folders is left alone.
ENDINGS = (".ttl", ".trig", ".csv", ".csv-metadata.json", ".sssom.tsv", ".rq")


class Statement(NamedTuple):
    """A statement and where it is written: path relative to the home, and line."""

    quad: ox.Quad
    path: str
    line: int


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


def read_text(root: Path, name: str) -> str:
    """Reads a file of the home as UTF-8 with LF line ends.

    Raises DataError for a file that is missing, starts with a byte-order mark, or is not UTF-8.
    """
    try:
        raw = (root / name).read_bytes()
        text = raw.decode()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", path=name) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"is not UTF-8 at byte {error.start}; save it as UTF-8", path=name, line=line
        ) from None
    if text.startswith("\ufeff"):
        raise DataError("starts with a byte-order mark; save it as UTF-8 without one", path=name, line=1)
    return text.replace("\r\n", "\n")


def read_data(root: Path) -> Iterator[Statement]:
    """Reads all statements of `data/`, each with its place, file by file in order of name.

    Raises DataError at the first file that does not parse.
    """
    for name in files(root):
        if name.startswith("data/"):
            yield from read_file(root, name)


def read_quads(root: Path) -> list[ox.Quad]:
    """Reads all quads of `data/` without their lines, which is several times as fast as `read_data`.

    Raises DataError at the first file that does not parse.
    """
    from ..files.trig import read_trig

    quads: list[ox.Quad] = []
    for name in files(root):
        if name.startswith("data/") and name.endswith(".trig"):
            quads += read_trig(read_text(root, name), name)
        elif name.startswith("data/"):
            quads += (statement.quad for statement in read_file(root, name))
    return quads


def read_shape_file(root: Path, name: str) -> list[ox.Triple]:
    """Reads the shapes of one file, with blank nodes of its own; raises DataError where it does not parse."""
    try:
        found = ox.parse(read_text(root, name).encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        return [quad.triple for quad in found]
    except SyntaxError as error:
        raise DataError(
            f"not valid Turtle: {error.msg}", path=name, line=error.lineno, column=error.offset
        ) from None


def read_file(root: Path, name: str) -> Iterator[Statement]:
    """Reads the statements of one file of `data/`: TriG, a table with the metadata beside it, or links."""
    from ..files.table_metadata import read_metadata
    from ..files.tables import table_quads
    from ..files.trig import place, read_trig

    if name.endswith(".trig"):
        text = read_text(root, name)
        for placed in place(text, name, read_trig(text, name)):
            yield Statement(placed.quad, name, placed.line)
    elif name.endswith(".csv"):
        beside = name + "-metadata.json"
        metadata = read_metadata(read_text(root, beside), beside)
        for quad, line in table_quads(read_text(root, name), metadata, name):
            yield Statement(quad, name, line)
    elif name.endswith(".sssom.tsv"):
        from ..files.links import link_quads

        for quad, line in link_quads(read_link_file(root, name)):
            yield Statement(quad, name, line)
    elif not (root / name.removesuffix("-metadata.json")).exists():
        table = name.rpartition("/")[2].removesuffix("-metadata.json")
        raise DataError(f"its table {table} is missing; restore it, or remove this file too", path=name)


def link_files(root: Path) -> list[str]:
    """Lists the files of links, as sorted relative paths."""
    return [name for name in files(root) if name.startswith("data/") and name.endswith(".sssom.tsv")]


def read_links(root: Path) -> list[LinkSet]:
    """Reads all links of a home, one set a file; raises DataError for the first file that is wrong."""
    return [read_link_file(root, name) for name in link_files(root)]


def read_link_file(root: Path, name: str) -> LinkSet:
    """Reads the links of one file; raises DataError where it is wrong."""
    from ..files.links import read_links as read

    return read(read_text(root, name), name)


def read_ontology(root: Path) -> Iterator[Statement]:
    """Reads the ontology into its graph; blank nodes are named in the order in which they come."""
    from ..words.namespaces import ONTOLOGY_GRAPH

    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    blank: dict[tuple[str, ox.BlankNode], ox.BlankNode] = {}
    for name in files(root):
        if not (name.startswith("ontology/") and name.endswith(".ttl")) or "/shapes/" in name:
            continue
        text = read_text(root, name)
        lines: dict[ox.NamedNode | ox.BlankNode, int] = {}
        try:
            triples = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise DataError(
                f"not valid Turtle: {error.msg}", path=name, line=error.lineno, column=error.offset
            ) from None
        for triple in triples:
            if triple.subject not in lines:
                lines[triple.subject] = _line_of_subject(text, triple.subject)
            subject, thing = (
                blank.setdefault((name, term), ox.BlankNode(f"b{len(blank)}"))
                if isinstance(term, ox.BlankNode)
                else term
                for term in (triple.subject, triple.object)
            )
            yield Statement(ox.Quad(subject, triple.predicate, thing, graph), name, lines[triple.subject])


def _line_of_subject(text: str, subject: ox.NamedNode | ox.BlankNode) -> int:
    from ..words.terms import turtle

    start = text.find("\n" + turtle(subject) + " ")
    return text.count("\n", 0, start + 1) + 1 if start >= 0 else 1
