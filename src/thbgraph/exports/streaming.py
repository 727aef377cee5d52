"""A whole graph written from the files of its build as N-Quads or TriG, a few statements at a time.

It is what `gather` collects, byte for byte as `write_graph` writes it. Held are names, and, for TriG, which goes by
graph, the lines of what is stated.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from heapq import merge
from itertools import chain, groupby
from typing import IO, TypeAlias

import pyoxigraph as ox

from ..base.namespaces import ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, WRITTEN_PREFIXES
from ..build.builds import BUILD, COMPUTED, DATASET, INFERRED, STATED, Build
from ..questions.questions import Question
from ..results.render.rdf import declared, engine_format, prefixes_in
from ..stores.lines import (
    Lines,
    by_graph,
    graph_of,
    predicate_of,
    quads_of,
    sorted_lines,
    subject_of,
    triple_of,
    triples,
)
from .exports import ExportSelection
from .portal import published
from .preferred import with_preferred

#: The formats that are written so.
STREAMED = ("nquads", "trig")
_TYPE, _LABEL = RDF_TYPE.encode(), f"{PREFIXES['rdfs']}label".encode()
_PREF_LABEL, _ALT_LABEL = (f"<{PREFIXES['skos']}{name}>".encode() for name in ("prefLabel", "altLabel"))
#: Changes lines, and leaves them in order.
_Change: TypeAlias = Callable[[Iterable[bytes]], Iterable[bytes]]
#: So many bytes of TriG are handed on at once.
_SOME = 1 << 16


def streamed(
    build: Build, form: str, wanted: ExportSelection, questions: Iterable[Question]
) -> Iterator[bytes]:
    """Yields the whole of a build in a format, as text in parts; raises StoreError where a file cannot be read."""
    parts = _parts(build, wanted, questions)
    change: _Change = _unchanged if wanted.with_default_graph else _Preferring(build)
    default = (wanted.default_graph or "") if wanted.with_default_graph else None
    return _nquads(parts, change, default) if form == "nquads" else _trig(parts, change, default)


def _parts(build: Build, wanted: ExportSelection, questions: Iterable[Question]) -> list[Lines]:
    """Returns the lines that are wanted, in parts that are in order."""
    ontology = ONTOLOGY_GRAPH.encode()

    def stated() -> Iterator[bytes]:
        lines = build.lines(STATED)
        return lines if wanted.with_default_graph else (line for line in lines if graph_of(line) != ontology)

    def labels() -> Iterator[bytes]:
        return (line for line in build.lines(COMPUTED) if predicate_of(line) == b"<" + _LABEL + b">")

    def dataset() -> Iterator[bytes]:
        return iter(description)

    description = (
        [] if wanted.with_default_graph else sorted_lines(published(build.quads(DATASET), questions))
    )
    described = partial(build.lines, BUILD) if wanted.with_default_graph else dataset
    if wanted.with_inferred or wanted.with_default_graph:
        return [stated, partial(build.lines, INFERRED), partial(build.lines, COMPUTED), described]
    return [stated, labels, described]


def _unchanged(lines: Iterable[bytes]) -> Iterable[bytes]:
    return lines


class _Preferring:
    """Writes names that sources prefer as preferred ones."""

    def __init__(self, build: Build) -> None:
        named = [line for line in build.lines(STATED) if predicate_of(line) in (_PREF_LABEL, _ALT_LABEL)]
        names = list(quads_of(named))
        changed = zip(named, names, with_preferred(names, lambda _: iter(names)), strict=True)
        self._preferred = {triple_of(line) for line, before, after in changed if before != after}

    def __call__(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yields lines in order, those of preferred names in their new place."""
        for _, about in groupby(lines, subject_of):
            yield from sorted(set(map(self._changed, about)))

    def _changed(self, line: bytes) -> bytes:
        is_preferred = _ALT_LABEL in line and triple_of(line) in self._preferred
        return line.replace(_ALT_LABEL, _PREF_LABEL, 1) if is_preferred else line


def _nquads(parts: list[Lines], change: _Change, default: str | None) -> Iterator[bytes]:
    lines = change(merge(*(part() for part in parts)))
    return (
        iter(lines)
        if default is None
        else merge(lines, triples(merge(*(part() for part in parts)), default.encode()))
    )


def _trig(parts: list[Lines], change: _Change, default: str | None) -> Iterator[bytes]:
    graphs = by_graph(parts)
    if default is not None:
        graphs[default] = lambda: triples(merge(*(part() for part in parts)), default.encode())
    # As names in brackets are ordered, so that one that others begin with comes behind them.
    ordered = (graphs[name]() for name in sorted(graphs, key=lambda name: name and name + ">"))
    quads = chain.from_iterable(quads_of(_types_first(change(lines))) for lines in ordered)
    with tempfile.TemporaryFile() as written:
        ox.serialize(quads, written, engine_format("trig"), prefixes=WRITTEN_PREFIXES)
        yield from _declaring(written)


def _types_first(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yields lines in order, but for each subject those of its types first."""
    of_type = b" <" + _TYPE + b"> "
    for _, about in groupby(lines, subject_of):
        yield from sorted(about, key=lambda line: of_type not in line)


def _declaring(written: IO[bytes]) -> Iterator[bytes]:
    """Yields TriG with the prefixes that it uses declared in order; the serializer declares all, each time in another order."""
    written.seek(0)
    for _ in WRITTEN_PREFIXES:
        written.readline()
    start, used = written.tell(), set[str]()
    for line in written:
        used |= prefixes_in(line.decode())
    yield declared(used).encode()
    written.seek(start)
    while some := written.read(_SOME):
        yield some
