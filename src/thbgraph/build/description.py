"""The description of the dataset in VoID: what it is, under which licence, and how much of what it holds.

It is a graph of its own, made from the statements alone, so that it never disagrees with them. Where the dataset is
published says `exports.portal`. Source: Describing Linked Datasets with the VoID Vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.namespaces import (
    COMPUTED,
    COMPUTED_GRAPH,
    ID,
    INFERRED_GRAPH,
    NAMED_GRAPHS,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    VOID_GRAPH,
    WRITTEN_PREFIXES,
    XSD,
)
from ..base.terms import curie
from ..base.values import grouped
from ..rdf.links import CLOSE, EXACT
from ..rdf.schemes import SCHEMES, Scheme
from ..stores.lines import graph_of, predicate_of, quads_of, subject_of, triple_of

_DCTERMS = PREFIXES["dcterms"]
#: As lines have them: links, what dates the statements, types, and the beginnings of our things and of nodes of the build's own.
_MATCHES = tuple(f"<{prop}>".encode() for prop in (EXACT, CLOSE))
_DATED = tuple(f"<{prop}>".encode() for prop in (thb.retrieved, _DCTERMS + "date"))
_TYPE, _ENTITY, _OWN = (f"<{iri}".encode() for iri in (f"{RDF_TYPE}>", ID, COMPUTED))
_ANYTHING = f"<{thb.Entity}>".encode()
DATASET = VOID_GRAPH + "#dataset"
#: What a source says of itself that the description repeats, and by which properties.
_REPEATED = {
    **{_DCTERMS + name: (_DCTERMS + name,) for name in ("title", "description", "license", "rights")},
    PREFIXES["dc"] + "publisher": (PREFIXES["dc"] + "publisher",),
    PREFIXES["foaf"] + "page": (PREFIXES["foaf"] + "page", PREFIXES["dcat"] + "landingPage"),
    PREFIXES["dcat"] + "version": (PREFIXES["dcat"] + "version",),
}

_DECLARED = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in WRITTEN_PREFIXES.items())
#: What the description says of itself and of the dataset, and of a build.
_DATASET = """
<> a void:DatasetDescription ;
  dcterms:title "Description of the {name} dataset"@en ;
  foaf:primaryTopic <#dataset> .
<#dataset> a void:Dataset , dcat:Dataset ;
  dcterms:title "{name}"@en ;
  dcterms:description "{title}: {contents}, each statement in the named graph of the passage or dataset that states it"@en ;
  dcterms:license <{licence}> ;
  dcat:version "{version}" ;
  void:uriSpace "{ids}" ;
  void:vocabulary <{ontology}> .
"""
_BUILD = """
<#build> a void:Dataset ;
  dcterms:title "{name} {version}, with what is inferred and computed"@en ;
  prov:wasDerivedFrom <#dataset> ;
  dcat:version "{version}" ;
  dcterms:identifier "sha256:{digest}" ;
  void:triples {triples} .
"""
#: The dataset that links lead to, and those that lead there by one predicate.
_TARGET = """
<#target-{name}> a void:Dataset ;
  dcterms:title "{title}"@en ;
  foaf:homepage <{page}> ;
  void:uriSpace "{space}" .
"""
_LINKSET = """
<{graph}> void:subset <#links-{name}-{kind}> .
<#links-{name}-{kind}> a void:Linkset ;
  void:linkPredicate <{predicate}> ;
  void:subjectsTarget <#dataset> ;
  void:objectsTarget <#target-{name}> ;
  void:triples {number} .
"""


class _LineCounts:
    """How much sorted lines state: triples, each once, with their subjects and objects, and how many a property, class and graph has."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.triples = 0
        self.subjects, self.objects = set[bytes](), set[bytes]()
        self.properties, self.classes, self.graphs = (Counter[bytes]() for _ in range(3))
        before = b""
        for line in lines:
            end = line.rindex(b" <")
            triple = line[:end]
            self.graphs[line[end + 1 : -3]] += 1
            if triple == before:  # in another graph
                continue
            before = triple
            subject, prop, thing = triple.split(b" ", 2)
            self.triples += 1
            self.subjects.add(subject)
            self.properties[prop] += 1
            self.objects.add(thing)
            if prop == _TYPE:
                self.classes[thing] += 1

    def counts_in_turtle(self) -> str:
        """Says how much the dataset holds."""
        numbers = {
            "triples": self.triples,
            "entities": sum(subject.startswith(_ENTITY) for subject in self.subjects),
            "distinctSubjects": len(self.subjects),
            "distinctObjects": len(self.objects),
            "properties": len(self.properties),
            "classes": len(self.classes),
        }
        return "".join(f"<#dataset> void:{name} {number} .\n" for name, number in numbers.items())

    def in_graph(self, graph: str) -> int:
        """Returns how many triples a graph has."""
        return self.graphs[f"<{graph}>".encode()]


