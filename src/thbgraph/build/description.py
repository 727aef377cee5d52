"""The description of the dataset in VoID and DCAT: what it is, under which licence, and how much of what it holds.

It is a graph of its own, made from the statements alone, so that it never disagrees with them.
Source: Describing Linked Datasets with the VoID Vocabulary; DCAT 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.grouping import grouped
from ..base.namespaces import (
    BUILD,
    COMPUTED_GRAPH,
    ID,
    INFERRED_GRAPH,
    NAMED_GRAPHS,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    VOID_GRAPH,
    XSD,
)
from ..base.terms import Term, curie
from ..rdf.links import CLOSE, EXACT
from ..rdf.schemes import SCHEMES, Scheme
from ..stores.lines import graph_of, predicate_of, quads_of, subject_of, triple_of
from . import catalogue

_VOID, _DCAT, _DCTERMS = PREFIXES["void"], PREFIXES["dcat"], PREFIXES["dcterms"]
_DC, _FOAF = PREFIXES["dc"], PREFIXES["foaf"]
#: As lines have them: links, what dates the statements, types, and the beginning of our own things.
_MATCHES = tuple(f"<{prop}>".encode() for prop in (EXACT, CLOSE))
_DATED = tuple(f"<{prop}>".encode() for prop in (thb.retrieved, _DCTERMS + "date"))
_TYPE, _ENTITY = f"<{RDF_TYPE}>".encode(), f"<{ID}".encode()
DATASET = VOID_GRAPH + "#dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: What a source says of itself that the description repeats.
_REPEATED = (
    _DCTERMS + "title",
    _DCTERMS + "description",
    _DCTERMS + "license",
    _DCTERMS + "rights",
    _DC + "publisher",
    _FOAF + "page",
)


class _Counted:
    """How much sorted lines state: triples, each once, and how many there are of a subject, property, object, class and graph."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.triples = 0
        self.subjects, self.properties, self.objects, self.classes, self.graphs = (
            Counter[bytes]() for _ in range(5)
        )
        for triple, stated in groupby(lines, triple_of):
            subject, prop, thing = triple.split(b" ", 2)
            self.triples += 1
            self.subjects[subject] += 1
            self.properties[prop] += 1
            self.objects[thing] += 1
            if prop == _TYPE:
                self.classes[thing] += 1
            for line in stated:
                self.graphs[line[len(triple) + 1 : -3]] += 1

    def told(self, dataset: str) -> Iterator[ox.Quad]:
        """Says how much a dataset holds."""
        numbers = {
            "triples": self.triples,
            "entities": sum(subject.startswith(_ENTITY) for subject in self.subjects),
            "distinctSubjects": len(self.subjects),
            "distinctObjects": len(self.objects),
            "properties": len(self.properties),
            "classes": len(self.classes),
        }
        for name, number in numbers.items():
            yield _said(dataset, _VOID + name, _number(number))

    def in_graph(self, graph: str) -> int:
        """Returns how many triples a graph has."""
        return self.graphs[f"<{graph}>".encode()]


def describe(asserted: Sequence[bytes], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes the dataset that asserted statements, as sorted lines, and the ontology make up: quads of `.../void`.

    `version` is that of the dataset; each source gives its own. Raises RequestError as `catalogue.home_address` does.
    """
    place = catalogue.entry(DATASET, LICENCE, version, catalogue.home_address())
    return list(dict.fromkeys([*contents(asserted, ontology, version), *place]))


def contents(asserted: Sequence[bytes], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes what the dataset holds, wherever it is."""
    counted = _Counted(asserted)
    dated = quads_of(line for line in asserted if predicate_of(line) in _DATED)
    made = [
        _said(VOID_GRAPH, RDF_TYPE, _iri(_VOID + "DatasetDescription")),
        _said(VOID_GRAPH, _DCTERMS + "title", _text("Description of the thbgraph dataset")),
        _said(VOID_GRAPH, _FOAF + "primaryTopic", _iri(DATASET)),
        *_dataset(version),
        *counted.told(DATASET),
        *_vocabularies(counted),
        *_partitions(counted),
        *catalogue.days(DATASET, ontology, dated),
    ]
    for source, told in sorted(_sources(asserted).items()):
        if size := counted.in_graph(source):
            made.append(_said(DATASET, _VOID + "subset", _iri(source)))
            made += _source(source, told, size)
    links = Counter((graph_of(line), prop) for line in asserted if (prop := predicate_of(line)) in _MATCHES)
    for scheme in SCHEMES.values():
        made += _linksets(scheme, links)
    return list(dict.fromkeys(made))


def describe_build(lines: Iterable[bytes], digest: str, version: str) -> list[ox.Quad]:
    """Says which build all of its statements, as sorted lines, are: its version, their digest, and how much it holds.

    Who loads it elsewhere can tell by this which build is there, and whether all of it is.
    """
    counted = _Counted(lines)
    made = [
        _said(BUILD, RDF_TYPE, _iri(_VOID + "Dataset")),
        _said(BUILD, _DCTERMS + "title", _text(f"thbgraph {version}, with what is inferred and computed")),
        _said(BUILD, PREFIXES["prov"] + "wasDerivedFrom", _iri(DATASET)),
        _said(BUILD, _DCAT + "version", ox.Literal(version)),
        _said(BUILD, _DCTERMS + "identifier", ox.Literal(f"sha256:{digest}")),
        *counted.told(BUILD),
    ]
    sizes = {graph: counted.in_graph(graph) for graph in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH)}
    for graph, size in {**sizes, NAMED_GRAPHS: counted.graphs.total()}.items():
        made.append(_said(BUILD, _VOID + "subset", _iri(graph)))
        made.append(_said(graph, _VOID + "triples", _number(size)))
    return made


