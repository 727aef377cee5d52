"""The description of the dataset in VoID and DCAT: what it is, under which licence, and how much of what it holds.

It is a graph of its own, made from the statements alone, so that it never disagrees with them.
Source: Describing Linked Datasets with the VoID Vocabulary; DCAT 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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
from ..stores.evaluation import Solutions
from ..stores.protocol import Store
from . import catalogue

_VOID, _DCAT, _DCTERMS = PREFIXES["void"], PREFIXES["dcat"], PREFIXES["dcterms"]
_DC, _FOAF = PREFIXES["dc"], PREFIXES["foaf"]
_MATCHES = (EXACT, CLOSE)
DATASET = VOID_GRAPH + "#dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
#: What is counted of a build, and how.
_COUNTED = (
    ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    (
        "entities",
        f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT DISTINCT ?s {{ ?s ?p ?o }} }} FILTER(STRSTARTS(STR(?s), '{ID}')) }}",
    ),
    ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
    ("distinctObjects", "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
    ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
    ("classes", "SELECT (COUNT(DISTINCT ?class) AS ?n) { ?s a ?class }"),
)
#: What a source says of itself that the description repeats.
_REPEATED = (
    _DCTERMS + "title",
    _DCTERMS + "description",
    _DCTERMS + "license",
    _DCTERMS + "rights",
    _DC + "publisher",
    _FOAF + "page",
)


def describe(quads: Sequence[ox.Quad], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes the dataset that asserted quads and the ontology make up, as quads of the graph `.../void`.

    `version` is that of the dataset; each source gives its own. Raises RequestError as `catalogue.home_address` does.
    """
    place = catalogue.entry(DATASET, LICENCE, version, catalogue.home_address())
    return list(dict.fromkeys([*contents(quads, ontology, version), *place]))


def contents(quads: Sequence[ox.Quad], ontology: Iterable[ox.Quad], version: str) -> list[ox.Quad]:
    """Describes what the dataset holds, wherever it is."""
    triples = {quad.triple for quad in quads}
    made = [
        _said(VOID_GRAPH, RDF_TYPE, _iri(_VOID + "DatasetDescription")),
        _said(VOID_GRAPH, _DCTERMS + "title", _text("Description of the thbgraph dataset")),
        _said(VOID_GRAPH, _FOAF + "primaryTopic", _iri(DATASET)),
        *_dataset(version),
        *_counts(DATASET, triples),
        *_vocabularies(triples),
        *_partitions(triples),
        *catalogue.days(DATASET, ontology, quads),
    ]
    by_graph, sources = grouped((quad.graph_name.value, quad) for quad in quads), _sources(quads)
    told = grouped((quad.subject.value, quad) for quad in quads if quad.subject.value in sources)
    for source in sorted(by_graph.keys() & told.keys()):
        made.append(_said(DATASET, _VOID + "subset", _iri(source)))
        made += _source(source, told[source], by_graph[source])
    for scheme in SCHEMES.values():
        made += _linksets(scheme, by_graph.get(scheme.graph, ()))
    return list(dict.fromkeys(made))


def describe_build(store: Store, digest: str, version: str) -> list[ox.Quad]:
    """Says which build a store holds: its version, the digest of its sources, and how much it holds.

    Who loads it elsewhere can tell by this which build is there, and whether all of it is.
    """
    made = [
        _said(BUILD, RDF_TYPE, _iri(_VOID + "Dataset")),
        _said(BUILD, _DCTERMS + "title", _text(f"thbgraph {version}, with what is inferred and computed")),
        _said(BUILD, PREFIXES["prov"] + "wasDerivedFrom", _iri(DATASET)),
        _said(BUILD, _DCAT + "version", ox.Literal(version)),
        _said(BUILD, _DCTERMS + "identifier", ox.Literal(f"sha256:{digest}")),
    ]
    made += (_said(BUILD, _VOID + name, _counted(store, query)) for name, query in _COUNTED)
    for graph in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH, NAMED_GRAPHS):
        made.append(_said(BUILD, _VOID + "subset", _iri(graph)))
        within = "?g" if graph == NAMED_GRAPHS else f"<{graph}>"
        size = _counted(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH {within} {{ ?s ?p ?o }} }}")
        made.append(_said(graph, _VOID + "triples", size))
    return made


