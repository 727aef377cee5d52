"""What the scripts of the site load: the names to search in, and the graph to ask."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import BASE, COMPUTED_GRAPH, ID, INFERRED_GRAPH, MEMO, ONTOLOGY_GRAPH, PREFIXES
from ..base.terms import expand, local, short, with_stable_blanks
from ..graph.knowledge_graph import KnowledgeGraph
from ..names.folding import fold

#: Classes that say less of a thing than its others, those that say least last.
_GENERAL = (
    *(
        "org:Organization",
        "prov:Activity",
        short(thb.Work),
        "schema:Event",
        "foaf:Document",
        "eli:LegalResource",
    ),
    *("skos:Concept", "schema:Country", "schema:Place", "foaf:Agent", short(thb.Entity)),
)


def names_file(graph: KnowledgeGraph) -> str:
    """Writes what search finds, as JSON: label, kind, path, folded names and, of a group without members, whose it has."""
    entries = [*_things(graph), *_questions(graph), *_sources(graph)]
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def options_file(graph: KnowledgeGraph) -> str:
    """Writes what the forms of questions suggest, as JSON: the labels of all things of each class that a parameter takes."""
    params = (param for question in graph.questions.values() for param in question.params)
    kinds = sorted({short(param.wants_class) for param in params if param.wants_class})
    options = {kind: [thing.label for thing in graph.classes[kind]] for kind in kinds}
    return json.dumps(options, ensure_ascii=False, separators=(",", ":"))


def graph_file(graph: KnowledgeGraph) -> bytes:
    """Writes all named graphs as sorted TriG, gzipped, the same bytes each time."""
    iris = sorted({*graph.index.sources, INFERRED_GRAPH, COMPUTED_GRAPH, ONTOLOGY_GRAPH})
    quads = (
        quad for iri in iris for quad in sorted(with_stable_blanks(graph.statements(graph=iri)), key=str)
    )
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    assert text is not None
    return gzip.compress(text, mtime=0)


def _things(graph: KnowledgeGraph) -> Iterator[list[object]]:
    tables, labels = graph.index.names, graph.index.labels
    names = defaultdict[str, dict[str, None]](dict)
    written = (tables.named, tables.codes, tables.printed)
    for name, iris in chain.from_iterable(table.items() for table in written):
        for iri in iris:
            names[iri][name] = None
    for iri in sorted(labels):
        if iri.startswith(ID) and short(thb.Entity) in graph.index.classes.get(iri, ()):
            names[iri][fold(labels[iri])] = None
            group = tables.groups.get(iri, "").removeprefix(BASE)
            entry: list[object] = [labels[iri], kind_of(iri, graph), iri.removeprefix(BASE), [*names[iri]]]
            yield [*entry, group] if group else entry


def kind_of(iri: str, graph: KnowledgeGraph) -> str:
    """Returns what a thing is, in a word: a source or a passage, else by that of its classes which says most."""
    if iri in graph.index.sources:
        return "part of the memo" if iri.startswith(MEMO) else "source"
    places = {kind: place for place, kind in enumerate(_GENERAL)}
    kinds = sorted(graph.index.classes.get(iri, ()), key=lambda kind: (places.get(kind, -1), kind))
    return graph.index.label(expand(kinds[0]) or kinds[0]).lower() if kinds else "thing"


def _questions(graph: KnowledgeGraph) -> Iterator[list[object]]:
    for name, question in graph.questions.items():
        yield [question.summary, "question", f"ask/{name}", [fold(question.summary), fold(name)]]


def _sources(graph: KnowledgeGraph) -> Iterator[list[object]]:
    for iri, description in graph.index.sources.items():
        described = str(description)
        yield [described, kind_of(iri, graph), iri.removeprefix(BASE), [fold(described), fold(local(iri))]]