def contents(asserted: Sequence[bytes], ontology: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Describes what the dataset holds, wherever it is."""
    counted = _LineCounts(asserted)
    dated = quads_of(line for line in asserted if predicate_of(line) in _DATED)
    text = _DATASET.format(**HOME._asdict(), ids=ID, ontology=ONTOLOGY)
    if HOME.example:
        text += f"<#dataset> void:exampleResource <{ID}{HOME.example}> .\n"
    text += counted.counts_in_turtle() + _vocabularies(counted) + _partitions(counted)
    text += _relations(asserted) + _days(ontology, dated)
    for source, source_quads in sorted(_sources(asserted).items()):
        if size := counted.in_graph(source):
            text += f"<#dataset> void:subset <{source}> .\n{_source(source, source_quads, size)}"
    links = Counter((graph_of(line), prop) for line in asserted if (prop := predicate_of(line)) in _MATCHES)
    text += "".join(_linksets(scheme, links) for scheme in SCHEMES.values())
    return described(text)


def describe_build(lines: Collection[bytes], digest: str, computed: Iterable[bytes] = ()) -> list[ox.Quad]:
    """Says which build its statements are, as lines: its version, their digest, and how much it holds.

    Of those that are `computed`, which are many, none is held. Who loads it elsewhere can tell by this which build is
    there, and whether all of it is.
    """
    graphs, known = Counter(map(graph_of, lines)), {*map(triple_of, lines)}
    of_computed = Counter(line.startswith(_OWN) or triple_of(line) not in known for line in computed)
    graphs[COMPUTED_GRAPH.encode()] += of_computed.total()
    triples = len(known) + of_computed[True]
    text = _BUILD.format(name=HOME.name, version=HOME.version, digest=digest, triples=triples)
    sizes = {graph: graphs[graph.encode()] for graph in (ONTOLOGY_GRAPH, INFERRED_GRAPH, COMPUTED_GRAPH)}
    for graph, size in {**sizes, NAMED_GRAPHS: graphs.total()}.items():
        text += f"<#build> void:subset <{graph}> . <{graph}> void:triples {size} .\n"
    return described(text)


def _sources(asserted: Sequence[bytes]) -> dict[str, list[ox.Quad]]:
    """Returns what is said of each source."""
    typed = f" <{RDF_TYPE}> <{thb.Source}> <".encode()
    sources = {subject_of(line) for line in asserted if typed in line}
    source_quads = quads_of(line for line in asserted if subject_of(line) in sources)
    return grouped((quad.subject.value, quad) for quad in source_quads)


def _vocabularies(counted: _LineCounts) -> str:
    """Names the vocabularies of other makers that the statements use."""
    used = {(curie(_text_of(prop)) or "").partition(":")[0] for prop in counted.properties}
    named = (PREFIXES[prefix] for prefix in sorted(used - {"", "thb", "rdf"}))
    return "".join(f"<#dataset> void:vocabulary <{vocabulary}> .\n" for vocabulary in named)


def _partitions(counted: _LineCounts) -> str:
    text = ""
    for kind, count, by in (
        ("property", "triples", counted.properties),
        ("class", "entities", counted.classes),
    ):
        for name, number in sorted(by.items()):
            part = f"<#{kind}-{_named(name)}>"
            text += f"<#dataset> void:{kind}Partition {part} . {part} void:{kind} {name.decode()} ; void:{count} {number} .\n"
    return text


def _relations(asserted: Iterable[bytes]) -> str:
    """Describes by class and property what things of a class lead to: of which classes, and of which datatypes.

    Left out are types, which the classes tell themselves, and the class that all entities have. How many there are is
    told of classes and of properties alone, so that editors, which wait a few seconds for it, get it at once.
    """
    stated = [triple.split(b" ", 2) for triple, _ in groupby(asserted, triple_of)]
    classes = grouped(
        (subject, thing) for subject, prop, thing in stated if prop == _TYPE and thing != _ANYTHING
    )
    ends = defaultdict[tuple[bytes, bytes], set[tuple[str, bytes]]](set)
    for subject, prop, thing in stated:
        if prop == _TYPE:
            continue
        led = [("void-ext:datatype", _datatype(thing))] if thing[:1] == b'"' else []
        led += (("void:class", kind) for kind in classes.get(thing, ()))
        for kind in classes.get(subject, ()):
            ends[kind, prop].update(led)
    text = ""
    for at, ((kind, prop), led_to) in enumerate(sorted(ends.items())):
        part = f"<#p{at}>"
        text += f"<#class-{_named(kind)}> void:propertyPartition {part} . {part} void:property {prop.decode()} .\n"
        for place, (word, end) in enumerate(sorted(led_to)):
            text += f"{part} {word}Partition <#p{at}-{place}> . <#p{at}-{place}> {word} {end.decode()} .\n"
    return text


def _datatype(literal: bytes) -> bytes:
    """Returns the datatype of a literal, in brackets as lines have it."""
    _, _, behind = literal.rpartition(b'"')
    if behind.startswith(b"^^"):
        return behind[2:]
    return f"<{PREFIXES['rdf']}langString>".encode() if behind else f"<{XSD}string>".encode()


def _named(name: bytes) -> str:
    """Returns what stands for a term, given as lines have it, within the names of parts."""
    iri = _text_of(name)
    return (curie(iri) or iri).replace(":", "-")


def _text_of(name: bytes) -> str:
    """Returns the IRI that stands in brackets in a line."""
    return name[1:-1].decode()


def _source(source: str, source_quads: Iterable[ox.Quad], size: int) -> str:
    """Describes one source: what is said of it, with licence or rights and version, and its size."""
    text = f"<{source}> a void:Dataset ; void:triples {size} .\n"
    for quad in source_quads:
        for prop in _REPEATED.get(quad.predicate.value, ()):
            text += f"<{source}> <{prop}> {quad.object} .\n"
    return text


def _linksets(scheme: Scheme, links: Mapping[tuple[bytes, bytes], int]) -> str:
    """Describes the links to a scheme, a linkset for each predicate, and the dataset that they lead to.

    Codes have no IRI to link to: they stand in the count of their source alone.
    """
    own = {
        _text_of(prop): number for (graph, prop), number in links.items() if graph == scheme.graph.encode()
    }
    if not own:
        return ""
    text = _TARGET.format(name=scheme.name, title=scheme.title, page=scheme.homepage, space=scheme.namespace)
    for predicate, number in sorted(own.items()):
        kind = predicate.partition("#")[2]
        text += _LINKSET.format(
            graph=scheme.graph, name=scheme.name, kind=kind, predicate=predicate, number=number
        )
    return text


def _days(ontology: Iterable[ox.Quad], stated: Iterable[ox.Quad]) -> str:
    """Says when the dataset was issued and last changed, and from when to when its acts and events are."""
    created, changed, happened, text = list[str](), list[str](), list[str](), ""
    for quad in ontology:
        if quad.subject.value == ONTOLOGY and quad.predicate.value == _DCTERMS + "created":
            created.append(quad.object.value)
        if quad.subject.value == ONTOLOGY and quad.predicate.value == _DCTERMS + "modified":
            changed.append(quad.object.value)
    for quad in stated:
        if quad.predicate.value == thb.retrieved:
            changed.append(quad.object.value)
        elif quad.predicate.value == _DCTERMS + "date":
            happened.append(quad.object.value)
    if created and changed:
        text += f'<#dataset> dcterms:issued "{min(created)}"^^xsd:date ; dcterms:modified "{max(changed)}"^^xsd:date .\n'
    if happened:
        text += (
            "<#dataset> dcterms:temporal <#period> . <#period> a dcterms:PeriodOfTime ; "
            f'dcat:startDate "{min(happened)[:4]}"^^xsd:gYear ; dcat:endDate "{max(happened)[:4]}"^^xsd:gYear .\n'
        )
    return text


def described(text: str) -> list[ox.Quad]:
    """Reads what is said in the graph of the description, as Turtle without prefixes declared."""
    graph = ox.NamedNode(VOID_GRAPH)
    read = ox.parse((_DECLARED + text).encode(), format=ox.RdfFormat.TURTLE, base_iri=VOID_GRAPH)
    return list(dict.fromkeys(ox.Quad(*quad.triple, graph) for quad in read))