def _sources(asserted: Sequence[bytes]) -> dict[str, list[ox.Quad]]:
    """Returns what is said of each source."""
    typed = f" <{RDF_TYPE}> <{thb.Source}> <".encode()
    sources = {subject_of(line) for line in asserted if typed in line}
    told = quads_of(line for line in asserted if subject_of(line) in sources)
    return grouped((quad.subject.value, quad) for quad in told)


def _dataset(version: str) -> Iterator[ox.Quad]:
    yield _said(DATASET, RDF_TYPE, _iri(_VOID + "Dataset"))
    yield _said(DATASET, RDF_TYPE, _iri(_DCAT + "Dataset"))
    yield _said(DATASET, _DCTERMS + "title", _text("thbgraph"))
    yield _said(
        DATASET,
        _DCTERMS + "description",
        _text(
            "Who does what against trafficking in human beings: organizations, bodies, instruments, acts and "
            "reports, each statement in the named graph of the passage or dataset that states it"
        ),
    )
    yield _said(DATASET, _DCTERMS + "license", _iri(LICENCE))
    yield _said(DATASET, _DCAT + "version", ox.Literal(version))
    yield _said(DATASET, _VOID + "uriSpace", ox.Literal(ID))
    yield _said(DATASET, _VOID + "exampleResource", _iri(ID + "cets-197"))
    yield _said(DATASET, _VOID + "vocabulary", _iri(ONTOLOGY_GRAPH))


def _vocabularies(counted: _Counted) -> Iterator[ox.Quad]:
    """Names the vocabularies of other makers that the statements use."""
    used = {(curie(_text_of(prop)) or "").partition(":")[0] for prop in counted.properties}
    for prefix in sorted(used - {"", "thb", "rdf"}):
        yield _said(DATASET, _VOID + "vocabulary", _iri(PREFIXES[prefix]))


def _partitions(counted: _Counted) -> Iterator[ox.Quad]:
    for kind, count, by in (
        ("property", "triples", counted.properties),
        ("class", "entities", counted.classes),
    ):
        for name, number in sorted(by.items()):
            iri = _text_of(name)
            part = f"{VOID_GRAPH}#{kind}-{(curie(iri) or iri).replace(':', '-')}"
            yield _said(DATASET, _VOID + kind + "Partition", _iri(part))
            yield _said(part, _VOID + kind, _iri(iri))
            yield _said(part, _VOID + count, _number(number))


def _text_of(name: bytes) -> str:
    """Returns the IRI that stands in brackets in a line."""
    return name[1:-1].decode()


def _source(source: str, told: Iterable[ox.Quad], size: int) -> Iterator[ox.Quad]:
    """Describes one source: what is said of it, with licence or rights and version, and its size."""
    yield _said(source, RDF_TYPE, _iri(_VOID + "Dataset"))
    for quad in told:
        if quad.predicate.value in _REPEATED:
            yield _said(source, quad.predicate.value, quad.object)
            if quad.predicate.value == _FOAF + "page":
                yield _said(source, _DCAT + "landingPage", quad.object)
        elif quad.predicate.value == PREFIXES["dcat"] + "version":
            yield _said(source, _DCAT + "version", quad.object)
    yield _said(source, _VOID + "triples", _number(size))


def _linksets(scheme: Scheme, links: Mapping[tuple[bytes, bytes], int]) -> Iterator[ox.Quad]:
    """Describes the links to a scheme, a linkset for each predicate, and the dataset that they lead to.

    Codes have no IRI to link to: they stand in the count of their source alone.
    """
    target = f"{VOID_GRAPH}#target-{scheme.name}"
    own = {
        _text_of(prop): number for (graph, prop), number in links.items() if graph == scheme.graph.encode()
    }
    for predicate, number in sorted(own.items()):
        linkset = f"{VOID_GRAPH}#links-{scheme.name}-{predicate.partition('#')[2]}"
        yield _said(scheme.graph, _VOID + "subset", _iri(linkset))
        yield _said(linkset, RDF_TYPE, _iri(_VOID + "Linkset"))
        yield _said(linkset, _VOID + "linkPredicate", _iri(predicate))
        yield _said(linkset, _VOID + "subjectsTarget", _iri(DATASET))
        yield _said(linkset, _VOID + "objectsTarget", _iri(target))
        yield _said(linkset, _VOID + "triples", _number(number))
    if own:
        yield _said(target, RDF_TYPE, _iri(_VOID + "Dataset"))
        yield _said(target, _DCTERMS + "title", _text(scheme.title))
        yield _said(target, _FOAF + "homepage", _iri(scheme.homepage))
        yield _said(target, _VOID + "uriSpace", ox.Literal(scheme.namespace))


def _iri(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _text(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def _number(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


def _said(subject: str, predicate: str, thing: Term) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing, ox.NamedNode(VOID_GRAPH))
