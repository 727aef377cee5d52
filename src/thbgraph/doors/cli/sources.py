"""The command `source`: which sources there are, what each covers, and whether its table is sound."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ...answers.source_records import SourceRecord, source_record
from ...building import sources
from ...words import vocabulary as thb
from ...words.errors import DataError, RequestError
from ...words.names import quoted
from ...words.namespaces import SOURCE
from ...words.suggestions import did_you_mean, near
from ...words.terms import short
from .opening import open_here, tell, write
from .tables import grid

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph


#: How licences are called for short.
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://opendatacommons.org/licenses/pddl/1-0/": "ODC PDDL 1.0",
    "https://opensource.org/license/mit": "MIT",
}
#: The line of a table on which the quads of its metadata are placed.
_HEADER = 1
_INDENT: Any = {"initial_indent": "  ", "subsequent_indent": "  "}


def run(options: argparse.Namespace) -> int:
    """Lists the sources, shows one, or checks the tables."""
    if options.action == "check":
        return _check(options.name)
    graph = open_here()
    if options.action == "list":
        tell(_list(records(graph), graph))
        return 0
    if options.name is None:
        raise RequestError("name the source to show; thbgraph source list names them")
    tell(_page(_find(options.name, graph), graph))
    return 0


def records(graph: KnowledgeGraph) -> list[SourceRecord]:
    """Gives the records of all sources of the graph, in order of IRI."""
    found = [iri for iri, kinds in graph.index.classes.items() if short(thb.Source) in kinds]
    return [source_record(iri, graph.contents(iri)) for iri in sorted(found)]


def _find(name: str, graph: KnowledgeGraph) -> SourceRecord:
    known = [iri for iri, kinds in graph.index.classes.items() if short(thb.Source) in kinds]
    iri = name if name.startswith(SOURCE) else SOURCE + name.removeprefix("source:")
    if iri in known:
        return source_record(iri, graph.contents(iri))
    hint = did_you_mean(near(_slug(iri), map(_slug, known)), "thbgraph source list names them")
    raise RequestError(f"there is no source {quoted(name)}; {hint}")


def _slug(iri: str) -> str:
    return iri.removeprefix(SOURCE)


def _list(found: Sequence[SourceRecord], graph: KnowledgeGraph) -> str:
    today = date.today()
    rows = [
        [
            _slug(record.iri),
            record.title,
            graph.label(record.kind) if record.kind else "",
            _brief(record.rights or ""),
            str(record.entries),
            _days(record, today),
            _complete(record),
        ]
        for record in found
    ]
    return grid(["source", "title", "class", "rights", "entries", "retrieved", "complete up to"], rows)


def _brief(rights: str) -> str:
    """Gives the licence or the first words of the rights; `source show` has them whole."""
    first = rights.partition(";")[0]
    return _LICENCES.get(first, first)


def _complete(record: SourceRecord) -> str:
    """Gives the day up to which a source is complete, or the first and last where that differs by instrument."""
    days = sorted({covered.up_to for covered in record.covers})
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else ""


def _days(record: SourceRecord, today: date) -> str:
    age = record.age(today)
    return record.retrieved or "" if age is None else f"{record.retrieved} ({age} days ago)"


def _page(record: SourceRecord, graph: KnowledgeGraph) -> str:
    lines = [record.title, f"source:{_slug(record.iri)}  <{record.iri}>"]
    said = [
        ("class", graph.label(record.kind) if record.kind else "not stated"),
        ("publisher", record.publisher or "not stated"),
        ("rights", record.rights or "not stated"),
        ("version", record.version),
        ("retrieved", _days(record, date.today()) or "not stated"),
        ("entries", f"{record.entries}, in {record.statements} statements"),
        *(("page", page) for page in record.pages),
    ]
    lines += [f"  {name:<10} {value}" for name, value in said if value is not None]
    lines.append("Complete" if record.covers else "Complete: for nothing that it says")
    for covered in record.covers:
        kind = graph.label(covered.kind).lower()
        lines.append(f"  {graph.label(covered.instrument)}: every {kind} up to {covered.up_to}")
    for note in dict.fromkeys(note for covered in record.covers for note in covered.notes):
        lines += wrap(note, 98, **_INDENT)
    if record.notes:
        lines.append("Notes")
        lines += [line for note in record.notes for line in wrap(note, 98, **_INDENT)]
    return "\n".join(lines) + "\n"


def _check(name: str | None) -> int:
    """Reads the tables, or that of one source, and says what does not fit its metadata; exit 1 when any."""
    from ...files.table_metadata import GRAPH, read_metadata

    root = sources.home()
    wanted = None if name is None else SOURCE + name.removeprefix(SOURCE).removeprefix("source:")
    checked, faults = 0, 0
    for path in sources.files(root):
        if not (path.startswith("data/") and path.endswith(".csv")):
            continue
        try:
            beside = path + "-metadata.json"
            metadata = read_metadata(sources.read_text(root, beside), beside)
            if wanted is not None and metadata.get(GRAPH) != {"@id": wanted}:
                continue
            checked += 1
            rows = {statement.line for statement in sources.read_file(root, path)} - {_HEADER}
            write(f"{path}: {len(rows)} rows fit their metadata\n")
        except DataError as error:
            faults += 1
            print(f"thbgraph: {error}", file=sys.stderr)
    if not checked and not faults:
        raise RequestError(
            f"no table belongs to a source {quoted(str(name))}; thbgraph source list names them"
        )
    return 1 if faults else 0