def _counted(store: Store, query: str) -> Term:
    """Returns the number that a query counts."""
    found = store.query(query)
    assert isinstance(found, Solutions)
    return next(row["n"] for row in found)


def _sources(quads: Iterable[ox.Quad]) -> set[str]:
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == RDF_TYPE and quad.object.value == thb.Source
    }


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


def _counts(dataset: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    triples = list(triples)
    subjects = {triple.subject for triple in triples}
    counted = {
        "triples": len(triples),
        "entities": sum(subject.value.startswith(ID) for subject in subjects),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({triple.object for triple in triples}),
        "properties": len({triple.predicate for triple in triples}),
        "classes": len({triple.object for triple in triples if triple.predicate.value == RDF_TYPE}),
    }
    for name, number in counted.items():
        yield _said(dataset, _VOID + name, _number(number))


def _vocabularies(triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Names the vocabularies of other makers that the statements use."""
    predicates = {triple.predicate.value for triple in triples}
    used = {(curie(predicate) or "").partition(":")[0] for predicate in predicates}
    for prefix in sorted(used - {"", "thb", "rdf"}):
        yield _said(DATASET, _VOID + "vocabulary", _iri(PREFIXES[prefix]))


def _partitions(triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    properties = Counter(triple.predicate.value for triple in triples)
    classes = Counter(triple.object.value for triple in triples if triple.predicate.value == RDF_TYPE)
    for kind, count, by in (("property", "triples", properties), ("class", "entities", classes)):
        for iri, number in sorted(by.items()):
            part = f"{VOID_GRAPH}#{kind}-{(curie(iri) or iri).replace(':', '-')}"
            yield _said(DATASET, _VOID + kind + "Partition", _iri(part))
            yield _said(part, _VOID + kind, _iri(iri))
            yield _said(part, _VOID + count, _number(number))


def _source(source: str, told: Iterable[ox.Quad], own: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Describes one source: what is said of it, with licence or rights and version, and its size."""
    yield _said(source, RDF_TYPE, _iri(_VOID + "Dataset"))
    for quad in told:
        if quad.predicate.value in _REPEATED:
            yield _said(source, quad.predicate.value, quad.object)
            if quad.predicate.value == _FOAF + "page":
                yield _said(source, _DCAT + "landingPage", quad.object)
        elif quad.predicate.value == PREFIXES["dcat"] + "version":
            yield _said(source, _DCAT + "version", quad.object)
    yield _said(source, _VOID + "triples", _number(len({quad.triple for quad in own})))


def _linksets(scheme: Scheme, own: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Describes the links to a scheme, a linkset for each predicate, and the dataset that they lead to.

    Codes have no IRI to link to: they stand in the count of their source alone.
    """
    target = f"{VOID_GRAPH}#target-{scheme.name}"
    counts = Counter(quad.predicate.value for quad in own if quad.predicate.value in _MATCHES)
    for predicate, number in sorted(counts.items()):
        links = f"{VOID_GRAPH}#links-{scheme.name}-{predicate.partition('#')[2]}"
        yield _said(scheme.graph, _VOID + "subset", _iri(links))
        yield _said(links, RDF_TYPE, _iri(_VOID + "Linkset"))
        yield _said(links, _VOID + "linkPredicate", _iri(predicate))
        yield _said(links, _VOID + "subjectsTarget", _iri(DATASET))
        yield _said(links, _VOID + "objectsTarget", _iri(target))
        yield _said(links, _VOID + "triples", _number(number))
    if counts:
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
