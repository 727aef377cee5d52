"""The files of a home: statements with their places, shapes and links read from them, and their canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from ..base.errors import DataError, RequestError
from ..base.namespaces import ONTOLOGY_GRAPH
from ..base.terms import turtle
from ..rdf import links
from ..rdf.links import LinkSet, format_links, link_quads
from ..rdf.table_metadata import format_metadata, read_metadata
from ..rdf.tables import format_table, table_quads
from ..rdf.trig import format_trig, place, read_trig
from . import homes
from .files import followed, write_whole


class Statement(NamedTuple):
    """A statement and where it is written: path relative to the home, and line."""

    quad: ox.Quad
    path: str
    line: int


def read_data(root: Path) -> Iterator[Statement]:
    """Reads all statements of `data/`, each with its place, file by file in order of name.

    Raises DataError at the first file that does not parse.
    """
    for name in homes.files(root):
        if name.startswith("data/"):
            yield from read_file(root, name)


def read_quads(root: Path, names: Iterable[str] | None = None) -> list[ox.Quad]:
    """Reads the quads of `data/`, or of some files of it, without their lines, which takes less time.

    Raises DataError at the first file that does not parse.
    """
    quads: list[ox.Quad] = []
    for name in homes.files(root) if names is None else names:
        if name.startswith("data/") and name.endswith(".trig"):
            quads += read_trig(homes.read_text(root, name), name)
        elif name.startswith("data/"):
            quads += (quad for quad, _ in _rows(root, name))
    return quads


def read_shape_file(root: Path, name: str) -> list[ox.Triple]:
    """Reads the shapes of one file, with blank nodes of its own; raises DataError where it does not parse."""
    try:
        found = ox.parse(
            homes.read_text(root, name).encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True
        )
        return [quad.triple for quad in found]
    except SyntaxError as error:
        raise DataError(
            f"not valid Turtle: {error.msg}", path=name, line=error.lineno, column=error.offset
        ) from None


def read_file(root: Path, name: str) -> Iterator[Statement]:
    """Reads the statements of one file of `data/`: TriG, a table with the metadata beside it, or links."""
    if name.endswith(".trig"):
        text = homes.read_text(root, name)
        for placed in place(text, name):
            yield Statement(placed.quad, name, placed.line)
    else:
        for quad, line in _rows(root, name):
            yield Statement(quad, name, line)


def _rows(root: Path, name: str) -> Iterator[tuple[ox.Quad, int]]:
    """Reads the quads of a table or of links, each with its line; what lies beside a table has none."""
    if name.endswith(".csv"):
        beside = name + "-metadata.json"
        metadata = read_metadata(homes.read_text(root, beside), beside)
        yield from table_quads(homes.read_text(root, name), metadata, name)
    elif name.endswith(".sssom.tsv"):
        yield from link_quads(read_link_file(root, name))
    elif not (root / name.removesuffix("-metadata.json")).exists():
        table = name.rpartition("/")[2].removesuffix("-metadata.json")
        raise DataError(f"its table {table} is missing", "restore it, or remove this file too", path=name)


def link_files(root: Path) -> list[str]:
    """Lists the files of links, as sorted relative paths."""
    return [name for name in homes.files(root) if name.startswith("data/") and name.endswith(".sssom.tsv")]


def read_links(root: Path) -> list[LinkSet]:
    """Reads all links of a home, one set a file; raises DataError for the first file that is wrong."""
    return [read_link_file(root, name) for name in link_files(root)]


def read_link_file(root: Path, name: str) -> LinkSet:
    """Reads the links of one file; raises DataError where it is wrong."""

    return links.read_links(homes.read_text(root, name), name)


def read_ontology(root: Path) -> Iterator[Statement]:
    """Reads the ontology into its graph; blank nodes are named in the order in which they come."""

    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    blank: dict[tuple[str, ox.BlankNode], ox.BlankNode] = {}
    for name in homes.files(root):
        if not (name.startswith("ontology/") and name.endswith(".ttl")) or "/shapes/" in name:
            continue
        text = homes.read_text(root, name)
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

    start = text.find("\n" + turtle(subject) + " ")
    return text.count("\n", 0, start + 1) + 1 if start >= 0 else 1


def differing(root: Path, names: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yields path and canonical text of every file under `data/` that is not in canonical form.

    `names` are the files to look at, all by default.

    Raises DataError for a file that has no canonical form, such as one that does not parse.
    """
    for name in homes.files(root) if names is None else names:
        if name.startswith("data/"):
            text = homes.read_text(root, name)
            canonical = _canonical(root, name, text)
            if canonical.encode() != (root / name).read_bytes():
                yield name, canonical


def write(root: Path, name: str, text: str) -> None:
    """Writes a file of the home anew, whole or not at all; one that is a symbolic link stays one."""
    write_whole(followed(root / name), text.encode())


def accept(root: Path, name: str, text: str) -> None:
    """Writes what somebody accepted to a file of the home; raises RequestError where it cannot be written."""
    path = root / name
    if homes.carried(root) is not None:
        raise RequestError(
            f"{root}: came with the package and must not be edited", "set THBGRAPH_HOME to a checkout"
        )
    try:
        path.parent.mkdir(exist_ok=True)
        write(root, name, text)
    except OSError as error:
        raise RequestError(
            f"{path}: cannot be written: {error.strerror}", "set THBGRAPH_HOME to a checkout of your own"
        ) from None


def _canonical(root: Path, name: str, text: str) -> str:
    if name.endswith(".trig"):
        return format_trig(text, name)
    if name.endswith(".csv"):
        beside = name + "-metadata.json"
        return format_table(text, read_metadata(homes.read_text(root, beside), beside), name)
    if name.endswith(".sssom.tsv"):
        return format_links(text, name)
    return format_metadata(text, path=name)
