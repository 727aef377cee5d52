"""What is known of an entity or passage, with the passage or source behind each statement."""

from __future__ import annotations

import argparse
import hashlib
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...words import vocabulary as thb
from ...words.errors import RequestError
from ...words.names import spaced
from ...words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, MEMO, MEMO_SOURCE, PREFIXES, RDF_TYPE
from ...words.terms import local, natural, short
from .opening import open_here, read, tell
from .tables import term

if TYPE_CHECKING:
    from ...graph import KnowledgeGraph

_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_INVERSE = PREFIXES["owl"] + "inverseOf"


def run(options: argparse.Namespace) -> int:
    """Prints the page of what a name names."""
    graph = open_here()
    tell(page(graph, graph.find(options.name), options.memo))
    return 0


def page(graph: KnowledgeGraph, iri: str, memo: str | None = None) -> str:
    """Writes the page of an entity, passage or source; `memo` is the reader's own copy of the memo."""
    if iri.startswith(MEMO):
        return _passage(graph, iri, memo)
    if memo is not None:
        raise RequestError("--memo goes with a passage, such as: thbgraph show 2-14 --memo FILE")
    return _entity(graph, iri)


def _passage(graph: KnowledgeGraph, iri: str, memo: str | None) -> str:
    said = {
        quad.predicate.value: quad.object.value
        for quad in graph.statements(iri)
        if quad.subject.value == iri and quad.graph_name.value == MEMO_SOURCE
    }
    lines = [graph.describe(iri)]
    section = said.get(PREFIXES["dcterms"] + "isPartOf")
    if section:
        lines.append(f"in the section: {graph.describe(section).partition(': ')[2]}")
    lead_in = said.get(thb.leadIn)
    if lead_in:
        lines.append(f"cited with its lead-in: {graph.describe(lead_in)}")
    if thb.continuesIn in said:
        lines.append(f"its last sentence continues in: {graph.describe(said[thb.continuesIn])}")
    for place in (iri, lead_in):
        lines += [f"note: {note}" for note in _notes(graph, place)] if place else []
    if memo is not None:
        lines += ["", _text(memo, iri, said.get(thb.sha256, ""))]
    grouped: dict[str, list[str]] = {}
    for quad in graph.contents(iri):
        grouped.setdefault(term(quad.subject, graph), []).append(
            f"  {_property(quad.predicate.value, graph)}: {term(quad.object, graph)}"
        )
    for subject in sorted(grouped, key=natural):
        lines += ["", subject, *sorted(grouped[subject])]
    return "\n".join(lines) + "\n"


def _notes(graph: KnowledgeGraph, iri: str) -> list[str]:
    """Gives the remarks that anybody makes on a passage."""
    note = PREFIXES["skos"] + "note"
    return sorted(
        {
            q.object.value
            for q in graph.statements(iri)
            if q.subject.value == iri and q.predicate.value == note
        }
    )


def _entity(graph: KnowledgeGraph, iri: str) -> str:
    lines = [f"{graph.label(iri)}  {short(iri)}"]
    outward: dict[str, dict[str, set[str]]] = {}  # by property
    inward: dict[str, dict[str, set[str]]] = {}  # by name
    asserted = set()
    statements = list(graph.statements(iri))
    for quad in statements:
        if quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH):
            asserted.add((quad.subject, quad.predicate, quad.object))
    for quad in statements:
        if quad.graph_name.value == COMPUTED_GRAPH and quad.subject.value != iri:
            continue
        if quad.graph_name.value == INFERRED_GRAPH and (
            (quad.subject, quad.predicate, quad.object) in asserted or quad.predicate.value != RDF_TYPE
        ):
            continue
        away = quad.subject.value == iri
        other = quad.object if away else quad.subject
        prop = quad.predicate.value
        side = outward.setdefault(prop, {}) if away else inward.setdefault(_backwards(prop, graph), {})
        side.setdefault(term(other, graph), set()).add(_mark(quad, graph))
    names = {prop: _property(prop, graph) for prop in outward}
    for prop in sorted(outward, key=lambda prop: (prop != RDF_TYPE, names[prop])):
        lines += (_in_one_line if prop == _ALT_LABEL else _block)(names[prop], outward[prop])
    if inward:
        lines += ["", "said of it elsewhere"]
        for name in sorted(inward):
            lines += _block(name, inward[name])
    return "\n".join(lines) + "\n"


def _backwards(iri: str, graph: KnowledgeGraph) -> str:
    """Names a property as read from its object: by its inverse, where the ontology has one."""
    for quad in graph.statements(iri):
        if quad.predicate.value == _INVERSE and isinstance(quad.subject, ox.NamedNode):
            other = quad.object if quad.subject.value == iri else quad.subject
            return _property(other.value, graph)
    name = _property(iri, graph)
    return name if name.endswith((" of", " by", " to", "about")) else f"{name} of"


def _mark(quad: ox.Quad, graph: KnowledgeGraph) -> str:
    if quad.graph_name.value in (INFERRED_GRAPH, COMPUTED_GRAPH):
        return local(quad.graph_name.value)
    return graph.label(quad.graph_name.value)


def _property(iri: str, graph: KnowledgeGraph) -> str:
    """Names a property by its label; one of another vocabulary by the words of its name."""
    return graph.index.labels.get(iri) or spaced(local(iri))


def _in_one_line(name: str, said: dict[str, set[str]]) -> list[str]:
    """Writes other names, of which a state has dozens: one line for those that the same sources state."""
    by: dict[str, list[str]] = {}
    for thing in sorted(said, key=natural):
        by.setdefault(", ".join(sorted(said[thing], key=natural)), []).append(thing)
    return [f"  {name}: {'; '.join(things)}  ({marks})" for marks, things in by.items()]


def _block(name: str, said: dict[str, set[str]]) -> list[str]:
    return [
        f"  {name}: {thing}  ({', '.join(sorted(said[thing], key=natural))})"
        for thing in sorted(said, key=natural)
    ]


def _text(path: str, iri: str, wanted: str) -> str:
    """Finds a passage's text in the reader's copy by its checksum.

    The copy is a table with the columns section, para and text, or the memo as plain text.
    """
    content = read(path)
    if content.startswith("section\t"):
        header, *rows = [line.split("\t") for line in content.splitlines()]
        if "text" not in header:
            raise RequestError(f"{path}: the table has no column text; it needs section, para and text")
        column = header.index("text")
        paragraphs = [row[column] for row in rows if len(row) > column]
    else:
        paragraphs = [re.sub(r"\s+", " ", line).strip() for line in content.splitlines()]
        paragraphs += [line.strip() for line in content.splitlines()]
    for paragraph in paragraphs:
        if hashlib.sha256(paragraph.encode()).hexdigest() == wanted:
            return paragraph
    name = iri.removeprefix(MEMO)
    raise RequestError(f"{path}: no paragraph has the checksum of passage {name}; is it the same memo?")
